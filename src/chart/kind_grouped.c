/* Kind grouped: several series side by side in each category. */
#include "chart/bars.h"

static bool place(zb_plot *p)
{
  return zb_bars_several(p->in) && zb_bars_place(p);
}

const zb_chart_kind zb_chart_kind_GROUPED = {.name = "grouped", .place = place};
