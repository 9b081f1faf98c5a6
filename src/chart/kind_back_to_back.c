/* Kind back-to-back: two series from a common spine to either side, on one scale; the names stand between them. */
#include "chart/bars.h"
#include "chart/palette.h"

static bool check(const zb_chart_in *in)
{
  const zb_series *s = in->data;
  zb_arena *a = in->text->arena;
  if (s->nseries != 2) {
    zb_diag(in->text->diags, ZB_D_CHART_TWO_SERIES, in->src, zb_chart_name(in), zb_arena_printf(a, "%zu", s->nseries),
            NULL);
    return false;
  }
  for (size_t j = 0; j < 2; j++)
    for (size_t i = 0; i < s->ncategories; i++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f && f->q.value.sign < 0) {
        zb_diag(in->text->diags, ZB_D_CHART_PART_NEGATIVE, f->src, zb_chart_name(in), f->datum.text, NULL);
        return false;
      }
    }
  return zb_bars_check(in);
}

static bool place(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  if (!check(in))
    return false;
  p->unit = zb_bars_unit(in);
  p->orient = ZB_ORIENT_LYING;
  p->mirror = true;
  for (size_t i = 0; i < in->data->ncategories; i++)
    for (size_t j = 0; j < 2; j++) {
      const zb_figure *f = zb_bars_value(in->data, j, i);
      if (!f)
        continue;
      zb_cmark m = zb_plot_figure(p, i, 0, 1, f, zb_bars_paint(in, j), false);
      if (j == 0) { /* the left side counts downwards, its figures do not */
        m.back = true;
        m.to.sign = -m.to.sign;
        m.far_to.sign = -m.far_to.sign;
      }
      zb_plot_add(p, m);
    }
  zb_bars_keys(p);
  zb_bars_options(p);
  p->orient = ZB_ORIENT_LYING;
  return true;
}

const zb_chart_kind zb_chart_kind_BACK_TO_BACK = {.name = "back-to-back", .place = place};
