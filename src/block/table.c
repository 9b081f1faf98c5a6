/* Tables: three rules (三线表), title above, head repeated on continuation, rows as boxes, source and note below. */
#include "block/table.h"

/* A break inside a table of eight rows is worth a hole of a sixth of the page to avoid; longer ones are made to be
 * broken. */
enum { SHORT_TABLE = 8, SHORT_PENALTY = 600, LONG_PENALTY = 100 };

/* A row of the grid as a box; the head also carries the title when it is repeated. */
typedef struct trow {
  const zb_grid *grid;
  size_t row;       /* 0 = head */
  bool last, ruled; /* closing rule; hairline above */
  zb_u pad;         /* above and below the lines */
  zb_u thick, thin;
  zb_rgba rule, hair;
  zb_rgba tint;   /* behind sums; alpha 0: none */
  zb_label title; /* continuation only */
} trow;

/* --- drawing ----------------------------------------------------------------------------------------------------- */

static void rule(zb_dl_page *page, zb_rect r, zb_u y, zb_u thick, zb_rgba color)
{
  zb_part_fill(page, (zb_rect){.x = r.x, .y = y, .w = r.w, .h = thick}, color);
}

/* Where a number goes: its point on the column's, the widest part before it in the middle or at the right. */
static zb_u number_x(const zb_tcolumn *col, const zb_tcell *cell, zb_u x, bool *right)
{
  zb_u block = col->point ? col->before + col->after : 0;
  *right = !col->point;
  if (col->point)
    return x + (col->at_right ? col->w - block : (col->w - block) / 2) + col->before - cell->point;
  /* quantities with different units: one right edge, under the middle of the head when there is room */
  return x + (col->at_right ? col->w : (col->w + zb_u_min(col->max, col->w)) / 2);
}

static void draw_cell(const zb_grid *g, size_t row, size_t k, zb_dl_page *page, zb_u x, zb_u baseline)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_tcolumn *col = &g->col[k];
  const zb_tstyle *style = &cell->label.style;
  bool right = false;
  zb_u at = x;
  int halign = -1;
  if (row > 0 && col->align == ZB_TALIGN_NUMBER) {
    at = number_x(col, cell, x, &right);
    halign = right ? 1 : -1;
  } else if (style->align == ZB_ALIGN_RIGHT) {
    at = x + col->w;
    halign = 1;
  } else if (style->align == ZB_ALIGN_CENTER) {
    at = x + col->w / 2;
    halign = 0;
  }
  zb_label_draw(&cell->label, page, at, baseline, halign, 2);
}

static void draw_cells(const trow *t, zb_dl_page *page, zb_rect r)
{
  const zb_grid *g = t->grid;
  zb_dl_role role = t->row == 0 ? ZB_DL_TH : ZB_DL_TD;
  zb_u x = r.x;
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_tcell *cell = zb_grid_cell(g, t->row, k);
    zb_u h = zb_part_label_height(&cell->label);
    zb_dl_begin_role(page, role, cell->src);
    if (cell->label.nlines > 0)
      draw_cell(g, t->row, k, page, x + g->pad, r.y + (r.h - h) / 2 + zb_part_baseline(&cell->label.style));
    zb_dl_end(page, role);
    x += g->col[k].w + 2 * g->pad;
  }
}

static void draw_trow(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const trow *t = box->data;
  if (t->title.nlines > 0) {
    zb_u h = zb_part_label_height(&t->title);
    zb_part_label_draw(&t->title, page, r.x, r.y, -1);
    r.y += h;
    r.h -= h;
  }
  if (t->row == 0) {
    rule(page, r, r.y, t->thick, t->rule);
    rule(page, r, r.y + r.h - t->thin, t->thin, t->rule);
  } else if (t->ruled || t->tint.a) {
    zb_part_fill(page, r, t->tint);
    rule(page, r, r.y, t->thin / 2, t->hair);
  }
  zb_dl_begin_role(page, ZB_DL_TR, box->src);
  draw_cells(t, page, r);
  zb_dl_end(page, ZB_DL_TR);
  if (t->last)
    rule(page, r, r.y + r.h - t->thick, t->thick, t->rule);
}

/* --- rows -------------------------------------------------------------------------------------------------------- */

static zb_u lines_height(const zb_grid *g, size_t row)
{
  zb_u h = row == 0 ? g->head.leading : g->body.leading;
  for (size_t k = 0; k < g->ncols; k++)
    h = zb_u_max(h, zb_part_label_height(&zb_grid_cell(g, row, k)->label));
  return h;
}

static bool has_long_rows(const zb_grid *g)
{
  for (size_t i = 1; i <= g->nrows; i++)
    if (lines_height(g, i) > g->body.leading)
      return true;
  return false;
}

static zb_u baseline_of(const zb_grid *g, size_t row, zb_u height)
{
  const zb_tstyle *s = row == 0 ? &g->head : &g->body;
  return (height - lines_height(g, row)) / 2 + zb_part_baseline(s);
}

static trow *trow_new(zb_block_ctx *c, const zb_grid *g, size_t row, bool ruled)
{
  const zb_tstyle *s = row == 0 ? &g->head : &g->body;
  trow *t = zb_new(c->arena, trow);
  *t = (trow){
      .grid = g,
      .row = row,
      .last = row == g->nrows,
      .ruled = ruled && row > 1,
      .thick = zb_u_max(g->body.size / 9, ZB_UNIT * 3 / 4),
      .rule = zb_part_color(c, ZB_HUE_DEEP),
      .hair = zb_part_color(c, ZB_HUE_RULE),
  };
  t->thin = t->thick / 2;
  if (g->sum[row])
    t->tint = zb_part_color(c, ZB_HUE_TINT);
  /* a row of one line is 1.75 em high; of several lines, they get the same air above and below */
  t->pad = zb_u_max(zb_u_muldiv(s->size, 175, 100) - s->leading, s->size / 4) / 2;
  t->pad += ruled && row > 0 ? s->size / 8 : 0;
  return t;
}

static zb_vbox row_box(zb_block_ctx *c, const zb_grid *g, size_t row, bool ruled)
{
  trow *t = trow_new(c, g, row, ruled);
  zb_u height = lines_height(g, row) + 2 * t->pad;
  return (zb_vbox){
      .kind = ZB_V_ROW,
      .height = height,
      .baseline = baseline_of(g, row, height),
      .stretch = g->body.size / 5,
      .mark = c->mark,
      .nmarks = c->nmarks,
      .draw = draw_trow,
      .data = t,
      .src = zb_grid_cell(g, row, 0)->src,
  };
}

/* The head of a continued table: the title again with （续）, the column heads; an artifact, so that it is read once.
 */
static const zb_vbox *continued_head(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_vbox head)
{
  const zb_prose *prose = zb_obj_prose(b->props, ZB_K_TITLE);
  zb_tstyle style = zb_block_style(c, "table-title");
  trow *t = zb_arena_memdup(c->arena, head.data, sizeof *t);
  const char *title = prose ? zb_prose_plain(c->arena, c->report, prose) : zb_part_word(c, "续表", "");
  const char *more = prose ? zb_part_word(c, "（续）", " (continued)") : "";
  t->title = zb_label_text(c->text, zb_arena_printf(c->arena, "%s%s", title, more), b->src, &style, g->width);
  zb_vbox *box = zb_new(c->arena, zb_vbox);
  *box = head;
  box->data = t;
  box->height += zb_part_label_height(&t->title);
  box->baseline = zb_part_baseline(&style);
  box->mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_ARTIFACT, .src = b->src}, &box->nmarks);
  return box;
}

static void push_rows(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_vlist *out)
{
  bool ruled = has_long_rows(g);
  int inside = g->nrows <= SHORT_TABLE ? SHORT_PENALTY : LONG_PENALTY;
  zb_vbox head = row_box(c, g, 0, ruled);
  head.penalty = ZB_BREAK_FORBID;
  head.stretch = 0;
  const zb_vbox *again = continued_head(c, b, g, head);
  zb_push(c->arena, out, head);
  for (size_t i = 1; i <= g->nrows; i++) {
    zb_vbox box = row_box(c, g, i, ruled);
    box.head = i < g->nrows ? again : NULL;
    box.penalty = i == g->nrows                 ? 0
                  : i == 1 || i + 1 == g->nrows ? ZB_BREAK_FORBID
                                                : inside; /* two rows on each side */
    zb_push(c->arena, out, box);
  }
}

/* --- the block --------------------------------------------------------------------------------------------------- */

static void push_title(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  const zb_prose *title = zb_obj_prose(b->props, ZB_K_TITLE);
  if (!title || title->nparas == 0)
    return;
  zb_tstyle style = zb_block_style(c, "table-title");
  style.balance = true;
  zb_look look = {.together = true, .keep = true, .space = style.size / 3};
  zb_part_para(c, &title->para[0], &style, ZB_DL_CAPTION, measure, &look, out);
}

static void push_foot(zb_block_ctx *c, const zb_prose *prose, const char *word, zb_u measure, zb_vlist *out)
{
  if (!prose || prose->nparas == 0)
    return;
  zb_tstyle style = zb_block_style(c, "source");
  style.indent = 0;
  size_t n, nmarks;
  zb_span *span = zb_part_spans_after(c, word, &prose->para[0], &style, &n);
  zb_vbox *last = &out->v[out->n - 1];
  last->penalty = ZB_BREAK_FORBID;
  last->space = last->kind == ZB_V_ROW ? style.size / 2 : 0;
  const zb_mark *mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_P, .src = prose->src}, &nmarks);
  zb_look look = {.together = true};
  zb_part_lines(c, zb_para_new(c->text, span, n, &style), &style, mark, nmarks, measure, &look, prose->src, out);
}

void zb_table_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  zb_grid *g = zb_grid_read(c, b);
  if (!g)
    return; /* an unknown table or column was reported */
  zb_grid_fit(c, b, g, measure);
  zb_block_ctx in = zb_part_inside(c, (zb_mark){.role = ZB_DL_TABLE, .id = b->id, .src = b->src});
  push_title(&in, b, measure, out);
  push_rows(&in, b, g, out);
  push_foot(c, zb_obj_prose(b->props, ZB_K_SOURCE), zb_part_word(c, "来源：", "Source: "), measure, out);
  push_foot(c, zb_obj_prose(b->props, ZB_K_NOTE), zb_part_word(c, "注：", "Note: "), measure, out);
}
