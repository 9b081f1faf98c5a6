/* Cards that break: where they do not fit as wholes they run through the columns of all sheets like text; each part has
   a card of its own, open where it goes on, and its title again. */
#include "layout/cards.h"
#include "layout/flow.h"

/* The texts of the cards, and what has been cut off them. */
typedef struct breaking {
  zb_board *b;
  size_t ncards;
  zb_flow *flow;
  zb_vlist *again; /* the titles where they go on */
  bool alone;      /* each card begins a sheet */
  ZB_VEC(zb_card) part;
  const zb_card *whole;
  bool over; /* something is higher than a column */
} breaking;

/* The tab of a part that goes on: an open edge has no round corners. */
static const zb_tab *tab_again(const zb_board *b)
{
  if (!b->tab || b->frame->card.breaks == ZB_CARD_CLONE)
    return b->tab;
  zb_tab *t = zb_arena_memdup(b->run->in.arena, b->tab, sizeof *t);
  t->corner = 0;
  return t;
}

static breaking prepare(zb_board *b)
{
  zb_run *run = b->run;
  zb_u measure = b->column - b->pad_x;
  breaking g = {.b = b, .ncards = b->ncards, .whole = b->card};
  g.alone = run->in.layout->theme_page || b->frame->each_theme;
  g.flow = zb_newn(run->in.arena, zb_flow, b->ncards);
  const zb_tab *again = tab_again(b);
  g.again = zb_newn(run->in.arena, zb_vlist, b->ncards);
  for (size_t i = 0; i < b->ncards; i++) {
    const zb_theme *theme = b->card[i].theme;
    size_t index = zb_card_index(b, theme);
    zb_block_ctx c = run->ctx;
    g.flow[i] = zb_flow_card(run, b->frame, index, measure, 1, b->tab);
    zb_theme_again(&c, theme, index, &b->frame->card, again, measure, &g.again[i]);
  }
  return g;
}

static bool at_start(const zb_cursor *c)
{
  return c->item == 0 && c->box == 0 && c->waiting.n == 0;
}

static void append(zb_arena *a, zb_vlist *to, const zb_vlist *from)
{
  for (size_t i = 0; i < from->n; i++)
    zb_push(a, to, from->v[i]);
}

/* Cuts the next part of card i, at most `room` high without padding. False: nothing of it fits. */
static bool cut_part(breaking *g, size_t i, zb_cursor *c, zb_u room, bool top, zb_card *out)
{
  zb_run *run = g->b->run;
  zb_arena *a = run->in.arena;
  zb_flow *f = &g->flow[i];
  zb_block_ctx ctx = run->ctx;
  bool first = at_start(c), over = false;
  *out = (zb_card){.theme = g->whole[i].theme, .open = first ? 0 : ZB_OPEN_TOP};
  if (!first)
    append(a, &out->list, &g->again[i]);
  zb_u head = 0;
  for (size_t k = 0; k < out->list.n; k++)
    head += out->list.v[k].height + out->list.v[k].space;
  zb_foot foot = {.room = room - head};
  if (room - head <= 0 && !top)
    return false;
  zb_vlist text = zb_column_fill(f, c, f->item.n, room - head, &foot, top, &over);
  g->over = g->over || over;
  if (text.n == 0)
    return false;
  append(a, &out->list, &text);
  zb_notes_area(&ctx, foot.note.v, foot.note.n, &out->list);
  if (!zb_flow_ended(f, c))
    out->open |= ZB_OPEN_FOOT;
  out->sum = zb_vlist_sum(&out->list, 0, out->list.n);
  out->height = out->sum.height + g->b->pad_y;
  return true;
}

/* Fills every column up to `permille` of its height. True when all cards found room. */
static bool fill_columns(breaking *g, int64_t permille)
{
  zb_board *b = g->b;
  size_t most = b->columns * (size_t)b->sheets, i = 0;
  zb_cursor c = {0};
  g->part.n = 0;
  g->over = false;
  for (size_t k = 0; k < most; k++) {
    zb_u y = 0, limit = (zb_u)(zb_column_height(b, k) * permille / 1000);
    b->start[k] = g->part.n;
    while (i < g->ncards && !(g->alone && y > 0 && at_start(&c))) {
      zb_card part;
      zb_u gap = y > 0 ? b->gap : 0;
      if (!cut_part(g, i, &c, limit - y - gap - b->pad_y, y == 0, &part))
        break;
      zb_push(b->run->in.arena, &g->part, part);
      y += gap + part.height;
      if (part.open & ZB_OPEN_FOOT)
        break;
      i++;
      c = (zb_cursor){0};
    }
  }
  for (size_t k = most; k <= most + 1; k++)
    b->start[k] = g->part.n;
  b->left = i < g->ncards ? g->whole[i].theme : NULL;
  if (b->left)
    b->left_src = zb_flow_src(&g->flow[i], &c);
  return i == g->ncards && !g->over;
}

/* How full the columns would have to be, roughly: they are full, and something is left. */
static int64_t too_full(const breaking *g)
{
  int64_t need = 0, have = 0;
  for (size_t i = 0; i < g->ncards; i++)
    need += g->whole[i].height;
  for (size_t k = 0; k < g->b->columns * (size_t)g->b->sheets; k++)
    have += zb_column_height(g->b, k);
  int64_t part = have > 0 ? need * 1000 / have : 0;
  return part > 1000 ? part : 1050;
}

int64_t zb_cards_break(zb_board *b)
{
  breaking g = prepare(b);
  int64_t lo = 0, hi = 1000;
  bool fits = fill_columns(&g, hi);
  while (fits && hi - lo > 1) {
    int64_t mid = lo + (hi - lo) / 2;
    if (fill_columns(&g, mid))
      hi = mid;
    else
      lo = mid;
  }
  fill_columns(&g, hi);
  b->card = g.part.v;
  b->ncards = g.part.n;
  return fits ? hi : too_full(&g);
}
