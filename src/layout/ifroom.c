/* Blocks that a board takes where its cards leave room: when the size of the type is chosen, the fullest column decides
   it; the others are filled with what the layout names under if-room. */
#include "layout/cards.h"

/* What is left to try for one card: what did not fit once will not fit later, for cards only become fuller. */
typedef struct offer {
  zb_block_list block;
  size_t next;
} offer;

/* Adds the next block that fits; false if none does. */
static bool add_one(zb_board *b, size_t index, offer *o, zb_card_fits fits)
{
  zb_run *run = b->run;
  while (o->next < o->block.n) {
    zb_push(run->in.arena, &run->more, o->block.v[o->next++]);
    if (fits(b, index))
      return true;
    run->more.n--;
  }
  return false;
}

void zb_board_fill(zb_board *b, zb_card_fits fits)
{
  offer *o = zb_newn(b->run->in.arena, offer, b->ncards);
  for (size_t i = 0; i < b->ncards; i++)
    zb_take_more(b->run, b->card[i].theme, &o[i].block);
  for (bool any = true; any;) {
    any = false;
    for (size_t i = 0; i < b->ncards; i++)
      any = add_one(b, i, &o[i], fits) || any;
  }
}
