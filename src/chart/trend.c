/* Trends: lines and areas over an ordered axis, with direct labels instead of a legend. */
#include "chart/trend.h"

#include "chart/trendparts.h"

zb_rgba zb_trend_color(const zb_trend *t, size_t series)
{
  zb_rgba c = zb_bars_paint(t->frame.in, series).color;
  return t->area ? c : zb_chart_line_color(&t->frame.in->style, c);
}

size_t zb_trend_last(const zb_trend *t, size_t series)
{
  for (size_t i = t->s->ncategories; i-- > 0;)
    if (zb_trend_value(t, series, i))
      return i;
  return SIZE_MAX;
}

/* Panels share one scale: that of the highest stack of all. */
static void share_sums(zb_trend *t)
{
  const zb_series *s = t->frame.in->whole;
  for (size_t i = 0; s && zb_trend_stacked(t) && s->nseries == t->s->nseries && i < s->ncategories; i++) {
    zb_num sum = {0};
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      sum = f ? zb_num_add(t->frame.in->text->arena, sum, f->q.value) : sum;
    }
    zb_domain_add(&t->frame.domain, sum);
  }
}

/* Values, or sums of the series below where areas are stacked. A stack with a gap tells nothing: reported. */
static bool sum_up(zb_trend *t)
{
  share_sums(t);
  zb_arena *a = t->frame.in->text->arena;
  size_t n = t->s->ncategories;
  t->top = zb_newn(a, zb_num, n * t->s->nseries + 1);
  for (size_t j = 0; j < t->s->nseries; j++)
    for (size_t i = 0; i < n; i++) {
      const zb_figure *f = zb_trend_value(t, j, i);
      bool stacked = zb_trend_stacked(t);
      if (stacked && (!f || f->q.value.sign < 0)) {
        zb_diag(t->frame.in->text->diags, ZB_D_CHART_GAP, t->s->category_src[i], zb_chart_name(t->frame.in),
                t->s->series[j].name, t->s->category[i], NULL);
        return false;
      }
      zb_num v = f ? f->q.value : (zb_num){0};
      t->top[j * n + i] = stacked && j > 0 ? zb_num_add(a, t->top[(j - 1) * n + i], v) : v;
      if (stacked)
        zb_domain_add(&t->frame.domain, t->top[j * n + i]);
    }
  return true;
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const zb_trend *t = c->data;
  r = zb_frame_list(&t->frame, page, r);
  zb_rect plot = zb_frame_plot(&t->frame, r);
  for (size_t j = 0; t->area && j < t->s->nseries; j++)
    zb_trend_draw_lines(t, page, plot, j);
  zb_frame_draw(&t->frame, page, page->n, r);
  zb_trend_draw_names(t, page, plot);
  for (size_t j = t->s->nseries; !t->area && j-- > 0;) /* the main one on top */
    zb_trend_draw_lines(t, page, plot, j);
  for (size_t j = t->s->nseries; j-- > 0;)
    zb_trend_draw_points(t, page, plot, j);
  zb_trend_draw_values(t, page, plot);
  zb_trend_draw_ends(t, page, plot);
}

/* Names at the ends, numbers of the axis, names below. False: they leave too little plot. */
static bool set_around(zb_trend *t, bool keys)
{
  t->frame.left = 0;
  zb_trend_set_ends(t, keys);
  if (!t->value)
    zb_frame_axis(&t->frame, 5);
  return zb_frame_roomy(&t->frame) && zb_trend_set_names(t);
}

static bool report(const zb_trend *t)
{
  const zb_axis *names = &t->names;
  if (zb_frame_roomy(&t->frame) && names->n > 0)
    zb_chart_unplaced(t->frame.in, t->s->category[names->worst], t->s->category_src[names->worst]);
  else
    zb_frame_report(&t->frame);
  return false;
}

/* Where the names of lines leave too little, they get number keys. */
static bool arrange(zb_trend *t)
{
  if (!set_around(t, false) && !set_around(t, true))
    return report(t);
  return zb_keylist_set(t->frame.in, &t->frame.keylist, t->frame.in->width);
}

/* Room for labels at the ends that stand above or below the plot when lines end close together. */
static void make_room(zb_trend *t)
{
  zb_u need = zb_trend_ends_height(t);
  zb_u have = zb_u_max(t->frame.in->height_min, 5 * t->frame.in->style.label.leading);
  if (need > have)
    t->frame.top = zb_u_max(t->frame.top, need - have);
  t->frame.top = zb_u_max(t->frame.top, t->frame.vaxis.height / 2 + zb_chart_em(t->frame.in, ZB_TREND_RADIUS));
}

zb_chart *zb_trend_layout(const zb_chart_in *in, bool area, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  zb_trend *t = zb_new(a, zb_trend);
  *t = (zb_trend){.frame = {.in = in, .unit = zb_bars_unit(in)}, .s = in->data, .area = area};
  if (!zb_bars_check(in))
    return NULL;
  t->frame.domain = zb_frame_domain(in, area);
  if (!sum_up(t))
    return NULL;
  zb_trend_read_dates(t);
  t->frame.right = zb_chart_em(in, ZB_TREND_RADIUS);
  zb_trend_set_values(t);
  if (!arrange(t))
    return NULL;
  make_room(t);
  zb_plot_size size = zb_frame_size(&t->frame);
  *height = size.height;
  *stretch = size.stretch;
  *shrink = size.shrink;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = t, .unit = &t->frame.unit, .frame = &t->frame};
  return chart;
}
