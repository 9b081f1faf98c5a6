/* R42 on headings that nobody tuned for (headings.txt): no line ends inside a number, a quoted name or a title; lines#include "fixture.h"

#include "text_fixture.h"

   are symmetric and of like width; few end inside a word. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text_fixture.h"

enum { HEADING = 512, SENSIBLE = 85 }; /* percent of line ends that stand between two words of headings.txt */

typedef struct heading {
  char text[HEADING];
  bool end[HEADING]; /* by byte: a word begins */
  int line;
} heading;

typedef struct count {
  int headings, ends, sensible, uneven;
} count;

static bool read_heading(char *row, int line, heading *h)
{
  size_t n = 0;
  memset(h, 0, sizeof *h);
  h->line = line;
  for (char *p = row; *p && *p != '\n' && n + 1 < HEADING; p++)
    if (*p == '|')
      h->end[n] = true;
    else
      h->text[n++] = *p;
  return n > 0 && row[0] != '#';
}

/* Does the text break in two inside a number, “ ” or 《 》 before byte `at`? */
static bool inside(const char *text, size_t at)
{
  int depth = 0;
  uint32_t before = 0, after = 0;
  for (const char *p = text; p < text + at;) {
    before = zb_utf8_next(&p);
    depth += before == 0x201C || before == 0x300A ? 1 : before == 0x201D || before == 0x300B ? -1 : 0;
  }
  const char *p = text + at;
  after = zb_utf8_next(&p);
  bool left = (before >= '0' && before <= '9') || before == '.',
       right = (after >= '0' && after <= '9') || after == '.' || after == '%';
  return depth > 0 || (left && right);
}

static void check_lines(const heading *h, const zb_lines *l, zb_u em, count *c)
{
  size_t n = zb_lines_count(l);
  zb_u least = INT32_MAX, most = 0;
  for (size_t i = 0; i < n; i++) {
    zb_line_info info = zb_lines_info(l, i);
    assert_true(abs(info.measure - info.width - 2 * info.x) <= 2); /* centred */
    assert_false(info.overfull);
    least = zb_u_min(least, info.width);
    most = zb_u_max(most, info.width);
    if (i + 1 == n)
      break;
    if (inside(h->text, info.byte1))
      fail_msg("headings.txt:%d: a line ends at byte %zu of %s", h->line, info.byte1, h->text);
    c->ends++;
    c->sensible += h->end[info.byte1];
    if (!h->end[info.byte1])
      print_message("headings.txt:%d: %.*s / %s\n", h->line, (int)info.byte1, h->text, h->text + info.byte1);
  }
  c->uneven += n == 2 && most - least > 4 * em;
}

static void test_headings(void **state)
{
  fixture *f = *state;
  FILE *in = fopen("tests/unit/headings.txt", "r");
  char row[HEADING];
  heading h;
  count c = {0};
  zb_tstyle style = {
      .role = ZB_ROLE_SONG, .size = ZB_PT(20), .leading = ZB_PT(30), .align = ZB_ALIGN_CENTER, .balance = true};
  assert_non_null(in);
  for (int line = 1; fgets(row, sizeof row, in); line++) {
    if (!read_heading(row, line, &h))
      continue;
    c.headings++;
    zb_para *p = fixture_para(f, h.text, &style);
    for (int percent = 55; percent <= 85; percent += 10) /* two lines */
      check_lines(&h, zb_para_break(p, zb_u_max(zb_para_width(p) * percent / 100, 8 * style.size)), style.size, &c);
  }
  fclose(in);
  print_message("%d headings, %d line ends, %d between words, %d uneven\n", c.headings, c.ends, c.sensible, c.uneven);
  assert_true(c.headings >= 50 && c.ends >= 150);
  assert_true(c.sensible * 100 >= SENSIBLE * c.ends);
  assert_true(c.uneven * 20 <= c.ends);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_headings)};
  return run_composer(tests);
}
