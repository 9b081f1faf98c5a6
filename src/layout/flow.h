/* Running text inside the layout folder: items, the place the text has come to, and one column filled from it. */
#ifndef ZB_LAYOUT_FLOW_H
#define ZB_LAYOUT_FLOW_H

#include "layout/run.h"

/* Where a block may go from its place in the text (in the order of the schema's words). From TOP on it leaves it always. */
typedef enum zb_float {
  ZB_FLOAT_HERE,
  ZB_FLOAT_AUTO, /* waits for the top of the next column when it does not fit */
  ZB_FLOAT_TOP,
  ZB_FLOAT_BOTTOM,
  ZB_FLOAT_PAGE_TOP,
  ZB_FLOAT_PAGE_BOTTOM
} zb_float;

enum { ZB_NO_HEADING = 9 };

/* One run of boxes that belongs together: a block, or a theme's title. */
typedef struct zb_item {
  zb_vlist list;          /* never empty */
  const zb_block *block;  /* NULL: a theme's title */
  int theme;              /* -1: summary */
  zb_float wanted, place; /* by report and layout; on the page being filled */
  int span;               /* columns of its frame that it runs over */
  size_t instead;         /* it is set beside the text after it: stands for so many items that follow */
  bool new_page;          /* starts a page */
  int level;              /* of a heading, 1 to 4; 0: a theme's title; ZB_NO_HEADING: neither */
  int section;            /* level of the heading that it stands under; 0: none but the theme's title */
  bool late;              /* told that it stands behind the heading of another section */
  int64_t *cost;          /* rowbreak.c: of the best breaks from each box on, in columns of cost_limit */
  zb_u cost_limit;
} zb_item;

typedef struct zb_flow {
  zb_run *run;
  ZB_VEC(zb_item) item;
  const zb_tab *tab; /* titles stand on it; NULL: as text */
  int columns;
  zb_u gutter, width, column; /* of the frame and of one column */
  bool moves;                 /* some item leaves its place: floats from TOP on */
  zb_u grid;                  /* lines of the body stand on multiples of it below the top of their area; 0 = anywhere */
  zb_u top;                   /* of the column being filled below that */
  zb_vlist work;              /* room for the boxes of the column being filled */
} zb_flow;

enum { ZB_WAITING_MAX = 8 };

/* Items that wait for a place, first come first. */
typedef struct zb_queue {
  size_t item[ZB_WAITING_MAX];
  size_t n;
} zb_queue;

/* Where the text stands: next box of next item, and the pictures that wait. Plain data, copied so that fills can be
 * tried. */
typedef struct zb_cursor {
  size_t item, box;
  const zb_vbox *head; /* to repeat at the top of the next column, or NULL */
  const zb_vbox *rest; /* what the last column has left of the box, or NULL: all of it */
  zb_queue waiting;    /* for the top of the next column */
  zb_queue wide;       /* over all columns, for the top of the next page; floats of the page */
  zb_queue early;      /* floats that stand on this page already */
} zb_cursor;

/* The footnotes of the page being filled: they stand at the foot of its frame. */
typedef struct zb_foot {
  ZB_VEC(const zb_vnote *) note;
  zb_u height;  /* of their area */
  zb_u reserve; /* kept free for the area even before its notes are placed */
  zb_u room;    /* from the top of the column to the foot of the frame */
} zb_foot;

/* The height a column has above the footnotes; at most `limit`. */
static inline zb_u zb_foot_limit(const zb_foot *f, zb_u limit)
{
  return zb_u_min(limit, f->room - zb_u_max(f->height, f->reserve));
}

bool zb_flow_ended(const zb_flow *f, const zb_cursor *c);
/* Takes the first item out of a queue. */
size_t zb_queue_pop(zb_queue *q);
void zb_queue_push(zb_queue *q, size_t item); /* it must have room */
/* Takes this item out; false if it is not in it. */
bool zb_queue_take(zb_queue *q, size_t item);

/* Would item `waits` stand behind the heading of another section or theme if it stood after item `next`? Does it, where
   the text has come to c? */
bool zb_item_crosses(const zb_flow *f, size_t waits, size_t next);
bool zb_item_late(const zb_flow *f, size_t waits, const zb_cursor *c);

/* column.c: fills one column of height `limit` from *c with items before `stop`; returns the boxes and moves *c.
   `must`: at least one box is taken, so that filling always ends, and *over tells that it does not fit; otherwise
   nothing is taken when no break is allowed inside the column. *foot gets the footnotes that the boxes carry and takes
   their room from the column. */
zb_vlist zb_column_fill(zb_flow *f, zb_cursor *c, size_t stop, zb_u limit, zb_foot *foot, bool must, bool *over);
/* Cost of a break that leaves a hole at the foot (quadratic: a tenth of the height = 200), with the break's own
 * penalty. */
int64_t zb_break_cost(zb_u hole, zb_u height, int penalty);

/* flow.c: one theme as a text of its own, `headed`: with its title; what a frame takes of the report, in a width. */
zb_flow zb_flow_theme(zb_run *run, size_t index, zb_u width, int columns, zb_u gutter, bool headed);
/* The same on the card of a frame, whose tab (or NULL) takes the title. */
zb_flow zb_flow_card(zb_run *run, const zb_frame_def *frame, size_t index, zb_u width, int columns, const zb_tab *tab);
zb_flow zb_flow_text(zb_run *run, const zb_frame_def *frame, zb_u width);

/* rowbreak.c: what the breaks of a table will cost from `box` on if a column of height `limit` begins there; 0 for other
   blocks. */
int64_t zb_rows_cost(zb_flow *f, size_t item, size_t box, zb_u limit);

/* The first item that is not placed yet; f->item.n and more: none. */
size_t zb_flow_at(const zb_cursor *c);
/* The source of what stands at the cursor. */
zb_src zb_flow_src(const zb_flow *f, const zb_cursor *c);

/* Fills one rectangle of a page from the beginning of the text. */
typedef struct zb_filled {
  bool ended;
  zb_u used;           /* height */
  const zb_vbox *next; /* the first box that does not fit, or NULL */
} zb_filled;
zb_filled zb_flow_fill(zb_flow *f, zb_rect r, bool justify, zb_page_plan *page);
/* spread.c: lets what was placed from `first` on reach the foot of r. */
void zb_flow_spread(zb_page_plan *page, size_t first, zb_rect r);

#endif
