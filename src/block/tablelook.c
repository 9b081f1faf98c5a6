/* Tables: looks of cells by rules (top, bottom, negative, comparisons) and grounds by value. */
#include <stdlib.h>

#include "block/table.h"
#include "model/names.h"

/* --- rules ----------------------------------------------------------------------------------------------------- */

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
static const zb_quantity *bound(zb_block_ctx *c, const zb_grid *g, size_t k, const zb_vrule *rule)
{
  const zb_quantity **q = zb_newn(c->arena, const zb_quantity *, g->nrows);
  size_t n = 0;
  for (size_t r = g->nhead; r < g->nrows; r++) {
    if (body_value(g, r, k))
      q[n++] = body_value(g, r, k);
    zb_arena_walked(c->arena, r);
  }
  if (n == 0)
    return NULL;
  qsort(q, n, sizeof *q, by_value);
  size_t m = rule->n < n ? rule->n : n;
  return rule->kind == ZB_VRULE_TOP ? q[n - m] : q[m - 1];
}

static bool applies(const zb_grid *g, size_t row, size_t k, const zb_vrule *rule, const zb_quantity *limit)
{
  const zb_quantity *q = body_value(g, row, k);
  if (g->row[row].kind != ZB_TROW_BODY)
    return false;
  switch (rule->kind) {
  case ZB_VRULE_TOP:
    return q && limit && zb_num_cmp(q->value, limit->value) >= 0;
  case ZB_VRULE_BOTTOM:
    return q && limit && zb_num_cmp(q->value, limit->value) <= 0;
  case ZB_VRULE_NEGATIVE:
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

static void apply_rule(zb_block_ctx *c, const zb_grid *g, const zb_vrule *rule, zb_tlook *look)
{
  const zb_obj *o = rule->props;
  zb_tlook with = {.color = color_of(c, zb_obj_get(o, ZB_K_COLOR)), .fill = color_of(c, zb_obj_get(o, ZB_K_FILL))};
  with.strong = zb_obj_bool(o, ZB_K_STRONG, false);
  bool whole = zb_obj_bool(o, ZB_K_WHOLE_ROW, false);
  for (size_t k = 0; k < g->ncols; k++) {
    if (!rule->column[k])
      continue;
    const zb_quantity *limit = rule->kind <= ZB_VRULE_BOTTOM ? bound(c, g, k, rule) : NULL;
    for (size_t r = g->nhead; r < g->nrows; r++) {
      zb_arena_walked(c->arena, r);
      if (!applies(g, r, k, rule, limit))
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
    zb_arena_walked(c->arena, r);
  }
  zb_rgba other = zb_part_color(c, ZB_HUE_BAR_OTHER);
  for (size_t r = g->nhead; most.sign && r < g->nrows; r++) {
    const zb_quantity *q = body_value(g, r, k);
    zb_arena_walked(c->arena, r);
    if (!q)
      continue;
    int t = zb_num_scale(q->value, most, DEEPEST);
    look[r * g->ncols + k].fill = zb_color_mix(g->paper, t < 0 ? other : g->accent, t < 0 ? -t : t);
  }
}

zb_tlook *zb_grid_looks(zb_block_ctx *c, const zb_grid *g)
{
  bool any = g->view->nrules > 0;
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
  for (size_t i = 0; i < g->view->nrules; i++)
    apply_rule(c, g, &g->view->rule[i], look);
  return look;
}
