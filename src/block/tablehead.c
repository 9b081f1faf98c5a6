/* Tables: heads: which rows of them spanners and column labels stand in, and their text. */
#include "block/table.h"

/* --- places ---------------------------------------------------------------------------------------------------- */

/* Is there a spanner over the column in head row `row` (0 the highest)? */
static bool spanned(const zb_grid *g, size_t row, size_t col)
{
  for (size_t i = 0; i < g->view->nspanners; i++) {
    const zb_vspanner *s = &g->view->spanner[i];
    if ((size_t)(g->view->levels - 1 - s->level) == row && col >= s->from && col < s->to)
      return true;
  }
  return false;
}

/* The highest head row a cell over columns [from, to) that ends above row `end` may begin in. */
static size_t rise(const zb_grid *g, size_t end, size_t from, size_t to)
{
  size_t row = end;
  while (row > 0) {
    for (size_t k = from; k < to; k++)
      if (spanned(g, row - 1, k))
        return row;
    row--;
  }
  return row;
}

void zb_grid_place_heads(zb_grid *g)
{
  size_t last = g->nhead - 1;
  for (size_t i = 0; i < g->view->nspanners; i++) {
    const zb_vspanner *s = &g->view->spanner[i];
    size_t row = (size_t)(g->view->levels - 1 - s->level), top = rise(g, row, s->from, s->to);
    zb_grid_place(g, top, s->from, row - top + 1, s->to - s->from);
  }
  for (size_t k = 0; k < g->ncols; k++) {
    size_t top = rise(g, last, k, k + 1);
    zb_grid_place(g, top, k, last - top + 1, 1);
  }
}

/* --- text ------------------------------------------------------------------------------------------------------ */

static const zb_vspanner *spanner_at(const zb_grid *g, size_t row, size_t col)
{
  const zb_tcell *cell = zb_grid_cell(g, row, col);
  size_t bottom = row + (size_t)cell->down - 1;
  for (size_t i = 0; i < g->view->nspanners; i++) {
    const zb_vspanner *s = &g->view->spanner[i];
    if ((size_t)(g->view->levels - 1 - s->level) == bottom && s->from == col && s->to == col + (size_t)cell->across)
      return s;
  }
  return NULL;
}

/* 斜线表头: what the rows are below the diagonal, what the columns are above it. */
static void set_diagonal(zb_block_ctx *c, zb_grid *g, zb_tcell *cell, const zb_obj *o)
{
  zb_ttext below = {.prose = zb_obj_prose(o, ZB_K_ROW_NAMES), .text = ""};
  zb_ttext above = {.prose = zb_obj_prose(o, ZB_K_COLUMN_NAMES), .text = ""};
  zb_grid_keep_text(c, g, cell, &below);
  zb_tcell other = {.src = cell->src, .align = cell->align, .head = true, .owner = cell->owner};
  zb_grid_keep_text(c, g, &other, &above);
  if (!cell->more || !other.more)
    return;
  cell->more->above = other.more->label;
  cell->kind = ZB_TCELL_DIAGONAL;
  cell->width = cell->min = (cell->width + other.width) * 6 / 5;
}

void zb_grid_read_head(zb_block_ctx *c, const zb_block *b, zb_grid *g, size_t row, size_t k)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_vspanner *spanner = spanner_at(g, row, k);
  const zb_val *stubhead = k == 0 && !spanner ? zb_obj_get(b->props, ZB_K_STUBHEAD) : NULL;
  const zb_vcolumn *col = &g->view->column[k];
  cell->src = spanner ? spanner->src : col->src;
  zb_ttext t = {.prose = col->label, .text = col->text, .unit = col->unit};
  if (spanner)
    t = (zb_ttext){.prose = spanner->label, .text = spanner->text};
  else if (stubhead && zb_obj_prose(stubhead->obj, ZB_K_ROW_NAMES) && zb_obj_prose(stubhead->obj, ZB_K_COLUMN_NAMES)) {
    set_diagonal(c, g, cell, stubhead->obj);
    return;
  } else if (stubhead && zb_obj_prose(stubhead->obj, ZB_K_LABEL)) {
    t = (zb_ttext){.prose = zb_obj_prose(stubhead->obj, ZB_K_LABEL), .text = ""};
  }
  zb_grid_keep_text(c, g, cell, &t);
}
