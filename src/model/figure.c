/* The registry of figures: an ordered list and a map from canonical paths. */
#include "model/figure.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/build.h"

struct zb_figures {
  zb_arena *a;
  zb_diags *d;
  ZB_VEC(zb_figure *) list;
  zb_names *by_id;
};

zb_figures *zb_figures_new(zb_arena *a, zb_diags *d)
{
  zb_figures *f = zb_new(a, zb_figures);
  f->a = a;
  f->d = d;
  f->by_id = zb_names_new(a);
  return f;
}

void zb_figures_room(zb_figures *f, size_t n)
{
  zb_names_room(f->by_id, n);
}

/* The exact value as text: of most figures the digits they are written with. */
static const char *exact_value(zb_arena *a, const zb_quantity *q)
{
  const char *digits = q->digits;
  bool plain = q->scale == 0 && !q->range && digits[0] >= '1' && digits[strspn(digits, "0123456789")] == '\0';
  return plain ? digits : zb_num_print_exact(a, q->value);
}

zb_figure *zb_figures_add(zb_figures *f, zb_figure figure)
{
  zb_figure *kept = zb_names_get(f->by_id, figure.id);
  if (kept) {
    zb_diag(f->d, ZB_D_ID_TWICE, figure.id_src, figure.id, zb_build_place(f->a, kept->id_src), NULL);
    return kept;
  }
  kept = zb_new(f->a, zb_figure);
  *kept = figure;
  if (!kept->label_text)
    kept->label_text = kept->id;
  kept->datum = (zb_datum){.figure = kept->id, .value = "", .unit = "", .text = "", .src = kept->src};
  if (!kept->missing) {
    kept->datum.value = exact_value(f->a, &kept->q);
    kept->datum.unit = kept->q.unit;
    kept->datum.text = kept->q.text;
  }
  zb_push(f->a, &f->list, kept);
  zb_names_put(f->by_id, kept->id, kept);
  return kept;
}

const zb_figure *zb_figures_find(const zb_figures *f, const char *path)
{
  const zb_figure *plain = zb_names_get(f->by_id, path);
  if (plain)
    return plain;
  char *canon = zb_path_canon(f->a, path);
  return canon ? zb_names_get(f->by_id, canon) : NULL;
}

size_t zb_figures_count(const zb_figures *f)
{
  return f->list.n;
}

const zb_figure *zb_figures_at(const zb_figures *f, size_t i)
{
  zb_arena_walked(f->a, i);
  return f->list.v[i];
}

zb_figure *zb_build_figure(zb_figures *f, size_t i)
{
  zb_arena_walked(f->a, i);
  return f->list.v[i];
}

/* An id in Han reads as a label. */
static bool reads_as_label(const char *id)
{
  for (const char *p = id; *p;) {
    uint32_t c = zb_utf8_next(&p);
    if (c < 0x80 && !(c >= '0' && c <= '9'))
      return false;
  }
  return true;
}

void zb_build_label(zb_diags *d, const zb_figure *f, zb_src src, int ncols)
{
  if (!f->label && !f->column && !reads_as_label(f->id))
    zb_diag_range(d, ZB_D_LABEL_MISSING, src, ncols, f->id, NULL);
}
