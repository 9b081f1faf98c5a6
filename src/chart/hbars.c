/* Horizontal bars: columns of names, bars, values and tails; rows of equal pitch that take what height they get. */
#include "chart/hbars.h"

/* Shares of the width, in permille: the names' column at most, the scale at least. */
enum { NAMES_MAX = 400, NAMES_NARROW = 280, SCALE_MIN = 330, SCALE_FLOOR = 150 };

/* Gaps, in permille of the label size: names to bars, values to tails. */
enum { NAME_GAP = 900, TAIL_GAP = 1200 };

/* Of the space between two bars, how much is left out above the first and below the last, in permille. */
enum { TRIM = 700 };

/* How far the plot may grow and shrink, in permille of its natural height. */
enum { STRETCH = 600, SHRINK = 150 };

struct zb_hbars {
  const zb_bars *bars;
  const zb_label *tail;
  zb_names names;
  bool above; /* names stand above their bars */
  zb_u width;
  zb_u head; /* room for the name above the bars of a row */
  zb_u zero; /* of the zero line from the left edge */
  zb_u trim; /* TRIM of the space in a natural pitch, in permille of the pitch */
  zb_linear scale;
};

static zb_u tail_width(const zb_hbars *h)
{
  zb_u w = 0;
  for (size_t i = 0; h->tail && i < h->bars->n; i++)
    w = zb_u_max(w, h->tail[i].width);
  return w > 0 ? w + zb_chart_em(h->bars->in, TAIL_GAP) : 0;
}

/* Tries names in a column of at most `permille` of the width. */
static bool beside(zb_hbars *h, int permille)
{
  const zb_bars *b = h->bars;
  zb_u below;
  h->names = zb_names_new(b, ZB_ALIGN_LEFT, zb_u_muldiv(h->width, permille, 1000));
  zb_u left = h->names.width + zb_chart_em(b->in, NAME_GAP);
  zb_u length = zb_bars_fit(b, false, h->width - left - tail_width(h), &h->scale, &below);
  h->zero = left + below;
  return h->names.fit && length >= zb_u_muldiv(h->width, SCALE_MIN, 1000);
}

/* Names above their bars, which get the full width. Reports what still has no room. */
static bool over(zb_hbars *h)
{
  const zb_bars *b = h->bars;
  zb_u below, room = h->width - tail_width(h);
  h->above = true;
  h->names = zb_names_new(b, ZB_ALIGN_LEFT, room);
  h->head = h->names.height + zb_chart_lead(b->in, 180);
  zb_u length = zb_bars_fit(b, false, room, &h->scale, &below);
  h->zero = below;
  if (!h->names.fit) {
    zb_chart_unplaced(b->in, b->name[h->names.worst], b->src[h->names.worst]);
    return false;
  }
  if (length >= zb_u_muldiv(h->width, SCALE_FLOOR, 1000))
    return true;
  const zb_bar *widest = NULL;
  for (size_t i = 0; i < b->n * b->per; i++)
    if (b->bar[i].figure && (!widest || b->bar[i].value.width > widest->value.width))
      widest = &b->bar[i];
  zb_chart_unplaced(b->in, widest ? widest->figure->datum.text : "", widest ? widest->figure->src : b->in->src);
  return false;
}

zb_hbars *zb_hbars_new(const zb_bars *bars, const zb_label *tail, zb_u width)
{
  zb_hbars *h = zb_new(bars->in->text->arena, zb_hbars);
  *h = (zb_hbars){.bars = bars, .tail = tail, .width = width};
  if (!beside(h, NAMES_MAX) && !beside(h, NAMES_NARROW) && !over(h))
    return NULL;
  zb_group g = zb_group_new(ZB_UNIT * 1000, bars->per, 0);
  h->trim = h->above ? 0 : (1000 - g.total / ZB_UNIT) * TRIM / 1000;
  return h;
}

/* --- heights --------------------------------------------------------------------------------------------------- */

/* Pitches of a row: as it looks best, and the least at which nothing touches. */
static void pitches(const zb_hbars *h, zb_u *natural, zb_u *least)
{
  const zb_bars *b = h->bars;
  zb_u value = zb_u_muldiv(b->in->style.value.size, 1050, 1000);
  if (b->per > 1) {
    *natural = zb_group_pitch(zb_chart_lead(b->in, 1100), b->per);
    *least = zb_group_pitch(value, b->per);
  } else {
    *natural = zb_chart_lead(b->in, b->n <= 3 ? 2350 : b->n <= 6 ? 2150 : 1950);
    *least = zb_u_max(zb_chart_lead(b->in, 1200), value);
  }
  if (h->above) {
    *natural = h->head + zb_u_muldiv(*natural, b->per > 1 ? 1000 : 800, 1000);
    *least += h->head;
  } else {
    *least = zb_u_max(*least, zb_u_muldiv(h->names.height, 1000, 1000 - h->trim) + zb_chart_lead(b->in, 150));
    *natural = zb_u_max(*natural, *least + zb_chart_lead(b->in, 350));
  }
}

/* Height of n pitches less what is trimmed at both ends. */
static zb_u plot_height(const zb_hbars *h, zb_u pitch)
{
  return zb_u_muldiv(pitch, (int64_t)h->bars->n * 1000 - h->trim, 1000);
}

zb_plot_size zb_hbars_size(const zb_hbars *h)
{
  const zb_chart_in *in = h->bars->in;
  zb_u natural, least;
  pitches(h, &natural, &least);
  zb_u height = plot_height(h, natural), min = plot_height(h, least);
  zb_u max = in->height_max > 0 ? zb_u_max(in->height_max, min) : height * 2;
  height = zb_u_clamp(height, min, max);
  zb_u shrink = zb_u_min(zb_u_muldiv(height, SHRINK, 1000), height - min);
  zb_u stretch = zb_u_min(zb_u_muldiv(height, STRETCH, 1000), max - height);
  return (zb_plot_size){.height = height, .stretch = stretch, .shrink = shrink};
}

zb_u zb_hbars_zero(const zb_hbars *h)
{
  return h->zero;
}

/* --- drawing --------------------------------------------------------------------------------------------------- */

/* y of the top of bar j in a row that begins at y0. */
static zb_u bar_top(const zb_hbars *h, const zb_group *g, zb_u y0, zb_u pitch, size_t j)
{
  if (h->above)
    return y0 + h->head + (zb_u)j * (g->thick + g->gap);
  return y0 + zb_group_offset(g, pitch, j);
}

static void draw_row(const zb_hbars *h, zb_dl_page *page, zb_rect row, size_t i)
{
  const zb_bars *b = h->bars;
  zb_group g = zb_group_new(row.h - h->head, b->per, b->in->style.bar_max);
  zb_u top = bar_top(h, &g, row.y, row.h, 0), middle = top + g.total / 2;
  const zb_label *name = &h->names.label[i];
  zb_u base = middle + zb_u_muldiv(name->style.size, ZB_CHART_BASELINE, 1000);
  if (h->above)
    zb_names_draw(&h->names, b, i, page, row.x, top - zb_chart_lead(b->in, 180), -1, 1);
  else if (name->nlines == 1)
    zb_names_draw(&h->names, b, i, page, row.x, base, -1, 2);
  else
    zb_names_draw(&h->names, b, i, page, row.x, middle, -1, 0);
  for (size_t j = 0; j < b->per; j++)
    zb_bar_draw(b, &b->bar[i * b->per + j], &h->scale, false, page, row.x + h->zero, bar_top(h, &g, row.y, row.h, j),
                g.thick);
  if (h->tail && h->tail[i].nlines > 0) {
    zb_dl_begin_role(page, ZB_DL_SPAN, b->src[i]);
    base = middle + zb_u_muldiv(h->tail[i].style.size, ZB_CHART_BASELINE, 1000);
    zb_label_draw(&h->tail[i], page, row.x + h->width, base, 1, 2);
    zb_dl_end(page, ZB_DL_SPAN);
  }
}

void zb_hbars_draw(const zb_hbars *h, zb_dl_page *page, zb_rect r)
{
  const zb_bars *b = h->bars;
  zb_u pitch = zb_u_muldiv(r.h, 1000, (int64_t)b->n * 1000 - h->trim);
  zb_band band = {
      .start = r.y - zb_u_muldiv(pitch, h->trim, 2000), .length = zb_u_muldiv(pitch, (int64_t)b->n, 1), .n = b->n};
  for (size_t i = 0; i < b->n; i++) {
    zb_u y = zb_band_edge(&band, i);
    draw_row(h, page, (zb_rect){.x = r.x, .y = y, .w = r.w, .h = zb_band_edge(&band, i + 1) - y}, i);
  }
  zb_u x = r.x + h->zero - zb_axis_line_width(&b->in->style) / 2;
  if (!h->above)
    zb_axis_line(&b->in->style, page, (zb_point){.x = x, .y = r.y}, (zb_point){.x = x, .y = r.y + r.h});
}
