/* Tables: the view as a grid of shaped cells, heads with their spanners above the rows. */
#include "block/table.h"

enum { DIGIT_WEIGHT = 400 };

/* --- places: which cell covers what ---------------------------------------------------------------------------- */

static zb_tcell *place(zb_grid *g, size_t row, size_t col, size_t down, size_t across)
{
  zb_tcell *cell = zb_grid_cell(g, row, col);
  for (size_t r = row; r < row + down && r < g->nrows; r++)
    for (size_t k = col; k < col + across && k < g->ncols; k++)
      *zb_grid_cell(g, r, k) = (zb_tcell){.view = zb_grid_cell(g, r, k)->view, .src = zb_grid_cell(g, r, k)->src,
                                          .across = 1, .down = 1, .head = zb_grid_cell(g, r, k)->head, .covered = true,
                                          .owner = (uint32_t)(row * g->ncols + col)};
  cell->covered = false;
  cell->down = (int)(row + down > g->nrows ? g->nrows - row : down);
  cell->across = (int)(col + across > g->ncols ? g->ncols - col : across);
  g->spans = g->spans || (cell->down > 1 && row >= g->nhead);
  return cell;
}

/* Is there a spanner over the column in head row `row` (0 the highest)? */
static bool spanned(const zb_grid *g, size_t row, size_t col)
{
  for (size_t i = 0; i < g->view->nspanners; i++) {
    const zb_vspanner *s = &g->view->spanner[i];
    if ((size_t)(g->view->levels - 1 - s->level) == row && col >= s->from && col < s->to)
      return true;
  }
  return false;
}

/* The highest head row a cell over columns [from, to) that ends above row `end` may begin in. */
static size_t rise(const zb_grid *g, size_t end, size_t from, size_t to)
{
  size_t row = end;
  while (row > 0) {
    for (size_t k = from; k < to; k++)
      if (spanned(g, row - 1, k))
        return row;
    row--;
  }
  return row;
}

static void place_heads(zb_grid *g)
{
  size_t last = g->nhead - 1;
  for (size_t i = 0; i < g->view->nspanners; i++) {
    const zb_vspanner *s = &g->view->spanner[i];
    size_t row = (size_t)(g->view->levels - 1 - s->level), top = rise(g, row, s->from, s->to);
    place(g, top, s->from, row - top + 1, s->to - s->from);
  }
  for (size_t k = 0; k < g->ncols; k++) {
    size_t top = rise(g, last, k, k + 1);
    place(g, top, k, last - top + 1, 1);
  }
}

static void place_body(zb_grid *g)
{
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_vrow *row = &g->view->row[g->row[r].view];
    for (size_t k = 0; k < g->ncols; k++) {
      const zb_vextra *x = row->cell[k].extra;
      if (row->kind == ZB_VROW_GROUP && k == 0)
        place(g, r, 0, 1, g->ncols);
      else if (x && !row->cell[k].covered)
        place(g, r, k, x->down, x->across);
    }
  }
}

/* --- styles ---------------------------------------------------------------------------------------------------- */

/* What a cell is set in: fills style and the look of its spans. */
typedef struct setting {
  zb_tstyle style;
  bool strong, digits;
  zb_rgba color; /* alpha 0: the style's */
  const char *mark; /* of a note, or NULL */
} setting;

static zb_align align_of(zb_talign align)
{
  switch (align) {
  case ZB_TALIGN_CENTER:
    return ZB_ALIGN_CENTER;
  case ZB_TALIGN_RIGHT:
  case ZB_TALIGN_NUMBER:
    return ZB_ALIGN_RIGHT;
  default:
    return ZB_ALIGN_LEFT;
  }
}

static void dress(const setting *s, zb_span *span, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (s->digits) {
      span[i].has_role = true;
      span[i].role = ZB_ROLE_DIGITS;
      span[i].weight = DIGIT_WEIGHT;
    }
    if (s->strong) {
      if (!span[i].has_role)
        span[i].role = ZB_ROLE_HEI;
      span[i].has_role = true;
      span[i].weight = 0;
      span[i].flags |= ZB_SPAN_STRONG;
    }
    if (s->color.a) {
      span[i].has_color = true;
      span[i].color = s->color;
    }
  }
}

/* Room for two more spans behind those of a cell: a unit and a note mark. */
static zb_span *with_mark(zb_block_ctx *c, const setting *s, zb_span *span, size_t *n, const char *unit, zb_src src)
{
  zb_span *all = zb_newn(c->arena, zb_span, *n + 2);
  for (size_t i = 0; i < *n; i++)
    all[i] = span[i];
  if (unit && *unit) {
    const char *text = zb_arena_printf(c->arena, "（%s）", unit);
    all[(*n)++] = zb_span_plain(text, strlen(text), src);
  }
  if (s->mark) {
    all[*n] = zb_span_plain(s->mark, strlen(s->mark), src);
    all[(*n)++].flags |= ZB_SPAN_SUP | ZB_SPAN_NOBREAK;
  }
  return all;
}

/* --- text ------------------------------------------------------------------------------------------------------ */

static zb_span *spans_of(zb_block_ctx *c, const zb_prose *prose, const char *text, zb_src src, const zb_datum *datum,
                         const zb_tstyle *style, size_t *n)
{
  if (prose && prose->nparas > 0)
    return zb_part_spans(c, &prose->para[0], style, n);
  zb_span *span = zb_new(c->arena, zb_span);
  *span = zb_span_plain(text, strlen(text), src);
  span->datum = datum;
  if (datum)
    span->flags = ZB_SPAN_NOBREAK;
  *n = *text != '\0';
  return span;
}

static void set_text(zb_block_ctx *c, zb_tcell *cell, const setting *s, const zb_prose *prose, const char *text,
                     const char *unit, const zb_datum *datum)
{
  size_t n;
  zb_span *span = spans_of(c, prose, text, cell->src, datum, &s->style, &n);
  if (n == 0 && !s->mark)
    return;
  span = with_mark(c, s, span, &n, unit, cell->src);
  dress(s, span, n);
  cell->kind = ZB_TCELL_TEXT;
  cell->label = zb_label_spans(c->text, span, n, &s->style, 0);
  cell->width = cell->label.width;
  cell->min = zb_para_min_width(cell->label.para);
}

/* --- numbers --------------------------------------------------------------------------------------------------- */

/* Bytes up to the end of the digits: 约1200.5 of 约1200.5万元. */
static size_t number_end(const char *text)
{
  size_t end = strlen(text);
  while (end > 0 && !(text[end - 1] >= '0' && text[end - 1] <= '9'))
    end--;
  return end;
}

/* Bytes before the decimal point. */
static size_t before_point(const char *text, size_t end)
{
  size_t n = 0;
  for (size_t i = 0; i < end; i++)
    if (text[i] == '.' && i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9')
      return i;
    else
      n = i + 1;
  return n;
}

static zb_label piece(zb_block_ctx *c, const setting *s, const zb_vcell *v, const char *text, size_t n)
{
  zb_span span = zb_span_plain(text, n, v->src);
  span.flags = ZB_SPAN_NOBREAK;
  dress(s, &span, 1);
  return zb_label_spans(c->text, &span, 1, &s->style, 0);
}

/* A number with its unit, or in a column of slots the number and what follows it apart. A missing value ends at the
   point: it stands on the units. */
static void set_number(zb_block_ctx *c, zb_tcell *cell, const setting *s, bool slots)
{
  const zb_vcell *v = cell->view;
  size_t n = strlen(v->text), end = number_end(v->text);
  bool value = v->q && end > 0, apart = slots && value && end < n;
  cell->kind = ZB_TCELL_NUMBER;
  cell->label = piece(c, s, v, v->text, apart ? end : n);
  const char *set = zb_para_text(cell->label.para, NULL);
  cell->point = value ? zb_para_width_to(cell->label.para, before_point(set, number_end(set))) : cell->label.width;
  size_t ntail = 0;
  zb_span tail[2];
  if (apart) {
    tail[ntail] = zb_span_plain(v->text + end, n - end, v->src);
    tail[ntail++].flags = ZB_SPAN_NOBREAK;
  }
  if (s->mark) {
    tail[ntail] = zb_span_plain(s->mark, strlen(s->mark), v->src);
    tail[ntail++].flags = ZB_SPAN_SUP | ZB_SPAN_NOBREAK;
  }
  dress(s, tail, ntail);
  if (ntail > 0) {
    cell->tail = zb_new(c->arena, zb_label);
    *cell->tail = zb_label_spans(c->text, tail, ntail, &s->style, 0);
  }
  cell->width = cell->min = cell->label.width + (cell->tail ? cell->tail->width : 0);
}

/* --- cells ----------------------------------------------------------------------------------------------------- */

static bool is_flow(const zb_vcell *v)
{
  const zb_prose *p = v->prose;
  return (v->extra && v->extra->nblocks > 0) || (p && (p->nparas > 1 || (p->nparas == 1 && p->para[0].marker != 0)));
}

/* Least and natural widths of several paragraphs or blocks; they are set once the width is known. */
static void measure_flow(zb_block_ctx *c, zb_tcell *cell, const setting *s)
{
  const zb_vcell *v = cell->view;
  cell->kind = ZB_TCELL_FLOW;
  cell->min = s->style.size * 4;
  cell->width = v->extra && v->extra->nblocks > 0 ? s->style.size * 14 : cell->min;
  for (size_t i = 0; v->prose && i < v->prose->nparas; i++) {
    size_t n;
    zb_span *span = zb_part_spans(c, &v->prose->para[i], &s->style, &n);
    zb_para *p = zb_para_new(c->text, span, n, &s->style);
    zb_u hang = v->prose->para[i].marker ? s->style.size * 5 / 4 : 0;
    cell->width = zb_u_max(cell->width, zb_para_width(p) + hang);
    cell->min = zb_u_max(cell->min, zb_para_min_width(p) + hang);
  }
}

static setting setting_of(const zb_grid *g, size_t row, size_t k, const zb_tlook *look, const char *mark)
{
  const zb_tcell *cell = zb_grid_cell(g, row, k);
  zb_trow_kind kind = g->row[row].kind;
  setting s = {.style = kind == ZB_TROW_HEAD ? g->head : g->body, .mark = mark};
  s.style.align = align_of(cell->align);
  s.style.balance = kind == ZB_TROW_HEAD;
  s.strong = kind == ZB_TROW_SUM || kind == ZB_TROW_GROUP || (look && look->strong);
  s.digits = cell->align == ZB_TALIGN_NUMBER && kind != ZB_TROW_HEAD;
  if (look)
    s.color = look->color;
  return s;
}

static void set_body_cell(zb_block_ctx *c, zb_grid *g, size_t row, size_t k, const setting *s)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_vcell *v = cell->view;
  if (is_flow(v))
    measure_flow(c, cell, s);
  else if (cell->align == ZB_TALIGN_NUMBER && (*v->text || s->mark) && (v->q || v->missing))
    set_number(c, cell, s, g->col[k].slots);
  else
    set_text(c, cell, s, v->prose, v->text, NULL, v->datum);
  if (k == 0 && g->view->row[g->row[row].view].of_which)
    cell->indent = g->body.size;
  cell->width += cell->indent;
  cell->min += cell->indent;
}

static void set_spark(zb_block_ctx *c, zb_grid *g, size_t row, size_t k)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_vcolumn *col = &g->view->column[k];
  const zb_vrow *vrow = &g->view->row[g->row[row].view];
  if (vrow->computed || vrow->kind == ZB_VROW_GROUP)
    return;
  zb_tspark *s = zb_new(c->arena, zb_tspark);
  s->n = col->nspark;
  s->q = zb_newn(c->arena, const zb_quantity *, s->n);
  s->alt = col->text;
  for (size_t i = 0; i < s->n; i++) {
    s->q[i] = vrow->cell[col->spark[i]].q;
    s->alt = zb_arena_printf(c->arena, "%s%s%s", s->alt, i ? "，" : "：", s->q[i] ? s->q[i]->text : "—");
  }
  cell->kind = ZB_TCELL_SPARK;
  cell->spark = s;
  cell->min = g->body.size * 4;
  cell->width = g->body.size * 6;
}

/* --- heads ----------------------------------------------------------------------------------------------------- */

static const zb_vspanner *spanner_at(const zb_grid *g, size_t row, size_t col)
{
  const zb_tcell *cell = zb_grid_cell(g, row, col);
  size_t bottom = row + (size_t)cell->down - 1;
  for (size_t i = 0; i < g->view->nspanners; i++) {
    const zb_vspanner *s = &g->view->spanner[i];
    if ((size_t)(g->view->levels - 1 - s->level) == bottom && s->from == col && s->to == col + (size_t)cell->across)
      return s;
  }
  return NULL;
}

/* 斜线表头: what the rows are below the diagonal, what the columns are above it. */
static void set_diagonal(zb_block_ctx *c, zb_tcell *cell, const setting *s, const zb_obj *o)
{
  setting above = *s;
  above.mark = NULL;
  zb_tcell other = {.src = cell->src};
  set_text(c, cell, s, zb_obj_prose(o, ZB_K_ROW_NAMES), "", NULL, NULL);
  set_text(c, &other, &above, zb_obj_prose(o, ZB_K_COLUMN_NAMES), "", NULL, NULL);
  cell->tail = zb_arena_memdup(c->arena, &other.label, sizeof other.label);
  cell->kind = ZB_TCELL_DIAGONAL;
  cell->width = cell->min = (cell->label.width + other.label.width) * 6 / 5;
}

static void set_head_cell(zb_block_ctx *c, const zb_block *b, zb_grid *g, size_t row, size_t k, const setting *s)
{
  zb_tcell *cell = zb_grid_cell(g, row, k);
  const zb_vspanner *spanner = spanner_at(g, row, k);
  const zb_val *stubhead = k == 0 && !spanner ? zb_obj_get(b->props, ZB_K_STUBHEAD) : NULL;
  const zb_vcolumn *col = &g->view->column[k];
  cell->src = spanner ? spanner->src : col->src;
  if (spanner)
    set_text(c, cell, s, spanner->label, spanner->text, NULL, NULL);
  else if (stubhead && zb_obj_prose(stubhead->obj, ZB_K_ROW_NAMES) && zb_obj_prose(stubhead->obj, ZB_K_COLUMN_NAMES))
    set_diagonal(c, cell, s, stubhead->obj);
  else if (stubhead && zb_obj_prose(stubhead->obj, ZB_K_LABEL))
    set_text(c, cell, s, zb_obj_prose(stubhead->obj, ZB_K_LABEL), "", NULL, NULL);
  else
    set_text(c, cell, s, col->label, col->text, col->unit, NULL);
}

/* --- alignment ------------------------------------------------------------------------------------------------- */

static zb_talign asked_align(long word, zb_talign automatic)
{
  switch (word) {
  case ZB_E_CELL_ALIGN_LEFT:
    return ZB_TALIGN_LEFT;
  case ZB_E_CELL_ALIGN_RIGHT:
    return ZB_TALIGN_RIGHT;
  case ZB_E_CELL_ALIGN_CENTER:
    return ZB_TALIGN_CENTER;
  case ZB_E_CELL_ALIGN_EVEN:
    return ZB_TALIGN_EVEN;
  default:
    return automatic;
  }
}

/* Do the numbers of a column want a slot for what follows them: do units or fractions differ? */
static bool needs_slots(const zb_grid *g, size_t k)
{
  const char *tail = NULL;
  bool any = false, differ = false;
  size_t fraction = 0;
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_vcell *v = zb_grid_cell(g, r, k)->view;
    if (!v || !v->q)
      continue;
    size_t end = number_end(v->text), part = end - before_point(v->text, end);
    const char *mine = v->text + end;
    differ = differ || (tail && (strcmp(tail, mine) != 0 || fraction != part));
    any = any || *mine;
    tail = mine;
    fraction = part;
  }
  return any && differ;
}

static void align_column(const zb_block *b, zb_grid *g, size_t k)
{
  zb_tcolumn *col = &g->col[k];
  const zb_vcolumn *v = &g->view->column[k];
  const zb_val *list = zb_obj_get(b->props, ZB_K_ALIGN), *own = zb_vcolumn_prop(v, ZB_K_ALIGN);
  long asked = own ? own->i : list && k < list->nitems ? list->item[k].i : ZB_E_CELL_ALIGN_AUTO;
  bool numbers = v->numeric && (asked == ZB_E_CELL_ALIGN_AUTO || asked == ZB_E_CELL_ALIGN_RIGHT);
  col->at_right = asked == ZB_E_CELL_ALIGN_RIGHT;
  col->align = numbers ? ZB_TALIGN_NUMBER : asked_align(asked, v->spark ? ZB_TALIGN_CENTER : ZB_TALIGN_LEFT);
  col->slots = numbers && needs_slots(g, k);
}

static zb_talign head_align(const zb_grid *g, size_t row, size_t k)
{
  const zb_tcolumn *col = &g->col[k];
  if (g->lines == ZB_E_TABLE_STYLE_FULL_LINE || g->lines == ZB_E_TABLE_STYLE_OPEN_LINE ||
      zb_grid_cell(g, row, k)->across > 1 || col->align == ZB_TALIGN_EVEN)
    return ZB_TALIGN_CENTER;
  if (col->align == ZB_TALIGN_NUMBER)
    return col->at_right ? ZB_TALIGN_RIGHT : ZB_TALIGN_CENTER;
  return col->align;
}

static void align_cells(zb_grid *g)
{
  for (size_t r = 0; r < g->nrows; r++)
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      const zb_vextra *x = cell->view ? cell->view->extra : NULL;
      cell->align = r < g->nhead ? head_align(g, r, k) : g->col[k].align;
      if (g->row[r].kind == ZB_TROW_GROUP)
        cell->align = ZB_TALIGN_LEFT;
      else if (x && x->align >= 0)
        cell->align = asked_align(x->align, cell->align);
      else if (cell->across > 1 && r >= g->nhead)
        cell->align = ZB_TALIGN_CENTER;
    }
}

/* --- the grid -------------------------------------------------------------------------------------------------- */

static void read_style(zb_block_ctx *c, const zb_block *b, zb_grid *g)
{
  const zb_val *style = zb_obj_get(b->props, ZB_K_STYLE), *valign = zb_obj_get(b->props, ZB_K_VALIGN);
  g->lines = ZB_E_TABLE_STYLE_THREE_LINE;
  for (size_t i = 0; style && i < style->nitems; i++) {
    if (style->item[i].i == ZB_E_TABLE_STYLE_ZEBRA)
      g->grounds |= ZB_TABLE_ZEBRA;
    else if (style->item[i].i == ZB_E_TABLE_STYLE_RED_HEAD)
      g->grounds |= ZB_TABLE_RED_HEAD;
    else
      g->lines = style->item[i].i;
  }
  g->valign = valign ? (int)valign->i - 1 : 0;
  const zb_val *width = zb_obj_get(b->props, ZB_K_TABLE_WIDTH);
  g->natural = width && width->i == ZB_E_TABLE_WIDTH_NATURAL;
  g->head = zb_block_style(c, "table-head");
  g->body = zb_block_style(c, "table-cell");
  g->head.indent = g->body.indent = 0;
  g->head.max_lines = g->body.max_lines = 0;
  g->body.tabular = true;
  g->rule = g->deep = zb_part_color(c, ZB_HUE_DEEP);
  g->hair = zb_part_color(c, ZB_HUE_RULE);
  g->tint = zb_part_color(c, ZB_HUE_TINT);
  g->accent = zb_part_color(c, ZB_HUE_ACCENT);
  g->paper = zb_part_color(c, ZB_HUE_PAPER);
  if (g->grounds & ZB_TABLE_RED_HEAD)
    g->head.color = ZB_RGB(0xFFFFFF);
  g->thick = zb_u_max(g->body.size / 9, ZB_UNIT * 3 / 4);
  g->thin = g->thick / 2;
  g->pad = g->body.size * 3 / 5;
}

static zb_trow_kind row_kind(const zb_vrow *row)
{
  return row->kind == ZB_VROW_GROUP  ? ZB_TROW_GROUP
         : row->kind == ZB_VROW_BODY ? ZB_TROW_BODY
                                     : ZB_TROW_SUM;
}

static void make_rows(zb_block_ctx *c, zb_grid *g)
{
  const zb_view *v = g->view;
  g->row = zb_newn(c->arena, zb_trow, g->nrows);
  g->cell = zb_newn(c->arena, zb_tcell, g->nrows * g->ncols);
  size_t body = 0;
  for (size_t r = 0; r < g->nrows; r++) {
    bool head = r < g->nhead;
    const zb_vrow *row = head ? NULL : &v->row[r - g->nhead];
    g->row[r] = (zb_trow){.kind = head ? ZB_TROW_HEAD : row_kind(row), .group = head ? -1 : row->group, .view = head ? 0 : r - g->nhead};
    g->row[r].total = row && row->kind == ZB_VROW_TOTAL;
    g->row[r].body = body;
    body += !head && row->kind == ZB_VROW_BODY;
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      *cell = (zb_tcell){.owner = (uint32_t)(r * g->ncols + k), .across = 1, .down = 1, .head = head || k < g->nstub || row->kind == ZB_VROW_GROUP};
      if (!head) {
        cell->view = &row->cell[k];
        cell->src = row->cell[k].src;
      }
    }
  }
}

/* Room for the bars of a column and the value that fills it. */
static void read_bars(zb_block_ctx *c, zb_grid *g, size_t k)
{
  const zb_val *bar = zb_vcolumn_prop(&g->view->column[k], ZB_K_BAR);
  if (!bar || !bar->i || g->col[k].align != ZB_TALIGN_NUMBER)
    return;
  zb_num most = {0};
  for (size_t r = g->nhead; r < g->nrows; r++) {
    const zb_quantity *q = g->row[r].kind == ZB_TROW_BODY ? zb_grid_cell(g, r, k)->view->q : NULL;
    zb_num v = q ? q->value : (zb_num){0};
    v.sign = v.sign ? 1 : 0;
    if (q && zb_num_cmp(v, most) > 0)
      most = v;
  }
  (void)c;
  g->col[k].most = most;
  g->col[k].bar = most.sign ? g->body.size * 5 : 0;
}

static void set_cells(zb_block_ctx *c, const zb_block *b, zb_grid *g, const zb_tnotes *notes)
{
  zb_tlook *look = zb_grid_looks(c, b, g);
  for (size_t r = 0; r < g->nrows; r++)
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      if (cell->covered)
        continue;
      size_t at = r * g->ncols + k;
      setting s = setting_of(g, r, k, look ? &look[at] : NULL, notes->on ? notes->on[at] : NULL);
      if (look)
        cell->fill = look[at].fill;
      if (r < g->nhead)
        set_head_cell(c, b, g, r, k, &s);
      else if (g->view->column[k].spark)
        set_spark(c, g, r, k);
      else
        set_body_cell(c, g, r, k, &s);
    }
}

static void set_unit(zb_block_ctx *c, zb_grid *g)
{
  if (!*g->view->unit)
    return;
  zb_tstyle style = zb_block_style(c, "source");
  style.indent = 0;
  g->unit = zb_label_text(c->text, zb_arena_printf(c->arena, "%s%s", zb_part_word(c, "单位：", "Unit: "), g->view->unit), g->src,
                          &style, 0);
}

/* Elements of cells: what heads what, and what they cover. Scope says enough unless heads are stacked or rows grouped. */
static void state_facts(zb_block_ctx *c, zb_grid *g)
{
  bool irregular = g->nhead > 1 || g->view->ngroups > 0 || g->spans;
  for (size_t r = 0; r < g->nrows; r++)
    for (size_t k = 0; k < g->ncols; k++) {
      zb_tcell *cell = zb_grid_cell(g, r, k);
      if (cell->covered || (!cell->head && cell->across == 1 && cell->down == 1))
        continue;
      zb_dl_cell *f = zb_new(c->arena, zb_dl_cell);
      *f = (zb_dl_cell){.across = cell->across, .down = cell->down};
      if (cell->head)
        f->scope = r < g->nhead ? ZB_DL_SCOPE_COLUMN : ZB_DL_SCOPE_ROW;
      f->named = cell->head && irregular;
      if (f->named)
        cell->node = zb_dl_node(c->dl);
      cell->facts = f;
    }
}

zb_grid *zb_grid_read(zb_block_ctx *c, const zb_block *b, zb_tnotes **notes)
{
  const zb_view *v = b->view;
  if (!v || v->ncolumns == 0)
    return NULL;
  zb_grid *g = zb_new(c->arena, zb_grid);
  *g = (zb_grid){.view = v, .src = b->src, .ncols = v->ncolumns, .nstub = v->nstub};
  g->nhead = (size_t)v->levels + 1;
  g->nrows = g->nhead + v->nrows;
  g->col = zb_newn(c->arena, zb_tcolumn, g->ncols);
  g->from = zb_newn(c->arena, size_t, g->ncols);
  for (size_t k = 0; k < g->ncols; k++)
    g->from[k] = k;
  read_style(c, b, g);
  make_rows(c, g);
  place_heads(g);
  place_body(g);
  for (size_t k = 0; k < g->ncols; k++) {
    align_column(b, g, k);
    read_bars(c, g, k);
  }
  align_cells(g);
  *notes = zb_tnotes_read(c, b, g);
  set_cells(c, b, g, *notes);
  set_unit(c, g);
  state_facts(c, g);
  return g;
}
