/* Dots and dumbbells as marks of a lying plot. */
#include "chart/dots.h"

#include "chart/bars.h"
#include "chart/frame.h"

/* Share of a band's thickness that the line between two dots has, and the hairline of a single dot, in permille. */
enum { BAND = 150, GUIDE = 30 };

/* A hairline without datum from a dot to its name. */
static void add_guide(zb_plot *p, size_t band, zb_num to)
{
  const zb_chart_style *style = &p->in->style;
  zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_BAR,
                            .band = band,
                            .thick = GUIDE,
                            .from = p->domain.lo,
                            .to = to,
                            .fill = zb_paint_solid(zb_color_mix(style->other, style->ground, 120)),
                            .place = ZB_PLACE_NONE,
                            .src = p->in->data->category_src[band]});
}

/* A dot's label stands on the side away from the other dots of its band. */
static void add_dot(zb_plot *p, size_t band, const zb_figure *f, zb_num other, zb_paint fill, bool strong,
                    bool labelled)
{
  zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_POINT,
                            .band = band,
                            .from = other,
                            .to = f->q.value,
                            .datum = &f->datum,
                            .fill = fill,
                            .approx = f->q.approx,
                            .place = labelled ? ZB_PLACE_OUTSIDE : ZB_PLACE_NONE,
                            .shown = labelled ? zb_unit_datum(p->in->text->arena, &p->unit, f) : NULL,
                            .strong = strong,
                            .src = f->src});
}

static void add_pair(zb_plot *p, size_t i)
{
  const zb_chart_in *in = p->in;
  const zb_figure *f[2] = {zb_bars_value(in->data, 0, i), zb_bars_value(in->data, 1, i)};
  zb_rgba color[2] = {in->style.other, in->style.main};
  if (f[0] && f[1])
    zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_BAR,
                              .band = i,
                              .thick = BAND,
                              .from = f[0]->q.value,
                              .to = f[1]->q.value,
                              .fill = zb_paint_solid(zb_color_mix(in->style.other, in->style.ground, 100)),
                              .place = ZB_PLACE_NONE,
                              .src = in->data->category_src[i]});
  bool same = f[0] && f[1] && zb_num_cmp(f[0]->q.value, f[1]->q.value) == 0;
  for (int k = 0; k < 2; k++)
    if (f[k])
      add_dot(p, i, f[k], f[1 - k] ? f[1 - k]->q.value : p->domain.lo, zb_paint_solid(color[k]), k == 1,
              !(same && k == 0));
}

static void pair_keys(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  zb_rgba color[2] = {in->style.other, in->style.main};
  for (size_t j = 0; j < 2 && zb_obj_bool(in->block->props, ZB_K_LEGEND, true); j++)
    zb_push(in->text->arena, &p->key,
            (zb_legend_key){.name = in->data->series[j].name, .src = in->src, .fill = zb_paint_solid(color[j])});
}

bool zb_dots_place(zb_plot *p, bool pairs)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  if (!zb_bars_check(in))
    return false;
  p->unit = zb_bars_unit(in);
  p->domain = zb_frame_domain(in, false);
  /* No line through the numbers at the left of dumbbells: all values are labelled, zero is only told between signs. */
  bool both = p->domain.lo.sign < 0 && p->domain.hi.sign > 0;
  p->no_zero = (pairs && !both) || p->domain.lo.sign > 0 || p->domain.hi.sign < 0;
  p->orient = ZB_ORIENT_LYING;
  for (size_t i = 0; i < s->ncategories; i++) {
    if (pairs) {
      add_pair(p, i);
      continue;
    }
    for (size_t j = 0; j < s->nseries; j++) {
      bool strong;
      zb_paint fill = zb_bars_fill(in, i, j, &strong);
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f && s->nseries == 1)
        add_guide(p, i, f->q.value);
      if (f)
        add_dot(p, i, f, p->domain.lo, zb_paint_solid(zb_chart_line_color(&in->style, fill.color)), strong,
                s->nseries == 1);
    }
  }
  p->axis = !pairs && s->nseries > 1;
  if (pairs)
    pair_keys(p);
  else
    zb_bars_keys(p);
  for (size_t j = 0; j < p->key.n && !pairs; j++)
    p->key.v[j].fill = zb_paint_solid(zb_chart_line_color(&in->style, p->key.v[j].fill.color));
  return true;
}
