/* Lists: items with a hanging marker, each L > LI > (Lbl, LBody). */
#include "block/part.h"

/* The marker of one item, drawn from a box of no height before the item's first line. */
typedef struct marker {
  zb_label label;
  zb_u x, baseline;
  int halign;
} marker;

static void draw_marker(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const marker *m = box->data;
  zb_label_draw(&m->label, page, r.x + m->x, r.y + m->baseline, m->halign, 2);
}

/* What all markers of a list share. */
typedef struct marking {
  char kind; /* '-' '1' '=' */
  zb_tstyle item, style;
  zb_u hang; /* from the marker's left edge to the text */
  const zb_look *look;
} marking;

static marking marking_of(zb_block_ctx *c, char kind, size_t n, const zb_look *look)
{
  zb_tstyle item = zb_block_style(c, "list");
  marking m = {.kind = kind, .item = item, .style = item, .look = look, .hang = item.size * 5 / 4};
  zb_rgba accent = zb_part_color(c, ZB_HUE_ACCENT);
  if (accent.a > 0) /* a palette without accent hides ornaments, not numbers */
    m.style.color = accent;
  m.style.keep_halfwidth = true;
  m.style.indent = 0;
  if (kind == '=') {
    m.hang = item.size * 5 / 2;
  } else if (kind == '1') {
    m.style.role = ZB_ROLE_DIGITS;
    m.style.weight = 700;
    m.style.tabular = true;
    zb_label widest = zb_label_text(c->text, n > 99 ? "000." : n > 9 ? "00." : "0.", ZB_SRC_NONE, &m.style, 0);
    m.hang = widest.width + item.size * 2 / 5;
  } else {
    m.style.role = ZB_ROLE_HEI; /* its bullet is a round dot at the middle of the Han */
    m.style.weight = 700;
  }
  return m;
}

static marker marker_of(zb_block_ctx *c, const marking *m, size_t index, zb_src src)
{
  const char *text = m->kind == '-' ? "•" : m->kind == '=' ? "——" : zb_arena_printf(c->arena, "%zu.", index + 1);
  marker k = {.label = zb_label_text(c->text, text, src, &m->style, 0),
              .x = m->look->left,
              .baseline = zb_part_baseline(&m->item),
              .halign = -1};
  if (m->kind == '1') {
    k.x += m->hang - m->item.size * 2 / 5;
    k.halign = 1;
  } else if (m->kind == '-') {
    k.x += m->item.size * 9 / 20;
    k.halign = 0;
  }
  return k;
}

static void push_marker(zb_block_ctx *c, const marking *m, size_t index, zb_src src, zb_vlist *out)
{
  marker *k = zb_new(c->arena, marker);
  *k = marker_of(c, m, index, src);
  zb_vbox box = {.kind = ZB_V_LINE, .penalty = ZB_BREAK_FORBID, .draw = draw_marker, .data = k, .src = src};
  box.baseline = zb_part_baseline(&m->item);
  box.mark = zb_block_marks(c, (zb_mark){.role = ZB_DL_LBL, .src = src}, &box.nmarks);
  zb_push(c->arena, out, box);
}

static void push_item(zb_block_ctx *c, const zb_para_src *p, const marking *m, size_t index, zb_u measure,
                      zb_vlist *out)
{
  size_t nspans, nmarks;
  zb_block_ctx li = zb_part_inside(c, (zb_mark){.role = ZB_DL_LI, .src = p->src});
  push_marker(&li, m, index, p->src, out);
  const zb_mark *mark = zb_block_marks(&li, (zb_mark){.role = ZB_DL_LBODY, .src = p->src}, &nmarks);
  zb_span *span = zb_part_spans(&li, p, &m->item, &nspans);
  zb_look look = *m->look;
  look.left += m->hang;
  look.space = m->item.space_after;
  look.stretch = zb_u_max(m->item.space_after / 2, m->item.leading / 10);
  look.shrink = m->item.space_after / 4;
  zb_tstyle style = m->item;
  style.indent = 0;
  zb_part_lines(&li, zb_para_new(c->text, span, nspans, &style), &style, mark, nmarks, measure, &look, p->src, out);
}

void zb_part_list(zb_block_ctx *c, const zb_para_src *const *item, size_t n, char kind, zb_u measure,
                  const zb_look *look, zb_vlist *out)
{
  if (n == 0)
    return;
  marking m = marking_of(c, kind, n, look);
  zb_block_ctx list = zb_part_inside(c, (zb_mark){.role = ZB_DL_L, .src = item[0]->src});
  for (size_t i = 0; i < n; i++)
    push_item(&list, item[i], &m, i, measure, out);
}

/* The title of a list or group: a small heading that is no outline entry. */
void zb_part_title(zb_block_ctx *c, const zb_prose *title, zb_u measure, zb_vlist *out)
{
  if (!title || title->nparas == 0)
    return;
  zb_tstyle style = zb_block_style(c, "chart-title");
  style.balance = true;
  zb_look look = {.together = true, .keep = true, .space = style.size / 2};
  zb_part_para(c, &title->para[0], &style, ZB_DL_P, measure, &look, out);
}

void zb_list_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  static const char kind[] = {
      [ZB_E_LIST_STYLE_BULLET] = '-', [ZB_E_LIST_STYLE_NUMBER] = '1', [ZB_E_LIST_STYLE_DASH] = '='};
  const zb_val *list = zb_obj_get(b->props, ZB_K_LIST);
  const zb_val *style = zb_obj_get(b->props, ZB_K_STYLE);
  size_t n = 0;
  const zb_para_src **item = zb_newn(c->arena, const zb_para_src *, list ? list->nitems : 0);
  for (size_t i = 0; list && i < list->nitems; i++)
    if (list->item[i].prose && list->item[i].prose->nparas > 0)
      item[n++] = &list->item[i].prose->para[0];
  zb_part_title(c, zb_obj_prose(b->props, ZB_K_TITLE), measure, out);
  zb_part_list(c, item, n, style ? kind[style->i] : '-', measure, &(zb_look){0}, out);
}
