/* Tables: which way the text of columns and cells is aligned, and which columns of numbers want slots. */
#include "block/table.h"

static zb_talign asked_align(long word, zb_talign automatic)
{
  switch (word) {
  case ZB_E_CELL_ALIGN_LEFT:
    return ZB_TALIGN_LEFT;
  case ZB_E_CELL_ALIGN_RIGHT:
    return ZB_TALIGN_RIGHT;
  case ZB_E_CELL_ALIGN_CENTER:
    return ZB_TALIGN_CENTER;
  case ZB_E_CELL_ALIGN_EVEN:
    return ZB_TALIGN_EVEN;
  default:
    return automatic;
  }
}

/* Do the numbers of a column want a slot for what follows them: do units or fractions differ? */
static bool needs_slots(zb_arena *a, const zb_grid *g, size_t k)
{
  const char *tail = NULL;
  bool any = false, differ = false;
  size_t fraction = 0;
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_vcell *v = zb_grid_cell(g, r, k)->view;
    zb_arena_walked(a, r);
    if (!v || !v->q)
      continue;
    size_t point, end = zb_tcell_number(v->text, &point), part = end - point;
    const char *mine = v->text + end;
    differ = differ || (tail && (strcmp(tail, mine) != 0 || fraction != part));
    any = any || *mine;
    tail = mine;
    fraction = part;
  }
  return any && differ;
}

static void align_column(zb_arena *a, const zb_block *b, zb_grid *g, size_t k)
{
  zb_tcolumn *col = &g->col[k];
  const zb_vcolumn *v = &g->view->column[k];
  const zb_val *list = zb_obj_get(b->props, ZB_K_ALIGN), *own = zb_vcolumn_prop(v, ZB_K_ALIGN);
  long asked = own ? own->i : list && k < list->nitems ? list->item[k].i : ZB_E_CELL_ALIGN_AUTO;
  bool numbers = v->numeric && (asked == ZB_E_CELL_ALIGN_AUTO || asked == ZB_E_CELL_ALIGN_RIGHT);
  col->at_right = asked == ZB_E_CELL_ALIGN_RIGHT;
  col->align = numbers ? ZB_TALIGN_NUMBER : asked_align(asked, v->spark ? ZB_TALIGN_CENTER : ZB_TALIGN_LEFT);
  col->slots = numbers && needs_slots(a, g, k);
}

static zb_talign head_align(const zb_grid *g, size_t row, size_t k)
{
  const zb_tcolumn *col = &g->col[k];
  const zb_val *own = g->view->column[k].align;
  if (own && own->i != ZB_E_CELL_ALIGN_AUTO && zb_grid_cell(g, row, k)->across == 1)
    return asked_align(own->i, ZB_TALIGN_LEFT);
  if (g->lines == ZB_E_TABLE_STYLE_FULL_LINE || g->lines == ZB_E_TABLE_STYLE_OPEN_LINE ||
      zb_grid_cell(g, row, k)->across > 1 || col->align == ZB_TALIGN_EVEN)
    return ZB_TALIGN_CENTER;
  if (col->align == ZB_TALIGN_NUMBER)
    return col->at_right ? ZB_TALIGN_RIGHT : ZB_TALIGN_CENTER;
  return col->align;
}

/* Alignment of each cell: its own, that of its column, or what its kind asks for. */
static void align_cells(zb_arena *a, zb_grid *g)
{
  for (size_t r = 0; r < g->nrows; r++) {
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      const zb_vextra *x = cell->view ? cell->view->extra : NULL;
      cell->align = r < g->nhead ? head_align(g, r, k) : g->col[k].align;
      if (g->row[r].kind == ZB_TROW_GROUP)
        cell->align = ZB_TALIGN_LEFT;
      else if (x && x->align >= 0)
        cell->align = asked_align(x->align, cell->align);
      else if (cell->across > 1 && r >= g->nhead)
        cell->align = ZB_TALIGN_CENTER;
    }
    zb_arena_walked(a, r);
  }
}

void zb_grid_align(zb_arena *a, const zb_block *b, zb_grid *g)
{
  for (size_t k = 0; k < g->ncols; k++)
    align_column(a, b, g, k);
  align_cells(a, g);
}
