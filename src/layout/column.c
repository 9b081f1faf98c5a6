/* One column of running text: boxes until the room ends, then the best break among those passed. Pictures that do not
   fit wait for the next column while the text after them goes on. */
#include <string.h>

#include "layout/flow.h"

/* The column being filled. */
typedef struct column {
  zb_vlist list;
  zb_u height, shrink;      /* natural height without the last space; what it can give */
  zb_u space, space_shrink; /* after the last box */
  zb_foot foot;
} column;

/* A place where the column may end. */
typedef struct ending {
  size_t boxes, notes;
  zb_u foot; /* height of the footnotes */
  zb_cursor next;
  int64_t cost;
  bool any;
} ending;

typedef struct filling {
  zb_flow *f;
  size_t stop;
  zb_u limit;
  column k;
  zb_cursor at;
  ending best;
} filling;

size_t zb_queue_pop(zb_queue *q)
{
  size_t first = q->item[0];
  q->n--;
  memmove(q->item, q->item + 1, q->n * sizeof *q->item);
  return first;
}

/* --- boxes ---------------------------------------------------------------------------------------------------- */

/* Room for boxes in the column when `b` (or NULL) joins: what its footnotes take is gone. */
static zb_u room_of(const filling *g, const column *k, const zb_vbox *b)
{
  zb_foot foot = k->foot;
  if (b)
    foot.height = zb_notes_join(&g->f->run->ctx, foot.height, b->note, b->nnotes);
  return zb_foot_limit(&foot, g->limit);
}

static bool fits(const filling *g, const column *k, const zb_vbox *b)
{
  int64_t before = k->list.n ? k->space : 0, give = k->list.n ? k->space_shrink : 0;
  return (int64_t)k->height + before + b->height - (k->shrink + give + b->shrink) <= room_of(g, k, b);
}

/* A repeated head: its footnotes stand where it stood first. */
static void append_head(zb_arena *a, column *k, const zb_vbox *b)
{
  k->height += (k->list.n ? k->space : 0) + b->height;
  k->shrink += (k->list.n ? k->space_shrink : 0) + b->shrink;
  k->space = b->space;
  k->space_shrink = b->space_shrink;
  zb_push(a, &k->list, *b);
}

static void append(const filling *g, column *k, const zb_vbox *b)
{
  zb_arena *a = g->f->run->in.arena;
  append_head(a, k, b);
  for (size_t i = 0; i < b->nnotes; i++)
    zb_push(a, &k->foot.note, b->note[i]);
  k->foot.height = zb_notes_join(&g->f->run->ctx, k->foot.height, b->note, b->nnotes);
}

int64_t zb_break_cost(zb_u hole, zb_u height, int penalty)
{
  int64_t mille = hole > 0 && height > 0 ? (int64_t)hole * 1000 / height : 0;
  return mille * mille / 50 + (penalty > 0 ? penalty : 0);
}

static ending ending_here(const filling *g, int64_t cost)
{
  const zb_foot *foot = &g->k.foot;
  return (ending){
      .boxes = g->k.list.n, .notes = foot->note.n, .foot = foot->height, .next = g->at, .cost = cost, .any = true};
}

/* May the column end here, and is that better than before? `finished`: everything before `stop` has been placed. */
static void consider(filling *g, int penalty, bool finished)
{
  if (penalty >= ZB_BREAK_FORBID && !finished)
    return;
  zb_u room = room_of(g, &g->k, NULL);
  const zb_vbox *under = g->k.list.n > 0 && !finished ? g->k.list.v[g->k.list.n - 1].under : NULL;
  if (under && g->k.height - g->k.shrink + under->height > room && g->best.any)
    return; /* no room for what a break here puts below */
  int64_t cost = finished ? -1 : zb_break_cost(room - g->k.height, room, penalty);
  if (!finished && g->at.item < g->stop && !g->at.rest)
    cost += zb_rows_cost(g->f, g->at.item, g->at.box, g->limit);
  if (!g->best.any || cost <= g->best.cost)
    g->best = ending_here(g, cost);
}

static void next_item(zb_cursor *c)
{
  c->item++;
  c->box = 0;
  c->head = NULL;
}

/* --- pictures that wait --------------------------------------------------------------------------------------- */

/* May the picture at the cursor wait: text of the same theme follows, and nothing must stay with it. */
static bool may_wait(const filling *g)
{
  const zb_cursor *c = &g->at;
  const column *k = &g->k;
  const zb_item *it = &g->f->item.v[c->item];
  if (!it->floats || it->new_page || c->box > 0 || c->waiting.n == ZB_WAITING_MAX || c->item + 1 >= g->stop)
    return false;
  if (k->list.n == 0 || k->list.v[k->list.n - 1].penalty >= ZB_BREAK_FORBID)
    return false;
  return it[1].theme == it->theme && !it[1].floats; /* text goes on; a picture must not overtake another */
}

/* The picture at the cursor leaves its place between two blocks: the space there becomes what it is between those two.
 */
static void set_aside(filling *g)
{
  size_t picture = g->at.item;
  const zb_block *prev = picture > 0 ? g->f->item.v[picture - 1].block : NULL, *next = g->f->item.v[picture + 1].block;
  if (prev && next) {
    zb_vbox *last = &g->k.list.v[g->k.list.n - 1];
    zb_vlist pair = {0};
    zb_vbox plain = *last;
    plain.space = plain.space_stretch = plain.space_shrink = 0;
    zb_push(g->f->run->in.arena, &pair, plain);
    zb_block_ctx c = g->f->run->ctx;
    zb_block_gap(&c, prev, next, &pair);
    *last = pair.v[0];
    g->k.space = last->space;
    g->k.space_shrink = last->space_shrink;
  }
  g->at.waiting.item[g->at.waiting.n++] = picture;
  next_item(&g->at);
}

/* Puts all boxes of the first waiting picture below what is there; false when they do not fit. */
static bool place_waiting(filling *g)
{
  column *k = &g->k, trial = *k;
  const zb_vlist *l = &g->f->item.v[g->at.waiting.item[0]].list;
  trial.list.cap = trial.list.n; /* appending must not write into the original's room */
  trial.foot.note.cap = trial.foot.note.n;
  trial.space = k->list.n ? zb_u_max(k->space, zb_block_scaled(&g->f->run->ctx, g->f->run->in.layout->block_gap)) : 0;
  zb_u space = trial.space;
  for (size_t i = 0; i < l->n; i++) {
    if (!fits(g, &trial, &l->v[i]) && (k->list.n > 0 || i > 0))
      return false;
    append(g, &trial, &l->v[i]);
  }
  if (k->list.n > 0)
    trial.list.v[k->list.n - 1].space = space;
  *k = trial;
  zb_queue_pop(&g->at.waiting);
  return true;
}

/* --- filling -------------------------------------------------------------------------------------------------- */

/* Is the box at the cursor the rest of a paragraph that the last column began? */
static bool goes_on(const filling *g)
{
  const zb_item *it = &g->f->item.v[g->at.item];
  size_t box = g->at.box;
  if (g->at.item >= g->stop || box == 0)
    return false;
  const zb_vbox *a = &it->list.v[box - 1], *b = &it->list.v[box];
  return a->nmarks > 0 && a->nmarks == b->nmarks && a->kind == ZB_V_LINE &&
         a->mark[a->nmarks - 1].node == b->mark[b->nmarks - 1].node;
}

/* What waited comes first, though never inside a paragraph or a table; the head of a table that goes on is repeated. */
static void fill_top(filling *g)
{
  zb_arena *a = g->f->run->in.arena;
  bool table = g->at.head && g->at.waiting.n > 0;
  if (table) {
    append_head(a, &g->k, g->at.head);
    g->at.head = NULL;
  }
  while (g->at.waiting.n > 0 && (table ? g->at.box > 0 && g->at.item < g->stop : goes_on(g))) {
    const zb_item *it = &g->f->item.v[g->at.item];
    const zb_vbox *b = &it->list.v[g->at.box];
    if (!fits(g, &g->k, b) && g->k.list.n > 0)
      return;
    append(g, &g->k, b);
    if (++g->at.box == it->list.n)
      next_item(&g->at);
    g->at.head = g->at.box > 0 ? b->head : NULL;
    consider(g, b->penalty, false);
    g->at.head = NULL;
  }
  while (g->at.waiting.n > 0 && place_waiting(g))
    consider(g, 0, g->at.waiting.n == 0 && g->at.item >= g->stop);
  if (g->at.head)
    append_head(a, &g->k, g->at.head);
  g->at.head = NULL;
}

/* Takes as much of a box as there is room for; the rest begins the next column. */
static bool cut_box(filling *g, const zb_vbox *b)
{
  const zb_vbox *rest;
  zb_u room = room_of(g, &g->k, b) - (g->k.list.n ? g->k.height + g->k.space : 0);
  const zb_vbox *first = b->cut(b, g->f->run->in.arena, room, &rest);
  if (!first)
    return false;
  append(g, &g->k, first);
  g->at.rest = rest;
  consider(g, first->penalty, false);
  return true;
}

/* Takes the box at the cursor. False: the column has ended before it; *over: it was taken although it does not fit. */
static bool take_box(filling *g, bool *over)
{
  const zb_item *it = &g->f->item.v[g->at.item];
  const zb_vbox *b = g->at.rest ? g->at.rest : &it->list.v[g->at.box];
  bool top = g->k.list.n == 0;
  if (it->new_page && g->at.box == 0 && !top) {
    consider(g, ZB_BREAK_FORCE, true);
    return false;
  }
  if (!(top && b->discard_top)) {
    bool room = fits(g, &g->k, b);
    if (!room && b->cut && cut_box(g, b))
      return false;
    if (!room && !top) {
      bool wait = may_wait(g);
      if (wait)
        set_aside(g);
      return wait;
    }
    *over = !room;
    append(g, &g->k, b);
  }
  g->at.rest = NULL;
  if (++g->at.box == it->list.n)
    next_item(&g->at);
  g->at.head = g->at.box > 0 ? b->head : NULL;
  consider(g, b->penalty, g->at.item >= g->stop && g->at.waiting.n == 0);
  g->at.head = NULL; /* only after a break */
  return !*over;
}

zb_vlist zb_column_fill(zb_flow *f, zb_cursor *c, size_t stop, zb_u limit, zb_foot *foot, bool must, bool *over)
{
  filling g = {.f = f, .stop = stop, .limit = limit, .k.foot = *foot, .at = *c};
  g.k.list = (zb_vlist){.v = f->work.v, .cap = f->work.cap};
  *over = false;
  fill_top(&g);
  *over = g.k.height - g.k.shrink > room_of(&g, &g.k, NULL); /* a waiting picture may be too high, too */
  while (!*over && g.at.item < stop && g.at.waiting.n < ZB_WAITING_MAX && take_box(&g, over))
    ;
  f->work = g.k.list;
  if (!must && (*over || !g.best.any)) {
    *over = false;
    return (zb_vlist){0};
  }
  if (!g.best.any) { /* everything must stay together: end where the room ends */
    if (g.at.item < stop && g.at.box > 0 && !g.at.rest)
      g.at.head = f->item.v[g.at.item].list.v[g.at.box - 1].head;
    g.best = ending_here(&g, 0);
  }
  g.k.list.n = g.best.boxes;
  *foot = g.k.foot;
  foot->note.n = g.best.notes;
  foot->height = g.best.foot;
  *c = g.best.next;
  const zb_vbox *under = g.k.list.n > 0 && c->box > 0 ? g.k.list.v[g.k.list.n - 1].under : NULL;
  size_t n = g.k.list.n;
  zb_vlist out = {.v = zb_newn(f->run->in.arena, zb_vbox, n + 1), .n = n, .cap = n + 1};
  if (n > 0)
    memcpy(out.v, g.k.list.v, n * sizeof *out.v);
  if (under)
    out.v[out.n++] = *under;
  return out;
}
