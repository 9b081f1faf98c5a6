/* Marks: exact rectangles, points and rules; open ends, notches and ticks as decoration; labels in them or beyond. */
#include "chart/mark.h"

#include <string.h>

/* The open end: strips that thin out after the rectangle, in permille of the value size: gap, strip, gap, strip ... */
static const int strips[] = {110, 150, 110, 100, 110, 60};
enum { NSTRIPS = sizeof strips / sizeof strips[0] };

/* In permille of the value size: space between a bar's end and its label beside it, above it; between the end and a
   label inside; depth of a notch; radius of a point. */
enum { GAP_BESIDE = 400, GAP_ABOVE = 260, PAD_INSIDE = 400, PAD_ABOVE = 260, NOTCH = 300, RADIUS = 300 };

zb_u zb_chart_line_width(const zb_chart_style *style)
{
  return zb_u_max(zb_u_max(style->label.size / 16, ZB_PT(0.4)), style->stroke_min);
}

static zb_rgba standing_out(const zb_chart_style *style, zb_rgba wanted, double contrast)
{
  zb_rgba c = wanted;
  for (int t = 32; t <= 256 && zb_color_contrast(c, style->ground) < contrast; t += 32)
    c = zb_color_mix(wanted, style->ink, t);
  return c;
}

zb_rgba zb_chart_text_color(const zb_chart_style *style, zb_rgba wanted)
{
  return standing_out(style, wanted, 4.5);
}

zb_rgba zb_chart_line_color(const zb_chart_style *style, zb_rgba wanted)
{
  return standing_out(style, wanted, 1.9);
}

zb_rgba zb_cmark_on(const zb_chart_style *style, const zb_paint *fill, bool *legible)
{
  zb_rgba white = ZB_RGB(0xFFFFFF), c = white;
  double best = zb_color_contrast(white, fill->color), ink = zb_color_contrast(style->ink, fill->color);
  if (ink > best) {
    best = ink;
    c = style->ink;
  }
  zb_rgba black = ZB_RGB(0x000000);
  if (best < 4.5 && zb_color_contrast(black, fill->color) > best) { /* white or black reaches 4.5 on any colour */
    c = black;
    best = zb_color_contrast(black, fill->color);
  }
  *legible = fill->kind == ZB_PAINT_SOLID && best >= 4.5;
  return c;
}

/* --- extents --------------------------------------------------------------------------------------------------- */

zb_num zb_cmark_end(const zb_cmark *m)
{
  return m->far ? m->far_to : m->to;
}

bool zb_cmark_at_end(const zb_cmark *m)
{
  return m->place == ZB_PLACE_END || m->place == ZB_PLACE_OUTSIDE || m->place == ZB_PLACE_BASE;
}

bool zb_cmark_less(const zb_cmark *m)
{
  return m->back || zb_num_cmp(m->to, m->from) < 0;
}

/* Is the true value known to lie beyond the stated one, or short of it? */
static bool open_ended(const zb_cmark *m)
{
  return m->approx == ZB_APPROX_OVER || m->approx == ZB_APPROX_YU || m->approx == ZB_APPROX_AT_LEAST;
}

static bool notched(const zb_cmark *m)
{
  return m->approx == ZB_APPROX_NEARLY || m->approx == ZB_APPROX_AT_MOST;
}

static zb_u open_length(const zb_chart_in *in, const zb_cmark *m)
{
  int sum = 0;
  for (int i = 0; i < NSTRIPS; i++)
    sum += strips[i];
  return open_ended(m) ? zb_chart_value(in, sum) : 0;
}

static zb_u shape_pad(const zb_chart_in *in, const zb_cmark *m)
{
  switch (m->shape) {
  case ZB_SHAPE_BAR:
    return open_length(in, m);
  case ZB_SHAPE_POINT:
    return zb_chart_value(in, RADIUS);
  case ZB_SHAPE_RULE:
    return zb_chart_line_width(&in->style);
  case ZB_SHAPE_NONE: /* the total of a stack, beyond what shows that its last part is open */
    return open_length(in, m);
  case ZB_SHAPE_LINK:
    break;
  }
  return 0;
}

zb_u zb_cmark_pad(const zb_chart_in *in, const zb_cmark *m, bool upright)
{
  zb_u pad = shape_pad(in, m);
  if (m->inside || !m->shown || !zb_cmark_at_end(m))
    return pad;
  zb_u label =
      upright ? zb_chart_value(in, GAP_ABOVE) + m->label.height : zb_chart_value(in, GAP_BESIDE) + m->label.width;
  if (upright && m->shape == ZB_SHAPE_POINT) /* it may have to stand over the label of a bar */
    label += zb_chart_value(in, GAP_ABOVE) + m->label.height;
  return pad + label + ZB_CHART_HAIRLINE; /* a bar below a hairline has its label after the tick */
}

bool zb_cmark_fits(const zb_chart_in *in, const zb_cmark *m, bool upright, zb_u length, zb_u thick)
{
  bool legible;
  zb_cmark_on(&in->style, &m->fill, &legible);
  if (!legible || m->far || m->shape != ZB_SHAPE_BAR || m->place == ZB_PLACE_OUTSIDE || m->place == ZB_PLACE_ROW)
    return false;
  zb_u size = m->label.style.size;
  if (upright)
    return length >= m->label.height + 2 * zb_chart_value(in, PAD_ABOVE) && thick >= m->label.width + size / 2;
  zb_u notch = notched(m) ? zb_chart_value(in, NOTCH) : 0;
  return length >= m->label.width + notch + 2 * zb_chart_value(in, PAD_INSIDE) &&
         thick >= (m->label.nlines > 1 ? m->label.height : size);
}

/* --- drawing --------------------------------------------------------------------------------------------------- */

/* The rectangle from `from` to `to` along the value axis, in either order. */
static zb_rect span_rect(const zb_cplace *p, zb_u from, zb_u to)
{
  zb_u low = zb_u_min(from, to), length = zb_u_max(from, to) - low;
  if (p->upright)
    return (zb_rect){.x = p->side, .y = low, .w = p->thick, .h = length};
  return (zb_rect){.x = low, .y = p->side, .w = length, .h = p->thick};
}

static zb_point point_at(const zb_cplace *p, zb_u along, zb_u across)
{
  return p->upright ? (zb_point){.x = across, .y = along} : (zb_point){.x = along, .y = across};
}

/* Which way the drawing runs on the page: -1 or 1. Labels of values without length go where values grow. */
static int way(const zb_cmark *m, const zb_cplace *p)
{
  return zb_cmark_less(m) != p->upright ? -1 : 1;
}

/* A wedge of ground in the free end: the value is a little less. */
static void draw_notch(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p, zb_dl_page *page)
{
  zb_u length = p->end > p->base ? p->end - p->base : p->base - p->end;
  zb_u deep = zb_u_min(zb_chart_value(in, NOTCH), length / 2), half = zb_u_min(p->thick / 4, deep);
  zb_u middle = p->side + p->thick / 2, tip = p->end - way(m, p) * deep;
  zb_point corner[] = {point_at(p, p->end, middle - half), point_at(p, tip, middle),
                       point_at(p, p->end, middle + half)};
  zb_dl_fill(page, zb_path_poly(in->text->arena, corner, 3, true), zb_paint_solid(in->style.ground));
}

static void draw_hints(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p, zb_dl_page *page)
{
  int d = way(m, p);
  zb_u length = (p->end - p->base) * d;
  bool tick = p->from_zero && length < ZB_CHART_HAIRLINE && zb_num_cmp(m->from, m->to) != 0;
  if (!tick && !m->far && !open_ended(m) && !notched(m))
    return;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  if (tick)
    zb_dl_fill_rect(page, span_rect(p, p->base, p->base + d * ZB_CHART_HAIRLINE), m->fill);
  if (m->far)
    zb_dl_fill_rect(page, span_rect(p, p->end, p->far), zb_paint_solid(m->tint));
  if (notched(m) && length > 0)
    draw_notch(in, m, p, page);
  zb_u at = m->far ? p->far : p->end;
  for (int i = 0; open_ended(m) && i < NSTRIPS; i += 2) {
    zb_u from = at + d * zb_chart_value(in, strips[i]);
    at = from + d * zb_chart_value(in, strips[i + 1]);
    zb_dl_fill_rect(page, span_rect(p, from, at), m->fill);
  }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* What the bar's length says, for the proof: NULL when it shows another number than the datum's (a share of 100 %). */
static const zb_measure *measure_of(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p)
{
  zb_arena *a = in->text->arena;
  zb_num value, length = zb_num_sub(a, m->to, m->from);
  if (m->shape != ZB_SHAPE_BAR || !m->datum || !p->scale || p->scale->span.sign <= 0 ||
      !zb_num_parse_exact(a, m->datum->value, &value))
    return NULL;
  value.sign = value.sign ? 1 : 0;
  length.sign = length.sign ? 1 : 0;
  if (zb_num_cmp(value, length) != 0)
    return NULL;
  zb_measure *measure = zb_new(a, zb_measure);
  *measure = (zb_measure){.upright = p->upright, .length = p->scale->length, .span = p->scale->span};
  return measure;
}

static void draw_shape(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p, zb_dl_page *page)
{
  zb_dl_role role = m->datum ? ZB_DL_SPAN : ZB_DL_ARTIFACT;
  zb_dl_begin(page, (zb_mark){.role = role,
                              .datum = m->datum,
                              .measure = measure_of(in, m, p),
                              .src = m->datum ? m->src : ZB_SRC_NONE});
  if (m->shape == ZB_SHAPE_BAR) {
    zb_dl_fill_rect(page, span_rect(p, p->base, p->end), m->fill);
  } else if (m->shape == ZB_SHAPE_POINT) {
    zb_point centre = point_at(p, p->end, p->side + p->thick / 2);
    zb_dl_fill(page, zb_path_circle(in->text->arena, centre, zb_chart_value(in, RADIUS)), m->fill);
  } else {
    zb_u width = zb_chart_line_width(&in->style);
    zb_stroke stroke = {.width = m->shape == ZB_SHAPE_LINK ? width : 3 * width};
    zb_dl_line(page, point_at(p, p->end, p->side), point_at(p, p->end, p->side + p->thick), m->fill, stroke);
  }
  zb_dl_end(page, role);
  if (m->shape == ZB_SHAPE_BAR)
    draw_hints(in, m, p, page);
}

void zb_chart_words(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign)
{
  if (l->nlines == 0)
    return;
  zb_dl_begin_role(page, ZB_DL_SPAN, l->src);
  zb_label_draw(l, page, x, y, halign, valign);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* y and valign of a label whose middle is at *y. */
static int level(const zb_label *l, zb_u *y)
{
  if (l->nlines > 1)
    return 0;
  *y += zb_u_muldiv(l->style.size, ZB_CHART_BASELINE, 1000);
  return 2;
}

void zb_chart_words_level(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign)
{
  int valign = level(l, &y);
  zb_chart_words(l, page, x, y, halign, valign);
}

void zb_cmark_label(const zb_cmark *m, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign)
{
  const zb_datum *said = m->set == ZB_SET_KEY ? NULL : m->shown; /* a key does not say it */
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = said, .src = m->src});
  zb_label_draw(&m->label, page, x, y, halign, valign);
  zb_dl_end(page, ZB_DL_SPAN);
}

void zb_cmark_label_level(const zb_cmark *m, zb_dl_page *page, zb_u x, zb_u y, int halign)
{
  int valign = level(&m->label, &y);
  zb_cmark_label(m, page, x, y, halign, valign);
}

/* A label inside: in the colour that tells on the fill. */
static void draw_inside(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p, zb_dl_page *page)
{
  bool legible, middle = m->place == ZB_PLACE_MIDDLE;
  zb_cmark c = *m;
  c.label.color = zb_cmark_on(&in->style, &m->fill, &legible);
  c.label.recolor = true;
  int d = way(m, p);
  zb_u across = p->side + p->thick / 2, centre = (p->base + p->end) / 2;
  if (p->upright) {
    bool foot = m->place == ZB_PLACE_BASE;
    zb_u y = foot ? p->base + d * zb_chart_value(in, PAD_ABOVE) : p->end - d * zb_chart_value(in, PAD_ABOVE);
    if (middle)
      zb_cmark_label_level(&c, page, across, centre, 0);
    else
      zb_cmark_label(&c, page, across, y, 0, (d < 0) == foot ? 1 : -1);
    return;
  }
  zb_u notch = notched(m) ? zb_chart_value(in, NOTCH) : 0;
  zb_u x = middle ? centre : p->end - d * (notch + zb_chart_value(in, PAD_INSIDE));
  zb_cmark_label_level(&c, page, x, across, middle ? 0 : d);
}

/* Where a label beyond the end begins. */
static zb_u outside_at(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p)
{
  int d = way(m, p);
  bool tick = m->shape == ZB_SHAPE_BAR && p->from_zero && zb_num_cmp(m->from, m->to) != 0;
  zb_u at = m->far ? p->far : p->end;
  if (tick && (at - p->base) * d < ZB_CHART_HAIRLINE)
    at = p->base + d * ZB_CHART_HAIRLINE;
  return at + d * (shape_pad(in, m) + zb_chart_value(in, p->upright ? GAP_ABOVE : GAP_BESIDE));
}

static void draw_outside(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *p, zb_dl_page *page)
{
  int d = way(m, p);
  zb_u at = outside_at(in, m, p), across = p->side + p->thick / 2;
  if (p->upright)
    zb_cmark_label(m, page, across, at, 0, d < 0 ? 1 : -1);
  else
    zb_cmark_label_level(m, page, at, across, -d);
}

void zb_cmark_draw(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *at, zb_dl_page *page)
{
  if (m->shape != ZB_SHAPE_NONE)
    draw_shape(in, m, at, page);
  if (!m->shown)
    return;
  if (m->inside)
    draw_inside(in, m, at, page);
  else if (zb_cmark_at_end(m))
    draw_outside(in, m, at, page);
}
