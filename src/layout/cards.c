/* Boards: the summary in its frame, one card a theme in columns; one scale for all type, found by bisection; every
   column stretched to the foot. */
#include <string.h>

#include "layout/run.h"

typedef struct card {
  zb_vlist list;
  zb_vsum sum; /* of the content */
  zb_u height; /* natural, with padding */
} card;

typedef struct board {
  zb_run *run;
  const zb_frame_def *frame, *summary_frame;
  zb_rect box, summary_box; /* on the media */
  zb_block_ctx c;
  card *card;
  size_t ncards;
  zb_vlist summary;
  size_t *start; /* first card of each column, columns + 1 entries */
  zb_u column, pad_x, pad_y, gap;
} board;

/* --- content at one scale -------------------------------------------------------------------------------------- */

static card make_card(board *b, const zb_theme *theme, size_t index)
{
  card k = {0};
  zb_block_ctx c = b->c;
  zb_u measure = b->column - b->pad_x;
  zb_theme_marks(&c, theme);
  zb_notes_place(&c, measure);
  zb_theme_title(&c, theme, index, measure, &k.list);
  zb_block_list blocks = {0};
  zb_take_blocks(b->run, theme->block, theme->nblocks, zb_prose_plain(c.arena, c.report, theme->title), theme->src,
                 &blocks);
  zb_block_sequence(&c, blocks.v, blocks.n, measure, &k.list);
  zb_notes_close(&c, &k.list);
  k.sum = zb_vlist_sum(&k.list, 0, k.list.n);
  k.height = k.sum.height + b->pad_y;
  return k;
}

/* Lays everything out at one scale (1/1000). */
static void lay_out(board *b, int scale, zb_diags *d, zb_dl *dl)
{
  zb_run *run = b->run;
  const zb_boxstyle *s = &b->frame->card;
  run->in.diags = d;
  run->text.diags = d;
  zb_fonts_set_diags(run->in.fonts, d);
  b->c = run->ctx;
  b->c.diags = d;
  b->c.dl = dl;
  b->c.scale = scale;
  b->gap = zb_block_scaled(&b->c, b->frame->card_gap);
  b->pad_x = zb_block_scaled(&b->c, s->pad_left) + zb_block_scaled(&b->c, s->pad_right);
  b->pad_y = zb_block_scaled(&b->c, s->pad_top) + zb_block_scaled(&b->c, s->pad_bottom);
  b->column = (b->box.w - (b->frame->columns - 1) * b->frame->gutter) / b->frame->columns;
  b->summary = (zb_vlist){0};
  zb_notes_reset(b->c.notes);
  zb_block_list blocks = {0};
  zb_take_blocks(run, run->in.report->summary, run->in.report->nsummary, NULL, ZB_SRC_NONE, &blocks);
  if (b->summary_frame) { /* its own scale: headline numbers do not shrink with the cards */
    zb_block_ctx c = b->c;
    c.scale = b->summary_frame->type_scale;
    zb_notes_place(&c, b->summary_box.w);
    zb_block_sequence(&c, blocks.v, blocks.n, b->summary_box.w, &b->summary);
    zb_notes_close(&c, &b->summary);
  } else if (blocks.n > 0) {
    zb_diag(d, ZB_D_NO_SUMMARY_FRAME, blocks.v[0]->src, run->in.layout->name, NULL);
  }
  b->ncards = run->in.report->nthemes;
  b->card = zb_newn(run->in.arena, card, b->ncards);
  for (size_t i = 0; i < b->ncards; i++)
    b->card[i] = make_card(b, &run->in.report->theme[i], i);
}

/* --- cards into columns ---------------------------------------------------------------------------------------- */

static zb_u run_height(const board *b, size_t from, size_t to)
{
  zb_u h = 0;
  for (size_t i = from; i < to; i++)
    h += b->card[i].height + (i > from ? b->gap : 0);
  return h;
}

/* The greatest column height when cards go into columns in reading order, columns no higher than `limit` if possible.
 */
static size_t columns_needed(const board *b, zb_u limit, size_t *start, size_t columns)
{
  size_t used = 1;
  start[0] = 0;
  for (size_t i = 0; i < b->ncards; i++) {
    size_t from = start[used - 1];
    if (i > from && run_height(b, from, i + 1) > limit) {
      if (used < columns)
        start[used] = i;
      used++;
    }
  }
  for (size_t k = used; k <= columns; k++)
    start[k] = b->ncards;
  return used;
}

/* Splits the cards so that the highest column is as low as possible; returns its height. */
static zb_u split(board *b)
{
  size_t columns = (size_t)b->frame->columns;
  b->start = zb_newn(b->run->in.arena, size_t, b->ncards + columns + 2);
  zb_u lo = 0, hi = run_height(b, 0, b->ncards) + ZB_UNIT;
  while (hi - lo > ZB_UNIT) {
    zb_u mid = lo + (hi - lo) / 2;
    if (columns_needed(b, mid, b->start, columns) <= columns)
      hi = mid;
    else
      lo = mid;
  }
  columns_needed(b, hi, b->start, columns);
  return hi;
}

static zb_u summary_height(const board *b)
{
  return zb_vlist_sum(&b->summary, 0, b->summary.n).height;
}

/* Does everything fit at its natural size? */
static bool fits(board *b)
{
  bool summary = !b->summary_frame || summary_height(b) <= b->summary_box.h;
  return summary && split(b) <= b->box.h;
}

/* --- copyfit --------------------------------------------------------------------------------------------------- */

static bool try_scale(board *b, int scale)
{
  zb_diags *scratch = zb_diags_new(b->run->in.arena);
  lay_out(b, scale, scratch, zb_dl_new(b->run->in.arena, scratch));
  return fits(b);
}

/* The greatest scale between the layout's limits, in steps of 1/100, at which everything fits; the least if none does.
 */
static int find_scale(board *b)
{
  const zb_layout *l = b->run->in.layout;
  int lo = l->scale_min / 10, hi = l->scale_max / 10;
  while (lo < hi) {
    int mid = (lo + hi + 1) / 2;
    if (try_scale(b, mid * 10))
      lo = mid;
    else
      hi = mid - 1;
  }
  return lo * 10;
}

/* --- placing --------------------------------------------------------------------------------------------------- */

static void place_card(board *b, zb_page_plan *page, const card *k, zb_rect r)
{
  const zb_boxstyle *s = &b->frame->card;
  zb_rect inner = {.x = r.x + zb_block_scaled(&b->c, s->pad_left),
                   .y = r.y + zb_block_scaled(&b->c, s->pad_top),
                   .w = r.w - b->pad_x,
                   .h = r.h - b->pad_y};
  zb_push(b->run->in.arena, &page->placed,
          (zb_placed){.list = k->list, .r = inner, .card = s->present ? s : NULL, .card_rect = r});
}

/* Shares the slack of a column among its cards by what their content can stretch (or shrink). */
static void place_column(board *b, zb_page_plan *page, size_t column)
{
  size_t from = b->start[column], to = b->start[column + 1];
  if (from == to)
    return;
  zb_u natural = run_height(b, from, to), slack = b->box.h - natural;
  int64_t total = 0;
  for (size_t i = from; i < to; i++)
    total += slack >= 0 ? b->card[i].sum.stretch : b->card[i].sum.shrink;
  zb_u y = b->box.y;
  int64_t done = 0, given = 0;
  for (size_t i = from; i < to; i++) {
    done += slack >= 0 ? b->card[i].sum.stretch : b->card[i].sum.shrink;
    int64_t until =
        total > 0 ? (int64_t)slack * done / total : (int64_t)slack * (int64_t)(i + 1 - from) / (int64_t)(to - from);
    zb_u h = b->card[i].height + (zb_u)(until - given);
    if (b->frame->fill == ZB_FILL_TOP && slack > 0)
      h = b->card[i].height;
    given = until;
    place_card(
        b, page, &b->card[i],
        (zb_rect){.x = b->box.x + (zb_u)column * (b->column + b->frame->gutter), .y = y, .w = b->column, .h = h});
    y += h + b->gap;
  }
  zb_arena *a = b->run->in.arena;
  if (b->frame->fill == ZB_FILL_JUSTIFY && slack > total * 3 / 2 + b->box.h / 20)
    zb_diag(b->run->in.diags, ZB_D_UNDERFULL_COLUMN, b->run->in.report->theme[from].src,
            zb_arena_printf(a, "%zu", column + 1), zb_arena_printf(a, "%d", (int)((int64_t)slack * 100 / b->box.h)),
            NULL);
}

static void report_overset(board *b)
{
  zb_arena *a = b->run->in.arena;
  if (b->summary_frame && summary_height(b) > b->summary_box.h)
    zb_diag(b->run->in.diags, ZB_D_OVERSET_SUMMARY, b->summary.v[0].src, b->run->in.layout->name, NULL);
  for (size_t k = 0; k < (size_t)b->frame->columns; k++) {
    zb_u h = run_height(b, b->start[k], b->start[k + 1]), over = h - b->box.h;
    zb_u give = 0;
    for (size_t i = b->start[k]; i < b->start[k + 1]; i++)
      give += b->card[i].sum.shrink;
    if (over > give)
      zb_diag(b->run->in.diags, ZB_D_OVERSET_CARDS, b->run->in.report->theme[b->start[k]].src, b->run->in.layout->name,
              zb_arena_printf(a, "%d", (int)((int64_t)over * 100 / h + 1)), NULL);
  }
}

void zb_cards_plan(zb_run *run, const zb_frame_def *frame, const zb_frame_def *summary, zb_plan *plan)
{
  zb_diags *diags = run->in.diags;
  board b = {.run = run, .frame = frame, .summary_frame = summary, .box = zb_on_media(run->in.layout, frame->box)};
  if (summary)
    b.summary_box = zb_on_media(run->in.layout, summary->box);
  int scale = find_scale(&b);
  lay_out(&b, scale, diags, run->dl);
  split(&b);
  report_overset(&b);
  zb_page_plan page = {0};
  if (b.summary.n > 0) {
    zb_rect r = b.summary_box;
    if (summary->fill == ZB_FILL_TOP)
      r.h = zb_u_min(r.h, summary_height(&b));
    zb_push(run->in.arena, &page.placed,
            (zb_placed){.list = b.summary,
                        .r = r,
                        .card = summary->card.present ? &summary->card : NULL,
                        .card_rect = b.summary_box});
  }
  for (size_t k = 0; k < (size_t)frame->columns; k++)
    place_column(&b, &page, k);
  zb_push(run->in.arena, &plan->page, page);
}
