/* Kind stacked: the series of a category end to end, each labelled in its middle or by a leader, with the total. */
#include "chart/bars.h"
#include "chart/stack.h"

/* The last value of a category on the positive side: only its end is free. */
static size_t last_of(const zb_series *s, size_t category)
{
  size_t last = s->nseries;
  for (size_t j = 0; j < s->nseries; j++) {
    const zb_figure *f = zb_bars_value(s, j, category);
    if (f && f->q.value.sign > 0)
      last = j;
  }
  return last;
}

/* Decimals that the totals of all categories are printed with. */
static int total_decimals(const zb_plot *p)
{
  const zb_series *s = p->in->data;
  zb_arena *a = p->in->text->arena;
  int most = 0;
  for (size_t i = 0; i < s->ncategories; i++) {
    zb_num sum = {0};
    for (size_t j = 0; j < s->nseries; j++)
      if (zb_bars_value(s, j, i))
        sum = zb_num_add(a, sum, zb_bars_value(s, j, i)->q.value);
    int decimals = zb_unit_decimals(a, &p->unit, sum);
    most = decimals > most ? decimals : most;
  }
  return most;
}

/* The total beyond the end. None for one value, and none when a value is missing: it would not be the total. */
static void add_total(zb_plot *p, size_t band, const zb_stack *stack, zb_approx approx, int decimals)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  bool loose = false;
  for (size_t j = 0; j < s->nseries; j++) {
    const zb_figure *f = zb_bars_value(s, j, band);
    if (!f || s->nseries < 2)
      return;
    loose = loose || f->q.approx != ZB_APPROX_NONE || f->q.range;
  }
  zb_num sum = zb_num_add(a, stack->up, stack->down);
  const char *name = zb_arena_printf(a, "sum(%s)", p->name[band]);
  zb_datum *d = zb_arena_memdup(a, zb_unit_computed(a, &p->unit, sum, decimals, name, p->src[band]), sizeof *d);
  if (loose)
    d->text = zb_arena_printf(a, "约%s", d->text);
  bool less = stack->up.sign == 0 && stack->down.sign < 0;
  zb_plot_add(p, (zb_cmark){.band = band,
                            .to = less ? stack->down : stack->up,
                            .place = ZB_PLACE_OUTSIDE,
                            .shown = d,
                            .approx = less ? ZB_APPROX_NONE : approx,
                            .fill = zb_paint_solid(in->style.ink),
                            .src = p->src[band]});
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  if (!zb_bars_several(in) || !zb_bars_check(in))
    return false;
  p->unit = zb_bars_unit(in);
  int decimals = total_decimals(p);
  for (size_t i = 0; i < s->ncategories; i++) {
    zb_stack stack = {0};
    size_t last = last_of(s, i);
    for (size_t j = 0; j < s->nseries; j++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (!f)
        continue;
      zb_num from, to;
      zb_stack_add(a, &stack, f->q.value, &from, &to);
      zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_BAR,
                                .band = i,
                                .from = from,
                                .to = to,
                                .datum = &f->datum,
                                .fill = zb_bars_paint(in, j),
                                .approx = j == last ? f->q.approx : ZB_APPROX_NONE,
                                .place = ZB_PLACE_MIDDLE,
                                .shown = zb_unit_datum(a, &p->unit, f),
                                .src = f->src});
    }
    add_total(p, i, &stack, last < s->nseries ? zb_bars_value(s, last, i)->q.approx : ZB_APPROX_NONE, decimals);
  }
  zb_bars_keys(p);
  zb_bars_options(p);
  return true;
}

const zb_chart_kind zb_chart_kind_STACKED = {.name = "stacked", .place = place};
