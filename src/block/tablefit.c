/* Tables: column widths. Columns keep at least four Han and never break a number from its unit; when not all lines fit,
   the widths that give the least height are looked for. */
#include "block/table.h"

enum { MOVES = 50, MIN_HAN = 4, WHOLE_HEAD = 3, SAMPLE = 200, STEPS = 4, KNOWN = 48 };

/* --- natural widths -------------------------------------------------------------------------------------------- */

/* Text columns keep four Han, heads may break to two but short ones stay whole; numbers keep their digits and units
   together. */
static void measure_cell(const zb_grid *g, size_t row, size_t k)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_tcolumn *col = &g->col[k];
  if (cell->covered || cell->across > 1 || cell->kind == ZB_TCELL_EMPTY)
    return;
  if (cell->kind == ZB_TCELL_NUMBER) {
    col->before = zb_u_max(col->before, cell->point);
    zb_u tail = cell->tail, behind = cell->width - cell->indent - tail - cell->point;
    col->after = zb_u_max(col->after, col->slots ? behind : behind + tail);
    col->tail = zb_u_max(col->tail, col->slots ? tail : 0);
    return;
  }
  bool breaks = row < g->nhead && cell->width > WHOLE_HEAD * g->head.size;
  zb_u em = g->body.size, least = zb_u_min(breaks ? 2 * em : MIN_HAN * em, cell->width);
  col->min = zb_u_max(col->min, zb_u_max(cell->min, least));
  col->max = zb_u_max(col->max, cell->width);
}

static void measure_column(zb_arena *a, zb_grid *g, size_t k)
{
  zb_tcolumn *col = &g->col[k];
  col->min = col->max = col->before = col->after = col->tail = 0;
  for (size_t r = 0; r < g->nrows; r++) {
    measure_cell(g, r, k);
    zb_arena_walked(a, r);
  }
  zb_u numbers = col->before + col->after + col->tail;
  if (col->bar > 0)
    numbers += col->bar + g->body.size / 2;
  col->min = zb_u_max(zb_u_max(col->min, numbers), g->body.size);
  col->max = zb_u_max(zb_u_max(col->max, col->min), numbers + col->bar);
}

/* What a cell over several columns lacks is given to them in proportion to their widths. Rows over the whole table
   (groups) may break and widen nothing. */
static void widen_for(zb_grid *g, size_t row, size_t k)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  size_t n = (size_t)cell->across;
  if (cell->covered || n < 2 || n == g->ncols)
    return;
  zb_u inner = (zb_u)(n - 1) * 2 * g->pad, max = inner, min = inner;
  for (size_t i = k; i < k + n; i++) {
    max += g->col[i].max;
    min += g->col[i].min;
  }
  zb_u lack = cell->width - max, lack_min = zb_u_max(cell->min, zb_u_min(2 * g->body.size, cell->width)) - min;
  for (size_t i = k; i < k + n; i++) {
    zb_tcolumn *col = &g->col[i];
    zb_u share = zb_u_max(col->max, 1), all = zb_u_max(max - inner, 1);
    if (lack_min > 0)
      col->min += zb_u_muldiv(lack_min, share, all) + 1;
    if (lack > 0)
      col->max += zb_u_muldiv(lack, share, all) + 1;
    col->max = zb_u_max(col->max, col->min);
  }
}

static zb_u total(const zb_grid *g, zb_u (*get)(const zb_tcolumn *))
{
  int64_t sum = 0;
  for (size_t k = 0; k < g->ncols; k++)
    sum += get(&g->col[k]);
  return sum > INT32_MAX / 2 ? INT32_MAX / 2 : (zb_u)sum;
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

/* --- lines at a width ------------------------------------------------------------------------------------------ */

/* Lines of the rows that matter at widths asked for before: each column and width is measured once. */
typedef struct known {
  zb_u w;
  uint16_t *lines; /* of the sampled rows */
} known;

typedef struct fit {
  zb_block_ctx *c;
  zb_grid *g;
  zb_text text;              /* for the text of the sampled rows */
  const zb_para **para;      /* of them, row by row; NULL: not asked for yet */
  size_t row[SAMPLE], nrows; /* rows with a cell that may break */
  known (*seen)[KNOWN];      /* by column */
  size_t *nseen;
  const uint16_t **now; /* by column, at its width now */
} fit;

static size_t lines_of(fit *f, size_t i, size_t k, zb_u w)
{
  const zb_grid *g = f->g;
  const zb_tcell *cell = zb_grid_cell(g, f->row[i], k);
  if (cell->covered || cell->across > 1 || cell->width <= w)
    return 1;
  if (cell->kind == ZB_TCELL_TEXT) {
    const zb_para **p = &f->para[i * g->ncols + k];
    if (!*p)
      *p = zb_grid_text(g, f->row[i], k, &f->text).label.para;
    return zb_para_count(*p, zb_u_max(w - cell->indent, 1));
  }
  return cell->kind == ZB_TCELL_FLOW ? (size_t)(cell->width / zb_u_max(w, g->body.size)) + 2 : 1;
}

static const uint16_t *lines_at(fit *f, size_t k, zb_u w)
{
  for (size_t i = 0; i < f->nseen[k]; i++)
    if (f->seen[k][i].w == w)
      return f->seen[k][i].lines;
  uint16_t *lines = zb_newn(f->c->arena, uint16_t, f->nrows + 1);
  for (size_t i = 0; i < f->nrows; i++) {
    size_t n = lines_of(f, i, k, w);
    lines[i] = n > UINT16_MAX ? UINT16_MAX : (uint16_t)n;
  }
  if (f->nseen[k] < KNOWN)
    f->seen[k][f->nseen[k]++] = (known){.w = w, .lines = lines};
  return lines;
}

/* Lines of all rows together, a row being as high as its tallest cell. */
static int64_t height_of(const fit *f)
{
  int64_t sum = 0;
  for (size_t i = 0; i < f->nrows; i++) {
    int tallest = 1;
    for (size_t k = 0; k < f->g->ncols; k++)
      tallest = f->now[k][i] > tallest ? f->now[k][i] : tallest;
    sum += tallest;
  }
  return sum;
}

/* Rows that may have several lines; of many, every n-th, so that the time stays bounded. */
static void sample(fit *f)
{
  const zb_grid *g = f->g;
  size_t matter = 0, stride;
  for (int pass = 0; pass < 2; pass++) {
    stride = matter / SAMPLE + 1;
    size_t seen = 0;
    for (size_t r = 0; r < g->nrows; r++) {
      bool breaks = false;
      for (size_t k = 0; k < g->ncols && !breaks; k++) {
        const zb_tcell *cell = zb_grid_cell(g, r, k);
        breaks = !cell->covered && cell->across == 1 && cell->width > g->col[k].min;
      }
      if (breaks && pass == 1 && seen % stride == 0 && f->nrows < SAMPLE)
        f->row[f->nrows++] = r;
      seen += breaks;
      zb_arena_walked(f->c->arena, r);
    }
    matter = seen;
  }
}

/* --- choosing -------------------------------------------------------------------------------------------------- */

/* Integer square root of a 64-bit number. */
static int64_t isqrt(int64_t v)
{
  int64_t r = 0;
  for (int64_t bit = (int64_t)1 << 30; bit > 0; bit >>= 1)
    if ((r + bit) * (r + bit) <= v)
      r += bit;
  return r;
}

/* Constant-area start (Hurst, Marriott, Moulder, "Toward Tighter Tables", DocEng 2005): a column is as wide as the root of
   the areas of its cells, between its least and its widest. */
static void start_widths(zb_block_ctx *c, zb_grid *g, zb_u room)
{
  int64_t *weight = zb_newn(c->arena, int64_t, g->ncols), sum = 0;
  for (size_t k = 0; k < g->ncols; k++) {
    int64_t area = 0;
    for (size_t i = 0; i < g->nrows; i++) {
      const zb_tcell *cell = zb_grid_cell(g, i, k);
      area += cell->covered || cell->across > 1 ? 0 : cell->width / 16;
      zb_arena_walked(c->arena, i);
    }
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
  for (int turn = 0; turn < 8 * MOVES + 8 * (int)g->ncols; turn++) {
    zb_u rest = room - total(g, get_w), most = 0;
    if (rest == 0)
      return;
    size_t best = g->ncols;
    for (size_t k = 0; k < g->ncols; k++) {
      zb_u give = rest > 0 ? g->col[k].max - g->col[k].w : g->col[k].w - g->col[k].min;
      if (!g->col[k].fixed && give > most) {
        most = give;
        best = k;
      }
    }
    if (best == g->ncols)
      return;
    zb_u step = zb_u_min(most, zb_u_min(rest > 0 ? rest : -rest, zb_u_max(g->body.size, most / 2)));
    g->col[best].w += rest > 0 ? step : -step;
  }
}

typedef struct move {
  size_t from, to;
  zb_u d;
  int64_t height;
} move;

static void look_again(fit *f, size_t k)
{
  f->now[k] = lines_at(f, k, f->g->col[k].w);
}

static void shift(fit *f, const move *m, int sign)
{
  f->g->col[m->from].w -= sign * m->d;
  f->g->col[m->to].w += sign * m->d;
  look_again(f, m->from);
  look_again(f, m->to);
}

/* Height after giving d from one column to another; INT64_MAX when `from` has not so much. */
static int64_t height_after(fit *f, const move *m)
{
  const zb_tcolumn *x = &f->g->col[m->from], *y = &f->g->col[m->to];
  if (m->from == m->to || x->fixed || y->fixed || x->w - m->d < x->min || y->w >= y->max)
    return INT64_MAX;
  shift(f, m, 1);
  int64_t height = height_of(f);
  shift(f, m, -1);
  return height;
}

/* The move of half an em to two em that lowers the height most per em. */
static move best_move(fit *f, int64_t now)
{
  zb_u step = f->g->body.size / 2;
  move best = {.height = now};
  int64_t gain = 0;
  for (size_t a = 0; a < f->g->ncols; a++)
    for (size_t b = 0; b < f->g->ncols; b++)
      for (int times = 1; times <= STEPS; times++) {
        move m = {.from = a, .to = b, .d = times * step};
        m.height = height_after(f, &m);
        int64_t mine = m.height < now ? (now - m.height) * 12 / times : 0;
        if (mine > gain) {
          gain = mine;
          best = m;
        }
      }
  return best;
}

static void improve(zb_block_ctx *c, zb_grid *g)
{
  enum { MOST_COLUMNS = 24 }; /* beyond, pairs are too many to try */
  fit f = {.c = c, .g = g, .text = g->quiet};
  f.seen = zb_arena_array(c->arena, g->ncols, sizeof *f.seen);
  f.nseen = zb_newn(c->arena, size_t, g->ncols);
  f.now = zb_newn(c->arena, const uint16_t *, g->ncols);
  if (g->ncols > MOST_COLUMNS)
    return;
  sample(&f);
  f.text.arena = zb_arena_new();
  f.para = zb_newn(f.text.arena, const zb_para *, f.nrows * g->ncols);
  for (size_t k = 0; k < g->ncols; k++)
    look_again(&f, k);
  int64_t height = height_of(&f);
  for (int i = 0; i < MOVES && f.nrows > 0; i++) {
    move m = best_move(&f, height);
    if (m.height >= height)
      break;
    shift(&f, &m, 1);
    height = m.height;
  }
  zb_arena_free(f.text.arena);
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
  zb_u rest = g->natural ? 0 : room - total(g, get_w), given = 0;
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

/* Not even the least widths fit: they shrink in proportion so that the page can still be looked at. */
static void squeeze(zb_grid *g, zb_u room)
{
  zb_u min = total(g, get_min);
  for (size_t k = 0; k < g->ncols; k++)
    g->col[k].w = zb_u_max(ZB_UNIT, zb_u_muldiv(g->col[k].min, zb_u_max(room, 1), min));
}

static bool choose(zb_block_ctx *c, zb_grid *g, zb_u room)
{
  if (total(g, get_max) <= room) {
    spread(g, room);
    return true;
  }
  if (total(g, get_min) > room) {
    squeeze(g, room);
    return false;
  }
  start_widths(c, g, room);
  settle(g, room);
  improve(c, g);
  return true;
}

/* Widths asked for: em of the cell, percent of the table. */
static void fix_widths(const zb_block *b, zb_grid *g, zb_u measure)
{
  const zb_val *widths = zb_obj_get(b->props, ZB_K_WIDTHS);
  for (size_t k = 0; k < g->ncols; k++) {
    size_t at = g->from[k];
    const zb_val *own = zb_vcolumn_prop(&g->view->column[at], ZB_K_COLUMN_WIDTH);
    const zb_val *v = own ? own : widths && at < widths->nitems ? &widths->item[at] : NULL;
    if (!v || v->len.unit == 'a')
      continue;
    zb_u w = zb_len_resolve(v->len, g->body.size, g->body.leading, measure) - 2 * g->pad;
    g->col[k].fixed = zb_u_max(w, ZB_UNIT);
    g->col[k].min = g->col[k].max = g->col[k].fixed;
  }
}

zb_u zb_grid_least(const zb_grid *g)
{
  return total(g, get_min) + (zb_u)g->ncols * 2 * g->pad;
}

bool zb_grid_fit(zb_block_ctx *c, const zb_block *b, zb_grid *g, zb_u measure)
{
  for (size_t k = 0; k < g->ncols; k++)
    measure_column(c->arena, g, k);
  for (size_t r = 0; r < g->nrows; r++) {
    for (size_t k = 0; k < g->ncols; k++)
      widen_for(g, r, k);
    zb_arena_walked(c->arena, r);
  }
  fix_widths(b, g, measure);
  g->measure = measure;
  bool fits = choose(c, g, measure - (zb_u)g->ncols * 2 * g->pad);
  g->width = fits ? zb_u_min(measure, total(g, get_w) + (zb_u)g->ncols * 2 * g->pad) : measure;
  return fits;
}
