/* Tables: cells from typed rows or from a data table, what they hold and how columns are aligned. */
#include "block/table.h"

enum { DIGIT_WEIGHT = 400 };

/* --- cells ------------------------------------------------------------------------------------------------------- */

static bool is_number(zb_block_ctx *c, const char *text)
{
  zb_quantity q;
  return zb_quantity_try(c->arena, text, &q) && !q.ordinal;
}

static zb_tcell prose_cell(zb_block_ctx *c, const zb_prose *prose, const zb_tstyle *style)
{
  zb_tcell cell = {.empty = true};
  if (!prose || prose->nparas == 0)
    return cell;
  cell.src = prose->src;
  cell.span = zb_part_spans(c, &prose->para[0], style, &cell.nspans);
  cell.text = zb_prose_plain(c->arena, c->report, prose);
  cell.empty = *cell.text == '\0';
  cell.number = !cell.empty && is_number(c, cell.text);
  return cell;
}

static zb_tcell text_cell(zb_block_ctx *c, const char *text, zb_src src)
{
  zb_span *span = zb_new(c->arena, zb_span);
  *span = zb_span_plain(text, strlen(text), src);
  return (zb_tcell){.span = span, .nspans = 1, .src = src, .text = text, .empty = *text == '\0'};
}

/* A cell of a data table: figures print their full text, unit included. */
static zb_tcell data_cell(zb_block_ctx *c, const zb_cell *from)
{
  const zb_figure *f = from->figure;
  zb_tcell cell = text_cell(c, f && !f->missing ? f->q.text : from->text, from->src);
  cell.number = !cell.empty && is_number(c, cell.text);
  if (f && !f->missing) {
    cell.span->datum = &f->datum;
    cell.span->flags = ZB_SPAN_NOBREAK;
  }
  return cell;
}

/* --- grids ------------------------------------------------------------------------------------------------------- */

static zb_grid *grid_new(zb_block_ctx *c, const zb_block *b, size_t nrows, size_t ncols)
{
  zb_grid *g = zb_new(c->arena, zb_grid);
  *g = (zb_grid){
      .cell = zb_newn(c->arena, zb_tcell, (nrows + 1) * ncols),
      .col = zb_newn(c->arena, zb_tcolumn, ncols),
      .nrows = nrows,
      .ncols = ncols,
      .head = zb_block_style(c, "table-head"),
      .body = zb_block_style(c, "table-cell"),
      .src = b->src,
  };
  g->head.indent = g->body.indent = 0;
  g->body.tabular = true;
  for (size_t i = 0; i < (nrows + 1) * ncols; i++)
    g->cell[i].empty = true;
  return g;
}

/* Rows typed in the report: the first is the head unless `columns` names the heads. Short rows end with empty cells. */
static zb_grid *read_rows(zb_block_ctx *c, const zb_block *b, const zb_val *rows, const zb_val *heads)
{
  size_t ncols = heads ? heads->nitems : 0, first = heads ? 0 : 1;
  for (size_t i = 0; i < rows->nitems; i++)
    ncols = rows->item[i].nitems > ncols ? rows->item[i].nitems : ncols;
  if (ncols == 0 || rows->nitems < first)
    return NULL;
  zb_grid *g = grid_new(c, b, rows->nitems - first, ncols);
  const zb_val *head = heads ? heads : &rows->item[0];
  for (size_t k = 0; k < head->nitems; k++)
    *zb_grid_cell(g, 0, k) = prose_cell(c, head->item[k].prose, &g->head);
  for (size_t i = first; i < rows->nitems; i++)
    for (size_t k = 0; k < rows->item[i].nitems; k++)
      *zb_grid_cell(g, i - first + 1, k) = prose_cell(c, rows->item[i].item[k].prose, &g->body);
  return g;
}

/* Without `columns` all are shown but the one that only holds the units: they are printed with the numbers. */
static size_t default_columns(const zb_table *t, size_t *column)
{
  size_t n = 0;
  for (size_t k = 0; k < t->ncolumns; k++)
    if (strcmp(t->column[k], "单位") != 0 && strcmp(t->column[k], "unit") != 0)
      column[n++] = k;
  return n;
}

static size_t asked_columns(zb_block_ctx *c, const zb_table *t, const zb_val *list, size_t *column)
{
  size_t n = 0;
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    const char *name = v->prose ? zb_prose_plain(c->arena, c->report, v->prose) : v->text;
    int k = name ? zb_table_column(t, c->diags, name, v->src, v->ncols) : -1;
    if (k >= 0)
      column[n++] = (size_t)k;
  }
  return n;
}

static zb_grid *read_data(zb_block_ctx *c, const zb_block *b, const zb_table *t, const zb_val *list)
{
  size_t *column = zb_newn(c->arena, size_t, list ? list->nitems : t->ncolumns);
  size_t n = list ? asked_columns(c, t, list, column) : default_columns(t, column);
  if (n == 0)
    return NULL;
  zb_grid *g = grid_new(c, b, t->nrows, n);
  for (size_t k = 0; k < n; k++) {
    *zb_grid_cell(g, 0, k) = text_cell(c, t->column[column[k]], list ? list->item[k].src : t->src);
    for (size_t i = 0; i < t->nrows; i++)
      *zb_grid_cell(g, i + 1, k) = data_cell(c, zb_table_cell(t, i, column[k]));
  }
  return g;
}

/* --- alignment --------------------------------------------------------------------------------------------------- */

/* Byte length of the part before the decimal point, sign and 约 included. */
static size_t before_point(const char *text)
{
  size_t n = strcspn(text, "0123456789");
  while (text[n] && (strchr("0123456789", text[n]) || (text[n] == ',' && text[n + 1] >= '0' && text[n + 1] <= '9')))
    n++;
  return n;
}

/* What follows the digits: unit, 余, %. */
static const char *after_digits(const char *text)
{
  const char *end = text + strlen(text);
  while (end > text && !strchr("0123456789", end[-1]))
    end--;
  return end;
}

static void look_at_column(const zb_grid *g, size_t k)
{
  zb_tcolumn *col = &g->col[k];
  const char *suffix = NULL;
  col->point = true;
  for (size_t i = 1; i <= g->nrows; i++) {
    const zb_tcell *cell = zb_grid_cell(g, i, k);
    if (cell->empty)
      continue;
    if (!cell->number) {
      col->number = false;
      return;
    }
    col->number = true;
    const char *mine = after_digits(cell->text);
    col->point = col->point && (!suffix || strcmp(suffix, mine) == 0);
    suffix = mine;
  }
}

/* Columns of numbers are set in the digit face: the digits of Song faces differ in width. */
static void set_digit_face(const zb_grid *g, size_t k)
{
  for (size_t i = 1; i <= g->nrows; i++) {
    zb_tcell *cell = zb_grid_cell(g, i, k);
    for (size_t s = 0; s < cell->nspans; s++) {
      cell->span[s].has_role = true;
      cell->span[s].role = ZB_ROLE_DIGITS;
      cell->span[s].weight = DIGIT_WEIGHT;
    }
  }
}

/* Measures what stands before the decimal point, in the look of the cell. */
static void measure_points(zb_block_ctx *c, zb_grid *g, size_t k)
{
  zb_tstyle style = g->body;
  style.keep_halfwidth = true;
  for (size_t i = 1; i <= g->nrows; i++) {
    zb_tcell *cell = zb_grid_cell(g, i, k);
    if (cell->empty)
      continue;
    zb_span span = cell->span[0];
    span.text = cell->text;
    span.len = before_point(cell->text);
    span.datum = NULL;
    span.nmap = 0;
    cell->point = zb_para_width(zb_para_new(c->text, &span, 1, &style));
  }
}

static void align_columns(const zb_block *b, zb_grid *g)
{
  const zb_val *align = zb_obj_get(b->props, ZB_K_ALIGN);
  for (size_t k = 0; k < g->ncols; k++) {
    zb_tcolumn *col = &g->col[k];
    long asked = align && k < align->nitems ? align->item[k].i : ZB_E_CELL_ALIGN_AUTO;
    look_at_column(g, k);
    if (col->number)
      set_digit_face(g, k);
    bool numbers = col->number && (asked == ZB_E_CELL_ALIGN_AUTO || asked == ZB_E_CELL_ALIGN_RIGHT);
    col->at_right = asked == ZB_E_CELL_ALIGN_RIGHT;
    col->align = numbers                           ? ZB_TALIGN_NUMBER
                 : asked == ZB_E_CELL_ALIGN_RIGHT  ? ZB_TALIGN_RIGHT
                 : asked == ZB_E_CELL_ALIGN_CENTER ? ZB_TALIGN_CENTER
                                                   : ZB_TALIGN_LEFT;
  }
}

static bool is_sum(const zb_tcell *stub)
{
  static const char *const word[] = {"合计", "总计", "小计", "总和", "Total", "total", "Sum"};
  for (size_t i = 0; stub->text && i < sizeof word / sizeof *word; i++)
    if (strcmp(stub->text, word[i]) == 0)
      return true;
  return false;
}

static void mark_sums(zb_block_ctx *c, zb_grid *g)
{
  g->sum = zb_newn(c->arena, bool, g->nrows + 1);
  for (size_t i = 1; i <= g->nrows; i++) {
    g->sum[i] = is_sum(zb_grid_cell(g, i, 0));
    for (size_t k = 0; g->sum[i] && k < g->ncols; k++)
      for (size_t s = 0; s < zb_grid_cell(g, i, k)->nspans; s++) {
        zb_span *span = &zb_grid_cell(g, i, k)->span[s];
        if (!span->has_role)
          span->role = ZB_ROLE_HEI;
        span->has_role = true;
        span->weight = 0;
        span->flags |= ZB_SPAN_STRONG;
      }
  }
}

zb_grid *zb_grid_read(zb_block_ctx *c, const zb_block *b)
{
  const zb_val *what = zb_obj_get(b->props, ZB_K_TABLE), *columns = zb_obj_get(b->props, ZB_K_COLUMNS);
  if (!what)
    return NULL;
  const zb_table *t = what->type == ZB_T_LIST ? NULL : zb_report_table(c->report, what->text);
  zb_grid *g = what->type == ZB_T_LIST ? read_rows(c, b, what, columns) : t ? read_data(c, b, t, columns) : NULL;
  if (g) {
    align_columns(b, g);
    mark_sums(c, g);
    for (size_t k = 0; k < g->ncols; k++)
      if (g->col[k].align == ZB_TALIGN_NUMBER && g->col[k].point)
        measure_points(c, g, k);
  }
  return g;
}
