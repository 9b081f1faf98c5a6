/* Kind pie: only when asked for, and only up to three slices: angles are read badly. */
#include "chart/bars.h"
#include "chart/plot.h"
#include "chart/share.h"

enum { SLICES = 3 };

/* In permille of the label size: diameter; gap between pie and list; gap between slices. */
enum { DIAMETER = 11000, BESIDE = 2200, SLIT = 120 };

typedef struct pie {
  const zb_chart_in *in;
  zb_shares share;
  zb_share_list list;
  zb_u diameter;
  bool below; /* the list stands below the pie */
} pie;

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const pie *p = c->data;
  zb_arena *a = p->in->text->arena;
  zb_u d = p->diameter;
  zb_point centre = {.x = r.x + d / 2, .y = r.y + (p->below ? d / 2 : r.h / 2)};
  zb_num sum = {0}, one = zb_num_int(a, 1);
  int from = 0;
  for (size_t i = 0; i < p->share.n; i++) {
    const zb_share *s = &p->share.v[i];
    sum = zb_num_add(a, sum, s->part);
    int to = zb_num_scale(sum, one, 1000);
    zb_path slice = zb_path_wedge(a, centre, 0, d / 2, from, to);
    zb_dl_role role = s->figure ? ZB_DL_SPAN : ZB_DL_ARTIFACT;
    zb_dl_begin(page, (zb_mark){.role = role,
                                .datum = s->figure ? &s->figure->datum : NULL,
                                .src = s->figure ? s->figure->src : ZB_SRC_NONE});
    if (to > from)
      zb_dl_fill(page, slice, s->fill);
    zb_dl_end(page, role);
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    if (to > from && to - from < 1000)
      zb_dl_stroke(page, slice, zb_paint_solid(p->in->style.ground),
                   (zb_stroke){.width = zb_chart_em(p->in, SLIT), .round_join = true});
    zb_dl_end(page, ZB_DL_ARTIFACT);
    from = to;
  }
  if (p->below)
    zb_share_list_draw(&p->list, page, r.x, r.y + d + zb_chart_em(p->in, BESIDE) / 2);
  else
    zb_share_list_draw(&p->list, page, r.x + d + zb_chart_em(p->in, BESIDE), r.y + (r.h - p->list.height) / 2);
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  pie *p = zb_new(a, pie);
  *p = (pie){.in = zb_arena_memdup(a, in, sizeof *in), .diameter = zb_u_min(zb_chart_em(in, DIAMETER), in->width)};
  if (!zb_bars_check(in) || !zb_shares_read(p->in, true, &p->share))
    return NULL;
  if (p->share.n > SLICES) {
    zb_diag(in->text->diags, ZB_D_PIE_SLICES, in->src, zb_chart_name(in), zb_arena_printf(a, "%zu", p->share.n),
            zb_arena_printf(a, "%d", SLICES), NULL);
    return NULL;
  }
  zb_u beside = in->width - p->diameter - zb_chart_em(in, BESIDE);
  if (!zb_share_list_new(p->in, &p->share, beside, &p->below, &p->list))
    return NULL;
  *height =
      p->below ? p->diameter + zb_chart_em(in, BESIDE) / 2 + p->list.height : zb_u_max(p->diameter, p->list.height);
  *stretch = *shrink = 0;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = p};
  return chart;
}

const zb_chart_kind zb_chart_kind_PIE = {.name = "pie", .layout = layout};
