/* The PNG format (ISO/IEC 15948) for rows that are deflated in independent pieces, in any thread. */
#ifndef ZB_OUT_PNGFILE_H
#define ZB_OUT_PNGFILE_H

#include <png.h>
#include <stdint.h>

#include "base/sink.h"

/* Compresses pieces of the image: each is a run of whole scanlines and refers to nothing before it. */
typedef struct zb_png_piece zb_png_piece;

zb_png_piece *zb_png_piece_new(int level);
void zb_png_piece_free(zb_png_piece *z);
/* Deflates n bytes of scanlines (each with its filter byte); `last` ends the stream. False when memory is out. */
bool zb_png_piece_deflate(zb_png_piece *z, const unsigned char *rows, size_t n, bool last);

typedef struct zb_png_file {
  zb_sink *to;
  png_structp png; /* writes the chunks */
  png_infop info;
  uint32_t adler; /* of all scanlines so far */
} zb_png_file;

/* Signature, IHDR (8-bit RGB), sRGB, gAMA, cHRM, pHYs and the head of the zlib stream. False when libpng refuses. */
bool zb_png_file_begin(zb_png_file *f, zb_sink *to, uint32_t width, uint32_t height, int dpi);
/* Appends a deflated piece; pieces come in order. */
void zb_png_file_piece(zb_png_file *f, const zb_png_piece *z);
/* Ends the stream and the file. */
void zb_png_file_end(zb_png_file *f);

#endif
