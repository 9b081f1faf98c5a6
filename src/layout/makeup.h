/* Newspaper make-up inside the layout folder: stories in rectangles, and the cuts of a page into them. */
#ifndef ZB_LAYOUT_MAKEUP_H
#define ZB_LAYOUT_MAKEUP_H

#include "layout/flow.h"

/* A story set in a width: its head above the text or, upright (竖题), in a strip at the right edge. */
typedef struct zb_story {
  size_t theme;
  zb_flow flow;                  /* the text; with the head in it unless that is upright */
  const struct zb_upright *head; /* NULL: above the text */
  zb_u strip;                    /* width of an upright head with the space beside it */
  zb_u height;                   /* natural */
  bool ended;                    /* all of it can be set in this width */
} zb_story;

/* story.c: sets a theme in `columns` columns, or in one when it has no text. */
zb_story zb_story_set(zb_run *run, size_t theme, zb_u width, int columns, zb_u gutter);
/* The same with its head upright; false if the head is longer than the story is high, or the story not high and narrow
   enough. */
bool zb_story_upright(zb_run *run, size_t theme, zb_u width, int columns, zb_u gutter, zb_story *out);
/* Places it in r: what is below its foot is spread. */
zb_filled zb_story_place(zb_story *s, zb_rect r, zb_page_plan *page);

/* --- cuts.c: the page cut into rectangles ------------------------------------------------------------------------- */

typedef enum zb_cut { ZB_CUT_NONE, ZB_CUT_ACROSS, ZB_CUT_DOWN } zb_cut;

/* The best make-up of a run of stories over some columns. */
typedef struct zb_makeup_piece {
  zb_u height;
  int64_t cost; /* in square points */
  zb_cut how;
  size_t split; /* first story of the second part */
  int columns;  /* ZB_CUT_DOWN: of the first part */
  bool upright; /* one story, its head upright */
} zb_makeup_piece;

enum { ZB_STORIES_MAX = 200, ZB_STORY_COLUMNS_MAX = 16 };

/* All stories in all widths, and the best cuts of every run of them. */
typedef struct zb_makeup {
  zb_run *run;
  const zb_frame_def *frame;
  zb_rect box; /* of the first page */
  zb_u column, gap;
  size_t n;
  int columns;
  zb_story *story, *upright; /* n * (columns + 1), by story and width */
  zb_makeup_piece *piece;    /* (n + 1) * (n + 1) * (columns + 1) */
} zb_makeup;

/* Sets every story in every width and finds the best cuts. run, frame, box and n are given. */
void zb_makeup_search(zb_makeup *m);
/* Of stories [i, j) over w columns. */
const zb_makeup_piece *zb_makeup_at(const zb_makeup *m, size_t i, size_t j, int w);
/* The story as its piece has it. */
zb_story *zb_makeup_story(const zb_makeup *m, size_t story, int w);
zb_u zb_makeup_width(const zb_makeup *m, int columns);
/* What a box around the story takes of its width (or height); 0 = it has none. */
zb_u zb_makeup_pad(const zb_makeup *m, size_t story, bool across);
/* False: a story of the piece cannot be set in its width. */
bool zb_makeup_possible(const zb_makeup_piece *p);

#endif
