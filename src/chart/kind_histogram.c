/* Kind histogram: how many values lie in each of some intervals of equal width. */
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include "chart/bars.h"

enum { BINS_MAX = 60, SKIPS = 10 };

/* All values of some data. */
static const zb_figure **values_of(const zb_chart_in *in, const zb_series *s, size_t *n)
{
  const zb_figure **v = zb_newn(in->text->arena, const zb_figure *, s->ncategories * s->nseries + 1);
  *n = 0;
  for (size_t j = 0; j < s->nseries; j++)
    for (size_t i = 0; i < s->ncategories; i++)
      if (zb_bars_value(s, j, i))
        v[(*n)++] = zb_bars_value(s, j, i);
  return v;
}

/* Edges of the bins: nice numbers around the data. About log2(n) + 1 bins (Sturges, JASA 21, 1926) unless the block
   asks for a number or a width. */
static bool bins_of(const zb_chart_in *in, const zb_figure **v, size_t n, zb_ticks *out)
{
  zb_arena *a = in->text->arena;
  const zb_val *step = zb_obj_get(in->block->props, ZB_K_STEP);
  zb_domain d = {.lo = v[0]->q.value, .hi = v[0]->q.value};
  bool whole = true;
  for (size_t i = 0; i < n; i++) {
    zb_domain_add(&d, v[i]->q.value);
    whole = whole && zb_num_cmp(v[i]->q.value, zb_num_round(a, v[i]->q.value, 0)) == 0;
  }
  long bins = zb_obj_int(in->block->props, ZB_K_BINS, (long)ceil(log2((double)n)) + 1);
  if (step) {
    zb_quantity q;
    if (!zb_quantity_try(a, step->text, &q) || q.value.sign <= 0) {
      zb_diag(in->text->diags, ZB_D_HISTOGRAM_STEP, step->src, step->text, NULL);
      return false;
    }
    double size = zb_num_double(q.value), lo = floor(zb_num_double(d.lo) / size), hi = zb_num_double(d.hi) / size;
    double count = floor(hi) - lo + 1; /* places beyond 2^31 steps from zero are no bins either */
    bins = count <= BINS_MAX && fabs(lo) < INT_MAX ? (long)count : BINS_MAX + 1;
    if (bins >= 1 && bins <= BINS_MAX)
      *out = (zb_ticks){.first = zb_num_mul(a, q.value, zb_num_int(a, (long)lo)), .step = q.value, .n = (int)bins + 1};
  } else if (bins >= 1 && bins <= BINS_MAX) {
    zb_nice nice = zb_nice_office;
    nice.skips = SKIPS; /* bins may begin between two nice numbers: 15 25 35 */
    *out = zb_ticks_extended(a, d, (int)bins + 1, nice, whole);
  }
  if (bins >= 1 && bins <= BINS_MAX)
    return true;
  zb_diag(in->text->diags, ZB_D_HISTOGRAM_BINS, in->src, zb_chart_name(in), zb_arena_printf(a, "%ld", bins),
          zb_arena_printf(a, "%d", BINS_MAX), NULL);
  return false;
}

/* The bin of a value: its lower edge belongs to it, and to the last one its upper edge, too. */
static size_t bin_of(zb_arena *a, const zb_ticks *t, zb_num v)
{
  double at = zb_num_double(zb_num_sub(a, v, t->first)) / zb_num_double(t->step);
  long i = (long)floor(at);
  i = i < 0 ? 0 : i > t->n - 2 ? t->n - 2 : i;
  if (i + 1 < t->n - 1 && zb_num_cmp(v, zb_ticks_at(a, t, (int)i + 1)) >= 0)
    i++;
  if (i > 0 && zb_num_cmp(v, zb_ticks_at(a, t, (int)i)) < 0)
    i--;
  return (size_t)i;
}

static void set_edges(zb_plot *p, const zb_unit *unit, const zb_ticks *t)
{
  zb_arena *a = p->in->text->arena;
  const char **name = zb_newn(a, const char *, (size_t)t->n);
  zb_src *src = zb_newn(a, zb_src, (size_t)t->n);
  int decimals = zb_unit_places(a, unit, t);
  for (int i = 0; i < t->n; i++) {
    const char *number = zb_unit_number(a, unit, zb_ticks_at(a, t, i), decimals);
    name[i] = unit->lifted ? number : zb_arena_printf(a, "%s%s", number, unit->unit);
    src[i] = p->in->src;
  }
  p->name = name;
  p->src = src;
  p->n = (size_t)t->n - 1;
  p->edges = true;
  p->unit_text =
      unit->lifted && zb_unit_name(a, unit)[0]
          ? zb_arena_printf(a, "%s%s", zb_chart_word(p->in, "横轴单位：", "Unit of the axis: "), zb_unit_name(a, unit))
          : "";
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  zb_arena *a = in->text->arena;
  size_t n;
  zb_ticks t = {0};
  if (!zb_bars_check(in))
    return false;
  size_t all; /* panels have the same bins */
  const zb_figure **v = values_of(in, in->data, &n), **whole = values_of(in, in->whole ? in->whole : in->data, &all);
  if (!bins_of(in, whole, all, &t))
    return false;
  zb_unit unit = zb_bars_unit(in);
  set_edges(p, &unit, &t);
  p->unit = (zb_unit){.unit = ""};
  p->fill = 970;
  p->whole = true;
  p->orient = ZB_ORIENT_UPRIGHT;
  long *count = zb_newn(a, long, p->n);
  for (size_t i = 0; i < n; i++)
    count[bin_of(a, &t, v[i]->q.value)]++;
  for (size_t i = 0; i < p->n; i++) {
    zb_num c = zb_num_int(a, count[i]);
    const zb_datum *d =
        zb_unit_computed(a, &p->unit, c, 0, zb_arena_printf(a, "count(%s, %s)", p->name[i], p->name[i + 1]), in->src);
    zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_BAR,
                              .band = i,
                              .to = c,
                              .datum = d,
                              .fill = zb_paint_solid(in->style.main),
                              .place = ZB_PLACE_END,
                              .shown = d,
                              .src = in->src});
  }
  zb_bars_options(p);
  p->orient = ZB_ORIENT_UPRIGHT;
  return true;
}

const zb_chart_kind zb_chart_kind_HISTOGRAM = {.name = "histogram", .place = place};
