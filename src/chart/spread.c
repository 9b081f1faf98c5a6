/* One-dimensional label placement: pool adjacent violators, then clamp to the room. */
#include "chart/spread.h"

/* Slips first..first + n - 1 stand side by side; `start` is the edge of the first. */
typedef struct cluster {
  size_t first, n;
  int64_t sum; /* of the edges that each member would wish for the first */
  zb_u size;
  zb_u start;
} cluster;

static zb_u clamp_start(const cluster *c, zb_u lo, zb_u hi)
{
  return zb_u_max(lo, zb_u_min((zb_u)(c->sum / (int64_t)c->n), hi - c->size));
}

bool zb_spread(zb_arena *a, zb_slip *slip, size_t n, zb_u lo, zb_u hi)
{
  int64_t total = 0;
  for (size_t i = 0; i < n; i++)
    total += slip[i].size;
  if (total > hi - lo)
    return false;
  cluster *c = zb_newn(a, cluster, n);
  size_t m = 0;
  for (size_t i = 0; i < n; i++) {
    c[m] = (cluster){.first = i, .n = 1, .sum = slip[i].at - slip[i].size / 2, .size = slip[i].size};
    c[m].start = clamp_start(&c[m], lo, hi);
    for (m++; m > 1 && c[m - 2].start + c[m - 2].size > c[m - 1].start; m--) {
      cluster *left = &c[m - 2], *right = &c[m - 1];
      left->sum += right->sum - (int64_t)right->n * left->size;
      left->n += right->n;
      left->size += right->size;
      left->start = clamp_start(left, lo, hi);
    }
  }
  for (size_t k = 0; k < m; k++) {
    zb_u at = c[k].start;
    for (size_t i = c[k].first; i < c[k].first + c[k].n; i++) {
      slip[i].at = at + slip[i].size / 2;
      at += slip[i].size;
    }
  }
  return true;
}
