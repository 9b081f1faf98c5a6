/* Inside trends: the data its parts hand on. Nothing but trend*.c includes this.

   trend.c reads and lays out; trendplace.c says where points and names stand; trendlabel.c sets the values and the
   names of lines; trendline.c draws lines, areas and points. */
#ifndef ZB_CHART_TRENDPARTS_H
#define ZB_CHART_TRENDPARTS_H

#include "chart/bars.h"
#include "chart/frame.h"
#include "model/moment.h"

typedef struct zb_trend {
  zb_frame frame;
  const zb_series *s;
  bool area, dated, ladder; /* ladder: calendar ticks instead of the names as typed */
  zb_moment *moment;
  zb_axis names;
  bool slanted;
  zb_moment_tick *tick;
  zb_label *tick_label;
  size_t nticks;
  zb_label *end;   /* of each series: its name and last value, or a number key */
  zb_label *value; /* of each point, of a single line; or NULL */
  zb_num *top;     /* [series][category]: the value, or the sum up to it */
} zb_trend;

/* Radius of a point, in permille of the label size. */
enum { ZB_TREND_RADIUS = 240 };

static inline const zb_figure *zb_trend_value(const zb_trend *t, size_t series, size_t i)
{
  return zb_bars_value(t->s, series, i);
}

static inline zb_num zb_trend_top(const zb_trend *t, size_t series, size_t i)
{
  return t->top[series * t->s->ncategories + i];
}

static inline bool zb_trend_stacked(const zb_trend *t)
{
  return t->area && t->s->nseries > 1;
}

/* The colour of a line and of its name; of an area as it fills, else one that tells from the ground. */
zb_rgba zb_trend_color(const zb_trend *t, size_t series);
/* The last category with a value, or SIZE_MAX. */
size_t zb_trend_last(const zb_trend *t, size_t series);

/* --- trendplace.c: places over the width ------------------------------------------------------------------------ */

/* Are the categories dates that rise? */
void zb_trend_read_dates(zb_trend *t);
/* x of category i. */
zb_u zb_trend_at(const zb_trend *t, zb_rect plot, size_t i);
zb_point zb_trend_point(const zb_trend *t, zb_rect plot, size_t series, size_t i);
/* The plot at its final width; its height is not known yet. */
zb_rect zb_trend_width(const zb_trend *t);
/* Do labels at their places leave each other room, inside the chart? */
bool zb_trend_side_by_side(const zb_trend *t, const zb_label *l, size_t n, const zb_u *x);
/* Names of categories, calendar ticks instead of them, slanted names, number keys. False: no room. */
bool zb_trend_set_names(zb_trend *t);
/* How far they reach to the right. */
zb_u zb_trend_names_right(const zb_trend *t, zb_rect plot);
void zb_trend_draw_names(const zb_trend *t, zb_dl_page *page, zb_rect plot);

/* --- trendlabel.c: values of a single line, names of lines at their ends ---------------------------------------- */

void zb_trend_set_values(zb_trend *t);
/* Names in up to three lines, those that are too wide as number keys; all of them if `keys`. Begins the list of keys. */
void zb_trend_set_ends(zb_trend *t, bool keys);
void zb_trend_draw_values(const zb_trend *t, zb_dl_page *page, zb_rect plot);
void zb_trend_draw_ends(const zb_trend *t, zb_dl_page *page, zb_rect plot);
/* Height that the labels at the ends take when they stand over each other. */
zb_u zb_trend_ends_height(const zb_trend *t);

/* --- trendline.c ------------------------------------------------------------------------------------------------ */

void zb_trend_draw_lines(const zb_trend *t, zb_dl_page *page, zb_rect plot, size_t series);
void zb_trend_draw_points(const zb_trend *t, zb_dl_page *page, zb_rect plot, size_t series);

#endif
