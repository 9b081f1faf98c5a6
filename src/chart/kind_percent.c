/* Kind percent: the series of a category as shares of their sum, computed exactly; bars of one length. */
#include <string.h>

#include "chart/bars.h"
#include "chart/change.h"
#include "chart/stack.h"

static zb_num sum_of(const zb_chart_in *in, size_t category)
{
  zb_num sum = {0};
  for (size_t j = 0; j < in->data->nseries; j++) {
    const zb_figure *f = zb_bars_value(in->data, j, category);
    if (f)
      sum = zb_num_add(in->text->arena, sum, f->q.value);
  }
  return sum;
}

/* Percentages are shares already; other figures are divided by the sum of their category. */
static bool are_shares(const zb_chart_in *in)
{
  return in->data->unit && strcmp(in->data->unit, "%") == 0;
}

static zb_num share_of(const zb_chart_in *in, const zb_figure *f, zb_num sum)
{
  zb_arena *a = in->text->arena;
  if (are_shares(in))
    return f->q.value;
  return sum.sign == 0 ? (zb_num){0} : zb_num_mul(a, zb_num_div(a, f->q.value, sum), zb_num_int(a, 100));
}

/* Parts of a whole are not negative, and percentages of one whole are not more than 100 (one unit of the last printed
   place a part is rounding). */
static bool check(const zb_chart_in *in)
{
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  for (size_t i = 0; i < s->ncategories; i++) {
    zb_num slack = zb_num_int(a, 100);
    bool any = false;
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f && f->q.value.sign < 0) {
        zb_diag(in->text->diags, ZB_D_CHART_PART_NEGATIVE, f->src, zb_chart_name(in), f->datum.text, NULL);
        return false;
      }
      any = any || f;
      if (f)
        slack = zb_num_add(a, slack, zb_quantity_tolerance(a, &f->q));
    }
    if (any && sum_of(in, i).sign == 0) {
      zb_diag(in->text->diags, ZB_D_SHARE_NOTHING, s->category_src[i], zb_chart_name(in), s->category[i], NULL);
      return false;
    }
    if (are_shares(in) && zb_num_cmp(sum_of(in, i), slack) > 0) {
      zb_diag(in->text->diags, ZB_D_CHART_PART_SUM, in->src, zb_chart_name(in), s->category[i],
              zb_num_print_exact(a, sum_of(in, i)), NULL);
      return false;
    }
  }
  return true;
}

static int decimals_of(const zb_chart_in *in)
{
  zb_arena *a = in->text->arena;
  for (size_t i = 0; i < in->data->ncategories; i++) {
    zb_num sum = sum_of(in, i);
    for (size_t j = 0; j < in->data->nseries; j++) {
      const zb_figure *f = zb_bars_value(in->data, j, i);
      zb_num share = f ? share_of(in, f, sum) : (zb_num){0};
      if (zb_num_cmp(share, zb_num_round(a, share, 0)) != 0)
        return 1;
    }
  }
  return 0;
}

static void add_part(zb_plot *p, size_t band, size_t series, const zb_figure *f, zb_stack *stack, zb_num share,
                     int decimals)
{
  zb_arena *a = p->in->text->arena;
  zb_cmark m = {.shape = ZB_SHAPE_BAR,
                .band = band,
                .fill = zb_bars_paint(p->in, series),
                .place = ZB_PLACE_MIDDLE,
                .datum = &f->datum,
                .shown = &f->datum,
                .src = f->src};
  zb_stack_add(a, stack, share, &m.from, &m.to);
  if (!are_shares(p->in)) { /* the bar is as long as the share; the figure's own number stands behind it */
    zb_datum *d = zb_arena_memdup(a, &f->datum, sizeof f->datum);
    d->value = zb_num_print_exact(a, share);
    d->unit = "%";
    m.datum = d;
    int own = zb_change_places(a, share);
    m.shown = zb_unit_computed(a, &p->unit, share, own > decimals ? own : decimals,
                               zb_arena_printf(a, "share(%s)", f->id), f->src);
  }
  zb_plot_add(p, m);
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  if (!zb_bars_several(in) || !zb_bars_check(in) || !check(in))
    return false;
  p->unit = (zb_unit){.unit = "%"};
  zb_domain_add(&p->domain, zb_num_int(in->text->arena, 100));
  int decimals = decimals_of(in);
  for (size_t i = 0; i < s->ncategories; i++) {
    zb_stack stack = {0};
    zb_num sum = sum_of(in, i);
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f)
        add_part(p, i, j, f, &stack, share_of(in, f, sum), decimals);
    }
  }
  zb_bars_keys(p);
  zb_bars_options(p);
  return true;
}

const zb_chart_kind zb_chart_kind_PERCENT = {.name = "percent", .place = place};
