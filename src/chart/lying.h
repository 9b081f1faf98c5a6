/* Lying plots: a row for each category, names at a common edge, values to the right. */
#ifndef ZB_CHART_LYING_H
#define ZB_CHART_LYING_H

#include "chart/plot.h"

/* Names stand in a column beside the bars, or above them when that leaves the bars too short. False: a label has no
   room, which was reported. */
bool zb_lying_layout(zb_plot *p);
zb_plot_size zb_lying_size(const zb_plot *p);
zb_u zb_lying_length(const zb_plot *p);
void zb_lying_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length);

#endif
