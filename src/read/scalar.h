/* Where each byte of a YAML scalar's text stands in the source: a second reading of the span that libyaml decoded. */
#ifndef ZB_READ_SCALAR_H
#define ZB_READ_SCALAR_H

#include "read/node.h"

typedef enum zb_scalar_style {
  ZB_SCALAR_PLAIN,
  ZB_SCALAR_SINGLE,
  ZB_SCALAR_DOUBLE,
  ZB_SCALAR_LITERAL,
  ZB_SCALAR_FOLDED
} zb_scalar_style;

typedef struct zb_scalar_span {
  const char *from, *to;                                /* the scalar in the source, with its quotes or its | or > */
  int line, col;                                        /* of `from`, 0-based */
  zb_src (*place)(const void *data, int line, int col); /* from 0-based line and column to the place shown */
  const void *data;
} zb_scalar_span;

/* Sets src, ncols and map of a scalar node whose text and len are set. False when the second reading does not give the
   same text (then all of it stands at the start). YAML 1.1 sections 5.7, 7.3 and 8.1 as libyaml reads them. */
bool zb_scalar_places(zb_arena *a, zb_node *node, zb_scalar_style style, const zb_scalar_span *span);

#endif
