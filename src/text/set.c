/* Setting a line: the slack is spent tier by tier, and every cluster gets its place to the unit. */
#include "base/utf8.h"
#include "text/compose.h"

/* No Han gap is opened further than this (1/1000 em): a line that would need more stays short. */
enum { HAN_MOST = 500 };

/* After the first-line indent an opening mark follows the style (R20). */
zb_u zb_line_lead(const zb_para *p, size_t a)
{
  const zb_clu *k = &p->clu[a];
  if (p->style.grid) /* nothing is cut; what the padding before Latin text would have taken is added behind it */
    return a > 0 && !zb_clu_on_grid(p, a) ? -p->gap[a - 1].natural : 0;
  if (a > 0 || k->klass != ZB_K_OP || p->style.indent <= 0 || p->style.opening == ZB_OPENING_HALF)
    return zb_clu_head(k);
  return p->style.opening == ZB_OPENING_FULL ? 0 : k->advance;
}

zb_caps zb_line_caps(const zb_para *p, size_t a, size_t e)
{
  zb_caps c = {0};
  if (a >= e)
    return c;
  c.natural = p->clu[e - 1].advance - zb_line_lead(p, a) - zb_clu_tail(&p->clu[e - 1]);
  for (size_t i = a; i + 1 < e; i++) {
    const zb_gap *g = &p->gap[i];
    c.natural += p->clu[i].advance + g->natural;
    if (g->shrink_tier >= 0)
      c.shrink[g->shrink_tier] += g->shrink;
    if (g->stretch_tier >= 0 && g->stretch_tier != ZB_STRETCH_HAN)
      c.stretch[g->stretch_tier] += g->stretch;
    c.stretch[ZB_STRETCH_HAN] += g->share;
  }
  return c;
}

zb_u zb_line_hang(const zb_para *p, size_t a, size_t e)
{
  if (!p->style.hanging || e < a + 2)
    return 0;
  const zb_clu *k = &p->clu[e - 1];
  const char *at = p->text + k->byte;
  uint32_t c = zb_utf8_next(&at);
  bool alone = zb_clu_tail(&p->clu[e - 2]) == 0 && (k->klass == ZB_K_PAUSE || k->klass == ZB_K_STOP);
  return alone && (c == 0xFF0C || c == 0x3001 || c == 0x3002) ? k->advance - k->trim : 0;
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

zb_spend zb_spend_slack(const zb_caps *caps, zb_u em, int64_t slack)
{
  zb_spend s = {.rest = slack};
  if (slack < 0) {
    for (int t = 0; t < ZB_SHRINKS && s.rest < 0; t++) {
      s.shrink[t] = least(-s.rest, caps->shrink[t]);
      s.rest += s.shrink[t];
    }
    return s;
  }
  for (int t = 0; t < ZB_STRETCH_HAN && s.rest > 0; t++) {
    s.stretch[t] = least(s.rest, caps->stretch[t]);
    s.rest -= s.stretch[t];
  }
  int64_t shares = caps->stretch[ZB_STRETCH_HAN];
  s.stretch[ZB_STRETCH_HAN] = least(s.rest, shares * zb_u_muldiv(em, HAN_MOST, 1000));
  s.rest -= s.stretch[ZB_STRETCH_HAN];
  /* A line of Latin words only: its spaces take the rest. */
  if (s.rest > 0 && shares == 0 && caps->stretch[ZB_STRETCH_SPACE] > 0) {
    s.stretch[ZB_STRETCH_SPACE] += s.rest;
    s.rest = 0;
  }
  return s;
}

bool zb_line_justified(const zb_para *p, const zb_line *l)
{
  return p->style.align == ZB_ALIGN_JUSTIFY && !l->last;
}

/* Part of `used` that falls on the first `part` of `whole`. */
static int64_t share(int64_t used, int64_t part, int64_t whole)
{
  return whole > 0 ? used * part / whole : 0;
}

static bool spreads(const zb_gap *g)
{
  return g->share > 0 || g->stretch_tier >= 0;
}

/* 均排 (R40): equal additions at all places that may open. */
static void set_even(const zb_para *p, const zb_line *l, int64_t slack, zb_u *pos)
{
  int64_t n = 0, k = 0, x = -zb_line_lead(p, l->a);
  for (size_t i = l->a; i + 1 < l->e; i++)
    n += spreads(&p->gap[i]);
  for (size_t i = l->a; i < l->e; i++) {
    pos[i - l->a] = l->x + (zb_u)(x + share(slack, k, n));
    if (i + 1 < l->e) {
      k += spreads(&p->gap[i]);
      x += p->clu[i].advance + p->gap[i].natural;
    }
  }
}

static int64_t line_slack(const zb_para *p, const zb_line *l, int64_t natural)
{
  int64_t slack = l->measure - natural + (l->hangs ? zb_line_hang(p, l->a, l->e) : 0);
  return slack > 0 && !zb_line_justified(p, l) ? 0 : slack;
}

/* Places the clusters; what each tier gives or takes is shared out over its gaps so that the sums are exact. */
static void set_line(const zb_para *p, const zb_line *l, const zb_caps *caps, const zb_spend *s, zb_u *pos)
{
  zb_caps at = {.natural = -zb_line_lead(p, l->a)};
  for (size_t i = l->a; i < l->e; i++) {
    int64_t x = at.natural;
    for (int t = 0; t < ZB_SHRINKS; t++)
      x -= share(s->shrink[t], at.shrink[t], caps->shrink[t]);
    for (int t = 0; t < ZB_STRETCHES; t++)
      x += share(s->stretch[t], at.stretch[t], caps->stretch[t]);
    pos[i - l->a] = l->x + (zb_u)x;
    if (i + 1 == l->e)
      return;
    const zb_gap *g = &p->gap[i];
    at.natural += p->clu[i].advance + g->natural;
    if (g->shrink_tier >= 0)
      at.shrink[g->shrink_tier] += g->shrink;
    if (g->stretch_tier >= 0 && g->stretch_tier != ZB_STRETCH_HAN)
      at.stretch[g->stretch_tier] += g->stretch;
    at.stretch[ZB_STRETCH_HAN] += g->share;
  }
}

void zb_line_set(const zb_para *p, const zb_line *l, zb_u *pos)
{
  if (l->a >= l->e)
    return;
  zb_caps caps = zb_line_caps(p, l->a, l->e);
  if (p->style.align == ZB_ALIGN_EVEN && caps.natural < l->measure) {
    set_even(p, l, l->measure - caps.natural, pos);
    return;
  }
  zb_spend s = zb_spend_slack(&caps, p->em, line_slack(p, l, caps.natural));
  set_line(p, l, &caps, &s, pos);
  for (size_t i = l->a; p->style.grid && i < l->e && !zb_clu_on_grid(p, i); i++)
    pos[i - l->a] += zb_line_lead(p, l->a);
}

static bool can_spread(const zb_para *p, const zb_line *l)
{
  for (size_t i = l->a; i + 1 < l->e; i++)
    if (spreads(&p->gap[i]))
      return true;
  return false;
}

void zb_line_place(const zb_para *p, zb_line *l, zb_u offset)
{
  zb_caps caps = zb_line_caps(p, l->a, l->e);
  zb_align align = p->style.align;
  l->x = offset;
  if (align == ZB_ALIGN_EVEN && caps.natural < l->measure) {
    bool spread = can_spread(p, l);
    l->width = spread ? l->measure : (zb_u)caps.natural;
    l->x += spread ? 0 : (l->measure - l->width) / 2;
    return;
  }
  int64_t slack = line_slack(p, l, caps.natural);
  zb_spend s = zb_spend_slack(&caps, p->em, slack);
  l->width = (zb_u)(caps.natural + slack - s.rest) - (l->hangs ? zb_line_hang(p, l->a, l->e) : 0);
  l->overfull = s.rest < -(p->em / 256 + 2);
  if (align == ZB_ALIGN_RIGHT)
    l->x += l->measure - l->width;
  else if (align == ZB_ALIGN_CENTER)
    l->x += (l->measure - l->width) / 2;
}
