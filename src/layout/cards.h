/* Boards inside the layout folder: what cards in columns and cards over the whole width share. */
#ifndef ZB_LAYOUT_CARDS_H
#define ZB_LAYOUT_CARDS_H

#include "layout/summary.h"

typedef struct zb_card {
  const zb_theme *theme;
  zb_vlist list;
  zb_vsum sum; /* of the content */
  zb_u height; /* natural, with padding */
} zb_card;

typedef struct zb_board {
  zb_run *run;
  const zb_frame_def *frame;
  zb_summary summary;
  zb_rect box, more_box; /* on the media; more_box: of the sheets after the first */
  int sheets;
  size_t columns; /* of a sheet */
  bool wide;      /* cards as wide as the sheet: there are fewer than columns */
  zb_card *card;
  size_t ncards;
  size_t *start; /* first card of each column of all sheets, and one more entry */
  zb_u column, pad_x, pad_y, gap;
} zb_board;

/* cards.c: sets the card of a theme. */
zb_card zb_card_make(zb_board *b, const zb_theme *theme, size_t index);
/* ifroom.c: adds to run->more what if-room: names of the themes, a block at a time and each card in turn, as long as
   `fits` finds room for card `index` with it. */
typedef bool (*zb_card_fits)(zb_board *b, size_t index);
void zb_board_fill(zb_board *b, zb_card_fits fits);
/* The room for the content of a card that stands in r. */
zb_rect zb_card_inner(const zb_board *b, zb_rect r);
/* widecards.c: each theme in a card as wide as the sheet, in rows; places them on `page`. */
zb_room zb_wide_cards(zb_board *b, zb_page_plan *page, bool final);

#endif
