/* The functions of expressions: sum, share, growth ... (function.def). */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/eval.h"

typedef ZB_VEC(zb_value) values;

/* --- arguments ---------------------------------------------------------------------------------------------------- */

/* The column of sum(table.column), or NULL if the argument is something else. */
static const zb_table *whole_column(zb_eval *e, const zb_expr *arg, int *column)
{
  const char **segment;
  if (arg->kind != ZB_X_REF || zb_path_split(e->a, arg->path, &segment) != 2 || strcmp(segment[0], "row") == 0)
    return NULL;
  const zb_table *t = zb_report_table(e->r, segment[0]);
  *column = t ? zb_table_column(t, NULL, segment[1], arg->src, arg->ncols) : -1;
  return *column >= 0 ? t : NULL;
}

static bool column_values(zb_eval *e, const zb_expr *arg, const zb_table *t, int column, values *out)
{
  for (size_t r = 0; r < t->nrows; r++) {
    const zb_cell *cell = zb_table_cell(t, r, (size_t)column);
    zb_value v;
    if (!cell->figure) {
      zb_diag_range(e->d, ZB_D_REF_TEXT, arg->src, arg->ncols, arg->path, cell->text, NULL);
      return false;
    }
    if (!zb_eval_figure(e, arg, cell->figure, &v))
      return false;
    zb_push(e->a, out, v);
  }
  return true;
}

/* All arguments; a column gives one value a row. */
static bool arguments(zb_eval *e, const zb_expr *x, values *out)
{
  bool fine = true;
  for (size_t i = 0; i < x->nargs; i++) {
    int column;
    zb_value v;
    const zb_table *t = whole_column(e, x->arg[i], &column);
    bool got = t ? column_values(e, x->arg[i], t, column, out) : zb_eval_expr(e, x->arg[i], &v);
    if (got && !t)
      zb_push(e->a, out, v);
    fine = fine && got;
  }
  return fine;
}

/* The expression that gave value i, for its place. */
static const zb_expr *arg_of(const zb_expr *x, size_t i)
{
  return x->arg[i < x->nargs ? i : x->nargs - 1];
}

/* --- functions of any number of arguments ------------------------------------------------------------------------- */

static bool extreme(zb_eval *e, const zb_expr *x, const values *v, zb_value *out)
{
  *out = v->v[0];
  for (size_t i = 1; i < v->n; i++) {
    if (strcmp(out->unit, v->v[i].unit) != 0) {
      zb_eval_units(e, arg_of(x, i), out, &v->v[i]);
      return false;
    }
    int c = zb_num_cmp(v->v[i].v, out->v);
    if ((x->fn == ZB_FN_MIN && c < 0) || (x->fn == ZB_FN_MAX && c > 0))
      *out = v->v[i];
  }
  return true;
}

static bool fold(zb_eval *e, zb_expr_kind kind, const zb_expr *x, const values *v, zb_value *out)
{
  *out = v->v[0];
  for (size_t i = 1; i < v->n; i++) {
    zb_value so_far = *out;
    if (!zb_eval_apply(e, kind, arg_of(x, i), &so_far, &v->v[i], out))
      return false;
  }
  return true;
}

/* --- functions of two --------------------------------------------------------------------------------------------- */

static zb_value plain(zb_eval *e, long n)
{
  zb_quantity q = {.text = "", .prefix = "", .digits = "", .scale_text = "", .unit = "", .suffix = ""};
  q.value = zb_num_int(e->a, n);
  return zb_value_of(e->a, &q);
}

/* part / whole in percent; both must count the same thing. */
static bool share(zb_eval *e, const zb_expr *x, const zb_value *part, const zb_value *whole, zb_value *out)
{
  if (strcmp(part->unit, whole->unit) != 0) {
    zb_eval_units(e, x->arg[1], part, whole);
    return false;
  }
  return zb_eval_apply(e, ZB_X_DIV, x->arg[1], part, whole, out) && zb_value_percent(e->a, out);
}

/* after / before less 1 (or 1 less it) in percent: each argument stands once, so that intervals stay tight. */
static bool growth(zb_eval *e, const zb_expr *x, const zb_value *before, const zb_value *after, zb_value *out)
{
  zb_value times, one = plain(e, 1);
  if (strcmp(before->unit, after->unit) != 0) {
    zb_eval_units(e, x->arg[1], before, after);
    return false;
  }
  if (!zb_eval_apply(e, ZB_X_DIV, x->arg[0], after, before, &times))
    return false;
  bool cut = x->fn == ZB_FN_CUT;
  if (!zb_eval_apply(e, ZB_X_SUB, x->arg[1], cut ? &one : &times, cut ? &times : &one, out))
    return false;
  out->decimals = 2;
  return zb_value_percent(e->a, out);
}

static bool points(zb_eval *e, const zb_expr *x, const zb_value *l, const zb_value *r, zb_value *out)
{
  if (strcmp(l->unit, "%") == 0 && strcmp(r->unit, "%") == 0)
    return zb_eval_apply(e, ZB_X_SUB, x->arg[1], l, r, out);
  zb_eval_units(e, x->arg[1], l, r);
  return false;
}

/* round(x, n): n is a whole number from 0 to 9 as it stands. */
static bool rounded(zb_eval *e, const zb_expr *x, zb_value v, zb_value *out)
{
  const zb_expr *n = x->arg[1];
  bool digit = n->kind == ZB_X_LITERAL && n->q.text[0] >= '0' && n->q.text[0] <= '9' && !n->q.text[1];
  if (!digit)
    zb_diag_range(e->d, ZB_D_CHECK_DECIMALS, n->src, n->ncols, NULL);
  else
    *out = zb_value_round(e->a, v, n->q.text[0] - '0', x->fn == ZB_FN_TRUNC);
  return digit;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

bool zb_eval_call(zb_eval *e, const zb_expr *x, zb_value *out)
{
  values v = {0};
  if (!arguments(e, x, &v))
    return false;
  if (v.n < (size_t)zb_function_of(x->fn)->least) { /* an empty column */
    zb_diag_range(e->d, ZB_D_CHECK_MISSING, x->src, x->ncols, x->arg[0]->path, NULL);
    return false;
  }
  switch (x->fn) {
  case ZB_FN_SUM:
    return fold(e, ZB_X_ADD, x, &v, out);
  case ZB_FN_PRODUCT:
    return fold(e, ZB_X_MUL, x, &v, out);
  case ZB_FN_MIN:
  case ZB_FN_MAX:
    return extreme(e, x, &v, out);
  case ZB_FN_COUNT:
    *out = plain(e, (long)v.n);
    out->tally = true;
    return true;
  case ZB_FN_DIFFERENCE:
    return zb_eval_apply(e, ZB_X_SUB, x->arg[1], &v.v[0], &v.v[1], out);
  case ZB_FN_RATIO:
    return zb_eval_apply(e, ZB_X_DIV, x->arg[1], &v.v[0], &v.v[1], out);
  case ZB_FN_SHARE:
    return share(e, x, &v.v[0], &v.v[1], out);
  case ZB_FN_CHANGE:
    return zb_eval_apply(e, ZB_X_SUB, x->arg[1], &v.v[1], &v.v[0], out);
  case ZB_FN_GROWTH:
  case ZB_FN_CUT:
    return growth(e, x, &v.v[0], &v.v[1], out);
  case ZB_FN_POINTS:
    return points(e, x, &v.v[0], &v.v[1], out);
  default:
    return rounded(e, x, v.v[0], out);
  }
}
