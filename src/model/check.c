/* The checks of a report: definitions in the order of their needs, then the assertions. */
#include "model/check.h"

#include <string.h>

#include "base/vec.h"
#include "model/build.h"
#include "model/expr.h"
#include "model/value.h"

typedef enum state { TODO, DOING, DONE, FAILED } state;

typedef struct check {
  zb_relation rel;
  const zb_obj *props; /* of the line: label */
  state state;         /* definitions */
  zb_value value;
} check;

typedef ZB_VEC(const zb_figure *) figures;

struct zb_checks {
  check *v;
  size_t n;
  zb_names *by_name; /* definitions */
};

typedef struct evaluator {
  zb_arena *a;
  zb_diags *d;
  zb_report *r;
  struct zb_checks *checks;
  ZB_VEC(const char *) chain; /* definitions under evaluation */
  figures used;               /* figures of the line, for messages */
} evaluator;

static bool eval(evaluator *e, const zb_expr *x, zb_value *out);

/* --- references -------------------------------------------------------------------------------------------------------------- */

static void report_cycle(evaluator *e, const zb_expr *x)
{
  char *path = NULL;
  for (size_t i = 0; i < e->chain.n; i++)
    if (path || strcmp(e->chain.v[i], x->path) == 0)
      path = path ? zb_arena_printf(e->a, "%s → %s", path, e->chain.v[i]) : zb_arena_strdup(e->a, e->chain.v[i]);
  zb_diag_range(e->d, ZB_D_CHECK_CYCLE, x->src, x->ncols, zb_arena_printf(e->a, "%s → %s", path ? path : x->path, x->path),
                NULL);
}

static void define(evaluator *e, check *c);

static bool eval_definition(evaluator *e, const zb_expr *x, check *c, zb_value *out)
{
  if (c->state == DOING) {
    report_cycle(e, x);
    return false;
  }
  define(e, c);
  *out = c->value;
  const zb_figure *f = zb_figures_find(e->r->figures, x->path);
  if (c->state == DONE && f)
    zb_push(e->a, &e->used, f);
  return c->state == DONE;
}

static bool eval_figure(evaluator *e, const zb_expr *x, const zb_figure *f, zb_value *out)
{
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

static bool eval_ref(evaluator *e, const zb_expr *x, zb_value *out)
{
  zb_target t;
  zb_quantity q;
  check *c = zb_names_get(e->checks->by_name, x->path);
  if (c)
    return eval_definition(e, x, c, out);
  if (zb_report_table(e->r, x->path)) {
    zb_diag_range(e->d, ZB_D_TABLE_AS_FIGURE, x->src, x->ncols, x->path, NULL);
    return false;
  }
  if (!zb_build_find(e->r, x->path, &t) && zb_quantity_try(e->a, x->path, &q) && !q.ordinal) {
    *out = zb_value_of(e->a, &q); /* 近百人 is a name; 约50人 was read as a quantity */
    return true;
  }
  if (!zb_build_resolve(e->a, e->d, e->r, x->path, x->src, x->ncols, &t))
    return false;
  if (t.figure)
    return eval_figure(e, x, t.figure, out);
  zb_diag_range(e->d, ZB_D_REF_TEXT, x->src, x->ncols, x->path, t.cell->text, NULL);
  return false;
}

/* --- arithmetic ---------------------------------------------------------------------------------------------------------------- */

static const char *const verbs[] = { "added / 相加减", "multiplied / 相乘", "divided / 相除", "compared / 比较" };
enum { VERB_ADD, VERB_MUL, VERB_DIV, VERB_COMPARE };

static const char *shown(evaluator *e, const zb_value *x)
{
  return zb_value_quantity(e->a, x).text;
}

static void units(evaluator *e, const zb_expr *x, const zb_value *l, const zb_value *r, int verb)
{
  zb_diag_range(e->d, ZB_D_CHECK_UNITS, x->src, x->ncols, shown(e, l), shown(e, r), verbs[verb], NULL);
}

static bool eval_binary(evaluator *e, const zb_expr *x, zb_value *out)
{
  zb_value l, r;
  bool left = eval(e, x->arg[0], &l), right = eval(e, x->arg[1], &r);
  if (!left || !right)
    return false;
  zb_value_error wrong;
  int verb = x->kind == ZB_X_MUL ? VERB_MUL : x->kind == ZB_X_DIV ? VERB_DIV : VERB_ADD;
  if (x->kind == ZB_X_MUL)
    wrong = zb_value_mul(e->a, l, r, out);
  else if (x->kind == ZB_X_DIV)
    wrong = zb_value_div(e->a, l, r, out);
  else
    wrong = zb_value_add(e->a, l, r, x->kind == ZB_X_SUB, out);
  if (wrong == ZB_VALUE_UNITS)
    units(e, x->arg[1], &l, &r, verb);
  if (wrong == ZB_VALUE_ZERO)
    zb_diag_range(e->d, ZB_D_CHECK_ZERO, x->arg[1]->src, x->arg[1]->ncols, shown(e, &l), NULL);
  return wrong == ZB_VALUE_FINE;
}

/* One more argument of sum, min or max. */
static bool fold(evaluator *e, const zb_expr *x, const zb_expr *arg, zb_value v, zb_value *out, bool first)
{
  if (first) {
    *out = v;
    return true;
  }
  if (x->kind == ZB_X_SUM) {
    zb_value so_far = *out;
    if (zb_value_add(e->a, so_far, v, false, out) == ZB_VALUE_FINE)
      return true;
    units(e, arg, &so_far, &v, VERB_ADD);
    return false;
  }
  if (strcmp(out->unit, v.unit) != 0) {
    units(e, arg, out, &v, VERB_COMPARE);
    return false;
  }
  int c = zb_num_cmp(v.v, out->v);
  if ((x->kind == ZB_X_MIN && c < 0) || (x->kind == ZB_X_MAX && c > 0))
    *out = v;
  return true;
}

/* The column of sum(table.column), or NULL if the argument is something else. */
static const zb_table *whole_column(evaluator *e, const zb_expr *arg, int *column)
{
  const char **segment;
  if (arg->kind != ZB_X_REF || zb_path_split(e->a, arg->path, &segment) != 2 || strcmp(segment[0], "row") == 0)
    return NULL;
  const zb_table *t = zb_report_table(e->r, segment[0]);
  *column = t ? zb_table_column(t, NULL, segment[1], arg->src, arg->ncols) : -1;
  return *column >= 0 ? t : NULL;
}

static bool fold_column(evaluator *e, const zb_expr *x, const zb_expr *arg, const zb_table *t, int column, zb_value *out,
                        bool *first)
{
  for (size_t r = 0; r < t->nrows; r++) {
    const zb_cell *cell = zb_table_cell(t, r, (size_t)column);
    zb_value v;
    if (!cell->figure) {
      zb_diag_range(e->d, ZB_D_REF_TEXT, arg->src, arg->ncols, arg->path, cell->text, NULL);
      return false;
    }
    if (!eval_figure(e, arg, cell->figure, &v) || !fold(e, x, arg, v, out, *first))
      return false;
    *first = false;
  }
  return true;
}

static bool eval_call(evaluator *e, const zb_expr *x, zb_value *out)
{
  bool first = true;
  for (size_t i = 0; i < x->nargs; i++) {
    int column;
    zb_value v;
    const zb_table *t = whole_column(e, x->arg[i], &column);
    if (t) {
      if (!fold_column(e, x, x->arg[i], t, column, out, &first))
        return false;
      continue;
    }
    if (!eval(e, x->arg[i], &v) || !fold(e, x, x->arg[i], v, out, first))
      return false;
    first = false;
  }
  return !first;
}

static bool eval(evaluator *e, const zb_expr *x, zb_value *out)
{
  switch (x->kind) {
  case ZB_X_REF:
    return eval_ref(e, x, out);
  case ZB_X_LITERAL:
    *out = zb_value_of(e->a, &x->q);
    return true;
  case ZB_X_NEG:
    if (!eval(e, x->arg[0], out))
      return false;
    *out = zb_value_neg(e->a, *out);
    return true;
  case ZB_X_SUM:
  case ZB_X_MIN:
  case ZB_X_MAX:
    return eval_call(e, x, out);
  default:
    return eval_binary(e, x, out);
  }
}

/* --- definitions ---------------------------------------------------------------------------------------------------------------- */

static void add_derived(evaluator *e, check *c)
{
  zb_build b = { .a = e->a, .d = e->d, .r = e->r };
  if (!zb_build_name(&b, c->rel.name, c->rel.name_src, c->rel.name_ncols))
    return;
  zb_figure f = { .id = c->rel.name, .q = zb_value_quantity(e->a, &c->value), .derived = true };
  f.src = f.id_src = c->rel.name_src;
  f.label = zb_obj_prose(c->props, ZB_K_LABEL);
  zb_figures_add(e->r->figures, f);
}

static void define(evaluator *e, check *c)
{
  if (c->state != TODO)
    return;
  c->state = DOING;
  zb_push(e->a, &e->chain, c->rel.name);
  c->state = eval(e, c->rel.right, &c->value) ? DONE : FAILED;
  e->chain.n--;
  if (c->state == DONE)
    add_derived(e, c);
}

static struct zb_checks *parse_all(evaluator *e)
{
  struct zb_checks *s = zb_new(e->a, struct zb_checks);
  const zb_val *list = zb_obj_get(e->r->props, ZB_K_CHECKS);
  s->by_name = zb_names_new(e->a);
  s->v = zb_newn(e->a, check, list ? list->nitems : 0);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *expr = zb_obj_get(list->item[i].obj, ZB_K_EXPR);
    check *c = &s->v[s->n];
    if (!expr || !zb_expr_parse(e->a, e->d, expr->node, &c->rel))
      continue;
    c->props = list->item[i].obj;
    s->n++;
    if (c->rel.op != ZB_REL_DEFINE)
      continue;
    const check *first = zb_names_get(s->by_name, c->rel.name);
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
  evaluator e = { .a = a, .d = d, .r = r };
  r->checks = e.checks = parse_all(&e);
  for (size_t i = 0; i < e.checks->n; i++) {
    check *c = &e.checks->v[i];
    if (c->rel.op == ZB_REL_DEFINE && zb_names_get(e.checks->by_name, c->rel.name) == c)
      define(&e, c);
  }
}

/* --- assertions ------------------------------------------------------------------------------------------------------------------ */

/* An expression with the printed text of its figures: 38个 / 297个. */
static const char *spelled(evaluator *e, const zb_expr *x)
{
  static const char *const sign[] = { [ZB_X_ADD] = "+", [ZB_X_SUB] = "-", [ZB_X_MUL] = "×", [ZB_X_DIV] = "÷" };
  static const char *const name[] = { [ZB_X_SUM] = "sum", [ZB_X_MIN] = "min", [ZB_X_MAX] = "max" };
  if (x->kind == ZB_X_REF) {
    const zb_figure *f = zb_figures_find(e->r->figures, x->path);
    return f ? f->q.text : x->path;
  }
  if (x->kind == ZB_X_LITERAL)
    return x->q.text;
  if (x->kind == ZB_X_NEG)
    return zb_arena_printf(e->a, "-%s", spelled(e, x->arg[0]));
  if (x->kind >= ZB_X_SUM) {
    char *out = zb_arena_printf(e->a, "%s(%s", name[x->kind], spelled(e, x->arg[0]));
    for (size_t i = 1; i < x->nargs; i++)
      out = zb_arena_printf(e->a, "%s, %s", out, spelled(e, x->arg[i]));
    return zb_arena_printf(e->a, "%s)", out);
  }
  const char *form[2];
  for (int i = 0; i < 2; i++) {
    const zb_expr *arg = x->arg[i];
    bool bracket = (arg->kind == ZB_X_ADD || arg->kind == ZB_X_SUB) && x->kind != ZB_X_ADD && (i == 1 || x->kind != ZB_X_SUB);
    form[i] = zb_arena_printf(e->a, bracket ? "(%s)" : "%s", spelled(e, arg));
  }
  return zb_arena_printf(e->a, "%s %s %s", form[0], sign[x->kind], form[1]);
}

/* "strong_share = 12.79%", "38个 ÷ 297个 = 12.7946%". */
static const char *side(evaluator *e, const zb_expr *x, const zb_value *v, int decimals)
{
  if (x->kind == ZB_X_REF)
    return zb_arena_printf(e->a, "%s = %s", x->path, spelled(e, x));
  if (x->kind == ZB_X_LITERAL)
    return x->q.text;
  zb_value more = *v;
  if (v->computed && more.decimals < decimals + 2)
    more.decimals = decimals + 2;
  return zb_arena_printf(e->a, "%s = %s", spelled(e, x), shown(e, &more));
}

/* The places of up to eight figures of the line. */
static const char *places(evaluator *e)
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

static bool accepted(evaluator *e, zb_diag_code code)
{
  for (size_t i = 0; i < e->used.n; i++)
    if (zb_report_accepts(e->r, zb_diag_slug(code), e->used.v[i]->id))
      return true;
  return false;
}

/* Reports a finding about a relation unless the report accepts it; is it still standing? */
static bool report(evaluator *e, zb_diag_code code, const zb_relation *rel, const zb_value *l, const zb_value *r)
{
  if (accepted(e, code))
    return false;
  int decimals = l->decimals > r->decimals ? l->decimals : r->decimals;
  zb_diag_range(e->d, code, rel->src, rel->ncols, rel->text, side(e, rel->left, l, r->computed ? l->decimals : decimals),
                side(e, rel->right, r, l->computed ? r->decimals : l->decimals), places(e), NULL);
  return true;
}

/* 10^step is the coarser printed precision of the two sides; computed quotients have none of their own. */
static int printed_step(const zb_value *l, const zb_value *r)
{
  int sl = l->scale - l->decimals, sr = r->scale - r->decimals;
  if (l->computed != r->computed)
    return l->computed ? sr : sl;
  return sl > sr ? sl : sr;
}

/* v rounded to a multiple of 10^step. */
static zb_num at_step(zb_arena *a, zb_num v, int step)
{
  if (step <= 0)
    return zb_num_round(a, v, -step);
  zb_num unit = zb_num_pow10(a, step);
  return zb_num_mul(a, zb_num_round(a, zb_num_div(a, v, unit), 0), unit);
}

/* v cut off at 10^step, towards zero. */
static zb_num cut_at(zb_arena *a, zb_num v, int step)
{
  zb_num rounded = at_step(a, v, step), size = v, abs = rounded;
  size.sign = size.sign ? 1 : 0;
  abs.sign = abs.sign ? 1 : 0;
  if (zb_num_cmp(abs, size) <= 0)
    return rounded;
  abs = zb_num_sub(a, abs, zb_num_pow10(a, step));
  abs.sign *= v.sign;
  return abs;
}

typedef enum verdict { HOLDS, WITHIN_ROUNDING, CUT_OFF, BROKEN } verdict;

static verdict equal(evaluator *e, const zb_value *l, const zb_value *r)
{
  bool exact = l->approx == ZB_APPROX_NONE && r->approx == ZB_APPROX_NONE;
  if (!exact)
    return zb_ival_meet(&l->wide, &r->wide) ? HOLDS : BROKEN;
  int step = printed_step(l, r);
  zb_num x = at_step(e->a, l->v, step), y = at_step(e->a, r->v, step);
  if (zb_num_cmp(x, y) == 0)
    return HOLDS;
  if (l->computed != r->computed) {
    zb_num typed = l->computed ? r->v : l->v, result = l->computed ? l->v : r->v;
    if (zb_num_cmp(cut_at(e->a, result, step), typed) == 0)
      return CUT_OFF;
  }
  return zb_ival_meet(&l->wide, &r->wide) ? WITHIN_ROUNDING : BROKEN;
}

static verdict judge(evaluator *e, zb_relation_op op, const zb_value *l, const zb_value *r)
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
static bool assert_one(evaluator *e, const zb_relation *rel)
{
  zb_value l, r;
  e->used.n = 0;
  bool left = eval(e, rel->left, &l), right = eval(e, rel->right, &r);
  if (!left || !right)
    return false;
  if (!zb_value_align(e->a, &l, &r)) {
    units(e, rel->right, &l, &r, VERB_COMPARE);
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
  evaluator e = { .a = a, .d = d, .r = r, .checks = r->checks };
  zb_check_counts n = { 0 };
  for (size_t i = 0; r->checks && i < r->checks->n; i++) {
    if (r->checks->v[i].rel.op == ZB_REL_DEFINE)
      continue;
    n.checked++;
    n.failed += !assert_one(&e, &r->checks->v[i].rel);
  }
  return n;
}
