/* Kind scatter: one quantity against another; a point for each row, named where names have room. */
#include <string.h>

#include "chart/bars.h"
#include "chart/frame.h"

/* In permille of the label size: a point's radius, from a point to its label, to a label farther off; between numbers
   and plot, numbers and the title of the axis. */
enum { RADIUS = 280, NEAR = 420, FAR = 1500, FARTHER = 2700, AXIS_GAP = 500, TITLE_GAP = 350 };

/* Up to so many points are all named, more only where they are highlighted. */
enum { NAMED = 30 };

typedef struct spot {
  size_t row;
  zb_label name; /* or the sign of a number key */
  bool named, keyed;
} spot;

typedef struct scatter {
  zb_frame frame; /* of y */
  const zb_series *s;
  zb_unit x_unit;
  zb_domain x_domain;
  zb_vaxis x_axis;
  zb_label x_title, y_title;
  spot *spot;
  size_t n;
} scatter;

static const zb_figure *value_of(const scatter *t, size_t series, size_t row)
{
  return zb_bars_value(t->s, series, row);
}

/* --- scales ------------------------------------------------------------------------------------------------------- */

static zb_domain domain_of(const scatter *t, size_t series)
{
  zb_arena *a = t->frame.in->text->arena;
  zb_domain d = {0};
  for (size_t i = 0; i < t->n; i++) {
    zb_num v = value_of(t, series, t->spot[i].row)->q.value;
    if (i == 0)
      d = (zb_domain){.lo = v, .hi = v};
    zb_domain_add(&d, v);
  }
  if (zb_num_cmp(d.lo, d.hi) == 0)
    zb_domain_add(&d, d.lo.sign == 0 ? zb_num_int(a, 1) : (zb_num){0});
  return d;
}

static zb_unit series_unit(const scatter *t, size_t series)
{
  return zb_unit_choose(t->frame.in, t->s->series[series].value, t->s->ncategories);
}

/* "产量（万吨）" */
static zb_label title_label(const scatter *t, size_t series, const zb_unit *unit)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  const char *name = t->s->series[series].name, *word = unit->lifted ? zb_unit_name(a, unit) : "";
  zb_tstyle style = in->style.label;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  style.max_lines = 3;
  const char *text = *word ? zb_arena_printf(a, "%s（%s）", name, word) : name;
  return zb_label_text(in->text, text, in->src, &style, in->width);
}

static zb_u x_of(const scatter *t, zb_rect plot, zb_num v)
{
  zb_linear scale = zb_linear_new(t->frame.in->text->arena, t->x_domain, plot.w);
  return plot.x + zb_linear_at(t->frame.in->text->arena, &scale, v);
}

static zb_point point_of(const scatter *t, zb_rect plot, size_t row)
{
  return (zb_point){.x = x_of(t, plot, value_of(t, 0, row)->q.value),
                    .y = zb_frame_y(&t->frame, plot, value_of(t, 1, row)->q.value)};
}

/* --- labels ------------------------------------------------------------------------------------------------------- */

static bool touch(zb_rect a, zb_rect b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* Anchor k of a label at distance d: right, left, above, below, then the corners (Kittivorawong et al., VIS 2020). */
static zb_rect anchor(zb_point p, const zb_label *l, int k, zb_u d)
{
  static const signed char dx[] = {1, -1, 0, 0, 1, -1, 1, -1}, dy[] = {0, 0, -1, 1, -1, -1, 1, 1};
  zb_u w = l->width, h = l->height, slant = dx[k] && dy[k] ? d * 7 / 10 : d;
  return (zb_rect){.x = p.x + dx[k] * slant -
                        (dx[k] > 0   ? 0
                         : dx[k] < 0 ? w
                                     : w / 2),
                   .y = p.y + dy[k] * slant -
                        (dy[k] > 0   ? 0
                         : dy[k] < 0 ? h
                                     : h / 2),
                   .w = w,
                   .h = h};
}

/* Places that are taken: points and labels. */
typedef struct taken {
  zb_rect *v;
  size_t n;
} taken;

static bool is_free(const taken *t, zb_rect r, size_t own, zb_rect bounds)
{
  if (r.x < bounds.x || r.x + r.w > bounds.x + bounds.w || r.y < bounds.y || r.y + r.h > bounds.y + bounds.h)
    return false;
  for (size_t i = 0; i < t->n; i++)
    if (i != own && touch(t->v[i], r))
      return false;
  return true;
}

/* The first free anchor, near or far (*away). False: there is none. */
static bool find_place(const scatter *t, const taken *all, zb_point p, size_t own, zb_rect bounds, zb_rect *out,
                       bool *away)
{
  static const int rings[] = {NEAR, FAR, FARTHER};
  const spot *s = &t->spot[own];
  for (size_t ring = 0; ring < sizeof rings / sizeof rings[0]; ring++)
    for (int k = 0; k < 8; k++) {
      *out = anchor(p, &s->name, k, zb_chart_em(t->frame.in, rings[ring]));
      *away = ring > 0;
      if (is_free(all, *out, ring ? SIZE_MAX : own, bounds))
        return true;
    }
  return false;
}

static void draw_label(const scatter *t, zb_dl_page *page, const spot *s, zb_point p, zb_rect at, bool away)
{
  const zb_chart_in *in = t->frame.in;
  if (away) {
    zb_point to = {.x = zb_u_clamp(p.x, at.x, at.x + at.w), .y = zb_u_clamp(p.y, at.y, at.y + at.h)};
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_dl_line(page, p, to, zb_paint_solid(in->style.muted), (zb_stroke){.width = zb_chart_line_width(&in->style)});
    zb_dl_end(page, ZB_DL_ARTIFACT);
  }
  zb_dl_begin_role(page, ZB_DL_SPAN, s->name.src);
  zb_label_draw(&s->name, page, at.x, at.y, -1, -1);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* Gives every name its place and draws it if there is a page. The first spot without one, or NULL. */
static spot *place_labels(const scatter *t, zb_dl_page *page, zb_rect plot, zb_rect bounds)
{
  const zb_chart_in *in = t->frame.in;
  zb_u r = zb_chart_em(in, RADIUS);
  spot *lost = NULL;
  taken all = {.v = zb_newn(in->text->arena, zb_rect, 2 * t->n)};
  for (size_t i = 0; i < t->n; i++) {
    zb_point p = point_of(t, plot, t->spot[i].row);
    all.v[all.n++] = (zb_rect){.x = p.x - r, .y = p.y - r, .w = 2 * r, .h = 2 * r};
  }
  for (size_t i = 0; i < t->n && !lost; i++) {
    spot *s = &t->spot[i];
    zb_rect at;
    bool away;
    zb_point p = point_of(t, plot, s->row);
    if (!s->named)
      continue;
    if (!find_place(t, &all, p, i, bounds, &at, &away)) {
      lost = s;
      continue;
    }
    all.v[all.n++] = at;
    if (page)
      draw_label(t, page, s, p, at, away);
  }
  return lost;
}

/* Where names may stand: over the plot and to its right. `r`: the chart without its list. */
static zb_rect bounds_of(const scatter *t, zb_rect plot, zb_rect r)
{
  zb_u half = t->frame.in->style.label.size / 2;
  return (zb_rect){.x = plot.x - half, .y = plot.y - half, .w = r.x + r.w - plot.x + half, .h = plot.h + half};
}

static bool all_placed(const scatter *t, zb_u height, spot **lost)
{
  zb_rect r = {.w = t->frame.in->width, .h = height - t->frame.keylist.height}, plot = zb_frame_plot(&t->frame, r);
  *lost = place_labels(t, NULL, plot, bounds_of(t, plot, r));
  return !*lost;
}

/* The sign in place of the name of a spot; numbers go by the order of rows. */
static void number_keys(scatter *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_tstyle style = in->style.label;
  style.max_lines = 3;
  style.align = ZB_ALIGN_LEFT;
  t->frame.keylist = (zb_keylist){0};
  for (size_t i = 0; i < t->n; i++) {
    spot *s = &t->spot[i];
    if (!s->keyed)
      continue;
    const char *name = t->s->category[s->row];
    zb_src src = t->s->category_src[s->row];
    zb_label whole = zb_label_text(in->text, name, src, &style, 0);
    s->name = zb_keylist_sign(in, zb_keylist_add(in, &t->frame.keylist, &whole, NULL, name, src), 0, in->style.ink);
  }
}

/* A spot without a place gets a key; if it has one, all names get keys. False: they have them already. */
static bool add_keys(scatter *t, spot *lost)
{
  bool more = !lost->keyed;
  for (size_t i = 0; i < t->n && lost->keyed; i++) {
    more = more || (t->spot[i].named && !t->spot[i].keyed);
    t->spot[i].keyed = t->spot[i].named;
  }
  lost->keyed = true;
  return more;
}

/* Names get keys until all have a place. The height is kept then: places are found for one. */
static bool settle(scatter *t, zb_plot_size *size)
{
  spot *lost;
  while (!all_placed(t, size->height, &lost)) {
    if (!add_keys(t, lost)) {
      zb_chart_unplaced(t->frame.in, t->s->category[lost->row], t->s->category_src[lost->row]);
      return false;
    }
    size->height -= t->frame.keylist.height;
    number_keys(t);
    if (!zb_keylist_set(t->frame.in, &t->frame.keylist, t->frame.in->width))
      return false;
    size->height += t->frame.keylist.height;
  }
  bool give = t->frame.keylist.item.n == 0 && all_placed(t, size->height - size->shrink, &lost) &&
              all_placed(t, size->height + size->stretch, &lost);
  if (!give)
    size->stretch = size->shrink = 0;
  return true;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_x_axis(const scatter *t, zb_dl_page *page, zb_rect plot, zb_rect r)
{
  const zb_chart_in *in = t->frame.in;
  zb_u *at = zb_newn(in->text->arena, zb_u, (size_t)t->x_axis.ticks.n + 1);
  for (int i = 0; i < t->x_axis.ticks.n; i++)
    at[i] = x_of(t, plot, t->x_axis.value[i]);
  zb_vaxis_grid(in, &t->x_axis, page, false, at, plot.y, plot.y + plot.h);
  zb_vaxis_labels(&t->x_axis, page, false, at, plot.y + plot.h + zb_chart_em(in, AXIS_GAP));
  zb_dl_begin_role(page, ZB_DL_SPAN, in->src);
  zb_label_draw(&t->x_title, page, plot.x + plot.w, r.y + r.h, 1, 1);
  zb_label_draw(&t->y_title, page, r.x, r.y, -1, -1);
  zb_dl_end(page, ZB_DL_SPAN);
}

static void draw_points(const scatter *t, zb_dl_page *page, zb_rect plot)
{
  const zb_chart_in *in = t->frame.in;
  bool any = false;
  for (size_t i = 0; i < t->n; i++)
    any = any || t->s->highlight[t->spot[i].row];
  for (int pass = 0; pass < 2; pass++) /* highlighted points on top */
    for (size_t i = 0; i < t->n; i++) {
      size_t row = t->spot[i].row;
      if (t->s->highlight[row] != (pass == 1))
        continue;
      const zb_figure *y = value_of(t, 1, row);
      zb_rgba color = any && pass == 0 ? in->style.other : in->style.main;
      zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &value_of(t, 0, row)->datum, .src = y->src});
      zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &y->datum, .src = y->src});
      zb_dl_fill(page, zb_path_circle(in->text->arena, point_of(t, plot, row), zb_chart_em(in, RADIUS)),
                 zb_paint_solid(color));
      zb_dl_end(page, ZB_DL_SPAN);
      zb_dl_end(page, ZB_DL_SPAN);
    }
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const scatter *t = c->data;
  r = zb_frame_list(&t->frame, page, r);
  zb_rect plot = zb_frame_plot(&t->frame, r);
  draw_x_axis(t, page, plot, r);
  zb_frame_draw(&t->frame, page, r);
  draw_points(t, page, plot);
  const spot *lost = place_labels(t, page, plot, bounds_of(t, plot, r));
  if (lost) /* never at a height that was tried */
    zb_chart_unplaced(t->frame.in, t->s->category[lost->row], t->s->category_src[lost->row]);
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

static void read_spots(scatter *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_tstyle style = in->style.label;
  style.max_lines = 1;
  t->spot = zb_newn(in->text->arena, spot, t->s->ncategories);
  for (size_t i = 0; i < t->s->ncategories; i++)
    if (value_of(t, 0, i) && value_of(t, 1, i))
      t->spot[t->n++].row = i;
  for (size_t i = 0; i < t->n; i++) {
    size_t row = t->spot[i].row;
    t->spot[i].named = t->n <= NAMED || t->s->highlight[row];
    if (t->spot[i].named)
      t->spot[i].name = zb_label_text(in->text, t->s->category[row], t->s->category_src[row], &style, 0);
  }
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  scatter *t = zb_new(a, scatter);
  *t = (scatter){.frame = {.in = zb_arena_memdup(a, in, sizeof *in)}, .s = in->data};
  if (in->data->nseries != 2) {
    zb_diag(in->text->diags, ZB_D_SCATTER_COLUMNS, in->src, zb_chart_name(in),
            zb_arena_printf(a, "%zu", in->data->nseries), NULL);
    return NULL;
  }
  read_spots(t);
  if (!zb_bars_check(in))
    return NULL;
  if (t->n == 0) {
    zb_diag(in->text->diags, ZB_D_SERIES_EMPTY, in->src, NULL);
    return NULL;
  }
  t->x_unit = series_unit(t, 0);
  t->frame.unit = series_unit(t, 1);
  t->x_domain = domain_of(t, 0);
  t->frame.domain = domain_of(t, 1);
  zb_frame_axis(&t->frame, 5);
  t->x_axis = zb_vaxis_level(in, &t->x_unit, &t->x_domain, 5, in->width - t->frame.left, false);
  t->x_title = title_label(t, 0, &t->x_unit);
  t->y_title = title_label(t, 1, &t->frame.unit);
  t->frame.right = t->x_axis.width / 2;
  t->frame.top = t->y_title.height + zb_chart_em(in, TITLE_GAP) + t->frame.vaxis.height / 2;
  t->frame.foot = zb_chart_em(in, AXIS_GAP + TITLE_GAP) + t->x_axis.height + t->x_title.height;
  zb_u plot = in->width - t->frame.left - t->frame.right;
  bool level = t->x_axis.ticks.n < 2 || t->x_axis.width + zb_chart_em(in, 300) <= plot / (t->x_axis.ticks.n - 1);
  if (!zb_frame_roomy(&t->frame) || !level || t->x_title.overflow || t->y_title.overflow) {
    zb_frame_report(&t->frame);
    return NULL;
  }
  zb_plot_size size = zb_frame_size(&t->frame);
  if (!settle(t, &size))
    return NULL;
  *height = size.height;
  *stretch = size.stretch;
  *shrink = size.shrink;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = t};
  return chart;
}

const zb_chart_kind zb_chart_kind_SCATTER = {.name = "scatter", .layout = layout, .all_units = true};
