/* Where lines may break: Unicode's cases untailored and under every strictness, and which characters may start a line,#include "fixture.h"

   by tests/unit/linebreak.txt; the generated table against the data it comes from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

#include "text/linebreak.h"

#define UNICODE_DATA "/usr/share/unicode/auxiliary/LineBreakTest.txt"
enum { CASES = 7654, LONGEST = 64, LEVELS = 4 };

static const char *const level_name[LEVELS] = {
    [ZB_STRICT_NONE] = "none", [ZB_STRICT_BASIC] = "basic", [ZB_STRICT_GB] = "gb", [ZB_STRICT_STRICT] = "strict"};
static const char *const rule_name[] = {
    "unexplained",
#define ZB_LBRULE(id, text) #id,
#include "text/lbrule.def"
#undef ZB_LBRULE
};
static const char *const class_name[] = {
#define ZB_LB(id) #id,
#include "text/lbclass.def"
#undef ZB_LB
};

static const char *class_of(uint32_t c)
{
  return class_name[zb_uax14_prop(c).klass];
}

/* The breaks of n code points under a strictness. */
static void breaks(const uint32_t *c, size_t n, int level, uint8_t *out, uint8_t *rule)
{
  zb_ch v[LONGEST];
  memset(v, 0, sizeof v);
  for (size_t i = 0; i < n; i++)
    v[i].c = c[i];
  zb_chars cs = {.v = v, .n = n};
  zb_cjk_classify(&cs);
  zb_linebreak(&cs, (zb_strictness)level, out, rule);
}

/* A row of LineBreakTest.txt: code points with × or ÷ between; want[i] is the break after the i-th. */
static size_t row_of(char *row, uint32_t *c, bool *want)
{
  size_t n = 0;
  row[strcspn(row, "#\n")] = '\0';
  for (char *save = NULL, *t = strtok_r(row, " \t", &save); t; t = strtok_r(NULL, " \t", &save)) {
    if (t[0] != '\xC3')
      c[n++] = (uint32_t)strtoul(t, NULL, 16);
    else if (n > 0)
      want[n - 1] = t[1] == '\xB7';
    assert_in_range(n, 0, LONGEST - 1);
  }
  return n;
}

static FILE *open_cases(void)
{
  FILE *in = fopen(UNICODE_DATA, "r");
  if (!in)
    fail_msg("%s is missing: make deps installs unicode-data", UNICODE_DATA);
  return in;
}

/* Does UAX #14 without a tailoring break the n code points as wanted? */
static bool untailored(const uint32_t *c, size_t n, const bool *want)
{
  zb_lbprop prop[LONGEST];
  uint8_t got[LONGEST];
  for (size_t i = 0; i < n; i++)
    prop[i] = zb_uax14_prop(c[i]);
  zb_uax14(prop, n, got);
  for (size_t i = 0; i + 1 < n; i++)
    if ((got[i] != ZB_LB_NOT) != want[i])
      return false;
  return true;
}

static void test_unicode(void **state)
{
  (void)state;
  FILE *in = open_cases();
  char row[4096], shown[4096];
  int cases = 0, bad = 0;
  while (fgets(row, sizeof row, in)) {
    uint32_t c[LONGEST];
    bool want[LONGEST];
    snprintf(shown, sizeof shown, "%s", row);
    size_t n = row_of(row, c, want);
    cases += n > 0;
    if (n > 0 && !untailored(c, n, want))
      bad += (print_error("%s", shown), 1);
  }
  fclose(in);
  assert_int_equal(cases, CASES);
  assert_int_equal(bad, 0);
}

static void test_table_is_generated(void **state)
{
  (void)state;
  assert_int_equal(system("tests/tools/make-lbtable | cmp -s - src/text/lbtable.def"), 0);
}

/* All deviations from Unicode's cases, "RULE SIGN LEFT RIGHT" -> bits of the levels. */
static GHashTable *deviations(void)
{
  GHashTable *t = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
  FILE *in = open_cases();
  char row[4096];
  while (fgets(row, sizeof row, in)) {
    uint32_t c[LONGEST];
    bool want[LONGEST];
    size_t n = row_of(row, c, want);
    for (int level = 0; n > 0 && level < LEVELS; level++) {
      uint8_t out[LONGEST], rule[LONGEST];
      breaks(c, n, level, out, rule);
      for (size_t i = 0; i + 1 < n; i++) {
        if ((out[i] != ZB_LB_NOT) == want[i])
          continue;
        char *key =
            g_strdup_printf("%s %c %s %s", rule_name[rule[i]], want[i] ? '-' : '+', class_of(c[i]), class_of(c[i + 1]));
        unsigned bits = GPOINTER_TO_UINT(g_hash_table_lookup(t, key)) | 1u << level;
        g_hash_table_replace(t, key, GUINT_TO_POINTER(bits));
      }
    }
  }
  fclose(in);
  return t;
}

static unsigned levels_of(const char *list)
{
  unsigned bits = 0;
  char **name = g_strsplit(list, ",", -1);
  for (char **p = name; *p; p++) {
    int level = 0;
    while (level < LEVELS && strcmp(*p, level_name[level]) != 0)
      level++;
    assert_in_range(level, 0, LEVELS - 1);
    bits |= 1u << level;
  }
  g_strfreev(name);
  return bits;
}

/* Takes what a line "dev LEVELS RULE SIGN RIGHT : LEFT..." lists out of the table; returns how many were not there. */
static int take_listed(GHashTable *t, char **word)
{
  int bad = 0;
  unsigned bits = levels_of(word[1]);
  for (char **left = word + 6; *left; left++) {
    char *key = g_strdup_printf("%s %s %s %s", word[2], word[3], *left, word[4]);
    unsigned have = GPOINTER_TO_UINT(g_hash_table_lookup(t, key));
    if (have & bits & 0xF && (have & bits) == bits)
      g_hash_table_replace(t, g_strdup(key), GUINT_TO_POINTER(have & ~bits));
    else
      bad += (print_error("listed, but no deviation: %s %s\n", word[1], key), 1);
    g_free(key);
  }
  return bad;
}

/* Calls fn for every line of linebreak.txt that begins with `kind`, with its words. */
static int each_line(const char *kind, int (*fn)(void *, char **), void *data)
{
  FILE *in = fopen("tests/unit/linebreak.txt", "r");
  assert_non_null(in);
  char row[4096];
  int bad = 0, seen = 0;
  while (fgets(row, sizeof row, in)) {
    row[strcspn(row, "#\n")] = '\0';
    char **word = g_strsplit(g_strstrip(row), " ", -1);
    if (word[0] && strcmp(word[0], kind) == 0) {
      seen++;
      bad += fn(data, word);
    }
    g_strfreev(word);
  }
  fclose(in);
  assert_true(seen > 0);
  return bad;
}

static int take_line(void *t, char **word)
{
  return take_listed(t, word);
}

static void test_deviations_are_listed(void **state)
{
  (void)state;
  GHashTable *t = deviations();
  int bad = each_line("dev", take_line, t);
  GHashTableIter it;
  gpointer key, bits;
  g_hash_table_iter_init(&it, t);
  while (g_hash_table_iter_next(&it, &key, &bits))
    for (int level = 0; level < LEVELS; level++)
      if (GPOINTER_TO_UINT(bits) & 1u << level)
        bad += (print_error("not listed: dev %s %s\n", level_name[level], (char *)key), 1);
  g_hash_table_destroy(t);
  assert_int_equal(bad, 0);
}

/* "start CODE LOOSE NORMAL STRICT [LEVEL=RULE]": may the character start a line after Han? CSS's loose, normal and
   strict stand for none, gb and strict; where a level is named, its rule says otherwise. */
static int start_line(void *count, char **word)
{
  static const int level_of[] = {ZB_STRICT_NONE, ZB_STRICT_GB, ZB_STRICT_STRICT};
  const uint32_t han = 0x6587, c[] = {han, han, (uint32_t)strtoul(word[1], NULL, 16), han, han};
  int bad = 0;
  ++*(int *)count;
  for (int i = 0; i < 3; i++) {
    uint8_t out[5];
    breaks(c, 5, level_of[i], out, NULL);
    bool want = strcmp(word[2 + i], "yes") == 0;
    const char *named = level_name[level_of[i]];
    if (word[5] && strncmp(word[5], named, strlen(named)) == 0 && word[5][strlen(named)] == '=')
      want = !want;
    if ((out[1] != ZB_LB_NOT) != want)
      bad += (print_error("U+%s at %s: %s\n", word[1], named, want ? "may not start" : "may start"), 1);
  }
  return bad;
}

static void test_starts(void **state)
{
  (void)state;
  int count = 0;
  assert_int_equal(each_line("start", start_line, &count), 0);
  assert_int_equal(count, 36);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_unicode), cmocka_unit_test(test_table_is_generated),
                                     cmocka_unit_test(test_deviations_are_listed), cmocka_unit_test(test_starts)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
