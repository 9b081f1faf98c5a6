/* Shaped text, kept as long as the fonts: a character of Chinese or a short Latin token is shaped once for its role and
   weight, at one size; every use scales it. Inside the composer only. */
#ifndef ZB_TEXT_SHAPED_H
#define ZB_TEXT_SHAPED_H

#include "res/fonts.h"

enum { ZB_SHAPED_SIZE = 1000 * ZB_UNIT }; /* what lengths in here refer to */

/* Which face ambiguous marks take: that of the family list, of Han or of Latin text (R23). */
typedef enum zb_shaped_face { ZB_FACE_LISTED, ZB_FACE_HAN, ZB_FACE_LATIN } zb_shaped_face;

/* What a piece of text is shaped in. */
typedef struct zb_shaped_key {
  zb_role role;
  int weight; /* CSS; 0 = the role's regular */
  zb_shaped_face face;
  bool tabular, vertical; /* digits of one width; vertical forms of marks */
} zb_shaped_key;

/* gid is a PangoGlyph: it may carry PANGO_GLYPH_UNKNOWN_FLAG. Empty glyphs are left out. */
typedef struct zb_shaped_glyph {
  uint32_t gid;
  zb_point shift; /* from the cluster's origin, y down */
} zb_shaped_glyph;

typedef struct zb_shaped_clu {
  int font; /* id in res/fonts */
  zb_u advance;
  uint32_t nchars, nglyphs;
} zb_shaped_clu;

/* Clusters in the order of the text. */
typedef struct zb_shaped {
  zb_shaped_clu *clu;
  size_t nclus;
  zb_shaped_glyph *glyph;
  size_t nglyphs;
} zb_shaped;

/* A character that is one cluster of one glyph wherever it stands. */
typedef struct zb_shaped_char {
  int font; /* -1: not shaped yet; -2: more than a glyph, or missing: use a piece */
  uint32_t gid;
  zb_u advance;
} zb_shaped_char;

typedef struct zb_shapes zb_shapes;

/* The store of a fonts object, which owns it. */
zb_shapes *zb_shapes_of(zb_fonts *f);
/* May the character be shaped by itself: an ideograph, or a full-width mark that joins nothing. */
bool zb_shapes_alone(uint32_t c);
/* Shapes those of n characters that were not yet. All are zb_shapes_alone; key->face is not Latin. */
void zb_shapes_learn(zb_shapes *s, const zb_shaped_key *key, const uint32_t *c, size_t n);
/* The entry of a character that is zb_shapes_alone. Never NULL; valid until the store goes. */
const zb_shaped_char *zb_shapes_char(zb_shapes *s, const zb_shaped_key *key, uint32_t c);
/* A piece of any text, valid until the next piece. */
const zb_shaped *zb_shapes_piece(zb_shapes *s, const zb_shaped_key *key, const char *text, size_t n);

#endif
