/* Horizontal bars: a row for each category, names at a common edge, values right after the bars. */
#ifndef ZB_CHART_HBARS_H
#define ZB_CHART_HBARS_H

#include "chart/axis.h"

/* What a plot asks for and can give. */
typedef struct zb_plot_size {
  zb_u height, stretch, shrink;
} zb_plot_size;

typedef struct zb_hbars zb_hbars;

/* Lays bars out over a width. Names stand in a column beside the bars, or above them when that leaves the bars too
   short. `tail` (or NULL) has a label for each category, right-aligned at the far edge. A label without room is
   reported: NULL. */
zb_hbars *zb_hbars_new(const zb_bars *bars, const zb_label *tail, zb_u width);
zb_plot_size zb_hbars_size(const zb_hbars *h);
void zb_hbars_draw(const zb_hbars *h, zb_dl_page *page, zb_rect r);

#endif
