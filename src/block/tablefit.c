/* Tables: column widths. Columns keep at least four Han and never break a number from its unit; when not all lines fit,
   the widths that give the least height are looked for. */
#include "block/table.h"

enum { MOVES = 60, MIN_HAN = 4 };

/* --- natural widths ---------------------------------------------------------------------------------------------- */

static void measure_cell(zb_block_ctx *c, const zb_grid *g, zb_tcell *cell, bool head)
{
  if (cell->empty)
    return;
  zb_para *p = zb_para_new(c->text, cell->span, cell->nspans, head ? &g->head : &g->body);
  cell->width = zb_para_width(p);
  cell->min = zb_para_min_width(p);
}

/* Text columns keep four Han, number columns whole numbers; heads may break to two Han. */
static void measure_column(zb_block_ctx *c, zb_grid *g, size_t k)
{
  zb_tcolumn *col = &g->col[k];
  for (size_t i = 0; i <= g->nrows; i++) {
    zb_tcell *cell = zb_grid_cell(g, i, k);
    measure_cell(c, g, cell, i == 0);
    zb_u em = g->body.size;
    zb_u least = i == 0 ? 2 * em : col->number ? cell->width : MIN_HAN * em;
    col->min = zb_u_max(col->min, zb_u_max(cell->min, zb_u_min(least, cell->width)));
    col->max = zb_u_max(col->max, cell->width);
    if (i > 0 && col->align == ZB_TALIGN_NUMBER && col->point) {
      col->before = zb_u_max(col->before, cell->point);
      col->after = zb_u_max(col->after, cell->width - cell->point);
    }
  }
  if (col->align == ZB_TALIGN_NUMBER && col->point) {
    col->min = zb_u_max(col->min, col->before + col->after);
    col->max = zb_u_max(col->max, col->before + col->after);
  }
}

static zb_u total(const zb_grid *g, zb_u (*get)(const zb_tcolumn *))
{
  zb_u sum = 0;
  for (size_t k = 0; k < g->ncols; k++)
    sum += get(&g->col[k]);
  return sum;
}

static zb_u get_min(const zb_tcolumn *col)
{
  return col->min;
}

static zb_u get_max(const zb_tcolumn *col)
{
  return col->max;
}

static zb_u get_w(const zb_tcolumn *col)
{
  return col->w;
}

/* --- estimates --------------------------------------------------------------------------------------------------- */

/* Lines of a text of this width in a measure, 1 for empty cells. Han text breaks nearly anywhere: an estimate is enough
   to compare widths; the cells are broken in earnest once the widths are chosen. */
static int lines_at(zb_u width, zb_u measure)
{
  if (width <= measure || measure <= 0)
    return 1;
  return (int)((width + measure - 1) / measure);
}

/* Height of the table in 1/8 lines; a last line of a character or two costs an eighth. */
static int64_t cost_of(const zb_grid *g)
{
  int64_t cost = 0;
  for (size_t i = 0; i <= g->nrows; i++) {
    int tallest = 1, lone = 0;
    for (size_t k = 0; k < g->ncols; k++) {
      zb_u width = zb_grid_cell(g, i, k)->width, w = g->col[k].w;
      int n = lines_at(width, w);
      tallest = n > tallest ? n : tallest;
      lone += n > 1 && width - (n - 1) * w < 5 * g->body.size / 2;
    }
    cost += 8 * tallest + lone;
  }
  return cost;
}

/* --- choosing ---------------------------------------------------------------------------------------------------- */

/* Integer square root of a 64-bit number. */
static int64_t isqrt(int64_t v)
{
  int64_t r = 0;
  for (int64_t bit = (int64_t)1 << 30; bit > 0; bit >>= 1)
    if ((r + bit) * (r + bit) <= v)
      r += bit;
  return r;
}

/* Constant-area start: a column is as wide as the root of the areas of its cells, between its least and its widest. */
static void start_widths(zb_block_ctx *c, zb_grid *g, zb_u room)
{
  int64_t *weight = zb_newn(c->arena, int64_t, g->ncols), sum = 0;
  for (size_t k = 0; k < g->ncols; k++) {
    int64_t area = 0;
    for (size_t i = 0; i <= g->nrows; i++)
      area += zb_grid_cell(g, i, k)->width / 16;
    weight[k] = isqrt(area * 1024) + 1;
    sum += weight[k];
  }
  for (size_t k = 0; k < g->ncols; k++)
    g->col[k].w = zb_u_clamp((zb_u)(room * weight[k] / sum), g->col[k].min, g->col[k].max);
}

/* Brings the sum to the room: takes from columns with most slack above their least, gives to those below their widest.
 */
static void settle(zb_grid *g, zb_u room)
{
  for (int turn = 0; turn < MOVES * 8; turn++) {
    zb_u rest = room - total(g, get_w);
    if (rest == 0)
      return;
    size_t best = g->ncols;
    zb_u most = 0;
    for (size_t k = 0; k < g->ncols; k++) {
      zb_u give = rest > 0 ? g->col[k].max - g->col[k].w : g->col[k].w - g->col[k].min;
      if (!g->col[k].fixed && give > most) {
        most = give;
        best = k;
      }
    }
    if (best == g->ncols)
      return;
    zb_u step = zb_u_min(most, zb_u_min(rest > 0 ? rest : -rest, g->body.size));
    g->col[best].w += rest > 0 ? step : -step;
  }
}

typedef struct move {
  size_t from, to;
  zb_u d;
  int64_t cost;
} move;

static void shift(zb_grid *g, const move *m, int sign)
{
  g->col[m->from].w -= sign * m->d;
  g->col[m->to].w += sign * m->d;
}

/* Cost of giving d from one column to another, the widths left as they were; INT64_MAX when column `from` has not so
 * much. */
static int64_t cost_after(zb_grid *g, const move *m)
{
  const zb_tcolumn *x = &g->col[m->from], *y = &g->col[m->to];
  if (m->from == m->to || x->fixed || y->fixed || x->w - m->d < x->min)
    return INT64_MAX;
  shift(g, m, 1);
  int64_t cost = cost_of(g);
  shift(g, m, -1);
  return cost;
}

/* The best of all moves of half an em to two em; its cost is INT64_MAX when there is none. */
static move best_move(zb_grid *g)
{
  zb_u step = g->body.size / 2;
  move best = {.cost = INT64_MAX};
  for (size_t a = 0; a < g->ncols; a++)
    for (size_t b = 0; b < g->ncols; b++)
      for (int times = 1; times <= 4; times++) {
        move m = {.from = a, .to = b, .d = times * step};
        m.cost = cost_after(g, &m);
        if (m.cost < best.cost)
          best = m;
      }
  return best;
}

static void improve(zb_grid *g)
{
  int64_t cost = cost_of(g);
  for (int i = 0; i < MOVES; i++) {
    move m = best_move(g);
    if (m.cost >= cost)
      return;
    shift(g, &m, 1);
    cost = m.cost;
  }
}

/* All lines fit: half of the rest is shared evenly, half in proportion to the widths, so that long texts do not stand
   far from short stubs. */
static void spread(zb_grid *g, zb_u room)
{
  int64_t loose = 0, widths = 0, seen = 0, passed = 0;
  for (size_t k = 0; k < g->ncols; k++) {
    zb_tcolumn *col = &g->col[k];
    col->w = col->fixed ? col->fixed : col->max;
    loose += col->fixed == 0;
    widths += col->fixed == 0 ? col->max : 0;
  }
  zb_u rest = room - total(g, get_w), given = 0;
  for (size_t k = 0; k < g->ncols && loose > 0 && widths > 0; k++) {
    zb_tcolumn *col = &g->col[k];
    if (col->fixed)
      continue;
    seen++;
    passed += col->max;
    zb_u upto = zb_u_muldiv(rest / 2, seen, loose) + zb_u_muldiv(rest - rest / 2, passed, widths);
    col->w += upto - given;
    given = upto;
  }
}

/* Not even the least widths fit: an error; they shrink in proportion so that the page can still be looked at. */
static void squeeze(zb_block_ctx *c, zb_grid *g, zb_u room)
{
  zb_u min = total(g, get_min), pads = (zb_u)g->ncols * 2 * g->pad;
  zb_diag(c->diags, ZB_D_WIDE_TABLE, g->src,
          zb_arena_printf(c->arena, "%d", (int)(zb_u_pt(min + pads) * 25.4 / 72 + 1)),
          zb_arena_printf(c->arena, "%d", (int)(zb_u_pt(room + pads) * 25.4 / 72)), NULL);
  for (size_t k = 0; k < g->ncols; k++)
    g->col[k].w = zb_u_max(ZB_UNIT, zb_u_muldiv(g->col[k].min, zb_u_max(room, 1), min));
}

static void choose(zb_block_ctx *c, zb_grid *g, zb_u room)
{
  if (total(g, get_max) <= room) {
    spread(g, room);
    return;
  }
  if (total(g, get_min) > room) {
    squeeze(c, g, room);
    return;
  }
  start_widths(c, g, room);
  settle(g, room);
  improve(g);
}

/* --- setting ----------------------------------------------------------------------------------------------------- */

static zb_align align_of(const zb_tcolumn *col, bool head)
{
  if (col->align == ZB_TALIGN_RIGHT || (col->align == ZB_TALIGN_NUMBER && col->at_right))
    return ZB_ALIGN_RIGHT;
  if (col->align == ZB_TALIGN_CENTER || (col->align == ZB_TALIGN_NUMBER && head))
    return ZB_ALIGN_CENTER;
  return col->align == ZB_TALIGN_NUMBER ? ZB_ALIGN_RIGHT : ZB_ALIGN_LEFT;
}

static void set_cell(zb_block_ctx *c, zb_grid *g, size_t row, size_t k)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_tcolumn *col = &g->col[k];
  if (cell->empty)
    return;
  zb_tstyle style = row == 0 ? g->head : g->body;
  style.align = align_of(col, row == 0);
  style.balance = row == 0;
  cell->label = zb_label_spans(c->text, cell->span, cell->nspans, &style, col->w);
  if (cell->min > col->w)
    zb_diag(c->diags, ZB_D_WIDE_CELL, cell->src, cell->text, NULL);
}

/* Widths asked for: em of the cell, percent of the table. */
static void fix_widths(const zb_block *b, zb_grid *g, zb_u measure)
{
  const zb_val *widths = zb_obj_get(b->props, ZB_K_WIDTHS);
  for (size_t k = 0; widths && k < g->ncols && k < widths->nitems; k++) {
    zb_len len = widths->item[k].len;
    if (len.unit == 'a')
      continue;
    zb_u w = zb_len_resolve(len, g->body.size, g->body.leading, measure) - 2 * g->pad;
    g->col[k].fixed = zb_u_max(w, ZB_UNIT);
    g->col[k].min = g->col[k].max = g->col[k].fixed;
  }
}

void zb_grid_fit(zb_block_ctx *c, const zb_block *b, zb_grid *g, zb_u measure)
{
  g->pad = g->body.size * 3 / 5;
  g->width = measure;
  for (size_t k = 0; k < g->ncols; k++)
    measure_column(c, g, k);
  fix_widths(b, g, measure);
  choose(c, g, measure - (zb_u)g->ncols * 2 * g->pad);
  for (size_t i = 0; i <= g->nrows; i++)
    for (size_t k = 0; k < g->ncols; k++)
      set_cell(c, g, i, k);
}
