/* Newspaper make-up: stories as rectangles on the column grid. The page is cut by guillotine, from edge to edge, again
   and again, until each piece holds one story; consecutive stories stay together, so that the page reads in order. The
   best cuts of every run of stories at every width follow from those of its parts (dynamic programming over intervals,
   after the slicing floorplans of Stockmeyer, Information and Control 57, 1983, and the newspaper layouts of Gonzalez
   et al., Computer Networks 36, 2001); the cost is the area left white, and what an editor would frown at. */
#include "layout/flow.h"
#include "layout/summary.h"

enum { COLUMNS_MAX = 16, STORIES_MAX = 60, FAR = 20000 };
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

/* --- one story ------------------------------------------------------------------------------------------------- */

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

/* The lead story has at least half of the page; stories of two lines do not run over all of it. */
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

/* --- cuts ------------------------------------------------------------------------------------------------------ */

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

/* --- placing --------------------------------------------------------------------------------------------------- */

typedef struct placing {
  sheet *s;
  zb_page_plan *page;
  bool overset; /* reported once */
} placing;

static void place_rule(placing *p, zb_rect r)
{
  zb_push(p->s->run->in.arena, &p->page->placed, (zb_placed){.card = p->s->rule, .card_rect = r, .frame = p->s->box});
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

zb_room zb_makeup_plan(zb_run *run, zb_plan *plan, bool final)
{
  const zb_layout *l = run->in.layout;
  const zb_frame_def *frame = zb_frame_of(l, ZB_FRAME_STORIES);
  sheet s = {.run = run, .frame = frame, .box = zb_on_media(l, frame->box), .n = run->in.report->nthemes};
  s.columns = frame->columns < COLUMNS_MAX ? frame->columns : COLUMNS_MAX;
  s.column = (s.box.w - (zb_u)(s.columns - 1) * frame->gutter) / s.columns;
  s.gap = zb_block_scaled(&run->ctx, frame->card_gap);
  zb_page_plan page = {0};
  zb_summary summary = zb_summary_set(run);
  if (summary.frame && summary.list.n == 0) { /* its room is free */
    zb_u foot = s.box.y + s.box.h;
    s.box.y = zb_u_min(s.box.y, summary.box.y);
    s.box.h = foot - s.box.y;
  }
  if (final)
    zb_summary_place(run, &summary, &page);
  if (s.n == 0 || s.n > STORIES_MAX) {
    if (final)
      zb_push(run->in.arena, &plan->page, page);
    return (zb_room){.fits = s.n == 0};
  }
  search(&s);
  const piece *all = piece_at(&s, 0, s.n, s.columns);
  zb_room room = {.fits = all->height <= s.box.h && all->cost < NEVER && zb_summary_fits(&summary),
                  .need = all->height,
                  .have = s.box.h};
  if (!final)
    return room;
  s.rule = rule_style(run);
  placing p = {.s = &s, .page = &page};
  place_run(&p, 0, s.n, s.columns, s.box);
  zb_push(run->in.arena, &plan->page, page);
  return room;
}
