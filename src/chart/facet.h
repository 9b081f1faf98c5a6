/* Facets: the data of one chart split over panels that share units and scales. */
#ifndef ZB_CHART_FACET_H
#define ZB_CHART_FACET_H

#include "chart/chart.h"

typedef struct zb_facet {
  const char *name; /* over the panel; "" none */
  zb_src src;
  const zb_series *data;
} zb_facet;

/* The panels of a chart, in order of first appearance: as the block's `facet:` says (values of a column, or the
   series), and one for each unit where units differ and the kind does not take them all. At least one. */
zb_facet *zb_facet_split(const zb_chart_in *in, const zb_chart_kind *kind, size_t *n);

#endif
