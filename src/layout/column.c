/* One column of running text: boxes until the room ends, then the best break among those passed. Pictures that do not
   fit wait for the next column while the text after them goes on; floats leave their place for the top or the foot. */
#include <string.h>

#include "layout/area.h"

/* The column being filled. */
typedef struct column {
  zb_vlist list;
  zb_u height, shrink;      /* natural height without the last space; what it can give */
  zb_u space, space_shrink; /* after the last box */
  size_t run;               /* grid: the boxes from here on stand off the grid */
  zb_foot foot;
  zb_queue below; /* floats at the foot of the column */
  zb_u below_height;
} column;

/* A place where the column may end. */
typedef struct ending {
  size_t boxes, notes, below;
  zb_u foot, below_height;
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

void zb_queue_push(zb_queue *q, size_t item)
{
  q->item[q->n++] = item;
}

bool zb_queue_take(zb_queue *q, size_t item)
{
  for (size_t i = 0; i < q->n; i++)
    if (q->item[i] == item) {
      q->n--;
      memmove(q->item + i, q->item + i + 1, (q->n - i) * sizeof *q->item);
      return true;
    }
  return false;
}

/* --- the grid ------------------------------------------------------------------------------------------------- */

/* Lines as high as the pitch stand on the grid. */
static bool on_grid(const zb_flow *f, const zb_vbox *b)
{
  return f->grid > 0 && b->kind == ZB_V_LINE && b->height == f->grid && b->baseline > 0;
}

/* What is missing to the next line of the grid where the box would stand. */
static zb_u to_grid(const zb_flow *f, const column *k, const zb_vbox *b)
{
  if (!on_grid(f, b) || k->list.n == 0)
    return 0;
  zb_u over = (f->top + k->height + k->space) % f->grid;
  return over > 0 ? f->grid - over : 0;
}

/* The glue goes above what stands off the grid, unless the column may end inside that. */
static void move_to_grid(filling *g, column *k, zb_u more)
{
  size_t above = k->run;
  if (above == 0 || (g->best.any && g->best.boxes > above))
    above = k->list.n;
  k->list.v[above - 1].space += more;
  if (above == k->list.n)
    k->space += more;
  else
    k->height += more;
}

/* --- boxes ---------------------------------------------------------------------------------------------------- */

/* Room for boxes in the column when `b` (or NULL) joins: what its footnotes take is gone. */
static zb_u room_of(const filling *g, const column *k, const zb_vbox *b)
{
  zb_foot foot = k->foot;
  if (b)
    foot.height = zb_notes_join(&g->f->run->ctx, foot.height, b->note, b->nnotes);
  return zb_foot_limit(&foot, g->limit) - k->below_height;
}

static bool fits(const filling *g, const column *k, const zb_vbox *b)
{
  int64_t before = k->list.n ? k->space : 0, give = k->list.n ? k->space_shrink : 0;
  before += to_grid(g->f, k, b);
  int64_t shrink = g->f->grid > 0 ? 0 : k->shrink + give + b->shrink;
  return (int64_t)k->height + before + b->height - shrink <= room_of(g, k, b);
}

/* A repeated head: its footnotes stand where it stood first. */
static void append_head(filling *g, column *k, const zb_vbox *b)
{
  zb_vbox own = *b;
  if (g->f->grid > 0)
    own.shrink = own.space_shrink = 0;
  zb_u more = to_grid(g->f, k, b);
  if (more > 0)
    move_to_grid(g, k, more);
  k->height += (k->list.n ? k->space : 0) + own.height;
  k->shrink += (k->list.n ? k->space_shrink : 0) + own.shrink;
  k->space = own.space;
  k->space_shrink = own.space_shrink;
  zb_push(g->f->run->in.arena, &k->list, own);
  if (on_grid(g->f, b))
    k->run = k->list.n;
}

static void append(filling *g, column *k, const zb_vbox *b)
{
  append_head(g, k, b);
  for (size_t i = 0; i < b->nnotes; i++)
    zb_push(g->f->run->in.arena, &k->foot.note, b->note[i]);
  k->foot.height = zb_notes_join(&g->f->run->ctx, k->foot.height, b->note, b->nnotes);
}

int64_t zb_break_cost(zb_u hole, zb_u height, int penalty)
{
  int64_t mille = hole > 0 && height > 0 ? (int64_t)hole * 1000 / height : 0;
  return mille * mille / 50 + (penalty > 0 ? penalty : 0);
}

static ending ending_here(const filling *g, int64_t cost)
{
  const column *k = &g->k;
  return (ending){.boxes = k->list.n,
                  .notes = k->foot.note.n,
                  .foot = k->foot.height,
                  .below = k->below.n,
                  .below_height = k->below_height,
                  .next = g->at,
                  .cost = cost,
                  .any = true};
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

static void next_item(zb_cursor *c, size_t n)
{
  c->item += n;
  c->box = 0;
  c->head = NULL;
}

/* Past the box at the cursor. */
static void next_box(filling *g)
{
  g->at.rest = NULL;
  const zb_item *it = &g->f->item.v[g->at.item];
  const zb_vbox *b = &it->list.v[g->at.box];
  if (++g->at.box == it->list.n)
    next_item(&g->at, 1 + it->instead);
  g->at.head = g->at.box > 0 ? b->head : NULL;
}

/* Has all before stop been placed? */
static bool finished(const filling *g)
{
  return g->at.item >= g->stop && g->at.waiting.n == 0;
}

/* --- pictures that wait --------------------------------------------------------------------------------------- */

/* May the picture at the cursor wait: text of the same theme follows, and nothing must stay with it. */
static bool may_wait(const filling *g)
{
  const zb_cursor *c = &g->at;
  const column *k = &g->k;
  const zb_item *it = &g->f->item.v[c->item];
  if (it->place != ZB_FLOAT_AUTO || (it->span > 1 && g->f->columns > 1) || it->new_page || c->box > 0 || c->rest ||
      c->waiting.n == ZB_WAITING_MAX || c->item + 1 >= g->stop)
    return false;
  if (k->list.n == 0 || k->list.v[k->list.n - 1].penalty >= ZB_BREAK_FORBID)
    return false;
  return it[1].theme == it->theme &&
         it[1].place != ZB_FLOAT_AUTO; /* text goes on; a picture must not overtake another */
}

/* The item at the cursor leaves its place between two blocks: the space there becomes what it is between those two. */
static void close_gap(filling *g)
{
  size_t gone = g->at.item;
  size_t before = gone > 1 && g->f->item.v[gone - 1].instead > 0 ? gone - 1 : gone; /* not what stands for it */
  const zb_block *prev = before > 0 ? g->f->item.v[before - 1].block : NULL,
                 *next = gone + 1 < g->f->item.n ? g->f->item.v[gone + 1].block : NULL;
  if (!prev || !next || g->k.list.n == 0)
    return;
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

static void set_aside(filling *g, zb_queue *to)
{
  close_gap(g);
  zb_queue_push(to, g->at.item);
  next_item(&g->at, 1);
}

/* Puts all boxes of the first waiting picture below what is there; false when they do not fit. */
static bool place_waiting(filling *g)
{
  column *k = &g->k, trial = *k;
  const zb_vlist *l = &g->f->item.v[g->at.waiting.item[0]].list;
  /* appending must not write into the original's room, nor move its boxes */
  trial.list.v = k->list.n ? zb_arena_memdup(g->f->run->in.arena, k->list.v, k->list.n * sizeof *k->list.v) : NULL;
  trial.list.cap = trial.list.n;
  trial.foot.note.cap = trial.foot.note.n;
  trial.space = k->list.n ? zb_u_max(k->space, zb_flow_gap(g->f)) : 0;
  zb_u space = trial.space;
  for (size_t i = 0; i < l->n; i++) {
    if (!fits(g, &trial, &l->v[i]) && (k->list.n > 0 || i > 0))
      return false;
    append(g, &trial, &l->v[i]);
  }
  if (k->list.n > 0)
    trial.list.v[k->list.n - 1].space = zb_u_max(trial.list.v[k->list.n - 1].space, space);
  *k = trial;
  zb_queue_pop(&g->at.waiting);
  return true;
}

/* --- floats --------------------------------------------------------------------------------------------------- */

static zb_u height_of(const zb_item *it)
{
  return zb_vlist_sum(&it->list, 0, it->list.n).height;
}

/* Takes a float to the foot of this column; false when there is no room above what stands there already. */
static bool take_below(filling *g, size_t item)
{
  column *k = &g->k;
  zb_u more = height_of(&g->f->item.v[item]) + zb_flow_gap(g->f);
  bool full = k->height + more > room_of(g, k, NULL) || k->below.n == ZB_WAITING_MAX;
  if (full && (k->list.n > 0 || k->below.n > 0))
    return false;
  zb_queue_push(&k->below, item);
  k->below_height += more;
  const zb_vlist *l = &g->f->item.v[item].list;
  for (size_t i = 0; i < l->n; i++) {
    for (size_t n = 0; n < l->v[i].nnotes; n++)
      zb_push(g->f->run->in.arena, &k->foot.note, l->v[i].note[n]);
    k->foot.height = zb_notes_join(&g->f->run->ctx, k->foot.height, l->v[i].note, l->v[i].nnotes);
  }
  return true;
}

/* A float at the cursor leaves the text: those of the page are placed there already or wait for the next one; those of
   the column go to its foot or wait for the top of the next. False: it is none, or must stand here. */
static bool float_away(filling *g)
{
  const zb_item *it = &g->f->item.v[g->at.item];
  if (g->at.box > 0 || g->at.rest || it->place < ZB_FLOAT_TOP)
    return false;
  bool page = it->place == ZB_FLOAT_PAGE_TOP || it->place == ZB_FLOAT_PAGE_BOTTOM;
  if (page && zb_queue_take(&g->at.early, g->at.item)) {
    close_gap(g);
    next_item(&g->at, 1);
    return true;
  }
  if (page && g->at.wide.n < ZB_WAITING_MAX) {
    set_aside(g, &g->at.wide);
    return true;
  }
  if (it->place == ZB_FLOAT_BOTTOM && g->at.waiting.n == 0 && take_below(g, g->at.item)) {
    close_gap(g);
    next_item(&g->at, 1);
    return true;
  }
  if (page || g->k.list.n == 0 || g->at.waiting.n == ZB_WAITING_MAX)
    return false;
  set_aside(g, &g->at.waiting);
  return true;
}

/* The floats at the foot come behind the boxes, pushed down by the glue before them. */
static void append_below(const filling *g, zb_vlist *list)
{
  zb_u gap = zb_flow_gap(g->f), used = zb_vlist_sum(list, 0, list->n).height;
  zb_u room = zb_foot_limit(&g->k.foot, g->limit), push = zb_u_max(gap, room - used - (g->k.below_height - gap));
  for (size_t i = 0; i < g->k.below.n; i++) {
    const zb_vlist *l = &g->f->item.v[g->k.below.item[i]].list;
    if (list->n > 0)
      list->v[list->n - 1].space = i == 0 ? push : gap;
    for (size_t n = 0; n < l->n; n++)
      zb_push(g->f->run->in.arena, list, l->v[n]);
  }
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
  bool table = g->at.head && g->at.waiting.n > 0;
  if (table) {
    append_head(g, &g->k, g->at.head);
    g->at.head = NULL;
  }
  while (g->at.waiting.n > 0 && (table ? g->at.box > 0 && g->at.item < g->stop : goes_on(g))) {
    const zb_vbox *b = &g->f->item.v[g->at.item].list.v[g->at.box];
    if (!fits(g, &g->k, b) && g->k.list.n > 0)
      return;
    append(g, &g->k, b);
    next_box(g);
    consider(g, b->penalty, false);
    g->at.head = NULL;
  }
  while (g->at.waiting.n > 0 && g->f->item.v[g->at.waiting.item[0]].place == ZB_FLOAT_BOTTOM &&
         take_below(g, g->at.waiting.item[0])) {
    zb_queue_pop(&g->at.waiting);
    consider(g, 0, finished(g));
  }
  while (g->at.waiting.n > 0 && place_waiting(g))
    consider(g, 0, finished(g));
  if (g->at.head)
    append_head(g, &g->k, g->at.head);
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

/* Do the boxes that must stay with the one at the cursor fit? */
static bool chain_fits(const filling *g)
{
  const zb_vlist *l = &g->f->item.v[g->at.item].list;
  int64_t need = g->k.height + (g->k.list.n ? g->k.space : 0);
  for (size_t i = 0; i < l->n; i++) {
    need += l->v[i].height;
    if (l->v[i].penalty < ZB_BREAK_FORBID)
      break;
    need += l->v[i].space;
  }
  return need <= room_of(g, &g->k, NULL);
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
  if (float_away(g)) {
    consider(g, g->k.list.n > 0 ? g->k.list.v[g->k.list.n - 1].penalty : 0, finished(g));
    return true;
  }
  if (it->instead > 0 && g->at.box == 0 && !top && !chain_fits(g)) {
    enum { HOLE = 5 };
    if ((room_of(g, &g->k, NULL) - g->k.height) * HOLE < g->limit)
      return false;
    next_item(&g->at, 1); /* no room for text beside the picture: one below the other */
    return true;
  }
  if (!(top && b->discard_top)) {
    bool room = fits(g, &g->k, b);
    if (!room && b->cut && cut_box(g, b))
      return false;
    if (!room && !top) {
      bool wait = may_wait(g);
      if (wait)
        set_aside(g, &g->at.waiting);
      return wait;
    }
    *over = !room;
    append(g, &g->k, b);
  }
  next_box(g);
  consider(g, b->penalty, finished(g));
  g->at.head = NULL; /* only after a break */
  return !*over;
}

/* The boxes up to the break, in memory of their own, with what stands below them. */
static zb_vlist own_boxes(filling *g)
{
  zb_arena *a = g->f->run->in.arena;
  size_t n = g->k.list.n;
  const zb_vbox *under = n > 0 && g->best.next.box > 0 ? g->k.list.v[n - 1].under : NULL;
  zb_vlist out = {.v = zb_newn(a, zb_vbox, n + 1), .n = n, .cap = n + 1};
  if (n > 0)
    memcpy(out.v, g->k.list.v, n * sizeof *out.v);
  if (under)
    out.v[out.n++] = *under;
  append_below(g, &out);
  return out;
}

/* A block that its writer wants whole is longer than a column. */
static void report_broken(const filling *g, bool over)
{
  const zb_layout *l = g->f->run->in.layout;
  const zb_item *it = g->at.item < g->f->item.n ? &g->f->item.v[g->at.item] : NULL;
  if (!over && it && it->block && g->at.box > 0 && zb_layout_prop_int(l, it->block, ZB_K_KEEP, 0))
    zb_diag(g->f->run->in.diags, ZB_D_KEEP_BROKEN, it->block->src, l->name, NULL);
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
  while (!*over && g.at.item >= stop && g.at.waiting.n > 0 &&
         place_waiting(&g)) /* the text ends before a next column */
    consider(&g, 0, finished(&g));
  f->work = g.k.list;
  if (!must && (*over || !g.best.any)) {
    *over = false;
    return (zb_vlist){0};
  }
  if (!g.best.any) { /* everything must stay together: end where the room ends */
    if (g.at.item < stop && g.at.box > 0 && !g.at.rest)
      g.at.head = f->item.v[g.at.item].list.v[g.at.box - 1].head;
    g.best = ending_here(&g, 0);
    report_broken(&g, *over);
  }
  g.k.list.n = g.best.boxes;
  *foot = g.k.foot;
  foot->note.n = g.best.notes;
  foot->height = g.best.foot;
  *c = g.best.next;
  g.k.below.n = g.best.below;
  g.k.below_height = g.best.below_height;
  g.k.foot = *foot;
  return own_boxes(&g);
}
