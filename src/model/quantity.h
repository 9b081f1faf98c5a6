/* One quantity as people write it: 1900余万元, 50%以上, 1.2万余人次, 第三批, 3～5天 (DESIGN.md section 2). */
#ifndef ZB_MODEL_QUANTITY_H
#define ZB_MODEL_QUANTITY_H

#include "base/diag.h"
#include "base/num.h"
#include "base/src.h"

typedef enum zb_approx {
  ZB_APPROX_NONE,
  ZB_APPROX_ABOUT,    /* 约 左右 */
  ZB_APPROX_NEARLY,   /* 近: v or a little less */
  ZB_APPROX_OVER,     /* 超 逾: more than v */
  ZB_APPROX_YU,       /* 余 多: [v, v + one unit of the last non-zero digit) */
  ZB_APPROX_AT_LEAST, /* 以上 至少 */
  ZB_APPROX_AT_MOST   /* 以下 不超过 */
} zb_approx;

typedef struct zb_quantity {
  const char *text;       /* verbatim */
  const char *prefix;     /* 约 不超过 第 ... or "" */
  const char *digits;     /* as printed, with sign, without 万/亿 */
  const char *scale_text; /* 万 亿 余万 万余 ... as printed between digits and unit, or "" */
  const char *unit;       /* 元 人次 % 个百分点 ... or "" */
  const char *suffix;     /* 以上 以下 左右 or "" */
  zb_approx approx;
  bool ordinal;
  zb_num value; /* with 万/亿 applied; percent stays percent (12.79% = 12.79) */
  int decimals; /* printed decimals of the digits */
  int scale;    /* 0, 4 (万) or 8 (亿) */
  bool range;   /* then hi is the upper end */
  zb_num hi;
} zb_quantity;

/* Parses a whole text. False and a diagnostic at src when it is no quantity; what was wrong is said. */
bool zb_quantity_parse(zb_arena *a, zb_diags *d, const char *text, zb_src src, zb_quantity *out);
/* The same without diagnostics. */
bool zb_quantity_try(zb_arena *a, const char *text, zb_quantity *out);
/* Bytes of the word of approximation (approx.def) the text begins with: 约, 不超过 ...; 0 if there is none. */
size_t zb_quantity_prefix(const char *text);
/* Bytes of the Chinese numeral character (零 to 千) the text begins with, or 0; the number n bytes of them say, -1 if none. */
size_t zb_quantity_han_digit(const char *text);
long zb_quantity_han(const char *text, size_t n);
/* Half-width of the printed precision: 0.5 * 10^-decimals * 10^scale. */
zb_num zb_quantity_tolerance(zb_arena *a, const zb_quantity *q);

#endif
