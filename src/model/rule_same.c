/* Figures of one name that differ: the same label and unit, with period and scope that do not tell them apart. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/rule.h"
#include "model/series.h"

typedef ZB_VEC(const zb_figure *) figures;

typedef struct rule {
  zb_rules *x;
  bool gathered;
  ZB_VEC(const zb_series *) chart; /* of all blocks, once gathered */
} rule;

static int by_text(const char *x, const char *y)
{
  return strcmp(x ? x : "", y ? y : "");
}

/* Figures of one label and unit stand together, in the order of their declaration (ids are unique). */
static int by_thing(const void *x, const void *y)
{
  const zb_figure *a = *(const zb_figure *const *)x, *b = *(const zb_figure *const *)y;
  int c = by_text(a->label_text, b->label_text);
  if (!c)
    c = by_text(a->q.unit, b->q.unit);
  if (!c)
    c = a->src.line != b->src.line ? (a->src.line < b->src.line ? -1 : 1) : a->src.col - b->src.col;
  return c ? c : by_text(a->id, b->id);
}

static bool same_thing(const zb_figure *a, const zb_figure *b)
{
  return by_text(a->label_text, b->label_text) == 0 && by_text(a->q.unit, b->q.unit) == 0;
}

/* --- does it change the message? ---------------------------------------------------------------------------------- */

static int side(zb_rules *x, zb_num v, long of)
{
  return zb_num_cmp(v, zb_num_int(x->a, of));
}

/* Would the other value stand at another place among the values it is shown with? */
static bool rank_moves(const zb_series *s, const zb_figure *f, const zb_figure *other)
{
  for (size_t k = 0; k < s->nseries; k++) {
    bool shown = false, moves = false;
    for (size_t i = 0; i < s->ncategories; i++) {
      const zb_figure *v = s->series[k].value[i];
      shown = shown || v == f;
      if (v && v != f && v != other && !v->missing && strcmp(v->q.unit, f->q.unit) == 0)
        moves = moves || zb_num_cmp(f->q.value, v->q.value) * zb_num_cmp(other->q.value, v->q.value) < 0;
    }
    if (shown && moves)
      return true;
  }
  return false;
}

static void gather_charts(rule *r, const zb_block *b, size_t n)
{
  zb_rules *x = r->x;
  for (size_t i = 0; i < n; i++) {
    const zb_val *data = b[i].kind == ZB_B_CHART ? zb_obj_get(b[i].props, ZB_K_DATA) : NULL;
    const zb_series *s = data ? zb_series_build(x->a, zb_diags_new(x->a), x->r, &b[i]) : NULL;
    if (s)
      zb_push(x->a, &r->chart, s);
    gather_charts(r, b[i].child, b[i].nchildren);
  }
}

/* The charts of the report, read when first asked for. */
static void need_charts(rule *r)
{
  if (r->gathered)
    return;
  r->gathered = true;
  gather_charts(r, r->x->r->summary, r->x->r->nsummary);
  for (size_t t = 0; t < r->x->r->nthemes; t++)
    gather_charts(r, r->x->r->theme[t].block, r->x->r->theme[t].nblocks);
}

/* Another sign, another side of one half, another rank in a chart. */
static bool changes_message(rule *r, const zb_figure *f, const zb_figure *y)
{
  if (f->q.value.sign * y->q.value.sign < 0)
    return true;
  if (zb_figure_is_share(f) && side(r->x, f->q.value, 50) * side(r->x, y->q.value, 50) < 0)
    return true;
  need_charts(r);
  for (size_t i = 0; i < r->chart.n; i++)
    if (rank_moves(r->chart.v[i], f, y) || rank_moves(r->chart.v[i], y, f))
      return true;
  return false;
}

/* --- pairs -------------------------------------------------------------------------------------------------------- */

static void compare(rule *r, const zb_figure *f, const zb_figure *y)
{
  zb_rules *x = r->x;
  zb_value vf = zb_value_of(x->a, &f->q), vy = zb_value_of(x->a, &y->q);
  if (strcmp(f->q.text, y->q.text) == 0 || !zb_rule_comparable(f, y))
    return;
  bool exact = vf.approx == ZB_APPROX_NONE && vy.approx == ZB_APPROX_NONE;
  if (exact && zb_num_cmp(vf.v, vy.v) == 0)
    return; /* 1.5亿元, 15000万元 */
  bool agree = exact ? (f->q.decimals != y->q.decimals || f->q.scale != y->q.scale) && zb_rule_meet(&vf, &vy)
                     : zb_rule_meet(&vf, &vy);
  zb_diag_code code = agree ? ZB_D_FIGURES_LOOSE : ZB_D_FIGURES_DIFFER;
  if (!agree && changes_message(r, f, y))
    code = ZB_D_FIGURES_CONFLICT;
  zb_rule_about(x, ZB_D_FIGURES_DIFFER, f, y); /* whoever accepts that they differ accepts what follows */
  zb_rule_about(x, code, f, y);
  zb_diag(x->d, code, y->src, y->label_text, zb_rule_shown(x, f), zb_rule_shown(x, y), zb_build_place(x->a, f->src),
          NULL);
}

/* Figures v[from, to) have one label and unit: each is held against the nearest one before it that it can be compared
   with. */
static void compare_group(rule *r, const figures *f, size_t from, size_t to)
{
  enum { BACK = 64 }; /* so that a thousand figures of one label stay cheap */
  for (size_t i = from + 1; i < to; i++)
    for (size_t k = i; k > from && i - k < BACK; k--)
      if (zb_rule_comparable(f->v[k - 1], f->v[i])) {
        compare(r, f->v[k - 1], f->v[i]);
        break;
      }
}

/* Only figures that say what they count are compared: cells are told apart by row and column already. */
void zb_rule_same(zb_rules *x)
{
  figures f = {0};
  rule r = {.x = x};
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *one = zb_rule_figure(x, i);
    if (one->label && !one->derived)
      zb_push(x->a, &f, one);
  }
  if (f.n > 1)
    qsort(f.v, f.n, sizeof *f.v, by_thing);
  for (size_t from = 0, to; from < f.n; from = to) {
    for (to = from + 1; to < f.n && same_thing(f.v[from], f.v[to]);)
      to++;
    compare_group(&r, &f, from, to);
  }
}
