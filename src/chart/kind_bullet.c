/* Kind bullet: a value against its target; the track is as long as the target, the bar on it as long as the value. */
#include <string.h>

#include "chart/bars.h"
#include "chart/change.h"

/* Thickness of the bar on its track, in permille. */
enum { BAR = 440 };

static size_t series_of(const zb_series *s, zb_series_role role)
{
  size_t j = 0;
  while (j < s->nseries && s->series[j].role != role)
    j++;
  return j;
}

static zb_span span_of(const zb_datum *d, bool strong)
{
  zb_span s = zb_span_plain(d->text, strlen(d->text), d->src);
  s.datum = d;
  s.flags = ZB_SPAN_NOBREAK | (strong ? ZB_SPAN_STRONG : 0);
  return s;
}

static zb_span words(zb_src src, const char *text)
{
  return zb_span_plain(text, strlen(text), src);
}

/* "76 / 100  76%": value, target, and how much of it is reached; a dash for what is not known, so that the columns
   stand. */
static zb_label tail_of(const zb_plot *p, const zb_figure *value, const zb_figure *target)
{
  const zb_chart_in *in = p->in;
  zb_arena *a = in->text->arena;
  zb_tstyle style = in->style.value;
  style.max_lines = 1;
  if (!value && !target)
    return (zb_label){0};
  zb_src src = value ? value->src : target->src;
  zb_change c = {.known = false};
  if (value && target && target->q.value.sign > 0)
    c = zb_change_share(a, value, target->q.value, target->q.approx != ZB_APPROX_NONE);
  zb_span v[] = {value ? span_of(zb_unit_datum(a, &p->unit, value), true) : words(src, "—"), words(src, " / "),
                 target ? span_of(zb_unit_datum(a, &p->unit, target), false) : words(src, "—"), words(src, "\u3000"),
                 c.known ? span_of(zb_change_datum(in, &c, 0, src), false) : words(src, "—")};
  return zb_label_spans(in->text, v, sizeof v / sizeof *v, &style, 0);
}

static void add_band(zb_plot *p, size_t band, const zb_figure *value, const zb_figure *target)
{
  const zb_chart_style *style = &p->in->style;
  bool back = zb_bars_highlighted(p->in) && !p->in->data->highlight[band];
  zb_paint fill = zb_paint_solid(back ? style->other : style->main);
  if (target) {
    zb_cmark m =
        zb_plot_figure(p, band, 0, 1, target, zb_paint_solid(zb_color_mix(style->other, style->ground, 140)), false);
    m.place = ZB_PLACE_NONE;
    m.approx = ZB_APPROX_NONE;
    zb_plot_add(p, m);
  }
  if (value) {
    zb_cmark m = zb_plot_figure(p, band, 0, 1, value, fill, false);
    m.place = ZB_PLACE_NONE;
    m.thick = BAR;
    zb_plot_add(p, m);
  }
  if (target)
    zb_plot_add(
        p, (zb_cmark){.shape = ZB_SHAPE_RULE, .band = band, .to = target->q.value, .fill = zb_paint_solid(style->ink)});
}

static void add_keys(zb_plot *p, size_t value, size_t target)
{
  const zb_chart_in *in = p->in;
  const zb_chart_style *style = &in->style;
  const char *name[] = {in->data->series[value].name, in->data->series[target].name};
  zb_rgba fill[] = {style->main, zb_color_mix(style->other, style->ground, 140)};
  for (size_t i = 0; i < 2; i++)
    if (name[i] && name[i][0])
      zb_push(in->text->arena, &p->key,
              (zb_legend_key){.name = name[i], .src = in->src, .fill = zb_paint_solid(fill[i])});
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  size_t value = series_of(s, ZB_SERIES_VALUE), target = series_of(s, ZB_SERIES_TARGET);
  if (value == s->nseries || target == s->nseries) {
    zb_diag(in->text->diags, ZB_D_CHART_NO_TARGET, in->src, zb_chart_name(in), NULL);
    return false;
  }
  if (!zb_bars_check(in))
    return false;
  p->unit = zb_bars_unit(in);
  p->orient = ZB_ORIENT_LYING;
  p->tail = zb_newn(in->text->arena, zb_label, s->ncategories);
  for (size_t i = 0; i < s->ncategories; i++) {
    const zb_figure *v = zb_bars_value(s, value, i), *t = zb_bars_value(s, target, i);
    add_band(p, i, v, t);
    p->tail[i] = tail_of(p, v, t);
  }
  add_keys(p, value, target);
  return true;
}

const zb_chart_kind zb_chart_kind_BULLET = {.name = "bullet", .place = place};
