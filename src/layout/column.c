/* One column of running text: boxes until the room ends, then the best break among those passed. */
#include <string.h>

#include "layout/column.h"

int64_t zb_break_cost(zb_u hole, zb_u height, int penalty)
{
  int64_t mille = hole > 0 && height > 0 ? (int64_t)hole * 1000 / height : 0;
  return mille * mille / 50 + (penalty > 0 ? penalty : 0);
}

static zb_ending ending_here(const zb_filling *g, int64_t cost)
{
  const zb_column *k = &g->k;
  return (zb_ending){.boxes = k->list.n,
                     .notes = k->foot.note.n,
                     .foot = k->foot.height,
                     .below = k->below.n,
                     .below_height = k->below_height,
                     .next = g->at,
                     .cost = cost,
                     .any = true};
}

/* May the column end here, and is that better than before? `finished`: everything before `stop` has been placed. */
static void consider(zb_filling *g, int penalty, bool finished)
{
  if (penalty >= ZB_BREAK_FORBID && !finished)
    return;
  zb_u room = zb_column_room(g, &g->k, NULL);
  const zb_vbox *under = g->k.list.n > 0 && !finished ? g->k.list.v[g->k.list.n - 1].under : NULL;
  if (under && g->k.height - g->k.shrink + under->height > room && g->best.any)
    return; /* no room for what a break here puts below */
  int64_t cost = finished ? -1 : zb_break_cost(room - g->k.height, room, penalty);
  if (!finished && g->at.item < g->stop && !g->at.rest)
    cost += zb_rows_cost(g->f, g->at.item, g->at.box, g->limit);
  if (!g->best.any || cost <= g->best.cost)
    g->best = ending_here(g, cost);
}

/* Past the box at the cursor. */
static void next_box(zb_filling *g)
{
  g->at.rest = NULL;
  const zb_item *it = &g->f->item.v[g->at.item];
  const zb_vbox *b = &it->list.v[g->at.box];
  if (++g->at.box == it->list.n)
    zb_cursor_skip(&g->at, 1 + it->instead);
  g->at.head = g->at.box > 0 ? b->head : NULL;
}

/* Has all before stop been placed? */
static bool finished(const zb_filling *g)
{
  return g->at.item >= g->stop && g->at.waiting.n == 0;
}

/* Is the box at the cursor the rest of a paragraph that the last column began? */
static bool goes_on(const zb_filling *g)
{
  const zb_item *it = &g->f->item.v[g->at.item];
  size_t box = g->at.box;
  if (g->at.item >= g->stop || box == 0)
    return false;
  const zb_vbox *a = &it->list.v[box - 1], *b = &it->list.v[box];
  return a->nmarks > 0 && a->nmarks == b->nmarks && a->kind == ZB_V_LINE &&
         a->mark[a->nmarks - 1].node == b->mark[b->nmarks - 1].node;
}

/* What waited comes first, though never inside a paragraph or a table. */
static void place_what_waited(zb_filling *g)
{
  bool table = g->at.head && g->at.waiting.n > 0;
  if (table) {
    zb_column_repeat(g, &g->k, g->at.head);
    g->at.head = NULL;
  }
  while (g->at.waiting.n > 0 && (table ? g->at.box > 0 && g->at.item < g->stop : goes_on(g))) {
    const zb_vbox *b = &g->f->item.v[g->at.item].list.v[g->at.box];
    if (!zb_column_fits(g, &g->k, b) && g->k.list.n > 0)
      return;
    zb_column_append(g, &g->k, b);
    next_box(g);
    consider(g, b->penalty, false);
    g->at.head = NULL;
  }
  while (g->at.waiting.n > 0 && g->f->item.v[g->at.waiting.item[0]].place == ZB_FLOAT_BOTTOM &&
         zb_column_take_below(g, g->at.waiting.item[0])) {
    zb_queue_pop(&g->at.waiting);
    consider(g, 0, finished(g));
  }
  while (g->at.waiting.n > 0 && zb_column_place_waiting(g))
    consider(g, 0, finished(g));
}

/* The head of a table that goes on is repeated. */
static void repeat_head(zb_filling *g)
{
  if (g->at.head)
    zb_column_repeat(g, &g->k, g->at.head);
  g->at.head = NULL;
}

/* Begins the column. A picture that waited and is too high for it waits on, unless it `must` stand here. Returns whether
   it is too high. */
static bool begin(zb_filling *g, bool must)
{
  const zb_filling fresh = *g;
  place_what_waited(g);
  repeat_head(g);
  bool over = g->k.height - g->k.shrink > zb_column_room(g, &g->k, NULL);
  if (!over || must || fresh.at.item >= fresh.stop)
    return over;
  zb_vlist work = g->k.list; /* its memory may have moved */
  *g = fresh;
  g->k.list = (zb_vlist){.v = work.v, .cap = work.cap};
  repeat_head(g);
  return false;
}

/* Takes as much of a box as there is room for; the rest begins the next column. */
static bool cut_box(zb_filling *g, const zb_vbox *b)
{
  const zb_vbox *rest;
  zb_u room = zb_column_room(g, &g->k, b) - (g->k.list.n ? g->k.height + g->k.space : 0);
  const zb_vbox *first = b->cut(b, g->f->run->in.arena, room, &rest);
  if (!first)
    return false;
  zb_column_append(g, &g->k, first);
  g->at.rest = rest;
  consider(g, first->penalty, false);
  return true;
}

/* Do the boxes that must stay with the one at the cursor fit? */
static bool chain_fits(const zb_filling *g)
{
  const zb_vlist *l = &g->f->item.v[g->at.item].list;
  int64_t need = g->k.height + (g->k.list.n ? g->k.space : 0);
  for (size_t i = 0; i < l->n; i++) {
    need += l->v[i].height;
    if (l->v[i].penalty < ZB_BREAK_FORBID)
      break;
    need += l->v[i].space;
  }
  return need <= zb_column_room(g, &g->k, NULL);
}

/* A picture with text beside it has no room: one goes below the other, unless the column may as well end here. */
static bool unpair(zb_filling *g)
{
  enum { HOLE = 5 };
  if ((zb_column_room(g, &g->k, NULL) - g->k.height) * HOLE < g->limit)
    return false;
  zb_cursor_skip(&g->at, 1);
  return true;
}

/* Adds a box, the whole of it or as much as may be cut off; the picture it belongs to may wait instead. False: the column
   ends. */
static bool place_box(zb_filling *g, const zb_vbox *b, bool *over)
{
  bool top = g->k.list.n == 0, room = zb_column_fits(g, &g->k, b);
  if (!room && b->cut && cut_box(g, b))
    return false;
  if (!room && !top)
    return zb_column_let_wait(g);
  *over = !room;
  zb_column_append(g, &g->k, b);
  return true;
}

/* Takes the box at the cursor. False: the column has ended before it; *over: it was taken although it does not fit. */
static bool take_box(zb_filling *g, bool *over)
{
  const zb_item *it = &g->f->item.v[g->at.item];
  const zb_vbox *b = g->at.rest ? g->at.rest : &it->list.v[g->at.box];
  bool top = g->k.list.n == 0;
  if (it->new_page && g->at.box == 0 && !top) {
    consider(g, ZB_BREAK_FORCE, true);
    return false;
  }
  if (zb_column_barred(g))
    return false;
  if (zb_column_float_away(g)) {
    consider(g, g->k.list.n > 0 ? g->k.list.v[g->k.list.n - 1].penalty : 0, finished(g));
    return true;
  }
  if (it->instead > 0 && g->at.box == 0 && !top && !chain_fits(g))
    return unpair(g);
  if (!(top && b->discard_top)) {
    size_t item = g->at.item;
    if (!place_box(g, b, over))
      return false;
    if (g->at.item != item) /* it waits */
      return true;
  }
  next_box(g);
  consider(g, b->penalty, finished(g));
  g->at.head = NULL; /* only after a break */
  return !*over;
}

/* The boxes up to the break, in memory of their own, with what stands below them. */
static zb_vlist own_boxes(zb_filling *g)
{
  zb_arena *a = g->f->run->in.arena;
  size_t n = g->k.list.n;
  const zb_vbox *under = n > 0 && g->best.next.box > 0 ? g->k.list.v[n - 1].under : NULL;
  zb_vlist out = {.v = zb_newn(a, zb_vbox, n + 1), .n = n, .cap = n + 1};
  if (n > 0)
    memcpy(out.v, g->k.list.v, n * sizeof *out.v);
  if (under)
    out.v[out.n++] = *under;
  zb_column_append_below(g, &out);
  return out;
}

/* A block that its writer wants whole is longer than a column. */
static void report_broken(const zb_filling *g, bool over)
{
  const zb_layout *l = g->f->run->in.layout;
  const zb_item *it = g->at.item < g->f->item.n ? &g->f->item.v[g->at.item] : NULL;
  if (!over && it && it->block && g->at.box > 0 && zb_layout_prop_int(l, it->block, ZB_K_KEEP, 0))
    zb_diag(g->f->run->in.diags, ZB_D_KEEP_BROKEN, it->block->src, l->name, NULL);
}

/* Nothing may break: the column ends where its room ends. */
static void end_by_force(zb_filling *g, bool over)
{
  if (g->at.item < g->stop && g->at.box > 0 && !g->at.rest)
    g->at.head = g->f->item.v[g->at.item].list.v[g->at.box - 1].head;
  g->best = ending_here(g, 0);
  report_broken(g, over);
}

/* Ends the column at its best break. */
static zb_vlist end_column(zb_filling *g, zb_cursor *c, zb_foot *foot)
{
  g->k.list.n = g->best.boxes;
  g->k.foot.note.n = g->best.notes;
  g->k.foot.height = g->best.foot;
  g->k.below.n = g->best.below;
  g->k.below_height = g->best.below_height;
  *foot = g->k.foot;
  *c = g->best.next;
  return own_boxes(g);
}

zb_vlist zb_column_fill(zb_flow *f, zb_cursor *c, size_t stop, zb_u limit, zb_foot *foot, bool must, bool *over)
{
  zb_filling g = {.f = f, .stop = stop, .limit = limit, .k.foot = *foot, .at = *c};
  g.k.list = (zb_vlist){.v = f->work.v, .cap = f->work.cap};
  *over = begin(&g, must);
  while (!*over && g.at.item < stop && g.at.waiting.n < ZB_WAITING_MAX && take_box(&g, over))
    ;
  /* the text ends before a next column */
  while (!*over && g.at.item >= stop && g.at.waiting.n > 0 && zb_column_place_waiting(&g))
    consider(&g, 0, finished(&g));
  f->work = g.k.list;
  if (!must && (*over || !g.best.any)) {
    *over = false;
    return (zb_vlist){0};
  }
  if (!g.best.any)
    end_by_force(&g, *over);
  return end_column(&g, c, foot);
}
