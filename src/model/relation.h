/* The relations of a report after its checks have run: which figures each joins, and whether it holds. */
#ifndef ZB_MODEL_RELATION_H
#define ZB_MODEL_RELATION_H

#include "model/report.h"

typedef struct zb_relation_info {
  const char *text; /* the line as written */
  zb_src src;
  bool defines;             /* := */
  bool holds;               /* a definition: it gave its figure */
  const zb_figure **figure; /* each once, in the order of the line; first the one that is defined */
  size_t n;
} zb_relation_info;

/* All lines of checks: in source order that could be read. */
zb_relation_info *zb_relations_of(zb_arena *a, const zb_report *r, size_t *n);

#endif
