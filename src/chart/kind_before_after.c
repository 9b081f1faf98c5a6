/* Kind before-after: pairs of bars with the change between them; figures of unlike units stand in panels of their own.
 */
#include "chart/hbars.h"
#include "chart/legend.h"
#include "chart/panel.h"

#include <string.h>

/* A panel with one row is a feature: its name and the change stand large above the pair. A panel with more has a row
   for each pair, with the change at the far edge. */

/* In permille of the label size: least width of a panel, gutter, gap between rows of panels, space above features. */
enum { PANEL_MIN = 15000, GUTTER = 2600, ROW_GAP = 2200, HEAD_TOP = 500 };

/* Sizes in permille of the value size: the change above a pair, in a row; of the label size: the title of a feature,
   from its baseline to the rule, from the rule to the bars. */
enum { CHANGE_BIG = 2400, CHANGE_ROW = 1000, TITLE = 1150, HEAD_RULE = 550, HEAD_BARS = 800 };

typedef struct panel {
  zb_bars bars;
  zb_hbars *plot;
  zb_label title, unit, change; /* of a feature; unit alone above rows */
  zb_label *tail;               /* of rows */
  bool has_unit;
  zb_u head; /* height above the plot */
} panel;

typedef struct pair_chart {
  const zb_chart_in *in;
  panel *panel;
  zb_panels grid;
  bool feature;
  zb_legend *legend;
  zb_u row;     /* natural height of a panel */
  int decimals; /* of all changes */
} pair_chart;

/* --- the change ------------------------------------------------------------------------------------------------ */

static bool english(const zb_chart_in *in)
{
  return in->lang && strncmp(in->lang, "en", 2) == 0;
}

/* A change: of percentages their difference in 百分点, of other figures the percent of before. */
typedef struct change {
  bool known; /* not when a value is missing or before is not positive */
  bool about; /* a figure is approximate: to the percent only, marked 约 */
  bool points;
  zb_num value; /* exact */
} change;

static change change_of(const zb_chart_in *in, const zb_figure *before, const zb_figure *after)
{
  zb_arena *a = in->text->arena;
  if (!before || !after)
    return (change){0};
  change c = {.about = before->q.approx != ZB_APPROX_NONE || after->q.approx != ZB_APPROX_NONE || before->q.range ||
                       after->q.range,
              .points = strcmp(before->q.unit, "%") == 0,
              .value = zb_num_sub(a, after->q.value, before->q.value)};
  c.known = c.points || (before->q.value.sign > 0 && after->q.value.sign >= 0);
  if (c.known && !c.points)
    c.value = zb_num_mul(a, zb_num_div(a, c.value, before->q.value), zb_num_int(a, 100));
  return c;
}

/* Rounded half up, with its sign: −98.9%, +0.5个百分点, 约−50%, 持平. */
static const char *change_text(const pair_chart *chart, const change *c)
{
  zb_arena *a = chart->in->text->arena;
  bool en = english(chart->in);
  int decimals = c->about ? 0 : chart->decimals;
  zb_num rounded = zb_num_round(a, c->value, decimals);
  if (rounded.sign == 0)
    return en ? "unchanged" : "持平";
  const char *sign = rounded.sign < 0 ? "\u2212" : "+", *about = !c->about ? "" : en ? "about " : "约";
  const char *unit = !c->points ? "%" : en ? " pp" : "个百分点";
  rounded.sign = 1;
  return zb_arena_printf(a, "%s%s%s%s", about, sign, zb_num_print(a, rounded, decimals), unit);
}

static zb_label change_label(const pair_chart *chart, const zb_bar *pair, zb_src src, int permille)
{
  const zb_chart_in *in = chart->in;
  change c = change_of(in, pair[0].figure, pair[1].figure);
  zb_tstyle style = in->style.value;
  style.size = zb_u_muldiv(style.size, permille, 1000);
  style.leading = zb_u_muldiv(style.leading, permille, 1000);
  style.color = zb_chart_text_color(&in->style, in->style.main);
  style.max_lines = 1;
  if (!c.known)
    return (zb_label){.style = style};
  const char *text = change_text(chart, &c);
  zb_span span = zb_span_plain(text, strlen(text), src);
  span.flags = ZB_SPAN_STRONG | ZB_SPAN_NOBREAK;
  return zb_label_spans(in->text, &span, 1, &style, 0);
}

/* --- panels ---------------------------------------------------------------------------------------------------- */

static const zb_figure *value_of(const zb_chart_in *in, size_t series, size_t row)
{
  const zb_figure *f = in->data->series[series].value[row];
  return f && !f->missing ? f : NULL;
}

/* One decimal for all changes, none when all are whole. */
static int decimals_of(const zb_chart_in *in)
{
  int decimals = 0;
  for (size_t i = 0; i < in->data->ncategories; i++) {
    change c = change_of(in, value_of(in, 0, i), value_of(in, 1, i));
    if (c.known && !c.about && zb_num_cmp(c.value, zb_num_round(in->text->arena, c.value, 0)) != 0)
      decimals = 1;
  }
  return decimals;
}

/* The unit of a row: of the first value it has; "" for a row without values. */
static const char *unit_of(const zb_chart_in *in, size_t row)
{
  const zb_figure *f = value_of(in, 0, row) ? value_of(in, 0, row) : value_of(in, 1, row);
  return f ? f->q.unit : "";
}

static zb_bar make_bar(const zb_chart_in *in, size_t series, size_t row)
{
  zb_rgba fill = series == 0 ? in->style.other : in->style.main;
  return (zb_bar){.figure = value_of(in, series, row),
                  .fill = fill,
                  .tint = zb_color_mix(fill, in->style.ground, 150),
                  .strong = series == 1};
}

/* The rows of one unit, in source order: a category for each row. */
static zb_bars rows_of_unit(const zb_chart_in *in, const char *unit)
{
  zb_arena *a = in->text->arena;
  size_t all = in->data->ncategories;
  const char **name = zb_newn(a, const char *, all);
  zb_src *src = zb_newn(a, zb_src, all);
  zb_bars b = {.in = in, .name = name, .src = src, .per = 2, .bar = zb_newn(a, zb_bar, 2 * all)};
  for (size_t i = 0; i < all; i++)
    if (strcmp(unit_of(in, i), unit) == 0) {
      name[b.n] = in->data->category[i];
      src[b.n] = in->data->category_src[i];
      b.bar[2 * b.n] = make_bar(in, 0, i);
      b.bar[2 * b.n + 1] = make_bar(in, 1, i);
      b.n++;
    }
  return b;
}

/* A single row turned into two categories, before and after. */
static zb_bars as_pair(const zb_bars *row)
{
  const zb_chart_in *in = row->in;
  zb_arena *a = in->text->arena;
  const char **name = zb_newn(a, const char *, 2);
  zb_src *src = zb_newn(a, zb_src, 2);
  for (size_t j = 0; j < 2; j++) {
    name[j] = in->data->series[j].name;
    src[j] = in->src;
  }
  return (zb_bars){.in = in, .name = name, .src = src, .n = 2, .per = 1, .bar = row->bar};
}

static zb_label small_label(const zb_chart_in *in, const char *text, zb_src src, zb_u width)
{
  zb_tstyle style = in->style.label;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  style.max_lines = 1;
  return zb_label_text(in->text, text, src, &style, width);
}

static zb_label unit_label(const zb_chart_in *in, const char *unit)
{
  const char *text = zb_arena_printf(in->text->arena, english(in) ? "Unit: %s" : "单位：%s", unit);
  return small_label(in, text, in->src, 0);
}

/* Height of a feature's head: name over unit at the left, the change at the right, on one baseline, over a rule. */
static zb_u feature_head(const panel *p)
{
  const zb_chart_in *in = p->bars.in;
  zb_u left = p->title.height - p->title.descent + (p->has_unit ? zb_chart_lead(in, 1000) : 0);
  return zb_u_max(left, p->change.ascent) + zb_chart_em(in, HEAD_RULE) + zb_chart_em(in, HEAD_BARS);
}

/* Head and plot of a feature. */
static bool layout_feature(const pair_chart *c, panel *p, zb_u width)
{
  const zb_chart_in *in = c->in;
  const char *name = p->bars.name[0];
  zb_src src = p->bars.src[0];
  zb_tstyle style = in->style.label;
  style.size = zb_u_muldiv(style.size, TITLE, 1000);
  style.leading = zb_u_muldiv(style.leading, TITLE, 1000);
  style.max_lines = 2;
  style.align = ZB_ALIGN_LEFT;
  style.balance = true;
  p->change = change_label(c, p->bars.bar, src, CHANGE_BIG);
  zb_span span = zb_span_plain(name, strlen(name), src);
  span.flags = ZB_SPAN_STRONG;
  zb_u room = width - (p->change.nlines > 0 ? p->change.width + zb_chart_em(in, 800) : 0);
  p->title = zb_label_spans(in->text, &span, 1, &style, room);
  if (p->title.overflow) {
    zb_chart_unplaced(in, name, src);
    return false;
  }
  p->head = feature_head(p);
  p->bars = as_pair(&p->bars);
  p->plot = zb_hbars_new(&p->bars, NULL, width);
  return p->plot;
}

/* Rows of one unit with the change at the far edge. */
static bool layout_rows(const pair_chart *c, panel *p, zb_u width)
{
  const zb_chart_in *in = c->in;
  p->tail = zb_newn(in->text->arena, zb_label, p->bars.n);
  for (size_t i = 0; i < p->bars.n; i++)
    p->tail[i] = change_label(c, p->bars.bar + 2 * i, p->bars.src[i], CHANGE_ROW);
  p->head = p->has_unit ? p->unit.height + zb_chart_em(in, HEAD_RULE) : 0;
  p->plot = zb_hbars_new(&p->bars, p->tail, width);
  return p->plot;
}

/* One panel for each unit, in the order of the rows. */
static void split(pair_chart *c)
{
  const zb_chart_in *in = c->in;
  size_t all = in->data->ncategories, n = 0;
  c->panel = zb_newn(in->text->arena, panel, all);
  c->feature = true;
  for (size_t i = 0; i < all; i++) {
    bool seen = false;
    for (size_t k = 0; k < i; k++)
      seen = seen || strcmp(unit_of(in, i), unit_of(in, k)) == 0;
    if (seen)
      continue;
    panel *p = &c->panel[n++];
    p->bars = rows_of_unit(in, unit_of(in, i));
    c->feature = c->feature && p->bars.n == 1;
    zb_bars_set_values(&p->bars, 1000);
  }
  zb_u gutter = zb_chart_em(in, GUTTER);
  c->grid = zb_panels_new(n, in->width, zb_chart_em(in, PANEL_MIN), gutter, zb_chart_em(in, ROW_GAP));
}

static bool check_data(const zb_chart_in *in)
{
  size_t drawn = 0;
  bool ok = true;
  for (size_t i = 0; i < in->data->ncategories; i++)
    for (size_t j = 0; j < 2 && j < in->data->nseries; j++) {
      const zb_figure *f = value_of(in, j, i);
      drawn += f != NULL;
      if (f && f->q.ordinal) {
        zb_diag(in->text->diags, ZB_D_CHART_ORDINAL, f->src, zb_chart_name(in), f->datum.text, NULL);
        ok = false;
      }
    }
  if (drawn == 0 || in->data->nseries < 2) {
    zb_diag(in->text->diags, ZB_D_SERIES_EMPTY, in->src, NULL);
    return false;
  }
  return ok;
}

static zb_legend *make_legend(const pair_chart *c)
{
  const zb_chart_in *in = c->in;
  zb_legend_key key[2];
  for (size_t j = 0; j < 2; j++)
    key[j] = (zb_legend_key){
        .name = in->data->series[j].name, .src = in->src, .fill = j == 0 ? in->style.other : in->style.main};
  return zb_legend_new(in, key, c->feature ? 0 : 2, in->width);
}

/* What stands above the panels: the legend, or a little air between the title of the chart and those of the panels. */
static zb_u top_of(const pair_chart *c)
{
  return c->feature ? zb_chart_em(c->in, HEAD_TOP) : zb_legend_height(c->legend);
}

/* --- the kind -------------------------------------------------------------------------------------------------- */

static zb_chart *layout(const zb_chart_in *given, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = given->text->arena;
  zb_chart_in *in = zb_arena_memdup(a, given, sizeof *given);
  if (!check_data(in))
    return NULL;
  pair_chart *c = zb_new(a, pair_chart);
  c->in = in;
  c->decimals = decimals_of(in);
  split(c);
  c->legend = make_legend(c);
  zb_u give = ZB_PT(100000), take = ZB_PT(100000), head = 0;
  bool ok = c->legend != NULL;
  for (size_t i = 0; ok && i < c->grid.n; i++) {
    panel *p = &c->panel[i];
    const char *unit = p->bars.bar[0].figure ? p->bars.bar[0].figure->q.unit : "";
    p->has_unit = c->grid.n > 1 && unit[0] != '\0';
    if (p->has_unit)
      p->unit = unit_label(in, unit);
    ok = (c->feature ? layout_feature(c, p, c->grid.width) : layout_rows(c, p, c->grid.width));
    head = zb_u_max(head, p->head);
  }
  if (!ok)
    return NULL;
  for (size_t i = 0; i < c->grid.n; i++) {
    c->panel[i].head = head; /* zero lines of neighbours begin at one height */
    zb_plot_size size = zb_hbars_size(c->panel[i].plot);
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

static void draw_span(zb_dl_page *page, const zb_label *l, zb_u x, zb_u y, int halign, int valign)
{
  if (l->nlines == 0)
    return;
  zb_dl_begin_role(page, ZB_DL_SPAN, l->src);
  zb_label_draw(l, page, x, y, halign, valign);
  zb_dl_end(page, ZB_DL_SPAN);
}

static void draw_feature_head(const pair_chart *c, const panel *p, zb_dl_page *page, zb_rect r)
{
  zb_u rule = r.y + p->head - zb_chart_em(c->in, HEAD_BARS), base = rule - zb_chart_em(c->in, HEAD_RULE);
  zb_u title = base - (p->has_unit ? zb_chart_lead(c->in, 1000) : 0);
  draw_span(page, &p->title, r.x, title + p->title.descent, -1, 1);
  if (p->has_unit)
    draw_span(page, &p->unit, r.x, base, -1, 2);
  draw_span(page, &p->change, r.x + r.w, base, 1, 2);
  zb_axis_line(&c->in->style, page, (zb_point){.x = r.x, .y = rule}, (zb_point){.x = r.x + r.w, .y = rule});
}

static void draw(const zb_chart *chart, zb_dl_page *page, zb_rect r)
{
  const pair_chart *c = chart->data;
  zb_u top = top_of(c);
  zb_legend_draw(c->legend, page, r.x, r.y);
  r.y += top;
  r.h -= top;
  for (size_t i = 0; i < c->grid.n; i++) {
    const panel *p = &c->panel[i];
    zb_rect cell = zb_panels_cell(&c->grid, i, r);
    if (c->feature)
      draw_feature_head(c, p, page, cell);
    else if (p->has_unit)
      draw_span(page, &p->unit, cell.x, cell.y, -1, -1);
    cell.y += p->head;
    cell.h -= p->head;
    zb_hbars_draw(p->plot, page, cell);
  }
}

const zb_chart_kind zb_chart_kind_BEFORE_AFTER = {.name = "before-after", .layout = layout, .draw = draw};
