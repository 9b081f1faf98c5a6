/* Dates of categories and the ladder of a time axis. */
#include "fixture.h"

#include "model/moment.h"

static void parses(void **state)
{
  static const struct {
    const char *text;
    int year, month, day;
  } good[] = {{"2023", 2023, 1, 1},        {"2023年", 2023, 1, 1},          {"2023-05", 2023, 5, 1},
              {"2023年5月", 2023, 5, 1},   {"2023Q3", 2023, 7, 1},          {"2023年一季度", 2023, 1, 1},
              {"2024-02-29", 2024, 2, 29}, {"2023年12月31日", 2023, 12, 31}};
  (void)state;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    zb_moment m;
    assert_true(zb_moment_parse(good[i].text, &m));
    assert_int_equal(m.year, good[i].year);
    assert_int_equal(m.month, good[i].month);
    assert_int_equal(m.day, good[i].day);
  }
}

static void refuses(void **state)
{
  static const char *const bad[] = {"",           "童书",        "12",    "2023-13", "2023-02-29",
                                    "2023-05-32", "2023年5月初", "20230", "2023Q5"};
  (void)state;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    zb_moment m;
    assert_false(zb_moment_parse(bad[i], &m));
  }
}

static void says_dates(void **state)
{
  static const char *const said[][2] = {{"2025-06-30", "2025年6月30日"},
                                        {"2025/6/3", "2025年6月3日"},
                                        {"2025.12.01", "2025年12月1日"},
                                        {"2025-06", "2025年6月"},
                                        {"2025", "2025"},
                                        {"2025年6月", "2025年6月"},
                                        {"2025-13-01", "2025-13-01"},
                                        {"2025-06-30 编", "2025-06-30 编"},
                                        {"2025Q1", "2025Q1"},
                                        {"", ""}};
  (void)state;
  zb_arena *a = zb_arena_new();
  for (size_t i = 0; i < sizeof said / sizeof *said; i++)
    assert_string_equal(zb_moment_words(a, said[i][0]), said[i][1]);
  static const char *const period[][2] = {{"2025", "2025年"},
                                          {"2025Q1", "2025年一季度"},
                                          {"2025-Q4", "2025年四季度"},
                                          {"2025-06", "2025年6月"},
                                          {"2025年上半年", "2025年上半年"},
                                          {"2025Q5", "2025Q5"},
                                          {"", ""}};
  for (size_t i = 0; i < sizeof period / sizeof *period; i++)
    assert_string_equal(zb_moment_period(a, period[i][0]), period[i][1]);
  zb_arena_free(a);
}

static void counts_days(void **state)
{
  (void)state;
  assert_int_equal(zb_moment_days(1, 1, 1), 0);
  assert_int_equal(zb_moment_days(2024, 3, 1) - zb_moment_days(2024, 2, 1), 29);
  assert_int_equal(zb_moment_days(2001, 1, 1) - zb_moment_days(2000, 1, 1), 366);
  assert_int_equal(zb_moment_days(1901, 1, 1) - zb_moment_days(1900, 1, 1), 365);
}

/* Ticks of a range, joined. */
static const char *ticks(zb_arena *a, const char *from, const char *to, size_t most)
{
  zb_moment x, y;
  zb_moment_tick *t;
  const char *out = "";
  assert_true(zb_moment_parse(from, &x) && zb_moment_parse(to, &y));
  size_t n = zb_moment_ticks(a, x.days, y.days, most, false, &t);
  assert_true(n <= most);
  for (size_t i = 0; i < n; i++)
    out = zb_arena_printf(a, "%s%s%s", out, i ? " " : "", t[i].text);
  return out;
}

static void climbs_the_ladder(void **state)
{
  zb_arena *a = zb_arena_new();
  (void)state;
  assert_string_equal(ticks(a, "2023-05-01", "2023-05-04", 5), "5月1日 5月2日 5月3日 5月4日");
  assert_string_equal(ticks(a, "2022-01", "2024-06", 5), "2022年1月 7月 2023年1月 7月 2024年1月");
  assert_string_equal(ticks(a, "2022-01", "2024-06", 4), "2022年 2023年 2024年");
  assert_string_equal(ticks(a, "1955", "2024", 8), "1960年 1970年 1980年 1990年 2000年 2010年 2020年");
  zb_arena_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(parses),      cmocka_unit_test(refuses),           cmocka_unit_test(says_dates),
      cmocka_unit_test(counts_days), cmocka_unit_test(climbs_the_ladder),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
