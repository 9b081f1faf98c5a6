/* Support of the output tests: display lists made by hand, with real glyphs. */
#ifndef ZB_TEST_OUT_FIXTURE_H
#define ZB_TEST_OUT_FIXTURE_H

#include "fixture.h"

#include <cairo.h>

#include "base/utf8.h"
#include "font_fixture.h"
#include "out/out.h"

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_fonts *fonts;
  zb_images *images;
  zb_dl *dl;
  int song; /* font id */
} fixture;

/* with_fonts: also opens the test font (lists without glyphs are quicker without). */
static inline fixture fixture_open(bool with_fonts)
{
  fixture f = {.arena = zb_arena_new()};
  f.diags = zb_diags_new(f.arena);
  f.dl = zb_dl_new(f.arena, f.diags);
  f.dl->title = "测试 & <样张>";
  f.dl->lang = "zh-CN";
  if (!with_fonts)
    return f;
  f.fonts = fixture_fonts(f.diags);
  PangoFontDescription *desc = zb_fonts_describe(f.fonts, ZB_ROLE_SONG, 0, ZB_PT(10));
  PangoFont *font = pango_context_load_font(zb_fonts_context(f.fonts), desc);
  f.song = zb_fonts_id(f.fonts, font);
  g_object_unref(font);
  pango_font_description_free(desc);
  f.images = zb_images_new(f.fonts);
  return f;
}

static inline void fixture_close(fixture *f)
{
  if (f->images)
    zb_images_free(f->images);
  if (f->fonts)
    zb_fonts_free(f->fonts);
  zb_arena_free(f->arena);
}

static inline zb_out_job fixture_job(const fixture *f)
{
  return (zb_out_job){.dl = f->dl, .fonts = f->fonts, .images = f->images, .diags = f->diags, .dpi = 72};
}

/* A run with one cluster a character; glyph 0 without fonts. */
static inline zb_glyphs fixture_run(const fixture *f, zb_u size, zb_u x, zb_u y, const char *text)
{
  size_t n = zb_utf8_count(text, strlen(text));
  zb_glyphs g = {.font = f->song, .size = size, .x = x, .y = y, .color = ZB_RGB(0x222222)};
  g.glyph = zb_newn(f->arena, zb_glyph, n);
  g.cluster = zb_newn(f->arena, zb_cluster, n);
  g.nglyphs = g.nclusters = n;
  g.text = text;
  g.ntext = strlen(text);
  const char *at = text;
  for (size_t i = 0; i < n; i++) {
    const char *from = at;
    uint32_t c = zb_utf8_next(&at);
    unsigned gid = f->fonts ? zb_fonts_glyph(f->fonts, f->song, c) : 1;
    int advance = f->fonts ? zb_fonts_ink(f->fonts, f->song, gid).advance : 1000;
    g.glyph[i] = (zb_glyph){.gid = gid, .x = g.advance};
    g.cluster[i] = (zb_cluster){.nbytes = (uint16_t)(at - from), .nglyphs = 1};
    g.advance += zb_u_muldiv(size, advance, 1000);
  }
  return g;
}

static inline void fixture_text(const fixture *f, zb_dl_page *p, double x, double y, const char *text)
{
  zb_glyphs g = fixture_run(f, ZB_PT(12), ZB_PT(x), ZB_PT(y), text);
  zb_dl_glyphs(p, &g);
}

/* An element with one run of text. */
static inline uint32_t fixture_elem(const fixture *f, zb_dl_page *p, zb_mark m, double x, double y, const char *text)
{
  uint32_t node = zb_dl_begin(p, m);
  fixture_text(f, p, x, y, text);
  zb_dl_end(p, m.role);
  return node;
}

static inline void fixture_rect(zb_dl_page *p, double x, double y, double w, double h, uint32_t rgb)
{
  zb_dl_fill_rect(p, (zb_rect){ZB_PT(x), ZB_PT(y), ZB_PT(w), ZB_PT(h)}, zb_paint_solid(ZB_RGB(rgb)));
}

/* What an output writes, as a NUL-terminated string of n bytes on the arena; NULL when it fails. */
static inline char *fixture_write(const fixture *f, const zb_out_job *job, const char *name, size_t page, size_t *n)
{
  zb_sink *s = zb_sink_memory();
  bool ok = zb_out_by_name(name)->write(job, page, s);
  size_t size;
  const unsigned char *bytes = zb_sink_bytes(s, &size);
  char *copy = NULL;
  if (ok) {
    copy = zb_arena_alloc(f->arena, size + 1);
    if (size > 0)
      memcpy(copy, bytes, size);
    copy[size] = '\0';
  }
  if (n)
    *n = size;
  zb_sink_abort(s);
  return copy;
}

#endif
