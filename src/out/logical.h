/* The logical structure of a display list: elements merged over columns and pages, and the leaves of ink they own. The
   PDF's structure tree and the plain text are both written from it. */
#ifndef ZB_OUT_LOGICAL_H
#define ZB_OUT_LOGICAL_H

#include "base/vec.h"
#include "dl/dl.h"

#define ZB_NO_ELEM UINT32_MAX

/* A child of an element, in reading order: another element, or a leaf. */
typedef struct zb_kid {
  bool is_leaf;
  uint32_t index;
} zb_kid;

typedef struct zb_elem {
  zb_dl_role role;
  const zb_mark *mark; /* of its first BEGIN; NULL for the root and for implied elements */
  const zb_dl_op *begin;
  const char *lang; /* only where it differs from the parent's */
  uint32_t parent;  /* ZB_NO_ELEM for the root */
  uint32_t page;    /* 0-based, of the first BEGIN */
  ZB_VEC(zb_kid) kid;
} zb_elem;

/* A maximal sequence of ink on one page with one owner. */
typedef struct zb_leaf {
  uint32_t page, first, last; /* operations, inclusive; those of this leaf have zb_logical.leaf_of == its index + 1 */
  uint32_t elem;              /* ZB_NO_ELEM: artifact */
} zb_leaf;

/* A BEGIN that links or can be linked to, and the element it opened or continued (ZB_NO_ELEM inside artifacts). */
typedef struct zb_open {
  uint32_t page, op, elem;
} zb_open;

typedef struct zb_logical {
  zb_arena *arena; /* it lies on */
  const zb_dl *dl;
  ZB_VEC(zb_elem) elem; /* elem.v[0] is the document */
  ZB_VEC(zb_leaf) leaf; /* in order of painting */
  ZB_VEC(zb_open) open; /* in list order */
  uint32_t **leaf_of;   /* [page][op]: leaf index + 1; 0 = no ink */
  uint32_t *ncontent;   /* [page]: content leaves */
} zb_logical;

/* What of the structure stays in memory (zb_arena_spill); that of a long document lies in a file. */
enum { ZB_LOGICAL_KEEP = 4 * 1024 * 1024 };

/* Builds the structure on the arena. Spans without a link and without a language of their own are merged into the
   element around them; fills and strokes outside figures are artifacts unless they carry a datum. */
zb_logical *zb_logical_new(zb_arena *a, const zb_dl *dl);
/* Does the element or anything below it own ink? */
bool zb_logical_has_ink(const zb_logical *l, uint32_t elem);
/* The text of all glyph runs below an element, in reading order, on the arena. */
char *zb_logical_text(zb_arena *a, const zb_logical *l, uint32_t elem);

#endif
