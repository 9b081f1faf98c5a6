/* Printing of figures by format: Chinese numerals and 万. */
#include "model_fixture.h"

#include "model/figurekind.h"
#include "model/format.h"

static const struct {
  const char *quantity, *words, *wan; /* wan NULL: does not fit */
} forms[] = {
    {"123个", "一百二十三个", "0.0123万个"},
    {"10条", "十条", "0.001万条"},
    {"12项", "十二项", "0.0012万项"},
    {"20名", "二十名", "0.002万名"},
    {"110家", "一百一十家", "0.011万家"},
    {"105家", "一百零五家", "0.0105万家"},
    {"1005家", "一千零五家", "0.1005万家"},
    {"1050家", "一千零五十家", "0.105万家"},
    {"10000人", "一万人", "1万人"},
    {"10005人", "一万零五人", "1.0005万人"},
    {"10500人", "一万零五百人", "1.05万人"},
    {"100000人", "十万人", "10万人"},
    {"12345人", "一万二千三百四十五人", "1.2345万人"},
    {"12,345人", "一万二千三百四十五人", "1.2345万人"},
    {"120034005人", "一亿二千零三万四千零五人", "12003.4005万人"},
    {"100000001人", "一亿零一人", "10000.0001万人"},
    {"0个", "零个", "0万个"},
    {"2个", "两个", "0.0002万个"},
    {"2万人", "两万人", "2万人"},
    {"22个", "二十二个", "0.0022万个"},
    {"2月", "二月", NULL},
    {"第2批", "第二批", NULL},
    {"第三批", "第三批", NULL},
    {"12.79%", "百分之十二点七九", NULL},
    {"-3.2%", "负百分之三点二", NULL},
    {"5‰", "千分之五", NULL},
    {"9.1个百分点", "九点一个百分点", NULL},
    {"1900余万元", "一千九百余万元", "1900余万元"},
    {"1.2万余人次", "一点二万余人次", "1.2万余人次"},
    {"12000余人", "一万二千余人", "1.2万余人"},
    {"1.5亿元", "一点五亿元", "15000万元"},
    {"50万元以上", "五十万元以上", "50万元以上"},
    {"不超过5条", "不超过五条", "不超过0.0005万条"},
    {"3～5天", "三至五天", NULL},
    {"63%～68%", "百分之六十三至百分之六十八", NULL},
    {"2025年", "二〇二五年", NULL},
    {"4年", "四年", "0.0004万年"},
};

static void printed(void **state)
{
  world *w = *state;
  for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
    zb_figure f = {.id = "x", .label_text = "x"};
    assert_true(zb_quantity_try(w->a, forms[i].quantity, &f.q));
    assert_string_equal(zb_format_print(w->a, &f, ZB_FORMAT_WORDS), forms[i].words);
    assert_int_equal(zb_format_fits(&f, ZB_FORMAT_WAN), forms[i].wan != NULL);
    if (forms[i].wan)
      assert_string_equal(zb_format_print(w->a, &f, ZB_FORMAT_WAN), forms[i].wan);
  }
}

static const struct {
  const char *quantity, *label;
  zb_figure_kind kind;
  bool share;
} kinds[] = {
    {"38个", "强村", ZB_FIGURE_COUNT, false},
    {"1600万元", "经费", ZB_FIGURE_MONEY, false},
    {"12.79%", "强村占比", ZB_FIGURE_PERCENT, true},
    {"93%", "配备率", ZB_FIGURE_PERCENT, true},
    {"8.6%", "地区生产总值增速", ZB_FIGURE_RATE, false},
    {"8.6%", "增长率", ZB_FIGURE_RATE, false},
    {"30%", "增长占比", ZB_FIGURE_PERCENT, true},
    {"8.6%", "地区生产总值", ZB_FIGURE_PERCENT, false},
    {"9.1个百分点", "领先", ZB_FIGURE_POINTS, false},
    {"3.5倍", "产值", ZB_FIGURE_RATIO, false},
    {"1.5", "系数", ZB_FIGURE_RATIO, false},
    {"第三批", "批次", ZB_FIGURE_ORDINAL, false},
    {"2026年", "换届", ZB_FIGURE_DATE, false},
    {"4年", "挂职", ZB_FIGURE_DURATION, false},
    {"15分钟", "微课", ZB_FIGURE_DURATION, false},
    {"50万元以上", "门槛", ZB_FIGURE_THRESHOLD, false},
    {"不超过5条", "指标", ZB_FIGURE_THRESHOLD, false},
};

static void kinds_found(void **state)
{
  world *w = *state;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    zb_figure f = {.id = "x", .label_text = kinds[i].label};
    assert_true(zb_quantity_try(w->a, kinds[i].quantity, &f.q));
    assert_int_equal(zb_figure_kind_of(&f), kinds[i].kind);
    assert_int_equal(zb_figure_is_share(&f), kinds[i].share);
    f.kind = 1 + ZB_FIGURE_CODE;
    assert_int_equal(zb_figure_kind_of(&f), ZB_FIGURE_CODE);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(printed, world_setup, world_teardown),
      cmocka_unit_test_setup_teardown(kinds_found, world_setup, world_teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
