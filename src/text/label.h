/* Labels: short measured text of charts, tables and furniture, set by the same composer. */
#ifndef ZB_TEXT_LABEL_H
#define ZB_TEXT_LABEL_H

#include "text/para.h"

typedef struct zb_label {
  zb_para *para;
  zb_lines *lines;
  zb_tstyle style;
  zb_u width, height;   /* of the set lines: widest line; first ascent + (n-1) leading + last descent */
  zb_u ascent, descent; /* of the first and of the last line */
  size_t nlines;
  bool overflow; /* does not fit max_width x max_lines */
  bool torn;     /* a word or a number was opened to fit */
  bool recolor;  /* drawn in `color`, whatever the style says */
  zb_rgba color;
  zb_src src;
} zb_label;

/* A label of spans, wrapped at max_width (0 = one line) to at most style->max_lines lines (0 = any). */
zb_label zb_label_spans(zb_text *t, const zb_span *span, size_t nspans, const zb_tstyle *style, zb_u max_width);
zb_label zb_label_text(zb_text *t, const char *text, zb_src src, const zb_tstyle *style, zb_u max_width);
/* Sets the shaped text anew at another width (max_width as above). */
void zb_label_fit(zb_label *l, zb_u max_width);
/* A label that prints a figure: text carries the datum. */
zb_label zb_label_datum(zb_text *t, const zb_datum *datum, const zb_tstyle *style);

/* Draws with its box's left/centre/right (halign -1 0 1) at x and top/middle/bottom/first baseline (valign -1 0 1 2) at
   y. No marks but those of its spans: the caller opens the element. */
void zb_label_draw(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign);

#endif
