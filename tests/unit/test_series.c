/* The data of charts: lists and tables, comparison, order, emphasis, units, what is missing. */
#include "model_fixture.h"

#include "model/series.h"

#define FIGURES                                                                                                         \
  "figures:\n  gdp: {value: 8.6%, label: 增速}\n  industry: {value: 15.5%, label: 工业}\n  invest: {value: 25.5%, " \
  "label: 投资}\n"                                                                                                    \
  "  lead: 9.1个百分点\n  p_industry: 6.4%\n  p_invest: 5.6%\n  people: {value: 1.2万人, label: 人口}\n"        \
  "  others: {value: 900人, label: 其他}\n"
#define CHART(lines)                                                                                                   \
  HEAD FIGURES "data: {assess: assess.csv, towns: towns.csv}\nthemes:\n  - title: t\n    blocks:\n" lines

static int files(world *w)
{
  put_file(w, "assess.csv", "名称,清理前,清理后,单位\n考核事项,91,1,项\n考核指标,2254,214,条\n");
  put_file(w, "towns.csv", "县,代号,党员,支部\n#单位,,名,个\n甲,A,120,3\n乙,B,80,\n丙,C,200,5\n丁,D,120,4\n");
  return 0;
}

/* The chart of a report, which was read without findings. */
static zb_series *build(world *w, const char *text)
{
  files(w);
  zb_report *r = read_text(w, text);
  assert_findings(w, NULL);
  return zb_series_build(w->a, w->d, r, &r->theme[0].block[0]);
}

/* The text of a value, "-" when there is none. */
static const char *value(const zb_series *s, size_t series, size_t category)
{
  const zb_figure *f = s->series[series].value[category];
  return f && !f->missing ? f->q.text : "-";
}

static void figures(void **state)
{
  world *w = *state;
  zb_series *s = build(w, CHART("      - chart: bar\n        data: [gdp, industry]\n"));
  assert_int_equal(s->ncategories, 2);
  assert_int_equal(s->nseries, 1);
  assert_string_equal(s->category[0], "增速");
  assert_string_equal(s->category[1], "工业");
  assert_string_equal(s->series[0].name, "");
  assert_string_equal(s->unit, "%");
  assert_string_equal(value(s, 0, 1), "15.5%");
  assert_int_equal(s->category_src[1].line, 16);
}

static void compare(void **state)
{
  world *w = *state;
  zb_series *s = build(w, CHART("      - chart: bar\n        name: 海西\n        data: [gdp, industry, invest]\n"
                                "        compare: {全省: [missing, p_industry, p_invest]}\n        sort: descending\n"
                                "        highlight: [invest, 增速]\n"));
  assert_int_equal(s->nseries, 2);
  assert_string_equal(s->series[0].name, "海西");
  assert_string_equal(s->series[1].name, "全省");
  assert_string_equal(value(s, 0, 0), "25.5%");
  assert_string_equal(value(s, 1, 0), "5.6%");
  assert_string_equal(value(s, 0, 2), "8.6%");
  assert_string_equal(value(s, 1, 2), "-");
  assert_true(s->highlight[0]);
  assert_false(s->highlight[1]);
  assert_true(s->highlight[2]);
}

static void missing_main_value(void **state)
{
  world *w = *state;
  zb_series *s = build(
      w, CHART("      - chart: bar\n        data: [missing, industry]\n        compare: {全省: [gdp, p_industry]}\n"));
  assert_string_equal(s->category[0], "增速");
  assert_string_equal(value(s, 0, 0), "-");
}

static void table_columns(void **state)
{
  world *w = *state;
  zb_series *s =
      build(w, CHART("      - chart: bar\n        data: towns\n        value: 党员\n        sort: ascending\n"));
  assert_int_equal(s->ncategories, 4);
  static const char *const order[] = {"乙", "甲", "丁", "丙"};
  for (size_t i = 0; i < 4; i++)
    assert_string_equal(s->category[i], order[i]);
  assert_string_equal(s->unit, "名");
  s = build(w, CHART("      - chart: bar\n        data: towns\n        value: [支部]\n        sort: ascending\n        "
                     "label: 代号\n"));
  static const char *const codes[] = {"A", "D", "C", "B"};
  for (size_t i = 0; i < 4; i++)
    assert_string_equal(s->category[i], codes[i]);
  assert_string_equal(value(s, 0, 3), "-");
  s = build(w, CHART("      - chart: bar\n        data: towns\n        value: [支部]\n        sort: descending\n       "
                     " highlight: 丙\n"));
  assert_string_equal(s->category[0], "丙");
  assert_string_equal(s->category[3], "乙");
  assert_true(s->highlight[0]);
}

static void before_after(void **state)
{
  world *w = *state;
  zb_series *s = build(w, CHART("      - chart: before-after\n        data: assess\n        label: 名称\n        "
                                "before: 清理前\n        after: 清理后\n"));
  assert_int_equal(s->nseries, 2);
  assert_string_equal(s->series[0].name, "清理前");
  assert_string_equal(s->series[1].name, "清理后");
  assert_string_equal(value(s, 1, 1), "214条");
  assert_null(s->unit);
  s = build(w, CHART("      - 图表: 前后对比\n        数据: assess\n"));
  assert_string_equal(s->series[0].name, "清理前");
  assert_string_equal(value(s, 0, 0), "91项");
}

typedef struct bad_chart {
  const char *lines, *slug;
  int line, col;
} bad_chart;

static void wrong(void **state)
{
  world *w = *state;
  static const bad_chart bad[] = {
      {"data: [gdp, gpd]", "figure-unknown", 16, 21},
      {"data: [gdp, assess]", "table-as-figure", 16, 21},
      {"data: [gdp, towns.甲.代号]", "ref-text", 16, 21},
      {"data: [missing]", "series-unlabelled", 16, 16},
      {"data: towns", "series-columns", 16, 15},
      {"data: town", "figure-unknown", 16, 15},
      {"data: gdp", "series-table", 16, 15},
      {"data: towns\n        value: 党圆", "column-unknown", 17, 16},
      {"data: towns\n        value: 代号", "ref-text", 16, 15},
      {"data: [gdp, industry]\n        min: 3%", "chart-axis-cut", 17, 14},
      {"data: towns\n        value: 党员\n        label: 名字", "column-unknown", 18, 16},
      {"data: [gdp, industry]\n        compare: {全省: [p_industry]}", "series-length", 17, 23},
      {"data: [gdp, industry]\n        compare: {全省: assess}", "series-length", 17, 23},
      {"data: [gdp, industry]\n        highlight: invest", "highlight-unknown", 17, 20},
      {"data: [gdp, industry]\n        before: x", "series-unused", 17, 17},
      {"data: [gdp, industry]\n        label: x", "series-unused", 17, 16},
      {"data: [gdp, industry]\n        sort: up", "word-unknown", 17, 15},
  };
  files(w);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    read_text(w, zb_arena_printf(w->a, "%s      - chart: bar\n        %s\n", CHART(""), bad[i].lines));
    const zb_diag_entry *e = find_entry(w, bad[i].slug);
    if (!e || e->src.line != bad[i].line || e->src.col != bad[i].col) {
      show(w);
      fail_msg("%s wants %s at %d:%d", bad[i].lines, bad[i].slug, bad[i].line, bad[i].col);
    }
  }
  read_text(w, CHART("      - chart: before-after\n        data: [gdp, industry]\n"));
  assert_findings(w, "series-table", NULL);
  put_file(w, "assess.csv", "名称,前,后\n甲,3个,4项\n");
  read_text(w, CHART("      - chart: before-after\n        data: assess\n"));
  assert_findings(w, "series-units", NULL);
  put_file(w, "assess.csv", "名称,前,后\n#单位,个,个\n甲,,—\n");
  read_text(w, CHART("      - chart: before-after\n        data: assess\n        before: 前\n        after: 后\n"));
  assert_findings(w, "series-empty", NULL);
}

/* Scales differ, the unit does not: 1.2万人 and 900人 share an axis, in the right order. */
static void scales(void **state)
{
  world *w = *state;
  zb_series *s = build(w, CHART("      - chart: bar\n        data: [others, people]\n        sort: descending\n"));
  assert_string_equal(s->unit, "人");
  assert_string_equal(value(s, 0, 0), "1.2万人");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      in_world(figures),       in_world(compare),      in_world(missing_main_value),
      in_world(table_columns), in_world(before_after), in_world(wrong),
      in_world(scales),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
