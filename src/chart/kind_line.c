/* Kind line: series over time or another order; the scale may leave zero. */
#include "chart/trend.h"

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  return zb_trend_layout(in, false, height, stretch, shrink);
}

const zb_chart_kind zb_chart_kind_LINE = {.name = "line", .layout = layout};
