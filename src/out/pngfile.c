/* PNG files: libpng writes the head and the chunks; the image data is one zlib stream put together from pieces deflated
   apart, which libpng's row writer cannot do (raw deflate blocks ended by a sync flush join at byte boundaries, RFC 1951
   section 3.2.4; checksums by adler32_combine). */
#include "out/pngfile.h"

#include <glib.h>
#include <math.h>
#include <zlib.h>

struct zb_png_piece {
  z_stream z;
  unsigned char *out;
  size_t cap, n; /* n: compressed bytes */
  size_t raw;    /* scanline bytes of this piece */
  uint32_t adler;
};

zb_png_piece *zb_png_piece_new(int level)
{
  zb_png_piece *p = g_new0(zb_png_piece, 1);
  if (deflateInit2(&p->z, level, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) != Z_OK) {
    g_free(p);
    return NULL;
  }
  return p;
}

void zb_png_piece_free(zb_png_piece *z)
{
  if (!z)
    return;
  deflateEnd(&z->z);
  g_free(z->out);
  g_free(z);
}

bool zb_png_piece_deflate(zb_png_piece *z, const unsigned char *rows, size_t n, bool last)
{
  deflateReset(&z->z);
  size_t need = deflateBound(&z->z, n) + 64;
  if (z->cap < need) {
    g_free(z->out);
    z->cap = need;
    z->out = g_malloc(need);
  }
  union {
    const unsigned char *in;
    unsigned char *zlib; /* zlib's next_in lacks const */
  } from = {.in = rows};
  z->z.next_in = from.zlib;
  z->z.avail_in = (uInt)n;
  z->z.next_out = z->out;
  z->z.avail_out = (uInt)z->cap;
  int rc = deflate(&z->z, last ? Z_FINISH : Z_SYNC_FLUSH);
  if ((last ? rc != Z_STREAM_END : rc != Z_OK) || z->z.avail_in > 0)
    return false;
  z->n = z->cap - z->z.avail_out;
  z->raw = n;
  z->adler = (uint32_t)adler32(1, rows, (uInt)n);
  return true;
}

/* --- the file ------------------------------------------------------------------------------------------------- */

static void write_bytes(png_structp png, png_bytep data, size_t n)
{
  zb_sink_write(png_get_io_ptr(png), data, n); /* failures are sticky and reported when the sink is committed */
}

static void flush_nothing(png_structp png)
{
  (void)png;
}

static void write_head(zb_png_file *f, uint32_t width, uint32_t height, int dpi)
{
  png_set_write_fn(f->png, f->to, write_bytes, flush_nothing);
  png_set_user_limits(f->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_IHDR(f->png, f->info, width, height, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
               PNG_FILTER_TYPE_DEFAULT);
  png_set_sRGB_gAMA_and_cHRM(f->png, f->info, PNG_sRGB_INTENT_PERCEPTUAL);
  png_uint_32 per_metre = (png_uint_32)lround(dpi * 10000 / 254.0);
  png_set_pHYs(f->png, f->info, per_metre, per_metre, PNG_RESOLUTION_METER);
  png_write_info(f->png, f->info);
}

static void chunk(zb_png_file *f, const char *type, const unsigned char *data, size_t n)
{
  png_write_chunk(f->png, (png_const_bytep)type, data, n);
}

/* libpng leaves a failed call by longjmp; only the head can fail, so that it is the one place to come back to. */
bool zb_png_file_begin(zb_png_file *f, zb_sink *to, uint32_t width, uint32_t height, int dpi)
{
  static const unsigned char zlib_head[] = {0x78, 0x01}; /* deflate, 32 kB window, fastest (RFC 1950) */
  *f = (zb_png_file){.to = to, .adler = 1};
  f->png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  f->info = f->png ? png_create_info_struct(f->png) : NULL;
  if (!f->info || setjmp(png_jmpbuf(f->png))) {
    png_destroy_write_struct(&f->png, &f->info);
    return false;
  }
  write_head(f, width, height, dpi);
  chunk(f, "IDAT", zlib_head, sizeof zlib_head);
  return true;
}

void zb_png_file_piece(zb_png_file *f, const zb_png_piece *z)
{
  chunk(f, "IDAT", z->out, z->n);
  f->adler = (uint32_t)adler32_combine(f->adler, z->adler, (z_off_t)z->raw);
}

void zb_png_file_end(zb_png_file *f)
{
  unsigned char sum[4];
  png_save_uint_32(sum, f->adler);
  chunk(f, "IDAT", sum, sizeof sum);
  chunk(f, "IEND", NULL, 0); /* png_write_end wants rows that libpng deflated itself */
  png_destroy_write_struct(&f->png, &f->info);
}
