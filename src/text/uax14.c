/* UAX #14 revision 50 (Unicode 15), with the regular expression for numbers (8.2, example 7) as LineBreakTest.txt has
 * it. */
#include "text/uax14.h"

#include <stdbool.h>

/* First code point of a range with what it has: first << 11 | class << 3 | width. */
static const uint32_t table[] = {
#define WIDTH(w) ZB_LBW_##w
#define ZB_LBR(first, k, w) (uint32_t)(first) << 11 | (uint32_t)ZB_LB_##k << 3 | (uint32_t)WIDTH(w),
#include "text/lbtable.def"
#undef ZB_LBR
#undef WIDTH
};

zb_lbprop zb_uax14_prop(uint32_t c)
{
  if (c >= 0x4E00 && c <= 0x9FFF) /* most of all text */
    return (zb_lbprop){ZB_LB_ID, ZB_LBW_WIDE};
  if (c >= 0xAC00 && c <= 0xD7A3)
    return (zb_lbprop){(c - 0xAC00) % 28 == 0 ? ZB_LB_H2 : ZB_LB_H3, ZB_LBW_WIDE};
  size_t lo = 0, hi = sizeof table / sizeof *table; /* the last range that begins at or before c */
  while (hi - lo > 1) {
    size_t mid = (lo + hi) / 2;
    if (table[mid] >> 11 <= c)
      lo = mid;
    else
      hi = mid;
  }
  return (zb_lbprop){(uint8_t)(table[lo] >> 3 & 0xFF), (uint8_t)(table[lo] & 7)};
}

enum number { NO_NUMBER, IN_NUMBER, NUMBER_CLOSED };

/* What the rules look back at. Classes are those after LB9 and LB10. */
typedef struct past {
  zb_lb raw;          /* of the character before the boundary */
  zb_lb prev;         /* the same, combining marks counted to their base */
  zb_lb before;       /* before prev */
  zb_lb solid;        /* the last that is no space; SP when there is none */
  zb_lbwidth width;   /* of prev */
  enum number number; /* LB25 */
  bool odd_flags;     /* an odd number of regional indicators stands before the boundary */
} past;

static bool is_any(zb_lb k, uint64_t set)
{
  return (set >> k & 1) != 0;
}

#define S(k) ((uint64_t)1 << ZB_LB_##k)
static const uint64_t HARD = S(BK) | S(CR) | S(LF) | S(NL), LETTER = S(AL) | S(HL), AFFIX = S(PR) | S(PO),
                      IDEO = S(ID) | S(EB) | S(EM), CLOSER = S(CL) | S(CP),
                      JAMO = S(JL) | S(JV) | S(JT) | S(H2) | S(H3);

static bool hard_after(zb_lb raw, zb_lb cur)
{
  return is_any(raw, HARD) && !(raw == ZB_LB_CR && cur == ZB_LB_LF);
}

/* LB1: what is left of it. */
static zb_lb resolved(zb_lb k)
{
  return k == ZB_LB_AI ? ZB_LB_AL : k == ZB_LB_CJ ? ZB_LB_NS : k;
}

/* Does cur belong to the character before it (LB9)? */
static bool attaches(const past *p, zb_lb cur)
{
  return (cur == ZB_LB_CM || cur == ZB_LB_ZWJ) && !is_any(p->prev, HARD | S(SP) | S(ZW));
}

/* LB25: a number may stand behind (PR | PO) and a bracket. */
static bool digit_follows(const zb_lbprop *v, size_t n, size_t i)
{
  do
    i++;
  while (i < n && (v[i].klass == ZB_LB_CM || v[i].klass == ZB_LB_ZWJ));
  return i < n && v[i].klass == ZB_LB_NU;
}

static bool narrow(zb_lbwidth w)
{
  return w != ZB_LBW_WIDE && w != ZB_LBW_HALF;
}

/* LB26 and LB27. */
static bool hangul(zb_lb l, zb_lb r)
{
  switch (l) {
  case ZB_LB_JL:
    return is_any(r, S(JL) | S(JV) | S(H2) | S(H3) | S(PO));
  case ZB_LB_JV:
  case ZB_LB_H2:
    return is_any(r, S(JV) | S(JT) | S(PO));
  case ZB_LB_JT:
  case ZB_LB_H3:
    return is_any(r, S(JT) | S(PO));
  default:
    return l == ZB_LB_PR && is_any(r, JAMO);
  }
}

/* LB23 to LB25: letters, numbers and their signs. */
static bool numeric(const past *p, zb_lb r, bool digit_next)
{
  zb_lb l = p->prev;
  if ((is_any(l, LETTER) && r == ZB_LB_NU) || (l == ZB_LB_NU && is_any(r, LETTER)))
    return true;
  if ((l == ZB_LB_PR && is_any(r, IDEO)) || (is_any(l, IDEO) && r == ZB_LB_PO))
    return true;
  if ((is_any(l, AFFIX) && is_any(r, LETTER)) || (is_any(l, LETTER) && is_any(r, AFFIX)))
    return true;
  if (is_any(l, AFFIX) && (r == ZB_LB_NU || (r == ZB_LB_OP && digit_next)))
    return true;
  if (is_any(l, S(OP) | S(HY)) && r == ZB_LB_NU)
    return true;
  if (p->number == IN_NUMBER && is_any(r, S(NU) | S(SY) | S(IS) | CLOSER))
    return true;
  return p->number != NO_NUMBER && is_any(r, AFFIX);
}

/* LB19 to LB31, for neighbours without a space between. */
static zb_lbdecision pair(const past *p, zb_lb r, zb_lbwidth width, bool digit_next)
{
  zb_lb l = p->prev;
  if (l == ZB_LB_QU || r == ZB_LB_QU)
    return ZB_LB_NOT;
  if (l == ZB_LB_CB || r == ZB_LB_CB)
    return ZB_LB_MAY;
  if (is_any(r, S(BA) | S(HY) | S(NS) | S(IN)) || l == ZB_LB_BB)
    return ZB_LB_NOT;
  if ((p->before == ZB_LB_HL && is_any(l, S(HY) | S(BA))) || (l == ZB_LB_SY && r == ZB_LB_HL))
    return ZB_LB_NOT;
  if (numeric(p, r, digit_next) || hangul(l, r))
    return ZB_LB_NOT;
  if (is_any(l, LETTER | S(IS)) && is_any(r, LETTER))
    return ZB_LB_NOT;
  if (is_any(l, LETTER | S(NU)) && r == ZB_LB_OP && narrow(width))
    return ZB_LB_NOT;
  if (l == ZB_LB_CP && narrow(p->width) && is_any(r, LETTER | S(NU)))
    return ZB_LB_NOT;
  if (l == ZB_LB_RI && r == ZB_LB_RI)
    return p->odd_flags ? ZB_LB_NOT : ZB_LB_MAY;
  if (r == ZB_LB_EM && (l == ZB_LB_EB || p->width == ZB_LBW_PICT))
    return ZB_LB_NOT;
  return ZB_LB_MAY;
}

/* The boundary between what is past and a character of class r. */
static zb_lbdecision decide(const past *p, zb_lb r, zb_lbwidth width, bool digit_next)
{
  if (is_any(p->raw, HARD))
    return hard_after(p->raw, r) ? ZB_LB_MUST : ZB_LB_NOT;
  if (is_any(r, HARD | S(SP) | S(ZW)))
    return ZB_LB_NOT;
  if (p->solid == ZB_LB_ZW)
    return ZB_LB_MAY;
  if (p->raw == ZB_LB_ZWJ || attaches(p, r))
    return ZB_LB_NOT;
  r = r == ZB_LB_CM || r == ZB_LB_ZWJ ? ZB_LB_AL : r;
  if (r == ZB_LB_WJ || p->prev == ZB_LB_WJ || p->prev == ZB_LB_GL)
    return ZB_LB_NOT;
  if (r == ZB_LB_GL && !is_any(p->prev, S(SP) | S(BA) | S(HY)))
    return ZB_LB_NOT;
  if (is_any(r, S(EX) | S(IS) | S(SY) | CLOSER) || p->solid == ZB_LB_OP)
    return ZB_LB_NOT;
  if ((p->solid == ZB_LB_QU && r == ZB_LB_OP) || (is_any(p->solid, CLOSER) && r == ZB_LB_NS) ||
      (p->solid == ZB_LB_B2 && r == ZB_LB_B2))
    return ZB_LB_NOT;
  return p->prev == ZB_LB_SP ? ZB_LB_MAY : pair(p, r, width, digit_next);
}

static enum number number_after(const past *p, zb_lb k)
{
  if (k == ZB_LB_NU || (p->number == IN_NUMBER && is_any(k, S(SY) | S(IS))))
    return IN_NUMBER;
  return p->number == IN_NUMBER && is_any(k, CLOSER) ? NUMBER_CLOSED : NO_NUMBER;
}

/* Moves over a character. */
static void pass(past *p, zb_lb k, zb_lbwidth width, bool first)
{
  p->raw = k;
  if (!first && attaches(p, k))
    return;
  k = k == ZB_LB_CM || k == ZB_LB_ZWJ ? ZB_LB_AL : k;
  p->number = number_after(p, k);
  p->odd_flags = k == ZB_LB_RI && !p->odd_flags;
  p->before = p->prev;
  p->prev = k;
  p->width = width;
  if (k != ZB_LB_SP)
    p->solid = k;
}

void zb_uax14(const zb_lbprop *v, size_t n, uint8_t *out)
{
  past p = {.prev = ZB_LB_SP, .before = ZB_LB_SP, .solid = ZB_LB_SP};
  for (size_t i = 0; i < n; i++) {
    zb_lb k = resolved((zb_lb)v[i].klass);
    if (i > 0)
      out[i - 1] = (uint8_t)decide(&p, k, (zb_lbwidth)v[i].width, k == ZB_LB_OP && digit_follows(v, n, i));
    pass(&p, k, (zb_lbwidth)v[i].width, i == 0);
  }
}
