/* Marks: what a chart draws for its numbers. A bar's rectangle carries the datum and is exactly as long as the datum
   says; whatever only hints (open ends, notches, ticks of bars thinner than a hairline) is a mark without datum. */
#ifndef ZB_CHART_MARK_H
#define ZB_CHART_MARK_H

#include "chart/chart.h"
#include "chart/scale.h"

typedef enum zb_shape {
  ZB_SHAPE_NONE,  /* a label only: the total of a stack */
  ZB_SHAPE_BAR,   /* a rectangle from `from` to `to` */
  ZB_SHAPE_POINT, /* a disc at `to` */
  ZB_SHAPE_RULE,  /* a line across the band at `to`: the target of a bullet */
  ZB_SHAPE_LINK   /* a fine line at `to` from this bar to the next band's: the steps of a waterfall */
} zb_shape;

/* Where the label of a mark stands. */
typedef enum zb_cwhere {
  ZB_PLACE_NONE,    /* it has none */
  ZB_PLACE_END,     /* inside the end of the bar when it fits there, else beyond it */
  ZB_PLACE_OUTSIDE, /* beyond the end */
  ZB_PLACE_BASE,    /* inside at the foot of the bar when it fits there, else beyond its end: a line passes above */
  ZB_PLACE_MIDDLE,  /* in the middle of the bar when it fits there, else in a row beside the band, with a leader */
  ZB_PLACE_ROW      /* in that row */
} zb_cwhere;

/* How a label is set: as little as its room asks for. */
typedef enum zb_cset {
  ZB_SET_LINE, /* in one line */
  ZB_SET_TWO,  /* number over words */
  ZB_SET_KEY,  /* a number key; the list below the plot has the label (keylist.h) */
  ZB_SET_LEAST /* in one line, and a key would be no narrower */
} zb_cset;

/* One mark of a plot: what the kind says of it, and what the plot found out. */
typedef struct zb_cmark {
  zb_shape shape;
  size_t band;
  int slot, nslots;      /* bar `slot` of `nslots` side by side in the band; 0 0: the only one */
  int thick;             /* share of the slot's thickness in permille; 0 = all of it */
  zb_num from, to;       /* on the value axis */
  const zb_datum *datum; /* carried by the shape; NULL: decoration */
  zb_paint fill;
  zb_num far_to; /* upper end of a range beyond `to`, drawn in `tint` */
  bool far;
  zb_rgba tint;
  zb_approx approx; /* what the free end shows: open, notched */
  zb_cwhere place;
  const zb_datum *shown; /* what the label prints: its text; NULL: no label */
  bool back;             /* it runs to lesser values even when it has no length: the left side of a pyramid */
  bool quiet;            /* the label stands in the muted colour */
  bool strong;           /* the label beyond the bar stands in the fill's colour where that is legible */
  zb_src src;
  /* --- by the plot --- */
  zb_label label;
  zb_cset set;
  bool inside;
} zb_cmark;

/* A line through the values of a series over the bands, broken where a value is missing; with `area` filled to zero. */
typedef struct zb_curve {
  const zb_num *value;
  const bool *has;
  size_t n;
  zb_rgba color;
  zb_u width; /* 0: as strokes are */
  bool area;
} zb_curve;

/* Room that a mark and its label take beyond `to` (and beyond `far_to`), the label being `along` units long there. */
zb_u zb_cmark_pad(const zb_chart_in *in, const zb_cmark *m, bool upright);
/* The value at which its drawing ends, and whether it points to lesser values. */
zb_num zb_cmark_end(const zb_cmark *m);
bool zb_cmark_at_end(const zb_cmark *m); /* its label stands beyond its end, or may have to */
bool zb_cmark_less(const zb_cmark *m);
/* May the label stand inside a bar `length` long and `thick` thick, at its end or in its middle? */
bool zb_cmark_fits(const zb_chart_in *in, const zb_cmark *m, bool upright, zb_u length, zb_u thick);
/* The text colour on a fill: ink or white, whichever tells better. False in *legible below a contrast of 4.5. */
zb_rgba zb_cmark_on(const zb_chart_style *style, const zb_paint *fill, bool *legible);

/* Where a mark is drawn: `base` and `end` are the places of `from` and `to` on the value axis, `side` and `thick` its
   extent over the band. `far`: the place of far_to. `from_zero`: the bar stands on the zero line. */
typedef struct zb_cplace {
  const zb_linear *scale; /* by which a bar is as long as its value; NULL: not said */
  bool upright, from_zero;
  zb_u base, end, far, side, thick;
} zb_cplace;

/* Draws shape, hints and label (that of ZB_PLACE_ROW excepted). */
void zb_cmark_draw(const zb_chart_in *in, const zb_cmark *m, const zb_cplace *at, zb_dl_page *page);
/* Draws the label only, in its Span, its box aligned as in zb_label_draw. */
void zb_cmark_label(const zb_cmark *m, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign);
/* The same with its middle at y: a single line by the height of its digits. */
void zb_cmark_label_level(const zb_cmark *m, zb_dl_page *page, zb_u x, zb_u y, int halign);

/* Digits in the value style at permille of its size, the words around them in the label face at no more than its
   size. `color` is the ink unless said otherwise. */
zb_label zb_value_label(const zb_chart_in *in, const zb_datum *shown, int permille, zb_rgba color);
/* The same in two lines, number over words (1900 / 余) or range over end, where that is narrowest. False when it has
   nowhere to be parted. */
bool zb_value_label_two(const zb_chart_in *in, const zb_datum *shown, int permille, zb_rgba color, zb_align align,
                        zb_label *out);

/* Draws a label in a Span of its own, its box aligned as in zb_label_draw. Nothing when it has no lines. */
void zb_chart_words(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign);
/* The same with its middle at y: a single line by the height of its digits. */
void zb_chart_words_level(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign);

/* Digits and single lines are centred on a mark by this: half a capital's height above the baseline, in 1/1000 em. */
enum { ZB_CHART_BASELINE = 365 };

/* A bar shorter than this gets a tick of this length at the zero line. */
#define ZB_CHART_HAIRLINE ZB_MM(0.35)

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
/* The colour of a line or a point: mixed with ink until it stands out from the ground as the other grey does (contrast
   >= 1.9; fills may be paler). */
zb_rgba zb_chart_line_color(const zb_chart_style *style, zb_rgba wanted);
/* The width of lines: of an axis, of leaders; never below the floor of the reading distance. */
zb_u zb_chart_line_width(const zb_chart_style *style);

#endif
