/* Views of tables: spanners over columns, nested as their columns are. */
#include <stdlib.h>
#include <string.h>

#include "model/viewbuild.h"

static bool read_spanner(zb_vbuild *vb, const zb_val *item, zb_vspanner *out)
{
  const zb_val *list = zb_obj_get(item->obj, ZB_K_COLUMNS), *what = zb_obj_get(item->obj, ZB_K_LABEL);
  if (!zb_vbuild_some(vb, list, ZB_K_COLUMNS) || !zb_vbuild_some(vb, what, ZB_K_LABEL))
    return false;
  const zb_prose *label = what->prose;
  size_t lo = vb->column.n, hi = 0;
  bool *in = zb_newn(vb->a, bool, vb->column.n + 1);
  for (size_t i = 0; i < list->nitems; i++) {
    size_t k = zb_vbuild_column(vb, list->item[i].text, list->item[i].src, list->item[i].ncols);
    if (k == vb->column.n)
      return false;
    in[k] = true;
    lo = k < lo ? k : lo;
    hi = k > hi ? k : hi;
  }
  *out = (zb_vspanner){.text = zb_vbuild_plain(vb, label), .label = label, .from = lo, .to = hi + 1, .src = label->src};
  for (size_t k = lo; k <= hi; k++)
    if (!in[k]) {
      zb_diag_range(vb->d, ZB_D_SPANNER_GAP, list->src, list->ncols, out->text, vb->column.v[k].name, NULL);
      vb->failed = true;
      return false;
    }
  return true;
}

static int by_width(const void *x, const void *y)
{
  const zb_vspanner *const *l = x, *const *r = y;
  size_t a = (*l)->to - (*l)->from, b = (*r)->to - (*r)->from;
  return a != b ? (a < b ? -1 : 1) : *l < *r ? -1 : *l > *r;
}

/* A spanner stands one level above the highest one it holds, the later one above an equal one. Columns remember the
   highest level over them, so that the narrow ones come first. */
static void find_levels(zb_vbuild *vb)
{
  zb_view *v = vb->v;
  zb_vspanner **s = zb_newn(vb->a, zb_vspanner *, v->nspanners + 1);
  int *over = zb_newn(vb->a, int, vb->column.n + 1);
  for (size_t i = 0; i < v->nspanners; i++)
    s[i] = &v->spanner[i];
  qsort(s, v->nspanners, sizeof *s, by_width);
  for (size_t i = 0; i < v->nspanners; i++) {
    for (size_t k = s[i]->from; k < s[i]->to; k++)
      s[i]->level = over[k] > s[i]->level ? over[k] : s[i]->level;
    for (size_t k = s[i]->from; k < s[i]->to; k++)
      over[k] = s[i]->level + 1;
    v->levels = s[i]->level + 1 > v->levels ? s[i]->level + 1 : v->levels;
  }
}

/* Two that cross are an error. */
static void check_crossing(zb_vbuild *vb)
{
  zb_view *v = vb->v;
  for (size_t i = 0; i < v->nspanners; i++)
    for (size_t k = 0; k < i; k++) {
      zb_vspanner *x = &v->spanner[i], *y = &v->spanner[k];
      bool apart = x->to <= y->from || y->to <= x->from;
      bool nested = (x->from <= y->from && y->to <= x->to) || (y->from <= x->from && x->to <= y->to);
      if (!apart && !nested) {
        zb_diag(vb->d, ZB_D_SPANNER_CROSS, x->src, x->text, y->text, NULL);
        vb->failed = true;
      }
    }
}

void zb_vbuild_spanners(zb_vbuild *vb)
{
  const zb_val *list = zb_obj_get(vb->o, ZB_K_SPANNERS);
  zb_view *v = vb->v;
  size_t made = v->nspanners; /* of widen, or of a head typed with them */
  zb_vspanner *all = zb_newn(vb->a, zb_vspanner, made + (list ? list->nitems : 0) + 1);
  size_t n = 0;
  for (size_t i = 0; i < made; i++) { /* the columns of widen may have been left out or moved */
    zb_vspanner s = v->spanner[i];
    if (s.to > s.from) {
      all[n++] = s;
      continue;
    }
    size_t from = vb->column.n, to = 0;
    for (size_t k = 0; k < vb->column.n; k++)
      if (strncmp(vb->column.v[k].name, s.text, strlen(s.text)) == 0 && vb->column.v[k].name[strlen(s.text)] == '.') {
        from = k < from ? k : from;
        to = k + 1;
      }
    s.from = from;
    s.to = to;
    if (from < to)
      all[n++] = s;
  }
  for (size_t i = 0; list && i < list->nitems; i++)
    n += read_spanner(vb, &list->item[i], &all[n]);
  v->spanner = all;
  v->nspanners = n;
  check_crossing(vb);
  find_levels(vb);
}
