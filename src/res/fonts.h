/* Fonts: a private fontconfig, one Pango context, faces as small ids; nothing depends on what else is installed. */
#ifndef ZB_RES_FONTS_H
#define ZB_RES_FONTS_H

#include <pango/pango.h>

#include "base/diag.h"
#include "base/geom.h"
#include "base/style.h"

/* A font role as a plain table row (fonts/roles.yaml). Strings are borrowed for the life of the fonts object. */
typedef struct zb_font_role {
  const char *const *family; /* in order of preference */
  size_t nfamilies;
  int weight, bold; /* CSS weights of regular and strong */
  zb_role fallback; /* role to use when no family is there; the role itself = none */
} zb_font_role;

typedef struct zb_fonts_conf {
  const char *const *dir; /* folders of font files, in order: user fonts, cut faces, packaged files */
  size_t ndirs;
  const char *cache_dir;    /* of fontconfig; NULL = none kept */
  const zb_font_role *role; /* ZB_ROLE_COUNT entries */
  const char *const *rare;  /* families that set what no role has: rare characters of names and places */
  size_t nrare;
} zb_fonts_conf;

typedef struct zb_fonts zb_fonts;

typedef struct zb_font_info {
  const char *family, *style, *psname, *file;
  int index;  /* face in a collection */
  int weight; /* CSS */
} zb_font_info;

/* NULL and a diagnostic when no usable font was found (help: the packages to install). Owned by the caller. */
zb_fonts *zb_fonts_new(const zb_fonts_conf *conf, zb_diags *d);
void zb_fonts_free(zb_fonts *f);
/* Messages of later calls go here (one document at a time). */
void zb_fonts_set_diags(zb_fonts *f, zb_diags *d);

/* The context all text is shaped in: 72 dpi, identity matrix, no hinting, unrounded positions, language zh-cn. Borrowed. */
PangoContext *zb_fonts_context(zb_fonts *f);
/* The font map behind it, and the HarfBuzz face of a font id, for the other files of res. Borrowed. */
PangoFontMap *zb_fonts_map(zb_fonts *f);
struct hb_face_t *zb_fonts_hb(const zb_fonts *f, int font);
/* Things of other modules that live as long as f: freed with f, before it. NULL if not there yet. */
typedef enum zb_fonts_thing { ZB_KEPT_PICTURES, ZB_KEPT_SHAPES, ZB_KEPT_COUNT } zb_fonts_thing;
void zb_fonts_keep(zb_fonts *f, zb_fonts_thing what, void *thing, void (*free_thing)(void *));
void *zb_fonts_kept(const zb_fonts *f, zb_fonts_thing what);
/* The face's file will not be read for a while: its pages need not stay in memory. */
void zb_fonts_rest(const zb_fonts *f, int font);
/* A new description for a role: its families, then those of every other role as listed fallback. weight 0 = the role's
   regular. size in zb_u (= Pango units). Free with pango_font_description_free. */
PangoFontDescription *zb_fonts_describe(const zb_fonts *f, zb_role role, int weight, zb_u size);
/* Notes the announced fallback of a role without families, once per document. */
void zb_fonts_announce(zb_fonts *f, zb_role role);
/* The id of the face behind a shaped item's font. Ids are small, stable for the life of f, size-independent. */
int zb_fonts_id(zb_fonts *f, PangoFont *font);
const zb_font_info *zb_fonts_info(const zb_fonts *f, int font);
int zb_fonts_count(const zb_fonts *f);
/* Is the face what role and weight ask for? Reports: another family than the role lists (note font-fallback once per
   family and document, with the place), another weight (warning synthetic-face: no silent fake bold). */
void zb_fonts_compare(zb_fonts *f, zb_role role, int weight, int font, zb_src src);
/* The CSS weight of strong text in a role. */
int zb_fonts_bold(const zb_fonts *f, zb_role role);
/* Has any face in reach the character? For text that others set (inside an SVG). */
bool zb_fonts_covers(const zb_fonts *f, uint32_t c);
/* The families tried for a role, "A, B, C", for messages. Borrowed. */
const char *zb_fonts_families(zb_fonts *f, zb_role role);

/* Ink and metrics at 1 em = 1000 units, from the outlines, unhinted, cached per glyph. */
typedef struct zb_glyph_ink {
  int advance, left, right, top,
      bottom; /* left..right: ink extent from the origin; top and bottom above the baseline */
} zb_glyph_ink;
zb_glyph_ink zb_fonts_ink(zb_fonts *f, int font, unsigned gid);
/* The glyph a face's character map gives a character, 0 = none: unshaped, for fillers only. */
unsigned zb_fonts_glyph(zb_fonts *f, int font, uint32_t c);
/* Ascent and descent of the em box that lines use: 0.88 / 0.12 em for Han faces by OS/2 typo metrics or BASE, per 1000 em. */
void zb_fonts_metrics(zb_fonts *f, int font, int *ascent, int *descent);

#endif
