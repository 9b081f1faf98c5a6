/* Kind bar: one or several series over categories, lying or upright, every bar labelled, no value axis. */
#include "chart/bars.h"

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  if (!zb_bars_check(in))
    return false;
  p->per = (int)s->nseries;
  p->unit = zb_bars_unit(in);
  for (size_t i = 0; i < s->ncategories; i++) {
    int slots = zb_bars_count(s, i), slot = 0;
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      bool strong;
      zb_paint fill = zb_bars_fill(in, i, j, &strong);
      if (f) /* bars without value leave no gap */
        zb_plot_add_figure(p, i, slot++, slots, f, fill, strong);
    }
  }
  zb_bars_keys(p);
  zb_bars_options(p);
  return true;
}

const zb_chart_kind zb_chart_kind_BAR = {.name = "bar", .place = place};
