/* Kind bar: one or several series over categories, lying or upright, every bar labelled, no value axis. */
#include "chart/hbars.h"
#include "chart/legend.h"
#include "chart/vbars.h"

#include "base/utf8.h"

/* Bars lie when a name has more Han characters or there are more categories than this. */
enum { NAME_HAN = 6, COUNT_HIGH = 6 };

enum { SERIES_MAX = 6 };

typedef struct bar_chart {
  zb_bars bars;
  zb_legend *legend;
  zb_hbars *lying; /* one of the two */
  zb_vbars *upright;
} bar_chart;

/* --- data ------------------------------------------------------------------------------------------------------ */

/* The main series stands in the main colour; what it is compared with in the other, or in the series colours. */
static zb_rgba series_fill(const zb_chart_in *in, size_t series)
{
  if (series == 0)
    return in->style.main;
  return in->data->nseries == 2 ? in->style.other : in->style.series[series];
}

/* In a single series the bars that are not highlighted stand back. */
static zb_rgba bar_fill(const zb_chart_in *in, size_t category, size_t series, bool any_highlight)
{
  if (in->data->nseries == 1 && any_highlight && !in->data->highlight[category])
    return in->style.other;
  return series_fill(in, series);
}

static bool any_highlight(const zb_series *data)
{
  for (size_t i = 0; data->highlight && i < data->ncategories; i++)
    if (data->highlight[i])
      return true;
  return false;
}

/* Problems of the data that no layout can help. */
static bool check_data(const zb_chart_in *in, const zb_bars *b)
{
  zb_diags *d = in->text->diags;
  size_t drawn = 0;
  bool ok = true;
  if (in->data->nseries > SERIES_MAX) {
    zb_arena *a = in->text->arena;
    zb_diag(d, ZB_D_CHART_SERIES, in->src, zb_chart_name(in), zb_arena_printf(a, "%zu", in->data->nseries),
            zb_arena_printf(a, "%d", SERIES_MAX), NULL);
    return false;
  }
  for (size_t i = 0; i < b->n * b->per; i++) {
    const zb_figure *f = b->bar[i].figure;
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

static zb_bars make_bars(const zb_chart_in *in)
{
  const zb_series *s = in->data;
  bool any = any_highlight(s);
  zb_bars b = {.in = in,
               .name = s->category,
               .src = s->category_src,
               .n = s->ncategories,
               .per = s->nseries,
               .bar = zb_newn(in->text->arena, zb_bar, s->ncategories * s->nseries)};
  for (size_t i = 0; i < b.n; i++)
    for (size_t j = 0; j < b.per && b.per <= SERIES_MAX; j++) {
      const zb_figure *f = s->series[j].value[i];
      zb_rgba fill = bar_fill(in, i, j, any);
      b.bar[i * b.per + j] = (zb_bar){.figure = f && !f->missing ? f : NULL,
                                      .fill = fill,
                                      .tint = zb_color_mix(fill, in->style.ground, 150),
                                      .strong = any && s->highlight[i] && j == 0};
    }
  return b;
}

static zb_legend *make_legend(const zb_chart_in *in)
{
  zb_legend_key key[SERIES_MAX];
  size_t n = 0;
  bool wanted = zb_obj_bool(in->block->props, ZB_K_LEGEND, in->data->nseries > 1);
  for (size_t i = 0; wanted && i < in->data->nseries; i++)
    if (in->data->series[i].name && in->data->series[i].name[0] != '\0')
      key[n++] = (zb_legend_key){.name = in->data->series[i].name, .src = in->src, .fill = series_fill(in, i)};
  return zb_legend_new(in, key, n, in->width);
}

/* --- orientation ----------------------------------------------------------------------------------------------- */

static size_t han_count(const char *text)
{
  size_t n = 0;
  for (const char *s = text; *s;)
    n += zb_utf8_is_han(zb_utf8_next(&s));
  return n;
}

static bool better_lying(const bar_chart *c)
{
  if (c->bars.n > COUNT_HIGH)
    return true;
  for (size_t i = 0; i < c->bars.n; i++)
    if (han_count(c->bars.name[i]) > NAME_HAN)
      return true;
  return zb_vbars_sparse(&c->bars, c->bars.in->width);
}

/* Upright when asked for or when that looks better and every label has room; else lying. */
static bool orient(bar_chart *c)
{
  const zb_chart_in *in = c->bars.in;
  const zb_val *v = zb_obj_get(in->block->props, ZB_K_ORIENT);
  bool asked = v && v->i == ZB_E_ORIENT_VERTICAL;
  if (asked || (!v && !better_lying(c)))
    c->upright = zb_vbars_new(&c->bars, in->width, asked);
  if (!c->upright && !asked)
    c->lying = zb_hbars_new(&c->bars, NULL, in->width);
  return c->upright || c->lying;
}

/* --- the kind -------------------------------------------------------------------------------------------------- */

static void check_density(const zb_chart_in *in, const bar_chart *c, zb_plot_size size)
{
  if (in->height_max <= 0 || size.height <= in->height_max || !c->lying)
    return;
  zb_arena *a = in->text->arena;
  zb_diag(in->text->diags, ZB_D_CHART_DENSE, in->src, zb_chart_name(in),
          zb_arena_printf(a, "%zu", c->bars.n * c->bars.per),
          zb_arena_printf(a, "%d", zb_u_muldiv(size.height, 1, ZB_MM(1))),
          zb_arena_printf(a, "%d", zb_u_muldiv(in->height_max, 1, ZB_MM(1))), NULL);
}

static zb_chart *layout(const zb_chart_in *given, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = given->text->arena;
  const zb_chart_in *in = zb_arena_memdup(a, given, sizeof *given);
  bar_chart *c = zb_new(a, bar_chart);
  c->bars = make_bars(in);
  if (!check_data(in, &c->bars))
    return NULL;
  zb_bars_set_values(&c->bars, 1000);
  c->legend = make_legend(in);
  if (!c->legend || !orient(c))
    return NULL;
  zb_plot_size size = c->upright ? zb_vbars_size(c->upright) : zb_hbars_size(c->lying);
  check_density(in, c, size);
  *height = size.height + zb_legend_height(c->legend);
  *stretch = size.stretch;
  *shrink = size.shrink;
  zb_chart *chart = zb_new(a, zb_chart);
  chart->data = c;
  return chart;
}

static void draw(const zb_chart *chart, zb_dl_page *page, zb_rect r)
{
  const bar_chart *c = chart->data;
  zb_u head = zb_legend_height(c->legend);
  zb_legend_draw(c->legend, page, r.x, r.y);
  r.y += head;
  r.h -= head;
  if (c->upright)
    zb_vbars_draw(c->upright, page, r);
  else
    zb_hbars_draw(c->lying, page, r);
}

const zb_chart_kind zb_chart_kind_BAR = {.name = "bar", .layout = layout, .draw = draw};
