/* Labels of trends: the values of a single line at its points, the names of lines at their ends. */
#include <string.h>

#include "chart/side.h"
#include "chart/trendparts.h"

/* In permille of the label size: between a line's end and its label, above a point. */
enum { BESIDE = 700, ABOVE = 450 };

/* Labels at the ends take this much of the width at most; their heights with gaps, in permille. */
enum { RIGHT_MAX = 380, APART = 1150 };

/* A single line shows all its values up to so many. */
enum { VALUES_MAX = 12 };

/* One of several panels: its title says the name, and all have the same axis. */
static bool in_panel(const zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  return in->whole && in->whole != in->data;
}

static bool unlabelled(const zb_trend *t)
{
  const zb_obj *o = t->frame.in->block->props;
  return zb_obj_int(o, ZB_K_VALUE_LABELS, ZB_E_VALUE_LABELS_FIT) == ZB_E_VALUE_LABELS_NONE;
}

/* --- values at points --------------------------------------------------------------------------------------------- */

/* A value lower than its neighbours has its label below, where the line does not run. */
static bool in_valley(const zb_trend *t, size_t i)
{
  size_t n = t->s->ncategories;
  const zb_figure *left = i > 0 ? zb_trend_value(t, 0, i - 1) : NULL,
                  *right = i + 1 < n ? zb_trend_value(t, 0, i + 1) : NULL;
  bool lower = false;
  const zb_figure *beside[] = {left, right};
  for (int k = 0; k < 2; k++) {
    int c = beside[k] ? zb_num_cmp(zb_trend_top(t, 0, i), beside[k]->q.value) : 0;
    if (c > 0)
      return false;
    lower = lower || c < 0;
  }
  return lower && left && right;
}

/* Above a line that rises through its point a label stands a little to the left, where it falls, to the right. */
static zb_u label_shift(const zb_trend *t, size_t i, const zb_label *l)
{
  size_t n = t->s->ncategories;
  const zb_figure *left = i > 0 ? zb_trend_value(t, 0, i - 1) : NULL,
                  *right = i + 1 < n ? zb_trend_value(t, 0, i + 1) : NULL;
  bool from_above = left && zb_num_cmp(left->q.value, zb_trend_top(t, 0, i)) > 0;
  bool to_above = right && zb_num_cmp(right->q.value, zb_trend_top(t, 0, i)) > 0;
  return from_above == to_above ? 0 : from_above ? l->width * 2 / 5 : -l->width * 2 / 5;
}

void zb_trend_set_values(zb_trend *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  size_t n = t->s->ncategories;
  if (t->s->nseries != 1 || n > VALUES_MAX || in_panel(t) || unlabelled(t))
    return;
  zb_label *v = zb_newn(a, zb_label, n);
  zb_u *x = zb_newn(a, zb_u, n), high = 0;
  for (size_t i = 0; i < n; i++) {
    const zb_figure *f = zb_trend_value(t, 0, i);
    x[i] = zb_trend_at(t, zb_trend_width(t), i);
    if (!f)
      continue;
    v[i] = zb_value_label(in, zb_unit_datum(a, &t->frame.unit, f), 1000, in->style.ink);
    x[i] += label_shift(t, i, &v[i]);
    high = zb_u_max(high, v[i].height);
  }
  if (!zb_trend_side_by_side(t, v, n, x))
    return;
  t->value = v;
  t->frame.top = high + zb_chart_em(in, ABOVE + ZB_TREND_RADIUS);
  if (t->frame.domain.lo.sign > 0)
    t->frame.low = zb_chart_em(in, 3 * ZB_TREND_RADIUS);
  for (size_t i = 0; i < n; i++)
    if (zb_trend_value(t, 0, i) && in_valley(t, i))
      t->frame.low = t->frame.top;
}

void zb_trend_draw_values(const zb_trend *t, zb_dl_page *page, zb_rect plot)
{
  for (size_t i = 0; t->value && i < t->s->ncategories; i++) {
    const zb_figure *f = zb_trend_value(t, 0, i);
    if (!f)
      continue;
    zb_point p = zb_trend_point(t, plot, 0, i);
    zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN,
                                .datum = zb_unit_datum(t->frame.in->text->arena, &t->frame.unit, f),
                                .src = f->src});
    bool below = in_valley(t, i);
    zb_u off = zb_chart_em(t->frame.in, ABOVE);
    zb_label_draw(&t->value[i], page, p.x + label_shift(t, i, &t->value[i]), below ? p.y + off : p.y - off, 0,
                  below ? -1 : 1);
    zb_dl_end(page, ZB_DL_SPAN);
  }
}

/* --- names at ends ------------------------------------------------------------------------------------------------ */

/* "全省 6.4%", the name in the colour of its line. */
static zb_label end_label(const zb_trend *t, size_t series, zb_u width)
{
  const zb_chart_in *in = t->frame.in;
  size_t last = zb_trend_last(t, series);
  zb_tstyle style = in->style.label;
  style.max_lines = 3;
  style.align = ZB_ALIGN_LEFT;
  style.indent = 0;
  zb_span v[3];
  size_t n = 0;
  const char *name = t->s->series[series].name;
  if (name && name[0] && !(in_panel(t) && t->s->nseries == 1)) {
    v[n] = zb_span_plain(name, strlen(name), in->src);
    v[n].flags = ZB_SPAN_STRONG;
    v[n].has_color = true;
    v[n++].color = zb_chart_text_color(&in->style, zb_trend_color(t, series));
  }
  if (last != SIZE_MAX && !t->value && !unlabelled(t)) {
    const zb_datum *d = zb_unit_datum(in->text->arena, &t->frame.unit, zb_trend_value(t, series, last));
    if (n > 0)
      v[n++] = zb_span_plain(" ", 1, in->src);
    v[n] = zb_span_plain(d->text, strlen(d->text), d->src);
    v[n].flags = ZB_SPAN_NOBREAK;
    v[n].datum = d;
    v[n].has_role = true;
    v[n++].role = in->style.value.role;
  }
  return zb_label_spans(in->text, v, n, &style, width);
}

/* A label that is too wide gets a number key; `keys`: all do, for the plot would be too narrow. */
static zb_label end_or_key(zb_trend *t, size_t series, zb_u most, bool keys)
{
  const zb_chart_in *in = t->frame.in;
  zb_label l = end_label(t, series, most);
  if (l.nlines == 0 || (!keys && !l.overflow && !l.torn))
    return l;
  const char *name = t->s->series[series].name;
  zb_label whole = end_label(t, series, 0);
  size_t n = zb_keylist_add(in, &t->frame.keylist, &whole, NULL, name, whole.src);
  return zb_keylist_sign(in, n, 0, zb_chart_text_color(&in->style, zb_trend_color(t, series)));
}

void zb_trend_set_ends(zb_trend *t, bool keys)
{
  const zb_chart_in *in = t->frame.in;
  zb_u most = zb_u_muldiv(in->width, RIGHT_MAX, 1000), width = 0;
  bool shown = zb_obj_bool(in->block->props, ZB_K_LEGEND, true);
  t->end = zb_newn(in->text->arena, zb_label, t->s->nseries);
  t->frame.keylist = (zb_keylist){0};
  for (size_t j = 0; shown && j < t->s->nseries; j++) {
    t->end[j] = end_or_key(t, j, most, keys);
    width = zb_u_max(width, t->end[j].width);
  }
  t->frame.right = width > 0 ? width + zb_chart_em(in, BESIDE) : zb_chart_em(in, ZB_TREND_RADIUS);
}

zb_u zb_trend_ends_height(const zb_trend *t)
{
  zb_u sum = 0;
  for (size_t j = 0; j < t->s->nseries; j++)
    sum += zb_u_muldiv(t->end[j].height, APART, 1000);
  return sum;
}

/* Where a label wants to stand: at the last value, or in the middle of the band of an area. */
static zb_u wanted(const zb_trend *t, zb_rect plot, size_t series, size_t last)
{
  zb_u y = zb_frame_y(&t->frame, plot, zb_trend_top(t, series, last));
  if (!t->area || t->s->nseries < 2)
    return y;
  zb_u below = zb_frame_y(&t->frame, plot, series > 0 ? zb_trend_top(t, series - 1, last) : (zb_num){0});
  return (y + below) / 2;
}

/* Labels from top to bottom as their lines end. */
void zb_trend_draw_ends(const zb_trend *t, zb_dl_page *page, zb_rect plot)
{
  const zb_chart_in *in = t->frame.in;
  zb_side_item item[ZB_CHART_SERIES];
  zb_u x = plot.x + plot.w + zb_chart_em(in, BESIDE);
  zb_side side = {.in = in,
                  .item = item,
                  .x = x,
                  .to = x - zb_chart_em(in, BESIDE) / 4,
                  .halign = -1,
                  .lo = plot.y - t->frame.top,
                  .hi = plot.y + plot.h + (zb_trend_names_right(t, plot) > x ? 0 : t->frame.foot),
                  .apart = APART,
                  .still = in->style.label.size / 2};
  for (size_t j = 0; j < t->s->nseries; j++) {
    size_t last = zb_trend_last(t, j);
    if (last == SIZE_MAX || t->end[j].nlines == 0)
      continue;
    item[side.n++] = (zb_side_item){.label = &t->end[j],
                                    .want = wanted(t, plot, j, last),
                                    .from = zb_trend_at(t, plot, last) + zb_chart_em(in, 2 * ZB_TREND_RADIUS),
                                    .far = last + 1 < t->s->ncategories};
  }
  zb_side_draw(&side, page);
}
