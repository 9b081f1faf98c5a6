/* Theme titles, sections and the space between blocks. */
#include <string.h>

#include "layout/run.h"

/* 一 to 九十九 for numbering; beyond that plain digits. */
static const char *chinese_number(zb_arena *a, size_t n)
{
  static const char *const digit[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (n == 0 || n > 99)
    return zb_arena_printf(a, "%zu", n);
  size_t tens = n / 10;
  return zb_arena_printf(a, "%s%s%s", tens > 1 ? digit[tens] : "", tens > 0 ? "十" : "", digit[n % 10]);
}

static const char *number_text(const zb_block_ctx *c, size_t index)
{
  const char *how = c->layout->theme_number;
  if (!how || strcmp(how, "none") == 0)
    return NULL;
  if (strcmp(how, "chinese") == 0)
    return zb_arena_printf(c->arena, "%s、", chinese_number(c->arena, index + 1));
  return zb_arena_printf(c->arena, "%zu ", index + 1);
}

void zb_theme_marks(zb_block_ctx *c, const zb_theme *theme)
{
  c->mark = zb_block_marks(
      c, (zb_mark){.role = ZB_DL_SECT, .node = zb_dl_node(c->dl), .id = theme->id, .src = theme->src}, &c->nmarks);
}

typedef struct title_line {
  zb_lines *lines;
  size_t line;
  zb_u baseline;
} title_line;

static void draw_line(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const title_line *t = box->data;
  zb_lines_draw(t->lines, t->line, page, r.x, r.y + t->baseline);
}

/* Baseline of a line box: the em box (0.88 : 0.12) is centred in the leading. */
static zb_u baseline_of(const zb_tstyle *s)
{
  return (s->leading - s->size) / 2 + zb_u_muldiv(s->size, 88, 100);
}

void zb_theme_title(zb_block_ctx *c, const zb_theme *theme, size_t index, zb_u measure, zb_vlist *out)
{
  zb_tstyle style = zb_block_style(c, "theme");
  size_t n = 0;
  const zb_para_src *para = &theme->title->para[0];
  zb_span *spans = zb_block_spans(c, para, &n);
  const char *number = number_text(c, index);
  if (number) {
    zb_span *more = zb_newn(c->arena, zb_span, n + 1);
    more[0] = zb_span_plain(number, strlen(number), para->src);
    memcpy(more + 1, spans, n * sizeof *spans);
    spans = more;
    n++;
  }
  zb_lines *lines = zb_para_break(zb_para_new(c->text, spans, n, &style), measure);
  zb_mark mark = {.role = ZB_DL_H2,
                  .node = zb_dl_node(c->dl),
                  .title = zb_prose_plain(c->arena, c->report, theme->title),
                  .src = theme->title->src};
  size_t nmarks, count = zb_lines_count(lines);
  const zb_mark *marks = zb_block_marks(c, mark, &nmarks);
  for (size_t i = 0; i < count; i++) {
    title_line *t = zb_new(c->arena, title_line);
    *t = (title_line){.lines = lines, .line = i, .baseline = baseline_of(&style)};
    zb_push(c->arena, out,
            (zb_vbox){.kind = ZB_V_LINE,
                      .height = style.leading,
                      .baseline = t->baseline,
                      .space = i + 1 == count ? style.space_after : 0,
                      .penalty = ZB_BREAK_FORBID,
                      .mark = marks,
                      .nmarks = nmarks,
                      .draw = draw_line,
                      .data = t,
                      .src = theme->src});
  }
}

void zb_theme_gap(const zb_block_ctx *c, zb_vlist *list)
{
  if (list->n == 0)
    return;
  zb_vbox *last = &list->v[list->n - 1];
  zb_u gap = zb_block_scaled(c, c->layout->block_gap);
  last->space = zb_u_max(last->space, gap);
  last->space_stretch = zb_u_max(last->space_stretch, gap * 2 / 3);
  last->space_shrink = zb_u_max(last->space_shrink, gap / 4);
}
