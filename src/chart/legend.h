/* The legend: a key for each named series, on lines at the top left of the chart. */
#ifndef ZB_CHART_LEGEND_H
#define ZB_CHART_LEGEND_H

#include "chart/mark.h"

typedef struct zb_legend_key {
  const char *name;
  zb_src src;
  zb_paint fill;
  bool line; /* a stretch of line instead of a square */
} zb_legend_key;

typedef struct zb_legend zb_legend;

/* The width of the widest key with its name in one line. */
zb_u zb_legend_least(const zb_chart_in *in, const zb_legend_key *key, size_t n);
/* Sets the keys in their order on as many lines as the width asks for; a name wider than that takes up to three lines,
   else it is an unplaced label. NULL after an error. */
zb_legend *zb_legend_new(const zb_chart_in *in, const zb_legend_key *key, size_t n, zb_u width);
/* With the space below; 0 for a legend without keys. */
zb_u zb_legend_height(const zb_legend *l);
void zb_legend_draw(const zb_legend *l, zb_dl_page *page, zb_u x, zb_u y);

#endif
