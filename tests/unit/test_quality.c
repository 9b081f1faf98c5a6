/* R34: the sample's prose at many measures: nothing overfull, no lone last character, no banned start or end, few wide#include "fixture.h"

#include "text_fixture.h"

   gaps. The bounds for gaps are what the composer reached when they were last lowered. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/io.h"
#include "base/utf8.h"
#include "text_fixture.h"

typedef struct tally {
  int lines, lone, wide, overfull, emergency, banned;
} tally;

static void count_line(zb_arena *a, const zb_lines *l, size_t i, zb_u em, tally *t)
{
  zb_line_info info = zb_lines_info(l, i);
  const char *s = zb_lines_text(a, l, i), *e = s + strlen(s), *p = s;
  t->lines++;
  t->overfull += info.overfull;
  t->emergency += info.emergency;
  t->wide += !info.last && info.han_gap > em / 10;
  t->lone += info.last && i > 0 && zb_utf8_count(s, strlen(s)) <= 2 && info.han < 2;
  t->banned += i > 0 && fixture_among(fixture_no_start, zb_utf8_next(&p));
  t->banned += !info.last && fixture_among(fixture_no_end, zb_utf8_prev(s, e));
}

/* A row of the sample as prose: without markup, with numbers for the references to figures. */
static size_t plain(const char *row, size_t n, char *out)
{
  static const char *const figure[] = {"36项", "8.6%", "1.2万余人次", "2025年", "4600余人", "15.5%", "第3批", "20条"};
  size_t at = 0, len = 0, which = 0;
  while (at < n && (unsigned char)row[at] < 0x80)
    at++; /* indent, key, list mark */
  while (at < n) {
    const char *close = row[at] == '{' ? memchr(row + at, '}', n - at) : NULL;
    if (close) {
      len += (size_t)sprintf(out + len, "%s", figure[which++ % 8]);
      at = (size_t)(close - row) + 1;
    } else if (row[at] == '*' || row[at] == '"' || row[at] == '\\') {
      at++;
    } else {
      out[len++] = row[at++];
    }
  }
  return len;
}

/* Every row that is prose, by its length, as a paragraph. */
static tally set_sample(fixture *f, const char *text, size_t n, int em, int indent)
{
  tally t = {0};
  zb_tstyle style = {.role = ZB_ROLE_SONG, .size = ZB_PT(10), .leading = ZB_PT(18), .indent = indent};
  for (size_t at = 0; at < n;) {
    const char *end = memchr(text + at, '\n', n - at);
    size_t len = end ? (size_t)(end - text) - at : n - at;
    char *row = zb_arena_alloc(f->arena, len * 8 + 1);
    size_t bytes = plain(text + at, len, row);
    if (bytes > 180) {
      zb_span span = zb_span_plain(row, bytes, ZB_SRC_NONE);
      zb_lines *l = zb_para_break(zb_para_new(&f->text, &span, 1, &style), style.size * em);
      for (size_t i = 0; i < zb_lines_count(l); i++)
        count_line(f->arena, l, i, style.size, &t);
    }
    at += len + 1;
  }
  return t;
}

static void test_sample(void **state)
{
  fixture *f = *state;
  static const struct {
    int em, indent, wide; /* wide gaps: at most so many of a thousand lines */
  } bound[] = {
      {10, 0, 40},   {10, 2000, 60}, {14, 0, 12},   {14, 2000, 12}, {20, 0, 4},
      {20, 2000, 8}, {28, 0, 2},     {28, 2000, 2}, {36, 2000, 0},
  };
  size_t n;
  zb_diags *own = zb_diags_new(f->arena);
  char *text = zb_io_read(f->arena, own, "samples/haixi/report.yaml", 1u << 20, ZB_SRC_NONE, &n);
  assert_non_null(text);
  for (size_t i = 0; i < sizeof bound / sizeof *bound; i++) {
    tally t = set_sample(f, text, n, bound[i].em, bound[i].indent);
    print_message("%d em, indent %d: %d lines, %d wide\n", bound[i].em, bound[i].indent, t.lines, t.wide);
    assert_true(t.lines > 100);
    assert_int_equal(t.overfull, 0);
    assert_int_equal(t.lone, 0);
    assert_int_equal(t.banned, 0);
    assert_true(t.wide * 1000 <= bound[i].wide * t.lines);
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_sample)};
  return run_composer(tests);
}
