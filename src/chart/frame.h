/* The frame of kinds that place marks freely over two axes (lines, areas, slopes, scatter): room for numbers at the
   left and names at the foot, the scale of values upwards. */
#ifndef ZB_CHART_FRAME_H
#define ZB_CHART_FRAME_H

#include "chart/axis.h"
#include "chart/plot.h"

typedef struct zb_frame {
  const zb_chart_in *in;
  zb_unit unit;
  zb_domain domain;
  bool axis; /* numbers and grid */
  zb_vaxis vaxis;
  zb_u left, right;   /* room beside the plot */
  zb_u low;           /* inside the plot, below the least value: for labels under it */
  zb_u top, foot;     /* above it, for labels that stand over the highest value; below it, for names */
  zb_keylist keylist; /* below all */
} zb_frame;

/* The values that the scale has to hold: those of `in`'s unit in all panels, so that panels share one scale. Zero is in
   it if asked for, or when leaving it out would save less than a third of the scale; `min:` and `max:` of the block
   win. A domain of one value gets zero or one besides. */
zb_domain zb_frame_domain(const zb_chart_in *in, bool zero);
/* The least and the greatest of the same values, as they are. */
zb_domain zb_frame_values(const zb_chart_in *in);
/* Counts: all values of this unit are whole, and so are their ticks. */
bool zb_frame_whole(const zb_chart_in *in, const zb_unit *unit);
/* Sets the axis (loose ticks widen the domain). */
void zb_frame_axis(zb_frame *f, int want);
/* Height that the layout wishes for plot, names and labels, and what it can give. */
zb_plot_size zb_frame_size(const zb_frame *f);
/* Gives n frames (NULL are passed over) the same room above and below their plots; more[i] gets what frame i grew by. */
void zb_frame_level(zb_frame *const *f, size_t n, zb_u *more);
/* Do the sides leave the plot room enough? */
bool zb_frame_roomy(const zb_frame *f);
/* Reports the widest number of the axis as a label without room. */
void zb_frame_report(const zb_frame *f);
/* Draws the list of number keys at the foot of the chart's rectangle and returns what is left of it. */
zb_rect zb_frame_list(const zb_frame *f, zb_dl_page *page, zb_rect r);
/* The plot inside what is left. */
zb_rect zb_frame_plot(const zb_frame *f, zb_rect r);
/* y of a value in the plot. */
zb_u zb_frame_y(const zb_frame *f, zb_rect plot, zb_num v);
/* Grid and numbers; lines give way to text drawn from op `past` on. */
void zb_frame_draw(const zb_frame *f, zb_dl_page *page, size_t past, zb_rect r);

#endif
