/* Boxes of a column: the room they need, and the grid that lines of the body stand on. */
#include "layout/column.h"

/* Lines as high as the pitch stand on the grid. */
static bool on_grid(const zb_flow *f, const zb_vbox *b)
{
  return f->grid > 0 && b->kind == ZB_V_LINE && b->height == f->grid && b->baseline > 0;
}

/* What is missing to the next line of the grid where the box would stand. */
static zb_u to_grid(const zb_flow *f, const zb_column *k, const zb_vbox *b)
{
  if (!on_grid(f, b) || k->list.n == 0)
    return 0;
  zb_u over = (f->top + k->height + k->space) % f->grid;
  return over > 0 ? f->grid - over : 0;
}

/* The glue goes above what stands off the grid: a heading stays close to its text. Where the column may end inside that,
   it goes below the end. */
static void move_to_grid(zb_filling *g, zb_column *k, zb_u more)
{
  size_t above = k->run;
  if (g->best.any && g->best.boxes > above)
    above = g->best.boxes;
  if (above == 0 || above > k->list.n)
    above = k->list.n;
  k->list.v[above - 1].space += more;
  if (above == k->list.n)
    k->space += more;
  else
    k->height += more;
}

zb_u zb_column_room(const zb_filling *g, const zb_column *k, const zb_vbox *b)
{
  zb_foot foot = k->foot;
  if (b)
    foot.height = zb_notes_join(&g->f->run->ctx, foot.height, b->note, b->nnotes);
  return zb_foot_limit(&foot, g->limit) - k->below_height;
}

bool zb_column_fits(const zb_filling *g, const zb_column *k, const zb_vbox *b)
{
  int64_t before = k->list.n ? k->space : 0, give = k->list.n ? k->space_shrink : 0;
  before += to_grid(g->f, k, b);
  int64_t shrink = g->f->grid > 0 ? 0 : k->shrink + give + b->shrink;
  return (int64_t)k->height + before + b->height - shrink <= zb_column_room(g, k, b);
}

void zb_column_repeat(zb_filling *g, zb_column *k, const zb_vbox *head)
{
  zb_vbox own = *head;
  if (g->f->grid > 0)
    own.shrink = own.space_shrink = 0;
  zb_u more = to_grid(g->f, k, head);
  if (more > 0)
    move_to_grid(g, k, more);
  k->height += (k->list.n ? k->space : 0) + own.height;
  k->shrink += (k->list.n ? k->space_shrink : 0) + own.shrink;
  k->space = own.space;
  k->space_shrink = own.space_shrink;
  zb_push(g->f->run->in.arena, &k->list, own);
  if (on_grid(g->f, head))
    k->run = k->list.n;
}

void zb_column_note(const zb_filling *g, zb_column *k, const zb_vbox *b)
{
  for (size_t i = 0; i < b->nnotes; i++)
    zb_push(g->f->run->in.arena, &k->foot.note, b->note[i]);
  k->foot.height = zb_notes_join(&g->f->run->ctx, k->foot.height, b->note, b->nnotes);
}

void zb_column_append(zb_filling *g, zb_column *k, const zb_vbox *b)
{
  zb_column_repeat(g, k, b);
  zb_column_note(g, k, b);
}
