/* Colours of series: palettes, and hatches where neighbours would look alike on a black-and-white copy. */
#ifndef ZB_CHART_PALETTE_H
#define ZB_CHART_PALETTE_H

#include "chart/chart.h"

/* The paint of series i (< ZB_CHART_SERIES) in the block's palette, or in that of the layout. A fill whose lightness L*
   differs from its left neighbour's paint by less than 12 is hatched: lines of 0.35 mm at 45 degrees. */
zb_paint zb_palette_paint(const zb_chart_in *in, size_t i);

#endif
