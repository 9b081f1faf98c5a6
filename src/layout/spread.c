/* Vertical justification of a filled rectangle: what is left at its foot goes into the gaps and pictures of its regions
   and between them, each as far as it can take more. */
#include "layout/flow.h"

/* Lists that begin at one height. */
typedef struct region {
  size_t from, to;
  zb_u foot, gives; /* where the lowest ends; how much lower it may end */
} region;

static region region_from(const zb_page_plan *page, size_t from)
{
  region g = {.from = from, .gives = INT32_MAX};
  zb_u y = page->placed.v[from].r.y;
  size_t i = from;
  for (; i < page->placed.n && page->placed.v[i].r.y == y && page->placed.v[i].list.n > 0; i++) {
    const zb_placed *p = &page->placed.v[i];
    zb_vsum sum = zb_vlist_sum(&p->list, 0, p->list.n);
    zb_u used = p->r.h > sum.height ? p->r.h - sum.height : 0;
    g.foot = zb_u_max(g.foot, p->r.y + p->r.h);
    g.gives = zb_u_min(g.gives, 2 * sum.stretch > used ? 2 * sum.stretch - used : 0);
  }
  g.to = i;
  return g;
}

static void move(zb_page_plan *page, const region *g, zb_u down, zb_u more)
{
  for (size_t i = g->from; i < g->to; i++) {
    page->placed.v[i].r.y += down;
    page->placed.v[i].r.h += more;
  }
}

void zb_flow_spread(zb_page_plan *page, size_t first, zb_rect r)
{
  enum { REGIONS = 64 };
  region g[REGIONS];
  size_t n = 0;
  int64_t can = 0;
  while (first < page->placed.n && page->placed.v[first].list.n == 0)
    first++;
  for (size_t i = first; i < page->placed.n && n < REGIONS; i = g[n - 1].to) {
    g[n] = region_from(page, i);
    if (g[n].to == i)
      return;
    can += g[n++].gives;
  }
  if (n == 0)
    return;
  zb_u slack = r.y + r.h - g[n - 1].foot;
  if (slack <= 0)
    return;
  /* first what the regions themselves can take, then up to two lines' worth between them */
  int64_t take = can < slack ? can : slack;
  zb_u between = n > 1 ? (zb_u)((slack - take) / (int64_t)(n - 1)) : 0, done = 0;
  between = zb_u_min(between, ZB_PT(14));
  int64_t sofar = 0;
  for (size_t i = 0; i < n; i++) {
    sofar += g[i].gives;
    zb_u until = can > 0 ? (zb_u)(take * sofar / can) : 0;
    move(page, &g[i], done + (zb_u)i * between, until - done);
    done = until;
  }
}
