/* Data of a chart: categories and series of figures, from figure lists or table columns. */
#ifndef ZB_MODEL_SERIES_H
#define ZB_MODEL_SERIES_H

#include "model/report.h"

typedef struct zb_series_def {
  const char *name;           /* "" for a single unnamed series */
  const zb_figure **value;    /* ncategories; NULL or ->missing = no value */
} zb_series_def;

typedef struct zb_series {
  const char **category; /* plain text labels */
  zb_src *category_src;
  bool *highlight;
  size_t ncategories;
  zb_series_def *series;
  size_t nseries;
  const char *unit; /* the common unit of all values, or NULL when they differ (before-after: one panel per unit) */
} zb_series;

/* Builds the data of a chart block (bar: data/label/value/compare/sort/highlight; before-after: data/label/before/
   after). Unknown ids and columns, text where a number is needed, mixed units, no data: diagnostics and NULL. */
zb_series *zb_series_build(zb_arena *a, zb_diags *d, const zb_report *r, const zb_block *block);

#endif
