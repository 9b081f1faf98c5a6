/* How bad a line is: what the choice of lines weighs. Inside the composer only. */
#ifndef ZB_TEXT_BADNESS_H
#define ZB_TEXT_BADNESS_H

#include "text/compose.h"

enum { ZB_BAD_MOST = 1000000 };

typedef struct zb_verdict {
  int64_t badness;
  int8_t fitness; /* -1 tight, 0 decent, 1 loose */
  bool fits;      /* no wider than the measure once shrunk */
  bool hangs;     /* with its last mark outside the measure */
} zb_verdict;

/* A line that is longer than its measure by this much still fits: rounding of the font's units (R37). */
static inline zb_u zb_fit_slack(zb_u em)
{
  return em / 256 + 2;
}

/* A justified line with this slack; `last` ones are not stretched, one that begins with a Latin token may run short. */
zb_verdict zb_judge_justified(const zb_caps *c, zb_u em, int64_t slack, bool last, bool latin);
/* The same with the last mark hanging by `hang` if that is better (R35). */
zb_verdict zb_judge_hanging(const zb_caps *c, zb_u em, int64_t slack, bool last, bool latin, zb_u hang);
/* A line of ragged text. */
zb_verdict zb_judge_ragged(const zb_caps *c, zb_u em, int64_t slack, zb_u measure, bool last);
/* A line of a balanced heading: its width against the common one, in em. Lines that are `flush` at the left need not be as
   even as centred ones, in parts of their width: sense counts more there. */
zb_verdict zb_judge_balanced(const zb_caps *c, zb_u em, int64_t slack, zb_u target, bool flush);

#endif
