/* The table of images: what a file is, whether it is whole and within the budgets, and the cache of its pixels. */
#include "res/images.h"

#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "res/picture.h"
#include "res/pngread.h"
#include "res/svgcheck.h"

enum { MAX_SIDE = 16384, MAX_PIXELS = 100000000, MAX_FILE = 64 << 20, MAX_BUFFERS = 512 << 20, KEEP = 384 << 20 };

static void kept_free(gpointer p)
{
  zb_kept *k = p;
  zb_raster_free(k->raster);
  if (k->surface)
    cairo_surface_destroy(k->surface);
  g_free(k);
}

zb_images *zb_images_new(zb_fonts *fonts)
{
  zb_arena *a = zb_arena_new();
  zb_images *im = zb_new(a, zb_images);
  im->arena = a;
  im->fonts = fonts;
  im->kept = g_ptr_array_new_with_free_func(kept_free);
  return im;
}

void zb_images_free(zb_images *im)
{
  if (!im)
    return;
  for (size_t i = 0; i < im->pictures.n; i++)
    zb_svg_free(im->pictures.v[i]->svg);
  g_ptr_array_free(im->kept, TRUE);
  zb_arena_free(im->arena);
}

/* --- what a file is --------------------------------------------------------------------------------------------- */

static bool is_jpeg(const unsigned char *p, size_t n)
{
  return n >= 3 && memcmp(p, "\xff\xd8\xff", 3) == 0;
}

static bool is_png(const unsigned char *p, size_t n)
{
  return n >= 8 && memcmp(p, "\x89PNG\r\n\x1a\n", 8) == 0;
}

static bool size_fits(int w, int h)
{
  return w > 0 && h > 0 && w <= MAX_SIDE && h <= MAX_SIDE && (int64_t)w * h <= MAX_PIXELS;
}

static bool report_size(zb_diags *d, const zb_picture *p, int w, int h)
{
  char size[64], limit[64];
  snprintf(size, sizeof size, "%d x %d px", w, h);
  snprintf(limit, sizeof limit, "%d px a side, %d Mpx", MAX_SIDE, MAX_PIXELS / 1000000);
  zb_diag(d, ZB_D_IMAGE_LIMIT, p->info.src, p->info.name, size, limit, NULL);
  return false;
}

static bool report_damage(zb_diags *d, const zb_picture *p, const char *why)
{
  zb_diag(d, ZB_D_IMAGE_DAMAGED, p->info.src, p->info.name, why, NULL);
  return false;
}

static bool load_jpeg(zb_picture *p, zb_diags *d)
{
  char why[ZB_JPEG_WHY];
  p->info.kind = ZB_IMAGE_JPEG;
  const char *fault = zb_jpeg_read_head(p->bytes, p->n, &p->jpeg, why);
  if (fault)
    return report_damage(d, p, fault);
  const zb_jpeg_head *j = &p->jpeg;
  if (!size_fits(j->width, j->height))
    return report_size(d, p, j->width, j->height);
  if (j->buffers > MAX_BUFFERS) {
    char need[64], limit[64];
    snprintf(need, sizeof need, "progressive, %zu MB", j->buffers >> 20);
    snprintf(limit, sizeof limit, "%d MB", MAX_BUFFERS >> 20);
    zb_diag(d, ZB_D_IMAGE_LIMIT, p->info.src, p->info.name, need, limit, NULL);
    return false;
  }
  fault = zb_jpeg_verify(p->bytes, p->n, why);
  if (fault)
    return report_damage(d, p, fault);
  if (j->cmyk && !j->profile)
    zb_diag(d, ZB_D_IMAGE_CMYK, p->info.src, p->info.name, NULL);
  bool swap = j->orientation >= 5;
  p->info.width = swap ? j->height : j->width;
  p->info.height = swap ? j->width : j->height;
  return true;
}

static bool load_png(zb_picture *p, zb_diags *d)
{
  p->info.kind = ZB_IMAGE_PNG;
  const char *fault = zb_png_read_head(p->bytes, p->n, &p->info.width, &p->info.height);
  if (fault)
    return report_damage(d, p, fault);
  return size_fits(p->info.width, p->info.height) || report_size(d, p, p->info.width, p->info.height);
}

/* Pictures inside an SVG: the same kinds and budgets. */
static bool embedded_fits(const unsigned char *bytes, size_t n)
{
  char why[ZB_JPEG_WHY];
  int w = 0, h = 0;
  zb_jpeg_head head;
  if (is_png(bytes, n))
    return !zb_png_read_head(bytes, n, &w, &h) && size_fits(w, h);
  if (!is_jpeg(bytes, n) || zb_jpeg_read_head(bytes, n, &head, why))
    return false;
  return size_fits(head.width, head.height) && head.buffers <= MAX_BUFFERS && !zb_jpeg_verify(bytes, n, why);
}

/* Characters that no font in reach has would come out as boxes. */
static bool check_glyphs(const zb_images *im, const zb_picture *p, zb_diags *d)
{
  bool all = true;
  if (!im->fonts || !g_utf8_validate((const char *)p->bytes, (gssize)p->n, NULL))
    return true; /* another encoding: left to librsvg */
  char *text = zb_svg_text((const char *)p->bytes, p->n);
  for (char *s = text; *s; s = g_utf8_next_char(s)) {
    gunichar c = g_utf8_get_char(s);
    if (!g_unichar_isgraph(c) || g_unichar_iszerowidth(c) || zb_fonts_covers(im->fonts, c))
      continue;
    char shown[7] = "", code[16];
    g_unichar_to_utf8(c, shown);
    snprintf(code, sizeof code, "U+%04X", (unsigned)c);
    zb_diag(d, ZB_D_MISSING_GLYPH, p->info.src, shown, code, zb_fonts_families(im->fonts, ZB_ROLE_SONG), NULL);
    all = false;
  }
  g_free(text);
  return all;
}

static bool load_svg(zb_images *im, zb_picture *p, zb_diags *d)
{
  char what[ZB_SVG_WHAT], why[ZB_SVG_WHY];
  p->info.kind = ZB_IMAGE_SVG;
  switch (zb_svg_check((const char *)p->bytes, p->n, embedded_fits, what)) {
  case ZB_SVG_OK:
    break;
  case ZB_SVG_EXTERNAL:
    zb_diag(d, ZB_D_SVG_EXTERNAL, p->info.src, p->info.name, what, NULL);
    return false;
  case ZB_SVG_RASTER:
    zb_diag(d, ZB_D_SVG_FILTER, p->info.src, p->info.name, what, NULL);
    return false;
  case ZB_SVG_IMAGE:
    return report_damage(d, p, what);
  }
  if (!check_glyphs(im, p, d))
    return false;
  double w, h;
  p->svg = zb_svg_open(p->bytes, p->n, im->fonts ? zb_fonts_map(im->fonts) : NULL, why);
  if (!p->svg)
    return report_damage(d, p, why);
  if (!zb_svg_size(p->svg, &w, &h)) {
    zb_svg_free(p->svg);
    return report_damage(d, p, "no usable width, height or viewBox");
  }
  p->info.width = (int)(w + 0.5);
  p->info.height = (int)(h + 0.5);
  return true;
}

static bool load_any(zb_images *im, zb_picture *p, zb_diags *d)
{
  if (is_jpeg(p->bytes, p->n))
    return load_jpeg(p, d);
  if (is_png(p->bytes, p->n))
    return load_png(p, d);
  if (zb_svg_sniff((const char *)p->bytes, p->n))
    return load_svg(im, p, d);
  zb_diag(d, ZB_D_IMAGE_KIND, p->info.src, p->info.name, NULL);
  return false;
}

int zb_images_load(zb_images *im, zb_diags *d, const char *path, const char *name, zb_src asked)
{
  for (size_t i = 0; i < im->pictures.n; i++)
    if (strcmp(im->pictures.v[i]->path, path) == 0)
      return (int)i;
  zb_picture *p = zb_new(im->arena, zb_picture);
  p->bytes = (const unsigned char *)zb_io_read(im->arena, d, path, MAX_FILE, asked, &p->n);
  if (!p->bytes)
    return -1;
  p->path = zb_arena_strdup(im->arena, path);
  p->info = (zb_image_info){ .name = zb_arena_strdup(im->arena, name), .src = asked };
  p->info.src.file = zb_arena_strdup(im->arena, asked.file);
  if (!load_any(im, p, d))
    return -1;
  zb_push(im->arena, &im->pictures, p);
  return (int)im->pictures.n - 1;
}

const zb_image_info *zb_images_info(const zb_images *im, int image)
{
  g_assert(image >= 0 && (size_t)image < im->pictures.n);
  return &im->pictures.v[image]->info;
}

const unsigned char *zb_images_bytes(const zb_images *im, int image, size_t *n, const char **mime)
{
  static const char *const types[] = { [ZB_IMAGE_JPEG] = "image/jpeg",
                                       [ZB_IMAGE_PNG] = "image/png",
                                       [ZB_IMAGE_SVG] = "image/svg+xml" };
  *mime = types[zb_images_info(im, image)->kind];
  *n = im->pictures.v[image]->n;
  return im->pictures.v[image]->bytes;
}

/* --- the cache -------------------------------------------------------------------------------------------------- */

zb_kept *zb_kept_find(zb_images *im, const zb_kept *key)
{
  for (guint i = 0; i < im->kept->len; i++) {
    zb_kept *k = im->kept->pdata[i];
    if (k->image == key->image && k->factor == key->factor && k->w == key->w && k->h == key->h &&
        k->strip == key->strip && memcmp(k->crop, key->crop, sizeof k->crop) == 0) {
      k->used = ++im->clock;
      return k;
    }
  }
  return NULL;
}

void zb_kept_pass(zb_images *im, const zb_kept *key)
{
  for (guint i = im->kept->len; i-- > 0;) {
    const zb_kept *k = im->kept->pdata[i];
    if (k->image == key->image && k->factor == 0 && k->w == key->w && k->h == key->h && k->strip >= 0 &&
        k->strip < key->strip - 1 && memcmp(k->crop, key->crop, sizeof k->crop) == 0)
      g_ptr_array_remove_index(im->kept, i);
  }
}

zb_kept *zb_kept_add(zb_images *im, const zb_kept *key)
{
  size_t total = key->size;
  for (guint i = 0; i < im->kept->len; i++)
    total += ((zb_kept *)im->kept->pdata[i])->size;
  while (total > KEEP && im->kept->len > 0) {
    guint oldest = 0;
    for (guint i = 1; i < im->kept->len; i++)
      if (((zb_kept *)im->kept->pdata[i])->used < ((zb_kept *)im->kept->pdata[oldest])->used)
        oldest = i;
    total -= ((zb_kept *)im->kept->pdata[oldest])->size;
    g_ptr_array_remove_index(im->kept, oldest);
  }
  zb_kept *k = g_new(zb_kept, 1);
  *k = *key;
  k->used = ++im->clock;
  g_ptr_array_add(im->kept, k);
  return k;
}
