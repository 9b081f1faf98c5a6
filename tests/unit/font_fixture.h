/* The fonts of the tests: the pinned ones of tests/fonts, else those of the Debian packages. */
#ifndef ZB_TEST_FONT_FIXTURE_H
#define ZB_TEST_FONT_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "res/fonts.h"

#define FIXTURE_LATIN_DIR "/usr/share/fonts/truetype/dejavu"
#define FIXTURE_ROLE(list, w, b)                                                                                       \
  {                                                                                                                    \
    .family = (list), .nfamilies = sizeof(list) / sizeof *(list), .weight = (w), .bold = (b)                           \
  }

/* FANGSONG stands for a role whose list begins with a Latin face; without that face it is like SONG. The folder
   ZB_TEST_FONTS goes before the pinned one. Messages go to d (borrowed); without fonts the program ends. */
static inline zb_fonts *fixture_fonts(zb_diags *d)
{
  static const char *const song[] = {"Noto Serif CJK SC"}, *const hei[] = {"Noto Sans CJK SC"};
  static const char *const kai[] = {"Zhanban Kai", "LXGW WenKai"};
  static const char *const latin_first[] = {"DejaVu Serif", "Noto Serif CJK SC"};
  static const zb_font_role roles[ZB_ROLE_COUNT] = {
      [ZB_ROLE_SONG] = FIXTURE_ROLE(song, 400, 700),  [ZB_ROLE_HEI] = FIXTURE_ROLE(hei, 400, 700),
      [ZB_ROLE_KAI] = FIXTURE_ROLE(kai, 400, 700),    [ZB_ROLE_FANGSONG] = FIXTURE_ROLE(latin_first, 400, 700),
      [ZB_ROLE_TITLE] = FIXTURE_ROLE(song, 700, 700), [ZB_ROLE_DIGITS] = FIXTURE_ROLE(hei, 400, 700),
  };
  const char *dirs[4];
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
  zb_fonts *fonts = zb_fonts_new(&(zb_fonts_conf){.dir = dirs, .ndirs = n, .role = roles}, d);
  if (!fonts) {
    zb_diags_print(d, stderr, ZB_LANG_EN, false);
    exit(1);
  }
  return fonts;
}

#endif
