/* JPEG in and out. libjpeg jumps out of its calls on errors, so everything to be freed hangs on one struct. */
#include "res/jpeg.h"

#include <glib.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jpeglib.h>
#include <jerror.h>

#include "res/icc.h"

enum { EXIF_MARKER = JPEG_APP0 + 1, ICC_MARKER = JPEG_APP0 + 2, MAX_SCANS = 200 };

typedef struct reader {
  struct jpeg_decompress_struct jpeg;
  struct jpeg_error_mgr errors;
  struct jpeg_progress_mgr progress;
  jmp_buf out;
  char *why;
  JOCTET *icc;
  zb_icc *convert;
  unsigned char *row;
  zb_raster *raster;
  int orientation;
} reader;

static void give_up(j_common_ptr c)
{
  reader *r = c->client_data;
  char text[JMSG_LENGTH_MAX];
  c->err->format_message(c, text);
  g_strlcpy(r->why, text[0] ? text : "unreadable", ZB_JPEG_WHY);
  longjmp(r->out, 1);
}

/* A truncated or damaged file is only a warning to libjpeg; here it ends the reading. */
static void on_message(j_common_ptr c, int level)
{
  static const int lost[] = {JWRN_JPEG_EOF, JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_ARITH_BAD_CODE, JWRN_MUST_RESYNC};
  for (size_t i = 0; level < 0 && i < G_N_ELEMENTS(lost); i++)
    if (c->err->msg_code == lost[i])
      give_up(c);
}

/* Files of thousands of empty scans exist to burn time. */
static void on_progress(j_common_ptr c)
{
  reader *r = c->client_data;
  if (r->jpeg.input_scan_number <= MAX_SCANS)
    return;
  g_strlcpy(r->why, "too many scans", ZB_JPEG_WHY);
  longjmp(r->out, 1);
}

static void reader_start(reader *r, const unsigned char *bytes, size_t n, char *why)
{
  memset(r, 0, sizeof *r);
  r->why = why;
  r->jpeg.err = jpeg_std_error(&r->errors);
  r->errors.error_exit = give_up;
  r->errors.emit_message = on_message;
  r->jpeg.client_data = r;
  jpeg_create_decompress(&r->jpeg);
  r->progress.progress_monitor = on_progress;
  r->jpeg.progress = &r->progress;
  jpeg_mem_src(&r->jpeg, bytes, (unsigned long)n);
  jpeg_save_markers(&r->jpeg, EXIF_MARKER, 0xffff);
  jpeg_save_markers(&r->jpeg, ICC_MARKER, 0xffff);
}

static void reader_end(reader *r)
{
  jpeg_destroy_decompress(&r->jpeg);
  free(r->icc);
  zb_icc_free(r->convert);
  g_free(r->row);
  zb_raster_free(r->raster);
}

/* --- header ----------------------------------------------------------------------------------------------------- */

static unsigned get16(const unsigned char *p, bool big)
{
  return big ? (unsigned)p[0] << 8 | p[1] : (unsigned)p[1] << 8 | p[0];
}

static unsigned get32(const unsigned char *p, bool big)
{
  return big ? get16(p, big) << 16 | get16(p + 2, big) : get16(p + 2, big) << 16 | get16(p, big);
}

/* Tag 0x0112 of the first directory of an EXIF segment (Exif 2.3, 4.6.4); 1 if it is not there or out of bounds. */
static int exif_orientation(const unsigned char *p, size_t n)
{
  if (n < 20 || memcmp(p, "Exif\0\0", 6) != 0)
    return 1;
  p += 6, n -= 6;
  bool big = p[0] == 'M';
  size_t at = get32(p + 4, big);
  if (at > n - 2)
    return 1;
  size_t entries = get16(p + at, big);
  for (size_t i = 0; i < entries && at + 2 + 12 * (i + 1) <= n; i++) {
    const unsigned char *entry = p + at + 2 + 12 * i;
    if (get16(entry, big) == 0x0112) {
      unsigned o = get16(entry + 8, big);
      return o >= 1 && o <= 8 ? (int)o : 1;
    }
  }
  return 1;
}

static bool is_cmyk(const struct jpeg_decompress_struct *j)
{
  return j->jpeg_color_space == JCS_CMYK || j->jpeg_color_space == JCS_YCCK;
}

/* The conversion to sRGB that the file's profile asks for, or NULL. */
static zb_icc *conversion(reader *r)
{
  unsigned n = 0;
  if (!jpeg_read_icc_profile(&r->jpeg, &r->icc, &n))
    return NULL;
  zb_icc_kind kind = is_cmyk(&r->jpeg) ? ZB_ICC_CMYK : r->jpeg.num_components == 1 ? ZB_ICC_GREY : ZB_ICC_RGB;
  return zb_icc_new(r->icc, n, kind, r->jpeg.saw_Adobe_marker);
}

static int orientation(const struct jpeg_decompress_struct *j)
{
  for (jpeg_saved_marker_ptr m = j->marker_list; m; m = m->next)
    if (m->marker == EXIF_MARKER && m->data_length >= 6 && memcmp(m->data, "Exif\0\0", 6) == 0)
      return exif_orientation(m->data, m->data_length);
  return 1;
}

static void fill_head(reader *r, zb_jpeg_head *head)
{
  const struct jpeg_decompress_struct *j = &r->jpeg;
  *head = (zb_jpeg_head){.width = (int)j->image_width, .height = (int)j->image_height, .orientation = orientation(j)};
  head->cmyk = is_cmyk(j);
  r->convert = conversion(r);
  head->profile = r->convert != NULL;
  for (int c = 0; j->progressive_mode && c < j->num_components; c++) {
    const jpeg_component_info *k = &j->comp_info[c];
    size_t across = ((size_t)head->width * (size_t)k->h_samp_factor / (size_t)j->max_h_samp_factor + 7) / 8;
    size_t down = ((size_t)head->height * (size_t)k->v_samp_factor / (size_t)j->max_v_samp_factor + 7) / 8;
    head->buffers += across * down * sizeof(JBLOCK);
  }
}

const char *zb_jpeg_read_head(const unsigned char *bytes, size_t n, zb_jpeg_head *head, char why[ZB_JPEG_WHY])
{
  reader r;
  why[0] = '\0';
  reader_start(&r, bytes, n, why);
  if (setjmp(r.out) == 0) {
    jpeg_read_header(&r.jpeg, TRUE);
    fill_head(&r, head);
  }
  reader_end(&r);
  return why[0] ? why : NULL;
}

/* --- pixels ----------------------------------------------------------------------------------------------------- */

const char *zb_jpeg_verify(const unsigned char *bytes, size_t n, char why[ZB_JPEG_WHY])
{
  reader r;
  why[0] = '\0';
  reader_start(&r, bytes, n, why);
  if (setjmp(r.out) == 0) {
    jpeg_read_header(&r.jpeg, TRUE);
    r.jpeg.scale_num = 1;
    r.jpeg.scale_denom = 8;
    jpeg_start_decompress(&r.jpeg);
    /* Passed-over rows are parsed, not transformed; the last one has to be read for the end to be seen. */
    jpeg_skip_scanlines(&r.jpeg, r.jpeg.output_height - 1);
    r.row = g_malloc((size_t)r.jpeg.output_width * (size_t)r.jpeg.output_components);
    while (r.jpeg.output_scanline < r.jpeg.output_height)
      jpeg_read_scanlines(&r.jpeg, &r.row, 1);
    jpeg_finish_decompress(&r.jpeg);
  }
  reader_end(&r);
  return why[0] ? why : NULL;
}

/* Converts the CMYK row just read to pixels. */
static void put_cmyk(const reader *r, uint32_t *to)
{
  int w = (int)r->jpeg.output_width;
  if (r->convert)
    zb_icc_cmyk(r->convert, r->row, to, w);
  else
    zb_icc_cmyk_plain(r->row, to, w, r->jpeg.saw_Adobe_marker);
}

static void read_pixels(reader *r, int factor)
{
  struct jpeg_decompress_struct *j = &r->jpeg;
  bool cmyk = is_cmyk(j);
  j->out_color_space = cmyk ? JCS_CMYK : G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRA : JCS_EXT_ARGB;
  j->scale_num = 1;
  j->scale_denom = (unsigned)factor;
  jpeg_start_decompress(j);
  r->raster = zb_raster_new((int)j->output_width, (int)j->output_height, false);
  if (cmyk)
    r->row = g_malloc((size_t)j->output_width * 4);
  while (j->output_scanline < j->output_height) {
    uint32_t *to = r->raster->px + (size_t)j->output_scanline * j->output_width;
    JSAMPROW row = cmyk ? r->row : (JSAMPROW)(void *)to;
    jpeg_read_scanlines(j, &row, 1);
    if (cmyk)
      put_cmyk(r, to);
    else if (r->convert)
      zb_icc_rgb(r->convert, to, (int)j->output_width);
  }
  jpeg_finish_decompress(j);
}

const char *zb_jpeg_decode(const unsigned char *bytes, size_t n, int factor, zb_raster **out, char why[ZB_JPEG_WHY])
{
  reader r;
  why[0] = '\0';
  *out = NULL;
  reader_start(&r, bytes, n, why);
  if (setjmp(r.out) == 0) {
    jpeg_read_header(&r.jpeg, TRUE);
    r.convert = conversion(&r);
    r.orientation = orientation(&r.jpeg); /* finishing forgets the markers */
    read_pixels(&r, factor);
    *out = zb_raster_take_upright(r.raster, r.orientation);
    r.raster = NULL;
  }
  reader_end(&r);
  return why[0] ? why : NULL;
}

/* --- encoding --------------------------------------------------------------------------------------------------- */

typedef struct writer {
  struct jpeg_compress_struct jpeg;
  struct jpeg_error_mgr errors;
  jmp_buf out;
  unsigned char *bytes;
  unsigned long n;
} writer;

static void writer_give_up(j_common_ptr c)
{
  writer *w = c->client_data;
  longjmp(w->out, 1);
}

static void no_message(j_common_ptr c, int level)
{
  (void)c, (void)level;
}

unsigned char *zb_jpeg_encode(const zb_raster *r, unsigned long *n)
{
  writer w = {.bytes = NULL};
  struct jpeg_compress_struct *j = &w.jpeg;
  j->err = jpeg_std_error(&w.errors);
  w.errors.error_exit = writer_give_up;
  w.errors.emit_message = no_message;
  j->client_data = &w;
  jpeg_create_compress(j);
  if (setjmp(w.out) == 0) {
    jpeg_mem_dest(j, &w.bytes, &w.n);
    j->image_width = (JDIMENSION)r->w;
    j->image_height = (JDIMENSION)r->h;
    j->input_components = 4;
    j->in_color_space = G_BYTE_ORDER == G_LITTLE_ENDIAN ? JCS_EXT_BGRX : JCS_EXT_XRGB;
    jpeg_set_defaults(j);
    jpeg_set_quality(j, 90, TRUE);
    j->comp_info[0].h_samp_factor = j->comp_info[0].v_samp_factor = 1;
    j->optimize_coding = TRUE;
    jpeg_start_compress(j, TRUE);
    while (j->next_scanline < j->image_height) {
      uint32_t *px = r->px + (size_t)j->next_scanline * (size_t)r->w;
      JSAMPROW row = (JSAMPROW)(void *)px;
      jpeg_write_scanlines(j, &row, 1);
    }
    jpeg_finish_compress(j);
  } else {
    free(w.bytes);
    w.bytes = NULL;
  }
  jpeg_destroy_compress(j);
  *n = w.n;
  return w.bytes;
}
