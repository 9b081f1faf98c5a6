/* Decoded pixels, as cairo stores them: premultiplied 0xAARRGGBB, rows without padding. */
#ifndef ZB_RES_RASTER_H
#define ZB_RES_RASTER_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct zb_raster {
  int w, h;
  bool alpha; /* false: every pixel is opaque */
  uint32_t *px;
} zb_raster;

/* Zeroed pixels; sides >= 1 and within the pixel budget. Owned by the caller. */
zb_raster *zb_raster_new(int w, int h, bool alpha);
void zb_raster_free(zb_raster *r);
/* Turns the pixels as the EXIF orientation 1..8 says; consumes r. */
zb_raster *zb_raster_take_upright(zb_raster *r, int orientation);
/* A window of src (in its pixels, fractions allowed) resampled to a w x h grid, of which columns x0..x1-1 and rows
   y0..y1-1 are made. Each pixel depends on its place in the grid only, never on the part asked for. Catmull-Rom
   (Keys, "Cubic convolution interpolation", 1981, a = -1/2), widened when reducing. Owned by the caller. */
zb_raster *zb_raster_sample(const zb_raster *src, const double window[4], int w, int h, int x0, int y0, int x1, int y1);
/* An image surface with a copy of the pixels. Owned by the caller. */
cairo_surface_t *zb_raster_surface(const zb_raster *r);

/* Averages boxes of factor x factor pixels while rows come in. Zero after the last row of the box. */
typedef struct zb_reducer {
  zb_raster *out;
  int factor, width, rows; /* width: pixels of an input row; rows: input rows so far */
  uint32_t *sum;           /* 4 a column of out */
} zb_reducer;

void zb_reducer_start(zb_reducer *z, int width, int height, int factor, bool alpha);
/* One input row of premultiplied pixels. */
void zb_reducer_row(zb_reducer *z, const uint32_t *px);
/* The raster, owned by the caller; the reducer is empty again. */
zb_raster *zb_reducer_finish(zb_reducer *z);

#endif
