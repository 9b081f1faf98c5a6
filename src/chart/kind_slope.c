/* Kind slope: two states of several things, joined by lines; what rises and what falls is seen at once. */
#include <string.h>

#include "base/utf8.h"
#include "chart/bars.h"
#include "chart/frame.h"
#include "chart/side.h"

/* In permille of the label size: between a point and its label, below the heads, a point's radius. */
enum { BESIDE = 700, HEAD_GAP = 600, RADIUS = 260 };

/* In permille of the width: labels of one side at most; of a label's height: it with its gap, where some have two
   lines. */
enum { SIDE_MAX = 400, APART = 1080, APART_LINES = 1220 };

/* A name of so few characters is not parted. */
enum { SHORT = 6 };

/* What labels say beside the plot, in the order it is tried: name and value; a number key and the value; the key alone.
 */
typedef enum said { SAID_ALL, SAID_VALUE, SAID_KEY, SAID_COUNT } said;

typedef struct slope {
  zb_frame frame;
  const zb_series *s;
  bool picked; /* some are highlighted */
  zb_label head[2];
  int pitch;          /* of labels, in permille of their height */
  bool apart;         /* heads stand outside their lines: between them they would meet */
  zb_label *label[2]; /* name and value, at both sides */
} slope;

static const zb_figure *value_of(const slope *t, size_t side, size_t i)
{
  return zb_bars_value(t->s, side, i);
}

/* The highlighted lines, or all of them, in the main colour; with highlights the others stand back. */
static zb_rgba color_of(const slope *t, size_t i)
{
  const zb_chart_style *style = &t->frame.in->style;
  return t->picked && !t->s->highlight[i] ? style->other : style->main;
}

static zb_tstyle side_style(const slope *t, size_t side)
{
  zb_tstyle style = t->frame.in->style.label;
  style.max_lines = 2;
  style.indent = 0;
  style.align = side == 0 ? ZB_ALIGN_RIGHT : ZB_ALIGN_LEFT;
  return style;
}

static bool strong(const slope *t, size_t i)
{
  return t->picked && t->s->highlight[i];
}

static zb_span colored(const slope *t, size_t i, const char *text, zb_src src)
{
  const zb_chart_style *style = &t->frame.in->style;
  zb_span v = zb_span_plain(text, strlen(text), src);
  v.has_color = true;
  v.color = strong(t, i) ? zb_chart_text_color(style, style->main) : style->ink;
  return v;
}

static zb_span name_span(const slope *t, size_t i)
{
  zb_span v = colored(t, i, t->s->category[i], t->s->category_src[i]);
  v.flags = strong(t, i) ? ZB_SPAN_STRONG : 0;
  return v;
}

static zb_span value_span(const slope *t, size_t side, size_t i)
{
  const zb_chart_in *in = t->frame.in;
  const zb_datum *d = zb_unit_datum(in->text->arena, &t->frame.unit, value_of(t, side, i));
  zb_span v = colored(t, i, d->text, d->src);
  v.flags = ZB_SPAN_NOBREAK;
  v.datum = d;
  v.has_role = true;
  v.role = in->style.value.role;
  v.size = in->style.value.size;
  return v;
}

/* "东书屋 1210" at the left, "2300 东书屋" at the right: each line is named at both ends when only one has a value.
   With `key` the name is the key's sign, and there may be no value. */
static zb_label side_label(const slope *t, size_t side, size_t i, size_t key, said say, zb_u width)
{
  const zb_chart_in *in = t->frame.in;
  zb_tstyle style = side_style(t, side);
  zb_span gap = zb_span_plain(" ", 1, in->src), name = name_span(t, i);
  if (say != SAID_ALL) {
    name = colored(t, i, zb_keylist_text(in->text->arena, key), t->s->category_src[i]);
    style.max_lines = 1;
  }
  if (say == SAID_KEY)
    return zb_label_spans(in->text, &name, 1, &style, width);
  zb_span value = value_span(t, side, i), left[] = {name, gap, value}, right[] = {value, gap, name};
  return zb_label_spans(in->text, side == 0 ? left : right, 3, &style, width);
}

/* What the list says of a key: the name; the values too where they do not stand beside the plot. */
static size_t add_key(slope *t, size_t i, said say)
{
  const zb_chart_in *in = t->frame.in;
  zb_tstyle style = side_style(t, 1);
  zb_span v[6] = {name_span(t, i)};
  size_t n = 1;
  for (size_t side = 0; side < 2 && say == SAID_KEY; side++)
    if (value_of(t, side, i)) {
      const char *between = n == 1 ? " " : "→";
      v[n++] = zb_span_plain(between, strlen(between), in->src);
      v[n++] = value_span(t, side, i);
    }
  style.max_lines = 3;
  zb_label whole = zb_label_spans(in->text, v, n, &style, 0);
  return zb_keylist_add(in, &t->frame.keylist, &whole, NULL, t->s->category[i], t->s->category_src[i]);
}

/* Labels of one kind at both sides. False: one is too wide, or they leave no room for the lines. */
static bool set_sides(slope *t, said say)
{
  const zb_chart_in *in = t->frame.in;
  zb_u most = zb_u_muldiv(in->width, SIDE_MAX, 1000), width[2] = {0, 0};
  bool fit = true;
  t->pitch = APART;
  t->frame.keylist = (zb_keylist){0};
  for (size_t i = 0; i < t->s->ncategories; i++) {
    size_t key = say != SAID_ALL && (value_of(t, 0, i) || value_of(t, 1, i)) ? add_key(t, i, say) : 0;
    for (size_t side = 0; side < 2; side++) {
      if (!value_of(t, side, i))
        continue;
      zb_label *l = &t->label[side][i];
      *l = side_label(t, side, i, key, say, most);
      width[side] = zb_u_max(width[side], l->width);
      bool lines = l->nlines > 1, brief = zb_utf8_count(t->s->category[i], strlen(t->s->category[i])) <= SHORT;
      fit = fit && !l->overflow && !l->torn && !(lines && brief);
      t->pitch = lines ? APART_LINES : t->pitch;
    }
  }
  t->frame.left = width[0] + zb_chart_em(in, BESIDE);
  t->frame.right = width[1] + zb_chart_em(in, BESIDE);
  return fit && zb_frame_roomy(&t->frame);
}

/* Heads are centred over their lines; where they would meet they stand outside them. */
static bool set_heads(slope *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_frame *f = &t->frame;
  zb_tstyle style = in->style.label;
  style.max_lines = 2;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  zb_u tall = 0, most = in->width / 2 - zb_chart_em(in, BESIDE);
  for (size_t side = 0; side < 2; side++) {
    style.align = side == 0 ? ZB_ALIGN_RIGHT : ZB_ALIGN_LEFT;
    t->head[side] = zb_label_text(in->text, t->s->series[side].name, in->src, &style, most);
    tall = zb_u_max(tall, t->head[side].height);
  }
  zb_u left = t->head[0].width, right = t->head[1].width;
  zb_u plot = in->width - zb_u_max(f->left, left / 2) - zb_u_max(f->right, right / 2);
  t->apart = (left + right) / 2 + zb_chart_em(in, BESIDE) > plot;
  f->left = zb_u_max(f->left, t->apart ? left : left / 2);
  f->right = zb_u_max(f->right, t->apart ? right : right / 2);
  f->top = tall + zb_chart_em(in, HEAD_GAP + RADIUS);
  f->foot = zb_chart_em(in, RADIUS);
  bool fit = !t->head[0].overflow && !t->head[1].overflow && zb_frame_roomy(f);
  if (!fit)
    zb_chart_unplaced(in, t->s->series[left < right].name, in->src);
  return fit;
}

static bool set_labels(slope *t)
{
  const zb_chart_in *in = t->frame.in;
  for (size_t side = 0; side < 2; side++)
    t->label[side] = zb_newn(in->text->arena, zb_label, t->s->ncategories);
  int say = SAID_ALL;
  while (say < SAID_COUNT && !set_sides(t, (said)say))
    say++;
  if (say == SAID_COUNT) {
    zb_chart_unplaced(in, t->s->category[0], t->s->category_src[0]);
    return false;
  }
  return zb_keylist_set(in, &t->frame.keylist, in->width) && set_heads(t);
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

static void draw_side(const slope *t, zb_dl_page *page, zb_rect plot, size_t side)
{
  const zb_chart_in *in = t->frame.in;
  zb_u near = plot.x + (side ? plot.w : 0), away = zb_chart_em(in, BESIDE) * (side ? 1 : -1);
  zb_side labels = {.in = in,
                    .item = zb_newn(in->text->arena, zb_side_item, t->s->ncategories),
                    .x = near + away,
                    .to = near + away - away / 6,
                    .halign = side ? -1 : 1,
                    .lo = plot.y - zb_chart_em(in, RADIUS * 2),
                    .hi = plot.y + plot.h + t->frame.foot + zb_chart_em(in, RADIUS),
                    .apart = t->pitch,
                    .still = in->style.label.size / 3};
  for (size_t i = 0; i < t->s->ncategories; i++)
    if (value_of(t, side, i))
      labels.item[labels.n++] = (zb_side_item){.label = &t->label[side][i],
                                               .want = zb_frame_y(&t->frame, plot, value_of(t, side, i)->q.value),
                                               .from = near + away / 3};
  zb_side_draw(&labels, page);
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const slope *t = c->data;
  const zb_chart_in *in = t->frame.in;
  r = zb_frame_list(&t->frame, page, r);
  zb_rect plot = zb_frame_plot(&t->frame, r);
  for (size_t side = 0; side < 2; side++) {
    zb_u x = plot.x + (side ? plot.w : 0);
    zb_axis_line(&in->style, page, (zb_point){.x = x, .y = plot.y - zb_chart_em(in, RADIUS)},
                 (zb_point){.x = x, .y = plot.y + plot.h + t->frame.foot});
    zb_chart_words(&t->head[side], page, x, r.y, !t->apart ? 0 : side ? -1 : 1, -1);
  }
  for (int pass = 0; pass < 2; pass++) /* highlighted lines on top */
    for (size_t i = 0; i < t->s->ncategories; i++)
      if (t->s->highlight[i] == (pass == 1))
        draw_line(t, page, plot, i);
  for (size_t side = 0; side < 2; side++)
    draw_side(t, page, plot, side);
}

/* Of the labels at one side, over each other. */
static zb_u side_height(const slope *t, size_t side)
{
  zb_u sum = 0;
  for (size_t i = 0; i < t->s->ncategories; i++)
    sum += zb_u_muldiv(t->label[side][i].height, t->pitch, 1000);
  return sum;
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  slope *t = zb_new(a, slope);
  *t = (slope){.frame = {.in = in, .unit = zb_bars_unit(in)}, .s = in->data, .picked = zb_bars_highlighted(in)};
  if (!zb_bars_check(in))
    return NULL;
  t->frame.domain = zb_frame_domain(in, false);
  if (!set_labels(t))
    return NULL;
  zb_plot_size size = zb_frame_size(&t->frame);
  zb_u need = zb_u_max(side_height(t, 0), side_height(t, 1)) + t->frame.top + t->frame.foot + t->frame.keylist.height;
  size.height = zb_u_max(size.height, need);
  *height = size.height;
  *stretch = size.stretch;
  *shrink = zb_u_min(size.shrink, size.height - need);
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = t, .unit = &t->frame.unit, .frame = &t->frame};
  return chart;
}

const zb_chart_kind zb_chart_kind_SLOPE = {.name = "slope", .layout = layout};
