/* Shares: parts of a whole, exact; and the list that names them. Used by ring, pie and waffle. */
#ifndef ZB_CHART_SHARE_H
#define ZB_CHART_SHARE_H

#include "chart/mark.h"
#include "chart/unit.h"

typedef struct zb_share {
  const zb_figure *figure; /* NULL: the rest of the whole */
  size_t category;
  zb_num part; /* of the whole, 0..1 */
  zb_paint fill;
} zb_share;

typedef struct zb_shares {
  zb_share *v;
  size_t n;               /* the rest, where there is one, comes last */
  bool percent;           /* the figures are percentages themselves */
  zb_num whole;           /* what the parts are of; 100 for percentages */
  const zb_figure *named; /* the figure under whole:, or NULL */
} zb_shares;

/* The parts of the first series. Percentages are shares of 100; other figures of `whole:` or, if `sum`, of their own
   sum. No whole, parts that exceed it or are negative: reported, false. */
bool zb_shares_read(const zb_chart_in *in, bool sum, zb_shares *out);
/* "12.8%" of a part that was computed; the figure's own text when it is a percentage. */
const zb_datum *zb_share_datum(const zb_chart_in *in, const zb_shares *s, size_t i);

/* A number in running text: in the digit face, unbroken, with its datum. */
zb_span zb_share_span(const zb_chart_in *in, const zb_datum *d);

/* Cells for each part out of `cells`: the largest remainders get what rounding down leaves, so that all cells are given
   out. */
void zb_shares_cells(const zb_chart_in *in, const zb_shares *s, long cells, long *out);

/* The parts by name, with number and share, a key before each: in one column. */
typedef struct zb_share_list {
  const zb_chart_in *in;
  const zb_shares *s;
  zb_label *label;
  size_t n;
  zb_u width, height;
} zb_share_list;

/* Sets the list in the width beside the drawing or, where that is too narrow (*below), in that of the chart below it.
   False: a name has no room there either, which was reported. */
bool zb_share_list_new(const zb_chart_in *in, const zb_shares *s, zb_u beside, bool *below, zb_share_list *out);
void zb_share_list_draw(const zb_share_list *l, zb_dl_page *page, zb_u x, zb_u y);

#endif
