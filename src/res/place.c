/* Draws an image into its rectangle: on the pixel grid of a raster target, as vectors or an embedded file in a PDF.
   Rasters: the placement is snapped to whole pixels and every pixel depends on its place in the placement alone, so
   that bands of any height join. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "res/picture.h"
#include "res/pngread.h"

enum { STRIP_PIXELS = 4 << 20, VECTOR_PPI = 300, MAX_REDUCTION = 64, MAX_GRID = 16384 };

static const double TOO_FINE = 1.1;   /* pixels beyond this ratio to what is needed are taken out for a PDF */
static const double MOST_SHOWN = 0.6; /* a file is embedded as it is if at least this part of its area shows */

typedef struct placement {
  zb_store *store;
  zb_diags *diags;
  zb_image *image;
  const zb_picture *p;
  cairo_t *cr;
  const double *rect;
  const int32_t *crop;
  double window[4]; /* the part shown, in pixels of the upright picture (SVG: px) */
  double ppi;
} placement;

static bool damaged(const placement *t, const char *why)
{
  if (!t->image->failed)
    zb_diag(t->diags, ZB_D_IMAGE_DAMAGED, t->image->info.src, t->image->info.name, why, NULL);
  t->image->failed = true;
  return false;
}

/* --- decoded pixels --------------------------------------------------------------------------------------------- */

/* By how much the picture may be reduced while it is decoded and still give `need` of its pixels for one. */
static int reduction(const zb_picture *p, double need)
{
  if (p->kind == ZB_IMAGE_JPEG)
    return need >= 8 ? 8 : need >= 4 ? 4 : need >= 2 ? 2 : 1;
  return need >= MAX_REDUCTION ? MAX_REDUCTION : need >= 1 ? (int)need : 1;
}

/* The upright picture with 1/factor of its pixels a side. Borrowed from the cache; NULL after a diagnostic. */
static const zb_raster *decoded(const placement *t, int factor)
{
  zb_kept key = {.serial = t->p->serial, .factor = factor};
  zb_kept *k = zb_kept_find(t->store, &key);
  if (k)
    return k->raster;
  char why[ZB_JPEG_WHY];
  const char *fault = t->p->kind == ZB_IMAGE_JPEG ? zb_jpeg_decode(t->p->bytes, t->p->n, factor, &key.raster, why)
                                                  : zb_png_decode(t->p->bytes, t->p->n, factor, &key.raster, why);
  if (fault) {
    damaged(t, fault);
    return NULL;
  }
  key.size = (size_t)key.raster->w * (size_t)key.raster->h * 4;
  return zb_kept_add(t->store, &key)->raster;
}

/* The part part[0..3] = x0 y0 x1 y1 of the window sampled to a w x h grid. Owned by the caller; NULL after a diagnostic. */
static zb_raster *sample(const placement *t, int w, int h, const int part[4])
{
  int factor = reduction(t->p, fmin(t->window[2] / w, t->window[3] / h));
  const zb_raster *src = decoded(t, factor);
  if (!src)
    return NULL;
  double window[4];
  for (int i = 0; i < 4; i++)
    window[i] = t->window[i] / factor;
  return zb_raster_sample(src, window, w, h, part[0], part[1], part[2], part[3]);
}

/* --- raster targets --------------------------------------------------------------------------------------------- */

/* Rows strip*rows .. of an SVG drawn on a w x h grid; kept, as the next band wants them too. NULL after a diagnostic. */
static cairo_surface_t *svg_strip(const placement *t, int w, int h, int strip, int rows)
{
  zb_kept key = {.serial = t->p->serial, .w = w, .h = h, .strip = strip};
  memcpy(key.crop, t->crop, sizeof key.crop);
  zb_kept *k = zb_kept_find(t->store, &key);
  if (k)
    return k->surface;
  char why[ZB_SVG_WHY];
  int height = MIN(rows, h - strip * rows);
  double sx = w / t->window[2], sy = h / t->window[3];
  double all[4] = {-t->window[0] * sx, -t->window[1] * sy - strip * rows, t->p->width * sx, t->p->height * sy};
  key.surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, w, height);
  cairo_t *cr = cairo_create(key.surface);
  bool ok = zb_svg_draw(t->p->svg, cr, all, why) && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(cr);
  if (!ok) {
    cairo_surface_destroy(key.surface);
    damaged(t, why);
    return NULL;
  }
  key.size = (size_t)w * (size_t)height * 4;
  zb_kept_pass(t->store, &key);
  return zb_kept_add(t->store, &key)->surface;
}

/* Puts rows y0..y1-1, columns x0..x1-1 of a surface whose origin is at device pixel (x, y) onto the target. */
static void put(cairo_t *cr, cairo_surface_t *s, int x, int y, const int part[4])
{
  cairo_set_source_surface(cr, s, x, y);
  cairo_pattern_set_filter(cairo_get_source(cr), CAIRO_FILTER_NEAREST);
  cairo_rectangle(cr, part[0], part[1], part[2] - part[0], part[3] - part[1]);
  cairo_fill(cr);
}

/* Draws columns x0..x1-1, rows y0..y1-1 (device pixels) of a placement of w x h pixels at (x, y). */
static bool put_part(const placement *t, int x, int y, int w, int h, const int part[4])
{
  if (t->p->svg) {
    int rows = MAX(64, STRIP_PIXELS / w);
    for (int strip = (part[1] - y) / rows; y + strip * rows < part[3]; strip++) {
      cairo_surface_t *s = svg_strip(t, w, h, strip, rows);
      if (!s)
        return false;
      int top = y + strip * rows;
      put(t->cr, s, x, top, (int[4]){part[0], MAX(part[1], top), part[2], MIN(part[3], top + rows)});
    }
    return true;
  }
  zb_raster *r = sample(t, w, h, (int[4]){part[0] - x, part[1] - y, part[2] - x, part[3] - y});
  if (!r)
    return false;
  cairo_surface_t *s = zb_raster_surface(r);
  put(t->cr, s, part[0], part[1], part);
  cairo_surface_destroy(s);
  zb_raster_free(r);
  return true;
}

/* To the nearest pixel edge; ties go up whatever whole number of rows a band is shifted by. */
static double snap(double v)
{
  return floor(v + 0.5 + 1e-6);
}

/* Upright targets. False after a diagnostic. */
static bool draw_on_grid(const placement *t)
{
  double x0 = t->rect[0], y0 = t->rect[1], x1 = x0 + t->rect[2], y1 = y0 + t->rect[3];
  cairo_user_to_device(t->cr, &x0, &y0);
  cairo_user_to_device(t->cr, &x1, &y1);
  x0 = snap(x0), y0 = snap(y0);
  x1 = fmax(snap(x1), x0 + 1), y1 = fmax(snap(y1), y0 + 1);
  if (fabs(x0) > 1e8 || fabs(y0) > 1e8 || x1 - x0 > 1e6 || y1 - y0 > 1e6)
    return damaged(t, "placed out of range");
  cairo_save(t->cr);
  cairo_identity_matrix(t->cr);
  double cx0, cy0, cx1, cy1;
  cairo_clip_extents(t->cr, &cx0, &cy0, &cx1, &cy1);
  const int part[4] = {(int)fmax(x0, floor(cx0)), (int)fmax(y0, floor(cy0)), (int)fmin(x1, ceil(cx1)),
                       (int)fmin(y1, ceil(cy1))};
  bool ok =
      part[0] >= part[2] || part[1] >= part[3] || put_part(t, (int)x0, (int)y0, (int)(x1 - x0), (int)(y1 - y0), part);
  cairo_restore(t->cr);
  return ok;
}

/* --- vector targets and turned ones ------------------------------------------------------------------------------- */

static void attach(cairo_surface_t *s, const char *type, const unsigned char *bytes, unsigned long n, void *owned)
{
  cairo_surface_set_mime_data(s, type, bytes, n, owned ? free : NULL, owned);
}

/* Same picture, same part: embedded once, on however many pages it stands. */
static void attach_id(cairo_surface_t *s, const zb_kept *k)
{
  char *id =
      g_strdup_printf("zb-%d-%d-%d-%d-%d-%dx%d", k->serial, k->crop[0], k->crop[1], k->crop[2], k->crop[3], k->w, k->h);
  cairo_surface_set_mime_data(s, CAIRO_MIME_TYPE_UNIQUE_ID, (const unsigned char *)id, strlen(id), g_free, id);
}

/* The pixels as a surface; a photo takes its own JPEG along, and then the pixels themselves are left blank. */
static cairo_surface_t *surface_of(const zb_raster *r, bool photo)
{
  unsigned long n;
  unsigned char *jpeg = photo && !r->alpha ? zb_jpeg_encode(r, &n) : NULL;
  if (!jpeg)
    return zb_raster_surface(r);
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, r->w, r->h);
  attach(s, CAIRO_MIME_TYPE_JPEG, jpeg, n, jpeg);
  return s;
}

/* A JPEG that a PDF may hold as it is: upright, RGB or grey, not much finer than needed, and mostly visible. */
static bool embeddable(const placement *t, double need)
{
  const zb_jpeg_head *j = &t->p->jpeg;
  double area = (double)t->p->width * t->p->height;
  return t->p->kind == ZB_IMAGE_JPEG && j->orientation == 1 && !j->cmyk && !j->profile && need <= TOO_FINE &&
         t->window[2] * t->window[3] >= MOST_SHOWN * area;
}

/* Fills key->surface and key->window. False after a diagnostic. */
static bool make_surface(const placement *t, zb_kept *key, double need, bool embed)
{
  const zb_picture *p = t->p;
  if (embed && embeddable(t, need)) {
    key->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, p->width, p->height);
    attach(key->surface, CAIRO_MIME_TYPE_JPEG, p->bytes, p->n, NULL);
    memcpy(key->window, (double[4]){0, 0, p->width, p->height}, sizeof key->window);
  } else {
    /* Without reduction the window grows to whole pixels, so that they stay as they are. */
    placement whole = *t;
    if (need <= TOO_FINE) {
      double x0 = floor(t->window[0]), y0 = floor(t->window[1]);
      double x1 = fmin(ceil(t->window[0] + t->window[2]), p->width);
      double y1 = fmin(ceil(t->window[1] + t->window[3]), p->height);
      memcpy(whole.window, (double[4]){x0, y0, x1 - x0, y1 - y0}, sizeof whole.window);
      key->w = (int)(x1 - x0);
      key->h = (int)(y1 - y0);
    }
    zb_raster *r = sample(&whole, key->w, key->h, (int[4]){0, 0, key->w, key->h});
    if (!r)
      return false;
    key->surface = surface_of(r, embed && p->kind == ZB_IMAGE_JPEG);
    zb_raster_free(r);
    memcpy(key->window, whole.window, sizeof key->window);
  }
  if (cairo_surface_status(key->surface) == CAIRO_STATUS_SUCCESS)
    return true;
  cairo_surface_destroy(key->surface);
  return damaged(t, "out of memory");
}

/* Pixels a point of user space needs. */
static double pixels_per_point(const placement *t, bool vector)
{
  cairo_matrix_t m;
  cairo_get_matrix(t->cr, &m);
  double scale = sqrt(fabs(m.xx * m.yy - m.xy * m.yx)), ppi = vector && t->ppi > VECTOR_PPI ? VECTOR_PPI : t->ppi;
  return vector ? scale * ppi / 72 : scale;
}

/* The surface that shows the window with `per_point` pixels a point, from the cache or made now. NULL after a diagnostic. */
static const zb_kept *placed(const placement *t, double per_point, bool vector)
{
  double w = fmax(1, rint(t->rect[2] * per_point)), h = fmax(1, rint(t->rect[3] * per_point));
  double need = fmin(t->window[2] / w, t->window[3] / h);
  zb_kept key = {.serial = t->p->serial, .strip = vector ? -1 : -2};
  key.w = (int)fmin(w, MAX_GRID);
  key.h = (int)fmin(h, MAX_GRID);
  memcpy(key.crop, t->crop, sizeof key.crop);
  const zb_kept *k = zb_kept_find(t->store, &key);
  if (k)
    return k;
  zb_kept made = key;
  if (!make_surface(t, &made, need, vector))
    return NULL;
  made.w = key.w; /* found again by what was asked */
  made.h = key.h;
  made.size =
      (size_t)cairo_image_surface_get_width(made.surface) * (size_t)cairo_image_surface_get_height(made.surface) * 4;
  attach_id(made.surface, &made);
  return zb_kept_add(t->store, &made);
}

static bool draw_pixels(const placement *t, bool vector)
{
  const zb_kept *k = placed(t, pixels_per_point(t, vector), vector);
  if (!k)
    return false;
  int sw = cairo_image_surface_get_width(k->surface), sh = cairo_image_surface_get_height(k->surface);
  cairo_save(t->cr);
  cairo_rectangle(t->cr, t->rect[0], t->rect[1], t->rect[2], t->rect[3]);
  cairo_clip(t->cr);
  cairo_translate(t->cr, t->rect[0], t->rect[1]);
  cairo_scale(t->cr, t->rect[2] / t->window[2], t->rect[3] / t->window[3]);
  cairo_translate(t->cr, k->window[0] - t->window[0], k->window[1] - t->window[1]);
  cairo_scale(t->cr, k->window[2] / sw, k->window[3] / sh);
  cairo_set_source_surface(t->cr, k->surface, 0, 0);
  /* FAST writes /Interpolate false into a PDF, as PDF/A wants it. */
  cairo_pattern_set_filter(cairo_get_source(t->cr), vector ? CAIRO_FILTER_FAST : CAIRO_FILTER_GOOD);
  cairo_paint(t->cr);
  cairo_restore(t->cr);
  return true;
}

static bool draw_svg(const placement *t)
{
  char why[ZB_SVG_WHY];
  double sx = t->rect[2] / t->window[2], sy = t->rect[3] / t->window[3];
  double all[4] = {t->rect[0] - t->window[0] * sx, t->rect[1] - t->window[1] * sy, t->p->width * sx, t->p->height * sy};
  cairo_save(t->cr);
  cairo_rectangle(t->cr, t->rect[0], t->rect[1], t->rect[2], t->rect[3]);
  cairo_clip(t->cr);
  bool ok = zb_svg_draw(t->p->svg, t->cr, all, why);
  cairo_restore(t->cr);
  return ok || damaged(t, why);
}

static bool upright(cairo_t *cr)
{
  cairo_matrix_t m;
  cairo_get_matrix(cr, &m);
  return fabs(m.xy) < 1e-9 && fabs(m.yx) < 1e-9 && m.xx > 0 && m.yy > 0;
}

/* Finite and within a sheet of some hundred metres; the part within the picture. */
static bool in_range(const double rect[4], const int32_t crop[4])
{
  for (int i = 0; i < 4; i++)
    if (!(fabs(rect[i]) < 1e6) || crop[i] < 0 || crop[i] > 65536)
      return false;
  return crop[0] + crop[2] <= 65536 && crop[1] + crop[3] <= 65536;
}

bool zb_images_draw(zb_images *im, zb_diags *d, int image, cairo_t *cr, const double rect[4], const int32_t crop[4],
                    double device_ppi, bool vector)
{
  g_assert(image >= 0 && (guint)image < im->list->len);
  zb_image *shown = im->list->pdata[image];
  const zb_picture *p = shown->picture;
  placement t = {.store = im->store, .diags = d, .image = shown, .p = p, .cr = cr, .rect = rect, .crop = crop};
  t.ppi = device_ppi;
  const double side[4] = {p->width, p->height, p->width, p->height};
  for (int i = 0; i < 4; i++)
    t.window[i] = crop[i] / 65536.0 * side[i];
  if (shown->failed)
    return false;
  if (!in_range(rect, crop))
    return damaged(&t, "placed out of range");
  if (!(rect[2] > 0 && rect[3] > 0 && crop[2] > 0 && crop[3] > 0))
    return true; /* nothing to show */
  if (!vector && upright(cr))
    return draw_on_grid(&t);
  return p->svg ? draw_svg(&t) : draw_pixels(&t, vector);
}
