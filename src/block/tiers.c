/* Tiers: a pyramid cut into layers, the core at the top, what each holds beside it. */
#include "block/structure.h"

/* In permille of the measure: the pyramid's foot, its top at least; of the name size: gap between layers, from the
   pyramid to the text. */
enum { FOOT = 360, TOP = 130, GAP = 180, BESIDE = 1300 };

typedef struct tiers {
  zb_structure *s;
  zb_u top, foot; /* widths of the pyramid */
  zb_u height;    /* of all layers, gaps included: natural */
} tiers;

typedef struct row {
  const tiers *all;
  size_t index;
  zb_u y, height; /* natural place in the pyramid */
} row;

static zb_u gap_of(const tiers *all)
{
  return zb_u_muldiv(all->s->name.size, GAP, 1000);
}

/* From deep at the core to a light shade of the accent outside; with highlights the others stand back. */
static zb_rgba fill_of(const zb_structure *s, size_t i)
{
  if (s->any_strong)
    return s->item[i].strong ? s->accent : s->tint;
  if (i == 0 || s->n < 2)
    return s->deep;
  return zb_color_mix(s->accent, s->ground, (int)(200 * (i - 1) / (s->n > 2 ? s->n - 2 : 1)));
}

/* Width of the pyramid at a depth of its natural height. */
static zb_u width_at(const tiers *all, zb_u y)
{
  return all->top + zb_u_muldiv(all->foot - all->top, y, zb_u_max(all->height, 1));
}

static void draw_layer(const row *w, zb_dl_page *page, zb_rect r, zb_u h)
{
  const tiers *all = w->all;
  zb_u mid = r.x + all->foot / 2, a = width_at(all, w->y) / 2, b = width_at(all, w->y + w->height) / 2;
  zb_point pt[4] = {{mid - a, r.y}, {mid + a, r.y}, {mid + b, r.y + h}, {mid - b, r.y + h}};
  zb_structure_poly(page, pt, 4, fill_of(all->s, w->index));
}

/* A hairline from the layer's foot to the far edge, between two texts. */
static void draw_hairline(const row *w, zb_dl_page *page, zb_rect r, zb_u h)
{
  const tiers *all = w->all;
  zb_u x = r.x + all->foot / 2 + width_at(all, w->y + w->height) / 2 + all->s->pad / 2, y = r.y + h + gap_of(all) / 2;
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, (zb_point){x, y}, (zb_point){r.x + r.w, y}, zb_paint_solid(all->s->rule),
             (zb_stroke){.width = zb_u_max(zb_u_max(all->s->name.size / 24, ZB_UNIT / 2), all->s->stroke_min)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

static void draw_tier(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const row *w = box->data;
  const tiers *all = w->all;
  const zb_twig *t = &all->s->item[w->index];
  bool last = w->index + 1 == all->s->n;
  zb_u h = r.h - (last ? 0 : gap_of(all));
  zb_u details = 0;
  for (size_t i = 0; i < t->n; i++)
    details += zb_part_label_height(&t->under[i].label) + (i > 0 ? t->under[0].label.style.leading / 4 : 0);
  zb_dl_begin_role(page, ZB_DL_LI, t->v->src);
  zb_dl_begin_role(page, ZB_DL_LBL, t->v->src);
  draw_layer(w, page, r, h);
  if (!last)
    draw_hairline(w, page, r, h);
  zb_part_label_draw(&t->label, page, r.x + all->foot / 2, r.y + (h - zb_part_label_height(&t->label)) / 2, 0);
  zb_dl_end(page, ZB_DL_LBL);
  zb_dl_begin_role(page, ZB_DL_LBODY, t->v->src);
  zb_twigs_draw(t, page, r.x + all->foot + zb_u_muldiv(all->s->name.size, BESIDE, 1000), r.y + (h - details) / 2, -1);
  zb_dl_end(page, ZB_DL_LBODY);
  zb_dl_end(page, ZB_DL_LI);
}

/* The pyramid is as wide as its names ask for: half of the measure at most. */
static void set_labels(tiers *all)
{
  zb_structure *s = all->s;
  zb_tstyle name = s->name;
  name.align = ZB_ALIGN_CENTER;
  zb_u widest = 0;
  for (size_t i = 0; i < s->n; i++) {
    name.color = zb_structure_on(s, fill_of(s, i));
    zb_twig_set(s, &s->item[i], &name);
    zb_twigs_set(s, &s->item[i], &s->text);
    widest = zb_u_max(widest, s->item[i].label.width);
  }
  zb_u most = s->measure / 2;
  all->top =
      zb_u_clamp(zb_u_max(s->item[0].label.width + 2 * s->pad, zb_u_muldiv(s->measure, TOP, 1000)), 1, most * 3 / 4);
  all->foot = zb_u_clamp(zb_u_max(widest + 4 * s->pad, zb_u_muldiv(s->measure, FOOT, 1000)), all->top, most);
}

/* Names stand at the middle of their layer, which at its upper edge is narrower. */
static zb_u row_height(tiers *all, size_t i, size_t n)
{
  zb_structure *s = all->s;
  zb_twig *t = &s->item[i];
  zb_u share = zb_u_muldiv(all->foot - all->top, (int64_t)(2 * i + 1), (int64_t)(2 * n));
  zb_label_fit(&t->label, all->top + share - s->pad);
  zb_u details = zb_twigs_fit(t, s->measure - all->foot - zb_u_muldiv(s->name.size, BESIDE, 1000));
  return zb_u_max(zb_part_label_height(&t->label), details) + 2 * s->pad;
}

void zb_tiers_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  tiers *all = zb_new(c->arena, tiers);
  zb_structure *s = all->s = zb_structure_new(c, b, ZB_K_TIERS, measure, out);
  if (!s)
    return;
  size_t first = out->n;
  set_labels(all);
  for (size_t i = 0; i < s->n; i++) {
    row *w = zb_new(c->arena, row);
    *w = (row){.all = all, .index = i, .y = all->height, .height = row_height(all, i, s->n)};
    all->height += w->height + (i + 1 < s->n ? gap_of(all) : 0);
    zb_structure_row(s, NULL, w->height + (i + 1 < s->n ? gap_of(all) : 0), draw_tier, w, s->item[i].v->src, out);
    zb_twig_check(s, &s->item[i]);
    zb_twigs_check(s, &s->item[i]);
  }
  zb_structure_end(s, first, out);
  for (size_t i = first; i < out->n; i++)
    out->v[i].penalty = i + 1 < out->n ? ZB_BREAK_FORBID : out->v[i].penalty; /* a pyramid stays in one piece */
}
