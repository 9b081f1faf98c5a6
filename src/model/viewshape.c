/* Views of tables: the long and the wide form (tidyr's names: lengthen, widen). */
#include <string.h>

#include "model/viewbuild.h"

/* Marks the columns of a list; false after a diagnostic. */
static bool mark(zb_vbuild *vb, const zb_val *list, zb_key key, bool *in)
{
  if (!zb_vbuild_some(vb, list, key))
    return false;
  for (size_t i = 0; i < list->nitems; i++) {
    size_t k = zb_vbuild_column(vb, list->item[i].text, list->item[i].src, list->item[i].ncols);
    if (k == vb->column.n)
      return false;
    in[k] = true;
  }
  return true;
}

/* Is there no such column among those that stay? */
static bool is_new(zb_vbuild *vb, const zb_vcolumns *kept, const zb_val *name)
{
  for (size_t k = 0; k < kept->n; k++)
    if (strcmp(kept->v[k].name, name->text) == 0) {
      zb_diag_range(vb->d, ZB_D_COLUMN_TWICE, name->src, name->ncols, name->text, NULL);
      vb->failed = true;
      return false;
    }
  return true;
}

static zb_vcolumn new_column(const char *name, zb_src src)
{
  return (zb_vcolumn){.name = name, .text = name, .unit = "", .src = src, .ncols = 1};
}

/* --- lengthen -------------------------------------------------------------------------------------------------- */

static void lengthen(zb_vbuild *vb, const zb_obj *o)
{
  size_t n = vb->column.n;
  const zb_val *names = zb_obj_get(o, ZB_K_NAMES), *values = zb_obj_get(o, ZB_K_VALUES);
  bool *in = zb_newn(vb->a, bool, n + 1);
  if (!mark(vb, zb_obj_get(o, ZB_K_COLUMNS), ZB_K_COLUMNS, in) || !names || !values)
    return;
  zb_vcolumns column = {0};
  for (size_t k = 0; k < n; k++)
    if (!in[k])
      zb_push(vb->a, &column, vb->column.v[k]);
  size_t kept = column.n;
  if (!is_new(vb, &column, names))
    return;
  zb_push(vb->a, &column, new_column(names->text, names->src));
  if (!is_new(vb, &column, values))
    return;
  zb_push(vb->a, &column, new_column(values->text, values->src));
  zb_vrows row = {0};
  for (size_t r = 0; r < vb->row.n; r++)
    for (size_t k = 0; k < n; k++) {
      if (!in[k])
        continue;
      const zb_vrow *old = &vb->row.v[r];
      zb_vrow add = *old;
      add.cell = zb_newn(vb->a, zb_vcell, kept + 2);
      for (size_t i = 0, c = 0; i < n; i++)
        if (!in[i])
          add.cell[c++] = old->cell[i];
      add.cell[kept] = (zb_vcell){.text = vb->column.v[k].text, .src = old->cell[k].src};
      add.cell[kept + 1] = old->cell[k];
      add.name = zb_arena_printf(vb->a, "%s.%s", old->name, vb->column.v[k].name);
      zb_push(vb->a, &row, add);
    }
  vb->column = column;
  vb->row = row;
}

/* --- widen ----------------------------------------------------------------------------------------------------- */

typedef struct widening {
  size_t names;  /* column whose values become heads */
  size_t *value; /* columns that give the cells */
  size_t nvalues;
  size_t *id; /* the others: what makes a row */
  size_t nids;
  zb_names *heads, *rows;
  zb_vcolumns column;
  ZB_VEC(const char *) head;
} widening;

/* Rows with the same cells in the other columns are one row. */
static const char *row_key(zb_vbuild *vb, const widening *w, const zb_vrow *row)
{
  const char *key = "";
  for (size_t i = 0; i < w->nids; i++)
    key = zb_arena_printf(vb->a, "%s\x1f%s", key, row->cell[w->id[i]].text);
  return key;
}

/* Index of a head, given in order of first appearance. */
static size_t head_of(zb_vbuild *vb, widening *w, const zb_vcell *cell)
{
  size_t *at = zb_names_get(w->heads, cell->text);
  if (at)
    return *at;
  at = zb_new(vb->a, size_t);
  *at = w->head.n;
  zb_names_put(w->heads, cell->text, at);
  zb_push(vb->a, &w->head, cell->text);
  for (size_t i = 0; i < w->nvalues; i++) {
    const zb_vcolumn *of = &vb->column.v[w->value[i]];
    zb_vcolumn c = new_column(cell->text, cell->src);
    if (w->nvalues > 1) {
      c.name = zb_arena_printf(vb->a, "%s.%s", cell->text, of->name);
      c.text = of->text;
    }
    zb_push(vb->a, &w->column, c);
  }
  return *at;
}

/* Does columns: show this column? The others make no rows. */
static bool is_named(const zb_vbuild *vb, const zb_val *columns, size_t k)
{
  for (size_t i = 0; i < columns->nitems; i++)
    if (strcmp(zb_vbuild_plain(vb, zb_obj_prose(columns->item[i].obj, ZB_K_NAME)), vb->column.v[k].name) == 0)
      return true;
  return false;
}

static bool setup(zb_vbuild *vb, widening *w, const zb_obj *o)
{
  const zb_val *names = zb_obj_get(o, ZB_K_NAMES), *values = zb_obj_get(o, ZB_K_VALUES);
  size_t n = vb->column.n;
  bool *in = zb_newn(vb->a, bool, n + 1);
  if (!names || !mark(vb, values, ZB_K_VALUES, in))
    return false;
  w->names = zb_vbuild_column(vb, names->text, names->src, names->ncols);
  if (w->names == n)
    return false;
  if (in[w->names]) {
    zb_diag_range(vb->d, ZB_D_COLUMN_TWICE, names->src, names->ncols, names->text, NULL);
    vb->failed = true;
    return false;
  }
  w->value = zb_newn(vb->a, size_t, n);
  w->id = zb_newn(vb->a, size_t, n);
  const zb_val *shown = zb_obj_get(vb->o, ZB_K_COLUMNS), *by = zb_obj_get(vb->o, ZB_K_GROUP_BY);
  for (size_t k = 0; k < n; k++) {
    if (in[k])
      w->value[w->nvalues++] = k;
    else if (k != w->names && (!shown || is_named(vb, shown, k) || (by && strcmp(by->text, vb->column.v[k].name) == 0)))
      w->id[w->nids++] = k;
  }
  for (size_t i = 0; i < w->nids; i++)
    zb_push(vb->a, &w->column, vb->column.v[w->id[i]]);
  w->heads = zb_names_new(vb->a);
  w->rows = zb_names_new(vb->a);
  return true;
}

/* The row a source row belongs to, made at its first appearance. */
static zb_vrow *row_of(zb_vbuild *vb, widening *w, zb_vrows *rows, const zb_vrow *from, size_t ncolumns)
{
  const char *key = row_key(vb, w, from);
  size_t *at = zb_names_get(w->rows, key);
  if (at)
    return &rows->v[*at];
  at = zb_new(vb->a, size_t);
  *at = rows->n;
  zb_names_put(w->rows, key, at);
  zb_vrow add = *from;
  add.cell = zb_newn(vb->a, zb_vcell, ncolumns);
  for (size_t i = 0; i < ncolumns; i++)
    add.cell[i] = i < w->nids ? from->cell[w->id[i]] : zb_vbuild_missing(from->cell[0].src);
  add.name = w->nids > 0 ? from->cell[w->id[0]].text : from->name;
  zb_push(vb->a, rows, add);
  return &rows->v[rows->n - 1];
}

static void add_spanners(zb_vbuild *vb, const widening *w)
{
  vb->v->spanner = zb_newn(vb->a, zb_vspanner, w->head.n + 1);
  for (size_t i = 0; w->nvalues > 1 && i < w->head.n; i++)
    vb->v->spanner[vb->v->nspanners++] = (zb_vspanner){.text = w->head.v[i], .src = w->column.v[w->nids].src};
}

static void widen(zb_vbuild *vb, const zb_val *v)
{
  widening w = {0};
  if (!setup(vb, &w, v->obj))
    return;
  for (size_t r = 0; r < vb->row.n; r++) {
    if (!zb_vbuild_heading(vb, &vb->row.v[r], w.names))
      return;
    head_of(vb, &w, &vb->row.v[r].cell[w.names]);
  }
  zb_vrows rows = {0};
  for (size_t r = 0; r < vb->row.n; r++) {
    const zb_vrow *from = &vb->row.v[r];
    size_t head = head_of(vb, &w, &from->cell[w.names]);
    zb_vrow *to = row_of(vb, &w, &rows, from, w.column.n);
    for (size_t i = 0; i < w.nvalues; i++) {
      zb_vcell *cell = &to->cell[w.nids + head * w.nvalues + i];
      if (!cell->missing || *cell->text) {
        zb_diag_range(vb->d, ZB_D_WIDEN_TWICE, v->src, v->ncols, to->name, from->cell[w.names].text,
                      zb_build_place(vb->a, from->cell[w.value[i]].src), NULL);
        vb->failed = true;
        return;
      }
      *cell = from->cell[w.value[i]];
    }
  }
  vb->column = w.column;
  vb->row = rows;
  add_spanners(vb, &w);
}

void zb_vbuild_reshape(zb_vbuild *vb)
{
  const zb_val *longer = zb_obj_get(vb->o, ZB_K_LENGTHEN), *wider = zb_obj_get(vb->o, ZB_K_WIDEN);
  if (longer)
    lengthen(vb, longer->obj);
  if (wider && !vb->failed)
    widen(vb, wider);
}
