/* Tables: cells set at the widths of their columns, and the heights of the rows. */
#include "block/table.h"

zb_u zb_grid_cell_width(const zb_grid *g, size_t row, size_t col)
{
  const zb_tcell *cell = zb_grid_cell(g, row, col);
  zb_u w = -2 * g->pad;
  for (size_t k = col; k < col + (size_t)cell->across && k < g->ncols; k++)
    w += g->col[k].w + 2 * g->pad;
  return w;
}

/* --- cells of paragraphs and blocks ---------------------------------------------------------------------------- */

/* Lists come in the size of lists: scaled to that of the cell. */
static zb_block_ctx list_ctx(const zb_block_ctx *c, zb_u size)
{
  zb_block_ctx in = *c;
  zb_u list = zb_block_style(c, "list").size;
  in.scale = list > 0 ? (int)((int64_t)c->scale * size / list) : c->scale;
  return in;
}

static void set_flow(zb_block_ctx *c, zb_grid *g, zb_tcell *cell, zb_u w)
{
  zb_block_ctx in = *c;
  in.mark = NULL; /* they are opened around the cell */
  in.nmarks = 0;
  zb_look look = {.space = g->body.size / 4};
  const zb_prose *p = cell->view->prose;
  for (size_t i = 0; p && i < p->nparas;) {
    if (!p->para[i].marker) {
      zb_part_para(&in, &p->para[i++], &g->body, ZB_DL_P, w, &look, &cell->more->flow);
      continue;
    }
    size_t n = 0;
    const zb_para_src **item = zb_newn(c->arena, const zb_para_src *, p->nparas);
    for (int marker = p->para[i].marker; i < p->nparas && p->para[i].marker == marker; i++)
      item[n++] = &p->para[i];
    zb_block_ctx small = list_ctx(&in, g->body.size);
    zb_part_list(&small, item, n, (char)item[0]->marker, w, &(zb_look){0}, &cell->more->flow);
  }
  const zb_vextra *x = cell->view->extra;
  const zb_block **block = zb_newn(c->arena, const zb_block *, x ? x->nblocks : 0);
  for (size_t i = 0; x && i < x->nblocks; i++)
    block[i] = &x->block[i];
  if (x && x->nblocks > 0)
    zb_block_sequence(&in, block, x->nblocks, w, &cell->more->flow);
  cell->height = zb_vlist_sum(&cell->more->flow, 0, cell->more->flow.n).height;
}

/* --- one cell -------------------------------------------------------------------------------------------------- */

/* 均排: short names are spread over the widest of the column. */
static zb_u even_width(zb_arena *a, const zb_grid *g, size_t k)
{
  zb_u widest = 0;
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_tcell *cell = zb_grid_cell(g, r, k);
    if (!cell->covered && cell->across == 1 && cell->kind == ZB_TCELL_TEXT && cell->width <= 5 * g->body.size)
      widest = zb_u_max(widest, cell->width);
    zb_arena_walked(a, r);
  }
  return zb_u_min(widest, g->col[k].w);
}

/* Lines of text that is wider than its column, or that is kept. */
static size_t set_text(zb_grid *g, size_t row, size_t k, zb_u w)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_label *kept = cell->more ? cell->more->label : NULL;
  if (kept) {
    bool even = kept->style.align == ZB_ALIGN_EVEN;
    zb_label_fit(kept, even ? zb_u_max(g->col[k].even, kept->width) : zb_u_max(w - cell->indent, 1));
    return kept->nlines;
  }
  if (cell->width <= w)
    return 1;
  size_t n = zb_grid_text(g, row, k, &g->quiet).label.nlines;
  zb_grid_forget(g);
  return n;
}

static void set_cell(zb_block_ctx *c, zb_grid *g, size_t row, size_t k)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_u w = zb_grid_cell_width(g, row, k);
  cell->height = row < g->nhead ? g->head.leading : g->body.leading;
  switch (cell->kind) {
  case ZB_TCELL_TEXT:
    cell->height *= (zb_u)set_text(g, row, k, w);
    break;
  case ZB_TCELL_FLOW:
    set_flow(c, g, cell, w);
    break;
  case ZB_TCELL_DIAGONAL:
    cell->height = g->head.leading * 2;
    break;
  default:
    break;
  }
  if (cell->min > w && cell->kind != ZB_TCELL_EMPTY && !g->squeezed)
    zb_diag(c->diags, ZB_D_WIDE_CELL, cell->src,
            cell->view ? cell->view->text : zb_para_text(cell->more->label->para, NULL), NULL);
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static zb_u lines_height(const zb_grid *g, size_t row)
{
  zb_u h = row < g->nhead ? g->head.leading : g->body.leading;
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_tcell *cell = zb_grid_cell(g, row, k);
    if (!cell->covered && cell->down == 1)
      h = zb_u_max(h, cell->height);
  }
  return h;
}

zb_u zb_grid_rows_height(const zb_grid *g, size_t from, size_t to)
{
  zb_u h = 0;
  for (size_t r = from; r < to; r++)
    h += g->row[r].height;
  return h;
}

/* A row of one line is 1.75 em high; of several lines, they get the same air above and below. */
static void size_row(zb_grid *g, size_t row)
{
  zb_trow *r = &g->row[row];
  const zb_tstyle *s = row < g->nhead ? &g->head : &g->body;
  r->pad = zb_u_max(zb_u_muldiv(s->size, 175, 100) - s->leading, s->size / 4) / 2;
  r->pad += g->ruled && row >= g->nhead ? s->size / 8 : 0;
  r->height = lines_height(g, row) + 2 * r->pad;
}

/* The last of the rows a high cell covers takes what the others lack. */
static void stretch_for_spans(zb_grid *g)
{
  for (size_t r = 0; r < g->nrows; r++)
    for (size_t k = 0; k < g->ncols; k++) {
      const zb_tcell *cell = zb_grid_cell(g, r, k);
      if (cell->covered || cell->down == 1)
        continue;
      size_t last = r + (size_t)cell->down - 1;
      zb_u have = 0;
      for (size_t i = r; i <= last; i++)
        have += g->row[i].height;
      g->row[last].height += zb_u_max(0, cell->height + 2 * g->row[r].pad - have);
    }
}

void zb_grid_set(zb_block_ctx *c, zb_grid *g)
{
  g->ruled = false;
  for (size_t k = 0; k < g->ncols; k++)
    g->col[k].even = even_width(c->arena, g, k);
  for (size_t r = 0; r < g->nrows; r++) {
    for (size_t k = 0; k < g->ncols; k++)
      if (!zb_grid_cell(g, r, k)->covered) {
        set_cell(c, g, r, k);
        g->ruled = g->ruled || (r >= g->nhead && zb_grid_cell(g, r, k)->height > g->body.leading);
      }
    zb_arena_walked(c->arena, r);
  }
  g->ruled = g->ruled || g->spans;
  for (size_t r = 0; r < g->nrows; r++) {
    size_row(g, r);
    zb_arena_walked(c->arena, r);
  }
  if (g->spans)
    stretch_for_spans(g);
}
