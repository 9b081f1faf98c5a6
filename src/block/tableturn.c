/* Tables that are too wide, turned by 90 degrees (卧排): the height of a page is their measure. */
#include "block/table.h"
#include "dl/turn.h"

/* Rows [from, to) on one turned page. */
typedef struct sheet {
  const zb_grid *g;
  size_t from, to;
  zb_label title;
} sheet;

static void draw_sheet(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const sheet *s = box->data;
  const zb_grid *g = s->g;
  size_t first = page->n;
  zb_rect at = {.w = g->width};
  bool again = s->from > g->nhead;
  if (again)
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_part_label_as(&s->title, page, again ? ZB_DL_DIV : ZB_DL_CAPTION, 0, 0, -1);
  at.y += zb_u_max(zb_part_label_height(&s->title), zb_part_label_height(&g->unit));
  zb_part_label_as(&g->unit, page, again ? ZB_DL_DIV : ZB_DL_CAPTION, g->width, at.y - zb_part_label_height(&g->unit),
                   1);
  zb_grid_draw_head(g, page, at);
  if (again)
    zb_dl_end(page, ZB_DL_ARTIFACT);
  at.y += zb_grid_rows_height(g, 0, g->nhead);
  for (size_t row = s->from; row < s->to; row++) {
    at.h = g->row[row].height;
    zb_grid_rules(g, row, page, at, row == s->from, row + 1 == s->to);
    zb_grid_draw_row(g, row, page, at);
    at.y += at.h;
  }
  zb_dl_turn(page, first, (zb_point){r.x, r.y}, g->width);
}

bool zb_grid_turns_well(const zb_grid *g, const zb_layout *l, zb_u measure)
{
  enum { PARTS = 3 };
  bool page = l->nframes == 1 && l->frame[0].role == ZB_FRAME_FLOW && g->page > measure * 5 / 4;
  size_t parts = page ? zb_grid_parts(g, measure) : 1;
  return page && (parts == 0 || parts >= PARTS);
}

void zb_grid_turn(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "table-title");
  zb_label more = zb_grid_more_title(c, b, g->width);
  zb_label title = zb_part_label(c, zb_obj_prose(b->props, ZB_K_TITLE), NULL, &style, g->width);
  zb_u head =
      zb_grid_rows_height(g, 0, g->nhead) + zb_u_max(zb_part_label_height(&more), zb_part_label_height(&g->unit));
  for (size_t from = g->nhead; from < g->nrows;) {
    size_t to = from;
    zb_u h = head;
    while (to < g->nrows && (to == from || h + g->row[to].height <= measure))
      h += g->row[to++].height;
    sheet *s = zb_new(c->arena, sheet);
    *s = (sheet){.g = g, .from = from, .to = to, .title = from == g->nhead ? title : more};
    zb_vbox box = {.kind = ZB_V_PICTURE,
                   .height = g->width,
                   .mark = c->mark,
                   .nmarks = c->nmarks,
                   .draw = draw_sheet,
                   .data = s,
                   .src = g->src};
    box.space = to < g->nrows ? g->body.size : 0;
    zb_push(c->arena, out, box);
    from = to;
  }
}
