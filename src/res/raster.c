/* Pixels: orientation, box reduction while decoding, and resampling to a target's grid. */
#include "res/raster.h"

#include <glib.h>
#include <math.h>
#include <string.h>

enum { CHUNK = 64 }; /* rows resampled at a time */

zb_raster *zb_raster_new(int w, int h, bool alpha)
{
  zb_raster *r = g_new0(zb_raster, 1);
  *r = (zb_raster){.w = w, .h = h, .alpha = alpha, .px = g_new0(uint32_t, (size_t)w * (size_t)h)};
  return r;
}

void zb_raster_free(zb_raster *r)
{
  if (!r)
    return;
  g_free(r->px);
  g_free(r);
}

zb_raster *zb_raster_take_upright(zb_raster *r, int orientation)
{
  if (orientation <= 1 || orientation > 8)
    return r;
  bool swap = orientation >= 5;
  zb_raster *o = zb_raster_new(swap ? r->h : r->w, swap ? r->w : r->h, r->alpha);
  /* Orientations 3, 4, 7, 8 end at the bottom (or right) of the stored rows; 2, 3, 6, 7 run through them backwards. */
  bool back_x = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  bool back_y = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  for (int y = 0; y < o->h; y++)
    for (int x = 0; x < o->w; x++) {
      int sx = swap ? y : x, sy = swap ? x : y;
      sx = back_x ? r->w - 1 - sx : sx;
      sy = back_y ? r->h - 1 - sy : sy;
      o->px[(size_t)y * (size_t)o->w + (size_t)x] = r->px[(size_t)sy * (size_t)r->w + (size_t)sx];
    }
  zb_raster_free(r);
  return o;
}

/* --- reduction -------------------------------------------------------------------------------------------------- */

void zb_reducer_start(zb_reducer *z, int width, int height, int factor, bool alpha)
{
  int w = (width + factor - 1) / factor, h = (height + factor - 1) / factor;
  *z = (zb_reducer){.out = zb_raster_new(w, h, alpha), .factor = factor, .width = width};
  z->sum = g_new0(uint32_t, (size_t)w * 4);
}

/* Writes row `y` of the result: sums of `rows` input rows. */
static void put_row(zb_reducer *z, int y, int rows)
{
  zb_raster *o = z->out;
  for (int x = 0; x < o->w; x++) {
    int columns = x == o->w - 1 ? z->width - x * z->factor : z->factor;
    uint32_t n = (uint32_t)(columns * rows), pixel = 0;
    for (int c = 3; c >= 0; c--)
      pixel = pixel << 8 | (z->sum[x * 4 + c] + n / 2) / n;
    o->px[(size_t)y * (size_t)o->w + (size_t)x] = pixel;
  }
  memset(z->sum, 0, (size_t)o->w * 4 * sizeof *z->sum);
}

void zb_reducer_row(zb_reducer *z, const uint32_t *px)
{
  zb_raster *o = z->out;
  if (z->factor == 1) {
    memcpy(o->px + (size_t)z->rows++ * (size_t)o->w, px, (size_t)o->w * sizeof *px);
    return;
  }
  for (int x = 0, column = 0; column < o->w; column++)
    for (int k = 0; k < z->factor && x < z->width; k++, x++)
      for (int c = 0; c < 4; c++)
        z->sum[column * 4 + c] += px[x] >> 8 * c & 0xff;
  z->rows++;
  if (z->rows % z->factor == 0)
    put_row(z, z->rows / z->factor - 1, z->factor);
}

zb_raster *zb_reducer_finish(zb_reducer *z)
{
  int rest = z->rows % z->factor;
  if (rest > 0 && z->factor > 1)
    put_row(z, z->rows / z->factor, rest);
  zb_raster *out = z->out;
  g_free(z->sum);
  *z = (zb_reducer){.out = NULL};
  return out;
}

/* --- resampling ------------------------------------------------------------------------------------------------- */

/* Blue, green, red, alpha of a pixel: one register on every machine with SIMD. */
typedef float quad __attribute__((vector_size(16)));

/* The weights of one target pixel on source pixels first .. first+n-1. */
typedef struct tap {
  int first, n;
  float weight[]; /* sum 1 */
} tap;

typedef struct taps {
  size_t size; /* bytes of a tap */
  char *v;
} taps;

static double cubic(double x)
{
  x = fabs(x);
  if (x < 1)
    return 1 + x * x * (1.5 * x - 2.5);
  return x < 2 ? 2 + x * (-4 + x * (2.5 - 0.5 * x)) : 0;
}

static tap *tap_at(const taps *t, int i)
{
  return (tap *)(void *)(t->v + t->size * (size_t)i);
}

/* Weights of the target's pixels from .. to-1 of `n` over the window start .. start+length of `limit` source pixels. */
static taps make_taps(double start, double length, int n, int from, int to, int limit)
{
  double step = length / n, wide = step > 1 ? step : 1;
  int most = (int)ceil(4 * wide) + 1; /* pixels under the kernel */
  taps t = {.size = sizeof(tap) + sizeof(float) * (size_t)most};
  t.v = g_malloc0(t.size * (size_t)(to - from));
  double *weight = g_new(double, (size_t)most);
  for (int i = from; i < to; i++) {
    double centre = start + (i + 0.5) * step, sum = 0;
    int lo = (int)ceil(centre - 2 * wide - 0.5), count = 0;
    for (; count < most && lo + count + 0.5 < centre + 2 * wide; count++)
      sum += weight[count] = cubic((lo + count + 0.5 - centre) / wide);
    tap *p = tap_at(&t, i - from);
    /* Weights beyond the edges go to the edge pixel. */
    int first = CLAMP(lo, 0, limit - 1), last = CLAMP(lo + count - 1, 0, limit - 1);
    p->first = first;
    p->n = last - first + 1;
    for (int k = 0; k < count; k++)
      p->weight[CLAMP(lo + k, 0, limit - 1) - first] += (float)(weight[k] / sum);
  }
  g_free(weight);
  return t;
}

/* px: the tap's first pixel. */
static quad weighted(const tap *t, const quad *px, size_t stride)
{
  quad sum = {0};
  for (int k = 0; k < t->n; k++, px += stride)
    sum += *px * t->weight[k];
  return sum;
}

/* Overshoot is cut off: no channel leaves 0..alpha. */
static uint32_t pack(quad q)
{
  int a = (int)(q[3] + 0.5f);
  a = CLAMP(a, 0, 255);
  uint32_t pixel = (uint32_t)a << 24;
  for (int c = 0; c < 3; c++) {
    int v = (int)(q[c] + 0.5f);
    pixel |= (uint32_t)CLAMP(v, 0, a) << 8 * c;
  }
  return pixel;
}

static void unpack(const uint32_t *px, int n, quad *to)
{
  for (int i = 0; i < n; i++) {
    uint32_t p = px[i];
    to[i] = (quad){(float)(p & 0xff), (float)(p >> 8 & 0xff), (float)(p >> 16 & 0xff), (float)(p >> 24)};
  }
}

/* Target rows from..to-1 (of the part made, which begins at part 0): columns first, then rows. row: room for the source's
   columns under `across`. */
static void sample_rows(const zb_raster *src, const taps *across, const taps *down, zb_raster *out, int from, int to,
                        quad *row)
{
  const tap *top = tap_at(down, from), *bottom = tap_at(down, to - 1);
  const tap *left = tap_at(across, 0), *right = tap_at(across, out->w - 1);
  int first = top->first, last = bottom->first + bottom->n - 1;
  int begin = left->first, end = right->first + right->n;
  size_t w = (size_t)out->w;
  quad *mid = g_new(quad, (size_t)(last - first + 1) * w);
  for (int y = first; y <= last; y++) {
    unpack(src->px + (size_t)y * (size_t)src->w + begin, end - begin, row + begin);
    for (size_t x = 0; x < w; x++) {
      const tap *t = tap_at(across, (int)x);
      mid[(size_t)(y - first) * w + x] = weighted(t, row + t->first, 1);
    }
  }
  for (int y = from; y < to; y++) {
    const tap *t = tap_at(down, y);
    const quad *from_mid = mid + (size_t)(t->first - first) * w;
    for (size_t x = 0; x < w; x++)
      out->px[(size_t)y * w + x] = pack(weighted(t, from_mid + x, w));
  }
  g_free(mid);
}

zb_raster *zb_raster_sample(const zb_raster *src, const double window[4], int w, int h, int x0, int y0, int x1, int y1)
{
  taps across = make_taps(window[0], window[2], w, x0, x1, src->w);
  taps down = make_taps(window[1], window[3], h, y0, y1, src->h);
  zb_raster *out = zb_raster_new(x1 - x0, y1 - y0, src->alpha);
  quad *row = g_new(quad, (size_t)src->w);
  for (int y = 0; y < out->h; y += CHUNK)
    sample_rows(src, &across, &down, out, y, MIN(y + CHUNK, out->h), row);
  g_free(row);
  g_free(across.v);
  g_free(down.v);
  return out;
}

cairo_surface_t *zb_raster_surface(const zb_raster *r)
{
  cairo_surface_t *s = cairo_image_surface_create(r->alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, r->w, r->h);
  if (cairo_surface_status(s) != CAIRO_STATUS_SUCCESS)
    return s;
  unsigned char *to = cairo_image_surface_get_data(s);
  int stride = cairo_image_surface_get_stride(s);
  for (int y = 0; y < r->h; y++)
    memcpy(to + (size_t)y * (size_t)stride, r->px + (size_t)y * (size_t)r->w, (size_t)r->w * 4);
  cairo_surface_mark_dirty(s);
  return s;
}
