/* SVG with librsvg, from memory only. */
#ifndef ZB_RES_SVG_H
#define ZB_RES_SVG_H

#include <cairo.h>
#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct zb_svg zb_svg;

enum { ZB_SVG_WHY = 200 };

/* NULL and the reason (English) on failure. map: the fonts its text may use, NULL = the default ones. Owned by the
   caller; may be used by one thread at a time. */
zb_svg *zb_svg_open(const unsigned char *bytes, size_t n, PangoFontMap *map, char why[ZB_SVG_WHY]);
void zb_svg_free(zb_svg *s);
/* Size in px at 96 dpi: width and height, else those of the viewBox. False if it has neither or it is not sane. */
bool zb_svg_size(zb_svg *s, double *w, double *h);
/* Draws it into the rectangle x y w h of user space. False and the reason on failure. */
bool zb_svg_draw(zb_svg *s, cairo_t *cr, const double rect[4], char why[ZB_SVG_WHY]);

#endif
