/* The relations of a report. */
#include "model/relation.h"

#include <string.h>

#include "base/vec.h"
#include "model/eval.h"

typedef ZB_VEC(const zb_figure *) figures;

static void add(zb_arena *a, figures *list, const zb_figure *f)
{
  for (size_t i = 0; i < list->n; i++)
    if (list->v[i] == f)
      return;
  if (f)
    zb_push(a, list, f);
}

static void collect(zb_arena *a, const zb_report *r, const zb_expr *x, figures *list)
{
  if (!x)
    return;
  if (x->kind == ZB_X_REF)
    add(a, list, zb_figures_find(r->figures, x->path));
  for (size_t i = 0; i < x->nargs; i++)
    collect(a, r, x->arg[i], list);
}

zb_relation_info *zb_relations_of(zb_arena *a, const zb_report *r, size_t *n)
{
  *n = r->checks ? r->checks->n : 0;
  zb_relation_info *out = zb_newn(a, zb_relation_info, *n);
  for (size_t i = 0; i < *n; i++) {
    const zb_check *c = &r->checks->v[i];
    figures list = {0};
    bool defines = c->rel.op == ZB_REL_DEFINE;
    if (defines)
      add(a, &list, zb_figures_find(r->figures, c->rel.name));
    collect(a, r, c->rel.left, &list);
    collect(a, r, c->rel.right, &list);
    out[i] = (zb_relation_info){.text = c->rel.text,
                                .src = c->rel.src,
                                .defines = defines,
                                .holds = defines ? c->state == ZB_CHECK_DONE : !c->broken,
                                .figure = list.v,
                                .n = list.n};
  }
  return out;
}
