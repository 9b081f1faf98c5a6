/* One font face: names, metrics and ink read from the file with HarfBuzz; no size, no hinting. */
#ifndef ZB_RES_FACE_H
#define ZB_RES_FACE_H

#include <hb.h>

#include "res/fonts.h"

typedef struct zb_face zb_face;

/* Opens face `index` of a file (mapped, not read). Never NULL: a file that cannot be read is a face without glyphs.
   Owned by the caller. */
zb_face *zb_face_open(const char *file, int index);
void zb_face_free(zb_face *f);
const zb_font_info *zb_face_info(const zb_face *f);
/* Shared by all documents of a process. Borrowed. */
hb_face_t *zb_face_hb(const zb_face *f);
unsigned zb_face_glyph(const zb_face *f, uint32_t c); /* by the character map; 0 = none */
/* Lets the system take the file's pages out of the process; they come back when touched. Cutting a CJK face reads through
   10 MB of it. The first two times only (a document has one or two threads that cut): in a batch the pages are wanted
   again, and fetching them costs a tenth of a document's time. May be called by several threads. */
void zb_face_rest(zb_face *f);
zb_glyph_ink zb_face_ink(zb_face *f, unsigned gid);
void zb_face_metrics(const zb_face *f, int *ascent, int *descent);

#endif
