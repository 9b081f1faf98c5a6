/* Places of trends over the width: by order or by date; names or calendar ticks below. */
#include <string.h>

#include "chart/trendparts.h"

/* In permille of the label size: between names and plot, between labels side by side; a name of its band. */
enum { NAME_GAP = 500, APART = 700, NAME_SHARE = 940 };

void zb_trend_read_dates(zb_trend *t)
{
  t->moment = zb_newn(t->frame.in->text->arena, zb_moment, t->s->ncategories);
  t->dated = t->s->ncategories > 1;
  for (size_t i = 0; t->dated && i < t->s->ncategories; i++)
    t->dated =
        zb_moment_parse(t->s->category[i], &t->moment[i]) && (i == 0 || t->moment[i].days > t->moment[i - 1].days);
}

/* --- places ------------------------------------------------------------------------------------------------------- */

/* Points stand in the middles of bands; dates in proportion between the first middle and the last. */
static zb_u at_days(const zb_trend *t, zb_rect plot, long days)
{
  size_t n = t->s->ncategories;
  long first = t->moment[0].days, span = t->moment[n - 1].days - first;
  zb_u inset = zb_u_min(plot.w / (zb_u)(2 * n), t->frame.in->style.label.size * 2);
  return plot.x + inset + zb_u_muldiv(plot.w - 2 * inset, days - first, span);
}

zb_u zb_trend_at(const zb_trend *t, zb_rect plot, size_t i)
{
  if (t->dated)
    return at_days(t, plot, t->moment[i].days);
  zb_band band = {.start = plot.x, .length = plot.w, .n = t->s->ncategories};
  return (zb_band_edge(&band, i) + zb_band_edge(&band, i + 1)) / 2;
}

zb_rect zb_trend_width(const zb_trend *t)
{
  return zb_frame_plot(&t->frame, (zb_rect){.w = t->frame.in->width, .h = ZB_UNIT});
}

bool zb_trend_side_by_side(const zb_trend *t, const zb_label *l, size_t n, const zb_u *x)
{
  zb_u gap = zb_chart_em(t->frame.in, APART), edge = -gap;
  for (size_t i = 0; i < n; i++) {
    if (l[i].nlines == 0)
      continue;
    if (x[i] - l[i].width / 2 < edge + gap || x[i] + l[i].width / 2 > t->frame.in->width)
      return false;
    edge = x[i] + l[i].width / 2;
  }
  return true;
}

zb_point zb_trend_point(const zb_trend *t, zb_rect plot, size_t series, size_t i)
{
  return (zb_point){.x = zb_trend_at(t, plot, i), .y = zb_frame_y(&t->frame, plot, zb_trend_top(t, series, i))};
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static bool names_fit(zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  size_t n = t->s->ncategories;
  zb_rect plot = zb_trend_width(t);
  t->names = (zb_axis){.n = n};
  if (zb_axis_hopeless(in, n, plot.w))
    return false;
  if (!t->dated) {
    t->names = zb_axis_new(in, t->s->category, t->s->category_src, n, ZB_ALIGN_CENTER,
                           zb_u_muldiv(plot.w / (zb_u)n, NAME_SHARE, 1000));
    return t->names.fit;
  }
  zb_u *x = zb_newn(in->text->arena, zb_u, n);
  for (size_t i = 0; i < n; i++)
    x[i] = zb_trend_at(t, plot, i);
  t->names = zb_axis_new(in, t->s->category, t->s->category_src, n, ZB_ALIGN_CENTER, 0);
  return t->names.fit && zb_trend_side_by_side(t, t->names.label, n, x);
}

/* The middle of a tick's label: under the tick, but inside the chart, whose left edge is `edge`. */
static zb_u tick_middle(const zb_trend *t, zb_rect plot, size_t i, zb_u edge)
{
  zb_u half = (t->tick_label[i].width + 1) / 2;
  return zb_u_clamp(at_days(t, plot, t->tick[i].days), edge + half, edge + t->frame.in->width - half);
}

/* Do the ticks' labels have room side by side? */
static bool set_ticks(zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  zb_tstyle style = in->style.label;
  style.max_lines = 1;
  zb_rect plot = zb_trend_width(t);
  zb_u *x = zb_newn(a, zb_u, t->nticks);
  t->tick_label = zb_newn(a, zb_label, t->nticks);
  t->names.height = 0;
  for (size_t i = 0; i < t->nticks; i++) {
    t->tick_label[i] = zb_label_text(in->text, t->tick[i].text, in->src, &style, 0);
    x[i] = tick_middle(t, plot, i, 0);
    t->names.height = zb_u_max(t->names.height, t->tick_label[i].height);
  }
  return zb_trend_side_by_side(t, t->tick_label, t->nticks, x);
}

/* The first and the last date as typed. */
static bool set_ends(zb_trend *t)
{
  size_t last = t->s->ncategories - 1;
  t->tick = zb_newn(t->frame.in->text->arena, zb_moment_tick, 2);
  t->tick[0] = (zb_moment_tick){.days = t->moment[0].days, .text = t->s->category[0]};
  t->tick[1] = (zb_moment_tick){.days = t->moment[last].days, .text = t->s->category[last]};
  t->nticks = 2;
  return set_ticks(t);
}

/* Calendar ticks: as many as have room, two at least, else the ends. */
static bool set_ladder(zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  bool english = strcmp(zb_chart_word(in, "zh", "en"), "en") == 0;
  long first = t->moment[0].days, last = t->moment[t->s->ncategories - 1].days;
  for (size_t most = (size_t)zb_u_max(zb_trend_width(t).w / (3 * in->style.label.size), 2); most >= 2; most--) {
    t->nticks = zb_moment_ticks(in->text->arena, first, last, most, english, &t->tick);
    if (t->nticks > 1 && set_ticks(t))
      return t->ladder = true;
  }
  return t->ladder = set_ends(t);
}

/* What names do that have no room: calendar ticks for dates, slanted, number keys. */
static bool turn_names(zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_frame *f = &t->frame;
  const zb_series *s = t->s;
  if (t->dated && set_ladder(t))
    return true;
  t->slanted = zb_axis_slant(in, &t->names, s->category, s->category_src, in->width - f->right, &f->left);
  if (t->slanted || t->dated)
    return t->slanted;
  zb_u pitch = zb_trend_width(t).w / (zb_u)s->ncategories;
  return zb_axis_keys(in, &t->names, s->category, s->category_src, pitch, &f->keylist);
}

bool zb_trend_set_names(zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  t->slanted = t->ladder = false;
  if (!names_fit(t) && !turn_names(t))
    return false;
  t->frame.foot = zb_chart_em(in, NAME_GAP) + t->names.height;
  return true;
}

zb_u zb_trend_names_right(const zb_trend *t, zb_rect plot)
{
  size_t last = t->s->ncategories - 1;
  if (t->ladder && t->nticks > 0)
    return tick_middle(t, plot, t->nticks - 1, plot.x - t->frame.left) + t->tick_label[t->nticks - 1].width / 2;
  return zb_trend_at(t, plot, last) + (t->slanted ? 0 : t->names.label[last].width / 2);
}

void zb_trend_draw_names(const zb_trend *t, zb_dl_page *page, zb_rect plot)
{
  zb_u y = plot.y + plot.h + zb_chart_em(t->frame.in, NAME_GAP);
  for (size_t i = 0; t->ladder && i < t->nticks; i++) {
    zb_u x = at_days(t, plot, t->tick[i].days), foot = plot.y + plot.h;
    zb_axis_line(&t->frame.in->style, page, (zb_point){.x = x, .y = foot},
                 (zb_point){.x = x, .y = foot + zb_chart_em(t->frame.in, NAME_GAP / 2)});
    zb_chart_words(&t->tick_label[i], page, tick_middle(t, plot, i, plot.x - t->frame.left), y, 0, -1);
  }
  for (size_t i = 0; !t->ladder && i < t->s->ncategories; i++)
    if (t->slanted)
      zb_axis_name_slanted(&t->names, i, t->s->category_src[i], page, zb_trend_at(t, plot, i), y);
    else
      zb_axis_name(&t->names, i, t->s->category_src[i], page, zb_trend_at(t, plot, i), y, 0, -1);
}
