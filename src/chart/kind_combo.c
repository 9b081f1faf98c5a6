/* Kind combo: bars and lines over the same categories, in one unit on one axis. */
#include "chart/bars.h"
#include "chart/palette.h"

/* Lines stand in front: the first in the colour that matters, a second one in ink. */
static zb_rgba line_color(const zb_chart_in *in, size_t nth)
{
  return nth == 0 ? in->style.main : in->style.ink;
}

static void add_line(zb_plot *p, size_t series, zb_rgba color)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  zb_num *value = zb_newn(a, zb_num, s->ncategories);
  bool *has = zb_newn(a, bool, s->ncategories);
  for (size_t i = 0; i < s->ncategories; i++) {
    const zb_figure *f = zb_bars_value(s, series, i);
    if (!f)
      continue;
    has[i] = true;
    value[i] = f->q.value;
    zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_POINT,
                              .band = i,
                              .from = f->q.value,
                              .to = f->q.value,
                              .datum = &f->datum,
                              .fill = zb_paint_solid(color),
                              .place = ZB_PLACE_OUTSIDE,
                              .shown = zb_unit_datum(a, &p->unit, f),
                              .strong = true,
                              .src = f->src});
  }
  zb_push(a, &p->curve, (zb_curve){.value = value, .has = has, .n = s->ncategories, .color = color});
}

/* Bars stand back, so that lines and their numbers are seen on them: two greys, or the series colours. */
static const zb_paint *bar_paints(const zb_chart_in *in, size_t bars)
{
  zb_rgba color[ZB_CHART_SERIES];
  zb_paint *out = zb_newn(in->text->arena, zb_paint, ZB_CHART_SERIES);
  for (size_t i = 0; i < bars; i++)
    color[i] = bars > 2 ? zb_palette_color(in, i)
               : i == 0 ? in->style.other
                        : zb_color_mix(in->style.other, in->style.ground, 150);
  zb_palette_tell(in, color, bars, zb_palette_all, NULL, out);
  return out;
}

/* More numbers than so many among lines are no longer read: a value axis stands for them. */
enum { LABELS_MAX = 24 };

static bool is_line(const zb_series *s, size_t series)
{
  return s->series[series].role == ZB_SERIES_LINE;
}

/* Bars side by side in each category; those without a value leave no gap. */
static void add_bars(zb_plot *p, const zb_paint *paint)
{
  const zb_series *s = p->in->data;
  for (size_t i = 0; i < s->ncategories; i++) {
    int slots = zb_bars_count(s, i), slot = 0;
    for (size_t j = 0, bar = 0; j < s->nseries; j++) {
      if (is_line(s, j))
        continue;
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f)
        zb_plot_add_figure(p, i, slot++, slots, f, paint[bar], false)->place = ZB_PLACE_BASE;
      bar++;
    }
  }
}

static void add_key(zb_plot *p, size_t series, zb_paint fill)
{
  const zb_series *s = p->in->data;
  const char *name = s->series[series].name;
  if (name && name[0])
    zb_push(p->in->text->arena, &p->key,
            (zb_legend_key){.name = name, .src = p->in->src, .fill = fill, .line = is_line(s, series)});
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  size_t lines = 0;
  for (size_t j = 0; j < s->nseries; j++)
    lines += is_line(s, j);
  if (lines == s->nseries || lines == 0) {
    zb_diag(in->text->diags, ZB_D_CHART_NO_LINE, in->src, zb_chart_name(in), NULL);
    return false;
  }
  if (!zb_bars_check(in))
    return false;
  p->unit = zb_bars_unit(in);
  p->per = (int)(s->nseries - lines);
  const zb_paint *paint = bar_paints(in, s->nseries - lines);
  add_bars(p, paint);
  for (size_t j = 0, bar = 0, line = 0; j < s->nseries; j++) {
    if (is_line(s, j))
      add_line(p, j, line_color(in, line));
    add_key(p, j, is_line(s, j) ? zb_paint_solid(line_color(in, line++)) : paint[bar++]);
  }
  zb_bars_options(p);
  if (p->mark.n > LABELS_MAX && !zb_obj_get(in->block->props, ZB_K_VALUE_LABELS))
    zb_plot_leave_to_axis(p);
  p->orient = ZB_ORIENT_UPRIGHT;
  return true;
}

const zb_chart_kind zb_chart_kind_COMBO = {.name = "combo", .place = place};
