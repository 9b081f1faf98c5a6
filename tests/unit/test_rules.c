/* Rules of Chinese typesetting, read from rules.txt. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "text_fixture.h"

typedef struct rule {
  char name[16], measure[16], options[64];
  char text[1024], expected[1024];
  int line;
} rule;

static bool parse(char *row, rule *r)
{
  char *sep = strstr(row, " => ");
  int at = 0;
  if (!sep || sscanf(row, "%15s %15s %63s %n", r->name, r->measure, r->options, &at) != 3)
    return false;
  snprintf(r->text, sizeof r->text, "%.*s", (int)(sep - row) - at, row + at);
  snprintf(r->expected, sizeof r->expected, "%s", sep + 4);
  r->expected[strcspn(r->expected, "\n")] = '\0';
  return true;
}

static zb_tstyle style_of(const rule *r)
{
  zb_tstyle s = {.role = ZB_ROLE_SONG, .size = ZB_PT(20), .leading = ZB_PT(30)};
  char list[64];
  snprintf(list, sizeof list, "%s", r->options);
  for (char *save = NULL, *o = strtok_r(list, ",", &save); o; o = strtok_r(NULL, ",", &save)) {
    static const struct {
      const char *name;
      zb_strictness level;
    } strict[] = {
        {"none", ZB_STRICT_NONE},
        {"basic", ZB_STRICT_BASIC},
        {"gb", ZB_STRICT_GB},
        {"strict", ZB_STRICT_STRICT},
    };
    bool known = strcmp(o, "-") == 0;
    for (size_t i = 0; i < sizeof strict / sizeof *strict; i++)
      if (strcmp(o, strict[i].name) == 0) {
        s.strictness = strict[i].level;
        known = true;
      }
    static const struct {
      const char *name;
      zb_align align;
    } align[] = {
        {"left", ZB_ALIGN_LEFT},
        {"center", ZB_ALIGN_CENTER},
        {"even", ZB_ALIGN_EVEN},
    };
    for (size_t i = 0; i < sizeof align / sizeof *align; i++)
      if (strcmp(o, align[i].name) == 0) {
        s.align = align[i].align;
        known = true;
      }
    static const struct {
      const char *name;
      zb_marks marks;
    } marks[] = {
        {"kaiming", ZB_MARKS_KAIMING},
        {"half", ZB_MARKS_HALF},
        {"line-end", ZB_MARKS_LINE_END},
        {"plain", ZB_MARKS_NONE},
    };
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
      if (strcmp(o, marks[i].name) == 0) {
        s.marks = marks[i].marks;
        known = true;
      }
    if (strcmp(o, "full-open") == 0)
      s.opening = ZB_OPENING_FULL;
    else if (strcmp(o, "flush-open") == 0)
      s.opening = ZB_OPENING_FLUSH;
    else if (strcmp(o, "hang") == 0)
      s.hanging = true;
    else if (strcmp(o, "latin") == 0)
      s.role = ZB_ROLE_FANGSONG;
    else if (strcmp(o, "sans") == 0)
      s.role = ZB_ROLE_HEI;
    else if (strcmp(o, "kai") == 0)
      s.role = ZB_ROLE_KAI;
    else if (strcmp(o, "balance") == 0)
      s.balance = true;
    else if (strcmp(o, "keep") == 0)
      s.keep_halfwidth = true;
    else if (strncmp(o, "indent=", 7) == 0)
      s.indent = atoi(o + 7);
    else if (!known)
      fail_msg("rules.txt:%d: option %s", r->line, o);
  }
  return s;
}

/* The lines joined by |. */
static char *joined(zb_arena *a, const zb_lines *l)
{
  char *all = zb_arena_strdup(a, "");
  for (size_t i = 0; i < zb_lines_count(l); i++)
    all = zb_arena_printf(a, "%s%s%s", all, i > 0 ? "|" : "", zb_lines_text(a, l, i));
  return all;
}

static bool edge_clean(zb_arena *a, const zb_lines *l, bool start, const char *set)
{
  for (size_t i = 0; i < zb_lines_count(l); i++) {
    const char *s = zb_lines_text(a, l, i), *e = s + strlen(s);
    if (s == e || (start && i == 0) || (!start && i + 1 == zb_lines_count(l)))
      continue;
    const char *p = s;
    uint32_t c = start ? zb_utf8_next(&p) : zb_utf8_prev(s, e);
    for (const char *q = set; *q;)
      if (zb_utf8_next(&q) == c)
        return false;
  }
  return true;
}

static int hundredths(zb_u v, zb_u em)
{
  return zb_u_muldiv(v, 100, em);
}

/* True if the case holds; else prints what came. */
static bool holds(fixture *f, const rule *r)
{
  zb_tstyle s = style_of(r);
  zb_span span = zb_span_plain(r->text, strlen(r->text), ZB_SRC_NONE);
  zb_para *p = zb_para_new(&f->text, &span, 1, &s);
  zb_u measure = r->measure[0] == '-' ? zb_para_width(p) : (zb_u)(atof(r->measure) * s.size + 0.5);
  zb_lines *l = zb_para_break(p, measure);
  const char *x = r->expected, *got = joined(f->arena, l);
  bool ok;
  if (*x == '=') {
    int w = hundredths(zb_para_width(p), s.size), want = (int)(atof(x + 1) * 100 + 0.5);
    ok = w == want;
    got = zb_arena_printf(f->arena, "=%d.%02d", w / 100, w % 100);
  } else if (*x == '#') {
    ok = zb_lines_count(l) == (size_t)atoi(x + 1);
  } else if (*x == '~') {
    got = zb_para_text(p, NULL);
    ok = strcmp(got, x + 1) == 0;
  } else if (*x == '!') {
    ok = edge_clean(f->arena, l, x[1] == 'S', x + 3);
  } else if (strlen(x) > 4 && strcmp(x + strlen(x) - 4, "|...") == 0) {
    ok = strncmp(got, x, strlen(x) - 3) == 0;
  } else {
    ok = strcmp(got, x) == 0;
  }
  if (!ok)
    print_error("rules.txt:%d: %s @%s %s\n  want %s\n  got  %s\n", r->line, r->name, r->measure, r->text, x, got);
  return ok;
}

static void test_rules(void **state)
{
  fixture *f = *state;
  FILE *in = fopen("tests/unit/rules.txt", "r");
  assert_non_null(in);
  char row[4096];
  int n = 0, bad = 0, line = 0;
  while (fgets(row, sizeof row, in)) {
    line++;
    if (row[0] == '#' || row[0] == '\n')
      continue;
    rule r = {.line = line};
    if (!parse(row, &r))
      fail_msg("rules.txt:%d: not a case", line);
    n++;
    bad += !holds(f, &r);
  }
  fclose(in);
  assert_true(n > 60);
  assert_int_equal(bad, 0);
}

/* The search in words takes their order for granted. */
static void test_words_are_sorted(void **state)
{
  (void)state;
  static const char *const word[] = {
#define ZB_WORD(text) text,
#include "text/word.def"
#undef ZB_WORD
  };
  size_t n = sizeof word / sizeof *word;
  assert_true(n > 500);
  for (size_t i = 0; i < n; i++) {
    assert_in_range(zb_utf8_count(word[i], strlen(word[i])), 2, 4);
    if (i > 0 && strcmp(word[i - 1], word[i]) >= 0)
      fail_msg("word.def: %s before %s", word[i - 1], word[i]);
  }
}

static int setup(void **state)
{
  static fixture f;
  f = fixture_open();
  *state = &f;
  return 0;
}

static int teardown(void **state)
{
  fixture_close(*state);
  return 0;
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_rules), cmocka_unit_test(test_words_are_sorted)};
  return cmocka_run_group_tests(tests, setup, teardown);
}
