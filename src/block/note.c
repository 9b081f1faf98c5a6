/* Notes: small remarks that begin with 注：, and rules. */
#include "block/part.h"

void zb_note_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "note");
  const zb_prose *note = zb_obj_prose(b->props, ZB_K_NOTE);
  const char *word = zb_part_word(c, "注：", "Note: ");
  zb_block_ctx in = zb_part_inside(c, (zb_mark){.role = ZB_DL_NOTE, .id = b->id, .src = b->src});
  for (size_t i = 0; note && i < note->nparas; i++) {
    const zb_para_src *p = &note->para[i];
    if (p->note)
      continue;
    size_t n, nmarks;
    zb_span *span = zb_part_spans_after(&in, i == 0 ? word : NULL, p, &style, &n);
    if (i == 0 && span[0].text == word) {
      span[0].has_role = true;
      span[0].role = ZB_ROLE_HEI;
    }
    const zb_mark *mark = zb_block_marks(&in, (zb_mark){.role = ZB_DL_P, .src = p->src}, &nmarks);
    zb_look look = {.space = style.space_after, .stretch = style.leading / 10};
    zb_part_lines(&in, zb_para_new(c->text, span, n, &style), &style, mark, nmarks, measure, &look, p->src, out);
  }
}

static void draw_rule(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const zb_rgba *color = box->data;
  zb_u thick = zb_u_max(r.h / 16, ZB_UNIT / 2);
  zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y + (r.h - thick) / 2, .w = r.w, .h = thick}, *color);
}

void zb_rule_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  (void)measure;
  zb_rgba color = zb_part_color(c, ZB_HUE_RULE);
  zb_vbox box = {
      .kind = ZB_V_RULE,
      .height = zb_block_style(c, "body").size,
      .discard_top = true,
      .mark = c->mark,
      .nmarks = c->nmarks,
      .draw = draw_rule,
      .data = zb_arena_memdup(c->arena, &color, sizeof color),
      .src = b->src,
  };
  zb_push(c->arena, out, box);
}
