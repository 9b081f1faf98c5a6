/* Tabs: the title of a panel reversed on a ground that joins the panel's upper edge. */
#include "block/part.h"

typedef struct tab {
  const zb_tab *look;
  const zb_lines *lines;
  zb_u text, leading, baseline; /* width of the longest line */
} tab;

static void draw_tab(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const tab *t = box->data;
  const zb_tab *k = t->look;
  zb_u most = r.w + k->left + k->right, own = t->text + 2 * k->pad_x;
  zb_rect ground = {.x = r.x - k->left, .y = r.y, .w = k->full ? most : zb_u_min(own, most), .h = r.h};
  const zb_u full[4] = {k->corner, k->corner, 0, 0}, fit[4] = {k->corner, 0, k->radius, 0};
  zb_paint fill = k->fill;
  fill.p0 = (zb_point){ground.x, ground.y};
  fill.p1 = (zb_point){ground.x, ground.y + ground.h};
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill(page, zb_path_corners(page->dl->arena, ground, k->full ? full : fit), fill);
  zb_dl_end(page, ZB_DL_ARTIFACT);
  for (size_t i = 0; i < zb_lines_count(t->lines); i++)
    zb_lines_draw(t->lines, i, page, ground.x + k->pad_x, r.y + k->pad_y + (zb_u)i * t->leading + t->baseline);
}

void zb_block_tab(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *suffix, const zb_tab *look,
                  zb_mark mark, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, look->style);
  style.balance = true;
  style.indent = 0;
  size_t n;
  zb_span *span = zb_part_title_spans(c, title, prefix, suffix, &style, &n);
  zb_u room = measure + look->left + look->right - 2 * look->pad_x;
  tab *t = zb_new(c->arena, tab);
  *t = (tab){.look = look, .leading = style.leading, .baseline = zb_part_baseline(&style)};
  t->lines = zb_para_break(zb_para_new(c->text, span, n, &style), room);
  size_t lines = zb_lines_count(t->lines);
  for (size_t i = 0; i < lines; i++) {
    zb_line_info info = zb_lines_info(t->lines, i);
    t->text = zb_u_max(t->text, info.x + info.width);
  }
  if (mark.role != ZB_DL_ARTIFACT)
    mark.title = zb_part_outline(c, title, prefix);
  zb_vbox box = {.kind = ZB_V_CARD,
                 .height = (zb_u)lines * style.leading + 2 * look->pad_y,
                 .space = look->after,
                 .penalty = ZB_BREAK_FORBID,
                 .draw = draw_tab,
                 .data = t,
                 .src = mark.src};
  box.mark = zb_block_marks(c, mark, &box.nmarks);
  if (lines > 0)
    zb_push(c->arena, out, box);
}
