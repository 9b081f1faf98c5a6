/* Output "csv": the tables of the document as RFC 4180, one after the other, an empty line between them. */
#include <string.h>

#include "out/celltable.h"
#include "out/outputs.h"

/* Bytes of a cell without the marks of its footnotes: 540.5 and not 540.5①, which is no number to any reader. */
static size_t length_of(const zb_celltext *c)
{
  size_t n = strlen(c->text), mark = c->note ? strlen(c->note) : 0;
  return mark > 0 && n >= mark && strcmp(c->text + n - mark, c->note) == 0 ? n - mark : n;
}

static void put_cell(zb_sink *to, const zb_celltext *c)
{
  size_t n = length_of(c);
  if (!strpbrk(c->text, "\",\n")) {
    zb_sink_write(to, c->text, n);
    return;
  }
  zb_sink_write(to, "\"", 1);
  for (const char *s = c->text; s < c->text + n; s++)
    zb_sink_write(to, *s == '"' ? "\"\"" : s, *s == '"' ? 2 : 1);
  zb_sink_write(to, "\"", 1);
}

static void put_table(zb_sink *to, const zb_celltable *t)
{
  for (size_t r = 0; r < t->nrows; r++) {
    for (size_t k = 0; k < t->ncols; k++) {
      if (k > 0)
        zb_sink_write(to, ",", 1);
      put_cell(to, &t->cell[r * t->ncols + k]);
    }
    zb_sink_write(to, "\r\n", 2);
  }
}

bool zb_out_csv_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  (void)page;
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, ZB_LOGICAL_KEEP);
  const zb_logical *l = zb_logical_new(a, job->dl);
  bool first = true;
  for (uint32_t i = 0; i < l->elem.n; i++) {
    const zb_elem *e = &l->elem.v[i];
    if (e->role != ZB_DL_TABLE)
      continue;
    ZB_VEC(uint32_t) row = {.n = 0};
    for (size_t k = 0; k < e->kid.n; k++)
      if (!e->kid.v[k].is_leaf && l->elem.v[e->kid.v[k].index].role == ZB_DL_TR)
        zb_push(a, &row, e->kid.v[k].index);
    zb_celltable t = zb_celltable_read(a, l, row.v, row.n);
    if (!first)
      zb_sink_write(to, "\r\n", 2);
    put_table(to, &t);
    first = false;
  }
  zb_arena_free(a);
  if (first)
    zb_diag(job->diags, ZB_D_CSV_NO_TABLE, ZB_SRC_NONE, NULL);
  return zb_sink_write(to, "", 0);
}
