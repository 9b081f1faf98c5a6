/* Running text: summary and themes through the columns of FLOW frames, page after page. Pictures that do not fit wait for the
   next column while the text after them goes on; columns of a page that is not full are balanced. */
#include <string.h>

#include "layout/run.h"

/* One run of boxes that belongs together: a block, or a theme's title. */
typedef struct item {
  zb_vlist list;
  const zb_block *block; /* NULL: a theme's title */
  int theme;      /* -1: summary */
  bool floats;    /* may change places with the text after it */
  bool spans;     /* runs over all columns of its frame */
  bool new_page;  /* starts a page */
} item;

typedef struct flow {
  zb_run *run;
  ZB_VEC(item) item;
  int columns;
  zb_u gutter, width, column; /* of the frame and of one column */
} flow;

/* Against breaking right after the first block of a theme: as much as a hole of 40 % of the page. */
enum { WAITING_MAX = 8, LEAD_PENALTY = 3200 };

/* Where the text stands: next box of next item, pictures that wait. Copied freely, so that fills can be tried. */
typedef struct cursor {
  size_t item, box;
  const zb_vbox *head; /* to repeat at the top of the next column, or NULL */
  size_t waiting[WAITING_MAX];
  size_t nwaiting;
} cursor;

/* --- the items ------------------------------------------------------------------------------------------------ */

static bool is_picture(const zb_block *b)
{
  return b->kind == ZB_B_CHART || b->kind == ZB_B_PHOTO || b->kind == ZB_B_GROUP || b->kind == ZB_B_NUMBERS ||
         b->kind == ZB_B_TABLE;
}

static bool is_wide(const zb_block *b)
{
  return b->kind == ZB_B_LEAD || b->kind == ZB_B_NUMBERS || b->kind == ZB_B_TABLE || b->kind == ZB_B_GROUP;
}

static void add_blocks(flow *f, zb_block_ctx *c, const zb_block_list *blocks, int theme)
{
  for (size_t i = 0; i < blocks->n; i++) {
    const zb_block *b = blocks->v[i];
    item it = {.block = b, .theme = theme, .spans = f->columns > 1 && (theme < 0 || is_wide(b)), .floats = is_picture(b)};
    zb_block_layout(c, b, it.spans || f->columns == 1 ? f->width : f->column, &it.list);
    zb_block_gap(c, b, i + 1 < blocks->n ? blocks->v[i + 1] : NULL, &it.list);
    if (i == 0 && theme >= 0 && it.list.n > 0) /* a theme should not open at the foot of a page with its lead alone */
      it.list.v[it.list.n - 1].penalty = zb_u_max(it.list.v[it.list.n - 1].penalty, LEAD_PENALTY);
    if (it.list.n > 0)
      zb_push(c->arena, &f->item, it);
  }
}

static void add_theme(flow *f, const zb_theme *theme, size_t index)
{
  zb_block_ctx c = f->run->ctx;
  zb_theme_marks(&c, theme);
  zb_block_list blocks = {0};
  zb_take_blocks(f->run, theme->block, theme->nblocks, zb_prose_plain(c.arena, c.report, theme->title), theme->src,
                 &blocks);
  item title = {.theme = (int)index, .spans = f->columns > 1, .new_page = c.layout->theme_page && index > 0};
  zb_theme_title(&c, theme, index, f->width, &title.list);
  /* the space before a theme is the space after what precedes it */
  if (f->item.n > 0 && title.list.n > 0) {
    zb_vlist *before = &f->item.v[f->item.n - 1].list;
    zb_vbox *last = &before->v[before->n - 1];
    last->space = zb_u_max(last->space, zb_block_style(&c, "theme").space_before);
  }
  if (title.list.n > 0)
    zb_push(c.arena, &f->item, title);
  add_blocks(f, &c, &blocks, (int)index);
}

/* --- filling one column --------------------------------------------------------------------------------------- */

static bool at_end(const flow *f, const cursor *c)
{
  return c->item >= f->item.n && c->nwaiting == 0;
}

/* Appends one box's height to a column being filled. */
typedef struct column {
  zb_vlist list;
  zb_u height, shrink; /* natural height without the last space; what it can give */
  zb_u space, space_shrink; /* after the last box */
} column;

static bool fits(const column *k, const zb_vbox *b, zb_u limit)
{
  zb_u before = k->list.n ? k->space : 0, give = k->list.n ? k->space_shrink : 0;
  return k->height + before + b->height - (k->shrink + give + b->shrink) <= limit;
}

static void append(zb_arena *a, column *k, const zb_vbox *b)
{
  k->height += (k->list.n ? k->space : 0) + b->height;
  k->shrink += (k->list.n ? k->space_shrink : 0) + b->shrink;
  k->space = b->space;
  k->space_shrink = b->space_shrink;
  zb_push(a, &k->list, *b);
}

/* A place where the column may end. */
typedef struct ending {
  size_t boxes;
  cursor next;
  int64_t cost;
  bool any;
} ending;

/* Cost of ending here: the hole at the foot (quadratic: a tenth of the column = 200) and the break's own penalty. */
static void consider(ending *best, const column *k, const cursor *next, zb_u limit, int penalty, bool finished)
{
  if (penalty >= ZB_BREAK_FORBID && !finished)
    return;
  int64_t hole = limit > k->height ? (int64_t)(limit - k->height) * 1000 / limit : 0;
  int64_t cost = finished ? -1 : hole * hole / 50 + (penalty > 0 ? penalty : 0);
  if (best->any && cost > best->cost)
    return;
  *best = (ending){.boxes = k->list.n, .next = *next, .cost = cost, .any = true};
}

/* May the picture at `at` wait: text of the same theme follows, and nothing must stay with it. */
static bool may_wait(const flow *f, const cursor *c, const column *k, size_t stop)
{
  const item *it = &f->item.v[c->item];
  if (!it->floats || it->new_page || c->box > 0 || c->nwaiting == WAITING_MAX || c->item + 1 >= stop)
    return false;
  if (k->list.n == 0 || k->list.v[k->list.n - 1].penalty >= ZB_BREAK_FORBID)
    return false;
  return f->item.v[c->item + 1].theme == it->theme;
}

/* Puts all boxes of a waiting picture at the top; false when it does not fit below what is there. */
static bool place_waiting(flow *f, column *k, cursor *c, zb_u limit)
{
  const zb_vlist *l = &f->item.v[c->waiting[0]].list;
  column trial = *k;
  trial.list.cap = trial.list.n; /* appending must not write into the original's room */
  trial.space = k->list.n ? zb_u_max(k->space, zb_block_scaled(&f->run->ctx, f->run->in.layout->block_gap)) : 0;
  zb_u space = trial.space;
  for (size_t i = 0; i < l->n; i++) {
    if (!fits(&trial, &l->v[i], limit) && (k->list.n > 0 || i > 0))
      return false;
    append(f->run->in.arena, &trial, &l->v[i]);
  }
  if (k->list.n > 0)
    trial.list.v[k->list.n - 1].space = space;
  *k = trial;
  c->nwaiting--;
  memmove(c->waiting, c->waiting + 1, c->nwaiting * sizeof *c->waiting);
  return true;
}

static void skip_item(cursor *c)
{
  c->item++;
  c->box = 0;
  c->head = NULL;
}

/* A picture was taken out from between two blocks: the space after the last box becomes what it is between those two. */
static void close_gap(flow *f, column *k, size_t waiting)
{
  const zb_block *prev = waiting > 0 ? f->item.v[waiting - 1].block : NULL, *next = f->item.v[waiting + 1].block;
  if (!prev || !next)
    return;
  zb_vbox *last = &k->list.v[k->list.n - 1];
  zb_vlist pair = {0};
  zb_vbox plain = *last;
  plain.space = plain.space_stretch = plain.space_shrink = 0;
  zb_push(f->run->in.arena, &pair, plain);
  zb_block_ctx c = f->run->ctx;
  zb_block_gap(&c, prev, next, &pair);
  *last = pair.v[0];
  k->space = last->space;
  k->space_shrink = last->space_shrink;
}

/* Is the box at the cursor the rest of a paragraph that the last column began? */
static bool goes_on(const item *it, size_t box)
{
  if (box == 0 || box >= it->list.n)
    return false;
  const zb_vbox *a = &it->list.v[box - 1], *b = &it->list.v[box];
  return a->nmarks > 0 && a->nmarks == b->nmarks && a->kind == ZB_V_LINE &&
         a->mark[a->nmarks - 1].node == b->mark[b->nmarks - 1].node;
}

/* Fills one column of height `limit` from *c with items before `stop`; returns the boxes and moves *c. At least one box is
   taken, so that filling always ends; *over tells that it does not fit. */
static zb_vlist fill_column(flow *f, cursor *c, size_t stop, zb_u limit, bool *over)
{
  zb_arena *a = f->run->in.arena;
  column k = {0};
  cursor at = *c;
  ending best = {0};
  *over = false;
  while (at.nwaiting > 0 && at.item < stop && goes_on(&f->item.v[at.item], at.box)) { /* never inside a paragraph */
    const zb_vbox *b = &f->item.v[at.item].list.v[at.box];
    if (!fits(&k, b, limit) && k.list.n > 0)
      break;
    append(a, &k, b);
    if (++at.box == f->item.v[at.item].list.n)
      skip_item(&at);
    consider(&best, &k, &at, limit, b->penalty, false);
  }
  while (at.nwaiting > 0 && place_waiting(f, &k, &at, limit))
    consider(&best, &k, &at, limit, 0, at.nwaiting == 0 && at.item >= stop);
  if (at.head) {
    append(a, &k, at.head);
    at.head = NULL;
  }
  while (at.item < stop && at.nwaiting < WAITING_MAX) {
    const item *it = &f->item.v[at.item];
    if (it->new_page && at.box == 0 && k.list.n > 0) {
      consider(&best, &k, &at, limit, ZB_BREAK_FORCE, true);
      break;
    }
    const zb_vbox *b = &it->list.v[at.box];
    bool top = k.list.n == 0;
    if (!(top && b->discard_top)) {
      if (!fits(&k, b, limit) && !top) {
        if (!may_wait(f, &at, &k, stop))
          break;
        close_gap(f, &k, at.item);
        at.waiting[at.nwaiting++] = at.item;
        skip_item(&at);
        continue;
      }
      *over = top && !fits(&k, b, limit);
      append(a, &k, b);
    }
    if (++at.box == it->list.n)
      skip_item(&at);
    at.head = at.box > 0 ? b->head : NULL;
    consider(&best, &k, &at, limit, b->penalty, at.item >= stop && at.nwaiting == 0);
    if (*over)
      break;
    at.head = NULL;
  }
  if (!best.any) { /* everything must stay together: end where the room ends */
    best = (ending){.boxes = k.list.n, .next = at, .any = true};
  }
  k.list.n = best.boxes;
  *c = best.next;
  return k.list;
}

/* --- regions: runs of items in the same columns ---------------------------------------------------------------- */

/* End of the run of items like the one at the cursor. */
static size_t region_end(const flow *f, const cursor *c)
{
  if (f->columns == 1)
    return f->item.n;
  size_t i = c->item;
  bool spans = i < f->item.n && f->item.v[i].spans;
  while (i < f->item.n && f->item.v[i].spans == spans)
    i++;
  return i;
}

/* Do `columns` columns of this height hold all items before stop? */
static bool holds(flow *f, cursor c, size_t stop, int columns, zb_u height)
{
  bool over = false;
  for (int i = 0; i < columns && !over; i++) {
    fill_column(f, &c, stop, height, &over);
    if (c.item >= stop && c.nwaiting == 0)
      return !over;
  }
  return false;
}

/* Smallest height in which the columns hold all items before stop; at most `limit`; 0 = they do not. */
static zb_u balanced_height(flow *f, const cursor *c, size_t stop, zb_u limit)
{
  if (!holds(f, *c, stop, f->columns, limit))
    return 0;
  zb_u lo = 0, hi = limit;
  while (hi - lo > ZB_UNIT / 2) {
    zb_u mid = lo + (hi - lo) / 2;
    if (holds(f, *c, stop, f->columns, mid))
      hi = mid;
    else
      lo = mid;
  }
  return hi;
}

static void place(zb_run *run, zb_page_plan *page, zb_vlist list, zb_rect r, bool fill)
{
  if (list.n == 0)
    return;
  zb_vsum sum = zb_vlist_sum(&list, 0, list.n);
  zb_u slack = r.h - sum.height;
  /* stretched no further than twice what the glue names: beyond that an even foot costs more than it gives */
  if (!fill ? slack >= 0 : slack > 2 * sum.stretch)
    r.h = sum.height;
  zb_push(run->in.arena, &page->placed, (zb_placed){.list = list, .r = r});
}

/* --- pages ---------------------------------------------------------------------------------------------------- */

static const zb_frame_def *frame_on(const zb_layout *l, int number, bool last)
{
  const zb_frame_def *best = NULL;
  for (size_t i = 0; i < l->nframes; i++) {
    const zb_frame_def *f = &l->frame[i];
    bool here = f->on == ZB_ON_LAST ? last : zb_on_page(f->on, number, 0);
    if (f->role == ZB_FRAME_FLOW && here && (!best || best->on == ZB_ON_ALL || f->on == ZB_ON_LAST))
      best = f;
  }
  return best;
}

/* The frame's box on a page: a LAST frame also keeps within the frame the page would have otherwise. */
static zb_rect frame_box(const zb_layout *l, int number, bool last)
{
  const zb_frame_def *f = frame_on(l, number, false), *end = last ? frame_on(l, number, true) : f;
  zb_rect r = f->box;
  if (end->on == ZB_ON_LAST) {
    zb_u top = zb_u_max(r.y, end->box.y), foot = zb_u_min(r.y + r.h, end->box.y + end->box.h);
    r.y = top;
    r.h = foot - top;
  }
  return zb_on_media(l, r);
}

static zb_u column_x(const flow *f, zb_rect r, int i)
{
  return r.x + i * (f->column + f->gutter);
}

/* Fills one page from *c. True when the text ended on it. */
static bool fill_page(flow *f, cursor *c, zb_rect r, bool justify, zb_page_plan *page, zb_src *overset)
{
  zb_u y = r.y, foot = r.y + r.h;
  bool over = false;
  while (!at_end(f, c) && y < foot) {
    size_t stop = region_end(f, c);
    bool spans = f->columns == 1 || (c->item < f->item.n && f->item.v[c->item].spans && c->nwaiting == 0);
    int columns = spans ? 1 : f->columns;
    zb_u left = foot - y, height = columns > 1 ? balanced_height(f, c, stop, left) : 0, used = 0, space = 0;
    zb_u limit = height ? height : left;
    for (int i = 0; i < columns && (c->item < stop || c->nwaiting > 0); i++) {
      zb_rect k = {.x = column_x(f, r, i), .y = y, .w = spans ? f->width : f->column, .h = limit};
      size_t first = c->item;
      zb_vlist list = fill_column(f, c, stop, limit, &over);
      if (over && overset->line == 0 && first < f->item.n)
        *overset = list.n ? list.v[0].src : f->item.v[first].list.v[0].src;
      bool ended = at_end(f, c);
      place(f->run, page, list, k, justify && !ended && (columns == 1 || height == 0));
      if (list.n > 0) {
        used = zb_u_max(used, zb_u_min(limit, zb_vlist_sum(&list, 0, list.n).height));
        space = zb_u_max(space, list.v[list.n - 1].space);
      }
    }
    y += used + space;
    if (c->item < stop || (columns > 1 && height == 0))
      return at_end(f, c); /* the page is full */
    if (c->item < f->item.n && f->item.v[c->item].new_page)
      return false;
  }
  return at_end(f, c);
}

/* Would the rest end on this page if it were the last one? */
static bool ends_here(flow *f, cursor c, zb_rect r)
{
  zb_page_plan trial = {0};
  zb_src over = ZB_SRC_NONE;
  return fill_page(f, &c, r, false, &trial, &over) && over.line == 0;
}

static void report_overset(zb_run *run, zb_src src, int pages)
{
  zb_diag(run->in.diags, ZB_D_OVERSET_TEXT, src, run->in.layout->name, zb_arena_printf(run->in.arena, "%d", pages), NULL);
}

static void fill_pages(flow *f, zb_plan *plan)
{
  enum { PAGES_MAX = 500 };
  const zb_layout *l = f->run->in.layout;
  int most = l->pages_max > 0 ? l->pages_max : PAGES_MAX;
  cursor c = {0};
  bool ended = false;
  while (!ended && (int)plan->page.n < most) {
    int number = (int)plan->page.n + 1;
    zb_rect last = frame_box(l, number, true), r = frame_box(l, number, false);
    bool is_last = ends_here(f, c, last);
    zb_page_plan page = {0};
    zb_src over = ZB_SRC_NONE;
    bool justify = frame_on(l, number, false)->fill == ZB_FILL_JUSTIFY;
    if (!is_last && ends_here(f, c, r)) /* the imprint would not fit: leave the end of the text for a page with it */
      r.h = last.h;
    ended = fill_page(f, &c, is_last ? last : r, justify && !is_last, &page, &over);
    if (over.line > 0)
      report_overset(f->run, over, number);
    zb_push(f->run->in.arena, &plan->page, page);
  }
  if (!ended) {
    size_t i = c.nwaiting ? c.waiting[0] : c.item;
    report_overset(f->run, f->item.v[i].list.v[i == c.item ? c.box : 0].src, most);
  }
}

void zb_flow_plan(zb_run *run, zb_plan *plan)
{
  const zb_frame_def *frame = frame_on(run->in.layout, 1, false);
  if (!frame) {
    zb_diag(run->in.diags, ZB_D_NO_FLOW_FRAME, ZB_SRC_NONE, run->in.layout->name, NULL);
    return;
  }
  flow f = {.run = run, .columns = frame->columns, .gutter = frame->gutter, .width = frame->box.w};
  f.column = (f.width - (f.columns - 1) * f.gutter) / f.columns;
  zb_block_ctx c = run->ctx;
  zb_block_list summary = {0};
  zb_take_blocks(run, run->in.report->summary, run->in.report->nsummary, NULL, ZB_SRC_NONE, &summary);
  add_blocks(&f, &c, &summary, -1);
  for (size_t i = 0; i < run->in.report->nthemes; i++)
    add_theme(&f, &run->in.report->theme[i], i);
  if (f.item.n == 0) {
    zb_push(run->in.arena, &plan->page, (zb_page_plan){0});
    return;
  }
  fill_pages(&f, plan);
}
