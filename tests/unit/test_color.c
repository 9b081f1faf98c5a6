/* Colours: parsing and printing, mixing, contrast of WCAG 2.1, CIE lightness. */
#include "fixture.h"

#include <math.h>

#include "base/color.h"

static void test_parse_print(void **state)
{
  (void)state;
  static const struct {
    const char *text, *printed;
  } row[] = {{"#b3261e", "#b3261e"},     {"#B3261E", "#b3261e"},     {"#fff", "#ffffff"},     {"#1a2", "#11aa22"},
             {"#00000000", "#00000000"}, {"#12345678", "#12345678"}, {"#123456ff", "#123456"}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    zb_rgba c;
    char buf[10];
    assert_true(zb_color_parse(row[i].text, &c));
    zb_color_print(c, buf);
    assert_string_equal(buf, row[i].printed);
  }
}

static void test_parse_refuses(void **state)
{
  (void)state;
  static const char *const bad[] = {"",           "#",   "#ab",    "#abcd",   "#abcde",  "#abcdefa",
                                    "#abcdefabc", "red", "b3261e", "#gggggg", "#12345 ", " #123456"};
  zb_rgba c;
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(zb_color_parse(bad[i], &c));
  assert_false(zb_color_parse(NULL, &c));
}

static void test_mix(void **state)
{
  (void)state;
  zb_rgba black = ZB_RGB(0x000000), white = ZB_RGB(0xFFFFFF), half = zb_color_mix(black, white, 128);
  char buf[10];
  zb_color_print(zb_color_mix(black, white, 0), buf);
  assert_string_equal(buf, "#000000");
  zb_color_print(zb_color_mix(black, white, 256), buf);
  assert_string_equal(buf, "#ffffff");
  assert_int_equal(half.r, 128);
  assert_int_equal(half.a, 255);
}

static void near(double got, double want, double by)
{
  if (!(fabs(got - want) <= by))
    fail_msg("got %f, want %f", got, want);
}

static void test_contrast(void **state)
{
  (void)state;
  near(zb_color_contrast(ZB_RGB(0x000000), ZB_RGB(0xFFFFFF)), 21, 1e-9);
  near(zb_color_contrast(ZB_RGB(0x777777), ZB_RGB(0xFFFFFF)), 4.48, 0.005);
  near(zb_color_contrast(ZB_RGB(0xFFFFFF), ZB_RGB(0x777777)), 4.48, 0.005);
  near(zb_color_contrast(ZB_RGB(0xB3261E), ZB_RGB(0xB3261E)), 1, 1e-9);
}

static void test_lightness(void **state)
{
  (void)state;
  near(zb_color_lightness(ZB_RGB(0x000000)), 0, 1e-6);
  near(zb_color_lightness(ZB_RGB(0xFFFFFF)), 100, 0.01);
  near(zb_color_lightness(ZB_RGB(0x777777)), 50.03, 0.05);
  near(zb_color_lightness(ZB_RGB(0xFF0000)), 53.24, 0.05);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_parse_print), cmocka_unit_test(test_parse_refuses), cmocka_unit_test(test_mix),
      cmocka_unit_test(test_contrast),    cmocka_unit_test(test_lightness),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
