/* Tables: what is said above a part that continues the table on another page, in another column or strip: the title, the
   unit, the name of the group that goes on, names of cells that were cut. */
#include "block/table.h"

zb_label zb_grid_more_title(zb_block_ctx *c, const zb_block *b, zb_u width)
{
  const zb_prose *prose = zb_obj_prose(b->props, ZB_K_TITLE);
  zb_tstyle style = zb_block_style(c, "table-title");
  const char *title = prose ? zb_prose_plain(c->arena, c->report, prose) : zb_part_word(c, "续表", "");
  const char *more = prose ? zb_part_word(c, "（续）", " (continued)") : "";
  return zb_label_text(c->text, zb_arena_printf(c->arena, "%s%s", title, more), b->src, &style, width);
}

/* --- title and unit -------------------------------------------------------------------------------------------- */

/* Does the unit stand below the title, for want of room beside it? */
static bool unit_below(const zb_grid *g, const zb_label *title, zb_u width)
{
  return g->unit.nlines > 0 && title->nlines > 0 && title->width + g->unit.width + 2 * g->body.size > width;
}

zb_u zb_grid_title_height(const zb_grid *g, const zb_label *title, zb_u width)
{
  zb_u name = zb_part_label_height(title), unit = zb_part_label_height(&g->unit);
  zb_u h = unit_below(g, title, width) ? name + unit : zb_u_max(name, unit);
  return h > 0 ? h + title->style.size / 3 : 0;
}

static void draw(const zb_label *l, zb_dl_role role, zb_dl_page *page, zb_u x, zb_u y, int halign)
{
  if (l->nlines == 0)
    return;
  if (role == ZB_DL_ARTIFACT)
    zb_part_label_draw(l, page, x, y, halign);
  else
    zb_part_label_as(l, page, role, x, y, halign);
}

void zb_grid_title_draw(const zb_grid *g, const zb_label *title, zb_u width, zb_dl_role role, zb_dl_page *page,
                        zb_rect r)
{
  zb_u foot = r.y + zb_grid_title_height(g, title, width) - title->style.size / 3;
  draw(title, role, page, r.x, r.y, -1);
  draw(&g->unit, role, page, r.x + width, foot - zb_part_label_height(&g->unit), 1);
}

/* --- groups ---------------------------------------------------------------------------------------------------- */

zb_u zb_grid_line(const zb_grid *g)
{
  return g->body.leading + 2 * g->row[g->nrows - 1].pad;
}

bool zb_grid_group_goes_on(const zb_grid *g, size_t row)
{
  const zb_trow *r = &g->row[row];
  return row > g->nhead && r->group >= 0 && r->kind != ZB_TROW_GROUP && r[-1].group == r->group;
}

const zb_label *zb_grid_more_group(zb_block_ctx *c, const zb_grid *g, int group)
{
  const zb_vgroup *v = &g->view->group[group];
  zb_tstyle style = g->body;
  style.align = ZB_ALIGN_LEFT;
  const char *text = zb_arena_printf(c->arena, "%s%s", v->text, zb_part_word(c, "（续）", " (continued)"));
  zb_span span = zb_span_plain(text, strlen(text), v->src);
  span.has_role = true;
  span.role = ZB_ROLE_HEI;
  span.flags = ZB_SPAN_STRONG;
  zb_label *l = zb_new(c->arena, zb_label);
  *l = zb_label_spans(c->text, &span, 1, &style, g->width - 2 * g->pad);
  return l;
}

/* --- a part by itself ------------------------------------------------------------------------------------------ */

void zb_grid_draw_head(const zb_grid *g, zb_dl_page *page, zb_rect r)
{
  zb_u y = r.y;
  for (size_t i = 0; i < g->nhead; i++) { /* grounds and rules below all of them: cells reach down */
    zb_grid_rules(g, i, page, (zb_rect){.x = r.x, .y = y, .w = r.w, .h = g->row[i].height}, i == 0, false);
    y += g->row[i].height;
  }
  y = r.y;
  for (size_t i = 0; i < g->nhead; i++) {
    zb_grid_draw_row(g, i, page, (zb_rect){.x = r.x, .y = y, .w = r.w, .h = g->row[i].height});
    y += g->row[i].height;
  }
}

void zb_grid_draw_cut_spans(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r)
{
  zb_u x = r.x;
  for (size_t k = 0; g->spans && k < g->ncols; x += g->col[k].w + 2 * g->pad, k++) {
    size_t owner = zb_grid_cell(g, row, k)->owner;
    const zb_tcell *cell = &g->cell[owner];
    if (owner / g->ncols >= row || owner % g->ncols != k || cell->kind != ZB_TCELL_TEXT)
      continue;
    zb_text quiet = g->quiet;
    zb_tset s = zb_grid_text(g, owner / g->ncols, k, &quiet);
    for (size_t i = 0; i < s.label.nlines; i++)
      zb_lines_draw(s.label.lines, i, page, x + g->pad + cell->indent,
                    r.y + g->row[row].pad + (zb_u)i * g->body.leading + zb_part_baseline(&g->body));
    zb_grid_forget(g);
  }
}

zb_u zb_grid_part_height(const zb_grid *g, size_t from, size_t to)
{
  bool named = from < g->nrows && zb_grid_group_goes_on(g, from);
  return zb_grid_rows_height(g, 0, g->nhead) + (named ? zb_grid_line(g) : 0) + zb_grid_rows_height(g, from, to);
}

/* What stands above the rows of a part; heads are read once, so later ones are artifacts. */
static void draw_above(const zb_grid *g, size_t from, const zb_label *group, zb_dl_page *page, zb_rect r)
{
  bool again = from > g->nhead;
  if (again)
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_grid_draw_head(g, page, r);
  r.y += zb_grid_rows_height(g, 0, g->nhead);
  if (group) {
    zb_part_label_draw(group, page, r.x + g->pad, r.y + (zb_grid_line(g) - g->body.leading) / 2, -1);
    r.y += zb_grid_line(g);
  }
  if (from < g->nrows)
    zb_grid_draw_cut_spans(g, from, page, r);
  if (again)
    zb_dl_end(page, ZB_DL_ARTIFACT);
}

void zb_grid_draw_part(const zb_grid *g, size_t from, size_t to, const zb_label *group, zb_dl_page *page, zb_rect r)
{
  draw_above(g, from, group, page, r);
  r.y += zb_grid_rows_height(g, 0, g->nhead) + (group ? zb_grid_line(g) : 0);
  for (size_t row = from; row < to; row++) {
    r.h = g->row[row].height;
    zb_grid_rules(g, row, page, r, row == from, row + 1 == to);
    zb_grid_draw_row(g, row, page, r);
    r.y += r.h;
  }
}
