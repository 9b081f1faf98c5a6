/* A paint: solid colour, linear gradient or hatch. Plain data, used by the display list and by layouts. */
#ifndef ZB_BASE_PAINT_H
#define ZB_BASE_PAINT_H

#include "base/color.h"
#include "base/geom.h"

enum { ZB_PAINT_STOPS = 8 };

typedef enum zb_paint_kind {
  ZB_PAINT_SOLID,
  ZB_PAINT_LINEAR, /* from p0 to p1 in page coordinates, padded beyond */
  ZB_PAINT_HATCH   /* lines of `color` on `ground` */
} zb_paint_kind;

typedef struct zb_paint_stop {
  int offset; /* 0..1000 */
  zb_rgba color;
} zb_paint_stop;

typedef struct zb_paint {
  zb_paint_kind kind;
  zb_rgba color; /* solid, or the hatch's lines */
  /* linear */
  zb_point p0, p1;
  int nstops;
  zb_paint_stop stop[ZB_PAINT_STOPS];
  /* hatch */
  zb_rgba ground; /* a = 0: none */
  int angle;      /* degrees, 0..179, counted clockwise from the x axis */
  zb_u pitch, width;
} zb_paint;

static inline zb_paint zb_paint_solid(zb_rgba c)
{
  return (zb_paint){.kind = ZB_PAINT_SOLID, .color = c};
}

#endif
