/* Kind heat: a matrix of numbers on fills that darken with them; every cell prints its number. */
#include <string.h>

#include "chart/bars.h"
#include "chart/frame.h"

/* In permille of the label leading: height of a cell, least height; of the label size: gaps beside names, between
   cells; of the width: names at most. */
enum { CELL = 2000, CELL_LEAST = 1450, NAME_GAP = 700, SLIT = 120, NAMES_MAX = 350 };

/* How far the least and the greatest value are mixed towards the main colour, in 1/256. */
enum { PALE = 24, FULL = 256 };

typedef struct heat {
  const zb_chart_in *in;
  const zb_series *s;
  zb_unit unit;
  zb_domain domain;
  zb_axis rows, columns;
  zb_label *value; /* [row][column] */
  bool *key;       /* the same: it is the sign of a number key */
  zb_keylist list;
  zb_u left, head, cell_w, least;
} heat;

static const zb_figure *value_of(const heat *h, size_t row, size_t column)
{
  return zb_bars_value(h->s, column, row);
}

/* Values on both sides of zero go to two colours, else from pale to full. */
static zb_rgba fill_of(const heat *h, zb_num v)
{
  const zb_chart_style *style = &h->in->style;
  zb_arena *a = h->in->text->arena;
  bool both = h->domain.lo.sign < 0 && h->domain.hi.sign > 0;
  zb_num from = both ? (zb_num){0} : h->domain.lo, span = zb_num_sub(a, h->domain.hi, h->domain.lo);
  if (both) { /* the farther end is full */
    zb_num low = h->domain.lo;
    low.sign = 1;
    span = zb_num_cmp(low, h->domain.hi) > 0 ? low : h->domain.hi;
  }
  zb_num off = zb_num_sub(a, v, from);
  bool less = off.sign < 0;
  off.sign = off.sign < 0 ? 1 : off.sign;
  int t = span.sign == 0 ? FULL / 2 : PALE + zb_num_scale(off, span, FULL - PALE);
  return zb_color_mix(style->ground, less ? ZB_RGB(0x2F4858) : style->main, t);
}

/* The text colour that tells best on the fill of a value. */
static zb_rgba text_color(const heat *h, const zb_figure *f)
{
  bool legible;
  zb_paint fill = zb_paint_solid(fill_of(h, f->q.value));
  return zb_cmark_on(&h->in->style, &fill, &legible);
}

/* The number in one line, in two, or as a number key: what a cell has room for. False: nothing, reported. */
static bool set_cell(heat *h, const zb_figure *f, zb_label *out, bool *key)
{
  const zb_chart_in *in = h->in;
  zb_rgba color = text_color(h, f);
  const zb_datum *d = zb_unit_datum(in->text->arena, &h->unit, f);
  zb_u room = h->cell_w - in->style.value.size / 4;
  *out = zb_value_label(in, d, 1000, color);
  if (out->width <= room)
    return true;
  if (zb_value_label_two(in, d, 1000, color, ZB_ALIGN_CENTER, out) && out->width <= room) {
    h->least = zb_u_max(h->least, out->height + zb_chart_lead(in, 250));
    return true;
  }
  zb_label whole = zb_value_label(in, d, 1000, in->style.ink);
  *out = zb_keylist_sign(in, zb_keylist_add(in, &h->list, &whole, d, d->text, f->src), 0, color);
  *key = true;
  if (out->width <= room)
    return true;
  zb_chart_unplaced(in, d->text, f->src);
  return false;
}

static bool set_values(heat *h)
{
  size_t n = h->s->nseries, cells = h->s->ncategories * n + 1;
  h->value = zb_newn(h->in->text->arena, zb_label, cells);
  h->key = zb_newn(h->in->text->arena, bool, cells);
  for (size_t i = 0; i < h->s->ncategories; i++)
    for (size_t j = 0; j < n; j++) {
      const zb_figure *f = value_of(h, i, j);
      if (f && !set_cell(h, f, &h->value[i * n + j], &h->key[i * n + j]))
        return false;
    }
  return zb_keylist_set(h->in, &h->list, h->in->width);
}

static bool set_names(heat *h)
{
  const zb_chart_in *in = h->in;
  size_t n = h->s->nseries;
  const char **name = zb_newn(in->text->arena, const char *, n);
  zb_src *src = zb_newn(in->text->arena, zb_src, n);
  for (size_t j = 0; j < n; j++) {
    name[j] = h->s->series[j].name;
    src[j] = in->src;
  }
  h->rows = zb_axis_new(in, h->s->category, h->s->category_src, h->s->ncategories, ZB_ALIGN_LEFT,
                        zb_u_muldiv(in->width, NAMES_MAX, 1000));
  h->left = h->rows.width + zb_chart_em(in, NAME_GAP);
  h->cell_w = (in->width - h->left) / (zb_u)n;
  zb_u room = h->cell_w - zb_chart_em(in, 300);
  h->columns = zb_axis_new(in, name, src, n, ZB_ALIGN_CENTER, room);
  if (!h->columns.fit)
    zb_axis_keys(in, &h->columns, name, src, room, &h->list);
  h->head = h->columns.height > 0 ? h->columns.height + zb_chart_em(in, NAME_GAP) / 2 : 0;
  h->least = zb_u_max(zb_chart_lead(in, CELL_LEAST), zb_axis_pitch(in, &h->rows));
  if (!h->rows.fit)
    zb_chart_unplaced(in, h->s->category[h->rows.worst], h->s->category_src[h->rows.worst]);
  else if (!h->columns.fit)
    zb_chart_unplaced(in, name[h->columns.worst], in->src);
  return h->rows.fit && h->columns.fit;
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_cell(const heat *h, zb_dl_page *page, zb_rect cell, size_t i, size_t j)
{
  const zb_figure *f = value_of(h, i, j);
  if (!f)
    return; /* missing is blank */
  zb_u slit = zb_chart_em(h->in, SLIT);
  const zb_label *l = &h->value[i * h->s->nseries + j];
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill_rect(page, (zb_rect){.x = cell.x, .y = cell.y, .w = cell.w - slit, .h = cell.h - slit},
                  zb_paint_solid(fill_of(h, f->q.value)));
  zb_dl_end(page, ZB_DL_ARTIFACT);
  zb_cmark m = {.label = *l,
                .shown = zb_unit_datum(h->in->text->arena, &h->unit, f),
                .set = h->key[i * h->s->nseries + j] ? ZB_SET_KEY : ZB_SET_LINE,
                .src = f->src};
  zb_cmark_label_level(&m, page, cell.x + (cell.w - slit) / 2, cell.y + (cell.h - slit) / 2, 0);
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const heat *h = c->data;
  size_t n = h->s->nseries;
  zb_keylist_draw(&h->list, page, r.x, r.y + r.h);
  r.h -= h->list.height;
  zb_band across = {.start = r.x + h->left, .length = r.w - h->left, .n = n};
  zb_band down = {.start = r.y + h->head, .length = r.h - h->head, .n = h->s->ncategories};
  for (size_t j = 0; j < n; j++)
    zb_axis_name(&h->columns, j, h->in->src, page,
                 (zb_band_edge(&across, j) + zb_band_edge(&across, j + 1) - zb_chart_em(h->in, SLIT)) / 2,
                 r.y + h->head - zb_chart_em(h->in, NAME_GAP) / 2, 0, 1);
  for (size_t i = 0; i < h->s->ncategories; i++) {
    zb_u y = zb_band_edge(&down, i), high = zb_band_edge(&down, i + 1) - y;
    zb_axis_name(&h->rows, i, h->s->category_src[i], page, r.x, y + (high - zb_chart_em(h->in, SLIT)) / 2, -1, 0);
    for (size_t j = 0; j < n; j++) {
      zb_u x = zb_band_edge(&across, j);
      draw_cell(h, page, (zb_rect){.x = x, .y = y, .w = zb_band_edge(&across, j + 1) - x, .h = high}, i, j);
    }
  }
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  heat *h = zb_new(a, heat);
  *h = (heat){.in = zb_arena_memdup(a, in, sizeof *in), .s = in->data, .unit = zb_bars_unit(in)};
  if (in->data->nseries <= ZB_CHART_SERIES && !zb_bars_check(in))
    return NULL;
  h->domain = zb_frame_values(in);
  if (!set_names(h) || !set_values(h))
    return NULL;
  zb_u rows = (zb_u)h->s->ncategories, cell = zb_u_max(h->least, zb_chart_lead(in, CELL));
  *height = h->head + rows * cell + h->list.height;
  *stretch = rows * cell / 3;
  *shrink = rows * (cell - h->least);
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = h, .unit = &h->unit};
  return chart;
}

const zb_chart_kind zb_chart_kind_HEAT = {.name = "heat", .layout = layout};
