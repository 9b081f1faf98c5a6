/* Rows and columns of a table from its elements: spans put every cell into its column. */
#include "out/celltable.h"

static size_t across_of(const zb_elem *e)
{
  return e->mark && e->mark->cell && e->mark->cell->across > 1 ? (size_t)e->mark->cell->across : 1;
}

static size_t down_of(const zb_elem *e)
{
  return e->mark && e->mark->cell && e->mark->cell->down > 1 ? (size_t)e->mark->cell->down : 1;
}

static size_t columns_of(const zb_logical *l, const uint32_t *row, size_t n)
{
  size_t most = 0;
  for (size_t r = 0; r < n; r++) {
    const zb_elem *e = &l->elem.v[row[r]];
    size_t columns = 0;
    for (size_t i = 0; i < e->kid.n; i++)
      columns += e->kid.v[i].is_leaf ? 0 : across_of(&l->elem.v[e->kid.v[i].index]);
    most = columns > most ? columns : most;
    zb_arena_walked(l->dl->arena, r);
    zb_arena_walked(l->arena, r);
  }
  return most;
}

static const char *one_line(zb_arena *a, const zb_logical *l, uint32_t elem)
{
  char *text = zb_logical_text(a, l, elem);
  for (char *s = text; *s; s++)
    if (*s == '\t' || *s == '\n' || *s == '\r')
      *s = ' ';
  return text;
}

zb_celltable zb_celltable_read(zb_arena *a, const zb_logical *l, const uint32_t *row, size_t n)
{
  zb_celltable t = {.nrows = n, .ncols = columns_of(l, row, n)};
  size_t *left = zb_newn(a, size_t, t.ncols + 1); /* rows each column is still covered from above */
  t.cell = zb_newn(a, zb_celltext, t.nrows * t.ncols + 1);
  for (size_t i = 0; i < t.nrows * t.ncols; i++)
    t.cell[i].text = "";
  for (size_t r = 0; r < n; r++) {
    const zb_elem *e = &l->elem.v[row[r]];
    size_t k = 0;
    for (size_t i = 0; i < e->kid.n; i++) {
      if (e->kid.v[i].is_leaf)
        continue;
      const zb_elem *cell = &l->elem.v[e->kid.v[i].index];
      while (k < t.ncols && left[k] > 0)
        left[k++]--;
      size_t across = across_of(cell), down = down_of(cell);
      if (k < t.ncols) {
        size_t fits = across < t.ncols - k ? across : t.ncols - k;
        t.cell[r * t.ncols + k] = (zb_celltext){.text = one_line(a, l, e->kid.v[i].index),
                                                .note = cell->mark && cell->mark->cell ? cell->mark->cell->note : NULL,
                                                .across = fits,
                                                .head = cell->role == ZB_DL_TH};
      }
      for (; across > 0 && k < t.ncols; across--)
        left[k++] = down - 1;
    }
    for (; k < t.ncols; k++)
      left[k] -= left[k] > 0;
    zb_arena_walked(l->dl->arena, r);
    zb_arena_walked(l->arena, r);
  }
  return t;
}
