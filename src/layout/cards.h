/* Boards inside the layout folder: what cards in columns and cards over the whole width share. */
#ifndef ZB_LAYOUT_CARDS_H
#define ZB_LAYOUT_CARDS_H

#include "layout/summary.h"

typedef struct zb_card {
  const zb_theme *theme;
  zb_vlist list;
  zb_vsum sum;   /* of the content */
  zb_u height;   /* natural, with padding */
  unsigned open; /* ZB_OPEN_*: where it goes on in another column */
} zb_card;

typedef struct zb_board {
  zb_run *run;
  const zb_frame_def *frame;
  zb_summary summary;
  zb_rect box, more_box; /* on the media; more_box: of the sheets after the first */
  int sheets;
  size_t columns; /* of a sheet */
  zb_card *head;  /* the first cards, of themes that span all columns: above the others on the first sheet */
  size_t nheads;
  zb_rect head_box;
  bool wide;            /* cards as wide as the sheet: there are fewer than columns */
  bool broken;          /* `card` holds the parts of cards that break over columns */
  const zb_tab *tab;    /* or NULL */
  const zb_theme *left; /* broken: the first of which something found no room, and what; or NULL */
  zb_src left_src;
  zb_card *card;
  size_t ncards;
  size_t *start; /* first card of each column of all sheets, and one more entry */
  zb_u column, pad_x, pad_y, gap;
} zb_board;

/* Height of a column, counted over all sheets. */
static inline zb_u zb_column_height(const zb_board *b, size_t column)
{
  return column < b->columns ? b->box.h : b->more_box.h;
}

/* Index of a card's theme. */
static inline size_t zb_card_index(const zb_board *b, const zb_theme *theme)
{
  return (size_t)(theme - b->run->in.report->theme);
}

/* cards.c: sets the card of a theme. */
zb_card zb_card_make(zb_board *b, const zb_theme *theme, size_t index);
/* ifroom.c: adds to run->more what if-room: names of the themes, a block at a time and each card in turn, as long as
   `fits` finds room for card `index` with it. */
typedef bool (*zb_card_fits)(zb_board *b, size_t index);
void zb_board_fill(zb_board *b, zb_card_fits fits);
/* The room for the content of a card that stands in r. */
zb_rect zb_card_inner(const zb_board *b, zb_rect r);
/* breakcards.c: lets the cards run through the columns of all sheets like text; `card` and `start` become those of their
   parts. Returns how full the columns are, in 1/1000; more than 1000: something is left over. */
int64_t zb_cards_break(zb_board *b);
/* widecards.c: each theme in a card as wide as the sheet, in rows; places them on `page`. */
/* The cards of b->head, as wide as the sheet, from the top of b->head_box; returns where the others begin below it. page
   NULL: only measures. */
zb_u zb_wide_heads(zb_board *b, zb_page_plan *page);
zb_room zb_wide_cards(zb_board *b, zb_page_plan *page, bool final);
/* Do the cards, as they would be set now, fit together? A zb_card_fits. */
bool zb_wide_room(zb_board *b, size_t index);

#endif
