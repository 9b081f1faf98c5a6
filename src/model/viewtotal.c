/* Views of tables: summary rows, computed exactly, and the heading rows of groups. */
#include <stdlib.h>
#include <string.h>

#include "model/prose.h"
#include "model/viewbuild.h"

int zb_vbuild_sum_word(const char *text)
{
  static const struct {
    const char *word;
    int means;
  } words[] = {{"合计", 2},  {"总计", 2}, {"总和", 2}, {"合 计", 2}, {"总 计", 2},   {"Total", 2},
               {"total", 2}, {"Sum", 2},  {"小计", 1}, {"小 计", 1}, {"Subtotal", 1}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(text, words[i].word) == 0)
      return words[i].means;
  return 0;
}

/* --- one column ------------------------------------------------------------------------------------------------ */

bool zb_vbuild_rates(const zb_vrow *row, size_t n, size_t column)
{
  static const char *const rate[] = {"%", "‰", "个百分点", "百分点", "倍", "℃", "°C"};
  for (size_t r = 0; r < n; r++) {
    const zb_quantity *q = row[r].cell[column].q;
    for (size_t i = 0; q && i < sizeof rate / sizeof *rate; i++)
      if (strcmp(q->unit, rate[i]) == 0)
        return true;
    if (q && strchr(q->unit, '/'))
      return true;
    if (q)
      return false;
  }
  return false;
}

bool zb_view_rates(const zb_view *v, size_t column)
{
  return zb_vbuild_rates(v->row, v->nrows, column);
}

/* Rows whose numbers count: not sums, not parts of other rows (其中). */
static bool counts(const zb_vrow *row)
{
  return row->kind == ZB_VROW_BODY && !row->of_which;
}

bool zb_vbuild_sum(zb_vbuild *vb, size_t column, const zb_vrow *row, size_t n, zb_quantity *out, size_t *left)
{
  zb_value sum = {0};
  bool any = false;
  *left = 0;
  for (size_t r = 0; r < n; r++) {
    const zb_vcell *cell = &row[r].cell[column];
    zb_arena_walked(vb->a, r);
    if (!counts(&row[r]) || cell->covered)
      continue;
    if (!cell->q) {
      *left += strcmp(cell->text, "…") != 0; /* … is too small to count */
      continue;
    }
    zb_value v = zb_value_of(vb->a, cell->q);
    if (any && strcmp(v.unit, sum.unit) != 0)
      return false;
    if (any && zb_value_add(vb->a, sum, v, false, &v) != ZB_VALUE_FINE)
      return false;
    sum = v;
    any = true;
  }
  if (any)
    *out = zb_value_quantity(vb->a, &sum);
  return any;
}

/* --- other functions ------------------------------------------------------------------------------------------- */

typedef ZB_VEC(const zb_quantity *) quantities;

static int by_value(const void *x, const void *y)
{
  const zb_quantity *const *l = x, *const *r = y;
  return zb_num_cmp((*l)->value, (*r)->value);
}

/* A plain number with the unit and the scale of `like`. */
static zb_quantity made(zb_arena *a, zb_num v, int decimals, const zb_quantity *like, bool about)
{
  zb_value x = zb_value_of(a, like);
  x.v = v;
  x.decimals = decimals;
  x.approx = about ? ZB_APPROX_ABOUT : ZB_APPROX_NONE;
  return zb_value_quantity(a, &x);
}

static zb_quantity mean_of(zb_arena *a, const quantities *q)
{
  zb_num sum = {0};
  bool about = false;
  int decimals = 0;
  for (size_t i = 0; i < q->n; i++) {
    sum = zb_num_add(a, sum, q->v[i]->value);
    about = about || q->v[i]->approx != ZB_APPROX_NONE;
    decimals = q->v[i]->decimals > decimals ? q->v[i]->decimals : decimals;
  }
  zb_num mean = zb_num_div(a, sum, zb_num_int(a, (long)q->n));
  if (decimals == 0 && zb_num_cmp(zb_num_round(a, mean, 0), mean) != 0)
    decimals = 1;
  return made(a, mean, decimals, q->v[0], about);
}

static zb_quantity median_of(zb_arena *a, const quantities *q)
{
  const zb_quantity *low = q->v[(q->n - 1) / 2], *high = q->v[q->n / 2];
  if (low == high)
    return *low;
  quantities two = {0};
  zb_push(a, &two, low);
  zb_push(a, &two, high);
  return mean_of(a, &two);
}

/* How many: with a unit of its own, so that it is not read in that of its column. */
static zb_quantity count_of(const zb_vbuild *vb, size_t n)
{
  zb_quantity q;
  bool zh = strncmp(vb->b->r->lang, "zh", 2) == 0;
  bool ok = zb_quantity_try(vb->a, zb_arena_printf(vb->a, "%zu%s", n, zh ? "个" : ""), &q);
  return ok ? q : (zb_quantity){0};
}

/* The values of the column; false when units differ. */
static bool values_of(zb_vbuild *vb, size_t column, const zb_vrow *row, size_t n, quantities *out)
{
  for (size_t r = 0; r < n; r++) {
    const zb_quantity *q = row[r].cell[column].q;
    if (!counts(&row[r]) || !q)
      continue;
    if (out->n > 0 && strcmp(out->v[0]->unit, q->unit) != 0)
      return false;
    zb_push(vb->a, out, q);
  }
  return true;
}

static bool compute(zb_vbuild *vb, long function, size_t column, const zb_vrow *row, size_t n, zb_quantity *out,
                    size_t *left)
{
  if (function == ZB_E_FUNCTION_SUM)
    return zb_vbuild_sum(vb, column, row, n, out, left);
  *left = 0;
  quantities q = {0};
  bool like = values_of(vb, column, row, n, &q);
  if (function == ZB_E_FUNCTION_COUNT) {
    *out = count_of(vb, q.n);
    return true;
  }
  if (!like || q.n == 0)
    return false;
  qsort(q.v, q.n, sizeof *q.v, by_value);
  *out = function == ZB_E_FUNCTION_MEAN     ? mean_of(vb->a, &q)
         : function == ZB_E_FUNCTION_MEDIAN ? median_of(vb->a, &q)
         : function == ZB_E_FUNCTION_MIN    ? *q.v[0]
                                            : *q.v[q.n - 1];
  return true;
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static const char *default_label(const zb_vbuild *vb, long function, bool group)
{
  static const struct {
    const char *zh, *en;
  } word[] = {[ZB_E_FUNCTION_SUM] = {"合计", "Total"},       [ZB_E_FUNCTION_MEAN] = {"平均", "Mean"},
              [ZB_E_FUNCTION_MEDIAN] = {"中位数", "Median"}, [ZB_E_FUNCTION_MIN] = {"最小", "Least"},
              [ZB_E_FUNCTION_MAX] = {"最大", "Greatest"},    [ZB_E_FUNCTION_COUNT] = {"计数", "Count"}};
  bool zh = strncmp(vb->b->r->lang, "zh", 2) == 0;
  if (group && function == ZB_E_FUNCTION_SUM)
    return zh ? "小计" : "Subtotal";
  return zh ? word[function].zh : word[function].en;
}

/* Is the column one the summary is for? */
static bool wanted(zb_vbuild *vb, const zb_val *list, size_t k, long function)
{
  for (size_t i = 0; list && i < list->nitems; i++)
    if (strcmp(list->item[i].text, vb->column.v[k].name) == 0)
      return true;
  if (list || !vb->column.v[k].numeric)
    return false;
  return function != ZB_E_FUNCTION_SUM || !zb_vbuild_rates(vb->row.v, vb->row.n, k);
}

/* --- figures of summary rows ------------------------------------------------------------------------------------ */

enum { SHOWN = 8 };

/* What a value was found from: 一区.人数 + 二区.人数, mean(...), by the paths of the figures where they have one. */
static const char *formula_of(zb_vbuild *vb, long function, size_t column, const zb_vrow *row, size_t n)
{
  static const char *const name[] = {
      [ZB_E_FUNCTION_SUM] = "sum", [ZB_E_FUNCTION_MEAN] = "mean", [ZB_E_FUNCTION_MEDIAN] = "median",
      [ZB_E_FUNCTION_MIN] = "min", [ZB_E_FUNCTION_MAX] = "max",   [ZB_E_FUNCTION_COUNT] = "count"};
  const char *parts = "";
  size_t k = 0;
  for (size_t r = 0; r < n; r++) {
    const zb_vcell *cell = &row[r].cell[column];
    zb_arena_walked(vb->a, r);
    if (!counts(&row[r]) || !cell->q)
      continue;
    if (k < SHOWN)
      parts = zb_arena_printf(vb->a, "%s%s%s", parts, k ? ", " : "", cell->datum ? cell->datum->figure : cell->q->text);
    k++;
  }
  if (k > SHOWN)
    parts = zb_arena_printf(vb->a, "%s, … %zu", parts, k);
  return zb_arena_printf(vb->a, "%s(%s)", name[function], parts);
}

/* id.合计.人数, or table.group.小计.人数: in the name of the block, else of the data. A name that is taken is numbered. */
static const char *id_of(zb_vbuild *vb, const char *label, int group, size_t k)
{
  zb_arena *a = vb->a;
  const char *of = vb->id      ? vb->id
                   : vb->table ? vb->table
                               : "table",
             *column = zb_path_segment(a, vb->column.v[k].name);
  if (group >= 0)
    of = zb_arena_printf(a, "%s.%s", of, zb_path_segment(a, vb->v->group[group].text));
  const char *id = zb_arena_printf(a, "%s.%s.%s", of, zb_path_segment(a, label), column);
  for (int again = 2; zb_figures_find(vb->b->r->figures, id); again++)
    id = zb_arena_printf(a, "%s.%s.%s", of, zb_path_segment(a, zb_arena_printf(a, "%s%d", label, again)), column);
  return id;
}

/* A computed value becomes a figure: it can be followed and referred to like those that are written. */
static const zb_figure *add_figure(zb_vbuild *vb, zb_figure f, const char *label, int group, size_t k)
{
  const char *column = vb->column.v[k].name;
  f.id = id_of(vb, label, group, k);
  f.derived = f.summary = true;
  f.row = label;
  f.column = column;
  f.id_src = f.src;
  f.label_text = zb_arena_printf(vb->a, "%s（%s）", label, column);
  if (group >= 0)
    f.label_text = zb_arena_printf(vb->a, "%s%s", vb->v->group[group].text, f.label_text);
  return zb_figures_add(vb->b->r->figures, f);
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static bool any_value(const zb_vrow *row, size_t n, size_t k)
{
  for (size_t r = 0; r < n; r++)
    if (row[r].cell[k].q)
      return true;
  return false;
}

/* A column that the summary names has no numbers at all, or these have unlike units; said once, not for every group. */
static void no_summary(zb_vbuild *vb, const zb_val *item, const zb_val *list, size_t k, const char *name,
                       const zb_vrow *row, size_t n)
{
  bool none_here = !any_value(row, n, k) && any_value(vb->row.v, vb->row.n, k);
  if (!list || n == 0 || none_here || vb->failed)
    return;
  zb_diag_range(vb->d, ZB_D_NO_SUMMARY, item->src, item->ncols, name, vb->column.v[k].name, NULL);
  vb->failed = true;
}

/* Rates that are added make sense when they are the shares of one whole. */
static void check_rates(zb_vbuild *vb, const zb_val *item, size_t k, const zb_quantity *sum, const char *name)
{
  zb_num off = zb_num_sub(vb->a, sum->value, zb_num_int(vb->a, 100));
  off.sign = off.sign ? 1 : 0;
  bool shares = strcmp(sum->unit, "%") == 0 && zb_num_cmp(off, zb_num_int(vb->a, 1)) < 0;
  if (!shares && zb_vbuild_rates(vb->row.v, vb->row.n, k))
    zb_diag_range(vb->d, ZB_D_SUM_OF_RATES, item->src, item->ncols, name, vb->column.v[k].name, sum->text, NULL);
}

static zb_vrow summary_row(zb_vbuild *vb, const zb_val *item, int group, const zb_vrow *row, size_t n)
{
  const zb_val *f = zb_obj_get(item->obj, ZB_K_FUNCTION), *list = zb_obj_get(item->obj, ZB_K_COLUMNS);
  const zb_prose *label = zb_obj_prose(item->obj, ZB_K_LABEL);
  long function = f ? f->i : ZB_E_FUNCTION_SUM;
  const char *name = label ? zb_vbuild_plain(vb, label) : default_label(vb, function, group >= 0);
  zb_vrow sum = {.kind = group >= 0 ? ZB_VROW_SUBTOTAL : ZB_VROW_TOTAL, .computed = true, .group = group, .name = name};
  sum.counted = function == ZB_E_FUNCTION_COUNT;
  sum.cell = zb_newn(vb->a, zb_vcell, vb->column.n);
  for (size_t k = 0; k < vb->column.n; k++) {
    zb_quantity q;
    size_t left = 0;
    sum.cell[k] =
        (zb_vcell){.text = k == 0 ? name : "", .prose = k == 0 ? label : NULL, .src = item->src, .missing = k > 0};
    if (k == 0 || !wanted(vb, list, k, function))
      continue;
    if (!compute(vb, function, k, row, n, &q, &left)) {
      no_summary(vb, item, list, k, name, row, n);
      continue;
    }
    if (list && function == ZB_E_FUNCTION_SUM)
      check_rates(vb, item, k, &q, name);
    const zb_figure *figure = add_figure(
        vb, (zb_figure){.q = q, .src = item->src, .formula = formula_of(vb, function, k, row, n)}, name, group, k);
    sum.cell[k].q = &figure->q;
    sum.cell[k].text = figure->q.text;
    sum.cell[k].missing = false;
    sum.cell[k].datum = &figure->datum;
    if (left > 0)
      zb_diag_range(vb->d, ZB_D_SUM_LEAVES_OUT, item->src, item->ncols, name, vb->column.v[k].name,
                    zb_arena_printf(vb->a, "%zu", left), NULL);
  }
  return sum;
}

static bool is_over(const zb_val *item, bool group)
{
  const zb_val *over = zb_obj_get(item->obj, ZB_K_OVER);
  long what = over ? over->i : ZB_E_OVER_TABLE;
  return what == ZB_E_OVER_BOTH || what == (group ? ZB_E_OVER_GROUPS : ZB_E_OVER_TABLE);
}

static void check_items(zb_vbuild *vb, const zb_val *list)
{
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *columns = zb_obj_get(list->item[i].obj, ZB_K_COLUMNS);
    for (size_t k = 0; columns && k < columns->nitems; k++)
      zb_vbuild_column(vb, columns->item[k].text, columns->item[k].src, columns->item[k].ncols);
    if (vb->v->ngroups == 0 && is_over(&list->item[i], true)) {
      zb_diag_range(vb->d, ZB_D_NO_GROUPS, list->item[i].src, 1, NULL);
      vb->failed = true;
    }
  }
}

static zb_vrow group_row(zb_vbuild *vb, int group)
{
  const zb_vgroup *g = &vb->v->group[group];
  zb_vrow row = {
      .kind = ZB_VROW_GROUP, .group = group, .name = g->text, .cell = zb_newn(vb->a, zb_vcell, vb->column.n)};
  for (size_t k = 0; k < vb->column.n; k++)
    row.cell[k] = (zb_vcell){.text = k == 0 ? g->text : "", .src = g->src, .covered = k > 0, .missing = k > 0};
  return row;
}

void zb_vbuild_totals(zb_vbuild *vb)
{
  const zb_val *list = zb_obj_get(vb->o, ZB_K_TOTALS);
  check_items(vb, list);
  if (vb->failed || (!list && vb->v->ngroups == 0))
    return;
  zb_vrows out = {0};
  size_t n = vb->row.n;
  for (size_t r = 0; r < n;) {
    int group = vb->row.v[r].group;
    size_t from = r;
    if (group >= 0)
      zb_push(vb->a, &out, group_row(vb, group));
    for (; r < n && vb->row.v[r].group == group; r++)
      zb_push(vb->a, &out, vb->row.v[r]);
    for (size_t i = 0; list && group >= 0 && i < list->nitems; i++)
      if (is_over(&list->item[i], true))
        zb_push(vb->a, &out, summary_row(vb, &list->item[i], group, vb->row.v + from, r - from));
  }
  for (size_t i = 0; list && i < list->nitems; i++)
    if (is_over(&list->item[i], false))
      zb_push(vb->a, &out, summary_row(vb, &list->item[i], -1, vb->row.v, n));
  vb->row = out;
}
