/* Page content streams as cairo writes them: finds the leaves that pdf.c has set apart and makes marked content of them. */
#ifndef ZB_OUT_CONTENT_H
#define ZB_OUT_CONTENT_H

#include <stdint.h>

#include "base/sink.h"

/* cairo offers tags for this, but holds a node and writes an object for each, of which a long table has one a cell. So
   pdf.c paints an anchor before each leaf and at the end of a page: a rectangle of a size and place that nothing else has,
   which zb_content_mark takes out again. */
typedef enum zb_anchor { ZB_ANCHOR_CONTENT, ZB_ANCHOR_ARTIFACT, ZB_ANCHOR_END } zb_anchor;

/* x, y, width and height in pt, to be filled without a clip and in no other space than the page's. */
void zb_content_anchor(zb_anchor kind, double rect[4]);

/* One leaf of a page. */
typedef struct zb_content_leaf {
  const char *role;      /* NULL = artifact */
  uint32_t first, count; /* its marked-content numbers, set by zb_content_mark */
} zb_content_leaf;

/* Copies the stream to `out` with what follows the k-th anchor marked as leaf[k]; content is numbered from 0. cairo nests
   a span with ActualText in the leaf where a glyph does not tell its text; readers lose what follows an inner span without
   a number (poppler 22.12), so such a leaf becomes several in a row, one a span. Strings are skipped as strings (ISO
   32000-1, 7.3.4), so text cannot be taken for an operator. False if the anchors are not those of the leaves, in order,
   and one of the end. */
bool zb_content_mark(const unsigned char *in, size_t nin, zb_content_leaf *leaf, size_t n, zb_sink *out);

#endif
