/* Upright plots: widths of bands, sizes of labels; the scale is chosen when the final height is known. */
#include "chart/row.h"
#include "chart/uprightparts.h"

/* Names take this much of their pitch; bars capped by bar_max still fill this much, in permille. */
enum { NAME_SHARE = 920, FILL_MIN = 380, SPARSE = 400 };

/* Space between two values, between the numbers of the axis and the field, in permille of the label size. */
enum { VALUE_GAP = 250, AXIS_GAP = 500 };

/* Labels beside the bars take this much of their pitch at most, in permille; number keys, the last resort, more. */
enum { COLUMN_MAX = 550, COLUMN_LAST = 750 };

/* How far the plot may grow and shrink, in permille of its natural height. */
enum { STRETCH = 600, SHRINK = 150 };

/* Of the edges of bins at least every tenth is named; between their names, in permille of the label size. */
enum { EDGE_STEP = 10, EDGE_GAP = 600 };

/* Heights at which places of labels among curves are tried. */
enum { TRIES = 6 };

bool zb_upright_sparse(const zb_plot *p)
{
  zb_u pitch = p->width / (zb_u)(p->n > 0 ? p->n : 1);
  return zb_plot_group(p, pitch, zb_upright_bar_max(p)).total < zb_u_muldiv(pitch, SPARSE, 1000);
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
    zb_u thick, x = zb_upright_mark(p, m, &thick), left = x + (thick - m->label.width) / 2;
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
  zb_upright *v = p->stand;
  size_t n = p->n + 1;
  const char **name = zb_newn(p->in->text->arena, const char *, n);
  for (size_t step = 1; step <= EDGE_STEP; step = step == 1 ? 2 : step == 2 ? 5 : 2 * step) {
    for (size_t i = 0; i < n; i++)
      name[i] = i % step == 0 ? p->name[i] : "";
    p->names = zb_axis_new(p->in, name, p->src, n, ZB_ALIGN_CENTER, 0);
    v->left = zb_u_max(v->least, p->names.label[0].width / 2);
    v->right = p->names.label[p->n].width / 2;
    zb_u room = zb_upright_field(p) / (zb_u)p->n * (zb_u)step;
    p->names.fit = p->names.width + zb_chart_em(p->in, EDGE_GAP) <= room;
    if (p->names.fit)
      return;
  }
}

/* The pitch: the whole width shared out, or less when capped bars would drown in white. */
static void choose_pitch(zb_plot *p)
{
  zb_upright *v = p->stand;
  zb_u all = zb_upright_field(p) / (zb_u)p->n;
  zb_group g = zb_plot_group(p, all, zb_upright_bar_max(p));
  zb_u share = zb_u_muldiv(all, NAME_SHARE, 1000);
  if (p->edges) {
    name_edges(p);
    all = zb_upright_field(p) / (zb_u)p->n;
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

static zb_u least_plot(const zb_plot *p)
{
  zb_plot_size s = zb_upright_size(p);
  return s.height - s.shrink - zb_upright_foot(p);
}

/* A column for labels so wide beside the bars of each band. */
static void make_column(zb_plot *p, zb_u width)
{
  zb_upright *v = p->stand;
  v->column = width + zb_row_depth(p->in) + zb_chart_em(p->in, VALUE_GAP);
  v->left = v->least;
  v->pitch = zb_upright_field(p) / (zb_u)p->n;
  if (!v->slanted && v->column < v->pitch) /* the first name is centred on its bars, not on its band */
    v->left = zb_u_max(v->left, (p->names.width - zb_upright_body(p)) / 2);
  v->pitch = zb_upright_field(p) / (zb_u)p->n;
  v->plot = v->pitch * (zb_u)p->n;
}

/* Labels of middles that do not fit at the least height get a column beside the bars. False: it is too wide. */
static bool settle_column(zb_plot *p, bool asked, const zb_cmark **bad)
{
  const zb_upright *v = p->stand;
  zb_u before, width = 0;
  size_t middles = 0, out = 0;
  zb_plot_fit(p, least_plot(p), zb_plot_group(p, v->pitch, zb_upright_bar_max(p)).thick, &before);
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
  make_column(p, width);
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
    if (m->shown && zb_cmark_at_end(m) && m->label.width > zb_upright_body(p))
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
  zb_upright *v = p->stand;
  v->slanted = zb_axis_slant(p->in, &p->names, p->name, p->src, p->width, &v->left);
  v->least = v->left;
  v->pitch = zb_upright_field(p) / (zb_u)p->n;
  v->plot = v->pitch * (zb_u)p->n;
  if (!v->slanted)
    zb_axis_keys(p->in, &p->names, p->name, p->src, v->pitch, &p->keylist);
}
/* The first mark whose label has no place among the curves in a plot so high, or NULL. */
static const zb_cmark *undodged(zb_plot *p, zb_u room)
{
  zb_u before, length = zb_plot_fit(p, room, zb_upright_thick(p), &before);
  zb_upright_ruler r = {.p = p, .scale = zb_linear_new(p->in->text->arena, p->domain, length), .start = room - before};
  const zb_cmark *bad;
  zb_upright_dodge(p, &r, (zb_rect){.w = p->width, .h = room}, &bad);
  return bad;
}

/* Finds places for the labels among curves at the natural height, with narrower labels if need be (`narrow`), and whether
   the plot may be higher and lower. The first label without a place, or NULL. */
static const zb_cmark *settle_dodged(zb_plot *p, bool narrow)
{
  if (p->curve.n == 0)
    return NULL;
  zb_plot_size wish = zb_plot_wish(p->in, p->width, STRETCH, SHRINK);
  const zb_cmark *bad;
  while ((bad = undodged(p, wish.height)) && narrow && zb_plot_narrow_labels(p, zb_cmark_at_end))
    ;
  for (int k = 0; k <= TRIES && !bad && !p->stand->rigid; k++)
    p->stand->rigid =
        undodged(p, wish.height - wish.shrink + zb_u_muldiv(wish.shrink + wish.stretch, k, TRIES)) != NULL;
  return bad;
}

/* Are more than a third of the labels number keys? */
static bool mostly_keys(const zb_plot *p)
{
  size_t all = 0, keys = 0;
  for (size_t i = 0; i < p->mark.n; i++) {
    bool shown = p->mark.v[i].shown && p->mark.v[i].place != ZB_PLACE_NONE;
    all += shown;
    keys += shown && p->mark.v[i].set == ZB_SET_KEY;
  }
  return 3 * keys > all;
}

bool zb_upright_layout(zb_plot *p, bool report)
{
  zb_upright *v = zb_new(p->in->text->arena, zb_upright);
  p->stand = v;
  zb_plot_size wish = zb_plot_wish(p->in, p->width, STRETCH, SHRINK);
  zb_plot_set_axis(p, wish.height);
  v->least = v->left = p->axis ? p->vaxis.width + zb_chart_em(p->in, AXIS_GAP) : 0;
  choose_pitch(p);
  v->least = v->left;
  if (!p->names.fit && report && !p->edges)
    turn_names(p);
  if (report)
    zb_plot_fit_tails(p, v->pitch - zb_chart_em(p->in, VALUE_GAP));
  const zb_cmark *bad = set_values(p, report);
  if (p->names.fit && !bad && settle_columns(p, report, &bad)) {
    bad = settle_dodged(p, report);
    if (!bad && (p->curve.n == 0 || !mostly_keys(p)))
      return true;
  }
  if (report && p->names.fit && p->curve.n > 0 && !p->axis) { /* few numbers have a place among the curves */
    zb_plot_leave_to_axis(p);
    p->keylist = (zb_keylist){0};
    return zb_upright_layout(p, report);
  }
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
  zb_plot_size size = zb_plot_wish(p->in, p->width, STRETCH, SHRINK);
  size.height += zb_upright_foot(p);
  if (p->stand->rigid)
    size.stretch = size.shrink = 0;
  return size;
}

zb_u zb_upright_length(zb_plot *p, zb_u height)
{
  zb_u before;
  return zb_plot_fit(p, height - zb_upright_foot(p), zb_upright_thick(p), &before);
}
