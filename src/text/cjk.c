/* Classes of characters by context, for line breaking and spacing: CLREQ's classes, GB/T 15834 marks, numeric tokens.
 */
#include "text/cjk.h"

#include <glib.h>

#include "base/utf8.h"
#include "text/compose.h"
#include "text/uax14.h"

bool zb_cjk_strong(uint32_t c)
{
  if (c < 0x1100)
    return false;
  return zb_uax14_prop(c).width == ZB_LBW_WIDE;
}

bool zb_cjk_latin(uint32_t c)
{
  return c < 0x1100 ? g_unichar_isalnum((gunichar)c) : (c >= 0x1E00 && c <= 0x1FFF);
}

bool zb_cjk_ambiguous(uint32_t c)
{
  switch (c) {
  case 0x00B7: /* · */
  case 0x00D7: /* × */
  case 0x00F7: /* ÷ */
  case 0x00B1: /* ± */
  case 0x00B0: /* ° */
  case 0x2014: /* — */
  case 0x2018:
  case 0x2019:
  case 0x201C:
  case 0x201D:
  case 0x2022: /* • */
  case 0x2026: /* … */
  case 0x2027: /* ‧ */
  case 0x2030: /* ‰ */
  case 0x2103: /* ℃ */
  case 0x2116: /* № */
    return true;
  default:
    return false;
  }
}

bool zb_cjk_measure_word(uint32_t c)
{
  static const char words[] = "个年月日条项万亿千百名人家户村次批天周岁时分秒元件所处级届期季度倍吨亩米里克只辆座场支位"
                              "类组套篇册部步块章节种队班门间届起份"
                              "％个多余";
  if (c < 0x2E80)
    return false;
  for (const char *p = words; *p;)
    if (zb_utf8_next(&p) == c)
      return true;
  return false;
}

typedef struct zb_kstrict {
  uint8_t start, end;
} zb_kstrict;

static const zb_kstrict strict_table[ZB_K_COUNT] = {
#define ZB_KCLASS(id, start, end) [ZB_K_##id] = {start, end},
#include "text/kclass.def"
#undef ZB_KCLASS
};

/* Rank of a strictness: none 0, basic 1, GB 2, strict 3. */
static int rank(zb_strictness s)
{
  static const uint8_t r[] = {[ZB_STRICT_GB] = 2, [ZB_STRICT_NONE] = 0, [ZB_STRICT_BASIC] = 1, [ZB_STRICT_STRICT] = 3};
  return r[s];
}

bool zb_cjk_no_start(zb_kclass k, zb_strictness s)
{
  return strict_table[k].start != 0 && strict_table[k].start <= rank(s);
}

bool zb_cjk_no_end(zb_kclass k, zb_strictness s)
{
  return strict_table[k].end != 0 && strict_table[k].end <= rank(s);
}

static bool digit(uint32_t c)
{
  return (c >= '0' && c <= '9') || (c >= 0xFF10 && c <= 0xFF19);
}

/* Groups of digits: 1 234 567. */
static bool thin_space(uint32_t c)
{
  return c == 0x2009 || c == 0x202F;
}

/* Separators inside a number, half and full width. */
static bool separator(uint32_t c)
{
  return c == '.' || c == ',' || c == ':' || c == '/' || c == 0xFF0E || c == 0xFF0C || c == 0xFF1A || thin_space(c);
}

static bool sign(uint32_t c)
{
  return c == '+' || c == '-' || c == 0x2212 || c == 0xFF0D || c == 0xFF0B || c == 0xB1;
}

static bool postfix(uint32_t c)
{
  return c == '%' || c == 0x2030 || c == 0xB0 || c == 0x2103 || c == 0xFF05 || c == 0x2109;
}

static bool prefix(uint32_t c)
{
  return c == 0xA5 || c == 0xFFE5 || c == '$' || c == 0xFF04 || c == 0x2116 || c == 0xA3 || c == 0x20AC;
}

static zb_kclass base_class(uint32_t c)
{
  switch (c) {
  case ' ':
  case 0x3000:
  case 0x2000:
  case 0x2001:
  case 0x2002:
  case 0x2003:
  case 0x2004:
  case 0x2005:
  case 0x2006:
  case 0x2008:
  case 0x2009:
  case 0x200A:
  case 0x200B:
    return ZB_K_SPC;
  case 0x300A:
  case 0x3008:
  case 0x300C:
  case 0x300E:
  case 0x3010:
  case 0x3014:
  case 0x3016:
  case 0x301D:
  case 0xFF08:
  case 0xFF3B:
  case 0xFF5B:
  case 0xFF5F:
    return ZB_K_OP;
  case 0x300B:
  case 0x3009:
  case 0x300D:
  case 0x300F:
  case 0x3011:
  case 0x3015:
  case 0x3017:
  case 0x301E:
  case 0x301F:
  case 0xFF09:
  case 0xFF3D:
  case 0xFF5D:
  case 0xFF60:
    return ZB_K_CL;
  case 0xFF0C:
  case 0x3001:
  case 0xFF1B:
  case 0xFF1A:
    return ZB_K_PAUSE;
  case 0x3002:
  case 0xFF1F:
  case 0xFF01:
  case 0xFF0E:
  case 0xFF61:
    return ZB_K_STOP;
  case 0x30FB:
  case 0x2022:
  case 0x2027:
  case 0x00B7:
    return ZB_K_MID;
  case 0xFF5E:
  case 0x301C:
  case 0x2013:
  case 0xFF0D:
    return ZB_K_CONN;
  case 0xFF0F:
    return ZB_K_SOL;
  case 0x2026:
    return ZB_K_ELL;
  case '(':
  case '[':
  case '{':
    return ZB_K_LOP;
  case ')':
  case ']':
  case '}':
  case ',':
  case '.':
  case ':':
  case ';':
  case '!':
  case '?':
    return ZB_K_LCL;
  default:
    break;
  }
  if (prefix(c))
    return ZB_K_PRE;
  if (postfix(c))
    return ZB_K_POST;
  if (digit(c))
    return ZB_K_NUM;
  return zb_cjk_strong(c) ? ZB_K_HAN : ZB_K_LAT;
}

/* --- context of ambiguous marks (R23) ------------------------------------------------------------------------- */

enum side { NONE, HAN, LATIN };

static enum side strong_side(const zb_ch *ch)
{
  if (zb_cjk_strong(ch->c))
    return HAN;
  return zb_cjk_latin(ch->c) ? LATIN : NONE;
}

static bool is_quote(uint32_t c)
{
  return c == 0x2018 || c == 0x2019 || c == 0x201C || c == 0x201D;
}

/* Nearest strong neighbours: both Latin is Latin; a missing side counts as the other in a text without any Han. */
static void resolve_marks(zb_chars *cs, bool any_han)
{
  enum side before = NONE;
  size_t i = 0;
  while (i < cs->n) {
    enum side s = strong_side(&cs->v[i]);
    if (s != NONE) {
      before = s;
      i++;
      continue;
    }
    size_t e = i;
    while (e < cs->n && strong_side(&cs->v[e]) == NONE)
      e++;
    enum side after = e < cs->n ? strong_side(&cs->v[e]) : NONE;
    bool latin = !any_han || (before == LATIN && after == LATIN);
    for (; i < e; i++)
      if (zb_cjk_ambiguous(cs->v[i].c))
        cs->v[i].flags |= latin ? ZB_CH_LATIN_FONT : ZB_CH_HAN_FONT;
  }
}

/* Both quotes of a pair take the face of the one that has Han beside it. An apostrophe (letters on both sides) is no
 * quote. */
static void resolve_quotes(zb_chars *cs)
{
  enum { DEPTH = 8 };
  size_t stack[2][DEPTH], depth[2] = {0, 0};
  for (size_t i = 0; i < cs->n; i++) {
    uint32_t c = cs->v[i].c;
    if (!is_quote(c))
      continue;
    int kind = c >= 0x201C;
    bool apostrophe =
        c == 0x2019 && i > 0 && i + 1 < cs->n && zb_cjk_latin(cs->v[i - 1].c) && zb_cjk_latin(cs->v[i + 1].c);
    if (apostrophe)
      continue;
    if (c == 0x2018 || c == 0x201C) {
      if (depth[kind] < DEPTH)
        stack[kind][depth[kind]++] = i;
      continue;
    }
    cs->v[i].flags |= ZB_CH_CLOSE;
    if (depth[kind] == 0)
      continue;
    zb_ch *open = &cs->v[stack[kind][--depth[kind]]], *close = &cs->v[i];
    if ((open->flags | close->flags) & ZB_CH_HAN_FONT) {
      open->flags = (uint8_t)((open->flags & ~ZB_CH_LATIN_FONT) | ZB_CH_HAN_FONT);
      close->flags = (uint8_t)((close->flags & ~ZB_CH_LATIN_FONT) | ZB_CH_HAN_FONT);
    }
  }
}

/* --- classes by context --------------------------------------------------------------------------------------- */

static uint8_t klass_at(const zb_chars *cs, size_t i)
{
  return i < cs->n ? cs->v[i].klass : ZB_K_COUNT;
}

static bool western(uint8_t k)
{
  return k == ZB_K_NUM || k == ZB_K_LAT;
}

/* Marks that are themselves only between Han. */
static void by_neighbours(zb_chars *cs, size_t i)
{
  zb_ch *ch = &cs->v[i];
  bool latin = (ch->flags & ZB_CH_LATIN_FONT) != 0;
  uint32_t before = i > 0 ? cs->v[i - 1].c : 0, after = i + 1 < cs->n ? cs->v[i + 1].c : 0;
  bool beside_han = zb_cjk_strong(before) || zb_cjk_strong(after);
  bool between_latin = zb_cjk_latin(before) && zb_cjk_latin(after);
  switch (ch->c) {
  case 0x201C:
  case 0x2018:
  case 0x201D:
  case 0x2019: {
    bool opens = ch->c == 0x201C || ch->c == 0x2018;
    if (ch->c == 0x2019 && latin && between_latin)
      ch->klass = ZB_K_LAT; /* apostrophe */
    else
      ch->klass = latin ? (opens ? ZB_K_LOP : ZB_K_LCL) : (opens ? ZB_K_OP : ZB_K_CL);
    break;
  }
  case 0x2014:
    if (before == 0x2014 || after == 0x2014)
      ch->klass = ZB_K_DASH;
    else
      ch->klass = latin ? ZB_K_LAT : ZB_K_CONN;
    break;
  case 0x2026:
    ch->klass = latin ? ZB_K_LCL : ZB_K_ELL;
    break;
  case 0x00B7:
  case 0x2022:
  case 0x2027:
    ch->klass = latin ? ZB_K_LAT : ZB_K_MID;
    break;
  case '-':
  case 0x2013:
  case 0x2010:
    ch->klass = beside_han && !zb_cjk_latin(before) && !zb_cjk_latin(after) ? ZB_K_CONN : ZB_K_LAT;
    break;
  case '/':
    ch->klass = beside_han && !(ch->flags & ZB_CH_URL) ? ZB_K_SOL : ZB_K_LAT;
    break;
  default:
    break;
  }
  if (ch->flags & ZB_CH_URL)
    ch->klass = ZB_K_LAT;
}

/* R10: from the first digit at i, the token that holds it is one box. Returns its end. */
static size_t number(zb_chars *cs, size_t i)
{
  size_t a = i, e = i;
  if (a > 0 && sign(cs->v[a - 1].c) && (a < 2 || !western(klass_at(cs, a - 2))))
    cs->v[--a].klass = ZB_K_NUM;
  if (a > 0 && prefix(cs->v[a - 1].c))
    a--; /* keeps class PRE: it never ends a line */
  while (e < cs->n) {
    if (digit(cs->v[e].c))
      e++;
    else if (separator(cs->v[e].c) && e + 1 < cs->n && digit(cs->v[e + 1].c) &&
             (cs->v[e].c < 0x7F || thin_space(cs->v[e].c) || (cs->v[e - 1].c > 0x7F && cs->v[e + 1].c > 0x7F)))
      e++;
    else
      break;
  }
  while (e < cs->n && postfix(cs->v[e].c))
    e++;
  for (size_t k = i; k < e; k++)
    if (!postfix(cs->v[k].c))
      cs->v[k].klass = ZB_K_NUM;
  return e;
}

void zb_cjk_classify(zb_chars *cs)
{
  bool any_han = false;
  for (size_t i = 0; i < cs->n; i++) {
    cs->v[i].klass = (uint8_t)base_class(cs->v[i].c);
    any_han = any_han || zb_cjk_strong(cs->v[i].c);
  }
  resolve_marks(cs, any_han);
  resolve_quotes(cs);
  for (size_t i = 0; i < cs->n; i++)
    by_neighbours(cs, i);
  for (size_t i = 0; i < cs->n;)
    i = digit(cs->v[i].c) && !(cs->v[i].flags & ZB_CH_URL) ? number(cs, i) : i + 1;
}
