/* Panels: small multiples in columns of equal width. */
#ifndef ZB_CHART_PANEL_H
#define ZB_CHART_PANEL_H

#include "base/geom.h"

#include <stddef.h>

typedef struct zb_panels {
  size_t n, columns, rows;
  zb_u width; /* of a panel */
  zb_u gutter, row_gap;
} zb_panels;

/* As many columns as give each panel min_width, evened out over the rows (4 panels of 3 that fit: 2 and 2). */
zb_panels zb_panels_new(size_t n, zb_u width, zb_u min_width, zb_u gutter, zb_u row_gap);
/* Height of all when each row is `row` high, and of a row when all get `height`. */
zb_u zb_panels_height(const zb_panels *p, zb_u row);
zb_u zb_panels_row(const zb_panels *p, zb_u height);
/* Cell of panel i in r. */
zb_rect zb_panels_cell(const zb_panels *p, size_t i, zb_rect r);

#endif
