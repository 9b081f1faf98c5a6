/* The bar: a mark whose length is its figure, with the figure printed at its end. Shared by every kind that has bars.
 */
#ifndef ZB_CHART_BAR_H
#define ZB_CHART_BAR_H

#include "chart/chart.h"
#include "chart/scale.h"

/* Digits and single lines are centred on a mark by this: half a capital's height above the baseline, in 1/1000 em. */
enum { ZB_CHART_BASELINE = 365 };

typedef struct zb_bar {
  const zb_figure *figure; /* NULL: no value, nothing is drawn */
  zb_rgba fill;
  zb_rgba tint; /* of the uncertain part of a range */
  bool strong;  /* the bar that matters: its value stands in the fill's colour where that is legible */
  zb_label value;
} zb_bar;

/* The bars of a panel: n categories of `per` bars each, bar[i * per + j]. */
typedef struct zb_bars {
  const zb_chart_in *in;
  const char *const *name; /* of the categories */
  const zb_src *src;
  size_t n, per;
  zb_bar *bar;
} zb_bars;

/* Sets the value labels of all bars at permille of the value style's size. */
void zb_bars_set_values(zb_bars *b, int permille);
/* The domain of all values, zero included. */
zb_domain zb_bars_domain(const zb_bars *b);
/* How long `domain` may be in `room` so that all bars with their labels stay inside it, in the bars' direction
   (`upright`: the labels' heights count, else their widths). < 0: there is no room for the labels alone. The extent of
   the negative bars with their labels goes to *below (may be NULL). */
zb_u zb_bars_fit(const zb_bars *b, bool upright, zb_u room, zb_linear *scale, zb_u *below);

/* How many bars category i has. */
size_t zb_bars_count(const zb_bars *b, size_t i);
/* Draws one bar from (x, y): on the zero line, at the first edge of its thickness. The rectangle stands in a Span that
   carries the datum; what only hints (the open end of 1900余, the tick of a bar thinner than a hairline) is an
   artifact. */
void zb_bar_draw(const zb_bars *b, const zb_bar *bar, const zb_linear *scale, bool upright, zb_dl_page *page, zb_u x,
                 zb_u y, zb_u thick);

/* A length in permille of the label size, of the label leading, of the value size. */
static inline zb_u zb_chart_em(const zb_chart_in *in, int permille)
{
  return zb_u_muldiv(in->style.label.size, permille, 1000);
}

static inline zb_u zb_chart_lead(const zb_chart_in *in, int permille)
{
  return zb_u_muldiv(in->style.label.leading, permille, 1000);
}

static inline zb_u zb_chart_value(const zb_chart_in *in, int permille)
{
  return zb_u_muldiv(in->style.value.size, permille, 1000);
}

/* The colour as text: mixed with ink until it is legible on the ground (contrast >= 4.5). */
zb_rgba zb_chart_text_color(const zb_chart_style *style, zb_rgba wanted);
/* Name of the chart for messages: its title as typed, or its kind. */
const char *zb_chart_name(const zb_chart_in *in);
/* Reports a label without room, at the place where it was written. */
void zb_chart_unplaced(const zb_chart_in *in, const char *label, zb_src src);

/* What a kind hands from layout to draw. */
struct zb_chart {
  const void *data;
};

#endif
