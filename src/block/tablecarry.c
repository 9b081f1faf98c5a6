/* Tables: sums carried from one page to the next (过次页, 承前页). */
#include "block/table.h"
#include "model/value.h"

/* Sums up to a row, kept from one page to the next. */
struct zb_tcarry {
  zb_block_ctx c;
  const zb_grid *g;
  size_t upto; /* rows added so far */
  zb_value *sum;
  bool *any;
};

static bool carries(const zb_grid *g, size_t k)
{
  const zb_view *v = g->view;
  return k > 0 && k >= g->nstub && v->column[g->from[k]].numeric && !zb_view_rates(v, g->from[k]);
}

zb_tcarry *zb_tcarry_new(zb_block_ctx *c, const zb_grid *g)
{
  zb_tcarry *k = zb_new(c->arena, zb_tcarry);
  *k = (zb_tcarry){.c = *c, .g = g, .upto = g->nhead};
  k->sum = zb_newn(c->arena, zb_value, g->ncols);
  k->any = zb_newn(c->arena, bool, g->ncols);
  return k;
}

/* Adds the rows before `row`. Pages are drawn in order; a row that was passed starts anew. */
static void carry_to(zb_tcarry *s, size_t row)
{
  if (row < s->upto) {
    s->upto = s->g->nhead;
    memset(s->any, 0, s->g->ncols * sizeof *s->any);
  }
  for (; s->upto < row; s->upto++)
    for (size_t k = 0; k < s->g->ncols; k++) {
      const zb_tcell *cell = zb_grid_cell(s->g, s->upto, k);
      if (s->g->row[s->upto].kind != ZB_TROW_BODY || !carries(s->g, k) || !cell->view->q ||
          s->g->view->row[s->g->row[s->upto].view].of_which)
        continue;
      zb_value v = zb_value_of(s->c.arena, cell->view->q);
      if (s->any[k] && zb_value_add(s->c.arena, s->sum[k], v, false, &v) != ZB_VALUE_FINE)
        continue;
      s->sum[k] = v;
      s->any[k] = true;
    }
}

/* A row of sums: its name, and the sum of each column where its numbers stand. */
void zb_tcarry_draw(zb_tcarry *s, size_t row, const char *word, zb_dl_page *page, zb_rect r)
{
  const zb_grid *g = s->g;
  carry_to(s, row);
  zb_tstyle style = g->body;
  style.align = ZB_ALIGN_LEFT;
  zb_u base = (r.h - style.leading) / 2 + zb_part_baseline(&style), x = r.x;
  zb_part_fill(page, (zb_rect){.x = r.x, .y = r.y, .w = g->width, .h = r.h}, g->tint);
  for (size_t k = 0; k < g->ncols; x += g->col[k].w + 2 * g->pad, k++) {
    const char *text = k == 0 ? word : NULL;
    zb_u at = x + g->pad;
    if (k > 0 && s->any[k]) {
      zb_quantity q = zb_value_quantity(s->c.arena, &s->sum[k]);
      text = zb_view_print(s->c.arena, g->view, g->from[k], &q);
    }
    if (!text)
      continue;
    zb_span span = zb_span_plain(text, strlen(text), ZB_SRC_NONE);
    span.has_role = true;
    span.role = k == 0 ? ZB_ROLE_KAI : ZB_ROLE_DIGITS;
    zb_label l = zb_label_spans(s->c.text, &span, 1, &style, 0);
    if (k > 0) {
      const zb_tcolumn *col = &g->col[k];
      zb_u free = col->w - (col->before + col->after + col->tail);
      size_t dot = strcspn(text, ".");
      zb_u point = zb_para_width_to(l.para, dot);
      at += (col->bar ? 0 : col->at_right ? free : free / 2) + col->before - point;
    }
    zb_label_draw(&l, page, at, r.y + base, -1, 2);
  }
}
