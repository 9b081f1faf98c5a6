/* Places in upright plots: bands over the width, values upwards, labels that dodge curves. */
#include "chart/uprightparts.h"

/* --- over the width ------------------------------------------------------------------------------------------------ */

zb_u zb_upright_bar_max(const zb_plot *p)
{
  return p->fill > 0 ? 0 : zb_u_muldiv(p->in->style.bar_max, 3, 2);
}

zb_u zb_upright_field(const zb_plot *p)
{
  return p->width - p->stand->left - p->stand->right;
}

zb_u zb_upright_body(const zb_plot *p)
{
  return p->stand->pitch - p->stand->column;
}

zb_u zb_upright_band(const zb_plot *p, size_t i)
{
  const zb_upright *v = p->stand;
  zb_band band = {.start = v->left + (zb_upright_field(p) - v->plot) / 2, .length = v->plot, .n = p->n};
  return zb_band_edge(&band, i);
}

zb_u zb_upright_mark(const zb_plot *p, const zb_cmark *m, zb_u *thick)
{
  zb_u offset;
  zb_plot_slot(p, m, zb_upright_body(p), zb_upright_bar_max(p), &offset, thick);
  return zb_upright_band(p, m->band) + offset;
}

static zb_u tail_height(const zb_plot *p)
{
  zb_u h = 0;
  for (size_t i = 0; p->tail && i < p->n; i++)
    h = zb_u_max(h, p->tail[i].height);
  return h > 0 ? h + zb_chart_em(p->in, ZB_UPRIGHT_NAME_GAP) / 2 : 0;
}

zb_u zb_upright_foot(const zb_plot *p)
{
  return zb_chart_em(p->in, ZB_UPRIGHT_NAME_GAP) + p->names.height + tail_height(p);
}

zb_u zb_upright_thick(const zb_plot *p)
{
  return zb_plot_group(p, zb_upright_body(p), zb_upright_bar_max(p)).thick;
}

/* --- upwards ------------------------------------------------------------------------------------------------------- */

zb_u zb_upright_at(const zb_upright_ruler *r, zb_num v)
{
  return r->start - zb_linear_at(r->p->in->text->arena, &r->scale, v);
}

static zb_cplace place_of(const zb_upright_ruler *r, const zb_cmark *m)
{
  zb_cplace c = {
      .upright = true, .scale = &r->scale, .base = zb_upright_at(r, m->from), .from_zero = m->from.sign == 0};
  if (m->shape != ZB_SHAPE_BAR)
    c.end = zb_upright_at(r, m->to);
  else {
    zb_u length = zb_linear_length(&r->scale, zb_num_sub(r->p->in->text->arena, m->to, m->from));
    c.end = zb_cmark_less(m) ? c.base + length : c.base - length;
  }
  c.far = m->far ? zb_upright_at(r, m->far_to) : c.end;
  return c;
}

zb_cplace zb_upright_placed(const zb_plot *p, const zb_upright_ruler *r, const zb_cmark *m, zb_u x)
{
  zb_cplace c = place_of(r, m);
  c.side = x + zb_upright_mark(p, m, &c.thick);
  return c;
}

zb_point zb_upright_curve(const zb_plot *p, const zb_upright_ruler *r, const zb_curve *c, zb_u x, size_t i)
{
  return (zb_point){.x = x + zb_upright_band(p, i) + zb_upright_body(p) / 2, .y = zb_upright_at(r, c->value[i])};
}

zb_dodge zb_upright_dodge(const zb_plot *p, const zb_upright_ruler *r, zb_rect box, const zb_cmark **bad)
{
  zb_dodge d = zb_dodge_new(p->in, box);
  for (size_t k = 0; k < p->mark.n; k++) {
    const zb_cmark *m = &p->mark.v[p->order[k]];
    zb_cplace c = zb_upright_placed(p, r, m, box.x);
    zb_dodge_mark(&d, m, &c);
  }
  for (size_t j = 0; j < p->curve.n; j++)
    for (size_t i = 1; i < p->curve.v[j].n; i++) {
      const zb_curve *c = &p->curve.v[j];
      if (c->has[i] && c->has[i - 1])
        zb_dodge_line(&d, zb_upright_curve(p, r, c, box.x, i - 1), zb_upright_curve(p, r, c, box.x, i));
    }
  *bad = zb_dodge_place(&d);
  return d;
}
