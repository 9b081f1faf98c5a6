/* Numbers in running text: where each ends and what class it is. */
#include "fixture.h"

#include "model/scan.h"

typedef struct row {
  const char *text, *want; /* "class:text class:text" */
} row;

static const row rows[] = {
    /* quantities end with their unit */
    {"吸引128名学生到村任职", "quantity:128名"},
    {"书屋达38个，占比12.79%。", "quantity:38个 quantity:12.79%"},
    {"收入50万元以上的户有1.2万余户", "quantity:50万元以上 quantity:1.2万余户"},
    {"培训4600余人(次)，授课316人（次）", "quantity:4600余人(次) quantity:316人（次）"},
    {"原则上不超过5条", "quantity:不超过5条"},
    {"约300人，近3年，超12%", "quantity:约300人 quantity:近3年 quantity:超12%"},
    {"节约30%，附近10个点", "quantity:30% quantity:10个"},
    {"同比-3.2%", "quantity:-3.2%"},
    {"需要3～5天，63%~68%", "quantity:3～5天 quantity:63%~68%"},
    {"需要10-15天", "quantity:10-15天"},
    {"1000—2000元", "quantity:1000—2000元"},
    {"高出9.1个百分点", "quantity:9.1个百分点"},
    {"12,000人", "quantity:12,000人"},
    {"11部门联合，11部精品", "plain:11 quantity:11部"},
    {"重5kg，长5km", "quantity:5kg quantity:5km"},
    {"GDP8.6%", "quantity:8.6%"},
    {"３２册", "quantity:３２册"},
    {"３～５天", "quantity:３～５天"},
    {"100 个", "quantity:100 个"},
    {"共12", "plain:12"},
    {"3千余人", "plain:3千余人"},
    {"“学时占总学时50%以上”", "quantity:50%以上"},
    {"20日内、3日", "quantity:20日 date:3日"},
    /* dates */
    {"2024年5月3日", "date:2024年5月3日"},
    {"2024年1—6月", "date:2024年 date:1—6月"},
    {"2024-2026年", "date:2024-2026年"},
    {"2025-06-30", "date:2025-06-30"},
    {"2025/6/30", "date:2025/6/30"},
    {"9时30分、8:30", "date:9时30分 date:8:30"},
    {"1949年", "date:1949年"},
    {"90年代，21世纪，75周年", "date:90年代 date:21世纪 date:75周年"},
    {"4年来", "quantity:4年"},
    {"24小时", "quantity:24小时"},
    /* ordinals */
    {"第3期，第 4 批", "ordinal:3 ordinal:4"},
    {"1.总则；2、分则", "ordinal:1 ordinal:2"},
    {"（1）宣传", "ordinal:1"},
    {"附件2，图1", "ordinal:2 ordinal:1"},
    /* codes and names */
    {"“1+9+N”和20+20", "code:1+9+N code:20+20"},
    {"N95、5G、2025Q1、COVID-19", "code:N95 code:5G code:2025Q1 code:COVID-19"},
    {"900×1200毫米", "code:900×1200"},
    {"0970-8221234", "code:0970-8221234"},
    {"13900001234", "code:13900001234"},
    {"https://a.cn/2024/5", "code:https://a.cn/2024/5"},
    {"12345热线", "code:12345"},
    {"3·15晚会", "code:3·15"},
    {"“15分钟微课”", "name:15分钟"},
    {"《2024年要点3条》", "date:2024年 name:3条"},
    {"15分钟学习圈，3年行动计划", "span:15分钟 span:3年"},
    {"比例1:3", "ratio:1:3"},
    /* nothing */
    {"一季度七条", ""},
    {"", ""},
};

static void finds_numbers(void **state)
{
  (void)state;
  int wrong = 0;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    zb_arena *a = zb_arena_new();
    size_t n;
    zb_number *x = zb_scan(a, rows[i].text, strlen(rows[i].text), &n);
    char *got = zb_arena_strdup(a, "");
    for (size_t k = 0; k < n; k++)
      got = zb_arena_printf(a, "%s%s%s:%.*s", got, k ? " " : "", zb_number_class_name(x[k].class),
                            (int)(x[k].to - x[k].from), rows[i].text + x[k].from);
    if (strcmp(got, rows[i].want) != 0) {
      print_error("%s\n  got  %s\n  want %s\n", rows[i].text, got, rows[i].want);
      wrong++;
    }
    zb_arena_free(a);
  }
  assert_int_equal(wrong, 0);
}

static void counts_digit_strings(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    int runs;
  } t[] = {{"20+20", 2}, {"1+9+N", 2}, {"12,000.5人", 1}, {"2025-06-30", 3}, {"3～5天", 2}, {"15.5%", 1}};
  for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
    zb_arena *a = zb_arena_new();
    size_t n;
    zb_number *x = zb_scan(a, t[i].text, strlen(t[i].text), &n);
    assert_int_equal(n, 1);
    assert_int_equal(x[0].runs, t[i].runs);
    zb_arena_free(a);
  }
}

/* Ranges typed with a hyphen and full-width digits are read as a quantity is written. */
static void reads_quantities(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  size_t n;
  zb_number *x = zb_scan(a, "１０-１５天", strlen("１０-１５天"), &n);
  assert_int_equal(n, 1);
  assert_true(x[0].readable);
  assert_string_equal(x[0].q.text, "10～15天");
  assert_true(x[0].q.range);
  zb_arena_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(finds_numbers), cmocka_unit_test(counts_digit_strings),
                                     cmocka_unit_test(reads_quantities)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
