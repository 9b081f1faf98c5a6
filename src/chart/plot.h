/* The plot: categories in bands along one axis, values on the other, marks between them. A kind says what stands in it;
   which way the bars run, how long the scale may be, which labels have room is found out here, for all kinds. */
#ifndef ZB_CHART_PLOT_H
#define ZB_CHART_PLOT_H

#include "base/vec.h"
#include "chart/axis.h"
#include "chart/keylist.h"
#include "chart/legend.h"

typedef enum zb_orient {
  ZB_ORIENT_AUTO,   /* by names, number and width; lying when upright labels have no room */
  ZB_ORIENT_LYING,  /* bands from top to bottom, values to the right */
  ZB_ORIENT_UPRIGHT /* bands from left to right, values upwards */
} zb_orient;

/* What a plot asks for and can give. */
typedef struct zb_plot_size {
  zb_u height, stretch, shrink;
} zb_plot_size;

typedef struct zb_plot {
  /* --- said by the kind before zb_plot_layout --- */
  const zb_chart_in *in;
  const char *const *name; /* of the bands; a band's name may be "" */
  const zb_src *src;
  size_t n;
  int per;  /* marks side by side in a band at most */
  int fill; /* share of the pitch that the marks of a band fill, in permille; 0 = by `per` */
  zb_unit unit;
  const char *unit_text; /* said instead of the unit of the value axis, or NULL */
  zb_domain domain;      /* widened by every mark; from {0} on, so zero is in it */
  bool domain_set;       /* the first mark sets the domain instead: kinds without a zero line */
  zb_orient orient;
  bool axis;             /* value axis and grid */
  bool whole;            /* the axis counts: no fractions */
  bool no_zero;          /* no zero line */
  bool edges;            /* n + 1 names stand at the edges of the bands (histograms) */
  bool mirror;           /* values below zero run to the left of the names, which stand in the middle */
  zb_label *tail;        /* one for each band, at the far edge of lying bands or under the names, or NULL */
  zb_u names_least;      /* panels give their names one width */
  ZB_VEC(zb_cmark) mark; /* in the order they are drawn */
  ZB_VEC(zb_curve) curve;
  ZB_VEC(zb_legend_key) key;
  /* --- found by the plot --- */
  bool upright;
  zb_u width;
  size_t *order, *first; /* marks of band i: mark.v[order[first[i]]] ... order[first[i + 1] - 1] */
  zb_axis names;
  zb_vaxis vaxis;
  zb_end *end;          /* scratch of zb_plot_fit */
  int permille;         /* size of the labels */
  zb_keylist keylist;   /* labels that stand below the plot */
  zb_label *whole_tail; /* of the tails that got keys, as they were; or NULL */
  zb_u keylist_least;   /* panels give their lists one height */
  struct zb_lying *lying;
  struct zb_upright *stand;
} zb_plot;

zb_plot *zb_plot_new(const zb_chart_in *in, const char *const *name, const zb_src *src, size_t n, int per);
/* The mark of a bar from zero with its figure's datum, label and end, for zb_plot_add. `strong`: the one that matters.
 */
zb_cmark zb_plot_figure(const zb_plot *p, size_t band, int slot, int nslots, const zb_figure *f, zb_paint fill,
                        bool strong);
/* Adds a mark and widens the domain to its ends. The returned mark is valid until the next one is added. */
zb_cmark *zb_plot_add(zb_plot *p, zb_cmark mark);
zb_cmark *zb_plot_add_figure(zb_plot *p, size_t band, int slot, int nslots, const zb_figure *f, zb_paint fill,
                             bool strong);
/* A value axis instead of numbers at the marks, as with lines of many points. */
void zb_plot_leave_to_axis(zb_plot *p);
/* Sets labels, chooses the orientation, measures. False: a label has no room, which was reported. */
bool zb_plot_layout(zb_plot *p, zb_u width);
zb_plot_size zb_plot_size_of(const zb_plot *p);
/* The length of the scale at this height (upright: it follows from the height; lying: it does not). Panels that share a
   scale draw at the least of theirs. */
zb_u zb_plot_length(zb_plot *p, zb_u height);
void zb_plot_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length);

/* The plot alone, of a chart this wide, as the layout wishes and, where it names no height, by the width; `stretch` and
   `shrink`: how far it may grow and, where the layout names no least height, shrink, in permille. */
zb_plot_size zb_plot_wish(const zb_chart_in *in, zb_u width, int stretch, int shrink);

/* --- for lying.c and upright.c --------------------------------------------------------------------------------- */

/* Sets all labels of marks in one line at permille of the value style's size. */
void zb_plot_set_labels(zb_plot *p, int permille);
/* The widest of the labels that `concerns` names go a step on: to two lines where that makes them narrower, else to a
   number key. False when all have gone as far as they can. */
bool zb_plot_narrow_labels(zb_plot *p, bool (*concerns)(const zb_cmark *m));
/* Height of the tallest label that has several lines; 0 when none has. */
zb_u zb_plot_tallest(const zb_plot *p);
/* Numbers the keys in the order of the bands and sets their list. False: a label is wider than the plot, reported. */
bool zb_plot_number_keys(zb_plot *p);
/* Tails in up to three lines of `width`, or as number keys. */
void zb_plot_fit_tails(zb_plot *p, zb_u width);
/* Ticks of the value axis for a scale of about this length, 3 to 7 of them; the domain grows to the outermost. */
void zb_plot_set_axis(zb_plot *p, zb_u length);
/* How long the scale may be in `room`; labels go inside where they fit (`thick`: of a whole slot). < 0: no room. */
zb_u zb_plot_fit(zb_plot *p, zb_u room, zb_u thick, zb_u *before);
/* What lies before the place of domain.lo at a length that is given: panels share scales. */
zb_u zb_plot_before(zb_plot *p, zb_u length, zb_u thick);
/* Thickness and offset of the slot of a mark in its band (pitch wide, group from zb_group_new). */
zb_group zb_plot_group(const zb_plot *p, zb_u pitch, zb_u max);
void zb_plot_slot(const zb_plot *p, const zb_cmark *m, zb_u pitch, zb_u max, zb_u *offset, zb_u *thick);
/* Is a label in the row beside its band? */
static inline bool zb_plot_in_row(const zb_cmark *m)
{
  return m->shown && (m->place == ZB_PLACE_ROW || (m->place == ZB_PLACE_MIDDLE && !m->inside));
}
/* The mark with the widest label, for messages. */
const zb_cmark *zb_plot_widest(const zb_plot *p);

/* Name of the chart for messages: its title as typed, or its kind. */
const char *zb_chart_name(const zb_chart_in *in);
/* Reports a label without room, at the place where it was written. */
void zb_chart_unplaced(const zb_chart_in *in, const char *label, zb_src src);

#endif
