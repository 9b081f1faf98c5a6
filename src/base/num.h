/* Exact rational numbers (GMP inside num.c): parsing decimals, arithmetic, rounding, printing. No floating point. */
#ifndef ZB_BASE_NUM_H
#define ZB_BASE_NUM_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A number in lowest terms; plain data on an arena. {0} is the number zero. */
typedef struct zb_num {
  int sign; /* -1, 0, 1 */
  int nnum, nden;
  const unsigned long *num, *den; /* GMP limbs, least significant first; den NULL = 1 */
} zb_num;

/* Parses [+-]digits[.digits] with optional thousands separators (, or thin space) of n bytes; *decimals gets the
   printed number of decimals (may be NULL). False if the text is not of that form. */
bool zb_num_parse(zb_arena *a, const char *text, size_t n, zb_num *out, int *decimals);
zb_num zb_num_int(zb_arena *a, long v);
/* 10^exp, exp may be negative. */
zb_num zb_num_pow10(zb_arena *a, int exp);
zb_num zb_num_add(zb_arena *a, zb_num x, zb_num y);
zb_num zb_num_sub(zb_arena *a, zb_num x, zb_num y);
zb_num zb_num_mul(zb_arena *a, zb_num x, zb_num y);
/* y must not be zero. */
zb_num zb_num_div(zb_arena *a, zb_num x, zb_num y);
int zb_num_cmp(zb_num x, zb_num y);
/* Rounds half away from zero (四舍五入) to `decimals` places. */
zb_num zb_num_round(zb_arena *a, zb_num x, int decimals);
/* Decimal text with exactly `decimals` places, rounded half away from zero; leading zero kept (0.46). */
char *zb_num_print(zb_arena *a, zb_num x, int decimals);
/* Shortest exact decimal text, or num/den when the decimal expansion does not end. */
char *zb_num_print_exact(zb_arena *a, zb_num x);
/* Reads what zb_num_print_exact prints; false if the text is not of that form. */
bool zb_num_parse_exact(zb_arena *a, const char *text, zb_num *out);
/* units * x / y rounded half away from zero, for drawn lengths: exact, clamped to int32. y != 0. */
int zb_num_scale(zb_num x, zb_num y, int units);
/* Nearest double, for tick search only, never for printing. */
double zb_num_double(zb_num x);

#endif
