/* The unit of an axis: one unit and one scale (1, 万, 亿) for all its numbers, printed once. */
#ifndef ZB_CHART_UNIT_H
#define ZB_CHART_UNIT_H

#include "chart/mark.h"
#include "chart/scale.h"

typedef struct zb_unit {
  const char *unit; /* 元 人次 % or "" */
  int scale;        /* 0, 4 (万), 8 (亿) */
  bool lifted;      /* printed once, as 单位：万元; else a sign with every number (%) */
} zb_unit;

/* The unit that n figures of one unit share. The scale is the one they are all typed in; else by the greatest: 万 from
   10^5, 亿 from 10^9, unless a number would lose more than 1 % at two decimals. The block's `scale:` overrides. Missing
   figures and NULL are passed over. */
zb_unit zb_unit_choose(const zb_chart_in *in, const zb_figure *const *figure, size_t n);
/* "万元"; "" when there is nothing to print. */
const char *zb_unit_name(zb_arena *a, const zb_unit *u);
/* "单位：万元" */
const char *zb_unit_text(const zb_chart_in *in, const zb_unit *u);
/* Such words beside or above a plot, in the muted colour: in up to three lines of `width`. */
zb_label zb_unit_label(const zb_chart_in *in, const char *text, zb_u width);
/* What an axis prints of a figure: its digits in the axis' scale with the words of its approximation (1900余), and the
   unit where it is a sign. As typed when the scale is; else at most two decimals. */
const zb_datum *zb_unit_datum(zb_arena *a, const zb_unit *u, const zb_figure *f);
/* The same for a number that was computed: `figure` names it (sum(...)), decimals < 0: by
   zb_unit_decimals. */
const zb_datum *zb_unit_computed(zb_arena *a, const zb_unit *u, zb_num v, int decimals, const char *figure, zb_src src);
/* The text of a number on the axis, with `decimals` places after scaling. */
const char *zb_unit_number(zb_arena *a, const zb_unit *u, zb_num v, int decimals);
/* Places that all ticks need to be told apart, after scaling. */
int zb_unit_places(zb_arena *a, const zb_unit *u, const zb_ticks *t);
/* Places a number needs after scaling: two at most where it was scaled, as many as it has where not. */
int zb_unit_decimals(zb_arena *a, const zb_unit *u, zb_num v);

#endif
