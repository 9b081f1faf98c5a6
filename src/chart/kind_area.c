/* Kind area: a line filled to zero; several series stacked to their sum. */
#include "chart/trend.h"

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  return zb_trend_layout(in, true, height, stretch, shrink);
}

const zb_chart_kind zb_chart_kind_AREA = {.name = "area", .layout = layout};
