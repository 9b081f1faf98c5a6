/* PNG with libpng: header, check, reduced decoding. */
#ifndef ZB_RES_PNGREAD_H
#define ZB_RES_PNGREAD_H

#include "res/raster.h"

enum { ZB_PNG_WHY = 200 };

/* The functions return NULL or the reason of failure in English. */

/* Width and height from the header, after walking the chunks to IEND: a truncated file is found, pixels are not read. */
const char *zb_png_read_head(const unsigned char *bytes, size_t n, int *width, int *height);
/* Decodes to sRGB, boxes of factor x factor pixels averaged. *out is owned by the caller. */
const char *zb_png_decode(const unsigned char *bytes, size_t n, int factor, zb_raster **out, char why[ZB_PNG_WHY]);

#endif
