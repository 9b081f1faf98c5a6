/* One story of a newspaper page: its head above the text or, in a high and narrow rectangle, upright at the right edge
   (竖题), lines from right to left: kicker (引题), headline, subtitle (副题). */
#include "layout/makeup.h"

enum {
  HEAD_LINES = 2,
  PARTS = 3,
  LEAST_COLUMN = 9, /* characters beside an upright head */
  /* in 1/1000: */
  SLENDER = 1250,   /* least height of a story with an upright head, of its width */
  LEAST_HEAD = 450, /* length of its head: below it all is white */
  FILLS = 700,      /* of the story's height, that the head grows to ... */
  LARGEST = 1400    /* ... up to this size */
};

/* A part of the head: its lines are columns. */
typedef struct part {
  zb_lines *lines;
  zb_tstyle style;
  zb_u length; /* of the columns */
} part;

typedef struct zb_upright {
  part part[PARTS];
  size_t n;
  zb_u width, length;
} zb_upright;

/* --- the upright head --------------------------------------------------------------------------------------------- */

/* The least measure that holds the paragraph in HEAD_LINES columns, if it is at most `most`; else 0. */
static zb_u least_measure(const zb_para *p, zb_u size, zb_u most)
{
  zb_u whole = zb_para_width(p) + size / 8;
  if (whole <= most)
    return whole;
  for (zb_u m = whole / HEAD_LINES; m <= most; m += size / 2)
    if (zb_para_count(p, m) <= HEAD_LINES)
      return m;
  return 0;
}

/* Adds a part no longer than `most`; false if it does not fit. */
static bool add_part(zb_run *run, zb_upright *u, const zb_prose *text, const char *style, zb_u most, int scale)
{
  if (!text || text->nparas == 0)
    return true;
  zb_block_ctx c = run->ctx;
  part p = {.style = zb_theme_style(&c, style)};
  p.style.size = zb_u_muldiv(p.style.size, scale, 1000);
  p.style.leading = zb_u_muldiv(p.style.leading, scale, 1000);
  p.style.vertical = true;
  p.style.indent = 0;
  p.style.align = ZB_ALIGN_CENTER;
  p.style.balance = true;
  size_t n;
  zb_span *span = zb_block_spans(&c, &text->para[0], &n);
  zb_para *para = zb_para_new(c.text, span, n, &p.style);
  p.length = least_measure(para, p.style.size, most);
  if (p.length == 0)
    return false;
  p.lines = zb_para_break(para, p.length);
  u->width += (zb_u)zb_lines_count(p.lines) * p.style.leading;
  u->length = zb_u_max(u->length, p.length);
  u->part[u->n++] = p;
  return true;
}

static zb_upright *head_of(zb_run *run, size_t theme, zb_u most, int scale)
{
  zb_upright *u = zb_new(run->in.arena, zb_upright);
  const zb_theme *t = &run->in.report->theme[theme];
  *u = (zb_upright){0};
  bool fits = add_part(run, u, zb_obj_prose(t->props, ZB_K_KICKER), "headline-kicker", most, scale) &&
              add_part(run, u, t->title, zb_theme_rank(run->in.layout, theme), most, scale) &&
              add_part(run, u, zb_obj_prose(t->props, ZB_K_SUBTITLE), "headline-subtitle", most, scale);
  return fits && u->n > 0 ? u : NULL;
}

/* From the right; all parts begin at the top. */
static void draw_head(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const zb_upright *u = box->data;
  zb_u x = r.x + r.w;
  for (size_t k = 0; k < u->n; k++) {
    const part *p = &u->part[k];
    for (size_t i = 0; i < zb_lines_count(p->lines); i++, x -= p->style.leading)
      zb_lines_draw(p->lines, i, page, x - p->style.leading / 2, r.y);
  }
}

/* The head as one box, in the section of its text. */
static zb_vlist head_list(const zb_story *s)
{
  zb_run *run = s->flow.run;
  zb_arena *a = run->in.arena;
  const zb_theme *t = &run->in.report->theme[s->theme];
  zb_block_ctx c = run->ctx;
  const zb_vbox *first = &s->flow.item.v[0].list.v[0];
  c.mark = first->mark;
  c.nmarks = first->nmarks > 0 ? 1 : 0;
  zb_vbox box = {.kind = ZB_V_PICTURE, .height = s->head->length, .draw = draw_head, .src = t->src};
  box.stretch = ZB_MM(1000);
  box.data = zb_arena_memdup(a, s->head, sizeof *s->head);
  zb_mark mark = {.role = ZB_DL_H2, .id = t->id, .src = t->title->src};
  mark.title = zb_prose_plain(a, run->in.report, t->title);
  box.mark = zb_block_marks(&c, mark, &box.nmarks);
  zb_vlist list = {0};
  zb_push(a, &list, box);
  return list;
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

static void measure(zb_story *s, zb_u width)
{
  enum { FAR = ZB_MM(20000) };
  zb_page_plan trial = {0};
  zb_filled got = zb_flow_fill(&s->flow, (zb_rect){.w = width, .h = FAR}, false, &trial);
  s->height = got.used;
  s->ended = got.ended;
}

/* Is there text to run through columns, or only pictures? */
static bool has_text(const zb_flow *f)
{
  for (size_t i = 0; i < f->item.n; i++) {
    const zb_block *b = f->item.v[i].block;
    if (b && (b->kind == ZB_B_TEXT || b->kind == ZB_B_LIST || b->kind == ZB_B_QUOTE))
      return true;
  }
  return false;
}

zb_story zb_story_set(zb_run *run, size_t theme, zb_u width, int columns, zb_u gutter)
{
  zb_story s = {.theme = theme, .flow = zb_flow_theme(run, theme, width, columns, gutter, true)};
  if (columns > 1 && !has_text(&s.flow)) /* pictures take the whole width */
    s.flow = zb_flow_theme(run, theme, width, 1, gutter, true);
  measure(&s, width);
  return s;
}

/* With a head no longer than `most`, `scale` (1/1000) times as large as its style. */
static bool set_upright(zb_run *run, size_t theme, zb_u width, int columns, zb_u gutter, zb_u most, int scale,
                        zb_story *out)
{
  zb_u body = zb_block_style(&run->ctx, "body").size;
  *out = (zb_story){.theme = theme, .head = head_of(run, theme, most, scale)};
  if (!out->head)
    return false;
  out->strip = out->head->width + body * 3 / 2;
  zb_u left = width - out->strip;
  if ((left - (columns - 1) * gutter) / columns < LEAST_COLUMN * body)
    return false;
  out->flow = zb_flow_theme(run, theme, left, columns, gutter, false);
  if (out->flow.item.n == 0)
    return false;
  measure(out, left);
  return out->ended && out->height >= zb_u_muldiv(width, SLENDER, 1000);
}

bool zb_story_upright(zb_run *run, size_t theme, zb_u width, int columns, zb_u gutter, zb_story *out)
{
  zb_story s;
  if (!set_upright(run, theme, width, columns, gutter, ZB_MM(20000), 1000, out))
    return false;
  if (out->head->length > out->height) /* in two lines */
    return set_upright(run, theme, width, columns, gutter, out->height, 1000, out) && out->head->length <= out->height;
  int64_t scale = (int64_t)out->height * FILLS / out->head->length;
  scale = scale > LARGEST ? LARGEST : scale;
  if (scale > 1000 && set_upright(run, theme, width, columns, gutter, ZB_MM(20000), (int)scale, &s) &&
      s.head->length <= s.height)
    *out = s;
  return out->head->length >= zb_u_muldiv(out->height, LEAST_HEAD, 1000);
}

zb_filled zb_story_place(zb_story *s, zb_rect r, zb_page_plan *page)
{
  zb_rect text = r;
  text.w -= s->strip;
  if (s->head) {
    zb_rect strip = {.x = r.x + r.w - s->head->width, .y = r.y, .w = s->head->width, .h = r.h};
    zb_push(s->flow.run->in.arena, &page->placed, (zb_placed){.list = head_list(s), .r = strip});
  }
  size_t first = page->placed.n;
  zb_filled got = zb_flow_fill(&s->flow, text, true, page);
  zb_flow_spread(page, first, text);
  return got;
}
