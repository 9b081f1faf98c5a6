/* Plots: marks sorted into bands, labels inside or beyond by fit, the scale as long as the room allows. */
#include "chart/plot.h"

#include <limits.h>

#include "base/utf8.h"
#include "chart/lying.h"
#include "chart/upright.h"

/* Bars lie when a name has more Han characters or there are more categories than this. */
enum { NAME_HAN = 6, COUNT_HIGH = 6 };

const char *zb_chart_name(const zb_chart_in *in)
{
  const zb_val *title = in->block ? zb_obj_get(in->block->props, ZB_K_TITLE) : NULL;
  if (title && title->node && title->node->text)
    return title->node->text;
  return in->block ? zb_obj_text(in->block->props, ZB_K_CHART, "chart") : "chart";
}

void zb_chart_unplaced(const zb_chart_in *in, const char *label, zb_src src)
{
  zb_diag(in->text->diags, ZB_D_UNPLACED_LABEL, src.file ? src : in->src, zb_chart_name(in), label, NULL);
}

/* --- building -------------------------------------------------------------------------------------------------- */

zb_plot *zb_plot_new(const zb_chart_in *in, const char *const *name, const zb_src *src, size_t n, int per)
{
  zb_plot *p = zb_new(in->text->arena, zb_plot);
  *p = (zb_plot){.in = in, .name = name, .src = src, .n = n, .per = per < 1 ? 1 : per};
  return p;
}

static void widen(zb_plot *p, zb_num v)
{
  if (p->domain_set && p->mark.n == 0)
    p->domain = (zb_domain){.lo = v, .hi = v};
  zb_domain_add(&p->domain, v);
}

zb_cmark *zb_plot_add(zb_plot *p, zb_cmark mark)
{
  if (mark.shape == ZB_SHAPE_BAR)
    widen(p, mark.from);
  widen(p, mark.to);
  if (mark.far)
    zb_domain_add(&p->domain, mark.far_to);
  if (mark.nslots == 0)
    mark.nslots = 1;
  zb_push(p->in->text->arena, &p->mark, mark);
  return &p->mark.v[p->mark.n - 1];
}

zb_cmark zb_plot_figure(const zb_plot *p, size_t band, int slot, int nslots, const zb_figure *f, zb_paint fill,
                        bool strong)
{
  const zb_quantity *q = &f->q;
  bool far = q->range && q->hi.sign > 0 && q->value.sign >= 0 && zb_num_cmp(q->hi, q->value) > 0;
  return (zb_cmark){.shape = ZB_SHAPE_BAR,
                    .band = band,
                    .slot = slot,
                    .nslots = nslots,
                    .to = q->value,
                    .datum = &f->datum,
                    .fill = fill,
                    .far = far,
                    .far_to = q->hi,
                    .tint = zb_color_mix(fill.color, p->in->style.ground, 150),
                    .approx = q->approx,
                    .place = ZB_PLACE_END,
                    .shown = zb_unit_datum(p->in->text->arena, &p->unit, f),
                    .strong = strong,
                    .src = f->src};
}

zb_cmark *zb_plot_add_figure(zb_plot *p, size_t band, int slot, int nslots, const zb_figure *f, zb_paint fill,
                             bool strong)
{
  return zb_plot_add(p, zb_plot_figure(p, band, slot, nslots, f, fill, strong));
}

void zb_plot_leave_to_axis(zb_plot *p)
{
  for (size_t i = 0; i < p->mark.n; i++)
    p->mark.v[i].place = ZB_PLACE_NONE;
  p->axis = true;
}

/* Marks by band, in the order they were added: a counting sort. */
static void index_bands(zb_plot *p)
{
  zb_arena *a = p->in->text->arena;
  p->first = zb_newn(a, size_t, p->n + 2);
  p->order = zb_newn(a, size_t, p->mark.n + 1);
  for (size_t i = 0; i < p->mark.n; i++)
    p->first[p->mark.v[i].band + 2]++;
  for (size_t i = 2; i < p->n + 2; i++)
    p->first[i] += p->first[i - 1];
  for (size_t i = 0; i < p->mark.n; i++)
    p->order[p->first[p->mark.v[i].band + 1]++] = i;
}

const zb_cmark *zb_plot_widest(const zb_plot *p)
{
  const zb_cmark *widest = NULL;
  for (size_t i = 0; i < p->mark.n; i++)
    if (p->mark.v[i].shown && (!widest || p->mark.v[i].label.width > widest->label.width))
      widest = &p->mark.v[i];
  return widest;
}

/* --- slots ----------------------------------------------------------------------------------------------------- */

zb_group zb_plot_group(const zb_plot *p, zb_u pitch, zb_u max)
{
  if (p->fill == 0)
    return zb_group_new(pitch, (size_t)p->per, max);
  zb_u thick = zb_u_muldiv(pitch, p->fill, 1000 * p->per);
  return zb_group_of((zb_group){.thick = max > 0 ? zb_u_min(thick, max) : thick}, (size_t)p->per);
}

void zb_plot_slot(const zb_plot *p, const zb_cmark *m, zb_u pitch, zb_u max, zb_u *offset, zb_u *thick)
{
  zb_group all = zb_plot_group(p, pitch, max), g = zb_group_of(all, (size_t)m->nslots);
  *offset = zb_group_offset(&g, pitch, (size_t)m->slot);
  *thick = g.thick;
  if (m->shape == ZB_SHAPE_LINK) { /* from this bar to that of the next band */
    *offset += g.thick;
    *thick = pitch - g.thick;
  }
  if (m->thick > 0) {
    zb_u mine = zb_u_muldiv(g.thick, m->thick, 1000);
    *offset += (g.thick - mine) / 2;
    *thick = mine;
  }
}

/* --- fit ------------------------------------------------------------------------------------------------------- */

static size_t collect_ends(const zb_plot *p, zb_end *end)
{
  size_t n = 0;
  for (size_t i = 0; i < p->mark.n; i++) {
    const zb_cmark *m = &p->mark.v[i];
    double v = zb_num_double(zb_cmark_end(m));
    end[n++] = (zb_end){.value = v, .pad = zb_cmark_pad(p->in, m, p->upright), .less = zb_cmark_less(m)};
  }
  for (int i = 0; p->axis && i < p->vaxis.ticks.n; i++) {
    zb_u half = (p->upright ? p->vaxis.height : p->vaxis.label[i].width) / 2;
    double v = zb_num_double(p->vaxis.value[i]);
    end[n++] = (zb_end){.value = v, .pad = half};
    end[n++] = (zb_end){.value = v, .pad = half, .less = true};
  }
  return n;
}

/* Labels that no longer fit inside at this length come out. True when some did. */
static bool let_out(zb_plot *p, zb_u length, zb_u thick)
{
  double span = zb_num_double(p->domain.hi) - zb_num_double(p->domain.lo);
  bool some = false;
  for (size_t i = 0; i < p->mark.n; i++) {
    zb_cmark *m = &p->mark.v[i];
    if (!m->inside)
      continue;
    double part = span > 0 ? (zb_num_double(m->to) - zb_num_double(m->from)) / span : 0;
    zb_u own = m->thick > 0 ? zb_u_muldiv(thick, m->thick, 1000) : thick;
    if (!zb_cmark_fits(p->in, m, p->upright, (zb_u)((part < 0 ? -part : part) * length), own)) {
      m->inside = false;
      some = true;
    }
  }
  return some;
}

/* All labels start inside. In upright bars those at ends stay out together when one is too wide for its bar: a row of
   numbers that jumps in and out by their digits reads badly. */
static void let_in(zb_plot *p, zb_u thick)
{
  bool wide = false;
  for (size_t i = 0; i < p->mark.n && p->upright; i++) {
    const zb_cmark *m = &p->mark.v[i];
    wide = wide || (m->shown && m->shape == ZB_SHAPE_BAR && zb_cmark_at_end(m) && m->place != ZB_PLACE_OUTSIDE &&
                    !zb_cmark_fits(p->in, m, true, INT_MAX / 2, thick));
  }
  for (size_t i = 0; i < p->mark.n; i++) {
    zb_cmark *m = &p->mark.v[i];
    bool end = zb_cmark_at_end(m) && m->place != ZB_PLACE_OUTSIDE && !wide;
    m->inside = m->shown && m->shape == ZB_SHAPE_BAR && (end || m->place == ZB_PLACE_MIDDLE);
  }
}

zb_u zb_plot_fit(zb_plot *p, zb_u room, zb_u thick, zb_u *before)
{
  *before = 0;
  let_in(p, thick);
  for (;;) {
    size_t n = collect_ends(p, p->end);
    zb_u length = zb_linear_fit(p->domain, p->end, n, room, before);
    if (!let_out(p, length, thick)) /* only ever out: it ends */
      return length;
  }
}

zb_u zb_plot_before(zb_plot *p, zb_u length, zb_u thick)
{
  let_out(p, length, thick);
  return zb_linear_before(p->domain, p->end, collect_ends(p, p->end), length);
}

/* --- orientation ----------------------------------------------------------------------------------------------- */

static size_t han_count(const char *text)
{
  size_t n = 0;
  for (const char *s = text; *s;)
    n += zb_utf8_is_han(zb_utf8_next(&s));
  return n;
}

static bool better_lying(const zb_plot *p)
{
  if (p->n > COUNT_HIGH || p->tail)
    return true;
  for (size_t i = 0; i < p->n; i++)
    if (han_count(p->name[i]) > NAME_HAN)
      return true;
  return zb_upright_sparse(p);
}

/* Do the marks stand at whole numbers only? Counts have no fractions, nor have their ticks. */
static bool all_whole(const zb_plot *p)
{
  zb_arena *a = p->in->text->arena;
  for (size_t i = 0; i < p->mark.n; i++)
    if (zb_num_cmp(p->mark.v[i].to, zb_num_round(a, p->mark.v[i].to, 0)) != 0)
      return false;
  return p->unit.scale == 0 && p->mark.n > 0;
}

void zb_plot_set_axis(zb_plot *p, zb_u length)
{
  int want = zb_ticks_want(length, p->in->style.label.size);
  if (p->axis)
    p->vaxis = zb_vaxis_new(p->in, &p->unit, &p->domain, want, length, p->whole, p->upright);
  p->end = zb_newn(p->in->text->arena, zb_end, p->mark.n + 2 * (size_t)p->vaxis.ticks.n + 1);
}

bool zb_plot_layout(zb_plot *p, zb_u width)
{
  p->width = width;
  index_bands(p);
  zb_plot_set_labels(p, 1000);
  p->whole = p->whole || all_whole(p);
  p->keylist = (zb_keylist){0};
  bool asked = p->orient == ZB_ORIENT_UPRIGHT;
  if (asked || (p->orient == ZB_ORIENT_AUTO && !better_lying(p))) {
    p->upright = true;
    if (zb_upright_layout(p, asked))
      return zb_plot_number_keys(p);
  }
  p->upright = false;
  return !asked && zb_lying_layout(p) && zb_plot_number_keys(p);
}

zb_plot_size zb_plot_wish(const zb_chart_in *in, zb_u width, int stretch, int shrink)
{
  zb_u lead = in->style.label.leading, min = zb_u_max(in->height_min, 5 * lead), plot = in->height;
  if (plot == 0)
    plot = zb_u_clamp(width / 2, 9 * lead, 16 * lead);
  zb_u max = zb_u_max(in->height_max > 0 ? in->height_max : zb_u_muldiv(plot, 1000 + stretch, 1000), min);
  plot = zb_u_clamp(plot, min, max);
  zb_u give = in->height_min > 0 ? plot : zb_u_muldiv(plot, shrink, 1000);
  return (zb_plot_size){.height = plot, .stretch = max - plot, .shrink = zb_u_min(plot - min, give)};
}

static zb_u list_height(const zb_plot *p)
{
  return zb_u_max(p->keylist.height, p->keylist_least);
}

zb_plot_size zb_plot_size_of(const zb_plot *p)
{
  zb_plot_size size = p->upright ? zb_upright_size(p) : zb_lying_size(p);
  size.height += list_height(p);
  return size;
}

zb_u zb_plot_length(zb_plot *p, zb_u height)
{
  return p->upright ? zb_upright_length(p, height - list_height(p)) : zb_lying_length(p);
}

void zb_plot_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length)
{
  r.h -= list_height(p);
  if (p->upright)
    zb_upright_draw(p, page, r, length);
  else
    zb_lying_draw(p, page, r, length);
  zb_keylist_draw(&p->keylist, page, r.x, r.y + r.h + p->keylist.height);
}
