/* A display list of one page for a test, and text on it by hand. */
#ifndef ZB_TEST_DL_FIXTURE_H
#define ZB_TEST_DL_FIXTURE_H

#include "fixture.h"

#include "dl/dl.h"

typedef struct fixture {
  zb_arena *a;
  zb_diags *d;
  zb_dl *dl;
  zb_dl_page *p; /* 200 x 100 pt */
} fixture;

static inline int fixture_setup(void **state)
{
  fixture *f = calloc(1, sizeof *f);
  f->a = zb_arena_new();
  f->d = zb_diags_new(f->a);
  f->dl = zb_dl_new(f->a, f->d);
  f->p = zb_dl_page_new(f->dl, ZB_PT(200), ZB_PT(100));
  *state = f;
  return 0;
}

static inline int fixture_teardown(void **state)
{
  fixture *f = *state;
  zb_arena_free(f->a);
  free(f);
  return 0;
}

/* A test with a display list of its own. */
#define on_page(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

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
