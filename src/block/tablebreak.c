/* Tables: rows as boxes with the penalties of breaks between them; what is repeated above and put below a break. */
#include "block/table.h"

/* A table of up to a quarter of a page would rather leave a hole as high as itself than be broken; up to half a page, one
   of a quarter of the page; longer ones are made to be broken. Splitting a group, the parts of a row (其中), or a cell over
   several rows costs more than splitting the table. Holes are costed by layout/column.c. */
enum { WHOLE_PENALTY = 5000, SHORT_PENALTY = 1250, LONG_PENALTY = 100, GROUP_PENALTY = 400, SPAN_PENALTY = 800 };

/* What one box draws. */
typedef struct part {
  const zb_grid *g;
  size_t row;            /* of a row box; of a head: the row that follows */
  zb_u y0, y1;           /* of a slice; y1 = 0: the whole row */
  zb_label title;        /* continuation only */
  const zb_label *group; /* continuation inside a group: its name（续） */
  zb_tcarry *carry;      /* or NULL */
  const char *word;      /* 承前页 过次页 */
  zb_u head;             /* height of the head rows */
} part;

/* --- heads ----------------------------------------------------------------------------------------------------- */

static void draw_head(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const part *p = box->data;
  const zb_grid *g = p->g;
  zb_grid_title_draw(g, &p->title, g->width, ZB_DL_ARTIFACT, page, r);
  r.y += zb_grid_title_height(g, &p->title, g->width);
  zb_grid_draw_head(g, page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = p->head});
  r.y += p->head;
  zb_u row = zb_grid_line(g);
  if (p->group) {
    zb_part_label_draw(p->group, page, r.x + g->pad, r.y + (row - g->body.leading) / 2, -1);
    r.y += row;
  }
  if (p->carry) {
    zb_tcarry_draw(p->carry, p->row, p->word, page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = row});
    r.y += row;
  }
  zb_grid_draw_cut_spans(g, p->row, page, r);
}

static void draw_foot(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const part *p = box->data;
  if (p->carry)
    zb_tcarry_draw(p->carry, p->row, p->word, page, r);
  if (p->g->lines != ZB_E_TABLE_STYLE_NO_LINE)
    zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y + r.h - p->g->thin, .w = p->g->width, .h = p->g->thin}, p->g->rule);
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static void draw_row(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const part *p = box->data;
  const zb_grid *g = p->g;
  bool first = p->row == g->nhead && p->y0 == 0, last = p->row + 1 == g->nrows;
  if (p->y1 == 0) {
    zb_grid_rules(g, p->row, page, r, first, last);
    zb_grid_draw_row(g, p->row, page, r);
    return;
  }
  zb_grid_rules(g, p->row, page, r, first || p->y0 > 0, last && p->y1 == g->row[p->row].height);
  zb_grid_draw_slice(g, p->row, page, r, p->y0, p->y1);
}

static zb_vbox box_of(zb_block_ctx *c, const zb_grid *g, size_t row, zb_u height,
                      void (*draw)(const zb_vbox *, zb_dl_page *, zb_rect), const part *p)
{
  return (zb_vbox){.kind = ZB_V_ROW,
                   .height = height,
                   .mark = c->mark,
                   .nmarks = c->nmarks,
                   .draw = draw,
                   .data = zb_arena_memdup(c->arena, p, sizeof *p),
                   .src = zb_grid_cell(g, row, 0)->src};
}

static zb_u baseline_of(const zb_grid *g, size_t row)
{
  const zb_tstyle *s = row < g->nhead ? &g->head : &g->body;
  zb_u lines = g->row[row].height - 2 * g->row[row].pad;
  return (g->row[row].height - lines) / 2 + zb_part_baseline(s);
}

/* Heights below the top of a high row where it may be broken: between lines, not through a box. */
static size_t cuts_of(zb_block_ctx *c, const zb_grid *g, size_t row, zb_u **cut)
{
  const zb_trow *r = &g->row[row];
  zb_u leading = g->body.leading;
  size_t n = 0, room = (size_t)(r->height / zb_u_max(leading, 1)) + 2;
  *cut = zb_newn(c->arena, zb_u, room);
  for (zb_u y = r->pad + leading; y < r->height - r->pad && n + 1 < room; y += leading) {
    bool free = true;
    for (size_t k = 0; k < g->ncols && free; k++) {
      const zb_tcell *cell = zb_grid_cell(g, row, k);
      zb_u at = r->pad;
      for (size_t i = 0; cell->kind == ZB_TCELL_FLOW && i < cell->more->flow.n && free; i++) {
        free = y <= at || y >= at + cell->more->flow.v[i].height;
        at += cell->more->flow.v[i].height + cell->more->flow.v[i].space;
      }
    }
    if (free)
      (*cut)[n++] = y;
  }
  (*cut)[n++] = r->height;
  return n;
}

static void name_row(zb_block_ctx *c, const zb_grid *g, size_t row)
{
  g->row[row].node = zb_dl_node(c->dl);
  for (size_t k = 0; k < g->ncols; k++) {
    zb_tcell *cell = zb_grid_cell(g, row, k);
    if (!cell->covered && cell->node == 0)
      cell->node = zb_dl_node(c->dl);
  }
}

/* --- repeated heads -------------------------------------------------------------------------------------------- */

/* What the boxes of a table share. */
typedef struct rows {
  zb_block_ctx *c;
  const zb_block *b;
  const zb_grid *g;
  zb_label title;
  int penalty; /* of a break anywhere in it */
  bool column; /* it stands in one of several columns, where a break need not end the page */
  zb_tcarry *carry;
  const zb_label **group; /* names（续）, by group */
  const zb_vbox *plain;   /* head for rows outside groups, when nothing is carried */
  const zb_vbox **of_group;
  const zb_vbox *foot;
} rows;

static const zb_mark *artifact(const rows *w, size_t *n)
{
  return zb_block_marks(w->c, (zb_mark){.role = ZB_DL_ARTIFACT, .src = w->b->src}, n);
}

/* The head for a part that begins with `row`: column heads, the name of the group it goes on with, the sum so far. It is
   an artifact, so that it is read once. */
static const zb_vbox *make_head(rows *w, size_t row, const zb_label *group)
{
  const zb_grid *g = w->g;
  zb_u line = zb_grid_line(g);
  part p = {.g = g,
            .row = row,
            .title = w->title,
            .group = group,
            .carry = w->carry,
            .head = zb_grid_rows_height(g, 0, g->nhead)};
  p.word = w->column ? zb_part_word(w->c, "接上", "Brought on") : zb_part_word(w->c, "承前页", "Brought forward");
  zb_u h = p.head + zb_grid_title_height(g, &p.title, g->width);
  h += (group ? line : 0) + (w->carry ? line : 0);
  zb_vbox *box = zb_new(w->c->arena, zb_vbox);
  *box = box_of(w->c, g, 0, h, draw_head, &p);
  box->baseline = p.title.nlines > 0 ? zb_part_baseline(&p.title.style) : zb_part_baseline(&g->head);
  box->penalty = ZB_BREAK_FORBID;
  box->mark = artifact(w, &box->nmarks);
  return box;
}

/* Rows of one group share a head; with sums or cut cells each row needs its own. */
static const zb_vbox *head_for(rows *w, size_t row)
{
  int group = w->g->row[row].group;
  bool inside = zb_grid_group_goes_on(w->g, row);
  if (inside && !w->group[group])
    w->group[group] = zb_grid_more_group(w->c, w->g, group);
  const zb_label *name = inside ? w->group[group] : NULL;
  if (w->carry || w->g->spans)
    return make_head(w, row, name);
  const zb_vbox **known = inside ? &w->of_group[group] : &w->plain;
  if (!*known)
    *known = make_head(w, row, name);
  return *known;
}

static const zb_vbox *foot_for(rows *w, size_t row)
{
  const zb_grid *g = w->g;
  if (!w->carry && w->foot)
    return w->foot;
  const char *page = zb_part_word(w->c, "过次页", "Carried forward"), *on = zb_part_word(w->c, "转下", "Carried on");
  part p = {.g = g, .row = row, .carry = w->carry, .word = w->column ? on : page};
  zb_vbox *box = zb_new(w->c->arena, zb_vbox);
  *box = box_of(w->c, g, 0, w->carry ? zb_grid_line(g) : g->thin, draw_foot, &p);
  box->mark = artifact(w, &box->nmarks);
  w->foot = box;
  return box;
}

/* --- breaks ---------------------------------------------------------------------------------------------------- */

static bool is_sum(const zb_grid *g, size_t row)
{
  return row < g->nrows && g->row[row].kind == ZB_TROW_SUM;
}

typedef enum bridge { NO_BRIDGE, HIGH_BRIDGE, LOW_BRIDGE } bridge;

/* Do cells reach from row `row` into the next: only such as are too high for one page, or others, too? */
static bridge bridge_after(const zb_grid *g, size_t row)
{
  bridge found = NO_BRIDGE;
  for (size_t k = 0; g->spans && k < g->ncols && found != LOW_BRIDGE; k++) {
    size_t owner = zb_grid_cell(g, row + 1, k)->owner, top = owner / g->ncols;
    if (top > row)
      continue;
    found = zb_grid_tall(g, zb_grid_rows_height(g, top, top + (size_t)g->cell[owner].down)) ? HIGH_BRIDGE : LOW_BRIDGE;
  }
  return found;
}

static bool is_part(const zb_grid *g, size_t row)
{
  return row < g->nrows && g->view->row[g->row[row].view].of_which;
}

/* Of a break anywhere in the table: the higher it is, the less. */
static int table_penalty(const zb_grid *g)
{
  zb_u h = zb_grid_rows_height(g, 0, g->nrows);
  return h <= g->page / 4 ? WHOLE_PENALTY : h <= g->page / 2 ? SHORT_PENALTY : LONG_PENALTY;
}

/* Must row `next` stand below the row before it: two body rows stay after a head and before a sum, a group's name stays
   with its rows, a row with the first of its parts? */
static bool clings(const zb_grid *g, size_t next)
{
  const zb_trow *r = &g->row[next - 1];
  bool after_name = next >= 2 && g->row[next - 2].kind == ZB_TROW_GROUP;
  return is_sum(g, next) || (is_sum(g, next + 1) && r->kind == ZB_TROW_BODY) || r->kind == ZB_TROW_GROUP ||
         after_name || next == g->nhead + 1 || next + 1 == g->nrows || (is_part(g, next) && !is_part(g, next - 1));
}

bool zb_grid_may_break(const zb_grid *g, size_t row)
{
  return row + 1 == g->nrows || (!clings(g, row + 1) && bridge_after(g, row) != LOW_BRIDGE);
}

size_t zb_grid_fill(const zb_grid *g, size_t from, zb_u limit)
{
  size_t to = from;
  zb_u h = 0;
  while (to < g->nrows && (to == from || h + g->row[to].height <= limit))
    h += g->row[to++].height;
  size_t best = to;
  while (best > from && !zb_grid_may_break(g, best - 1))
    best--;
  return best > from ? best : to;
}

/* Of a break after `row`. */
static int penalty_after(const rows *w, size_t row)
{
  const zb_grid *g = w->g;
  size_t next = row + 1;
  const zb_trow *r = &g->row[row];
  if (next == g->nrows)
    return 0;
  if (!zb_grid_may_break(g, row))
    return ZB_BREAK_FORBID;
  int least = w->penalty;
  if (bridge_after(g, row) == HIGH_BRIDGE)
    return least > SPAN_PENALTY ? least : SPAN_PENALTY;
  if (is_part(g, next) || (r->group >= 0 && g->row[next].group == r->group))
    return least > GROUP_PENALTY ? least : GROUP_PENALTY;
  return least;
}

static void push_slices(rows *w, size_t row, int penalty, zb_vlist *out)
{
  zb_u *cut, from = 0;
  size_t n = cuts_of(w->c, w->g, row, &cut);
  name_row(w->c, w->g, row);
  for (size_t i = 0; i < n; i++) {
    part p = {.g = w->g, .row = row, .y0 = from, .y1 = cut[i]};
    zb_vbox box = box_of(w->c, w->g, row, cut[i] - from, draw_row, &p);
    bool near_edge = i == 0 || i + 2 == n;
    box.penalty = i + 1 == n ? penalty : near_edge ? ZB_BREAK_FORBID : LONG_PENALTY;
    if (i + 1 < n || row + 1 < w->g->nrows) {
      zb_vbox *head =
          zb_arena_memdup(w->c->arena, i + 1 < n ? make_head(w, row, NULL) : head_for(w, row + 1), sizeof *head);
      head->height += i + 1 < n ? w->g->row[row].pad : 0; /* air above the lines that go on */
      box.head = head;
      box.under = foot_for(w, row);
    }
    zb_push(w->c->arena, out, box);
    from = cut[i];
  }
}

static void push_row(rows *w, size_t row, zb_vlist *out)
{
  const zb_grid *g = w->g;
  int penalty = penalty_after(w, row);
  if (zb_grid_tall(g, g->row[row].height)) {
    push_slices(w, row, penalty, out);
    return;
  }
  part p = {.g = g, .row = row};
  zb_vbox box = box_of(w->c, g, row, g->row[row].height, draw_row, &p);
  box.baseline = baseline_of(g, row);
  box.stretch = g->spans ? 0 : g->body.size / 5;
  box.penalty = penalty;
  if (row + 1 < g->nrows) { /* also where a break is forbidden: it may be forced */
    box.head = head_for(w, row + 1);
    box.under = foot_for(w, row + 1);
  }
  zb_push(w->c->arena, out, box);
}

/* Is a measure narrower than the frames that hold several columns? */
static bool in_column(const zb_layout *l, zb_u measure)
{
  bool any = false;
  for (size_t i = 0; i < l->nframes; i++)
    any = any || (l->frame[i].columns > 1 && measure < l->frame[i].box.w / 2 + ZB_UNIT);
  return any;
}

static void draw_first_head(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  zb_grid_draw_head(((const part *)box->data)->g, page, r);
}

void zb_grid_boxes(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_vlist *out)
{
  rows w = {.c = c,
            .b = b,
            .g = g,
            .title = zb_grid_more_title(c, b, g->measure),
            .penalty = table_penalty(g),
            .column = in_column(c->layout, g->measure)};
  w.group = zb_newn(c->arena, const zb_label *, g->view->ngroups + 1);
  w.of_group = zb_newn(c->arena, const zb_vbox *, g->view->ngroups + 1);
  if (zb_obj_bool(b->props, ZB_K_CARRY, false))
    w.carry = zb_tcarry_new(c, g);
  part p = {.g = g, .head = zb_grid_rows_height(g, 0, g->nhead)};
  zb_vbox head = box_of(c, g, 0, p.head, draw_first_head, &p);
  head.baseline = baseline_of(g, 0);
  head.penalty = g->nrows > g->nhead ? ZB_BREAK_FORBID : 0;
  zb_push(c->arena, out, head);
  for (size_t r = g->nhead; r < g->nrows; r++) {
    push_row(&w, r, out);
    zb_arena_walked(c->arena, r);
  }
}
