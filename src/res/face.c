/* Font faces on HarfBuzz alone: what Pango's fonts say depends on size, hinting and the user's language; this does not. */
#include "res/face.h"

#include <glib.h>
#include <hb-ot.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { EM = 1000, RESTS = 2 };

struct zb_face {
  hb_face_t *face;
  hb_font_t *font; /* scaled to EM units */
  zb_font_info info;
  char *file, *family, *style, *psname;
  int ascent, descent;
  unsigned nglyphs;
  GHashTable *ink; /* glyph id to zb_glyph_ink */
  void *map;       /* the file, mapped; NULL if it could not be */
  size_t map_size;
  int rests; /* so far; atomic */
};

/* The English name `id`, else `other`, else "". g_free it. */
static char *name_of(hb_face_t *face, hb_ot_name_id_t id, hb_ot_name_id_t other)
{
  char text[256];
  unsigned n = sizeof text;
  if (hb_ot_name_get_utf8(face, id, hb_language_from_string("en", -1), &n, text) > 0)
    return g_strdup(text);
  n = sizeof text;
  if (other != id && hb_ot_name_get_utf8(face, other, hb_language_from_string("en", -1), &n, text) > 0)
    return g_strdup(text);
  return g_strdup("");
}

static int read_i16(const char *p)
{
  const unsigned char *u = (const unsigned char *)p;
  return (int16_t)(uint16_t)(u[0] << 8 | u[1]);
}

/* sTypoAscender and sTypoDescender of OS/2 (offsets 68 and 70), per EM. */
static bool typo_metrics(const zb_face *f, int *ascent, int *descent)
{
  hb_blob_t *os2 = hb_face_reference_table(f->face, HB_TAG('O', 'S', '/', '2'));
  unsigned n;
  const char *p = hb_blob_get_data(os2, &n);
  int upem = (int)hb_face_get_upem(f->face);
  bool ok = n >= 72;
  if (ok) {
    *ascent = read_i16(p + 68) * EM / upem;
    *descent = -read_i16(p + 70) * EM / upem;
  }
  hb_blob_destroy(os2);
  return ok;
}

/* The em box: the ideographic box of BASE, else OS/2 typo metrics if they span one em, else 0.88 and 0.12. */
static void find_metrics(zb_face *f)
{
  hb_position_t bottom;
  if (hb_ot_layout_get_baseline(f->font, HB_OT_LAYOUT_BASELINE_TAG_IDEO_EMBOX_BOTTOM_OR_LEFT, HB_DIRECTION_LTR,
                                HB_TAG('h', 'a', 'n', 'i'), HB_OT_TAG_DEFAULT_LANGUAGE, &bottom) &&
      bottom < 0 && bottom > -EM / 2) {
    f->descent = -bottom;
    f->ascent = EM + bottom;
  } else if (!typo_metrics(f, &f->ascent, &f->descent) || abs(f->ascent + f->descent - EM) > 1) {
    f->ascent = 880;
    f->descent = 120;
  }
}

static void find_info(zb_face *f, const char *file, int index)
{
  f->file = g_strdup(file);
  f->family = name_of(f->face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY, HB_OT_NAME_ID_FONT_FAMILY);
  f->style = name_of(f->face, HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY, HB_OT_NAME_ID_FONT_SUBFAMILY);
  f->psname = name_of(f->face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_OT_NAME_ID_POSTSCRIPT_NAME);
  f->info = (zb_font_info){
      .family = f->family,
      .style = f->style,
      .psname = f->psname,
      .file = f->file,
      .index = index,
      .weight = (int)(hb_style_get_value(f->font, HB_STYLE_TAG_WEIGHT) + 0.5f),
  };
}

/* The file's bytes, mapped for the life of f. */
static hb_blob_t *map_file(zb_face *f, const char *file)
{
  struct stat st;
  int fd = open(file, O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return hb_blob_get_empty();
  if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size > 0 && st.st_size < INT32_MAX) {
    void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    f->map = p == MAP_FAILED ? NULL : p;
    f->map_size = (size_t)st.st_size;
  }
  close(fd);
  if (!f->map)
    return hb_blob_get_empty();
  return hb_blob_create(f->map, (unsigned)f->map_size, HB_MEMORY_MODE_READONLY, NULL, NULL);
}

void zb_face_rest(zb_face *f)
{
  if (f->map && g_atomic_int_add(&f->rests, 1) < RESTS)
    madvise(f->map, f->map_size, MADV_DONTNEED);
}

zb_face *zb_face_open(const char *file, int index)
{
  zb_face *f = g_new0(zb_face, 1);
  hb_blob_t *blob = map_file(f, file);
  f->face = hb_face_create(blob, (unsigned)index);
  hb_blob_destroy(blob);
  f->font = hb_font_create(f->face);
  hb_font_set_scale(f->font, EM, EM);
  f->nglyphs = hb_face_get_glyph_count(f->face);
  f->ink = g_hash_table_new_full(NULL, NULL, NULL, g_free);
  find_info(f, file, index);
  find_metrics(f);
  return f;
}

void zb_face_free(zb_face *f)
{
  if (!f)
    return;
  hb_font_destroy(f->font);
  hb_face_destroy(f->face);
  g_hash_table_destroy(f->ink);
  if (f->map)
    munmap(f->map, f->map_size);
  g_free(f->file);
  g_free(f->family);
  g_free(f->style);
  g_free(f->psname);
  g_free(f);
}

const zb_font_info *zb_face_info(const zb_face *f)
{
  return &f->info;
}

hb_face_t *zb_face_hb(const zb_face *f)
{
  return f->face;
}

unsigned zb_face_glyph(const zb_face *f, uint32_t c)
{
  hb_codepoint_t gid = 0;
  return hb_font_get_nominal_glyph(f->font, c, &gid) ? gid : 0;
}

zb_glyph_ink zb_face_ink(zb_face *f, unsigned gid)
{
  if (gid >= f->nglyphs)
    return (zb_glyph_ink){.advance = 0};
  zb_glyph_ink *ink = g_hash_table_lookup(f->ink, GUINT_TO_POINTER(gid));
  if (!ink) {
    hb_glyph_extents_t e = {.x_bearing = 0};
    hb_font_get_glyph_extents(f->font, gid, &e); /* stays zero for a blank glyph */
    ink = g_new(zb_glyph_ink, 1);
    *ink = (zb_glyph_ink){.advance = hb_font_get_glyph_h_advance(f->font, gid),
                          .left = e.x_bearing,
                          .right = e.x_bearing + e.width,
                          .top = e.y_bearing,
                          .bottom = e.y_bearing + e.height};
    g_hash_table_insert(f->ink, GUINT_TO_POINTER(gid), ink);
  }
  return *ink;
}

void zb_face_metrics(const zb_face *f, int *ascent, int *descent)
{
  *ascent = f->ascent;
  *descent = f->descent;
}
