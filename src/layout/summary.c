/* The summary in a frame of its own. Headline numbers do not shrink with the cards; they grow with them as far as their
   frame allows. */
#include "layout/summary.h"

/* Sets the blocks; returns the least height they need. */
static zb_u set(zb_summary *s, zb_block_ctx *c, const zb_block_list *blocks)
{
  s->list = (zb_vlist){0};
  zb_notes_reset(c->notes);
  zb_notes_place(c, s->box.w);
  zb_block_sequence(c, blocks->v, blocks->n, s->box.w, &s->list);
  zb_notes_close(c, &s->list);
  zb_vsum sum = zb_vlist_sum(&s->list, 0, s->list.n);
  return sum.height - sum.shrink;
}

zb_summary zb_summary_set(zb_run *run)
{
  enum { LEAST = 850, STEP = 50 };
  zb_summary s = {.frame = zb_frame_of(run->in.layout, ZB_FRAME_SUMMARY)};
  zb_block_list blocks = *zb_take_from(run, -1);
  if (!s.frame) {
    if (blocks.n > 0)
      zb_diag(run->in.diags, ZB_D_NO_SUMMARY_FRAME, blocks.v[0]->src, run->in.layout->name, NULL);
    return s;
  }
  s.box = zb_on_media(run->in.layout, s.frame->box);
  zb_block_ctx c = run->ctx;
  c.fit = (zb_fit){.body = c.fit.body > 0 ? zb_u_max(c.fit.body, zb_layout_style(c.layout, "body")->size * 7 / 8) : 0};
  c.scale = s.frame->type_scale;
  while (set(&s, &c, &blocks) > s.box.h && c.fit.body > 0 && c.scale > LEAST)
    c.scale -= STEP;
  return s;
}

bool zb_summary_fits(const zb_summary *s)
{
  zb_vsum sum = zb_vlist_sum(&s->list, 0, s->list.n);
  return s->list.n == 0 || sum.height - sum.shrink <= s->box.h;
}

void zb_summary_lend(zb_summary *s, zb_rect *r)
{
  if (!s->frame || r->y < s->box.y)
    return;
  zb_u foot = r->y + r->h, spare = s->box.h - zb_vlist_sum(&s->list, 0, s->list.n).height;
  if (s->list.n == 0) {
    r->y = s->box.y;
  } else if (spare > 0 && r->y >= s->box.y + s->box.h) {
    r->y -= spare;
    s->box.h -= spare;
  }
  r->h = foot - r->y;
}

void zb_summary_place(zb_run *run, const zb_summary *s, zb_page_plan *page)
{
  if (s->list.n == 0)
    return;
  if (!zb_summary_fits(s))
    zb_diag(run->in.diags, ZB_D_OVERSET_SUMMARY, s->list.v[0].src, run->in.layout->name, NULL);
  zb_rect r = s->box;
  if (s->frame->fill == ZB_FILL_TOP)
    r.h = zb_u_min(r.h, zb_vlist_sum(&s->list, 0, s->list.n).height);
  const zb_boxstyle *card = s->frame->card.present ? &s->frame->card : NULL;
  zb_push(run->in.arena, &page->placed,
          (zb_placed){.list = s->list, .r = r, .card = card, .card_rect = s->box, .frame = s->box});
}
