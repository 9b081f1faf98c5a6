/* Changes between figures, computed exactly: of percentages the difference in 百分点, of other figures the percent of
   the figure before. */
#ifndef ZB_CHART_CHANGE_H
#define ZB_CHART_CHANGE_H

#include "chart/mark.h"

typedef struct zb_change {
  bool known;   /* not when a value is missing or the figure before is not positive */
  bool about;   /* a figure is approximate: to the percent only, marked 约 */
  bool points;  /* 个百分点 */
  bool share;   /* a share, which has no sign */
  zb_num value; /* exact */
} zb_change;

zb_change zb_change_of(zb_arena *a, const zb_figure *before, const zb_figure *after);
/* The share of a figure in a sum, in percent. `about`: some part of the sum is approximate. */
zb_change zb_change_share(zb_arena *a, const zb_figure *part, zb_num sum, bool about);
/* Decimals that all changes between two series are printed with: one, or none when all are whole. */
int zb_change_decimals(const zb_chart_in *in, size_t before, size_t after);
/* Rounded half up, with its sign: −98.9%, +0.5个百分点, 约−50%, 持平; `word` (同比) in front. */
const char *zb_change_text(const zb_chart_in *in, const zb_change *c, int decimals, const char *word);
/* The same as a label in the value style at permille of its size; no lines for a change that is not known. */
zb_label zb_change_label(const zb_chart_in *in, const zb_change *c, int decimals, const char *word, int permille,
                         zb_src src);

/* Places of a percentage: none for whole numbers, else one, more where it would print as 0% or 100% and is neither. */
int zb_change_places(zb_arena *a, zb_num percent);

#endif
