/* Places that are taken in a plot: rectangles of points and labels, segments of lines. A new label looks for a free one. */
#ifndef ZB_CHART_AVOID_H
#define ZB_CHART_AVOID_H

#include "base/vec.h"
#include "chart/chart.h"

typedef struct zb_avoid_line {
  zb_point a, b;
} zb_avoid_line;

typedef struct zb_avoid {
  zb_arena *arena;
  zb_rect bounds; /* labels stay inside */
  ZB_VEC(zb_rect) box;
  ZB_VEC(zb_avoid_line) line;
} zb_avoid;

void zb_avoid_box(zb_avoid *v, zb_rect r);
void zb_avoid_segment(zb_avoid *v, zb_point a, zb_point b);
/* Is r inside the bounds and clear of all boxes (but number `own`; SIZE_MAX: of all) and lines? */
bool zb_avoid_free(const zb_avoid *v, zb_rect r, size_t own);
/* Does the line from a to b cross no box but those that hold a? */
bool zb_avoid_clear(const zb_avoid *v, zb_point a, zb_point b);

/* Anchor k of 8 of a box w x h at distance d from a point: right, left, above, below, then the corners (Kittivorawong,
   Moritz, Wongsuphasawat, Heer, VIS 2020). */
enum { ZB_ANCHORS = 8 };
zb_rect zb_avoid_anchor(zb_point p, zb_u w, zb_u h, int k, zb_u d);

#endif
