/* Newspaper make-up: stories as rectangles on the column grid (cuts.c), shared out over pages. Stories stay whole; when
   that leaves no make-up, one goes on from page to page, （下转第N版） below its first part and （上接第N版） above the
   rest. */
#include "layout/area.h"
#include "layout/makeup.h"

#include "layout/summary.h"

typedef struct pages {
  zb_makeup m;
  zb_summary summary;
  int n;
  zb_rect *box;  /* of each page */
  size_t *start; /* first story of each page, and one more entry */
  zb_boxstyle *rule;
} pages;

/* --- placing ------------------------------------------------------------------------------------------------------ */

typedef struct placing {
  pages *all;
  zb_page_plan *page;
  zb_rect box;
  bool overset; /* reported once */
} placing;

static const zb_theme *theme_of(const placing *p, size_t story)
{
  return &p->all->m.run->in.report->theme[story];
}

static void place_rule(placing *p, zb_rect r)
{
  zb_push(p->all->m.run->in.arena, &p->page->placed,
          (zb_placed){.card = p->all->rule, .card_rect = r, .frame = p->box});
}

/* White below the text of a story that no gap takes up. */
static void check_hole(const placing *p, size_t story, size_t first, zb_rect inner)
{
  zb_run *run = p->all->m.run;
  zb_u foot = inner.y, line = zb_block_style(&run->ctx, "body").leading;
  for (size_t i = first; i < p->page->placed.n; i++)
    if (p->page->placed.v[i].list.n > 0)
      foot = zb_u_max(foot, p->page->placed.v[i].r.y + p->page->placed.v[i].r.h);
  zb_u hole = inner.y + inner.h - foot;
  if (hole > line * 3 / 2)
    zb_diag(run->in.diags, ZB_D_WHITE_BELOW, theme_of(p, story)->src,
            zb_arena_printf(run->in.arena, "%d", (int)(hole / line)), run->in.layout->name, NULL);
}

/* A box around the story, if it has one; returns the room inside. */
static zb_rect place_box(placing *p, size_t story, zb_rect r)
{
  const zb_makeup *m = &p->all->m;
  const zb_boxstyle *c = &m->frame->card;
  if (zb_makeup_pad(m, story, true) == 0)
    return r;
  zb_push(m->run->in.arena, &p->page->placed, (zb_placed){.card = c, .card_rect = r, .frame = r});
  return (zb_rect){.x = r.x + zb_block_scaled(&m->run->ctx, c->pad_left),
                   .y = r.y + zb_block_scaled(&m->run->ctx, c->pad_top),
                   .w = r.w - zb_makeup_pad(m, story, true),
                   .h = r.h - zb_makeup_pad(m, story, false)};
}

static void place_story(placing *p, size_t story, int w, zb_rect r)
{
  zb_rect inner = place_box(p, story, r);
  size_t first = p->page->placed.n;
  zb_story *s = zb_makeup_story(&p->all->m, story, w);
  zb_filled got = zb_story_place(s, inner, p->page);
  check_hole(p, story, s->head ? first + 1 : first, inner);
  for (size_t i = first; i < p->page->placed.n; i++)
    p->page->placed.v[i].frame = r;
  if (!got.ended && got.next && !p->overset) {
    p->overset = true;
    zb_overset_card(p->all->m.run, theme_of(p, story), got.next->src);
  }
}

static void place_run(placing *p, size_t i, size_t j, int w, zb_rect r)
{
  const zb_makeup *m = &p->all->m;
  if (j == i + 1) {
    place_story(p, i, w, r);
    return;
  }
  const zb_makeup_piece *all = zb_makeup_at(m, i, j, w);
  enum { RULE = ZB_UNIT / 4 };
  if (all->how == ZB_CUT_ACROSS) {
    const zb_makeup_piece *top = zb_makeup_at(m, i, all->split, w), *foot = zb_makeup_at(m, all->split, j, w);
    zb_u room = r.h - m->gap, h = zb_u_muldiv(room, top->height, (int64_t)top->height + foot->height);
    place_run(p, i, all->split, w, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = h});
    place_rule(p, (zb_rect){.x = r.x, .y = r.y + h + m->gap / 2, .w = r.w, .h = RULE});
    place_run(p, all->split, j, w, (zb_rect){.x = r.x, .y = r.y + h + m->gap, .w = r.w, .h = room - h});
  } else {
    zb_u left = zb_makeup_width(m, all->columns), x = r.x + left + m->frame->gutter;
    place_run(p, i, all->split, all->columns, (zb_rect){.x = r.x, .y = r.y, .w = left, .h = r.h});
    place_rule(p, (zb_rect){.x = x - m->frame->gutter / 2, .y = r.y, .w = RULE, .h = r.h});
    place_run(p, all->split, j, w - all->columns, (zb_rect){.x = x, .y = r.y, .w = r.x + r.w - x, .h = r.h});
  }
}

static zb_boxstyle *rule_style(zb_run *run)
{
  zb_boxstyle *b = zb_new(run->in.arena, zb_boxstyle);
  b->present = true;
  b->fill = zb_paint_solid(zb_layout_color(run->in.layout, "rule", ZB_RGB(0xCFC6BF)));
  return b;
}

/* --- stories that stay whole -------------------------------------------------------------------------------------- */

/* The frame of stories on a page, or NULL. */
static const zb_frame_def *frame_on(const zb_layout *l, int number)
{
  const zb_frame_def *best = NULL;
  for (size_t i = 0; i < l->nframes; i++) {
    const zb_frame_def *f = &l->frame[i];
    if (f->role == ZB_FRAME_STORIES && zb_on_page(f->on, number, 0) && (!best || best->on == ZB_ON_ALL))
      best = f;
  }
  return best;
}

/* The room for stories on a page; on the first with what the summary leaves. */
static zb_rect box_on(pages *p, int number)
{
  const zb_layout *l = p->m.run->in.layout;
  const zb_frame_def *f = frame_on(l, number);
  zb_rect r = zb_on_media(l, f ? f->box : p->m.frame->box);
  if (number == 1)
    zb_summary_lend(&p->summary, &r);
  return r;
}

/* How many pages the stories need when each is filled up to `part` (1/1000) of its height; sets start[]. */
static int pages_needed(pages *p, int64_t part)
{
  const zb_makeup *m = &p->m;
  int used = 0;
  for (size_t i = 0; i < m->n; used++) {
    if (used == p->n)
      return p->n + 1;
    zb_u most = zb_u_muldiv(p->box[used].h, part, 1000);
    size_t j = i + 1;
    if (zb_makeup_at(m, i, j, m->columns)->height > most)
      return p->n + 1;
    while (j < m->n && zb_makeup_at(m, i, j + 1, m->columns)->height <= most)
      j++;
    p->start[used] = i;
    i = j;
  }
  for (int k = used; k <= p->n; k++)
    p->start[k] = m->n;
  return used;
}

/* Spreads the stories so that the fullest page is as empty as possible; returns how full it is, in 1/1000. */
static int64_t spread(pages *p)
{
  enum { MOST = 100000 };
  int64_t lo = 0, hi = MOST;
  while (hi - lo > 1) {
    int64_t mid = lo + (hi - lo) / 2;
    if (pages_needed(p, mid) <= p->n)
      hi = mid;
    else
      lo = mid;
  }
  pages_needed(p, hi);
  return hi;
}

static zb_room room_of(const pages *p, int64_t part)
{
  zb_room room = {.fits = part <= 1000};
  for (int k = 0; k < p->n; k++) {
    room.have += p->box[k].h;
    if (p->start[k] == p->start[k + 1])
      continue;
    const zb_makeup_piece *all = zb_makeup_at(&p->m, p->start[k], p->start[k + 1], p->m.columns);
    room.need += all->height;
    room.fits = room.fits && zb_makeup_possible(all);
  }
  return room;
}

static void place_whole(pages *p, zb_plan *plan)
{
  for (int k = 0; k < p->n && (k == 0 || p->start[k] < p->m.n); k++) {
    zb_page_plan page = {0};
    placing at = {.all = p, .page = &page, .box = p->box[k]};
    if (k == 0)
      zb_summary_place(p->m.run, &p->summary, &page);
    if (p->start[k] < p->start[k + 1])
      place_run(&at, p->start[k], p->start[k + 1], p->m.columns, p->box[k]);
    zb_push(p->m.run->in.arena, &plan->page, page);
  }
}

/* --- a story that goes on from page to page ----------------------------------------------------------------------- */

/* Where the pages have come to. */
typedef struct going {
  size_t next;  /* story that has not begun */
  bool on;      /* the one before it goes on */
  zb_cursor at; /* where in it */
  int from;     /* page of its part before */
} going;

static zb_u list_height(const zb_vlist *l)
{
  return l->n ? zb_vlist_sum(l, 0, l->n).height : 0;
}

static zb_u place_line(placing *p, zb_vlist list, zb_rect r)
{
  r.h = list_height(&list);
  if (list.n > 0)
    zb_push(p->all->m.run->in.arena, &p->page->placed, (zb_placed){.list = list, .r = r, .frame = p->box});
  return r.h;
}

/* Fills r with the story that goes on, to its foot if it does not end; returns the height taken, 0 = nothing of it has
   room. The lines of its jumps stand over its width. */
static zb_u place_part(placing *p, going *g, zb_rect r, int number)
{
  pages *all = p->all;
  zb_run *run = all->m.run;
  const zb_theme *theme = theme_of(p, g->next - 1);
  zb_vlist from = {0}, to = zb_jump_line(run, ZB_JUMP_TO, number + 1, theme, r.w);
  if (g->from > 0)
    from = zb_jump_line(run, ZB_JUMP_FROM, g->from, theme, r.w);
  zb_rect text = r;
  text.y += list_height(&from);
  text.h -= list_height(&from);
  zb_flow *f = &all->m.story[(g->next - 1) * (size_t)(all->m.columns + 1) + (size_t)all->m.columns].flow;
  zb_page_plan own = {0};
  zb_cursor c = g->at;
  zb_area a = {.f = f, .page = &own, .r = text};
  bool ended = zb_area_fill(&a, &c);
  if (!ended) { /* once more above the line that says where it goes on */
    own = (zb_page_plan){0};
    c = g->at;
    text.h -= list_height(&to);
    a = (zb_area){.f = f, .page = &own, .r = text, .justify = true};
    ended = zb_area_fill(&a, &c);
  }
  if (own.placed.n == 0 || a.overset.line > 0)
    return 0;
  zb_area_notes(&a);
  place_line(p, from, r);
  for (size_t i = 0; i < own.placed.n; i++) {
    own.placed.v[i].frame = p->box;
    zb_push(run->in.arena, &p->page->placed, own.placed.v[i]);
  }
  if (!ended)
    place_line(p, to, (zb_rect){.x = r.x, .y = r.y + r.h - list_height(&to), .w = r.w});
  g->at = c;
  g->on = !ended;
  g->from = number;
  return ended ? a.end - r.y + a.foot.height : r.h;
}

/* What is below the first `used` of r, the gap left out. */
static zb_rect below(placing *p, zb_rect r, zb_u used)
{
  zb_u foot = p->box.y + p->box.h;
  r.y += used + p->all->m.gap;
  r.h = foot - r.y;
  return r;
}

/* A hairline above what is placed in r, if something stands there. */
static void rule_above(placing *p, zb_rect r)
{
  enum { RULE = ZB_UNIT / 4 };
  if (r.y > p->box.y)
    place_rule(p, (zb_rect){.x = r.x, .y = r.y - p->all->m.gap / 2, .w = r.w, .h = RULE});
}

/* Stories from the next on, as many as stand whole in r; returns the height taken. */
static zb_u place_some(placing *p, going *g, zb_rect r)
{
  const zb_makeup *m = &p->all->m;
  size_t j = g->next;
  while (j < m->n && zb_makeup_possible(zb_makeup_at(m, g->next, j + 1, m->columns)) &&
         zb_makeup_at(m, g->next, j + 1, m->columns)->height <= r.h)
    j++;
  if (j == g->next)
    return 0;
  if (j < m->n)
    r.h = zb_makeup_at(m, g->next, j, m->columns)->height;
  rule_above(p, r);
  place_run(p, g->next, j, m->columns, r);
  g->next = j;
  return r.h;
}

/* One page: what goes on, then whole stories, then the beginning of the next. False if nothing of it can be set. */
static bool fill_page(placing *p, going *g, int number)
{
  enum { BEGIN_LINES = 8 }; /* less of a story is not begun */
  const zb_makeup *m = &p->all->m;
  zb_rect r = p->box;
  zb_u used = 0, line = zb_block_style(&m->run->ctx, "body").leading;
  if (g->on) {
    used = place_part(p, g, r, number);
    if (used == 0 || g->on)
      return used > 0;
    r = below(p, r, used);
  }
  used = place_some(p, g, r);
  if (used > 0)
    r = below(p, r, used);
  if (g->next == m->n || r.h < BEGIN_LINES * line)
    return true;
  going begin = {.next = g->next + 1};
  size_t before = p->page->placed.n;
  rule_above(p, r);
  if (place_part(p, &begin, r, number) > 0)
    *g = begin;
  else
    p->page->placed.n = before;
  return true;
}

/* Begins every story where the one before it ends; false if that needs more pages. */
static bool place_on(pages *p, zb_plan *plan, int64_t *need)
{
  going g = {0};
  for (int k = 0; k < p->n && (g.on || g.next < p->m.n); k++) {
    zb_page_plan page = {0};
    size_t before = g.next;
    placing at = {.all = p, .page = &page, .box = p->box[k]};
    if (k == 0)
      zb_summary_place(p->m.run, &p->summary, &page);
    if (!fill_page(&at, &g, k + 1) || (page.placed.n == 0 && before == g.next))
      return false;
    zb_u used = 0;
    for (size_t i = 0; i < page.placed.n; i++)
      used = zb_u_max(used, page.placed.v[i].r.y + page.placed.v[i].r.h - p->box[k].y);
    *need += used;
    zb_push(p->m.run->in.arena, &plan->page, page);
  }
  return !g.on && g.next == p->m.n;
}

/* With jumps, when whole stories do not fit: on several pages only. */
static bool fits_with_jumps(pages *p, zb_plan *plan, zb_room *room)
{
  if (p->n < 2 || !p->m.run->in.layout->jump_to)
    return false;
  int64_t need = 0;
  zb_hushed h = zb_run_hush(p->m.run);
  zb_plan trial = {0};
  bool fits = place_on(p, &trial, &need);
  zb_run_speak(p->m.run, h);
  if (!fits)
    return false;
  room->fits = true;
  room->need = need;
  if (plan)
    place_on(p, plan, &need);
  return true;
}

/* --- the plan ----------------------------------------------------------------------------------------------------- */

zb_room zb_makeup_plan(zb_run *run, zb_plan *plan, bool final)
{
  const zb_layout *l = run->in.layout;
  pages p = {.n = zb_u_max(1, run->sheets), .summary = zb_summary_set(run)};
  p.m = (zb_makeup){.run = run, .frame = frame_on(l, 1), .n = run->in.report->nthemes};
  if (!p.m.frame || p.m.n > ZB_STORIES_MAX) {
    if (final)
      zb_diag(run->in.diags, ZB_D_NO_FLOW_FRAME, ZB_SRC_NONE, l->name, NULL);
    return (zb_room){.fits = true};
  }
  p.box = zb_newn(run->in.arena, zb_rect, (size_t)p.n);
  p.start = zb_newn(run->in.arena, size_t, (size_t)p.n + 1);
  for (int k = 0; k < p.n; k++)
    p.box[k] = box_on(&p, k + 1);
  p.m.box = p.box[0];
  p.rule = rule_style(run);
  zb_makeup_search(&p.m);
  int64_t part = spread(&p);
  zb_room room = room_of(&p, part);
  bool whole = room.fits || !fits_with_jumps(&p, final ? plan : NULL, &room);
  room.fits = room.fits && zb_summary_fits(&p.summary);
  if (final && whole)
    place_whole(&p, plan);
  return room;
}
