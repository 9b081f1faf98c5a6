/* Tables: the view as a grid of measured cells, heads with their spanners above the rows. */
#include "block/table.h"

/* --- places: which cell covers what ---------------------------------------------------------------------------- */

zb_tcell *zb_grid_place(zb_grid *g, size_t row, size_t col, size_t down, size_t across)
{
  zb_tcell *cell = zb_grid_cell(g, row, col);
  for (size_t r = row; r < row + down && r < g->nrows; r++)
    for (size_t k = col; k < col + across && k < g->ncols; k++)
      *zb_grid_cell(g, r, k) = (zb_tcell){.view = zb_grid_cell(g, r, k)->view,
                                          .src = zb_grid_cell(g, r, k)->src,
                                          .across = 1,
                                          .down = 1,
                                          .head = zb_grid_cell(g, r, k)->head,
                                          .covered = true,
                                          .owner = (uint32_t)(row * g->ncols + col)};
  cell->covered = false;
  cell->down = (int)(row + down > g->nrows ? g->nrows - row : down);
  cell->across = (int)(col + across > g->ncols ? g->ncols - col : across);
  g->spans = g->spans || (cell->down > 1 && row >= g->nhead);
  return cell;
}

static void place_body(zb_arena *a, zb_grid *g)
{
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_vrow *row = &g->view->row[g->row[r].view];
    for (size_t k = 0; k < g->ncols; k++) {
      const zb_vextra *x = row->cell[k].extra;
      if (row->kind == ZB_VROW_GROUP && k == 0)
        zb_grid_place(g, r, 0, 1, g->ncols);
      else if (x && !row->cell[k].covered)
        zb_grid_place(g, r, k, x->down, x->across);
    }
    zb_arena_walked(a, r);
  }
}

enum { LEAST_BAR = 3 }; /* room for the bars of a column, in em */

/* --- the grid -------------------------------------------------------------------------------------------------- */

static void read_style(zb_block_ctx *c, const zb_block *b, zb_grid *g)
{
  const zb_val *style = zb_obj_get(b->props, ZB_K_STYLE), *valign = zb_obj_get(b->props, ZB_K_VALIGN);
  g->lines = ZB_E_TABLE_STYLE_THREE_LINE;
  for (size_t i = 0; style && i < style->nitems; i++) {
    if (style->item[i].i == ZB_E_TABLE_STYLE_ZEBRA)
      g->grounds |= ZB_TABLE_ZEBRA;
    else if (style->item[i].i == ZB_E_TABLE_STYLE_RED_HEAD)
      g->grounds |= ZB_TABLE_RED_HEAD;
    else
      g->lines = style->item[i].i;
  }
  g->valign = valign ? (int)valign->i - 1 : 0;
  const zb_val *width = zb_obj_get(b->props, ZB_K_TABLE_WIDTH);
  g->natural = width && width->i == ZB_E_TABLE_WIDTH_NATURAL;
  g->head = zb_block_style(c, "table-head");
  g->body = zb_block_style(c, "table-cell");
  g->head.indent = g->body.indent = 0;
  g->head.max_lines = g->body.max_lines = 0;
  g->body.tabular = true;
  g->rule = g->deep = zb_part_color(c, ZB_HUE_DEEP);
  g->hair = zb_part_color(c, ZB_HUE_RULE);
  g->tint = zb_part_color(c, ZB_HUE_TINT);
  g->accent = zb_part_color(c, ZB_HUE_ACCENT);
  g->paper = zb_part_color(c, ZB_HUE_PAPER);
  if (g->grounds & ZB_TABLE_RED_HEAD)
    g->head.color = ZB_RGB(0xFFFFFF);
  g->thick = zb_u_max(g->body.size / 9, ZB_UNIT * 3 / 4);
  g->thin = g->thick / 2;
  g->pad = g->body.size * 3 / 5;
}

static zb_trow_kind row_kind(const zb_vrow *row)
{
  return row->kind == ZB_VROW_GROUP ? ZB_TROW_GROUP : row->kind == ZB_VROW_BODY ? ZB_TROW_BODY : ZB_TROW_SUM;
}

static void make_rows(zb_block_ctx *c, zb_grid *g)
{
  const zb_view *v = g->view;
  g->row = zb_newn(c->arena, zb_trow, g->nrows);
  g->cell = zb_newn(c->arena, zb_tcell, g->nrows * g->ncols);
  size_t body = 0;
  for (size_t r = 0; r < g->nrows; r++) {
    bool head = r < g->nhead;
    const zb_vrow *row = head ? NULL : &v->row[r - g->nhead];
    g->row[r] = (zb_trow){
        .kind = head ? ZB_TROW_HEAD : row_kind(row), .group = head ? -1 : row->group, .view = head ? 0 : r - g->nhead};
    g->row[r].total = row && row->kind == ZB_VROW_TOTAL;
    g->row[r].body = body;
    body += !head && row->kind == ZB_VROW_BODY;
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      *cell = (zb_tcell){.owner = (uint32_t)(r * g->ncols + k),
                         .across = 1,
                         .down = 1,
                         .head = head || k < g->nstub || row->kind == ZB_VROW_GROUP};
      if (!head) {
        cell->view = &row->cell[k];
        cell->src = row->cell[k].src;
      }
    }
    zb_arena_walked(c->arena, r);
  }
}

/* Room for the bars of a column, and the values that fill it on both sides of zero. */
static void read_bars(zb_arena *a, zb_grid *g, size_t k)
{
  const zb_val *bar = zb_vcolumn_prop(&g->view->column[k], ZB_K_BAR);
  zb_tcolumn *col = &g->col[k];
  if (!bar || !bar->i || col->align != ZB_TALIGN_NUMBER)
    return;
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_quantity *q = g->row[r].kind == ZB_TROW_BODY ? zb_grid_cell(g, r, k)->view->q : NULL;
    zb_num v = q ? q->value : (zb_num){0}, *most = v.sign < 0 ? &col->least : &col->most;
    v.sign = v.sign ? 1 : 0;
    if (zb_num_cmp(v, *most) > 0)
      *most = v;
    zb_arena_walked(a, r);
  }
  col->reach = zb_num_add(a, col->most, col->least);
  col->bar = col->reach.sign ? g->body.size * LEAST_BAR : 0;
}

static void read_cells(zb_block_ctx *c, const zb_block *b, zb_grid *g, const zb_tnotes *notes)
{
  zb_tlook *look = zb_grid_looks(c, g);
  for (size_t r = 0; r < g->nrows; r++) {
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      if (cell->covered)
        continue;
      size_t at = r * g->ncols + k;
      if (look && (look[at].color.a || look[at].fill.a || look[at].strong))
        zb_tcell_more(c->arena, cell)->look = look[at];
      if (notes->on && notes->on[at])
        zb_tcell_more(c->arena, cell)->mark = notes->on[at];
      if (r < g->nhead)
        zb_grid_read_head(c, b, g, r, k);
      else
        zb_grid_read_cell(c, g, r, k);
    }
    zb_arena_walked(c->arena, r);
  }
}

static void set_unit(zb_block_ctx *c, zb_grid *g)
{
  if (!*g->view->unit)
    return;
  zb_tstyle style = zb_block_style(c, "source");
  style.indent = 0;
  g->unit =
      zb_label_text(c->text, zb_arena_printf(c->arena, "%s%s", zb_part_word(c, "单位：", "Unit: "), g->view->unit),
                    g->src, &style, 0);
}

/* Elements of cells: what heads what, and what they cover. Scope says enough unless heads are stacked or rows grouped. */
static void state_facts(zb_block_ctx *c, zb_grid *g)
{
  bool irregular = g->nhead > 1 || g->view->ngroups > 0 || g->spans;
  const zb_dl_cell *last = NULL; /* most cells are like the one before them */
  for (size_t r = 0; r < g->nrows; r++) {
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      if (cell->covered || (!cell->head && cell->across == 1 && cell->down == 1))
        continue;
      zb_dl_cell f = {.across = cell->across, .down = cell->down, .named = cell->head && irregular};
      if (cell->head)
        f.scope = r < g->nhead ? ZB_DL_SCOPE_COLUMN : ZB_DL_SCOPE_ROW;
      if (f.named)
        cell->node = zb_dl_node(c->dl);
      bool same =
          last && last->scope == f.scope && last->across == f.across && last->down == f.down && last->named == f.named;
      cell->facts = last = same ? last : zb_arena_memdup(c->arena, &f, sizeof f);
    }
    zb_arena_walked(c->arena, r);
  }
}

zb_grid *zb_grid_read(zb_block_ctx *c, const zb_block *b, zb_tnotes **notes)
{
  const zb_view *v = b->view;
  if (!v || v->ncolumns == 0)
    return NULL;
  zb_grid *g = zb_new(c->arena, zb_grid);
  *g = (zb_grid){.view = v, .src = b->src, .ncols = v->ncolumns, .nstub = v->nstub, .quiet = *c->text};
  g->quiet.diags = zb_diags_new(c->arena);
  if (g->quiet.scratch)
    g->quiet.arena = g->quiet.scratch;
  g->nhead = (size_t)v->levels + 1;
  g->nrows = g->nhead + v->nrows;
  g->col = zb_newn(c->arena, zb_tcolumn, g->ncols);
  g->from = zb_newn(c->arena, size_t, g->ncols);
  for (size_t k = 0; k < g->ncols; k++)
    g->from[k] = k;
  read_style(c, b, g);
  make_rows(c, g);
  zb_grid_place_heads(g);
  place_body(c->arena, g);
  zb_grid_align(c->arena, b, g);
  for (size_t k = 0; k < g->ncols; k++)
    read_bars(c->arena, g, k);
  *notes = zb_tnotes_read(c, g);
  read_cells(c, b, g, *notes);
  set_unit(c, g);
  state_facts(c, g);
  return g;
}
