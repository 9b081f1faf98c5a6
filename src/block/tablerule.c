/* Tables: grounds and rules of the named styles (三线表, 全线表, 省线表, 无线表; CY/T 170-2019). */
#include "block/table.h"

static void hline(zb_dl_page *page, zb_u x, zb_u w, zb_u y, zb_u thick, zb_rgba color)
{
  zb_part_fill(page, (zb_rect){.x = x, .y = y, .w = w, .h = thick}, color);
}

static zb_u column_x(const zb_grid *g, size_t col)
{
  zb_u x = 0;
  for (size_t k = 0; k < col; k++)
    x += g->col[k].w + 2 * g->pad;
  return x;
}

/* Does a cell above reach into this row at the column? */
static bool joined_above(const zb_grid *g, size_t row, size_t col)
{
  return zb_grid_cell(g, row, col)->owner / g->ncols < row;
}

/* --- grounds --------------------------------------------------------------------------------------------------- */

static zb_rgba ground_of(const zb_grid *g, size_t row)
{
  static const zb_rgba none = {0};
  const zb_trow *r = &g->row[row];
  switch (r->kind) {
  case ZB_TROW_HEAD:
    return g->grounds & ZB_TABLE_RED_HEAD ? g->accent : none;
  case ZB_TROW_SUM:
    return g->tint;
  case ZB_TROW_BODY:
    return (g->grounds & ZB_TABLE_ZEBRA) && r->body % 2 == 1 ? g->tint : none;
  default:
    return none;
  }
}

static void draw_grounds(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r)
{
  zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y, .w = g->width, .h = r.h}, ground_of(g, row));
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_tcell *cell = zb_grid_cell(g, row, k);
    if (cell->covered || !cell->more || !cell->more->look.fill.a)
      continue;
    zb_u h = r.h;
    for (size_t i = row + 1; i < row + (size_t)cell->down; i++)
      h += g->row[i].height;
    zb_part_fill(
        page, (zb_rect){.x = r.x + column_x(g, k), .y = r.y, .w = zb_grid_cell_width(g, row, k) + 2 * g->pad, .h = h},
        cell->more->look.fill);
  }
}

/* --- three rules ----------------------------------------------------------------------------------------------- */

/* Short rules under the spanners, a pad away from their neighbours. */
static void under_spanners(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r)
{
  for (size_t k = 0; k < g->ncols; k++)
    for (size_t top = 0; top <= row; top++) {
      const zb_tcell *cell = zb_grid_cell(g, top, k);
      if (cell->covered || top + (size_t)cell->down != row + 1 || cell->kind == ZB_TCELL_EMPTY)
        continue;
      zb_u w = zb_grid_cell_width(g, top, k) + g->pad;
      hline(page, r.x + column_x(g, k) + g->pad / 2, w, r.y + r.h - g->thin / 2, g->thin / 2, g->rule);
    }
}

/* A hairline above the row, but not through cells that come from above. */
static void above(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, zb_u thick, zb_rgba color)
{
  for (size_t k = 0, from = 0; k <= g->ncols; k++) {
    bool gap = k == g->ncols || joined_above(g, row, k);
    if (!gap)
      continue;
    if (k > from)
      hline(page, r.x + column_x(g, from), column_x(g, k) - column_x(g, from), r.y, thick, color);
    from = k + 1;
  }
}

static void three_rules(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, bool first, bool last)
{
  zb_trow_kind kind = g->row[row].kind;
  if (row == 0)
    hline(page, r.x, g->width, r.y, g->thick, g->rule);
  if (row + 1 == g->nhead)
    hline(page, r.x, g->width, r.y + r.h - g->thin, g->thin, g->rule);
  else if (row < g->nhead)
    under_spanners(g, row, page, r);
  else if (!first && (g->ruled || kind != ZB_TROW_BODY)) {
    bool total = kind == ZB_TROW_SUM && g->row[row].total && !g->row[row - 1].total; /* the first of several */
    above(g, row, page, r, g->thin / 2, total ? g->rule : g->hair);
  }
  if (last)
    hline(page, r.x, g->width, r.y + r.h - g->thick, g->thick, g->rule);
}

/* --- all lines, open sides ------------------------------------------------------------------------------------- */

static void vline(zb_dl_page *page, zb_u x, zb_rect r, zb_u thick, zb_rgba color)
{
  zb_part_fill(page, (zb_rect){.x = x - thick / 2, .y = r.y, .w = thick, .h = r.h}, color);
}

/* Is there a cell border before column k in this row? Inside a cell over several columns there is none. */
static bool border_before(const zb_grid *g, size_t row, size_t k)
{
  return zb_grid_cell(g, row, k)->owner != zb_grid_cell(g, row, k - 1)->owner;
}

static void all_lines(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, bool walls, bool last)
{
  zb_rgba inner = g->hair;
  if (row == 0)
    hline(page, r.x, g->width, r.y, g->thick, g->rule);
  else
    above(g, row, page, r, row == g->nhead ? g->thin : g->thin / 2, row == g->nhead ? g->rule : inner);
  for (size_t k = 1; k < g->ncols; k++)
    if (border_before(g, row, k))
      vline(page, r.x + column_x(g, k), r, g->thin / 2, inner);
  if (walls) {
    vline(page, r.x + g->thick / 2, r, g->thick, g->rule);
    vline(page, r.x + g->width - g->thick / 2, r, g->thick, g->rule);
  }
  if (last)
    hline(page, r.x, g->width, r.y + r.h - g->thick, g->thick, g->rule);
}

void zb_grid_rules(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, bool first, bool last)
{
  draw_grounds(g, row, page, r);
  switch (g->lines) {
  case ZB_E_TABLE_STYLE_FULL_LINE:
    all_lines(g, row, page, r, true, last);
    break;
  case ZB_E_TABLE_STYLE_OPEN_LINE:
    all_lines(g, row, page, r, false, last);
    break;
  case ZB_E_TABLE_STYLE_NO_LINE:
    break;
  default:
    three_rules(g, row, page, r, first, last);
  }
}
