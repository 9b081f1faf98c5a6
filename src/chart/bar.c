/* Bars: exact rectangles from a common zero, value labels, open ends of approximate values. */
#include "chart/bar.h"

#include <string.h>

/* The open end: strips that thin out after the rectangle, in permille of the value size: gap, strip, gap, strip ... */
static const int strips[] = {110, 150, 110, 100, 110, 60};
enum { NSTRIPS = sizeof strips / sizeof strips[0] };

/* Space between a bar's end and its label, in permille of the value size: beside it, above it. */
enum { GAP_BESIDE = 400, GAP_ABOVE = 260 };

#define HAIRLINE ZB_MM(0.35)

static zb_u part(zb_u u, int permille)
{
  return zb_u_muldiv(u, permille, 1000);
}

zb_rgba zb_chart_text_color(const zb_chart_style *style, zb_rgba wanted)
{
  zb_rgba c = wanted;
  for (int t = 32; t <= 256 && zb_color_contrast(c, style->ground) < 4.5; t += 32)
    c = zb_color_mix(wanted, style->ink, t);
  return c;
}

const char *zb_chart_name(const zb_chart_in *in)
{
  const zb_val *title = in->block ? zb_obj_get(in->block->props, ZB_K_TITLE) : NULL;
  if (title && title->node && title->node->text)
    return title->node->text;
  return in->block ? zb_obj_text(in->block->props, ZB_K_CHART, "chart") : "chart";
}

void zb_chart_unplaced(const zb_chart_in *in, const char *label, zb_src src)
{
  zb_diag(in->text->diags, ZB_D_UNPLACED_LABEL, src.file ? src : in->src, zb_chart_name(in), label, NULL);
}

/* --- value labels ---------------------------------------------------------------------------------------------- */

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static size_t skip(const char *text, size_t at, const char *word)
{
  return strncmp(text + at, word, strlen(word)) == 0 ? at + strlen(word) : at;
}

/* The part of a printed figure that stands in the digit face: sign, digits, a percent sign. None: from = to = 0. */
static void digit_part(const char *text, size_t *from, size_t *to)
{
  static const char *const signs[] = {"-", "+", "\u2212"}, *const marks[] = {"%", "‰", "℃"};
  size_t n = strlen(text), first = 0, last = n;
  while (first < n && !is_digit(text[first]))
    first++;
  while (last > first && !is_digit(text[last - 1]))
    last--;
  *from = first < last ? first : 0;
  *to = first < last ? last : 0;
  if (first >= last)
    return;
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
    size_t len = strlen(signs[i]);
    if (first >= len && strncmp(text + first - len, signs[i], len) == 0)
      *from = first - len;
  }
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    *to = skip(text, *to, marks[i]);
}

/* Digits in the value style, what stands around them in the label face at no more than the label size. */
static zb_label value_label(const zb_bars *b, const zb_bar *bar, int permille)
{
  const zb_chart_style *s = &b->in->style;
  const char *text = bar->figure->datum.text;
  zb_tstyle style = s->value;
  style.size = part(style.size, permille);
  style.max_lines = 1;
  style.color = bar->strong ? zb_chart_text_color(s, bar->fill) : s->ink;
  size_t from, to;
  digit_part(text, &from, &to);
  zb_span around = {.src = bar->figure->src,
                    .flags = ZB_SPAN_NOBREAK,
                    .has_role = true,
                    .role = s->label.role,
                    .weight = s->label.weight,
                    .size = zb_u_min(part(s->label.size, permille), style.size)};
  zb_span v[3];
  size_t n = 0;
  zb_span digits = {.text = text + from, .len = to - from, .src = bar->figure->src, .flags = ZB_SPAN_NOBREAK};
  if (from > 0) {
    v[n] = around;
    v[n].text = text;
    v[n++].len = from;
  }
  if (to > from)
    v[n++] = digits;
  if (text[to] != '\0') {
    v[n] = around;
    v[n].text = text + to;
    v[n].size = to > from ? around.size : style.size;
    v[n++].len = strlen(text + to);
  }
  return zb_label_spans(b->in->text, v, n, &style, 0);
}

void zb_bars_set_values(zb_bars *b, int permille)
{
  for (size_t i = 0; i < b->n * b->per; i++)
    if (b->bar[i].figure)
      b->bar[i].value = value_label(b, &b->bar[i], permille);
}

size_t zb_bars_count(const zb_bars *b, size_t i)
{
  size_t n = 0;
  for (size_t j = 0; j < b->per; j++)
    n += b->bar[i * b->per + j].figure != NULL;
  return n;
}

/* --- lengths --------------------------------------------------------------------------------------------------- */

/* Where the drawn bar ends: the upper end of a range that lies beyond the value. */
static zb_num end_value(const zb_bar *bar)
{
  const zb_quantity *q = &bar->figure->q;
  bool range = q->range && q->hi.sign > 0 && q->value.sign >= 0 && zb_num_cmp(q->hi, q->value) > 0;
  return range ? q->hi : q->value;
}

/* Is the true value known to lie beyond the stated one? */
static bool open_ended(const zb_bar *bar)
{
  zb_approx x = bar->figure->q.approx;
  return x == ZB_APPROX_OVER || x == ZB_APPROX_YU || x == ZB_APPROX_AT_LEAST;
}

static zb_u open_length(const zb_bars *b, const zb_bar *bar)
{
  int sum = 0;
  for (int i = 0; i < NSTRIPS; i++)
    sum += strips[i];
  return open_ended(bar) ? zb_chart_value(b->in, sum) : 0;
}

/* What stands after a bar's end, in the bar's direction. */
static zb_u pad_of(const zb_bars *b, const zb_bar *bar, bool upright)
{
  zb_u size = b->in->style.value.size;
  zb_u label = upright ? part(size, GAP_ABOVE) + bar->value.height : part(size, GAP_BESIDE) + bar->value.width;
  return open_length(b, bar) + label + HAIRLINE; /* a bar below a hairline has its label after the tick */
}

zb_domain zb_bars_domain(const zb_bars *b)
{
  zb_domain d = {0};
  for (size_t i = 0; i < b->n * b->per; i++)
    if (b->bar[i].figure) {
      zb_domain_add(&d, b->bar[i].figure->q.value);
      zb_domain_add(&d, end_value(&b->bar[i]));
    }
  return d;
}

zb_u zb_bars_fit(const zb_bars *b, bool upright, zb_u room, zb_linear *scale, zb_u *below)
{
  zb_arena *a = b->in->text->arena;
  size_t n = b->n * b->per, m = 0;
  zb_num *value = zb_newn(a, zb_num, n);
  zb_u *pad = zb_newn(a, zb_u, n);
  for (size_t i = 0; i < n; i++)
    if (b->bar[i].figure) {
      value[m] = end_value(&b->bar[i]);
      pad[m++] = pad_of(b, &b->bar[i], upright);
    }
  zb_domain d = zb_bars_domain(b);
  zb_u length = zb_linear_fit(d, value, pad, m, room);
  *scale = zb_linear_new(a, d, zb_u_max(length, 0));
  zb_u extent = 0;
  for (size_t i = 0; i < m; i++)
    if (value[i].sign < 0)
      extent = zb_u_max(extent, zb_linear_length(scale, value[i]) + pad[i]);
  if (below)
    *below = extent;
  return length;
}

/* --- drawing --------------------------------------------------------------------------------------------------- */

/* A stretch of a bar: from `from` to `to` away from zero, in the bar's direction. */
typedef struct run {
  zb_u x, y, thick;
  bool upright, negative;
} run;

static zb_rect run_rect(const run *r, zb_u from, zb_u to)
{
  if (r->upright)
    return (zb_rect){.x = r->x, .y = r->negative ? r->y + from : r->y - to, .w = r->thick, .h = to - from};
  return (zb_rect){.x = r->negative ? r->x - to : r->x + from, .y = r->y, .w = to - from, .h = r->thick};
}

/* Marks that no figure stands behind. */
static void draw_hints(const zb_bars *b, const zb_bar *bar, const run *r, zb_u length, zb_u end, zb_dl_page *page)
{
  bool tick = length < HAIRLINE && bar->figure->q.value.sign != 0;
  if (!tick && !open_ended(bar) && end <= length)
    return;
  zb_paint fill = zb_paint_solid(bar->fill);
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  if (tick)
    zb_dl_fill_rect(page, run_rect(r, 0, HAIRLINE), fill);
  if (end > length)
    zb_dl_fill_rect(page, run_rect(r, length, end), zb_paint_solid(bar->tint));
  zb_u at = end;
  for (int i = 0; open_ended(bar) && i < NSTRIPS; i += 2) {
    zb_u from = at + zb_chart_value(b->in, strips[i]);
    at = from + zb_chart_value(b->in, strips[i + 1]);
    zb_dl_fill_rect(page, run_rect(r, from, at), fill);
  }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

static void draw_value(const zb_bars *b, const zb_bar *bar, const run *r, zb_u end, zb_dl_page *page)
{
  zb_u size = b->in->style.value.size, at = end + open_length(b, bar);
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &bar->figure->datum, .src = bar->figure->src});
  if (r->upright) {
    at += part(size, GAP_ABOVE);
    zb_label_draw(&bar->value, page, r->x + r->thick / 2, r->negative ? r->y + at : r->y - at, 0, r->negative ? -1 : 1);
  } else {
    at += part(size, GAP_BESIDE);
    zb_u base = r->y + r->thick / 2 + part(bar->value.style.size, ZB_CHART_BASELINE);
    zb_label_draw(&bar->value, page, r->negative ? r->x - at : r->x + at, base, r->negative ? 1 : -1, 2);
  }
  zb_dl_end(page, ZB_DL_SPAN);
}

void zb_bar_draw(const zb_bars *b, const zb_bar *bar, const zb_linear *scale, bool upright, zb_dl_page *page, zb_u x,
                 zb_u y, zb_u thick)
{
  if (!bar->figure)
    return;
  run r = {.x = x, .y = y, .thick = thick, .upright = upright, .negative = bar->figure->q.value.sign < 0};
  zb_u length = zb_linear_length(scale, bar->figure->q.value);
  zb_u end = zb_u_max(length, zb_linear_length(scale, end_value(bar)));
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &bar->figure->datum, .src = bar->figure->src});
  zb_dl_fill_rect(page, run_rect(&r, 0, length), zb_paint_solid(bar->fill));
  zb_dl_end(page, ZB_DL_SPAN);
  draw_hints(b, bar, &r, length, end, page);
  draw_value(b, bar, &r, bar->figure->q.value.sign != 0 ? zb_u_max(end, HAIRLINE) : end, page);
}
