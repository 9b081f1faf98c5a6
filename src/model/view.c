/* Views of tables: the steps from the cells as they come to what is printed; which columns are shown. */
#include "model/view.h"

#include <string.h>

#include "model/prose.h"
#include "model/viewbuild.h"

/* --- shared ---------------------------------------------------------------------------------------------------- */

const zb_val *zb_vcolumn_prop(const zb_vcolumn *c, zb_key key)
{
  for (int i = 0; i < 2; i++) {
    const zb_val *v = c->props[i] ? zb_obj_get(c->props[i], key) : NULL;
    if (v)
      return v;
  }
  return NULL;
}

size_t zb_view_column(const zb_view *v, const char *name)
{
  size_t k = 0;
  while (k < v->ncolumns && strcmp(v->column[k].name, name) != 0)
    k++;
  return k;
}

size_t zb_vbuild_column(zb_vbuild *vb, const char *name, zb_src src, int ncols)
{
  const char **names = zb_newn(vb->a, const char *, vb->column.n + 1);
  for (size_t k = 0; k < vb->column.n; k++) {
    if (strcmp(vb->column.v[k].name, name) == 0)
      return k;
    names[k] = vb->column.v[k].name;
  }
  zb_diag_range(vb->d, ZB_D_COLUMN_UNKNOWN, src, ncols, vb->table ? vb->table : "-", name,
                zb_names_suggest(vb->a, name, names, vb->column.n), NULL);
  vb->failed = true;
  return vb->column.n;
}

bool zb_vbuild_heading(zb_vbuild *vb, const zb_vrow *row, size_t column)
{
  const zb_vcell *cell = &row->cell[column];
  if (*cell->text)
    return true;
  zb_diag(vb->d, ZB_D_NO_HEADING, cell->src, row->cell[0].text, vb->column.v[column].name, NULL);
  vb->failed = true;
  return false;
}

bool zb_vbuild_some(zb_vbuild *vb, const zb_val *v, zb_key key)
{
  bool empty = v && (v->prose ? v->prose->nparas == 0 : v->nitems == 0);
  if (empty) {
    zb_diag_range(vb->d, ZB_D_VALUE_EMPTY, v->src, v->ncols, zb_key_name(key, ZB_LANG_EN), NULL);
    vb->failed = true;
  }
  return v && !empty;
}

void zb_vbuild_needs(zb_vbuild *vb, const zb_val *v, zb_key key)
{
  zb_diag_range(vb->d, ZB_D_KEY_MISSING, v->src, v->ncols, zb_schema_object_name((zb_otype)v->obj->type),
                zb_key_name(key, ZB_LANG_EN), zb_key_name(key, ZB_LANG_ZH), NULL);
  vb->failed = true;
}

const char *zb_vbuild_plain(const zb_vbuild *vb, const zb_prose *prose)
{
  return prose ? zb_prose_plain(vb->a, vb->b->r, prose) : "";
}

/* --- which columns --------------------------------------------------------------------------------------------- */

static const zb_obj *format_of(const zb_vbuild *vb, const char *name)
{
  const zb_val *map = zb_obj_get(vb->o, ZB_K_FORMAT);
  for (size_t i = 0; map && i < map->nitems; i++)
    if (strcmp(map->name[i]->text, name) == 0)
      return map->item[i].obj;
  return NULL;
}

/* Names under format: must be columns; which columns there are is said elsewhere. */
static void check_formats(zb_vbuild *vb)
{
  static const zb_key choosing[] = {ZB_K_NAME, ZB_K_SPARK};
  const zb_val *map = zb_obj_get(vb->o, ZB_K_FORMAT);
  for (size_t i = 0; map && i < map->nitems; i++) {
    zb_vbuild_column(vb, map->name[i]->text, map->name[i]->src, map->name[i]->ncols);
    for (size_t k = 0; k < sizeof choosing / sizeof *choosing; k++) {
      const zb_val *v = zb_obj_get(map->item[i].obj, choosing[k]);
      if (!v)
        continue;
      zb_diag_range(vb->d, ZB_D_FORMAT_KEY, v->src, v->ncols, zb_key_name(choosing[k], ZB_LANG_EN), NULL);
      vb->failed = true;
    }
  }
}

static void take_format(const zb_vbuild *vb, zb_vcolumn *c)
{
  c->props[1] = format_of(vb, c->name);
  const zb_prose *label = c->props[1] && !c->label ? zb_obj_prose(c->props[1], ZB_K_LABEL) : NULL;
  if (!label)
    return;
  c->label = label;
  c->text = zb_vbuild_plain(vb, label);
}

static bool is_unit_column(const char *name)
{
  return strcmp(name, "单位") == 0 || strcmp(name, "unit") == 0;
}

/* Without `columns` all are shown but the one that only holds units, and of figures their labels and values. */
static size_t default_columns(const zb_vbuild *vb, size_t *pick, bool figures)
{
  size_t n = 0;
  for (size_t k = 0; k < vb->column.n; k++)
    if (figures ? k <= ZB_VBUILD_VALUE : !(vb->table && is_unit_column(vb->column.v[k].name)))
      pick[n++] = k;
  return n;
}

/* The columns asked for; a sparkline is a new one behind those of the data: *made of them. */
static size_t asked_columns(zb_vbuild *vb, const zb_val *list, size_t *pick, zb_vcolumn *shown)
{
  size_t n = 0;
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    const zb_prose *name = zb_obj_prose(v->obj, ZB_K_NAME), *label = zb_obj_prose(v->obj, ZB_K_LABEL);
    const char *plain = zb_vbuild_plain(vb, name ? name : label);
    bool spark = zb_obj_get(v->obj, ZB_K_SPARK) != NULL;
    size_t k = spark ? vb->column.n : zb_vbuild_column(vb, plain, v->src, v->ncols);
    if (!spark && k == vb->column.n)
      continue;
    shown[n] = spark ? (zb_vcolumn){.name = plain, .text = plain, .unit = "", .numeric = false} : vb->column.v[k];
    shown[n].props[0] = v->obj;
    shown[n].src = v->src;
    shown[n].ncols = v->ncols;
    if (label) {
      shown[n].label = label;
      shown[n].text = zb_vbuild_plain(vb, label);
    }
    pick[n++] = k;
  }
  return n;
}

/* Values of sparklines: columns of the data, hidden ones too, so they are found before the choice. */
static void find_sparks(zb_vbuild *vb, zb_vcolumn *shown, size_t n)
{
  for (size_t k = 0; k < n; k++) {
    const zb_val *list = zb_vcolumn_prop(&shown[k], ZB_K_SPARK);
    if (!zb_vbuild_some(vb, list, ZB_K_SPARK))
      continue;
    size_t *of = zb_newn(vb->a, size_t, list->nitems + 1);
    for (size_t i = 0; i < list->nitems; i++)
      of[i] = zb_vbuild_column(vb, list->item[i].text, list->item[i].src, list->item[i].ncols);
    shown[k].spark = of;
    shown[k].nspark = list->nitems;
  }
}

/* Cells of the chosen columns, then those that only sparklines look at (hidden behind ncolumns). */
static void choose_columns(zb_vbuild *vb, bool typed, bool figures)
{
  const zb_val *list = typed ? NULL : zb_obj_get(vb->o, ZB_K_COLUMNS);
  size_t old = vb->column.n, room = (list ? list->nitems : old) + 1;
  size_t *pick = zb_newn(vb->a, size_t, room > old ? room : old + 1);
  zb_vcolumn *shown = zb_newn(vb->a, zb_vcolumn, room);
  size_t n = list ? asked_columns(vb, list, pick, shown) : default_columns(vb, pick, figures);
  for (size_t k = 0; !list && k < n; k++)
    shown[k] = vb->column.v[pick[k]];
  for (size_t k = 0; k < n; k++)
    take_format(vb, &shown[k]);
  check_formats(vb);
  find_sparks(vb, shown, n);
  if (vb->failed)
    return;
  size_t hidden = 0;
  bool in_order = true; /* then they can move to the left where they are */
  for (size_t k = 0; k < n; k++)
    in_order = in_order && pick[k] < old && (k == 0 || pick[k] > pick[k - 1]);
  for (size_t k = 0; k < n; k++)
    hidden = shown[k].spark ? old : hidden;
  for (size_t r = 0; r < vb->row.n; r++) {
    zb_vcell *all = vb->row.v[r].cell, *cell = in_order && !hidden ? all : zb_newn(vb->a, zb_vcell, n + hidden);
    for (size_t k = 0; k < n; k++)
      cell[k] = pick[k] < old ? all[pick[k]] : zb_vbuild_missing(vb->row.v[r].cell[0].src);
    if (hidden)
      memcpy(cell + n, all, old * sizeof *cell); /* for sparklines */
    vb->row.v[r].cell = cell;
  }
  for (size_t k = 0; k < n; k++)
    for (size_t i = 0; i < shown[k].nspark; i++)
      shown[k].spark[i] += n;
  vb->column.v = shown;
  vb->column.n = vb->column.cap = n;
}

/* --- the whole ------------------------------------------------------------------------------------------------- */

/* One set of lines: 三线表, 全线表 ... go with grounds, not with each other. */
static void check_style(zb_vbuild *vb)
{
  const zb_val *list = zb_obj_get(vb->o, ZB_K_STYLE), *lines = NULL;
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    if (v->i > ZB_E_TABLE_STYLE_NO_LINE)
      continue;
    if (lines)
      zb_diag_range(vb->d, ZB_D_TABLE_STYLE, v->src, v->ncols, lines->node->text, v->node->text, NULL);
    lines = v;
  }
}

/* A diagonal head has text on both sides of its line. */
static void check_stubhead(zb_vbuild *vb)
{
  const zb_val *v = zb_obj_get(vb->o, ZB_K_STUBHEAD);
  bool below = v && zb_obj_get(v->obj, ZB_K_ROW_NAMES), above = v && zb_obj_get(v->obj, ZB_K_COLUMN_NAMES);
  if (below != above)
    zb_vbuild_needs(vb, v, below ? ZB_K_COLUMN_NAMES : ZB_K_ROW_NAMES);
}

static void find_numeric(zb_vbuild *vb)
{
  for (size_t k = 0; k < vb->column.n; k++) {
    size_t numbers = 0, others = 0;
    for (size_t r = 0; r < vb->row.n; r++) {
      const zb_vcell *cell = &vb->row.v[r].cell[k];
      numbers += cell->q != NULL;
      others += !cell->q && !cell->missing && !cell->covered;
      zb_arena_walked(vb->a, r);
    }
    vb->column.v[k].numeric = numbers > 0 && others == 0;
  }
}

static void mark_sums(zb_vbuild *vb)
{
  for (size_t r = 0; r < vb->row.n; r++) {
    zb_vrow *row = &vb->row.v[r];
    int word = vb->column.n > 0 && row->kind == ZB_VROW_BODY ? zb_vbuild_sum_word(row->cell[0].text) : 0;
    if (word)
      row->kind = word == 2 ? ZB_VROW_TOTAL : ZB_VROW_SUBTOTAL;
    zb_arena_walked(vb->a, r);
  }
}

/* Lists that go with the columns may not be longer. */
static void check_lists(zb_vbuild *vb)
{
  static const zb_key lists[] = {ZB_K_ALIGN, ZB_K_WIDTHS};
  for (size_t i = 0; i < 2; i++) {
    const zb_val *list = zb_obj_get(vb->o, lists[i]);
    if (list && list->nitems > vb->column.n)
      zb_diag_range(vb->d, ZB_D_TABLE_LISTS, list->src, list->ncols, zb_key_name(lists[i], ZB_LANG_EN),
                    zb_arena_printf(vb->a, "%zu", list->nitems), zb_arena_printf(vb->a, "%zu", vb->column.n), NULL);
  }
}

zb_view *zb_view_build(struct zb_build *b, const zb_block *block)
{
  const zb_val *what = zb_obj_get(block->props, ZB_K_TABLE);
  zb_vbuild vb = {.b = b, .a = b->a, .d = b->d, .o = block->props, .id = block->id, .v = zb_new(b->a, zb_view)};
  bool typed = false, figures = false;
  bool read = what && zb_vbuild_read(&vb, what, &typed, &figures);
  if (typed && vb.column.n > 0)
    check_lists(&vb);
  if (!read)
    return NULL;
  vb.v->src = block->src;
  vb.v->unit = "";
  zb_vbuild_reshape(&vb);
  zb_vbuild_rows(&vb);
  if (vb.row.n == 0 && !vb.failed && zb_obj_get(vb.o, ZB_K_WHERE))
    zb_diag_range(vb.d, ZB_D_TABLE_EMPTY, what->src, what->ncols, NULL);
  if (!vb.failed)
    choose_columns(&vb, typed, figures);
  if (vb.column.n == 0 && !vb.failed) {
    const zb_val *columns = zb_obj_get(block->props, ZB_K_COLUMNS);
    zb_diag_range(vb.d, ZB_D_VALUE_EMPTY, columns ? columns->src : what->src, 1, zb_key_name(ZB_K_COLUMNS, ZB_LANG_EN),
                  NULL);
  }
  if (vb.failed || vb.column.n == 0)
    return NULL;
  if (!typed)
    check_lists(&vb);
  check_style(&vb);
  check_stubhead(&vb);
  find_numeric(&vb);
  mark_sums(&vb);
  zb_vbuild_spanners(&vb);
  vb.v->nstub = (size_t)zb_obj_int(block->props, ZB_K_STUB, 1);
  if (vb.v->nstub > vb.column.n)
    vb.v->nstub = vb.column.n;
  zb_vbuild_crossfoot(&vb);
  zb_vbuild_totals(&vb);
  zb_vbuild_rules(&vb);
  zb_vbuild_notes(&vb);
  zb_vbuild_format(&vb);
  vb.v->column = vb.column.v;
  vb.v->ncolumns = vb.column.n;
  vb.v->row = vb.row.v;
  vb.v->nrows = vb.row.n;
  return vb.failed ? NULL : vb.v;
}
