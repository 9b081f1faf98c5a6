/* Colours of series: palettes, and hatches where fills that touch would look alike on a black-and-white copy. */
#ifndef ZB_CHART_PALETTE_H
#define ZB_CHART_PALETTE_H

#include "chart/chart.h"

/* The colour of series i (< ZB_CHART_SERIES) in the block's palette, or in that of the layout. */
zb_rgba zb_palette_color(const zb_chart_in *in, size_t i);
/* The colour of series i in a layout that names none. */
zb_rgba zb_palette_fallback(size_t i);
/* Has the block a palette of its own? */
bool zb_palette_chosen(const zb_chart_in *in);

/* Do fills i and j touch? Symmetric; i > j. */
typedef bool (*zb_palette_touch)(const void *data, size_t i, size_t j);
bool zb_palette_all(const void *data, size_t i, size_t j); /* any may */

/* Paints for n colours: fills that touch and whose lightness L* differs by less than 12 are told apart by hatches:
   lines of 0.35 mm or the floor of the reading distance, at 45 degrees, a third one the other way. */
void zb_palette_tell(const zb_chart_in *in, const zb_rgba *color, size_t n, zb_palette_touch touch, const void *data,
                     zb_paint *out);

#endif
