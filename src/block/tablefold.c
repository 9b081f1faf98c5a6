/* Long narrow tables folded into parts side by side (折栏), read down one part and then the next. A piece that goes on one
   page is one box; a long table is several of them. */
#include "block/table.h"

/* Rows [row[i], row[i + 1]) in strip i of one piece. */
typedef struct piece {
  const zb_grid *g;
  size_t *row;
  size_t strips;
  zb_u gap; /* between strips */
  bool first;
} piece;

static void draw_piece(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const piece *p = box->data;
  const zb_grid *g = p->g;
  for (size_t i = 0; i < p->strips; i++) {
    zb_rect at = {.x = r.x + (zb_u)i * (g->width + p->gap), .y = r.y, .w = g->width};
    bool again = i > 0 || !p->first; /* heads are read once */
    if (again)
      zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_grid_draw_head(g, page, at);
    if (again)
      zb_dl_end(page, ZB_DL_ARTIFACT);
    at.y += zb_grid_rows_height(g, 0, g->nhead);
    for (size_t row = p->row[i]; row < p->row[i + 1]; row++) {
      at.h = g->row[row].height;
      zb_grid_rules(g, row, page, at, row == p->row[i], row + 1 == p->row[i + 1]);
      zb_grid_draw_row(g, row, page, at);
      at.y += at.h;
    }
  }
}

/* Ends of strips no higher than `limit` from row `from` on; the names of groups stay with their rows. */
static size_t pour(const zb_grid *g, size_t from, size_t strips, zb_u limit, size_t *row)
{
  row[0] = from;
  for (size_t i = 0; i < strips; i++) {
    size_t to = row[i];
    zb_u h = 0;
    while (to < g->nrows && (h + g->row[to].height <= limit || to == row[i]))
      h += g->row[to++].height;
    while (to < g->nrows && to > row[i] + 1 && g->row[to - 1].kind == ZB_TROW_GROUP)
      to--;
    row[i + 1] = to;
  }
  return row[strips];
}

/* The least height at which the strips hold all that they hold at `limit`. */
static zb_u level(const zb_grid *g, size_t from, size_t strips, zb_u limit, size_t *row)
{
  size_t all = pour(g, from, strips, limit, row);
  zb_u lo = 0, hi = limit;
  while (hi - lo > ZB_UNIT) {
    zb_u mid = lo + (hi - lo) / 2;
    if (pour(g, from, strips, mid, row) >= all)
      hi = mid;
    else
      lo = mid;
  }
  pour(g, from, strips, hi, row);
  return hi;
}

zb_u zb_grid_strip(const zb_grid *g, zb_u measure, size_t strips)
{
  zb_u gap = g->body.size * 2;
  return (measure - (zb_u)(strips - 1) * gap) / (zb_u)strips;
}

void zb_grid_fold(zb_block_ctx *c, const zb_grid *g, size_t strips, zb_vlist *out)
{
  zb_u head = zb_grid_rows_height(g, 0, g->nhead), limit = g->page > 0 ? g->page * 2 / 5 - head : INT32_MAX / 4;
  for (size_t from = g->nhead; from < g->nrows;) {
    piece *p = zb_new(c->arena, piece);
    *p = (piece){.g = g, .strips = strips, .gap = g->body.size * 2, .first = from == g->nhead, .row = zb_newn(c->arena, size_t, strips + 1)};
    zb_u h = level(g, from, strips, zb_u_max(limit, g->body.leading), p->row);
    zb_u most = 0;
    for (size_t i = 0; i < strips; i++)
      most = zb_u_max(most, zb_grid_rows_height(g, p->row[i], p->row[i + 1]));
    (void)h;
    zb_vbox box = {.kind = ZB_V_ROW, .height = head + most, .mark = c->mark, .nmarks = c->nmarks, .draw = draw_piece, .data = p, .src = g->src};
    box.baseline = g->row[0].pad + zb_part_baseline(&g->head);
    from = p->row[strips];
    box.space = from < g->nrows ? g->body.size : 0;
    zb_push(c->arena, out, box);
  }
}
