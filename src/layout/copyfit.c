/* Copyfit: one size of type for a whole sheet, so that the text ends where the sheet ends. The levers are pulled in a
   fixed order: type grows or shrinks in steps of a quarter point; before it shrinks, leading and gaps close; after it,
   photos give height and optional blocks go. The states stand on a ladder from loose to tight; the first that fits is
   found by bisection, for the need falls with every rung but for the noise of line breaks. */
#include <stdlib.h>

#include "layout/run.h"

enum {
  STEP = ZB_UNIT / 4, /* of the body's size */
  LEADING_MIN = 1500, /* least leading of running text, in 1/1000 of its size */
  LEADING_STEPS = 4,
  GAP_MIN = 600, /* of the layout's own, in 1/1000 */
  GAP_STEPS = 3,
  PHOTO_MIN = 750,
  PHOTO_STEPS = 4,
  SHEETS_MAX = 200
};

typedef struct rung {
  zb_fit fit;
  size_t dropped;
} rung;

typedef ZB_VEC(rung) ladder;

/* --- optional blocks ------------------------------------------------------------------------------------------ */

typedef ZB_VEC(const zb_block *) blocks;

static void find_optional(zb_run *run, const zb_block *b, size_t n, blocks *out)
{
  for (size_t i = 0; i < n; i++) {
    if (zb_layout_prop_int(run->in.layout, &b[i], ZB_K_OPTIONAL, 0))
      zb_push(run->in.arena, out, &b[i]);
    find_optional(run, b[i].child, b[i].nchildren, out);
  }
}

static long priority_of(const zb_run *run, const zb_block *b)
{
  enum { USUAL = 5 };
  return zb_layout_prop_int(run->in.layout, b, ZB_K_PRIORITY, USUAL);
}

/* The blocks that may go: lowest priority first, then the last first. */
static blocks optional_blocks(zb_run *run)
{
  const zb_report *r = run->in.report;
  blocks found = {0}, out = {0};
  find_optional(run, r->summary, r->nsummary, &found);
  for (size_t i = 0; i < r->nthemes; i++)
    find_optional(run, r->theme[i].block, r->theme[i].nblocks, &found);
  for (long p = 0; out.n < found.n && p <= 9; p++)
    for (size_t i = found.n; i-- > 0;)
      if (priority_of(run, found.v[i]) == p)
        zb_push(run->in.arena, &out, found.v[i]);
  return out;
}

/* --- the ladder ----------------------------------------------------------------------------------------------- */

static zb_u body_size(const zb_layout *l)
{
  return zb_layout_style(l, "body")->size;
}

/* The tightest leading, as a part of the styles' own. */
static int leading_min(const zb_layout *l)
{
  const zb_tstyle *body = zb_layout_style(l, "body");
  int64_t least = (int64_t)body->size * LEADING_MIN / 1000;
  return body->leading > least ? (int)(least * 1000 / body->leading) : 1000;
}

static void add(zb_arena *a, ladder *out, rung r)
{
  zb_push(a, out, r);
}

static ladder make_ladder(zb_run *run, size_t noptional)
{
  const zb_layout *l = run->in.layout;
  zb_arena *a = run->in.arena;
  ladder out = {0};
  zb_u base = body_size(l), least = zb_u_max(zb_u_muldiv(base, l->scale_min, 1000), l->floor);
  zb_u most = zb_u_muldiv(base, l->scale_max, 1000) / STEP * STEP;
  rung r = {.fit = {.leading = 1000, .gap = 1000, .photo = 1000}};
  least = zb_u_min(base, (least + STEP - 1) / STEP * STEP);
  for (zb_u size = most; size > base; size -= STEP) {
    r.fit.body = size;
    add(a, &out, r);
  }
  r.fit.body = base;
  for (int i = 0, low = leading_min(l); i <= LEADING_STEPS; i++) {
    r.fit.leading = 1000 - (1000 - low) * i / LEADING_STEPS;
    if (i == 0 || low < 1000)
      add(a, &out, r);
  }
  for (int i = 1; i <= GAP_STEPS; i++) {
    r.fit.gap = 1000 - (1000 - GAP_MIN) * i / GAP_STEPS;
    add(a, &out, r);
  }
  for (zb_u size = (base - 1) / STEP * STEP; size >= least && size < base; size -= STEP) {
    r.fit.body = size;
    add(a, &out, r);
  }
  for (int i = 1; i <= PHOTO_STEPS; i++) {
    r.fit.photo = 1000 - (1000 - PHOTO_MIN) * i / PHOTO_STEPS;
    add(a, &out, r);
  }
  for (size_t i = 1; i <= noptional; i++) {
    r.dropped = i;
    add(a, &out, r);
  }
  return out;
}

/* --- trials --------------------------------------------------------------------------------------------------- */

static void use(zb_run *run, const rung *r)
{
  zb_notes_reset(run->ctx.notes);
  run->ctx.fit = r->fit;
  run->ndropped = r->dropped;
  run->taken = NULL;
}

/* Lays out without a trace. */
static zb_room try_rung(zb_run *run, zb_plan_fn plan, const rung *r)
{
  zb_plan scratch = {0};
  use(run, r);
  zb_hushed h = zb_run_hush(run);
  zb_room room = plan(run, &scratch, false);
  zb_run_speak(run, h);
  return room;
}

/* The first rung that fits, or the last. */
static size_t find_rung(zb_run *run, zb_plan_fn plan, const ladder *l, zb_room *room)
{
  size_t lo = 0, hi = l->n - 1;
  zb_room last = {0};
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    last = try_rung(run, plan, &l->v[mid]);
    if (last.fits)
      hi = mid;
    else
      lo = mid + 1;
  }
  *room = try_rung(run, plan, &l->v[lo]);
  while (!room->fits && lo + 1 < l->n) /* the noise of line breaks */
    *room = try_rung(run, plan, &l->v[++lo]);
  return lo;
}

/* --- sheets --------------------------------------------------------------------------------------------------- */

/* Further sheets until the tightest rung fits. */
static void add_sheets(zb_run *run, zb_plan_fn plan, const rung *tightest)
{
  zb_room room = try_rung(run, plan, tightest);
  while (!room.fits && !room.stuck && run->sheets < SHEETS_MAX) {
    int64_t want = room.have > 0 ? (int64_t)run->sheets * room.need / room.have : 0;
    run->sheets = (int)(want > run->sheets + 1 ? want : run->sheets + 1);
    room = try_rung(run, plan, tightest);
  }
}

/* --- what would help ------------------------------------------------------------------------------------------ */

/* The greatest size below the floor at which all fits, or 0. */
static zb_u smaller_size(zb_run *run, zb_plan_fn plan, rung r)
{
  zb_u floor = run->in.layout->floor, lo = floor / 4, hi = r.fit.body > 0 ? r.fit.body : body_size(run->in.layout),
       found = 0;
  zb_layout bare = *run->in.layout;
  const zb_layout *own = run->in.layout;
  bare.floor = 0;
  run->in.layout = run->ctx.layout = &bare;
  while (floor > 0 && hi - lo > 2 * STEP) {
    r.fit.body = lo + (hi - lo) / 2;
    if (try_rung(run, plan, &r).fits)
      lo = found = r.fit.body;
    else
      hi = r.fit.body;
  }
  run->in.layout = run->ctx.layout = own;
  return found;
}

static void find_remedy(zb_run *run, zb_plan_fn plan, const rung *tightest, const zb_room *room)
{
  zb_arena *a = run->in.arena;
  int64_t over = room->need > room->have ? room->need - room->have : 0;
  int percent = room->need > 0 ? (int)((over * 100 + room->need - 1) / room->need) : 1;
  int64_t sheets = room->have > 0 ? (room->need * zb_u_max(run->sheets, 1) + room->have - 1) / room->have : 2;
  zb_u size = run->in.layout->distance > ZB_MM(500) ? smaller_size(run, plan, *tightest) : 0;
  int cm = (int)((int64_t)size * 200 * 254 / (720LL * ZB_UNIT) / 10);
  run->remedy.percent = zb_arena_printf(a, "%d", percent > 0 ? percent : 1);
  run->remedy.sheets = zb_arena_printf(a, "%lld", (long long)(sheets > run->sheets ? sheets : run->sheets + 1));
  if (cm < 10)
    return;
  run->remedy.nearer[ZB_LANG_EN] = zb_arena_printf(a, ", or read it from %d.%d m", cm / 100, cm / 10 % 10);
  run->remedy.nearer[ZB_LANG_ZH] = zb_arena_printf(a, "，或把观看距离改为 %d.%d 米", cm / 100, cm / 10 % 10);
}

/* --- the search ----------------------------------------------------------------------------------------------- */

static void report_dropped(zb_run *run)
{
  for (size_t i = 0; i < run->ndropped; i++) {
    const zb_block *b = run->dropped[i];
    zb_diag(run->in.diags, ZB_D_BLOCK_DROPPED, b->src, zb_block_kind_name(b->kind, ZB_LANG_EN), run->in.layout->name,
            zb_block_kind_name(b->kind, ZB_LANG_ZH), NULL);
  }
}

static const rung *search(zb_run *run, zb_plan_fn plan, const ladder *rungs, zb_room *room)
{
  if (run->in.spill)
    add_sheets(run, plan, &rungs->v[rungs->n - 1]);
  return &rungs->v[find_rung(run, plan, rungs, room)];
}

static bool may_break(const zb_layout *l)
{
  const zb_frame_def *f = zb_frame_of(l, ZB_FRAME_CARDS);
  return f && f->card.breaks != ZB_CARD_WHOLE;
}

zb_room zb_room_join(zb_room a, zb_room b)
{
  if (a.fits != b.fits)
    return a.fits ? b : a;
  return (zb_room){.fits = a.fits, .stuck = a.stuck || b.stuck, .need = a.need + b.need, .have = a.have + b.have};
}

/* Type that reads with ease from the distance of the layout (distance / 150; the floor is distance / 200). */
static bool at_ease(const zb_layout *l, const rung *r)
{
  return l->distance <= 0 || r->fit.body * 3 >= (int64_t)l->floor * 4;
}

/* Whole cards that do not fit, or only in type too small to read with ease, break over the columns if that helps. */
static const rung *search_broken(zb_run *run, zb_plan_fn plan, const ladder *rungs, const rung *whole, zb_room *room)
{
  const int sheets = run->sheets;
  zb_room own;
  run->break_cards = true;
  const rung *broken = search(run, plan, rungs, &own);
  bool larger = at_ease(run->in.layout, broken) || broken->fit.body * 4 > whole->fit.body * 5;
  if (!room->fits || (own.fits && larger)) {
    *room = own;
    return broken;
  }
  run->break_cards = false;
  run->sheets = sheets;
  return whole;
}

zb_room zb_copyfit(zb_run *run, zb_plan_fn plan, zb_plan *out)
{
  const zb_layout *l = run->in.layout;
  blocks optional = optional_blocks(run);
  run->dropped = optional.v;
  run->sheets = l->pages_max;
  const zb_frame_def *cards = zb_frame_of(l, ZB_FRAME_CARDS);
  if (cards && (l->theme_page || cards->each_theme)) /* a sheet each */
    run->sheets = zb_u_max(1, (int)run->in.report->nthemes);
  bool fixed = l->scale_min == l->scale_max && optional.n == 0 && !run->in.spill;
  if (run->sheets == 0)
    return plan(run, out, true);
  ladder rungs = make_ladder(run, optional.n);
  if (fixed) { /* one rung: as the layout says */
    rungs.v[0] = (rung){.dropped = 0};
    rungs.n = 1;
  }
  const int sheets = run->sheets;
  zb_room room;
  const rung *chosen = search(run, plan, &rungs, &room);
  if (!room.fits)
    run->sheets = sheets;
  if (may_break(l) && (!room.fits || (!fixed && !at_ease(l, chosen))))
    chosen = search_broken(run, plan, &rungs, chosen, &room);
  if (!room.fits)
    find_remedy(run, plan, chosen, &room);
  use(run, chosen);
  report_dropped(run);
  return plan(run, out, true);
}
