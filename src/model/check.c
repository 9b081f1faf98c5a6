/* The checks of a report: definitions in the order of their needs, then the assertions. */
#include "model/check.h"

#include <string.h>

#include "model/eval.h"

/* --- definitions -------------------------------------------------------------------------------------------------- */

static const char *shown(zb_eval *e, const zb_value *x)
{
  return zb_value_quantity(e->a, x).text;
}

static struct zb_checks *parse_all(zb_eval *e)
{
  struct zb_checks *s = zb_new(e->a, struct zb_checks);
  const zb_val *list = zb_obj_get(e->r->props, ZB_K_CHECKS);
  s->by_name = zb_names_new(e->a);
  s->v = zb_newn(e->a, zb_check, list ? list->nitems : 0);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *expr = zb_obj_get(list->item[i].obj, ZB_K_EXPR);
    zb_check *c = &s->v[s->n];
    if (!expr || !zb_expr_parse(e->a, e->d, expr->node, &c->rel))
      continue;
    c->props = list->item[i].obj;
    s->n++;
    if (c->rel.op != ZB_REL_DEFINE)
      continue;
    const zb_check *first = zb_names_get(s->by_name, c->rel.name);
    if (first)
      zb_diag_range(e->d, ZB_D_ID_TWICE, c->rel.name_src, c->rel.name_ncols, c->rel.name,
                    zb_build_place(e->a, first->rel.name_src), NULL);
    else
      zb_names_put(s->by_name, c->rel.name, c);
  }
  return s;
}

void zb_check_define(zb_arena *a, zb_diags *d, zb_report *r)
{
  zb_eval e = {.a = a, .d = d, .r = r};
  r->checks = e.checks = parse_all(&e);
  for (size_t i = 0; i < e.checks->n; i++) {
    zb_check *c = &e.checks->v[i];
    if (c->rel.op == ZB_REL_DEFINE && zb_names_get(e.checks->by_name, c->rel.name) == c)
      zb_eval_define(&e, c);
  }
}

/* --- assertions --------------------------------------------------------------------------------------------------- */

/* An expression with the printed text of its figures: 38个 / 297个. */
static const char *spelled(zb_eval *e, const zb_expr *x)
{
  static const char *const sign[] = {[ZB_X_ADD] = "+", [ZB_X_SUB] = "-", [ZB_X_MUL] = "×", [ZB_X_DIV] = "÷"};
  if (x->kind == ZB_X_REF) {
    const zb_figure *f = zb_figures_find(e->r->figures, x->path);
    return f ? f->q.text : x->path;
  }
  if (x->kind == ZB_X_LITERAL)
    return x->q.text;
  if (x->kind == ZB_X_NEG)
    return zb_arena_printf(e->a, "-%s", spelled(e, x->arg[0]));
  if (x->kind == ZB_X_CALL) {
    char *out = zb_arena_printf(e->a, "%s(%s", zb_function_of(x->fn)->name[ZB_LANG_EN], spelled(e, x->arg[0]));
    for (size_t i = 1; i < x->nargs; i++)
      out = zb_arena_printf(e->a, "%s, %s", out, spelled(e, x->arg[i]));
    return zb_arena_printf(e->a, "%s)", out);
  }
  const char *form[2];
  for (int i = 0; i < 2; i++) {
    const zb_expr *arg = x->arg[i];
    bool bracket =
        (arg->kind == ZB_X_ADD || arg->kind == ZB_X_SUB) && x->kind != ZB_X_ADD && (i == 1 || x->kind != ZB_X_SUB);
    form[i] = zb_arena_printf(e->a, bracket ? "(%s)" : "%s", spelled(e, arg));
  }
  return zb_arena_printf(e->a, "%s %s %s", form[0], sign[x->kind], form[1]);
}

/* Is the last of so many decimals a zero? */
static bool rounds_alike(zb_arena *a, zb_num v, int decimals)
{
  return zb_num_cmp(zb_num_round(a, v, decimals), zb_num_round(a, v, decimals - 1)) == 0;
}

/* "strong_share = 12.79%", "38个 ÷ 297个 = 12.7946%". */
static const char *side(zb_eval *e, const zb_expr *x, const zb_value *v, int decimals)
{
  if (x->kind == ZB_X_REF)
    return zb_arena_printf(e->a, "%s = %s", x->path, spelled(e, x));
  if (x->kind == ZB_X_LITERAL)
    return x->q.text;
  zb_value more = *v;
  if (v->computed && more.decimals < decimals + 2)
    for (more.decimals = decimals + 2; more.decimals > decimals && rounds_alike(e->a, v->v, more.decimals);)
      more.decimals--;
  return zb_arena_printf(e->a, "%s = %s", spelled(e, x), shown(e, &more));
}

/* The places of up to eight figures of the line. */
static const char *places(zb_eval *e)
{
  enum { SHOWN = 8 };
  const char *out = "";
  for (size_t i = 0; i < e->used.n && i < SHOWN; i++) {
    const zb_figure *f = e->used.v[i];
    bool again = false;
    for (size_t k = 0; k < i; k++)
      again = again || e->used.v[k] == f;
    if (!again)
      out = zb_arena_printf(e->a, "%s%s%s %s", out, *out ? ", " : "", f->id, zb_build_place(e->a, f->src));
  }
  return out;
}

static bool accepted(zb_eval *e, zb_diag_code code)
{
  for (size_t i = 0; i < e->used.n; i++)
    if (zb_report_accepts(e->r, zb_diag_slug(code), e->used.v[i]->id))
      return true;
  return false;
}

/* Reports a finding about a relation unless the report accepts it; is it still standing? */
static bool report(zb_eval *e, zb_diag_code code, const zb_relation *rel, const zb_value *l, const zb_value *r)
{
  bool kept = accepted(e, code);
  zb_diags_hold(e->d, kept);
  int decimals = l->decimals > r->decimals ? l->decimals : r->decimals;
  zb_diag_range(e->d, code, rel->src, rel->ncols, rel->text,
                side(e, rel->left, l, r->computed ? l->decimals : decimals),
                side(e, rel->right, r, l->computed ? r->decimals : l->decimals), places(e), NULL);
  return !kept;
}

/* 10^step is the coarser printed precision of the two sides; computed quotients have none of their own. */
static int printed_step(const zb_value *l, const zb_value *r)
{
  int sl = l->scale - l->decimals, sr = r->scale - r->decimals;
  if (l->computed != r->computed)
    return l->computed ? sr : sl;
  return sl > sr ? sl : sr;
}

typedef enum verdict { HOLDS, WITHIN_ROUNDING, CUT_OFF, BROKEN } verdict;

static verdict equal(zb_eval *e, const zb_value *l, const zb_value *r)
{
  bool exact = l->approx == ZB_APPROX_NONE && r->approx == ZB_APPROX_NONE;
  if (!exact)
    return zb_ival_meet(&l->wide, &r->wide) ? HOLDS : BROKEN;
  if (l->computed && r->computed)
    return zb_ival_meet(&l->wide, &r->wide) ? HOLDS : BROKEN; /* neither is printed: there is no digit to round to */
  int step = printed_step(l, r);
  zb_num x = zb_num_at_step(e->a, l->v, step), y = zb_num_at_step(e->a, r->v, step);
  if (zb_num_cmp(x, y) == 0)
    return HOLDS;
  if (l->computed != r->computed) {
    zb_num typed = l->computed ? r->v : l->v, result = l->computed ? l->v : r->v;
    if (zb_num_cmp(zb_num_cut_at(e->a, result, step), typed) == 0)
      return CUT_OFF;
  }
  return zb_ival_meet(&l->wide, &r->wide) ? WITHIN_ROUNDING : BROKEN;
}

static verdict judge(zb_eval *e, zb_relation_op op, const zb_value *l, const zb_value *r)
{
  switch (op) {
  case ZB_REL_EQ:
    return equal(e, l, r);
  case ZB_REL_NE:
    return zb_num_cmp(l->v, r->v) != 0 ? HOLDS : BROKEN;
  case ZB_REL_LT:
    return zb_ival_less(&l->core, &r->core, false) ? HOLDS : BROKEN;
  case ZB_REL_LE:
    return zb_ival_less(&l->core, &r->core, true) ? HOLDS : BROKEN;
  case ZB_REL_GT:
    return zb_ival_less(&r->core, &l->core, false) ? HOLDS : BROKEN;
  default:
    return zb_ival_less(&r->core, &l->core, true) ? HOLDS : BROKEN;
  }
}

/* False if the assertion failed. */
static bool assert_one(zb_eval *e, const zb_relation *rel)
{
  zb_value l, r;
  e->used.n = 0;
  bool left = zb_eval_expr(e, rel->left, &l), right = zb_eval_expr(e, rel->right, &r);
  if (!left || !right)
    return false;
  if (!zb_value_align(e->a, &l, &r)) {
    zb_eval_units(e, rel->right, &l, &r);
    return false;
  }
  switch (judge(e, rel->op, &l, &r)) {
  case WITHIN_ROUNDING:
    report(e, ZB_D_CHECK_ROUNDING, rel, &l, &r);
    return true;
  case CUT_OFF:
    report(e, ZB_D_CHECK_TRUNCATED, rel, &l, &r);
    return true;
  case BROKEN:
    return !report(e, ZB_D_CHECK_FAILED, rel, &l, &r);
  default:
    return true;
  }
}

zb_check_counts zb_check_run(zb_arena *a, zb_diags *d, zb_report *r)
{
  zb_eval e = {.a = a, .d = d, .r = r, .checks = r->checks};
  zb_check_counts n = {0};
  for (size_t i = 0; r->checks && i < r->checks->n; i++) {
    if (r->checks->v[i].rel.op == ZB_REL_DEFINE)
      continue;
    n.checked++;
    r->checks->v[i].broken = !assert_one(&e, &r->checks->v[i].rel);
    n.failed += r->checks->v[i].broken;
  }
  return n;
}
