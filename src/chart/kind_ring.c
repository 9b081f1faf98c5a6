/* Kind ring: one share each, its number inside; several shares are several rings. */
#include <string.h>

#include "chart/bars.h"
#include "chart/panel.h"
#include "chart/plot.h"
#include "chart/share.h"

/* In permille: thickness of the ring and the widest number of its diameter; of the label size: the least and the
   greatest diameter, gap between rings, between a ring and its name; of the value size: the number at most. */
enum { THICK = 135, NUMBER = 600, LEAST = 6500, MOST = 11000, GUTTER = 2000, NAME_GAP = 700, NUMBER_MOST = 2600 };

typedef struct ring {
  zb_chart_in in;        /* its data only */
  zb_shares share;       /* the part and the rest */
  zb_label number, name; /* no number inside: the name says it */
} ring;

typedef struct rings {
  const zb_chart_in *in;
  ring *v;
  size_t n;
  zb_panels grid;
  zb_u diameter, foot;
} rings;

/* The data of one ring: one category, its own whole. */
static zb_chart_in part_of(const zb_chart_in *in, size_t i)
{
  zb_arena *a = in->text->arena;
  zb_series *one = zb_arena_memdup(a, in->data, sizeof *in->data);
  zb_series_def *def = zb_arena_memdup(a, in->data->series, sizeof *in->data->series);
  const zb_figure **value = zb_newn(a, const zb_figure *, 1);
  value[0] = in->data->series[0].value[i];
  def->value = value;
  one->series = def;
  one->nseries = one->ncategories = 1;
  one->category += i;
  one->category_src += i;
  one->highlight += i;
  zb_chart_in part = *in;
  part.data = one;
  return part;
}

static zb_label number_label(const zb_chart_in *in, const ring *k, int permille)
{
  return zb_value_label(in, zb_share_datum(in, &k->share, 0), permille,
                        zb_chart_text_color(&in->style, in->style.main));
}

/* All numbers in the size at which the widest fits inside, at most NUMBER_MOST; what does not at the least is left to
   the name. */
static void set_numbers(rings *r)
{
  zb_u most = zb_u_muldiv(r->diameter, NUMBER, 1000), widest = 1;
  for (size_t i = 0; i < r->n; i++)
    widest = zb_u_max(widest, number_label(r->in, &r->v[i], NUMBER_MOST).width);
  int permille = widest > most ? zb_u_max(zb_u_muldiv(NUMBER_MOST, most, widest), 800) : NUMBER_MOST;
  for (size_t i = 0; i < r->n; i++) {
    ring *k = &r->v[i];
    k->number = number_label(r->in, k, permille);
    if (k->number.width > zb_u_muldiv(r->diameter, NUMBER + 100, 1000))
      k->number = (zb_label){.nlines = 0};
  }
}

/* The name; of a share that was computed, also what it was computed from: "强村 38个／297个"; the share itself where it
   does not stand inside. */
static zb_label name_label(const zb_chart_in *in, const ring *k, zb_u width, const char *of)
{
  zb_tstyle style = in->style.label;
  style.max_lines = ZB_NAME_LINES + (k->share.percent ? 0 : 2); /* numbers below the name */
  style.align = ZB_ALIGN_CENTER;
  style.balance = true;
  style.indent = 0;
  zb_span v[7];
  size_t n = 0;
  v[n++] = zb_span_plain(in->data->category[0], strlen(in->data->category[0]), in->data->category_src[0]);
  if (!k->share.percent) {
    v[n++] = zb_span_plain(" ", 1, in->src);
    v[n++] = zb_share_span(in, &k->share.v[0].figure->datum);
    v[n++] = zb_span_plain(of, strlen(of), in->src);
    v[n++] = zb_share_span(in, &k->share.named->datum);
  }
  if (k->number.nlines == 0) {
    v[n++] = zb_span_plain(" ", 1, in->src);
    v[n++] = zb_share_span(in, zb_share_datum(in, &k->share, 0));
  }
  return zb_label_spans(in->text, v, n, &style, width);
}

static bool read_ring(rings *r, size_t category)
{
  ring *k = &r->v[r->n++];
  k->in = part_of(r->in, category);
  return zb_shares_read(&k->in, false, &k->share);
}

static bool set_name(rings *r, ring *k)
{
  k->name = name_label(&k->in, k, r->grid.width, "／");
  if (k->name.overflow || k->name.torn) /* no line breaks at a solidus */
    k->name = name_label(&k->in, k, r->grid.width, zb_chart_word(r->in, "，共", " of "));
  r->foot = zb_u_max(r->foot, zb_chart_em(r->in, NAME_GAP) + k->name.height);
  if (!k->name.overflow && !k->name.torn)
    return true;
  zb_chart_unplaced(r->in, k->in.data->category[0], k->in.data->category_src[0]);
  return false;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_ring(const rings *r, const ring *k, zb_dl_page *page, zb_rect cell)
{
  zb_arena *a = r->in->text->arena;
  zb_u d = zb_u_min(zb_u_min(cell.w, cell.h - r->foot), zb_chart_em(r->in, MOST));
  zb_u outer = d / 2, inner = outer - zb_u_muldiv(d, THICK, 1000);
  zb_point centre = {.x = cell.x + cell.w / 2, .y = cell.y + outer};
  const zb_share *part = &k->share.v[0];
  int end = zb_num_scale(part->part, zb_num_int(a, 1), 1000);
  zb_rgba track = zb_color_mix(r->in->style.other, r->in->style.ground, 130);
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  if (end < 1000)
    zb_dl_fill(page, zb_path_wedge(a, centre, inner, outer, end, 1000), zb_paint_solid(track));
  zb_dl_end(page, ZB_DL_ARTIFACT);
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &part->figure->datum, .src = part->figure->src});
  if (end > 0)
    zb_dl_fill(page, zb_path_wedge(a, centre, inner, outer, 0, end), part->fill);
  zb_dl_end(page, ZB_DL_SPAN);
  zb_cmark number = {.label = k->number, .shown = zb_share_datum(r->in, &k->share, 0), .src = part->figure->src};
  if (k->number.nlines > 0)
    zb_cmark_label_level(&number, page, centre.x, centre.y, 0);
  zb_chart_words(&k->name, page, centre.x, centre.y + outer + zb_chart_em(r->in, NAME_GAP), 0, -1);
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect box)
{
  const rings *r = c->data;
  zb_u most = zb_u_min(r->grid.width, zb_chart_em(r->in, MOST)); /* what no ring can take stays below them */
  box.h = zb_u_min(box.h, zb_panels_height(&r->grid, most + r->foot));
  for (size_t i = 0; i < r->n; i++)
    draw_ring(r, &r->v[i], page, zb_panels_cell(&r->grid, i, box));
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  rings *r = zb_new(a, rings);
  *r = (rings){.in = zb_arena_memdup(a, in, sizeof *in), .v = zb_newn(a, ring, in->data->ncategories)};
  if (!zb_bars_check(in))
    return NULL;
  size_t n = 0;
  for (size_t i = 0; i < in->data->ncategories; i++)
    n += zb_bars_value(in->data, 0, i) != NULL;
  r->grid = zb_panels_new(n, in->width, zb_chart_em(in, LEAST), zb_chart_em(in, GUTTER), zb_chart_em(in, GUTTER));
  r->diameter = zb_u_clamp(r->grid.width, 1, zb_chart_em(in, (LEAST + MOST) / 2));
  for (size_t i = 0; i < in->data->ncategories; i++)
    if (zb_bars_value(in->data, 0, i) && !read_ring(r, i))
      return NULL;
  set_numbers(r);
  for (size_t i = 0; i < r->n; i++)
    if (!set_name(r, &r->v[i]))
      return NULL;
  *height = zb_panels_height(&r->grid, r->diameter + r->foot);
  *stretch = (zb_u)r->grid.rows * zb_u_max(0, zb_u_min(zb_chart_em(in, MOST), r->grid.width) - r->diameter);
  *shrink = 0;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = r};
  return chart;
}

const zb_chart_kind zb_chart_kind_RING = {.name = "ring", .layout = layout};
