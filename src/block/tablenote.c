/* Footnotes of tables: which cell a note is on, and the marks in reading order. They stand below the table and never
   widen a column. */
#include <stdlib.h>

#include "block/table.h"
#include "model/names.h"

/* A note and the cell it belongs to; title notes have cell = -1. */
typedef struct placed {
  const zb_prose *text;
  long cell;
  zb_src at;
  size_t order;
} placed;

typedef ZB_VEC(placed) placed_list;

/* The last head cell of a column: where its name stands. */
static long head_of(const zb_grid *g, size_t col)
{
  for (size_t r = g->nhead; r-- > 0;)
    if (!zb_grid_cell(g, r, col)->covered)
      return (long)(r * g->ncols + col);
  return -1;
}

/* The cell of a spanner: the uncovered one that begins and ends with it. */
static long spanner_cell(const zb_grid *g, const zb_vspanner *s)
{
  for (size_t r = g->nhead; r-- > 0;) {
    const zb_tcell *cell = zb_grid_cell(g, r, s->from);
    if (!cell->covered && (size_t)cell->across == s->to - s->from && cell->across > 1)
      return (long)(r * g->ncols + s->from);
  }
  return head_of(g, s->from);
}

static void from_list(zb_block_ctx *c, const zb_grid *g, placed_list *out)
{
  for (size_t i = 0; i < g->view->nnotes; i++) {
    const zb_vfootnote *n = &g->view->note[i];
    long cell = n->where == ZB_VFOOTNOTE_TITLE     ? -1
                : n->where == ZB_VFOOTNOTE_HEAD    ? head_of(g, n->column)
                : n->where == ZB_VFOOTNOTE_SPANNER ? spanner_cell(g, &g->view->spanner[n->column])
                                                   : (long)((g->nhead + n->row) * g->ncols + n->column);
    zb_push(c->arena, out, (placed){.text = n->text, .cell = cell, .at = n->at, .order = out->n});
  }
}

/* Notes typed with the cells of the head. */
static void from_head(zb_block_ctx *c, const zb_grid *g, placed_list *out)
{
  const zb_view *v = g->view;
  for (size_t k = 0; k < v->ncolumns; k++)
    if (v->column[k].note)
      zb_push(c->arena, out,
              (placed){.text = v->column[k].note, .cell = head_of(g, k), .at = v->column[k].src, .order = out->n});
  for (size_t i = 0; i < v->nspanners; i++)
    if (v->spanner[i].note)
      zb_push(c->arena, out,
              (placed){.text = v->spanner[i].note,
                       .cell = spanner_cell(g, &v->spanner[i]),
                       .at = v->spanner[i].src,
                       .order = out->n});
}

static void from_cells(zb_block_ctx *c, const zb_grid *g, placed_list *out)
{
  for (size_t i = 0; i < g->nrows * g->ncols; i++) {
    const zb_vcell *v = g->cell[i].view;
    if (v && v->extra && v->extra->note)
      zb_push(c->arena, out, (placed){.text = v->extra->note, .cell = (long)i, .at = g->cell[i].src, .order = out->n});
  }
}

static int in_reading_order(const void *x, const void *y)
{
  const placed *l = x, *r = y;
  if (l->cell != r->cell)
    return l->cell < r->cell ? -1 : 1;
  return l->order < r->order ? -1 : l->order > r->order;
}

/* ① to ⑳; beyond them (21). */
static const char *mark_of(zb_arena *a, size_t i)
{
  char circled[5];
  return zb_utf8_circled(circled, i + 1) ? zb_arena_strdup(a, circled) : zb_arena_printf(a, "(%zu)", i + 1);
}

zb_tnotes *zb_tnotes_read(zb_block_ctx *c, const zb_grid *g)
{
  placed_list all = {0};
  from_list(c, g, &all);
  from_head(c, g, &all);
  from_cells(c, g, &all);
  zb_tnotes *t = zb_new(c->arena, zb_tnotes);
  if (all.n == 0)
    return t;
  qsort(all.v, all.n, sizeof *all.v, in_reading_order);
  t->v = zb_newn(c->arena, struct zb_tnote, all.n);
  t->on = zb_newn(c->arena, const char *, g->nrows * g->ncols);
  for (size_t i = 0; i < all.n; i++) {
    const char *mark = mark_of(c->arena, i), **on = all.v[i].cell < 0 ? &t->title : &t->on[all.v[i].cell];
    t->v[t->n++] = (struct zb_tnote){.text = all.v[i].text, .mark = mark, .at = all.v[i].at};
    *on = *on ? zb_arena_printf(c->arena, "%s%s", *on, mark) : mark;
  }
  return t;
}
