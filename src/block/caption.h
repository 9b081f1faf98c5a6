/* What stands around a picture of data: title and subtitle above, source and note below. Shared by charts and blocks of
   structure. */
#ifndef ZB_BLOCK_CAPTION_H
#define ZB_BLOCK_CAPTION_H

#include "block/part.h"

/* Figures of unlike sources, one each. */
typedef ZB_VEC(const zb_figure *) zb_sources;

typedef struct zb_caption {
  zb_label title, subtitle, source, note;
  zb_u head, foot;                        /* heights of what stands above and below the picture, gaps included */
  zb_u gap, subtitle_y, source_y, note_y; /* source and note: below the picture */
} zb_caption;

/* Sets the words of a block for this measure. The sources of the figures the picture prints make the source line when
   none is typed. */
zb_caption zb_caption_new(zb_block_ctx *c, const zb_block *b, const zb_sources *sources, zb_u measure);
/* Draws title and subtitle from y downwards, source and note below `y`. Nothing when they are empty. */
void zb_caption_head(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y, zb_src src);
void zb_caption_foot(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y);

/* Adds the source of a figure that the picture prints, unless it is there; f may be NULL. */
void zb_sources_add(zb_arena *a, zb_sources *sources, const zb_figure *f);

#endif
