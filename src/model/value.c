/* Interval arithmetic on exact numbers, and the algebra of units. */
#include "model/value.h"

#include <string.h>

/* --- intervals ---------------------------------------------------------------------------------------------------- */

static zb_ival point(zb_num v)
{
  return (zb_ival){.lo = v, .hi = v};
}

static const zb_ival everything = {.lo_inf = true, .hi_inf = true};

static zb_num negated(zb_num x)
{
  x.sign = -x.sign;
  return x;
}

static zb_ival ival_neg(zb_ival x)
{
  return (zb_ival){.lo = negated(x.hi),
                   .hi = negated(x.lo),
                   .lo_inf = x.hi_inf,
                   .hi_inf = x.lo_inf,
                   .lo_open = x.hi_open,
                   .hi_open = x.lo_open};
}

static zb_ival ival_add(zb_arena *a, zb_ival x, zb_ival y)
{
  return (zb_ival){.lo = zb_num_add(a, x.lo, y.lo),
                   .hi = zb_num_add(a, x.hi, y.hi),
                   .lo_inf = x.lo_inf || y.lo_inf,
                   .hi_inf = x.hi_inf || y.hi_inf,
                   .lo_open = x.lo_open || y.lo_open,
                   .hi_open = x.hi_open || y.hi_open};
}

/* The least and greatest of the four products of the ends; an end is open if either of its factors is. */
static zb_ival finite_mul(zb_arena *a, zb_ival x, zb_ival y)
{
  const zb_num *xs[] = {&x.lo, &x.hi}, *ys[] = {&y.lo, &y.hi};
  const bool xo[] = {x.lo_open, x.hi_open}, yo[] = {y.lo_open, y.hi_open};
  zb_ival out = {0};
  for (int i = 0; i < 4; i++) {
    zb_num p = zb_num_mul(a, *xs[i / 2], *ys[i % 2]);
    bool open = xo[i / 2] || yo[i % 2];
    int low = i == 0 ? -1 : zb_num_cmp(p, out.lo), high = i == 0 ? 1 : zb_num_cmp(p, out.hi);
    if (low < 0 || (low == 0 && !open)) {
      out.lo = p;
      out.lo_open = open;
    }
    if (high > 0 || (high == 0 && !open)) {
      out.hi = p;
      out.hi_open = open;
    }
  }
  return out;
}

static zb_ival ival_mul(zb_arena *a, zb_ival x, zb_ival y)
{
  if (!x.lo_inf && !x.hi_inf && !y.lo_inf && !y.hi_inf)
    return finite_mul(a, x, y);
  if (x.lo_inf || y.lo_inf || x.lo.sign < 0 || y.lo.sign < 0)
    return everything;
  zb_ival out = {.lo = zb_num_mul(a, x.lo, y.lo), .hi_inf = true, .lo_open = x.lo_open || y.lo_open};
  return out;
}

/* 1/x of an interval that does not hold zero; else everything. */
static zb_ival ival_inverse(zb_arena *a, zb_ival x)
{
  zb_num one = zb_num_int(a, 1);
  bool positive = !x.lo_inf && x.lo.sign > 0, negative = !x.hi_inf && x.hi.sign < 0;
  if (negative)
    return ival_neg(ival_inverse(a, ival_neg(x)));
  if (!positive)
    return everything;
  zb_ival out = {.hi = zb_num_div(a, one, x.lo), .hi_open = x.lo_open, .lo_open = x.hi_open || x.hi_inf};
  out.lo = x.hi_inf ? zb_num_int(a, 0) : zb_num_div(a, one, x.hi);
  return out;
}

bool zb_ival_less(const zb_ival *x, const zb_ival *y, bool or_equal)
{
  if (x->lo_inf || y->hi_inf)
    return true;
  int c = zb_num_cmp(x->lo, y->hi);
  return c < 0 || (c == 0 && or_equal && !x->lo_open && !y->hi_open);
}

bool zb_ival_meet(const zb_ival *x, const zb_ival *y)
{
  return zb_ival_less(x, y, true) && zb_ival_less(y, x, true);
}

/* --- quantities --------------------------------------------------------------------------------------------------- */

static bool is_percent(const char *unit)
{
  return strcmp(unit, "%") == 0;
}

static bool is_points(const char *unit)
{
  return strcmp(unit, "个百分点") == 0 || strcmp(unit, "百分点") == 0;
}

static const char points[] = "个百分点";

/* One unit of the last digit of a quantity that is not zero: 1900 -> 100, 1.2万 -> 1000. */
static zb_num last_unit(zb_arena *a, const zb_quantity *q)
{
  int exp = q->scale - q->decimals;
  const char *digits = zb_num_print(a, zb_num_div(a, q->value, zb_num_pow10(a, exp)), 0);
  size_t n = strlen(digits), zeros = 0;
  while (zeros + 1 < n && digits[n - 1 - zeros] == '0')
    zeros++;
  return zb_num_pow10(a, exp + (int)zeros);
}

static zb_ival core_of(zb_arena *a, const zb_quantity *q)
{
  zb_num u = last_unit(a, q);
  zb_ival x = point(q->value);
  if (q->range)
    x.hi = q->hi;
  switch (q->approx) {
  case ZB_APPROX_NONE:
    break;
  case ZB_APPROX_ABOUT:
    x.lo = zb_num_sub(a, x.lo, u);
    x.hi = zb_num_add(a, x.hi, u);
    break;
  case ZB_APPROX_NEARLY:
    x.lo = zb_num_sub(a, x.lo, u);
    break;
  case ZB_APPROX_OVER:
    x.hi_inf = x.lo_open = true;
    break;
  case ZB_APPROX_YU:
    x.hi = zb_num_add(a, x.hi, u);
    x.hi_open = true;
    break;
  case ZB_APPROX_AT_LEAST:
    x.hi_inf = true;
    break;
  case ZB_APPROX_AT_MOST:
    x.lo_inf = true;
    break;
  }
  return x;
}

/* Does printing hide digits? Counts (38个) are exact; decimals, 万, 亿 and shares are rounded. */
static bool rounded(const zb_quantity *q)
{
  return q->decimals > 0 || q->scale > 0 || is_percent(q->unit) || is_points(q->unit) || strcmp(q->unit, "‰") == 0;
}

zb_value zb_value_of(zb_arena *a, const zb_quantity *q)
{
  zb_value x = {.v = q->value,
                .unit = is_points(q->unit) ? points : q->unit,
                .approx = q->range ? ZB_APPROX_ABOUT : q->approx,
                .scale = q->scale,
                .decimals = q->decimals};
  x.core = x.wide = core_of(a, q);
  if (q->range) {
    x.v = zb_num_div(a, zb_num_add(a, q->value, q->hi), zb_num_int(a, 2));
  } else if (q->approx == ZB_APPROX_NONE && rounded(q)) {
    zb_num half = zb_quantity_tolerance(a, q);
    x.wide.lo = zb_num_sub(a, x.wide.lo, half);
    x.wide.hi = zb_num_add(a, x.wide.hi, half);
    x.wide.hi_open = q->value.sign >= 0; /* half rounds away from zero */
    x.wide.lo_open = q->value.sign < 0;
  }
  return x;
}

/* --- arithmetic --------------------------------------------------------------------------------------------------- */

/* What a sum of two approximate values is called. */
static zb_approx joined(zb_approx x, zb_approx y)
{
  if (x == y || y == ZB_APPROX_NONE)
    return x;
  return x == ZB_APPROX_NONE ? y : ZB_APPROX_ABOUT;
}

/* The same with the second value's direction turned round: less 余 is not 余. */
static zb_approx turned(zb_approx y)
{
  switch (y) {
  case ZB_APPROX_NONE:
    return ZB_APPROX_NONE;
  case ZB_APPROX_AT_LEAST:
  case ZB_APPROX_OVER:
    return ZB_APPROX_AT_MOST;
  case ZB_APPROX_AT_MOST:
    return ZB_APPROX_AT_LEAST;
  default:
    return ZB_APPROX_ABOUT;
  }
}

zb_value zb_value_neg(zb_arena *a, zb_value x)
{
  (void)a;
  x.v = negated(x.v);
  x.core = ival_neg(x.core);
  x.wide = ival_neg(x.wide);
  x.approx = turned(x.approx);
  return x;
}

/* The unit of a sum or difference; NULL if the two do not go together. */
static const char *sum_unit(const zb_value *x, const zb_value *y, bool minus)
{
  if (x->ratio != y->ratio && (x->unit[0] || y->unit[0]))
    return NULL;
  if (minus && is_percent(x->unit) && is_percent(y->unit))
    return points;
  if (strcmp(x->unit, y->unit) == 0)
    return x->unit;
  if (is_percent(x->unit) && is_points(y->unit))
    return x->unit;
  return !minus && is_points(x->unit) && is_percent(y->unit) ? y->unit : NULL;
}

zb_value_error zb_value_add(zb_arena *a, zb_value x, zb_value y, bool minus, zb_value *out)
{
  if (x.ratio && is_percent(y.unit)) /* a / b + 5% */
    zb_value_percent(a, &x);
  if (y.ratio && is_percent(x.unit))
    zb_value_percent(a, &y);
  const char *unit = sum_unit(&x, &y, minus);
  if (!unit)
    return ZB_VALUE_UNITS;
  x.ratio = y.ratio = x.ratio || y.ratio; /* 1 - a / b */
  if (minus)
    y = zb_value_neg(a, y);
  int step_x = x.scale - x.decimals, step_y = y.scale - y.decimals, step = step_x < step_y ? step_x : step_y;
  *out = x;
  out->unit = unit;
  out->tally = x.tally && y.tally;
  out->v = zb_num_add(a, x.v, y.v);
  out->core = ival_add(a, x.core, y.core);
  out->wide = ival_add(a, x.wide, y.wide);
  out->computed = x.computed || y.computed;
  out->approx = joined(x.approx, y.approx);
  out->scale = x.scale < y.scale ? x.scale : y.scale;
  out->decimals = out->scale > step ? out->scale - step : 0;
  return ZB_VALUE_FINE;
}

static bool magnitude_below(zb_num v, zb_num limit)
{
  v.sign = v.sign ? 1 : 0;
  return zb_num_cmp(v, limit) < 0;
}

/* Decimals of a product or quotient: the larger of the two; a ratio has 2. */
static void settle(zb_arena *a, zb_value *out, const zb_value *x, const zb_value *y)
{
  out->computed = true;
  out->tally = false;
  out->approx = x->approx == ZB_APPROX_NONE && y->approx == ZB_APPROX_NONE ? ZB_APPROX_NONE : ZB_APPROX_ABOUT;
  out->scale = x->scale > y->scale ? x->scale : y->scale;
  out->decimals = x->decimals > y->decimals ? x->decimals : y->decimals;
  if (out->ratio) {
    out->scale = 0;
    out->decimals = 2;
  } else if (out->scale > 0 && magnitude_below(out->v, zb_num_pow10(a, out->scale))) {
    out->scale = 0; /* 1.2万人次 / 114期 = 105人次/期, not 0.0万 */
    out->decimals = 0;
  }
}

/* x times 10^exp, exactly. */
static zb_value shifted(zb_arena *a, zb_value x, int exp)
{
  zb_num f = zb_num_pow10(a, exp);
  x.v = zb_num_mul(a, x.v, f);
  x.core = ival_mul(a, x.core, point(f));
  x.wide = ival_mul(a, x.wide, point(f));
  return x;
}

zb_value_error zb_value_mul(zb_arena *a, zb_value x, zb_value y, zb_value *out)
{
  bool share = is_percent(y.unit) && x.unit[0];
  if (!share && is_percent(x.unit) && y.unit[0]) {
    zb_value t = x;
    x = y;
    y = t;
    share = true;
  }
  if (!share && x.unit[0] && y.unit[0])
    return ZB_VALUE_UNITS;
  *out = x;
  out->unit = share || x.unit[0] ? x.unit : y.unit;
  out->ratio = (x.ratio || y.ratio) && !out->unit[0];
  out->v = zb_num_mul(a, x.v, y.v);
  out->core = ival_mul(a, x.core, y.core);
  out->wide = ival_mul(a, x.wide, y.wide);
  settle(a, out, &x, &y);
  if (share)
    *out = shifted(a, *out, -2);
  return ZB_VALUE_FINE;
}

static const char *quotient_unit(zb_arena *a, const zb_value *x, const zb_value *y)
{
  if (strcmp(x->unit, y->unit) == 0)
    return "";
  if (!y->unit[0] || is_percent(y->unit))
    return x->unit;
  return x->unit[0] ? zb_arena_printf(a, "%s/%s", x->unit, y->unit) : NULL;
}

zb_value_error zb_value_div(zb_arena *a, zb_value x, zb_value y, zb_value *out)
{
  const char *unit = quotient_unit(a, &x, &y);
  if (y.v.sign == 0)
    return ZB_VALUE_ZERO;
  if (!unit)
    return ZB_VALUE_UNITS;
  *out = x;
  out->unit = unit;
  out->ratio = x.ratio ? !y.unit[0] && !y.ratio : strcmp(x.unit, y.unit) == 0;
  out->v = zb_num_div(a, x.v, y.v);
  out->core = ival_mul(a, x.core, ival_inverse(a, y.core));
  out->wide = ival_mul(a, x.wide, ival_inverse(a, y.wide));
  settle(a, out, &x, &y);
  if (is_percent(y.unit) && x.unit[0] && !is_percent(x.unit))
    *out = shifted(a, *out, 2);
  return ZB_VALUE_FINE;
}

bool zb_value_percent(zb_arena *a, zb_value *x)
{
  if (!x->ratio)
    return is_percent(x->unit);
  *x = shifted(a, *x, 2);
  x->unit = "%";
  x->ratio = false;
  return true;
}

/* --- rounding ----------------------------------------------------------------------------------------------------- */

zb_num zb_num_at_step(zb_arena *a, zb_num v, int step)
{
  if (step <= 0)
    return zb_num_round(a, v, -step);
  zb_num unit = zb_num_pow10(a, step);
  return zb_num_mul(a, zb_num_round(a, zb_num_div(a, v, unit), 0), unit);
}

zb_num zb_num_cut_at(zb_arena *a, zb_num v, int step)
{
  zb_num rounded = zb_num_at_step(a, v, step), size = v, abs = rounded;
  size.sign = size.sign ? 1 : 0;
  abs.sign = abs.sign ? 1 : 0;
  if (zb_num_cmp(abs, size) <= 0)
    return rounded;
  abs = zb_num_sub(a, abs, zb_num_pow10(a, step));
  abs.sign *= v.sign;
  return abs;
}

/* The ends of an interval rounded: rounding keeps their order, and a bound that was open may be reached. */
static zb_ival ival_round(zb_arena *a, zb_ival x, int step, bool cut)
{
  zb_num (*round)(zb_arena *, zb_num, int) = cut ? zb_num_cut_at : zb_num_at_step;
  if (!x.lo_inf)
    x.lo = round(a, x.lo, step);
  if (!x.hi_inf)
    x.hi = round(a, x.hi, step);
  x.lo_open = x.hi_open = false;
  return x;
}

zb_value zb_value_round(zb_arena *a, zb_value x, int decimals, bool cut)
{
  int step = x.scale - decimals;
  bool exact = x.approx == ZB_APPROX_NONE;
  x.v = cut ? zb_num_cut_at(a, x.v, step) : zb_num_at_step(a, x.v, step);
  x.core = exact ? point(x.v) : ival_round(a, x.core, step, cut);
  x.wide = exact ? x.core : ival_round(a, x.wide, step, cut);
  x.decimals = decimals;
  x.computed = false;
  return x;
}

/* --- two sides ---------------------------------------------------------------------------------------------------- */

bool zb_value_align(zb_arena *a, zb_value *x, zb_value *y)
{
  zb_value *ratio = x->ratio ? x : y->ratio ? y : NULL, *other = ratio == x ? y : x;
  if (ratio && !other->ratio && is_percent(other->unit)) {
    *ratio = shifted(a, *ratio, 2);
    ratio->unit = other->unit;
    ratio->ratio = false;
    return true;
  }
  if (strcmp(x->unit, y->unit) == 0)
    return true;
  if (x->tally || y->tally) {
    x->unit = y->unit = x->tally ? y->unit : x->unit;
    return !is_percent(x->unit) && !is_points(x->unit);
  }
  bool zero_x = !x->unit[0] && x->v.sign == 0, zero_y = !y->unit[0] && y->v.sign == 0;
  return zero_x || zero_y;
}

/* --- printing a derived figure ------------------------------------------------------------------------------------ */

zb_quantity zb_value_quantity(zb_arena *a, const zb_value *x)
{
  static const char *const before[] = {
      [ZB_APPROX_NONE] = "", [ZB_APPROX_ABOUT] = "约",  [ZB_APPROX_NEARLY] = "近",     [ZB_APPROX_OVER] = "超",
      [ZB_APPROX_YU] = "",   [ZB_APPROX_AT_LEAST] = "", [ZB_APPROX_AT_MOST] = "不超过"};
  zb_quantity q = {.approx = x->approx, .value = x->v, .decimals = x->decimals, .scale = x->scale, .unit = x->unit};
  zb_num printed = x->scale ? zb_num_div(a, x->v, zb_num_pow10(a, x->scale)) : x->v;
  q.prefix = before[x->approx];
  q.digits = zb_num_print(a, printed, x->decimals);
  q.scale_text = zb_arena_printf(a, "%s%s", x->approx == ZB_APPROX_YU ? "余" : "",
                                 x->scale == 4   ? "万"
                                 : x->scale == 8 ? "亿"
                                                 : "");
  q.suffix = x->approx == ZB_APPROX_AT_LEAST ? "以上" : "";
  q.text = zb_arena_printf(a, "%s%s%s%s%s", q.prefix, q.digits, q.scale_text, q.unit, q.suffix);
  return q;
}
