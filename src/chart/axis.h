/* The category axis: names of the categories, all set in one size, and the zero line. */
#ifndef ZB_CHART_AXIS_H
#define ZB_CHART_AXIS_H

#include "chart/bar.h"

typedef struct zb_axis {
  zb_label *label;
  size_t n;
  zb_u width, height; /* of the widest, of the tallest */
  bool fit;
  size_t worst; /* the first that does not fit */
} zb_axis;

enum { ZB_NAME_LINES = 3 };

/* Sets the names in at most ZB_NAME_LINES lines of max_width, at the label style's size or, when one does not fit, all
   of them smaller in steps down to 85 %. Lines are of like width. */
zb_axis zb_axis_new(const zb_bars *b, zb_align align, zb_u max_width);
/* Draws name i in a Span of its own, its box aligned to (x, y) as in zb_label_draw. */
void zb_axis_name(const zb_axis *names, const zb_bars *b, size_t i, zb_dl_page *page, zb_u x, zb_u y, int halign,
                  int valign);

/* Width of the zero line. */
zb_u zb_axis_line_width(const zb_chart_style *style);
/* The zero line from a to b (upright or level), an artifact. */
void zb_axis_line(const zb_chart_style *style, zb_dl_page *page, zb_point a, zb_point b);

#endif
