/* Running the automatic checks, and what they share. */
#include "model/rule.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

void zb_rules_run(zb_arena *a, zb_diags *d, const zb_report *r, bool averages)
{
  zb_rules x = {.a = a, .d = d, .r = r, .averages = averages, .text = zb_reading_of(a, r)};
  size_t n = zb_figures_count(r->figures);
  x.figure = zb_newn(a, const zb_figure *, n);
  for (size_t i = 0; i < n; i++) {
    const zb_figure *f = zb_figures_at(r->figures, i);
    if (!f->missing && !f->summary && !f->q.ordinal && zb_figure_kind_of(f) != ZB_FIGURE_CODE)
      x.figure[x.nfigures++] = f;
  }
#define ZB_RULE(id, number, en, zh)                                                                                    \
  zb_rule_##id(&x);                                                                                                    \
  zb_diags_hold(d, false);
#include "model/rules.def"
#undef ZB_RULE
}

bool zb_rule_about(zb_rules *x, zb_diag_code code, const zb_figure *f, const zb_figure *y)
{
  const char *slug = zb_diag_slug(code);
  if (zb_report_accepts(x->r, slug, f->id) || (y && zb_report_accepts(x->r, slug, y->id)))
    zb_diags_hold(x->d, true);
  return true;
}

const char *zb_rule_shown(zb_rules *x, const zb_figure *f)
{
  return zb_arena_printf(x->a, "%s = %s", f->id, f->q.text);
}

/* --- figures ------------------------------------------------------------------------------------------------------ */

static bool agree(const char *x, const char *y)
{
  return !x || !y || strcmp(x, y) == 0;
}

bool zb_rule_comparable(const zb_figure *x, const zb_figure *y)
{
  return agree(x->period, y->period) && agree(x->scope, y->scope);
}

bool zb_rule_is_percent(const zb_figure *f)
{
  return !f->missing && strcmp(f->q.unit, "%") == 0;
}

bool zb_rule_counts(const zb_figure *f)
{
  if (f->missing || f->q.range || !f->q.unit[0])
    return false;
  zb_figure_kind kind = zb_figure_kind_of(f);
  return kind == ZB_FIGURE_COUNT || kind == ZB_FIGURE_MONEY;
}

bool zb_rule_ratio(zb_rules *x, const zb_figure *part, const zb_figure *whole, zb_value *out)
{
  zb_value p = zb_value_of(x->a, &part->q), w = zb_value_of(x->a, &whole->q);
  return strcmp(p.unit, w.unit) == 0 && zb_value_div(x->a, p, w, out) == ZB_VALUE_FINE && zb_value_percent(x->a, out);
}

bool zb_rule_meet(const zb_value *x, const zb_value *y)
{
  return zb_ival_meet(&x->wide, &y->wide);
}

/* --- text --------------------------------------------------------------------------------------------------------- */

/* Code points of the run of Han characters that both texts begin with. */
static size_t common_start(const char *x, const char *y)
{
  size_t n = 0;
  while (*x && *y) {
    uint32_t c = zb_utf8_next(&x);
    if (c != zb_utf8_next(&y) || !zb_utf8_is_han(c))
      break;
    n++;
  }
  return n;
}

size_t zb_rule_common(const char *x, const char *y)
{
  size_t best = 0;
  for (const char *p = x; *p; zb_utf8_next(&p))
    for (const char *q = y; *q; zb_utf8_next(&q)) {
      size_t n = common_start(p, q);
      best = n > best ? n : best;
    }
  return best;
}

bool zb_rule_parted(const char *text, size_t from, size_t to)
{
  static const char marks[] = "，、：；。！？,:;";
  for (const char *p = text + from; p < text + to;) {
    const char *at = p;
    zb_utf8_next(&p);
    for (const char *m = marks; *m;) {
      const char *mark = m;
      zb_utf8_next(&m);
      if (m - mark == p - at && memcmp(mark, at, (size_t)(p - at)) == 0)
        return true;
    }
  }
  return false;
}
