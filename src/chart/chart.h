/* The chart protocol: scales, labels and panels are shared, a kind only places its marks. One file a kind. */
#ifndef ZB_CHART_CHART_H
#define ZB_CHART_CHART_H

#include "model/series.h"
#include "text/label.h"

/* What a chart needs to know of the page: styles at final size and colours by meaning. */
typedef struct zb_chart_style {
  zb_tstyle label;     /* category labels, panel titles, legend */
  zb_tstyle value;     /* value labels (digit face) */
  zb_rgba ink, muted;  /* text; axis and leader lines */
  zb_rgba main, other; /* the bar that matters; the rest (before = other, after = main) */
  zb_rgba series[6];   /* grouped bars: adjacent fills differ by L* >= 12 */
  zb_rgba ground;      /* behind the chart, for label contrast */
  zb_u bar_max;        /* greatest bar thickness */
} zb_chart_style;

typedef struct zb_chart_in {
  zb_text *text;
  const zb_series *data;
  const zb_block *block; /* its options: orient, highlight ... */
  zb_chart_style style;
  zb_u width;
  zb_u height, height_min, height_max; /* of the plot as the layout wishes; 0 = by the chart */
  const char *lang;                    /* of the report; NULL = zh-CN */
  zb_src src;
} zb_chart_in;

typedef struct zb_chart zb_chart;

typedef struct zb_chart_kind {
  const char *name;
  /* Measures; *height gets natural height, *stretch and *shrink what the plot can give. A label without room is an
     error naming chart and label. NULL after an error. */
  zb_chart *(*layout)(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink);
  /* Draws inside an open Figure element. r.w = in->width, r.h the final height. */
  void (*draw)(const zb_chart *c, zb_dl_page *page, zb_rect r);
} zb_chart_kind;

/* The kind of a chart block (the language's enumeration and this registry are one list: model/chartkind.def). */
const zb_chart_kind *zb_chart_kind_of(const zb_block *block);

#endif
