/* Labels beside a plot, joined to their marks. */
#include "chart/side.h"

#include <stdlib.h>

static int by_want(const void *x, const void *y)
{
  const zb_side_item *a = x, *b = y;
  if (a->want != b->want)
    return a->want > b->want ? 1 : -1;
  return a->order > b->order ? 1 : -1;
}

static void draw_leader(const zb_side *s, const zb_side_item *it, zb_u y, zb_dl_page *page)
{
  zb_u off = it->want > y ? it->want - y : y - it->want;
  if (off <= s->still && !it->far)
    return;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, (zb_point){.x = it->from, .y = it->want}, (zb_point){.x = s->to, .y = y},
             zb_paint_solid(s->in->style.muted), (zb_stroke){.width = zb_chart_line_width(&s->in->style)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_side_draw(zb_side *s, zb_dl_page *page)
{
  zb_arena *a = s->in->text->arena;
  zb_slip *slip = zb_newn(a, zb_slip, s->n);
  for (size_t i = 0; i < s->n; i++)
    s->item[i].order = i;
  qsort(s->item, s->n, sizeof *s->item, by_want);
  for (size_t i = 0; i < s->n; i++)
    slip[i] = (zb_slip){.at = s->item[i].want, .size = zb_u_muldiv(s->item[i].label->height, s->apart, 1000)};
  zb_spread(a, slip, s->n, s->lo, s->hi);
  for (size_t i = 0; i < s->n; i++) {
    draw_leader(s, &s->item[i], slip[i].at, page);
    zb_chart_words_level(s->item[i].label, page, s->x, slip[i].at, s->halign);
  }
}
