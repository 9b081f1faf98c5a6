/* Newspaper make-up: stories as rectangles on the column grid. The page is cut
   by guillotine, from edge to edge, again and again, until each piece holds one
   story; consecutive stories stay together, so that the page reads in order.
   The best cuts of every run of stories at every width follow from those of its
   parts (dynamic programming over intervals, after the slicing floorplans of
   Stockmeyer, Information and Control 57, 1983, and the newspaper layouts of
   Gonzalez et al., Computer Networks 36, 2001); the cost is the area left
   white, and what an editor would frown at. */
#include "layout/flow.h"
#include "layout/summary.h"

enum { COLUMNS_MAX = 16, STORIES_MAX = 200, FAR = 20000 };
static const int64_t NEVER = 1000000000000000; /* a cost */

typedef enum cut { CUT_NONE, CUT_ACROSS, CUT_DOWN } cut;

/* The best make-up of stories [i, j) in w columns. */
typedef struct piece {
  zb_u height;
  int64_t cost; /* in square points */
  cut how;
  size_t split; /* first story of the second part */
  int columns;  /* CUT_DOWN: of the first part */
} piece;

typedef struct sheet {
  zb_run *run;
  const zb_frame_def *frame;
  zb_rect box;
  zb_u column, gap;
  size_t n;
  int columns;
  zb_flow *flow; /* n * (columns + 1), by story and width */
  piece *piece;  /* (n + 1) * (n + 1) * (columns + 1) */
  zb_boxstyle *rule;
} sheet;

static zb_u width_of(const sheet *s, int columns)
{
  return (zb_u)columns * s->column + (zb_u)(columns - 1) * s->frame->gutter;
}

static piece *piece_at(const sheet *s, size_t i, size_t j, int w)
{
  return &s->piece[(i * (s->n + 1) + j) * (size_t)(s->columns + 1) + (size_t)w];
}

static zb_flow *flow_at(const sheet *s, size_t story, int w)
{
  return &s->flow[story * (size_t)(s->columns + 1) + (size_t)w];
}

static int64_t area(zb_u w, zb_u h)
{
  return (int64_t)(w / ZB_UNIT) * (h / ZB_UNIT);
}

/* --- one story
 * -------------------------------------------------------------------------------------------------
 */

static const zb_theme *theme_of(const sheet *s, size_t story)
{
  return &s->run->in.report->theme[story];
}

static bool is_boxed(const zb_theme *theme)
{
  return zb_theme_has_tag(theme, "boxed");
}

/* What a box around the story takes of its width and height. */
static zb_u pad_of(const sheet *s, size_t story, bool across)
{
  const zb_boxstyle *c = &s->frame->card;
  if (!c->present || !is_boxed(theme_of(s, story)))
    return 0;
  zb_u both = across ? c->pad_left + c->pad_right : c->pad_top + c->pad_bottom;
  return zb_block_scaled(&s->run->ctx, both);
}

/* The lead story has at least half of the page; stories of two lines do not run
 * over all of it. */
static bool may_have(const sheet *s, size_t story, int w)
{
  return story > 0 || 2 * w >= s->columns;
}

static void measure_story(sheet *s, size_t story, int w)
{
  piece *p = piece_at(s, story, story + 1, w);
  *p = (piece){.cost = NEVER};
  if (!may_have(s, story, w))
    return;
  zb_flow *f = flow_at(s, story, w);
  zb_u width = width_of(s, w) - pad_of(s, story, true);
  *f = zb_flow_theme(s->run, story, width, w, s->frame->gutter);
  zb_page_plan trial = {0};
  zb_filled got = zb_flow_fill(f, (zb_rect){.w = width, .h = ZB_MM(FAR)}, false, &trial);
  p->height = got.used + pad_of(s, story, false);
  p->cost = got.ended ? 0 : NEVER;
  if (w == 1 && p->height > s->box.h / 2) /* a long thin leg */
    p->cost += area(s->column, p->height) / 4;
  if (w == s->columns && s->n > 1) /* one story below the other is no page */
    p->cost += area(width_of(s, w), p->height) / (story == 0 ? 40 : 8);
  if (p->height < width_of(s, w) / 3) /* a strip */
    p->cost += area(width_of(s, w), p->height) / 8;
}

/* --- cuts
 * ------------------------------------------------------------------------------------------------------
 */

static void consider(piece *best, piece p)
{
  if (p.cost < best->cost || (p.cost == best->cost && p.height < best->height))
    *best = p;
}

static void cut_run(sheet *s, size_t i, size_t j, int w)
{
  piece *best = piece_at(s, i, j, w);
  *best = (piece){.cost = NEVER * 2, .height = 1};
  for (size_t k = i + 1; k < j; k++) {
    const piece *top = piece_at(s, i, k, w), *foot = piece_at(s, k, j, w);
    consider(best, (piece){.height = top->height + s->gap + foot->height,
                           .cost = top->cost + foot->cost,
                           .how = CUT_ACROSS,
                           .split = k});
    for (int m = 1; m < w; m++) {
      const piece *left = piece_at(s, i, k, m), *right = piece_at(s, k, j, w - m);
      zb_u less = zb_u_min(left->height, right->height), more = zb_u_max(left->height, right->height);
      zb_u hole_w = width_of(s, left->height < right->height ? m : w - m);
      int64_t white = area(hole_w, more - less);
      int64_t bump = area(width_of(s, w), more) / 100; /* headlines side by side */
      consider(best, (piece){.height = more,
                             .cost = left->cost + right->cost + white + white / 4 + bump,
                             .how = CUT_DOWN,
                             .split = k,
                             .columns = m});
    }
  }
}

static void search(sheet *s)
{
  s->flow = zb_newn(s->run->in.arena, zb_flow, s->n * (size_t)(s->columns + 1));
  s->piece = zb_newn(s->run->in.arena, piece, (s->n + 1) * (s->n + 1) * (size_t)(s->columns + 1));
  for (size_t i = 0; i < s->n; i++)
    for (int w = 1; w <= s->columns; w++)
      measure_story(s, i, w);
  for (size_t len = 2; len <= s->n; len++)
    for (size_t i = 0; i + len <= s->n; i++)
      for (int w = 1; w <= s->columns; w++)
        cut_run(s, i, i + len, w);
}

/* --- placing
 * ---------------------------------------------------------------------------------------------------
 */

typedef struct placing {
  sheet *s;
  zb_page_plan *page;
  bool overset; /* reported once */
} placing;

static void place_rule(placing *p, zb_rect r)
{
  zb_push(p->s->run->in.arena, &p->page->placed, (zb_placed){.card = p->s->rule, .card_rect = r, .frame = p->s->box});
}

/* White below the text of a story that no gap takes up. */
static void check_hole(const placing *p, size_t story, size_t first, zb_rect inner)
{
  zb_run *run = p->s->run;
  zb_u foot = inner.y, line = zb_block_style(&run->ctx, "body").leading;
  for (size_t i = first; i < p->page->placed.n; i++)
    if (p->page->placed.v[i].list.n > 0)
      foot = zb_u_max(foot, p->page->placed.v[i].r.y + p->page->placed.v[i].r.h);
  zb_u hole = inner.y + inner.h - foot;
  if (hole <= line * 3 / 2)
    return;
  zb_diag(run->in.diags, ZB_D_WHITE_BELOW, theme_of(p->s, story)->src,
          zb_arena_printf(run->in.arena, "%d", (int)(hole / line)), run->in.layout->name, NULL);
}

static void place_story(placing *p, size_t story, int w, zb_rect r)
{
  sheet *s = p->s;
  zb_rect inner = r;
  size_t first = p->page->placed.n;
  if (pad_of(s, story, true) > 0) {
    const zb_boxstyle *c = &s->frame->card;
    inner = (zb_rect){.x = r.x + zb_block_scaled(&s->run->ctx, c->pad_left),
                      .y = r.y + zb_block_scaled(&s->run->ctx, c->pad_top),
                      .w = r.w - pad_of(s, story, true),
                      .h = r.h - pad_of(s, story, false)};
    zb_push(s->run->in.arena, &p->page->placed, (zb_placed){.card = c, .card_rect = r, .frame = r});
  }
  zb_filled got = zb_flow_fill(flow_at(s, story, w), inner, true, p->page);
  zb_flow_spread(p->page, first, inner);
  check_hole(p, story, first, inner);
  for (size_t i = first; i < p->page->placed.n; i++)
    p->page->placed.v[i].frame = r;
  if (!got.ended && got.next && !p->overset) {
    p->overset = true;
    zb_overset_card(s->run, theme_of(s, story), got.next->src);
  }
}

static void place_run(placing *p, size_t i, size_t j, int w, zb_rect r)
{
  sheet *s = p->s;
  if (j == i + 1) {
    place_story(p, i, w, r);
    return;
  }
  const piece *all = piece_at(s, i, j, w);
  enum { RULE = ZB_UNIT / 4 };
  if (all->how == CUT_ACROSS) {
    const piece *top = piece_at(s, i, all->split, w), *foot = piece_at(s, all->split, j, w);
    zb_u room = r.h - s->gap, h = zb_u_muldiv(room, top->height, (int64_t)top->height + foot->height);
    place_run(p, i, all->split, w, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = h});
    place_rule(p, (zb_rect){.x = r.x, .y = r.y + h + s->gap / 2, .w = r.w, .h = RULE});
    place_run(p, all->split, j, w, (zb_rect){.x = r.x, .y = r.y + h + s->gap, .w = r.w, .h = room - h});
  } else {
    zb_u left = width_of(s, all->columns), x = r.x + left + s->frame->gutter;
    place_run(p, i, all->split, all->columns, (zb_rect){.x = r.x, .y = r.y, .w = left, .h = r.h});
    place_rule(p, (zb_rect){.x = x - s->frame->gutter / 2, .y = r.y, .w = RULE, .h = r.h});
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

/* --- pages
 * -----------------------------------------------------------------------------------------------------
 */

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

/* The room for stories on a page; that of a summary that is not there is
 * theirs. */
static zb_rect box_on(const sheet *s, const zb_summary *summary, int number)
{
  const zb_frame_def *f = frame_on(s->run->in.layout, number);
  zb_rect r = zb_on_media(s->run->in.layout, f ? f->box : s->frame->box);
  if (number == 1 && summary->frame && summary->list.n == 0) {
    zb_u foot = r.y + r.h;
    r.y = zb_u_min(r.y, summary->box.y);
    r.h = foot - r.y;
  }
  return r;
}

/* How many pages the stories need when each is filled up to `part` (1/1000) of
   its height; start[] gets the first story of each page, pages + 1 entries. */
static int pages_needed(const sheet *s, const zb_rect *box, int pages, int64_t part, size_t *start)
{
  int used = 0;
  for (size_t i = 0; i < s->n; used++) {
    if (used == pages)
      return pages + 1;
    zb_u most = zb_u_muldiv(box[used].h, part, 1000);
    size_t j = i + 1;
    if (piece_at(s, i, j, s->columns)->height > most)
      return pages + 1;
    while (j < s->n && piece_at(s, i, j + 1, s->columns)->height <= most)
      j++;
    start[used] = i;
    i = j;
  }
  for (int k = used; k <= pages; k++)
    start[k] = s->n;
  return used;
}

/* Spreads the stories over the pages so that the fullest is as empty as
 * possible; returns how full it is, in 1/1000. */
static int64_t spread(const sheet *s, const zb_rect *box, int pages, size_t *start)
{
  enum { MOST = 100000 };
  int64_t lo = 0, hi = MOST;
  while (hi - lo > 1) {
    int64_t mid = lo + (hi - lo) / 2;
    if (pages_needed(s, box, pages, mid, start) <= pages)
      hi = mid;
    else
      lo = mid;
  }
  pages_needed(s, box, pages, hi, start);
  return hi;
}

static zb_room room_of(const sheet *s, const zb_rect *box, int pages, const size_t *start, int64_t part)
{
  zb_room room = {.fits = part <= 1000};
  for (int k = 0; k < pages; k++) {
    room.have += box[k].h;
    room.need += start[k] < start[k + 1] ? piece_at(s, start[k], start[k + 1], s->columns)->height : 0;
    room.fits =
        room.fits && (start[k] == start[k + 1] || piece_at(s, start[k], start[k + 1], s->columns)->cost < NEVER);
  }
  return room;
}

zb_room zb_makeup_plan(zb_run *run, zb_plan *plan, bool final)
{
  const zb_layout *l = run->in.layout;
  int pages = zb_u_max(1, run->sheets);
  sheet s = {.run = run, .frame = frame_on(l, 1), .n = run->in.report->nthemes};
  zb_summary summary = zb_summary_set(run);
  if (!s.frame || s.n > STORIES_MAX) {
    if (final)
      zb_diag(run->in.diags, ZB_D_NO_FLOW_FRAME, ZB_SRC_NONE, l->name, NULL);
    return (zb_room){.fits = true};
  }
  s.box = box_on(&s, &summary, 1);
  s.columns = s.frame->columns < COLUMNS_MAX ? s.frame->columns : COLUMNS_MAX;
  s.column = (s.box.w - (zb_u)(s.columns - 1) * s.frame->gutter) / s.columns;
  s.gap = zb_block_scaled(&run->ctx, s.frame->card_gap);
  zb_rect *box = zb_newn(run->in.arena, zb_rect, (size_t)pages);
  size_t *start = zb_newn(run->in.arena, size_t, (size_t)pages + 1);
  for (int k = 0; k < pages; k++)
    box[k] = box_on(&s, &summary, k + 1);
  search(&s);
  zb_room room = room_of(&s, box, pages, start, spread(&s, box, pages, start));
  room.fits = room.fits && zb_summary_fits(&summary);
  s.rule = rule_style(run);
  for (int k = 0; final && k < pages && (k == 0 || start[k] < s.n); k++) {
    zb_page_plan page = {0};
    placing p = {.s = &s, .page = &page};
    s.box = box[k];
    if (k == 0)
      zb_summary_place(run, &summary, &page);
    if (start[k] < start[k + 1])
      place_run(&p, start[k], start[k + 1], s.columns, box[k]);
    zb_push(run->in.arena, &plan->page, page);
  }
  return room;
}
