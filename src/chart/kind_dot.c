/* Kind dot: a point for each value of each category; small differences of large values are seen. */
#include "chart/dots.h"

static bool place(zb_plot *p)
{
  return zb_dots_place(p, false);
}

const zb_chart_kind zb_chart_kind_DOT = {.name = "dot", .place = place};
