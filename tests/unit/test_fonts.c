/* Fonts: roles to faces on a private fontconfig, ids, ink and metrics, and what is said when a face is not there. */
#include "fixture.h"

#include <cairo-pdf.h>
#include <hb-ot.h>

#include "base/utf8.h"
#include "res/cut.h"
#include "res/fonts.h"

static const char *const song[] = {"Noto Serif CJK SC"};
static const char *const hei[] = {"Noto Sans CJK SC"};
static const char *const kai[] = {"LXGW WenKai"};
static const char *const none[] = {"No Such Family"};

#define ROLE(list, w, b, back)                                                                                         \
  {                                                                                                                    \
    .family = list, .nfamilies = 1, .weight = w, .bold = b, .fallback = back                                           \
  }

static const zb_font_role roles[ZB_ROLE_COUNT] = {
    [ZB_ROLE_SONG] = ROLE(song, 400, 700, ZB_ROLE_SONG),  [ZB_ROLE_HEI] = ROLE(hei, 400, 700, ZB_ROLE_HEI),
    [ZB_ROLE_KAI] = ROLE(kai, 400, 700, ZB_ROLE_KAI),     [ZB_ROLE_FANGSONG] = ROLE(none, 400, 700, ZB_ROLE_KAI),
    [ZB_ROLE_TITLE] = ROLE(song, 900, 900, ZB_ROLE_SONG), [ZB_ROLE_DIGITS] = ROLE(hei, 500, 700, ZB_ROLE_HEI),
};

static const char *const dirs[] = {"/usr/share/fonts/opentype/noto", "/usr/share/fonts/truetype/lxgw-wenkai"};

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
  x->cache = fixture_folder();
  zb_fonts_conf conf = {.dir = dirs, .ndirs = 2, .cache_dir = x->cache, .role = roles};
  x->fonts = zb_fonts_new(&conf, x->diags);
  assert_non_null(x->fonts);
  *state = x;
  return 0;
}

static int teardown(void **state)
{
  fixture *x = *state;
  zb_fonts_free(x->fonts);
  zb_arena_free(x->arena);
  fixture_remove(x->cache);
  g_free(x);
  return 0;
}

/* The face id of the first item of text in a role, and its first glyph. */
static int shape(fixture *x, zb_role role, int weight, const char *text, PangoGlyph *gid)
{
  PangoContext *context = zb_fonts_context(x->fonts);
  zb_fonts_announce(x->fonts, role);
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

static void test_roles(void **state)
{
  fixture *x = *state;
  static const struct {
    zb_role role;
    int weight;
    const char *psname;
    int given;
  } row[] = {
      {ZB_ROLE_SONG, 0, "NotoSerifCJKsc-Regular", 400}, {ZB_ROLE_SONG, 700, "NotoSerifCJKsc-Bold", 700},
      {ZB_ROLE_HEI, 0, "NotoSansCJKsc-Regular", 400},   {ZB_ROLE_KAI, 0, "LXGWWenKai-Regular", 400},
      {ZB_ROLE_TITLE, 0, "NotoSerifCJKsc-Black", 900},  {ZB_ROLE_DIGITS, 0, "NotoSansCJKsc-Medium", 500},
      {ZB_ROLE_FANGSONG, 0, "LXGWWenKai-Regular", 400},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(row); i++) {
    int id = shape(x, row[i].role, row[i].weight, "党建", NULL);
    const zb_font_info *info = zb_fonts_info(x->fonts, id);
    assert_string_equal(info->psname, row[i].psname);
    assert_int_equal(info->weight, row[i].given);
    zb_fonts_compare(x->fonts, row[i].role, row[i].weight, id, ZB_SRC_NONE);
  }
  assert_int_equal(fixture_findings(x->diags, ZB_D_SYNTHETIC_FACE), 0);
  assert_int_equal(fixture_findings(x->diags, ZB_D_FONT_FALLBACK), 0);
  assert_int_equal(fixture_findings(x->diags, ZB_D_FONT_ROLE), 1); /* fangsong is announced once */
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
  zb_src at = {.file = "r.yaml", .line = 3, .col = 5};
  int regular = shape(x, ZB_ROLE_SONG, 0, "党", NULL), kai_id = shape(x, ZB_ROLE_KAI, 0, "党", NULL);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 700, regular, at);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 700, regular, ZB_SRC_NONE);
  assert_int_equal(fixture_findings(x->diags, ZB_D_SYNTHETIC_FACE), 1);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 0, kai_id, at);
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 0, kai_id, ZB_SRC_NONE);
  assert_int_equal(fixture_findings(x->diags, ZB_D_FONT_FALLBACK), 1);
  zb_diags_clear(x->diags);
  zb_fonts_set_diags(x->fonts, x->diags); /* the next document is told again */
  zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 700, regular, at);
  assert_int_equal(fixture_findings(x->diags, ZB_D_SYNTHETIC_FACE), 1);
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
  static const zb_role role[] = {ZB_ROLE_SONG, ZB_ROLE_HEI, ZB_ROLE_KAI};
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
  static const char *const nowhere[] = {"/nonexistent"};
  zb_fonts_conf conf = {.dir = nowhere, .ndirs = 1, .role = roles};
  assert_null(zb_fonts_new(&conf, x->diags));
  assert_int_equal(fixture_findings(x->diags, ZB_D_NO_FONTS), 1);
  assert_int_equal(zb_diags_status(x->diags), 3);
}

/* Without a writable cache folder the fonts are the same. */
static void test_no_cache(void **state)
{
  fixture *x = *state;
  static const char *const cache[] = {NULL, "/proc/none/cache"};
  for (size_t i = 0; i < G_N_ELEMENTS(cache); i++) {
    zb_fonts_conf conf = {.dir = dirs + 1, .ndirs = 1, .cache_dir = cache[i], .role = roles};
    fixture y = {.diags = x->diags, .fonts = zb_fonts_new(&conf, x->diags)};
    assert_non_null(y.fonts);
    assert_string_equal(zb_fonts_info(y.fonts, shape(&y, ZB_ROLE_SONG, 700, "党", NULL))->psname, "LXGWWenKai-Bold");
    assert_string_equal(zb_fonts_families(y.fonts, ZB_ROLE_HEI), "LXGW WenKai");
    zb_fonts_free(y.fonts);
  }
}

/* A file that only calls itself a font is named; hidden files and others are not. */
static void test_skipped(void **state)
{
  fixture *x = *state;
  char *dir = fixture_folder();
  static const char *const name[] = {"broken.otf", ".hidden.ttf", "note.txt"};
  for (size_t i = 0; i < G_N_ELEMENTS(name); i++) {
    char *path = g_build_filename(dir, name[i], NULL);
    assert_true(g_file_set_contents(path, "no font", -1, NULL));
    g_free(path);
  }
  const char *const both[] = {dir, dirs[1]};
  for (int cached = 0; cached < 2; cached++) {
    zb_diags_clear(x->diags);
    zb_fonts_conf conf = {.dir = both, .ndirs = 2, .cache_dir = cached ? x->cache : NULL, .role = roles};
    zb_fonts *f = zb_fonts_new(&conf, x->diags);
    assert_non_null(f);
    assert_int_equal(fixture_findings(x->diags, ZB_D_FONT_SKIPPED), 1);
    zb_fonts_free(f);
  }
  fixture_remove(dir);
}

static void test_families(void **state)
{
  fixture *x = *state;
  assert_string_equal(zb_fonts_families(x->fonts, ZB_ROLE_KAI), "LXGW WenKai, Noto Serif CJK SC, Noto Sans CJK SC");
  PangoGlyph gid;
  shape(x, ZB_ROLE_SONG, 0, "\xF0\x9F\x98\x80", &gid); /* an emoji: no listed family has it, so none is used */
  assert_true(gid & PANGO_GLYPH_UNKNOWN_FLAG);
}

/* Characters of CJK extensions B and C come from a family listed for them, said once for the face; without the family they
   are missing. A role's own characters never come from there. */
static void test_rare(void **state)
{
  fixture *x = *state;
  static const char *const rare[] = {"No Such Family", "HanaMinB"};
  static const char *const folders[] = {"tests/fonts", "tests/fonts-rare"};
  static const char *const text[] = {"\xF0\xAA\x9A\xA5", "\xF0\xAB\x9F\x85"};
  zb_fonts_conf conf = {.dir = folders, .ndirs = 2, .cache_dir = x->cache, .role = roles, .rare = rare, .nrare = 2};
  for (int listed = 0; listed < 2; listed++) {
    zb_fonts_free(x->fonts);
    conf.nrare = listed ? 2 : 0;
    x->fonts = zb_fonts_new(&conf, x->diags);
    assert_non_null(x->fonts);
    for (size_t i = 0; i < G_N_ELEMENTS(text); i++) {
      PangoGlyph gid;
      int id = shape(x, ZB_ROLE_SONG, 0, text[i], &gid);
      assert_int_equal(!(gid & PANGO_GLYPH_UNKNOWN_FLAG), listed);
      if (!listed)
        continue;
      assert_string_equal(zb_fonts_info(x->fonts, id)->family, "HanaMinB");
      zb_fonts_compare(x->fonts, ZB_ROLE_SONG, 0, id, ZB_SRC_NONE);
    }
    assert_non_null(strstr(zb_fonts_info(x->fonts, shape(x, ZB_ROLE_SONG, 0, "党", NULL))->family, "Noto Serif"));
    assert_int_equal(strstr(zb_fonts_families(x->fonts, ZB_ROLE_SONG), "HanaMinB") != NULL, listed);
  }
  assert_int_equal(fixture_findings(x->diags, ZB_D_FONT_FALLBACK), 1);
  assert_int_equal(fixture_findings(x->diags, ZB_D_SYNTHETIC_FACE), 0);
}

/* --- faces cut to a document ---------------------------------------------------------------------------------------- */

static cairo_status_t to_array(void *closure, const unsigned char *bytes, unsigned n)
{
  g_byte_array_append(closure, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

/* A PDF of the text in the role, through a cut made of it; `before` was used and thrown away first. */
static GByteArray *pdf_of(fixture *x, zb_role role, const char *text, const char *before)
{
  PangoGlyph gid[16];
  int id = 0, n = 0;
  zb_cut *cut = zb_cut_new(x->fonts);
  for (const char *p = before; *p; zb_utf8_next(&p)) {
    id = shape(x, role, 0, p, gid);
    zb_cut *other = zb_cut_new(x->fonts);
    zb_cut_use(other, id, gid[0]);
    assert_true(zb_cut_make(other, x->diags));
    zb_cut_free(other);
  }
  for (const char *p = text; *p; zb_utf8_next(&p), n++) {
    id = shape(x, role, 0, p, &gid[n]);
    zb_cut_use(cut, id, gid[n]);
  }
  assert_true(zb_cut_make(cut, x->diags));
  GByteArray *out = g_byte_array_new();
  cairo_surface_t *s = cairo_pdf_surface_create_for_stream(to_array, out, 200, 200);
  cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "2025-01-01T00:00:00Z");
  cairo_t *cr = cairo_create(s);
  cairo_set_font_face(cr, zb_cut_face(cut, id));
  cairo_set_font_size(cr, 20);
  cairo_glyph_t glyph[16];
  cairo_text_cluster_t cluster[16];
  const char *p = text;
  for (int i = 0; i < n; i++) {
    const char *next = p;
    zb_utf8_next(&next);
    glyph[i] = (cairo_glyph_t){.index = zb_cut_gid(cut, id, gid[i]), .x = 20 * i, .y = 50};
    cluster[i] = (cairo_text_cluster_t){.num_bytes = (int)(next - p), .num_glyphs = 1};
    assert_true(glyph[i].index > 0);
    p = next;
  }
  zb_cut_free(cut); /* cairo keeps what it needs */
  cairo_show_text_glyphs(cr, text, (int)strlen(text), glyph, n, cluster, n, 0);
  cairo_destroy(cr);
  cairo_surface_finish(s);
  assert_int_equal(cairo_surface_status(s), CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy(s);
  return out;
}

static void test_cut(void **state)
{
  fixture *x = *state;
  static const zb_role role[] = {ZB_ROLE_SONG, ZB_ROLE_KAI};
  for (size_t i = 0; i < G_N_ELEMENTS(role); i++) {
    GByteArray *a = pdf_of(x, role[i], "党建引领15.5%", ""), *b = pdf_of(x, role[i], "党建引领15.5%", "海西州");
    assert_int_equal(a->len, b->len);
    assert_memory_equal(a->data, b->data, a->len);
    assert_true(a->len < 20000);
    g_byte_array_free(a, TRUE);
    g_byte_array_free(b, TRUE);
  }
}

static void test_cut_numbers_glyphs_in_order(void **state)
{
  fixture *x = *state;
  PangoGlyph gid[4];
  int id = 0;
  zb_cut *cut = zb_cut_new(x->fonts);
  static const char *const text[] = {"州", "一", "党", "1"};
  for (size_t i = 0; i < 4; i++) {
    id = shape(x, ZB_ROLE_SONG, 0, text[i], &gid[i]);
    zb_cut_use(cut, id, gid[i]);
  }
  assert_true(zb_cut_make(cut, x->diags));
  for (size_t i = 0; i < 4; i++)
    for (size_t k = 0; k < 4; k++)
      assert_int_equal(gid[i] < gid[k], zb_cut_gid(cut, id, gid[i]) < zb_cut_gid(cut, id, gid[k]));
  assert_int_equal(zb_cut_gid(cut, id, gid[0] + 1), 0);
  zb_cut_free(cut);
  assert_int_equal(zb_diags_count(x->diags, ZB_SYSTEM), 0);
}

/* --- faces cut beforehand: make fonts and tests/fonts ----------------------------------------------------------------- */

/* The face of a file whose English family is the one given; NULL if the file is not there. */
static hb_face_t *open_face(const char *file, const char *family)
{
  hb_blob_t *blob = hb_blob_create_from_file_or_fail(file);
  hb_face_t *found = NULL;
  for (unsigned i = 0; blob && !found && i < hb_face_count(blob); i++) {
    char name[64] = "";
    unsigned n = sizeof name;
    hb_face_t *face = hb_face_create(blob, i);
    hb_ot_name_id_t id = HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY;
    if (hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &n, name) == 0) {
      n = sizeof name;
      hb_ot_name_get_utf8(face, HB_OT_NAME_ID_FONT_FAMILY, hb_language_from_string("en", -1), &n, name);
    }
    if (strcmp(name, family) == 0)
      found = face;
    else
      hb_face_destroy(face);
  }
  hb_blob_destroy(blob);
  return found;
}

static bool has_feature(hb_face_t *face, hb_tag_t feature)
{
  static const hb_tag_t table[] = {HB_OT_TAG_GSUB, HB_OT_TAG_GPOS};
  for (size_t t = 0; t < 2; t++) {
    hb_tag_t tag[200];
    unsigned n = G_N_ELEMENTS(tag);
    hb_ot_layout_table_get_feature_tags(face, table[t], 0, &n, tag);
    for (unsigned i = 0; i < n; i++)
      if (tag[i] == feature)
        return true;
  }
  return false;
}

static float weight_of(hb_face_t *face)
{
  hb_font_t *font = hb_font_create(face);
  float weight = hb_style_get_value(font, HB_STYLE_TAG_WEIGHT);
  hb_font_destroy(font);
  return weight;
}

static void compare_faces(const char *cut_file, const char *cut_family, const char *file, const char *family, bool all)
{
  hb_face_t *cut = open_face(cut_file, cut_family), *whole = open_face(file, family);
  assert_non_null(cut);
  assert_non_null(whole);
  assert_true(weight_of(cut) == weight_of(whole));
  assert_int_equal(hb_face_get_upem(cut), hb_face_get_upem(whole));
  static const char *const kept[] = {"halt", "palt", "vert", "tnum", "kern", "fwid", "pwid", "liga", "locl", "ccmp"};
  size_t nkept = all ? G_N_ELEMENTS(kept) : 5; /* a small set may have nothing to join or to vary */
  for (size_t i = 0; i < nkept; i++) {
    hb_tag_t tag = hb_tag_from_string(kept[i], 4);
    if (has_feature(cut, tag) != has_feature(whole, tag))
      print_error("%s: %s\n", cut_file, kept[i]);
    assert_int_equal(has_feature(cut, tag), has_feature(whole, tag));
  }
  hb_set_t *a = hb_set_create(), *b = hb_set_create();
  hb_face_collect_unicodes(cut, a);
  hb_face_collect_unicodes(whole, b);
  assert_true(all ? hb_set_is_equal(a, b) : hb_set_is_subset(a, b));
  assert_true(hb_set_get_population(a) > 1500);
  hb_set_destroy(a);
  hb_set_destroy(b);
  hb_face_destroy(cut);
  hb_face_destroy(whole);
}

/* Runs in the project's folder, as every unit test. fonts/faces is made on wish only. */
static void test_cut_faces_keep_their_features(void **state)
{
  (void)state;
  static const char *const noto[] = {"Serif-Regular", "Serif-Bold", "Serif-Black", "Sans-Regular", "Sans-Bold"};
  for (size_t i = 0; i < G_N_ELEMENTS(noto); i++) {
    bool serif = noto[i][1] == 'e' && noto[i][2] == 'r';
    const char *weight = strchr(noto[i], '-') + 1, *kind = serif ? "Serif" : "Sans", *family = serif ? song[0] : hei[0];
    char *whole = g_strdup_printf("%s/Noto%sCJK-%s.ttc", dirs[0], kind, weight);
    char *small = g_strdup_printf("tests/fonts/Noto%sCJKsc-%s.otf", kind, weight);
    char *full = g_strdup_printf("fonts/faces/Noto%sCJK-%s-SC.otf", kind, weight);
    compare_faces(small, family, whole, family, false);
    if (g_file_test(full, G_FILE_TEST_EXISTS))
      compare_faces(full, family, whole, family, true);
    g_free(whole);
    g_free(small);
    g_free(full);
  }
  compare_faces("tests/fonts/ZhanbanKai-Regular.ttf", "Zhanban Kai",
                "/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", kai[0], false);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
  const struct CMUnitTest tests[] = {
      T(roles),
      T(ids_do_not_depend_on_size),
      T(compare),
      T(ink_and_metrics),
      T(context_is_unhinted),
      T(no_fonts),
      T(no_cache),
      T(families),
      T(rare),
      T(skipped),
      T(cut),
      T(cut_numbers_glyphs_in_order),
      cmocka_unit_test(test_cut_faces_keep_their_features),
  };
#undef T
  return cmocka_run_group_tests(tests, NULL, NULL);
}
