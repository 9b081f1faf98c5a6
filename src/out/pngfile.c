/* PNG file structure: chunks, and one zlib stream put together from pieces deflated apart (raw deflate blocks ended by
   a sync flush join at byte boundaries, RFC 1951 section 3.2.4; checksums by adler32_combine). */
#include "out/pngfile.h"

#include <glib.h>
#include <math.h>
#include <string.h>
#include <zlib.h>

struct zb_png_piece {
  z_stream z;
  unsigned char *out; /* room for the chunk: 8 bytes head, data, 4 bytes CRC */
  size_t cap, n;      /* n: compressed bytes */
  size_t raw;         /* scanline bytes of this piece */
  uint32_t adler;
};

static void put32(unsigned char *p, uint32_t v)
{
  p[0] = (unsigned char)(v >> 24);
  p[1] = (unsigned char)(v >> 16);
  p[2] = (unsigned char)(v >> 8);
  p[3] = (unsigned char)v;
}

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
  z->z.next_out = z->out + 8;
  z->z.avail_out = (uInt)(z->cap - 12);
  int rc = deflate(&z->z, last ? Z_FINISH : Z_SYNC_FLUSH);
  if ((last ? rc != Z_STREAM_END : rc != Z_OK) || z->z.avail_in > 0)
    return false;
  z->n = z->cap - 12 - z->z.avail_out;
  z->raw = n;
  z->adler = (uint32_t)adler32(1, rows, (uInt)n);
  put32(z->out, (uint32_t)z->n);
  memcpy(z->out + 4, "IDAT", 4);
  put32(z->out + 8 + z->n, (uint32_t)crc32(0, z->out + 4, (uInt)(z->n + 4)));
  return true;
}

static void chunk(zb_png_file *f, const char *type, const unsigned char *data, size_t n)
{
  unsigned char head[8], crc[4];
  put32(head, (uint32_t)n);
  memcpy(head + 4, type, 4);
  uint32_t sum = (uint32_t)crc32(0, head + 4, 4);
  if (n > 0)
    sum = (uint32_t)crc32(sum, data, (uInt)n);
  put32(crc, sum);
  zb_sink_write(f->to, head, 8);
  if (n > 0)
    zb_sink_write(f->to, data, n);
  zb_sink_write(f->to, crc, 4);
}

void zb_png_file_begin(zb_png_file *f, zb_sink *to, uint32_t width, uint32_t height, int dpi)
{
  /* white, red, green and blue points of sRGB, times 100000 */
  static const uint32_t chrm[8] = {31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000};
  *f = (zb_png_file){.to = to, .adler = 1};
  zb_sink_write(to, "\x89PNG\r\n\x1a\n", 8);
  unsigned char b[32] = {0};
  put32(b, width);
  put32(b + 4, height);
  b[8] = 8; /* bits a channel */
  b[9] = 2; /* RGB */
  chunk(f, "IHDR", b, 13);
  chunk(f, "sRGB", (const unsigned char[]){0}, 1);
  put32(b, 45455);
  chunk(f, "gAMA", b, 4);
  for (size_t i = 0; i < 8; i++)
    put32(b + 4 * i, chrm[i]);
  chunk(f, "cHRM", b, 32);
  uint32_t ppm = (uint32_t)lround(dpi * 10000 / 254.0);
  put32(b, ppm);
  put32(b + 4, ppm);
  b[8] = 1; /* per metre */
  chunk(f, "pHYs", b, 9);
  chunk(f, "IDAT", (const unsigned char[]){0x78, 0x01}, 2);
}

void zb_png_file_piece(zb_png_file *f, const zb_png_piece *z)
{
  zb_sink_write(f->to, z->out, z->n + 12);
  f->adler = (uint32_t)adler32_combine(f->adler, z->adler, (z_off_t)z->raw);
}

void zb_png_file_end(zb_png_file *f)
{
  unsigned char b[4];
  put32(b, f->adler);
  chunk(f, "IDAT", b, 4);
  chunk(f, "IEND", NULL, 0);
}
