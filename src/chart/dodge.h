/* Labels of bars and points that share a plot with lines: each stands where it meets no line and no other label. */
#ifndef ZB_CHART_DODGE_H
#define ZB_CHART_DODGE_H

#include "chart/avoid.h"
#include "chart/mark.h"

typedef struct zb_dodge_item {
  const zb_cmark *mark;
  zb_cplace at;
  zb_rect box; /* of the label, by zb_dodge_place */
  bool placed;
} zb_dodge_item;

typedef struct zb_dodge {
  const zb_chart_in *in;
  zb_avoid taken; /* curves, discs and labels */
  zb_avoid edges; /* ends of bars: labels stand inside or outside, not astride, as long as there is room */
  ZB_VEC(zb_dodge_item) item;
} zb_dodge;

/* Labels stay inside `bounds`. */
zb_dodge zb_dodge_new(const zb_chart_in *in, zb_rect bounds);
/* An upright bar or a point at its place, with or without a label. */
void zb_dodge_mark(zb_dodge *d, const zb_cmark *m, const zb_cplace *at);
void zb_dodge_line(zb_dodge *d, zb_point a, zb_point b);
/* Finds places, those of points first. The first mark whose label has none, or NULL. */
const zb_cmark *zb_dodge_place(zb_dodge *d);
/* Draws the labels that have a place. */
void zb_dodge_draw(const zb_dodge *d, zb_dl_page *page);

#endif
