/* Labels that have no room in their marks: a row below lying bars or a column beside upright ones, joined by leaders.
 */
#ifndef ZB_CHART_ROW_H
#define ZB_CHART_ROW_H

#include "chart/mark.h"
#include "chart/spread.h"

typedef struct zb_row_item {
  const zb_cmark *mark;
  zb_u want, at; /* along the value axis: the mark's place, the label's middle */
} zb_row_item;

typedef struct zb_row {
  const zb_chart_in *in;
  zb_row_item *item;
  zb_slip *slip;
  size_t n;
} zb_row;

zb_row zb_row_new(const zb_chart_in *in, size_t max);
void zb_row_add(zb_row *r, const zb_cmark *m, zb_u want, zb_u size);
/* Sorts by place and moves apart; false when lo..hi is too narrow for all. */
bool zb_row_spread(zb_row *r, zb_u lo, zb_u hi);
/* Length of the leaders, from the bars to the labels. */
zb_u zb_row_depth(const zb_chart_in *in);
void zb_row_draw_below(const zb_row *r, zb_dl_page *page, zb_u y);  /* y: the lower edge of the bars */
void zb_row_draw_beside(const zb_row *r, zb_dl_page *page, zb_u x); /* x: their right edge */

#endif
