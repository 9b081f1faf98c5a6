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

static long row_named(const zb_grid *g, const char *name)
{
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_vrow *row = &g->view->row[g->row[r].view];
    if (strcmp(zb_grid_cell(g, r, 0)->view->text, name) == 0 || (row->name && strcmp(row->name, name) == 0))
      return (long)r;
  }
  return -1;
}

/* The last head cell of a column: where its name stands. */
static long head_of(const zb_grid *g, size_t col)
{
  for (size_t r = g->nhead; r-- > 0;)
    if (!zb_grid_cell(g, r, col)->covered)
      return (long)(r * g->ncols + col);
  return -1;
}

/* The cell a place such as 海西.人数 names; -2 if there is none. */
static long find(zb_block_ctx *c, const zb_grid *g, const char *at)
{
  const char **segment;
  size_t n = zb_path_split(c->arena, at, &segment);
  if (strcmp(at, "title") == 0 || strcmp(at, "标题") == 0)
    return -1;
  const char *last = n > 0 ? segment[n - 1] : at;
  size_t col = zb_view_column(g->view, last);
  if (n <= 1) {
    long row = row_named(g, last);
    if (col < g->ncols)
      return head_of(g, col);
    return row >= 0 ? row * (long)g->ncols : -2;
  }
  const char *name = segment[0]; /* of a table with several keys: one segment each */
  for (size_t i = 1; i + 1 < n; i++)
    name = zb_arena_printf(c->arena, "%s.%s", i == 1 ? zb_path_segment(c->arena, segment[0]) : name,
                           zb_path_segment(c->arena, segment[i]));
  long row = row_named(g, name);
  return row >= 0 && col < g->ncols ? row * (long)g->ncols + (long)col : -2;
}

static void from_list(zb_block_ctx *c, const zb_block *b, const zb_grid *g, placed_list *out)
{
  const zb_val *list = zb_obj_get(b->props, ZB_K_FOOTNOTES);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *at = zb_obj_get(list->item[i].obj, ZB_K_AT);
    const zb_prose *text = zb_obj_prose(list->item[i].obj, ZB_K_NOTE);
    if (!at || !text)
      continue;
    long cell = find(c, g, at->text);
    if (cell < -1)
      zb_diag_range(c->diags, ZB_D_FOOTNOTE_AT, at->src, at->ncols, at->text, NULL);
    else
      zb_push(c->arena, out, (placed){.text = text, .cell = cell, .at = at->src, .order = out->n});
  }
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

static const char *mark_of(zb_arena *a, size_t i)
{
  static const char *const circled[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};
  return i < 10 ? circled[i] : zb_arena_printf(a, "%zu)", i + 1);
}

zb_tnotes *zb_tnotes_read(zb_block_ctx *c, const zb_block *b, const zb_grid *g)
{
  placed_list all = {0};
  from_list(c, b, g, &all);
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
