/* UTF-8: strict validation, counting, terminal cells, Han, nearest names. */
#include "fixture.h"

#include "base/utf8.h"

static void test_valid(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t n, valid; /* offset of the first bad byte; n = all well */
  } row[] = {
      {"", 0, 0},
      {"abc", 3, 3},
      {"海西", 6, 6},
      {"a\0b", 3, 3},
      {"\xF0\xA0\xAE\xB7", 4, 4},     /* U+20BB7 */
      {"\xEF\xBB\xBFx", 4, 4},        /* BOM is a character */
      {"\xC0\xAF", 2, 0},             /* overlong / */
      {"\xE0\x80\xAF", 3, 0},         /* overlong */
      {"a\xED\xA0\x80", 4, 1},        /* surrogate U+D800 */
      {"ab\xF4\x90\x80\x80", 6, 2},   /* U+110000 */
      {"\xF8\x88\x80\x80\x80", 5, 0}, /* five bytes */
      {"海\xE8\xA5", 5, 3},           /* cut off */
      {"海\x80", 4, 3},               /* lone continuation */
      {"a\0\xFF", 3, 2},              /* after a NUL */
      {"\xBA\xA3\xCE\xF7", 4, 0},     /* GBK 海西 */
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++)
    assert_int_equal(zb_utf8_valid(row[i].text, row[i].n), row[i].valid);
}

static void test_next_prev(void **state)
{
  (void)state;
  const char *text = "a海\xF0\xA0\xAE\xB7.", *s = text;
  assert_int_equal(zb_utf8_next(&s), 'a');
  assert_int_equal(zb_utf8_next(&s), 0x6D77);
  assert_int_equal(zb_utf8_next(&s), 0x20BB7);
  assert_int_equal(zb_utf8_prev(text, s), 0x20BB7);
  assert_int_equal(zb_utf8_next(&s), '.');
  assert_int_equal(*s, '\0');
  assert_int_equal(zb_utf8_prev(text, s), '.');
}

static void test_count_put(void **state)
{
  (void)state;
  assert_int_equal(zb_utf8_count("海西·9%", strlen("海西·9%")), 5);
  assert_int_equal(zb_utf8_count("", 0), 0);
  static const uint32_t code[] = {'a', 0xB7, 0x6D77, 0x20BB7};
  for (size_t i = 0; i < 4; i++) {
    char buf[5] = {0};
    int n = zb_utf8_put(buf, code[i]);
    assert_int_equal(n, (int)i + 1);
    const char *s = buf;
    assert_int_equal(zb_utf8_next(&s), code[i]);
    assert_int_equal(s - buf, n);
  }
}

static void test_cells(void **state)
{
  (void)state;
  static const struct {
    uint32_t c;
    int cells;
  } row[] = {{'a', 1},
             {0x6D77, 2},
             {0xFF0C, 2} /* ， */,
             {0x3000, 2},
             {0x0301, 0} /* combining acute */,
             {0x200B, 0},
             {0x20BB7, 2},
             {0xB7, 1},
             {0x2014, 1},
             {0xAC00, 2} /* 가 */,
             {0xFF71, 1} /* half-width ｱ */};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++)
    assert_int_equal(zb_utf8_cells(row[i].c), row[i].cells);
}

static void test_han(void **state)
{
  (void)state;
  static const uint32_t yes[] = {0x4E00, 0x9FFF, 0x3400, 0x3007, 0xF900, 0x20000, 0x20BB7};
  static const uint32_t no[] = {'a', '1', 0x3001, 0x3042, 0xFF11, 0x2E80, 0x2FD5};
  for (size_t i = 0; i < sizeof yes / sizeof *yes; i++)
    assert_true(zb_utf8_is_han(yes[i]));
  for (size_t i = 0; i < sizeof no / sizeof *no; i++)
    assert_false(zb_utf8_is_han(no[i]));
}

static void test_distance(void **state)
{
  (void)state;
  static const struct {
    const char *a, *b;
    int cap, d;
  } row[] = {
      {"", "", 9, 0},
      {"title", "title", 9, 0},
      {"titel", "title", 9, 1} /* transposition */,
      {"标提", "标题", 9, 1},
      {"kitten", "sitting", 9, 3},
      {"abc", "", 9, 3},
      {"abcdef", "uvwxyz", 2, 2},
      {"ca", "abc", 9, 3} /* optimal string alignment, not full Damerau */,
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    assert_int_equal(zb_utf8_distance(row[i].a, row[i].b, row[i].cap), row[i].d);
    assert_int_equal(zb_utf8_distance(row[i].b, row[i].a, row[i].cap), row[i].d);
  }
}

static void test_distance_long(void **state)
{
  (void)state;
  char a[400], b[400];
  memset(a, 'x', sizeof a - 1);
  memset(b, 'x', sizeof b - 1);
  a[399] = b[399] = '\0';
  b[0] = 'y';
  assert_int_equal(zb_utf8_distance(a, b, 9), 1);
}

static void test_nearest(void **state)
{
  (void)state;
  static const char *const names[] = {"title", "subtitle", "themes", "标题", "副标题", "x"};
  static const struct {
    const char *word, *nearest;
  } row[] = {{"titel", "title"},  {"sub-title", "subtitle"}, {"副标提", "副标题"}, {"标提", "标题"},
             {"theme", "themes"}, {"footer", NULL},          {"y", NULL},          {"", NULL},
             {"温室", NULL} /* shares nothing */};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    const char *got = zb_utf8_nearest(row[i].word, names, sizeof names / sizeof *names);
    if (row[i].nearest)
      assert_string_equal(got, row[i].nearest);
    else
      assert_null(got);
  }
  assert_null(zb_utf8_nearest("title", names, 0));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_valid),         cmocka_unit_test(test_next_prev), cmocka_unit_test(test_count_put),
      cmocka_unit_test(test_cells),         cmocka_unit_test(test_han),       cmocka_unit_test(test_distance),
      cmocka_unit_test(test_distance_long), cmocka_unit_test(test_nearest),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
