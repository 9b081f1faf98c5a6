/* Cuts every face of a document to the glyphs it uses before cairo sees it: cairo 1.16 keeps all local subroutines of a CFF
   font and reads the whole table, tens of megabytes, for a page of text. Glyphs are numbered anew in ascending order of
   their ids: keeping the ids costs twice the time of cutting and half as much again of cairo's (65535 empty slots). */
#include "res/cut.h"

#include <cairo-ft.h>
#include <glib.h>
#include <hb-subset.h>

#include "res/cmap.h"

/* One face. FreeType reads the font from memory, so the blob lives as long as the FT_Face, and that as long as cairo
   keeps the font face, which may be longer than the zb_cut. The library is the face's own: cairo may let go of faces in any
   thread, and one FT_Library must not close faces in two. */
typedef struct held {
  FT_Library library;
  FT_Face face;
  hb_blob_t *blob;
} held;

struct zb_cut {
  zb_fonts *fonts;
  GPtrArray *used;  /* of hb_set_t, by font id; NULL = not used */
  GPtrArray *chars; /* of hb_set_t, by font id: the characters named; NULL = none */
  GPtrArray *names; /* of hb_map_t, by font id: the glyph of each */
  GPtrArray *maps;  /* of hb_map_t, old to new glyph id, by font id */
  GPtrArray *faces; /* of cairo_font_face_t, by font id */
};

static const cairo_user_data_key_t held_key;

/* What cairo and FreeType need of a font. Layout, character map and vertical metrics stay out, which also spares the
   subsetter their closure; so do glyph names, from which FreeType would make up a character map. */
static const hb_tag_t kept_tables[] = {
    HB_TAG('h', 'e', 'a', 'd'), HB_TAG('h', 'h', 'e', 'a'), HB_TAG('h', 'm', 't', 'x'),
    HB_TAG('m', 'a', 'x', 'p'), HB_TAG('n', 'a', 'm', 'e'), HB_TAG('O', 'S', '/', '2'),
    HB_TAG('C', 'F', 'F', ' '), HB_TAG('g', 'l', 'y', 'f'), HB_TAG('l', 'o', 'c', 'a'),
};

static void free_set(gpointer set)
{
  hb_set_destroy(set); /* NULL is accepted */
}

static void free_map(gpointer map)
{
  hb_map_destroy(map);
}

static void free_face(gpointer face)
{
  if (face)
    cairo_font_face_destroy(face);
}

zb_cut *zb_cut_new(zb_fonts *f)
{
  zb_cut *c = g_new0(zb_cut, 1);
  c->fonts = f;
  c->used = g_ptr_array_new_with_free_func(free_set);
  c->chars = g_ptr_array_new_with_free_func(free_set);
  c->names = g_ptr_array_new_with_free_func(free_map);
  c->maps = g_ptr_array_new_with_free_func(free_map);
  c->faces = g_ptr_array_new_with_free_func(free_face);
  return c;
}

void zb_cut_free(zb_cut *c)
{
  if (!c)
    return;
  g_ptr_array_free(c->used, TRUE);
  g_ptr_array_free(c->chars, TRUE);
  g_ptr_array_free(c->names, TRUE);
  g_ptr_array_free(c->maps, TRUE);
  g_ptr_array_free(c->faces, TRUE);
  g_free(c);
}

void zb_cut_use(zb_cut *c, int font, unsigned gid)
{
  g_assert(font >= 0 && font < zb_fonts_count(c->fonts));
  if ((guint)font >= c->used->len)
    g_ptr_array_set_size(c->used, font + 1);
  if (!c->used->pdata[font])
    c->used->pdata[font] = hb_set_create();
  hb_set_add(c->used->pdata[font], gid);
}

void zb_cut_name(zb_cut *c, int font, unsigned gid, uint32_t ch)
{
  zb_cut_use(c, font, gid);
  g_ptr_array_set_size(c->chars, (gint)c->used->len);
  g_ptr_array_set_size(c->names, (gint)c->used->len);
  if (!c->chars->pdata[font]) {
    c->chars->pdata[font] = hb_set_create();
    c->names->pdata[font] = hb_map_create();
  }
  if (hb_set_has(c->chars->pdata[font], ch))
    return;
  hb_set_add(c->chars->pdata[font], ch);
  hb_map_set(c->names->pdata[font], ch, gid);
}

/* The face with the kept tables only. */
static hb_face_t *bare_face(hb_face_t *source)
{
  hb_face_t *bare = hb_face_builder_create();
  for (size_t i = 0; i < G_N_ELEMENTS(kept_tables); i++) {
    hb_blob_t *table = hb_face_reference_table(source, kept_tables[i]);
    if (hb_blob_get_length(table) > 0)
      hb_face_builder_add_table(bare, kept_tables[i], table);
    hb_blob_destroy(table);
  }
  hb_face_set_upem(bare, hb_face_get_upem(source));
  hb_face_set_glyph_count(bare, hb_face_get_glyph_count(source));
  return bare;
}

/* The bytes of the face cut to the glyphs, and the new number of each glyph. NULL on failure. */
static hb_blob_t *cut_bytes(hb_face_t *source, const hb_set_t *glyphs, const hb_set_t *chars, const hb_map_t *names,
                            hb_map_t **map)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail();
  if (!input)
    return NULL;
  hb_set_set(hb_subset_input_glyph_set(input), glyphs);
  hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_DESUBROUTINIZE | HB_SUBSET_FLAGS_NO_HINTING |
                                       HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
  hb_face_t *bare = bare_face(source), *cut = NULL;
  hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, input);
  if (plan) {
    cut = hb_subset_plan_execute_or_fail(plan);
    *map = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    hb_subset_plan_destroy(plan);
  }
  hb_blob_t *cmap = cut && chars ? zb_cmap_table(chars, names, *map) : NULL;
  if (cmap)
    hb_face_builder_add_table(cut, HB_TAG('c', 'm', 'a', 'p'), cmap);
  hb_blob_destroy(cmap);
  hb_blob_t *blob = cut ? hb_face_reference_blob(cut) : NULL;
  hb_face_destroy(cut);
  hb_face_destroy(bare);
  hb_subset_input_destroy(input);
  if (blob && hb_blob_get_length(blob) == 0) {
    hb_blob_destroy(blob);
    blob = NULL;
  }
  return blob;
}

static void release(void *data)
{
  held *h = data;
  if (h->face)
    FT_Done_Face(h->face);
  if (h->library)
    FT_Done_FreeType(h->library);
  hb_blob_destroy(h->blob);
  g_free(h);
}

/* A cairo face reading the blob, which it owns from now on. NULL on failure. */
static cairo_font_face_t *take_face(hb_blob_t *blob)
{
  held *h = g_new0(held, 1);
  h->blob = blob;
  unsigned n;
  const char *bytes = hb_blob_get_data(blob, &n);
  cairo_font_face_t *face = NULL;
  if (FT_Init_FreeType(&h->library) == 0 &&
      FT_New_Memory_Face(h->library, (const FT_Byte *)bytes, (FT_Long)n, 0, &h->face) == 0) {
    face = cairo_ft_font_face_create_for_ft_face(h->face, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP);
    if (cairo_font_face_set_user_data(face, &held_key, h, release) == CAIRO_STATUS_SUCCESS)
      return face;
  }
  if (face)
    cairo_font_face_destroy(face);
  release(h);
  return NULL;
}

unsigned zb_cut_space(const zb_cut *c, int font)
{
  return zb_fonts_glyph(c->fonts, font, ' ');
}

/* The space that fills gaps inside clusters: named where any glyph is, or readers show it as an unknown character. */
static void name_space(zb_cut *c, int font)
{
  unsigned space = zb_cut_space(c, font);
  if (space != 0 && hb_set_has(c->used->pdata[font], space))
    zb_cut_name(c, font, space, ' ');
}

bool zb_cut_make(zb_cut *c, zb_diags *d)
{
  bool ok = true;
  g_ptr_array_set_size(c->maps, 0);
  g_ptr_array_set_size(c->maps, (gint)c->used->len);
  g_ptr_array_set_size(c->faces, 0);
  g_ptr_array_set_size(c->faces, (gint)c->used->len);
  for (guint i = 0; i < c->used->len; i++) {
    if (!c->used->pdata[i])
      continue;
    hb_map_t *map = NULL;
    bool named = i < c->chars->len && c->chars->pdata[i];
    if (named)
      name_space(c, (int)i);
    hb_blob_t *blob = cut_bytes(zb_fonts_hb(c->fonts, (int)i), c->used->pdata[i], named ? c->chars->pdata[i] : NULL,
                                named ? c->names->pdata[i] : NULL, &map);
    zb_fonts_rest(c->fonts, (int)i);
    c->maps->pdata[i] = map;
    if (blob)
      c->faces->pdata[i] = take_face(blob);
    if (!c->faces->pdata[i]) {
      zb_diag(d, ZB_D_FONT_CUT, ZB_SRC_NONE, zb_fonts_info(c->fonts, (int)i)->file, NULL);
      ok = false;
    }
  }
  return ok;
}

cairo_font_face_t *zb_cut_face(zb_cut *c, int font)
{
  g_assert(font >= 0 && (guint)font < c->faces->len);
  return c->faces->pdata[font];
}

unsigned zb_cut_gid(const zb_cut *c, int font, unsigned gid)
{
  g_assert(font >= 0 && (guint)font < c->maps->len);
  const hb_map_t *map = c->maps->pdata[font];
  hb_codepoint_t id = map ? hb_map_get(map, gid) : HB_MAP_VALUE_INVALID;
  return id == HB_MAP_VALUE_INVALID ? 0 : id;
}
