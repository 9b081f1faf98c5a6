/* What stands around a picture of data: title and subtitle above, source and note below. Shared by charts and blocks of
   structure. */
#ifndef ZB_BLOCK_CAPTION_H
#define ZB_BLOCK_CAPTION_H

#include "block/part.h"

/* What is known of the figures that a picture prints, for the words around it. {0}: of none. */
typedef struct zb_facts {
  ZB_VEC(const zb_figure *) source; /* figures of unlike sources, one each */
  const zb_figure *first;           /* one with period and scope, which all others share unless ... */
  bool periods, scopes;             /* ... they differ, or one has none */
  ZB_VEC(const char *) word;        /* names that the picture prints by itself */
} zb_facts;

/* Adds a figure that the picture prints; f may be NULL. Derived figures without period and scope have those of others. */
void zb_facts_add(zb_arena *a, zb_facts *facts, const zb_figure *f);
/* The scope and the period that all figures share, as "全州，2025年一季度": what neither the title of the block nor a name
   in the picture says already. "" when there is nothing to say, and when the block has a subtitle of its own, be it
   empty. */
const char *zb_facts_subtitle(zb_block_ctx *c, const zb_block *b, const zb_facts *facts);
/* "来源：州委组织部、统计局", in the order of the picture, but for those that stand in it; "" none. */
const char *zb_facts_source(zb_block_ctx *c, const zb_facts *facts);

typedef struct zb_caption {
  zb_label title, subtitle, source, note;
  zb_u head, foot;                        /* heights of what stands above and below the picture, gaps included */
  zb_u gap, subtitle_y, source_y, note_y; /* source and note: below the picture */
} zb_caption;

/* Sets the words of a block for this measure. The sources of the figures the picture prints make the source line when
   none is typed; of charts, what the figures share makes the subtitle. */
zb_caption zb_caption_new(zb_block_ctx *c, const zb_block *b, const zb_facts *facts, zb_u measure);
/* Draws title and subtitle from y downwards, source and note below `y`. Nothing when they are empty. */
void zb_caption_head(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y, zb_src src);
void zb_caption_foot(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y);

#endif
