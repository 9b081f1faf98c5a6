/* Tables: columns that keep what belongs together, decimal points, units, heads on continuation, errors without room.
 */
#include "block_fixture.h"

#define ROWS                                                                                                                                \
  "      - table:\n          - [领域, 关键行动, 件数]\n          - [城市社区, 整治基层治理“小马拉大车”, 8.6%]\n" \
  "          - [机关, 深化“四强”党支部建设, 12.79%]\n          - [新兴领域, 攻坚“两个覆盖”, 25.5%]\n"          \
  "          - [国有企业, “党建入章”全面完成, 9.1%]\n        title: 关键行动\n        source: 州委组织部\n"

static const zb_glyphs *run_of(const fixture *x, const char *text)
{
  for (size_t i = 0; i < x->page->n; i++) {
    const zb_dl_op *op = &x->page->op[i];
    if (op->kind == ZB_DL_OP_GLYPHS && op->u.glyphs->ntext >= strlen(text) &&
        memcmp(op->u.glyphs->text, text, strlen(text)) == 0)
      return op->u.glyphs;
  }
  fail_msg("no run begins with %s", text);
  return NULL;
}

static void test_structure(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(400));
  assert_int_equal(x->list.n, 1 + 5 + 1); /* title, head and four rows, source */
  fx_draw(x, ZB_PT(400));
  assert_int_equal(fx_elements(x, ZB_DL_TABLE), 1);
  assert_int_equal(fx_elements(x, ZB_DL_TR), 5);
  assert_int_equal(fx_elements(x, ZB_DL_TH), 3 + 4); /* heads and the names of the rows */
  assert_int_equal(fx_elements(x, ZB_DL_TD), 8);
  assert_int_equal(fx_elements(x, ZB_DL_CAPTION), 1);
  assert_non_null(strstr(zb_dl_text(x->arena, x->dl), "来源：州委组织部"));
}

/* Where "12" of 12.79% ends is where "8" of 8.6% ends. */
static void test_numbers_align_on_the_point(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(400));
  fx_draw(x, ZB_PT(400));
  const zb_glyphs *one = run_of(x, "8.6"), *two = run_of(x, "12.79"), *three = run_of(x, "25.5");
  assert_int_equal(one->x + one->glyph[1].x, two->x + two->glyph[2].x);
  assert_int_equal(two->x, three->x);
}

static void test_rows_keep_in_pairs(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(400));
  const zb_vbox *v = x->list.v;
  assert_int_equal(v[0].penalty, ZB_BREAK_FORBID); /* title */
  assert_int_equal(v[1].penalty, ZB_BREAK_FORBID); /* head */
  assert_int_equal(v[2].penalty, ZB_BREAK_FORBID); /* first row */
  assert_true(v[3].penalty < ZB_BREAK_FORBID);
  assert_int_equal(v[4].penalty, ZB_BREAK_FORBID);
  assert_int_equal(v[5].penalty, ZB_BREAK_FORBID); /* the source stays with the last row */
  assert_non_null(v[3].head);
  assert_null(v[5].head);
}

static void test_head_is_repeated_as_artifact(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(400));
  zb_vsum s = zb_vlist_sum(&x->list, 4, x->list.n);
  assert_true(s.height > x->list.v[4].height + x->list.v[5].height + x->list.v[1].height); /* with title and head */
  zb_vlist_draw(&x->list, 4, x->list.n, x->page, (zb_rect){.w = ZB_PT(400), .h = s.height}, NULL, 0);
  assert_true(zb_dl_page_end(x->page));
  assert_non_null(run_of(x, "关键行动"));
  char *text = zb_dl_text(x->arena, x->dl); /* read once: artifacts are left out */
  assert_null(strstr(text, "件数"));
  assert_null(strstr(text, "（续）"));
}

static void test_fills_the_measure(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(400));
  fx_draw(x, ZB_PT(400));
  zb_u widest = 0;
  for (size_t i = 0; i < x->page->n; i++)
    if (x->page->op[i].kind == ZB_DL_OP_FILL)
      widest = zb_u_max(widest, x->page->op[i].u.fill->path.rect.w);
  assert_int_equal(widest, ZB_PT(400));
}

static void test_narrow_columns_wrap(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(190));
  assert_true(x->list.v[2].height > x->list.v[1].height);
  assert_int_equal(fixture_findings(x->diags, ZB_D_WIDE_TABLE), 0);
  assert_int_equal(fixture_findings(x->diags, ZB_D_WIDE_CELL), 0);
  fx_draw(x, ZB_PT(190));
  assert_non_null(run_of(x, "12.79"));
}

static void test_no_room_is_an_error(void **state)
{
  fixture *x = *state;
  fx_report(x, "", ROWS);
  fx_lay(x, 0, ZB_PT(90));
  assert_int_equal(fixture_findings(x->diags, ZB_D_WIDE_TABLE), 1);
}

static void test_data_table_prints_units_and_data(void **state)
{
  static const char csv[] = "名称,清理前,清理后,单位\n考核事项,91,1,项\n考核指标,2254,214,条\n";
  fixture *x = *state;
  fx_file(x, "assess.csv", csv, sizeof csv - 1);
  fx_report(x, "data:\n  assess: assess.csv\n", "      - table: assess\n");
  fx_lay(x, 0, ZB_PT(300));
  fx_draw(x, ZB_PT(300));
  size_t n;
  zb_dl_use *use = zb_dl_uses(x->arena, x->dl, &n);
  assert_int_equal(n, 4);
  assert_string_equal(use[0].text, "91项");
  assert_string_equal(use[2].text, "2254条");
  assert_int_equal(fx_elements(x, ZB_DL_TH), 3 + 2); /* the column of units is not shown */
}

static void test_chosen_columns(void **state)
{
  static const char csv[] = "课堂,对象,班次\n#单位,,期\n头雁课堂,书记,32\n先锋课堂,全体党员,114\n";
  fixture *x = *state;
  fx_file(x, "t.csv", csv, sizeof csv - 1);
  fx_report(x, "data:\n  t: t.csv\n", "      - table: t\n        columns: [班次, 课堂]\n");
  fx_lay(x, 0, ZB_PT(300));
  fx_draw(x, ZB_PT(300));
  char *text = zb_dl_text(x->arena, x->dl);
  assert_true(strstr(text, "（期）") && strstr(text, "32") < strstr(text, "头雁课堂"));
  assert_null(strstr(text, "书记"));
}

static void test_short_rows_and_empty_cells(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - table:\n          - [甲, 乙, 丙]\n          - [一, \"\", 三]\n");
  fx_lay(x, 0, ZB_PT(300));
  fx_draw(x, ZB_PT(300));
  assert_int_equal(fx_elements(x, ZB_DL_TD), 2);
}

static void test_sums_stand_out(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - table:\n          - [村, 户数]\n          - [甲, 9.5户]\n          - [合计, 19.5户]\n");
  fx_lay(x, 0, ZB_PT(300));
  fx_draw(x, ZB_PT(300));
  const zb_glyphs *one = run_of(x, "9.5"), *sum = run_of(x, "19.5");
  assert_int_not_equal(one->font, sum->font);
  assert_int_equal(one->x + one->glyph[1].x, sum->x + sum->glyph[2].x); /* still on the point */
}

static void test_fixed_widths(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - table:\n          - [甲, 乙]\n          - [一, 二]\n        widths: [100pt, auto]\n");
  fx_lay(x, 0, ZB_PT(300));
  fx_draw(x, ZB_PT(300));
  assert_in_range(run_of(x, "二")->x - run_of(x, "一")->x, ZB_PT(99), ZB_PT(101));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      FX_TEST(test_structure),           FX_TEST(test_numbers_align_on_the_point),
      FX_TEST(test_rows_keep_in_pairs),  FX_TEST(test_head_is_repeated_as_artifact),
      FX_TEST(test_fills_the_measure),   FX_TEST(test_narrow_columns_wrap),
      FX_TEST(test_no_room_is_an_error), FX_TEST(test_data_table_prints_units_and_data),
      FX_TEST(test_chosen_columns),      FX_TEST(test_short_rows_and_empty_cells),
      FX_TEST(test_sums_stand_out),      FX_TEST(test_fixed_widths),
  };
  return FX_RUN(tests);
}
