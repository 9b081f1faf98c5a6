/* Units of axes: 万 and 亿 by the size of the numbers, one for all of them. */
#include "chart/unit.h"

#include <string.h>

/* Scaled numbers have at most this many decimals. */
enum { DECIMALS = 2, TICK_DECIMALS = 15 };

static const char *scale_name(int scale)
{
  return scale == 8 ? "亿" : scale == 4 ? "万" : "";
}

static bool is_sign(const char *unit)
{
  static const char *const sign[] = {"%", "‰", "℃", "°"};
  for (size_t i = 0; i < sizeof sign / sizeof sign[0]; i++)
    if (strcmp(unit, sign[i]) == 0)
      return true;
  return false;
}

static zb_num scaled(zb_arena *a, zb_num v, int scale)
{
  return scale == 0 ? v : zb_num_mul(a, v, zb_num_pow10(a, -scale));
}

static zb_num magnitude(zb_num v)
{
  v.sign = v.sign < 0 ? 1 : v.sign;
  return v;
}

/* Do two decimals at this scale keep the number within 1 %? */
static bool keeps(zb_arena *a, zb_num v, int scale)
{
  zb_num s = scaled(a, v, scale), off = magnitude(zb_num_sub(a, s, zb_num_round(a, s, DECIMALS)));
  return zb_num_cmp(zb_num_mul(a, off, zb_num_int(a, 100)), magnitude(s)) <= 0;
}

/* The scale of the greatest: 10^5 and 10^9 are where office texts change the unit. */
static int by_size(zb_arena *a, const zb_figure *const *figure, size_t n)
{
  zb_num most = {0};
  for (size_t i = 0; i < n; i++)
    if (figure[i] && !figure[i]->missing && zb_num_cmp(magnitude(figure[i]->q.value), most) > 0)
      most = magnitude(figure[i]->q.value);
  int scale = zb_num_cmp(most, zb_num_pow10(a, 9)) >= 0 ? 8 : zb_num_cmp(most, zb_num_pow10(a, 5)) >= 0 ? 4 : 0;
  for (; scale > 0; scale -= 4) {
    bool all = true;
    for (size_t i = 0; all && i < n; i++)
      all = !figure[i] || figure[i]->missing || keeps(a, figure[i]->q.value, scale);
    if (all)
      break;
  }
  return scale;
}

static const zb_figure *first_of(const zb_figure *const *figure, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (figure[i] && !figure[i]->missing)
      return figure[i];
  return NULL;
}

/* The scale all are typed in, or -1. Numbers typed out in full are scaled by size. */
static int typed(const zb_figure *const *figure, size_t n)
{
  const zb_figure *f = first_of(figure, n);
  for (size_t i = 0; f && i < n; i++)
    if (figure[i] && !figure[i]->missing && figure[i]->q.scale != f->q.scale)
      return -1;
  return f && f->q.scale > 0 ? f->q.scale : -1;
}

zb_unit zb_unit_choose(const zb_chart_in *in, const zb_figure *const *figure, size_t n)
{
  const zb_figure *f = first_of(figure, n);
  zb_unit u = {.unit = f ? f->q.unit : ""};
  const zb_val *asked = in->block ? zb_obj_get(in->block->props, ZB_K_UNIT_SCALE) : NULL;
  if (is_sign(u.unit))
    return u;
  u.lifted = true;
  u.scale = typed(figure, n);
  if (asked)
    u.scale = asked->i == ZB_E_UNIT_SCALE_YI ? 8 : asked->i == ZB_E_UNIT_SCALE_WAN ? 4 : 0;
  else if (u.scale < 0)
    u.scale = by_size(in->text->arena, figure, n);
  return u;
}

const char *zb_unit_name(zb_arena *a, const zb_unit *u)
{
  return u->scale == 0 ? u->unit : zb_arena_printf(a, "%s%s", scale_name(u->scale), u->unit);
}

const char *zb_unit_text(const zb_chart_in *in, const zb_unit *u)
{
  zb_arena *a = in->text->arena;
  return zb_arena_printf(a, "%s%s", zb_chart_word(in, "单位：", "Unit: "), zb_unit_name(a, u));
}

zb_label zb_unit_label(const zb_chart_in *in, const char *text, zb_u width)
{
  zb_tstyle style = in->style.label;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  style.align = ZB_ALIGN_RIGHT;
  style.max_lines = 3;
  return zb_label_text(in->text, text, in->src, &style, width);
}

int zb_unit_decimals(zb_arena *a, const zb_unit *u, zb_num v)
{
  zb_num s = scaled(a, v, u->scale);
  int d = 0, most = u->scale > 0 ? DECIMALS : TICK_DECIMALS;
  while (d < most && zb_num_cmp(s, zb_num_round(a, s, d)) != 0)
    d++;
  return d;
}

int zb_unit_places(zb_arena *a, const zb_unit *u, const zb_ticks *t)
{
  zb_num first = scaled(a, t->first, u->scale), step = scaled(a, t->step, u->scale);
  int d = 0;
  while (d < TICK_DECIMALS &&
         (zb_num_cmp(first, zb_num_round(a, first, d)) != 0 || zb_num_cmp(step, zb_num_round(a, step, d)) != 0))
    d++;
  return d;
}

const char *zb_unit_number(zb_arena *a, const zb_unit *u, zb_num v, int decimals)
{
  return zb_num_print(a, scaled(a, v, u->scale), decimals);
}

/* 余 or 多 of a quantity, or "": 约1200余 has it, too. */
static const char *more_word(const zb_quantity *q)
{
  return strstr(q->scale_text, "余") ? "余" : strstr(q->scale_text, "多") ? "多" : "";
}

/* A number of a figure in the axis' scale: digits as typed, or printed anew. */
static const char *digits(zb_arena *a, const zb_unit *u, const zb_quantity *q)
{
  if (q->scale == u->scale)
    return q->digits;
  const char *from = zb_unit_number(a, u, q->value, zb_unit_decimals(a, u, q->value));
  if (!q->range)
    return from;
  return zb_arena_printf(a, "%s～%s", from, zb_unit_number(a, u, q->hi, zb_unit_decimals(a, u, q->hi)));
}

const zb_datum *zb_unit_datum(zb_arena *a, const zb_unit *u, const zb_figure *f)
{
  const zb_quantity *q = &f->q;
  if (!u->lifted)
    return &f->datum;
  zb_datum *d = zb_arena_memdup(a, &f->datum, sizeof f->datum);
  d->text = zb_arena_printf(a, "%s%s%s%s", q->prefix, digits(a, u, q), more_word(q), q->suffix);
  d->scale = u->scale;
  return d;
}

const zb_datum *zb_unit_computed(zb_arena *a, const zb_unit *u, zb_num v, int decimals, const char *figure, zb_src src)
{
  zb_datum *d = zb_new(a, zb_datum);
  const char *number = zb_unit_number(a, u, v, decimals < 0 ? zb_unit_decimals(a, u, v) : decimals);
  *d = (zb_datum){.figure = figure,
                  .value = zb_num_print_exact(a, v),
                  .unit = u->unit,
                  .text = u->lifted ? number : zb_arena_printf(a, "%s%s", number, u->unit),
                  .scale = u->scale,
                  .src = src};
  return d;
}
