/* The expressions of checks: text with places into trees. */
#ifndef ZB_MODEL_EXPR_H
#define ZB_MODEL_EXPR_H

#include "model/quantity.h"
#include "read/node.h"

typedef enum zb_expr_kind {
  ZB_X_REF,     /* path */
  ZB_X_LITERAL, /* q */
  ZB_X_NEG,     /* arg[0] */
  ZB_X_ADD,
  ZB_X_SUB,
  ZB_X_MUL,
  ZB_X_DIV,
  ZB_X_CALL /* fn of args */
} zb_expr_kind;

/* The functions: one line each in function.def. */
typedef enum zb_fn {
#define ZB_FUNCTION(id, en, zh, least, most, doc_en, doc_zh) ZB_FN_##id,
#include "model/function.def"
#undef ZB_FUNCTION
  ZB_FN_COUNT_ALL
} zb_fn;

typedef struct zb_function {
  const char *name[2]; /* by zb_lang */
  int least, most;     /* arguments; most 0: any number */
} zb_function;

typedef struct zb_expr {
  zb_expr_kind kind;
  zb_src src;
  int ncols;
  const char *path;
  zb_fn fn;
  zb_quantity q;
  struct zb_expr **arg;
  size_t nargs;
} zb_expr;

typedef enum zb_relation_op {
  ZB_REL_DEFINE, /* := */
  ZB_REL_EQ,
  ZB_REL_NE,
  ZB_REL_LT,
  ZB_REL_LE,
  ZB_REL_GT,
  ZB_REL_GE
} zb_relation_op;

typedef struct zb_relation {
  const char *text; /* the line as written */
  zb_src src;
  int ncols;
  zb_relation_op op;
  const char *name; /* DEFINE: the figure; else NULL */
  zb_src name_src;
  int name_ncols;
  zb_expr *left, *right; /* left is NULL for DEFINE */
} zb_relation;

/* Parses one line: `name := expression` or `expression relation expression`; + - * / ( ) , and their full-width and
   mathematical synonyms; quantities, paths, the functions of function.def. False after a diagnostic at the exact place. */
bool zb_expr_parse(zb_arena *a, zb_diags *d, const zb_node *line, zb_relation *out);
/* Names and numbers of arguments of a function. */
const zb_function *zb_function_of(zb_fn fn);

#endif
