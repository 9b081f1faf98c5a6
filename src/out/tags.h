/* The structure tree of a PDF (ISO 32000-1, 14.7) as an update section. */
#ifndef ZB_OUT_TAGS_H
#define ZB_OUT_TAGS_H

#include "out/logical.h"
#include "out/update.h"

/* A link annotation: its element, its page (0-based) and its object number. Its StructParent is npages + its index. */
typedef struct zb_annot {
  uint32_t elem, page, object;
} zb_annot;

/* The marked-content numbers of a leaf: `count` from `first`. */
typedef struct zb_part {
  uint32_t first, count;
} zb_part;

typedef struct zb_tags {
  const zb_logical *l;
  const zb_part *part;  /* [leaf] */
  const bool *kept;     /* [element]: from zb_tags_kept */
  const uint32_t *page; /* [page]: object numbers */
  const zb_annot *annot;
  size_t nannots;
  uint32_t root; /* object number of the StructTreeRoot, which is replaced */
} zb_tags;

/* Elements worth writing: those with ink below, and cells, which keep a table regular. On the arena. */
bool *zb_tags_kept(zb_arena *a, const zb_logical *l);
/* Puts the root, all elements, the parent tree and the ids of notes. */
void zb_tags_put(zb_arena *a, const zb_tags *t, zb_update *u);
/* Is the structure what PDF/UA-1 asks for: alternative texts, heading levels without a gap? */
bool zb_tags_accessible(const zb_logical *l);

#endif
