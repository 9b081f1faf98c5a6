/* Setting a line: the slack is spent tier by tier, and every cluster gets its place to the unit. */
#include "text/compose.h"

/* No Han gap is opened further than this (1/1000 em): a line that would need more stays short. */
enum { HAN_MOST = 500 };

/* Blank cut at a line's start. After the first-line indent an opening mark follows the style (R20). */
static zb_u lead(const zb_para *p, size_t a)
{
  const zb_clu *k = &p->clu[a];
  if (a > 0 || k->klass != ZB_K_OP || p->style.indent <= 0 || p->style.opening == ZB_OPENING_HALF)
    return k->trim_l;
  return p->style.opening == ZB_OPENING_FULL ? 0 : k->advance;
}

static zb_u tail(const zb_para *p, size_t e)
{
  return p->clu[e - 1].trim_r;
}

int64_t zb_line_natural(const zb_para *p, size_t a, size_t e)
{
  if (a >= e)
    return 0;
  return p->sum[e - 1].x - p->sum[a].x + p->clu[e - 1].advance - lead(p, a) - tail(p, e);
}

zb_u zb_line_hang(const zb_para *p, size_t a, size_t e)
{
  if (!p->style.hanging || e < a + 2)
    return 0;
  const zb_clu *k = &p->clu[e - 1];
  uint32_t c = p->chars.v[k->ch].c;
  bool alone = p->clu[e - 2].trim_r == 0 && (k->klass == ZB_K_PAUSE || k->klass == ZB_K_STOP);
  return alone && (c == 0xFF0C || c == 0x3001 || c == 0x3002) ? k->advance - k->trim_r : 0;
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

zb_spend zb_line_spend(const zb_para *p, size_t a, size_t e, int64_t slack)
{
  zb_spend s = {.rest = slack};
  if (a >= e)
    return s;
  const zb_sums *from = &p->sum[a], *to = &p->sum[e - 1];
  if (slack < 0) {
    for (int t = 0; t < ZB_SHRINKS && s.rest < 0; t++) {
      s.shrink[t] = least(-s.rest, to->shrink[t] - from->shrink[t]);
      s.rest += s.shrink[t];
    }
    return s;
  }
  for (int t = 0; t < ZB_STRETCH_HAN && s.rest > 0; t++) {
    s.stretch[t] = least(s.rest, to->stretch[t] - from->stretch[t]);
    s.rest -= s.stretch[t];
  }
  int64_t shares = to->stretch[ZB_STRETCH_HAN] - from->stretch[ZB_STRETCH_HAN];
  s.stretch[ZB_STRETCH_HAN] = least(s.rest, shares * zb_u_muldiv(p->em, HAN_MOST, 1000));
  s.rest -= s.stretch[ZB_STRETCH_HAN];
  /* A line of Latin words only: its spaces take the rest. */
  if (s.rest > 0 && shares == 0 && to->stretch[ZB_STRETCH_SPACE] > from->stretch[ZB_STRETCH_SPACE]) {
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
  int64_t n = 0, k = 0;
  for (size_t i = l->a; i + 1 < l->e; i++)
    n += spreads(&p->gap[i]);
  for (size_t i = l->a; i < l->e; i++) {
    pos[i - l->a] = l->x + (zb_u)(p->sum[i].x - p->sum[l->a].x + share(slack, k, n)) - lead(p, l->a);
    if (i + 1 < l->e)
      k += spreads(&p->gap[i]);
  }
}

static int64_t line_slack(const zb_para *p, const zb_line *l)
{
  int64_t slack = l->measure - zb_line_natural(p, l->a, l->e) + (l->hangs ? zb_line_hang(p, l->a, l->e) : 0);
  return slack > 0 && !zb_line_justified(p, l) ? 0 : slack;
}

void zb_line_set(const zb_para *p, const zb_line *l, zb_u *pos)
{
  if (l->a >= l->e)
    return;
  int64_t natural = zb_line_natural(p, l->a, l->e);
  if (p->style.align == ZB_ALIGN_EVEN && natural < l->measure) {
    set_even(p, l, l->measure - natural, pos);
    return;
  }
  zb_spend s = zb_line_spend(p, l->a, l->e, line_slack(p, l));
  const zb_sums *from = &p->sum[l->a], *to = &p->sum[l->e - 1];
  for (size_t i = l->a; i < l->e; i++) {
    const zb_sums *at = &p->sum[i];
    int64_t x = at->x - from->x;
    for (int t = 0; t < ZB_SHRINKS; t++)
      x -= share(s.shrink[t], at->shrink[t] - from->shrink[t], to->shrink[t] - from->shrink[t]);
    for (int t = 0; t < ZB_STRETCHES; t++)
      x += share(s.stretch[t], at->stretch[t] - from->stretch[t], to->stretch[t] - from->stretch[t]);
    pos[i - l->a] = l->x + (zb_u)x - lead(p, l->a);
  }
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
  int64_t natural = zb_line_natural(p, l->a, l->e);
  zb_align align = p->style.align;
  l->x = offset;
  if (align == ZB_ALIGN_EVEN && natural < l->measure) {
    bool spread = can_spread(p, l);
    l->width = spread ? l->measure : (zb_u)natural;
    l->x += spread ? 0 : (l->measure - l->width) / 2;
    return;
  }
  int64_t slack = line_slack(p, l);
  zb_spend s = zb_line_spend(p, l->a, l->e, slack);
  l->width = (zb_u)(natural + slack - s.rest) - (l->hangs ? zb_line_hang(p, l->a, l->e) : 0);
  l->overfull = s.rest < -(p->em / 256 + 2);
  if (align == ZB_ALIGN_RIGHT)
    l->x += l->measure - l->width;
  else if (align == ZB_ALIGN_CENTER)
    l->x += (l->measure - l->width) / 2;
}
