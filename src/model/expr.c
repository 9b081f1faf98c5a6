/* Tokens and recursive descent for checks. */
#include "model/expr.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/names.h"
#include "read/path.h"

enum { DEPTH_MAX = 60, OPERATORS_MAX = 400 }; /* they bound the depth of the tree */

typedef enum token_kind {
  T_END,
  T_PATH,
  T_LITERAL,
  T_PLUS,
  T_MINUS,
  T_TIMES,
  T_OVER,
  T_OPEN,
  T_CLOSE,
  T_COMMA,
  T_DEFINE,
  T_EQ,
  T_NE,
  T_LT,
  T_LE,
  T_GT,
  T_GE,
  T_WRONG
} token_kind;

typedef struct token {
  token_kind kind;
  size_t from, to; /* bytes of the line */
} token;

typedef struct parser {
  zb_arena *a;
  zb_diags *d;
  const zb_node *line;
  size_t at;
  token t; /* the current token */
  int depth, operators;
  bool failed; /* one diagnostic a line */
} parser;

/* --- tokens ------------------------------------------------------------------------------------------------------- */

static const struct sign {
  const char *text;
  token_kind kind;
} signs[] = {
    /* longer ones first */
    {":=", T_DEFINE}, {"：=", T_DEFINE}, {":＝", T_DEFINE}, {"：＝", T_DEFINE}, {"≔", T_DEFINE}, {"==", T_EQ},
    {"!=", T_NE},     {"<>", T_NE},      {"<=", T_LE},      {">=", T_GE},       {"≤", T_LE},     {"≥", T_GE},
    {"≠", T_NE},      {"=", T_EQ},       {"＝", T_EQ},      {"<", T_LT},        {"＜", T_LT},    {">", T_GT},
    {"＞", T_GT},     {"+", T_PLUS},     {"＋", T_PLUS},    {"-", T_MINUS},     {"－", T_MINUS}, {"−", T_MINUS},
    {"*", T_TIMES},   {"×", T_TIMES},    {"＊", T_TIMES},   {"/", T_OVER},      {"÷", T_OVER},   {"／", T_OVER},
    {"(", T_OPEN},    {"（", T_OPEN},    {")", T_CLOSE},    {"）", T_CLOSE},    {",", T_COMMA},  {"，", T_COMMA},
};

static size_t skip_space(const char *s, size_t at)
{
  for (;;) {
    if (s[at] == ' ' || s[at] == '\t' || s[at] == '\n')
      at++;
    else if (strncmp(s + at, "　", 3) == 0)
      at += 3;
    else
      return at;
  }
}

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Bytes of a word of approximation or 第 before a digit, or 0. */
static size_t prefix_bytes(const char *s)
{
  static const char ordinal[] = "第";
  size_t n = zb_quantity_prefix(s);
  if (n == 0 && strncmp(s, ordinal, sizeof ordinal - 1) == 0)
    n = sizeof ordinal - 1;
  return is_digit(s[n]) ? n : 0;
}

/* A bracketed part of a unit, such as (次): bytes, or 0. */
static size_t unit_bracket(const char *s)
{
  const char *p = s;
  uint32_t open = zb_utf8_next(&p);
  if (open != '(' && open != 0xFF08)
    return 0;
  const char *from = p;
  while (*p) {
    uint32_t c = zb_utf8_next(&p);
    if (c == ')' || c == 0xFF09)
      return p > from + 3 ? (size_t)(p - s) : 0;
    if (!zb_utf8_is_han(c))
      return 0;
  }
  return 0;
}

/* The end of a quantity that begins at s: digits, one point, then Han, Latin, % ‰ ℃ and brackets. */
static size_t literal_end(const char *s, size_t at)
{
  while (is_digit(s[at]))
    at++;
  if (s[at] == '.' && is_digit(s[at + 1]))
    for (at++; is_digit(s[at]);)
      at++;
  while (s[at]) {
    const char *p = s + at;
    uint32_t c = zb_utf8_next(&p);
    bool unit = c == '%' || c == 0x2030 || c == 0x2103 || c == 0xB0 || (c != '_' && zb_id_start(c));
    size_t bracket = unit ? 0 : unit_bracket(s + at);
    if (!unit && bracket == 0)
      break;
    at = unit ? (size_t)(p - s) : at + bracket;
  }
  return at;
}

static void next(parser *p)
{
  const char *s = p->line->text;
  p->at = skip_space(s, p->at);
  p->t = (token){.kind = T_END, .from = p->at, .to = p->at};
  if (!s[p->at])
    return;
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    size_t n = strlen(signs[i].text);
    if (strncmp(s + p->at, signs[i].text, n) == 0) {
      p->t = (token){.kind = signs[i].kind, .from = p->at, .to = p->at += n};
      return;
    }
  }
  size_t prefix = prefix_bytes(s + p->at);
  if (prefix || is_digit(s[p->at])) {
    p->t.kind = T_LITERAL;
    p->at = literal_end(s, p->at + prefix);
  } else {
    p->at += zb_path_scan(s + p->at, p->line->len - p->at);
    p->t.kind = p->at > p->t.from ? T_PATH : T_WRONG;
    if (p->t.kind == T_WRONG) {
      const char *c = s + p->at;
      zb_utf8_next(&c);
      p->at = (size_t)(c - s);
    }
  }
  p->t.to = p->at;
}

/* --- places ------------------------------------------------------------------------------------------------------- */

static char *token_text(const parser *p, token t)
{
  return zb_arena_strndup(p->a, p->line->text + t.from, t.to - t.from);
}

static int columns(const parser *p, size_t from, size_t to)
{
  int n = (int)zb_utf8_count(p->line->text + from, to - from);
  return n > 0 ? n : 1;
}

static zb_expr *make(const parser *p, zb_expr_kind kind, size_t from, size_t to)
{
  zb_expr *e = zb_new(p->a, zb_expr);
  *e = (zb_expr){.kind = kind, .src = zb_node_place(p->line, from), .ncols = columns(p, from, to)};
  return e;
}

/* Something else stands where `code` says what is wanted. */
static zb_expr *fail(parser *p, zb_diag_code code)
{
  if (!p->failed)
    zb_diag_range(p->d, code, zb_node_place(p->line, p->t.from), columns(p, p->t.from, p->t.to),
                  p->t.kind == T_END ? "…" : token_text(p, p->t), NULL);
  p->failed = true;
  return NULL;
}

/* --- grammar ------------------------------------------------------------------------------------------------------ */

static zb_expr *sum_of_terms(parser *p);

static zb_expr *binary(parser *p, zb_expr_kind kind, zb_expr *x, zb_expr *y, size_t from)
{
  if (++p->operators > OPERATORS_MAX)
    return fail(p, ZB_D_EXPR_DEPTH);
  zb_expr *e = make(p, kind, from, p->t.from);
  e->arg = zb_newn(p->a, zb_expr *, 2);
  e->arg[0] = x;
  e->arg[1] = y;
  e->nargs = 2;
  return e;
}

static const zb_function functions[ZB_FN_COUNT_ALL] = {
#define ZB_FUNCTION(id, en, zh, least, most, doc_en, doc_zh) [ZB_FN_##id] = {{en, zh}, least, most},
#include "model/function.def"
#undef ZB_FUNCTION
};

const zb_function *zb_function_of(zb_fn fn)
{
  return &functions[fn];
}

static int function_named(const char *name)
{
  for (int i = 0; i < ZB_FN_COUNT_ALL; i++)
    if (strcmp(functions[i].name[ZB_LANG_EN], name) == 0 || strcmp(functions[i].name[ZB_LANG_ZH], name) == 0)
      return i;
  return -1;
}

/* How many arguments a function takes, when it got another number of them. */
static zb_expr *wrong_count(parser *p, const zb_expr *e)
{
  const zb_function *f = zb_function_of(e->fn);
  const char *wanted = zb_arena_printf(p->a, f->most == 0 ? "≥ %d" : "%d", f->least);
  zb_diag_range(p->d, ZB_D_EXPR_ARGUMENTS, e->src, e->ncols, f->name[ZB_LANG_EN], wanted,
                zb_arena_printf(p->a, "%zu", e->nargs), NULL);
  p->failed = true;
  return NULL;
}

static zb_expr *call(parser *p, zb_fn fn, size_t from)
{
  ZB_VEC(zb_expr *) args = {0};
  do {
    next(p); /* the open bracket or comma */
    zb_expr *arg = sum_of_terms(p);
    if (!arg)
      return NULL;
    zb_push(p->a, &args, arg);
  } while (p->t.kind == T_COMMA);
  if (p->t.kind != T_CLOSE)
    return fail(p, ZB_D_EXPR_CLOSE);
  next(p);
  zb_expr *e = make(p, ZB_X_CALL, from, p->t.from);
  e->fn = fn;
  e->arg = args.v;
  e->nargs = args.n;
  const zb_function *f = zb_function_of(fn);
  return e->nargs < (size_t)f->least || (f->most > 0 && e->nargs > (size_t)f->most) ? wrong_count(p, e) : e;
}

static zb_expr *unknown_function(parser *p, token t, const char *name)
{
  const char *names[ZB_FN_COUNT_ALL];
  int lang = (unsigned char)name[0] > 0x7F;
  for (int i = 0; i < ZB_FN_COUNT_ALL; i++)
    names[i] = functions[i].name[lang];
  zb_diag_range(p->d, ZB_D_EXPR_FUNCTION, zb_node_place(p->line, t.from), columns(p, t.from, t.to), name,
                zb_names_suggest(p->a, name, names, ZB_FN_COUNT_ALL), NULL);
  p->failed = true;
  return NULL;
}

static zb_expr *path_or_call(parser *p)
{
  token t = p->t;
  const char *name = token_text(p, t);
  next(p);
  int fn = p->t.kind == T_OPEN ? function_named(name) : -1;
  if (fn >= 0)
    return call(p, (zb_fn)fn, t.from);
  if (p->t.kind == T_OPEN)
    return unknown_function(p, t, name);
  zb_expr *e = make(p, ZB_X_REF, t.from, t.to);
  e->path = name;
  return e;
}

static zb_expr *literal(parser *p)
{
  zb_expr *e = make(p, ZB_X_LITERAL, p->t.from, p->t.to);
  if (!zb_quantity_parse(p->a, p->d, token_text(p, p->t), e->src, &e->q)) {
    p->failed = true;
    return NULL;
  }
  next(p);
  return e;
}

static zb_expr *factor(parser *p)
{
  zb_expr *e = NULL;
  size_t from = p->t.from;
  if (p->depth >= DEPTH_MAX)
    return fail(p, ZB_D_EXPR_DEPTH);
  p->depth++;
  switch (p->t.kind) {
  case T_PATH:
    e = path_or_call(p);
    break;
  case T_LITERAL:
    e = literal(p);
    break;
  case T_MINUS:
    next(p);
    e = factor(p);
    if (e) {
      zb_expr *inner = e;
      e = binary(p, ZB_X_NEG, inner, NULL, from);
      if (e)
        e->nargs = 1;
    }
    break;
  case T_OPEN:
    next(p);
    e = sum_of_terms(p);
    if (e && p->t.kind != T_CLOSE)
      e = fail(p, ZB_D_EXPR_CLOSE);
    else if (e)
      next(p);
    break;
  default:
    fail(p, ZB_D_EXPR_OPERAND);
  }
  p->depth--;
  return e;
}

static zb_expr *product(parser *p)
{
  size_t from = p->t.from;
  zb_expr *x = factor(p);
  while (x && (p->t.kind == T_TIMES || p->t.kind == T_OVER)) {
    zb_expr_kind kind = p->t.kind == T_TIMES ? ZB_X_MUL : ZB_X_DIV;
    next(p);
    zb_expr *y = factor(p);
    x = y ? binary(p, kind, x, y, from) : NULL;
  }
  return x;
}

static zb_expr *sum_of_terms(parser *p)
{
  size_t from = p->t.from;
  zb_expr *x = product(p);
  while (x && (p->t.kind == T_PLUS || p->t.kind == T_MINUS)) {
    zb_expr_kind kind = p->t.kind == T_PLUS ? ZB_X_ADD : ZB_X_SUB;
    next(p);
    zb_expr *y = product(p);
    x = y ? binary(p, kind, x, y, from) : NULL;
  }
  return x;
}

static bool relation_op(token_kind t, zb_relation_op *op)
{
  if (t < T_EQ || t > T_GE)
    return false;
  *op = (zb_relation_op)(ZB_REL_EQ + (int)(t - T_EQ));
  return true;
}

/* name := ... when the second token is := */
static bool definition_head(parser *p, zb_relation *out)
{
  parser ahead = *p;
  token name = p->t;
  if (name.kind != T_PATH)
    return false;
  next(&ahead);
  if (ahead.t.kind != T_DEFINE)
    return false;
  out->op = ZB_REL_DEFINE;
  out->name = token_text(p, name);
  out->name_src = zb_node_place(p->line, name.from);
  out->name_ncols = columns(p, name.from, name.to);
  *p = ahead;
  next(p);
  return true;
}

bool zb_expr_parse(zb_arena *a, zb_diags *d, const zb_node *line, zb_relation *out)
{
  parser p = {.a = a, .d = d, .line = line};
  *out = (zb_relation){.text = line->text, .src = line->src, .ncols = line->ncols};
  next(&p);
  if (!definition_head(&p, out)) {
    out->left = sum_of_terms(&p);
    if (out->left && !relation_op(p.t.kind, &out->op))
      fail(&p, p.t.kind == T_END ? ZB_D_EXPR_NO_RELATION : ZB_D_EXPR_OPERATOR);
    if (p.failed)
      return false;
    next(&p);
  }
  out->right = sum_of_terms(&p);
  if (out->right && p.t.kind != T_END)
    fail(&p, ZB_D_EXPR_OPERATOR);
  return !p.failed;
}
