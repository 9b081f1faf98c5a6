/* Figures of one name that differ: the same label, unit, period and scope, but values that cannot be the same. */
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/build.h"
#include "model/check.h"
#include "model/value.h"

typedef ZB_VEC(const zb_figure *) figures;

static int by_text(const char *x, const char *y)
{
  return strcmp(x ? x : "", y ? y : "");
}

/* Figures of one thing stand together, in the order of their declaration (ids are unique). */
static int by_thing(const void *x, const void *y)
{
  const zb_figure *a = *(const zb_figure *const *)x, *b = *(const zb_figure *const *)y;
  int c = by_text(a->label_text, b->label_text);
  if (!c)
    c = by_text(a->q.unit, b->q.unit);
  if (!c)
    c = by_text(a->period, b->period);
  if (!c)
    c = by_text(a->scope, b->scope);
  if (!c)
    c = a->src.line != b->src.line ? (a->src.line < b->src.line ? -1 : 1) : a->src.col - b->src.col;
  return c ? c : by_text(a->id, b->id);
}

static bool same_thing(const zb_figure *a, const zb_figure *b)
{
  return by_text(a->label_text, b->label_text) == 0 && by_text(a->q.unit, b->q.unit) == 0 &&
         by_text(a->period, b->period) == 0 && by_text(a->scope, b->scope) == 0;
}

static void compare(zb_arena *a, zb_diags *d, const zb_report *r, const zb_figure *x, const zb_figure *y)
{
  zb_value vx = zb_value_of(a, &x->q), vy = zb_value_of(a, &y->q);
  bool same_text = strcmp(x->q.text, y->q.text) == 0;
  zb_diag_code code = zb_ival_meet(&vx.wide, &vy.wide) ? ZB_D_FIGURES_LOOSE : ZB_D_FIGURES_DIFFER;
  const char *slug = zb_diag_slug(ZB_D_FIGURES_DIFFER);
  if (same_text || zb_report_accepts(r, slug, x->id) || zb_report_accepts(r, slug, y->id) ||
      zb_report_accepts(r, zb_diag_slug(code), x->id) || zb_report_accepts(r, zb_diag_slug(code), y->id))
    return;
  zb_diag(d, code, y->src, y->label_text, zb_arena_printf(a, "%s = %s", x->id, x->q.text),
          zb_arena_printf(a, "%s = %s", y->id, y->q.text), zb_build_place(a, x->src), NULL);
}

/* Only figures that say what they count are compared: cells are told apart by row and column already. */
void zb_check_differ(zb_arena *a, zb_diags *d, const zb_report *r)
{
  figures f = { 0 };
  for (size_t i = 0; i < zb_figures_count(r->figures); i++) {
    const zb_figure *x = zb_figures_at(r->figures, i);
    if (x->label && !x->missing && !x->derived && !x->q.ordinal)
      zb_push(a, &f, x);
  }
  if (f.n > 1)
    qsort(f.v, f.n, sizeof *f.v, by_thing);
  for (size_t i = 1; i < f.n; i++)
    if (same_thing(f.v[i - 1], f.v[i]))
      compare(a, d, r, f.v[i - 1], f.v[i]);
}
