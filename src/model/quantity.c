/* Quantities as people write them: prefix, ordinal, sign, number, 余/多, 万/亿, unit, suffix. */
#include "model/quantity.h"

#include <string.h>

#include "base/utf8.h"

enum { DIGITS_MAX = 40, UNIT_MAX = 40 }; /* code points; longer is no quantity a reader could take in */

typedef enum problem {
  FINE,
  NO_NUMBER,   /* nothing like a number where one is wanted */
  FULLWIDTH,   /* full-width digit, sign or point */
  TAIL,        /* something stands behind that is no unit */
  RANGE_ORDER, /* upper end not above lower end */
  CONTRADICTS  /* 不超过 ... 以上 */
} problem;

typedef struct parser {
  zb_arena *a;
  const char *p;     /* rest */
  const char *wrong; /* where a problem is */
} parser;

static bool take(parser *s, const char *word)
{
  size_t n = strlen(word);
  if (strncmp(s->p, word, n) != 0)
    return false;
  s->p += n;
  return true;
}

typedef struct affix {
  const char *text;
  zb_approx approx;
} affix;

static const affix prefixes[] = {
#define ZB_APPROX_BEFORE(text, meaning) {text, ZB_APPROX_##meaning},
#define ZB_APPROX_AFTER(text, meaning)
#include "model/approx.def"
#undef ZB_APPROX_BEFORE
#undef ZB_APPROX_AFTER
};

static const affix suffixes[] = {
#define ZB_APPROX_BEFORE(text, meaning)
#define ZB_APPROX_AFTER(text, meaning) {text, ZB_APPROX_##meaning},
#include "model/approx.def"
#undef ZB_APPROX_BEFORE
#undef ZB_APPROX_AFTER
};

size_t zb_quantity_prefix(const char *text)
{
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
    size_t n = strlen(prefixes[i].text);
    if (strncmp(text, prefixes[i].text, n) == 0)
      return n;
  }
  return 0;
}

static bool fullwidth(const char *p)
{
  if (!*p)
    return false;
  uint32_t c = zb_utf8_next(&p);
  return (c >= 0xFF10 && c <= 0xFF19) || c == 0xFF0B || c == 0xFF0D || c == 0xFF0E || c == 0xFF05;
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

/* Chinese numerals of ordinals: 三, 十, 十二, 二十, 一百零五, up to 9999. -1 if the bytes are none. */
static long han_number(const char *p, const char *end)
{
  static const char *const digit[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  static const char *const unit[] = {"十", "百", "千"};
  long total = 0, current = -1, limit = 10000;
  while (p < end) {
    int d = -1, u = -1;
    for (int i = 0; i < 10; i++)
      if (strncmp(p, digit[i], 3) == 0)
        d = i;
    for (int i = 0; i < 3; i++)
      if (strncmp(p, unit[i], 3) == 0)
        u = i;
    if (d < 0 && u < 0)
      return -1;
    if (d == 0 && current >= 0)
      return -1;
    if (d > 0 && current >= 0)
      return -1;
    if (d > 0)
      current = d;
    if (u >= 0) {
      long weight = u == 0 ? 10 : u == 1 ? 100 : 1000;
      if (weight >= limit || (current < 0 && (u > 0 || total > 0)))
        return -1;
      total += (current < 0 ? 1 : current) * weight;
      current = -1;
      limit = weight;
    }
    p += 3;
  }
  return current >= 0 ? total + current : total > 0 ? total : -1;
}

size_t zb_quantity_han_digit(const char *p)
{
  static const char numerals[] = "零一二三四五六七八九十百千";
  for (size_t i = 0; i + 3 < sizeof numerals; i += 3)
    if (strncmp(p, numerals + i, 3) == 0)
      return 3;
  return 0;
}

long zb_quantity_han(const char *text, size_t n)
{
  return han_number(text, text + n);
}

/* Digits with thousands separators and one point: [0-9][0-9,]*(.[0-9]+)? without sign. Returns the bytes. */
static size_t digit_run(const char *p)
{
  size_t n = 0;
  while ((p[n] >= '0' && p[n] <= '9') || (p[n] == ',' && n > 0 && p[n + 1] >= '0' && p[n + 1] <= '9'))
    n++;
  if (n > 0 && p[n] == '.' && p[n + 1] >= '0' && p[n + 1] <= '9')
    for (n++; p[n] >= '0' && p[n] <= '9';)
      n++;
  return n;
}

typedef struct number {
  const char *from, *to; /* as printed, with sign */
  zb_num v;
  int decimals;
} number;

static problem parse_number(parser *s, bool ordinal, number *out)
{
  out->from = s->p;
  out->decimals = 0;
  bool minus = take(s, "-") || take(s, "−");
  if (!minus)
    take(s, "+");
  if (ordinal && zb_quantity_han_digit(s->p)) {
    const char *from = s->p;
    while (zb_quantity_han_digit(s->p))
      s->p += 3;
    long v = s->p - from > 3L * DIGITS_MAX ? -1 : han_number(from, s->p);
    out->to = s->p;
    out->v = zb_num_int(s->a, v);
    s->wrong = from;
    return v < 0 || from != out->from ? NO_NUMBER : FINE;
  }
  s->wrong = s->p;
  size_t n = digit_run(s->p);
  if (n == 0 || fullwidth(s->p + n))
    return fullwidth(s->p + n) ? FULLWIDTH : NO_NUMBER;
  if (n > DIGITS_MAX || !zb_num_parse(s->a, s->p, n, &out->v, &out->decimals))
    return NO_NUMBER;
  if (minus)
    out->v.sign = -out->v.sign;
  s->p += n;
  out->to = s->p;
  return FINE;
}

/* --- scale, unit, suffix ------------------------------------------------------------------------------------------ */

/* [余|多] [万|亿] [余|多], 余/多 at most once. */
static void parse_scale(parser *s, int *scale, bool *yu)
{
  *scale = 0;
  *yu = take(s, "余") || take(s, "多");
  if (take(s, "万"))
    *scale = 4;
  else if (take(s, "亿"))
    *scale = 8;
  if (!*yu && *scale > 0)
    *yu = take(s, "余") || take(s, "多");
}

/* A character of a unit; `inner`: not of its first place. */
static bool unit_char(uint32_t c, bool inner)
{
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '%' || c == 0x2030 || c == 0x2103)
    return true;
  if (c == '(' || c == ')' || c == 0xFF08 || c == 0xFF09)
    return inner;
  if (c == '/' || c == 0xB2 || c == 0xB3 || c == 0xB7)
    return inner; /* 元/吨, m² */
  return c == 0xB0 || (c > 0x7F && zb_utf8_is_han(c));
}

/* Behind the unit that begins at p; *open: a bracket was left open. */
static const char *unit_end(const char *p, bool *open)
{
  int depth = 0;
  for (bool inner = false; *p; inner = true) {
    const char *next = p;
    uint32_t c = zb_utf8_next(&next);
    if (!unit_char(c, inner))
      break;
    depth += c == '(' || c == 0xFF08;
    depth -= c == ')' || c == 0xFF09;
    if (depth < 0)
      break;
    p = next;
  }
  *open = depth > 0;
  return p;
}

/* Length of the suffix at the end of [from, to), and what it means. */
static size_t suffix_of(const char *from, const char *to, zb_approx *approx)
{
  for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
    size_t n = strlen(suffixes[i].text);
    if ((size_t)(to - from) >= n && memcmp(to - n, suffixes[i].text, n) == 0) {
      *approx = suffixes[i].approx;
      return n;
    }
  }
  return 0;
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

/* Bounds from below and from above, or a bound and 近, contradict each other. */
static bool contradicts(zb_approx x, zb_approx y)
{
  bool low = x == ZB_APPROX_AT_LEAST || x == ZB_APPROX_OVER || x == ZB_APPROX_YU;
  bool y_low = y == ZB_APPROX_AT_LEAST || y == ZB_APPROX_OVER || y == ZB_APPROX_YU;
  bool high = x == ZB_APPROX_AT_MOST || x == ZB_APPROX_NEARLY;
  bool y_high = y == ZB_APPROX_AT_MOST || y == ZB_APPROX_NEARLY;
  return (low && y_high) || (high && y_low);
}

static zb_num scaled(zb_arena *a, zb_num v, int scale)
{
  return scale ? zb_num_mul(a, v, zb_num_pow10(a, scale)) : v;
}

static bool range_mark(parser *s)
{
  return take(s, "～") || take(s, "~") || take(s, "—") || take(s, "–") || take(s, "至");
}

/* number [万|亿] [%|‰] mark number: the first end of a range is in *lo, s stands on the second. */
static bool range_start(parser *s, const number *first, number *lo)
{
  parser t = *s;
  int scale;
  bool yu;
  parse_scale(&t, &scale, &yu);
  if (!take(&t, "%"))
    take(&t, "‰");
  if (yu || !range_mark(&t) || (digit_run(t.p) == 0 && !fullwidth(t.p) && *t.p != '-'))
    return false;
  *lo = *first;
  lo->v = scaled(s->a, first->v, scale);
  s->p = t.p;
  return true;
}

/* n bytes of the text as a string of their own; most parts of most quantities are empty. */
static const char *part(const parser *s, const char *from, size_t n)
{
  return n > 0 ? zb_arena_strndup(s->a, from, n) : "";
}

static problem parse_tail(parser *s, zb_quantity *q, bool yu)
{
  bool open;
  zb_approx before = q->approx, after = ZB_APPROX_NONE;
  const char *text = s->p;
  if (*s->p == ' ')
    s->p++;
  const char *from = s->p, *end = unit_end(s->p, &open);
  if (end == from)
    from = end = s->p = text;
  size_t suffix = suffix_of(from, end, &after);
  s->p = s->wrong = end;
  q->unit = part(s, from, (size_t)(end - from) - suffix);
  q->suffix = part(s, end - suffix, suffix);
  s->wrong = end;
  if (*end)
    return fullwidth(end) ? FULLWIDTH : TAIL;
  if (open || zb_utf8_count(q->unit, strlen(q->unit)) > UNIT_MAX) {
    s->wrong = from;
    return TAIL;
  }
  if (contradicts(before, after) || (yu && (contradicts(before, ZB_APPROX_YU) || contradicts(after, ZB_APPROX_YU)))) {
    s->wrong = text;
    return CONTRADICTS;
  }
  q->approx = before ? before : after ? after : yu ? ZB_APPROX_YU : ZB_APPROX_NONE;
  return FINE;
}

static problem parse(parser *s, const char *text, zb_quantity *q)
{
  number n = {0}, lo = {0};
  bool yu;
  *q = (zb_quantity){.text = text, .prefix = "", .digits = "", .scale_text = "", .unit = "", .suffix = ""};
  for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes && !q->approx; i++)
    if (take(s, prefixes[i].text))
      q->approx = prefixes[i].approx;
  q->ordinal = take(s, "第");
  q->prefix = part(s, text, (size_t)(s->p - text));
  problem wrong = parse_number(s, q->ordinal, &n);
  if (wrong)
    return wrong;
  q->range = range_start(s, &n, &lo);
  if (q->range && (wrong = parse_number(s, false, &n)) != FINE)
    return wrong;
  const char *after_number = s->p;
  parse_scale(s, &q->scale, &yu);
  q->digits = part(s, q->range ? lo.from : n.from, (size_t)(after_number - (q->range ? lo.from : n.from)));
  q->scale_text = part(s, after_number, (size_t)(s->p - after_number));
  q->decimals = q->range && lo.decimals > n.decimals ? lo.decimals : n.decimals;
  q->value = scaled(s->a, n.v, q->scale);
  if (q->range) {
    q->hi = q->value;
    bool own_scale = strstr(q->digits, "万") || strstr(q->digits, "亿");
    q->value = own_scale ? lo.v : scaled(s->a, lo.v, q->scale);
    if (zb_num_cmp(q->value, q->hi) >= 0)
      q->value = lo.v; /* 3～5万元 means 3万 to 5万, 8000～1.2万人 means 8000 to 12000 */
    s->wrong = lo.from;
    if (zb_num_cmp(q->value, q->hi) >= 0)
      return RANGE_ORDER;
  }
  return parse_tail(s, q, yu);
}

/* --- public ------------------------------------------------------------------------------------------------------- */

bool zb_quantity_try(zb_arena *a, const char *text, zb_quantity *out)
{
  parser s = {.a = a, .p = text};
  return parse(&s, text, out) == FINE;
}

bool zb_quantity_parse(zb_arena *a, zb_diags *d, const char *text, zb_src src, zb_quantity *out)
{
  static const zb_diag_code code[] = {
      [NO_NUMBER] = ZB_D_QUANTITY_NUMBER,  [FULLWIDTH] = ZB_D_QUANTITY_FULLWIDTH,     [TAIL] = ZB_D_QUANTITY_TAIL,
      [RANGE_ORDER] = ZB_D_QUANTITY_RANGE, [CONTRADICTS] = ZB_D_QUANTITY_CONTRADICTS,
  };
  parser s = {.a = a, .p = text};
  problem wrong = parse(&s, text, out);
  if (wrong == FINE)
    return true;
  const char *at = s.wrong ? s.wrong : text, *next = at;
  const char *shown = *at ? (zb_utf8_next(&next), zb_arena_strndup(a, at, (size_t)(next - at))) : "";
  zb_diag_range(d, code[wrong], src, (int)zb_utf8_count(text, strlen(text)), text, shown, NULL);
  return false;
}

zb_num zb_quantity_tolerance(zb_arena *a, const zb_quantity *q)
{
  zb_num step = zb_num_pow10(a, q->scale - q->decimals);
  return zb_num_div(a, step, zb_num_int(a, 2));
}
