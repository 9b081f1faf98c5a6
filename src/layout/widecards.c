/* Boards with fewer themes than columns: each theme in a card of the whole width, its text in columns inside. */
#include "layout/cards.h"
#include "layout/flow.h"

/* One card and what it needs. */
typedef struct wide {
  zb_flow flow;
  zb_u height; /* natural, with padding */
} wide;

enum { STRETCH = 4 }; /* a card that grows by more than this part of its height has holes */

/* As many columns as there is something to put into: a paragraph fills any number, a picture one. */
static zb_flow flow_of(const zb_board *b, size_t theme)
{
  zb_u width = b->box.w - b->pad_x;
  zb_flow f = zb_flow_card(b->run, b->frame, theme, width, (int)b->columns, b->tab);
  size_t pieces = 0;
  for (size_t i = 0; i < f.item.n; i++)
    pieces += f.item.v[i].span > 1 || f.item.v[i].instead > 0 || !f.item.v[i].block ? 0 : (f.item.v[i].list.n + 1) / 2;
  return pieces >= b->columns ? f : zb_flow_card(b->run, b->frame, theme, width, pieces > 1 ? (int)pieces : 1, b->tab);
}

static zb_u needed(const zb_board *b, wide *w, zb_u width)
{
  enum { FAR = ZB_MM(20000) };
  zb_page_plan trial = {0};
  zb_filled got = zb_flow_fill(&w->flow, (zb_rect){.w = width - b->pad_x, .h = FAR}, false, &trial);
  return got.used + b->pad_y;
}

/* What little there is on a high card stands about its optical middle: how far below the top. */
static zb_u below_top(const zb_board *b, const zb_page_plan *page, size_t first, zb_rect inner)
{
  zb_u foot = inner.y, line = zb_block_style(&b->run->ctx, "body").leading;
  for (size_t i = first; i < page->placed.n; i++)
    foot = zb_u_max(foot, page->placed.v[i].r.y + page->placed.v[i].r.h);
  zb_u left = inner.y + inner.h - foot;
  return left > 3 * line ? left * 2 / 5 : 0;
}

static void place(const zb_board *b, wide *w, zb_page_plan *page, zb_rect r, const zb_theme *theme)
{
  const zb_boxstyle *s = &b->frame->card;
  zb_rect inner = zb_card_inner(b, r);
  bool justify = b->frame->fill == ZB_FILL_JUSTIFY;
  if (s->present)
    zb_push(b->run->in.arena, &page->placed, (zb_placed){.card = s, .card_rect = r, .frame = r});
  size_t first = page->placed.n;
  zb_filled got = zb_flow_fill(&w->flow, inner, justify, page);
  if (justify && got.ended)
    zb_flow_spread(page, first, inner);
  zb_u down = justify && got.ended ? below_top(b, page, first, inner) : 0;
  for (size_t i = first; i < page->placed.n; i++) {
    page->placed.v[i].frame = r;
    page->placed.v[i].r.y += down;
  }
  if (!got.ended && got.next)
    zb_overset_card(b->run, theme, got.next->src);
}

zb_u zb_wide_heads(zb_board *b, zb_page_plan *page)
{
  zb_u y = b->head_box.y;
  for (size_t i = 0; i < b->nheads; i++) {
    const zb_theme *theme = b->head[i].theme;
    wide w = {.flow = flow_of(b, zb_card_index(b, theme))};
    w.height = needed(b, &w, b->head_box.w);
    if (page)
      place(b, &w, page, (zb_rect){.x = b->head_box.x, .y = y, .w = b->head_box.w, .h = w.height}, theme);
    y += w.height + b->gap;
  }
  return y;
}

/* The height that the cards need, with the gaps between them. */
static int64_t set_all(zb_board *b, wide *w)
{
  int64_t need = (int64_t)(b->ncards - 1) * b->gap;
  for (size_t i = 0; i < b->ncards; i++) {
    w[i].flow = flow_of(b, zb_card_index(b, b->card[i].theme));
    w[i].height = needed(b, &w[i], b->box.w);
    need += w[i].height;
  }
  return need;
}

bool zb_wide_room(zb_board *b, size_t index)
{
  (void)index;
  return set_all(b, zb_newn(b->run->in.arena, wide, b->ncards)) <= b->box.h;
}

zb_room zb_wide_cards(zb_board *b, zb_page_plan *page, bool final)
{
  zb_run *run = b->run;
  wide *w = zb_newn(run->in.arena, wide, b->ncards);
  zb_room room = {.have = b->box.h, .need = set_all(b, w)};
  room.fits = room.need <= room.have;
  room.stuck = !room.fits; /* it is one sheet */
  if (!final)
    return room;
  zb_u y = b->box.y, slack = b->box.h - (zb_u)room.need, most = (zb_u)room.need / STRETCH;
  zb_u line = zb_block_style(&run->ctx, "body").leading;
  if (slack - most > line * 3 / 2 && b->frame->fill == ZB_FILL_JUSTIFY)
    zb_diag(run->in.diags, ZB_D_UNDERFULL_COLUMN, b->card[b->ncards - 1].theme->src, "1",
            zb_arena_printf(run->in.arena, "%d", (int)((slack - most) / line)), NULL);
  for (size_t i = 0; i < b->ncards; i++) {
    zb_u h = w[i].height + (b->frame->fill == ZB_FILL_JUSTIFY || slack < 0
                                ? zb_u_muldiv(slack, w[i].height, (int64_t)b->box.h - slack)
                                : 0);
    place(b, &w[i], page, (zb_rect){.x = b->box.x, .y = y, .w = b->box.w, .h = h}, b->card[i].theme);
    y += h + b->gap;
  }
  return room;
}
