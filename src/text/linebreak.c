/* The tailoring of UAX #14: first classes are reassigned by context and strictness, then some pairs decided. */
#include "text/linebreak.h"

#include <glib.h>

static bool is_letter(uint32_t c)
{
  return zb_cjk_latin(c) && !(c >= '0' && c <= '9');
}

/* --- reassigned classes ----------------------------------------------------------------------------------------- */

/* Under no strictness a mark of Chinese is like a Han; units and Latin text keep together all the same. */
static bool set_free(const zb_ch *ch, zb_lbprop p)
{
  if (ch->klass == ZB_K_DASH || ch->klass == ZB_K_NUM || ch->klass == ZB_K_SPC)
    return false;
  switch (p.klass) {
  case ZB_LB_NS:
  case ZB_LB_CJ:
  case ZB_LB_IN:
    return true;
  case ZB_LB_OP:
  case ZB_LB_CL:
  case ZB_LB_EX:
  case ZB_LB_IS:
  case ZB_LB_PO:
  case ZB_LB_PR:
    return p.width != ZB_LBW_NARROW;
  default:
    return ch->klass == ZB_K_OP || ch->klass == ZB_K_CL || ch->klass == ZB_K_MID || ch->klass == ZB_K_CONN ||
           ch->klass == ZB_K_SOL;
  }
}

/* Inside a number: full-width digits and separators, and the hyphen as a sign. */
static uint8_t number_class(uint8_t own)
{
  switch (own) {
  case ZB_LB_ID:
    return ZB_LB_NU;
  case ZB_LB_CL:
  case ZB_LB_NS:
    return ZB_LB_IS;
  case ZB_LB_HY:
    return ZB_LB_PR;
  default:
    return own;
  }
}

/* A single dash in Latin text, and 人才+产业: signs that join. */
static bool joins(const zb_chars *cs, size_t i)
{
  const zb_ch *ch = &cs->v[i];
  if (ch->c == 0x2014)
    return ch->klass != ZB_K_DASH;
  return ch->c == '+' && ch->klass == ZB_K_LAT && i > 0 && i + 1 < cs->n && zb_cjk_strong(cs->v[i - 1].c) &&
         zb_cjk_strong(cs->v[i + 1].c);
}

/* The class that a character breaks as; *rule is the one that asks for it if it is not its own. */
static uint8_t reassigned(const zb_chars *cs, size_t i, zb_lbprop p, zb_strictness s, zb_lbrule *rule)
{
  const zb_ch *ch = &cs->v[i];
  bool none = s == ZB_STRICT_NONE, loose = none || s == ZB_STRICT_BASIC;
  if (ch->flags & ZB_CH_URL)
    return p.klass;
  if ((none && set_free(ch, p)) || (loose && (ch->klass == ZB_K_ELL || ch->klass == ZB_K_SOL))) {
    *rule = ZB_LBRULE_R15;
    return ZB_LB_ID;
  }
  switch (ch->klass) {
  case ZB_K_OP:
    *rule = ZB_LBRULE_R3;
    return p.klass == ZB_LB_QU ? ZB_LB_OP : p.klass;
  case ZB_K_CL:
    *rule = ZB_LBRULE_R3;
    return p.klass == ZB_LB_QU ? ZB_LB_CL : p.klass;
  case ZB_K_MID:
    *rule = ZB_LBRULE_R5;
    return ZB_LB_NS;
  case ZB_K_CONN:
    *rule = ZB_LBRULE_R6;
    return ZB_LB_NS;
  case ZB_K_NUM:
    *rule = ZB_LBRULE_R10;
    return number_class(p.klass);
  default:
    *rule = ZB_LBRULE_R6;
    return joins(cs, i) ? ZB_LB_NS : p.klass;
  }
}

/* --- decided pairs ---------------------------------------------------------------------------------------------- */

static zb_lbrule start_rule(uint8_t k)
{
  switch (k) {
  case ZB_K_MID:
    return ZB_LBRULE_R5;
  case ZB_K_CONN:
    return ZB_LBRULE_R6;
  case ZB_K_SOL:
    return ZB_LBRULE_R7;
  case ZB_K_DASH:
  case ZB_K_ELL:
    return ZB_LBRULE_R8;
  default:
    return ZB_LBRULE_R1;
  }
}

static bool number_part(uint8_t l, uint8_t r)
{
  return (l == ZB_K_NUM && (r == ZB_K_NUM || r == ZB_K_POST)) || (l == ZB_K_PRE && r == ZB_K_NUM) ||
         (l == ZB_K_POST && r == ZB_K_POST);
}

/* A hyphen parts a word when two letters stand on either side. */
static bool word_hyphen(const zb_chars *cs, size_t i)
{
  return i >= 2 && i + 2 < cs->n && is_letter(cs->v[i - 1].c) && is_letter(cs->v[i - 2].c) &&
         is_letter(cs->v[i + 1].c) && is_letter(cs->v[i + 2].c);
}

/* After / . ? of an address, but not before another / or . */
static zb_lbdecision url_break(uint32_t l, uint32_t r)
{
  return (l == '/' || l == '.' || l == '?') && r != '/' && r != '.' ? ZB_LB_MAY : ZB_LB_NOT;
}

/* Inside Latin text: the breaks of UAX #14 that R12 does not want. */
static bool latin_unit(const zb_chars *cs, size_t i, const zb_lbprop *p, zb_lbrule *rule)
{
  const zb_ch *l = &cs->v[i], *r = &cs->v[i + 1];
  *rule = ZB_LBRULE_R12;
  if (l->klass != ZB_K_LAT)
    return false;
  if (p[i].klass == ZB_LB_SY)
    return r->klass == ZB_K_LAT || r->klass == ZB_K_NUM;
  if (p[i].klass == ZB_LB_HY || l->c == 0x2010)
    return (r->klass == ZB_K_LAT || r->klass == ZB_K_NUM) && !word_hyphen(cs, i);
  *rule = ZB_LBRULE_R11;
  return p[i].klass == ZB_LB_BA && l->c != '|' && r->klass == ZB_K_NUM;
}

/* The boundary after character i, for which UAX #14 with the reassigned classes says d. */
static zb_lbdecision tailored(const zb_chars *cs, size_t i, const zb_lbprop *p, zb_strictness s, zb_lbdecision d,
                              zb_lbrule *rule)
{
  const zb_ch *l = &cs->v[i], *r = &cs->v[i + 1];
  if (d == ZB_LB_MUST || r->klass == ZB_K_SPC)
    return d;
  *rule = ZB_LBRULE_R12;
  if (l->flags & r->flags & ZB_CH_URL)
    return url_break(l->c, r->c);
  if (d == ZB_LB_NOT)
    return d;
  *rule = ZB_LBRULE_R8;
  if ((l->klass == ZB_K_DASH || l->klass == ZB_K_ELL) && r->klass == l->klass)
    return ZB_LB_NOT;
  *rule = ZB_LBRULE_R10;
  if (number_part(l->klass, r->klass))
    return ZB_LB_NOT;
  if (l->klass == ZB_K_SPC && (l->c == 0x200B || r->klass == ZB_K_POST))
    return d; /* an asked-for break; "5 °C" */
  *rule = l->klass == ZB_K_SOL ? ZB_LBRULE_R7 : ZB_LBRULE_R2;
  if (zb_cjk_no_end((zb_kclass)l->klass, s))
    return ZB_LB_NOT;
  *rule = start_rule(r->klass);
  if (zb_cjk_no_start((zb_kclass)r->klass, s))
    return ZB_LB_NOT;
  return latin_unit(cs, i, p, rule) ? ZB_LB_NOT : d;
}

/* --- the face ----------------------------------------------------------------------------------------------------- */

/* The reassigned character nearest to the boundary after i: what made the difference. */
static uint8_t nearest_rule(const uint8_t *of_char, size_t n, size_t i)
{
  if (i + 1 < n && of_char[i + 1])
    return of_char[i + 1];
  for (size_t k = i + 1; k > 0; k--)
    if (of_char[k - 1])
      return of_char[k - 1];
  for (size_t k = i + 2; k < n; k++)
    if (of_char[k])
      return of_char[k];
  return ZB_LBRULE_NONE;
}

/* Names the rule of every boundary that untailored UAX #14 decides otherwise. */
static void explain(const zb_lbprop *own, const uint8_t *of_char, size_t n, const uint8_t *out, uint8_t *rule)
{
  uint8_t *plain = g_new0(uint8_t, n + 1);
  zb_uax14(own, n, plain);
  for (size_t i = 0; i + 1 < n; i++) {
    if (plain[i] == out[i])
      rule[i] = ZB_LBRULE_NONE;
    else if (rule[i] == ZB_LBRULE_NONE)
      rule[i] = nearest_rule(of_char, n, i);
  }
  g_free(plain);
}

void zb_linebreak(const zb_chars *cs, zb_strictness s, uint8_t *out, uint8_t *rule)
{
  zb_lbprop *own = g_new(zb_lbprop, cs->n + 1), *prop = g_new(zb_lbprop, cs->n + 1);
  uint8_t *of_char = rule ? g_new0(uint8_t, cs->n + 1) : NULL;
  for (size_t i = 0; i < cs->n; i++) {
    zb_lbrule why = ZB_LBRULE_NONE;
    prop[i] = own[i] = zb_uax14_prop(cs->v[i].c);
    prop[i].klass = reassigned(cs, i, own[i], s, &why);
    if (prop[i].klass == own[i].klass)
      continue;
    prop[i].width = ZB_LBW_WIDE; /* it stands among Han */
    if (rule)
      of_char[i] = (uint8_t)why;
  }
  zb_uax14(prop, cs->n, out);
  for (size_t i = 0; i + 1 < cs->n; i++) {
    zb_lbrule why = ZB_LBRULE_NONE;
    zb_lbdecision d = tailored(cs, i, own, s, (zb_lbdecision)out[i], &why);
    if (rule)
      rule[i] = d != (zb_lbdecision)out[i] ? (uint8_t)why : (uint8_t)ZB_LBRULE_NONE;
    out[i] = (uint8_t)d;
  }
  if (rule)
    explain(own, of_char, cs->n, out, rule);
  g_free(of_char);
  g_free(own);
  g_free(prop);
}
