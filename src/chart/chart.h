/* The chart protocol: scales, axes, labels, legends, colours and panels are shared, a kind only places its marks. One
   file a kind. */
#ifndef ZB_CHART_CHART_H
#define ZB_CHART_CHART_H

#include "base/paint.h"
#include "base/vec.h"
#include "model/series.h"
#include "res/images.h"
#include "text/label.h"

enum { ZB_CHART_SERIES = 6 };

/* What a chart needs to know of the page: styles at final size and colours by meaning. */
typedef struct zb_chart_style {
  zb_tstyle label;     /* category labels, panel titles, legend */
  zb_tstyle value;     /* value labels (digit face) */
  zb_rgba ink, muted;  /* text; axis and leader lines */
  zb_rgba main, other; /* the bar that matters; the rest (before = other, after = main) */
  zb_rgba series[ZB_CHART_SERIES];
  zb_rgba ground;  /* behind the chart, for label contrast */
  zb_u bar_max;    /* greatest bar thickness */
  zb_u stroke_min; /* least width of a line that is seen from the reading distance; 0 = in the hand */
} zb_chart_style;

/* The scales of kinds that lay their own plots out, over all panels of a chart: the shortest for each unit. */
typedef struct zb_chart_scale {
  const char *unit;
  zb_u length;
} zb_chart_scale;
typedef ZB_VEC(zb_chart_scale) zb_chart_scales;

typedef struct zb_chart_in {
  zb_text *text;
  const zb_series *data;
  const zb_series *whole;  /* all panels' data, which share units and scales; NULL: there is one panel */
  zb_chart_scales *scales; /* shared by all panels; NULL: there is one panel */
  const zb_paint *fills;   /* of the series, told apart (zb_bars_fills); NULL: not yet */
  zb_images *images;       /* icons of pictograms */
  const zb_block *block;   /* its options: orient, highlight ... */
  zb_chart_style style;
  zb_u width;
  zb_u height, height_min, height_max; /* of the plot as the layout wishes; 0 = by the chart */
  const char *lang;                    /* of the report; NULL = zh-CN */
  zb_src src;
} zb_chart_in;

/* Words that a chart prints by itself, in the language of the report. */
const char *zb_chart_word(const zb_chart_in *in, const char *zh, const char *en);

typedef struct zb_chart zb_chart;
struct zb_plot;

/* A kind either places marks on a plot, or lays out and draws by itself. */
typedef struct zb_chart_kind {
  const char *name;
  /* Says what stands in the plot (plot.h): categories, marks, legend keys. False after an error. */
  bool (*place)(struct zb_plot *p);
  /* Measures; *height gets natural height, *stretch and *shrink what the plot can give. A label without room is an
     error naming chart and label. NULL after an error. */
  zb_chart *(*layout)(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink);
  /* Draws inside an open Figure element. r.w = in->width, r.h the final height. */
  void (*draw)(const zb_chart *c, zb_dl_page *page, zb_rect r);
  bool all_units; /* takes figures of several units by itself; others get a panel for each */
} zb_chart_kind;

/* The kind of a chart block (the language's enumeration and this registry are one list: model/chartkind.def). */
const zb_chart_kind *zb_chart_kind_of(const zb_block *block);

/* Lays a chart of any kind out: one panel, or small multiples (a panel for each unit, or as `facet:` says). Sizes as
   in zb_chart_kind. NULL after an error. */
zb_chart *zb_chart_layout(const zb_chart_kind *kind, const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink);
void zb_chart_draw(const zb_chart *c, zb_dl_page *page, zb_rect r);

/* What layout hands to draw. */
struct zb_chart {
  void (*draw)(const zb_chart *c, zb_dl_page *page, zb_rect r);
  const void *data;
  const struct zb_unit *unit; /* of its axis, to be printed once; or NULL */
  struct zb_frame *frame;     /* around its plot, which stands level with those of its neighbours; or NULL */
};

#endif
