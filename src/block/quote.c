/* Pull quotes: a large opening mark in the accent colour, the words in their own face, the speaker below. */
#include "block/part.h"

/* One stroke of the opening mark, drawn: a ball at the foot and a tail that rises to the right. x, y: top left of its
   box of width w; height 1.3 w. */
static void draw_stroke(zb_dl_page *page, zb_u x, zb_u y, zb_u w, zb_paint paint)
{
  zb_arena *a = page->dl->arena;
  zb_u r = zb_u_muldiv(w, 46, 100), h = zb_u_muldiv(w, 130, 100);
  zb_point centre = {.x = x + r, .y = y + h - r};
  zb_seg tail[] = {
      {.kind = ZB_SEG_MOVE, .p = {{x, centre.y}}},
      {.kind = ZB_SEG_CURVE, .p = {{x, y + h * 36 / 100}, {x + w * 32 / 100, y + h * 10 / 100}, {x + w * 84 / 100, y}}},
      {.kind = ZB_SEG_LINE, .p = {{x + w * 90 / 100, y + h * 12 / 100}}},
      {.kind = ZB_SEG_CURVE, .p = {{x + w * 62 / 100, y + h * 22 / 100}, {x + r, y + h * 32 / 100}, {x + r, centre.y}}},
      {.kind = ZB_SEG_CLOSE},
  };
  zb_dl_fill(page, zb_path_circle(a, centre, r), paint);
  zb_dl_fill(page, (zb_path){.seg = zb_arena_memdup(a, tail, sizeof tail), .nsegs = 5}, paint);
}

typedef struct sign {
  zb_u y, w; /* top below the box's top; width of one stroke */
  zb_rgba color;
} sign;

static void draw_sign(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const sign *s = box->data;
  zb_paint paint = zb_paint_solid(s->color);
  draw_stroke(page, r.x, r.y + s->y, s->w, paint);
  draw_stroke(page, r.x + s->w * 11 / 10, r.y + s->y, s->w, paint);
}

/* The mark stands in a box of no height before the first line. */
static void push_sign(zb_block_ctx *c, const zb_tstyle *style, zb_src src, zb_vlist *out)
{
  sign *s = zb_new(c->arena, sign);
  *s = (sign){.y = (style->leading - style->size) / 2, .w = zb_u_muldiv(style->size, 62, 100)};
  s->color = zb_part_color(c, ZB_HUE_ACCENT);
  zb_vbox box = {.kind = ZB_V_LINE, .penalty = ZB_BREAK_FORBID, .draw = draw_sign, .data = s, .src = src};
  box.baseline = zb_part_baseline(style);
  box.mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_ARTIFACT, .src = src}, &box.nmarks);
  zb_push(c->arena, out, box);
}

static void push_speaker(zb_block_ctx *c, const zb_prose *by, zb_u measure, zb_vlist *out)
{
  if (!by || by->nparas == 0)
    return;
  zb_tstyle style = zb_block_style(c, "caption");
  style.align = ZB_ALIGN_RIGHT;
  style.indent = 0;
  size_t n, nmarks;
  zb_span *span = zb_part_spans_after(c, "——", &by->para[0], &style, &n);
  const zb_mark *mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_P, .src = by->src}, &nmarks);
  zb_look look = {.together = true};
  zb_part_lines(c, zb_para_new(c->text, span, n, &style), &style, mark, nmarks, measure, &look, by->src, out);
}

void zb_quote_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "quote");
  const zb_prose *words = zb_obj_prose(b->props, ZB_K_QUOTE), *by = zb_obj_prose(b->props, ZB_K_BY);
  if (!words || words->nparas == 0)
    return;
  zb_block_ctx in = zb_part_inside(c, (zb_mark){.role = ZB_DL_BLOCKQUOTE, .id = b->id, .src = b->src});
  zb_look look = {.left = style.size * 2};
  push_sign(&in, &style, b->src, out);
  zb_part_prose(&in, words, "quote", measure, &look, out);
  if (by)
    out->v[out->n - 1].penalty = ZB_BREAK_FORBID;
  push_speaker(&in, by, measure, out);
}
