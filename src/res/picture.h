/* What images.c and place.c share: the table of images and the caches of decoded pixels. Private to res. */
#ifndef ZB_RES_PICTURE_H
#define ZB_RES_PICTURE_H

#include <glib.h>

#include "base/vec.h"
#include "res/images.h"
#include "res/jpeg.h"
#include "res/raster.h"
#include "res/svg.h"

typedef struct zb_picture {
  zb_image_info info;
  const char *path;
  const unsigned char *bytes; /* on the arena */
  size_t n;
  zb_jpeg_head jpeg;
  zb_svg *svg;
  bool failed; /* to decode: reported once */
} zb_picture;

/* A decoded picture or a strip of a drawn one, kept for the next band or page. */
typedef struct zb_kept {
  int image, factor; /* factor 0: a placed surface */
  int32_t crop[4];   /* placed: the part */
  int w, h, strip;   /* placed: pixels of the whole placement, and which strip of it (-1: all) */
  zb_raster *raster;
  cairo_surface_t *surface;
  double window[4];  /* placed for vectors: the part of the picture the surface covers, in its pixels */
  size_t size;       /* bytes */
  unsigned used;     /* time of last use */
} zb_kept;

struct zb_images {
  zb_arena *arena;
  zb_fonts *fonts;
  ZB_VEC(zb_picture *) pictures;
  GPtrArray *kept; /* of zb_kept */
  unsigned clock;
};

/* The cached entry like `key`, or NULL. */
zb_kept *zb_kept_find(zb_images *im, const zb_kept *key);
/* Stores a copy of *key, which owns its raster or surface from now on, and drops the least used entries beyond the
   budget. */
zb_kept *zb_kept_add(zb_images *im, const zb_kept *key);
/* Drops the strips of the same placement that lie more than one above key's: bands go downwards, two at a time. */
void zb_kept_pass(zb_images *im, const zb_kept *key);

#endif
