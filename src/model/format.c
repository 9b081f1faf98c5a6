/* Printing of figures by format: the parts of a quantity, Chinese numerals, 万. */
#include "model/format.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/figurekind.h"

typedef ZB_VEC(char) text;

static const char *const names[ZB_FORMAT_COUNT][2] = {
#define ZB_FORMAT(id, en, zh, doc_en, doc_zh) [ZB_FORMAT_##id] = {en, zh},
#include "model/format.def"
#undef ZB_FORMAT
};

int zb_format_named(const char *name)
{
  for (int i = 0; i < ZB_FORMAT_COUNT; i++)
    if (strcmp(names[i][ZB_LANG_EN], name) == 0 || strcmp(names[i][ZB_LANG_ZH], name) == 0)
      return i;
  return -1;
}

const char *zb_format_names(zb_arena *a, zb_lang lang)
{
  const char *out = names[0][lang];
  for (int i = 1; i < ZB_FORMAT_COUNT; i++)
    out = zb_arena_printf(a, "%s%s%s", out, lang == ZB_LANG_ZH ? "、" : ", ", names[i][lang]);
  return out;
}

bool zb_format_prints_value(int format)
{
  return format < 0 || format == ZB_FORMAT_NUMBER || format == ZB_FORMAT_WORDS || format == ZB_FORMAT_WAN;
}

static void put(zb_arena *a, text *out, const char *s)
{
  for (; *s; s++)
    zb_push(a, out, *s);
}

static const char *finish(zb_arena *a, text *out)
{
  zb_push(a, out, '\0');
  return out->v;
}

/* --- Chinese numerals --------------------------------------------------------------------------------------------- */

static const char *const han_digit[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Up to four digits, a group of 万: 千 百 十; `inner`: not the first group, so that a leading zero is said. */
static void put_group(zb_arena *a, text *out, const char *d, size_t n, bool inner)
{
  static const char *const place[] = {"", "十", "百", "千"};
  bool zero = false, any = inner;
  for (size_t i = 0; i < n; i++) {
    int v = d[i] - '0';
    size_t p = n - 1 - i;
    if (v == 0) {
      zero = any;
      continue;
    }
    if (zero)
      put(a, out, "零");
    if (!(v == 1 && p == 1 && !any)) /* 十二, but 一百一十二 */
      put(a, out, han_digit[v]);
    put(a, out, place[p]);
    zero = false;
    any = true;
  }
}

static bool all_zero(const char *d, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (d[i] != '0')
      return false;
  return true;
}

/* A whole number by groups of four digits with 万, 亿, 万亿; longer ones digit by digit. */
static void put_whole(zb_arena *a, text *out, const char *d, size_t n)
{
  static const char *const scale[] = {"", "万", "亿", "万亿"};
  while (n > 1 && *d == '0') {
    d++;
    n--;
  }
  if (n > 16 || all_zero(d, n)) {
    for (size_t i = 0; i < n; i++)
      put(a, out, han_digit[d[i] - '0']);
    return;
  }
  bool first = true, gap = false;
  for (size_t groups = (n + 3) / 4; groups > 0; groups--) {
    size_t len = n - 4 * (groups - 1);
    if (all_zero(d, len)) {
      gap = true;
    } else {
      if (gap && d[0] != '0')
        put(a, out, "零");
      put_group(a, out, d, len, !first);
      put(a, out, scale[groups - 1]);
      first = gap = false;
    }
    d += len;
    n -= len;
  }
}

char *zb_format_han(zb_arena *a, const char *digits, size_t n)
{
  text whole = {0}, out = {0};
  size_t i = 0;
  for (; i < n && (is_digit(digits[i]) || digits[i] == ','); i++)
    if (digits[i] != ',')
      zb_push(a, &whole, digits[i]);
  put_whole(a, &out, whole.v, whole.n);
  if (i < n && digits[i] == '.') {
    put(a, &out, "点");
    for (i++; i < n && is_digit(digits[i]); i++)
      put(a, &out, han_digit[digits[i] - '0']);
  }
  zb_push(a, &out, '\0');
  return out.v;
}

/* A year is read digit by digit: 2025 → 二〇二五. */
static void put_year(zb_arena *a, text *out, const char *d, size_t n)
{
  for (size_t i = 0; i < n; i++)
    put(a, out, d[i] == '0' ? "〇" : han_digit[d[i] - '0']);
}

/* 2个 is 两个; 2月, 第2 and 2% are not. */
static bool says_pair(const zb_figure *f, const char *d, size_t n)
{
  static const char *const not_counted[] = {"%", "‰", "月", "日", "号", ""};
  if (n != 1 || *d != '2' || f->q.ordinal)
    return false;
  for (size_t i = 0; i < sizeof not_counted / sizeof *not_counted; i++)
    if (strcmp(f->q.unit, not_counted[i]) == 0)
      return f->q.scale > 0;
  return true;
}

static size_t number_bytes(const char *p)
{
  size_t n = 0;
  while (is_digit(p[n]) || ((p[n] == ',' || p[n] == '.') && n > 0 && is_digit(p[n + 1])))
    n++;
  return n;
}

/* What stands between the numbers: signs and marks of ranges in words. Returns its bytes. */
static size_t put_between(zb_arena *a, text *out, const char *p)
{
  static const struct {
    const char *sign, *word;
  } words[] = {{"-", "负"}, {"−", "负"}, {"+", ""}, {"~", "至"}, {"～", "至"},
               {"—", "至"}, {"–", "至"}, {"%", ""}, {"‰", ""},   {" ", ""}};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strncmp(p, words[i].sign, strlen(words[i].sign)) == 0) {
      put(a, out, words[i].word);
      return strlen(words[i].sign);
    }
  const char *next = p;
  zb_utf8_next(&next);
  put(a, out, zb_arena_strndup(a, p, (size_t)(next - p)));
  return (size_t)(next - p);
}

static const char *in_words(zb_arena *a, const zb_figure *f)
{
  const zb_quantity *q = &f->q;
  bool percent = strcmp(q->unit, "%") == 0, permille = strcmp(q->unit, "‰") == 0;
  bool year = zb_figure_kind_of(f) == ZB_FIGURE_DATE && strcmp(q->unit, "年") == 0;
  text out = {0};
  put(a, &out, q->prefix);
  for (const char *p = q->digits; *p;) {
    size_t n = number_bytes(p);
    if (n == 0) {
      p += put_between(a, &out, p);
      continue;
    }
    put(a, &out, percent ? "百分之" : permille ? "千分之" : "");
    if (year)
      put_year(a, &out, p, n);
    else if (says_pair(f, p, n))
      put(a, &out, "两");
    else
      put(a, &out, zb_format_han(a, p, n));
    p += n;
  }
  put(a, &out, q->scale_text);
  put(a, &out, percent || permille ? "" : q->unit);
  put(a, &out, q->suffix);
  return finish(a, &out);
}

/* --- 万 ------------------------------------------------------------------------------------------------------------ */

static const char *in_wan(zb_arena *a, const zb_figure *f)
{
  const zb_quantity *q = &f->q;
  if (q->scale == 4)
    return q->text;
  zb_num unit = zb_num_pow10(a, q->scale),
         value = zb_num_mul(a, zb_num_round(a, zb_num_div(a, q->value, unit), q->decimals), unit);
  const char *wan = zb_num_print_exact(a, zb_num_div(a, value, zb_num_pow10(a, 4)));
  bool yu = q->approx == ZB_APPROX_YU;
  return zb_arena_printf(a, "%s%s万%s%s%s", q->prefix, wan, yu ? "余" : "", q->unit, q->suffix);
}

bool zb_format_fits(const zb_figure *f, int format)
{
  if (format != ZB_FORMAT_WAN || f->missing)
    return true;
  zb_figure_kind kind = zb_figure_kind_of(f);
  return !f->q.ordinal && !f->q.range && f->q.unit[0] && kind != ZB_FIGURE_PERCENT && kind != ZB_FIGURE_RATE &&
         kind != ZB_FIGURE_POINTS && kind != ZB_FIGURE_DATE;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

const char *zb_format_print(zb_arena *a, const zb_figure *f, int format)
{
  if (format == ZB_FORMAT_LABEL)
    return f->label_text;
  if (f->missing)
    return NULL;
  switch (format) {
  case ZB_FORMAT_NUMBER:
    return zb_arena_printf(a, "%s%s%s", f->q.prefix, f->q.digits, f->q.scale_text);
  case ZB_FORMAT_UNIT:
    return f->q.unit;
  case ZB_FORMAT_WORDS:
    return in_words(a, f);
  case ZB_FORMAT_WAN:
    return zb_format_fits(f, format) ? in_wan(a, f) : f->q.text;
  default:
    return f->q.text;
  }
}
