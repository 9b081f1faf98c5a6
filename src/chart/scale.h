/* Scales: a linear scale from exact values to lengths, a band scale for categories, and ticks. Plain geometry. */
#ifndef ZB_CHART_SCALE_H
#define ZB_CHART_SCALE_H

#include "base/geom.h"
#include "base/num.h"

/* --- linear scale ---------------------------------------------------------------------------------------------- */

/* Values lo..hi; {0} is the domain that holds only zero. */
typedef struct zb_domain {
  zb_num lo, hi;
} zb_domain;

/* Widens the domain to hold v. Bars start from {0}, so that their domain always holds zero. */
void zb_domain_add(zb_domain *d, zb_num v);

/* Maps lo..hi to 0..length; span = hi - lo, exact. */
typedef struct zb_linear {
  zb_num lo, span; /* span > 0, or 0 when the domain is one value */
  zb_u length;
} zb_linear;

zb_linear zb_linear_new(zb_arena *a, zb_domain d, zb_u length);
/* The drawn length of |v|: exact product rounded to the unit, so that it is off by 1/2048 pt at most. */
zb_u zb_linear_length(const zb_linear *s, zb_num v);
/* Where v stands: 0 for lo, length for hi. */
zb_u zb_linear_at(zb_arena *a, const zb_linear *s, zb_num v);

/* What stands around the values of a linear scale and shares its room: `pad` units beyond `value`, towards greater or
   towards lesser values. */
typedef struct zb_end {
  double value;
  zb_u pad;
  bool less;
} zb_end;

/* The greatest length of the domain at which all ends keep inside `room`; *before gets what lies before the place of
   lo at that length. Linear in n for each of a few rounds. < 0: the pads alone need more than the room. */
zb_u zb_linear_fit(zb_domain d, const zb_end *end, size_t n, zb_u room, zb_u *before);
/* The same `before` for a length that is given. */
zb_u zb_linear_before(zb_domain d, const zb_end *end, size_t n, zb_u length);

/* --- band scale ------------------------------------------------------------------------------------------------ */

/* n bands of equal pitch over [start, start + length). */
typedef struct zb_band {
  zb_u start, length;
  size_t n;
} zb_band;

/* First unit of the pitch of category i; i = n gives the end. No rounding adds up. */
zb_u zb_band_edge(const zb_band *b, size_t i);

/* How `nbars` bars share the pitch of one category: thickness of each, gap between them, total. */
typedef struct zb_group {
  zb_u thick, gap, total;
} zb_group;

/* Bars fill 66 % of the pitch, a group 70 %, one of more than three all but one and a half bars, less when max > 0 limits a bar's thickness; the gap is a quarter of a bar
   (0.08 of the pitch for pairs). */
zb_group zb_group_new(zb_u pitch, size_t nbars, zb_u max);
/* The same bars and gaps for another number of bars: those of a category that lacks some values. */
zb_group zb_group_of(zb_group g, size_t nbars);
/* The pitch at which bars get the thickness asked for (inverse of zb_group_new without limit). */
zb_u zb_group_pitch(zb_u thick, size_t nbars);
/* Offset of bar j from the start of the pitch; the group stands in its middle. */
zb_u zb_group_offset(const zb_group *g, zb_u pitch, size_t j);

/* --- ticks ----------------------------------------------------------------------------------------------------- */

/* n ticks: first + i * step, exact. */
typedef struct zb_ticks {
  zb_num first, step;
  int n;
} zb_ticks;

/* Steps that count as nice, in tenths of a power of ten, best first; up to which multiple of them; how many ticks there
   may be (0: any number): more would not be legible. */
typedef struct zb_nice {
  const int *tenths;
  int n, skips, most;
} zb_nice;

extern const zb_nice zb_nice_wilkinson; /* 1 5 2 2.5 4 3: the list of the paper */
extern const zb_nice zb_nice_office;    /* 1 5 2 4: steps of 2.5, 3 and 8 read badly in 万 */

/* Extended Wilkinson ticks with loose ends: Talbot, Lin, Hanrahan, "An Extension of Wilkinson's Algorithm for
   Positioning Tick Labels on Axes", InfoVis 2010; weights 0.25 0.2 0.5 0.05. A domain that begins or ends at zero keeps
   zero as its outermost tick, one that holds zero has a tick there. `integer` forbids fractional steps (counts). want >= 2. Falls back to zb_ticks_heckbert.
 */
zb_ticks zb_ticks_extended(zb_arena *a, zb_domain d, int want, zb_nice nice, bool integer);
/* Nice numbers for graph labels: Heckbert, Graphics Gems, 1990, p. 61. Loose ends. */
zb_ticks zb_ticks_heckbert(zb_arena *a, zb_domain d, int want, bool integer);
zb_num zb_ticks_at(zb_arena *a, const zb_ticks *t, int i);
/* How many ticks suit an axis: length / (4 label heights), 3 to 7. */
int zb_ticks_want(zb_u length, zb_u label_height);

#endif
