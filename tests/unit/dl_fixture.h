/* A small page built by hand, for the tests of dump and queries. */
#ifndef ZB_TEST_DL_FIXTURE_H
#define ZB_TEST_DL_FIXTURE_H

#include <string.h>

#include "dl/dl.h"

/* One run of text at (x, y), one glyph and cluster a byte (good enough where glyphs are not looked at). */
static inline void fixture_text(zb_dl_page *p, const char *text, zb_u x, zb_u y)
{
  zb_arena *a = p->dl->arena;
  size_t n = strlen(text);
  zb_glyphs g = {.font = 0,
                 .size = ZB_PT(10),
                 .color = ZB_RGB(0x222222),
                 .x = x,
                 .y = y,
                 .advance = (zb_u)n * ZB_PT(5),
                 .glyph = zb_newn(a, zb_glyph, n),
                 .nglyphs = n,
                 .text = text,
                 .ntext = n,
                 .cluster = zb_newn(a, zb_cluster, n),
                 .nclusters = n};
  for (size_t i = 0; i < n; i++) {
    g.glyph[i] = (zb_glyph){.gid = (unsigned char)text[i], .x = (zb_u)i * ZB_PT(5)};
    g.cluster[i] = (zb_cluster){1, 1};
  }
  zb_dl_glyphs(p, &g);
}

/* An element with one run. */
static inline uint32_t fixture_element(zb_dl_page *p, zb_mark mark, const char *text, zb_u x, zb_u y)
{
  uint32_t node = zb_dl_begin(p, mark);
  fixture_text(p, text, x, y);
  zb_dl_end(p, mark.role);
  return node;
}

#endif
