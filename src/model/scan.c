/* Numbers in running text: one pass over the characters, the class of each number from what stands around it. */
#include "model/scan.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

enum {
  NAME_MAX_CHARS = 12, /* longest name in quotation marks */
  TAIL_CHARS = 6,      /* characters behind a length of time in which the rest of a name may end */
  PHONE_DIGITS = 7,
  QUOTES_MAX = 8 /* quotation marks in each other */
};

typedef struct scanner {
  zb_arena *a;
  uint32_t *c; /* the characters; full-width digits, letters and signs as half-width ones; a 0 at the end */
  size_t *at;  /* byte of each, and of the end */
  size_t n;
  size_t *open, *close; /* per character: the innermost quotation it stands in, [open, close]; open = n: none */
  ZB_VEC(zb_number) out;
} scanner;

/* --- characters ------------------------------------------------------------------------------------------------- */

static bool digit(uint32_t c)
{
  return c >= '0' && c <= '9';
}

static bool letter(uint32_t c)
{
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

static uint32_t halfwidth(uint32_t c)
{
  bool plain = (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A) || (c >= 0xFF41 && c <= 0xFF5A);
  return plain || c == 0xFF05 || c == 0xFF0B || c == 0xFF0D || c == 0xFF0E ? c - 0xFEE0 : c == 0x2212 ? '-' : c;
}

/* Character i, or 0 outside the text. */
static uint32_t peek(const scanner *s, size_t i)
{
  return i < s->n ? s->c[i] : 0;
}

static uint32_t before(const scanner *s, size_t i)
{
  return i > 0 ? s->c[i - 1] : 0;
}

/* Characters of `word` if it stands at i, else 0. */
static size_t stands(const scanner *s, size_t i, const char *word)
{
  size_t k = 0;
  while (*word) {
    uint32_t c = zb_utf8_next(&word);
    if (peek(s, i + k) != c)
      return 0;
    k++;
  }
  return k;
}

/* Does `word` end before i? */
static bool ends_before(const scanner *s, size_t i, const char *word)
{
  size_t n = zb_utf8_count(word, strlen(word));
  return i >= n && stands(s, i - n, word) == n;
}

static bool one_of(uint32_t c, const char *set)
{
  while (*set)
    if (zb_utf8_next(&set) == c)
      return true;
  return false;
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const struct counter {
  const char *unit, *not_before;
} counters[] = {
#define ZB_COUNTER(unit, not_before) {unit, not_before},
#include "model/scan.def"
};

static const char *const no_approx[] = {
#define ZB_NO_APPROX(word) word,
#include "model/scan.def"
};

static const char *const name_tails[] = {
#define ZB_NAME_TAIL(word) word,
#include "model/scan.def"
};

static const char *const hotlines[] = {
#define ZB_HOTLINE(word) word,
#include "model/scan.def"
};

static const char *const references[] = {
#define ZB_REFERENCE(word) word,
#include "model/scan.def"
};

static const char *const approx_before[] = {
#define ZB_APPROX_BEFORE(text, meaning) text,
#define ZB_APPROX_AFTER(text, meaning)
#include "model/approx.def"
#undef ZB_APPROX_BEFORE
#undef ZB_APPROX_AFTER
};

static const char *const approx_after[] = {
#define ZB_APPROX_BEFORE(text, meaning)
#define ZB_APPROX_AFTER(text, meaning) text,
#include "model/approx.def"
#undef ZB_APPROX_BEFORE
#undef ZB_APPROX_AFTER
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Characters of the longest unit at i, 0 if there is none. */
static size_t unit_at(const scanner *s, size_t i)
{
  size_t best = 0;
  const struct counter *unit = NULL;
  for (size_t k = 0; k < COUNT(counters); k++) {
    size_t n = stands(s, i, counters[k].unit);
    if (n > best) {
      best = n;
      unit = &counters[k];
    }
  }
  if (best == 0 || one_of(peek(s, i + best), unit->not_before))
    return 0;
  return letter(s->c[i]) && letter(peek(s, i + best)) ? 0 : best; /* 5km is a length, 5kmart is not */
}

static size_t first_of(const scanner *s, size_t i, const char *const *word, size_t n)
{
  for (size_t k = 0; k < n; k++) {
    size_t len = stands(s, i, word[k]);
    if (len)
      return len;
  }
  return 0;
}

/* --- text and quotations ------------------------------------------------------------------------------------------ */

static void decode(scanner *s, const char *text, size_t n)
{
  s->c = zb_newn(s->a, uint32_t, n + 1);
  s->at = zb_newn(s->a, size_t, n + 1);
  for (const char *p = text, *end = text + n; p < end; s->n++) {
    s->at[s->n] = (size_t)(p - text);
    s->c[s->n] = halfwidth(zb_utf8_next(&p));
  }
  s->at[s->n] = n;
}

static void find_quotes(scanner *s)
{
  static const uint32_t opening[] = {0x201C, 0x2018, 0x300A, 0x3008, 0x300C, 0x300E},
                        closing[] = {0x201D, 0x2019, 0x300B, 0x3009, 0x300D, 0x300F};
  size_t stack[QUOTES_MAX], depth = 0;
  s->open = zb_newn(s->a, size_t, s->n + 1);
  s->close = zb_newn(s->a, size_t, s->n + 1);
  for (size_t i = 0; i < s->n; i++)
    s->open[i] = s->n;
  for (size_t i = 0; i < s->n; i++) {
    for (size_t k = 0; k < COUNT(opening); k++)
      if (s->c[i] == opening[k] && depth < QUOTES_MAX)
        stack[depth++] = i;
    for (size_t k = 0; k < COUNT(closing); k++)
      if (s->c[i] == closing[k] && depth > 0 && s->c[stack[depth - 1]] == opening[k]) {
        size_t from = stack[--depth];
        for (size_t j = from; j <= i; j++)
          if (s->open[j] == s->n) { /* an inner quotation keeps its own */
            s->open[j] = from;
            s->close[j] = i;
          }
      }
  }
}

/* Does [i, end) stand in 《》, or in short quotation marks without a sentence in them? */
static bool in_name(const scanner *s, size_t i, bool share)
{
  size_t open = s->open[i], close = s->close[i];
  if (open == s->n)
    return false;
  if (s->c[open] == 0x300A || s->c[open] == 0x3008)
    return true;
  if (share || close - open - 1 > NAME_MAX_CHARS)
    return false;
  for (size_t k = open + 1; k < close; k++)
    if (one_of(s->c[k], "，。；：！？、"))
      return false;
  return true;
}

/* --- the extent of a quantity ------------------------------------------------------------------------------------- */

/* Behind the digits at i, with thousands separators and one point. */
static size_t digits_end(const scanner *s, size_t i)
{
  while (digit(peek(s, i)) ||
         (peek(s, i) == ',' && digit(peek(s, i + 1)) && digit(peek(s, i + 2)) && digit(peek(s, i + 3))))
    i++;
  if (peek(s, i) == '.' && digit(peek(s, i + 1)))
    for (i++; digit(peek(s, i));)
      i++;
  return i;
}

/* [余|多] [万|亿] [余|多] at i. */
static size_t scale_end(const scanner *s, size_t i)
{
  bool yu = one_of(peek(s, i), "余多");
  size_t k = i + yu;
  bool big = one_of(peek(s, k), "万亿");
  k += big;
  if (big && !yu && one_of(peek(s, k), "余多"))
    k++;
  return k;
}

/* Behind a range mark and in front of the second number, or 0. A hyphen counts only between digits. */
static size_t range_at(const scanner *s, size_t i)
{
  size_t k = i;
  if (one_of(peek(s, k), "%‰"))
    k++;
  if (!one_of(peek(s, k), "～~—–至-"))
    return 0;
  k++;
  return digit(peek(s, k)) ? k : 0;
}

/* Unit with its bracket: 人次, 人(次). */
static size_t unit_end(const scanner *s, size_t i)
{
  size_t k = i;
  if (peek(s, k) == ' ' && unit_at(s, k + 1))
    k++;
  size_t n = unit_at(s, k);
  if (n == 0)
    return i;
  k += n;
  if (!one_of(peek(s, k), "(（"))
    return k;
  size_t inner = unit_at(s, k + 1);
  return inner > 0 && inner <= 2 && one_of(peek(s, k + 1 + inner), ")）") ? k + inner + 2 : k;
}

/* Start of the sign and words of approximation before i. */
static size_t prefix_start(const scanner *s, size_t i)
{
  size_t k = i;
  if (k > 0 && one_of(s->c[k - 1], "-+") && !(k > 1 && (digit(s->c[k - 2]) || letter(s->c[k - 2]))))
    k--;
  for (size_t w = 0; w < COUNT(approx_before); w++) {
    if (!ends_before(s, k, approx_before[w]))
      continue;
    for (size_t x = 0; x < COUNT(no_approx); x++)
      if (ends_before(s, k, no_approx[x]))
        return k;
    return k - zb_utf8_count(approx_before[w], strlen(approx_before[w]));
  }
  return k;
}

/* The characters [from, to) as a quantity is written: half-width, a hyphen between digits as ～. */
static char *spell(const scanner *s, size_t from, size_t to)
{
  char *out = zb_arena_alloc(s->a, 4 * (to - from) + 1), *o = out;
  for (size_t i = from; i < to; i++) {
    bool range = s->c[i] == '-' && i > from && one_of(s->c[i - 1], "0123456789%‰万亿");
    o += zb_utf8_put(o, range ? 0xFF5E : s->c[i]);
  }
  *o = '\0';
  return out;
}

/* A quantity around the digits at i: sets the extent, the readable form and its end. */
static size_t take_quantity(const scanner *s, size_t i, zb_number *out)
{
  size_t from = prefix_start(s, i), number = digits_end(s, i), k = scale_end(s, number);
  size_t second = range_at(s, k);
  if (second)
    k = scale_end(s, digits_end(s, second));
  size_t unit = k, end = unit_end(s, k), after = first_of(s, end, approx_after, COUNT(approx_after));
  bool has_unit = end > unit, mixed = !has_unit && one_of(peek(s, k), "十百千"); /* 3千余人 */
  const size_t try_from[] = {from, i}, try_to[] = {end + after, end};
  for (size_t f = 0; f < 2 && !mixed; f++)
    for (size_t t = 0; t < 2; t++)
      if (zb_quantity_try(s->a, spell(s, try_from[f], try_to[t]), &out->q)) {
        *out = (zb_number){.from = try_from[f], .to = try_to[t], .digits = i, .readable = true, .q = out->q};
        out->class = has_unit ? ZB_NUMBER_QUANTITY : ZB_NUMBER_PLAIN;
        return try_to[t];
      }
  for (k = number; mixed && one_of(peek(s, k), "十百千万亿余多");)
    k++;
  end = mixed ? unit_end(s, k) : number;
  *out = (zb_number){.from = i, .to = end, .digits = i, .class = ZB_NUMBER_PLAIN};
  return end;
}

/* --- dates -------------------------------------------------------------------------------------------------------- */

static long value_of(const scanner *s, size_t i, size_t end)
{
  long v = 0;
  for (; i < end && v < 1000000; i++)
    if (!digit(s->c[i]))
      return -1;
    else
      v = v * 10 + (long)(s->c[i] - '0');
  return v;
}

static bool year_value(const scanner *s, size_t i, size_t end)
{
  long v = value_of(s, i, end);
  return end - i == 4 && v >= 1900 && v < 2100;
}

/* Behind one part of a date at i: 2024年, 6月, 15日, 1季度, 21世纪, 90年代, 8时30分; 0 if it is none. */
static size_t date_part(const scanner *s, size_t i, bool after_month)
{
  size_t end = digits_end(s, i);
  long v = value_of(s, i, end);
  size_t k = end + (peek(s, end) == ' ');
  uint32_t c = peek(s, k), next = peek(s, k + 1);
  if (v < 0)
    return 0;
  if (c == 0x5E74 /* 年 */ && (year_value(s, i, end) || next == 0x4EE3 /* 代 */))
    return k + 1 + (next == 0x4EE3 || next == 0x5EA6 /* 度 */);
  if (c == 0x6708 /* 月 */ && v >= 1 && v <= 12)
    return k + 1;
  if ((c == 0x65E5 /* 日 */ || (c == 0x53F7 /* 号 */ && after_month)) && v >= 1 && v <= 31 &&
      (after_month || !one_of(next, "内以均夜游训限")))
    return k + 1;
  if (stands(s, k, "季度") && v >= 1 && v <= 4)
    return k + 2;
  if (stands(s, k, "世纪") || stands(s, k, "周年"))
    return k + 2;
  if (one_of(c, "时点") && v <= 24 && (c == 0x65F6 || digit(next) || one_of(next, "钟半整")))
    return k + 1;
  if (c == 0x5206 /* 分 */ && one_of(before(s, i), "时点"))
    return k + 1;
  return 0;
}

/* 2025-06-30, 2025/6/30, 2025.6.30: three numbers; 8:30. */
static size_t date_by_signs(const scanner *s, size_t i)
{
  size_t a = i, b, c;
  while (digit(peek(s, a)))
    a++;
  uint32_t sign = peek(s, a);
  if (one_of(sign, ":：∶") && a - i <= 2 && digit(peek(s, a + 1)) && digit(peek(s, a + 2)) && !digit(peek(s, a + 3)) &&
      value_of(s, i, a) <= 24 && value_of(s, a + 1, a + 3) < 60)
    return a + 3;
  if (!one_of(sign, "-/.") || !year_value(s, i, a))
    return 0;
  for (b = a + 1; digit(peek(s, b));)
    b++;
  long month = value_of(s, a + 1, b);
  if (b == a + 1 || month < 1 || month > 12)
    return 0;
  for (c = b + 1; peek(s, b) == sign && digit(peek(s, c));)
    c++;
  if (peek(s, b) == sign && c > b + 1 && value_of(s, b + 1, c) >= 1 && value_of(s, b + 1, c) <= 31)
    return c;
  return sign == '-' && b - a == 3 ? b : 0; /* 2024-05 */
}

/* A whole date at i: parts, ranges of them (1—3月, 2024-2026年), a bare year. 0 if it is none. */
static size_t date_at(const scanner *s, size_t i)
{
  size_t end = date_by_signs(s, i), number = digits_end(s, i);
  if (end)
    return end;
  bool range = one_of(peek(s, number), "-—–～~至、") && digit(peek(s, number + 1));
  size_t second = range ? date_part(s, number + 1, false) : 0;
  if (second && digits_end(s, number + 1) != second && !one_of(peek(s, number), "、"))
    end = second;
  else
    end = date_part(s, i, false);
  if (!end && year_value(s, i, number) && !unit_at(s, number) && scale_end(s, number) == number &&
      !letter(peek(s, number)) && !one_of(peek(s, number), "+·×:/%"))
    return number + (range && year_value(s, number + 1, digits_end(s, number + 1)) ? 5 : 0);
  for (size_t more; end && digit(peek(s, end)) && (more = date_part(s, end, before(s, end) == 0x6708)); end = more)
    ;
  return end;
}

/* --- codes -------------------------------------------------------------------------------------------------------- */

static bool word_char(uint32_t c)
{
  return digit(c) || letter(c);
}

/* Behind letters, digits and signs between them: 1+9+N, 2025Q1, 900×1200, 0977-8221234. */
static size_t code_end(const scanner *s, size_t i)
{
  while (word_char(peek(s, i)) || (one_of(peek(s, i), "+·×*/-._") && word_char(peek(s, i + 1))))
    i++;
  return i;
}

/* Is the number at i part of a code; then the code is [*from, result). */
static size_t code_at(const scanner *s, size_t i, size_t *from)
{
  size_t number = digits_end(s, i), end = code_end(s, i);
  uint32_t prev = before(s, i), next = peek(s, number);
  *from = i;
  size_t unit = unit_at(s, number);
  if (prev == '+' && i > 1 && !one_of(s->c[i - 2], "，。；：、（(长降幅比 ") && unit == 0) {
    *from = i - 1;
    return end;
  }
  if (one_of(next, "+·×*/") && (word_char(peek(s, number + 1)) || (next == '+' && zb_utf8_is_han(peek(s, number + 1)))))
    return end > number ? end : number + 1;
  if (letter(next) && unit == 0)
    return end;
  if (next == '-' && digit(peek(s, number + 1)) && (s->c[i] == '0' || end - number > PHONE_DIGITS))
    return end;
  if (next == 0x53F7 /* 号 */)
    return number + 1;
  bool bare = unit == 0 && scale_end(s, number) == number;
  if (bare && first_of(s, number, hotlines, COUNT(hotlines)))
    return number;
  bool plain = value_of(s, i, number) >= 0;
  return bare && plain && number - i >= PHONE_DIGITS && next != '%' ? number : 0;
}

/* Latin letters at i: a word; with the digits in it a code (N95, G315), unless a share follows (GDP8.6%). */
static size_t take_word(scanner *s, size_t i)
{
  size_t k = i, end = i;
  while (letter(peek(s, k)))
    k++;
  if (stands(s, k, "://") || peek(s, k) == '@') {
    while (end < s->n && s->c[end] > ' ' && s->c[end] < 0x7F)
      end++;
  } else {
    size_t number = digits_end(s, k);
    bool share =
        digit(peek(s, k)) && (one_of(peek(s, number), "%‰") || unit_at(s, number) || scale_end(s, number) > number);
    if (share && k - i > 1)
      return k;
    end = code_end(s, k);
  }
  for (size_t j = k; j < end; j++)
    if (digit(s->c[j])) {
      zb_push(s->a, &s->out, (zb_number){.from = i, .to = end, .digits = j, .class = ZB_NUMBER_CODE});
      break;
    }
  return end > k ? end : k;
}

/* --- ordinals, spans, ratios -------------------------------------------------------------------------------------- */

/* The number of an item: "1." "2、" "(3)" where a sentence may begin, or in brackets by itself. */
static bool item_number(const scanner *s, size_t i, size_t end)
{
  uint32_t prev = before(s, i), next = peek(s, end);
  if (one_of(prev, "(（") && one_of(next, ")）"))
    return value_of(s, i, end) >= 0 && end - i <= 2;
  bool start = i == 0 || one_of(prev, "。；：\n");
  return start && end - i <= 2 && (one_of(next, "、．)）") || (next == '.' && !digit(peek(s, end + 1))));
}

static bool ordinal_at(const scanner *s, size_t i, size_t end)
{
  if (before(s, i) == 0x7B2C /* 第 */ || (before(s, i) == ' ' && i > 1 && s->c[i - 2] == 0x7B2C) ||
      item_number(s, i, end))
    return true;
  bool bare = unit_at(s, end) == 0 && scale_end(s, end) == end;
  for (size_t k = 0; bare && k < COUNT(references); k++)
    if (ends_before(s, i, references[k]))
      return true;
  return false;
}

/* A length of time or way at [.., end) that a name goes on with: 15分钟学习圈, 3年行动计划. */
static bool name_follows(const scanner *s, const zb_number *x, size_t end)
{
  static const char *const lengths[] = {"年", "天", "日", "小时", "分钟", "秒", "公里", "里", "米", "步"};
  bool length = false;
  for (size_t k = 0; k < COUNT(lengths); k++)
    length = length || strcmp(x->q.unit, lengths[k]) == 0;
  if (!length || x->q.approx)
    return false;
  for (size_t k = end; k <= end + TAIL_CHARS && zb_utf8_is_han(peek(s, k)); k++)
    if (first_of(s, k, name_tails, COUNT(name_tails)))
      return true;
  return false;
}

static size_t ratio_at(const scanner *s, size_t i)
{
  size_t k = digits_end(s, i);
  return one_of(peek(s, k), ":：∶") && digit(peek(s, k + 1)) ? digits_end(s, k + 1) : 0;
}

/* --- one number --------------------------------------------------------------------------------------------------- */

static bool is_share(const zb_number *x)
{
  return strchr(x->q.unit, '%') || strstr(x->q.unit, "‰") || strstr(x->q.unit, "百分点") || x->q.decimals > 0;
}

static size_t classify(const scanner *s, size_t i, zb_number *x)
{
  size_t end, number = digits_end(s, i), from = i;
  *x = (zb_number){.from = i, .digits = i};
  if (ordinal_at(s, i, number)) {
    x->class = ZB_NUMBER_ORDINAL;
    end = number;
  } else if ((end = date_at(s, i)) > 0) {
    x->class = ZB_NUMBER_DATE;
  } else if ((end = ratio_at(s, i)) > 0) {
    x->class = ZB_NUMBER_RATIO;
  } else if ((end = code_at(s, i, &from)) > 0) {
    x->class = ZB_NUMBER_CODE;
    x->from = from;
  } else {
    end = take_quantity(s, i, x);
    if (in_name(s, i, x->readable && is_share(x)))
      x->class = ZB_NUMBER_NAME;
    else if (x->readable && name_follows(s, x, end))
      x->class = ZB_NUMBER_SPAN;
  }
  x->to = end;
  return end;
}

/* Counts the digit strings, 1,000.5 being one, and turns characters into bytes. */
static void finish(const scanner *s, zb_number *x)
{
  bool parts = x->class != ZB_NUMBER_DATE && x->class != ZB_NUMBER_CODE;
  for (size_t i = x->from; i < x->to; i++) {
    bool inner = i > x->from &&
                 (digit(s->c[i - 1]) || (parts && i > x->from + 1 && one_of(s->c[i - 1], ".,") && digit(s->c[i - 2])));
    x->runs += digit(s->c[i]) && !inner;
  }
  x->from = s->at[x->from];
  x->to = s->at[x->to];
  x->digits = s->at[x->digits];
}

zb_number *zb_scan(zb_arena *a, const char *text, size_t n, size_t *count)
{
  scanner s = {.a = a};
  decode(&s, text, n);
  find_quotes(&s);
  for (size_t i = 0; i < s.n;) {
    if (digit(s.c[i])) {
      zb_number x;
      i = classify(&s, i, &x);
      zb_push(a, &s.out, x);
    } else if (letter(s.c[i])) {
      i = take_word(&s, i);
    } else {
      i++;
    }
  }
  for (size_t i = 0; i < s.out.n; i++)
    finish(&s, &s.out.v[i]);
  *count = s.out.n;
  return s.out.v;
}

bool zb_number_allowed(zb_number_class class)
{
  static const bool allowed[] = {
#define ZB_NUMBER_CLASS(id, name, may, en, zh) [ZB_NUMBER_##id] = may,
#include "model/numberclass.def"
#undef ZB_NUMBER_CLASS
  };
  return allowed[class];
}

const char *zb_number_class_name(zb_number_class class)
{
  static const char *const name[] = {
#define ZB_NUMBER_CLASS(id, text, may, en, zh) [ZB_NUMBER_##id] = text,
#include "model/numberclass.def"
#undef ZB_NUMBER_CLASS
  };
  return name[class];
}

size_t zb_scan_unit(const char *text, size_t n)
{
  zb_arena *a = zb_arena_new();
  scanner s = {.a = a};
  decode(&s, text, n < 64 ? n : 64);
  size_t chars = s.n > 0 ? unit_at(&s, 0) : 0, bytes = s.at[chars];
  zb_arena_free(a);
  return bytes;
}
