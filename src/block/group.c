/* Groups: blocks side by side. Each column is a vertical list of its own, drawn inside one box; where all columns can
   give, they end at one height. */
#include "block/part.h"

typedef struct column {
  zb_vlist list;
  zb_vsum sum;
  zb_u x, w;
} column;

typedef struct side {
  column *v;
  size_t n;
} side;

/* A column is drawn to the foot of the group when it has a picture that can stretch; text keeps its own spacing. */
static zb_u drawn_height(const column *col, zb_u height)
{
  return col->sum.stretch > 0 || height < col->sum.height ? height : col->sum.height;
}

static void draw_group(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const side *s = box->data;
  for (size_t i = 0; i < s->n; i++) {
    const column *col = &s->v[i];
    zb_rect at = {.x = r.x + col->x, .y = r.y, .w = col->w, .h = drawn_height(col, r.h)};
    zb_vlist_draw(&col->list, 0, col->list.n, page, at, NULL, 0);
  }
}

/* Only pictures stretch inside a group: gaps between lines and paragraphs stay as they are. */
static void stiffen(zb_vlist *l)
{
  for (size_t i = 0; i < l->n; i++) {
    l->v[i].space_stretch = 0;
    l->v[i].space_shrink = 0;
  }
}

/* Natural height of the group: pictures of tall columns give up to half of the difference to the short ones. */
static zb_u meeting_height(const side *s)
{
  zb_u least = 0, low = INT32_MAX, high = 0;
  for (size_t i = 0; i < s->n; i++) {
    const zb_vsum *m = &s->v[i].sum;
    least = zb_u_max(least, m->height - m->shrink);
    low = zb_u_min(low, m->height);
    high = zb_u_max(high, m->height);
  }
  return zb_u_max(least, high - (high - low) / 2);
}

/* What all columns together can still give or take. */
static void flexibility(const side *s, zb_vbox *box)
{
  zb_u most = INT32_MAX, least = 0;
  for (size_t i = 0; i < s->n; i++) {
    const zb_vsum *m = &s->v[i].sum;
    most = zb_u_min(most, m->height + m->stretch);
    least = zb_u_max(least, m->height - m->shrink);
  }
  box->stretch = zb_u_max(0, most - box->height);
  box->shrink = zb_u_max(0, box->height - least);
}

/* Columns of one picture each: their parts stand level. */
static void level(zb_block_ctx *c, side *s)
{
  zb_vbox **box = zb_newn(c->arena, zb_vbox *, s->n);
  for (size_t i = 0; i < s->n; i++) {
    if (s->v[i].list.n != 1)
      return;
    box[i] = &s->v[i].list.v[0];
  }
  zb_figchart_level(box, s->n);
  zb_photo_level(box, s->n);
}

static void push_side(zb_block_ctx *c, const zb_block *b, const zb_block *const *child, size_t n, size_t columns,
                      zb_u measure, zb_vlist *out)
{
  zb_u gutter = c->gutter > 0 ? c->gutter : zb_block_style(c, "body").size * 2;
  zb_u w = (measure - (zb_u)(columns - 1) * gutter) / (zb_u)columns;
  zb_block_ctx in = *c;
  in.nmarks = 0; /* the box of the group carries the enclosing marks */
  side *s = zb_new(c->arena, side);
  *s = (side){.v = zb_newn(c->arena, column, n), .n = n};
  for (size_t i = 0; i < n; i++) {
    column *col = &s->v[i];
    *col = (column){.x = (zb_u)i * (w + gutter), .w = i + 1 == columns ? measure - (zb_u)i * (w + gutter) : w};
    zb_block_layout(&in, child[i], col->w, &col->list);
    stiffen(&col->list);
  }
  level(c, s);
  for (size_t i = 0; i < n; i++)
    s->v[i].sum = zb_vlist_sum(&s->v[i].list, 0, s->v[i].list.n);
  zb_vbox box = {.kind = ZB_V_ROW, .draw = draw_group, .data = s, .src = b->src};
  box.mark = c->mark;
  box.nmarks = c->nmarks;
  box.height = meeting_height(s);
  flexibility(s, &box);
  for (size_t i = 0; i < n; i++)
    zb_part_note_hoist(c, &box, &s->v[i].list);
  zb_push(c->arena, out, box);
}

/* Narrow measures stack the children. */
static size_t columns_for(zb_block_ctx *c, const zb_block *b, size_t n, zb_u measure)
{
  long asked = zb_obj_int(b->props, ZB_K_COLUMNS, (long)n);
  size_t most = (size_t)zb_u_max(1, measure / (zb_block_style(c, "body").size * 9));
  size_t columns = asked < 1 ? 1 : (size_t)asked;
  columns = columns > n ? n : columns;
  return columns > most ? most : columns;
}

void zb_group_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  size_t n = b->nchildren;
  if (n == 0)
    return;
  const zb_block **child = zb_newn(c->arena, const zb_block *, n);
  for (size_t i = 0; i < n; i++)
    child[i] = &b->child[i];
  size_t columns = columns_for(c, b, n, measure);
  zb_block_ctx in = zb_part_inside(c, (zb_mark){.role = ZB_DL_DIV, .id = b->id, .src = b->src});
  zb_part_title(&in, zb_obj_prose(b->props, ZB_K_TITLE), measure, out);
  if (columns == 1) {
    zb_block_sequence(&in, child, n, measure, out);
    return;
  }
  for (size_t i = 0; i < n; i += columns) {
    if (i > 0)
      zb_block_gap(c, b, b, out);
    push_side(&in, b, child + i, n - i < columns ? n - i : columns, columns, measure, out);
  }
}
