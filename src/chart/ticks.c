/* Ticks: extended Wilkinson search with Heckbert's nice numbers as fallback. Searched in doubles, given exactly. */
#include "chart/scale.h"

#include <limits.h>
#include <math.h>

/* Weights of the paper for simplicity, coverage, density and legibility. */
#define W_SIMPLE 0.25
#define W_COVER 0.2
#define W_DENSE 0.5
#define W_LEGIBLE 0.05

/* Bounds that only degenerate domains reach. */
enum { TICKS_MAX = 30, POWER_MAX = 40 };

static const int wilkinson[] = {10, 50, 20, 25, 40, 30};
static const int office[] = {10, 50, 20, 40};
const zb_nice zb_nice_wilkinson = {.tenths = wilkinson, .n = sizeof wilkinson / sizeof wilkinson[0], .skips = 10};
const zb_nice zb_nice_office = {.tenths = office, .n = sizeof office / sizeof office[0], .skips = 1};

/* A step is nice[i] / 10 * skip * 10^power. */
typedef struct step {
  int rank, skip, power;
  double size;
} step;

typedef struct search {
  double lo, hi;
  int want;
  zb_nice nice;
  bool integer;
  /* best so far */
  double score;
  step step;
  int count;
  long start; /* first tick in units of step / skip */
} search;

static double score_of(double simple, double cover, double dense)
{
  return W_SIMPLE * simple + W_COVER * cover + W_DENSE * dense + W_LEGIBLE;
}

static double simplicity(const search *s, const step *st, bool zero)
{
  double rank = s->nice.n > 1 ? (double)st->rank / (s->nice.n - 1) : 0;
  return 1 - rank - st->skip + (zero ? 1 : 0);
}

static double coverage(const search *s, double lo, double hi)
{
  double unit = 0.1 * (s->hi - s->lo), a = s->hi - hi, b = s->lo - lo;
  return 1 - 0.5 * (a * a + b * b) / (unit * unit);
}

static double coverage_max(const search *s, double span)
{
  double spare = (span - (s->hi - s->lo)) / 2, unit = 0.1 * (s->hi - s->lo);
  return spare <= 0 ? 1 : 1 - spare * spare / (unit * unit);
}

static double density(const search *s, int count, double lo, double hi)
{
  double r = (count - 1) / (hi - lo);
  double rt = (s->want - 1) / (fmax(hi, s->hi) - fmin(lo, s->lo));
  return 2 - fmax(r / rt, rt / r);
}

static double density_max(const search *s, int count)
{
  return count >= s->want ? 2 - (double)(count - 1) / (s->want - 1) : 1;
}

/* Can the step be written without a fraction? */
static bool whole(const search *s, const step *st)
{
  long v = (long)s->nice.tenths[st->rank] * st->skip; /* * 10^(power - 1) */
  int down = 1 - st->power;
  for (; down > 0 && v % 10 == 0; down--)
    v /= 10;
  return down <= 0;
}

/* Tries one position of `count` ticks of this step; loose ends, zero kept as a tick where the domain holds it. */
static void try_start(search *s, const step *st, int count, long start)
{
  double lo = (double)start * st->size / st->skip, hi = lo + st->size * (count - 1);
  double eps = 1e-9 * (s->hi - s->lo);
  if (lo > s->lo + eps || hi < s->hi - eps)
    return;
  if ((fabs(s->lo) < eps && fabs(lo) > eps) || (fabs(s->hi) < eps && fabs(hi) > eps))
    return;
  bool zero = start % st->skip == 0 && lo <= eps && hi >= -eps;
  if (s->lo < -eps && s->hi > eps && !zero)
    return;
  double score = score_of(simplicity(s, st, zero), coverage(s, lo, hi), density(s, count, lo, hi));
  if (score > s->score) {
    s->score = score;
    s->step = *st;
    s->count = count;
    s->start = start;
  }
}

/* All powers of ten for one nice number, skip and count. */
static void try_powers(search *s, step st, int count)
{
  double nice = s->nice.tenths[st.rank] / 10.0;
  double delta = (s->hi - s->lo) / (count + 1) / st.skip / nice;
  int first = (int)ceil(log10(delta));
  for (st.power = first; st.power < first + POWER_MAX; st.power++) {
    st.size = st.skip * nice * pow(10, st.power);
    double cover = coverage_max(s, st.size * (count - 1));
    if (score_of(simplicity(s, &st, true), cover, density_max(s, count)) < s->score)
      return;
    if (s->integer && !whole(s, &st))
      continue;
    double from = floor(s->hi / st.size) * st.skip - (double)(count - 1) * st.skip;
    double to = ceil(s->lo / st.size) * st.skip;
    if (to - from > 1000 || fabs(from) > (double)(INT_MAX / 2))
      return;
    for (long start = (long)from; start <= (long)to; start++)
      try_start(s, &st, count, start);
  }
}

static bool run(search *s)
{
  s->score = s->nice.most > 0 ? -HUGE_VAL : -2; /* few ticks are better than none */
  for (int skip = 1; skip <= s->nice.skips; skip++)
    for (int rank = 0; rank < s->nice.n; rank++) {
      step st = {.rank = rank, .skip = skip};
      if (score_of(simplicity(s, &st, true), 1, 1) < s->score)
        return s->count > 0;
      for (int count = 2; count <= (s->nice.most > 1 ? s->nice.most : TICKS_MAX); count++) {
        if (score_of(simplicity(s, &st, true), 1, density_max(s, count)) < s->score)
          break;
        try_powers(s, st, count);
      }
    }
  return s->count > 0;
}

/* tenths / 10 * 10^power, exact. */
static zb_num exact(zb_arena *a, long tenths, int power)
{
  return zb_num_mul(a, zb_num_int(a, tenths), zb_num_pow10(a, power - 1));
}

zb_ticks zb_ticks_extended(zb_arena *a, zb_domain d, int want, zb_nice nice, bool integer)
{
  search s = {.lo = zb_num_double(d.lo),
              .hi = zb_num_double(d.hi),
              .want = want < 2 ? 2 : want,
              .nice = nice,
              .integer = integer};
  if (!(s.hi > s.lo) || !run(&s))
    return zb_ticks_heckbert(a, d, want, integer);
  zb_num unit = exact(a, nice.tenths[s.step.rank], s.step.power); /* step / skip */
  return (zb_ticks){.first = zb_num_mul(a, unit, zb_num_int(a, s.start)),
                    .step = zb_num_mul(a, unit, zb_num_int(a, s.step.skip)),
                    .n = s.count};
}

/* Heckbert's nice number near x: *tenths / 10 * 10^*power; rounded, or else not below x. */
static void nice_number(double x, bool round, int *tenths, int *power)
{
  *power = (int)floor(log10(x));
  double f = x / pow(10, *power);
  if (round)
    *tenths = f < 1.5 ? 10 : f < 3 ? 20 : f < 7 ? 50 : 100;
  else
    *tenths = f <= 1 ? 10 : f <= 2 ? 20 : f <= 5 ? 50 : 100;
}

zb_ticks zb_ticks_heckbert(zb_arena *a, zb_domain d, int want, bool integer)
{
  double lo = zb_num_double(d.lo), hi = zb_num_double(d.hi);
  if (!(hi > lo)) /* one value: ticks at it and one beyond */
    return (zb_ticks){.first = d.lo, .step = zb_num_int(a, 1), .n = 2};
  int tenths, power;
  nice_number(hi - lo, false, &tenths, &power);
  nice_number(tenths / 10.0 * pow(10, power) / (want < 2 ? 1 : want - 1), true, &tenths, &power);
  if (integer && power < 0) {
    power = 0;
    tenths = 10;
  }
  double size = tenths / 10.0 * pow(10, power);
  long from = (long)floor(lo / size + 1e-9), to = (long)ceil(hi / size - 1e-9);
  zb_num unit = exact(a, tenths, power);
  return (zb_ticks){.first = zb_num_mul(a, unit, zb_num_int(a, from)), .step = unit, .n = (int)(to - from) + 1};
}

zb_num zb_ticks_at(zb_arena *a, const zb_ticks *t, int i)
{
  return zb_num_add(a, t->first, zb_num_mul(a, t->step, zb_num_int(a, i)));
}

int zb_ticks_want(zb_u length, zb_u label_height)
{
  zb_u n = label_height > 0 ? length / (4 * label_height) : 7;
  return zb_u_clamp(n, 3, 7);
}
