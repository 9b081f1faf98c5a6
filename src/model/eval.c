/* Evaluation of the expressions of checks on exact values with units. */
#include "model/eval.h"

#include <string.h>

/* --- references --------------------------------------------------------------------------------------------------- */

static void report_cycle(zb_eval *e, const zb_expr *x)
{
  char *path = NULL;
  for (size_t i = 0; i < e->chain.n; i++)
    if (path || strcmp(e->chain.v[i], x->path) == 0)
      path = path ? zb_arena_printf(e->a, "%s → %s", path, e->chain.v[i]) : zb_arena_strdup(e->a, e->chain.v[i]);
  zb_diag_range(e->d, ZB_D_CHECK_CYCLE, x->src, x->ncols,
                zb_arena_printf(e->a, "%s → %s", path ? path : x->path, x->path), NULL);
}

/* Bounds of stack and memory: definitions that wait for each other, 64-bit limbs of a number, bytes of a compound unit. */
enum { CHAIN_MAX = 100, LIMBS_MAX = 64, UNIT_MAX = 120 };

static bool eval_definition(zb_eval *e, const zb_expr *x, zb_check *c, zb_value *out)
{
  if (c->state == ZB_CHECK_DOING) {
    report_cycle(e, x);
    return false;
  }
  if (c->state == ZB_CHECK_OPEN && e->chain.n >= CHAIN_MAX) {
    zb_diag_range(e->d, ZB_D_CHECK_CHAIN, x->src, x->ncols, x->path, NULL);
    return false;
  }
  zb_eval_define(e, c);
  *out = c->value;
  const zb_figure *f = zb_figures_find(e->r->figures, x->path);
  if (c->state == ZB_CHECK_DONE && f) {
    zb_names_put(e->r->reckoned, f->id, e->r);
    zb_push(e->a, &e->used, f);
  }
  return c->state == ZB_CHECK_DONE;
}

bool zb_eval_figure(zb_eval *e, const zb_expr *x, const zb_figure *f, zb_value *out)
{
  zb_names_put(e->r->reckoned, f->id, e->r);
  if (f->missing)
    zb_diag_range(e->d, ZB_D_CHECK_MISSING, x->src, x->ncols, x->path, NULL);
  else if (f->q.ordinal)
    zb_diag_range(e->d, ZB_D_CHECK_ORDINAL, x->src, x->ncols, x->path, NULL);
  else {
    zb_push(e->a, &e->used, f);
    *out = zb_value_of(e->a, &f->q);
    return true;
  }
  return false;
}

static bool eval_ref(zb_eval *e, const zb_expr *x, zb_value *out)
{
  zb_target t;
  zb_quantity q;
  zb_check *c = zb_names_get(e->checks->by_name, x->path);
  if (c)
    return eval_definition(e, x, c, out);
  if (zb_report_table(e->r, x->path)) {
    zb_diag_range(e->d, ZB_D_TABLE_AS_FIGURE, x->src, x->ncols, x->path, NULL);
    return false;
  }
  bool found = zb_build_find(e->r, x->path, &t);
  if (!found && zb_quantity_try(e->a, x->path, &q) && !q.ordinal) {
    *out = zb_value_of(e->a, &q); /* 近百人 is a name; 约50人 was read as a quantity */
    return true;
  }
  if (!found) {
    zb_build_resolve(e->a, e->d, e->r, x->path, x->src, x->ncols, &t);
    return false;
  }
  if (t.figure)
    return zb_eval_figure(e, x, t.figure, out);
  zb_diag_range(e->d, ZB_D_REF_TEXT, x->src, x->ncols, x->path, t.cell->text, NULL);
  return false;
}

/* --- arithmetic --------------------------------------------------------------------------------------------------- */

static const char *shown(zb_eval *e, const zb_value *x)
{
  return zb_value_quantity(e->a, x).text;
}

void zb_eval_units(zb_eval *e, const zb_expr *x, const zb_value *l, const zb_value *r)
{
  zb_diag_range(e->d, ZB_D_CHECK_UNITS, x->src, x->ncols, shown(e, l), shown(e, r), NULL);
}

/* Products of products outgrow any paper. */
static bool too_big(const zb_value *x)
{
  return x->v.nnum > LIMBS_MAX || x->v.nden > LIMBS_MAX || strlen(x->unit) > UNIT_MAX;
}

bool zb_eval_apply(zb_eval *e, zb_expr_kind kind, const zb_expr *x, const zb_value *l, const zb_value *r, zb_value *out)
{
  zb_value_error wrong;
  if (kind == ZB_X_MUL)
    wrong = zb_value_mul(e->a, *l, *r, out);
  else if (kind == ZB_X_DIV)
    wrong = zb_value_div(e->a, *l, *r, out);
  else
    wrong = zb_value_add(e->a, *l, *r, kind == ZB_X_SUB, out);
  if (wrong == ZB_VALUE_UNITS)
    zb_eval_units(e, x, l, r);
  if (wrong == ZB_VALUE_ZERO)
    zb_diag_range(e->d, ZB_D_CHECK_ZERO, x->src, x->ncols, shown(e, l), NULL);
  return wrong == ZB_VALUE_FINE;
}

static bool eval_binary(zb_eval *e, const zb_expr *x, zb_value *out)
{
  zb_value l, r;
  bool left = zb_eval_expr(e, x->arg[0], &l), right = zb_eval_expr(e, x->arg[1], &r);
  return left && right && zb_eval_apply(e, x->kind, x->arg[1], &l, &r, out);
}

static bool eval_any(zb_eval *e, const zb_expr *x, zb_value *out)
{
  switch (x->kind) {
  case ZB_X_REF:
    return eval_ref(e, x, out);
  case ZB_X_LITERAL:
    *out = zb_value_of(e->a, &x->q);
    return true;
  case ZB_X_NEG:
    if (!zb_eval_expr(e, x->arg[0], out))
      return false;
    *out = zb_value_neg(e->a, *out);
    return true;
  case ZB_X_CALL:
    return zb_eval_call(e, x, out);
  default:
    return eval_binary(e, x, out);
  }
}

bool zb_eval_expr(zb_eval *e, const zb_expr *x, zb_value *out)
{
  if (!eval_any(e, x, out))
    return false;
  if (too_big(out))
    zb_diag_range(e->d, ZB_D_CHECK_SIZE, x->src, x->ncols, NULL);
  return !too_big(out);
}

/* --- definitions -------------------------------------------------------------------------------------------------- */

static void add_derived(zb_eval *e, zb_check *c)
{
  zb_build b = {.a = e->a, .d = e->d, .r = e->r};
  if (!zb_build_name(&b, c->rel.name, c->rel.name_src, c->rel.name_ncols))
    return;
  zb_figure f = {.id = c->rel.name, .q = zb_value_quantity(e->a, &c->value), .derived = true};
  const char *sign = strchr(c->rel.text, '='); /* of := */
  f.formula = sign ? sign + 1 + strspn(sign + 1, " ") : NULL;
  f.src = f.id_src = c->rel.name_src;
  f.label = zb_obj_prose(c->props, ZB_K_LABEL);
  zb_figures_add(e->r->figures, f);
}

void zb_eval_define(zb_eval *e, zb_check *c)
{
  if (c->state != ZB_CHECK_OPEN)
    return;
  c->state = ZB_CHECK_DOING;
  zb_push(e->a, &e->chain, c->rel.name);
  c->state = zb_eval_expr(e, c->rel.right, &c->value) ? ZB_CHECK_DONE : ZB_CHECK_FAILED;
  e->chain.n--;
  if (c->state == ZB_CHECK_DONE)
    add_derived(e, c);
  else
    zb_names_put(e->r->broken, c->rel.name, c);
}
