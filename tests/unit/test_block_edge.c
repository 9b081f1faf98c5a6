/* Blocks under hard conditions: tiny and huge measures and scales, empty content, many rows and columns. Nothing may
   crash, every page must be balanced, and what is lost must be reported. */
#include "block_fixture.h"

static const char *const head =
    "figures:\n  a: {value: 1900余万元, label: 争取专项资金}\n  b: {value: 12.79%, label: 强村占比}\n";

static const char *const blocks = "      - heading: 责任压到底\n        level: 4\n"
                                  "      - text: |\n          **一张总表**排全年，{a}。\n\n          # 标题\n\n        "
                                  "  - 条目\n\n          1. 编号\n"
                                  "      - lead: |\n          导语一。\n\n          导语二。\n"
                                  "      - list: [甲, 乙]\n        style: dash\n        title: 列表\n"
                                  "      - quote: 引文。\n        by: 某人\n"
                                  "      - numbers: [a, b]\n        title: 卡片\n"
                                  "      - chart: bar\n        data: [b, b]\n        title: 图\n"
                                  "      - table:\n          - [甲, 乙]\n          - [一行很长的文字要换行, \"{a}\"]\n"
                                  "      - rule:\n"
                                  "      - note: 小注。\n"
                                  "      - group:\n          - text: 左\n          - quote: 右\n        title: 组\n";

static void test_every_kind_at_every_measure(void **state)
{
  static const int measure[] = {1, 7, 30, 90, 444, 1900};
  static const int scale[] = {300, 1000, 3000};
  fixture *x = *state;
  fx_report(x, head, blocks);
  assert_false(zb_diags_failed(x->diags));
  for (size_t m = 0; m < sizeof measure / sizeof *measure; m++)
    for (size_t s = 0; s < sizeof scale / sizeof *scale; s++) {
      x->c.scale = scale[s];
      for (size_t i = 0; i < x->report->theme[0].nblocks; i++) {
        fx_lay(x, i, ZB_PT(measure[m]));
        zb_block_gap(&x->c, fx_block(x, i), NULL, &x->list);
        x->page = zb_dl_page_new(x->dl, ZB_PT(2000), ZB_PT(4000));
        fx_draw(x, ZB_PT(measure[m]));
        for (size_t k = 0; k < x->list.n; k++)
          assert_true(x->list.v[k].height >= 0 && x->list.v[k].stretch >= 0 && x->list.v[k].shrink >= 0);
      }
    }
  assert_int_equal(fixture_findings(x->diags, ZB_D_INTERNAL), 0);
  assert_true(zb_diags_failed(x->diags)); /* a number does not fit into 1 pt */
}

/* Drawing at heights a layout may ask for keeps every page balanced and inside its box. */
static void test_sequence_stretched_and_shrunk(void **state)
{
  fixture *x = *state;
  fx_report(x, head, blocks);
  size_t n = x->report->theme[0].nblocks;
  const zb_block **all = zb_newn(x->arena, const zb_block *, n);
  for (size_t i = 0; i < n; i++)
    all[i] = fx_block(x, i);
  zb_block_sequence(&x->c, all, n, ZB_PT(300), &x->list);
  zb_vsum s = zb_vlist_sum(&x->list, 0, x->list.n);
  assert_true(s.stretch > 0 && s.shrink > 0);
  zb_u heights[] = {s.height - s.shrink, s.height, s.height + s.stretch / 2, s.height + s.stretch};
  for (size_t k = 0; k < sizeof heights / sizeof *heights; k++) {
    x->page = zb_dl_page_new(x->dl, ZB_PT(320), heights[k] + ZB_PT(20));
    zb_rect r = {.x = ZB_PT(10), .y = ZB_PT(10), .w = ZB_PT(300), .h = heights[k]};
    zb_vlist_draw(&x->list, 0, x->list.n, x->page, r, NULL, 0);
    assert_true(zb_dl_page_end(x->page));
  }
}

static void test_many_rows(void **state)
{
  fixture *x = *state;
  GString *csv = g_string_new("村,产业,户数\n#单位,,户\n");
  for (int i = 1; i <= 400; i++)
    g_string_append_printf(csv, "村%d,农业与文化旅游融合发展,%d\n", i, i * 7);
  fx_file(x, "many.csv", csv->str, csv->len);
  g_string_free(csv, TRUE);
  fx_report(x, "data:\n  many: many.csv\n", "      - table: many\n");
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.n, 401);
  assert_ptr_equal(x->list.v[10].head, x->list.v[300].head);
}

static void test_many_columns(void **state)
{
  fixture *x = *state;
  GString *rows = g_string_new("      - table:\n");
  for (int i = 0; i < 3; i++) {
    g_string_append(rows, "          - [");
    for (int k = 0; k < 80; k++)
      g_string_append_printf(rows, "%s第%d列", k ? ", " : "", k);
    g_string_append(rows, "]\n");
  }
  fx_report(x, "", rows->str);
  g_string_free(rows, TRUE);
  fx_lay(x, 0, ZB_PT(444));
  assert_int_equal(fixture_findings(x->diags, ZB_D_WIDE_TABLE), 1);
  fx_lay(x, 0, ZB_PT(20000));
  assert_int_equal(fixture_findings(x->diags, ZB_D_WIDE_TABLE), 1);
}

static void test_head_only_table(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - table:\n          - [甲, 乙]\n        source: 某处\n");
  fx_lay(x, 0, ZB_PT(200));
  assert_int_equal(x->list.n, 2);
  fx_draw(x, ZB_PT(200));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      FX_TEST(test_every_kind_at_every_measure),
      FX_TEST(test_sequence_stretched_and_shrunk),
      FX_TEST(test_many_rows),
      FX_TEST(test_many_columns),
      FX_TEST(test_head_only_table),
  };
  return FX_RUN(tests);
}
