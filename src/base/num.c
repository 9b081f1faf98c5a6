/* Exact rational numbers on GMP; results are copied into the arena as plain limbs. */
#include "base/num.h"

#include <gmp.h>
#include <limits.h>
#include <string.h>

enum { DIGITS_MAX = 400 };

/* Opens a zb_num as an mpq (cleared by the caller). */
static void open_num(mpq_t q, zb_num x)
{
  mpq_init(q);
  if (x.sign == 0)
    return;
  mpz_import(mpq_numref(q), (size_t)x.nnum, -1, sizeof(unsigned long), 0, 0, x.num);
  if (x.sign < 0)
    mpz_neg(mpq_numref(q), mpq_numref(q));
  if (x.den)
    mpz_import(mpq_denref(q), (size_t)x.nden, -1, sizeof(unsigned long), 0, 0, x.den);
}

static const unsigned long *limbs(zb_arena *a, const mpz_t z, int *n)
{
  size_t count = mpz_size(z);
  unsigned long *p = zb_newn(a, unsigned long, count);
  mpz_export(p, &count, -1, sizeof(unsigned long), 0, 0, z);
  *n = (int)count;
  return p;
}

/* Copies an mpq into the arena and clears it. */
static zb_num close_num(zb_arena *a, mpq_t q)
{
  zb_num x = {.sign = mpq_sgn(q)};
  if (x.sign != 0) {
    x.num = limbs(a, mpq_numref(q), &x.nnum);
    if (mpz_cmp_ui(mpq_denref(q), 1) != 0)
      x.den = limbs(a, mpq_denref(q), &x.nden);
  }
  mpq_clear(q);
  return x;
}

typedef void (*binary_op)(mpq_ptr, mpq_srcptr, mpq_srcptr);

static zb_num binary(zb_arena *a, zb_num x, zb_num y, binary_op op)
{
  mpq_t p, q;
  open_num(p, x);
  open_num(q, y);
  op(p, p, q);
  mpq_clear(q);
  return close_num(a, p);
}

zb_num zb_num_add(zb_arena *a, zb_num x, zb_num y)
{
  return binary(a, x, y, mpq_add);
}

zb_num zb_num_sub(zb_arena *a, zb_num x, zb_num y)
{
  return binary(a, x, y, mpq_sub);
}

zb_num zb_num_mul(zb_arena *a, zb_num x, zb_num y)
{
  return binary(a, x, y, mpq_mul);
}

zb_num zb_num_div(zb_arena *a, zb_num x, zb_num y)
{
  return binary(a, x, y, mpq_div);
}

zb_num zb_num_int(zb_arena *a, long v)
{
  mpq_t q;
  mpq_init(q);
  mpq_set_si(q, v, 1);
  return close_num(a, q);
}

zb_num zb_num_pow10(zb_arena *a, int exp)
{
  mpq_t q;
  mpq_init(q);
  mpz_ui_pow_ui(exp < 0 ? mpq_denref(q) : mpq_numref(q), 10, (unsigned long)(exp < 0 ? -exp : exp));
  if (exp < 0)
    mpz_set_ui(mpq_numref(q), 1);
  return close_num(a, q);
}

int zb_num_cmp(zb_num x, zb_num y)
{
  mpq_t p, q;
  open_num(p, x);
  open_num(q, y);
  int c = mpq_cmp(p, q);
  mpq_clear(p);
  mpq_clear(q);
  return c < 0 ? -1 : c > 0;
}

/* Is a separator of digit groups at s? Returns its length: "," or U+2009 thin space, before exactly three digits. */
static size_t separator(const char *s, const char *end)
{
  size_t n = *s == ',' ? 1 : end - s >= 3 && memcmp(s, "\xE2\x80\x89", 3) == 0 ? 3 : 0;
  if (n == 0 || end - s < (ptrdiff_t)(n + 3))
    return 0;
  for (size_t i = n; i < n + 3; i++)
    if (s[i] < '0' || s[i] > '9')
      return 0;
  return end - s > (ptrdiff_t)(n + 3) && s[n + 3] >= '0' && s[n + 3] <= '9' ? 0 : n;
}

bool zb_num_parse(zb_arena *a, const char *text, size_t n, zb_num *out, int *decimals)
{
  const char *s = text, *end = text + n;
  char digits[DIGITS_MAX + 2];
  size_t count = 0;
  int after = -1; /* decimals so far; -1 before the point */
  bool grouped = false;
  bool negative = s < end && *s == '-';
  if (s < end && (*s == '-' || *s == '+'))
    s++;
  while (s < end) {
    size_t skip = after < 0 && count > 0 && (grouped || count <= 3) ? separator(s, end) : 0;
    if (skip) {
      s += skip;
      grouped = true;
    } else if (*s >= '0' && *s <= '9') {
      if (count == DIGITS_MAX)
        return false;
      digits[count++] = *s++;
      after += after >= 0;
    } else if (*s == '.' && after < 0 && count > 0) {
      after = 0;
      s++;
    } else {
      return false;
    }
  }
  if (count == 0 || after == 0)
    return false;
  digits[count] = '\0';
  mpq_t q;
  mpq_init(q);
  mpz_set_str(mpq_numref(q), digits, 10);
  if (negative)
    mpz_neg(mpq_numref(q), mpq_numref(q));
  mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)(after > 0 ? after : 0));
  mpq_canonicalize(q);
  *out = close_num(a, q);
  if (decimals)
    *decimals = after > 0 ? after : 0;
  return true;
}

/* z = round half away from zero (q * 10^decimals). */
static void round_scaled(mpz_t z, const mpq_t q, int decimals)
{
  mpz_t num, den;
  mpz_init(num);
  mpz_init(den);
  mpz_ui_pow_ui(z, 10, (unsigned long)decimals);
  mpz_mul(num, mpq_numref(q), z);
  int sign = mpz_sgn(num);
  mpz_abs(num, num);
  mpz_mul_2exp(num, num, 1);
  mpz_add(num, num, mpq_denref(q));
  mpz_mul_2exp(den, mpq_denref(q), 1);
  mpz_fdiv_q(z, num, den);
  if (sign < 0)
    mpz_neg(z, z);
  mpz_clear(num);
  mpz_clear(den);
}

zb_num zb_num_round(zb_arena *a, zb_num x, int decimals)
{
  mpq_t q;
  open_num(q, x);
  mpz_t z;
  mpz_init(z);
  round_scaled(z, q, decimals);
  mpz_set(mpq_numref(q), z);
  mpz_ui_pow_ui(mpq_denref(q), 10, (unsigned long)decimals);
  mpq_canonicalize(q);
  mpz_clear(z);
  return close_num(a, q);
}

char *zb_num_print(zb_arena *a, zb_num x, int decimals)
{
  mpq_t q;
  open_num(q, x);
  mpz_t z;
  mpz_init(z);
  round_scaled(z, q, decimals);
  bool negative = mpz_sgn(z) < 0;
  mpz_abs(z, z);
  size_t room = mpz_sizeinbase(z, 10) + 2;
  char *digits = zb_arena_alloc(a, room);
  mpz_get_str(digits, 10, z);
  mpz_clear(z);
  mpq_clear(q);
  size_t n = strlen(digits), d = (size_t)decimals;
  if (d == 0)
    return zb_arena_printf(a, "%s%s", negative ? "-" : "", digits);
  if (n <= d) { /* leading zeros */
    char *pad = zb_arena_alloc(a, d + 2);
    memset(pad, '0', d + 1 - n);
    memcpy(pad + (d + 1 - n), digits, n);
    digits = pad;
    n = d + 1;
  }
  return zb_arena_printf(a, "%s%.*s.%s", negative ? "-" : "", (int)(n - d), digits, digits + (n - d));
}

/* Decimals a terminating expansion needs (max of the powers of 2 and 5 in den), or -1. */
static int terminating(const mpz_t den)
{
  mpz_t rest, two, five;
  mpz_init(rest);
  mpz_init_set_ui(two, 2);
  mpz_init_set_ui(five, 5);
  unsigned long p2 = mpz_remove(rest, den, two);
  unsigned long p5 = mpz_remove(rest, rest, five);
  bool ends = mpz_cmp_ui(rest, 1) == 0;
  mpz_clear(rest);
  mpz_clear(two);
  mpz_clear(five);
  return ends ? (int)(p2 > p5 ? p2 : p5) : -1;
}

char *zb_num_print_exact(zb_arena *a, zb_num x)
{
  mpq_t q;
  open_num(q, x);
  int decimals = terminating(mpq_denref(q));
  if (decimals >= 0) {
    mpq_clear(q);
    return zb_num_print(a, x, decimals);
  }
  char *text = zb_arena_alloc(a, mpz_sizeinbase(mpq_numref(q), 10) + mpz_sizeinbase(mpq_denref(q), 10) + 3);
  mpq_get_str(text, 10, q);
  mpq_clear(q);
  return text;
}

bool zb_num_parse_exact(zb_arena *a, const char *text, zb_num *out)
{
  const char *slash = strchr(text, '/');
  zb_num den;
  if (!slash)
    return zb_num_parse(a, text, strlen(text), out, NULL);
  if (!zb_num_parse(a, text, (size_t)(slash - text), out, NULL) ||
      !zb_num_parse(a, slash + 1, strlen(slash + 1), &den, NULL) || den.sign == 0)
    return false;
  *out = zb_num_div(a, *out, den);
  return true;
}

int zb_num_scale(zb_num x, zb_num y, int units)
{
  mpq_t p, q;
  open_num(p, x);
  open_num(q, y);
  mpq_div(p, p, q);
  mpq_set_si(q, units, 1);
  mpq_mul(p, p, q);
  mpz_t z;
  mpz_init(z);
  round_scaled(z, p, 0);
  int r = mpz_fits_sint_p(z) ? (int)mpz_get_si(z) : mpz_sgn(z) < 0 ? INT_MIN : INT_MAX;
  mpz_clear(z);
  mpq_clear(p);
  mpq_clear(q);
  return r;
}

double zb_num_double(zb_num x)
{
  mpq_t q;
  open_num(q, x);
  double d = mpq_get_d(q);
  mpq_clear(q);
  return d;
}
