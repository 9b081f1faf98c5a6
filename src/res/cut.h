/* Faces cut to the glyphs one document uses (libharfbuzz-subset), as cairo faces. */
#ifndef ZB_RES_CUT_H
#define ZB_RES_CUT_H

#include <cairo.h>

#include "res/fonts.h"

typedef struct zb_cut zb_cut;

/* A new empty set of used glyphs. Owned by the caller. */
zb_cut *zb_cut_new(zb_fonts *f);
void zb_cut_use(zb_cut *c, int font, unsigned gid);
/* The character a glyph stands for, needed when it is shown in a cluster of several glyphs: cairo then takes its name in
   the PDF from the face's character map, which holds these only. The first name of a glyph stays. */
void zb_cut_name(zb_cut *c, int font, unsigned gid, uint32_t ch);
/* The glyph of a face's space: in clusters of several glyphs it only fills a gap. 0 = none. */
unsigned zb_cut_space(const zb_cut *c, int font);
/* Makes the cut faces. False and a diagnostic on failure. The bytes depend on the used glyphs only, never on what else
   the process rendered. */
bool zb_cut_make(zb_cut *c, zb_diags *d);
/* The cairo face of a font id (borrowed). */
cairo_font_face_t *zb_cut_face(zb_cut *c, int font);
/* The number of a glyph in the cut face (made; 0 if the glyph was not used). Every glyph shown with zb_cut_face goes through
   this. */
unsigned zb_cut_gid(const zb_cut *c, int font, unsigned gid);
void zb_cut_free(zb_cut *c);

#endif
