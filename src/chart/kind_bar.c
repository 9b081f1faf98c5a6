/* Kind bar: one or several series over categories, lying or upright, or floating bars from one column to another. */
#include "chart/bars.h"

/* A floating bar: it carries the difference of its ends, which are printed beyond it. */
static void add_range(zb_plot *p, size_t band, const zb_figure *lo, const zb_figure *hi, zb_paint fill)
{
  zb_arena *a = p->in->text->arena;
  const char *name = zb_arena_printf(a, "%s - %s", hi->id, lo->id);
  zb_num length = zb_num_sub(a, hi->q.value, lo->q.value);
  zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_BAR,
                            .band = band,
                            .from = lo->q.value,
                            .to = hi->q.value,
                            .datum = zb_unit_computed(a, &p->unit, length, -1, name, hi->src),
                            .fill = fill,
                            .src = hi->src});
  zb_cmark end = {.band = band, .place = ZB_PLACE_OUTSIDE, .fill = fill};
  end.from = lo->q.value;
  end.to = hi->q.value;
  end.shown = zb_unit_datum(a, &p->unit, hi);
  end.src = hi->src;
  zb_plot_add(p, end);
  end.from = hi->q.value;
  end.to = lo->q.value;
  end.shown = zb_unit_datum(a, &p->unit, lo);
  end.src = lo->src;
  zb_plot_add(p, end);
}

static bool place_ranges(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  if (!zb_bars_check(in))
    return false;
  p->unit = zb_bars_unit(in);
  for (size_t i = 0; i < in->data->ncategories; i++) {
    const zb_figure *lo = zb_bars_value(in->data, 0, i), *hi = zb_bars_value(in->data, 1, i);
    bool back = in->data->highlight[i] || !zb_bars_highlighted(in);
    if (lo && hi)
      add_range(p, i, lo, hi, zb_paint_solid(back ? in->style.main : in->style.other));
  }
  zb_bars_options(p);
  return true;
}

static bool place(zb_plot *p)
{
  const zb_obj *o = p->in->block->props;
  return zb_obj_get(o, ZB_K_RANGE_FROM) ? place_ranges(p) : zb_bars_place(p);
}

const zb_chart_kind zb_chart_kind_BAR = {.name = "bar", .place = place};
