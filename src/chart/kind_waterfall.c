/* Kind waterfall: from a balance through rises and falls to a balance, which must be what they add up to. */
#include "chart/bars.h"

/* A balance may differ by what its own printing rounds off. */
static bool agrees(zb_arena *a, const zb_figure *f, zb_num sum)
{
  zb_num off = zb_num_sub(a, f->q.value, sum);
  off.sign = off.sign < 0 ? 1 : off.sign;
  return zb_num_cmp(off, zb_quantity_tolerance(a, &f->q)) <= 0;
}

/* What a rise or fall prints: its figure with its sign. */
static const zb_datum *signed_datum(const zb_plot *p, const zb_figure *f)
{
  zb_arena *a = p->in->text->arena;
  const zb_datum *plain = zb_unit_datum(a, &p->unit, f);
  if (f->q.value.sign <= 0 || f->q.prefix[0] != '\0' || plain->text[0] == '+')
    return plain;
  zb_datum *d = zb_arena_memdup(a, plain, sizeof *plain);
  d->text = zb_arena_printf(a, "+%s", plain->text);
  return d;
}

static bool add_step(zb_plot *p, size_t i, const zb_figure *f, zb_num *sum, bool last)
{
  const zb_chart_in *in = p->in;
  zb_arena *a = in->text->arena;
  const zb_chart_style *style = &in->style;
  bool total = i == 0 || in->data->total[i];
  if (in->data->total[i] && i > 0 && !agrees(a, f, *sum)) {
    zb_diag(in->text->diags, ZB_D_WATERFALL_SUM, f->src, zb_chart_name(in), f->datum.text, zb_num_print_exact(a, *sum),
            NULL);
    return false;
  }
  zb_rgba fill = total ? style->ink : f->q.value.sign < 0 ? style->other : style->main;
  zb_cmark m = zb_plot_figure(p, i, 0, 1, f, zb_paint_solid(fill), false);
  if (!total) {
    m.from = *sum;
    m.to = zb_num_add(a, *sum, f->q.value);
    m.shown = signed_datum(p, f);
    m.far = false;
    m.approx = ZB_APPROX_NONE;
  }
  *sum = total && i > 0 ? f->q.value : zb_num_add(a, *sum, f->q.value);
  zb_plot_add(p, m);
  if (!last)
    zb_plot_add(p, (zb_cmark){.shape = ZB_SHAPE_LINK, .band = i, .to = *sum, .fill = zb_paint_solid(style->muted)});
  return true;
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  const zb_series *s = in->data;
  if (!zb_bars_check(in))
    return false;
  p->unit = zb_bars_unit(in);
  zb_num sum = {0};
  for (size_t i = 0; i < s->ncategories; i++) {
    const zb_figure *f = zb_bars_value(s, 0, i);
    if (!f) {
      zb_diag(in->text->diags, ZB_D_WATERFALL_MISSING, s->category_src[i], zb_chart_name(in), s->category[i], NULL);
      return false;
    }
    if (!add_step(p, i, f, &sum, i + 1 == s->ncategories))
      return false;
  }
  zb_bars_options(p);
  return true;
}

const zb_chart_kind zb_chart_kind_WATERFALL = {.name = "waterfall", .place = place};
