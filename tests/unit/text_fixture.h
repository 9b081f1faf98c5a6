/* What tests of the composer share: an arena, diagnostics and the fonts of the test folder or of the Debian packages.
 */
#ifndef ZB_TEST_TEXT_FIXTURE_H
#define ZB_TEST_TEXT_FIXTURE_H

#include <stdlib.h>
#include <unistd.h>

#include "text/label.h"

static const char *const fixture_song[] = {"Noto Serif CJK SC"};
static const char *const fixture_hei[] = {"Noto Sans CJK SC"};
static const char *const fixture_kai[] = {"Zhanban Kai", "LXGW WenKai"};
static const char *const fixture_latin_first[] = {"DejaVu Serif", "Noto Serif CJK SC"};

#define FIXTURE_LATIN_DIR "/usr/share/fonts/truetype/dejavu"
#define FIXTURE_ROLE(list, w, b)                                                                                       \
  {                                                                                                                    \
    .family = (list), .nfamilies = sizeof(list) / sizeof *(list), .weight = (w), .bold = (b)                           \
  }

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_text text;
} fixture;

/* The pinned fonts of tests/fonts, or the folder ZB_TEST_FONTS. FANGSONG stands for a role whose list begins with a
   Latin face; without that face it is like SONG, and the rules hold all the same. */
static inline fixture fixture_open(void)
{
  static const char *dirs[4];
  size_t n = 0;
  const char *env = getenv("ZB_TEST_FONTS");
  if (env) {
    dirs[n++] = env;
  } else if (access("tests/fonts/NotoSerifCJKsc-Regular.otf", R_OK) == 0) {
    dirs[n++] = "tests/fonts";
  } else {
    dirs[n++] = "/usr/share/fonts/opentype/noto";
    dirs[n++] = "/usr/share/fonts/truetype/lxgw-wenkai";
  }
  if (access(FIXTURE_LATIN_DIR, R_OK) == 0)
    dirs[n++] = FIXTURE_LATIN_DIR;
  static zb_font_role roles[ZB_ROLE_COUNT] = {
      [ZB_ROLE_SONG] = FIXTURE_ROLE(fixture_song, 400, 700),
      [ZB_ROLE_HEI] = FIXTURE_ROLE(fixture_hei, 400, 700),
      [ZB_ROLE_KAI] = FIXTURE_ROLE(fixture_kai, 400, 700),
      [ZB_ROLE_FANGSONG] = FIXTURE_ROLE(fixture_latin_first, 400, 700),
      [ZB_ROLE_TITLE] = FIXTURE_ROLE(fixture_song, 700, 700),
      [ZB_ROLE_DIGITS] = FIXTURE_ROLE(fixture_hei, 400, 700),
  };
  zb_fonts_conf conf = {.dir = dirs, .ndirs = n, .role = roles};
  fixture f = {.arena = zb_arena_new()};
  f.diags = zb_diags_new(f.arena);
  f.text = (zb_text){.arena = f.arena, .diags = f.diags, .fonts = zb_fonts_new(&conf, f.diags)};
  if (!f.text.fonts) {
    zb_diags_print(f.diags, stderr, ZB_LANG_EN, false);
    exit(1);
  }
  return f;
}

static inline void fixture_close(fixture *f)
{
  zb_fonts_free(f->text.fonts);
  zb_arena_free(f->arena);
}

#endif
