/* JPEG with libjpeg-turbo: header, check, reduced decoding, encoding. */
#ifndef ZB_RES_JPEG_H
#define ZB_RES_JPEG_H

#include "res/raster.h"

typedef struct zb_jpeg_head {
  int width, height; /* as stored */
  int orientation;   /* EXIF, 1..8 */
  size_t buffers;    /* bytes of coefficients a progressive file needs in memory; 0 for a sequential one */
  bool cmyk;
  bool profile; /* carries an ICC profile that is not sRGB */
} zb_jpeg_head;

/* Functions below return NULL or the reason of failure in English, valid while `why` (size bytes) is. */
enum { ZB_JPEG_WHY = 200 };

/* Reads the header only. */
const char *zb_jpeg_read_head(const unsigned char *bytes, size_t n, zb_jpeg_head *head, char why[ZB_JPEG_WHY]);
/* Reads everything, decodes no pixels: a truncated or damaged file is found. */
const char *zb_jpeg_verify(const unsigned char *bytes, size_t n, char why[ZB_JPEG_WHY]);
/* Decodes to sRGB with 1/factor of the pixels a side (factor 1, 2, 4 or 8), upright. *out is owned by the caller. */
const char *zb_jpeg_decode(const unsigned char *bytes, size_t n, int factor, zb_raster **out, char why[ZB_JPEG_WHY]);
/* Encodes opaque pixels, quality 90, without chroma subsampling (red banners would blur). free() the result; NULL on
   failure. */
unsigned char *zb_jpeg_encode(const zb_raster *r, unsigned long *n);

#endif
