/* Inside upright plots: where their parts stand. Nothing but upright*.c includes this.

   upright.c finds out what has room; uprightplace.c says where bands, bars, curves and labels stand; uprightdraw.c
   draws. */
#ifndef ZB_CHART_UPRIGHTPARTS_H
#define ZB_CHART_UPRIGHTPARTS_H

#include "chart/dodge.h"
#include "chart/upright.h"

/* Space between the zero line and the names, in permille of the label size. */
enum { ZB_UPRIGHT_NAME_GAP = 450 };

typedef struct zb_upright {
  zb_u left, least; /* numbers of the axis, or what a name needs that begins before its bars */
  zb_u right;       /* half of a name at the last edge */
  zb_u plot, pitch; /* of the bands, centred in what is left of the width */
  zb_u column;      /* room for labels with leaders beside the bars of a band */
  bool rigid;       /* labels have places among curves at the natural height only */
  bool slanted;     /* names run upwards at 45 degrees */
} zb_upright;

/* Places along the value axis on the page: `start` is that of domain.lo. */
typedef struct zb_upright_ruler {
  const zb_plot *p;
  zb_linear scale;
  zb_u start;
} zb_upright_ruler;

/* The greatest thickness of a bar; 0: there is none. */
zb_u zb_upright_bar_max(const zb_plot *p);
/* The width of the bands, with what is left beside them. */
zb_u zb_upright_field(const zb_plot *p);
/* The part of a pitch that bars have. */
zb_u zb_upright_body(const zb_plot *p);
zb_u zb_upright_thick(const zb_plot *p);
/* x of band i, of a mark from the left edge of the chart. */
zb_u zb_upright_band(const zb_plot *p, size_t i);
zb_u zb_upright_mark(const zb_plot *p, const zb_cmark *m, zb_u *thick);
/* Room for names and tails below the plot. */
zb_u zb_upright_foot(const zb_plot *p);

/* On the page; x: the left edge of the chart. */
zb_u zb_upright_at(const zb_upright_ruler *r, zb_num v);
zb_cplace zb_upright_placed(const zb_plot *p, const zb_upright_ruler *r, const zb_cmark *m, zb_u x);
zb_point zb_upright_curve(const zb_plot *p, const zb_upright_ruler *r, const zb_curve *c, zb_u x, size_t i);
/* The labels of a plot with curves, at their places in `box`; *bad gets the first mark whose label has none. */
zb_dodge zb_upright_dodge(const zb_plot *p, const zb_upright_ruler *r, zb_rect box, const zb_cmark **bad);

#endif
