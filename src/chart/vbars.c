/* Vertical bars: bands over the width; the scale is chosen when the final height is known. */
#include "chart/vbars.h"

/* Names take this much of their pitch; bars capped by bar_max still fill this much, in permille. */
enum { NAME_SHARE = 920, FILL_MIN = 380, SPARSE = 400 };

/* Space between the zero line and the names, and between two values, in permille of the label size. */
enum { NAME_GAP = 450, VALUE_GAP = 250 };

enum { STRETCH = 600, SHRINK = 150 };

struct zb_vbars {
  const zb_bars *bars;
  zb_axis names;
  zb_u width, plot; /* of all, of the bands, centred */
  zb_u pitch;
};

/* Upright bars stand in a field of their own: they may be half again as thick as lying ones. */
static zb_group group_at(const zb_bars *b, zb_u pitch)
{
  return zb_group_new(pitch, b->per, zb_u_muldiv(b->in->style.bar_max, 3, 2));
}

bool zb_vbars_sparse(const zb_bars *bars, zb_u width)
{
  zb_u pitch = width / (zb_u)(bars->n > 0 ? bars->n : 1);
  zb_group g = group_at(bars, pitch);
  return g.total < zb_u_muldiv(pitch, SPARSE, 1000);
}

/* x of the left edge of the bars of category i, from the left edge of the chart; bars without value leave no gap. */
static zb_u group_left(const zb_vbars *v, const zb_group *all, size_t i)
{
  zb_band band = {.start = (v->width - v->plot) / 2, .length = v->plot, .n = v->bars->n};
  zb_group g = zb_group_of(*all, zb_bars_count(v->bars, i));
  return zb_band_edge(&band, i) + zb_group_offset(&g, v->pitch, 0);
}

/* The first bar whose value would touch that of the bar before it, or NULL. Heights are not relied on: they change. */
static const zb_bar *crowded(const zb_vbars *v)
{
  const zb_bars *b = v->bars;
  zb_group g = group_at(b, v->pitch);
  zb_u edge = -zb_chart_em(b->in, VALUE_GAP);
  for (size_t i = 0; i < b->n; i++) {
    zb_u x = group_left(v, &g, i);
    for (size_t j = 0; j < b->per; j++) {
      const zb_bar *bar = &b->bar[i * b->per + j];
      if (!bar->figure)
        continue;
      zb_u left = x + (g.thick - bar->value.width) / 2;
      if (left < edge + zb_chart_em(b->in, VALUE_GAP) || left + bar->value.width > v->width)
        return bar;
      edge = left + bar->value.width;
      x += g.thick + g.gap;
    }
  }
  return NULL;
}

/* The pitch: the whole width shared out, or less when capped bars would drown in white. */
static void choose_pitch(zb_vbars *v)
{
  const zb_bars *b = v->bars;
  zb_u all = v->width / (zb_u)b->n;
  zb_group g = group_at(b, all);
  zb_axis names = zb_axis_new(b, ZB_ALIGN_CENTER, zb_u_muldiv(all, NAME_SHARE, 1000));
  zb_u snug = zb_u_muldiv(g.total, 1000, FILL_MIN), for_names = zb_u_muldiv(names.width, 1000, NAME_SHARE);
  v->pitch = zb_u_min(all, zb_u_max(snug, for_names));
  v->plot = v->pitch * (zb_u)b->n;
  v->names = names;
}

zb_vbars *zb_vbars_new(zb_bars *bars, zb_u width, bool report)
{
  static const int sizes[] = {1000, 920, 850};
  zb_vbars *v = zb_new(bars->in->text->arena, zb_vbars);
  *v = (zb_vbars){.bars = bars, .width = width};
  choose_pitch(v);
  const zb_bar *bad = NULL;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    if (i > 0)
      zb_bars_set_values(bars, sizes[i]);
    if (!(bad = crowded(v)))
      break;
  }
  if (v->names.fit && !bad)
    return v;
  if (report && !v->names.fit)
    zb_chart_unplaced(bars->in, bars->name[v->names.worst], bars->src[v->names.worst]);
  if (report && bad)
    zb_chart_unplaced(bars->in, bad->figure->datum.text, bad->figure->src);
  zb_bars_set_values(bars, 1000);
  return NULL;
}

static zb_u foot(const zb_vbars *v)
{
  return zb_chart_em(v->bars->in, NAME_GAP) + v->names.height;
}

zb_plot_size zb_vbars_size(const zb_vbars *v)
{
  const zb_chart_in *in = v->bars->in;
  zb_u lead = in->style.label.leading;
  zb_u min = zb_u_max(in->height_min, 5 * lead), plot = in->height;
  if (plot == 0)
    plot = zb_u_clamp(v->width / 2, 9 * lead, 16 * lead);
  zb_u max = in->height_max > 0 ? in->height_max : zb_u_muldiv(plot, 1000 + STRETCH, 1000);
  max = zb_u_max(max, min);
  plot = zb_u_clamp(plot, min, max);
  zb_u give =
      in->height_min > 0 ? plot : zb_u_muldiv(plot, SHRINK, 1000); /* a layout that names a least height means it */
  return (zb_plot_size){.height = plot + foot(v), .stretch = max - plot, .shrink = zb_u_min(plot - min, give)};
}

void zb_vbars_draw(const zb_vbars *v, zb_dl_page *page, zb_rect r)
{
  const zb_bars *b = v->bars;
  zb_group g = group_at(b, v->pitch);
  zb_u plot = r.h - foot(v), below;
  zb_linear scale;
  zb_bars_fit(b, true, plot, &scale, &below);
  zb_u zero = r.y + plot - below, line = zb_axis_line_width(&b->in->style);
  for (size_t i = 0; i < b->n; i++) {
    zb_u x = r.x + group_left(v, &g, i), middle = x + zb_group_of(g, zb_bars_count(b, i)).total / 2;
    zb_axis_name(&v->names, b, i, page, middle, r.y + plot + zb_chart_em(b->in, NAME_GAP), 0, -1);
    for (size_t j = 0; j < b->per; j++) {
      const zb_bar *bar = &b->bar[i * b->per + j];
      zb_bar_draw(b, bar, &scale, true, page, x, zero, g.thick);
      x += bar->figure ? g.thick + g.gap : 0;
    }
  }
  zb_axis_line(&b->in->style, page, (zb_point){.x = r.x, .y = zero + line / 2},
               (zb_point){.x = r.x + v->width, .y = zero + line / 2});
}
