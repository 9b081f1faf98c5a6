/* Long narrow tables folded into parts side by side (折栏), read down one part and then the next. The table is one box,
   which is cut where a page ends: each page is filled, and what stands on the last one is balanced. */
#include "block/table.h"

/* Rows [row[i], row[i + 1]) in strip i of one piece. */
typedef struct piece {
  zb_block_ctx c;
  const zb_grid *g;
  size_t *row;
  size_t strips;
  zb_u gap; /* between strips */
  bool first;
  zb_label title; /* of pieces that go on, and the height it takes with the unit */
  zb_u above;
} piece;

static void draw_piece(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const piece *p = box->data;
  const zb_grid *g = p->g;
  zb_u width = (zb_u)p->strips * g->width + (zb_u)(p->strips - 1) * p->gap;
  if (!p->first) {
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_grid_more_draw(g, &p->title, width, page, r);
    zb_dl_end(page, ZB_DL_ARTIFACT);
    r.y += p->above;
  }
  for (size_t i = 0; i < p->strips && p->row[i] < p->row[i + 1]; i++) {
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

static const zb_vbox *cut_piece(const zb_vbox *box, zb_arena *a, zb_u room, const zb_vbox **rest);

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

/* Rows from `from` on, in a box of at most `limit`: at that height, or leveled when all of them go in. */
static zb_vbox piece_of(zb_arena *a, const piece *like, size_t from, zb_u limit)
{
  const zb_grid *g = like->g;
  piece *p = zb_arena_memdup(a, like, sizeof *like);
  p->first = from == g->nhead;
  p->row = zb_newn(a, size_t, p->strips + 1);
  zb_u above = (p->first ? 0 : p->above) + zb_grid_rows_height(g, 0, g->nhead), most = 0;
  level(g, from, p->strips, zb_u_max(limit - above, g->body.leading), p->row);
  for (size_t i = 0; i < p->strips; i++)
    most = zb_u_max(most, zb_grid_rows_height(g, p->row[i], p->row[i + 1]));
  zb_vbox box = {
      .kind = ZB_V_ROW, .height = above + most, .draw = draw_piece, .cut = cut_piece, .data = p, .src = g->src};
  box.mark = p->c.mark;
  box.nmarks = p->c.nmarks;
  box.baseline = (p->first ? 0 : p->above) + g->row[0].pad + zb_part_baseline(&g->head);
  return box;
}

/* At least so many rows of each strip stand on both sides of a cut. */
enum { LEAST_ROWS = 2 };

static const zb_vbox *cut_piece(const zb_vbox *box, zb_arena *a, zb_u room, const zb_vbox **rest)
{
  const piece *p = box->data;
  const zb_grid *g = p->g;
  size_t from = p->row[0];
  zb_vbox first = piece_of(a, p, from, room);
  const piece *cut = first.data;
  size_t to = cut->row[p->strips];
  if (first.height > room || to >= g->nrows || to - from < LEAST_ROWS * p->strips)
    return NULL;
  zb_vbox left = piece_of(a, p, to, INT32_MAX / 4);
  left.penalty = box->penalty;
  left.space = box->space;
  *rest = zb_arena_memdup(a, &left, sizeof left);
  return zb_arena_memdup(a, &first, sizeof first);
}

void zb_grid_fold(zb_block_ctx *c, const zb_block *b, const zb_grid *g, size_t strips, zb_vlist *out)
{
  piece p = {.c = *c,
             .g = g,
             .strips = strips,
             .gap = g->body.size * 2,
             .title = zb_grid_more_title(c, b, (zb_u)strips * g->width + (zb_u)(strips - 1) * g->body.size * 2)};
  zb_u title = zb_u_max(zb_part_label_height(&p.title), zb_part_label_height(&g->unit));
  p.above = title > 0 ? title + p.title.style.size / 3 : 0;
  zb_push(c->arena, out, piece_of(c->arena, &p, g->nhead, INT32_MAX / 4));
}
