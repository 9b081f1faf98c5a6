/* Tables: rows as boxes with the penalties of breaks between them; what is repeated above and put below a break. */
#include "block/table.h"

/* A break inside a table of eight rows is worth a hole of a sixth of the page to avoid; longer ones are made to be
   broken. Splitting a group, or a cell over several rows, costs more than splitting the table. */
enum { SHORT_TABLE = 8, SHORT_PENALTY = 600, LONG_PENALTY = 100, GROUP_PENALTY = 400, SPAN_PENALTY = 800 };

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

/* A cell over several rows that a break has cut says its name again beside the first row of the new page. */
static void draw_cut_spans(const part *p, zb_dl_page *page, zb_rect r)
{
  const zb_grid *g = p->g;
  zb_u x = r.x;
  for (size_t k = 0; g->spans && k < g->ncols; x += g->col[k].w + 2 * g->pad, k++) {
    size_t owner = zb_grid_cell(g, p->row, k)->owner;
    const zb_tcell *cell = &g->cell[owner];
    if (owner / g->ncols >= p->row || owner % g->ncols != k || cell->kind != ZB_TCELL_TEXT)
      continue;
    zb_text quiet = g->quiet;
    zb_tset s = zb_grid_text(g, owner / g->ncols, k, &quiet);
    for (size_t i = 0; i < s.label.nlines; i++)
      zb_lines_draw(s.label.lines, i, page, x + g->pad + cell->indent,
                    r.y + g->row[p->row].pad + (zb_u)i * g->body.leading + zb_part_baseline(&g->body));
    zb_grid_forget(g);
  }
}

zb_u zb_grid_more_height(const zb_grid *g, const zb_label *title)
{
  zb_u h = zb_u_max(zb_part_label_height(title), zb_part_label_height(&g->unit));
  return h > 0 ? h + title->style.size / 3 : 0;
}

void zb_grid_more_draw(const zb_grid *g, const zb_label *title, zb_u width, zb_dl_page *page, zb_rect r)
{
  zb_u h = zb_grid_more_height(g, title);
  if (title->nlines > 0)
    zb_part_label_draw(title, page, r.x, r.y, -1);
  if (g->unit.nlines > 0)
    zb_part_label_draw(&g->unit, page, r.x + width, r.y + h - title->style.size / 3 - zb_part_label_height(&g->unit),
                       1);
}

static void draw_head(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const part *p = box->data;
  const zb_grid *g = p->g;
  zb_grid_more_draw(g, &p->title, g->width, page, r);
  r.y += zb_grid_more_height(g, &p->title);
  zb_grid_draw_head(g, page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = p->head});
  r.y += p->head;
  zb_u row = g->body.leading + 2 * g->row[g->nrows - 1].pad;
  if (p->group) {
    zb_part_label_draw(p->group, page, r.x + g->pad, r.y + (row - g->body.leading) / 2, -1);
    r.y += row;
  }
  if (p->carry) {
    zb_tcarry_draw(p->carry, p->row, p->word, page, (zb_rect){.x = r.x, .y = r.y, .w = r.w, .h = row});
    r.y += row;
  }
  draw_cut_spans(p, page, r);
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

zb_label zb_grid_more_title(zb_block_ctx *c, const zb_block *b, zb_u width)
{
  const zb_prose *prose = zb_obj_prose(b->props, ZB_K_TITLE);
  zb_tstyle style = zb_block_style(c, "table-title");
  const char *title = prose ? zb_prose_plain(c->arena, c->report, prose) : zb_part_word(c, "续表", "");
  const char *more = prose ? zb_part_word(c, "（续）", " (continued)") : "";
  return zb_label_text(c->text, zb_arena_printf(c->arena, "%s%s", title, more), b->src, &style, width);
}

static const zb_label *more_group(zb_block_ctx *c, const zb_grid *g, int group)
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

/* What the boxes of a table share. */
typedef struct rows {
  zb_block_ctx *c;
  const zb_block *b;
  const zb_grid *g;
  zb_label title;
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
  zb_u line = g->body.leading + 2 * g->row[g->nrows - 1].pad;
  part p = {.g = g,
            .row = row,
            .title = w->title,
            .group = group,
            .carry = w->carry,
            .head = zb_grid_rows_height(g, 0, g->nhead)};
  p.word = zb_part_word(w->c, "承前页", "Brought forward");
  zb_u h = p.head + zb_grid_more_height(g, &p.title);
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
  bool inside = group >= 0 && w->g->row[row].kind != ZB_TROW_GROUP && w->g->row[row - 1].group == group;
  if (inside && !w->group[group])
    w->group[group] = more_group(w->c, w->g, group);
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
  part p = {.g = g, .row = row, .carry = w->carry, .word = zb_part_word(w->c, "过次页", "Carried forward")};
  zb_vbox *box = zb_new(w->c->arena, zb_vbox);
  *box = box_of(w->c, g, 0, w->carry ? g->body.leading + 2 * g->row[g->nrows - 1].pad : g->thin, draw_foot, &p);
  box->mark = artifact(w, &box->nmarks);
  w->foot = box;
  return box;
}

/* --- breaks ---------------------------------------------------------------------------------------------------- */

static bool is_sum(const zb_grid *g, size_t row)
{
  return row < g->nrows && g->row[row].kind == ZB_TROW_SUM;
}

/* Does a cell reach from row `row` into the next; how high is it? */
static zb_u bridge(const zb_grid *g, size_t row)
{
  zb_u most = 0;
  for (size_t k = 0; g->spans && k < g->ncols; k++) {
    size_t owner = zb_grid_cell(g, row + 1, k)->owner;
    if (owner / g->ncols > row)
      continue;
    zb_u h = 0;
    for (size_t r = owner / g->ncols; r < owner / g->ncols + (size_t)g->cell[owner].down; r++)
      h += g->row[r].height;
    most = zb_u_max(most, h);
  }
  return most;
}

/* Of a break after `row`: two body rows stay after a head and before a sum, a group's name stays with its rows. */
static int penalty_after(const zb_grid *g, size_t row)
{
  size_t body = g->nrows - g->nhead, next = row + 1;
  const zb_trow *r = &g->row[row];
  if (next == g->nrows)
    return 0;
  bool two_before = is_sum(g, next) || (next + 1 < g->nrows && is_sum(g, next + 1) && r->kind == ZB_TROW_BODY);
  bool two_after =
      r->kind == ZB_TROW_GROUP || (row > g->nhead && g->row[row - 1].kind == ZB_TROW_GROUP) || row == g->nhead;
  if (two_before || two_after || next + 1 == g->nrows)
    return ZB_BREAK_FORBID;
  zb_u high = bridge(g, row);
  if (high > 0)
    return zb_grid_tall(g, high) ? SPAN_PENALTY : ZB_BREAK_FORBID;
  if (r->group >= 0 && g->row[next].group == r->group)
    return GROUP_PENALTY;
  return body <= SHORT_TABLE ? SHORT_PENALTY : LONG_PENALTY;
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
  int penalty = penalty_after(g, row);
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

static void draw_first_head(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  zb_grid_draw_head(((const part *)box->data)->g, page, r);
}

void zb_grid_boxes(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_vlist *out)
{
  rows w = {.c = c, .b = b, .g = g, .title = zb_grid_more_title(c, b, g->width)};
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
