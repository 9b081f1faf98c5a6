/* Layout: blocks into frames, frames onto pages, furniture around them; the result is the display list. */
#ifndef ZB_LAYOUT_LAYOUT_H
#define ZB_LAYOUT_LAYOUT_H

#include "block/block.h"

typedef struct zb_layout_in {
  zb_arena *arena;
  zb_diags *diags;
  zb_fonts *fonts;
  zb_images *images;
  const zb_report *report;
  const zb_layout *layout;
  bool spill; /* further sheets instead of overset */
} zb_layout_in;

/* What came of it. */
typedef struct zb_laid {
  zb_dl *dl;
  zb_u body; /* size of the body that copyfit chose; 0: it had nothing to choose */
  int free;  /* of the room for text, percent */
} zb_laid;

/* Lays the report out. Overset, blocks neither taken nor omitted, type below the distance floor, coarse photos, columns
   that cannot be filled: diagnostics. The list is complete (frozen pages) even after errors, so that more can be
   reported; it must not be written if the diagnostics failed. */
zb_laid zb_layout_run(const zb_layout_in *in);

#endif
