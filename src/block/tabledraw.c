/* Tables: cells at their final places: text, numbers on the point, bars, sparklines, diagonal heads. */
#include "block/table.h"

/* --- numbers --------------------------------------------------------------------------------------------------- */

/* The left edge of what a column's numbers take up together. */
static zb_u block_x(const zb_tcolumn *col, zb_u x)
{
  if (col->bar > 0)
    return x;
  zb_u free = col->w - (col->before + col->after + col->tail);
  return x + (col->at_right ? free : free / 2);
}

/* Where zero stands in the room of the bars: negative ones go to the left of it, on one scale with the others. */
static zb_u bar_zero(const zb_tcolumn *col, zb_u room)
{
  return col->least.sign ? zb_num_scale(col->least, col->reach, room) : 0;
}

/* What a bar proves: the figure of its cell, or the number typed there. */
static const zb_datum *bar_datum(const zb_grid *g, const zb_tcell *cell, size_t k, zb_arena *a)
{
  const zb_vcell *v = cell->view;
  if (v->datum)
    return v->datum;
  const zb_vrow *row = &g->view->row[g->row[cell->owner / g->ncols].view];
  zb_datum *d = zb_new(a, zb_datum);
  *d = (zb_datum){.figure = zb_arena_printf(a, "%s.%s", row->name, g->view->column[g->from[k]].name),
                  .value = zb_num_print_exact(a, v->q->value),
                  .unit = v->q->unit,
                  .text = v->q->text,
                  .src = v->src};
  return d;
}

/* A bar behind a number, as long as its amount on the scale of the column, which the proof measures. */
static void draw_bar(const zb_grid *g, const zb_tcell *cell, size_t k, zb_dl_page *page, zb_u x, zb_rect r)
{
  zb_arena *a = page->dl->arena;
  const zb_tcolumn *col = &g->col[k];
  zb_num amount = cell->view->q->value;
  bool negative = amount.sign < 0;
  amount.sign = amount.sign ? 1 : 0;
  zb_u from = x + col->before + col->after + col->tail + g->body.size / 2, room = x + col->w - from;
  zb_u zero = from + bar_zero(col, room), w = zb_num_scale(amount, col->reach, room), h = g->body.size * 3 / 5;
  const zb_datum *datum = bar_datum(g, cell, k, a);
  zb_measure *measure = NULL;
  zb_num stated;
  if (zb_num_parse_exact(a, datum->value, &stated)) {
    stated.sign = stated.sign ? 1 : 0;
    measure = zb_num_cmp(stated, amount) == 0 ? zb_new(a, zb_measure) : NULL;
  }
  if (measure)
    *measure = (zb_measure){.length = room, .span = col->reach};
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = datum, .measure = measure, .src = cell->src});
  zb_dl_fill_rect(page, (zb_rect){.x = negative ? zero - w : zero, .y = r.y + (r.h - h) / 2, .w = w, .h = h},
                  zb_paint_solid(negative ? g->hair : g->accent));
  zb_dl_end(page, ZB_DL_SPAN);
  if (col->least.sign && col->most.sign)
    zb_part_fill(page, (zb_rect){.x = zero - g->thin / 4, .y = r.y, .w = g->thin / 2, .h = r.h}, g->rule);
}

static void draw_number(const zb_grid *g, const zb_tcell *cell, size_t k, const zb_tset *s, zb_dl_page *page, zb_u x,
                        zb_u y)
{
  const zb_tcolumn *col = &g->col[k];
  zb_u left = block_x(col, x), at = left + col->before - cell->point, base = y + zb_part_baseline(&g->body);
  zb_u behind = col->slots ? left + col->before + col->after : at + s->label.width;
  const zb_datum *datum = cell->view->datum;
  if (datum)
    zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = datum, .src = cell->src});
  if (s->label.nlines > 0)
    zb_label_draw(&s->label, page, at, base, -1, 2);
  if (s->tail.nlines > 0)
    zb_label_draw(&s->tail, page, behind, base, -1, 2);
  if (datum)
    zb_dl_end(page, ZB_DL_SPAN);
  if (s->mark.nlines > 0)
    zb_label_draw(&s->mark, page, behind + s->tail.width, base, -1, 2);
}

/* --- small drawings -------------------------------------------------------------------------------------------- */

static void draw_diagonal(const zb_grid *g, const zb_tcell *cell, zb_dl_page *page, zb_rect r)
{
  zb_stroke stroke = {.width = g->thin / 2};
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, (zb_point){r.x, r.y + g->thick}, (zb_point){r.x + r.w, r.y + r.h - g->thin}, zb_paint_solid(g->rule),
             stroke);
  zb_dl_end(page, ZB_DL_ARTIFACT);
  const zb_label *below = cell->more->label, *above = cell->more->above;
  zb_u gap = g->pad / 2, base = zb_part_baseline(&below->style);
  zb_label_draw(above, page, r.x + r.w - gap, r.y + gap + base, 1, 2);
  zb_label_draw(below, page, r.x + gap, r.y + r.h - gap - below->style.leading + base, -1, 2);
}

/* Their bounds; returns the index of the last one. */
static size_t least_and_most(const zb_tspark *s, zb_num *lo, zb_num *hi)
{
  bool any = false;
  size_t end = 0;
  for (size_t i = 0; i < s->n; i++) {
    if (!s->q[i])
      continue;
    end = i;
    if (!any || zb_num_cmp(s->q[i]->value, *lo) < 0)
      *lo = s->q[i]->value;
    if (!any || zb_num_cmp(s->q[i]->value, *hi) > 0)
      *hi = s->q[i]->value;
    any = true;
  }
  return end;
}

/* A line through the values, its own least and greatest at the foot and the top; a dot on the last one. Gaps stay gaps.
 */
static void draw_spark(const zb_grid *g, const zb_tcell *cell, zb_dl_page *page, zb_rect r)
{
  const zb_tspark *s = &cell->more->spark;
  zb_arena *a = page->dl->arena;
  zb_num lo = {0}, hi = {0};
  size_t end = least_and_most(s, &lo, &hi);
  zb_num span = zb_num_sub(a, hi, lo);
  zb_u w = zb_u_min(r.w, g->body.size * 8), h = g->body.size * 9 / 10, x = r.x + (r.w - w) / 2, y = r.y + (r.h - h) / 2;
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_FIGURE, .src = cell->src, .alt = s->alt});
  zb_point last = {0};
  bool drawn = false, joined = false;
  for (size_t i = 0; i < s->n; i++) {
    if (!s->q[i]) {
      joined = false;
      continue;
    }
    zb_u up = span.sign ? zb_num_scale(zb_num_sub(a, s->q[i]->value, lo), span, h) : h / 2;
    zb_point p = {x + (s->n > 1 ? zb_u_muldiv(w, (int64_t)i, (int64_t)s->n - 1) : w / 2), y + h - up};
    bool alone = !joined && i < end && !s->q[i + 1]; /* between gaps */
    if (joined)
      zb_dl_line(page, last, p, zb_paint_solid(g->deep), (zb_stroke){.width = ZB_UNIT * 3 / 4, .cap = ZB_CAP_ROUND});
    else if (alone)
      zb_dl_fill(page, zb_path_circle(a, p, g->body.size / 12), zb_paint_solid(g->deep));
    last = p;
    drawn = joined = true;
  }
  if (drawn)
    zb_dl_fill(page, zb_path_circle(a, last, g->body.size / 8), zb_paint_solid(g->accent));
  zb_dl_end(page, ZB_DL_FIGURE);
}

/* --- one cell -------------------------------------------------------------------------------------------------- */

/* Text of a cell in its box less the pads. */
static void draw_text(const zb_tcell *cell, const zb_label *l, zb_dl_page *page, zb_rect r, zb_u y)
{
  zb_u x = r.x + cell->indent, base = y + zb_part_baseline(&l->style);
  if (cell->align == ZB_TALIGN_RIGHT || (cell->align == ZB_TALIGN_NUMBER && !cell->head))
    zb_label_draw(l, page, r.x + r.w, base, 1, 2);
  else if (cell->align == ZB_TALIGN_CENTER)
    zb_label_draw(l, page, r.x + r.w / 2, base, 0, 2);
  else
    zb_label_draw(l, page, x, base, -1, 2);
}

static zb_u content_y(const zb_grid *g, size_t row, const zb_tcell *cell, zb_rect r, bool top)
{
  zb_u pad = g->row[row].pad;
  if (top || g->valign < 0)
    return r.y + pad;
  return g->valign > 0 ? r.y + r.h - pad - cell->height : r.y + (r.h - cell->height) / 2;
}

/* A cell over many rows that may be broken over pages begins at its top. */
static bool stands_high(const zb_grid *g, size_t row, const zb_tcell *cell)
{
  zb_u h = 0;
  for (size_t r = row; r < row + (size_t)cell->down; r++)
    h += g->row[r].height;
  return cell->down > 1 && zb_grid_tall(g, h);
}

static void draw_content(const zb_grid *g, size_t row, size_t k, zb_dl_page *page, zb_rect r)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_rect in = {.x = r.x + g->pad, .y = r.y, .w = r.w - 2 * g->pad, .h = r.h};
  zb_u y = content_y(g, row, cell, r, stands_high(g, row, cell));
  zb_text quiet = g->quiet;
  zb_tset s;
  switch (cell->kind) {
  case ZB_TCELL_TEXT:
    s = zb_grid_text(g, row, k, &quiet);
    if (s.label.nlines > 0)
      draw_text(cell, &s.label, page, in, y);
    zb_grid_forget(g);
    break;
  case ZB_TCELL_NUMBER:
    s = zb_grid_text(g, row, k, &quiet);
    draw_number(g, cell, k, &s, page, in.x, y);
    if (g->col[k].bar > 0 && g->row[row].kind == ZB_TROW_BODY && cell->view->q && !cell->head && cell->across == 1)
      draw_bar(g, cell, k, page, in.x, r);
    zb_grid_forget(g);
    break;
  case ZB_TCELL_FLOW:
    zb_vlist_draw(&cell->more->flow, 0, cell->more->flow.n, page,
                  (zb_rect){.x = in.x, .y = y, .w = in.w, .h = cell->height}, NULL, 0);
    break;
  case ZB_TCELL_DIAGONAL:
    draw_diagonal(g, cell, page, r);
    break;
  case ZB_TCELL_SPARK:
    draw_spark(g, cell, page, in);
    break;
  case ZB_TCELL_EMPTY:
    break;
  }
}

/* --- structure ------------------------------------------------------------------------------------------------- */

/* The cells that head this one: those above its column, those before it in its row, the head of its group. */
static void name_headers(const zb_grid *g, size_t row, size_t k, zb_arena *a, zb_dl_cell *f)
{
  uint32_t *node = zb_newn(a, uint32_t, g->nhead + g->nstub + 2);
  size_t n = 0;
  for (size_t r = 0; r < g->nhead; r++)
    for (size_t i = k + 1; i-- > 0;) {
      const zb_tcell *head = zb_grid_cell(g, r, i);
      if (head->covered)
        continue;
      if (i + (size_t)head->across > k && head->node)
        node[n++] = head->node;
      break;
    }
  for (size_t r = row; r-- > g->nhead;)
    if (g->row[r].kind == ZB_TROW_GROUP) {
      node[n++] = zb_grid_cell(g, r, 0)->node;
      break;
    } else if (g->row[r].group < 0) {
      break;
    }
  for (size_t i = 0; i < g->nstub && i < k; i++)
    if (zb_grid_cell(g, row, i)->node && !zb_grid_cell(g, row, i)->covered)
      node[n++] = zb_grid_cell(g, row, i)->node;
  f->headers = node;
  f->nheaders = n;
}

/* What a cell says of itself: with its footnotes, and where scopes do not say enough with the heads it stands under. */
static const zb_dl_cell *facts_of(const zb_grid *g, size_t row, size_t k, zb_arena *a)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  const char *note = cell->more ? cell->more->mark : NULL;
  bool named = !cell->head && zb_grid_cell(g, 0, 0)->node != 0;
  if (!named && !note)
    return cell->facts;
  zb_dl_cell *f = zb_new(a, zb_dl_cell);
  *f = cell->facts ? *cell->facts : (zb_dl_cell){.across = 1, .down = 1};
  f->note = note;
  if (named)
    name_headers(g, row, k, a, f);
  return f;
}

static void draw_cell(const zb_grid *g, size_t row, size_t k, zb_dl_page *page, zb_rect r)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_dl_role role = cell->head ? ZB_DL_TH : ZB_DL_TD;
  zb_dl_begin(
      page,
      (zb_mark){.role = role, .node = cell->node, .src = cell->src, .cell = facts_of(g, row, k, page->dl->arena)});
  draw_content(g, row, k, page, r);
  zb_dl_end(page, role);
}

void zb_grid_draw_row(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r)
{
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_TR, .node = g->row[row].node, .src = zb_grid_cell(g, row, 0)->src});
  zb_u x = r.x;
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_tcell *cell = zb_grid_cell(g, row, k);
    if (!cell->covered) {
      zb_rect box = {.x = x, .y = r.y, .w = zb_grid_cell_width(g, row, k) + 2 * g->pad, .h = r.h};
      for (size_t i = row + 1; i < row + (size_t)cell->down; i++)
        box.h += g->row[i].height;
      draw_cell(g, row, k, page, box);
    }
    x += g->col[k].w + 2 * g->pad;
  }
  zb_dl_end(page, ZB_DL_TR);
}

/* Lines of a label whose tops lie in [y0, y1), measured from the top of the row. */
static void draw_lines(const zb_grid *g, size_t row, size_t k, zb_dl_page *page, zb_rect in, zb_u y0, zb_u y1)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_text quiet = g->quiet;
  zb_label l = zb_grid_text(g, row, k, &quiet).label;
  zb_u leading = l.style.leading, base = zb_part_baseline(&l.style), x = in.x + cell->indent;
  if (cell->align == ZB_TALIGN_CENTER)
    x = in.x + (in.w - l.width) / 2;
  else if (cell->align == ZB_TALIGN_RIGHT)
    x = in.x + in.w - l.width;
  for (size_t i = 0; i < l.nlines; i++) {
    zb_u y = g->row[row].pad + (zb_u)i * leading;
    if (y >= y0 && y < y1)
      zb_lines_draw(l.lines, i, page, x, in.y + y - y0 + base);
  }
  zb_grid_forget(g);
}

static void draw_boxes(const zb_grid *g, size_t row, const zb_tcell *cell, zb_dl_page *page, zb_rect in, zb_u y0,
                       zb_u y1)
{
  zb_u y = g->row[row].pad, top = -1;
  size_t from = 0, to = 0;
  for (size_t i = 0; i < cell->more->flow.n; i++) {
    if (y >= y0 && y < y1) {
      from = top < 0 ? i : from;
      top = top < 0 ? y : top;
      to = i + 1;
    }
    y += cell->more->flow.v[i].height + cell->more->flow.v[i].space;
  }
  if (top < 0)
    return;
  zb_u h = zb_vlist_sum(&cell->more->flow, from, to).height;
  zb_vlist_draw(&cell->more->flow, from, to, page, (zb_rect){.x = in.x, .y = in.y + top - y0, .w = in.w, .h = h}, NULL,
                0);
}

void zb_grid_draw_slice(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, zb_u y0, zb_u y1)
{
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_TR, .node = g->row[row].node, .src = zb_grid_cell(g, row, 0)->src});
  zb_u x = r.x;
  for (size_t k = 0; k < g->ncols; k++) {
    const zb_tcell *cell = zb_grid_cell(g, row, k);
    zb_dl_role role = cell->head ? ZB_DL_TH : ZB_DL_TD;
    zb_rect in = {.x = x + g->pad, .y = r.y, .w = zb_grid_cell_width(g, row, k), .h = r.h};
    x += g->col[k].w + 2 * g->pad;
    if (cell->covered)
      continue;
    zb_dl_begin(
        page,
        (zb_mark){.role = role, .node = cell->node, .src = cell->src, .cell = facts_of(g, row, k, page->dl->arena)});
    if (cell->kind == ZB_TCELL_TEXT)
      draw_lines(g, row, k, page, in, y0, y1);
    else if (cell->kind == ZB_TCELL_FLOW)
      draw_boxes(g, row, cell, page, in, y0, y1);
    else if (y0 == 0)
      draw_content(
          g, row, k, page,
          (zb_rect){.x = in.x - g->pad, .y = r.y, .w = in.w + 2 * g->pad, .h = cell->height + 2 * g->row[row].pad});
    zb_dl_end(page, role);
  }
  zb_dl_end(page, ZB_DL_TR);
}
