/* A chart of any kind on its width: legend and unit above, one panel or small multiples below. */
#include <string.h>

#include "chart/bars.h"
#include "chart/facet.h"
#include "chart/frame.h"
#include "chart/panel.h"
#include "chart/plot.h"
#include "chart/room.h"

/* In permille of the label size: least width of a panel, gutter, gap between rows of panels, gap under a title, under
   the unit, size of a panel's title. */
enum { PANEL_MIN = 15000, GUTTER = 2600, ROW_GAP = 2000, TITLE_GAP = 500, UNIT_GAP = 850, TITLE = 1000 };

typedef struct panel {
  zb_plot *plot;   /* one of the two */
  zb_chart *chart; /* of kinds that draw by themselves */
  const zb_chart_kind *kind;
  zb_label title, unit;
  bool stacked; /* the unit stands over the title, which has no room beside it */
  zb_plot_size size;
} panel;

typedef struct view {
  const zb_chart_in *in;
  panel *panel;
  zb_panels grid;
  zb_legend *legend;
  zb_label unit;  /* of all panels, at the top right; no lines: each has its own, or none */
  zb_u head, top; /* above all panels, above each */
  zb_u legend_y;  /* below the unit where they have no room side by side */
} view;

/* The unit of a panel's axis, or NULL. */
static const zb_unit *unit_of(const panel *p)
{
  return p->plot ? &p->plot->unit : p->chart ? p->chart->unit : NULL;
}

/* --- words above the panels ------------------------------------------------------------------------------------ */

/* Does the subtitle say the unit already: 单位, or the unit alone or as its last word? */
static bool unit_said(const zb_chart_in *in, const char *unit)
{
  const zb_val *v = zb_obj_get(in->block->props, ZB_K_SUBTITLE);
  const char *text = v && v->node && v->node->text ? v->node->text : "";
  size_t n = strlen(text), k = strlen(unit);
  if (strstr(text, "单位") || strstr(text, "Unit") || strcmp(text, unit) == 0)
    return true;
  return n >= k + 3 && strcmp(text + n - k, unit) == 0 && strncmp(text + n - k - 3, "，", 3) == 0;
}

/* "单位：万元"; no lines for an axis whose numbers carry their unit. `shared`: several panels have one scale. */
static zb_label unit_label(const zb_chart_in *in, const panel *p, bool shared, zb_u width)
{
  zb_arena *a = in->text->arena;
  const zb_unit *u = unit_of(p);
  if (!u)
    return (zb_label){0};
  const char *words = p->plot ? p->plot->unit_text : NULL, *name = words ? words : zb_unit_name(a, u);
  bool said = words ? name[0] == '\0' : !u->lifted || name[0] == '\0' || unit_said(in, name);
  if (said && !shared)
    return (zb_label){0};
  const char *text = said ? "" : words ? words : zb_unit_text(in, u);
  if (shared)
    text = zb_arena_printf(a, "%s%s%s", text, said ? "" : zb_chart_word(in, "，", ", "),
                           zb_chart_word(in, "各图标尺相同", "same scale"));
  return zb_unit_label(in, text, width);
}

static bool set_title(const zb_chart_in *in, panel *p, const zb_facet *f, zb_u width)
{
  if (f->name[0] == '\0')
    return true;
  zb_tstyle style = in->style.label;
  style.max_lines = 2;
  style.align = ZB_ALIGN_LEFT;
  style.balance = true;
  zb_span span = zb_span_plain(f->name, strlen(f->name), f->src.file ? f->src : in->src);
  span.flags = ZB_SPAN_STRONG;
  zb_u room = width - (p->unit.nlines > 0 ? p->unit.width + zb_chart_em(in, 800) : 0);
  p->title = zb_label_spans(in->text, &span, 1, &style, zb_u_max(room, 1));
  if (p->title.overflow || p->title.torn) {
    p->stacked = p->unit.nlines > 0;
    zb_label_fit(&p->title, width);
  }
  if (p->title.overflow)
    zb_chart_unplaced(in, f->name, span.src);
  return !p->title.overflow;
}

/* --- panels ---------------------------------------------------------------------------------------------------- */

static bool same_unit(const panel *a, const panel *b)
{
  const zb_unit *x = unit_of(a), *y = unit_of(b);
  return x && y && strcmp(x->unit, y->unit) == 0 && x->scale == y->scale;
}

/* Panels of one unit share the domain. */
static void share_domains(view *v)
{
  for (size_t i = 0; i < v->grid.n; i++)
    for (size_t k = 0; k < i && v->panel[i].plot; k++) {
      zb_plot *a = v->panel[k].plot, *b = v->panel[i].plot;
      if (!same_unit(&v->panel[k], &v->panel[i]))
        continue;
      zb_domain_add(&a->domain, b->domain.lo);
      zb_domain_add(&a->domain, b->domain.hi);
      b->domain = a->domain;
    }
}

/* Neighbours have lists of number keys of one height, so that their zero lines stand level. */
static void level_lists(view *v)
{
  zb_u tall = 0;
  for (size_t i = 0; i < v->grid.n; i++)
    tall = zb_u_max(tall, v->panel[i].plot->keylist.height);
  for (size_t i = 0; i < v->grid.n; i++)
    v->panel[i].plot->keylist_least = tall;
}

/* Lays all plots out alike: names in columns of one width, all lying when one does. */
static bool layout_plots(view *v)
{
  zb_u names = 0;
  bool lying = false;
  size_t n = v->grid.n;
  for (int pass = 0; pass < (n > 1 ? 2 : 1); pass++)
    for (size_t i = 0; i < n; i++) {
      zb_plot *p = v->panel[i].plot;
      p->names_least = names;
      if (lying && p->orient == ZB_ORIENT_AUTO)
        p->orient = ZB_ORIENT_LYING;
      if (!zb_plot_layout(p, v->grid.width))
        return false;
      if (pass == 0 && i + 1 == n)
        for (size_t k = 0; k < n; k++) {
          lying = lying || !v->panel[k].plot->upright;
          names = zb_u_max(names, v->panel[k].plot->names.width);
        }
    }
  return true;
}

/* Plots of panels that draw by themselves begin and end at the same heights. */
static void level_frames(view *v)
{
  zb_arena *a = v->in->text->arena;
  size_t n = v->grid.n;
  zb_frame **f = zb_newn(a, zb_frame *, n);
  zb_u *more = zb_newn(a, zb_u, n);
  for (size_t i = 0; i < n; i++)
    f[i] = v->panel[i].chart->frame;
  zb_frame_level(f, n, more);
  for (size_t i = 0; i < n; i++)
    v->panel[i].size.height += more[i];
}

static bool make_panels(view *v, const zb_chart_kind *kind, const zb_facet *facet)
{
  zb_arena *a = v->in->text->arena;
  zb_chart_scales *scales = zb_new(a, zb_chart_scales);
  for (size_t i = 0; i < v->grid.n; i++) {
    panel *p = &v->panel[i];
    zb_chart_in *in = zb_arena_memdup(a, v->in, sizeof *v->in);
    in->scales = scales;
    in->data = facet[i].data;
    in->whole = v->in->data;
    in->width = v->grid.width;
    in->fills = zb_bars_fills(in);
    if (v->grid.rows > 1) /* several rows of panels together are as high as a large chart */
      in->height = zb_u_min(in->height, v->in->height * 2 / 3);
    p->kind = kind;
    if (kind->place) {
      p->plot = zb_plot_new(in, in->data->category, in->data->category_src, in->data->ncategories, 1);
      if (!kind->place(p->plot))
        return false;
    } else if (!(p->chart = kind->layout(in, &p->size.height, &p->size.stretch, &p->size.shrink)))
      return false;
  }
  if (!kind->place) {
    level_frames(v);
    return true;
  }
  share_domains(v);
  if (!layout_plots(v))
    return false;
  level_lists(v);
  return true;
}

/* The legend at the left of the unit, or below it where a key has no room there. */
static bool set_legend(view *v, const zb_legend_key *key, size_t n)
{
  zb_u room = v->in->width - (v->unit.nlines > 0 ? v->unit.width + zb_chart_em(v->in, 1500) : 0);
  zb_u unit = v->unit.nlines > 0 ? v->unit.height + zb_chart_em(v->in, UNIT_GAP) : 0;
  if (zb_legend_least(v->in, key, n) > room) {
    room = v->in->width;
    v->legend_y = unit;
  }
  v->legend = zb_legend_new(v->in, key, n, room);
  if (!v->legend)
    return false;
  v->head = zb_u_max(v->legend_y + zb_legend_height(v->legend), unit);
  return true;
}

/* Unit and titles: one unit for all stands at the top right of the chart, else each panel has its own. */
static bool set_words(view *v, const zb_facet *facet)
{
  const zb_plot *first = v->panel[0].plot;
  bool one = unit_of(&v->panel[0]) != NULL;
  for (size_t i = 1; i < v->grid.n && one; i++)
    one = same_unit(&v->panel[0], &v->panel[i]);
  if (one)
    v->unit = unit_label(v->in, &v->panel[0], v->grid.n > 1, v->in->width);
  for (size_t i = 0; i < v->grid.n; i++) {
    panel *p = &v->panel[i];
    if (!one && unit_of(p))
      p->unit = unit_label(v->in, p, false, v->grid.width);
    if (!set_title(v->in, p, &facet[i], v->grid.width))
      return false;
    zb_u high = p->stacked ? p->title.height + zb_chart_em(v->in, TITLE_GAP) + p->unit.height
                           : zb_u_max(p->title.height, p->unit.height);
    v->top = zb_u_max(v->top, high > 0 ? high + zb_chart_em(v->in, TITLE_GAP) : 0);
  }
  return set_legend(v, first ? first->key.v : NULL, first ? first->key.n : 0);
}

/* --- the chart ------------------------------------------------------------------------------------------------- */

static void check_density(const view *v, zb_u height)
{
  const zb_chart_in *in = v->in;
  const zb_plot *p = v->panel[0].plot;
  if (in->height_max <= 0 || height <= in->height_max || !p || p->upright || v->grid.n > 1)
    return;
  zb_arena *a = in->text->arena;
  zb_diag(in->text->diags, ZB_D_CHART_DENSE, in->src, zb_chart_name(in),
          zb_arena_printf(a, "%zu", p->n * (size_t)p->per), zb_arena_printf(a, "%d", zb_u_muldiv(height, 1, ZB_MM(1))),
          zb_arena_printf(a, "%d", zb_u_muldiv(in->height_max, 1, ZB_MM(1))), NULL);
}

/* The scale of panel i at this height: the shortest of those that share its unit. */
static zb_u shared_length(const view *v, size_t i, zb_u height)
{
  zb_u length = zb_plot_length(v->panel[i].plot, height);
  for (size_t k = 0; k < v->grid.n; k++)
    if (k != i && same_unit(&v->panel[i], &v->panel[k]))
      length = zb_u_min(length, zb_plot_length(v->panel[k].plot, height));
  return length;
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const view *v = c->data;
  zb_legend_draw(v->legend, page, r.x, r.y + v->legend_y);
  zb_chart_words(&v->unit, page, r.x + r.w, r.y + zb_u_muldiv(v->in->style.label.size, 880, 1000), 1, 2);
  r.y += v->head;
  r.h -= v->head;
  for (size_t i = 0; i < v->grid.n; i++) {
    const panel *p = &v->panel[i];
    zb_rect cell = zb_panels_cell(&v->grid, i, r);
    zb_u base = cell.y + v->top - zb_chart_em(v->in, TITLE_GAP);
    zb_chart_words(&p->title, page, cell.x, base, -1, 1);
    zb_u over = p->stacked ? p->title.height + zb_chart_em(v->in, TITLE_GAP) : 0;
    zb_chart_words(&p->unit, page, cell.x + cell.w, base - over, 1, 1);
    cell.y += v->top;
    cell.h -= v->top;
    if (p->plot)
      zb_plot_draw(p->plot, page, cell, shared_length(v, i, cell.h));
    else if (p->chart->draw)
      p->chart->draw(p->chart, page, cell);
    else
      p->kind->draw(p->chart, page, cell);
  }
}

static zb_chart *layout(const zb_chart_kind *kind, const zb_chart_in *given, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = given->text->arena;
  view *v = zb_new(a, view);
  v->in = zb_arena_memdup(a, given, sizeof *given);
  size_t n;
  zb_facet *facet = zb_facet_split(v->in, kind, &n);
  v->panel = zb_newn(a, panel, n);
  v->grid = zb_panels_new(n, given->width, zb_chart_em(given, PANEL_MIN), zb_chart_em(given, GUTTER),
                          zb_chart_em(given, ROW_GAP));
  if (!make_panels(v, kind, facet) || !set_words(v, facet))
    return NULL;
  zb_u row = 0, give = ZB_PT(100000), take = ZB_PT(100000);
  for (size_t i = 0; i < n; i++) {
    panel *p = &v->panel[i];
    if (p->plot)
      p->size = zb_plot_size_of(p->plot);
    row = zb_u_max(row, v->top + p->size.height);
    give = zb_u_min(give, p->size.stretch);
    take = zb_u_min(take, p->size.shrink);
  }
  check_density(v, row);
  *height = v->head + zb_panels_height(&v->grid, row);
  *stretch = give * (zb_u)v->grid.rows;
  *shrink = take * (zb_u)v->grid.rows;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = v};
  return chart;
}

zb_chart *zb_chart_layout(const zb_chart_kind *kind, const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_chart *chart = layout(kind, in, height, stretch, shrink);
  if (!chart)
    zb_chart_room(in, layout, kind);
  return chart;
}
