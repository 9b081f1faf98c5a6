/* Replays a page of the display list on a cairo context whose user space is points, y down. Shared by PDF and PNG. */
#ifndef ZB_OUT_REPLAY_H
#define ZB_OUT_REPLAY_H

#include <cairo.h>

#include "dl/dl.h"
#include "res/cut.h"
#include "res/images.h"

typedef struct zb_replay {
  const zb_dl_page *page;
  zb_cut *cut;       /* made; NULL only for lists without glyphs */
  zb_images *images; /* NULL only for lists without images */
  zb_diags *diags;
  double scale;                                       /* device pixels a point: 1 for PDF */
  bool vector;                                        /* a target that keeps vectors and the text of glyph runs */
  void (*before)(void *data, cairo_t *cr, size_t op); /* called before each ink operation, or NULL */
  bool (*image)(void *data, const zb_image_op *op, cairo_t *cr); /* draws an image instead of zb_images_draw, or NULL */
  void *data;
} zb_replay;

/* Numbers that cairo can draw: it keeps device coordinates as 24.8 fixed point, so nothing may reach 2^23 pixels. */
#define ZB_REPLAY_MAX_PX 8e6
/* The format's limit of a PDF page side (ISO 32000-1, Annex C), in points; kept for all outputs. */
#define ZB_REPLAY_MAX_SIDE 14400

/* The surface settings all text is shown with: grey antialiasing, no hinting, unhinted metrics. Owned by the caller. */
cairo_font_options_t *zb_replay_font_options(void);
/* Is the page's size drawable? Reports an internal error and returns false if not. */
bool zb_replay_page_ok(const zb_dl_page *page, zb_diags *d);
/* Paints what touches `cull` (page units; NULL = everything). Operations with numbers out of range are reported
   (internal) and left out. False when the context is in error or something was left out. */
bool zb_replay_paint(const zb_replay *r, cairo_t *cr, const zb_rect *cull);
/* Registers every glyph of the page with the cut. */
void zb_replay_use_glyphs(const zb_dl_page *page, zb_cut *cut);

/* The points of a hatch line number k: it crosses rect's circumscribed circle. Lines are anchored at the page's origin
   so that neighbouring areas and bands agree. */
typedef struct zb_hatch {
  double nx, ny; /* unit normal */
  double dx, dy; /* unit direction */
  double cx, cy, radius;
  double pitch, width;
  long first, last; /* line numbers that may touch the rectangle; last < first: none */
} zb_hatch;
/* Lines of the paint over a rectangle in points. */
zb_hatch zb_hatch_over(const zb_paint *p, double x, double y, double w, double h);
void zb_hatch_line(const zb_hatch *h, long k, double from[2], double to[2]);

#endif
