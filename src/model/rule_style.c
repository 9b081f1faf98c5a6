/* Units that differ only in brackets: 人次 and 人(次). One note a pair. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/names.h"
#include "model/rule.h"

static const char *without_brackets(zb_arena *a, const char *unit)
{
  if (!strpbrk(unit, "()") && !strstr(unit, "（") && !strstr(unit, "）"))
    return unit;
  ZB_VEC(char) out = {0};
  while (*unit) {
    const char *at = unit;
    uint32_t c = zb_utf8_next(&unit);
    for (; c != '(' && c != ')' && c != 0xFF08 && c != 0xFF09 && at < unit; at++)
      zb_push(a, &out, *at);
  }
  zb_push(a, &out, '\0');
  return out.v;
}

void zb_rule_style(zb_rules *x)
{
  zb_names *plain = zb_names_new(x->a), *noted = zb_names_new(x->a);
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    const char *key = without_brackets(x->a, f->q.unit);
    const zb_figure *const *first = *key ? zb_names_get(plain, key) : NULL;
    if (first && strcmp((*first)->q.unit, f->q.unit) != 0 && !zb_names_get(noted, f->q.unit) &&
        zb_rule_about(x, ZB_D_UNIT_STYLE, f, *first)) {
      zb_diag(x->d, ZB_D_UNIT_STYLE, f->src, f->q.unit, (*first)->q.unit, zb_build_place(x->a, (*first)->src), NULL);
      zb_names_put(noted, f->q.unit, x);
    }
    if (*key && !first) {
      const zb_figure **held = zb_new(x->a, const zb_figure *);
      *held = f;
      zb_names_put(plain, key, held);
    }
  }
}
