/* Kind before-after: pairs of bars with the change between them; figures of unlike units stand in panels of their own.
 */
#include "chart/bars.h"
#include "chart/change.h"
#include "chart/palette.h"
#include "chart/panel.h"

#include <string.h>

/* A panel with one row is a feature: its name and the change stand large above the pair. A panel with more has a row
   for each pair, with the change at the far edge. */

/* In permille of the label size: least width of a panel, gutter, gap between rows of panels, space above features,
   between the legend and the note at its right. */
enum { PANEL_MIN = 15000, GUTTER = 2600, ROW_GAP = 2200, HEAD_TOP = 500, KEYS_NOTE = 1500 };

/* Sizes in permille of the value size: the change above a pair, in a row; of the label size: the title of a feature,
   from its baseline to the rule, from the rule to the bars. */
enum { CHANGE_BIG = 2400, CHANGE_ROW = 1000, TITLE = 1150, HEAD_RULE = 550, HEAD_BARS = 800 };

typedef struct panel {
  size_t *row, n; /* rows of the data */
  zb_plot *plot;
  zb_label title, unit, change; /* of a feature; unit alone above rows, if there are several panels */
  bool has_unit;
  zb_u head; /* height above the plot */
} panel;

typedef struct pair_chart {
  const zb_chart_in *in;
  panel *panel;
  zb_panels grid;
  bool feature;
  zb_legend *legend;
  zb_label note; /* at the right of the legend: the unit of the only panel, or that the scales differ */
  zb_u row;      /* natural height of a panel */
  bool under;    /* the legend stands under the note, beside which it has no room */
  int decimals;  /* of all changes */
} pair_chart;

/* --- words ----------------------------------------------------------------------------------------------------- */

static const zb_figure *value_of(const zb_chart_in *in, size_t series, size_t row)
{
  return zb_bars_value(in->data, series, row);
}

static zb_label change_label(const pair_chart *chart, size_t row, int permille)
{
  const zb_chart_in *in = chart->in;
  zb_change c = zb_change_of(in->text->arena, value_of(in, 0, row), value_of(in, 1, row));
  return zb_change_label(in, &c, chart->decimals, "", permille, in->data->category_src[row]);
}

/* --- panels ---------------------------------------------------------------------------------------------------- */

/* The unit of a row: of the first value it has; NULL for a row without values. */
static const char *unit_of(const zb_chart_in *in, size_t row)
{
  const zb_figure *f = value_of(in, 0, row) ? value_of(in, 0, row) : value_of(in, 1, row);
  return f ? f->q.unit : NULL;
}

static void add_bar(zb_plot *p, size_t band, int slot, int nslots, size_t series, size_t row)
{
  const zb_chart_in *in = p->in;
  const zb_figure *f = value_of(in, series, row);
  if (f)
    zb_plot_add_figure(p, band, slot, nslots, f, in->fills[series], series == 1);
}

/* The rows of one unit, in source order; `of` holds the unit of each row. */
static void rows_of_unit(const zb_chart_in *in, panel *p, const char *const *of, const char *unit)
{
  p->row = zb_newn(in->text->arena, size_t, in->data->ncategories);
  for (size_t i = 0; i < in->data->ncategories; i++)
    if (strcmp(of[i], unit) == 0)
      p->row[p->n++] = i;
}

/* The units of all rows; a row without values stays with the row before it. */
static const char **row_units(const zb_chart_in *in)
{
  size_t all = in->data->ncategories;
  const char **of = zb_newn(in->text->arena, const char *, all), *last = NULL;
  for (size_t i = 0; i < all && !last; i++)
    last = unit_of(in, i);
  for (size_t i = 0; i < all; i++) {
    last = unit_of(in, i) ? unit_of(in, i) : last;
    of[i] = last ? last : "";
  }
  return of;
}

static zb_unit panel_unit(const zb_chart_in *in, const panel *p)
{
  const zb_figure **f = zb_newn(in->text->arena, const zb_figure *, 2 * p->n);
  for (size_t i = 0; i < p->n; i++)
    for (size_t j = 0; j < 2; j++)
      f[2 * i + j] = value_of(in, j, p->row[i]);
  return zb_unit_choose(in, f, 2 * p->n);
}

/* Small multiples have one scale for the values of a unit. */
static void share_scale(zb_plot *plot)
{
  const zb_series *s = plot->in->whole;
  for (size_t j = 0; s && j < s->nseries; j++)
    for (size_t i = 0; i < s->ncategories; i++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f && strcmp(f->q.unit, plot->unit.unit) == 0)
        zb_domain_add(&plot->domain, f->q.value);
    }
}

/* A band for each row with its pair of bars. */
static zb_plot *plot_rows(const zb_chart_in *in, const panel *p)
{
  zb_arena *a = in->text->arena;
  const char **name = zb_newn(a, const char *, p->n);
  zb_src *src = zb_newn(a, zb_src, p->n);
  zb_plot *plot = zb_plot_new(in, name, src, p->n, 2);
  plot->unit = panel_unit(in, p);
  for (size_t i = 0; i < p->n; i++) {
    name[i] = in->data->category[p->row[i]];
    src[i] = in->data->category_src[p->row[i]];
    int both = value_of(in, 0, p->row[i]) && value_of(in, 1, p->row[i]) ? 2 : 1;
    add_bar(plot, i, 0, both, 0, p->row[i]);
    add_bar(plot, i, both - 1, both, 1, p->row[i]);
  }
  return plot;
}

/* A single row turned into two bands, before and after. */
static zb_plot *plot_pair(const zb_chart_in *in, const panel *p)
{
  zb_arena *a = in->text->arena;
  const char **name = zb_newn(a, const char *, 2);
  zb_src *src = zb_newn(a, zb_src, 2);
  zb_plot *plot = zb_plot_new(in, name, src, 2, 1);
  plot->unit = panel_unit(in, p);
  for (size_t j = 0; j < 2; j++) {
    name[j] = in->data->series[j].name;
    src[j] = in->src;
    add_bar(plot, j, 0, 1, j, p->row[0]);
  }
  return plot;
}

/* Height of a feature's head: name over unit at the left, the change at the right, on one baseline, over a rule. */
static zb_u feature_head(const panel *p)
{
  const zb_chart_in *in = p->plot->in;
  zb_u left = p->title.height - p->title.descent + (p->has_unit ? zb_chart_lead(in, 1000) : 0);
  return zb_u_max(left, p->change.ascent) + zb_chart_em(in, HEAD_RULE) + zb_chart_em(in, HEAD_BARS);
}

static zb_chart_scale *scale_of(const zb_plot *plot)
{
  zb_chart_scales *all = plot->in->scales;
  for (size_t i = 0; all && i < all->n; i++)
    if (strcmp(all->v[i].unit, plot->unit.unit) == 0)
      return &all->v[i];
  return NULL;
}

/* Small multiples draw a unit at the shortest of their scales. */
static bool note_length(zb_plot *plot)
{
  zb_chart_scale *scale = scale_of(plot);
  zb_u length = zb_plot_length(plot, 0);
  if (scale)
    scale->length = zb_u_min(scale->length, length);
  else if (plot->in->scales)
    zb_push(plot->in->text->arena, plot->in->scales, (zb_chart_scale){.unit = plot->unit.unit, .length = length});
  return true;
}

/* Head and plot of a feature. */
static bool layout_feature(const pair_chart *c, panel *p, zb_u width)
{
  const zb_chart_in *in = c->in;
  const char *name = in->data->category[p->row[0]];
  zb_src src = in->data->category_src[p->row[0]];
  zb_tstyle style = in->style.label;
  style.size = zb_u_muldiv(style.size, TITLE, 1000);
  style.leading = zb_u_muldiv(style.leading, TITLE, 1000);
  style.max_lines = 2;
  style.align = ZB_ALIGN_LEFT;
  style.balance = true;
  p->change = change_label(c, p->row[0], CHANGE_BIG);
  zb_span span = zb_span_plain(name, strlen(name), src);
  span.flags = ZB_SPAN_STRONG;
  zb_u room = width - (p->change.nlines > 0 ? p->change.width + zb_chart_em(in, 800) : 0);
  p->title = zb_label_spans(in->text, &span, 1, &style, room);
  if (p->title.overflow) {
    zb_chart_unplaced(in, name, src);
    return false;
  }
  p->head = feature_head(p);
  return zb_plot_layout(p->plot, width) && note_length(p->plot);
}

/* Rows of one unit with the change at the far edge. */
static bool layout_rows(const pair_chart *c, panel *p, zb_u width)
{
  const zb_chart_in *in = c->in;
  p->plot->tail = zb_newn(in->text->arena, zb_label, p->n);
  for (size_t i = 0; i < p->n; i++)
    p->plot->tail[i] = change_label(c, p->row[i], CHANGE_ROW);
  p->head = p->has_unit ? p->unit.height + zb_chart_em(in, HEAD_RULE) : 0;
  return zb_plot_layout(p->plot, width) && note_length(p->plot);
}

/* One panel for each unit, in the order of the rows. */
static void split(pair_chart *c)
{
  const zb_chart_in *in = c->in;
  size_t all = in->data->ncategories, n = 0;
  const char **of = row_units(in), **unit = zb_newn(in->text->arena, const char *, all);
  c->panel = zb_newn(in->text->arena, panel, all);
  c->feature = true;
  for (size_t i = 0; i < all; i++) {
    bool seen = false;
    for (size_t k = 0; k < n && !seen; k++)
      seen = strcmp(of[i], unit[k]) == 0;
    if (seen)
      continue;
    unit[n] = of[i];
    panel *p = &c->panel[n++];
    rows_of_unit(in, p, of, of[i]);
    c->feature = c->feature && p->n == 1;
  }
  for (size_t i = 0; i < n; i++) {
    panel *p = &c->panel[i];
    p->plot = c->feature ? plot_pair(in, p) : plot_rows(in, p);
    p->plot->orient = ZB_ORIENT_LYING;
    share_scale(p->plot);
  }
  zb_u gutter = zb_chart_em(in, GUTTER);
  c->grid = zb_panels_new(n, in->width, zb_chart_em(in, PANEL_MIN), gutter, zb_chart_em(in, ROW_GAP));
}

static zb_legend *make_legend(pair_chart *c)
{
  const zb_chart_in *in = c->in;
  zb_legend_key key[2];
  size_t n = c->feature ? 0 : 2;
  for (size_t j = 0; j < 2; j++)
    key[j] = (zb_legend_key){.name = in->data->series[j].name, .src = in->src, .fill = in->fills[j]};
  zb_u room = in->width - (c->note.nlines > 0 ? c->note.width + zb_chart_em(in, KEYS_NOTE) : 0);
  c->under = n > 0 && zb_legend_least(in, key, n) > room;
  return zb_legend_new(in, key, n, c->under ? in->width : room);
}

static zb_u note_height(const pair_chart *c)
{
  return c->note.nlines > 0 ? zb_u_max(c->note.height, zb_chart_lead(c->in, 1000)) : 0;
}

/* What stands above the panels: legend and note, or a little air between the title of the chart and those of the
   panels. */
static zb_u top_of(const pair_chart *c)
{
  zb_u keys = zb_legend_height(c->legend), note = note_height(c);
  if (c->feature)
    return note + zb_chart_em(c->in, HEAD_TOP);
  return c->under ? note + keys : zb_u_max(note + zb_chart_em(c->in, HEAD_TOP), keys);
}

/* Units, each above its panel, or beside the legend where there is but one; bars of several units are of several
   scales, which is said. */
static void set_units(pair_chart *c)
{
  const zb_chart_in *in = c->in;
  bool only = c->grid.n == 1 && !c->feature;
  for (size_t i = 0; i < c->grid.n; i++) {
    panel *p = &c->panel[i];
    const zb_unit *u = &p->plot->unit;
    p->has_unit = u->lifted && zb_unit_name(in->text->arena, u)[0] != '\0';
    if (p->has_unit)
      p->unit = zb_unit_label(in, zb_unit_text(in, u), in->width);
    if (only) {
      c->note = p->unit;
      p->has_unit = false;
    }
  }
  if (c->grid.n > 1)
    c->note = zb_unit_label(in, zb_chart_word(in, "各图标尺不同", "scales differ"), in->width);
}

/* --- the kind -------------------------------------------------------------------------------------------------- */

static zb_chart *layout(const zb_chart_in *given, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = given->text->arena;
  zb_chart_in *in = zb_arena_memdup(a, given, sizeof *given);
  if (in->data->nseries < 2 || !zb_bars_check(in))
    return NULL;
  pair_chart *c = zb_new(a, pair_chart);
  c->in = in;
  zb_rgba color[2] = {in->style.other, in->style.main};
  zb_paint *fills = zb_newn(a, zb_paint, 2);
  zb_palette_tell(in, color, 2, zb_palette_all, NULL, fills);
  in->fills = fills;
  c->decimals = zb_change_decimals(in, 0, 1);
  split(c);
  set_units(c);
  c->legend = make_legend(c);
  zb_u give = ZB_PT(100000), take = ZB_PT(100000), head = 0;
  bool ok = c->legend != NULL;
  for (size_t i = 0; ok && i < c->grid.n; i++) {
    panel *p = &c->panel[i];
    ok = (c->feature ? layout_feature(c, p, c->grid.width) : layout_rows(c, p, c->grid.width));
    head = zb_u_max(head, p->head);
  }
  if (!ok)
    return NULL;
  for (size_t i = 0; i < c->grid.n; i++) {
    c->panel[i].head = head; /* zero lines of neighbours begin at one height */
    zb_plot_size size = zb_plot_size_of(c->panel[i].plot);
    c->row = zb_u_max(c->row, head + size.height);
    give = zb_u_min(give, size.stretch);
    take = zb_u_min(take, size.shrink);
  }
  *height = top_of(c) + zb_panels_height(&c->grid, c->row);
  *stretch = give * (zb_u)c->grid.rows;
  *shrink = take * (zb_u)c->grid.rows;
  zb_chart *chart = zb_new(a, zb_chart);
  chart->data = c;
  return chart;
}

static void draw_feature_head(const pair_chart *c, const panel *p, zb_dl_page *page, zb_rect r)
{
  zb_u rule = r.y + p->head - zb_chart_em(c->in, HEAD_BARS), base = rule - zb_chart_em(c->in, HEAD_RULE);
  zb_u title = base - (p->has_unit ? zb_chart_lead(c->in, 1000) : 0);
  zb_chart_words(&p->title, page, r.x, title + p->title.descent, -1, 1);
  if (p->has_unit)
    zb_chart_words(&p->unit, page, r.x, base, -1, 2);
  zb_chart_words(&p->change, page, r.x + r.w, base, 1, 2);
  zb_axis_line(&c->in->style, page, (zb_point){.x = r.x, .y = rule}, (zb_point){.x = r.x + r.w, .y = rule});
}

static void draw(const zb_chart *chart, zb_dl_page *page, zb_rect r)
{
  const pair_chart *c = chart->data;
  zb_u top = top_of(c);
  zb_legend_draw(c->legend, page, r.x, r.y + (c->under ? note_height(c) : 0));
  zb_chart_words(&c->note, page, r.x + r.w, r.y + zb_u_muldiv(c->in->style.label.size, 880, 1000), 1, 2);
  r.y += top;
  r.h -= top;
  for (size_t i = 0; i < c->grid.n; i++) {
    const panel *p = &c->panel[i];
    zb_rect cell = zb_panels_cell(&c->grid, i, r);
    if (c->feature)
      draw_feature_head(c, p, page, cell);
    else if (p->has_unit)
      zb_chart_words(&p->unit, page, cell.x + cell.w, cell.y, 1, -1);
    cell.y += p->head;
    cell.h -= p->head;
    const zb_chart_scale *scale = scale_of(p->plot);
    zb_plot_draw(p->plot, page, cell, scale ? scale->length : zb_plot_length(p->plot, cell.h));
  }
}

const zb_chart_kind zb_chart_kind_BEFORE_AFTER = {
    .name = "before-after", .layout = layout, .draw = draw, .all_units = true};
