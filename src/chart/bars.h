/* What the kinds of the bar family share: fills of series and highlights, checks of their data, legend keys. */
#ifndef ZB_CHART_BARS_H
#define ZB_CHART_BARS_H

#include "chart/plot.h"

/* The figure of a series in a category, NULL when there is none: missing is blank, never 0. */
const zb_figure *zb_bars_value(const zb_series *s, size_t series, size_t category);
/* Paints of all series: the main one in the main colour, a single one it is compared with in the other, else the series
   colours; hatched where those that touch in some category would look alike in black and white. */
const zb_paint *zb_bars_fills(const zb_chart_in *in);
zb_paint zb_bars_paint(const zb_chart_in *in, size_t series);
/* The paint of one bar: in a single series those that are not highlighted stand back. *strong: it matters. */
zb_paint zb_bars_fill(const zb_chart_in *in, size_t category, size_t series, bool *strong);
/* Ordinals have no length, more than ZB_CHART_SERIES series no colours, no values no chart: reported, false. */
bool zb_bars_check(const zb_chart_in *in);
/* Unit of all figures of the chart (its panels share it). */
zb_unit zb_bars_unit(const zb_chart_in *in);
/* Legend keys of the named series, when there are several or `legend: yes`. */
void zb_bars_keys(zb_plot *p);
/* orient:, labels: and whether a value axis is wanted, from the block. */
void zb_bars_options(zb_plot *p);
/* Is some category of the chart highlighted? */
bool zb_bars_highlighted(const zb_chart_in *in);
/* Series side by side in each category: the marks of bar and grouped, with keys and options. */
bool zb_bars_place(zb_plot *p);
/* A chart of parts or groups wants two series at least: reported, false. */
bool zb_bars_several(const zb_chart_in *in);
/* How many series have a value in the category. */
int zb_bars_count(const zb_series *s, size_t category);

#endif
