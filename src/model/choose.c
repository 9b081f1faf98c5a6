/* The chooser: which kind says the data best (position on a common scale before length, angle and colour: Cleveland and
   McGill, JASA 1984), for `chart: auto` and for notes on charts whose kind was chosen otherwise. */
#include <string.h>

#include "model/build.h"
#include "model/moment.h"
#include "model/series.h"

/* What the choice depends on. */
typedef struct facts {
  size_t n, series;    /* categories, values of each */
  size_t percents;     /* values in % */
  bool dates, ordered; /* categories are dates; or at least words of time and order */
  bool units, whole, pair;
  bool filled;        /* the percentages of a list, or of each row of a table, add up to 100 */
  zb_num most, least; /* greatest and least ratio of after to before; equal when there is none */
  const zb_figure *first;
} facts;

/* At most so many notes a report: the chooser advises, it does not nag. */
enum { NOTES = 3 };

/* --- facts -------------------------------------------------------------------------------------------------------- */

static void add_value(facts *f, const zb_figure *v)
{
  if (!v || v->missing)
    return;
  f->percents += strcmp(v->q.unit, "%") == 0;
  f->units = f->units || (f->first && strcmp(f->first->q.unit, v->q.unit) != 0);
  f->first = f->first ? f->first : v;
}

static void add_name(facts *f, const char *name)
{
  static const char *const word[] = {"年", "月", "季", "周", "日", "期", "第", "班", "级"};
  zb_moment m;
  f->dates = f->dates && zb_moment_parse(name, &m);
  for (size_t i = 0; i < sizeof word / sizeof *word; i++)
    f->ordered = f->ordered || strstr(name, word[i]);
  f->ordered = f->ordered || (name[0] >= '0' && name[0] <= '9');
}

static void add_ratio(zb_build *b, facts *f, const zb_figure *before, const zb_figure *after)
{
  if (!before || !after || before->missing || after->missing || before->q.value.sign <= 0 || after->q.value.sign < 0)
    return;
  bool grew = zb_num_cmp(after->q.value, before->q.value) >= 0;
  zb_num small = grew ? before->q.value : after->q.value, large = grew ? after->q.value : before->q.value;
  zb_num ratio = small.sign == 0 ? zb_num_int(b->a, 1000) : zb_num_div(b->a, large, small);
  if (zb_num_cmp(ratio, f->most) > 0)
    f->most = ratio;
}

static void read_list(zb_build *b, const zb_obj *o, const zb_val *data, facts *f)
{
  const zb_val *compare = zb_obj_get(o, ZB_K_COMPARE);
  f->n = data->nitems;
  f->series = 1 + (compare ? compare->nitems : 0);
  zb_num sum = {0};
  for (size_t i = 0; i < data->nitems; i++) {
    zb_target t = {0};
    if (!data->item[i].text || !zb_build_find(b->r, data->item[i].text, &t) || !t.figure)
      continue;
    add_value(f, t.figure);
    sum = t.figure->missing ? sum : zb_num_add(b->a, sum, t.figure->q.value);
    add_name(f, t.figure->label_text);
  }
  f->filled = f->series == 1 && f->percents == f->n && zb_num_cmp(sum, zb_num_int(b->a, 100)) == 0;
}

/* Is the column one that the chart shows: named under value:, or any when none is? */
static bool shows(const zb_obj *o, const zb_table *t, size_t column)
{
  const zb_val *value = zb_obj_get(o, ZB_K_VALUE);
  bool shown = !value;
  for (size_t i = 0; value && i < value->nitems; i++)
    shown = shown || strcmp(value->item[i].text, t->column[column]) == 0;
  return shown;
}

static int column_of(const zb_obj *o, const zb_table *t, zb_key key)
{
  const char *name = zb_obj_text(o, key, NULL);
  return name ? zb_table_column(t, NULL, name, ZB_SRC_NONE, 0) : -1;
}

static void read_table(zb_build *b, const zb_obj *o, const zb_table *t, facts *f)
{
  int before = column_of(o, t, ZB_K_BEFORE), after = column_of(o, t, ZB_K_AFTER), label = column_of(o, t, ZB_K_LABEL);
  f->n = t->nrows;
  f->pair = before >= 0 && after >= 0;
  for (size_t r = 0; r < t->nrows; r++) {
    add_name(f, zb_table_cell(t, r, (size_t)(label > 0 ? label : 0))->text);
    if (f->pair)
      add_ratio(b, f, zb_table_cell(t, r, (size_t)before)->figure, zb_table_cell(t, r, (size_t)after)->figure);
  }
  for (size_t c = 1; c < t->ncolumns; c++) {
    bool figures = false;
    for (size_t r = 0; r < t->nrows && shows(o, t, c); r++) {
      const zb_figure *v = zb_table_cell(t, r, c)->figure;
      add_value(f, v);
      figures = figures || (v && !v->missing);
    }
    f->series += figures;
  }
}

/* Do the percentages of every row add up to 100? */
static bool rows_filled(zb_build *b, const zb_obj *o, const zb_table *t, const facts *f)
{
  if (f->series < 2 || f->percents != f->n * f->series)
    return false;
  for (size_t r = 0; r < t->nrows; r++) {
    zb_num sum = {0};
    for (size_t c = 1; c < t->ncolumns; c++) {
      const zb_figure *v = shows(o, t, c) ? zb_table_cell(t, r, c)->figure : NULL;
      sum = v && !v->missing ? zb_num_add(b->a, sum, v->q.value) : sum;
    }
    if (zb_num_cmp(sum, zb_num_int(b->a, 100)) != 0)
      return false;
  }
  return true;
}

static facts facts_of(zb_build *b, const zb_obj *o)
{
  const zb_val *data = zb_obj_get(o, ZB_K_DATA);
  facts f = {.dates = true, .whole = zb_obj_get(o, ZB_K_WHOLE) != NULL};
  const zb_table *t = data && data->text ? zb_report_table(b->r, data->text) : NULL;
  if (data && data->type == ZB_T_LIST)
    read_list(b, o, data, &f);
  else if (t) {
    read_table(b, o, t, &f);
    f.filled = rows_filled(b, o, t, &f);
  }
  f.dates = f.dates && f.n > 0;
  return f;
}

/* --- the choice --------------------------------------------------------------------------------------------------- */

typedef struct choice {
  long kind;
  const char *why[2]; /* by zb_lang */
} choice;

/* Parts that one bar or a field of cells shows at a glance; values that bars compare, more are looked up in a table. */
enum { PARTS = 4, BARS = 12 };

static choice of_shares(const facts *f)
{
  if (f->whole && f->n <= 3 && f->percents == 0)
    return (choice){ZB_E_CHART_WAFFLE, {"parts of a whole that is counted: cells", "整体可数，部分画成方格"}};
  return (choice){ZB_E_CHART_RING, {"a share alone: a ring with its number inside", "单独的占比，数字写在环中"}};
}

static choice of_pairs(zb_build *b, const facts *f)
{
  if (zb_num_cmp(f->most, zb_num_int(b->a, 3)) >= 0 && f->n < 4)
    return (choice){ZB_E_CHART_BEFORE_AFTER,
                    {"before and after differ threefold: pairs of bars", "前后相差三倍以上，成对的条形"}};
  if (f->n <= 6)
    return (choice){ZB_E_CHART_SLOPE,
                    {"before and after of a few things: lines that rise or fall", "少数几项的前后，看线的升降"}};
  return (choice){ZB_E_CHART_DUMBBELL, {"before and after of many things: joined dots", "多项的前后，以线相连的两点"}};
}

/* Have the values no order of their own? */
static bool sortable(const facts *f)
{
  return f->series == 1 && f->n >= 3 && !f->ordered && !f->units;
}

static choice choose(zb_build *b, const facts *f)
{
  if (f->pair)
    return of_pairs(b, f);
  if (f->whole || (f->n == 1 && f->series == 1 && f->percents == 1))
    return of_shares(f);
  if (f->filled && f->series == 1 && f->n >= 2 && f->n <= PARTS)
    return (choice){ZB_E_CHART_WAFFLE,
                    {"shares that make up 100%: a cell for each percent", "各占比合成 100%，一格百分之一"}};
  if (f->filled && f->series <= PARTS)
    return (choice){ZB_E_CHART_PERCENT,
                    {"rows of shares that make up 100%: bars of one length", "每行占比合成 100%，条长相同"}};
  if (f->dates && f->n >= 4)
    return (choice){ZB_E_CHART_LINE, {"dates in order: a line", "类目是日期，折线"}};
  if (f->series == 2 && f->units && f->n >= 6)
    return (choice){ZB_E_CHART_SCATTER,
                    {"two quantities of unlike units: one against the other", "两种单位的数量，相互对照"}};
  if (f->series > 3 && f->n > 3)
    return (choice){ZB_E_CHART_HEAT, {"a matrix of numbers: cells that darken", "数字方阵，底色随数值加深"}};
  if (f->series > 1 && !f->units)
    return (choice){ZB_E_CHART_GROUPED,
                    {"several series of one unit: bars side by side", "同一单位的几个系列，并列的条形"}};
  if (f->series > 1)
    return (choice){
        ZB_E_CHART_GROUPED,
        {"several series of several units: bars in a panel for each", "几个系列单位不同，每个单位一格条形"}};
  if (f->units)
    return (choice){ZB_E_CHART_BAR, {"several units: bars in a panel for each", "单位不同，每个单位一格条形"}};
  if (sortable(f))
    return (choice){ZB_E_CHART_BAR,
                    {"values of one unit without an order: sorted bars", "同一单位的数值，没有先后，排序的条形"}};
  return (choice){ZB_E_CHART_BAR,
                  {"values of one unit: lengths from a common zero", "同一单位的数值，比同一零点起的长度"}};
}

/* --- notes -------------------------------------------------------------------------------------------------------- */

static bool named(const zb_obj *o, zb_key key)
{
  return zb_obj_get(o, key) != NULL;
}

/* The note on a kind that says the data worse than another would; -1: none. */
static int advice(zb_build *b, const zb_obj *o, const facts *f)
{
  long kind = zb_obj_int(o, ZB_K_CHART, 0);
  if (kind == ZB_E_CHART_BAR && f->n == 1 && f->series == 1)
    return ZB_D_BETTER_CARD;
  if (kind == ZB_E_CHART_BAR && f->dates && f->n >= 8 && f->series == 1 && !named(o, ZB_K_SORT))
    return ZB_D_BETTER_LINE;
  if (kind == ZB_E_CHART_LINE && !f->ordered && f->n >= 3)
    return ZB_D_BETTER_BAR;
  zb_num close = zb_num_div(b->a, zb_num_int(b->a, 5), zb_num_int(b->a, 4));
  if (kind == ZB_E_CHART_BEFORE_AFTER && f->n >= 4 && f->most.sign > 0 && zb_num_cmp(f->most, close) < 0)
    return ZB_D_BETTER_DOTS;
  return -1;
}

/* What no chart says well: one number is a card, many are a table. -1: none. */
static int advice_auto(const facts *f)
{
  if (f->n == 1 && f->series == 1 && f->percents == 0 && !f->whole)
    return ZB_D_BETTER_CARD;
  return f->n > BARS && !f->dates && f->series == 1 ? ZB_D_BETTER_TABLE : -1;
}

static void set_sort(zb_build *b, zb_block *block)
{
  zb_obj *o = zb_arena_memdup(b->a, block->props, sizeof *o);
  zb_val *field = zb_newn(b->a, zb_val, o->n + 1);
  zb_key *key = zb_newn(b->a, zb_key, o->n + 1);
  memcpy(field, o->field, o->n * sizeof *field);
  memcpy(key, o->key, o->n * sizeof *key);
  size_t n;
  const zb_word *word = zb_schema_words(ZB_EL_SORT, &n);
  field[o->n] = (zb_val){.type = ZB_T_ENUM,
                         .src = o->src,
                         .ncols = 1,
                         .text = word[ZB_E_SORT_DESCENDING].name[ZB_LANG_EN],
                         .i = ZB_E_SORT_DESCENDING};
  key[o->n] = ZB_K_SORT;
  o->field = field;
  o->key = key;
  o->n++;
  block->props = o;
}

void zb_build_choose(zb_build *b, zb_block *block)
{
  const zb_obj *o = block->props;
  facts f = facts_of(b, o);
  int code = -1;
  bool automatic = false;
  zb_lang lang = !b->r->lang || strncmp(b->r->lang, "zh", 2) == 0 ? ZB_LANG_ZH : ZB_LANG_EN;
  for (size_t i = 0; i < o->n; i++)
    if (o->key[i] == ZB_K_CHART && o->field[i].i == ZB_E_CHART_AUTO) {
      size_t n;
      choice c = choose(b, &f);
      o->field[i].i = c.kind;
      o->field[i].text = zb_schema_words(ZB_EL_CHART, &n)[c.kind].name[ZB_LANG_EN];
      block->why = c.why[lang];
      if (c.kind == ZB_E_CHART_BAR && sortable(&f) && !named(o, ZB_K_SORT))
        set_sort(b, block);
      code = advice_auto(&f);
      automatic = true;
      break;
    }
  if (!automatic)
    code = advice(b, o, &f);
  if (code < 0 || b->nadvice >= NOTES)
    return;
  b->nadvice++;
  const zb_val *title = zb_obj_get(o, ZB_K_TITLE);
  zb_diag(b->d, (zb_diag_code)code, block->src,
          title && title->node && title->node->text ? title->node->text : zb_obj_text(o, ZB_K_CHART, ""), NULL);
}
