/* Inside the automatic checks (rules.def): what every rule works with, one file a rule. */
#ifndef ZB_MODEL_RULE_H
#define ZB_MODEL_RULE_H

#include "model/build.h"
#include "model/figurekind.h"
#include "model/lexicon.h"
#include "model/reading.h"
#include "model/value.h"

typedef struct zb_rules {
  zb_arena *a;
  zb_diags *d;
  const zb_report *r;
  zb_reading text;
  const zb_figure **figure; /* with a value and no ordinal or code: what can be reckoned with */
  size_t nfigures;
  bool averages; /* asked for */
} zb_rules;

/* Each rule: one line in rules.def, one function. */
#define ZB_RULE(id, number, en, zh) void zb_rule_##id(zb_rules *x);
#include "model/rules.def"
#undef ZB_RULE

/* The i-th, for walks over all of them: those of a long table leave memory again behind it. */
static inline const zb_figure *zb_rule_figure(const zb_rules *x, size_t i)
{
  zb_arena_walked(x->a, i);
  return x->figure[i];
}

/* Runs all rules over a report whose figures, references and checks are complete. */
void zb_rules_run(zb_arena *a, zb_diags *d, const zb_report *r, bool averages);

/* Says before a finding is reported which figures it is about (y may be NULL): where the report accepts it at one of
   them, it is kept for the proof and not reported. Always true, so that it can stand last in the condition of the
   report. */
bool zb_rule_about(zb_rules *x, zb_diag_code code, const zb_figure *f, const zb_figure *y);
/* "housing = 670套" */
const char *zb_rule_shown(zb_rules *x, const zb_figure *f);
/* Do period and scope leave the two comparable: equal, or one of them unstated? */
bool zb_rule_comparable(const zb_figure *x, const zb_figure *y);
/* A number of things or money, exact or approximate: no percentage, ordinal, date. */
bool zb_rule_counts(const zb_figure *f);
bool zb_rule_is_percent(const zb_figure *f);
/* x / y in percent; false if that cannot be reckoned. */
bool zb_rule_ratio(zb_rules *x, const zb_figure *part, const zb_figure *whole, zb_value *out);
/* Can the two be the same number? */
bool zb_rule_meet(const zb_value *x, const zb_value *y);
/* Code points of the longest run of Han characters that both texts hold. */
size_t zb_rule_common(const char *x, const char *y);
/* Is there punctuation between two bytes of a text? */
bool zb_rule_parted(const char *text, size_t from, size_t to);

#endif
