/* Scales and ticks: exact lengths, bands without drift, the tick vectors of the literature. */
#include "fixture.h"

#include "chart/scale.h"

static zb_arena *arena;

static int setup(void **state)
{
  (void)state;
  arena = zb_arena_new();
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  zb_arena_free(arena);
  return 0;
}

static zb_num num(const char *text)
{
  zb_num v;
  assert_true(zb_num_parse(arena, text, strlen(text), &v, NULL));
  return v;
}

static zb_domain domain(const char *lo, const char *hi)
{
  return (zb_domain){.lo = num(lo), .hi = num(hi)};
}

/* "0 500 1000" */
static const char *print_ticks(zb_ticks t)
{
  const char *s = "";
  for (int i = 0; i < t.n; i++)
    s = zb_arena_printf(arena, "%s%s%s", s, i > 0 ? " " : "", zb_num_print_exact(arena, zb_ticks_at(arena, &t, i)));
  return s;
}

static void test_ticks_vectors(void **state)
{
  (void)state;
  static const struct {
    const char *lo, *hi;
    int want;
    const char *extended, *heckbert;
  } row[] = {
      {"0", "2254", 5, "0 500 1000 1500 2000 2500", "0 1000 2000 3000"},
      {"0", "91", 5, "0 25 50 75 100", "0 20 40 60 80 100"},
      {"0", "25.5", 6, "0 5 10 15 20 25 30", "0 10 20 30"},
      {"0", "15.5", 5, "0 4 8 12 16", "0 5 10 15 20"},
      {"0", "12000", 5, "0 3000 6000 9000 12000", "0 5000 10000 15000"},
      {"0", "467", 5, "0 100 200 300 400 500", "0 100 200 300 400 500"},
      {"0", "109", 5, "0 30 60 90 120", "0 50 100 150"},
  };
  for (size_t i = 0; i < sizeof row / sizeof row[0]; i++) {
    zb_domain d = domain(row[i].lo, row[i].hi);
    assert_string_equal(print_ticks(zb_ticks_extended(arena, d, row[i].want, zb_nice_wilkinson, false)),
                        row[i].extended);
    assert_string_equal(print_ticks(zb_ticks_heckbert(arena, d, row[i].want, false)), row[i].heckbert);
  }
}

static void test_ticks_office_list(void **state)
{
  (void)state;
  zb_ticks t = zb_ticks_extended(arena, domain("0", "91"), 5, zb_nice_office, false);
  assert_string_equal(print_ticks(t), "0 20 40 60 80 100");
  t = zb_ticks_extended(arena, domain("0", "109"), 5, zb_nice_office, false);
  for (int i = 0; i < t.n; i++)
    assert_true(t.step.sign > 0);
}

static void test_ticks_integers(void **state)
{
  (void)state;
  static const char *const hi[] = {"1", "2", "3", "4", "7"};
  for (size_t i = 0; i < sizeof hi / sizeof hi[0]; i++) {
    zb_ticks t = zb_ticks_extended(arena, domain("0", hi[i]), 5, zb_nice_wilkinson, true);
    assert_null(strchr(print_ticks(t), '.'));
    assert_true(zb_num_cmp(zb_ticks_at(arena, &t, t.n - 1), num(hi[i])) >= 0);
    assert_int_equal(t.first.sign, 0);
  }
}

static void test_ticks_signs(void **state)
{
  (void)state;
  zb_ticks t = zb_ticks_extended(arena, domain("-3.2", "0"), 5, zb_nice_wilkinson, false);
  assert_int_equal(zb_ticks_at(arena, &t, t.n - 1).sign, 0);
  assert_true(zb_num_cmp(t.first, num("-3.2")) <= 0);
  t = zb_ticks_extended(arena, domain("-30", "70"), 6, zb_nice_wilkinson, false);
  bool zero = false;
  for (int i = 0; i < t.n; i++)
    zero = zero || zb_ticks_at(arena, &t, i).sign == 0;
  assert_true(zero);
}

static void test_ticks_degenerate(void **state)
{
  (void)state;
  assert_string_equal(print_ticks(zb_ticks_extended(arena, (zb_domain){0}, 5, zb_nice_wilkinson, true)), "0 1");
  assert_int_equal(zb_ticks_want(ZB_PT(400), ZB_PT(10)), 7);
  assert_int_equal(zb_ticks_want(ZB_PT(200), ZB_PT(10)), 5);
  assert_int_equal(zb_ticks_want(ZB_PT(10), ZB_PT(10)), 3);
  assert_int_equal(zb_ticks_want(ZB_PT(10), 0), 7);
}

/* Ticks of very small and very great domains stay exact. */
static void test_ticks_exact(void **state)
{
  (void)state;
  assert_string_equal(print_ticks(zb_ticks_extended(arena, domain("0", "0.00467"), 5, zb_nice_wilkinson, false)),
                      "0 0.001 0.002 0.003 0.004 0.005");
  assert_string_equal(print_ticks(zb_ticks_extended(arena, domain("0", "467000000000"), 5, zb_nice_wilkinson, true)),
                      "0 100000000000 200000000000 300000000000 400000000000 500000000000");
}

static void test_linear_lengths(void **state)
{
  (void)state;
  zb_domain d = {0};
  zb_domain_add(&d, num("91"));
  zb_domain_add(&d, num("1"));
  zb_linear s = zb_linear_new(arena, d, ZB_PT(340));
  assert_int_equal(zb_linear_length(&s, num("91")), ZB_PT(340));
  assert_int_equal(zb_linear_length(&s, num("1")), 3826); /* 348160 / 91 = 3825.93 */
  assert_int_equal(zb_linear_length(&s, num("0")), 0);
  zb_linear flat = zb_linear_new(arena, (zb_domain){0}, ZB_PT(340));
  assert_int_equal(zb_linear_length(&flat, num("0")), 0);
}

static void test_linear_negative(void **state)
{
  (void)state;
  zb_domain d = {0};
  zb_domain_add(&d, num("-3.2"));
  zb_domain_add(&d, num("6.8"));
  zb_linear s = zb_linear_new(arena, d, 10000);
  assert_int_equal(zb_linear_length(&s, num("-3.2")), 3200);
  assert_int_equal(zb_linear_length(&s, num("6.8")), 6800);
}

/* The shorter bar may bind when its label is longer; what points to lesser values shares the room. */
static void test_linear_fit(void **state)
{
  (void)state;
  zb_u before;
  zb_domain pos = {.hi = num("100")}, both = {.lo = num("-20"), .hi = num("100")};
  assert_int_equal(zb_linear_fit(pos, (zb_end[]){{100, 100, false}, {90, 100, false}}, 2, 1100, &before), 1000);
  assert_int_equal(before, 0);
  assert_int_equal(zb_linear_fit(pos, (zb_end[]){{100, 0, false}, {90, 200, false}}, 2, 1100, &before), 1000);
  zb_end ends[] = {{100, 100, false}, {90, 0, false}, {-20, 100, true}};
  assert_int_equal(zb_linear_fit(both, ends, 3, 1400, &before), 1200);
  assert_int_equal(before, 100);
  assert_int_equal(zb_linear_fit(pos, (zb_end[]){{100, 2000, false}}, 1, 1100, &before), -1);
  assert_int_equal(zb_linear_fit((zb_domain){0}, NULL, 0, 1100, &before), 1100);
}

/* A domain that does not start at zero: places from its lesser end. */
static void test_linear_at(void **state)
{
  (void)state;
  zb_linear s = zb_linear_new(arena, domain("20", "30"), 1000);
  assert_int_equal(zb_linear_at(arena, &s, num("20")), 0);
  assert_int_equal(zb_linear_at(arena, &s, num("22.5")), 250);
  assert_int_equal(zb_linear_at(arena, &s, num("30")), 1000);
}

static void test_band_edges(void **state)
{
  (void)state;
  zb_band b = {.start = 7, .length = 1000, .n = 3};
  assert_int_equal(zb_band_edge(&b, 0), 7);
  assert_int_equal(zb_band_edge(&b, 1), 340);
  assert_int_equal(zb_band_edge(&b, 2), 674);
  assert_int_equal(zb_band_edge(&b, 3), 1007);
}

static void test_groups(void **state)
{
  (void)state;
  for (size_t n = 1; n <= 6; n++) {
    zb_group g = zb_group_new(100000, n, 0);
    assert_in_range(g.total, 62000 - 6, n <= 3 ? 70000 + 6 : 90000);
    assert_true(n == 1 || 100000 - g.total < 2 * g.thick);
    assert_true(g.thick > 0);
    assert_in_range(zb_group_pitch(g.thick, n), 99900, 100100);
    zb_u first = zb_group_offset(&g, 100000, 0), last = zb_group_offset(&g, 100000, n - 1) + g.thick;
    assert_in_range(first + last, 99998, 100002);
  }
  zb_group two = zb_group_new(100000, 2, 0);
  assert_in_range(two.gap, 7700, 8000);
  zb_group capped = zb_group_new(100000, 1, 20000);
  assert_int_equal(capped.thick, 20000);
  assert_int_equal(zb_group_offset(&capped, 100000, 0), 40000);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_ticks_vectors),    cmocka_unit_test(test_ticks_office_list),
      cmocka_unit_test(test_ticks_integers),   cmocka_unit_test(test_ticks_signs),
      cmocka_unit_test(test_ticks_degenerate), cmocka_unit_test(test_ticks_exact),
      cmocka_unit_test(test_linear_lengths),   cmocka_unit_test(test_linear_negative),
      cmocka_unit_test(test_linear_fit),       cmocka_unit_test(test_linear_at),
      cmocka_unit_test(test_band_edges),       cmocka_unit_test(test_groups),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
