/* Tables that are too wide, turned by 90 degrees (卧排): the height of a page is their measure. */
#include "block/table.h"
#include "dl/turn.h"

/* Rows [from, to) on one turned page. */
typedef struct sheet {
  const zb_grid *g;
  size_t from, to;
  zb_label title;
  const zb_label *group; /* a group that goes on: its name（续）, or NULL */
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
  zb_grid_title_draw(g, &s->title, g->width, again ? ZB_DL_ARTIFACT : ZB_DL_CAPTION, page, at);
  if (again)
    zb_dl_end(page, ZB_DL_ARTIFACT);
  at.y += zb_grid_title_height(g, &s->title, g->width);
  zb_grid_draw_part(g, s->from, s->to, s->group, page, at);
  zb_dl_turn(page, first, (zb_point){r.x, r.y}, g->width);
}

bool zb_grid_turns_well(const zb_grid *g, const zb_layout *l, zb_u measure)
{
  enum { PARTS = 3 };
  bool page = l->nframes == 1 && l->frame[0].role == ZB_FRAME_FLOW && g->page > measure * 5 / 4;
  size_t parts = page ? zb_grid_parts(g, measure) : 1;
  return page && (parts == 0 || parts >= PARTS);
}

/* The sheet that begins with row `from`, and is no higher than the measure. */
static sheet *sheet_of(zb_block_ctx *c, const zb_grid *g, size_t from, const zb_label *title, zb_u measure)
{
  sheet *s = zb_new(c->arena, sheet);
  zb_u above = zb_grid_title_height(g, title, g->width) + zb_grid_part_height(g, from, from);
  *s = (sheet){.g = g, .from = from, .to = zb_grid_fill(g, from, measure - above), .title = *title};
  if (from < g->nrows && zb_grid_group_goes_on(g, from))
    s->group = zb_grid_more_group(c, g, g->row[from].group);
  return s;
}

void zb_grid_turn(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_u measure, bool more, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "table-title");
  zb_label again = zb_grid_more_title(c, b, g->width), title = again;
  if (!more)
    title = zb_part_label(c, zb_obj_prose(b->props, ZB_K_TITLE), NULL, &style, g->width);
  size_t from = g->nhead;
  do {
    sheet *s = sheet_of(c, g, from, from == g->nhead ? &title : &again, measure);
    zb_vbox box = {.kind = ZB_V_PICTURE,
                   .height = g->width,
                   .mark = c->mark,
                   .nmarks = c->nmarks,
                   .draw = draw_sheet,
                   .data = s,
                   .src = g->src};
    box.space = s->to < g->nrows ? g->body.size : 0;
    zb_push(c->arena, out, box);
    from = s->to;
  } while (from < g->nrows);
}
