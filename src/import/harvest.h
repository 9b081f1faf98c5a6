/* The quantities of a text as figures: one for each thing, however often it is named. */
#ifndef ZB_IMPORT_HARVEST_H
#define ZB_IMPORT_HARVEST_H

#include "base/vec.h"
#include "import/topic.h"
#include "import/parts.h"

typedef struct zb_found {
  const char *id, *label;
  zb_quantity q;
  bool leads, share;
  int line;              /* of the text, 1-based: where it stands first */
  size_t part, sentence; /* the same as numbers */
} zb_found;

/* A place in a part where a figure stands. */
typedef struct zb_found_use {
  size_t from, to; /* bytes of the part's text */
  size_t figure;   /* index */
} zb_found_use;

typedef struct zb_part_uses {
  zb_found_use *v;
  size_t n;
} zb_part_uses;

typedef struct zb_harvest {
  ZB_VEC(zb_found) figure;
  zb_part_uses *use; /* per part */
  int tokens;        /* digit strings of the whole text */
  int by_class[ZB_NUMBER_CLASS_COUNT];
} zb_harvest;

/* Numbers with a unit become figures. Two of the same value and unit are one figure when their labels say the same; the
   same number of something else stays apart. */
zb_harvest *zb_harvest_take(zb_arena *a, const zb_parts *parts);

#endif
