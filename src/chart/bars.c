/* The bar family's fills, checks and options. */
#include "chart/bars.h"

#include <string.h>

#include "chart/change.h"
#include "chart/palette.h"

const zb_figure *zb_bars_value(const zb_series *s, size_t series, size_t category)
{
  const zb_figure *f = s->series[series].value[category];
  return f && !f->missing ? f : NULL;
}

int zb_bars_count(const zb_series *s, size_t category)
{
  int n = 0;
  for (size_t j = 0; j < s->nseries; j++)
    n += s->series[j].role == ZB_SERIES_VALUE && zb_bars_value(s, j, category) != NULL;
  return n;
}

bool zb_bars_highlighted(const zb_chart_in *in)
{
  return in->data->nhighlights > 0;
}

/* Which series stand beside each other or end to end in some category: those between have no value there. */
typedef struct touching {
  bool v[ZB_CHART_SERIES][ZB_CHART_SERIES];
} touching;

static bool touch(const void *data, size_t i, size_t j)
{
  return ((const touching *)data)->v[i][j];
}

static touching find_touching(const zb_series *s)
{
  touching t = {.v = {{false}}};
  for (size_t i = 0; i < s->ncategories; i++) {
    size_t last[3] = {SIZE_MAX, SIZE_MAX, SIZE_MAX}; /* of all, above zero, below zero */
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (!f || f->q.value.sign == 0)
        continue;
      size_t *own = &last[f->q.value.sign > 0 ? 1 : 2];
      if (last[0] != SIZE_MAX)
        t.v[j][last[0]] = true;
      if (*own != SIZE_MAX)
        t.v[j][*own] = true;
      last[0] = *own = j;
    }
  }
  return t;
}

const zb_paint *zb_bars_fills(const zb_chart_in *in)
{
  const zb_series *s = in->data;
  size_t n = s->nseries < ZB_CHART_SERIES ? s->nseries : ZB_CHART_SERIES;
  zb_rgba color[ZB_CHART_SERIES];
  zb_paint *out = zb_newn(in->text->arena, zb_paint, ZB_CHART_SERIES);
  bool two = s->nseries <= 2 && !zb_palette_chosen(in);
  for (size_t j = 0; j < n; j++)
    color[j] = !two ? zb_palette_color(in, j) : j == 0 ? in->style.main : in->style.other;
  touching t = s->nseries <= ZB_CHART_SERIES ? find_touching(s) : (touching){.v = {{false}}};
  zb_palette_tell(in, color, n, touch, &t, out);
  return out;
}

zb_paint zb_bars_paint(const zb_chart_in *in, size_t series)
{
  const zb_paint *fills = in->fills ? in->fills : zb_bars_fills(in);
  return fills[series % ZB_CHART_SERIES];
}

zb_paint zb_bars_fill(const zb_chart_in *in, size_t category, size_t series, bool *strong)
{
  const zb_series *s = in->data;
  bool any = zb_bars_highlighted(in), this = any && s->highlight[category];
  *strong = this && series == 0;
  if (s->nseries == 1 && any && !this)
    return zb_paint_solid(in->style.other);
  return zb_bars_paint(in, series);
}

bool zb_bars_check(const zb_chart_in *in)
{
  const zb_series *s = in->data;
  zb_diags *d = in->text->diags;
  zb_arena *a = in->text->arena;
  size_t drawn = 0;
  bool ok = true;
  if (s->nseries > ZB_CHART_SERIES) {
    zb_diag(d, ZB_D_CHART_SERIES, in->src, zb_chart_name(in), zb_arena_printf(a, "%zu", s->nseries),
            zb_arena_printf(a, "%d", ZB_CHART_SERIES), NULL);
    return false;
  }
  for (size_t i = 0; i < s->ncategories; i++)
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      drawn += f != NULL;
      if (f && f->q.ordinal) {
        zb_diag(d, ZB_D_CHART_ORDINAL, f->src, zb_chart_name(in), f->datum.text, NULL);
        ok = false;
      }
    }
  if (drawn == 0)
    zb_diag(d, ZB_D_SERIES_EMPTY, in->src, NULL);
  return ok && drawn > 0;
}

/* A figure of the unit that this panel has: `whole` may hold others. */
static bool same_unit(const zb_figure *f, const char *unit)
{
  return f && strcmp(f->q.unit, unit) == 0;
}

zb_unit zb_bars_unit(const zb_chart_in *in)
{
  const zb_series *s = in->whole ? in->whole : in->data;
  size_t n = 0;
  const zb_figure **all = zb_newn(in->text->arena, const zb_figure *, s->ncategories * s->nseries + 1);
  const zb_figure *first = NULL;
  for (size_t i = 0; i < in->data->ncategories && !first; i++)
    for (size_t j = 0; j < in->data->nseries && !first; j++)
      first = zb_bars_value(in->data, j, i);
  for (size_t j = 0; first && j < s->nseries; j++)
    for (size_t i = 0; i < s->ncategories; i++)
      if (same_unit(zb_bars_value(s, j, i), first->q.unit))
        all[n++] = zb_bars_value(s, j, i);
  return zb_unit_choose(in, all, n);
}

void zb_bars_keys(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  if (!zb_obj_bool(in->block->props, ZB_K_LEGEND, s->nseries > 1))
    return;
  for (size_t j = 0; j < s->nseries; j++)
    if (s->series[j].name && s->series[j].name[0] != '\0')
      zb_push(in->text->arena, &p->key,
              (zb_legend_key){.name = s->series[j].name,
                              .src = in->src,
                              .fill = zb_bars_paint(in, j),
                              .line = s->series[j].role == ZB_SERIES_LINE});
}

bool zb_bars_several(const zb_chart_in *in)
{
  if (in->data->nseries >= 2 || (in->whole && in->whole->nseries >= 2))
    return true;
  zb_diag(in->text->diags, ZB_D_CHART_ONE_SERIES, in->src, zb_chart_name(in),
          zb_obj_text(in->block->props, ZB_K_CHART, ""), NULL);
  return false;
}

/* 同比 环比 占比, said before each change. */
static const char *change_word(const zb_chart_in *in, long kind)
{
  if (kind == ZB_E_CHANGE_YEAR)
    return zb_chart_word(in, "同比", "y/y ");
  if (kind == ZB_E_CHANGE_PERIOD)
    return zb_chart_word(in, "环比", "p/p ");
  return zb_chart_word(in, "占比", "share ");
}

/* The change of category i: against the second series, or the category before, or its share of the sum. */
static zb_change change_at(const zb_chart_in *in, long kind, size_t i)
{
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  const zb_figure *f = zb_bars_value(s, 0, i);
  if (kind != ZB_E_CHANGE_SHARE) {
    const zb_figure *before = s->nseries > 1 ? zb_bars_value(s, 1, i) : i > 0 ? zb_bars_value(s, 0, i - 1) : NULL;
    return zb_change_of(a, before, f);
  }
  zb_num sum = {0};
  bool about = false, negative = false;
  for (size_t k = 0; k < s->ncategories; k++) {
    const zb_figure *g = zb_bars_value(s, 0, k);
    sum = g ? zb_num_add(a, sum, g->q.value) : sum;
    about = about || (g && g->q.approx != ZB_APPROX_NONE);
    negative = negative || (g && g->q.value.sign < 0);
  }
  return negative ? (zb_change){0} : zb_change_share(a, f, sum, about);
}

/* Changes stand at the far edge of lying bars; under the names of upright ones. */
static void add_changes(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  const zb_val *v = zb_obj_get(in->block->props, ZB_K_CHANGE);
  if (!v)
    return;
  zb_change *c = zb_newn(a, zb_change, s->ncategories);
  int decimals = 0;
  for (size_t i = 0; i < s->ncategories; i++) {
    c[i] = change_at(in, v->i, i);
    int digits = zb_change_digits(a, &c[i]);
    decimals = digits > decimals ? digits : decimals;
  }
  const char *word = change_word(in, v->i);
  p->tail = zb_newn(a, zb_label, s->ncategories);
  for (size_t i = 0; i < s->ncategories; i++)
    p->tail[i] = zb_change_label(in, &c[i], decimals, word, 1000, s->category_src[i]);
}

bool zb_bars_place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  if (!zb_bars_check(in))
    return false;
  p->per = (int)s->nseries;
  p->unit = zb_bars_unit(in);
  for (size_t i = 0; i < s->ncategories; i++) {
    int slots = zb_bars_count(s, i), slot = 0;
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      bool strong;
      zb_paint fill = zb_bars_fill(in, i, j, &strong);
      if (f) /* bars without value leave no gap */
        zb_plot_add_figure(p, i, slot++, slots, f, fill, strong);
    }
  }
  zb_bars_keys(p);
  zb_bars_options(p);
  add_changes(p);
  return true;
}

void zb_bars_options(zb_plot *p)
{
  const zb_obj *o = p->in->block->props;
  const zb_val *orient = zb_obj_get(o, ZB_K_ORIENT);
  if (orient)
    p->orient = orient->i == ZB_E_ORIENT_VERTICAL ? ZB_ORIENT_UPRIGHT : ZB_ORIENT_LYING;
  long labels = zb_obj_int(o, ZB_K_VALUE_LABELS, ZB_E_VALUE_LABELS_FIT);
  for (size_t i = 0; i < p->mark.n; i++) {
    zb_cmark *m = &p->mark.v[i];
    if (labels == ZB_E_VALUE_LABELS_OUTSIDE && m->place == ZB_PLACE_END)
      m->place = ZB_PLACE_OUTSIDE;
    if (labels == ZB_E_VALUE_LABELS_NONE)
      m->place = ZB_PLACE_NONE;
  }
  p->axis = p->axis || labels == ZB_E_VALUE_LABELS_NONE;
}
