/* What an SVG may hold: nothing from outside itself, nothing that would not stay vector. */
#ifndef ZB_RES_SVGCHECK_H
#define ZB_RES_SVGCHECK_H

#include <stdbool.h>
#include <stddef.h>

typedef enum zb_svg_fault {
  ZB_SVG_OK,
  ZB_SVG_EXTERNAL, /* a reference to a file, an address, an entity or a style sheet */
  ZB_SVG_RASTER,   /* a filter, a foreign object or an animation: lost or turned into pixels */
  ZB_SVG_IMAGE     /* an embedded picture that is damaged, too large or of an unknown kind */
} zb_svg_fault;

enum { ZB_SVG_WHAT = 100 };

/* Is there a <svg> tag near the start, after white space, declarations and comments? */
bool zb_svg_sniff(const char *text, size_t n);
/* The first fault, with a short text that names it. embedded is asked about each embedded picture (its bytes decoded
   from base64) and returns whether it is fine. A scan over tags and attributes, not a parser: what is not well-formed is
   left for librsvg to refuse. */
zb_svg_fault zb_svg_check(const char *text, size_t n, bool (*embedded)(const unsigned char *bytes, size_t n),
                          char what[ZB_SVG_WHAT]);
/* The text of its <text> elements, character references resolved (named entities are left out). g_free it. */
char *zb_svg_text(const char *text, size_t n);

#endif
