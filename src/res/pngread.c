/* PNG in: rows are averaged as they come, so a large file needs the memory of its reduced picture only. */
#include "res/pngread.h"

#include <glib.h>
#include <png.h>
#include <setjmp.h>
#include <string.h>

#include "res/icc.h"

typedef struct reader {
  png_structp png;
  png_infop info;
  const unsigned char *at;
  size_t left;
  char *why;
  zb_icc *convert;
  zb_reducer reducer;
  uint32_t *rows; /* one row, or all of them if interlaced */
} reader;

static uint32_t get32(const unsigned char *p)
{
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

const char *zb_png_read_head(const unsigned char *bytes, size_t n, int *width, int *height)
{
  if (n < 33 || memcmp(bytes + 12, "IHDR", 4) != 0)
    return "no header";
  uint32_t w = get32(bytes + 16), h = get32(bytes + 20);
  if (w == 0 || h == 0 || w > INT32_MAX || h > INT32_MAX)
    return "bad size";
  *width = (int)w;
  *height = (int)h;
  for (size_t at = 8; n - at >= 12;) {
    size_t length = get32(bytes + at);
    if (length > n - at - 12)
      break;
    if (memcmp(bytes + at + 4, "IEND", 4) == 0)
      return NULL;
    at += length + 12;
  }
  return "truncated";
}

static void on_error(png_structp png, png_const_charp text)
{
  reader *r = png_get_error_ptr(png);
  g_strlcpy(r->why, text && *text ? text : "unreadable", ZB_PNG_WHY);
  png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp text)
{
  (void)png, (void)text;
}

static void on_read(png_structp png, png_bytep to, size_t n)
{
  reader *r = png_get_io_ptr(png);
  if (n > r->left)
    png_error(png, "truncated");
  memcpy(to, r->at, n);
  r->at += n;
  r->left -= n;
}

/* Everything becomes 8 bit BGRA (in memory, little-endian), not premultiplied. */
static void set_transforms(reader *r)
{
  png_set_expand(r->png);
  png_set_scale_16(r->png);
  png_set_gray_to_rgb(r->png);
  if (G_BYTE_ORDER == G_LITTLE_ENDIAN) {
    png_set_bgr(r->png);
    png_set_add_alpha(r->png, 0xff, PNG_FILLER_AFTER);
  } else {
    png_set_swap_alpha(r->png);
    png_set_add_alpha(r->png, 0xff, PNG_FILLER_BEFORE);
  }
}

static void read_profile(reader *r)
{
  png_charp name;
  png_bytep icc;
  png_uint_32 n;
  int method;
  bool grey = !(png_get_color_type(r->png, r->info) & PNG_COLOR_MASK_COLOR);
  if (!grey && png_get_iCCP(r->png, r->info, &name, &method, &icc, &n) == PNG_INFO_iCCP)
    r->convert = zb_icc_new(icc, n, ZB_ICC_RGB, false);
}

static void premultiply(uint32_t *px, int n)
{
  for (int i = 0; i < n; i++) {
    uint32_t a = px[i] >> 24, p = a << 24;
    for (int s = 0; s < 24; s += 8)
      p |= ((px[i] >> s & 0xff) * a + 127) / 255 << s;
    px[i] = p;
  }
}

static void put_row(reader *r, uint32_t *px, int w, bool alpha)
{
  if (r->convert)
    zb_icc_rgb(r->convert, px, w);
  if (alpha)
    premultiply(px, w);
  zb_reducer_row(&r->reducer, px);
}

static void read_all(reader *r, int factor)
{
  png_read_info(r->png, r->info);
  int w = (int)png_get_image_width(r->png, r->info), h = (int)png_get_image_height(r->png, r->info);
  bool alpha =
      (png_get_color_type(r->png, r->info) & PNG_COLOR_MASK_ALPHA) || png_get_valid(r->png, r->info, PNG_INFO_tRNS);
  read_profile(r);
  set_transforms(r);
  int passes = png_set_interlace_handling(r->png);
  png_read_update_info(r->png, r->info);
  size_t keep = passes > 1 ? (size_t)h : 1;
  r->rows = g_new0(uint32_t, (size_t)w * keep);
  zb_reducer_start(&r->reducer, w, h, factor, alpha);
  for (int pass = 0; pass < passes; pass++)
    for (int y = 0; y < h; y++) {
      uint32_t *px = r->rows + (passes > 1 ? (size_t)y * (size_t)w : 0);
      png_read_row(r->png, (png_bytep)(void *)px, NULL);
      if (pass == passes - 1)
        put_row(r, px, w, alpha);
    }
  png_read_end(r->png, NULL);
}

const char *zb_png_decode(const unsigned char *bytes, size_t n, int factor, zb_raster **out, char why[ZB_PNG_WHY])
{
  reader r = {.at = bytes, .left = n, .why = why};
  why[0] = '\0';
  *out = NULL;
  r.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &r, on_error, on_warning);
  r.info = r.png ? png_create_info_struct(r.png) : NULL;
  if (!r.info) {
    png_destroy_read_struct(&r.png, NULL, NULL);
    return "out of memory";
  }
  png_set_read_fn(r.png, &r, on_read);
  if (setjmp(png_jmpbuf(r.png)) == 0)
    read_all(&r, factor);
  png_destroy_read_struct(&r.png, &r.info, NULL);
  zb_raster *raster = r.reducer.out ? zb_reducer_finish(&r.reducer) : NULL;
  g_free(r.rows);
  zb_icc_free(r.convert);
  if (why[0] == '\0') {
    *out = raster;
    return NULL;
  }
  zb_raster_free(raster);
  return why;
}
