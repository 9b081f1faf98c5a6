/* The catalogue level of a PDF, written with qpdf over the pages that cairo painted. */
#ifndef ZB_OUT_TREE_H
#define ZB_OUT_TREE_H

#include "base/sink.h"
#include "out/logical.h"

/* Rewrites the PDF in `raw` (cairo's; it is edited in place; with flat leaf tags "P" and "Private" in the order of l->leaf) and writes it to
   `to`: structure tree in reading order, artifacts, outlines, links, page labels and boxes, metadata, sRGB output
   intent. False after a diagnostic, or when the sink failed. */
bool zb_tree_write(zb_arena *a, const zb_logical *l, zb_diags *d, zb_sink *raw, zb_sink *to);

#endif
