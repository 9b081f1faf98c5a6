/* Labels with leaders: spread along the value axis, each joined to its mark by a fine line. */
#include "chart/row.h"

#include <stdlib.h>

/* In permille of the value size: gap between labels, length of the leaders, gap to the label. */
enum { APART = 500, DEPTH = 600, NEAR = 200 };

zb_row zb_row_new(const zb_chart_in *in, size_t max)
{
  zb_arena *a = in->text->arena;
  return (zb_row){.in = in, .item = zb_newn(a, zb_row_item, max), .slip = zb_newn(a, zb_slip, max)};
}

void zb_row_add(zb_row *r, const zb_cmark *m, zb_u want, zb_u size)
{
  r->item[r->n] = (zb_row_item){.mark = m, .want = want, .at = size + zb_chart_value(r->in, APART)};
  r->n++;
}

static int by_want(const void *x, const void *y)
{
  const zb_row_item *a = x, *b = y;
  return (a->want > b->want) - (a->want < b->want);
}

bool zb_row_spread(zb_row *r, zb_u lo, zb_u hi)
{
  if (r->n == 0)
    return true;
  qsort(r->item, r->n, sizeof *r->item, by_want);
  for (size_t i = 0; i < r->n; i++)
    r->slip[i] = (zb_slip){.at = r->item[i].want, .size = r->item[i].at};
  zb_u half = zb_chart_value(r->in, APART) / 2;
  if (!zb_spread(r->in->text->arena, r->slip, r->n, lo - half, hi + half))
    return false;
  for (size_t i = 0; i < r->n; i++)
    r->item[i].at = r->slip[i].at;
  return true;
}

zb_u zb_row_depth(const zb_chart_in *in)
{
  return zb_chart_value(in, DEPTH + NEAR);
}

static void leader(const zb_row *r, zb_dl_page *page, zb_point a, zb_point b)
{
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, a, b, zb_paint_solid(r->in->style.muted),
             (zb_stroke){.width = zb_u_max(ZB_PT(0.35), r->in->style.stroke_min)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_row_draw_below(const zb_row *r, zb_dl_page *page, zb_u y)
{
  zb_u depth = zb_chart_value(r->in, DEPTH);
  for (size_t i = 0; i < r->n; i++) {
    const zb_row_item *it = &r->item[i];
    leader(r, page, (zb_point){.x = it->want, .y = y}, (zb_point){.x = it->at, .y = y + depth});
    zb_u base = y + zb_row_depth(r->in) + zb_u_muldiv(r->in->style.value.size, 2 * ZB_CHART_BASELINE, 1000);
    zb_cmark_label(it->mark, page, it->at, base, 0, 2);
  }
}

void zb_row_draw_beside(const zb_row *r, zb_dl_page *page, zb_u x)
{
  zb_u depth = zb_chart_value(r->in, DEPTH);
  for (size_t i = 0; i < r->n; i++) {
    const zb_row_item *it = &r->item[i];
    leader(r, page, (zb_point){.x = x, .y = it->want}, (zb_point){.x = x + depth, .y = it->at});
    zb_cmark_label_level(it->mark, page, x + zb_row_depth(r->in), it->at, -1);
  }
}
