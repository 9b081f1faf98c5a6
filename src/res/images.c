/* A document's table of images: what a file is, whether it is whole and within the budgets. */
#include "res/images.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/io.h"
#include "res/picture.h"
#include "res/pngread.h"
#include "res/svgcheck.h"

enum { MAX_SIDE = 16384, MAX_PIXELS = 100000000, MAX_FILE = 64 << 20, MAX_BUFFERS = 512 << 20 };

/* A file being judged. */
typedef struct candidate {
  zb_fonts *fonts;
  zb_diags *diags;
  const char *name;
  zb_src src;
  zb_picture *p;
} candidate;

zb_images *zb_images_new(zb_fonts *fonts)
{
  zb_arena *a = zb_arena_new();
  zb_images *im = zb_new(a, zb_images);
  im->arena = a;
  im->fonts = fonts;
  im->own_store = !fonts;
  im->store = fonts ? zb_fonts_kept(fonts, ZB_KEPT_PICTURES) : zb_store_new();
  if (!im->store) {
    im->store = zb_store_new();
    zb_fonts_keep(fonts, ZB_KEPT_PICTURES, im->store, zb_store_free);
  }
  im->list = g_ptr_array_new();
  return im;
}

void zb_images_free(zb_images *im)
{
  if (!im)
    return;
  for (guint i = 0; i < im->list->len; i++)
    zb_store_release(im->store, ((zb_image *)im->list->pdata[i])->picture);
  g_ptr_array_free(im->list, TRUE);
  if (im->own_store)
    zb_store_free(im->store);
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

static bool report_size(const candidate *c, int w, int h)
{
  char size[64], limit[64];
  snprintf(size, sizeof size, "%d x %d px", w, h);
  snprintf(limit, sizeof limit, "%d px a side, %d Mpx", MAX_SIDE, MAX_PIXELS / 1000000);
  zb_diag(c->diags, ZB_D_IMAGE_LIMIT, c->src, c->name, size, limit, NULL);
  return false;
}

static bool report_damage(const candidate *c, const char *why)
{
  zb_diag(c->diags, ZB_D_IMAGE_DAMAGED, c->src, c->name, why, NULL);
  return false;
}

static bool judge_jpeg(const candidate *c)
{
  zb_picture *p = c->p;
  zb_jpeg_head *j = &p->jpeg;
  char why[ZB_JPEG_WHY];
  p->kind = ZB_IMAGE_JPEG;
  const char *fault = zb_jpeg_read_head(p->bytes, p->n, j, why);
  if (fault)
    return report_damage(c, fault);
  if (!size_fits(j->width, j->height))
    return report_size(c, j->width, j->height);
  if (j->buffers > MAX_BUFFERS) {
    char need[64], limit[64];
    snprintf(need, sizeof need, "progressive, %zu MB", j->buffers >> 20);
    snprintf(limit, sizeof limit, "%d MB", MAX_BUFFERS >> 20);
    zb_diag(c->diags, ZB_D_IMAGE_LIMIT, c->src, c->name, need, limit, NULL);
    return false;
  }
  fault = zb_jpeg_verify(p->bytes, p->n, why);
  if (fault)
    return report_damage(c, fault);
  bool swap = j->orientation >= 5;
  p->width = swap ? j->height : j->width;
  p->height = swap ? j->width : j->height;
  return true;
}

static bool judge_png(const candidate *c)
{
  zb_picture *p = c->p;
  p->kind = ZB_IMAGE_PNG;
  const char *fault = zb_png_read_head(p->bytes, p->n, &p->width, &p->height);
  if (fault)
    return report_damage(c, fault);
  return size_fits(p->width, p->height) || report_size(c, p->width, p->height);
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
static bool check_glyphs(const candidate *c)
{
  const zb_picture *p = c->p;
  bool all = true;
  if (!c->fonts || !g_utf8_validate((const char *)p->bytes, (gssize)p->n, NULL))
    return true; /* another encoding: left to librsvg */
  char *text = zb_svg_text((const char *)p->bytes, p->n);
  for (char *s = text; *s; s = g_utf8_next_char(s)) {
    gunichar ch = g_utf8_get_char(s);
    if (!g_unichar_isgraph(ch) || g_unichar_iszerowidth(ch) || zb_fonts_covers(c->fonts, ch))
      continue;
    char shown[7] = "", code[16];
    g_unichar_to_utf8(ch, shown);
    snprintf(code, sizeof code, "U+%04X", (unsigned)ch);
    zb_diag(c->diags, ZB_D_MISSING_GLYPH, c->src, shown, code, zb_fonts_families(c->fonts, ZB_ROLE_SONG), NULL);
    all = false;
  }
  g_free(text);
  return all;
}

static bool open_svg(const candidate *c)
{
  zb_picture *p = c->p;
  char why[ZB_SVG_WHY];
  double w, h;
  p->svg = zb_svg_open(p->bytes, p->n, c->fonts ? zb_fonts_map(c->fonts) : NULL, why);
  if (!p->svg)
    return report_damage(c, why);
  if (!zb_svg_size(p->svg, &w, &h)) {
    zb_svg_free(p->svg);
    return report_damage(c, "no usable width, height or viewBox");
  }
  p->width = (int)(w + 0.5);
  p->height = (int)(h + 0.5);
  return true;
}

static bool judge_svg(const candidate *c)
{
  char what[ZB_SVG_WHAT];
  c->p->kind = ZB_IMAGE_SVG;
  switch (zb_svg_check((const char *)c->p->bytes, c->p->n, embedded_fits, what)) {
  case ZB_SVG_OK:
    break;
  case ZB_SVG_EXTERNAL:
    zb_diag(c->diags, ZB_D_SVG_EXTERNAL, c->src, c->name, what, NULL);
    return false;
  case ZB_SVG_RASTER:
    zb_diag(c->diags, ZB_D_SVG_FILTER, c->src, c->name, what, NULL);
    return false;
  case ZB_SVG_IMAGE:
    return report_damage(c, what);
  }
  return check_glyphs(c) && open_svg(c);
}

static bool judge(const candidate *c)
{
  const zb_picture *p = c->p;
  if (is_jpeg(p->bytes, p->n))
    return judge_jpeg(c);
  if (is_png(p->bytes, p->n))
    return judge_png(c);
  if (zb_svg_sniff((const char *)p->bytes, p->n))
    return judge_svg(c);
  zb_diag(c->diags, ZB_D_IMAGE_KIND, c->src, c->name, NULL);
  return false;
}

/* --- the table -------------------------------------------------------------------------------------------------- */

/* Reads and judges a file. NULL after a diagnostic. */
static zb_picture *read_picture(zb_images *im, zb_diags *d, const char *path, const char *name, zb_src asked)
{
  zb_arena *a = zb_arena_new();
  zb_picture *p = zb_new(a, zb_picture);
  struct stat st;
  p->arena = a;
  p->path = zb_arena_strdup(a, path);
  if (stat(path, &st) == 0)
    p->changed = st.st_mtim;
  p->bytes = (const unsigned char *)zb_io_read(a, d, path, MAX_FILE, asked, &p->n);
  candidate c = {.fonts = im->fonts, .diags = d, .name = name, .src = asked, .p = p};
  if (p->bytes && judge(&c)) {
    zb_store_add(im->store, p);
    return p;
  }
  zb_arena_free(a);
  return NULL;
}

int zb_images_load(zb_images *im, zb_diags *d, const char *path, const char *name, zb_src asked)
{
  for (guint i = 0; i < im->list->len; i++)
    if (strcmp(((zb_image *)im->list->pdata[i])->picture->path, path) == 0)
      return (int)i;
  zb_picture *p = zb_store_find(im->store, path);
  if (!p)
    p = read_picture(im, d, path, name, asked);
  if (!p)
    return -1;
  if (p->kind == ZB_IMAGE_JPEG && p->jpeg.cmyk && !p->jpeg.profile)
    zb_diag(d, ZB_D_IMAGE_CMYK, asked, name, NULL);
  p->users++;
  zb_image *image = zb_new(im->arena, zb_image);
  *image = (zb_image){.picture = p};
  image->info = (zb_image_info){.kind = p->kind, .width = p->width, .height = p->height, .src = asked};
  image->info.name = zb_arena_strdup(im->arena, name);
  image->info.src.file = zb_arena_strdup(im->arena, asked.file);
  g_ptr_array_add(im->list, image);
  return (int)im->list->len - 1;
}

static const zb_image *image_of(const zb_images *im, int image)
{
  g_assert(image >= 0 && (guint)image < im->list->len);
  return im->list->pdata[image];
}

const zb_image_info *zb_images_info(const zb_images *im, int image)
{
  return &image_of(im, image)->info;
}

const unsigned char *zb_images_bytes(const zb_images *im, int image, size_t *n, const char **mime)
{
  static const char *const types[] = {
      [ZB_IMAGE_JPEG] = "image/jpeg", [ZB_IMAGE_PNG] = "image/png", [ZB_IMAGE_SVG] = "image/svg+xml"};
  const zb_picture *p = image_of(im, image)->picture;
  *mime = types[p->kind];
  *n = p->n;
  return p->bytes;
}
