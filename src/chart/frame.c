/* Frames: domains that may leave zero, sizes, grid and numbers. */
#include "chart/frame.h"

#include <string.h>

#include "chart/bars.h"

/* In permille: how far a plot may grow; how far it may shrink where the layout names no least height. */
enum { STRETCH = 500, SHRINK = 200 };

/* Gap between the numbers of the axis and the plot, in permille of the label size. */
enum { AXIS_GAP = 600 };

/* The plot takes at least this much of the width, in permille. */
enum { PLOT_LEAST = 120 };

/* --- the domain ------------------------------------------------------------------------------------------------- */

static void add_all(const zb_series *s, const char *unit, zb_domain *d, bool *any)
{
  for (size_t j = 0; j < s->nseries; j++)
    for (size_t i = 0; i < s->ncategories; i++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (!f || strcmp(f->q.unit, unit) != 0)
        continue;
      if (!*any)
        *d = (zb_domain){.lo = f->q.value, .hi = f->q.value};
      zb_domain_add(d, f->q.value);
      if (f->q.range)
        zb_domain_add(d, f->q.hi);
      *any = true;
    }
}

/* Would zero take less than a third of a scale that holds it? */
static bool near_zero(zb_arena *a, const zb_domain *d)
{
  zb_num span = zb_num_sub(a, d->hi, d->lo), three = zb_num_int(a, 3);
  zb_num gap = d->lo.sign > 0 ? d->lo : d->hi;
  gap.sign = 1;
  return d->lo.sign * d->hi.sign > 0 &&
         zb_num_cmp(zb_num_mul(a, gap, zb_num_int(a, 2)), zb_num_mul(a, span, three)) < 0;
}

/* min: or max: of the block in the unit of the axis. */
static bool asked(const zb_chart_in *in, zb_key key, zb_num *out)
{
  const char *text = zb_obj_text(in->block->props, key, NULL);
  zb_quantity q;
  if (!text || !zb_quantity_try(in->text->arena, text, &q))
    return false;
  *out = q.value;
  return true;
}

zb_domain zb_frame_values(const zb_chart_in *in)
{
  zb_domain d = {0};
  bool any = false;
  add_all(in->whole ? in->whole : in->data, zb_bars_unit(in).unit, &d, &any);
  return d;
}

zb_domain zb_frame_domain(const zb_chart_in *in, bool zero)
{
  zb_arena *a = in->text->arena;
  zb_domain d = zb_frame_values(in);
  bool one = zb_num_cmp(d.lo, d.hi) == 0;
  if (zero || one || near_zero(a, &d))
    zb_domain_add(&d, (zb_num){0});
  zb_num v;
  if (!zero && asked(in, ZB_K_AXIS_MIN, &v) && zb_num_cmp(v, d.hi) < 0)
    d.lo = v;
  if (asked(in, ZB_K_AXIS_MAX, &v) && zb_num_cmp(v, d.lo) > 0)
    d.hi = v;
  if (zb_num_cmp(d.lo, d.hi) == 0) /* all zero */
    d.hi = zb_num_int(a, 1);
  return d;
}

/* --- sizes ------------------------------------------------------------------------------------------------------ */

bool zb_frame_whole(const zb_chart_in *in, const zb_unit *unit)
{
  const zb_series *s = in->whole ? in->whole : in->data;
  zb_arena *a = in->text->arena;
  for (size_t j = 0; j < s->nseries; j++)
    for (size_t i = 0; i < s->ncategories; i++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f && strcmp(f->q.unit, unit->unit) == 0 && zb_num_cmp(f->q.value, zb_num_round(a, f->q.value, 0)) != 0)
        return false;
    }
  return unit->scale == 0 && unit->lifted;
}

void zb_frame_axis(zb_frame *f, int want)
{
  zb_plot_size wish = zb_plot_wish(f->in, f->in->width, STRETCH, SHRINK);
  bool whole = zb_frame_whole(f->in, &f->unit);
  f->vaxis = zb_vaxis_new(f->in, &f->unit, &f->domain, want, wish.height - wish.shrink, whole, true);
  f->axis = true;
  f->left = zb_u_max(f->left, f->vaxis.width + zb_chart_em(f->in, AXIS_GAP));
}

zb_plot_size zb_frame_size(const zb_frame *f)
{
  zb_plot_size size = zb_plot_wish(f->in, f->in->width, STRETCH, SHRINK);
  size.height += f->top + f->foot + f->keylist.height;
  return size;
}

void zb_frame_level(zb_frame *const *f, size_t n, zb_u *more)
{
  zb_u top = 0, foot = 0, low = 0, list = 0;
  for (size_t i = 0; i < n; i++) {
    if (!f[i])
      continue;
    top = zb_u_max(top, f[i]->top);
    foot = zb_u_max(foot, f[i]->foot);
    low = zb_u_max(low, f[i]->low);
    list = zb_u_max(list, f[i]->keylist.height);
  }
  for (size_t i = 0; i < n; i++) {
    more[i] = 0;
    if (!f[i])
      continue;
    more[i] = top - f[i]->top + foot - f[i]->foot + list - f[i]->keylist.height;
    f[i]->top = top;
    f[i]->foot = foot;
    f[i]->low = low;
    f[i]->keylist.height = list;
  }
}

bool zb_frame_roomy(const zb_frame *f)
{
  zb_u width = f->in->width, plot = width - f->left - f->right;
  return plot >= zb_u_muldiv(width, PLOT_LEAST, 1000) && plot >= zb_chart_em(f->in, 1500);
}

void zb_frame_report(const zb_frame *f)
{
  const zb_label *widest = NULL;
  for (int i = 0; i < f->vaxis.ticks.n; i++)
    if (!widest || f->vaxis.label[i].width > widest->width)
      widest = &f->vaxis.label[i];
  size_t n;
  zb_chart_unplaced(f->in, widest ? zb_para_text(widest->para, &n) : "", f->in->src);
}

zb_rect zb_frame_list(const zb_frame *f, zb_dl_page *page, zb_rect r)
{
  zb_keylist_draw(&f->keylist, page, r.x, r.y + r.h);
  r.h -= f->keylist.height;
  return r;
}

zb_rect zb_frame_plot(const zb_frame *f, zb_rect r)
{
  return (zb_rect){.x = r.x + f->left, .y = r.y + f->top, .w = r.w - f->left - f->right, .h = r.h - f->top - f->foot};
}

zb_u zb_frame_y(const zb_frame *f, zb_rect plot, zb_num v)
{
  zb_arena *a = f->in->text->arena;
  zb_linear scale = zb_linear_new(a, f->domain, plot.h - f->low);
  return plot.y + plot.h - f->low - zb_linear_at(a, &scale, v);
}

void zb_frame_draw(const zb_frame *f, zb_dl_page *page, size_t past, zb_rect r)
{
  const zb_chart_in *in = f->in;
  zb_rect plot = zb_frame_plot(f, r);
  zb_u *at = zb_newn(in->text->arena, zb_u, (size_t)f->vaxis.ticks.n + 1);
  for (int i = 0; i < f->vaxis.ticks.n; i++)
    at[i] = zb_frame_y(f, plot, f->vaxis.value[i]);
  if (f->axis) {
    zb_vaxis_grid(in, &f->vaxis, page, past, true, at, plot.x, plot.x + plot.w);
    zb_vaxis_labels(&f->vaxis, page, true, at, plot.x - zb_chart_em(in, AXIS_GAP));
  }
  bool crosses = f->domain.lo.sign <= 0 && f->domain.hi.sign >= 0;
  zb_u low = crosses ? zb_frame_y(f, plot, (zb_num){0}) : plot.y + plot.h;
  zb_u line = zb_chart_line_width(&in->style);
  zb_axis_line_past(&in->style, page, past, (zb_point){.x = plot.x, .y = low + line / 2},
                    (zb_point){.x = plot.x + plot.w, .y = low + line / 2});
}
