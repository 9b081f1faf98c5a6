/* Trends: values of one or several series over an ordered axis, joined by lines; shared by line and area. */
#ifndef ZB_CHART_TREND_H
#define ZB_CHART_TREND_H

#include "chart/frame.h"

/* As zb_chart_kind.layout. `area`: filled to zero, several series stacked. */
zb_chart *zb_trend_layout(const zb_chart_in *in, bool area, zb_u *height, zb_u *stretch, zb_u *shrink);

#endif
