/* What leaves its place in a column: pictures that do not fit wait for the next column while the text of their section
   goes on; floats go to its foot or wait for the top of the next. */
#include <string.h>

#include "layout/column.h"

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

void zb_cursor_skip(zb_cursor *c, size_t n)
{
  c->item += n;
  c->box = 0;
  c->head = NULL;
}

/* --- pictures that wait --------------------------------------------------------------------------------------- */

/* Is the last box one that must stay with the picture at the cursor? A heading may stay with the text after it. */
static bool kept(const zb_filling *g)
{
  const zb_cursor *c = &g->at;
  const zb_item *v = g->f->item.v;
  if (g->k.list.v[g->k.list.n - 1].penalty < ZB_BREAK_FORBID)
    return false;
  bool heading = v[c->item - 1].block && v[c->item - 1].block->kind == ZB_B_HEADING;
  return !heading || !v[c->item + 1].block || v[c->item + 1].block->kind != ZB_B_TEXT;
}

/* Is it of several pieces that no column holds together (the sheets of a turned table)? It would wait for ever. */
static bool is_long(const zb_filling *g, const zb_vlist *l)
{
  bool breaks = false;
  for (size_t i = 0; i + 1 < l->n; i++)
    breaks = breaks || l->v[i].penalty < ZB_BREAK_FORBID;
  zb_vsum sum = zb_vlist_sum(l, 0, l->n);
  return breaks && sum.height - sum.shrink > g->limit;
}

/* Text of the same theme must follow, and a picture does not overtake another. */
static bool may_wait(const zb_filling *g)
{
  const zb_cursor *c = &g->at;
  const zb_item *it = &g->f->item.v[c->item];
  if (it->place != ZB_FLOAT_AUTO || (it->span > 1 && g->f->columns > 1) || it->new_page || c->box > 0 || c->rest ||
      c->waiting.n == ZB_WAITING_MAX || c->item + 1 >= g->stop || g->k.list.n == 0 || kept(g) || is_long(g, &it->list))
    return false;
  return it[1].theme == it->theme && it[1].place != ZB_FLOAT_AUTO;
}

/* Has an item left the text? */
static bool has_left(const zb_filling *g, size_t item)
{
  bool left = zb_item_is_away(&g->f->item.v[item]);
  for (size_t i = 0; i < g->at.waiting.n; i++)
    left = left || g->at.waiting.item[i] == item;
  return left;
}

/* The blocks before and after an item that stay in the text; not a pair, which stands for the items after it. */
static const zb_block *block_before(const zb_filling *g, size_t item)
{
  while (item > 0 && (has_left(g, item - 1) || g->f->item.v[item - 1].instead > 0))
    item--;
  return item > 0 ? g->f->item.v[item - 1].block : NULL;
}

static const zb_block *block_after(const zb_filling *g, size_t item)
{
  while (++item < g->f->item.n && has_left(g, item))
    ;
  return item < g->f->item.n ? g->f->item.v[item].block : NULL;
}

/* The item at the cursor leaves its place between two blocks: the space there becomes what it is between those two. */
static void close_gap(zb_filling *g)
{
  const zb_block *prev = block_before(g, g->at.item), *next = block_after(g, g->at.item);
  if (!prev || !next || g->k.list.n == 0)
    return;
  zb_vbox *last = &g->k.list.v[g->k.list.n - 1];
  zb_vlist pair = {0};
  zb_vbox plain = *last;
  if (plain.penalty < ZB_BREAK_FORBID)
    plain.space = plain.space_stretch = plain.space_shrink = 0;
  zb_push(g->f->run->in.arena, &pair, plain);
  zb_block_ctx c = g->f->run->ctx;
  zb_block_gap(&c, prev, next, &pair);
  *last = pair.v[0];
  g->k.space = last->space;
  g->k.space_shrink = last->space_shrink;
}

static void set_aside(zb_filling *g, zb_queue *to)
{
  close_gap(g);
  zb_queue_push(to, g->at.item);
  zb_cursor_skip(&g->at, 1);
}

bool zb_column_let_wait(zb_filling *g)
{
  bool may = may_wait(g);
  if (may)
    set_aside(g, &g->at.waiting);
  return may;
}

bool zb_column_barred(const zb_filling *g)
{
  enum { HOLE = 3 }; /* a hole of a third of the column is worse than a picture behind the next heading */
  if (g->at.waiting.n == 0 || g->at.box > 0 || g->k.list.n == 0)
    return false;
  bool crosses = false;
  for (size_t i = 0; i < g->at.waiting.n && !crosses; i++)
    crosses = zb_item_crosses(g->f, g->at.waiting.item[i], g->at.item);
  return crosses && (zb_column_room(g, &g->k, NULL) - g->k.height) <= g->limit / HOLE;
}

bool zb_column_place_waiting(zb_filling *g)
{
  zb_arena *a = g->f->run->in.arena;
  zb_column *k = &g->k, trial = *k;
  const zb_vlist *l = &g->f->item.v[g->at.waiting.item[0]].list;
  /* appending must not write into the original's room, nor move its boxes */
  trial.list.v = k->list.n ? zb_arena_memdup(a, k->list.v, k->list.n * sizeof *k->list.v) : NULL;
  trial.list.cap = trial.list.n;
  trial.foot.note.cap = trial.foot.note.n;
  trial.space = k->list.n ? zb_u_max(k->space, zb_flow_gap(g->f)) : 0;
  zb_u space = trial.space;
  for (size_t i = 0; i < l->n; i++) {
    if (!zb_column_fits(g, &trial, &l->v[i]) && (k->list.n > 0 || i > 0))
      return false;
    zb_column_append(g, &trial, &l->v[i]);
  }
  if (k->list.n > 0)
    trial.list.v[k->list.n - 1].space = zb_u_max(trial.list.v[k->list.n - 1].space, space);
  *k = trial;
  zb_queue_pop(&g->at.waiting);
  return true;
}

/* --- floats --------------------------------------------------------------------------------------------------- */

bool zb_column_take_below(zb_filling *g, size_t item)
{
  zb_column *k = &g->k;
  const zb_vlist *l = &g->f->item.v[item].list;
  zb_u more = zb_vlist_sum(l, 0, l->n).height + zb_flow_gap(g->f);
  bool full = k->height + more > zb_column_room(g, k, NULL) || k->below.n == ZB_WAITING_MAX;
  if (full && (k->list.n > 0 || k->below.n > 0))
    return false;
  zb_queue_push(&k->below, item);
  k->below_height += more;
  for (size_t i = 0; i < l->n; i++)
    zb_column_note(g, k, &l->v[i]);
  return true;
}

/* Floats of the page are placed there already or wait for the next one; those of the column go to its foot or wait for
   the top of the next. */
bool zb_column_float_away(zb_filling *g)
{
  const zb_item *it = &g->f->item.v[g->at.item];
  if (g->at.box > 0 || g->at.rest || it->place < ZB_FLOAT_TOP)
    return false;
  bool page = zb_item_is_away(it);
  bool placed = page ? zb_queue_take(&g->at.early, g->at.item)
                     : it->place == ZB_FLOAT_BOTTOM && g->at.waiting.n == 0 && zb_column_take_below(g, g->at.item);
  zb_queue *to = page ? &g->at.wide : &g->at.waiting;
  if (placed) {
    close_gap(g);
    zb_cursor_skip(&g->at, 1);
    return true;
  }
  if (to->n == ZB_WAITING_MAX || (!page && g->k.list.n == 0))
    return false;
  set_aside(g, to);
  return true;
}

void zb_column_append_below(const zb_filling *g, zb_vlist *list)
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
