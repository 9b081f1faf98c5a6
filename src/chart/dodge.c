/* Labels that dodge lines: candidates in order of preference, the first free one is taken. */
#include "chart/dodge.h"

/* In permille of the value size: a point's radius, a gap to a label, room beside a label inside a bar. */
enum { RADIUS = 300, GAP = 260, BESIDE = 250 };

/* Labels go at most this many of their heights from where they wish to stand, in half heights. */
enum { REACH = 8 };

zb_dodge zb_dodge_new(const zb_chart_in *in, zb_rect bounds)
{
  zb_arena *a = in->text->arena;
  return (zb_dodge){.in = in, .taken = {.arena = a, .bounds = bounds}, .edges = {.arena = a, .bounds = bounds}};
}

static zb_u middle(const zb_cplace *at)
{
  return at->side + at->thick / 2;
}

void zb_dodge_mark(zb_dodge *d, const zb_cmark *m, const zb_cplace *at)
{
  zb_push(d->in->text->arena, &d->item, (zb_dodge_item){.mark = m, .at = *at});
  if (m->shape == ZB_SHAPE_POINT) {
    zb_u r = zb_chart_value(d->in, RADIUS);
    zb_avoid_box(&d->taken, (zb_rect){.x = middle(at) - r, .y = at->end - r, .w = 2 * r, .h = 2 * r});
  } else
    zb_avoid_segment(&d->edges, (zb_point){.x = at->side, .y = at->end},
                     (zb_point){.x = at->side + at->thick, .y = at->end});
}

void zb_dodge_line(zb_dodge *d, zb_point a, zb_point b)
{
  zb_avoid_segment(&d->taken, a, b);
}

static bool take(zb_dodge *d, zb_dodge_item *it, zb_rect r, bool strict)
{
  if (!zb_avoid_free(&d->taken, r, SIZE_MAX) || (strict && !zb_avoid_free(&d->edges, r, SIZE_MAX)))
    return false;
  zb_avoid_box(&d->taken, r);
  it->box = r;
  return it->placed = true;
}

/* Above the point, below it, above at either side, beside it, then farther up and down. */
static bool place_point(zb_dodge *d, zb_dodge_item *it, bool strict)
{
  zb_u w = it->mark->label.width, h = it->mark->label.height;
  zb_u off = zb_chart_value(d->in, RADIUS + GAP), x = middle(&it->at), y = it->at.end;
  zb_rect near[] = {{x - w / 2, y - off - h, w, h},
                    {x - w / 2, y + off, w, h},
                    {x, y - off - h, w, h},
                    {x - w, y - off - h, w, h},
                    {x + off, y - h / 2, w, h},
                    {x - off - w, y - h / 2, w, h},
                    {x, y + off, w, h},
                    {x - w, y + off, w, h}};
  for (size_t i = 0; i < sizeof near / sizeof *near; i++)
    if (take(d, it, near[i], strict))
      return true;
  for (int k = 1; k <= REACH; k++)
    if (take(d, it, (zb_rect){x - w / 2, y - off - h - k * h / 2, w, h}, strict) ||
        take(d, it, (zb_rect){x - w / 2, y + off + k * h / 2, w, h}, strict))
      return true;
  return false;
}

/* The place inside a bar at its foot or at its end; false if its label does not fit or is not legible there. */
static bool inside(const zb_dodge *d, const zb_dodge_item *it, bool foot, zb_rect *out)
{
  const zb_cmark *m = it->mark;
  const zb_cplace *at = &it->at;
  zb_u w = m->label.width, h = m->label.height, gap = zb_chart_value(d->in, GAP);
  zb_u low = zb_u_min(at->base, at->end), high = zb_u_max(at->base, at->end);
  bool legible, top = foot == (at->end > at->base);
  zb_cmark_on(&d->in->style, &m->fill, &legible);
  *out = (zb_rect){middle(at) - w / 2, top ? low + gap : high - gap - h, w, h};
  return m->place != ZB_PLACE_OUTSIDE && legible && at->thick >= w + zb_chart_value(d->in, BESIDE) &&
         low + 2 * gap + h <= high;
}

static bool wants(const zb_dodge_item *it, bool point)
{
  return it->mark->shown && it->mark->place != ZB_PLACE_NONE && (it->mark->shape == ZB_SHAPE_POINT) == point;
}

/* All labels of bars at the feet, or all at the ends, so that the eye finds them in a row; false if one has no room. */
static bool place_row(zb_dodge *d, bool foot)
{
  size_t before = d->taken.box.n, i = 0;
  zb_rect r;
  while (i < d->item.n &&
         (!wants(&d->item.v[i], false) || (inside(d, &d->item.v[i], foot, &r) && take(d, &d->item.v[i], r, true))))
    i++;
  if (i == d->item.n)
    return true;
  d->taken.box.n = before;
  while (i-- > 0)
    if (wants(&d->item.v[i], false))
      d->item.v[i].placed = false;
  return false;
}

/* Inside the bar at its foot, at its end, and from there on to its foot; beyond the end, beside it, on the other side
   of the zero line. */
static bool place_bar(zb_dodge *d, zb_dodge_item *it, bool strict)
{
  const zb_cmark *m = it->mark;
  const zb_cplace *at = &it->at;
  zb_u w = m->label.width, h = m->label.height, gap = zb_chart_value(d->in, GAP);
  zb_u x = middle(at) - w / 2, low = zb_u_min(at->base, at->end), high = zb_u_max(at->base, at->end);
  bool less = at->end > at->base;
  zb_rect r;
  if (inside(d, it, true, &r) && take(d, it, r, strict))
    return true;
  for (zb_u off = gap; inside(d, it, false, &r) && low + off + h + gap <= high; off += h / 2)
    if (take(d, it, (zb_rect){x, less ? high - off - h : low + off, w, h}, strict))
      return true;
  zb_u end = at->end;
  if (high - low < ZB_CHART_HAIRLINE)
    end += less ? ZB_CHART_HAIRLINE : -ZB_CHART_HAIRLINE;
  for (int k = 0; k <= REACH; k++)
    if (take(d, it, (zb_rect){x, less ? end + gap + k * h / 2 : end - gap - h - k * h / 2, w, h}, strict))
      return true;
  zb_u y = (low + high - h) / 2;
  return take(d, it, (zb_rect){at->side + at->thick + gap, y, w, h}, strict) ||
         take(d, it, (zb_rect){at->side - gap - w, y, w, h}, strict) ||
         take(d, it, (zb_rect){x, less ? at->base - gap - h : at->base + gap, w, h}, strict);
}

const zb_cmark *zb_dodge_place(zb_dodge *d)
{
  const zb_cmark *bad = NULL;
  for (size_t i = 0; i < d->item.n; i++)
    if (wants(&d->item.v[i], true) && !place_point(d, &d->item.v[i], true) && !place_point(d, &d->item.v[i], false))
      bad = bad ? bad : d->item.v[i].mark;
  if (place_row(d, true) || place_row(d, false))
    return bad;
  for (size_t i = 0; i < d->item.n; i++)
    if (wants(&d->item.v[i], false) && !place_bar(d, &d->item.v[i], true) && !place_bar(d, &d->item.v[i], false))
      bad = bad ? bad : d->item.v[i].mark;
  return bad;
}

/* A fill that lies under a label, if only in part, or NULL: the ground. */
static const zb_paint *under(const zb_dodge *d, zb_rect r)
{
  for (size_t i = d->item.n; i-- > 0;) {
    const zb_cplace *at = &d->item.v[i].at;
    if (d->item.v[i].mark->shape == ZB_SHAPE_BAR && r.x + r.w > at->side && r.x < at->side + at->thick &&
        r.y + r.h > zb_u_min(at->base, at->end) && r.y < zb_u_max(at->base, at->end))
      return &d->item.v[i].mark->fill;
  }
  return NULL;
}

/* The colour of a line, mixed with what tells best on the fill until it is legible there. */
static zb_rgba told(const zb_chart_style *style, zb_rgba color, const zb_paint *fill)
{
  bool legible;
  zb_rgba on = zb_cmark_on(style, fill, &legible), c = color;
  for (int t = 32; t <= 256 && zb_color_contrast(c, fill->color) < 4.5; t += 32)
    c = zb_color_mix(color, on, t);
  return c;
}

void zb_dodge_draw(const zb_dodge *d, zb_dl_page *page)
{
  for (size_t i = 0; i < d->item.n; i++) {
    const zb_dodge_item *it = &d->item.v[i];
    if (!it->placed)
      continue;
    zb_cmark m = *it->mark;
    const zb_paint *fill = under(d, it->box);
    zb_rgba own = m.label.recolor ? m.label.color : m.label.style.color;
    bool legible, dark = m.shape == ZB_SHAPE_BAR;
    if (fill && (dark || fill->kind != ZB_PAINT_SOLID || zb_color_contrast(own, fill->color) < 4.5)) {
      m.label.color = dark ? zb_cmark_on(&d->in->style, fill, &legible) : told(&d->in->style, own, fill);
      m.label.recolor = true;
    }
    zb_cmark_label(&m, page, it->box.x, it->box.y, -1, -1);
  }
}
