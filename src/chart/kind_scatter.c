/* Kind scatter: one quantity against another; a point for each row, named where names have room. */
#include <string.h>

#include "chart/avoid.h"
#include "chart/bars.h"
#include "chart/frame.h"

/* In permille of the label size: a point's radius, from a point to its label, to a label farther off; between numbers
   and plot, numbers and the title of the axis, two numbers. */
enum { RADIUS = 280, NEAR = 420, FAR = 1500, FARTHER = 2700, AXIS_GAP = 500, TITLE_GAP = 350, TICK_GAP = 300 };

/* Ticks that an axis would have. */
enum { TICKS = 5 };

/* Of more points than NAMED, when some are highlighted, only those have names. More names than NAMES_MAX are not tried.
 */
enum { NAMED = 30, NAMES_MAX = 100 };

/* Names in one line, in three lines at most, and these smaller by 15 %. */
enum { FORMS = 3, WRAP = 8000, SMALLER = 850 };

typedef struct spot {
  size_t row;
  const char *text; /* its name, with those of other points at the same place */
  zb_label name;    /* or the sign of a number key */
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
  size_t n, named;
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
  const zb_series *s = t->frame.in->whole ? t->frame.in->whole : t->s; /* panels share their scales */
  bool any = false;
  for (size_t i = 0; i < s->ncategories && s->nseries == 2; i++) {
    if (!zb_bars_value(s, 0, i) || !zb_bars_value(s, 1, i))
      continue;
    zb_num v = zb_bars_value(s, series, i)->q.value;
    if (!any)
      d = (zb_domain){.lo = v, .hi = v};
    zb_domain_add(&d, v);
    any = true;
  }
  if (zb_num_cmp(d.lo, d.hi) == 0)
    zb_domain_add(&d, d.lo.sign == 0 ? zb_num_int(a, 1) : (zb_num){0});
  return d;
}

static zb_unit series_unit(const scatter *t, size_t series)
{
  const zb_series *s = t->frame.in->whole && t->frame.in->whole->nseries == 2 ? t->frame.in->whole : t->s;
  return zb_unit_choose(t->frame.in, s->series[series].value, s->ncategories);
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

/* The end of a leader to a name that stands away from its point. */
static zb_point leader_end(zb_rect at, zb_point p)
{
  return (zb_point){.x = zb_u_clamp(p.x, at.x, at.x + at.w), .y = zb_u_clamp(p.y, at.y, at.y + at.h)};
}

/* The first free anchor of a name, near the point or (*away) at the end of a leader that crosses nothing. False: there
   is none. */
static bool find_place(const scatter *t, const zb_avoid *all, zb_point p, size_t own, zb_rect *out, bool *away)
{
  static const int rings[] = {NEAR, FAR, FARTHER};
  const zb_label *l = &t->spot[own].name;
  for (size_t ring = 0; ring < sizeof rings / sizeof rings[0]; ring++)
    for (int k = 0; k < ZB_ANCHORS; k++) {
      *out = zb_avoid_anchor(p, l->width, l->height, k, zb_chart_em(t->frame.in, rings[ring]));
      *away = ring > 0;
      if (zb_avoid_free(all, *out, *away ? SIZE_MAX : own) && (!*away || zb_avoid_clear(all, p, leader_end(*out, p))))
        return true;
    }
  return false;
}

static void draw_label(const scatter *t, zb_dl_page *page, const spot *s, zb_point p, zb_rect at, bool away)
{
  const zb_chart_in *in = t->frame.in;
  if (away) {
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_dl_line(page, p, leader_end(at, p), zb_paint_solid(in->style.muted),
               (zb_stroke){.width = zb_chart_line_width(&in->style)});
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
  zb_avoid all = {.arena = in->text->arena, .bounds = bounds};
  for (size_t i = 0; i < t->n; i++) {
    zb_point p = point_of(t, plot, t->spot[i].row);
    zb_avoid_box(&all, (zb_rect){.x = p.x - r, .y = p.y - r, .w = 2 * r, .h = 2 * r});
  }
  for (size_t i = 0; i < t->n && t->named && !lost; i++) {
    spot *s = &t->spot[i];
    zb_rect at;
    bool away;
    zb_point p = point_of(t, plot, s->row);
    if (!s->named)
      continue;
    if (!find_place(t, &all, p, i, &at, &away)) {
      lost = s;
      continue;
    }
    zb_avoid_box(&all, at);
    if (away)
      zb_avoid_segment(&all, p, leader_end(at, p));
    if (page)
      draw_label(t, page, s, p, at, away);
  }
  return lost;
}

/* Where names may stand: over the plot and to its right. `r`: the chart without its list. */
static zb_rect bounds_of(const scatter *t, zb_rect plot, zb_rect r)
{
  zb_u half = t->frame.in->style.label.size / 2;
  return (zb_rect){.x = plot.x - half, .y = plot.y - half, .w = r.x + r.w - plot.x + half, .h = plot.h + 2 * half};
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
    const char *name = s->text;
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

static void set_names(scatter *t, int form)
{
  const zb_chart_in *in = t->frame.in;
  zb_tstyle style = in->style.label;
  if (form == FORMS - 1) {
    style.size = zb_u_muldiv(style.size, SMALLER, 1000);
    style.leading = zb_u_muldiv(style.leading, SMALLER, 1000);
  }
  style.max_lines = form == 0 ? 1 : ZB_NAME_LINES;
  style.balance = true;
  for (size_t i = 0; i < t->n; i++) {
    spot *s = &t->spot[i];
    if (!s->named)
      continue;
    s->name = zb_label_text(in->text, s->text, t->s->category_src[s->row], &style, 0);
    zb_u wrap = zb_u_max(s->name.width / ZB_NAME_LINES + style.size, zb_chart_em(in, WRAP));
    if (form > 0 && s->name.width > wrap)
      zb_label_fit(&s->name, wrap);
  }
}

static bool same_place(const scatter *t, const spot *a, const spot *b)
{
  for (size_t j = 0; j < 2; j++)
    if (zb_num_cmp(value_of(t, j, a->row)->q.value, value_of(t, j, b->row)->q.value) != 0)
      return false;
  return true;
}

/* Points at one place have one name: 甲、乙. */
static void join_names(scatter *t)
{
  zb_arena *a = t->frame.in->text->arena;
  const char *apart = zb_chart_word(t->frame.in, "、", ", ");
  for (size_t i = 0; i < t->n; i++) {
    spot *s = &t->spot[i];
    s->text = t->s->category[s->row];
    for (size_t k = 0; k < i && s->named; k++)
      if (t->spot[k].named && same_place(t, s, &t->spot[k])) {
        t->spot[k].text = zb_arena_printf(a, "%s%s%s", t->spot[k].text, apart, s->text);
        s->named = false;
      }
  }
}

/* More names than can be tried: reported. */
static bool too_many(const scatter *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_arena *a = in->text->arena;
  if (t->named <= NAMES_MAX)
    return false;
  zb_diag(in->text->diags, ZB_D_SCATTER_NAMES, in->src, zb_chart_name(in), zb_arena_printf(a, "%zu", t->named),
          zb_arena_printf(a, "%d", NAMES_MAX), NULL);
  return true;
}

/* Names are wrapped, then smaller, then some get keys until all have a place. The height is kept then: places are found
   for one. */
static bool settle(scatter *t, zb_plot_size *size)
{
  spot *lost;
  if (too_many(t))
    return false;
  join_names(t);
  for (int form = 0; form < FORMS; form++) {
    set_names(t, form);
    if (all_placed(t, size->height, &lost))
      break;
    if (form == FORMS - 1)
      set_names(t, 0);
  }
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

static void draw_x_axis(const scatter *t, zb_dl_page *page, size_t past, zb_rect plot, zb_rect r)
{
  const zb_chart_in *in = t->frame.in;
  zb_u *at = zb_newn(in->text->arena, zb_u, (size_t)t->x_axis.ticks.n + 1);
  for (int i = 0; i < t->x_axis.ticks.n; i++)
    at[i] = x_of(t, plot, t->x_axis.value[i]);
  zb_vaxis_grid(in, &t->x_axis, page, past, false, at, plot.y, plot.y + plot.h);
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
  size_t past = page->n; /* the grid gives way to names; points stand on it */
  const spot *lost = place_labels(t, page, plot, bounds_of(t, plot, r));
  draw_x_axis(t, page, past, plot, r);
  zb_frame_draw(&t->frame, page, past, r);
  draw_points(t, page, plot);
  if (lost) /* never at a height that was tried */
    zb_chart_unplaced(t->frame.in, t->s->category[lost->row], t->s->category_src[lost->row]);
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

/* All points have names, unless names are not wanted or, among many, some are highlighted. */
static void read_spots(scatter *t)
{
  const zb_chart_in *in = t->frame.in;
  bool only = zb_obj_int(in->block->props, ZB_K_VALUE_LABELS, ZB_E_VALUE_LABELS_FIT) == ZB_E_VALUE_LABELS_NONE;
  t->spot = zb_newn(in->text->arena, spot, t->s->ncategories);
  for (size_t i = 0; i < t->s->ncategories; i++)
    if (value_of(t, 0, i) && value_of(t, 1, i))
      t->spot[t->n++].row = i;
  for (size_t i = 0; i < t->n; i++)
    only = only || (t->n > NAMED && t->s->highlight[t->spot[i].row]);
  for (size_t i = 0; i < t->n; i++) {
    t->spot[i].named = !only || t->s->highlight[t->spot[i].row];
    t->named += t->spot[i].named;
  }
}

/* Two columns of numbers, and a row that has both: else reported. */
static bool check(scatter *t)
{
  const zb_chart_in *in = t->frame.in;
  if (t->s->nseries != 2) {
    zb_diag(in->text->diags, ZB_D_SCATTER_COLUMNS, in->src, zb_chart_name(in),
            zb_arena_printf(in->text->arena, "%zu", t->s->nseries), NULL);
    return false;
  }
  read_spots(t);
  if (!zb_bars_check(in))
    return false;
  if (t->n == 0)
    zb_diag(in->text->diags, ZB_D_SERIES_EMPTY, in->src, NULL);
  return t->n > 0;
}

/* Both axes with their titles. False: they leave no room, reported. */
static bool set_axes(scatter *t)
{
  const zb_chart_in *in = t->frame.in;
  zb_frame *f = &t->frame;
  t->x_unit = series_unit(t, 0);
  f->unit = series_unit(t, 1);
  t->x_domain = domain_of(t, 0);
  f->domain = domain_of(t, 1);
  zb_frame_axis(f, TICKS);
  bool whole = zb_frame_whole(in, &t->x_unit);
  t->x_axis = zb_vaxis_new(in, &t->x_unit, &t->x_domain, TICKS, in->width - f->left, whole, false);
  t->x_title = title_label(t, 0, &t->x_unit);
  t->y_title = title_label(t, 1, &f->unit);
  f->right = t->x_axis.width / 2;
  f->top = t->y_title.height + zb_chart_em(in, TITLE_GAP) + f->vaxis.height / 2;
  f->foot = zb_chart_em(in, AXIS_GAP + TITLE_GAP) + t->x_axis.height + t->x_title.height;
  zb_u plot = in->width - f->left - f->right;
  int n = t->x_axis.ticks.n;
  bool level = n < 2 || t->x_axis.width + zb_chart_em(in, TICK_GAP) <= plot / (n - 1);
  bool fit = zb_frame_roomy(f) && level && !t->x_title.overflow && !t->y_title.overflow;
  if (!fit)
    zb_frame_report(f);
  return fit;
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  scatter *t = zb_new(a, scatter);
  *t = (scatter){.frame = {.in = zb_arena_memdup(a, in, sizeof *in)}, .s = in->data};
  if (!check(t) || !set_axes(t))
    return NULL;
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
