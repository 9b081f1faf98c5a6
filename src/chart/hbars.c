/* Horizontal bars: columns of names, bars, values and tails; rows of equal pitch that take what height they get. */
#include "chart/hbars.h"

/* Shares of the width, in permille: the names' column at most, the scale at least. */
enum { NAMES_MAX = 400, NAMES_NARROW = 280, SCALE_MIN = 330, SCALE_FLOOR = 150 };

/* Gaps, in permille of the label size: names to bars, values to tails. */
enum { NAME_GAP = 900, TAIL_GAP = 1200 };

/* Of the space between two bars, how much is left out above the first and below the last, in permille. */
enum { TRIM = 700 };

/* Between a name and the bars under it, in permille of the label leading. */
enum { ABOVE_GAP = 180 };

/* How far the plot may grow and shrink, in permille of its natural height. */
enum { STRETCH = 600, SHRINK = 150 };

struct zb_hbars {
  const zb_bars *bars;
  const zb_label *tail;
  zb_axis names;
  bool above; /* names stand above their bars */
  zb_u width;
  zb_u head; /* room for the name above the bars of a row */
  zb_u zero; /* of the zero line from the left edge */
  zb_u trim; /* left out of the first and last pitch, in permille of the part of a pitch that bars have */
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
  h->names = zb_axis_new(b, ZB_ALIGN_LEFT, zb_u_muldiv(h->width, permille, 1000));
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
  h->names = zb_axis_new(b, ZB_ALIGN_LEFT, room);
  h->head = h->names.height + zb_chart_lead(b->in, ABOVE_GAP);
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
  h->trim = 1000 - g.total / ZB_UNIT;
  if (!h->above)
    h->trim = h->trim * TRIM / 1000;
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
    *natural = zb_chart_lead(b->in, b->n <= 3 ? 2150 : b->n <= 6 ? 2000 : 1850);
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

/* Height of n pitches less what is trimmed: the same share at both ends, or all that follows the last bars when names
   stand above. */
static zb_u plot_height(const zb_hbars *h, zb_u pitch)
{
  return pitch * (zb_u)h->bars->n - zb_u_muldiv(pitch - h->head, h->trim, 1000);
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

/* --- drawing --------------------------------------------------------------------------------------------------- */

static void draw_tail(const zb_hbars *h, zb_dl_page *page, size_t i, zb_u right, zb_u middle)
{
  if (!h->tail || h->tail[i].nlines == 0)
    return;
  zb_u base = middle + zb_u_muldiv(h->tail[i].style.size, ZB_CHART_BASELINE, 1000);
  zb_dl_begin_role(page, ZB_DL_SPAN, h->bars->src[i]);
  zb_label_draw(&h->tail[i], page, right, base, 1, 2);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* The name of a row whose bars have their middle and top there. */
static void draw_name(const zb_hbars *h, zb_dl_page *page, size_t i, zb_u x, zb_u top, zb_u middle)
{
  const zb_label *name = &h->names.label[i];
  zb_u base = middle + zb_u_muldiv(name->style.size, ZB_CHART_BASELINE, 1000);
  if (h->above)
    zb_axis_name(&h->names, h->bars, i, page, x, top - zb_chart_lead(h->bars->in, ABOVE_GAP), -1, 1);
  else if (name->nlines == 1)
    zb_axis_name(&h->names, h->bars, i, page, x, base, -1, 2);
  else
    zb_axis_name(&h->names, h->bars, i, page, x, middle, -1, 0);
}

static void draw_zero(const zb_hbars *h, zb_dl_page *page, zb_u left, zb_u from, zb_u to)
{
  const zb_chart_style *style = &h->bars->in->style;
  zb_u x = left + h->zero - zb_axis_line_width(style) / 2;
  zb_axis_line(style, page, (zb_point){.x = x, .y = from}, (zb_point){.x = x, .y = to});
}

/* Bars without value leave no gap: the others stand together in the middle of their row. */
static void draw_row(const zb_hbars *h, zb_dl_page *page, zb_rect row, size_t i)
{
  const zb_bars *b = h->bars;
  zb_group all = zb_group_new(row.h - h->head, b->per, b->in->style.bar_max);
  zb_group g = zb_group_of(all, zb_bars_count(b, i));
  zb_u top = row.y + (h->above ? h->head : zb_group_offset(&g, row.h, 0));
  draw_name(h, page, i, row.x, top, top + g.total / 2);
  zb_u y = top;
  for (size_t j = 0; j < b->per; j++) {
    const zb_bar *bar = &b->bar[i * b->per + j];
    zb_bar_draw(b, bar, &h->scale, false, page, row.x + h->zero, y, g.thick);
    y += bar->figure ? g.thick + g.gap : 0;
  }
  draw_tail(h, page, i, row.x + h->width, top + g.total / 2);
  if (h->above && h->zero > 0)
    draw_zero(h, page, row.x, top, top + g.total);
}

void zb_hbars_draw(const zb_hbars *h, zb_dl_page *page, zb_rect r)
{
  const zb_bars *b = h->bars;
  zb_u pitch = zb_u_muldiv(r.h - zb_u_muldiv(h->head, h->trim, 1000), 1000, (int64_t)b->n * 1000 - h->trim);
  zb_band band = {.start = r.y, .length = pitch * (zb_u)b->n, .n = b->n};
  if (!h->above)
    band.start -= zb_u_muldiv(pitch, h->trim, 2000);
  for (size_t i = 0; i < b->n; i++) {
    zb_u y = zb_band_edge(&band, i);
    draw_row(h, page, (zb_rect){.x = r.x, .y = y, .w = r.w, .h = zb_band_edge(&band, i + 1) - y}, i);
  }
  if (!h->above)
    draw_zero(h, page, r.x, r.y, r.y + r.h);
}
