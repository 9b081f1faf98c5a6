/* Panels: ground, border and tab of cards and frames. */
#include "layout/run.h"

/* A rectangle that reaches beyond the open edges by what its corners and border take. */
static zb_rect beyond(const zb_boxstyle *s, zb_rect r, unsigned open)
{
  zb_u more = s->radius + s->border_width;
  if (open & ZB_OPEN_TOP) {
    r.y -= more;
    r.h += more;
  }
  if (open & ZB_OPEN_FOOT)
    r.h += more;
  return r;
}

void zb_panel_draw(zb_arena *a, zb_dl_page *page, const zb_boxstyle *s, zb_rect r, unsigned open)
{
  zb_rect whole = beyond(s, r, open);
  zb_paint fill = s->fill;
  fill.p0 = (zb_point){r.x, r.y};
  fill.p1 = (zb_point){r.x, r.y + r.h};
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  if (open)
    zb_dl_clip(page, zb_path_rect(r));
  if (fill.kind != ZB_PAINT_SOLID || fill.color.a > 0)
    zb_dl_fill(page, zb_path_round(a, whole, s->radius), fill);
  if (s->border_width > 0)
    zb_dl_stroke(page, zb_path_round(a, zb_rect_inset(whole, s->border_width / 2), s->radius), s->border,
                 (zb_stroke){.width = s->border_width});
  if (open)
    zb_dl_unclip(page);
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

const zb_tab *zb_panel_tab(zb_run *run, const zb_boxstyle *s)
{
  const zb_tabstyle *t = &s->tab;
  if (!s->present || !t->present)
    return NULL;
  const zb_block_ctx *c = &run->ctx;
  zb_tab tab = {.style = t->style,
                .fill = t->fill,
                .full = t->full,
                .radius = zb_block_scaled(c, t->radius),
                .corner = zb_block_scaled(c, s->radius),
                .pad_x = zb_block_scaled(c, t->pad_x),
                .pad_y = zb_block_scaled(c, t->pad_y),
                .left = zb_block_scaled(c, s->pad_left),
                .right = zb_block_scaled(c, s->pad_right),
                .after = zb_block_scaled(c, s->pad_top)};
  return zb_arena_memdup(run->in.arena, &tab, sizeof tab);
}
