/* Labels of a plot: set in one line, and narrowed step by step where they have no room: two lines, then a number key.
 */
#include "chart/plot.h"

/* A label in two lines is worth it when it is at most this wide, and labels at least this wide go a step together, in
   permille of the widest. */
enum { WORTH = 850, TOGETHER = 800 };

/* Lines of a tail at most; baseline to baseline in permille of its size. */
enum { TAIL_LINES = 3, LEADING = 1120 };

static zb_rgba color_of(const zb_plot *p, const zb_cmark *m)
{
  const zb_chart_style *s = &p->in->style;
  return m->strong ? zb_chart_text_color(s, m->fill.color) : m->quiet ? zb_chart_text_color(s, s->muted) : s->ink;
}

static bool labelled(const zb_cmark *m)
{
  return m->shown && m->place != ZB_PLACE_NONE;
}

void zb_plot_set_labels(zb_plot *p, int permille)
{
  p->permille = permille;
  for (size_t i = 0; i < p->mark.n; i++) {
    zb_cmark *m = &p->mark.v[i];
    if (!labelled(m))
      continue;
    m->label = zb_value_label(p->in, m->shown, permille, color_of(p, m));
    m->set = ZB_SET_LINE;
  }
}

static zb_align align_of(const zb_plot *p, const zb_cmark *m)
{
  if (p->upright || m->place == ZB_PLACE_MIDDLE || m->place == ZB_PLACE_ROW)
    return ZB_ALIGN_CENTER;
  return zb_cmark_less(m) ? ZB_ALIGN_RIGHT : ZB_ALIGN_LEFT;
}

static void narrow(const zb_plot *p, zb_cmark *m, const zb_label *key)
{
  zb_label two;
  if (m->set == ZB_SET_LINE && zb_value_label_two(p->in, m->shown, p->permille, color_of(p, m), align_of(p, m), &two) &&
      two.width <= zb_u_muldiv(m->label.width, WORTH, 1000)) {
    m->label = two;
    m->set = ZB_SET_TWO;
  } else if (key->width < m->label.width) {
    m->label = *key;
    m->set = ZB_SET_KEY;
  } else
    m->set = ZB_SET_LEAST;
}

/* May it still be narrower? */
static bool wide(const zb_cmark *m, const zb_label *key)
{
  return labelled(m) && (m->set == ZB_SET_LINE || (m->set == ZB_SET_TWO && m->label.width > key->width));
}

bool zb_plot_narrow_labels(zb_plot *p, bool (*concerns)(const zb_cmark *m))
{
  zb_label key = zb_keylist_sign(p->in, 0, p->mark.n, p->in->style.ink);
  zb_u widest = 0;
  for (size_t i = 0; i < p->mark.n; i++)
    if (wide(&p->mark.v[i], &key) && concerns(&p->mark.v[i]))
      widest = zb_u_max(widest, p->mark.v[i].label.width);
  for (size_t i = 0; i < p->mark.n && widest > 0; i++) {
    zb_cmark *m = &p->mark.v[i];
    if (wide(m, &key) && concerns(m) && m->label.width >= zb_u_muldiv(widest, TOGETHER, 1000))
      narrow(p, m, &key);
  }
  return widest > 0;
}

zb_u zb_plot_tallest(const zb_plot *p)
{
  zb_u tallest = 0;
  for (size_t i = 0; i < p->mark.n; i++)
    if (p->mark.v[i].label.nlines > 1)
      tallest = zb_u_max(tallest, p->mark.v[i].label.height);
  for (size_t i = 0; p->tail && i < p->n; i++)
    if (p->tail[i].nlines > 1)
      tallest = zb_u_max(tallest, p->tail[i].height);
  return tallest;
}

bool zb_plot_number_keys(zb_plot *p)
{
  const zb_chart_in *in = p->in;
  for (size_t k = 0; k < p->mark.n; k++) {
    zb_cmark *m = &p->mark.v[p->order[k]];
    if (!labelled(m) || m->set != ZB_SET_KEY)
      continue;
    zb_label full = zb_value_label(in, m->shown, 1000, in->style.ink);
    if (full.width + 2 * m->label.width > p->width)
      zb_value_label_two(in, m->shown, 1000, in->style.ink, ZB_ALIGN_LEFT, &full);
    m->label = zb_keylist_sign(in, zb_keylist_add(in, &p->keylist, &full, m->shown, m->shown->text, m->src), 0,
                               color_of(p, m));
  }
  for (size_t i = 0; p->whole_tail && i < p->n; i++) {
    zb_label *whole = &p->whole_tail[i];
    size_t n;
    if (whole->nlines > 0)
      p->tail[i] =
          zb_keylist_sign(in, zb_keylist_add(in, &p->keylist, whole, NULL, zb_para_text(whole->para, &n), p->src[i]), 0,
                          whole->style.color);
  }
  return zb_keylist_set(in, &p->keylist, p->width);
}

void zb_plot_fit_tails(zb_plot *p, zb_u width)
{
  for (size_t i = 0; p->tail && i < p->n; i++) {
    zb_label *l = &p->tail[i];
    if (l->width <= width)
      continue;
    l->style.max_lines = TAIL_LINES;
    l->style.leading = zb_u_muldiv(l->style.size, LEADING, 1000);
    zb_label_fit(l, width);
    if (!l->overflow && !l->torn)
      continue;
    if (!p->whole_tail)
      p->whole_tail = zb_newn(p->in->text->arena, zb_label, p->n);
    p->whole_tail[i] = *l;
    zb_label_fit(&p->whole_tail[i], 0);
    *l = zb_keylist_sign(p->in, 0, p->n, l->style.color);
  }
}
