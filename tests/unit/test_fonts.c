/* Fonts: roles to faces on a private fontconfig, ids, ink and metrics, and what is said when a face is not there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "res/fonts.h"

static const char *const song[] = { "Noto Serif CJK SC" };
static const char *const hei[] = { "Noto Sans CJK SC" };
static const char *const kai[] = { "LXGW WenKai" };
static const char *const none[] = { "No Such Family" };

#define ROLE(list, w, b, back) { .family = list, .nfamilies = 1, .weight = w, .bold = b, .fallback = back }

static const zb_font_role roles[ZB_ROLE_COUNT] = {
  [ZB_ROLE_SONG] = ROLE(song, 400, 700, ZB_ROLE_SONG),
  [ZB_ROLE_HEI] = ROLE(hei, 400, 700, ZB_ROLE_HEI),
  [ZB_ROLE_KAI] = ROLE(kai, 400, 700, ZB_ROLE_KAI),
  [ZB_ROLE_FANGSONG] = ROLE(none, 400, 700, ZB_ROLE_KAI),
  [ZB_ROLE_TITLE] = ROLE(song, 900, 900, ZB_ROLE_SONG),
  [ZB_ROLE_DIGITS] = ROLE(hei, 500, 700, ZB_ROLE_HEI),
};

static const char *const dirs[] = { "/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/lxgw-wenkai" };

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_fonts *fonts;
  char *cache;
} fixture;

static int setup(void **state)
{
  fixture *x = g_new0(fixture, 1);
  x->arena = zb_arena_new();
  x->diags = zb_diags_new(x->arena);
  x->cache = g_dir_make_tmp("zb-fonts-XXXXXX", NULL);
  zb_fonts_conf conf = { .dir = dirs, .ndirs = 2, .cache_dir = x->cache, .role = roles };
  x->fonts = zb_fonts_new(&conf, x->diags);
  assert_non_null(x->fonts);
  *state = x;
  return 0;
}

static void remove_folder(const char *path)
{
  GDir *dir = g_dir_open(path, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *file = g_build_filename(path, name, NULL);
    g_unlink(file);
    g_free(file);
  }
  if (dir)
    g_dir_close(dir);
  g_rmdir(path);
}

static int teardown(void **state)
{
  fixture *x = *state;
  zb_fonts_free(x->fonts);
  zb_arena_free(x->arena);
  remove_folder(x->cache);
  g_free(x->cache);
  g_free(x);
  return 0;
}

/* The face id of the first item of text in a role, and its first glyph. */
static int shape(fixture *x, zb_role role, int weight, const char *text, PangoGlyph *gid)
{
  PangoContext *context = zb_fonts_context(x->fonts);
  PangoFontDescription *desc = zb_fonts_describe(x->fonts, role, weight, ZB_PT(10));
  pango_context_set_font_description(context, desc);
  GList *items = pango_itemize(context, text, 0, (int)strlen(text), NULL, NULL);
  PangoItem *item = items->data;
  PangoGlyphString *glyphs = pango_glyph_string_new();
  pango_shape(text + item->offset, item->length, &item->analysis, glyphs);
  int id = zb_fonts_id(x->fonts, item->analysis.font);
  if (gid)
    *gid = glyphs->glyphs[0].glyph;
  pango_glyph_string_free(glyphs);
  g_list_free_full(items, (GDestroyNotify)pango_item_free);
  pango_font_description_free(desc);
  return id;
}

static size_t count(fixture *x, zb_diag_code code)
{
  size_t n, hits = 0;
  const zb_diag_entry *e = zb_diags_sorted(x->diags, &n);
  for (size_t i = 0; i < n; i++)
    hits += e[i].code == code;
  return hits;
}

static void test_roles(void **state)
{
  fixture *x = *state;
  static const struct {
    zb_role role;
    int weight;
    const char *psname;
    int given;
  } row[] = {
    { ZB_ROLE_SONG, 0, "NotoSerifCJKsc-Regular", 400 }, { ZB_ROLE_SONG, 700, "NotoSerifCJKsc-Bold", 700 },
    { ZB_ROLE_HEI, 0, "NotoSansCJKsc-Regular", 400 },   { ZB_ROLE_KAI, 0, "LXGWWenKai-Regular", 400 },
    { ZB_ROLE_TITLE, 0, "NotoSerifCJKsc-Black", 900 },  { ZB_ROLE_DIGITS, 0, "NotoSansCJKsc-Medium", 500 },
    { ZB_ROLE_FANGSONG, 0, "LXGWWenKai-Regular", 400 },
  };
  for (size_t i = 0; i < G_N_ELEMENTS(row); i++) {
    int id = shape(x, row[i].role, row[i].weight, "党建", NULL);
    const zb_font_info *info = zb_fonts_info(x->fonts, id);
    assert_string_equal(info->psname, row[i].psname);
    assert_int_equal(info->weight, row[i].given);
    zb_fonts_compare(x->fonts, row[i].role, row[i].weight, id, ZB_SRC_NONE);
  }
  assert_int_equal(count(x, ZB_D_SYNTHETIC_FACE), 0);
  assert_int_equal(count(x, ZB_D_FONT_FALLBACK), 0);
  assert_int_equal(count(x, ZB_D_FONT_ROLE), 1); /* fangsong is announced once */
}

static void test_ids_do_not_depend_on_size(void **state)
{
  fixture *x = *state;
  int a = shape(x, ZB_ROLE_SONG, 0, "党", NULL), n = zb_fonts_count(x->fonts);
  PangoFontDescription *desc = zb_fonts_describe(x->fonts, ZB_ROLE_SONG, 0, ZB_PT(72));
  PangoFont *font = pango_context_load_font(zb_fonts_context(x->fonts), desc);
  assert_int_equal(zb_fonts_id(x->fonts, font), a);
  assert_int_equal(zb_fonts_count(x->fonts), n);
  g_object_unref(font);
  pango_font_description_free(desc);
}

static void test_compare(void **state)
{
  fixture *x = *state;
  zb_src at = { .file = "r.yaml", .line = 3, .col = 5 };
  int regular = shape(x, ZB_ROLE_SONG, 0, "党", NULL), kai_id = shape(x, ZB_ROLE_KAI, 0, "党", NULL);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 700, regular, at);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 700, regular, ZB_SRC_NONE);
  assert_int_equal(count(x, ZB_D_SYNTHETIC_FACE), 1);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 0, kai_id, at);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 0, kai_id, ZB_SRC_NONE);
  assert_int_equal(count(x, ZB_D_FONT_FALLBACK), 1);
  zb_diags_clear(x->diags);
  zb_fonts_set_diags(x->fonts, x->diags); /* the next document is told again */
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 700, regular, at);
  assert_int_equal(count(x, ZB_D_SYNTHETIC_FACE), 1);
}

static void test_ink_and_metrics(void **state)
{
  fixture *x = *state;
  PangoGlyph gid;
  int id = shape(x, ZB_ROLE_SONG, 0, "，", &gid), ascent, descent;
  zb_glyph_ink ink = zb_fonts_ink(x->fonts, id, gid);
  assert_int_equal(ink.advance, 1000);
  assert_true(ink.left >= 0 && ink.right < 500); /* the mark sits in the left half: trimming is safe */
  assert_true(ink.top > ink.bottom && ink.bottom < 0);
  assert_int_equal(zb_fonts_ink(x->fonts, id, 999999).advance, 0);
  static const zb_role role[] = { ZB_ROLE_SONG, ZB_ROLE_HEI, ZB_ROLE_KAI };
  for (size_t i = 0; i < G_N_ELEMENTS(role); i++) {
    zb_fonts_metrics(x->fonts, shape(x, role[i], 0, "国", NULL), &ascent, &descent);
    assert_int_equal(ascent + descent, 1000);
    assert_in_range(ascent, 850, 900);
  }
}

/* Sizes are exact: 10 pt Han advance 10 pt whatever the target. */
static void test_context_is_unhinted(void **state)
{
  fixture *x = *state;
  PangoFontDescription *desc = zb_fonts_describe(x->fonts, ZB_ROLE_SONG, 0, 10007);
  PangoFont *font = pango_context_load_font(zb_fonts_context(x->fonts), desc);
  PangoGlyph gid;
  shape(x, ZB_ROLE_SONG, 0, "国", &gid);
  PangoRectangle logical;
  pango_font_get_glyph_extents(font, gid, NULL, &logical);
  assert_in_range(logical.width, 10006, 10008);
  g_object_unref(font);
  pango_font_description_free(desc);
}

static void test_no_fonts(void **state)
{
  fixture *x = *state;
  static const char *const nowhere[] = { "/nonexistent" };
  zb_fonts_conf conf = { .dir = nowhere, .ndirs = 1, .role = roles };
  assert_null(zb_fonts_new(&conf, x->diags));
  assert_int_equal(count(x, ZB_D_NO_FONTS), 1);
  assert_int_equal(zb_diags_status(x->diags), 3);
}

/* Without a writable cache folder the fonts are the same. */
static void test_no_cache(void **state)
{
  fixture *x = *state;
  static const char *const cache[] = { NULL, "/proc/none/cache" };
  for (size_t i = 0; i < G_N_ELEMENTS(cache); i++) {
    zb_fonts_conf conf = { .dir = dirs + 1, .ndirs = 1, .cache_dir = cache[i], .role = roles };
    fixture y = { .diags = x->diags, .fonts = zb_fonts_new(&conf, x->diags) };
    assert_non_null(y.fonts);
    assert_string_equal(zb_fonts_info(y.fonts, shape(&y, ZB_ROLE_SONG, 700, "党", NULL))->psname, "LXGWWenKai-Bold");
    assert_string_equal(zb_fonts_families(y.fonts, ZB_ROLE_HEI), "LXGW WenKai");
    zb_fonts_free(y.fonts);
  }
}

static void test_families(void **state)
{
  fixture *x = *state;
  assert_string_equal(zb_fonts_families(x->fonts, ZB_ROLE_KAI), "LXGW WenKai, Noto Serif CJK SC, Noto Sans CJK SC");
  PangoGlyph gid;
  shape(x, ZB_ROLE_SONG, 0, "\xF0\x9F\x98\x80", &gid); /* an emoji: no listed family has it, so none is used */
  assert_true(gid & PANGO_GLYPH_UNKNOWN_FLAG);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
  const struct CMUnitTest tests[] = {
    T(roles),    T(ids_do_not_depend_on_size), T(compare),  T(ink_and_metrics), T(context_is_unhinted),
    T(no_fonts), T(no_cache),                  T(families),
  };
#undef T
  return cmocka_run_group_tests(tests, NULL, NULL);
}
