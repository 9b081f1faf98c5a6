/* A table of the logical structure as rows and columns of text: what the plain text and the CSV output print. */
#ifndef ZB_OUT_CELLTABLE_H
#define ZB_OUT_CELLTABLE_H

#include "out/logical.h"

typedef struct zb_celltext {
  const char *text; /* line ends and tabs as spaces; "" where a cell above or to the left reaches */
  const char *note; /* marks of footnotes with which the text ends, or NULL */
  size_t across;    /* columns it covers; 0: covered */
  bool head;
} zb_celltext;

typedef struct zb_celltable {
  zb_celltext *cell; /* nrows * ncols */
  size_t nrows, ncols;
} zb_celltable;

/* The rows of n TR elements. */
zb_celltable zb_celltable_read(zb_arena *a, const zb_logical *l, const uint32_t *row, size_t n);

#endif
