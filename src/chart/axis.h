/* Axes: names of categories, all set in one size; ticks, numbers and grid of values; the zero line. */
#ifndef ZB_CHART_AXIS_H
#define ZB_CHART_AXIS_H

#include "chart/keylist.h"
#include "chart/unit.h"

/* --- the category axis ----------------------------------------------------------------------------------------- */

typedef struct zb_axis {
  zb_label *label;
  size_t n;
  zb_u width, height; /* of the widest, of the tallest */
  bool fit;
  size_t worst; /* the first that does not fit */
} zb_axis;

enum { ZB_NAME_LINES = 3 };

/* Sets n names in at most ZB_NAME_LINES lines of max_width, at the label style's size or, when one does not fit, all
   of them smaller in steps down to 85 %; smaller, too, where that keeps a name of up to four characters whole. Lines
   are of like width. */
zb_axis zb_axis_new(const zb_chart_in *in, const char *const *name, const zb_src *src, size_t n, zb_align align,
                    zb_u max_width);
/* Is a short name parted, which stands in one line or reads badly: 格尔 木市? */
bool zb_axis_parts_short(const zb_axis *names, const char *const *name);
/* The least pitch at which the names keep apart over each other; those in several lines, so that they do not read on. */
zb_u zb_axis_pitch(const zb_chart_in *in, const zb_axis *names);
/* Is the width too little for n names side by side, whatever they are? Saves setting thousands of them. */
bool zb_axis_hopeless(const zb_chart_in *in, size_t n, zb_u width);
/* Draws name i in a Span of its own, its box aligned to (x, y) as in zb_label_draw. */
void zb_axis_name(const zb_axis *names, size_t i, zb_src src, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign);
/* Sets the names in one line each, to be drawn at 45 degrees under the middles of bands that share `room` less what
   stands left of them: the last resort of upright plots. *left grows to what the first name needs; names.height is the
   height they take. False when the bands are too narrow for that, too. */
bool zb_axis_slant(const zb_chart_in *in, zb_axis *names, const char *const *name, const zb_src *src, zb_u room,
                   zb_u *left);
/* Sets number keys instead of the names, which go to the list: where nothing else has room. False: a band of `pitch` is
   too narrow even for them. */
bool zb_axis_keys(const zb_chart_in *in, zb_axis *names, const char *const *name, const zb_src *src, zb_u pitch,
                  zb_keylist *list);
/* Draws a slanted name so that it ends at (x, y), the middle of its band below the plot. */
void zb_axis_name_slanted(const zb_axis *names, size_t i, zb_src src, zb_dl_page *page, zb_u x, zb_u y);

/* --- the value axis -------------------------------------------------------------------------------------------- */

typedef struct zb_vaxis {
  zb_ticks ticks;
  zb_num *value; /* of each tick */
  zb_label *label;
  zb_u width, height; /* of the widest, of the tallest label */
} zb_vaxis;

/* Loose ticks for about `want` labels on a scale of at least `length`, fewer while their numbers would touch: over each
   other (`upright`) or side by side. The domain grows to the outermost. `whole`: counts have no fractions. */
zb_vaxis zb_vaxis_new(const zb_chart_in *in, const zb_unit *unit, zb_domain *domain, int want, zb_u length, bool whole,
                      bool upright);
/* Grid lines, artifacts: at[i] is the place of tick i on the value axis, from..to the extent over the bands. They give
   way to text drawn from op `past` on. */
void zb_vaxis_grid(const zb_chart_in *in, const zb_vaxis *axis, zb_dl_page *page, size_t past, bool upright,
                   const zb_u *at, zb_u from, zb_u to);
/* The numbers: right-aligned at `edge` beside their ticks (upright), or centred below them from `edge` on. */
void zb_vaxis_labels(const zb_vaxis *axis, zb_dl_page *page, bool upright, const zb_u *at, zb_u edge);

/* The zero line from a to b (upright or level), an artifact. */
void zb_axis_line(const zb_chart_style *style, zb_dl_page *page, zb_point a, zb_point b);
/* The same, giving way to text that was drawn on the page from op `from` on. a before b. */
void zb_axis_line_past(const zb_chart_style *style, zb_dl_page *page, size_t from, zb_point a, zb_point b);

#endif
