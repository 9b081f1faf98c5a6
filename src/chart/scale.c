/* Linear and band scales: exact values to drawn lengths without rounding that adds up. */
#include "chart/scale.h"

#include <limits.h>

/* Share of the pitch that a bar, a group of bars fills, in permille. */
enum { FILL_ONE = 660, FILL_GROUP = 700 };

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

/* A group of n bars is n thicknesses and n - 1 quarter gaps wide. */
zb_group zb_group_new(zb_u pitch, size_t nbars, zb_u max)
{
  int64_t n = nbars < 1 ? 1 : (int64_t)nbars;
  zb_u thick = n == 1 ? zb_u_muldiv(pitch, FILL_ONE, 1000) : zb_u_muldiv(pitch, FILL_GROUP * 4, 1000 * (5 * n - 1));
  if (max > 0)
    thick = zb_u_min(thick, max);
  return zb_group_of((zb_group){.thick = thick, .gap = thick / 4}, (size_t)n);
}

zb_group zb_group_of(zb_group g, size_t nbars)
{
  g.total = nbars == 0 ? 0 : (zb_u)nbars * g.thick + (zb_u)(nbars - 1) * g.gap;
  return g;
}

zb_u zb_group_pitch(zb_u thick, size_t nbars)
{
  int64_t n = nbars < 1 ? 1 : (int64_t)nbars;
  return n == 1 ? zb_u_muldiv(thick, 1000, FILL_ONE) : zb_u_muldiv(thick, 1000 * (5 * n - 1), FILL_GROUP * 4);
}

zb_u zb_group_offset(const zb_group *g, zb_u pitch, size_t j)
{
  return (pitch - g->total) / 2 + (zb_u)j * (g->thick + g->gap);
}
