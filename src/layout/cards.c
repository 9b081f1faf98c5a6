/* Boards: the summary in its frame, one card a theme in columns, as many sheets as allowed; every column stretched to
   the foot. With fewer themes than columns each card takes the whole width and has columns inside. */
#include <string.h>

#include "layout/cards.h"

/* --- content -------------------------------------------------------------------------------------------------- */

zb_card zb_card_make(zb_board *b, const zb_theme *theme, size_t index)
{
  zb_run *run = b->run;
  zb_card k = {.theme = theme};
  zb_block_ctx c = run->ctx;
  zb_u measure = b->column - b->pad_x;
  zb_theme_marks(&c, theme);
  zb_notes_place(&c, measure);
  bool titled;
  zb_block_list blocks = zb_take_in(run, b->frame, (int)index, &titled);
  if (titled)
    zb_theme_head(&c, theme, index, b->tab, measure, &k.list);
  zb_block_sequence(&c, blocks.v, blocks.n, measure, &k.list);
  zb_notes_close(&c, &k.list);
  k.sum = zb_vlist_sum(&k.list, 0, k.list.n);
  k.height = k.sum.height + b->pad_y;
  return k;
}

static zb_board board_of(zb_run *run)
{
  const zb_layout *l = run->in.layout;
  const zb_frame_def *frame = zb_frame_of(l, ZB_FRAME_CARDS);
  const zb_boxstyle *s = &frame->card;
  zb_board b = {.run = run, .frame = frame, .summary = zb_summary_set(run), .box = zb_on_media(l, frame->box)};
  zb_rect asked = b.box;
  zb_summary_lend(&b.summary, &b.box);
  b.more_box = asked;
  if (b.summary.frame) {
    zb_u foot = asked.y + asked.h; /* sheets without the summary have its room */
    b.more_box.y = zb_u_min(asked.y, b.summary.box.y);
    b.more_box.h = foot - b.more_box.y;
  }
  b.sheets = zb_u_max(1, run->sheets);
  b.columns = (size_t)frame->columns;
  b.gap = zb_block_scaled(&run->ctx, frame->card_gap);
  b.pad_x = zb_block_scaled(&run->ctx, s->pad_left) + zb_block_scaled(&run->ctx, s->pad_right);
  b.tab = zb_panel_tab(run, s);
  b.pad_y = (b.tab ? 0 : zb_block_scaled(&run->ctx, s->pad_top)) + zb_block_scaled(&run->ctx, s->pad_bottom);
  b.column = (b.box.w - (frame->columns - 1) * frame->gutter) / frame->columns;
  return b;
}

/* Does each card have a sheet to itself? */
static bool each_alone(const zb_board *b)
{
  return b->run->in.layout->theme_page || b->frame->each_theme;
}

/* --- cards into columns --------------------------------------------------------------------------------------- */

static zb_u run_height(const zb_board *b, size_t from, size_t to)
{
  zb_u h = 0;
  for (size_t i = from; i < to; i++)
    h += b->card[i].height + (i > from ? b->gap : 0);
  return h;
}

/* How many columns the cards need in reading order when each is filled up to `part` (1/1000) of its height. */
static size_t columns_needed(const zb_board *b, int64_t part)
{
  size_t used = 1, most = b->columns * (size_t)b->sheets;
  b->start[0] = 0;
  for (size_t i = 0; i < b->ncards; i++) {
    size_t from = b->start[used - 1];
    if (i == from || run_height(b, from, i + 1) <= zb_column_height(b, used - 1) * part / 1000)
      continue;
    if (used == most)
      return most + 1;
    b->start[used++] = i;
  }
  for (size_t k = used; k <= most; k++)
    b->start[k] = b->ncards;
  return used;
}

static bool too_high(const zb_board *b, int64_t part)
{
  for (size_t k = 0; k < b->columns * (size_t)b->sheets; k++)
    if (run_height(b, b->start[k], b->start[k + 1]) > zb_column_height(b, k) * part / 1000)
      return true;
  return false;
}

/* A sheet for each card; returns how full the fullest is. */
static int64_t one_each(zb_board *b)
{
  int64_t part = 0;
  for (size_t k = 0; k < (size_t)b->sheets; k++) {
    b->start[k] = k < b->ncards ? k : b->ncards;
    if (k < b->ncards && part < (int64_t)b->card[k].height * 1000 / zb_column_height(b, k))
      part = (int64_t)b->card[k].height * 1000 / zb_column_height(b, k) + 1;
  }
  b->start[b->sheets] = b->ncards;
  return part;
}

/* Splits the cards so that the fullest column is as empty as possible; returns how full it is, in 1/1000. */
static int64_t split(zb_board *b)
{
  size_t most = b->columns * (size_t)b->sheets;
  b->start = zb_newn(b->run->in.arena, size_t, most + 2);
  if (each_alone(b))
    return one_each(b);
  int64_t lo = 0, hi = (int64_t)(run_height(b, 0, b->ncards) + ZB_UNIT) * 1000 / zb_u_max(b->box.h, 1) + 1;
  while (hi - lo > 1) {
    int64_t mid = lo + (hi - lo) / 2;
    if (columns_needed(b, mid) <= most && !too_high(b, mid))
      hi = mid;
    else
      lo = mid;
  }
  columns_needed(b, hi);
  return hi;
}

static zb_room room_of(const zb_board *b, int64_t part)
{
  zb_room room = {0};
  for (size_t k = 0; k < b->columns * (size_t)b->sheets; k++) {
    room.have += zb_column_height(b, k);
    room.need += run_height(b, b->start[k], b->start[k + 1]);
  }
  room.fits = part <= 1000 && zb_summary_fits(&b->summary);
  if (part > 1000 && room.need < room.have * part / 1000)
    room.need = room.have * part / 1000;
  for (size_t i = 0; i < b->ncards && !b->broken; i++) /* no sheet will hold it */
    room.stuck = room.stuck || b->card[i].height > zb_u_max(b->box.h, b->more_box.h);
  return room;
}

/* --- messages ------------------------------------------------------------------------------------------------- */

/* The first box of a column that ends below its foot. */
static void report_column(const zb_board *b, size_t column)
{
  size_t from = b->start[column], to = b->start[column + 1];
  zb_u over = run_height(b, from, to) - zb_column_height(b, column), give = 0, y = 0;
  for (size_t i = from; i < to; i++)
    give += b->card[i].sum.shrink;
  if (over <= give)
    return;
  for (size_t i = from; i < to; y += b->card[i].height + b->gap, i++) {
    const zb_card *k = &b->card[i];
    for (size_t n = 0; n < k->list.n; n++)
      if (y + b->pad_y / 2 + zb_vlist_sum(&k->list, 0, n + 1).height > zb_column_height(b, column)) {
        zb_overset_card(b->run, k->theme, k->list.v[n].src);
        return;
      }
  }
  if (b->card[to - 1].list.n > 0)
    zb_overset_card(b->run, b->card[to - 1].theme, b->card[to - 1].list.v[b->card[to - 1].list.n - 1].src);
}

static void report_overset(const zb_board *b)
{
  size_t before = zb_diags_count(b->run->in.diags, ZB_ERROR);
  for (size_t k = 0; k < b->columns * (size_t)b->sheets && zb_diags_count(b->run->in.diags, ZB_ERROR) == before; k++)
    if (b->start[k] < b->start[k + 1])
      report_column(b, k);
  if (b->left && zb_diags_count(b->run->in.diags, ZB_ERROR) == before)
    zb_overset_card(b->run, b->left, b->left_src);
}

/* --- placing -------------------------------------------------------------------------------------------------- */

zb_rect zb_card_inner(const zb_board *b, zb_rect r)
{
  const zb_boxstyle *s = &b->frame->card;
  return (zb_rect){.x = r.x + zb_block_scaled(&b->run->ctx, s->pad_left),
                   .y = r.y + (b->tab ? 0 : zb_block_scaled(&b->run->ctx, s->pad_top)),
                   .w = r.w - b->pad_x,
                   .h = r.h - b->pad_y};
}

/* Content is stretched so many times as far as its glue and pictures name, at most: a photo keeps about its shape. */
enum { FURTHEST = 4 };

static void place_card(const zb_board *b, zb_page_plan *page, const zb_card *k, zb_rect r)
{
  const zb_boxstyle *s = &b->frame->card;
  zb_rect inner = zb_card_inner(b, r);
  inner.h = (zb_u)(inner.h < k->sum.height + (int64_t)FURTHEST * k->sum.stretch
                       ? inner.h
                       : k->sum.height + (int64_t)FURTHEST * k->sum.stretch);
  zb_push(b->run->in.arena, &page->placed,
          (zb_placed){.list = k->list,
                      .r = inner,
                      .card = s->present ? s : NULL,
                      .card_rect = r,
                      .open = s->breaks == ZB_CARD_CLONE ? 0 : k->open,
                      .frame = r,
                      .order = (int)(b->frame - b->run->in.layout->frame)});
}

/* What a card can take of the slack of its column, or give. */
static int64_t flexibility(const zb_card *k, zb_u slack)
{
  return slack >= 0 ? k->sum.stretch : k->sum.shrink;
}

/* More than this cannot be stretched without holes: the hole at the foot, in lines of the body. */
static void check_hole(const zb_board *b, size_t column, int64_t slack, int64_t total)
{
  zb_u line = zb_block_style(&b->run->ctx, "body").leading;
  int64_t hole = slack - FURTHEST * total;
  if (b->frame->fill != ZB_FILL_JUSTIFY || hole <= line * 3 / 2)
    return;
  zb_arena *a = b->run->in.arena;
  zb_diag(b->run->in.diags, ZB_D_UNDERFULL_COLUMN, b->card[b->start[column]].theme->src,
          zb_arena_printf(a, "%zu", column + 1), zb_arena_printf(a, "%d", (int)(hole / line)), NULL);
}

/* Shares the slack of a column among its cards by what their content can stretch (or shrink). */
static void place_column(const zb_board *b, zb_page_plan *page, size_t column)
{
  size_t from = b->start[column], to = b->start[column + 1];
  zb_rect box = column < b->columns ? b->box : b->more_box;
  zb_u natural = run_height(b, from, to), slack = box.h - natural, y = box.y;
  int64_t total = 0, done = 0, given = 0;
  for (size_t i = from; i < to; i++)
    total += flexibility(&b->card[i], slack);
  for (size_t i = from; i < to; i++) {
    done += flexibility(&b->card[i], slack);
    int64_t until =
        total > 0 ? (int64_t)slack * done / total : (int64_t)slack * (int64_t)(i + 1 - from) / (int64_t)(to - from);
    zb_u h = b->card[i].height + (zb_u)(until - given);
    if (b->frame->fill == ZB_FILL_TOP && slack > 0)
      h = b->card[i].height;
    given = until;
    zb_u x = box.x + (zb_u)(column % b->columns) * (b->column + b->frame->gutter);
    place_card(b, page, &b->card[i], (zb_rect){.x = x, .y = y, .w = b->column, .h = h});
    y += h + b->gap;
  }
  if (from < to)
    check_hole(b, column, slack, total);
}

static void report_broken(const zb_board *b)
{
  zb_run *run = b->run;
  for (size_t i = 0; i < b->ncards; i++)
    if (b->card[i].open == ZB_OPEN_FOOT && !b->left) /* its first part */
      zb_diag(run->in.diags, ZB_D_CARD_BROKEN, b->card[i].theme->src,
              zb_prose_plain(run->in.arena, run->in.report, b->card[i].theme->title), run->in.layout->name, NULL);
}

/* A card in the columns is one column wide, whatever its theme asks for. */
static void report_span(const zb_board *b)
{
  zb_run *run = b->run;
  for (size_t i = 0; i < b->ncards; i++) {
    const zb_val *span = zb_obj_get(b->card[i].theme->props, ZB_K_SPAN);
    bool first_part = i == 0 || b->card[i].theme != b->card[i - 1].theme;
    if (span && first_part && b->columns > 1 && zb_span_columns(span->text) != 1)
      zb_diag(run->in.diags, ZB_D_SPAN_ON_CARDS, span->src, span->text,
              zb_prose_plain(run->in.arena, run->in.report, b->card[i].theme->title), run->in.layout->name, NULL);
  }
}

/* What stands above the columns of the first sheet. */
static void place_heads(const zb_board *b, zb_page_plan *page)
{
  zb_board own = *b;
  own.columns = (size_t)b->frame->columns;
  zb_summary_place(b->run, &b->summary, page);
  zb_wide_heads(&own, page);
}

static void place_sheets(const zb_board *b, zb_plan *plan)
{
  for (int s = 0; s < b->sheets; s++) {
    zb_page_plan page = {0};
    if (s == 0)
      place_heads(b, &page);
    for (size_t k = 0; k < b->columns; k++)
      place_column(b, &page, (size_t)s * b->columns + k);
    if (page.placed.n > 0 || s == 0)
      zb_push(b->run->in.arena, &plan->page, page);
  }
}

/* The themes of which something stands in this frame. */
static void find_cards(zb_board *b)
{
  zb_run *run = b->run;
  size_t n = run->in.report->nthemes;
  b->card = zb_newn(run->in.arena, zb_card, n);
  for (size_t i = 0; i < n; i++) {
    bool titled;
    zb_block_list blocks = zb_take_in(run, b->frame, (int)i, &titled);
    if (titled || blocks.n > 0)
      b->card[b->ncards++] = (zb_card){.theme = &run->in.report->theme[i]};
  }
}

/* Themes that span all columns stand at the head of the board when they come first. */
static void find_heads(zb_board *b)
{
  size_t n = 0;
  while (n + 1 < b->ncards && b->columns > 1) {
    const zb_val *span = zb_obj_get(b->card[n].theme->props, ZB_K_SPAN);
    int columns = span ? zb_span_columns(span->text) : 1;
    if (columns > 0 && columns < (int)b->columns)
      break;
    n++;
  }
  if (n == 0 || each_alone(b))
    return;
  b->head = b->card;
  b->nheads = n;
  b->card += n;
  b->ncards -= n;
  b->head_box = b->box;
  zb_u foot = b->box.y + b->box.h;
  b->box.y = zb_wide_heads(b, NULL);
  b->box.h = foot - b->box.y;
}

/* Board, columns and, if there are enough for them, cards set and shared out; *part: how full the fullest column is. */
static zb_board set_board(zb_run *run, int64_t *part)
{
  zb_board b = board_of(run);
  find_cards(&b);
  if (each_alone(&b))
    b.columns = 1;
  find_heads(&b);
  if (2 * b.ncards >= b.columns && b.ncards < b.columns) { /* fewer, wider columns */
    b.columns = b.ncards;
    b.column = (b.box.w - (zb_u)(b.columns - 1) * b.frame->gutter) / (zb_u)b.columns;
  }
  b.wide = b.ncards < b.columns && b.ncards > 0 && !run->break_cards;
  if (b.wide)
    return b;
  for (size_t i = 0; i < b.ncards; i++)
    b.card[i] = zb_card_make(&b, b.card[i].theme, zb_card_index(&b, b.card[i].theme));
  *part = split(&b);
  b.broken = *part > 1000 && run->break_cards && b.frame->card.breaks != ZB_CARD_WHOLE;
  if (b.broken)
    *part = zb_cards_break(&b);
  return b;
}

/* Is there room in its column for the card as it would be set now? Keeps it if so. */
static bool has_room(zb_board *b, size_t index)
{
  size_t column = 0;
  while (b->start[column + 1] <= index)
    column++;
  zb_card before = b->card[index];
  b->card[index] = zb_card_make(b, before.theme, zb_card_index(b, before.theme));
  if (run_height(b, b->start[column], b->start[column + 1]) <= zb_column_height(b, column))
    return true;
  b->card[index] = before;
  return false;
}

static void find_more(zb_run *run)
{
  int64_t part = 0;
  zb_hushed h = zb_run_hush(run);
  zb_board b = set_board(run, &part);
  if (b.wide ? zb_wide_room(&b, 0) : !b.broken && part <= 1000)
    zb_board_fill(&b, b.wide ? zb_wide_room : has_room);
  zb_run_speak(run, h);
}

static zb_room plan_board(zb_run *run, zb_plan *plan, bool final)
{
  int64_t part = 0;
  if (final && run->in.layout->nroom > 0)
    find_more(run);
  zb_board b = set_board(run, &part);
  if (b.wide) {
    zb_page_plan page = {0};
    place_heads(&b, &page);
    zb_room room = zb_wide_cards(&b, &page, final);
    zb_push(run->in.arena, &plan->page, page);
    return room;
  }
  zb_room room = room_of(&b, part);
  if (!final)
    return room;
  report_overset(&b);
  report_broken(&b);
  report_span(&b);
  place_sheets(&b, plan);
  return room;
}

zb_room zb_cards_plan(zb_run *run, zb_plan *plan, bool final)
{
  zb_room cards = plan_board(run, plan, final);
  if (!zb_frame_of(run->in.layout, ZB_FRAME_FLOW))
    return cards;
  zb_room text = zb_flow_plan(run, plan, final);
  return zb_room_join(cards, text);
}
