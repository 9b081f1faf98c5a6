/* The character map of cut faces, read back by HarfBuzz. */
#include "fixture.h"

#include "res/cmap.h"

static hb_codepoint_t lookup(hb_blob_t *cmap, hb_codepoint_t c)
{
  hb_face_t *builder = hb_face_builder_create();
  hb_face_builder_add_table(builder, HB_TAG('c', 'm', 'a', 'p'), cmap);
  hb_blob_t *blob = hb_face_reference_blob(builder);
  hb_face_t *face = hb_face_create(blob, 0);
  hb_face_set_glyph_count(face, 100);
  hb_font_t *font = hb_font_create(face);
  hb_codepoint_t gid = 0;
  hb_font_get_nominal_glyph(font, c, &gid);
  hb_font_destroy(font);
  hb_face_destroy(face);
  hb_blob_destroy(blob);
  hb_face_destroy(builder);
  return gid;
}

static void test_names(void **state)
{
  (void)state;
  hb_set_t *chars = hb_set_create();
  hb_map_t *names = hb_map_create(), *cut = hb_map_create();
  assert_null(zb_cmap_table(chars, names, cut));
  static const struct {
    hb_codepoint_t c, old, cut;
  } glyph[] = {{0x957F, 4000, 7}, {' ', 1, 1}, {0x20BB7, 30000, 42}, {'8', 25, 3}};
  for (size_t i = 0; i < sizeof glyph / sizeof *glyph; i++) {
    hb_set_add(chars, glyph[i].c);
    hb_map_set(names, glyph[i].c, glyph[i].old);
    hb_map_set(cut, glyph[i].old, glyph[i].cut);
  }
  hb_blob_t *table = zb_cmap_table(chars, names, cut);
  assert_non_null(table);
  assert_int_equal(hb_blob_get_length(table), 12 + 16 + 4 * 12);
  for (size_t i = 0; i < sizeof glyph / sizeof *glyph; i++)
    assert_int_equal(lookup(table, glyph[i].c), glyph[i].cut);
  assert_int_equal(lookup(table, 0x2ED3), 0); /* ⻓, the radical that looks like 长 */
  hb_blob_destroy(table);
  hb_map_destroy(cut);
  hb_map_destroy(names);
  hb_set_destroy(chars);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(test_names)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
