/* The vertical list: what a block becomes, and all that flow, balance, copyfit and page breaking see. */
#ifndef ZB_BLOCK_VLIST_H
#define ZB_BLOCK_VLIST_H

#include "base/vec.h"
#include "dl/dl.h"

typedef enum zb_vkind { ZB_V_LINE, ZB_V_ROW, ZB_V_PICTURE, ZB_V_CARD, ZB_V_RULE } zb_vkind;

enum { ZB_BREAK_FORBID = 10000, ZB_BREAK_FORCE = -10000 };

typedef struct zb_vbox zb_vbox;
typedef struct zb_vnote zb_vnote; /* a footnote as boxes: below */

/* A box and the glue after it. Lengths in zb_u. */
struct zb_vbox {
  zb_vkind kind;
  zb_u height;                             /* natural, the whole box */
  zb_u baseline;                           /* of its first line below its top (for baseline alignment); 0 = none */
  zb_u stretch, shrink;                    /* the box's own: charts and photos give and take */
  zb_u space, space_stretch, space_shrink; /* glue after, dropped at a break */
  int penalty;                             /* of a break after this box */
  bool discard_top;                        /* rules and pure space vanish at the top of a column */
  const zb_vbox *head;                     /* box to repeat at the top after a break here: table heads; or NULL */
  const zb_vbox *under;                    /* box put below it when a break follows: carried sums; or NULL */
  /* Boxes that may be cut where a column ends (folded tables), or NULL: a box of at most `room` with the beginning, on the
     arena, and the *rest; NULL when there is not enough room to begin. */
  const zb_vbox *(*cut)(const zb_vbox *box, zb_arena *a, zb_u room, const zb_vbox **rest);
  const zb_mark *mark; /* elements around the box, outermost first; neighbours that share nodes share elements */
  size_t nmarks;
  const zb_vnote *const *note; /* footnotes called in the box: they stand at the foot of its page */
  size_t nnotes;
  /* Draws at the final place: r.w is the measure, r.h the final height. */
  void (*draw)(const zb_vbox *box, zb_dl_page *page, zb_rect r);
  void *data;
  zb_src src;
};

typedef ZB_VEC(zb_vbox) zb_vlist;

/* A footnote: its lines, and their height with the glue after the last. */
struct zb_vnote {
  zb_vlist list;
  zb_u height;
};

/* First box of [from, to) that is not discarded at the top of a column (to if all are). Sum and draw do not discard:
   whoever breaks a list starts the next part here, and then asks for zb_vlist_head of the break before it. */
size_t zb_vlist_skip(const zb_vlist *l, size_t from, size_t to);
/* The box that sum and draw repeat above box `from` when a part starts there (the head of a broken table), or NULL. */
const zb_vbox *zb_vlist_head(const zb_vlist *l, size_t from);

/* The box that sum and draw put below box `to` - 1 when the list goes on behind it, or NULL. */
const zb_vbox *zb_vlist_under(const zb_vlist *l, size_t to);

/* Natural height and totals of boxes [from, to): the glue after the last left out, a repeated head with its glue
   counted. Totals are clamped to int32. */
typedef struct zb_vsum {
  zb_u height, stretch, shrink;
} zb_vsum;
zb_vsum zb_vlist_sum(const zb_vlist *l, size_t from, size_t to);

/* Draws boxes [from, to) downwards from r.y with the flexibility spent so that they fill r.h exactly (if r.h is not
   their natural height): every stretch (or shrink) takes its share of the difference, to the last unit. Nothing shrinks
   below its shrink; a list without stretch stays at its natural height at the top. A table continued here repeats its
   head first (zb_vlist_head). Opens and closes the marks, sharing common prefixes (equal, non-zero nodes). `outer`
   marks are put around all; an empty range draws nothing. */
void zb_vlist_draw(const zb_vlist *l, size_t from, size_t to, zb_dl_page *page, zb_rect r, const zb_mark *outer,
                   size_t nouter);

#endif
