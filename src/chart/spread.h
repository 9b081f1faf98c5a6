/* Labels on a line that must not touch: each as near to where it wants to be as its neighbours let it. */
#ifndef ZB_CHART_SPREAD_H
#define ZB_CHART_SPREAD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/geom.h"

/* `at` is the wanted middle and becomes the found one; `size` includes the gap to the next. */
typedef struct zb_slip {
  zb_u at, size;
} zb_slip;

/* Moves n slips, given in rising order of `at`, apart inside lo..hi: those that touch form a cluster that stands at the
   mean of their wishes (least squares; the pool-adjacent-violators algorithm). Linear. False: they need more room. */
bool zb_spread(zb_arena *a, zb_slip *slip, size_t n, zb_u lo, zb_u hi);

#endif
