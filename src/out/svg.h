/* What the files of the SVG output share: a page under construction. */
#ifndef ZB_OUT_SVG_H
#define ZB_OUT_SVG_H

#include <glib.h>

#include "base/vec.h"
#include "out/out.h"

/* A definition, found again by its text: equal paints share one. */
typedef struct zb_svg_def {
  const char *text; /* with %s for the id */
  const char *id;
} zb_svg_def;

typedef struct zb_svg {
  const zb_out_job *job;
  const zb_dl_page *page;
  zb_arena *a;
  GString *defs, *body;
  ZB_VEC(zb_svg_def) def;
  ZB_VEC(const char *) clip; /* ids of the clips in force, innermost last */
  bool *font, *image;        /* [id]: its definition is written */
  int nfonts, nimages;
} zb_svg;

/* Appends " name=\"12.5\"". */
void zb_svg_put_attr_u(GString *s, const char *name, zb_u v);
/* Appends " name=\"text\"", escaped; nothing for NULL. */
void zb_svg_put_attr(GString *s, const char *name, const char *text);
/* Appends fill and fill-opacity (or stroke ...) for a paint. */
void zb_svg_put_paint(zb_svg *v, const char *what, const zb_paint *p);
/* Appends " clip-path=\"url(#...)\"" if a clip is in force. */
void zb_svg_put_clip_attr(zb_svg *v);

void zb_svg_put_fill(zb_svg *v, const zb_path *path, const zb_paint *paint);
void zb_svg_put_stroke(zb_svg *v, const zb_path *path, const zb_paint *paint, const zb_stroke *stroke);
void zb_svg_push_clip(zb_svg *v, const zb_path *path);
bool zb_svg_put_image(zb_svg *v, const zb_image_op *op);
/* A glyph run as real text, each cluster at its own x. */
void zb_svg_put_text(zb_svg *v, const zb_glyphs *g);

#endif
