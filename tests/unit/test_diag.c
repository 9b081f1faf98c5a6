/* Diagnostics: order, counts, exit status, strictness, cap, and the printed form with carets under Chinese. */
#include "fixture.h"

static zb_src at(const char *file, int line, int col)
{
  return (zb_src){.file = file, .line = line, .col = col};
}

/* What is printed, to be freed. */
static char *printed(zb_diags *d, zb_lang lang, bool color)
{
  char *text = NULL;
  size_t n = 0;
  FILE *f = open_memstream(&text, &n);
  zb_diags_print(d, f, lang, color);
  fclose(f);
  return text;
}

static void check_printed(zb_diags *d, zb_lang lang, const char *want)
{
  char *got = printed(d, lang, false);
  assert_string_equal(got, want);
  free(got);
}

static void test_counts_status(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  assert_int_equal(zb_diags_status(d), 0);
  assert_false(zb_diags_failed(d));
  zb_diag(d, ZB_D_HAND_INDENT, at("r.yaml", 1, 1), NULL);
  zb_diag(d, ZB_D_COMMENT_TEXT, at("r.yaml", 2, 1), "#1", "\"#1\"", NULL);
  assert_int_equal(zb_diags_status(d), 0);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 3, 1), "title", "line 1", NULL);
  assert_int_equal(zb_diags_status(d), 1);
  zb_diag(d, ZB_D_WRITE_FAILED, ZB_SRC_NONE, "out.pdf", "No space left on device", NULL);
  assert_int_equal(zb_diags_status(d), 3);
  zb_diag(d, ZB_D_INTERNAL, ZB_SRC_NONE, "x", NULL);
  assert_int_equal(zb_diags_status(d), 4);
  assert_int_equal(zb_diags_count(d, ZB_NOTE), 1);
  assert_int_equal(zb_diags_count(d, ZB_WARNING), 1);
  assert_int_equal(zb_diags_count(d, ZB_ERROR), 3);
  zb_diags_clear(d);
  assert_int_equal(zb_diags_status(d), 0);
}

static void test_strict(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  zb_diags_strict(d, true);
  zb_diag(d, ZB_D_HAND_INDENT, at("r.yaml", 1, 1), NULL);
  assert_false(zb_diags_failed(d));
  zb_diag(d, ZB_D_COMMENT_TEXT, at("r.yaml", 2, 1), "#1", "x", NULL);
  assert_true(zb_diags_failed(d));
  assert_int_equal(zb_diags_status(d), 1);
}

static void test_repeated(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  for (int i = 0; i < 3; i++)
    zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 3, 1), "title", "2:1", NULL);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 3, 1), "title", "1:1", NULL);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 3, 2), "title", "2:1", NULL);
  assert_int_equal(zb_diags_count(d, ZB_ERROR), 3);
}

static void test_sorted(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  zb_diags_source(d, "report.yaml", "a\n", 2);
  zb_diags_source(d, "data.csv", "b\n", 2);
  zb_diag(d, ZB_D_HAND_INDENT, ZB_SRC_NONE, NULL);
  zb_diag(d, ZB_D_HAND_INDENT, at("data.csv", 1, 1), NULL);
  zb_diag(d, ZB_D_HAND_INDENT, at("report.yaml", 9, 1), NULL);
  zb_diag(d, ZB_D_HAND_INDENT, at("report.yaml", 2, 7), NULL);
  zb_diag(d, ZB_D_HAND_INDENT, at("report.yaml", 2, 3), NULL);
  zb_diag(d, ZB_D_MARK_ESCAPE, at("report.yaml", 2, 3), NULL);
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(d, &n);
  static const int line[] = {2, 2, 2, 9, 1, 0}, col[] = {3, 3, 7, 1, 1, 0};
  assert_int_equal(n, 6);
  for (size_t i = 0; i < n; i++) {
    assert_int_equal(e[i].src.line, line[i]);
    assert_int_equal(e[i].src.col, col[i]);
  }
  assert_int_equal(e[0].code, ZB_D_HAND_INDENT);
  assert_int_equal(e[1].code, ZB_D_MARK_ESCAPE);
  assert_null(e[5].src.file);
}

static void test_cap(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  for (int i = 0; i < ZB_DIAG_CAP + 50; i++)
    zb_diag(d, ZB_D_HAND_INDENT, at("r.yaml", i + 1, 1), NULL);
  size_t n;
  zb_diags_sorted(d, &n);
  assert_int_equal(n, ZB_DIAG_CAP);
  assert_int_equal(zb_diags_count(d, ZB_NOTE), ZB_DIAG_CAP + 50);
  char *got = printed(d, ZB_LANG_EN, false);
  assert_non_null(strstr(got, "50 more not shown\n"));
  free(got);
}

/* However many notes there are, an error is shown; and a list merged into another still fails. */
static void test_cap_of_each_level(void **state)
{
  basics *f = *state;
  zb_diags *into = zb_diags_new(f->a);
  for (int i = 0; i < 2 * ZB_DIAG_CAP; i++)
    zb_diag(f->d, ZB_D_HAND_INDENT, at("r.yaml", i + 1, 1), NULL);
  for (int i = 0; i < ZB_DIAG_CAP + 1; i++)
    zb_diag(f->d, ZB_D_DUP_KEY, at("r.yaml", i + 1, 1), "title", "2:1", NULL);
  zb_diags_merge(into, f->d);
  size_t n;
  zb_diags_sorted(into, &n);
  assert_int_equal(n, 2 * ZB_DIAG_CAP);
  assert_int_equal(zb_diags_count(into, ZB_ERROR), ZB_DIAG_CAP + 1);
  char *got = printed(into, ZB_LANG_EN, false);
  assert_non_null(strstr(got, "r.yaml:200:1: error[duplicate-key]"));
  assert_non_null(strstr(got, "201 more not shown\n"));
  free(got);
}

static void test_merge(void **state)
{
  basics *f = *state;
  zb_arena *other = zb_arena_new();
  zb_diags *from = zb_diags_new(other);
  zb_diag_range(from, ZB_D_DUP_KEY, at("r.yaml", 3, 1), 5, "title", "2:1", NULL);
  zb_diags_merge(f->d, from);
  zb_arena_free(other);
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(f->d, &n);
  assert_int_equal(n, 1);
  assert_string_equal(e[0].src.file, "r.yaml");
  assert_string_equal(e[0].arg[0], "title");
  assert_int_equal(e[0].ncols, 5);
}

/* The caret stands below the character: Han is two cells wide, a tab four, a combining mark none. */
static void test_caret(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  const char *text = "title: 海西党建\n\tkey: e\xCC\x81x\r\nlast: a";
  zb_diags_source(d, "r.yaml", text, strlen(text));
  zb_diag_range(d, ZB_D_DUP_KEY, at("r.yaml", 1, 10), 2, "title", "2:1", NULL);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 2, 9), "key", "1:1", NULL);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 3, 7), "last", "1:1", NULL);
  check_printed(d, ZB_LANG_EN,
                "r.yaml:1:10: error[duplicate-key]: the key title stands twice; first at 2:1\n"
                "     1 | title: 海西党建\n"
                "       |            ^~~~\n"
                "       = help: keep one of the two\n"
                "r.yaml:2:9: error[duplicate-key]: the key key stands twice; first at 1:1\n"
                "     2 |     key: e\xCC\x81x\n"
                "       |           ^\n"
                "       = help: keep one of the two\n"
                "r.yaml:3:7: error[duplicate-key]: the key last stands twice; first at 1:1\n"
                "     3 | last: a\n"
                "       |       ^\n"
                "       = help: keep one of the two\n");
}

static void test_no_source(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  zb_diag(d, ZB_D_DUP_KEY, at("gone.yaml", 3, 2), "title", "2:1", NULL);
  zb_diag(d, ZB_D_FILE_EMPTY, at("empty.yaml", 0, 0), "empty.yaml", NULL);
  zb_diag(d, ZB_D_WRITE_FAILED, ZB_SRC_NONE, "out.pdf", "disk full", NULL);
  check_printed(d, ZB_LANG_ZH,
                "empty.yaml: 错误[file-empty]: empty.yaml 是空文件\n"
                "       = 建议：可参照 samples/minimal/report.yaml\n"
                "gone.yaml:3:2: 错误[duplicate-key]: 键“title”重复；首次出现在 2:1\n"
                "       = 建议：请保留其中一个\n"
                "zhanban: 系统[write-failed]: 无法写入 out.pdf：disk full\n"
                "       = 建议：原文件未改动；请腾出空间或用 -o 换一个文件夹\n");
}

/* Lines beyond the end, columns beyond the line, lines that are not UTF-8, control characters: no crash, no raw bytes. */
static void test_odd_places(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  const char *text = "a\x1B[31m\nb\xFF\n";
  zb_diags_source(d, "r.yaml", text, strlen(text));
  zb_diag(d, ZB_D_CONTROL_CHAR, at("r.yaml", 1, 2), "U+001B", NULL);
  zb_diag(d, ZB_D_NOT_UTF8, at("r.yaml", 2, 2), "r.yaml", "8", NULL);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 2, 99), "a", "b", NULL);
  zb_diag(d, ZB_D_DUP_KEY, at("r.yaml", 99, 1), "a", "b", NULL);
  char *got = printed(d, ZB_LANG_EN, false);
  assert_null(strchr(got, 0x1B));
  assert_null(strchr(got, 0xFF));
  assert_non_null(strstr(got, "     1 | a.[31m\n       |  ^\n"));
  free(got);
}

/* A long line is shown as a window around the mark. */
static void test_long_line(void **state)
{
  basics *f = *state;
  char *text = zb_arena_alloc(f->a, 3 * 2000 + 1);
  for (int i = 0; i < 2000; i++)
    memcpy(text + 3 * (size_t)i, i == 999 ? "错" : "字", 3);
  zb_diags_source(f->d, "r.yaml", text, 6000);
  zb_diag(f->d, ZB_D_HAND_INDENT, at("r.yaml", 1, 1000), NULL);
  char *got = printed(f->d, ZB_LANG_EN, false);
  assert_true(strlen(got) < 800);
  assert_non_null(strstr(got, "错"));
  assert_non_null(strstr(got, "…"));
  free(got);
}

static void test_color(void **state)
{
  zb_diags *d = ((basics *)*state)->d;
  zb_diag(d, ZB_D_WRITE_FAILED, ZB_SRC_NONE, "o", "e", NULL);
  char *plain = printed(d, ZB_LANG_EN, false), *tinted = printed(d, ZB_LANG_EN, true);
  assert_null(strchr(plain, 0x1B));
  assert_non_null(strstr(tinted, "\033[31m"));
  assert_non_null(strstr(tinted, "\033[0m"));
  free(plain);
  free(tinted);
}

/* Every entry of the registry: slug of small letters, text and help in both languages, numbered arguments within bounds. */
static void test_registry(void **state)
{
  (void)state;
  for (int c = 0; c < ZB_DIAG_COUNT; c++) {
    const char *slug = zb_diag_slug((zb_diag_code)c);
    assert_int_equal(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(slug));
    assert_true(zb_diag_level((zb_diag_code)c) <= ZB_INTERNAL);
    for (int lang = 0; lang < 2; lang++) {
      const char *text[] = {zb_diag_text((zb_diag_code)c, (zb_lang)lang), zb_diag_hint((zb_diag_code)c, (zb_lang)lang)};
      for (int k = 0; k < 2; k++) {
        assert_true(strlen(text[k]) > 0);
        assert_true(strlen(text[k]) < 300);
        assert_null(strchr(text[k], '\n'));
        for (const char *p = text[k]; (p = strchr(p, '{')); p++)
          if (p[1] >= '0' && p[1] <= '9' && p[2] == '}')
            assert_in_range(p[1], '1', '0' + ZB_DIAG_ARGS);
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      with_basics(test_counts_status), with_basics(test_strict),    with_basics(test_repeated),
      with_basics(test_sorted),        with_basics(test_cap),       with_basics(test_cap_of_each_level),
      with_basics(test_merge),         with_basics(test_caret),     with_basics(test_no_source),
      with_basics(test_odd_places),    with_basics(test_long_line), with_basics(test_color),
      with_basics(test_registry),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
