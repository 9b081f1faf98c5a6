/* Draws upright plots: grid, names, bars with their labels, curves, the zero line. */
#include "chart/row.h"
#include "chart/uprightparts.h"

/* Bars of band i, with their leaders, and their labels unless a curve runs among them: these come last. */
static void draw_bars(const zb_plot *p, const zb_upright_ruler *r, zb_dl_page *page, zb_rect box, size_t i)
{
  zb_row row = zb_row_new(p->in, p->first[i + 1] - p->first[i]);
  zb_u right = 0;
  for (size_t k = p->first[i]; k < p->first[i + 1]; k++) {
    zb_cmark m = p->mark.v[p->order[k]];
    if (p->curve.n > 0 && m.shape == ZB_SHAPE_POINT)
      continue;
    zb_cplace c = zb_upright_placed(p, r, &m, box.x);
    right = zb_u_max(right, c.side + c.thick);
    if (zb_plot_in_row(&m))
      zb_row_add(&row, &p->mark.v[p->order[k]], m.place == ZB_PLACE_ROW ? c.end : (c.base + c.end) / 2,
                 zb_u_max(zb_u_muldiv(m.label.style.size, 1100, 1000), m.label.nlines > 1 ? m.label.height : 0));
    if (p->curve.n > 0)
      m.shown = NULL;
    zb_cmark_draw(p->in, &m, &c, page);
  }
  zb_row_spread(&row, box.y, box.y + box.h);
  zb_row_draw_beside(&row, page, right);
}

static void draw_points(const zb_plot *p, const zb_upright_ruler *r, zb_dl_page *page, zb_u x)
{
  for (size_t k = 0; k < p->mark.n; k++) {
    zb_cmark m = p->mark.v[p->order[k]];
    if (m.shape != ZB_SHAPE_POINT)
      continue;
    m.shown = NULL;
    zb_cplace c = zb_upright_placed(p, r, &m, x);
    zb_cmark_draw(p->in, &m, &c, page);
  }
}

/* Tails end at y; when one has several lines they begin at one height instead. */
static void draw_tails(const zb_plot *p, zb_dl_page *page, zb_u x, zb_u y)
{
  zb_u tall = 0;
  bool lines = false;
  for (size_t i = 0; p->tail && i < p->n; i++) {
    lines = lines || p->tail[i].nlines > 1;
    tall = zb_u_max(tall, p->tail[i].height);
  }
  for (size_t i = 0; p->tail && i < p->n; i++)
    zb_chart_words(&p->tail[i], page, x + zb_upright_band(p, i) + zb_upright_body(p) / 2, lines ? y - tall : y, 0,
                   lines ? -1 : 1);
}

static void draw_names(const zb_plot *p, zb_dl_page *page, zb_u x, zb_u y)
{
  const zb_upright *v = p->stand;
  size_t n = p->edges ? p->n + 1 : p->n;
  for (size_t i = 0; i < n; i++) {
    zb_u middle = x + zb_upright_band(p, i) + (p->edges ? 0 : zb_upright_body(p) / 2);
    if (v->slanted)
      zb_axis_name_slanted(&p->names, i, p->src[i], page, middle, y);
    else
      zb_axis_name(&p->names, i, p->src[i], page, middle, y, 0, -1);
  }
}

/* The stretches of a curve between missing values. */
static void draw_curve(const zb_plot *p, const zb_upright_ruler *r, zb_dl_page *page, zb_u x, const zb_curve *c)
{
  zb_arena *a = p->in->text->arena;
  zb_point *pt = zb_newn(a, zb_point, c->n + 2);
  zb_u width = c->width > 0 ? c->width : 3 * zb_chart_line_width(&p->in->style);
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  for (size_t i = 0, n = 0; i <= c->n; i++) {
    if (i < c->n && c->has[i]) {
      pt[n++] = zb_upright_curve(p, r, c, x, i);
      continue;
    }
    if (n > 1)
      zb_dl_stroke(page, zb_path_poly(a, pt, n, false), zb_paint_solid(c->color),
                   (zb_stroke){.width = width, .round_join = true});
    if (n > 1 && c->area) {
      zb_u zero = zb_upright_at(r, (zb_num){0});
      pt[n] = (zb_point){.x = pt[n - 1].x, .y = zero};
      pt[n + 1] = (zb_point){.x = pt[0].x, .y = zero};
      zb_dl_fill(page, zb_path_poly(a, pt, n + 2, true),
                 zb_paint_solid(zb_color_mix(c->color, p->in->style.ground, 190)));
    }
    n = 0;
    pt = zb_newn(a, zb_point, c->n + 2);
  }
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_upright_draw(zb_plot *p, zb_dl_page *page, zb_rect r, zb_u length)
{
  const zb_upright *v = p->stand;
  zb_u room = r.h - zb_upright_foot(p), before;
  zb_u own = zb_plot_fit(p, room, zb_upright_thick(p), &before);
  if (length > 0 && length < own)
    before = zb_plot_before(p, length, zb_upright_thick(p));
  else
    length = own;
  zb_upright_ruler rule = {
      .p = p, .scale = zb_linear_new(p->in->text->arena, p->domain, length), .start = r.y + room - before};
  zb_u *tick = zb_newn(p->in->text->arena, zb_u, (size_t)p->vaxis.ticks.n + 1);
  for (int i = 0; i < p->vaxis.ticks.n; i++)
    tick[i] = zb_upright_at(&rule, p->vaxis.value[i]);
  if (p->axis) {
    zb_vaxis_grid(p->in, &p->vaxis, page, page->n, true, tick, r.x + v->left, r.x + p->width - v->right);
    zb_vaxis_labels(&p->vaxis, page, true, tick, r.x + p->vaxis.width);
  }
  size_t op = page->n;
  draw_names(p, page, r.x, r.y + room + zb_chart_em(p->in, ZB_UPRIGHT_NAME_GAP));
  draw_tails(p, page, r.x, r.y + r.h);
  zb_rect box = {.x = r.x, .y = r.y, .w = r.w, .h = room};
  for (size_t i = 0; i < p->n; i++)
    draw_bars(p, &rule, page, box, i);
  for (size_t i = 0; i < p->curve.n; i++)
    draw_curve(p, &rule, page, r.x, &p->curve.v[i]);
  if (p->curve.n > 0) {
    const zb_cmark *bad;
    draw_points(p, &rule, page, r.x);
    zb_dodge d = zb_upright_dodge(p, &rule, box, &bad);
    zb_dodge_draw(&d, page);
    if (bad)
      zb_chart_unplaced(p->in, bad->shown->text, bad->src);
  }
  zb_u zero = zb_upright_at(&rule, (zb_num){0}), line = zb_chart_line_width(&p->in->style);
  if (!p->no_zero)
    zb_axis_line_past(&p->in->style, page, op, (zb_point){.x = r.x + v->left, .y = zero + line / 2},
                      (zb_point){.x = r.x + p->width - v->right, .y = zero + line / 2});
}
