/* The data of a chart: categories and series, from lists of figures or from columns of a table. */
#include "model/series.h"

#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/build.h"

typedef struct builder {
  zb_arena *a;
  zb_diags *d;
  const zb_report *r;
  const zb_obj *o;
  zb_series *s;
  const char **key; /* id of each category's figure or its row: what highlight may name besides the label */
  bool failed;
} builder;

static void fail(builder *b, zb_diag_code code, const zb_val *v, const char *x, const char *y, const char *z)
{
  zb_diag_range(b->d, code, v->src, v->ncols, x, y, z, NULL);
  b->failed = true;
}

static const int takes[] = {
#define T(what) ZB_TAKES_##what
#define ZB_CHART_KIND(id, en, zh, what, doc_en, doc_zh) [ZB_E_CHART_##id] = what,
#include "model/chartkind.def"
#undef ZB_CHART_KIND
#undef T
};

static bool kind_takes(const builder *b, int what)
{
  return takes[zb_obj_int(b->o, ZB_K_CHART, ZB_E_CHART_BAR)] & what;
}

/* Two columns make the data, not one: before: and after:, or from: and to:. */
static bool paired(const builder *b)
{
  return kind_takes(b, ZB_TAKES_PAIR) || zb_obj_get(b->o, ZB_K_RANGE_FROM) || zb_obj_get(b->o, ZB_K_RANGE_TO);
}

/* --- building blocks ---------------------------------------------------------------------------------------------- */

static void categories(builder *b, size_t n)
{
  b->s->ncategories = n;
  b->s->category = zb_newn(b->a, const char *, n);
  b->s->category_src = zb_newn(b->a, zb_src, n);
  b->s->highlight = zb_newn(b->a, bool, n);
  b->s->total = zb_newn(b->a, bool, n);
  b->key = zb_newn(b->a, const char *, n);
}

enum { MANY = 2000 }; /* categories: more bands would be no ink of their own on any sheet */

static bool too_many(builder *b, const zb_val *data, size_t n)
{
  if (n <= MANY || kind_takes(b, ZB_TAKES_POINTS))
    return false;
  fail(b, ZB_D_SERIES_MANY, data, zb_arena_printf(b->a, "%zu", n), zb_arena_printf(b->a, "%d", MANY), NULL);
  return true;
}

static const zb_figure **add_series(builder *b, const char *name)
{
  zb_series_def *old = b->s->series;
  b->s->series = zb_newn(b->a, zb_series_def, b->s->nseries + 1);
  if (b->s->nseries)
    memcpy(b->s->series, old, b->s->nseries * sizeof *old);
  const zb_figure **value = zb_newn(b->a, const zb_figure *, b->s->ncategories);
  b->s->series[b->s->nseries++] = (zb_series_def){.name = name, .value = value};
  return value;
}

/* The figure of a list item; NULL for `missing` and after a diagnostic. */
static const zb_figure *figure_of(builder *b, const zb_val *v)
{
  zb_target t;
  if (v->type == ZB_T_NONE)
    return NULL;
  if (zb_report_table(b->r, v->text)) {
    fail(b, ZB_D_TABLE_AS_FIGURE, v, v->text, NULL, NULL);
    return NULL;
  }
  if (!zb_build_resolve(b->a, b->d, b->r, v->text, v->src, v->ncols, &t)) {
    b->failed = true;
    return NULL;
  }
  if (!t.figure)
    fail(b, ZB_D_REF_TEXT, v, v->text, t.cell->text, NULL);
  return t.figure;
}

/* Properties that mean nothing to this chart are errors: what they ask for would be lost. */
static void refuse(builder *b, const zb_key *key, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    const zb_val *v = key[i] != ZB_K_NONE ? zb_obj_get(b->o, key[i]) : NULL;
    if (v)
      fail(b, ZB_D_SERIES_UNUSED, v, zb_key_name(key[i], ZB_LANG_EN), zb_obj_text(b->o, ZB_K_CHART, ""), NULL);
  }
}

static void refuse_unused(builder *b, bool table)
{
  static const struct {
    int takes;
    zb_key key[3];
  } of[] = {
      {ZB_TAKES_SERIES, {ZB_K_VALUE, ZB_K_NAME, ZB_K_COMPARE}},
      {ZB_TAKES_PAIR, {ZB_K_BEFORE, ZB_K_AFTER}},
      {ZB_TAKES_ORIENT, {ZB_K_ORIENT}},
      {ZB_TAKES_SORT, {ZB_K_SORT}},
      {ZB_TAKES_HIGHLIGHT, {ZB_K_HIGHLIGHT}},
      {ZB_TAKES_RANGE, {ZB_K_RANGE_FROM, ZB_K_RANGE_TO}},
      {ZB_TAKES_TARGET, {ZB_K_TARGET}},
      {ZB_TAKES_LINE, {ZB_K_LINE}},
      {ZB_TAKES_TOTAL, {ZB_K_TOTAL}},
      {ZB_TAKES_BINS, {ZB_K_BINS, ZB_K_STEP}},
      {ZB_TAKES_CHANGE, {ZB_K_CHANGE}},
      {ZB_TAKES_WHOLE, {ZB_K_WHOLE}},
      {ZB_TAKES_ICON, {ZB_K_ICON, ZB_K_PER}},
  };
  static const zb_key of_lists[] = {ZB_K_LABEL, ZB_K_VALUE};
  for (size_t i = 0; i < sizeof of / sizeof *of; i++)
    if (!kind_takes(b, of[i].takes))
      refuse(b, of[i].key, 3);
  if (!table && !kind_takes(b, ZB_TAKES_PAIR))
    refuse(b, of_lists, 2);
}

/* A bar that does not start at zero is no bar: a request to cut its axis is refused. */
static void refuse_cut(builder *b)
{
  static const zb_key key[] = {ZB_K_AXIS_MIN, ZB_K_AXIS_MAX};
  for (size_t i = 0; i < 2 && !kind_takes(b, ZB_TAKES_MIN); i++) {
    const zb_val *v = zb_obj_get(b->o, key[i]);
    if (v)
      fail(b, ZB_D_CHART_AXIS_CUT, v, zb_obj_text(b->o, ZB_K_CHART, ""), zb_key_name(key[i], ZB_LANG_EN), NULL);
  }
}

/* --- from lists --------------------------------------------------------------------------------------------------- */

static void series_of_list(builder *b, const char *name, const zb_val *list, const char *shown)
{
  if (list->type != ZB_T_LIST || list->nitems != b->s->ncategories) {
    size_t n = list->type == ZB_T_LIST ? list->nitems : 1;
    fail(b, ZB_D_SERIES_LENGTH, list, shown, zb_arena_printf(b->a, "%zu", n),
         zb_arena_printf(b->a, "%zu", b->s->ncategories));
    return;
  }
  const zb_figure **value = add_series(b, name);
  for (size_t i = 0; i < list->nitems; i++)
    value[i] = figure_of(b, &list->item[i]);
}

static void compare(builder *b)
{
  const zb_val *map = zb_obj_get(b->o, ZB_K_COMPARE);
  for (size_t i = 0; map && i < map->nitems; i++)
    series_of_list(b, map->name[i]->text, &map->item[i], map->name[i]->text);
}

/* Each category is called by its first figure of any series. */
static void label_by_figures(builder *b, const zb_val *list)
{
  for (size_t c = 0; c < b->s->ncategories; c++) {
    const zb_figure *f = NULL;
    for (size_t s = 0; s < b->s->nseries && !f; s++)
      f = b->s->series[s].value[c];
    b->s->category_src[c] = list->item[c].src;
    if (!f && !b->failed)
      fail(b, ZB_D_SERIES_UNLABELLED, &list->item[c], zb_arena_printf(b->a, "%zu", c + 1), NULL, NULL);
    if (f)
      zb_build_label(b->d, f, list->item[c].src, list->item[c].ncols);
    b->s->category[c] = f ? f->label_text : "";
    b->key[c] = f ? f->id : "";
  }
}

static void from_list(builder *b, const zb_val *list)
{
  if (paired(b)) {
    fail(b, ZB_D_SERIES_TABLE, list, NULL, NULL, NULL);
    return;
  }
  if (too_many(b, list, list->nitems))
    return;
  categories(b, list->nitems);
  series_of_list(b, zb_obj_text(b->o, ZB_K_NAME, ""), list, zb_key_name(ZB_K_DATA, ZB_LANG_EN));
  compare(b);
  label_by_figures(b, list);
}

/* --- from tables -------------------------------------------------------------------------------------------------- */

/* Columns that hold figures, in order. */
static size_t figure_columns(const builder *b, const zb_table *t, int *column)
{
  size_t n = 0;
  (void)b;
  for (size_t c = 1; c < t->ncolumns; c++)
    for (size_t r = 0; r < t->nrows; r++) {
      const zb_figure *f = zb_table_cell(t, r, c)->figure;
      if (f && !f->missing) {
        column[n++] = (int)c;
        break;
      }
    }
  return n;
}

static void ask_for_columns(builder *b, const zb_val *data, const zb_table *t, const int *column, size_t n)
{
  char *names = zb_arena_strdup(b->a, n ? t->column[column[0]] : "-");
  for (size_t i = 1; i < n; i++)
    names = zb_arena_printf(b->a, "%s, %s", names, t->column[column[i]]);
  fail(b, ZB_D_SERIES_COLUMNS, data, t->id, names, NULL);
}

static int named_column(builder *b, const zb_table *t, const zb_val *v)
{
  int c = zb_table_column(t, b->d, v->text, v->src, v->ncols);
  b->failed = b->failed || c < 0;
  return c;
}

/* Adds the column a property names, unless it stands there already. */
static size_t add_column(builder *b, const zb_table *t, const zb_val *v, int *column, size_t n)
{
  for (size_t i = 0; i < v->nitems || i < 1; i++) {
    const zb_val *item = v->type == ZB_T_LIST ? &v->item[i] : v;
    int c = item->text ? named_column(b, t, item) : -1;
    bool seen = c < 0;
    for (size_t k = 0; k < n && !seen; k++)
      seen = column[k] == c;
    if (!seen)
      column[n++] = c;
  }
  return n;
}

/* The columns of values as asked for, or the only ones there are. */
static size_t value_columns(builder *b, const zb_table *t, const zb_val *data, int *column)
{
  bool pair = kind_takes(b, ZB_TAKES_PAIR);
  const zb_val *value = zb_obj_get(b->o, ZB_K_VALUE);
  const zb_val *before = zb_obj_get(b->o, pair ? ZB_K_BEFORE : ZB_K_RANGE_FROM);
  const zb_val *after = zb_obj_get(b->o, pair ? ZB_K_AFTER : ZB_K_RANGE_TO);
  const zb_val *extra[] = {zb_obj_get(b->o, ZB_K_TARGET), zb_obj_get(b->o, ZB_K_LINE)};
  if (paired(b) && before && after) {
    column[0] = named_column(b, t, before);
    column[1] = named_column(b, t, after);
    return 2;
  }
  size_t n = 0;
  if (!paired(b) && value && value->nitems <= t->ncolumns) {
    n = add_column(b, t, value, column, 0);
    for (size_t i = 0; i < 2; i++)
      if (extra[i] && !zb_obj_get(b->o, ZB_K_COMPARE))
        n = add_column(b, t, extra[i], column, n);
    return n;
  }
  n = figure_columns(b, t, column);
  if (paired(b) ? n != 2 : n == 0 || (n > 1 && !kind_takes(b, ZB_TAKES_MANY) && !extra[0] && !extra[1]))
    ask_for_columns(b, data, t, column, n);
  return n;
}

static void series_of_column(builder *b, const zb_table *t, int column, const char *name, const zb_val *data)
{
  const zb_figure **value = add_series(b, name);
  for (size_t r = 0; r < t->nrows; r++) {
    const zb_cell *cell = zb_table_cell(t, r, (size_t)column);
    value[r] = cell->figure;
    if (!cell->figure)
      fail(b, ZB_D_REF_TEXT, data,
           zb_arena_printf(b->a, "%s.%s.%s", t->id, t->row_name[r] ? t->row_name[r] : "", t->column[column]),
           cell->text, NULL);
  }
}

static bool facet_series(const builder *b)
{
  const char *text = zb_obj_text(b->o, ZB_K_FACET, "");
  return strcmp(text, "series") == 0 || strcmp(text, "系列") == 0;
}

static void from_table(builder *b, const zb_val *data)
{
  const zb_table *t = zb_report_table(b->r, data->text);
  if (!t) {
    zb_target ignored;
    if (zb_build_resolve(b->a, b->d, b->r, data->text, data->src, data->ncols, &ignored))
      fail(b, ZB_D_SERIES_TABLE, data, NULL, NULL, NULL);
    b->failed = true;
    return;
  }
  if (too_many(b, data, t->nrows))
    return;
  const zb_val *label = zb_obj_get(b->o, ZB_K_LABEL);
  int *column = zb_newn(b->a, int, t->ncolumns + 2);
  size_t n = value_columns(b, t, data, column);
  int label_column = label ? named_column(b, t, label) : 0;
  const zb_val *facet = zb_obj_get(b->o, ZB_K_FACET);
  int facet_column = facet && !facet_series(b) ? named_column(b, t, facet) : -1;
  if (b->failed)
    return;
  categories(b, t->nrows);
  if (facet_column >= 0)
    b->s->group = zb_newn(b->a, const char *, t->nrows);
  for (size_t r = 0; r < t->nrows; r++) {
    const zb_cell *cell = zb_table_cell(t, r, (size_t)label_column);
    b->s->category[r] = cell->text;
    b->s->category_src[r] = cell->src;
    b->key[r] = t->row_name[r] ? t->row_name[r] : "";
    if (facet_column >= 0)
      b->s->group[r] = zb_table_cell(t, r, (size_t)facet_column)->text;
  }
  const char *single = paired(b) || n > 1 ? NULL : zb_obj_text(b->o, ZB_K_NAME, "");
  for (size_t i = 0; i < n; i++)
    series_of_column(b, t, column[i], single ? single : t->column[column[i]], data);
  compare(b);
}

/* --- units -------------------------------------------------------------------------------------------------------- */

static bool has_value(const zb_figure *f)
{
  return f && !f->missing;
}

/* The first value of a category, or of all. */
static const zb_figure *first_value(const zb_series *s, size_t from, size_t to)
{
  for (size_t c = from; c < to; c++)
    for (size_t i = 0; i < s->nseries; i++)
      if (has_value(s->series[i].value[c]))
        return s->series[i].value[c];
  return NULL;
}

/* All values of the categories share a unit; else the first that differs. */
static const zb_figure *other_unit(const zb_series *s, size_t from, size_t to, const char *unit)
{
  for (size_t c = from; c < to; c++)
    for (size_t i = 0; i < s->nseries; i++) {
      const zb_figure *f = s->series[i].value[c];
      if (has_value(f) && strcmp(f->q.unit, unit) != 0)
        return f;
    }
  return NULL;
}

static void units_differ(builder *b, const zb_val *data, const zb_figure *x, const zb_figure *y)
{
  fail(b, ZB_D_SERIES_UNITS, data, zb_arena_printf(b->a, "%s (%s)", x->id, x->q.text),
       zb_arena_printf(b->a, "%s (%s)", y->id, y->q.text), NULL);
}

/* The first two values of one series that differ in their unit; false when each series has one unit. */
static bool series_mix(const zb_series *s)
{
  for (size_t i = 0; i < s->nseries; i++) {
    const zb_figure *first = NULL;
    for (size_t c = 0; c < s->ncategories; c++) {
      const zb_figure *f = s->series[i].value[c];
      if (has_value(f) && first && strcmp(f->q.unit, first->q.unit) != 0)
        return true;
      if (has_value(f) && !first)
        first = f;
    }
  }
  return false;
}

/* One unit, or one for each category, or one for each series: the chart has a panel for each. */
static void settle_units(builder *b, const zb_val *data)
{
  zb_series *s = b->s;
  const zb_figure *first = first_value(s, 0, s->ncategories);
  if (!first) {
    fail(b, ZB_D_SERIES_EMPTY, data, NULL, NULL, NULL);
    return;
  }
  const zb_figure *other = other_unit(s, 0, s->ncategories, first->q.unit);
  s->unit = other ? NULL : first->q.unit;
  bool mix = other && series_mix(s);
  for (size_t c = 0; other && c < s->ncategories; c++) {
    const zb_figure *f = first_value(s, c, c + 1), *g = f ? other_unit(s, c, c + 1, f->q.unit) : NULL;
    if (g && (paired(b) || kind_takes(b, ZB_TAKES_ONE_UNIT) || mix)) {
      units_differ(b, data, f, g);
      return;
    }
    s->units_by_series = s->units_by_series || g;
  }
  if (other && kind_takes(b, ZB_TAKES_ONE_UNIT))
    units_differ(b, data, first, other);
}

/* --- roles -------------------------------------------------------------------------------------------------------- */

static void give_role(builder *b, const zb_val *v, zb_series_role role)
{
  for (size_t s = 0; s < b->s->nseries; s++)
    if (strcmp(b->s->series[s].name, v->text) == 0) {
      b->s->series[s].role = role;
      return;
    }
  const char **name = zb_newn(b->a, const char *, b->s->nseries + 1);
  for (size_t s = 0; s < b->s->nseries; s++)
    name[s] = b->s->series[s].name;
  fail(b, ZB_D_SERIES_UNKNOWN, v, v->text, zb_names_suggest(b->a, v->text, name, b->s->nseries), NULL);
}

/* What target: and line: name is a column or a compared series. */
static void roles(builder *b)
{
  const zb_val *target = zb_obj_get(b->o, ZB_K_TARGET), *line = zb_obj_get(b->o, ZB_K_LINE);
  if (target)
    give_role(b, target, ZB_SERIES_TARGET);
  for (size_t i = 0; line && i < line->nitems; i++)
    give_role(b, &line->item[i], ZB_SERIES_LINE);
}

/* The whole must be counted in the unit of its parts. */
static void whole(builder *b)
{
  const zb_val *v = zb_obj_get(b->o, ZB_K_WHOLE);
  if (!v)
    return;
  b->s->whole = figure_of(b, v);
  const zb_figure *part = first_value(b->s, 0, b->s->ncategories), *f = b->s->whole;
  if (f && f->missing)
    fail(b, ZB_D_REF_MISSING, v, v->text, NULL, NULL);
  else if (f && part && strcmp(f->q.unit, part->q.unit) != 0)
    units_differ(b, v, part, f);
}

/* --- order and emphasis ------------------------------------------------------------------------------------------- */

typedef struct ranked {
  bool has;
  zb_num value;
  size_t at;
  int direction;
} ranked;

/* Missing values come last; equal ones keep their order. */
static int by_value(const void *x, const void *y)
{
  const ranked *l = x, *r = y;
  int c = 0;
  if (l->has != r->has)
    return l->has ? -1 : 1;
  if (l->has)
    c = zb_num_cmp(l->value, r->value) * l->direction;
  return c ? c : l->at < r->at ? -1 : l->at > r->at;
}

/* What a category is sorted by: its first series, or the sum of all that are stacked. */
static ranked rank_of(const builder *b, size_t c)
{
  size_t n = kind_takes(b, ZB_TAKES_STACK) ? b->s->nseries : 1;
  ranked r = {.at = c};
  for (size_t i = 0; i < n; i++) {
    const zb_figure *f = b->s->series[i].value[c];
    if (has_value(f)) {
      r.value = zb_num_add(b->a, r.value, f->q.value);
      r.has = true;
    }
  }
  return r;
}

static void sort(builder *b)
{
  zb_series *s = b->s;
  long how = zb_obj_int(b->o, ZB_K_SORT, ZB_E_SORT_NONE);
  if (how == ZB_E_SORT_NONE || s->nseries == 0)
    return;
  ranked *v = zb_newn(b->a, ranked, s->ncategories);
  for (size_t c = 0; c < s->ncategories; c++) {
    v[c] = rank_of(b, c);
    v[c].direction = how == ZB_E_SORT_ASCENDING ? 1 : -1;
  }
  qsort(v, s->ncategories, sizeof *v, by_value);
  zb_series old = *s;
  const char **key = b->key, **group = old.group ? zb_newn(b->a, const char *, s->ncategories) : NULL;
  categories(b, s->ncategories);
  s->group = group;
  s->series = zb_newn(b->a, zb_series_def, s->nseries);
  for (size_t i = 0; i < s->nseries; i++)
    s->series[i] = (zb_series_def){.name = old.series[i].name,
                                   .role = old.series[i].role,
                                   .value = zb_newn(b->a, const zb_figure *, s->ncategories)};
  for (size_t c = 0; c < s->ncategories; c++) {
    s->category[c] = old.category[v[c].at];
    s->category_src[c] = old.category_src[v[c].at];
    b->key[c] = key[v[c].at];
    if (old.group)
      group[c] = old.group[v[c].at];
    for (size_t i = 0; i < s->nseries; i++)
      s->series[i].value[c] = old.series[i].value[v[c].at];
  }
}

/* Marks the categories that a property names by label, figure or row. */
static void mark_categories(builder *b, zb_key key, bool *mark)
{
  const zb_val *list = zb_obj_get(b->o, key);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    char *canon = zb_path_canon(b->a, v->text);
    bool found = false;
    for (size_t c = 0; c < b->s->ncategories; c++)
      if (strcmp(b->s->category[c], v->text) == 0 || strcmp(b->key[c], v->text) == 0 ||
          (canon && strcmp(b->key[c], canon) == 0))
        mark[c] = found = true;
    if (!found)
      fail(b, ZB_D_HIGHLIGHT_UNKNOWN, v, v->text, zb_names_suggest(b->a, v->text, b->s->category, b->s->ncategories),
           NULL);
  }
}

zb_series *zb_series_build(zb_arena *a, zb_diags *d, const zb_report *r, const zb_block *block)
{
  const zb_val *data = zb_obj_get(block->props, ZB_K_DATA);
  builder b = {.a = a, .d = d, .r = r, .o = block->props, .s = zb_new(a, zb_series)};
  if (!data)
    return NULL;
  refuse_unused(&b, data->type != ZB_T_LIST);
  refuse_cut(&b);
  if (data->type == ZB_T_LIST)
    from_list(&b, data);
  else
    from_table(&b, data);
  if (b.failed)
    return NULL;
  settle_units(&b, data);
  if (b.failed)
    return NULL;
  roles(&b);
  whole(&b);
  b.s->facet_series = facet_series(&b);
  sort(&b);
  mark_categories(&b, ZB_K_HIGHLIGHT, b.s->highlight);
  for (size_t c = 0; c < b.s->ncategories; c++)
    b.s->nhighlights += b.s->highlight[c];
  mark_categories(&b, ZB_K_TOTAL, b.s->total);
  return b.failed ? NULL : b.s;
}
