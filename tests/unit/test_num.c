/* Exact numbers: parsing, arithmetic, rounding half away from zero, printing. */
#include "fixture.h"

#include <limits.h>

#include "base/num.h"

static zb_arena *a;

static int setup(void **state)
{
  (void)state;
  a = zb_arena_new();
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  zb_arena_free(a);
  return 0;
}

static zb_num num(const char *text)
{
  zb_num v;
  assert_true(zb_num_parse(a, text, strlen(text), &v, NULL));
  return v;
}

static void test_parse(void **state)
{
  (void)state;
  static const struct {
    const char *text, *exact;
    int decimals;
  } row[] = {
      {"0", "0", 0},
      {"8.6", "8.6", 1},
      {"12.79", "12.79", 2},
      {"-3.2", "-3.2", 1},
      {"+5", "5", 0},
      {"0.50", "0.5", 2},
      {"007", "7", 0},
      {"2,254", "2254", 0},
      {"1,234,567.8", "1234567.8", 1},
      {"1\xE2\x80\x89"
       "900",
       "1900", 0},
      {"-0", "0", 0},
      {"-0.0", "0", 1},
      {"123456789012345678901234567890.5", "123456789012345678901234567890.5", 1},
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    zb_num v;
    int decimals = -1;
    assert_true(zb_num_parse(a, row[i].text, strlen(row[i].text), &v, &decimals));
    assert_int_equal(decimals, row[i].decimals);
    assert_string_equal(zb_num_print_exact(a, v), row[i].exact);
  }
}

static void test_parse_refuses(void **state)
{
  (void)state;
  static const char *const bad[] = {"",    ".",   "1.",   ".5",     "-",      "1..2",     "1.2.3",     "1e3",
                                    "12a", " 1",  "1 ",   "1,23",   "1,2345", ",123",     "1.234,567", "１２",
                                    "--1", "+-1", "0x10", "1,,234", "1,",     "2254,214", "1,234567"};
  zb_num v;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(zb_num_parse(a, bad[i], strlen(bad[i]), &v, NULL));
  char digits[1000];
  memset(digits, '9', sizeof digits);
  assert_false(zb_num_parse(a, digits, sizeof digits, &v, NULL));
  assert_true(zb_num_parse(a, digits, 400, &v, NULL));
}

static void test_arithmetic(void **state)
{
  (void)state;
  assert_string_equal(zb_num_print_exact(a, zb_num_add(a, num("0.1"), num("0.2"))), "0.3");
  assert_string_equal(zb_num_print_exact(a, zb_num_sub(a, num("15.5"), num("9.1"))), "6.4");
  assert_string_equal(zb_num_print_exact(a, zb_num_sub(a, num("5"), num("5"))), "0");
  assert_string_equal(zb_num_print_exact(a, zb_num_mul(a, num("-1.5"), num("1.5"))), "-2.25");
  assert_string_equal(zb_num_print_exact(a, zb_num_div(a, num("1"), num("3"))), "1/3");
  zb_num back;
  assert_true(zb_num_parse_exact(a, "-2/6", &back));
  assert_string_equal(zb_num_print_exact(a, back), "-1/3");
  assert_true(zb_num_parse_exact(a, "0.125", &back));
  assert_string_equal(zb_num_print_exact(a, back), "0.125");
  assert_false(zb_num_parse_exact(a, "1/0", &back));
  assert_false(zb_num_parse_exact(a, "1/", &back));
  assert_string_equal(zb_num_print_exact(a, zb_num_div(a, num("-1"), num("8"))), "-0.125");
  assert_string_equal(zb_num_print_exact(a, zb_num_div(a, num("0"), num("8"))), "0");
  zb_num third = zb_num_div(a, num("1"), num("3"));
  assert_int_equal(zb_num_cmp(zb_num_mul(a, third, num("3")), num("1")), 0);
  assert_int_equal(zb_num_cmp((zb_num){0}, zb_num_int(a, 0)), 0);
  assert_string_equal(zb_num_print_exact(a, zb_num_add(a, (zb_num){0}, num("7"))), "7");
}

static void test_int_pow10(void **state)
{
  (void)state;
  assert_string_equal(zb_num_print_exact(a, zb_num_int(a, LONG_MIN)), "-9223372036854775808");
  assert_string_equal(zb_num_print_exact(a, zb_num_pow10(a, 4)), "10000");
  assert_string_equal(zb_num_print_exact(a, zb_num_pow10(a, -3)), "0.001");
  assert_string_equal(zb_num_print_exact(a, zb_num_pow10(a, 0)), "1");
}

static void test_cmp(void **state)
{
  (void)state;
  static const char *const rising[] = {"-100", "-3.2", "-0.01", "0", "0.009", "0.01", "8.6", "8.60001", "91", "2254"};
  for (size_t i = 0; i < sizeof rising / sizeof *rising; i++)
    for (size_t k = 0; k < sizeof rising / sizeof *rising; k++)
      assert_int_equal(zb_num_cmp(num(rising[i]), num(rising[k])), i < k ? -1 : i > k);
}

static void test_round_print(void **state)
{
  (void)state;
  static const struct {
    const char *x;
    int decimals;
    const char *printed;
  } row[] = {
      {"12.794612", 2, "12.79"}, {"0.5", 0, "1"},       {"-0.5", 0, "-1"},     {"1.5", 0, "2"},
      {"2.5", 0, "3"},           {"0.465", 2, "0.47"},  {"0.4649", 2, "0.46"}, {"0.04", 1, "0.0"},
      {"-0.04", 1, "0.0"},       {"99.95", 1, "100.0"}, {"7", 3, "7.000"},     {"-12.345", 2, "-12.35"},
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    assert_string_equal(zb_num_print(a, num(row[i].x), row[i].decimals), row[i].printed);
    assert_int_equal(zb_num_cmp(zb_num_round(a, num(row[i].x), row[i].decimals), num(row[i].printed)), 0);
  }
  zb_num share = zb_num_div(a, num("38"), num("297"));
  assert_string_equal(zb_num_print(a, zb_num_mul(a, share, num("100")), 2), "12.79");
}

static void test_scale(void **state)
{
  (void)state;
  assert_int_equal(zb_num_scale(num("8.6"), num("25.5"), 100000), 33725);
  assert_int_equal(zb_num_scale(num("1"), num("3"), 1), 0);
  assert_int_equal(zb_num_scale(num("1"), num("2"), 1), 1); /* half away from zero */
  assert_int_equal(zb_num_scale(num("-1"), num("2"), 1), -1);
  assert_int_equal(zb_num_scale(num("0"), num("2"), 1000), 0);
  assert_int_equal(zb_num_scale(num("1"), num("-4"), 1000), -250);
  assert_int_equal(zb_num_scale(num("100000000000"), num("1"), 1024), INT_MAX);
  assert_int_equal(zb_num_scale(num("-100000000000"), num("1"), 1024), INT_MIN);
}

static void test_double(void **state)
{
  (void)state;
  assert_true(zb_num_double(num("0.5")) == 0.5);
  assert_true(zb_num_double(num("-2254")) == -2254.0);
  assert_true(zb_num_double((zb_num){0}) == 0.0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parse),     cmocka_unit_test(test_parse_refuses), cmocka_unit_test(test_arithmetic),
      cmocka_unit_test(test_int_pow10), cmocka_unit_test(test_cmp),           cmocka_unit_test(test_round_print),
      cmocka_unit_test(test_scale),     cmocka_unit_test(test_double),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
