/* Lying plots: columns of names, bars, values and tails; rows of equal pitch that take what height they get. */
#include "chart/lying.h"

#include "chart/row.h"

/* Shares of the width, in permille: the names' column at most, the scale at least; where nothing else is left. */
enum { NAMES_MAX = 400, NAMES_NARROW = 280, SCALE_MIN = 330, SCALE_FLOOR = 150, MIRROR_FLOOR = 200 };

/* Tails that leave no room for bars are broken at this share of the width. */
enum { TAIL_MAX = 400 };

/* Gaps, in permille of the label size: names to bars, values to tails, plot to the numbers of the axis. */
enum { NAME_GAP = 900, TAIL_GAP = 1200, AXIS_GAP = 400 };

/* Of the space between two bars, how much is left out above the first and below the last, in permille. */
enum { TRIM = 700 };

/* Between a name and the bars under it, in permille of the label leading. */
enum { ABOVE_GAP = 180 };

/* From the zero line to a label below a bar, in permille of the value size. */
enum { ROW_GAP = 300 };

/* How far the plot may grow and shrink, in permille of its natural height. */
enum { STRETCH = 600, SHRINK = 150 };

typedef struct zb_lying {
  bool keys;           /* number keys stand in place of the names */
  bool above;          /* names stand above their bars, tails at the end of their last lines */
  zb_u tails;          /* or of a line of their own, so high, below them */
  zb_u left;           /* what stands left of the scale: names and gap */
  zb_u gutter;         /* between the two zero lines of mirrored bars */
  zb_u head;           /* room for the name above the bars of a row */
  zb_u foot;           /* room for labels with leaders below them */
  zb_u trim;           /* left out of the first and last pitch, in permille of the part of a pitch that bars have */
  zb_u natural, least; /* pitches */
  zb_u length, before;
} lying;

static zb_u tail_width(const zb_plot *p)
{
  zb_u w = 0;
  for (size_t i = 0; p->tail && i < p->n; i++)
    w = zb_u_max(w, p->tail[i].width);
  return w > 0 ? w + zb_chart_em(p->in, TAIL_GAP) : 0;
}

/* What the bars and their labels have, from the left edge on. */
static zb_u bars_width(const zb_plot *p, const lying *h)
{
  return h->above ? p->width : p->width - tail_width(p);
}

static zb_u axis_height(const zb_plot *p)
{
  return p->axis ? p->vaxis.height + zb_chart_em(p->in, AXIS_GAP) : 0;
}

/* --- pitches --------------------------------------------------------------------------------------------------- */

static bool any_in_middle(const zb_plot *p)
{
  for (size_t i = 0; i < p->mark.n; i++)
    if (p->mark.v[i].shown && p->mark.v[i].place == ZB_PLACE_MIDDLE)
      return true;
  return false;
}

/* The part of a pitch that bars have: as it looks best, and the least at which nothing touches. */
static void bodies(const zb_plot *p, const lying *h, zb_u *natural, zb_u *least)
{
  zb_u size = p->in->style.value.size, tall = zb_plot_tallest(p);
  zb_u value = zb_u_max(zb_u_muldiv(size, 1050, 1000), tall > 0 ? tall + size / 6 : 0);
  size_t per = (size_t)p->per;
  if (p->fill > 0) {
    *natural = zb_chart_lead(p->in, 1600) * p->per;
    *least = value * p->per;
  } else if (p->per > 1) {
    *natural = zb_group_pitch(zb_chart_lead(p->in, 1100), per);
    *least = zb_group_pitch(value, per);
  } else {
    *natural = zb_chart_lead(p->in, p->n <= 3 ? 2150 : p->n <= 6 ? 2000 : 1850);
    *least = zb_u_max(zb_chart_lead(p->in, 1200), value);
    if (any_in_middle(p)) /* bars stay thick enough for the numbers in them */
      *least = zb_u_max(*least, zb_u_muldiv(size, 1000 * ZB_UNIT, zb_plot_group(p, 1000 * ZB_UNIT, 0).thick) + 1);
  }
  if (h->above)
    *natural = zb_u_muldiv(*natural, p->per > 1 || p->fill > 0 ? 1000 : 800, 1000);
  *natural = zb_u_max(*natural, *least);
}

static void set_pitches(zb_plot *p, lying *h)
{
  bodies(p, h, &h->natural, &h->least);
  zb_group g = zb_plot_group(p, ZB_UNIT * 1000, 0);
  h->trim = 1000 - g.total / ZB_UNIT;
  if (!h->above)
    h->trim = h->trim * TRIM / 1000;
  h->natural += h->head + h->foot;
  h->least += h->head + h->foot;
  if (!h->above) {
    zb_u first = zb_u_muldiv(p->names.height, 1000, 1000 - h->trim); /* it stands inside the plot */
    h->least = zb_u_max(h->least, zb_u_max(first, zb_axis_pitch(p->in, &p->names)));
    h->natural = zb_u_max(h->natural, h->least + zb_chart_lead(p->in, 350));
  }
}

static zb_u body_of(const lying *h, zb_u pitch)
{
  return pitch - h->head - h->foot;
}

/* --- widths ---------------------------------------------------------------------------------------------------- */

/* The thickness of a bar when the rows are as low as they get. */
static zb_u least_thick(const zb_plot *p, const lying *h)
{
  return zb_plot_group(p, body_of(h, h->least), p->in->style.bar_max).thick;
}

/* Names in a column this wide at most, or their number keys. */
static void set_names_beside(zb_plot *p, bool keys, zb_u most)
{
  p->keylist = (zb_keylist){0};
  p->names = (zb_axis){.n = p->n};
  if (keys)
    zb_axis_keys(p->in, &p->names, p->name, p->src, most, &p->keylist);
  else
    p->names = zb_axis_new(p->in, p->name, p->src, p->n, p->mirror ? ZB_ALIGN_CENTER : ZB_ALIGN_LEFT, most);
}

/* Tries names in a column of at most `permille` of the width; the scale has `least` permille of it. */
static bool beside(zb_plot *p, lying *h, int permille, int least)
{
  bool keys = h->keys;
  *h = (lying){.keys = keys};
  set_names_beside(p, keys, zb_u_muldiv(p->width, permille, 1000));
  zb_u width = zb_u_max(p->names.width, p->names_least), gap = zb_chart_em(p->in, NAME_GAP);
  h->left = p->mirror ? 0 : width > 0 ? width + gap : 0;
  h->gutter = p->mirror ? width + 2 * gap : 0;
  set_pitches(p, h);
  h->length = zb_plot_fit(p, bars_width(p, h) - h->left - h->gutter, least_thick(p, h), &h->before);
  return p->names.fit && h->length >= zb_u_muldiv(p->width, least, 1000);
}

/* Is there a line for each name and its tail? */
static bool on_one_line(const zb_plot *p)
{
  for (size_t i = 0; i < p->n; i++)
    if (p->names.label[i].nlines > 1 ||
        p->names.label[i].width + p->tail[i].width + zb_chart_em(p->in, NAME_GAP) > p->width)
      return false;
  return p->names.fit;
}

/* The names above the bars: before their tails if lines have room for both, else over them, as is lower. */
static void set_names_over(zb_plot *p, lying *h)
{
  const zb_chart_in *in = p->in;
  zb_u tail = 0;
  for (size_t i = 0; p->tail && i < p->n; i++)
    tail = zb_u_max(tail, p->tail[i].height);
  p->names = zb_axis_new(in, p->name, p->src, p->n, ZB_ALIGN_LEFT, p->width);
  if (tail > 0 && !on_one_line(p)) {
    zb_axis beside = zb_axis_new(in, p->name, p->src, p->n, ZB_ALIGN_LEFT, zb_u_max(p->width - tail_width(p), 1));
    bool lower = beside.fit && !zb_axis_parts_short(&beside, p->name) && beside.height <= p->names.height + tail;
    if (lower)
      p->names = beside;
    else
      h->tails = zb_u_max(tail, zb_chart_lead(in, 1100));
  }
  h->head = zb_u_max(p->names.height + h->tails, tail) + zb_chart_lead(in, ABOVE_GAP);
}

/* Names and tails above the bars, which get the full width. */
static bool over(zb_plot *p, lying *h)
{
  *h = (lying){.above = true};
  set_names_over(p, h);
  for (size_t i = 0; p->tail && i < p->n; i++)
    if (p->tail[i].width > p->width)
      return false;
  set_pitches(p, h);
  h->length = zb_plot_fit(p, p->width, least_thick(p, h), &h->before);
  return p->names.fit && h->length >= zb_u_muldiv(p->width, SCALE_FLOOR, 1000);
}

static bool report(const zb_plot *p)
{
  const zb_cmark *widest = zb_plot_widest(p);
  if (!p->names.fit)
    zb_chart_unplaced(p->in, p->name[p->names.worst], p->src[p->names.worst]);
  else
    zb_chart_unplaced(p->in, widest ? widest->shown->text : "", widest ? widest->src : p->in->src);
  return false;
}

static bool beyond(const zb_cmark *m)
{
  return zb_cmark_at_end(m) && !m->inside;
}

/* The last arrangement that is tried, again and again while labels get narrower. */
static bool last_one(zb_plot *p, lying *h)
{
  return p->mirror || h->keys ? beside(p, h, NAMES_NARROW, MIRROR_FLOOR) : over(p, h);
}

/* Names beside the bars, in a narrower column, above them; then tails in several lines; then number keys for names that
   have no room; then narrower labels. */
static bool arrange(zb_plot *p, lying *h)
{
  if (beside(p, h, NAMES_MAX, SCALE_MIN) || beside(p, h, NAMES_NARROW, SCALE_MIN) || last_one(p, h))
    return true;
  zb_plot_fit_tails(p, p->mirror ? zb_u_muldiv(p->width, TAIL_MAX, 1000) : p->width);
  while (!last_one(p, h))
    if (!h->keys && (!p->names.fit || p->mirror))
      h->keys = true;
    else if (!p->names.fit || !zb_plot_narrow_labels(p, beyond))
      return report(p);
  return true;
}

/* --- places ---------------------------------------------------------------------------------------------------- */

/* Places along the value axis, from the left edge of the plot. */
typedef struct ruler {
  const zb_plot *p;
  zb_linear scale;
  zb_u start, gutter;
} ruler;

static ruler ruler_of(const zb_plot *p, zb_u left, zb_u before, zb_u length)
{
  return (ruler){.p = p,
                 .scale = zb_linear_new(p->in->text->arena, p->domain, length),
                 .start = left + p->lying->left + before,
                 .gutter = p->lying->gutter};
}

static zb_u at(const ruler *r, zb_num v, bool less)
{
  zb_u x = r->start + zb_linear_at(r->p->in->text->arena, &r->scale, v);
  return less || v.sign < 0 ? x : x + r->gutter;
}

static zb_cplace place_of(const ruler *r, const zb_cmark *m)
{
  bool less = zb_cmark_less(m);
  zb_cplace c = {.scale = &r->scale, .base = at(r, m->from, less), .from_zero = m->from.sign == 0};
  if (m->shape != ZB_SHAPE_BAR)
    c.end = at(r, m->to, m->to.sign < 0);
  else {
    zb_u length = zb_linear_length(&r->scale, zb_num_sub(r->p->in->text->arena, m->to, m->from));
    c.end = less ? c.base - length : c.base + length;
  }
  c.far = m->far ? at(r, m->far_to, false) : c.end;
  return c;
}

/* --- labels with leaders --------------------------------------------------------------------------------------- */

static bool any_in_row(const zb_plot *p)
{
  for (size_t i = 0; i < p->mark.n; i++)
    if (zb_plot_in_row(&p->mark.v[i]))
      return true;
  return false;
}

/* The labels of band i that go below it, spread over the width; *ok gets false when they need more. */
static zb_row row_of(const zb_plot *p, const ruler *r, size_t i, zb_u lo, zb_u hi, const zb_cmark **bad)
{
  zb_row row = zb_row_new(p->in, p->first[i + 1] - p->first[i]);
  for (size_t k = p->first[i]; k < p->first[i + 1]; k++) {
    const zb_cmark *m = &p->mark.v[p->order[k]];
    if (!zb_plot_in_row(m))
      continue;
    zb_cplace c = place_of(r, m);
    zb_row_add(&row, m, m->place == ZB_PLACE_ROW ? c.end : (c.base + c.end) / 2, m->label.width);
  }
  if (!zb_row_spread(&row, lo, hi))
    *bad = row.item[0].mark;
  return row;
}

/* Where the labels of a row may begin: right of the zero line where all values are. */
static zb_u row_left(const zb_plot *p)
{
  return p->lying->left + (p->domain.lo.sign < 0 || p->no_zero ? 0 : zb_chart_value(p->in, ROW_GAP));
}

/* A label of the rows that do not fit, or NULL. */
static const zb_cmark *crowded(const zb_plot *p, const lying *h)
{
  ruler r = ruler_of(p, 0, h->before, h->length);
  const zb_cmark *bad = NULL;
  for (size_t i = 0; i < p->n && !bad; i++)
    row_of(p, &r, i, row_left(p), bars_width(p, h), &bad);
  return bad;
}

/* Gives the rows a foot when some labels need it. False: they do not fit, reported. */
static bool settle_rows(zb_plot *p, lying *h)
{
  while (any_in_row(p)) {
    zb_u size = p->in->style.value.size;
    h->foot = zb_row_depth(p->in) + zb_u_max(size, zb_plot_tallest(p) + size / 4);
    set_pitches(p, h);
    const zb_cmark *bad = crowded(p, h);
    if (!bad)
      return true;
    if (!zb_plot_narrow_labels(p, zb_plot_in_row)) {
      zb_chart_unplaced(p->in, bad->shown->text, bad->src);
      return false;
    }
    h->foot = 0; /* narrower, they may stand in their bars */
    set_pitches(p, h);
    h->length = zb_plot_fit(p, bars_width(p, h) - h->left - h->gutter, least_thick(p, h), &h->before);
  }
  return true;
}

bool zb_lying_layout(zb_plot *p)
{
  lying *h = zb_new(p->in->text->arena, lying);
  p->lying = h;
  zb_plot_set_axis(p, p->width * 3 / 5);
  return arrange(p, h) && settle_rows(p, h);
}

/* --- heights --------------------------------------------------------------------------------------------------- */

/* Height of n pitches less what is trimmed: the same share at both ends, or all that follows the last bars when names
   stand above. */
static zb_u plot_height(const zb_plot *p, zb_u pitch)
{
  return pitch * (zb_u)p->n - zb_u_muldiv(body_of(p->lying, pitch), p->lying->trim, 1000) + axis_height(p);
}

zb_plot_size zb_lying_size(const zb_plot *p)
{
  zb_u height = plot_height(p, p->lying->natural), min = plot_height(p, p->lying->least);
  zb_u max = p->in->height_max > 0 ? zb_u_max(p->in->height_max, min) : height * 2;
  height = zb_u_clamp(height, min, max);
  zb_u shrink = zb_u_min(zb_u_muldiv(height, SHRINK, 1000), height - min);
  zb_u stretch = zb_u_min(zb_u_muldiv(height, STRETCH, 1000), max - height);
  return (zb_plot_size){.height = height, .stretch = stretch, .shrink = shrink};
}

zb_u zb_lying_length(const zb_plot *p)
{
  return p->lying->length;
}

/* --- drawing --------------------------------------------------------------------------------------------------- */

/* At the middle of the bars, or on the last line of the name above them. */
static void draw_tail(const zb_plot *p, zb_dl_page *page, size_t i, zb_u right, zb_u top, zb_u middle)
{
  zb_u base = top - zb_chart_lead(p->in, ABOVE_GAP) - p->names.label[i].descent;
  if (p->tail && p->lying->above)
    zb_chart_words(&p->tail[i], page, right, base, 1, 2);
  else if (p->tail)
    zb_chart_words_level(&p->tail[i], page, right, middle, 1);
}

/* The name of a row whose bars, `total` thick, have their middle and top there: one higher than the bars stands level
   with them and the labels below them. */
static void draw_name(const zb_plot *p, const ruler *r, zb_dl_page *page, size_t i, zb_u x, zb_u top, zb_u middle,
                      zb_u total)
{
  const zb_label *name = &p->names.label[i];
  if (name->nlines > 1)
    middle += zb_u_clamp(name->height - total, 0, p->lying->foot) / 2;
  zb_u base = middle + zb_u_muldiv(name->style.size, ZB_CHART_BASELINE, 1000);
  int halign = p->mirror ? 0 : -1;
  if (p->mirror)
    x = at(r, (zb_num){0}, true) + r->gutter / 2;
  if (p->lying->above)
    zb_axis_name(&p->names, i, p->src[i], page, x, top - zb_chart_lead(p->in, ABOVE_GAP) - p->lying->tails, -1, 1);
  else if (name->nlines == 1)
    zb_axis_name(&p->names, i, p->src[i], page, x, base, halign, 2);
  else
    zb_axis_name(&p->names, i, p->src[i], page, x, middle, halign, 0);
}

/* The zero line gives way to labels that were drawn from op `op` on. */
static void draw_zero(const zb_plot *p, const ruler *r, zb_dl_page *page, size_t op, zb_u from, zb_u to)
{
  for (int side = 0; side < (p->mirror ? 2 : 1) && !p->no_zero; side++) {
    zb_u x = at(r, (zb_num){0}, p->mirror && side == 0) - zb_chart_line_width(&p->in->style) / 2;
    zb_axis_line_past(&p->in->style, page, op, (zb_point){.x = x, .y = from}, (zb_point){.x = x, .y = to});
  }
}

static void draw_row(const zb_plot *p, const ruler *r, zb_dl_page *page, zb_rect band, size_t i)
{
  const lying *h = p->lying;
  zb_u body = body_of(h, band.h), max = p->in->style.bar_max;
  zb_group g = zb_plot_group(p, body, max);
  size_t op = page->n;
  zb_u top = band.y + h->head, lift = h->above ? (body - g.total) / 2 : 0, middle = top - lift + body / 2;
  draw_name(p, r, page, i, band.x, top, middle, g.total);
  for (size_t k = p->first[i]; k < p->first[i + 1]; k++) {
    const zb_cmark *m = &p->mark.v[p->order[k]];
    zb_cplace c = place_of(r, m);
    zb_plot_slot(p, m, body, max, &c.side, &c.thick);
    c.side += top - lift;
    zb_cmark_draw(p->in, m, &c, page);
  }
  if (h->foot > 0) {
    const zb_cmark *bad = NULL;
    zb_row row = row_of(p, r, i, band.x + row_left(p), band.x + bars_width(p, h), &bad);
    zb_row_draw_below(&row, page, middle + g.total / 2);
  }
  draw_tail(p, page, i, band.x + p->width, top, middle);
  if (h->above && p->domain.lo.sign < 0)
    draw_zero(p, r, page, op, top, top + g.total);
}

static void draw_grid(const zb_plot *p, const ruler *r, zb_dl_page *page, zb_u from, zb_u to, zb_u *tick)
{
  for (int i = 0; i < p->vaxis.ticks.n; i++)
    tick[i] = at(r, p->vaxis.value[i], false);
  zb_vaxis_grid(p->in, &p->vaxis, page, page->n, false, tick, from, to);
}

void zb_lying_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length)
{
  const lying *h = p->lying;
  zb_u before = length < h->length ? zb_plot_before(p, length, least_thick(p, h)) : h->before;
  ruler rule = ruler_of(p, r.x, before, length);
  zb_u fixed = h->head + h->foot, room = r.h - axis_height(p);
  zb_u pitch = zb_u_muldiv(room - zb_u_muldiv(fixed, h->trim, 1000), 1000, (int64_t)p->n * 1000 - h->trim);
  zb_band band = {.start = r.y, .length = pitch * (zb_u)p->n, .n = p->n};
  if (!h->above)
    band.start -= zb_u_muldiv(body_of(h, pitch), h->trim, 2000);
  zb_u *tick = zb_newn(p->in->text->arena, zb_u, (size_t)p->vaxis.ticks.n + 1);
  if (p->axis)
    draw_grid(p, &rule, page, r.y, r.y + room, tick);
  size_t op = page->n;
  for (size_t i = 0; i < p->n; i++) {
    zb_u y = zb_band_edge(&band, i);
    draw_row(p, &rule, page, (zb_rect){.x = r.x, .y = y, .w = r.w, .h = zb_band_edge(&band, i + 1) - y}, i);
  }
  if (!h->above)
    draw_zero(p, &rule, page, op, r.y, r.y + room);
  if (p->axis)
    zb_vaxis_labels(&p->vaxis, page, false, tick, r.y + room + zb_chart_em(p->in, AXIS_GAP));
}
