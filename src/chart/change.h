/* Changes between figures, computed exactly: of percentages the difference in 百分点, of other figures the percent of
   the figure before. */
#ifndef ZB_CHART_CHANGE_H
#define ZB_CHART_CHANGE_H

#include "chart/mark.h"

typedef struct zb_change {
  bool known;       /* not when a value is missing or the figure before is not positive */
  bool about;       /* a figure is approximate: marked 约, percents are whole */
  bool points;      /* 个百分点 */
  bool share;       /* a share, which has no sign */
  zb_num value;     /* exact */
  const char *name; /* what it was computed from: change(a, b) */
} zb_change;

zb_change zb_change_of(zb_arena *a, const zb_figure *before, const zb_figure *after);
/* The share of a figure in a sum, in percent. `about`: some part of the sum is approximate. */
zb_change zb_change_share(zb_arena *a, const zb_figure *part, zb_num sum, bool about);
/* Decimals of a change: of 百分点 as many as it has, two at most; of percents one unless it is whole or approximate. */
int zb_change_digits(zb_arena *a, const zb_change *c);
/* The most that a change between two series has: all are printed with it. */
int zb_change_decimals(const zb_chart_in *in, size_t before, size_t after);
/* Rounded half up, with its sign: −98.9%, +0.5个百分点, 约−50%, 持平; a share that rounds to nothing: 不足0.1%. */
const char *zb_change_text(const zb_chart_in *in, const zb_change *c, int decimals);
/* The same as what a span prints, with the exact value. */
const zb_datum *zb_change_datum(const zb_chart_in *in, const zb_change *c, int decimals, zb_src src);
/* The same as a label in the value style at permille of its size, `word` (同比) in front; no lines for a change that is
   not known. */
zb_label zb_change_label(const zb_chart_in *in, const zb_change *c, int decimals, const char *word, int permille,
                         zb_src src);

/* Places of a percentage: none for whole numbers, else one, more where it would print as 0% or 100% and is neither. */
int zb_change_places(zb_arena *a, zb_num percent);

#endif
