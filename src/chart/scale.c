/* Linear and band scales: exact values to drawn lengths without rounding that adds up. */
#include "chart/scale.h"

#include <limits.h>

/* Bars of one series fill 0.66 of their pitch, groups 0.70 with gaps of 0.08, all gaps together 0.16 at most. */
enum { FILL_ONE = 660, FILL_GROUP = 700, GAP = 80, GAPS_MAX = 160 };

void zb_domain_add(zb_domain *d, zb_num v)
{
  if (zb_num_cmp(v, d->lo) < 0)
    d->lo = v;
  if (zb_num_cmp(v, d->hi) > 0)
    d->hi = v;
}

zb_linear zb_linear_new(zb_arena *a, zb_domain d, zb_u length)
{
  return (zb_linear){.span = zb_num_sub(a, d.hi, d.lo), .length = length};
}

static zb_num magnitude(zb_num v)
{
  v.sign = v.sign < 0 ? 1 : v.sign;
  return v;
}

zb_u zb_linear_length(const zb_linear *s, zb_num v)
{
  return s->span.sign == 0 ? 0 : zb_num_scale(magnitude(v), s->span, s->length);
}

/* The length of the domain at which a positive and a negative value with their pads fill the room exactly. Either
   may be absent (value 0): bars of one sign are bound by their own label only. */
static double fit_pair(double span, double pos, double neg, double pads, double room)
{
  double used = pos + neg;
  return used <= 0 ? room : (room - pads) * span / used;
}

zb_u zb_linear_fit(zb_domain d, const zb_num *value, const zb_u *pad, size_t n, zb_u room)
{
  double span = zb_num_double(d.hi) - zb_num_double(d.lo), best = room;
  for (size_t i = 0; i < n; i++) {
    double vi = zb_num_double(value[i]);
    if (pad[i] > room)
      return -1;
    if (vi < 0)
      best = best < fit_pair(span, 0, -vi, pad[i], room) ? best : fit_pair(span, 0, -vi, pad[i], room);
    for (size_t j = 0; j < n && vi >= 0; j++) {
      double vj = zb_num_double(value[j]);
      bool pair = vj < 0;
      double f = fit_pair(span, vi, pair ? -vj : 0, (double)pad[i] + (pair ? (double)pad[j] : 0), room);
      best = f < best ? f : best;
    }
  }
  return best >= INT_MAX ? INT_MAX : (zb_u)best; /* truncated: never wider than the room */
}

zb_u zb_band_edge(const zb_band *b, size_t i)
{
  return b->n == 0 ? b->start : b->start + zb_u_muldiv(b->length, (int64_t)i, (int64_t)b->n);
}

static int gap_permille(size_t nbars)
{
  if (nbars < 2)
    return 0;
  int even = GAPS_MAX / (int)(nbars - 1);
  return even < GAP ? even : GAP;
}

zb_group zb_group_new(zb_u pitch, size_t nbars, zb_u max)
{
  int64_t n = nbars < 1 ? 1 : (int64_t)nbars;
  int gap = gap_permille((size_t)n);
  int64_t fill = n > 1 ? FILL_GROUP : FILL_ONE;
  zb_group g = {.thick = zb_u_muldiv(pitch, fill - gap * (n - 1), 1000 * n),
                .gap = zb_u_muldiv(pitch, gap, 1000),
                .nbars = (size_t)n};
  if (max > 0 && g.thick > max) {
    g.gap = zb_u_muldiv(g.gap, max, g.thick);
    g.thick = max;
  }
  g.total = (zb_u)(g.thick * n + g.gap * (n - 1));
  return g;
}

zb_u zb_group_pitch(zb_u thick, size_t nbars)
{
  int64_t n = nbars < 1 ? 1 : (int64_t)nbars;
  int64_t fill = n > 1 ? FILL_GROUP : FILL_ONE;
  return zb_u_muldiv(thick, 1000 * n, fill - gap_permille((size_t)n) * (n - 1));
}

zb_u zb_group_offset(const zb_group *g, zb_u pitch, size_t j)
{
  return (pitch - g->total) / 2 + (zb_u)j * (g->thick + g->gap);
}
