/* Texts through frames. A text begins in a frame that takes blocks and goes on in the frames that follow it; the blocks
   that no frame takes run through the frames without take:, whichever stands on the page. */
#include <stdlib.h>

#include "layout/area.h"

enum { PAGES_MAX = 1000 };

/* A text, and the frame it begins in. */
typedef struct thread {
  zb_flow flow;
  const zb_frame_def *head;
  zb_plan *plan;
  zb_room room;
  bool final;
} thread;

/* A frame on a page; page 0: none. */
typedef struct place {
  const zb_frame_def *frame;
  int page;
} place;

static int most_pages(const zb_run *run)
{
  return run->sheets > 0 ? run->sheets : PAGES_MAX;
}

/* --- frames --------------------------------------------------------------------------------------------------- */

static bool is_open(const zb_frame_def *f)
{
  return f->role == ZB_FRAME_FLOW && f->on != ZB_ON_NEVER && f->ntake == 0 && f->next < 0 && !f->follows;
}

static bool stands_on(const zb_frame_def *f, int number)
{
  return f->page > 0 ? f->page == number : zb_on_page(f->on, number, 0);
}

/* The open frame on page `number`, or NULL; `last`: as if it were the last page. */
static const zb_frame_def *open_frame(const zb_layout *l, int number, bool last)
{
  const zb_frame_def *best = NULL;
  for (size_t i = 0; i < l->nframes; i++) {
    const zb_frame_def *f = &l->frame[i];
    bool here = f->on == ZB_ON_LAST ? last : stands_on(f, number);
    if (is_open(f) && here && (!best || best->on == ZB_ON_ALL || f->on == ZB_ON_LAST || f->page > 0))
      best = f;
  }
  return best;
}

/* What a frame leaves for text inside its padding. */
static zb_rect inner(const zb_run *run, const zb_frame_def *f, zb_rect r)
{
  const zb_boxstyle *s = &f->card;
  if (!s->present)
    return r;
  zb_u left = zb_block_scaled(&run->ctx, s->pad_left), top = zb_block_scaled(&run->ctx, s->pad_top);
  return (zb_rect){.x = r.x + left,
                   .y = r.y + top,
                   .w = r.w - left - zb_block_scaled(&run->ctx, s->pad_right),
                   .h = r.h - top - zb_block_scaled(&run->ctx, s->pad_bottom)};
}

/* The open frame's box on a page: a LAST frame also keeps within the frame the page would have otherwise. */
static zb_rect open_box(const zb_run *run, int number, bool last)
{
  const zb_layout *l = run->in.layout;
  const zb_frame_def *f = open_frame(l, number, false), *end = last ? open_frame(l, number, true) : f;
  zb_rect r = f->box;
  if (end->on == ZB_ON_LAST) {
    zb_u top = zb_u_max(r.y, end->box.y), foot = zb_u_min(r.y + r.h, end->box.y + end->box.h);
    r.y = top;
    r.h = foot - top;
  }
  return inner(run, f, zb_on_media(l, r));
}

/* Does the text of `head` run through frame f? */
static bool belongs(const zb_layout *l, const zb_frame_def *head, const zb_frame_def *f)
{
  if (is_open(head))
    return is_open(f) && f->on != ZB_ON_LAST;
  const zb_frame_def *k = head;
  for (size_t i = 0; i <= l->nframes && k; i++) {
    if (k == f)
      return true;
    k = k->next >= 0 ? &l->frame[k->next] : NULL;
  }
  return false;
}

/* Blocks are set once, in the measure of the first frame: every frame of a text must have it. */
static bool one_measure(const zb_run *run, const zb_frame_def *head)
{
  const zb_layout *l = run->in.layout;
  bool same = true;
  zb_u width = inner(run, head, head->box).w;
  for (size_t i = 0; i < l->nframes; i++) {
    const zb_frame_def *f = &l->frame[i];
    if (!belongs(l, head, f) ||
        (inner(run, f, f->box).w == width && f->columns == head->columns && f->gutter == head->gutter))
      continue;
    zb_diag(run->in.diags, ZB_D_FRAME_MEASURE, f->src, f->id ? f->id : "-", head->id ? head->id : "-", NULL);
    same = false;
  }
  return same;
}

/* The first page after `page` (or on it, if `here`) that the frame stands on; page 0 if there is none. */
static place later(const zb_run *run, const zb_frame_def *f, int page, bool here)
{
  for (int k = here ? page : page + 1; k <= most_pages(run); k++)
    if (stands_on(f, k))
      return (place){.frame = f, .page = k};
  return (place){.frame = f};
}

/* Where a text goes on after a frame that is no open one. */
static place next_place(const zb_run *run, place p)
{
  const zb_layout *l = run->in.layout;
  if (p.frame->next < 0)
    return p.frame->page > 0 ? (place){.page = 0} : later(run, p.frame, p.page, false);
  const zb_frame_def *next = &l->frame[p.frame->next];
  return later(run, next, p.page, next > p.frame);
}

/* --- one frame ------------------------------------------------------------------------------------------------ */

static zb_page_plan *page_of(thread *t, int number)
{
  while ((int)t->plan->page.n < number)
    zb_push(t->flow.run->in.arena, &t->plan->page, (zb_page_plan){0});
  return &t->plan->page.v[number - 1];
}

/* The theme that a break at the cursor cuts in two, or NULL. */
static const zb_theme *theme_cut(const zb_flow *f, const zb_cursor *c)
{
  size_t i = zb_flow_at(c);
  if (i >= f->item.n || f->item.v[i].theme < 0)
    return NULL;
  bool cut = (i == c->item && c->box > 0) || (i > 0 && f->item.v[i - 1].theme == f->item.v[i].theme);
  return cut ? &f->run->in.report->theme[f->item.v[i].theme] : NULL;
}

static zb_vlist jump_line(const zb_flow *f, zb_jump_side side, int page, const zb_cursor *c)
{
  const zb_theme *theme = page > 0 ? theme_cut(f, c) : NULL;
  return theme ? zb_jump_line(f->run, side, page, theme, f->column) : (zb_vlist){0};
}

static zb_u height_of(const zb_vlist *l)
{
  return zb_vlist_sum(l, 0, l->n).height;
}

/* What is put on a page from one frame. */
typedef struct sheet_part {
  zb_area area;
  zb_page_plan page;
  zb_vlist above, below; /* where the text comes from and goes on to */
  int to;                /* page it goes on on; 0 = it must end here */
} sheet_part;

/* Fills the frame; again with a line less when the text goes on on another page. */
static bool fill_part(sheet_part *s, zb_cursor *c)
{
  zb_flow *f = s->area.f;
  zb_cursor start = *c;
  zb_area fresh = s->area;
  s->page = (zb_page_plan){0};
  s->area.page = &s->page;
  bool ended = zb_area_choose(&s->area, c);
  zb_vlist line = ended ? (zb_vlist){0} : jump_line(f, ZB_JUMP_TO, s->to, c);
  s->below = (zb_vlist){0};
  if (line.n == 0)
    return ended;
  s->page = (zb_page_plan){0};
  s->area = fresh;
  s->area.page = &s->page;
  s->area.r.h -= height_of(&line);
  *c = start;
  ended = zb_area_choose(&s->area, c);
  if (!ended && theme_cut(f, c))
    s->below = jump_line(f, ZB_JUMP_TO, s->to, c);
  return ended;
}

static void put_line(sheet_part *s, zb_page_plan *page, const zb_vlist *line, zb_u x, zb_u y)
{
  zb_flow *f = s->area.f;
  if (line->n > 0)
    zb_push(f->run->in.arena, &page->placed,
            (zb_placed){.list = *line, .r = {.x = x, .y = y, .w = f->column, .h = height_of(line)}});
}

/* Adds the part to its page: the frame's ground, the line above, the text with its footnotes, the line below. */
static void put_part(thread *t, sheet_part *s, int number, const zb_frame_def *frame, zb_rect whole)
{
  zb_arena *a = t->flow.run->in.arena;
  zb_page_plan own = {0}, *page = page_of(t, number);
  zb_rect r = s->area.r;
  if (frame->card.present)
    zb_push(a, &own.placed,
            (zb_placed){.card = &frame->card, .card_rect = zb_on_media(t->flow.run->in.layout, frame->box)});
  put_line(s, &own, &s->above, r.x, whole.y);
  zb_area_notes(&s->area);
  for (size_t i = 0; i < s->page.placed.n; i++)
    zb_push(a, &own.placed, s->page.placed.v[i]);
  put_line(s, &own, &s->below, r.x + t->flow.width - t->flow.column, r.y + r.h);
  for (size_t i = 0; i < own.placed.n; i++) {
    own.placed.v[i].frame = frame->card.present && i == 0 ? own.placed.v[i].card_rect : whole;
    own.placed.v[i].order = (int)(frame - t->flow.run->in.layout->frame);
    zb_push(a, &page->placed, own.placed.v[i]);
  }
}

/* Pictures that wait for the next page while the text has gone on to another section. */
static void tell_late(thread *t, const zb_queue *q, const zb_cursor *c)
{
  zb_flow *f = &t->flow;
  for (size_t i = 0; i < q->n && t->final; i++) {
    zb_item *it = &f->item.v[q->item[i]];
    if (it->wanted == ZB_FLOAT_AUTO && !it->late && zb_item_late(f, q->item[i], c)) {
      it->late = true;
      zb_diag(f->run->in.diags, ZB_D_LATE_PICTURE, it->block->src, f->run->in.layout->name, NULL);
    }
  }
}

static void count_part(thread *t, const sheet_part *s, const zb_cursor *c)
{
  const zb_area *p = &s->area;
  t->room.fits = t->room.fits && p->overset.line == 0;
  t->room.have += p->r.h;
  t->room.need += zb_u_min(p->end - p->r.y + p->foot.height, p->r.h);
  if (p->overset.line > 0 && t->final)
    zb_overset_block(t->flow.run, p->overset);
  tell_late(t, &c->waiting, c);
  tell_late(t, &c->wide, c);
}

/* --- the open frames ------------------------------------------------------------------------------------------ */

/* Would the rest end on this page, in this box? */
static bool ends_here(zb_flow *f, zb_cursor c, zb_rect r)
{
  zb_page_plan trial = {0};
  zb_area p = {.f = f, .page = &trial, .r = r};
  return zb_flow_ended(f, &c) || (r.h > 0 && zb_area_fill(&p, &c) && p.overset.line == 0);
}

/* Plans page `number` from *c. True when the text ended on it, and what stands at the end of the last page has its room.
 */
static bool plan_open(thread *t, zb_cursor *c, int number)
{
  zb_run *run = t->flow.run;
  const zb_layout *l = run->in.layout;
  const zb_frame_def *frame = open_frame(l, number, false);
  sheet_part s = {.above = jump_line(&t->flow, ZB_JUMP_FROM, number - 1, c)};
  zb_u above = height_of(&s.above);
  zb_rect last = open_box(run, number, true), r = open_box(run, number, false), whole = r;
  last.y += above;
  last.h -= above;
  r.y += above;
  r.h -= above;
  s.to = number < most_pages(run) && open_frame(l, number + 1, false) ? number + 1 : 0;
  bool is_last = ends_here(&t->flow, *c, last), crowded = !is_last && ends_here(&t->flow, *c, r);
  bool justify = frame->fill == ZB_FILL_JUSTIFY;
  s.area = (zb_area){.f = &t->flow, .r = is_last ? last : r, .justify = justify && !is_last};
  zb_cursor start = *c;
  if (crowded && last.h > 0) /* the imprint would not fit: leave the end of the text for a page with it */
    s.area.r = last;
  bool ended = fill_part(&s, c);
  if (crowded &&
      s.area.overset.line > 0) { /* one high piece: let it stand here, and the imprint on a page of its own */
    s.area = (zb_area){.f = &t->flow, .r = r, .justify = justify};
    *c = start;
    fill_part(&s, c);
  }
  count_part(t, &s, c);
  put_part(t, &s, number, frame, whole);
  return ended && !crowded;
}

/* --- frames that follow each other ---------------------------------------------------------------------------- */

/* Plans one frame from *c; `from`: the page before, 0 = none or the same. */
static bool plan_place(thread *t, zb_cursor *c, place p, int from, place next)
{
  zb_run *run = t->flow.run;
  zb_rect whole = inner(run, p.frame, zb_on_media(run->in.layout, p.frame->box)), r = whole;
  sheet_part s = {.above = jump_line(&t->flow, ZB_JUMP_FROM, from, c), .to = next.page != p.page ? next.page : 0};
  r.y += height_of(&s.above);
  r.h -= height_of(&s.above);
  s.area = (zb_area){.f = &t->flow, .r = r, .justify = p.frame->fill == ZB_FILL_JUSTIFY};
  bool ended = fill_part(&s, c);
  count_part(t, &s, c);
  put_part(t, &s, p.page, p.frame, whole);
  return ended;
}

static bool plan_chain(thread *t, zb_cursor *c, int *pages)
{
  zb_run *run = t->flow.run;
  place p = later(run, t->head, 0, false);
  int from = 0;
  bool ended = false;
  *pages = 1;
  while (!ended && p.page > 0) {
    place next = next_place(run, p);
    ended = plan_place(t, c, p, from, next);
    from = next.page == p.page ? 0 : p.page;
    *pages = p.page;
    p = next;
  }
  return ended;
}

/* --- a text --------------------------------------------------------------------------------------------------- */

/* What is left from *c on, of all. */
static int64_t rest_height(const zb_flow *f, const zb_cursor *c, int64_t *all)
{
  int64_t rest = 0;
  *all = 0;
  for (size_t i = 0; i < f->item.n; i++) {
    const zb_vlist *l = &f->item.v[i].list;
    int64_t h = (int64_t)zb_vlist_sum(l, 0, l->n).height * f->item.v[i].span / f->columns;
    if (f->item.v[i].instead > 0) /* counted as what it stands for */
      continue;
    *all += h;
    rest += i > c->item ? h : i == c->item ? h * (int64_t)(l->n - c->box) / (int64_t)l->n : 0;
  }
  return rest;
}

static void plan_text(thread *t)
{
  zb_run *run = t->flow.run;
  zb_cursor c = {0};
  bool ended = false;
  int pages = 0;
  if (is_open(t->head))
    while (!ended && pages < most_pages(run) && open_frame(run->in.layout, pages + 1, false))
      ended = plan_open(t, &c, ++pages);
  else
    ended = t->flow.item.n == 0 || plan_chain(t, &c, &pages);
  if (ended)
    return;
  int64_t all, rest = rest_height(&t->flow, &c, &all);
  t->room.fits = false;
  t->room.need = all > rest ? t->room.have * all / (all - rest) : t->room.have * 2;
  if (t->final)
    zb_overset_text(run, zb_flow_src(&t->flow, &c), pages);
}

/* Pieces in the order of their frames; those of one frame as they are. */
static void sort_page(zb_page_plan *p)
{
  for (size_t i = 1; i < p->placed.n; i++) {
    zb_placed one = p->placed.v[i];
    size_t k = i;
    for (; k > 0 && p->placed.v[k - 1].order > one.order; k--)
      p->placed.v[k] = p->placed.v[k - 1];
    p->placed.v[k] = one;
  }
}

static void plan_head(zb_run *run, const zb_frame_def *head, zb_plan *plan, bool final, zb_room *room)
{
  if (!one_measure(run, head)) {
    room->fits = false;
    return;
  }
  thread t = {.head = head, .plan = plan, .final = final, .room = {.fits = true}};
  t.flow = zb_flow_text(run, head, inner(run, head, head->box).w);
  plan_text(&t);
  *room = zb_room_join(*room, t.room);
}

zb_room zb_flow_plan(zb_run *run, zb_plan *plan, bool final)
{
  const zb_layout *l = run->in.layout;
  const zb_frame_def *open = open_frame(l, 1, false), *first = zb_frame_first(l);
  zb_room room = {.fits = true};
  if (!first || (is_open(first) && !open)) {
    zb_diag(run->in.diags, ZB_D_NO_FLOW_FRAME, ZB_SRC_NONE, l->name, NULL);
    return (zb_room){0};
  }
  for (size_t i = 0; i < l->nframes; i++)
    if (l->frame[i].role == ZB_FRAME_FLOW && l->frame[i].on != ZB_ON_NEVER && !l->frame[i].follows &&
        !is_open(&l->frame[i]))
      plan_head(run, &l->frame[i], plan, final, &room);
  if (open)
    plan_head(run, open, plan, final, &room);
  for (size_t i = 0; i < plan->page.n; i++)
    sort_page(&plan->page.v[i]);
  return room;
}
