/* Tables: looks of cells by rules (top, bottom, negative, comparisons) and grounds by value. */
#include <stdlib.h>

#include "block/table.h"
#include "model/names.h"

/* --- rules ----------------------------------------------------------------------------------------------------- */

typedef enum rule_kind { RULE_TOP, RULE_BOTTOM, RULE_NEGATIVE, RULE_TEST, RULE_NONE } rule_kind;

typedef struct condition {
  rule_kind kind;
  size_t n;
  zb_vtest *test;
} condition;

/* "top 3", "前3": the count, or 0. */
static size_t count_after(const char *text, const char *word)
{
  size_t len = strlen(word);
  if (strncmp(text, word, len) != 0)
    return 0;
  text += len + strspn(text + len, " ");
  return strspn(text, "0123456789") == strlen(text) ? strtoul(text, NULL, 10) : 0;
}

static condition parse_rule(zb_arena *a, const char *text)
{
  size_t top = count_after(text, "top"), bottom = count_after(text, "bottom");
  top = top ? top : count_after(text, "前");
  bottom = bottom ? bottom : count_after(text, "后");
  if (top || bottom)
    return (condition){.kind = top ? RULE_TOP : RULE_BOTTOM, .n = top ? top : bottom};
  if (strcmp(text, "negative") == 0 || strcmp(text, "负数") == 0)
    return (condition){.kind = RULE_NEGATIVE};
  zb_vtest *test = zb_vtest_parse(a, text);
  return (condition){.kind = test ? RULE_TEST : RULE_NONE, .test = test};
}

static const zb_quantity *body_value(const zb_grid *g, size_t row, size_t k)
{
  return g->row[row].kind == ZB_TROW_BODY ? zb_grid_cell(g, row, k)->view->q : NULL;
}

static int by_value(const void *x, const void *y)
{
  const zb_quantity *const *l = x, *const *r = y;
  return zb_num_cmp((*l)->value, (*r)->value);
}

/* The value a cell must reach to be among the n first (or last) of its column; NULL: there is no number. Ties count. */
static const zb_quantity *bound(zb_block_ctx *c, const zb_grid *g, size_t k, const condition *rule)
{
  const zb_quantity **q = zb_newn(c->arena, const zb_quantity *, g->nrows);
  size_t n = 0;
  for (size_t r = g->nhead; r < g->nrows; r++)
    if (body_value(g, r, k))
      q[n++] = body_value(g, r, k);
  if (n == 0)
    return NULL;
  qsort(q, n, sizeof *q, by_value);
  size_t m = rule->n < n ? rule->n : n;
  return rule->kind == RULE_TOP ? q[n - m] : q[m - 1];
}

static bool applies(const zb_grid *g, size_t row, size_t k, const condition *rule, const zb_quantity *limit)
{
  const zb_quantity *q = body_value(g, row, k);
  if (g->row[row].kind != ZB_TROW_BODY)
    return false;
  switch (rule->kind) {
  case RULE_TOP:
    return q && limit && zb_num_cmp(q->value, limit->value) >= 0;
  case RULE_BOTTOM:
    return q && limit && zb_num_cmp(q->value, limit->value) <= 0;
  case RULE_NEGATIVE:
    return q && q->value.sign < 0;
  default:
    return zb_vtest_holds(rule->test, zb_grid_cell(g, row, k)->view);
  }
}

static void apply(zb_tlook *look, const zb_tlook *with)
{
  if (with->color.a)
    look->color = with->color;
  if (with->fill.a)
    look->fill = with->fill;
  look->strong = look->strong || with->strong;
}

/* A colour of the layout's palette by name, or written out; unknown names are reported. */
static zb_rgba color_of(zb_block_ctx *c, const zb_val *v)
{
  static const zb_rgba none = {0};
  if (!v || !v->text)
    return v ? v->color : none;
  zb_rgba found = zb_layout_color(c->layout, v->text, none);
  if (found.a)
    return found;
  const char **names = zb_newn(c->arena, const char *, c->layout->ncolors + 1);
  for (size_t i = 0; i < c->layout->ncolors; i++)
    names[i] = c->layout->color[i].name;
  zb_diag_range(c->diags, ZB_D_COLOR_UNKNOWN, v->src, v->ncols, v->text,
                zb_names_suggest(c->arena, v->text, names, c->layout->ncolors), NULL);
  return none;
}

static const char *nearest_column(zb_block_ctx *c, const zb_grid *g, const char *name)
{
  const char **names = zb_newn(c->arena, const char *, g->ncols);
  for (size_t k = 0; k < g->ncols; k++)
    names[k] = g->view->column[k].name;
  return zb_names_suggest(c->arena, name, names, g->ncols);
}

/* The columns a rule looks at. */
static bool *columns_of(zb_block_ctx *c, const zb_grid *g, const zb_obj *o)
{
  const zb_val *list = zb_obj_get(o, ZB_K_COLUMNS);
  bool *in = zb_newn(c->arena, bool, g->ncols);
  for (size_t k = 0; k < g->ncols; k++)
    in[k] = !list;
  for (size_t i = 0; list && i < list->nitems; i++) {
    size_t k = zb_view_column(g->view, list->item[i].text);
    if (k < g->ncols)
      in[k] = true;
    else
      zb_diag_range(c->diags, ZB_D_COLUMN_UNKNOWN, list->item[i].src, list->item[i].ncols, "-", list->item[i].text,
                    nearest_column(c, g, list->item[i].text), NULL);
  }
  return in;
}

static void apply_rule(zb_block_ctx *c, const zb_grid *g, const zb_val *item, zb_tlook *look)
{
  const zb_obj *o = item->obj;
  const zb_val *when = zb_obj_get(o, ZB_K_CONDITION);
  if (!when)
    return;
  condition rule = parse_rule(c->arena, when->text);
  if (rule.kind == RULE_NONE) {
    zb_diag_range(c->diags, ZB_D_RULE_FORM, when->src, when->ncols, when->text, NULL);
    return;
  }
  zb_tlook with = {.color = color_of(c, zb_obj_get(o, ZB_K_COLOR)), .fill = color_of(c, zb_obj_get(o, ZB_K_FILL))};
  with.strong = zb_obj_bool(o, ZB_K_STRONG, false);
  bool *in = columns_of(c, g, o), whole = zb_obj_bool(o, ZB_K_WHOLE_ROW, false);
  for (size_t k = 0; k < g->ncols; k++) {
    if (!in[k])
      continue;
    const zb_quantity *limit = rule.kind <= RULE_BOTTOM ? bound(c, g, k, &rule) : NULL;
    for (size_t r = g->nhead; r < g->nrows; r++) {
      if (!applies(g, r, k, &rule, limit))
        continue;
      for (size_t i = whole ? 0 : k; i < (whole ? g->ncols : k + 1); i++)
        apply(&look[r * g->ncols + i], &with);
    }
  }
}

/* --- shades ---------------------------------------------------------------------------------------------------- */

enum { DEEPEST = 120 }; /* of 256: ink stays readable on it */

/* Grounds from paper to the accent, by where a value lies between 0 (or the least) and the greatest; negative ones go to
   grey. */
static void shade(zb_block_ctx *c, const zb_grid *g, size_t k, zb_tlook *look)
{
  zb_num most = {0};
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_quantity *q = body_value(g, r, k);
    zb_num v = q ? q->value : (zb_num){0};
    v.sign = v.sign ? 1 : 0;
    if (zb_num_cmp(v, most) > 0)
      most = v;
  }
  zb_rgba other = zb_part_color(c, ZB_HUE_BAR_OTHER);
  for (size_t r = g->nhead; most.sign && r < g->nrows; r++) {
    const zb_quantity *q = body_value(g, r, k);
    if (!q)
      continue;
    int t = zb_num_scale(q->value, most, DEEPEST);
    look[r * g->ncols + k].fill = zb_color_mix(g->paper, t < 0 ? other : g->accent, t < 0 ? -t : t);
  }
}

zb_tlook *zb_grid_looks(zb_block_ctx *c, const zb_block *b, const zb_grid *g)
{
  const zb_val *rules = zb_obj_get(b->props, ZB_K_RULES);
  bool any = rules != NULL;
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_val *v = zb_vcolumn_prop(&g->view->column[k], ZB_K_SHADE);
    any = any || (v && v->i);
  }
  if (!any)
    return NULL;
  zb_tlook *look = zb_newn(c->arena, zb_tlook, g->nrows * g->ncols);
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_val *v = zb_vcolumn_prop(&g->view->column[k], ZB_K_SHADE);
    if (v && v->i)
      shade(c, g, k, look);
  }
  for (size_t i = 0; rules && i < rules->nitems; i++)
    apply_rule(c, g, &rules->item[i], look);
  return look;
}
