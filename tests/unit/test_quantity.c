/* Quantities: the golden rows of the language, what they mean, and what is refused. */
#include "model_fixture.h"

typedef struct golden {
  const char *text, *prefix, *digits, *scale_text, *unit, *suffix, *value;
  zb_approx approx;
  int decimals, scale;
} golden;

static const golden rows[] = {
    {"1900余万元", "", "1900", "余万", "元", "", "19000000", ZB_APPROX_YU, 0, 4},
    {"50万元以上", "", "50", "万", "元", "以上", "500000", ZB_APPROX_AT_LEAST, 0, 4},
    {"50%以上", "", "50", "", "%", "以上", "50", ZB_APPROX_AT_LEAST, 0, 0},
    {"1.2万余人次", "", "1.2", "万余", "人次", "", "12000", ZB_APPROX_YU, 1, 4},
    {"4600余人(次)", "", "4600", "余", "人(次)", "", "4600", ZB_APPROX_YU, 0, 0},
    {"4600余人（次）", "", "4600", "余", "人（次）", "", "4600", ZB_APPROX_YU, 0, 0},
    {"不超过5条", "不超过", "5", "", "条", "", "5", ZB_APPROX_AT_MOST, 0, 0},
    {"-3.2%", "", "-3.2", "", "%", "", "-3.2", ZB_APPROX_NONE, 1, 0},
    {"−3.2%", "", "−3.2", "", "%", "", "-3.2", ZB_APPROX_NONE, 1, 0},
    {"19.9个百分点", "", "19.9", "", "个百分点", "", "19.9", ZB_APPROX_NONE, 1, 0},
    {"8.6%", "", "8.6", "", "%", "", "8.6", ZB_APPROX_NONE, 1, 0},
    {"12.79%", "", "12.79", "", "%", "", "12.79", ZB_APPROX_NONE, 2, 0},
    {"670余套", "", "670", "余", "套", "", "670", ZB_APPROX_YU, 0, 0},
    {"1000多人", "", "1000", "多", "人", "", "1000", ZB_APPROX_YU, 0, 0},
    {"约3亿元", "约", "3", "亿", "元", "", "300000000", ZB_APPROX_ABOUT, 0, 8},
    {"近500名", "近", "500", "", "名", "", "500", ZB_APPROX_NEARLY, 0, 0},
    {"超1.5万件", "超", "1.5", "万", "件", "", "15000", ZB_APPROX_OVER, 1, 4},
    {"至少3次", "至少", "3", "", "次", "", "3", ZB_APPROX_AT_LEAST, 0, 0},
    {"30人左右", "", "30", "", "人", "左右", "30", ZB_APPROX_ABOUT, 0, 0},
    {"约30人左右", "约", "30", "", "人", "左右", "30", ZB_APPROX_ABOUT, 0, 0},
    {"36.5℃", "", "36.5", "", "℃", "", "36.5", ZB_APPROX_NONE, 1, 0},
    {"2‰", "", "2", "", "‰", "", "2", ZB_APPROX_NONE, 0, 0},
    {"12,345人", "", "12,345", "", "人", "", "12345", ZB_APPROX_NONE, 0, 0},
    {"91 项", "", "91", "", "项", "", "91", ZB_APPROX_NONE, 0, 0},
    {"105元/吨", "", "105", "", "元/吨", "", "105", ZB_APPROX_NONE, 0, 0},
    {"42", "", "42", "", "", "", "42", ZB_APPROX_NONE, 0, 0},
    {"5kg", "", "5", "", "kg", "", "5", ZB_APPROX_NONE, 0, 0},
};

static void parts(void **state)
{
  world *w = *state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const golden *g = &rows[i];
    zb_quantity q;
    if (!zb_quantity_parse(w->a, w->d, g->text, ZB_SRC_NONE, &q)) {
      show(w);
      fail_msg("%s", g->text);
    }
    assert_string_equal(q.text, g->text);
    assert_string_equal(q.prefix, g->prefix);
    assert_string_equal(q.digits, g->digits);
    assert_string_equal(q.scale_text, g->scale_text);
    assert_string_equal(q.unit, g->unit);
    assert_string_equal(q.suffix, g->suffix);
    assert_string_equal(zb_num_print_exact(w->a, q.value), g->value);
    assert_int_equal(q.approx, g->approx);
    assert_int_equal(q.decimals, g->decimals);
    assert_int_equal(q.scale, g->scale);
    assert_false(q.range);
  }
}

static void ordinals(void **state)
{
  world *w = *state;
  static const struct {
    const char *text, *digits, *value;
  } good[] = {{"第三批", "三", "3"},
              {"第3期", "3", "3"},
              {"第十二届", "十二", "12"},
              {"第二十次", "二十", "20"},
              {"第一百零五号", "一百零五", "105"},
              {"第十", "十", "10"}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    zb_quantity q;
    assert_true(zb_quantity_parse(w->a, w->d, good[i].text, ZB_SRC_NONE, &q));
    assert_true(q.ordinal);
    assert_string_equal(q.prefix, "第");
    assert_string_equal(q.digits, good[i].digits);
    assert_string_equal(zb_num_print_exact(w->a, q.value), good[i].value);
  }
  zb_quantity q;
  assert_false(zb_quantity_try(w->a, "第十十批", &q));
  assert_false(zb_quantity_try(w->a, "第零零批", &q));
  assert_false(zb_quantity_try(w->a, "三批", &q));
}

static void ranges(void **state)
{
  world *w = *state;
  static const struct {
    const char *text, *lo, *hi, *unit;
  } good[] = {{"3～5天", "3", "5", "天"},
              {"3~5天", "3", "5", "天"},
              {"63%~68%", "63", "68", "%"},
              {"3至5天", "3", "5", "天"},
              {"3—5天", "3", "5", "天"},
              {"3～5万元", "30000", "50000", "元"},
              {"8000～1.2万人", "8000", "12000", "人"},
              {"-3～2℃", "-3", "2", "℃"}};
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    zb_quantity q;
    if (!zb_quantity_parse(w->a, w->d, good[i].text, ZB_SRC_NONE, &q))
      show(w);
    assert_true(q.range);
    assert_string_equal(q.unit, good[i].unit);
    assert_string_equal(zb_num_print_exact(w->a, q.value), good[i].lo);
    assert_string_equal(zb_num_print_exact(w->a, q.hi), good[i].hi);
  }
}

static void refused(void **state)
{
  world *w = *state;
  static const struct {
    const char *text, *slug;
  } bad[] = {
      {"1+9+N", "quantity-tail"},
      {"20+20", "quantity-tail"},
      {"", "quantity-number"},
      {"多数", "quantity-number"},
      {"１２人", "quantity-fullwidth"},
      {"12０人", "quantity-fullwidth"},
      {"８.6%", "quantity-fullwidth"},
      {"8.6％", "quantity-fullwidth"},
      {"5～3天", "quantity-range"},
      {"不超过5条以上", "quantity-contradicts"},
      {"近4600余人", "quantity-contradicts"},
      {"2024-05", "quantity-tail"},
      {"2025Q1", "quantity-tail"},
      {"12人。", "quantity-tail"},
      {"4600人(次", "quantity-tail"},
      {"8..6%", "quantity-tail"},
      {"5人 次", "quantity-tail"},
      {"/人", "quantity-number"},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    zb_quantity q;
    zb_diags_clear(w->d);
    if (zb_quantity_parse(w->a, w->d, bad[i].text, ZB_SRC_NONE, &q))
      fail_msg("%s was taken", bad[i].text);
    assert_findings(w, bad[i].slug, NULL);
    assert_false(zb_quantity_try(w->a, bad[i].text, &q));
  }
}

/* Nothing is read beyond the text, however long or odd it is. */
static void hostile(void **state)
{
  world *w = *state;
  zb_quantity q;
  char *digits = malloc(100001);
  memset(digits, '9', 100000);
  digits[100000] = '\0';
  assert_false(zb_quantity_try(w->a, digits, &q));
  digits[0] = '1';
  memset(digits + 1, 'a', 99999);
  assert_false(zb_quantity_try(w->a, digits, &q));
  free(digits);
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (size_t cut = 0; cut < strlen(rows[i].text); cut++) {
      char *part = zb_arena_strndup(w->a, rows[i].text, cut);
      if (zb_utf8_valid(part, cut) == cut)
        zb_quantity_try(w->a, part, &q);
    }
}

static void tolerance(void **state)
{
  world *w = *state;
  static const struct {
    const char *text, *half;
  } t[] = {{"12.79%", "0.005"}, {"38个", "0.5"}, {"1.2万人", "500"}, {"3亿元", "50000000"}};
  for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
    zb_quantity q;
    assert_true(zb_quantity_try(w->a, t[i].text, &q));
    assert_string_equal(zb_num_print_exact(w->a, zb_quantity_tolerance(w->a, &q)), t[i].half);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {in_world(parts),   in_world(ordinals), in_world(ranges),
                                     in_world(refused), in_world(hostile),  in_world(tolerance)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
