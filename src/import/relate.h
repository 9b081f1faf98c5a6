/* Relations between found figures that hold exactly or at the printed precision, as lines for checks:. */
#ifndef ZB_IMPORT_RELATE_H
#define ZB_IMPORT_RELATE_H

#include "import/harvest.h"

typedef struct zb_relations {
  const char **v; /* "a = b + c", "x := y - z" */
  size_t n;
} zb_relations;

/* Sums, shares, changes and differences of points. Proposed only where the text gives a reason besides the arithmetic:
   the same sentence, a word such as 占. */
zb_relations zb_relate(zb_arena *a, const zb_harvest *h, const zb_parts *parts);

#endif
