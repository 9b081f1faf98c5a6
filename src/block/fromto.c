/* From-to: what was at the left, an arrow, what it became at the right; a row for each change. */
#include "block/structure.h"

/* In permille of the measure: a side; of the name size: gap between rows. */
enum { SIDE = 430, ROW_GAP = 450 };

typedef struct changes {
  zb_structure *s;
  zb_u side; /* width of a box */
  zb_label head[2];
} changes;

typedef struct row {
  const changes *all;
  size_t index;
} row;

static bool stands_back(const zb_structure *s, const zb_twig *t)
{
  return s->any_strong && !t->strong;
}

static zb_rgba fill_of(const zb_structure *s, const zb_twig *t)
{
  return stands_back(s, t) ? zb_color_mix(s->tint, s->rule, 100) : s->accent;
}

static void fill_box(zb_dl_page *page, zb_rect r, zb_rgba color)
{
  zb_point pt[4] = {{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}};
  zb_structure_poly(page, pt, 4, color);
}

/* An arrow in the middle of the space between the boxes. */
static void draw_arrow(const changes *all, zb_dl_page *page, zb_rect r, zb_rgba color)
{
  zb_u em = all->s->name.size, len = zb_u_min(r.w * 7 / 10, em * 2), x0 = r.x + (r.w - len) / 2, x1 = x0 + len;
  zb_u y = r.y + r.h / 2, half = em * 42 / 100, shaft = em * 13 / 100, head = em * 62 / 100;
  zb_point pt[7] = {{x0, y - shaft},       {x1 - head, y - shaft}, {x1 - head, y - half}, {x1, y},
                    {x1 - head, y + half}, {x1 - head, y + shaft}, {x0, y + shaft}};
  zb_structure_poly(page, pt, 7, color);
}

static void draw_change(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  const changes *all = w->all;
  const zb_structure *s = all->s;
  const zb_twig *t = &s->item[w->index];
  zb_u h = r.h - (w->index + 1 < s->n ? zb_u_muldiv(s->name.size, ROW_GAP, 1000) : 0);
  zb_rect left = {.x = r.x, .y = r.y, .w = all->side, .h = h};
  zb_rect right = {.x = r.x + r.w - all->side, .y = r.y, .w = all->side, .h = h};
  zb_rect between = {.x = left.x + left.w, .y = r.y, .w = right.x - left.x - left.w, .h = h};
  zb_u became = 0;
  for (size_t i = 0; i < t->n; i++)
    became += zb_part_label_height(&t->under[i].label) + (i > 0 ? t->under[0].label.style.leading / 4 : 0);
  zb_dl_begin_role(page, ZB_DL_LI, t->v->src);
  zb_dl_begin_role(page, ZB_DL_LBL, t->v->src);
  fill_box(page, left, s->tint);
  zb_part_label_draw(&t->label, page, left.x + left.w / 2, r.y + (h - zb_part_label_height(&t->label)) / 2, 0);
  draw_arrow(all, page, between, stands_back(s, t) ? s->muted : s->accent);
  zb_dl_end(page, ZB_DL_LBL);
  zb_dl_begin_role(page, ZB_DL_LBODY, t->v->src);
  fill_box(page, right, fill_of(s, t));
  zb_twigs_draw(t, page, right.x + right.w / 2, r.y + (h - became) / 2, 0);
  zb_dl_end(page, ZB_DL_LBODY);
  zb_dl_end(page, ZB_DL_LI);
}

static void draw_heads(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const changes *all = box->data;
  zb_part_label_as(&all->head[0], page, ZB_DL_CAPTION, r.x + all->side / 2, r.y, 0);
  zb_part_label_as(&all->head[1], page, ZB_DL_CAPTION, r.x + r.w - all->side / 2, r.y, 0);
}

static void push_heads(changes *all, zb_vlist *out)
{
  static const zb_key key[] = {ZB_K_BEFORE, ZB_K_AFTER};
  zb_structure *s = all->s;
  zb_tstyle style = s->text;
  style.align = ZB_ALIGN_CENTER;
  style.color = s->muted;
  zb_u height = 0;
  for (int i = 0; i < 2; i++) {
    all->head[i] = zb_part_label(s->c, zb_obj_prose(s->block->props, key[i]), NULL, &style, all->side);
    height = zb_u_max(height, zb_part_label_height(&all->head[i]));
  }
  if (height > 0)
    zb_structure_row(s, NULL, height + s->pad / 2, draw_heads, all, s->block->src, out);
}

/* Both sides in bold: the right one in the colour its box asks for. */
static void set_labels(changes *all)
{
  zb_structure *s = all->s;
  zb_tstyle left = s->name, right = s->name;
  left.align = right.align = ZB_ALIGN_CENTER;
  left.weight = s->text.weight;
  for (size_t i = 0; i < s->n; i++) {
    right.color = zb_structure_on(s, fill_of(s, &s->item[i]));
    zb_twig_set(s, &s->item[i], &left);
    zb_twigs_set(s, &s->item[i], &right);
  }
}

void zb_fromto_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  changes *all = zb_new(c->arena, changes);
  zb_structure *s = all->s = zb_structure_new(c, b, ZB_K_FROM_TO, measure, out);
  if (!s)
    return;
  size_t first = out->n;
  all->side = zb_u_muldiv(measure, SIDE, 1000);
  set_labels(all);
  push_heads(all, out);
  for (size_t i = 0; i < s->n; i++) {
    zb_twig *t = &s->item[i];
    zb_u inner = all->side - 2 * s->pad;
    zb_label_fit(&t->label, inner);
    zb_u height = zb_u_max(zb_part_label_height(&t->label), zb_twigs_fit(t, inner)) + 2 * s->pad * 4 / 5;
    row *w = zb_new(c->arena, row);
    *w = (row){.all = all, .index = i};
    zb_structure_row(s, NULL, height + (i + 1 < s->n ? zb_u_muldiv(s->name.size, ROW_GAP, 1000) : 0), draw_change, w,
                     t->v->src, out);
    zb_twig_check(s, t);
    zb_twigs_check(s, t);
  }
  zb_structure_end(s, first, out);
}
