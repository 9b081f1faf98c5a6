/* One column being filled, inside the layout folder: what it holds so far, where it may end, and what waits. */
#ifndef ZB_LAYOUT_COLUMN_H
#define ZB_LAYOUT_COLUMN_H

#include "layout/area.h"

typedef struct zb_column {
  zb_vlist list;
  zb_u height, shrink;      /* natural height without the last space; what it can give */
  zb_u space, space_shrink; /* after the last box */
  size_t run;               /* grid: the boxes from here on stand off the grid */
  zb_foot foot;
  zb_queue below; /* floats at the foot of the column */
  zb_u below_height;
} zb_column;

/* A place where the column may end. */
typedef struct zb_ending {
  size_t boxes, notes, below;
  zb_u foot, below_height;
  zb_cursor next;
  int64_t cost;
  bool any;
} zb_ending;

typedef struct zb_filling {
  zb_flow *f;
  size_t stop;
  zb_u limit;
  zb_column k;
  zb_cursor at;
  zb_ending best;
} zb_filling;

/* --- columnbox.c: boxes --------------------------------------------------------------------------------------- */

/* Room for boxes in the column when `b` (or NULL) joins: what its footnotes take is gone. */
zb_u zb_column_room(const zb_filling *g, const zb_column *k, const zb_vbox *b);
bool zb_column_fits(const zb_filling *g, const zb_column *k, const zb_vbox *b);
void zb_column_append(zb_filling *g, zb_column *k, const zb_vbox *b);
/* The head of a table that goes on: its footnotes stand where it stood first. */
void zb_column_repeat(zb_filling *g, zb_column *k, const zb_vbox *head);
/* Adds the footnotes of a box to those of its page. */
void zb_column_note(const zb_filling *g, zb_column *k, const zb_vbox *b);

/* --- columnwait.c: what leaves its place ---------------------------------------------------------------------- */

/* The picture at the cursor waits for the next column when it may: text of its section follows. */
bool zb_column_let_wait(zb_filling *g);
/* Does the item at the cursor begin another section than that of a picture which waits? */
bool zb_column_barred(const zb_filling *g);
/* Puts all boxes of the first waiting picture below what is there; false when they do not fit. */
bool zb_column_place_waiting(zb_filling *g);
/* Takes a float to the foot of this column; false when there is no room above what stands there already. */
bool zb_column_take_below(zb_filling *g, size_t item);
/* A float at the cursor leaves the text. False: it is none, or must stand here. */
bool zb_column_float_away(zb_filling *g);
/* Adds the floats at the foot of the column behind its boxes, pushed down by the glue before them. */
void zb_column_append_below(const zb_filling *g, zb_vlist *list);
/* Past n items. */
void zb_cursor_skip(zb_cursor *c, size_t n);

#endif
