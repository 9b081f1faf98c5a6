/* Views of tables: cells from typed rows, data tables and figures; which columns are shown and what stands over them. */
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

const char *zb_vbuild_plain(const zb_vbuild *vb, const zb_prose *prose)
{
  return prose ? zb_prose_plain(vb->a, vb->b->r, prose) : "";
}

static bool no_value(const char *text)
{
  static const char *const marks[] = {"", "-", "—", "–", "——", "…", "……"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strcmp(text, marks[i]) == 0)
      return true;
  return false;
}

static const zb_quantity *value_of(zb_arena *a, const char *text)
{
  zb_quantity q;
  if (!zb_quantity_try(a, text, &q) || q.ordinal)
    return NULL;
  return zb_arena_memdup(a, &q, sizeof q);
}

zb_vcell zb_vbuild_text(zb_vbuild *vb, const char *text, zb_src src)
{
  zb_vcell cell = {.text = text, .src = src, .missing = no_value(text)};
  if (!cell.missing)
    cell.q = value_of(vb->a, text);
  return cell;
}

zb_vcell zb_vbuild_missing(zb_src src)
{
  return (zb_vcell){.text = "", .src = src, .missing = true};
}

static void use_figure(zb_vcell *cell, const zb_figure *f)
{
  if (!f || f->missing)
    return;
  cell->q = f->q.ordinal ? NULL : &f->q;
  cell->datum = &f->datum;
  cell->missing = false;
}

/* --- rows typed in the report ---------------------------------------------------------------------------------- */

/* The figure that the prose is, and nothing besides; or NULL. */
static const zb_figure *only_figure(const zb_vbuild *vb, const zb_prose *prose)
{
  if (prose->nparas != 1 || prose->para[0].nchildren != 1)
    return NULL;
  const zb_inline *in = &prose->para[0].child[0];
  zb_target t;
  if (in->kind != ZB_INL_REF || in->format || !zb_build_find(vb->b->r, in->target, &t))
    return NULL;
  return t.figure;
}

static zb_vcell prose_cell(zb_vbuild *vb, const zb_prose *prose, zb_src src)
{
  zb_vcell cell = {.text = zb_vbuild_plain(vb, prose), .prose = prose, .src = prose ? prose->src : src};
  cell.missing = no_value(cell.text);
  if (!cell.missing && prose->nparas == 1) {
    cell.q = value_of(vb->a, cell.text);
    use_figure(&cell, only_figure(vb, prose));
  }
  return cell;
}

static size_t cover(const zb_obj *o, zb_key key)
{
  return (size_t)zb_obj_int(o, key, 1);
}

/* A cell written as a map: {text: ..., down: 2}. */
static zb_vcell object_cell(zb_vbuild *vb, const zb_obj *o)
{
  zb_vextra *x = zb_new(vb->a, zb_vextra);
  const zb_val *align = zb_obj_get(o, ZB_K_ALIGN);
  *x = (zb_vextra){.across = cover(o, ZB_K_ACROSS), .down = cover(o, ZB_K_DOWN), .align = align ? align->i : -1};
  x->note = zb_obj_prose(o, ZB_K_NOTE);
  x->block = zb_build_blocks(vb->b, zb_obj_get(o, ZB_K_BLOCKS), &x->nblocks);
  const zb_prose *text = zb_obj_prose(o, ZB_K_TEXT);
  zb_vcell cell = text ? prose_cell(vb, text, o->src) : zb_vbuild_missing(o->src);
  cell.extra = x;
  return cell;
}

static zb_vcell typed_cell(zb_vbuild *vb, const zb_val *v)
{
  return v->obj ? object_cell(vb, v->obj) : prose_cell(vb, v->prose, v->src);
}

static void ragged(zb_vbuild *vb, const zb_val *row, size_t have)
{
  zb_diag_range(vb->d, ZB_D_TABLE_RAGGED, row->src, row->ncols, zb_arena_printf(vb->a, "%zu", have),
                zb_arena_printf(vb->a, "%zu", vb->column.n), NULL);
  vb->failed = true;
}

/* Puts the cells of a typed row into the columns that cells above leave free. left[k]: rows that column k is still
   covered from above. */
static void place_row(zb_vbuild *vb, const zb_val *row, size_t *left)
{
  size_t n = vb->column.n, k = 0, i = 0;
  bool fits = true;
  zb_vrow r = {.cell = zb_newn(vb->a, zb_vcell, n), .group = -1};
  while (k < n) {
    if (left[k] > 0) {
      left[k]--;
      r.cell[k++] = (zb_vcell){.text = "", .src = row->src, .covered = true};
      continue;
    }
    if (i == row->nitems)
      break;
    zb_vcell cell = typed_cell(vb, &row->item[i++]);
    size_t across = cell.extra ? cell.extra->across : 1, down = cell.extra ? cell.extra->down : 1;
    for (size_t s = 0; s < across; s++, k++) {
      if (k >= n || left[k] > 0) {
        zb_diag_range(vb->d, ZB_D_CELL_SPAN, cell.src, 1, zb_arena_printf(vb->a, "%zu", across), NULL);
        vb->failed = true;
        fits = false;
        break;
      }
      r.cell[k] = s == 0 ? cell : (zb_vcell){.text = "", .src = cell.src, .covered = true};
      left[k] = down - 1;
    }
  }
  size_t have = i == row->nitems ? k : n + row->nitems - i;
  if ((k < n || i < row->nitems) && fits && row->node->nitems == row->nitems)
    ragged(vb, row, have);
  r.name = n > 0 ? r.cell[0].text : "";
  zb_push(vb->a, &vb->row, r);
}

static void add_column(zb_vbuild *vb, zb_vcolumn c)
{
  if (!c.unit)
    c.unit = "";
  zb_push(vb->a, &vb->column, c);
}

static void typed_heads(zb_vbuild *vb, const zb_val *columns, const zb_val *first)
{
  for (size_t k = 0; columns && k < columns->nitems; k++) {
    const zb_obj *o = columns->item[k].obj;
    const zb_prose *name = zb_obj_prose(o, ZB_K_NAME), *label = zb_obj_prose(o, ZB_K_LABEL);
    const char *plain = zb_vbuild_plain(vb, name ? name : label);
    add_column(vb, (zb_vcolumn){.name = plain, .text = zb_vbuild_plain(vb, label ? label : name), .label = label ? label : name,
                                .props = {o, NULL}, .src = columns->item[k].src, .ncols = columns->item[k].ncols});
  }
  for (size_t k = 0; !columns && k < first->nitems; k++) {
    zb_vcell cell = typed_cell(vb, &first->item[k]);
    add_column(vb, (zb_vcolumn){.name = cell.text, .text = cell.text, .label = cell.prose, .src = cell.src,
                                .ncols = first->item[k].ncols});
  }
}

static void read_typed(zb_vbuild *vb, const zb_val *rows, const zb_val *columns)
{
  size_t first = columns ? 0 : 1;
  if (rows->nitems < first || (rows->nitems == 0 && !columns))
    return;
  typed_heads(vb, columns, rows->nitems ? &rows->item[0] : NULL);
  size_t *left = zb_newn(vb->a, size_t, vb->column.n + 1);
  for (size_t i = first; i < rows->nitems; i++)
    place_row(vb, &rows->item[i], left);
  for (size_t k = 0; k < vb->column.n && !vb->failed; k++)
    if (left[k] > 0) {
      zb_diag_range(vb->d, ZB_D_CELL_SPAN, rows->src, 1, zb_arena_printf(vb->a, "%zu", left[k]), NULL);
      vb->failed = true;
    }
}

/* --- data tables ----------------------------------------------------------------------------------------------- */

static const zb_table *find_table(zb_vbuild *vb, const zb_val *v)
{
  const zb_report *r = vb->b->r;
  const zb_table *t = zb_report_table(r, v->text);
  if (t || zb_names_get(r->broken, v->text))
    return t;
  const char **names = zb_newn(vb->a, const char *, r->ntables + 1);
  for (size_t i = 0; i < r->ntables; i++)
    names[i] = r->table[i]->id;
  zb_diag_range(vb->d, ZB_D_TABLE_UNKNOWN, v->src, v->ncols, v->text,
                zb_names_suggest(vb->a, v->text, names, r->ntables), NULL);
  return NULL;
}

static zb_vcell data_cell(zb_vbuild *vb, const zb_cell *from, bool stub)
{
  const zb_figure *f = from->figure;
  if (!f || f->missing)
    return stub ? (zb_vcell){.text = from->text, .src = from->src, .missing = no_value(from->text)}
                : zb_vbuild_text(vb, from->text, from->src);
  zb_vcell cell = {.text = f->q.text, .src = from->src};
  use_figure(&cell, f);
  return cell;
}

static bool is_key(const zb_table *t, size_t k)
{
  for (size_t i = 0; i < t->nkeys; i++)
    if (t->key[i] == k)
      return true;
  return false;
}

static void read_data(zb_vbuild *vb, const zb_table *t)
{
  zb_names_put(vb->b->r->shown, t->id, vb->b);
  zb_build_use(vb->a, vb->b->r, t->id, true, vb->o->src);
  vb->table = t->id;
  for (size_t k = 0; k < t->ncolumns; k++)
    add_column(vb, (zb_vcolumn){.name = t->column[k], .text = t->column[k], .src = t->src, .ncols = 1});
  vb->row.v = zb_newn(vb->a, zb_vrow, t->nrows + 1);
  vb->row.cap = t->nrows + 1;
  for (size_t r = 0; r < t->nrows; r++) {
    zb_vrow row = {.group = -1, .name = t->row_name[r], .cell = zb_newn(vb->a, zb_vcell, t->ncolumns)};
    for (size_t k = 0; k < t->ncolumns; k++)
      row.cell[k] = data_cell(vb, zb_table_cell(t, r, k), is_key(t, k));
    const char *name = row.cell[0].text;
    row.of_which = name[0] == '#' && name[1];
    zb_push(vb->a, &vb->row, row);
  }
}

/* --- figures, one a row ---------------------------------------------------------------------------------------- */

typedef struct fact {
  const char *zh, *en;
} fact;

static const fact facts[] = {{"指标", "Indicator"}, {"数值", "Value"}, {"时期", "Period"}, {"范围", "Scope"}, {"来源", "Source"}};
enum { LABEL, VALUE, PERIOD, SCOPE, SOURCE, FACTS };

static void read_figures(zb_vbuild *vb, const zb_val *list)
{
  bool zh = strncmp(vb->b->r->lang, "zh", 2) == 0;
  for (size_t k = 0; k < FACTS; k++) {
    const char *name = zh ? facts[k].zh : facts[k].en;
    add_column(vb, (zb_vcolumn){.name = name, .text = name, .src = list->src, .ncols = 1});
  }
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    zb_target t;
    if (!zb_build_resolve(vb->a, vb->d, vb->b->r, v->text, v->src, v->ncols, &t)) {
      vb->failed = true;
      continue;
    }
    const zb_figure *f = t.figure;
    if (!f) {
      zb_diag_range(vb->d, ZB_D_REF_TEXT, v->src, v->ncols, v->text, t.cell->text, NULL);
      vb->failed = true;
      continue;
    }
    zb_build_label(vb->d, f, v->src, v->ncols);
    const char *text[FACTS] = {f->label_text, f->q.text, f->period, f->scope, f->source};
    zb_vrow row = {.group = -1, .name = f->id, .cell = zb_newn(vb->a, zb_vcell, FACTS)};
    for (size_t k = 0; k < FACTS; k++)
      row.cell[k] = (zb_vcell){.text = text[k] ? text[k] : "", .src = v->src, .missing = !text[k] || !*text[k]};
    row.cell[VALUE].missing = f->missing;
    use_figure(&row.cell[VALUE], f);
    zb_push(vb->a, &vb->row, row);
  }
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

/* Names under format: must be columns. */
static void check_formats(zb_vbuild *vb)
{
  const zb_val *map = zb_obj_get(vb->o, ZB_K_FORMAT);
  for (size_t i = 0; map && i < map->nitems; i++)
    zb_vbuild_column(vb, map->name[i]->text, map->name[i]->src, map->name[i]->ncols);
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
    if (figures ? k <= VALUE : !(vb->table && is_unit_column(vb->column.v[k].name)))
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
    if (!list)
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
    shown[k].props[1] = format_of(vb, shown[k].name);
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

/* --- spanners -------------------------------------------------------------------------------------------------- */

static bool read_spanner(zb_vbuild *vb, const zb_val *item, zb_vspanner *out)
{
  const zb_val *list = zb_obj_get(item->obj, ZB_K_COLUMNS);
  const zb_prose *label = zb_obj_prose(item->obj, ZB_K_LABEL);
  if (!list || !label)
    return false;
  size_t lo = vb->column.n, hi = 0;
  bool *in = zb_newn(vb->a, bool, vb->column.n + 1);
  for (size_t i = 0; i < list->nitems; i++) {
    size_t k = zb_vbuild_column(vb, list->item[i].text, list->item[i].src, list->item[i].ncols);
    if (k == vb->column.n)
      return false;
    in[k] = true;
    lo = k < lo ? k : lo;
    hi = k > hi ? k : hi;
  }
  *out = (zb_vspanner){.text = zb_vbuild_plain(vb, label), .label = label, .from = lo, .to = hi + 1, .src = label->src};
  for (size_t k = lo; k <= hi; k++)
    if (!in[k]) {
      zb_diag_range(vb->d, ZB_D_SPANNER_GAP, list->src, list->ncols, out->text, vb->column.v[k].name, NULL);
      vb->failed = true;
      return false;
    }
  return true;
}

/* A spanner stands one level above the highest one it holds; two that cross are an error. */
static void settle_levels(zb_vbuild *vb)
{
  zb_view *v = vb->v;
  for (size_t turn = 0; turn < v->nspanners; turn++)
    for (size_t i = 0; i < v->nspanners; i++)
      for (size_t k = 0; k < v->nspanners; k++) {
        zb_vspanner *x = &v->spanner[i], *y = &v->spanner[k];
        bool holds = x->from <= y->from && y->to <= x->to && (x->to - x->from > y->to - y->from || i > k);
        if (i != k && holds && x->level <= y->level)
          x->level = y->level + 1;
      }
  for (size_t i = 0; i < v->nspanners; i++)
    for (size_t k = 0; k < i; k++) {
      zb_vspanner *x = &v->spanner[i], *y = &v->spanner[k];
      bool apart = x->to <= y->from || y->to <= x->from;
      bool nested = (x->from <= y->from && y->to <= x->to) || (y->from <= x->from && x->to <= y->to);
      if (!apart && !nested) {
        zb_diag(vb->d, ZB_D_SPANNER_CROSS, x->src, x->text, y->text, NULL);
        vb->failed = true;
      }
    }
  for (size_t i = 0; i < v->nspanners; i++)
    v->levels = v->spanner[i].level + 1 > v->levels ? v->spanner[i].level + 1 : v->levels;
}

static void read_spanners(zb_vbuild *vb)
{
  const zb_val *list = zb_obj_get(vb->o, ZB_K_SPANNERS);
  zb_view *v = vb->v;
  size_t made = v->nspanners; /* of widen */
  zb_vspanner *all = zb_newn(vb->a, zb_vspanner, made + (list ? list->nitems : 0) + 1);
  size_t n = 0;
  for (size_t i = 0; i < made; i++) { /* their columns may have been left out or moved */
    zb_vspanner s = v->spanner[i];
    size_t from = vb->column.n, to = 0;
    for (size_t k = 0; k < vb->column.n; k++)
      if (strncmp(vb->column.v[k].name, s.text, strlen(s.text)) == 0 && vb->column.v[k].name[strlen(s.text)] == '.') {
        from = k < from ? k : from;
        to = k + 1;
      }
    s.from = from;
    s.to = to;
    if (from < to)
      all[n++] = s;
  }
  for (size_t i = 0; list && i < list->nitems; i++)
    n += read_spanner(vb, &list->item[i], &all[n]);
  v->spanner = all;
  v->nspanners = n;
  settle_levels(vb);
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

static void find_numeric(zb_vbuild *vb)
{
  for (size_t k = 0; k < vb->column.n; k++) {
    size_t numbers = 0, others = 0;
    for (size_t r = 0; r < vb->row.n; r++) {
      const zb_vcell *cell = &vb->row.v[r].cell[k];
      numbers += cell->q != NULL;
      others += !cell->q && !cell->missing && !cell->covered;
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
  }
}

static bool read_source(zb_vbuild *vb, const zb_val *what, bool *typed, bool *figures)
{
  *figures = what->type == ZB_T_LIST && what->nitems > 0 && what->item[0].type == ZB_T_REF;
  *typed = what->type == ZB_T_LIST && !*figures;
  const zb_table *t = what->type == ZB_T_LIST ? NULL : find_table(vb, what);
  if (*figures)
    read_figures(vb, what);
  else if (*typed)
    read_typed(vb, what, zb_obj_get(vb->o, ZB_K_COLUMNS));
  else if (t)
    read_data(vb, t);
  return !vb->failed && vb->column.n > 0;
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
  bool read = what && read_source(&vb, what, &typed, &figures);
  if (typed && vb.column.n > 0)
    check_lists(&vb);
  if (!read)
    return NULL;
  vb.v->src = block->src;
  vb.v->unit = "";
  zb_vbuild_reshape(&vb);
  zb_vbuild_rows(&vb);
  if (!vb.failed)
    choose_columns(&vb, typed, figures);
  if (vb.column.n == 0 && !vb.failed) {
    const zb_val *columns = zb_obj_get(block->props, ZB_K_COLUMNS);
    zb_diag_range(vb.d, ZB_D_VALUE_EMPTY, columns ? columns->src : what->src, 1, zb_key_name(ZB_K_COLUMNS, ZB_LANG_EN), NULL);
  }
  if (vb.failed || vb.column.n == 0)
    return NULL;
  if (!typed)
    check_lists(&vb);
  check_style(&vb);
  find_numeric(&vb);
  mark_sums(&vb);
  read_spanners(&vb);
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
  if (vb.row.n == 0 && !vb.failed && zb_obj_get(vb.o, ZB_K_WHERE))
    zb_diag_range(vb.d, ZB_D_TABLE_EMPTY, what->src, what->ncols, NULL);
  return vb.failed ? NULL : vb.v;
}
