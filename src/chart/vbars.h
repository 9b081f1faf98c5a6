/* Vertical bars: values above the bars, names below the zero line. */
#ifndef ZB_CHART_VBARS_H
#define ZB_CHART_VBARS_H

#include "chart/hbars.h"

typedef struct zb_vbars zb_vbars;

/* Lays bars out over a width. NULL when a label has no room; `report` makes that an error, else the caller lets the
   bars lie. */
zb_vbars *zb_vbars_new(zb_bars *bars, zb_u width, bool report);
/* Would so few bars leave more gap than bar in this width? */
bool zb_vbars_sparse(const zb_bars *bars, zb_u width);
zb_plot_size zb_vbars_size(const zb_vbars *v);
void zb_vbars_draw(const zb_vbars *v, zb_dl_page *page, zb_rect r);

#endif
