/* Tables that are too wide: the columns in parts (转栏), the stub repeated with each. */
#include "block/table.h"

enum { MOST_PARTS = 6 };

static zb_u least_of(const zb_grid *g, size_t from, size_t to)
{
  zb_u w = 0;
  for (size_t k = from; k < to; k++)
    w += g->col[k].min + 2 * g->pad;
  return w;
}

/* May a part end before column k: no spanner or cell reaches over it? */
static bool loose_before(const zb_grid *g, size_t k)
{
  for (size_t r = 0; r < g->nhead; r++)
    if (zb_grid_cell(g, r, k)->owner == zb_grid_cell(g, r, k - 1)->owner)
      return false;
  return true;
}

/* The last column a part beginning with `from` can take, spanners kept whole where one part can hold them. */
static size_t part_end(const zb_grid *g, size_t from, zb_u room)
{
  size_t to = from, loose = 0;
  zb_u w = 0;
  while (to < g->ncols && w + g->col[to].min + 2 * g->pad <= room) {
    w += g->col[to].min + 2 * g->pad;
    to++;
    if (to == g->ncols || loose_before(g, to))
      loose = to;
  }
  return loose > from ? loose : to;
}

/* Ends of the parts; 0 when one column is too wide beside the stub, or there would be too many. */
static size_t cut(const zb_grid *g, zb_u room, size_t *end)
{
  size_t n = 0;
  for (size_t from = g->nstub; from < g->ncols; from = end[n++]) {
    if (n == MOST_PARTS)
      return 0;
    end[n] = part_end(g, from, room);
    if (end[n] == from)
      return 0;
  }
  return n;
}

/* The narrowest room that needs no more parts: the parts come out alike. */
static zb_u even_room(const zb_grid *g, zb_u room, size_t parts)
{
  size_t end[MOST_PARTS];
  zb_u lo = 0, hi = room;
  while (hi - lo > g->body.size) {
    zb_u mid = lo + (hi - lo) / 2;
    size_t n = cut(g, mid, end);
    if (n > 0 && n <= parts)
      hi = mid;
    else
      lo = mid;
  }
  return hi;
}

/* The stub is set in each part: what is kept of its cells is copied. */
static zb_tmore *own_more(zb_arena *a, const zb_tmore *of)
{
  zb_tmore *m = zb_arena_memdup(a, of, sizeof *of);
  if (m->label)
    m->label = zb_arena_memdup(a, of->label, sizeof *of->label);
  return m;
}

/* A grid of the stub and columns [from, to): cells are copied, those that reach out are cut to what is here. */
static zb_grid *part_of(zb_block_ctx *c, const zb_grid *g, size_t from, size_t to)
{
  zb_grid *p = zb_arena_memdup(c->arena, g, sizeof *g);
  size_t n = g->nstub + (to - from);
  p->ncols = n;
  p->col = zb_newn(c->arena, zb_tcolumn, n);
  p->from = zb_newn(c->arena, size_t, n);
  p->cell = zb_newn(c->arena, zb_tcell, g->nrows * n);
  p->row = zb_arena_memdup(c->arena, g->row, g->nrows * sizeof *g->row);
  for (size_t k = 0; k < n; k++) {
    size_t of = k < g->nstub ? k : from + k - g->nstub;
    p->col[k] = g->col[of];
    p->from[k] = g->from[of];
  }
  for (size_t r = 0; r < g->nrows; r++)
    for (size_t k = 0; k < n; k++) {
      size_t of = k < g->nstub ? k : from + k - g->nstub;
      zb_tcell *cell = zb_grid_cell(p, r, k);
      *cell = *zb_grid_cell(g, r, of);
      size_t row = cell->owner / g->ncols, col = cell->owner % g->ncols;
      if (col < from && col >= g->nstub && of == from) { /* begins before this part: its text again */
        zb_tcell whole = g->cell[cell->owner];
        whole.across -= (int)(from - col);
        if (row == r)
          *cell = whole;
        col = from;
      }
      size_t at = col < g->nstub ? col : col < from ? g->nstub : g->nstub + col - from;
      cell->owner = (uint32_t)(row * n + at);
      if (cell->more)
        cell->more = own_more(c->arena, cell->more);
      if (!cell->covered && k + (size_t)cell->across > n)
        cell->across = (int)(n - k);
    }
  return p;
}

size_t zb_grid_parts(const zb_grid *g, zb_u measure)
{
  size_t end[MOST_PARTS];
  zb_u room = measure - least_of(g, 0, g->nstub);
  return g->nstub < g->ncols && room > 0 ? cut(g, room, end) : 0;
}

zb_grid **zb_grid_split(zb_block_ctx *c, zb_grid *g, zb_u measure, size_t *n)
{
  size_t end[MOST_PARTS];
  zb_u room = measure - least_of(g, 0, g->nstub);
  *n = zb_grid_parts(g, measure);
  if (*n == 0)
    return NULL;
  *n = cut(g, even_room(g, room, *n), end);
  zb_grid **part = zb_newn(c->arena, zb_grid *, *n);
  for (size_t i = 0; i < *n; i++)
    part[i] = part_of(c, g, i == 0 ? g->nstub : end[i - 1], end[i]);
  return part;
}

size_t zb_grid_fitting(const zb_grid *g, zb_u measure)
{
  size_t k = 0;
  zb_u w = 0;
  while (k < g->ncols && w + g->col[k].min + 2 * g->pad <= measure) {
    w += g->col[k].min + 2 * g->pad;
    k++;
  }
  return k;
}
