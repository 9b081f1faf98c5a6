/* Long narrow tables folded into parts side by side (折栏), read down one part and then the next. The table is one box,
   which is cut where a page ends: each page is filled, and what stands on the last one is balanced. */
#include "block/table.h"

enum { GAP = 2 }; /* between strips, in em */

/* Rows [row[i], row[i + 1]) in strip i of one piece. */
typedef struct piece {
  zb_block_ctx c;
  const zb_grid *g;
  size_t *row;
  size_t strips;
  zb_u gap;               /* between strips */
  zb_label title;         /* of pieces that go on */
  const zb_label **group; /* names（续） of groups, by group */
} piece;

static zb_u width_of(const piece *p)
{
  return (zb_u)p->strips * p->g->width + (zb_u)(p->strips - 1) * p->gap;
}

/* Height of what stands above the strips: the title of a piece that goes on. */
static zb_u title_height(const piece *p)
{
  return p->row[0] > p->g->nhead ? zb_grid_title_height(p->g, &p->title, width_of(p)) : 0;
}

static void draw_piece(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const piece *p = box->data;
  const zb_grid *g = p->g;
  if (p->row[0] > g->nhead) {
    zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
    zb_grid_title_draw(g, &p->title, width_of(p), ZB_DL_ARTIFACT, page, r);
    zb_dl_end(page, ZB_DL_ARTIFACT);
    r.y += title_height(p);
  }
  for (size_t i = 0; i < p->strips && p->row[i] < p->row[i + 1]; i++) {
    size_t from = p->row[i];
    const zb_label *group = zb_grid_group_goes_on(g, from) ? p->group[g->row[from].group] : NULL;
    zb_grid_draw_part(g, from, p->row[i + 1], group, page,
                      (zb_rect){.x = r.x + (zb_u)i * (g->width + p->gap), .y = r.y, .w = g->width});
  }
}

static const zb_vbox *cut_piece(const zb_vbox *box, zb_arena *a, zb_u room, const zb_vbox **rest);

/* Ends of strips no higher than `limit`, heads and names of groups that go on included, from row `from` on. */
static size_t pour(const zb_grid *g, size_t from, size_t strips, zb_u limit, size_t *row)
{
  row[0] = from;
  for (size_t i = 0; i < strips; i++)
    row[i + 1] = zb_grid_fill(g, row[i], limit - zb_grid_part_height(g, row[i], row[i]));
  return row[strips];
}

/* Pours the rows at the least height at which the strips hold all that they hold at `limit`. */
static void level(const zb_grid *g, size_t from, size_t strips, zb_u limit, size_t *row)
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
}

zb_u zb_grid_strip(const zb_grid *g, zb_u measure, size_t strips)
{
  zb_u gap = g->body.size * GAP;
  return (measure - (zb_u)(strips - 1) * gap) / (zb_u)strips;
}

/* Rows from `from` on, in a box of at most `limit`: at that height, or leveled when all of them go in. */
static zb_vbox piece_of(zb_arena *a, const piece *like, size_t from, zb_u limit)
{
  const zb_grid *g = like->g;
  piece *p = zb_arena_memdup(a, like, sizeof *like);
  p->row = zb_newn(a, size_t, p->strips + 1);
  p->row[0] = from;
  zb_u above = title_height(p), most = 0;
  level(g, from, p->strips, zb_u_max(limit - above, zb_grid_part_height(g, from, from) + g->body.leading), p->row);
  for (size_t i = 0; i < p->strips; i++)
    most = zb_u_max(most, zb_grid_part_height(g, p->row[i], p->row[i + 1]));
  zb_vbox box = {
      .kind = ZB_V_ROW, .height = above + most, .draw = draw_piece, .cut = cut_piece, .data = p, .src = g->src};
  box.mark = p->c.mark;
  box.nmarks = p->c.nmarks;
  box.baseline = above + g->row[0].pad + zb_part_baseline(&g->head);
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
  piece p = {.c = *c, .g = g, .strips = strips, .gap = g->body.size * GAP};
  p.title = zb_grid_more_title(c, b, width_of(&p));
  p.group = zb_newn(c->arena, const zb_label *, g->view->ngroups + 1);
  for (size_t i = 0; i < g->view->ngroups; i++)
    p.group[i] = zb_grid_more_group(c, g, (int)i);
  zb_push(c->arena, out, piece_of(c->arena, &p, g->nhead, INT32_MAX / 4));
}
