/* Figures and tables: units from cells, columns and rows; names, paths, missing cells, batch rows. */
#include "model_fixture.h"

#define THEME(blocks) "themes:\n  - title: t\n    blocks:\n" blocks

static const zb_figure *figure(const zb_report *r, const char *path)
{
  return zb_figures_find(r->figures, path);
}

static void assert_figure(const zb_report *r, const char *path, const char *text, const char *value, const char *unit)
{
  const zb_figure *f = figure(r, path);
  if (!f)
    fail_msg("%s", path);
  assert_string_equal(f->datum.text, text);
  assert_string_equal(f->datum.value, value);
  assert_string_equal(f->datum.unit, unit);
  assert_string_equal(f->datum.figure, f->id);
}

static void declared(void **state)
{
  world *w = *state;
  zb_report *r = read_text(
      w, HEAD "figures:\n  gdp: {value: 8.6%, label: 增速, period: 2025Q1, scope: 全州, source: 统计局, note: n}\n"
              "  骨干: 1000余人\n  第三: 第三批\n");
  assert_findings(w, NULL);
  assert_figure(r, "gdp", "8.6%", "8.6", "%");
  assert_figure(r, "骨干", "1000余人", "1000", "人");
  const zb_figure *f = figure(r, "gdp");
  assert_string_equal(f->label_text, "增速");
  assert_string_equal(f->period, "2025Q1");
  assert_string_equal(f->scope, "全州");
  assert_string_equal(f->source, "统计局");
  assert_int_equal(f->src.line, 3);
  assert_int_equal(f->src.col, 16);
  assert_int_equal(f->datum.src.line, 3);
  assert_string_equal(figure(r, "骨干")->label_text, "骨干");
  assert_int_equal(zb_figures_count(r->figures), 3);
  assert_string_equal(zb_figures_at(r->figures, 1)->id, "骨干");
  assert_null(figure(r, "gpd"));
}

static void unit_by_column_row_or_cell(void **state)
{
  world *w = *state;
  put_file(w, "by_row.csv", "名称,清理前,清理后,单位\n考核事项,91,1,项\n考核指标,2254,214,条\n");
  put_file(w, "by_column.csv", "课堂,对象,班次,覆盖\n#单位,,期,人次\n头雁,书记,32,2100余\n先锋,党员,114,1.2万余\n");
  put_file(w, "by_cell.csv", "县,户数,面积,比重\n甲,12户,3.5公顷,50%以上\n乙,—,,12.5%\n");
  zb_report *r =
      read_text(w, HEAD "data: {a: by_row.csv, b: by_column.csv, c: {file: by_cell.csv, encoding: utf-8}}\n");
  assert_findings(w, NULL);
  assert_figure(r, "a.考核事项.清理前", "91项", "91", "项");
  assert_figure(r, "a.考核指标.清理后", "214条", "214", "条");
  assert_null(figure(r, "a.考核事项.单位"));
  assert_string_equal(figure(r, "a.考核事项.清理前")->label_text, "考核事项（清理前）");
  assert_string_equal(figure(r, "a.考核事项.清理前")->row, "考核事项");
  assert_string_equal(figure(r, "a.考核事项.清理前")->column, "清理前");
  assert_figure(r, "b.先锋.覆盖", "1.2万余人次", "12000", "人次");
  assert_null(figure(r, "b.先锋.对象"));
  assert_figure(r, "c.甲.户数", "12户", "12", "户");
  assert_figure(r, "c.甲.比重", "50%以上", "50", "%");
  assert_true(figure(r, "c.乙.户数")->missing);
  assert_true(figure(r, "c.乙.面积")->missing);
  const zb_table *t = zb_report_table(r, "b");
  assert_int_equal(t->nrows, 2);
  assert_int_equal(zb_table_column(t, NULL, "班次", ZB_SRC_NONE, 0), 2);
  assert_int_equal(zb_table_column(t, NULL, "nope", ZB_SRC_NONE, 0), -1);
  assert_string_equal(t->unit[2], "期");
  assert_ptr_equal(zb_table_cell(t, 1, 3)->figure, figure(r, "b.先锋.覆盖"));
  assert_string_equal(zb_table_cell(t, 0, 1)->text, "书记");
  assert_null(zb_table_cell(t, 0, 1)->figure);
}

/* The unit goes before 以上, and a cell's own unit must be the column's. */
static void units_join(void **state)
{
  world *w = *state;
  put_file(w, "t.csv", "名,甲,乙\n#单位,%,项\na,50以上,3项\nb,30左右,4条\n");
  zb_report *r = read_text(w, HEAD "data: {t: t.csv}\n");
  assert_findings(w, "unit-clash", NULL);
  assert_at(w, "unit-clash", 4, 8);
  assert_figure(r, "t.a.甲", "50%以上", "50", "%");
  assert_figure(r, "t.b.甲", "30%左右", "30", "%");
  assert_figure(r, "t.a.乙", "3项", "3", "项");
}

static void scaled_units(void **state)
{
  world *w = *state;
  put_file(w, "t.csv", "名,甲\n#单位,万元\na,1600\nb,1900余\nc,700万元\nd,1.2万\n");
  zb_report *r = read_text(w, HEAD "data: {t: t.csv}\n");
  assert_findings(w, "unit-clash", NULL);
  assert_at(w, "unit-clash", 6, 3);
  assert_figure(r, "t.a.甲", "1600万元", "16000000", "元");
  assert_figure(r, "t.b.甲", "1900余万元", "19000000", "元");
  assert_figure(r, "t.c.甲", "700万元", "7000000", "元");
}

static void odd_names_are_quoted(void **state)
{
  world *w = *state;
  put_file(w, "t.csv", "名,2024年,a b\n1.5级,3个,4个\n「书」,5个,6个\n");
  zb_report *r = read_text(
      w, HEAD "data: {t: t.csv}\n" THEME("      - text: \"{t.「1.5级」.「2024年」}和{t.「1.5级」.「a b」}\"\n"));
  assert_findings(w, NULL);
  assert_figure(r, "t.「1.5级」.「2024年」", "3个", "3", "个");
  assert_figure(r, "t.「1.5级」.2024年", "3个", "3", "个");
  const zb_prose *p = zb_obj_prose(r->theme[0].block[0].props, ZB_K_TEXT);
  assert_string_equal(zb_prose_plain(w->a, r, p), "3个和4个");
}

static void table_errors(void **state)
{
  world *w = *state;
  put_file(w, "t.csv", "名,数\n甲,3个\n甲,4个\n,5个\n");
  zb_report *r = read_text(w, HEAD "data: {t: t.csv, u: none.csv, row: t.csv, 1a: t.csv}\n");
  assert_findings(w, "file-missing", "id-reserved", "id-form", "row-twice", "row-unnamed", NULL);
  assert_figure(r, "t.甲.数", "3个", "3", "个");
  assert_int_equal(zb_report_table(r, "t")->nrows, 1);
  assert_null(zb_report_table(r, "u"));
}

static void one_namespace(void **state)
{
  world *w = *state;
  put_file(w, "t.csv", "名,数\n甲,3个\n");
  read_text(
      w, HEAD
      "data: {a: t.csv}\nfigures: {a: 3个, b: 4个, sum: 5个, 9x: 3个}\n"
      "themes:\n  - title: t\n    id: b\n    blocks:\n      - rule:\n        id: c\n      - rule:\n        id: c\n");
  assert_findings(w, "id-twice", "id-reserved", "id-form", "id-twice", "id-twice", NULL);
  const zb_diag_entry *e = find_entry(w, "id-twice");
  assert_string_equal(e->arg[0], "a");
  assert_non_null(strstr(e->arg[1], "report.yaml:2:8"));
}

static void bad_figures(void **state)
{
  world *w = *state;
  zb_report *r =
      read_text(w, HEAD "figures:\n  a: １２人\n  b: {label: x}\n  c: {value: 1+9+N}\n  d:\n  e: [3个]\n  f: 3个\n");
  assert_findings(w, "quantity-fullwidth", "key-missing", "quantity-tail", "value-empty", "want-text", NULL);
  assert_at(w, "quantity-fullwidth", 3, 6);
  assert_non_null(figure(r, "f"));
}

static void batch_row(void **state)
{
  world *w = *state;
  put_file(w, "each.csv", "名称,编号,党员,示范点\n#单位,,名,个\n甲县,jia,120,3\n乙县,yi,80,\n");
  zb_report_opts o = {.each = zb_csv_read(w->a, w->d, zb_arena_printf(w->a, "%s/each.csv", w->dir), NULL, ZB_SRC_NONE)};
  static const char text[] = HEAD "title: \"{row.名称}月报\"\nmasthead: {org: \"{row.名称}\"}\n" THEME(
      "      - text: 党员{row.党员}，示范点{row.示范点|—}。\n      - numbers: [row.党员]\n");
  zb_report *r = read_text_opts(w, text, &o);
  assert_findings(w, NULL);
  assert_figure(r, "row.党员", "120名", "120", "名");
  assert_string_equal(figure(r, "row.党员")->label_text, "党员");
  assert_string_equal(zb_prose_plain(w->a, r, zb_obj_prose(r->props, ZB_K_TITLE)), "甲县月报");
  o.each_row = 1;
  r = read_text_opts(w, text, &o);
  assert_findings(w, NULL);
  const zb_prose *p = zb_obj_prose(r->theme[0].block[0].props, ZB_K_TEXT);
  assert_string_equal(zb_prose_plain(w->a, r, p), "党员80名，示范点—。");
  read_text_opts(w, HEAD THEME("      - text: 示范点{row.示范点}\n      - numbers: [row.示范点, row.名称, row.无]\n"),
                 &o);
  assert_findings(w, "ref-missing", "ref-missing", "ref-text", "column-unknown", NULL);
  read_text(w, HEAD THEME("      - text: 党员{row.党员}\n"));
  assert_findings(w, "row-outside", NULL);
  assert_at(w, "row-outside", 5, 18);
}

static void many_cells(void **state)
{
  world *w = *state;
  enum { ROWS = 3000 };
  char *text = malloc(ROWS * 40), *p = text;
  p += sprintf(p, "名,甲,乙\n#单位,个,人\n");
  for (int i = 0; i < ROWS; i++)
    p += sprintf(p, "行%d,%d,%d余\n", i, i, i * 10 + 10);
  put_file(w, "t.csv", text);
  free(text);
  zb_report *r = read_text(w, HEAD "data: {t: t.csv}\nchecks:\n  - sum(t.甲) = 4498500个\n");
  assert_findings(w, NULL);
  assert_int_equal(zb_figures_count(r->figures), 2 * ROWS);
  assert_figure(r, "t.行2999.乙", "30000余人", "30000", "人");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      in_world(declared),
      in_world(unit_by_column_row_or_cell),
      in_world(units_join),
      in_world(scaled_units),
      in_world(odd_names_are_quoted),
      in_world(table_errors),
      in_world(one_namespace),
      in_world(bad_figures),
      in_world(batch_row),
      in_world(many_cells),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
