/* Views of tables: heads that are typed as the first rows: the label of each column, and over them the cells that cover
   several, which become spanners. */
#include <string.h>

#include "model/prose.h"
#include "model/viewbuild.h"

/* One cell of the head, over columns [from, to). */
typedef struct headcell {
  const zb_prose *prose, *note;
  const zb_val *align;
  size_t from, to;
  zb_src src;
  int ncols;
} headcell;

typedef struct head {
  ZB_VEC(headcell) spanner;
  headcell *label; /* of each column: the lowest cell over it alone */
  size_t *left;    /* rows each column is still covered from above */
  size_t ncolumns;
} head;

static headcell cell_of(zb_vbuild *vb, const zb_val *v)
{
  headcell c = {.prose = v->prose, .src = v->src, .ncols = v->ncols};
  if (!v->obj)
    return c;
  c.prose = zb_obj_prose(v->obj, ZB_K_TEXT);
  c.note = zb_obj_prose(v->obj, ZB_K_NOTE);
  c.align = zb_obj_get(v->obj, ZB_K_ALIGN);
  const zb_val *blocks = zb_obj_get(v->obj, ZB_K_BLOCKS);
  if (blocks) {
    zb_diag_range(vb->d, ZB_D_HEAD_BLOCKS, blocks->src, blocks->ncols, NULL);
    vb->failed = true;
  }
  return c;
}

static size_t covers(const zb_val *v, zb_key key)
{
  return v->obj ? (size_t)zb_obj_int(v->obj, key, 1) : 1;
}

/* Puts the cells of one row into the columns that cells above leave free. False after a diagnostic: there are too few
   or too many. */
static bool place(zb_vbuild *vb, head *h, const zb_val *row)
{
  size_t k = 0, i = 0;
  for (; k < h->ncolumns; k++) {
    if (h->left[k] > 0) {
      h->left[k]--;
      continue;
    }
    if (i == row->nitems)
      break;
    const zb_val *v = &row->item[i++];
    headcell c = cell_of(vb, v);
    c.from = k;
    c.to = k + covers(v, ZB_K_ACROSS);
    for (size_t s = c.from; s < c.to; s++) {
      if (s >= h->ncolumns || (s > c.from && h->left[s] > 0)) {
        zb_diag_range(vb->d, ZB_D_CELL_SPAN, c.src, c.ncols, zb_arena_printf(vb->a, "%zu", c.to - c.from), NULL);
        return false;
      }
      h->left[s] = covers(v, ZB_K_DOWN) - 1;
    }
    if (c.to - c.from > 1)
      zb_push(vb->a, &h->spanner, c);
    else
      h->label[k] = c;
    k = c.to - 1;
  }
  if (k == h->ncolumns && i == row->nitems)
    return true;
  if (row->node->nitems != row->nitems)
    return false; /* a cell was no cell, which was reported */
  zb_diag_range(vb->d, ZB_D_TABLE_RAGGED, row->src, row->ncols,
                zb_arena_printf(vb->a, "%zu", k == h->ncolumns ? k + row->nitems - i : k),
                zb_arena_printf(vb->a, "%zu", h->ncolumns), NULL);
  return false;
}

/* Does a row follow that belongs to the head: under cells that cover several columns, or beside those that reach down? */
static bool goes_on(const head *h, const zb_val *row)
{
  for (size_t k = 0; k < h->ncolumns; k++)
    if (h->left[k] > 0)
      return true;
  for (size_t i = 0; i < row->nitems; i++)
    if (covers(&row->item[i], ZB_K_ACROSS) > 1)
      return true;
  return false;
}

static bool taken(const zb_vbuild *vb, const char *name)
{
  for (size_t k = 0; k < vb->column.n; k++)
    if (strcmp(vb->column.v[k].name, name) == 0)
      return true;
  return false;
}

/* A column is named by its label; where that is taken, after the nearest spanner over it: 2024年.男. */
static const char *name_of(const zb_vbuild *vb, const head *h, size_t k, const char *text)
{
  const headcell *over = NULL;
  for (size_t i = 0; i < h->spanner.n; i++)
    if (h->spanner.v[i].from <= k && k < h->spanner.v[i].to)
      over = &h->spanner.v[i];
  return over && taken(vb, text) ? zb_arena_printf(vb->a, "%s.%s", zb_vbuild_plain(vb, over->prose), text) : text;
}

static void add_columns(zb_vbuild *vb, const head *h)
{
  for (size_t k = 0; k < h->ncolumns; k++) {
    const headcell *c = &h->label[k];
    const char *text = zb_vbuild_plain(vb, c->prose);
    zb_vcolumn column = {.name = name_of(vb, h, k, text),
                         .text = text,
                         .label = c->prose,
                         .note = c->note,
                         .align = c->align,
                         .unit = "",
                         .src = c->src,
                         .ncols = c->ncols};
    zb_push(vb->a, &vb->column, column);
  }
}

static void add_spanners(zb_vbuild *vb, const head *h)
{
  vb->v->spanner = zb_newn(vb->a, zb_vspanner, h->spanner.n + 1);
  for (size_t i = 0; i < h->spanner.n; i++) {
    const headcell *c = &h->spanner.v[i];
    vb->v->spanner[vb->v->nspanners++] = (zb_vspanner){.text = zb_vbuild_plain(vb, c->prose),
                                                       .label = c->prose,
                                                       .note = c->note,
                                                       .from = c->from,
                                                       .to = c->to,
                                                       .src = c->src};
  }
}

size_t zb_vbuild_head(zb_vbuild *vb, const zb_val *rows)
{
  head h = {.ncolumns = 0};
  for (size_t i = 0; i < rows->item[0].nitems; i++)
    h.ncolumns += covers(&rows->item[0].item[i], ZB_K_ACROSS);
  h.label = zb_newn(vb->a, headcell, h.ncolumns + 1);
  h.left = zb_newn(vb->a, size_t, h.ncolumns + 1);
  size_t n = 0;
  do {
    if (!place(vb, &h, &rows->item[n++])) {
      vb->failed = true;
      return n;
    }
  } while (n < rows->nitems && goes_on(&h, &rows->item[n - 1]));
  if (goes_on(&h, &rows->item[n - 1])) { /* the rows end before the head does */
    zb_diag_range(vb->d, ZB_D_CELL_SPAN, rows->item[0].src, rows->item[0].ncols, zb_arena_printf(vb->a, "%zu", n + 1),
                  NULL);
    vb->failed = true;
    return n;
  }
  add_columns(vb, &h);
  add_spanners(vb, &h);
  return n;
}
