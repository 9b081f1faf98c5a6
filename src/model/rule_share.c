/* Shares: what prose calls a share is its part of its whole; a share lies within 0 and 100%; its base is named. */
#include <math.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/names.h"
#include "model/rule.h"

/* 集体经济强村有{part}，占全州{whole}的{share} */
typedef struct claim {
  const zb_sentence *s;
  const zb_figure *part, *whole, *share; /* whole may stand elsewhere, or nowhere */
  size_t at;                             /* of the share */
} claim;

/* --- bounds ------------------------------------------------------------------------------------------------------- */

static void check_bounds(zb_rules *x, const zb_figure *f)
{
  bool outside = f->q.value.sign < 0 || zb_num_cmp(f->q.value, zb_num_int(x->a, 100)) > 0;
  if (outside && strcmp(f->q.unit, "%") == 0 && zb_rule_about(x, ZB_D_SHARE_BOUNDS, f, NULL))
    zb_diag(x->d, ZB_D_SHARE_BOUNDS, f->src, f->label_text, zb_rule_shown(x, f), NULL);
}

/* --- the whole ---------------------------------------------------------------------------------------------------- */

static bool like_part(const zb_figure *f, const zb_figure *part)
{
  return zb_rule_counts(f) && strcmp(f->q.unit, part->q.unit) == 0 && f != part;
}

/* The figure of the part's unit whose label, the longest one, stands in the words between 占 and the share. */
static const zb_figure *whole_by_label(zb_rules *x, const zb_figure *part, const char *words)
{
  const zb_figure *found = NULL;
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    size_t n = strlen(f->label_text);
    bool named = n >= 6 && strstr(words, f->label_text) && like_part(f, part) && zb_rule_comparable(f, part);
    if (named && (!found || n > strlen(found->label_text)))
      found = f;
  }
  return found;
}

/* Is there a whole number that gives the share at its printed precision? part / (share ± half a unit). */
static bool some_whole(zb_rules *x, const zb_figure *part, const zb_figure *share)
{
  zb_value p = zb_value_of(x->a, &part->q), s = zb_value_of(x->a, &share->q);
  if (p.approx || s.approx || p.scale || part->q.decimals || p.v.sign <= 0 || s.wide.lo.sign <= 0)
    return true;
  zb_num hundred = zb_num_mul(x->a, p.v, zb_num_int(x->a, 100)), least = zb_num_div(x->a, hundred, s.wide.hi);
  zb_num first = zb_num_round(x->a, least, 0); /* the first whole number not below: one of two */
  for (int i = 0; i < 2; i++) {
    zb_num whole = zb_num_add(x->a, first, zb_num_int(x->a, i));
    zb_ival ratio = {.lo = zb_num_div(x->a, hundred, whole)};
    ratio.hi = ratio.lo;
    if (zb_ival_meet(&ratio, &s.wide))
      return true;
  }
  return false;
}

/* --- one claim ---------------------------------------------------------------------------------------------------- */

/* One is more than half, the other less. */
static bool majority_flips(zb_rules *x, const zb_value *l, const zb_value *r)
{
  zb_num half = zb_num_int(x->a, 50);
  return zb_num_cmp(l->v, half) * zb_num_cmp(r->v, half) < 0;
}

static void check_claim(zb_rules *x, const claim *c)
{
  zb_value said = zb_value_of(x->a, &c->share->q), is;
  zb_src at = zb_sentence_place(c->s, c->at);
  if (!c->whole) {
    if (!some_whole(x, c->part, c->share) && zb_rule_about(x, ZB_D_SHARE_IMPOSSIBLE, c->share, c->part))
      zb_diag(x->d, ZB_D_SHARE_IMPOSSIBLE, at, zb_rule_shown(x, c->part), zb_rule_shown(x, c->share), NULL);
    return;
  }
  if (!zb_rule_ratio(x, c->part, c->whole, &is) || zb_rule_meet(&said, &is))
    return;
  zb_diag_code code = majority_flips(x, &said, &is) ? ZB_D_SHARE_CONFLICT : ZB_D_SHARE_DIFFERS;
  if (zb_rule_about(x, code, c->share, c->part) && zb_rule_about(x, ZB_D_SHARE_DIFFERS, c->share, c->whole))
    zb_diag(x->d, code, at, zb_rule_shown(x, c->share),
            zb_arena_printf(x->a, "%s ÷ %s = %s", c->part->q.text, c->whole->q.text, zb_value_quantity(x->a, &is).text),
            c->part->id, c->whole->id, zb_build_place(x->a, c->whole->src), NULL);
}

/* What 占 at byte `of` of the sentence says; false if it is no share of a figure by a figure. */
static bool read_claim(zb_rules *x, const zb_sentence *s, size_t of, claim *c)
{
  *c = (claim){.s = s};
  size_t share = 0;
  while (share < s->nmentions && s->mention[share].from < of)
    share++;
  for (size_t i = share; i-- > 0 && !c->part;)
    if (zb_rule_counts(s->mention[i].figure))
      c->part = s->mention[i].figure;
  const zb_figure *whole = NULL;
  while (share < s->nmentions && zb_rule_counts(s->mention[share].figure) && !whole)
    whole = s->mention[share++].figure;
  if (!c->part || share >= s->nmentions || !zb_rule_is_percent(s->mention[share].figure))
    return false;
  c->share = s->mention[share].figure;
  c->at = s->mention[share].from;
  if (zb_rule_parted(s->text, of, c->at))
    return false;
  c->whole = whole && strcmp(whole->q.unit, c->part->q.unit) == 0 ? whole : NULL;
  if (!whole)
    c->whole = whole_by_label(x, c->part, zb_arena_strndup(x->a, s->text + of, c->at - of));
  return true;
}

static void read_sentence(zb_rules *x, const zb_sentence *s, zb_names *explained)
{
  size_t n;
  claim c;
  for (const char *p = s->text; (p = zb_lex_find(p, ZB_LEX_OF, &n)); p += n)
    if (read_claim(x, s, (size_t)(p - s->text), &c)) {
      check_bounds(x, c.share);
      if (c.whole)
        zb_names_put(explained, c.share->id, x);
      if (!zb_report_reckons(x->r, c.share)) /* a check of the report says it better */
        check_claim(x, &c);
    }
}

/* --- a share without a base --------------------------------------------------------------------------------------- */

/* Two counts that a sentence names one after the other, the smaller one as part of the larger. */
typedef struct base {
  const zb_figure *part, *whole;
  double lo, hi; /* their ratio in percent, a little wider than exact */
} base;

typedef ZB_VEC(base) bases;

/* The interval as doubles, widened beyond their error. */
static void widened(const zb_ival *x, double *lo, double *hi)
{
  const double slack = 1e-6;
  *lo = x->lo_inf ? -HUGE_VAL : zb_num_double(x->lo) - slack;
  *hi = x->hi_inf ? HUGE_VAL : zb_num_double(x->hi) + slack;
}

static bases gather_bases(zb_rules *x)
{
  bases out = {0};
  for (size_t i = 0; i < x->text.n; i++) {
    const zb_sentence *s = &x->text.v[i];
    for (size_t k = 1; k < s->nmentions; k++) {
      const zb_figure *a = s->mention[k - 1].figure, *b = s->mention[k].figure;
      if (!zb_rule_counts(a) || !zb_rule_counts(b))
        continue;
      bool forward = zb_num_cmp(a->q.value, b->q.value) < 0;
      base found = {.part = forward ? a : b, .whole = forward ? b : a};
      zb_value is;
      if (!zb_rule_ratio(x, found.part, found.whole, &is))
        continue;
      widened(&is.wide, &found.lo, &found.hi);
      zb_push(x->a, &out, found);
    }
  }
  return out;
}

/* Do part / whole give the share, and do the words have to do with each other? */
static bool fits(zb_rules *x, const base *b, const zb_figure *share, zb_value *is)
{
  zb_value said = zb_value_of(x->a, &share->q);
  bool related = zb_rule_common(share->label_text, b->part->label_text) >= 2 ||
                 zb_rule_common(share->label_text, b->whole->label_text) >= 2;
  return related && zb_rule_ratio(x, b->part, b->whole, is) && zb_rule_meet(&said, is);
}

/* The first pair that may be the base of a share that no check and no scope explains. */
static void find_base(zb_rules *x, const zb_figure *share, const bases *from)
{
  zb_value said = zb_value_of(x->a, &share->q), is;
  double lo, hi;
  widened(&said.wide, &lo, &hi);
  for (size_t i = 0; i < from->n; i++) {
    const base *b = &from->v[i];
    if (b->lo > hi || b->hi < lo || !fits(x, b, share, &is))
      continue;
    if (zb_rule_about(x, ZB_D_SHARE_BASE, share, NULL))
      zb_diag(
          x->d, ZB_D_SHARE_BASE, share->src, zb_rule_shown(x, share),
          zb_arena_printf(x->a, "%s ÷ %s = %s", b->part->q.text, b->whole->q.text, zb_value_quantity(x->a, &is).text),
          b->part->id, b->whole->id, NULL);
    return;
  }
}

void zb_rule_share(zb_rules *x)
{
  zb_names *explained = zb_names_new(x->a); /* shares whose whole a sentence names */
  for (size_t i = 0; i < x->text.n; i++)
    if (x->text.v[i].nmentions > 1)
      read_sentence(x, &x->text.v[i], explained);
  bases from = gather_bases(x);
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (!zb_figure_is_share(f))
      continue;
    check_bounds(x, f);
    if (!f->scope && !f->column && !zb_report_reckons(x->r, f) && !zb_names_get(explained, f->id))
      find_base(x, f, &from);
  }
}
