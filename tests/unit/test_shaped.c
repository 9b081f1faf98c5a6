/* What is shaped alone and kept is what Pango makes of it in its context. */
#include "fixture.h"

#include <pango/pango.h>

#include "text/shaped.h"
#include "text_fixture.h"

static const char *const together =
    "国、国。《〈「『【〖〔（国）〕〗】』」〉》国，；：？！国的一是不了在人有我他这中大来上";

/* Pango's glyph and advance of each character of a text at once. */
static size_t in_context(zb_fonts *f, zb_role role, const char *text, uint32_t *gid, zb_u *advance, int *font)
{
  PangoAttrList *attrs = pango_attr_list_new();
  PangoFontDescription *desc = zb_fonts_describe(f, role, 0, ZB_SHAPED_SIZE);
  pango_attr_list_insert(attrs, pango_attr_font_desc_new(desc));
  pango_attr_list_insert(attrs, pango_attr_language_new(pango_language_from_string("zh-cn")));
  GList *items = pango_itemize(zb_fonts_context(f), text, 0, (int)strlen(text), attrs, NULL);
  PangoGlyphString *gs = pango_glyph_string_new();
  size_t n = 0;
  for (GList *i = items; i; i = i->next) {
    PangoItem *item = i->data;
    pango_shape_item(item, text, -1, NULL, gs, PANGO_SHAPE_NONE);
    for (int g = 0; g < gs->num_glyphs; g++) {
      gid[n] = gs->glyphs[g].glyph;
      font[n] = zb_fonts_id(f, item->analysis.font);
      advance[n++] = gs->glyphs[g].geometry.width;
    }
  }
  pango_glyph_string_free(gs);
  g_list_free_full(items, (GDestroyNotify)pango_item_free);
  pango_font_description_free(desc);
  pango_attr_list_unref(attrs);
  return n;
}

/* Every mark beside every other one, in every role. */
static void test_characters(void **state)
{
  fixture *f = *state;
  zb_shapes *shapes = zb_shapes_of(f->text.fonts);
  uint32_t c[128], gid[8];
  zb_u advance[8];
  int font[8];
  size_t n = 0;
  for (const char *p = together; *p;)
    c[n++] = zb_utf8_next(&p);
  for (int role = 0; role < ZB_ROLE_COUNT; role++) {
    zb_shaped_key key = {.role = (zb_role)role};
    for (size_t a = 0; a < n; a++)
      for (size_t b = 0; b < n; b++) {
        char text[16] = {0};
        const uint32_t pair[] = {0x56FD, c[a], c[b], 0x56FD};
        size_t len = 0;
        for (size_t i = 0; i < 4; i++)
          len += (size_t)zb_utf8_put(text + len, pair[i]);
        zb_shapes_learn(shapes, &key, pair, 4);
        assert_int_equal(in_context(f->text.fonts, key.role, text, gid, advance, font), 4);
        for (size_t i = 0; i < 4; i++) {
          const zb_shaped_char *e = zb_shapes_char(shapes, &key, pair[i]);
          assert_int_equal(e->font, font[i]);
          assert_int_equal(e->gid, gid[i]);
          assert_int_equal(e->advance, advance[i]);
        }
      }
  }
}

/* Pieces are found again, of any kind and length. */
static void test_pieces(void **state)
{
  fixture *f = *state;
  zb_shapes *shapes = zb_shapes_of(f->text.fonts);
  static const char *const text[] = {"GDP",
                                     "15.5%",
                                     "——",
                                     "……",
                                     " ",
                                     "a b",
                                     "don’t",
                                     "e\xCC\x81",
                                     "\xF0\x93\x80\x80",
                                     "a word that is longer than what is worth to be kept for another time"};
  for (int round = 0; round < 2; round++)
    for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
      zb_shaped_key key = {.role = ZB_ROLE_SONG, .tabular = i % 2 == 0};
      const zb_shaped *p = zb_shapes_piece(shapes, &key, text[i], strlen(text[i]));
      size_t chars = 0, glyphs = 0;
      for (size_t k = 0; k < p->nclus; k++) {
        chars += p->clu[k].nchars;
        glyphs += p->clu[k].nglyphs;
        assert_true(p->clu[k].advance >= 0);
      }
      assert_int_equal(chars, zb_utf8_count(text[i], strlen(text[i])));
      assert_int_equal(glyphs, p->nglyphs);
    }
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_characters), cmocka_unit_test(test_pieces)};
  return run_composer(tests);
}
