/* Images: JPEG, PNG and SVG, header first, with pixel budgets; decoded once, drawn by id. */
#ifndef ZB_RES_IMAGES_H
#define ZB_RES_IMAGES_H

#include <cairo.h>

#include "base/diag.h"
#include "base/geom.h"
#include "res/fonts.h"

typedef enum zb_image_kind { ZB_IMAGE_JPEG, ZB_IMAGE_PNG, ZB_IMAGE_SVG } zb_image_kind;

typedef struct zb_image_info {
  zb_image_kind kind;
  const char *name;  /* as the report wrote it, for dumps */
  int width, height; /* pixels after EXIF orientation; SVG: its size in px at 96 dpi */
  zb_src src;
} zb_image_info;

typedef struct zb_images zb_images;

/* The images of one document. fonts: the private fonts that text inside SVG uses; with them live the files read and their
   reduced pixels, for the next document (found again while the file has not changed). fonts outlive the images. */
zb_images *zb_images_new(zb_fonts *fonts);
void zb_images_free(zb_images *im);
/* Loads (or finds again) path; name is what dumps print. Unknown kind, damaged, over the pixel budget (100 Mpx each, 16384
   a side, 64 MiB file), SVG with external references or filters that would rasterise: diagnostics and -1. Magic bytes
   decide, not the suffix. */
int zb_images_load(zb_images *im, zb_diags *d, const char *path, const char *name, zb_src asked);
const zb_image_info *zb_images_info(const zb_images *im, int image);
/* Draws the part crop (1/65536 of the sides: x y w h) of the image into the rectangle x y w h (points, user space of cr), clipped
   to it. device_ppi: pixels per inch of the target for rasters and how far large photos are reduced; vector: PDF-like
   target: SVG stays vector, an unreduced RGB or grey JPEG is passed through. False after a diagnostic. */
bool zb_images_draw(zb_images *im, zb_diags *d, int image, cairo_t *cr, const double rect[4], const int32_t crop[4],
                    double device_ppi, bool vector);
/* The file's bytes and MIME type, for SVG output. Borrowed. */
const unsigned char *zb_images_bytes(const zb_images *im, int image, size_t *n, const char **mime);

#endif
