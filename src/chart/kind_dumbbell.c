/* Kind dumbbell: before and after as two points joined by a line. */
#include "chart/dots.h"

static bool place(zb_plot *p)
{
  return zb_dots_place(p, true);
}

const zb_chart_kind zb_chart_kind_DUMBBELL = {.name = "dumbbell", .place = place};
