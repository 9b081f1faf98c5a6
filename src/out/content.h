/* Page content streams as cairo writes them: finds its leaf tags and gives them their final names and numbers. */
#ifndef ZB_OUT_CONTENT_H
#define ZB_OUT_CONTENT_H

#include <stdint.h>

#include "base/io.h"

/* One leaf of a page. */
typedef struct zb_content_leaf {
  const char *role;      /* NULL = artifact */
  uint32_t first, count; /* its marked-content numbers, set by zb_content_rename */
} zb_content_leaf;

/* Copies the stream to `out` with the k-th "P" or "Private" leaf tag replaced by leaf[k]; content is numbered anew from
   0. cairo nests a span with ActualText in the leaf where a glyph does not tell its text; readers lose what follows an
   inner span without a number (poppler 22.12), so such a leaf becomes several in a row, one a span. Strings are skipped
   as strings (ISO 32000-1, 7.3.4), so text cannot be taken for a tag. False if the leaves are not exactly 0 .. n-1 in
   order, or if a leaf is content in one and artifact in the other. */
bool zb_content_rename(const unsigned char *in, size_t nin, zb_content_leaf *leaf, size_t n, zb_sink *out);

/* Frees the entries of the whole structure tree in the cross-reference table of a file as cairo writes it, in place: it is
   replaced anyway, and there is an element for each leaf. A file of another form is left as it is. */
void zb_content_drop_structure(char *pdf, size_t n);

#endif
