/* Linear and band scales: exact values to drawn lengths without rounding that adds up. */
#include "chart/scale.h"

#include <math.h>

/* Share of the pitch that a bar, a group of bars fills, in permille. */
enum { FILL_ONE = 660, FILL_GROUP = 700 };

/* Between two groups of many bars, in quarters of a bar. */
enum { APART = 6 };

void zb_domain_add(zb_domain *d, zb_num v)
{
  if (zb_num_cmp(v, d->lo) < 0)
    d->lo = v;
  if (zb_num_cmp(v, d->hi) > 0)
    d->hi = v;
}

zb_linear zb_linear_new(zb_arena *a, zb_domain d, zb_u length)
{
  return (zb_linear){.lo = d.lo, .span = zb_num_sub(a, d.hi, d.lo), .length = length};
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

zb_u zb_linear_at(zb_arena *a, const zb_linear *s, zb_num v)
{
  return s->span.sign == 0 ? 0 : zb_num_scale(zb_num_sub(a, v, s->lo), s->span, s->length);
}

/* The two ends that reach farthest at a length: beyond the place of hi, before that of lo. */
typedef struct reach {
  double up, down;       /* from the place of lo, both counted outwards */
  double up_at, down_at; /* values there, as shares of the span */
  double up_pad, down_pad;
} reach;

static reach reach_of(zb_domain d, const zb_end *end, size_t n, double length)
{
  double lo = zb_num_double(d.lo), span = zb_num_double(d.hi) - lo;
  reach r = {.up = span > 0 ? length : 0, .up_at = span > 0 ? 1 : 0};
  for (size_t i = 0; i < n; i++) {
    double at = span > 0 ? (end[i].value - lo) / span : 0;
    double far = end[i].less ? end[i].pad - at * length : at * length + end[i].pad;
    if (end[i].less && far > r.down) {
      r.down = far;
      r.down_at = at;
      r.down_pad = end[i].pad;
    } else if (!end[i].less && far > r.up) {
      r.up = far;
      r.up_at = at;
      r.up_pad = end[i].pad;
    }
  }
  return r;
}

zb_u zb_linear_before(zb_domain d, const zb_end *end, size_t n, zb_u length)
{
  return (zb_u)ceil(reach_of(d, end, n, length).down);
}

/* The room used is a convex function of the length, made of straight pieces: Newton's method from above ends on the
   piece that binds after as many steps as there are pieces, a handful. */
zb_u zb_linear_fit(zb_domain d, const zb_end *end, size_t n, zb_u room, zb_u *before)
{
  double length = room;
  for (int round = 0; round < 64; round++) {
    reach r = reach_of(d, end, n, length);
    if (r.up + r.down <= room + 1e-6)
      break;
    double slope = r.up_at - r.down_at;
    if (slope <= 1e-9)
      return -1;
    length = (room - r.up_pad - r.down_pad) / slope;
    if (length < 0)
      return -1;
  }
  zb_u out = (zb_u)floor(length + 1e-6);
  *before = zb_linear_before(d, end, n, out);
  return out;
}

zb_u zb_band_edge(const zb_band *b, size_t i)
{
  return b->n == 0 ? b->start : b->start + zb_u_muldiv(b->length, (int64_t)i, (int64_t)b->n);
}

/* Groups of more than three bars stand no farther apart than groups of three: by one bar and a half. */
static int64_t fill_of(int64_t n)
{
  int64_t total = 5 * n - 1; /* in quarters of a bar */
  return n <= 3 ? FILL_GROUP : 1000 * total / (total + APART);
}

/* A group of n bars is n thicknesses and n - 1 quarter gaps wide. */
zb_group zb_group_new(zb_u pitch, size_t nbars, zb_u max)
{
  int64_t n = nbars < 1 ? 1 : (int64_t)nbars;
  zb_u thick = n == 1 ? zb_u_muldiv(pitch, FILL_ONE, 1000) : zb_u_muldiv(pitch, fill_of(n) * 4, 1000 * (5 * n - 1));
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
  return n == 1 ? zb_u_muldiv(thick, 1000, FILL_ONE) : zb_u_muldiv(thick, 1000 * (5 * n - 1), fill_of(n) * 4);
}

zb_u zb_group_offset(const zb_group *g, zb_u pitch, size_t j)
{
  return (pitch - g->total) / 2 + (zb_u)j * (g->thick + g->gap);
}
