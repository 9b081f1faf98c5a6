/* Tables over several columns or pages: what the best breaks from a row on will cost, by dynamic programming over the rows
   (Knuth and Plass, "Breaking paragraphs into lines", 1981, with rows for words and pages for lines). */
#include "layout/flow.h"

/* The cheapest way to put boxes [from, n) into columns of height `limit`, knowing the costs of all later starts. */
static int64_t best_from(const zb_vlist *l, size_t from, zb_u limit, const int64_t *cost)
{
  const zb_vbox *head = zb_vlist_head(l, from);
  int64_t best = INT64_MAX, height = head ? head->height + head->space : 0;
  for (size_t i = from; i < l->n; i++) {
    const zb_vbox *b = &l->v[i];
    height += b->height;
    if (height > limit && i > from)
      break;
    if (i + 1 == l->n)
      return 0; /* the rest of the text goes on below the last rows */
    int64_t under = b->under ? b->under->height : 0;
    if (b->penalty < ZB_BREAK_FORBID && (height + under <= limit || i == from) && cost[i + 1] < INT64_MAX) {
      int64_t mine = zb_break_cost((zb_u)(limit - height), limit, b->penalty) + cost[i + 1];
      best = mine < best ? mine : best;
    }
    height += b->space;
  }
  return best;
}

int64_t zb_rows_cost(zb_flow *f, size_t item, size_t box, zb_u limit)
{
  zb_item *it = &f->item.v[item];
  if (!it->block || it->block->kind != ZB_B_TABLE || limit <= 0)
    return 0;
  if (!it->cost || it->cost_limit != limit) {
    if (!it->cost)
      it->cost = zb_newn(f->run->in.arena, int64_t, it->list.n + 1);
    it->cost_limit = limit;
    it->cost[it->list.n] = 0;
    for (size_t i = it->list.n; i-- > 0;)
      it->cost[i] = best_from(&it->list, i, limit, it->cost);
  }
  return it->cost[box] < INT64_MAX ? it->cost[box] : 0;
}
