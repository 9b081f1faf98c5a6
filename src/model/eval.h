/* Inside the checks: lines, the evaluator that both definitions and assertions use. */
#ifndef ZB_MODEL_EVAL_H
#define ZB_MODEL_EVAL_H

#include "base/vec.h"
#include "model/build.h"
#include "model/expr.h"
#include "model/value.h"

typedef struct zb_check {
  zb_relation rel;
  const zb_obj *props;                                                          /* of the line: label */
  enum { ZB_CHECK_OPEN, ZB_CHECK_DOING, ZB_CHECK_DONE, ZB_CHECK_FAILED } state; /* definitions */
  bool broken;                                                                  /* an assertion that does not hold */
  zb_value value;
} zb_check;

struct zb_checks {
  zb_check *v;
  size_t n;
  zb_names *by_name; /* definitions */
};

typedef struct zb_eval {
  zb_arena *a;
  zb_diags *d;
  zb_report *r;
  struct zb_checks *checks;
  ZB_VEC(const char *) chain;     /* definitions under evaluation */
  ZB_VEC(const zb_figure *) used; /* figures of the line, for messages */
} zb_eval;

/* The value of an expression; false after a diagnostic (or when a definition it needs failed). */
bool zb_eval_expr(zb_eval *e, const zb_expr *x, zb_value *out);
/* l + - * / r; what is wrong is reported at x. */
bool zb_eval_apply(zb_eval *e, zb_expr_kind kind, const zb_expr *x, const zb_value *l, const zb_value *r,
                   zb_value *out);
/* The value of a figure that x names; false after a diagnostic when it has none to reckon with. */
bool zb_eval_figure(zb_eval *e, const zb_expr *x, const zb_figure *f, zb_value *out);
/* evalcall.c: the functions of function.def. */
bool zb_eval_call(zb_eval *e, const zb_expr *x, zb_value *out);
/* Evaluates a definition, once, and adds its figure. */
void zb_eval_define(zb_eval *e, zb_check *c);
/* Reports that two values do not go together. */
void zb_eval_units(zb_eval *e, const zb_expr *x, const zb_value *l, const zb_value *r);

#endif
