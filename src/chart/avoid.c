/* Places that are taken: boxes are tested edge to edge, lines by clipping. */
#include "chart/avoid.h"

void zb_avoid_box(zb_avoid *v, zb_rect r)
{
  zb_push(v->arena, &v->box, r);
}

void zb_avoid_segment(zb_avoid *v, zb_point a, zb_point b)
{
  zb_push(v->arena, &v->line, (zb_avoid_line){.a = a, .b = b});
}

static bool meet(zb_rect a, zb_rect b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Narrows t0..t1 to where p + t d lies between lo and hi (Liang and Barsky 1984); false: nowhere. */
static bool clip(double p, double d, double lo, double hi, double *t0, double *t1)
{
  if (d == 0)
    return p > lo && p < hi;
  double a = (lo - p) / d, b = (hi - p) / d, first = a < b ? a : b, last = a < b ? b : a;
  *t0 = first > *t0 ? first : *t0;
  *t1 = last < *t1 ? last : *t1;
  return *t0 < *t1;
}

static bool crosses(zb_avoid_line l, zb_rect r)
{
  double t0 = 0, t1 = 1;
  return clip(l.a.x, (double)l.b.x - l.a.x, r.x, (double)r.x + r.w, &t0, &t1) &&
         clip(l.a.y, (double)l.b.y - l.a.y, r.y, (double)r.y + r.h, &t0, &t1);
}

bool zb_avoid_free(const zb_avoid *v, zb_rect r, size_t own)
{
  const zb_rect *b = &v->bounds;
  if (r.x < b->x || r.x + r.w > b->x + b->w || r.y < b->y || r.y + r.h > b->y + b->h)
    return false;
  for (size_t i = 0; i < v->box.n; i++)
    if (i != own && meet(v->box.v[i], r))
      return false;
  for (size_t i = 0; i < v->line.n; i++)
    if (crosses(v->line.v[i], r))
      return false;
  return true;
}

zb_rect zb_avoid_anchor(zb_point p, zb_u w, zb_u h, int k, zb_u d)
{
  static const signed char dx[] = {1, -1, 0, 0, 1, -1, 1, -1}, dy[] = {0, 0, -1, 1, -1, -1, 1, 1};
  zb_u slant = dx[k] && dy[k] ? d * 7 / 10 : d;
  zb_u left = dx[k] > 0 ? 0 : dx[k] < 0 ? w : w / 2, up = dy[k] > 0 ? 0 : dy[k] < 0 ? h : h / 2;
  return (zb_rect){.x = p.x + dx[k] * slant - left, .y = p.y + dy[k] * slant - up, .w = w, .h = h};
}

static bool holds(zb_rect r, zb_point p)
{
  return p.x >= r.x && p.x <= r.x + r.w && p.y >= r.y && p.y <= r.y + r.h;
}

bool zb_avoid_clear(const zb_avoid *v, zb_point a, zb_point b)
{
  for (size_t i = 0; i < v->box.n; i++)
    if (!holds(v->box.v[i], a) && crosses((zb_avoid_line){.a = a, .b = b}, v->box.v[i]))
      return false;
  return true;
}
