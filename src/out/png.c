/* Output "png": each worker paints and deflates whole bands with cairo objects of its own; the bands are written in
 * order. */
#include "out/png.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "out/outputs.h"
#include "out/pngfile.h"
#include "out/replay.h"

enum {
  BAND_ROWS = 64,
  MAX_THREADS = 8,
  MAX_SIDE = 100000,     /* pixels */
  SURFACE_WIDTH = 32000, /* cairo's image surfaces end at 32767 pixels */
  LEVEL_FAST = 2,
  LEVEL_SMALL = 6,
  PIXELS_FOR_THREADS = 2000000
};

typedef struct picture {
  const zb_out_job *job;
  const zb_dl_page *page;
  int width, height, band, nbands; /* pixels, rows, bands */
  double scale;                    /* pixels a point */
  double sx, sy;                   /* the same, so that the page ends with the last pixel: no half-covered edge */
  GMutex *images;                  /* zb_images is not made for two threads */
} picture;

/* One thread's own things. */
typedef struct worker {
  const picture *pic;
  int first, step; /* bands first, first + step, ... */
  zb_cut *cut;
  zb_arena *arena;
  zb_diags *diags;
  uint32_t *pixels;    /* band x width, xRGB */
  unsigned char *rows; /* band x (1 + 3 width) */
  zb_png_piece *piece;
  bool ok;
  /* hand-over of a finished band to the writer */
  GThread *thread;
  GMutex lock;
  GCond change;
  bool full;
} worker;

static bool draw_image(void *data, const zb_image_op *op, cairo_t *cr)
{
  worker *w = data;
  const picture *pic = w->pic;
  if (!pic->job->images)
    return false;
  double rect[4] = {zb_u_pt(op->rect.x), zb_u_pt(op->rect.y), zb_u_pt(op->rect.w), zb_u_pt(op->rect.h)};
  int32_t crop[4] = {op->cx, op->cy, op->cw, op->ch};
  g_mutex_lock(pic->images);
  bool ok = zb_images_draw(pic->job->images, w->diags, op->image, cr, rect, crop, 72 * pic->scale, false);
  g_mutex_unlock(pic->images);
  return ok;
}

/* Paints rows y0 .. y0+rows-1 of the columns x0 .. x0+width-1 into the band buffer. */
static bool paint_part(worker *w, int x0, int width, int y0, int rows)
{
  const picture *pic = w->pic;
  unsigned char *at = (unsigned char *)(w->pixels + x0);
  cairo_surface_t *s = cairo_image_surface_create_for_data(at, CAIRO_FORMAT_RGB24, width, rows, pic->width * 4);
  cairo_t *cr = cairo_create(s);
  cairo_font_options_t *options = zb_replay_font_options();
  cairo_set_font_options(cr, options);
  cairo_font_options_destroy(options);
  cairo_translate(cr, -x0, -y0);
  cairo_scale(cr, pic->sx, pic->sy);
  double kx = ZB_UNIT / pic->sx, ky = ZB_UNIT / pic->sy; /* page units a pixel */
  zb_rect cull = {.x = (zb_u)floor((x0 - 1) * kx), .y = (zb_u)floor((y0 - 1) * ky)};
  cull.w = (zb_u)ceil((x0 + width + 1) * kx) - cull.x;
  cull.h = (zb_u)ceil((y0 + rows + 1) * ky) - cull.y;
  zb_replay r = {.page = pic->page, .cut = w->cut, .images = pic->job->images, .diags = w->diags};
  r.scale = pic->scale;
  r.image = draw_image;
  r.data = w;
  bool ok = zb_replay_paint(&r, cr, &cull);
  cairo_destroy(cr);
  cairo_surface_flush(s);
  ok = ok && cairo_surface_status(s) == CAIRO_STATUS_SUCCESS;
  cairo_surface_destroy(s);
  return ok;
}

/* xRGB pixels to scanlines: filter byte 0, then R G B. */
static void pack_rows(worker *w, int rows)
{
  size_t width = (size_t)w->pic->width;
  const uint32_t *p = w->pixels;
  unsigned char *o = w->rows;
  for (int y = 0; y < rows; y++) {
    *o++ = 0;
    for (size_t x = 0; x < width; x++, p++, o += 3) {
      o[0] = (unsigned char)(*p >> 16);
      o[1] = (unsigned char)(*p >> 8);
      o[2] = (unsigned char)*p;
    }
  }
}

static bool make_band(worker *w, int band)
{
  const picture *pic = w->pic;
  int y0 = band * pic->band, rows = MIN(pic->band, pic->height - y0);
  memset(w->pixels, 0xff, (size_t)pic->width * (size_t)rows * 4);
  bool ok = true;
  for (int x0 = 0; x0 < pic->width; x0 += SURFACE_WIDTH)
    ok = paint_part(w, x0, MIN(SURFACE_WIDTH, pic->width - x0), y0, rows) && ok;
  pack_rows(w, rows);
  size_t n = (size_t)rows * ((size_t)pic->width * 3 + 1);
  return zb_png_piece_deflate(w->piece, w->rows, n, band == pic->nbands - 1) && ok;
}

static bool worker_init(worker *w, const picture *pic, int first, int step)
{
  *w = (worker){.pic = pic, .first = first, .step = step, .ok = true};
  w->arena = zb_arena_new();
  w->diags = zb_diags_new(w->arena);
  w->pixels = g_new(uint32_t, (size_t)pic->width * (size_t)pic->band);
  w->rows = g_malloc((size_t)pic->band * ((size_t)pic->width * 3 + 1));
  w->piece = zb_png_piece_new(pic->job->small ? LEVEL_SMALL : LEVEL_FAST);
  g_mutex_init(&w->lock);
  g_cond_init(&w->change);
  if (!pic->job->fonts)
    return w->piece != NULL;
  w->cut = zb_cut_new(pic->job->fonts);
  zb_replay_use_glyphs(pic->page, w->cut);
  return zb_cut_make(w->cut, w->diags) && w->piece;
}

static void worker_done(worker *w)
{
  zb_diags_merge(w->pic->job->diags, w->diags);
  if (w->cut)
    zb_cut_free(w->cut);
  zb_png_piece_free(w->piece);
  g_free(w->rows);
  g_free(w->pixels);
  g_mutex_clear(&w->lock);
  g_cond_clear(&w->change);
  zb_arena_free(w->arena);
}

/* Thread body: make a band, wait until it is written, make the next. */
static gpointer run(gpointer data)
{
  worker *w = data;
  for (int band = w->first; band < w->pic->nbands; band += w->step) {
    bool ok = make_band(w, band);
    g_mutex_lock(&w->lock);
    w->ok = w->ok && ok;
    w->full = true;
    g_cond_signal(&w->change);
    while (w->full)
      g_cond_wait(&w->change, &w->lock);
    g_mutex_unlock(&w->lock);
  }
  return NULL;
}

static void write_threaded(zb_png_file *f, worker *w, int n, int nbands)
{
  for (int i = 0; i < n; i++)
    w[i].thread = g_thread_new("png", run, &w[i]);
  for (int band = 0; band < nbands; band++) {
    worker *x = &w[band % n];
    g_mutex_lock(&x->lock);
    while (!x->full)
      g_cond_wait(&x->change, &x->lock);
    zb_png_file_piece(f, x->piece);
    x->full = false;
    g_cond_signal(&x->change);
    g_mutex_unlock(&x->lock);
  }
  for (int i = 0; i < n; i++)
    g_thread_join(w[i].thread);
}

static void write_alone(zb_png_file *f, worker *w, int nbands)
{
  for (int band = 0; band < nbands; band++) {
    w->ok = make_band(w, band) && w->ok;
    zb_png_file_piece(f, w->piece);
  }
}

static int threads_for(const picture *pic, int asked)
{
  int n = asked;
  if (n <= 0)
    n = (double)pic->width * pic->height > PIXELS_FOR_THREADS ? MIN(2, (int)g_get_num_processors()) : 1;
  return CLAMP(n, 1, MIN(MAX_THREADS, pic->nbands));
}

static bool write_picture(const picture *pic, int threads, zb_sink *to)
{
  worker w[MAX_THREADS];
  bool ok = true;
  for (int i = 0; i < threads; i++)
    ok = worker_init(&w[i], pic, i, threads) && ok;
  int dpi = pic->job->dpi > 0 ? pic->job->dpi : 150;
  zb_png_file f;
  ok = ok && zb_png_file_begin(&f, to, (uint32_t)pic->width, (uint32_t)pic->height, dpi);
  if (ok) {
    if (threads == 1)
      write_alone(&f, &w[0], pic->nbands);
    else
      write_threaded(&f, w, threads, pic->nbands);
    zb_png_file_end(&f);
  }
  for (int i = 0; i < threads; i++) {
    ok = ok && w[i].ok;
    worker_done(&w[i]);
  }
  return ok && zb_sink_write(to, "", 0);
}

bool zb_png_write(const zb_out_job *job, size_t page, const zb_png_opts *opts, zb_sink *to)
{
  const zb_dl_page *p = job->dl->page[page];
  if (!zb_replay_page_ok(p, job->diags))
    return false;
  int dpi = job->dpi > 0 ? job->dpi : 150;
  GMutex images;
  picture pic = {.job = job, .page = p, .scale = dpi / 72.0, .images = &images};
  double width = round(zb_u_pt(p->w) * pic.scale), height = round(zb_u_pt(p->h) * pic.scale);
  if (width > MAX_SIDE || height > MAX_SIDE) {
    char text[4][16];
    g_snprintf(text[0], 16, "%d", p->number);
    g_snprintf(text[1], 16, "%d", dpi);
    g_snprintf(text[2], 16, "%ld", (long)width);
    g_snprintf(text[3], 16, "%ld", (long)height);
    zb_diag(job->diags, ZB_D_PNG_SIZE, ZB_SRC_NONE, text[0], text[1], text[2], text[3], NULL);
    return false;
  }
  pic.width = MAX(1, (int)width);
  pic.height = MAX(1, (int)height);
  pic.sx = pic.width / zb_u_pt(p->w);
  pic.sy = pic.height / zb_u_pt(p->h);
  pic.band = MIN(opts->band > 0 ? opts->band : BAND_ROWS, pic.height);
  pic.nbands = (pic.height + pic.band - 1) / pic.band;
  g_mutex_init(&images);
  bool ok = write_picture(&pic, threads_for(&pic, opts->threads), to);
  g_mutex_clear(&images);
  return ok;
}

bool zb_out_png_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  return zb_png_write(job, page, &(zb_png_opts){.band = 0}, to);
}
