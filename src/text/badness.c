/* How bad a line is. Badness 100 is a Han gap opened by 0.06 em, or two tiers of marks shrunk to a half em. */
#include "text/badness.h"

enum { BAD_OVERFULL = 200000, PEN_HANG = 3 };
/* In 1/1000 em: the Han gap of badness 100, which grows with its square, and the one beyond which all are alike. */
enum { GAP_BAD = 60, GAP_MOST = 10000 };
/* Below 7 em few bad lines count more than even ones: a row of lines that lack half a character is worse than one that
   lacks a whole one. Beyond the knee badness grows slowly there, up to the gap of such a line at 6 em least. */
enum { NARROW_EM = 7, GAP_KNEE = 120, GAP_LACKS = 255 };
/* A line of one long Latin token that stays short: at least, and more for an empty measure. */
enum { SHORT = 1200, SHORT_MORE = 12000 };
/* Tight and loose lines side by side show: from this badness of shrink, this gap. */
enum { TIGHT = 30, LOOSE = 60 };
/* Balanced lines flush left: a line off by half the common width costs a little more than a break between words. */
enum { FLUSH_OFF = 15 };
/* Badness of a tier that is spent to the end. Stretch by 40/1000 em costs what halving all pause marks does. */
static const int shrink_cost[ZB_SHRINKS] = {[ZB_SHRINK_SPACE] = 15,
                                            [ZB_SHRINK_BRACKET] = 40,
                                            [ZB_SHRINK_PAUSE] = 50,
                                            [ZB_SHRINK_LATIN] = 60,
                                            [ZB_SHRINK_STOP] = 90};
static const int stretch_cost[ZB_STRETCH_HAN] = {[ZB_STRETCH_SPACE] = 15, [ZB_STRETCH_LATIN] = 6};

static int64_t square(int64_t v)
{
  return v * v;
}

static int64_t least(int64_t a, int64_t b)
{
  return a < b ? a : b;
}

/* cost * (used / whole)^2 */
static int64_t ratio_cost(int cost, int64_t used, int64_t whole)
{
  if (used <= 0 || whole <= 0)
    return 0;
  int64_t mil = least(used * 1000 / whole, GAP_MOST * 10);
  return cost * square(mil) / 1000000;
}

static zb_verdict shrunk(const zb_caps *c, zb_u em, const zb_spend *s)
{
  zb_verdict v = {.fits = s->rest >= -zb_fit_slack(em)};
  for (int t = 0; t < ZB_SHRINKS; t++)
    v.badness += ratio_cost(shrink_cost[t], s->shrink[t], c->shrink[t]);
  v.fitness = v.badness > TIGHT ? -1 : 0;
  if (!v.fits)
    v.badness += BAD_OVERFULL + least(ZB_BAD_MOST, -s->rest * 1000 / em);
  return v;
}

/* Badness of a Han gap in 1/1000 em, in a line of this measure. */
static int64_t gap_cost(int64_t gap, bool narrow)
{
  int64_t knee = narrow ? least(gap, GAP_KNEE) : gap, slow = least(gap, GAP_LACKS) - knee;
  slow = slow > 0 ? slow : 0;
  return square(knee) * 100 / (GAP_BAD * GAP_BAD) + slow * 3 / 4 + (gap - knee - slow) / 2;
}

static zb_verdict stretched(const zb_caps *c, zb_u em, const zb_spend *s, bool latin)
{
  zb_verdict v = {.fits = true};
  int64_t shares = c->stretch[ZB_STRETCH_HAN];
  for (int t = 0; t < ZB_STRETCH_HAN; t++)
    v.badness += ratio_cost(stretch_cost[t], s->stretch[t], c->stretch[t]);
  if (shares == 0 && s->rest > 0 && latin) {
    v.badness = SHORT + SHORT_MORE * square(s->rest * 1000 / (c->natural + s->rest)) / 1000000;
    return v;
  }
  /* What the setting leaves short counts as if it were spent: a line without gaps as if it had one. */
  int64_t gap = (s->stretch[ZB_STRETCH_HAN] + s->rest) * 1000 / ((shares > 0 ? shares : 1) * em);
  gap = least(gap, GAP_MOST);
  bool narrow = c->natural + s->rest + s->stretch[ZB_STRETCH_HAN] < NARROW_EM * (int64_t)em;
  v.badness = least(v.badness, ZB_BAD_MOST) + gap_cost(gap, narrow);
  v.fitness = gap > LOOSE ? 1 : 0;
  return v;
}

zb_verdict zb_judge_justified(const zb_caps *c, zb_u em, int64_t slack, bool last, bool latin)
{
  if (slack >= 0 && last)
    return (zb_verdict){.fits = true};
  zb_spend s = zb_spend_slack(c, em, slack);
  return slack < 0 ? shrunk(c, em, &s) : stretched(c, em, &s, latin);
}

zb_verdict zb_judge_hanging(const zb_caps *c, zb_u em, int64_t slack, bool last, bool latin, zb_u hang)
{
  zb_verdict in = zb_judge_justified(c, em, slack, last, latin);
  if (hang == 0 || in.badness < PEN_HANG)
    return in;
  zb_verdict out = zb_judge_justified(c, em, slack + hang, last, latin);
  out.badness += PEN_HANG;
  out.hangs = true;
  return out.badness < in.badness ? out : in;
}

/* Unevenness in parts of the measure; shrinking is allowed but a last resort. */
zb_verdict zb_judge_ragged(const zb_caps *c, zb_u em, int64_t slack, zb_u measure, bool last)
{
  if (slack < 0) {
    zb_verdict v = zb_judge_justified(c, em, slack, last, false);
    v.badness = 2 * v.badness + 60;
    v.fitness = 0;
    return v;
  }
  int64_t mil = slack * 1000 / (measure > 0 ? measure : 1);
  return (zb_verdict){.badness = last ? 0 : square(mil) * 1500 / 1000000, .fits = true};
}

zb_verdict zb_judge_balanced(const zb_caps *c, zb_u em, int64_t slack, zb_u target, bool flush)
{
  zb_verdict v = {.fits = true};
  if (slack < 0) {
    v = zb_judge_ragged(c, em, slack, 1, false);
    v.badness += 1000;
  }
  int64_t off = (c->natural - target) * 100 / (flush && target > 0 ? target : em);
  v.badness += least(flush ? square(off) * FLUSH_OFF / 100 : square(off) / 100, ZB_BAD_MOST);
  return v;
}
