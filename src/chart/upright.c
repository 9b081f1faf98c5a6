/* Upright plots: bands over the width; the scale is chosen when the final height is known. */
#include "chart/upright.h"

#include "chart/dodge.h"
#include "chart/row.h"

/* Names take this much of their pitch; bars capped by bar_max still fill this much, in permille. */
enum { NAME_SHARE = 920, FILL_MIN = 380, SPARSE = 400 };

/* Space between the zero line and the names, between two values, between the numbers of the axis and the field, in
   permille of the label size. */
enum { NAME_GAP = 450, VALUE_GAP = 250, AXIS_GAP = 500 };

/* Labels beside the bars take this much of their pitch at most, in permille; number keys, the last resort, more. */
enum { COLUMN_MAX = 550, COLUMN_LAST = 750 };

enum { STRETCH = 600, SHRINK = 150 };

/* Of the edges of bins at least every tenth is named; between their names, in permille of the label size. */
enum { EDGE_STEP = 10, EDGE_GAP = 600 };

typedef struct zb_upright {
  zb_u left, least; /* numbers of the axis, or what a name needs that begins before its bars */
  zb_u right;       /* half of a name at the last edge */
  zb_u plot, pitch; /* of the bands, centred in what is left of the width */
  zb_u column;      /* room for labels with leaders beside the bars of a band */
  bool slanted;     /* names run upwards at 45 degrees */
} upright;

static zb_u bar_max(const zb_plot *p)
{
  return p->fill > 0 ? 0 : zb_u_muldiv(p->in->style.bar_max, 3, 2);
}

static zb_u field(const zb_plot *p)
{
  return p->width - p->stand->left - p->stand->right;
}

/* The part of a pitch that bars have. */
static zb_u body(const zb_plot *p)
{
  return p->stand->pitch - p->stand->column;
}

bool zb_upright_sparse(const zb_plot *p)
{
  zb_u pitch = p->width / (zb_u)(p->n > 0 ? p->n : 1);
  return zb_plot_group(p, pitch, bar_max(p)).total < zb_u_muldiv(pitch, SPARSE, 1000);
}

/* x of band i from the left edge of the chart. */
static zb_u band_left(const zb_plot *p, size_t i)
{
  const upright *v = p->stand;
  zb_band band = {.start = v->left + (field(p) - v->plot) / 2, .length = v->plot, .n = p->n};
  return zb_band_edge(&band, i);
}

static zb_u mark_left(const zb_plot *p, const zb_cmark *m, zb_u *thick)
{
  zb_u offset;
  zb_plot_slot(p, m, body(p), bar_max(p), &offset, thick);
  return band_left(p, m->band) + offset;
}

/* --- widths ---------------------------------------------------------------------------------------------------- */

/* The first mark whose value would touch that of the mark before it, or NULL. Heights are not relied on: they change.
   Labels of different places (points over bars) are told apart by their shapes. */
static const zb_cmark *crowded(const zb_plot *p)
{
  zb_u gap = zb_chart_em(p->in, VALUE_GAP), edge[2] = {-gap, -gap};
  const zb_cmark *slot[2] = {NULL, NULL};
  for (size_t k = 0; k < p->mark.n; k++) {
    const zb_cmark *m = &p->mark.v[p->order[k]];
    if (!m->shown || !zb_cmark_at_end(m))
      continue;
    zb_u thick, x = mark_left(p, m, &thick), left = x + (thick - m->label.width) / 2;
    int kind = m->shape == ZB_SHAPE_POINT;
    bool above = slot[kind] && slot[kind]->band == m->band && slot[kind]->slot == m->slot; /* one over the other */
    if ((!above && left < edge[kind] + gap) || left + m->label.width > p->width)
      return m;
    edge[kind] = zb_u_max(above ? edge[kind] : left, left + m->label.width);
    slot[kind] = m;
  }
  for (size_t i = 0; p->tail && i < p->n; i++) /* what stands under the names has one line */
    if (p->tail[i].width > p->stand->pitch - gap)
      return &p->mark.v[p->order[p->first[i]]];
  return NULL;
}

/* Edges of bins are named one by one or, where they would touch, every second to tenth, the first always: they are
   steps of one scale. */
static void name_edges(zb_plot *p)
{
  upright *v = p->stand;
  size_t n = p->n + 1;
  const char **name = zb_newn(p->in->text->arena, const char *, n);
  for (size_t step = 1; step <= EDGE_STEP; step = step == 1 ? 2 : step == 2 ? 5 : 2 * step) {
    for (size_t i = 0; i < n; i++)
      name[i] = i % step == 0 ? p->name[i] : "";
    p->names = zb_axis_new(p->in, name, p->src, n, ZB_ALIGN_CENTER, 0);
    v->left = zb_u_max(v->least, p->names.label[0].width / 2);
    v->right = p->names.label[p->n].width / 2;
    zb_u room = field(p) / (zb_u)p->n * (zb_u)step;
    p->names.fit = p->names.width + zb_chart_em(p->in, EDGE_GAP) <= room;
    if (p->names.fit)
      return;
  }
}

/* The pitch: the whole width shared out, or less when capped bars would drown in white. */
static void choose_pitch(zb_plot *p)
{
  upright *v = p->stand;
  zb_u all = field(p) / (zb_u)p->n;
  zb_group g = zb_plot_group(p, all, bar_max(p));
  zb_u share = zb_u_muldiv(all, NAME_SHARE, 1000);
  if (p->edges) {
    name_edges(p);
    all = field(p) / (zb_u)p->n;
  } else
    p->names = zb_axis_new(p->in, p->name, p->src, p->n, ZB_ALIGN_CENTER, share);
  zb_u snug = zb_u_muldiv(g.total, 1000, FILL_MIN), for_names = zb_u_muldiv(p->names.width, 1000, NAME_SHARE);
  v->pitch = p->fill > 0 || p->curve.n > 0 ? all : zb_u_min(all, zb_u_max(snug, for_names));
  v->plot = v->pitch * (zb_u)p->n;
}

/* Values that do not fit in one size are tried smaller, by 15 % at most; where bars cannot lie instead (`last`), they
   get narrower. */
static const zb_cmark *set_values(zb_plot *p, bool last)
{
  static const int sizes[] = {1000, 920, 850};
  const zb_cmark *bad = NULL;
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    if (i > 0)
      zb_plot_set_labels(p, sizes[i]);
    if (!(bad = crowded(p)))
      return NULL;
  }
  while (last && bad && zb_plot_narrow_labels(p, zb_cmark_at_end))
    bad = crowded(p);
  return bad;
}

static zb_u tail_height(const zb_plot *p)
{
  zb_u h = 0;
  for (size_t i = 0; p->tail && i < p->n; i++)
    h = zb_u_max(h, p->tail[i].height);
  return h > 0 ? h + zb_chart_em(p->in, NAME_GAP) / 2 : 0;
}

static zb_u foot(const zb_plot *p)
{
  return zb_chart_em(p->in, NAME_GAP) + p->names.height + tail_height(p);
}

static zb_u least_plot(const zb_plot *p)
{
  zb_plot_size s = zb_upright_size(p);
  return s.height - s.shrink - foot(p);
}

/* Labels of middles that do not fit at the least height get a column beside the bars. False: it is too wide. */
static bool settle_column(zb_plot *p, bool asked, const zb_cmark **bad)
{
  upright *v = p->stand;
  zb_u before, width = 0;
  size_t middles = 0, out = 0;
  zb_plot_fit(p, least_plot(p), zb_plot_group(p, v->pitch, bar_max(p)).thick, &before);
  for (size_t i = 0; i < p->mark.n; i++) {
    middles += p->mark.v[i].shown && p->mark.v[i].place == ZB_PLACE_MIDDLE;
    if (zb_plot_in_row(&p->mark.v[i])) {
      out++;
      width = zb_u_max(width, p->mark.v[i].label.width);
      *bad = &p->mark.v[i];
    }
  }
  if (width == 0)
    return true;
  v->column = width + zb_row_depth(p->in) + zb_chart_em(p->in, VALUE_GAP);
  v->left = v->least;
  v->pitch = field(p) / (zb_u)p->n;
  if (!v->slanted && v->column < v->pitch) /* the first name is centred on its bars, not on its band */
    v->left = zb_u_max(v->left, (p->names.width - body(p)) / 2);
  v->pitch = field(p) / (zb_u)p->n;
  v->plot = v->pitch * (zb_u)p->n;
  bool most = out * 3 > middles, keys = (*bad)->set == ZB_SET_KEY; /* lying, they would stand in their segments */
  if (v->column > zb_u_muldiv(v->pitch, keys ? COLUMN_LAST : COLUMN_MAX, 1000) || (most && !asked))
    return false;
  *bad = NULL;
  return true;
}

/* A label over its bars that would run into the columns beside them, or NULL. */
static const zb_cmark *into_columns(const zb_plot *p)
{
  for (size_t i = 0; i < p->mark.n && p->stand->column > 0; i++) {
    const zb_cmark *m = &p->mark.v[i];
    if (m->shown && zb_cmark_at_end(m) && m->label.width > body(p))
      return m;
  }
  return NULL;
}

/* The same for all labels; where bars cannot lie instead (`asked`) they get narrower until all have room. */
static bool settle_columns(zb_plot *p, bool asked, const zb_cmark **bad)
{
  for (;;) {
    bool fit = settle_column(p, asked, bad);
    if (fit && !(*bad = into_columns(p)))
      return true;
    if (!asked || !zb_plot_narrow_labels(p, fit ? zb_cmark_at_end : zb_plot_in_row))
      return false;
    p->stand->column = 0;
    *bad = NULL;
  }
}

/* Names that have no room in three lines where bars cannot lie: slanted, or number keys. */
static void turn_names(zb_plot *p)
{
  upright *v = p->stand;
  v->slanted = zb_axis_slant(p->in, &p->names, p->name, p->src, p->width, &v->left);
  v->least = v->left;
  v->pitch = field(p) / (zb_u)p->n;
  v->plot = v->pitch * (zb_u)p->n;
  if (!v->slanted)
    zb_axis_keys(p->in, &p->names, p->name, p->src, v->pitch, &p->keylist);
}
static const zb_cmark *undodged(zb_plot *p);

/* Numbers that have no place among curves leave it to the value axis, as those of long lines do. */
static bool leave_to_axis(zb_plot *p)
{
  if (p->curve.n == 0 || p->axis)
    return false;
  for (size_t i = 0; i < p->mark.n; i++)
    p->mark.v[i].place = ZB_PLACE_NONE;
  return p->axis = true;
}

bool zb_upright_layout(zb_plot *p, bool report)
{
  upright *v = zb_new(p->in->text->arena, upright);
  p->stand = v;
  zb_u height = p->in->height > 0
                    ? p->in->height
                    : zb_u_clamp(p->width / 2, 9 * p->in->style.label.leading, 16 * p->in->style.label.leading);
  zb_plot_set_axis(p, height);
  v->least = v->left = p->axis ? p->vaxis.width + zb_chart_em(p->in, AXIS_GAP) : 0;
  choose_pitch(p);
  v->least = v->left;
  if (!p->names.fit && report && !p->edges)
    turn_names(p);
  if (report)
    zb_plot_fit_tails(p, v->pitch - zb_chart_em(p->in, VALUE_GAP));
  const zb_cmark *bad = set_values(p, report);
  if (p->names.fit && !bad && settle_columns(p, report, &bad)) {
    while ((bad = undodged(p)) && report && zb_plot_narrow_labels(p, zb_cmark_at_end))
      ; /* labels that no dodging places get narrower, too */
    if (!bad)
      return true;
  }
  if (report && p->names.fit && leave_to_axis(p))
    return zb_upright_layout(p, report);
  if (report && !p->names.fit)
    zb_chart_unplaced(p->in, p->name[p->names.worst], p->src[p->names.worst]);
  if (report && bad)
    zb_chart_unplaced(p->in, bad->shown->text, bad->src);
  zb_plot_set_labels(p, 1000);
  return false;
}

/* --- heights --------------------------------------------------------------------------------------------------- */

zb_plot_size zb_upright_size(const zb_plot *p)
{
  const zb_chart_in *in = p->in;
  zb_u lead = in->style.label.leading;
  zb_u min = zb_u_max(in->height_min, 5 * lead), plot = in->height;
  if (plot == 0)
    plot = zb_u_clamp(p->width / 2, 9 * lead, 16 * lead);
  zb_u max = in->height_max > 0 ? in->height_max : zb_u_muldiv(plot, 1000 + STRETCH, 1000);
  max = zb_u_max(max, min);
  plot = zb_u_clamp(plot, min, max);
  zb_u give =
      in->height_min > 0 ? plot : zb_u_muldiv(plot, SHRINK, 1000); /* a layout that names a least height means it */
  return (zb_plot_size){.height = plot + foot(p), .stretch = max - plot, .shrink = zb_u_min(plot - min, give)};
}

static zb_u thick_of(const zb_plot *p)
{
  return zb_plot_group(p, body(p), bar_max(p)).thick;
}

zb_u zb_upright_length(zb_plot *p, zb_u height)
{
  zb_u before;
  return zb_plot_fit(p, height - foot(p), thick_of(p), &before);
}

/* --- drawing --------------------------------------------------------------------------------------------------- */

/* Places along the value axis on the page: `start` is that of domain.lo. */
typedef struct ruler {
  const zb_plot *p;
  zb_linear scale;
  zb_u start;
} ruler;

static zb_u at(const ruler *r, zb_num v)
{
  return r->start - zb_linear_at(r->p->in->text->arena, &r->scale, v);
}

static zb_cplace place_of(const ruler *r, const zb_cmark *m)
{
  zb_cplace c = {.upright = true, .scale = &r->scale, .base = at(r, m->from), .from_zero = m->from.sign == 0};
  if (m->shape != ZB_SHAPE_BAR)
    c.end = at(r, m->to);
  else {
    zb_u length = zb_linear_length(&r->scale, zb_num_sub(r->p->in->text->arena, m->to, m->from));
    c.end = zb_cmark_less(m) ? c.base + length : c.base - length;
  }
  c.far = m->far ? at(r, m->far_to) : c.end;
  return c;
}

static zb_cplace placed(const zb_plot *p, const ruler *r, const zb_cmark *m, zb_u x)
{
  zb_cplace c = place_of(r, m);
  c.side = x + mark_left(p, m, &c.thick);
  return c;
}

/* Bars of band i, with their leaders, and their labels unless a curve runs among them: these come last. */
static void draw_bars(const zb_plot *p, const ruler *r, zb_dl_page *page, zb_rect box, size_t i)
{
  zb_row row = zb_row_new(p->in, p->first[i + 1] - p->first[i]);
  zb_u right = 0;
  for (size_t k = p->first[i]; k < p->first[i + 1]; k++) {
    zb_cmark m = p->mark.v[p->order[k]];
    if (p->curve.n > 0 && m.shape == ZB_SHAPE_POINT)
      continue;
    zb_cplace c = placed(p, r, &m, box.x);
    right = zb_u_max(right, c.side + c.thick);
    if (zb_plot_in_row(&m))
      zb_row_add(&row, &p->mark.v[p->order[k]], m.place == ZB_PLACE_ROW ? c.end : (c.base + c.end) / 2,
                 zb_u_max(zb_u_muldiv(m.label.style.size, 1100, 1000), m.label.nlines > 1 ? m.label.height : 0));
    if (p->curve.n > 0)
      m.shown = NULL;
    zb_cmark_draw(p->in, &m, &c, page);
  }
  zb_row_spread(&row, box.y, box.y + box.h);
  zb_row_draw_beside(&row, page, right);
}

static void draw_points(const zb_plot *p, const ruler *r, zb_dl_page *page, zb_u x)
{
  for (size_t k = 0; k < p->mark.n; k++) {
    zb_cmark m = p->mark.v[p->order[k]];
    if (m.shape != ZB_SHAPE_POINT)
      continue;
    m.shown = NULL;
    zb_cplace c = placed(p, r, &m, x);
    zb_cmark_draw(p->in, &m, &c, page);
  }
}

static zb_point curve_point(const zb_plot *p, const ruler *r, const zb_curve *c, zb_u x, size_t i)
{
  return (zb_point){.x = x + band_left(p, i) + body(p) / 2, .y = at(r, c->value[i])};
}

/* The labels of a plot with curves, at their places in `box`; *bad gets the first mark whose label has none. */
static zb_dodge dodge(const zb_plot *p, const ruler *r, zb_rect box, const zb_cmark **bad)
{
  zb_dodge d = zb_dodge_new(p->in, box);
  for (size_t k = 0; k < p->mark.n; k++) {
    const zb_cmark *m = &p->mark.v[p->order[k]];
    zb_cplace c = placed(p, r, m, box.x);
    zb_dodge_mark(&d, m, &c);
  }
  for (size_t j = 0; j < p->curve.n; j++)
    for (size_t i = 1; i < p->curve.v[j].n; i++) {
      const zb_curve *c = &p->curve.v[j];
      if (c->has[i] && c->has[i - 1])
        zb_dodge_line(&d, curve_point(p, r, c, box.x, i - 1), curve_point(p, r, c, box.x, i));
    }
  *bad = zb_dodge_place(&d);
  return d;
}

/* The first mark whose label has no place among the curves when the plot is as low as it gets, or NULL. */
static const zb_cmark *undodged(zb_plot *p)
{
  if (p->curve.n == 0)
    return NULL;
  zb_u room = least_plot(p), before, length = zb_plot_fit(p, room, thick_of(p), &before);
  ruler r = {.p = p, .scale = zb_linear_new(p->in->text->arena, p->domain, length), .start = room - before};
  const zb_cmark *bad;
  dodge(p, &r, (zb_rect){.w = p->width, .h = room}, &bad);
  return bad;
}

/* Tails end at y; when one has several lines they begin at one height instead. */
static void draw_tails(const zb_plot *p, zb_dl_page *page, zb_u x, zb_u y)
{
  zb_u tall = 0;
  bool lines = false;
  for (size_t i = 0; p->tail && i < p->n; i++) {
    lines = lines || p->tail[i].nlines > 1;
    tall = zb_u_max(tall, p->tail[i].height);
  }
  for (size_t i = 0; p->tail && i < p->n; i++)
    zb_chart_words(&p->tail[i], page, x + band_left(p, i) + body(p) / 2, lines ? y - tall : y, 0, lines ? -1 : 1);
}

static void draw_names(const zb_plot *p, zb_dl_page *page, zb_u x, zb_u y)
{
  const upright *v = p->stand;
  size_t n = p->edges ? p->n + 1 : p->n;
  for (size_t i = 0; i < n; i++) {
    zb_u middle = x + band_left(p, i) + (p->edges ? 0 : body(p) / 2);
    if (v->slanted)
      zb_axis_name_slanted(&p->names, i, p->src[i], page, middle, y);
    else
      zb_axis_name(&p->names, i, p->src[i], page, middle, y, 0, -1);
  }
}

/* The stretches of a curve between missing values. */
static void draw_curve(const zb_plot *p, const ruler *r, zb_dl_page *page, zb_u x, const zb_curve *c)
{
  zb_arena *a = p->in->text->arena;
  zb_point *pt = zb_newn(a, zb_point, c->n + 2);
  zb_u width = c->width > 0 ? c->width : 3 * zb_chart_line_width(&p->in->style);
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  for (size_t i = 0, n = 0; i <= c->n; i++) {
    if (i < c->n && c->has[i]) {
      pt[n++] = curve_point(p, r, c, x, i);
      continue;
    }
    if (n > 1)
      zb_dl_stroke(page, zb_path_poly(a, pt, n, false), zb_paint_solid(c->color),
                   (zb_stroke){.width = width, .round_join = true});
    if (n > 1 && c->area) {
      zb_u zero = at(r, (zb_num){0});
      pt[n] = (zb_point){.x = pt[n - 1].x, .y = zero};
      pt[n + 1] = (zb_point){.x = pt[0].x, .y = zero};
      zb_dl_fill(page, zb_path_poly(a, pt, n + 2, true),
                 zb_paint_solid(zb_color_mix(c->color, p->in->style.ground, 190)));
    }
    n = 0;
    pt = zb_newn(a, zb_point, c->n + 2);
  }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_upright_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length)
{
  const upright *v = p->stand;
  zb_u room = r.h - foot(p), before;
  zb_u own = zb_plot_fit(p, room, thick_of(p), &before);
  if (length > 0 && length < own)
    before = zb_plot_before(p, length, thick_of(p));
  else
    length = own;
  ruler rule = {.p = p, .scale = zb_linear_new(p->in->text->arena, p->domain, length), .start = r.y + room - before};
  zb_u *tick = zb_newn(p->in->text->arena, zb_u, (size_t)p->vaxis.ticks.n + 1);
  for (int i = 0; i < p->vaxis.ticks.n; i++)
    tick[i] = at(&rule, p->vaxis.value[i]);
  if (p->axis) {
    zb_vaxis_grid(p->in, &p->vaxis, page, page->n, true, tick, r.x + v->left, r.x + p->width - v->right);
    zb_vaxis_labels(&p->vaxis, page, true, tick, r.x + p->vaxis.width);
  }
  size_t op = page->n;
  draw_names(p, page, r.x, r.y + room + zb_chart_em(p->in, NAME_GAP));
  draw_tails(p, page, r.x, r.y + r.h);
  zb_rect box = {.x = r.x, .y = r.y, .w = r.w, .h = room};
  for (size_t i = 0; i < p->n; i++)
    draw_bars(p, &rule, page, box, i);
  for (size_t i = 0; i < p->curve.n; i++)
    draw_curve(p, &rule, page, r.x, &p->curve.v[i]);
  if (p->curve.n > 0) {
    const zb_cmark *bad;
    draw_points(p, &rule, page, r.x);
    zb_dodge d = dodge(p, &rule, box, &bad);
    zb_dodge_draw(&d, page);
    if (bad)
      zb_chart_unplaced(p->in, bad->shown->text, bad->src);
  }
  zb_u zero = at(&rule, (zb_num){0}), line = zb_chart_line_width(&p->in->style);
  if (!p->no_zero)
    zb_axis_line_past(&p->in->style, page, op, (zb_point){.x = r.x + v->left, .y = zero + line / 2},
                      (zb_point){.x = r.x + p->width - v->right, .y = zero + line / 2});
}
