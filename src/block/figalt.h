/* The alternative text of charts, made of their data. */
#ifndef ZB_BLOCK_FIGALT_H
#define ZB_BLOCK_FIGALT_H

#include "block/block.h"
#include "model/series.h"

/* What a reader who cannot see the chart is told: as typed under alt:, else the kind, the title, the values of up to 24
   categories, the greatest and the least value of each unit. s may be NULL. On the arena. */
const char *zb_figalt_text(zb_block_ctx *c, const zb_block *b, const zb_series *s);

#endif
