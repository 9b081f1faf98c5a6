/* Kind slope: two states of several things, joined by lines; what rises and what falls is seen at once. */
#include <string.h>

#include "chart/bars.h"
#include "chart/frame.h"
#include "chart/spread.h"

/* In permille of the label size: between a point and its label, below the heads, a point's radius. */
enum { BESIDE = 700, HEAD_GAP = 600, RADIUS = 260 };

/* In permille of the width: labels of one side at most; of the label leading: between labels. */
enum { SIDE_MAX = 400, APART = 1080 };

typedef struct slope {
  zb_frame frame;
  const zb_series *s;
  zb_label head[2];
  zb_label *label[2]; /* value at the left; name and value at the right */
} slope;

static const zb_figure *value_of(const slope *t, size_t side, size_t i)
{
  return zb_bars_value(t->s, side, i);
}

static bool any_highlight(const zb_series *s)
{
  for (size_t i = 0; i < s->ncategories; i++)
    if (s->highlight[i])
      return true;
  return false;
}

/* The highlighted lines, or all of them, in the main colour; with highlights the others stand back. */
static zb_rgba color_of(const slope *t, size_t i)
{
  const zb_chart_style *style = &t->frame.in->style;
  return any_highlight(t->s) && !t->s->highlight[i] ? style->other : style->main;
}

/* "东书屋 1210" at the left, "2300 东书屋" at the right: each line is named at both ends when only one has a value. */
static zb_label side_label(const slope *t, size_t side, size_t i, zb_u width)
{
  const zb_chart_in *in = t->frame.in;
  const zb_datum *d = zb_unit_datum(in->text->arena, &t->frame.unit, value_of(t, side, i));
  zb_tstyle style = in->style.label;
  style.max_lines = 2;
  style.indent = 0;
  style.align = side == 0 ? ZB_ALIGN_RIGHT : ZB_ALIGN_LEFT;
  bool strong = any_highlight(t->s) && t->s->highlight[i];
  zb_rgba color = strong ? zb_chart_text_color(&in->style, in->style.main) : in->style.ink;
  zb_span name = zb_span_plain(t->s->category[i], strlen(t->s->category[i]), t->s->category_src[i]);
  zb_span gap = zb_span_plain(" ", 1, in->src), value = zb_span_plain(d->text, strlen(d->text), d->src);
  name.has_color = value.has_color = true;
  name.color = value.color = color;
  name.flags = strong ? ZB_SPAN_STRONG : 0;
  value.flags = ZB_SPAN_NOBREAK;
  value.datum = d;
  value.has_role = true;
  value.role = in->style.value.role;
  value.size = in->style.value.size;
  zb_span left[] = {name, gap, value}, right[] = {value, gap, name};
  return zb_label_spans(in->text, side == 0 ? left : right, 3, &style, width);
}

static bool set_labels(slope *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_u most = zb_u_muldiv(in->width, SIDE_MAX, 1000), width[2] = {0, 0}, tall = 0;
  for (size_t side = 0; side < 2; side++) {
    t->label[side] = zb_newn(in->text->arena, zb_label, t->s->ncategories);
    zb_tstyle style = in->style.label;
    style.max_lines = 2;
    style.color = zb_chart_text_color(&in->style, in->style.muted);
    t->head[side] = zb_label_text(in->text, t->s->series[side].name, in->src, &style, most);
    tall = zb_u_max(tall, t->head[side].height);
    for (size_t i = 0; i < t->s->ncategories; i++) {
      if (!value_of(t, side, i))
        continue;
      zb_label *l = &t->label[side][i];
      *l = side_label(t, side, i, most);
      width[side] = zb_u_max(width[side], l->width);
      if (l->overflow) {
        zb_chart_unplaced(in, t->s->category[i], t->s->category_src[i]);
        return false;
      }
    }
  }
  t->frame.left = width[0] + zb_chart_em(in, BESIDE);
  t->frame.right = width[1] + zb_chart_em(in, BESIDE);
  t->frame.top = tall + zb_chart_em(in, HEAD_GAP + RADIUS);
  t->frame.foot = zb_chart_em(in, RADIUS);
  return true;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_line(const slope *t, zb_dl_page *page, zb_rect plot, size_t i)
{
  const zb_chart_in *in = t->frame.in;
  zb_point end[2];
  for (size_t side = 0; side < 2; side++) {
    const zb_figure *f = value_of(t, side, i);
    if (!f)
      continue;
    end[side] = (zb_point){.x = plot.x + (side ? plot.w : 0), .y = zb_frame_y(&t->frame, plot, f->q.value)};
    zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &f->datum, .src = f->src});
    zb_dl_fill(page, zb_path_circle(in->text->arena, end[side], zb_chart_em(in, RADIUS)),
               zb_paint_solid(color_of(t, i)));
    zb_dl_end(page, ZB_DL_SPAN);
  }
  if (!value_of(t, 0, i) || !value_of(t, 1, i))
    return;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, end[0], end[1], zb_paint_solid(color_of(t, i)),
             (zb_stroke){.width = 3 * zb_chart_line_width(&in->style)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

typedef struct place {
  size_t index;
  zb_u want;
} place;

/* Labels of one side in the order of their values, moved apart; a label that moved is joined by a leader. */
static void draw_side(const slope *t, zb_dl_page *page, zb_rect plot, size_t side)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  place *p = zb_newn(a, place, t->s->ncategories);
  zb_slip *slip = zb_newn(a, zb_slip, t->s->ncategories);
  size_t n = 0;
  for (size_t i = 0; i < t->s->ncategories; i++) {
    if (!value_of(t, side, i))
      continue;
    place mine = {.index = i, .want = zb_frame_y(&t->frame, plot, value_of(t, side, i)->q.value)};
    size_t k = n++;
    for (; k > 0 && p[k - 1].want > mine.want; k--)
      p[k] = p[k - 1];
    p[k] = mine;
  }
  for (size_t k = 0; k < n; k++)
    slip[k] = (zb_slip){.at = p[k].want, .size = zb_u_muldiv(t->label[side][p[k].index].height, APART, 1000)};
  zb_spread(a, slip, n, plot.y - zb_chart_em(in, RADIUS * 2),
            plot.y + plot.h + t->frame.foot + zb_chart_em(in, RADIUS));
  zb_u near = plot.x + (side ? plot.w : 0),
       far = side ? near + zb_chart_em(in, BESIDE) : near - zb_chart_em(in, BESIDE);
  for (size_t k = 0; k < n; k++) {
    const zb_label *l = &t->label[side][p[k].index];
    zb_u off = slip[k].at > p[k].want ? slip[k].at - p[k].want : p[k].want - slip[k].at;
    if (off > l->style.size / 3) {
      zb_u step = (far - near) / 3;
      zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
      zb_dl_line(page, (zb_point){.x = near + step, .y = p[k].want}, (zb_point){.x = far - step / 2, .y = slip[k].at},
                 zb_paint_solid(in->style.muted), (zb_stroke){.width = zb_chart_line_width(&in->style)});
      zb_dl_end(page, ZB_DL_ARTIFACT);
    }
    zb_dl_begin_role(page, ZB_DL_SPAN, l->src);
    zb_label_draw(l, page, far, slip[k].at, side ? -1 : 1, 0);
    zb_dl_end(page, ZB_DL_SPAN);
  }
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const slope *t = c->data;
  const zb_chart_in *in = t->frame.in;
  zb_rect plot = zb_frame_plot(&t->frame, r);
  for (size_t side = 0; side < 2; side++) {
    zb_u x = plot.x + (side ? plot.w : 0);
    zb_axis_line(&in->style, page, (zb_point){.x = x, .y = plot.y - zb_chart_em(in, RADIUS)},
                 (zb_point){.x = x, .y = plot.y + plot.h + t->frame.foot});
    zb_dl_begin_role(page, ZB_DL_SPAN, in->src);
    zb_label_draw(&t->head[side], page, x, r.y, 0, -1);
    zb_dl_end(page, ZB_DL_SPAN);
  }
  for (int pass = 0; pass < 2; pass++) /* highlighted lines on top */
    for (size_t i = 0; i < t->s->ncategories; i++)
      if (t->s->highlight[i] == (pass == 1))
        draw_line(t, page, plot, i);
  for (size_t side = 0; side < 2; side++)
    draw_side(t, page, plot, side);
}

/* Heads are centred over their lines: they must not run into each other or out of the chart. */
static void fit_heads(slope *t)
{
  for (size_t side = 0; side < 2; side++) {
    zb_u *room = side ? &t->frame.right : &t->frame.left;
    *room = zb_u_max(*room, t->head[side].width / 2);
  }
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  slope *t = zb_new(a, slope);
  *t = (slope){.frame = {.in = in, .unit = zb_bars_unit(in)}, .s = in->data};
  if (!zb_bars_check(in))
    return NULL;
  t->frame.domain = zb_frame_domain(in, false);
  if (!set_labels(t))
    return NULL;
  fit_heads(t);
  zb_plot_size size = zb_frame_size(&t->frame);
  zb_u need = zb_chart_lead(in, 1000) * (zb_u)in->data->ncategories;
  size.height = zb_u_max(size.height, need + t->frame.top + t->frame.foot);
  *height = size.height;
  *stretch = size.stretch;
  *shrink = zb_u_min(size.shrink, size.height - need - t->frame.top - t->frame.foot);
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = t, .unit = &t->frame.unit};
  return chart;
}

const zb_chart_kind zb_chart_kind_SLOPE = {.name = "slope", .layout = layout};
