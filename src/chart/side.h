/* Labels beside a plot: in the order of what they name, moved apart where they would touch, those that moved joined to
   it by leaders. */
#ifndef ZB_CHART_SIDE_H
#define ZB_CHART_SIDE_H

#include "chart/mark.h"
#include "chart/spread.h"

typedef struct zb_side_item {
  const zb_label *label; /* its spans carry the data */
  zb_u want;             /* y of what it names */
  zb_u from;             /* x of the leader there */
  bool far;              /* joined by a leader wherever it stands */
  size_t order;          /* of items that want one place */
} zb_side_item;

typedef struct zb_side {
  const zb_chart_in *in;
  zb_side_item *item;
  size_t n;
  zb_u x, to;  /* of the labels' near edge, of the leaders' ends before them */
  int halign;  /* -1: labels at the right of x; 1: at its left */
  zb_u lo, hi; /* they stand inside */
  int apart;   /* height of a label and its gap in permille of its own */
  zb_u still;  /* moved by no more than this it needs no leader */
} zb_side;

/* Sorts the items by `want` and draws them. Labels keep to lo..hi if they can. */
void zb_side_draw(zb_side *s, zb_dl_page *page);

#endif
