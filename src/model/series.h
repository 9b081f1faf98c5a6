/* Data of a chart: categories and series of figures, from figure lists or table columns. */
#ifndef ZB_MODEL_SERIES_H
#define ZB_MODEL_SERIES_H

#include "model/report.h"

/* What the properties of a chart block may say to a kind (chartkind.def). */
enum {
  ZB_TAKES_SERIES = 1 << 0,     /* value: name: compare: */
  ZB_TAKES_PAIR = 1 << 1,       /* before: after: */
  ZB_TAKES_ORIENT = 1 << 2,     /* orient: */
  ZB_TAKES_SORT = 1 << 3,       /* sort: */
  ZB_TAKES_RANGE = 1 << 4,      /* from: to: */
  ZB_TAKES_TARGET = 1 << 5,     /* target: */
  ZB_TAKES_LINE = 1 << 6,       /* line: */
  ZB_TAKES_TOTAL = 1 << 7,      /* total: */
  ZB_TAKES_BINS = 1 << 8,       /* bins: step: */
  ZB_TAKES_CHANGE = 1 << 9,     /* change: */
  ZB_TAKES_MIN = 1 << 10,       /* min: max: (kinds without bars; to bars a cut axis is an error) */
  ZB_TAKES_MANY = 1 << 11,      /* all columns of values when none is named */
  ZB_TAKES_ONE_UNIT = 1 << 12,  /* its values add up: no panels for other units */
  ZB_TAKES_WHOLE = 1 << 13,     /* whole: */
  ZB_TAKES_ICON = 1 << 14,      /* icon: per: */
  ZB_TAKES_STACK = 1 << 15,     /* sort: goes by the sum of the series */
  ZB_TAKES_HIGHLIGHT = 1 << 16, /* highlight: */
  ZB_TAKES_POINTS = 1 << 17     /* rows without limit: their places are points of a scale, or they are counted */
};

typedef enum zb_series_role {
  ZB_SERIES_VALUE,  /* what the chart shows */
  ZB_SERIES_TARGET, /* target: */
  ZB_SERIES_LINE    /* line: */
} zb_series_role;

typedef struct zb_series_def {
  const char *name; /* "" for a single unnamed series */
  zb_series_role role;
  const zb_figure **value; /* ncategories; NULL or ->missing = no value */
} zb_series_def;

typedef struct zb_series {
  const char **category; /* plain text labels */
  zb_src *category_src;
  bool *highlight;
  size_t nhighlights; /* how many */
  bool *total;        /* named by total: */
  const char **group; /* facet: a column: its text in each row, or NULL */
  size_t ncategories;
  zb_series_def *series;
  size_t nseries;
  const char *unit;       /* the common unit of all values, or NULL when they differ: a panel for each */
  bool units_by_series;   /* then each series has one unit, else each category */
  const zb_figure *whole; /* named by whole:, or NULL */
  bool facet_series;      /* facet: series */
} zb_series;

/* Builds the data of a chart block as its kind takes it. Unknown ids and columns, text where a number is needed, units
   that cannot be split into panels, no data, properties that mean nothing to the kind: diagnostics and NULL. */
zb_series *zb_series_build(zb_arena *a, zb_diags *d, const zb_report *r, const zb_block *block);

#endif
