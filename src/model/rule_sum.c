/* A checked sum whose label is that of one of its parts: 调整不适宜 22 = 调整不适宜 13 + 履职不力 9. */
#include <string.h>

#include "base/vec.h"
#include "model/eval.h"
#include "model/rule.h"

typedef ZB_VEC(const zb_figure *) figures;

/* The figures of a + b + c or sum(a, b, c); false if the expression is anything else. */
static bool addends(zb_rules *x, const zb_expr *e, figures *out)
{
  bool adds = e->kind == ZB_X_ADD || (e->kind == ZB_X_CALL && e->fn == ZB_FN_SUM);
  if (e->kind == ZB_X_REF) {
    const zb_figure *f = zb_figures_find(x->r->figures, e->path);
    if (f)
      zb_push(x->a, out, f);
    return f != NULL;
  }
  for (size_t i = 0; adds && i < e->nargs; i++)
    if (!addends(x, e->arg[i], out))
      return false;
  return adds;
}

static bool holds(const char *label, const zb_figure *part)
{
  return part->label && strlen(part->label_text) >= 6 && strstr(label, part->label_text) != NULL;
}

static void check_label(zb_rules *x, const zb_figure *whole, const figures *part)
{
  const zb_figure *named = NULL;
  size_t n = 0;
  for (size_t i = 0; i < part->n; i++)
    if (holds(whole->label_text, part->v[i])) {
      named = part->v[i];
      n++;
    }
  if (n == 1 && zb_rule_about(x, ZB_D_SUM_LABEL, whole, named))
    zb_diag(x->d, ZB_D_SUM_LABEL, whole->src, whole->label_text, zb_rule_shown(x, whole), zb_rule_shown(x, named),
            named->label_text, zb_build_place(x->a, named->src), NULL);
}

void zb_rule_sum(zb_rules *x)
{
  for (size_t i = 0; x->r->checks && i < x->r->checks->n; i++) {
    const zb_relation *rel = &x->r->checks->v[i].rel;
    if (rel->op != ZB_REL_EQ)
      continue;
    for (int side = 0; side < 2; side++) {
      figures whole = {0}, part = {0};
      const zb_expr *l = side ? rel->right : rel->left, *r = side ? rel->left : rel->right;
      if (l->kind == ZB_X_REF && addends(x, l, &whole) && addends(x, r, &part) && part.n > 1 && whole.v[0]->label)
        check_label(x, whole.v[0], &part);
    }
  }
}
