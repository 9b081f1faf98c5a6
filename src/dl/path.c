/* Paths of the display list: rectangles, rounded corners, polygons, circles, ring segments. */
#include <math.h>

#include "dl/dl.h"

static const double PI = 3.14159265358979323846;

/* Control point distance of a quarter circle as one cubic (4/3 (sqrt 2 - 1)), in 1/65536. */
enum { KAPPA = 36195 };

static zb_u kappa(zb_u r)
{
  return zb_u_muldiv(r, KAPPA, 65536);
}

zb_path zb_path_rect(zb_rect r)
{
  return (zb_path){.rect = r};
}

static zb_seg move_to(zb_u x, zb_u y)
{
  return (zb_seg){.kind = ZB_SEG_MOVE, .p = {{x, y}}};
}

static zb_seg line_to(zb_u x, zb_u y)
{
  return (zb_seg){.kind = ZB_SEG_LINE, .p = {{x, y}}};
}

static zb_seg curve_to(zb_u x1, zb_u y1, zb_u x2, zb_u y2, zb_u x3, zb_u y3)
{
  return (zb_seg){.kind = ZB_SEG_CURVE, .p = {{x1, y1}, {x2, y2}, {x3, y3}}};
}

static const zb_seg close_seg = {.kind = ZB_SEG_CLOSE};

zb_path zb_path_round(zb_arena *a, zb_rect r, zb_u radius)
{
  radius = zb_u_clamp(radius, 0, zb_u_min(r.w, r.h) / 2);
  if (radius == 0)
    return zb_path_rect(r);
  zb_u x0 = r.x, y0 = r.y, x1 = r.x + r.w, y1 = r.y + r.h, k = radius - kappa(radius);
  zb_seg *s = zb_newn(a, zb_seg, 10);
  s[0] = move_to(x0 + radius, y0);
  s[1] = line_to(x1 - radius, y0);
  s[2] = curve_to(x1 - k, y0, x1, y0 + k, x1, y0 + radius);
  s[3] = line_to(x1, y1 - radius);
  s[4] = curve_to(x1, y1 - k, x1 - k, y1, x1 - radius, y1);
  s[5] = line_to(x0 + radius, y1);
  s[6] = curve_to(x0 + k, y1, x0, y1 - k, x0, y1 - radius);
  s[7] = line_to(x0, y0 + radius);
  s[8] = curve_to(x0, y0 + k, x0 + k, y0, x0 + radius, y0);
  s[9] = close_seg;
  return (zb_path){.rect = r, .seg = s, .nsegs = 10};
}

zb_path zb_path_corners(zb_arena *a, zb_rect r, const zb_u radius[4])
{
  zb_u most = zb_u_min(r.w, r.h) / 2, q[4];
  for (int i = 0; i < 4; i++)
    q[i] = zb_u_clamp(radius[i], 0, most);
  zb_u x0 = r.x, y0 = r.y, x1 = r.x + r.w, y1 = r.y + r.h;
  zb_seg *s = zb_newn(a, zb_seg, 10);
  size_t n = 0;
  s[n++] = move_to(x0 + q[0], y0);
  s[n++] = line_to(x1 - q[1], y0);
  if (q[1] > 0)
    s[n++] = curve_to(x1 - q[1] + kappa(q[1]), y0, x1, y0 + q[1] - kappa(q[1]), x1, y0 + q[1]);
  s[n++] = line_to(x1, y1 - q[2]);
  if (q[2] > 0)
    s[n++] = curve_to(x1, y1 - q[2] + kappa(q[2]), x1 - q[2] + kappa(q[2]), y1, x1 - q[2], y1);
  s[n++] = line_to(x0 + q[3], y1);
  if (q[3] > 0)
    s[n++] = curve_to(x0 + q[3] - kappa(q[3]), y1, x0, y1 - q[3] + kappa(q[3]), x0, y1 - q[3]);
  s[n++] = line_to(x0, y0 + q[0]);
  if (q[0] > 0)
    s[n++] = curve_to(x0, y0 + q[0] - kappa(q[0]), x0 + q[0] - kappa(q[0]), y0, x0 + q[0], y0);
  s[n++] = close_seg;
  return (zb_path){.rect = r, .seg = s, .nsegs = n};
}

zb_path zb_path_poly(zb_arena *a, const zb_point *pt, size_t n, bool closed)
{
  zb_seg *s = zb_newn(a, zb_seg, n + 1);
  for (size_t i = 0; i < n; i++)
    s[i] = i ? line_to(pt[i].x, pt[i].y) : move_to(pt[i].x, pt[i].y);
  if (closed)
    s[n] = close_seg;
  return (zb_path){.seg = s, .nsegs = n + closed};
}

zb_path zb_path_circle(zb_arena *a, zb_point c, zb_u r)
{
  return zb_path_round(a, (zb_rect){.x = c.x - r, .y = c.y - r, .w = 2 * r, .h = 2 * r}, r);
}

/* Point at `turn` thousandths clockwise from 12 o'clock. Integer results; libm's sin is correctly rounded to well below
   half a unit on every glibc, so the rounding is stable. */
static zb_point on_circle(zb_point c, double r, double turn)
{
  double t = turn * (2 * PI / 1000);
  return (zb_point){.x = c.x + (zb_u)lround(r * sin(t)), .y = c.y - (zb_u)lround(r * cos(t))};
}

/* Appends an arc of at most a quarter turn as one cubic. */
static zb_seg arc_seg(zb_point c, double r, double from, double to)
{
  double half = (to - from) * (2 * PI / 1000);
  double k = 4.0 / 3 * tan(half / 4) * r;
  double a = from * (2 * PI / 1000), b = to * (2 * PI / 1000);
  zb_point p = on_circle(c, r, from), q = on_circle(c, r, to);
  return curve_to(p.x + (zb_u)lround(k * cos(a)), p.y + (zb_u)lround(k * sin(a)), q.x - (zb_u)lround(k * cos(b)),
                  q.y - (zb_u)lround(k * sin(b)), q.x, q.y);
}

zb_path zb_path_wedge(zb_arena *a, zb_point c, zb_u inner, zb_u outer, int from, int to)
{
  int arcs = (to - from + 249) / 250;
  if (arcs < 1)
    arcs = 1;
  zb_seg *s = zb_newn(a, zb_seg, (size_t)(2 * arcs + 4));
  size_t n = 0;
  zb_point p = on_circle(c, outer, from);
  s[n++] = move_to(p.x, p.y);
  for (int i = 0; i < arcs; i++)
    s[n++] = arc_seg(c, outer, from + (double)(to - from) * i / arcs, from + (double)(to - from) * (i + 1) / arcs);
  p = on_circle(c, inner, to);
  s[n++] = line_to(p.x, p.y);
  for (int i = 0; inner > 0 && i < arcs; i++)
    s[n++] = arc_seg(c, inner, to - (double)(to - from) * i / arcs, to - (double)(to - from) * (i + 1) / arcs);
  s[n++] = close_seg;
  return (zb_path){.seg = s, .nsegs = n};
}

zb_rect zb_path_bounds(const zb_path *p)
{
  if (p->nsegs == 0)
    return p->rect;
  zb_u x0 = INT32_MAX, y0 = INT32_MAX, x1 = INT32_MIN, y1 = INT32_MIN;
  for (size_t i = 0; i < p->nsegs; i++) {
    int points = p->seg[i].kind == ZB_SEG_CURVE ? 3 : p->seg[i].kind == ZB_SEG_CLOSE ? 0 : 1;
    for (int k = 0; k < points; k++) {
      x0 = zb_u_min(x0, p->seg[i].p[k].x);
      y0 = zb_u_min(y0, p->seg[i].p[k].y);
      x1 = zb_u_max(x1, p->seg[i].p[k].x);
      y1 = zb_u_max(y1, p->seg[i].p[k].y);
    }
  }
  return x0 > x1 ? (zb_rect){0} : (zb_rect){.x = x0, .y = y0, .w = x1 - x0, .h = y1 - y0};
}
