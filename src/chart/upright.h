/* Upright plots: a column for each category, names below the zero line, values upwards. */
#ifndef ZB_CHART_UPRIGHT_H
#define ZB_CHART_UPRIGHT_H

#include "chart/plot.h"

/* False when a label has no room; `report` makes that an error, else the caller lets the bars lie. */
bool zb_upright_layout(zb_plot *p, bool report);
/* Would so few bars leave more gap than bar in this width? */
bool zb_upright_sparse(const zb_plot *p);
zb_plot_size zb_upright_size(const zb_plot *p);
zb_u zb_upright_length(zb_plot *p, zb_u height);
void zb_upright_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length);

#endif
