/* Operations turned by 90 degrees: points, boxes, glyph matrices, gradients and hatches. */
#include "dl/turn.h"

typedef struct turn {
  zb_point at;
  zb_u length;
} turn;

static zb_point point(const turn *t, zb_point p)
{
  return (zb_point){t->at.x + p.y, t->at.y + t->length - p.x};
}

static zb_rect rect(const turn *t, zb_rect r)
{
  zb_point corner = point(t, (zb_point){r.x + r.w, r.y});
  return (zb_rect){.x = corner.x, .y = corner.y, .w = r.h, .h = r.w};
}

static void turn_path(const turn *t, zb_path *p, zb_arena *a)
{
  p->rect = rect(t, p->rect);
  if (p->nsegs == 0)
    return;
  p->seg = zb_arena_memdup(a, p->seg, p->nsegs * sizeof *p->seg);
  for (size_t i = 0; i < p->nsegs; i++)
    for (int k = 0; k < 3; k++)
      p->seg[i].p[k] = point(t, p->seg[i].p[k]);
}

static void turn_paint(const turn *t, zb_paint *p)
{
  p->p0 = point(t, p->p0);
  p->p1 = point(t, p->p1);
  p->angle = (p->angle + 90) % 180;
}

/* A quarter turn after what the run has already: (1, 0) goes up, (0, 1) to the right. */
static void turn_glyphs(const turn *t, zb_glyphs *g)
{
  enum { ONE = 65536 };
  zb_point o = point(t, (zb_point){g->x, g->y});
  int32_t xx = g->has_matrix ? g->m[0] : ONE, yx = g->has_matrix ? g->m[1] : 0;
  int32_t xy = g->has_matrix ? g->m[2] : 0, yy = g->has_matrix ? g->m[3] : ONE;
  g->x = o.x;
  g->y = o.y;
  g->has_matrix = true;
  g->m[0] = yx;
  g->m[1] = -xx;
  g->m[2] = yy;
  g->m[3] = -xy;
}

/* What a bar's length says is measured across where it was measured up the page, and the other way round. */
static void turn_mark(zb_mark *m, zb_arena *a)
{
  if (!m->measure)
    return;
  zb_measure *own = zb_arena_memdup(a, m->measure, sizeof *own);
  own->upright = !own->upright;
  m->measure = own;
}

void zb_dl_turn(zb_dl_page *p, size_t from, zb_point at, zb_u length)
{
  turn t = {.at = at, .length = length};
  zb_arena *a = p->dl->arena;
  for (size_t i = from; i < p->n; i++) {
    zb_dl_op *op = &p->op[i];
    op->bounds = rect(&t, op->bounds);
    switch (op->kind) {
    case ZB_DL_OP_BEGIN:
      turn_mark(op->u.mark, a);
      break;
    case ZB_DL_OP_GLYPHS:
      turn_glyphs(&t, op->u.glyphs);
      break;
    case ZB_DL_OP_FILL:
      turn_path(&t, &op->u.fill->path, a);
      turn_paint(&t, &op->u.fill->paint);
      break;
    case ZB_DL_OP_STROKE:
      turn_path(&t, &op->u.stroke->path, a);
      turn_paint(&t, &op->u.stroke->paint);
      break;
    case ZB_DL_OP_IMAGE:
      op->u.image->rect = rect(&t, op->u.image->rect);
      op->u.image->turned = true;
      break;
    case ZB_DL_OP_CLIP:
      turn_path(&t, &op->u.clip->path, a);
      break;
    default:
      break;
    }
  }
}
