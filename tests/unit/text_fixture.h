/* What tests of the composer share: an arena, diagnostics and the test fonts. Needs no cmocka, for tests/tools. */
#ifndef ZB_TEST_TEXT_FIXTURE_H
#define ZB_TEST_TEXT_FIXTURE_H

#include "base/utf8.h"
#include "font_fixture.h"
#include "text/label.h"

/* Marks that begin, or end, no line (R1, R2, and what follows a number). */
static const char *const fixture_no_start = "、，。；：？！．）》〉」』】〗〕］｝”’·～%‰℃";
static const char *const fixture_no_end = "（《〈「『【〖〔［｛“‘¥￥$№";

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_text text;
} fixture;

static inline fixture fixture_open(void)
{
  fixture f = {.arena = zb_arena_new()};
  f.diags = zb_diags_new(f.arena);
  f.text = (zb_text){.arena = f.arena, .diags = f.diags, .fonts = fixture_fonts(f.diags)};
  return f;
}

static inline void fixture_close(fixture *f)
{
  zb_fonts_free(f->text.fonts);
  zb_arena_free(f->arena);
}

static inline int fixture_setup(void **state)
{
  fixture *f = malloc(sizeof *f);
  *f = fixture_open();
  *state = f;
  return 0;
}

static inline int fixture_teardown(void **state)
{
  fixture_close(*state);
  free(*state);
  return 0;
}

/* All tests on the same fonts. */
#define run_composer(tests) cmocka_run_group_tests(tests, fixture_setup, fixture_teardown)

/* A text of one look. */
static inline zb_para *fixture_para(fixture *f, const char *text, const zb_tstyle *style)
{
  zb_span span = zb_span_plain(text, strlen(text), ZB_SRC_NONE);
  return zb_para_new(&f->text, &span, 1, style);
}

/* Is the character one of the set? */
static inline bool fixture_among(const char *set, uint32_t c)
{
  while (*set)
    if (zb_utf8_next(&set) == c)
      return true;
  return false;
}

#endif
