/* Coverage: for every figure where the report refers to it, where it is printed, what is drawn for it, what is checked.
 */
#ifndef ZB_ENGINE_COVERAGE_H
#define ZB_ENGINE_COVERAGE_H

#include "dl/query.h"
#include "engine/engine.h"
#include "model/relation.h"

/* Something printed or drawn: on a page, in the coordinates of the trimmed sheet. */
typedef struct zb_ink {
  int page;
  zb_rect r;
  const char *text; /* "" when drawn */
} zb_ink;

typedef struct zb_covered {
  const zb_figure *figure;
  ZB_VEC(zb_src) use; /* in the source; the whole table for its cells */
  ZB_VEC(zb_ink) printed;
  ZB_VEC(zb_ink) drawn;
  size_t holds, broken; /* relations */
} zb_covered;

typedef struct zb_coverage {
  zb_covered *v; /* declared figures that have a value, in the order of declaration */
  size_t n;
  zb_relation_info *relation;
  size_t nrelations;
} zb_coverage;

/* Everything lives on the document's arena. */
zb_coverage zb_coverage_of(zb_doc *doc);

#endif
