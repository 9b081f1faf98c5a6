/* Questions to a finished display list: text of elements, figures that reached ink, drawn lengths. */
#ifndef ZB_DL_QUERY_H
#define ZB_DL_QUERY_H

#include "dl/dl.h"

/* One place where a figure is printed or drawn. */
typedef struct zb_dl_use {
  const zb_datum *datum;
  const zb_dl_page *page;
  zb_rect bounds;   /* of the ink inside the element */
  const char *text; /* printed text inside, "" for a drawn mark */
  bool drawn;       /* a FILL inside: bounds of that rectangle are in `fill` */
  zb_rect fill;
  const zb_measure *measure; /* of the mark, or NULL */
} zb_dl_use;

/* All datum marks of all pages in order. The array lives on `a`. */
zb_dl_use *zb_dl_uses(zb_arena *a, const zb_dl *dl, size_t *n);
/* Text of all glyph runs outside artifacts in list order, elements of block level separated by newlines. */
char *zb_dl_text(zb_arena *a, const zb_dl *dl);
/* Does any ink of an element with this role or of any glyph run leave the page's media box? Calls back per offender. */
void zb_dl_outside(const zb_dl *dl, void (*found)(void *data, const zb_dl_page *p, const zb_dl_op *op), void *data);

/* Does a run hold Han, letters or digits, rather than marks and ornaments only? */
bool zb_dl_is_read(const zb_glyphs *g);
/* Upright runs of such text on one page whose ink must overlap. Calls back per pair; sorted by the upper one's place. */
typedef void (*zb_dl_collision)(void *data, const zb_dl_page *p, const zb_dl_op *one, const zb_dl_op *other);
void zb_dl_collisions(zb_arena *a, const zb_dl_page *p, zb_dl_collision found, void *data);

/* Text that does not tell from its ground: contrast below 4.5, or 3.0 for runs of size `large` and more (WCAG 2.1,
   1.4.3). The ground is the topmost opaque fill under the run, the worst stop of a gradient; contrast 0: a picture shows
   under it. Calls back per run. */
typedef void (*zb_dl_faint)(void *data, const zb_dl_page *p, const zb_dl_op *op, double contrast, double wanted);
void zb_dl_faint_text(zb_arena *a, const zb_dl_page *p, zb_u large, zb_dl_faint found, void *data);

#endif
