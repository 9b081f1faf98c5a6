/* Lines, areas and points of trends. */
#include "chart/trendparts.h"

/* More points than so many are not marked one by one. */
enum { POINTS = 32 };

/* One stretch without gaps, from..to. Areas go down to the line of the series below, or to zero. */
static void draw_stretch(const zb_trend *t, zb_dl_page *page, zb_rect plot, size_t series, size_t from, size_t to)
{
  const zb_chart_in *in = t->frame.in;
  size_t n = to - from;
  zb_point *pt = zb_newn(in->text->arena, zb_point, 2 * n + 1);
  for (size_t i = 0; i < n; i++)
    pt[i] = zb_trend_point(t, plot, series, from + i);
  zb_rgba color = zb_trend_color(t, series);
  if (t->area && n > 1) {
    for (size_t i = 0; i < n; i++) {
      size_t back = to - 1 - i;
      pt[n + i] = series > 0 ? zb_trend_point(t, plot, series - 1, back)
                             : (zb_point){.x = pt[n - 1 - i].x, .y = zb_frame_y(&t->frame, plot, (zb_num){0})};
    }
    bool stacked = zb_trend_stacked(t);
    zb_paint fill = zb_bars_paint(in, series);
    if (!stacked)
      fill = zb_paint_solid(zb_color_mix(color, in->style.ground, 190));
    zb_dl_fill(page, zb_path_poly(in->text->arena, pt, 2 * n, true), fill);
    if (stacked)
      color = in->style.ground;
  }
  zb_u width = 3 * zb_chart_line_width(&in->style);
  if (n > 1)
    zb_dl_stroke(page, zb_path_poly(in->text->arena, pt, n, false), zb_paint_solid(color),
                 (zb_stroke){.width = zb_trend_stacked(t) ? width / 3 : width, .round_join = true});
}

void zb_trend_draw_lines(const zb_trend *t, zb_dl_page *page, zb_rect plot, size_t series)
{
  size_t from = 0;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  for (size_t i = 0; i <= t->s->ncategories; i++)
    if (i == t->s->ncategories || !zb_trend_value(t, series, i)) {
      if (i > from)
        draw_stretch(t, page, plot, series, from, i);
      from = i + 1;
    }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* A point that stands alone is marked large in any case, else it would be lost. */
static bool alone(const zb_trend *t, size_t series, size_t i)
{
  bool left = i > 0 && zb_trend_value(t, series, i - 1),
       right = i + 1 < t->s->ncategories && zb_trend_value(t, series, i + 1);
  return !left && !right;
}

/* A point with its datum: a disc, one of the ground's colour on the edge of a stack, or no wider than the line where
   there are too many to be seen one by one. */
void zb_trend_draw_points(const zb_trend *t, zb_dl_page *page, zb_rect plot, size_t series)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  bool stacked = zb_trend_stacked(t) && t->s->ncategories > 1;
  zb_u r = stacked ? zb_chart_em(in, ZB_TREND_RADIUS) / 2 : zb_chart_em(in, ZB_TREND_RADIUS),
       thin = zb_chart_line_width(&in->style);
  zb_paint fill = zb_paint_solid(stacked ? in->style.ground : zb_trend_color(t, series));
  size_t last = zb_trend_last(t, series);
  for (size_t i = 0; i < t->s->ncategories; i++) {
    const zb_figure *f = zb_trend_value(t, series, i);
    if (!f)
      continue;
    bool dot = t->s->ncategories <= POINTS || i == last || alone(t, series, i);
    zb_point p = zb_trend_point(t, plot, series, i);
    zb_point small[4] = {{p.x - thin, p.y}, {p.x, p.y - thin}, {p.x + thin, p.y}, {p.x, p.y + thin}};
    zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &f->datum, .src = f->src});
    zb_dl_fill(page, dot ? zb_path_circle(a, p, r) : zb_path_poly(a, small, 4, true), fill);
    zb_dl_end(page, ZB_DL_SPAN);
  }
}
