/* Values of checks: exact numbers with their units and the intervals that printing and approximation leave open. */
#ifndef ZB_MODEL_VALUE_H
#define ZB_MODEL_VALUE_H

#include "model/quantity.h"

/* An interval with open or closed, finite or infinite ends. */
typedef struct zb_ival {
  zb_num lo, hi;
  bool lo_inf, hi_inf, lo_open, hi_open;
} zb_ival;

/* `core` is what the words say (1900余 = [1900, 2000)), `wide` adds what rounding to the printed digits hides (XBRL
   Calculations 1.1: a value with d decimals stands for v +- 0.5 10^-d). */
typedef struct zb_value {
  zb_num v;
  zb_ival core, wide;
  const char *unit;
  bool ratio;    /* quotient of like units: compares with a percentage times 100 */
  bool computed; /* by * or /: has no printed precision of its own */
  bool tally;    /* a number of things counted here: compares with any unit */
  zb_approx approx;
  int scale; /* 0, 4, 8: for printing a derived figure */
  int decimals;
} zb_value;

typedef enum zb_value_error { ZB_VALUE_FINE, ZB_VALUE_UNITS, ZB_VALUE_ZERO } zb_value_error;

zb_value zb_value_of(zb_arena *a, const zb_quantity *q);
zb_value zb_value_neg(zb_arena *a, zb_value x);
/* Units: like + like; percent - percent = 个百分点; percent +- 个百分点 = percent. */
zb_value_error zb_value_add(zb_arena *a, zb_value x, zb_value y, bool minus, zb_value *out);
/* Units: plain * U = U; plain * percent = percent; U * percent = U (a share of U). */
zb_value_error zb_value_mul(zb_arena *a, zb_value x, zb_value y, zb_value *out);
/* Units: U / U = ratio; U / plain = U; U / V = U/V; U / percent = U. */
zb_value_error zb_value_div(zb_arena *a, zb_value x, zb_value y, zb_value *out);
/* A quotient of like units in percent; false if x is none. */
bool zb_value_percent(zb_arena *a, zb_value *x);
/* Rounded half away from zero, or cut off towards zero, after `decimals` of its scale: exact from then on. */
zb_value zb_value_round(zb_arena *a, zb_value x, int decimals, bool cut);
/* v as a multiple of 10^step: rounded half away from zero, or cut off towards zero. */
zb_num zb_num_at_step(zb_arena *a, zb_num v, int step);
zb_num zb_num_cut_at(zb_arena *a, zb_num v, int step);
/* Brings two sides of a relation to one unit: ratio and percent, zero and anything. False if that cannot be. */
bool zb_value_align(zb_arena *a, zb_value *x, zb_value *y);
/* Can some number of x equal some number of y? */
bool zb_ival_meet(const zb_ival *x, const zb_ival *y);
/* Can some number of x be less than (or equal to) some number of y? */
bool zb_ival_less(const zb_ival *x, const zb_ival *y, bool or_equal);
/* The quantity a derived figure prints: rounded to its decimals, with 约 余 以上 if its parts have them. */
zb_quantity zb_value_quantity(zb_arena *a, const zb_value *x);

#endif
