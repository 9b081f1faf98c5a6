/* Figure cards: parts of a quantity, columns by the measure, even heights, every number whole inside one Span. */
#include "block_fixture.h"

static const char *const figures =
    "figures:\n"
    "  a: {value: 38个, label: 集体经济强村}\n"
    "  b: {value: 12.79%, label: 强村占比}\n"
    "  c: {value: 1900余万元, label: 争取专项资金}\n"
    "  d: {value: 不超过5条, label: 部门主责主业指标}\n"
    "  e: {value: 第三批, label: 伯乐奖批次}\n"
    "  f: {value: 1.2万余人次, label: 培训覆盖}\n"
    "  g: {value: 50万元以上, label: 强村收入门槛}\n"
    "  h: {value: 3～5天, label: 办结时限}\n"
    "  long: {value: 7项, label: 以纪律强党建以规矩抓党建年度重点任务清单所列的全部任务与措施以及其中的各项}\n"
    "  wide: {value: 123456789012345678.5万亿亿亿元, label: 很宽}\n";

static void test_every_quantity_is_printed_whole_and_once(void **state)
{
  static const char *const text[] = {"38个",   "12.79%",      "1900余万元", "不超过5条",
                                     "第三批", "1.2万余人次", "50万元以上", "3～5天"};
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [a, b, c, d, e, f, g, h]\n");
  fx_lay(x, 0, ZB_PT(444));
  fx_draw(x, ZB_PT(444));
  size_t n;
  zb_dl_use *use = zb_dl_uses(x->arena, x->dl, &n);
  assert_int_equal(n, 8);
  for (size_t i = 0; i < n; i++)
    assert_string_equal(use[i].text, text[i]);
  assert_non_null(strstr(zb_dl_text(x->arena, x->dl), "集体经济强村"));
  assert_int_equal(fixture_findings(x->diags, ZB_D_UNPLACED_LABEL), 0);
}

/* The digits are larger than what stands beside them, on one baseline. */
static void test_units_are_small_on_the_same_baseline(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [d]\n");
  fx_lay(x, 0, ZB_PT(200));
  fx_draw(x, ZB_PT(200));
  const zb_glyphs *run[3];
  size_t k = 0;
  for (size_t i = 0; i < x->page->n && k < 3; i++)
    if (x->page->op[i].kind == ZB_DL_OP_GLYPHS)
      run[k++] = x->page->op[i].u.glyphs;
  assert_int_equal(k, 3);
  assert_int_equal(run[0]->size, ZB_PT(12));
  assert_int_equal(run[1]->size, ZB_PT(28));
  assert_int_equal(run[2]->size, ZB_PT(12));
  assert_int_equal(run[0]->y, run[1]->y);
  assert_int_equal(run[1]->y, run[2]->y);
  assert_true(run[0]->x + run[0]->advance <= run[1]->x);
  assert_true(run[1]->x + run[1]->advance <= run[2]->x);
}

static void test_rows_are_even(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [a, b, e, h]\n      - numbers: [a, b, e, h]\n        columns: 2\n");
  fx_lay(x, 0, ZB_PT(444));
  assert_int_equal(x->list.n, 1);
  fx_lay(x, 1, ZB_PT(444));
  assert_int_equal(x->list.n, 2);
  assert_int_equal(x->list.v[0].height, x->list.v[1].height);
  assert_true(x->list.v[0].space > 0);
}

static void test_five_cards_stand_three_and_two(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [a, b, e, h, a]\n");
  fx_lay(x, 0, ZB_PT(444));
  assert_int_equal(x->list.n, 2);
  fx_draw(x, ZB_PT(444));
  zb_u last_row = 0, last_card = 0;
  for (size_t i = 0; i < x->page->n; i++)
    if (x->page->op[i].kind == ZB_DL_OP_FILL && x->page->op[i].u.fill->path.rect.h > ZB_PT(10)) {
      zb_rect r = x->page->op[i].u.fill->path.rect;
      last_row = r.y;
      last_card = r.x + r.w;
    }
  assert_true(last_row > ZB_PT(40));
  assert_int_equal(last_card, ZB_PT(10) + ZB_PT(444)); /* the last row is as wide as the others */
}

static void test_narrow_measure_takes_fewer_columns(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [a, b, c, f]\n        columns: 4\n");
  fx_lay(x, 0, ZB_PT(230));
  assert_int_equal(x->list.n, 2);
  assert_int_equal(fixture_findings(x->diags, ZB_D_UNPLACED_LABEL), 0);
}

static void test_number_without_room_is_an_error(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [wide]\n");
  fx_lay(x, 0, ZB_PT(120));
  assert_int_equal(fixture_findings(x->diags, ZB_D_UNPLACED_LABEL), 1);
}

static void test_label_without_room_is_an_error(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [long]\n");
  fx_lay(x, 0, ZB_PT(70));
  assert_true(fixture_findings(x->diags, ZB_D_UNPLACED_LABEL) >= 1);
}

static void test_title_is_kept(void **state)
{
  fixture *x = *state;
  fx_report(x, figures, "      - numbers: [a, b]\n        title: 两个数\n");
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.n, 2);
  assert_int_equal(x->list.v[0].penalty, ZB_BREAK_FORBID);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      FX_TEST(test_every_quantity_is_printed_whole_and_once),
      FX_TEST(test_units_are_small_on_the_same_baseline),
      FX_TEST(test_rows_are_even),
      FX_TEST(test_five_cards_stand_three_and_two),
      FX_TEST(test_narrow_measure_takes_fewer_columns),
      FX_TEST(test_number_without_room_is_an_error),
      FX_TEST(test_label_without_room_is_an_error),
      FX_TEST(test_title_is_kept),
  };
  return FX_RUN(tests);
}
