/* Trends: positions by order or by date, direct labels at the right, names or calendar ticks below. */
#include "chart/trend.h"

#include <string.h>

#include "chart/bars.h"
#include "model/moment.h"
#include "chart/spread.h"

/* In permille of the label size: between a line's end and its label, above a point, between names and plot, a point's
   radius, between labels below. */
enum { BESIDE = 700, ABOVE = 450, NAME_GAP = 500, RADIUS = 240, APART = 700 };

/* In permille: the right column at most of the width; a name of its band. */
enum { RIGHT_MAX = 380, NAME_SHARE = 940 };

/* A single line shows all its values up to so many; more points than POINTS are not marked one by one. */
enum { VALUES_MAX = 12, POINTS = 32 };

typedef struct trend {
  zb_frame frame;
  const zb_series *s;
  bool area, dated, ladder; /* ladder: calendar ticks instead of the names as typed */
  zb_moment *moment;
  zb_axis names;
  bool slanted;
  zb_moment_tick *tick;
  zb_label *tick_label;
  size_t nticks;
  zb_label *end;   /* of each series: its name and last value */
  zb_label *value; /* of each point, of a single line; or NULL */
  zb_num *top;     /* [series][category]: the value, or the sum up to it */
} trend;

static bool english(const zb_chart_in *in)
{
  return in->lang && strncmp(in->lang, "en", 2) == 0;
}

static const zb_figure *value_of(const trend *t, size_t series, size_t i)
{
  return zb_bars_value(t->s, series, i);
}

static zb_num top_of(const trend *t, size_t series, size_t i)
{
  return t->top[series * t->s->ncategories + i];
}

static zb_rgba color_of(const trend *t, size_t series)
{
  return zb_bars_paint(t->frame.in, series).color;
}

/* One of several panels: its title says the name, and all have the same axis. */
static bool in_panel(const trend *t)
{
  const zb_chart_in *in = t->frame.in;
  return in->whole && in->whole != in->data;
}

static bool unlabelled(const trend *t)
{
  const zb_obj *o = t->frame.in->block->props;
  return zb_obj_int(o, ZB_K_VALUE_LABELS, ZB_E_VALUE_LABELS_FIT) == ZB_E_VALUE_LABELS_NONE;
}

/* The last category with a value, or SIZE_MAX. */
static size_t last_of(const trend *t, size_t series)
{
  for (size_t i = t->s->ncategories; i-- > 0;)
    if (value_of(t, series, i))
      return i;
  return SIZE_MAX;
}

/* --- data ------------------------------------------------------------------------------------------------------- */

/* Are the categories dates that rise? */
static void read_dates(trend *t)
{
  t->moment = zb_newn(t->frame.in->text->arena, zb_moment, t->s->ncategories);
  t->dated = t->s->ncategories > 1;
  for (size_t i = 0; t->dated && i < t->s->ncategories; i++)
    t->dated =
        zb_moment_parse(t->s->category[i], &t->moment[i]) && (i == 0 || t->moment[i].days > t->moment[i - 1].days);
}

/* Values, or sums of the series below where areas are stacked. A stack with a gap tells nothing: reported. */
static bool sum_up(trend *t)
{
  zb_arena *a = t->frame.in->text->arena;
  size_t n = t->s->ncategories;
  t->top = zb_newn(a, zb_num, n * t->s->nseries + 1);
  for (size_t j = 0; j < t->s->nseries; j++)
    for (size_t i = 0; i < n; i++) {
      const zb_figure *f = value_of(t, j, i);
      bool stacked = t->area && t->s->nseries > 1;
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

/* --- labels at the right ------------------------------------------------------------------------------------------ */

/* "全省 6.4%", the name in the colour of its line. */
static zb_label end_label(const trend *t, size_t series, zb_u width)
{
  const zb_chart_in *in = t->frame.in;
  size_t last = last_of(t, series);
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
    v[n++].color = zb_chart_text_color(&in->style, color_of(t, series));
  }
  if (last != SIZE_MAX && !t->value && !unlabelled(t)) {
    const zb_datum *d = zb_unit_datum(in->text->arena, &t->frame.unit, value_of(t, series, last));
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

static bool set_ends(trend *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_u most = zb_u_muldiv(in->width, RIGHT_MAX, 1000), width = 0;
  bool shown = zb_obj_bool(in->block->props, ZB_K_LEGEND, true);
  t->end = zb_newn(in->text->arena, zb_label, t->s->nseries);
  for (size_t j = 0; shown && j < t->s->nseries; j++) {
    t->end[j] = end_label(t, j, most);
    width = zb_u_max(width, t->end[j].width);
    if (t->end[j].overflow) {
      zb_chart_unplaced(in, t->s->series[j].name, in->src);
      return false;
    }
  }
  t->frame.right = width > 0 ? width + zb_chart_em(in, BESIDE) : zb_chart_em(in, RADIUS);
  return true;
}

/* --- positions ---------------------------------------------------------------------------------------------------- */

/* Points stand in the middles of bands; dates in proportion between the first middle and the last. */
static zb_u at_days(const trend *t, zb_rect plot, long days)
{
  size_t n = t->s->ncategories;
  long first = t->moment[0].days, span = t->moment[n - 1].days - first;
  zb_u inset = zb_u_min(plot.w / (zb_u)(2 * n), t->frame.in->style.label.size * 2);
  return plot.x + inset + zb_u_muldiv(plot.w - 2 * inset, days - first, span);
}

static zb_u at(const trend *t, zb_rect plot, size_t i)
{
  if (t->dated)
    return at_days(t, plot, t->moment[i].days);
  zb_band band = {.start = plot.x, .length = plot.w, .n = t->s->ncategories};
  return (zb_band_edge(&band, i) + zb_band_edge(&band, i + 1)) / 2;
}

static zb_rect plot_of_width(const trend *t)
{
  return zb_frame_plot(&t->frame, (zb_rect){.w = t->frame.in->width, .h = ZB_UNIT});
}

/* Do labels at their places leave each other room, inside the chart? */
static bool side_by_side(const trend *t, const zb_label *l, size_t n, const zb_u *x)
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

/* A value lower than its neighbours has its label below, where the line does not run. */
static bool in_valley(const trend *t, size_t i)
{
  size_t n = t->s->ncategories;
  const zb_figure *left = i > 0 ? value_of(t, 0, i - 1) : NULL, *right = i + 1 < n ? value_of(t, 0, i + 1) : NULL;
  bool lower = false;
  const zb_figure *beside[] = {left, right};
  for (int k = 0; k < 2; k++) {
    int c = beside[k] ? zb_num_cmp(top_of(t, 0, i), beside[k]->q.value) : 0;
    if (c > 0)
      return false;
    lower = lower || c < 0;
  }
  return lower && left && right;
}

/* Above a line that rises through its point a label stands a little to the left, where it falls, to the right. */
static zb_u label_shift(const trend *t, size_t i, const zb_label *l)
{
  size_t n = t->s->ncategories;
  const zb_figure *left = i > 0 ? value_of(t, 0, i - 1) : NULL, *right = i + 1 < n ? value_of(t, 0, i + 1) : NULL;
  bool from_above = left && zb_num_cmp(left->q.value, top_of(t, 0, i)) > 0;
  bool to_above = right && zb_num_cmp(right->q.value, top_of(t, 0, i)) > 0;
  return from_above == to_above ? 0 : from_above ? l->width * 2 / 5 : -l->width * 2 / 5;
}

static void set_values(trend *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  size_t n = t->s->ncategories;
  if (t->s->nseries != 1 || n > VALUES_MAX || in_panel(t) || unlabelled(t))
    return;
  zb_label *v = zb_newn(a, zb_label, n);
  zb_u *x = zb_newn(a, zb_u, n), high = 0;
  for (size_t i = 0; i < n; i++) {
    const zb_figure *f = value_of(t, 0, i);
    x[i] = at(t, plot_of_width(t), i);
    if (!f)
      continue;
    v[i] = zb_value_label(in, zb_unit_datum(a, &t->frame.unit, f), 1000, in->style.ink);
    x[i] += label_shift(t, i, &v[i]);
    high = zb_u_max(high, v[i].height);
  }
  if (!side_by_side(t, v, n, x))
    return;
  t->value = v;
  t->frame.top = high + zb_chart_em(in, ABOVE + RADIUS);
  if (t->frame.domain.lo.sign > 0)
    t->frame.low = zb_chart_em(in, 3 * RADIUS);
  for (size_t i = 0; i < n; i++)
    if (value_of(t, 0, i) && in_valley(t, i))
      t->frame.low = t->frame.top;
}

/* --- below -------------------------------------------------------------------------------------------------------- */

static bool names_fit(trend *t)
{
  const zb_chart_in *in = t->frame.in;
  size_t n = t->s->ncategories;
  zb_rect plot = plot_of_width(t);
  if (!t->dated) {
    t->names = zb_axis_new(in, t->s->category, t->s->category_src, n, ZB_ALIGN_CENTER,
                           zb_u_muldiv(plot.w / (zb_u)n, NAME_SHARE, 1000));
    return t->names.fit;
  }
  zb_u *x = zb_newn(in->text->arena, zb_u, n);
  for (size_t i = 0; i < n; i++)
    x[i] = at(t, plot, i);
  t->names = zb_axis_new(in, t->s->category, t->s->category_src, n, ZB_ALIGN_CENTER, 0);
  return t->names.fit && side_by_side(t, t->names.label, n, x);
}

/* The middle of a tick's label: under the tick, but inside the chart, whose left edge is `edge`. */
static zb_u tick_middle(const trend *t, zb_rect plot, size_t i, zb_u edge)
{
  zb_u half = (t->tick_label[i].width + 1) / 2;
  return zb_u_clamp(at_days(t, plot, t->tick[i].days), edge + half, edge + t->frame.in->width - half);
}

/* Calendar ticks: as many as have room. */
static bool set_ladder(trend *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  zb_tstyle style = in->style.label;
  style.max_lines = 1;
  zb_rect plot = plot_of_width(t);
  for (size_t most = (size_t)zb_u_max(plot.w / (3 * style.size), 2); most >= 2; most--) {
    size_t n = t->nticks =
        zb_moment_ticks(a, t->moment[0].days, t->moment[t->s->ncategories - 1].days, most, english(in), &t->tick);
    zb_u *x = zb_newn(a, zb_u, n);
    t->tick_label = zb_newn(a, zb_label, n);
    for (size_t i = 0; i < n; i++) {
      t->tick_label[i] = zb_label_text(in->text, t->tick[i].text, in->src, &style, 0);
      x[i] = tick_middle(t, plot, i, 0);
      t->names.height = zb_u_max(i > 0 ? t->names.height : 0, t->tick_label[i].height);
    }
    if (n > 0 && side_by_side(t, t->tick_label, n, x))
      return t->ladder = true;
  }
  return false;
}

static bool set_names(trend *t)
{
  const zb_chart_in *in = t->frame.in;
  if (!names_fit(t) && !(t->dated && set_ladder(t))) {
    zb_rect plot = plot_of_width(t);
    t->slanted = zb_axis_slant(in, &t->names, t->s->category, t->s->category_src, plot.w / (zb_u)t->s->ncategories);
    if (!t->slanted) {
      zb_chart_unplaced(in, t->s->category[t->names.worst], t->s->category_src[t->names.worst]);
      return false;
    }
    t->frame.left = zb_u_max(t->frame.left, zb_axis_slant_reach(&t->names) - plot.w / (zb_u)(2 * t->s->ncategories));
  }
  t->frame.foot = zb_chart_em(in, NAME_GAP) + t->names.height;
  return true;
}

static void draw_names(const trend *t, zb_dl_page *page, zb_rect plot)
{
  zb_u y = plot.y + plot.h + zb_chart_em(t->frame.in, NAME_GAP);
  for (size_t i = 0; t->ladder && i < t->nticks; i++) {
    zb_u x = at_days(t, plot, t->tick[i].days), foot = plot.y + plot.h;
    zb_axis_line(&t->frame.in->style, page, (zb_point){.x = x, .y = foot},
                 (zb_point){.x = x, .y = foot + zb_chart_em(t->frame.in, NAME_GAP / 2)});
    zb_dl_begin_role(page, ZB_DL_SPAN, t->frame.in->src);
    zb_label_draw(&t->tick_label[i], page, tick_middle(t, plot, i, plot.x - t->frame.left), y, 0, -1);
    zb_dl_end(page, ZB_DL_SPAN);
  }
  for (size_t i = 0; !t->ladder && i < t->s->ncategories; i++)
    if (t->slanted)
      zb_axis_name_slanted(&t->names, i, t->s->category_src[i], page, at(t, plot, i), y);
    else
      zb_axis_name(&t->names, i, t->s->category_src[i], page, at(t, plot, i), y, 0, -1);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static zb_point point_of(const trend *t, zb_rect plot, size_t series, size_t i)
{
  return (zb_point){.x = at(t, plot, i), .y = zb_frame_y(&t->frame, plot, top_of(t, series, i))};
}

/* One stretch without gaps, from..to. Areas go down to the line of the series below, or to zero. */
static void draw_stretch(const trend *t, zb_dl_page *page, zb_rect plot, size_t series, size_t from, size_t to)
{
  const zb_chart_in *in = t->frame.in;
  size_t n = to - from;
  zb_point *pt = zb_newn(in->text->arena, zb_point, 2 * n + 1);
  for (size_t i = 0; i < n; i++)
    pt[i] = point_of(t, plot, series, from + i);
  zb_rgba color = color_of(t, series);
  if (t->area && n > 1) {
    for (size_t i = 0; i < n; i++) {
      size_t back = to - 1 - i;
      pt[n + i] = series > 0 ? point_of(t, plot, series - 1, back)
                             : (zb_point){.x = pt[n - 1 - i].x, .y = zb_frame_y(&t->frame, plot, (zb_num){0})};
    }
    bool stacked = t->s->nseries > 1;
    zb_paint fill = zb_bars_paint(in, series);
    if (!stacked)
      fill = zb_paint_solid(zb_color_mix(color, in->style.ground, 190));
    zb_dl_fill(page, zb_path_poly(in->text->arena, pt, 2 * n, true), fill);
    if (stacked)
      color = in->style.ground;
  }
  zb_u width = 3 * zb_chart_line_width(&in->style);
  if (n > 1)
    zb_dl_stroke(page, zb_path_poly(in->text->arena, pt, n, false), zb_paint_solid(color),
                 (zb_stroke){.width = t->area && t->s->nseries > 1 ? width / 3 : width, .round_join = true});
}

static void draw_lines(const trend *t, zb_dl_page *page, zb_rect plot, size_t series)
{
  size_t from = 0;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  for (size_t i = 0; i <= t->s->ncategories; i++)
    if (i == t->s->ncategories || !value_of(t, series, i)) {
      if (i > from)
        draw_stretch(t, page, plot, series, from, i);
      from = i + 1;
    }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* A point that stands alone is marked large in any case, else it would be lost. */
static bool alone(const trend *t, size_t series, size_t i)
{
  bool left = i > 0 && value_of(t, series, i - 1), right = i + 1 < t->s->ncategories && value_of(t, series, i + 1);
  return !left && !right;
}

/* A point with its datum: a disc, one of the ground's colour on the edge of a stack, or no wider than the line where
   there are too many to be seen one by one. */
static void draw_points(const trend *t, zb_dl_page *page, zb_rect plot, size_t series)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  bool stacked = t->area && t->s->nseries > 1;
  zb_u r = stacked ? zb_chart_em(in, RADIUS) / 2 : zb_chart_em(in, RADIUS), thin = zb_chart_line_width(&in->style);
  zb_paint fill = zb_paint_solid(stacked ? in->style.ground : color_of(t, series));
  size_t last = last_of(t, series);
  for (size_t i = 0; i < t->s->ncategories; i++) {
    const zb_figure *f = value_of(t, series, i);
    if (!f)
      continue;
    bool dot = t->s->ncategories <= POINTS || i == last || alone(t, series, i);
    zb_point p = point_of(t, plot, series, i);
    zb_point small[4] = {{p.x - thin, p.y}, {p.x, p.y - thin}, {p.x + thin, p.y}, {p.x, p.y + thin}};
    zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &f->datum, .src = f->src});
    zb_dl_fill(page, dot ? zb_path_circle(a, p, r) : zb_path_poly(a, small, 4, true), fill);
    zb_dl_end(page, ZB_DL_SPAN);
  }
}

static void draw_values(const trend *t, zb_dl_page *page, zb_rect plot)
{
  for (size_t i = 0; t->value && i < t->s->ncategories; i++) {
    const zb_figure *f = value_of(t, 0, i);
    if (!f)
      continue;
    zb_point p = point_of(t, plot, 0, i);
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

/* Where a label wants to stand: at the last value, or in the middle of the band of an area. */
static zb_u wanted(const trend *t, zb_rect plot, size_t series, size_t last)
{
  zb_u y = zb_frame_y(&t->frame, plot, top_of(t, series, last));
  if (!t->area || t->s->nseries < 2)
    return y;
  zb_u below = zb_frame_y(&t->frame, plot, series > 0 ? top_of(t, series - 1, last) : (zb_num){0});
  return (y + below) / 2;
}

static void draw_end(const trend *t, zb_dl_page *page, zb_rect plot, size_t series, zb_u want, zb_u y)
{
  const zb_chart_in *in = t->frame.in;
  const zb_label *l = &t->end[series];
  zb_u x = plot.x + plot.w + zb_chart_em(in, BESIDE), from = at(t, plot, last_of(t, series));
  zb_u off = want > y ? want - y : y - want;
  if (off > l->style.size / 2 || last_of(t, series) + 1 < t->s->ncategories) {
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_dl_line(page, (zb_point){.x = from + zb_chart_em(in, 2 * RADIUS), .y = want},
               (zb_point){.x = x - zb_chart_em(in, BESIDE) / 4, .y = y}, zb_paint_solid(in->style.muted),
               (zb_stroke){.width = zb_chart_line_width(&in->style)});
    zb_dl_end(page, ZB_DL_ARTIFACT);
  }
  zb_dl_begin_role(page, ZB_DL_SPAN, l->src);
  if (l->nlines == 1)
    zb_label_draw(l, page, x, y + zb_u_muldiv(l->style.size, ZB_CHART_BASELINE, 1000), -1, 2);
  else
    zb_label_draw(l, page, x, y, -1, 0);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* Labels from top to bottom as their lines end, moved apart as little as possible (spread.h). */
static void draw_ends(const trend *t, zb_dl_page *page, zb_rect plot)
{
  size_t order[ZB_CHART_SERIES], n = 0;
  zb_u want[ZB_CHART_SERIES];
  zb_slip slip[ZB_CHART_SERIES];
  for (size_t j = 0; j < t->s->nseries; j++) {
    size_t last = last_of(t, j);
    if (last == SIZE_MAX || t->end[j].nlines == 0)
      continue;
    want[j] = wanted(t, plot, j, last);
    size_t k = n++;
    for (; k > 0 && want[order[k - 1]] > want[j]; k--)
      order[k] = order[k - 1];
    order[k] = j;
  }
  for (size_t k = 0; k < n; k++)
    slip[k] = (zb_slip){.at = want[order[k]], .size = zb_u_muldiv(t->end[order[k]].height, 1150, 1000)};
  zb_spread(t->frame.in->text->arena, slip, n, plot.y - t->frame.top, plot.y + plot.h + t->frame.foot);
  for (size_t k = 0; k < n; k++)
    draw_end(t, page, plot, order[k], want[order[k]], slip[k].at);
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const trend *t = c->data;
  zb_rect plot = zb_frame_plot(&t->frame, r);
  for (size_t j = 0; t->area && j < t->s->nseries; j++)
    draw_lines(t, page, plot, j);
  zb_frame_draw(&t->frame, page, r);
  draw_names(t, page, plot);
  for (size_t j = t->s->nseries; !t->area && j-- > 0;) /* the main one on top */
    draw_lines(t, page, plot, j);
  for (size_t j = t->s->nseries; j-- > 0;)
    draw_points(t, page, plot, j);
  draw_values(t, page, plot);
  draw_ends(t, page, plot);
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

/* Room for labels at the ends that stand above or below the plot when lines end close together. */
static void make_room(trend *t)
{
  zb_u need = 0;
  for (size_t j = 0; j < t->s->nseries; j++)
    need += zb_u_muldiv(t->end[j].height, 1150, 1000);
  zb_u have = zb_u_max(t->frame.in->height_min, 5 * t->frame.in->style.label.leading);
  if (need > have)
    t->frame.top = zb_u_max(t->frame.top, need - have);
  t->frame.top = zb_u_max(t->frame.top, t->frame.vaxis.height / 2 + zb_chart_em(t->frame.in, RADIUS));
}

zb_chart *zb_trend_layout(const zb_chart_in *in, bool area, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  trend *t = zb_new(a, trend);
  *t = (trend){.frame = {.in = in, .unit = zb_bars_unit(in)}, .s = in->data, .area = area};
  if (!zb_bars_check(in))
    return NULL;
  t->frame.domain = zb_frame_domain(in, area);
  if (!sum_up(t))
    return NULL;
  read_dates(t);
  t->frame.right = zb_chart_em(in, RADIUS);
  set_values(t);
  if (!set_ends(t))
    return NULL;
  if (!t->value)
    zb_frame_axis(&t->frame, 5);
  if (!set_names(t))
    return NULL;
  make_room(t);
  zb_plot_size size = zb_frame_size(&t->frame);
  *height = size.height;
  *stretch = size.stretch;
  *shrink = size.shrink;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = t, .unit = &t->frame.unit};
  return chart;
}
