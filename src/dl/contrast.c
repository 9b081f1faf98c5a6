/* Contrast of text on its ground: what was painted under each run, topmost opaque fill first. */
#include <stdlib.h>
#include <string.h>

#include "dl/query.h"

/* What may lie under text: a fill or an image, cut by the clips it was painted in. */
typedef struct layer {
  const zb_dl_op *op;
  zb_rect seen; /* bounds inside the clips */
} layer;

/* Layers by stripes of the page: those of stripe i are at[first[i]] ... at[first[i + 1] - 1], in paint order. */
typedef struct ground {
  layer *layer;
  size_t n;
  size_t *first, *at;
  int stripes;
  zb_u height; /* of a stripe */
} ground;

enum { STRIPES_MAX = 4096, FLAT = 8, FULL = 255 };

static zb_rect cut(zb_rect a, zb_rect b)
{
  zb_u x = zb_u_max(a.x, b.x), y = zb_u_max(a.y, b.y);
  zb_u right = zb_u_min(a.x + a.w, b.x + b.w), foot = zb_u_min(a.y + a.h, b.y + b.h);
  return (zb_rect){.x = x, .y = y, .w = zb_u_max(right - x, 0), .h = zb_u_max(foot - y, 0)};
}

static bool holds(zb_rect r, zb_point p)
{
  return p.x >= r.x && p.x < r.x + r.w && p.y >= r.y && p.y < r.y + r.h;
}

/* --- points in paths ------------------------------------------------------------------------------------------- */

/* Does the edge a-b cross the ray from p to the right? Its winding: -1, 0, 1. */
static int crosses(zb_point a, zb_point b, zb_point p)
{
  if ((a.y <= p.y) == (b.y <= p.y))
    return 0;
  double x = a.x + (double)(p.y - a.y) * (b.x - a.x) / (double)(b.y - a.y);
  return x <= p.x ? 0 : a.y <= p.y ? 1 : -1;
}

static zb_point bezier(zb_point a, const zb_point *c, double t)
{
  double u = 1 - t, w[] = {u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t};
  return (zb_point){.x = (zb_u)(w[0] * a.x + w[1] * c[0].x + w[2] * c[1].x + w[3] * c[2].x),
                    .y = (zb_u)(w[0] * a.y + w[1] * c[0].y + w[2] * c[1].y + w[3] * c[2].y)};
}

/* By the non-zero winding rule; curves as FLAT chords. */
static bool path_holds(const zb_path *path, zb_point p)
{
  if (path->nsegs == 0)
    return holds(path->rect, p);
  int winding = 0;
  zb_point start = {0}, at = {0};
  for (size_t i = 0; i < path->nsegs; i++) {
    const zb_seg *s = &path->seg[i];
    zb_point next = s->kind == ZB_SEG_CURVE ? s->p[2] : s->p[0];
    if (s->kind == ZB_SEG_MOVE || s->kind == ZB_SEG_CLOSE) {
      winding += crosses(at, start, p);
      at = start = s->kind == ZB_SEG_MOVE ? next : start;
    } else if (s->kind == ZB_SEG_LINE) {
      winding += crosses(at, next, p);
      at = next;
    } else {
      zb_point from = at;
      for (int k = 1; k <= FLAT; k++) {
        zb_point to = bezier(at, s->p, (double)k / FLAT);
        winding += crosses(from, to, p);
        from = to;
      }
      at = next;
    }
  }
  return winding + crosses(at, start, p) != 0;
}

/* --- layers ---------------------------------------------------------------------------------------------------- */

static void collect(zb_arena *a, const zb_dl_page *p, ground *g)
{
  zb_rect clip[64] = {{.w = p->w, .h = p->h}};
  int depth = 0;
  g->layer = zb_newn(a, layer, p->n);
  for (size_t i = 0; i < p->n; i++) {
    const zb_dl_op *op = &p->op[i];
    if (op->kind == ZB_DL_OP_CLIP && depth + 1 < 64) {
      clip[depth + 1] = cut(clip[depth], zb_path_bounds(&op->u.clip->path));
      depth++;
    } else if (op->kind == ZB_DL_OP_UNCLIP && depth > 0) {
      depth--;
    } else if (op->kind == ZB_DL_OP_FILL || op->kind == ZB_DL_OP_IMAGE) {
      zb_rect r = op->kind == ZB_DL_OP_FILL ? zb_path_bounds(&op->u.fill->path) : op->u.image->rect;
      g->layer[g->n++] = (layer){.op = op, .seen = cut(r, clip[depth])};
    }
  }
}

static int stripe_of(const ground *g, zb_u y)
{
  return zb_u_clamp(y / g->height, 0, g->stripes - 1);
}

/* Sorts the layers into stripes, so that a page of thousands of bars and labels is not searched again for each. */
static void stripe(zb_arena *a, const zb_dl_page *p, ground *g)
{
  g->stripes = zb_u_clamp((zb_u)(g->n / 4), 1, STRIPES_MAX);
  g->height = p->h / g->stripes + 1;
  g->first = zb_newn(a, size_t, (size_t)g->stripes + 2);
  for (size_t i = 0; i < g->n; i++)
    for (int k = stripe_of(g, g->layer[i].seen.y); k <= stripe_of(g, g->layer[i].seen.y + g->layer[i].seen.h); k++)
      g->first[k + 2]++;
  for (int k = 2; k < g->stripes + 2; k++)
    g->first[k] += g->first[k - 1];
  g->at = zb_newn(a, size_t, g->first[g->stripes + 1] + 1);
  for (size_t i = 0; i < g->n; i++)
    for (int k = stripe_of(g, g->layer[i].seen.y); k <= stripe_of(g, g->layer[i].seen.y + g->layer[i].seen.h); k++)
      g->at[g->first[k + 1]++] = i;
}

/* --- colours --------------------------------------------------------------------------------------------------- */

static zb_rgba over(zb_rgba top, zb_rgba below)
{
  zb_rgba opaque = {.r = top.r, .g = top.g, .b = top.b, .a = FULL};
  return zb_color_mix(below, opaque, (top.a * 256 + FULL / 2) / FULL);
}

/* The colour of a paint that text of colour c tells worst on. */
static zb_rgba worst_of(const zb_paint *paint, zb_rgba c)
{
  zb_rgba worst = paint->color;
  if (paint->kind == ZB_PAINT_HATCH && paint->ground.a == FULL &&
      zb_color_contrast(c, paint->ground) < zb_color_contrast(c, worst))
    worst = paint->ground;
  for (int i = 0; paint->kind == ZB_PAINT_LINEAR && i < paint->nstops; i++)
    if (i == 0 || zb_color_contrast(c, paint->stop[i].color) < zb_color_contrast(c, worst))
      worst = paint->stop[i].color;
  return worst;
}

/* What lies under a point for op number `limit`; *picture: an image shows there. Sheets are white. */
static zb_rgba under(const ground *g, const zb_dl_op *limit, zb_point p, zb_rgba c, bool *picture)
{
  zb_rgba stack[32];
  int n = 0;
  zb_rgba base = ZB_RGB(0xFFFFFF);
  int k = stripe_of(g, p.y);
  for (size_t i = g->first[k + 1]; i-- > g->first[k] && n < 32;) {
    const layer *l = &g->layer[g->at[i]];
    if (l->op > limit || !holds(l->seen, p))
      continue;
    if (l->op->kind == ZB_DL_OP_IMAGE) {
      *picture = true;
      break;
    }
    if (!path_holds(&l->op->u.fill->path, p))
      continue;
    zb_rgba color = worst_of(&l->op->u.fill->paint, c);
    if (color.a == FULL) {
      base = color;
      break;
    }
    stack[n++] = color;
  }
  while (n-- > 0)
    base = over(stack[n], base);
  return base;
}

/* The worst of three places along the run, at the middle of its letters. */
static double contrast_of(const ground *g, const zb_dl_op *op, bool *picture)
{
  const zb_glyphs *run = op->u.glyphs;
  double worst = 21;
  for (int i = 0; i < 3; i++) {
    zb_u along = zb_u_muldiv(run->advance, 1 + 9 * i, 20), up = -zb_u_muldiv(run->size, 35, 100);
    zb_point p = {.x = run->x + along, .y = run->y + up};
    if (run->has_matrix) {
      p.x = run->x + zb_u_muldiv(along, run->m[0], 65536) + zb_u_muldiv(up, run->m[2], 65536);
      p.y = run->y + zb_u_muldiv(along, run->m[1], 65536) + zb_u_muldiv(up, run->m[3], 65536);
    }
    zb_rgba below = under(g, op, p, run->color, picture);
    double contrast = zb_color_contrast(over(run->color, below), below);
    worst = contrast < worst ? contrast : worst;
  }
  return worst;
}

void zb_dl_faint_text(zb_arena *a, const zb_dl_page *p, zb_u large, zb_dl_faint found, void *data)
{
  ground g = {0};
  collect(a, p, &g);
  stripe(a, p, &g);
  for (size_t i = 0; i < p->n; i++) {
    const zb_dl_op *op = &p->op[i];
    if (op->kind != ZB_DL_OP_GLYPHS || !zb_dl_is_read(op->u.glyphs))
      continue;
    bool picture = false;
    double contrast = contrast_of(&g, op, &picture);
    double wanted = op->u.glyphs->size >= large ? 3.0 : 4.5;
    if (picture || contrast < wanted - 0.005)
      found(data, p, op, picture ? 0 : contrast, wanted);
  }
}
