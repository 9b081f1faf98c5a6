/* Prose: paragraphs as line boxes on their leading, with widow and orphan penalties; headings and lists among them. */
#include "block/part.h"

/* --- lines ------------------------------------------------------------------------------------------------------ */

/* Data of one line box. */
typedef struct line {
  const zb_lines *lines;
  size_t index;
  zb_u left;           /* text from the measure's left edge */
  zb_u bar_x, bar_w;   /* ornament */
  zb_u bar_top, bar_h; /* bar_h 0: as high as the box */
  zb_u bar_over;       /* how far the bar runs into the next line, so that no seam shows */
  zb_rgba bar;
} line;

static void draw_line(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  const line *l = box->data;
  zb_u h = l->bar_h ? l->bar_h : r.h + l->bar_over;
  zb_part_fill(page, (zb_rect){.x = r.x + l->bar_x, .y = r.y + l->bar_top, .w = l->bar_w, .h = h}, l->bar);
  zb_lines_draw(l->lines, l->index, page, r.x + l->left, r.y + box->baseline);
}

zb_u zb_part_baseline(const zb_tstyle *style)
{
  return (style->leading - style->size) / 2 + zb_u_muldiv(style->size, 88, 100);
}

/* So many lines of a paragraph stand at the foot and at the top of a column at least. */
static int penalty_after(size_t i, size_t n, const zb_tstyle *style, const zb_look *look)
{
  size_t orphans = style->orphans > 0 ? (size_t)style->orphans : 2,
         widows = style->widows > 0 ? (size_t)style->widows : 2;
  if (i + 1 == n)
    return look->keep || style->keep_next ? ZB_BREAK_FORBID : 0;
  return look->together || i + 1 < orphans || n - i - 1 < widows ? ZB_BREAK_FORBID : 0;
}

/* The ornament of line i: the running bar of leads, or the mark of a heading beside its first line. */
static void ornament(line *l, size_t i, size_t n, const zb_tstyle *style, const zb_look *look)
{
  l->bar = look->bar;
  if (look->bar_w > 0) {
    l->bar_w = look->bar_w;
    l->bar_over = i + 1 < n ? ZB_UNIT / 2 : look->bar_joins ? look->space + ZB_UNIT / 2 : 0;
  } else if (look->mark_w > 0 && i == 0) {
    l->bar_w = look->mark_w;
    l->bar_top = (style->leading - style->size) / 2;
    l->bar_h = style->size;
  }
}

/* Measures of a paragraph that begins beside something. */
typedef struct shape {
  zb_u height, leading, narrow, x, full;
} shape;

static zb_u shape_measure(void *data, size_t index, zb_u *x)
{
  const shape *s = data;
  bool beside = (int64_t)index * s->leading < s->height;
  *x = beside ? s->x : 0;
  return beside ? s->narrow : s->full;
}

static const zb_lines *break_lines(zb_para *para, const zb_tstyle *style, zb_u measure, const zb_look *look)
{
  if (!look->aside || look->aside->height <= 0)
    return zb_para_break(para, measure);
  shape s = {look->aside->height, style->leading, look->aside->narrow, look->aside->x, measure};
  return zb_para_break_shape(para, shape_measure, &s);
}

/* The line stands beside something that goes on below it: both stay together, and nothing gives. */
static void pass_aside(zb_vbox *box, zb_aside *aside)
{
  if (!aside || aside->height <= 0)
    return;
  aside->height -= box->height + box->space;
  if (aside->height <= 0)
    return;
  box->penalty = ZB_BREAK_FORBID;
  box->space_stretch = box->space_shrink = 0;
}

void zb_part_lines(zb_block_ctx *c, zb_para *para, const zb_tstyle *style, const zb_mark *mark, size_t nmarks,
                   zb_u measure, const zb_look *look, zb_src src, zb_vlist *out)
{
  const zb_lines *lines = break_lines(para, style, measure - look->left - look->right, look);
  size_t n = zb_lines_count(lines);
  for (size_t i = 0; i < n; i++) {
    line *l = zb_new(c->arena, line);
    *l = (line){.lines = lines, .index = i, .left = look->left};
    ornament(l, i, n, style, look);
    zb_vbox box = {
        .kind = ZB_V_LINE,
        .height = style->leading,
        .baseline = zb_part_baseline(style),
        .penalty = penalty_after(i, n, style, look),
        .mark = mark,
        .nmarks = nmarks,
        .draw = draw_line,
        .data = l,
        .src = src,
    };
    zb_part_note_line(c, &box, lines, i);
    if (i + 1 == n) {
      box.space = look->space;
      box.space_stretch = look->stretch;
      box.space_shrink = look->shrink;
    }
    pass_aside(&box, look->aside);
    zb_push(c->arena, out, box);
  }
}

/* --- spans ------------------------------------------------------------------------------------------------------ */

static unsigned span_flags(const zb_piece *p)
{
  static const struct {
    unsigned piece, span;
  } same[] = {
      {ZB_PIECE_STRONG, ZB_SPAN_STRONG}, {ZB_PIECE_EMPH, ZB_SPAN_EMPH},           {ZB_PIECE_SUP, ZB_SPAN_SUP},
      {ZB_PIECE_SUB, ZB_SPAN_SUB},       {ZB_PIECE_UNDERLINE, ZB_SPAN_UNDERLINE}, {ZB_PIECE_BREAK, ZB_SPAN_BREAK}};
  unsigned flags = p->figure ? ZB_SPAN_NOBREAK : 0;
  for (size_t i = 0; i < sizeof same / sizeof *same; i++)
    if (p->flags & same[i].piece)
      flags |= same[i].span;
  return flags;
}

/* A colour of the palette by the name that the text gives; an unknown one is reported. */
static bool color_of(zb_block_ctx *c, const zb_piece *p, zb_rgba *out)
{
  const zb_layout *l = c->layout;
  const char *all = "";
  for (size_t i = 0; p->color && i < l->ncolors; i++) {
    if (strcmp(l->color[i].name, p->color) == 0) {
      *out = l->color[i].color;
      return true;
    }
    all = zb_arena_printf(c->arena, "%s%s%s", all, *all ? ", " : "", l->color[i].name);
  }
  if (p->color)
    zb_diag(c->diags, ZB_D_TEXT_COLOR, p->src, l->name, p->color, all, NULL);
  return false;
}

static zb_span span_of(zb_block_ctx *c, const zb_piece *p)
{
  if (p->note)
    return zb_part_note_call(c, p->note, p->src);
  struct zb_text_place *map = p->nmap ? zb_newn(c->arena, struct zb_text_place, p->nmap) : NULL;
  for (size_t i = 0; i < p->nmap; i++)
    map[i] = (struct zb_text_place){.byte = p->map[i].byte, .src = p->map[i].src};
  zb_span span = {
      .text = p->text,
      .len = p->len,
      .src = p->src,
      .map = map,
      .nmap = p->nmap,
      .flags = span_flags(p),
      .datum = p->figure && !p->figure->missing ? &p->figure->datum : NULL,
      .link = p->link,
      .ruby = p->ruby,
  };
  span.has_color = color_of(c, p, &span.color);
  return span;
}

zb_span *zb_block_spans(zb_block_ctx *c, const zb_para_src *p, size_t *n)
{
  zb_pieces pieces = zb_prose_pieces(c->arena, c->report, p, NULL, NULL, NULL);
  zb_span *span = zb_newn(c->arena, zb_span, pieces.n + 1);
  for (size_t i = 0; i < pieces.n; i++)
    span[i] = span_of(c, &pieces.v[i]);
  *n = pieces.n;
  return span;
}

zb_span *zb_part_spans(zb_block_ctx *c, const zb_para_src *p, const zb_tstyle *style, size_t *n)
{
  zb_span *span = zb_block_spans(c, p, n);
  bool serif = style->role == ZB_ROLE_SONG || style->role == ZB_ROLE_FANGSONG || style->role == ZB_ROLE_KAI;
  for (size_t i = 0; serif && i < *n; i++)
    if (span[i].flags & ZB_SPAN_STRONG) {
      span[i].has_role = true;
      span[i].role = ZB_ROLE_HEI;
    }
  return span;
}

/* --- paragraphs ------------------------------------------------------------------------------------------------- */

void zb_part_para(zb_block_ctx *c, const zb_para_src *p, const zb_tstyle *style, zb_dl_role role, zb_u measure,
                  const zb_look *look, zb_vlist *out)
{
  size_t nspans, nmarks;
  zb_span *span = zb_part_spans(c, p, style, &nspans);
  const zb_mark *mark = zb_block_marks(c, (zb_mark){.role = role, .src = p->src}, &nmarks);
  zb_part_lines(c, zb_para_new(c->text, span, nspans, style), style, mark, nmarks, measure, look, p->src, out);
}

static char para_marker(const zb_para_src *p)
{
  return (char)p->marker;
}

/* Consecutive items of one kind become one list; returns the index after them. */
static size_t items(zb_block_ctx *c, const zb_prose *prose, size_t from, zb_u measure, const zb_look *look,
                    zb_vlist *out)
{
  size_t to = from;
  while (to < prose->nparas && prose->para[to].marker == prose->para[from].marker)
    to++;
  const zb_para_src **item = zb_newn(c->arena, const zb_para_src *, to - from);
  for (size_t i = from; i < to; i++)
    item[i - from] = &prose->para[i];
  zb_part_list(c, item, to - from, para_marker(&prose->para[from]), measure, look, out);
  return to;
}

/* Does anything but footnotes stand from paragraph i on? */
static bool goes_on(const zb_prose *prose, size_t i)
{
  while (i < prose->nparas && prose->para[i].note)
    i++;
  return i < prose->nparas;
}

void zb_part_prose(zb_block_ctx *c, const zb_prose *prose, const char *name, zb_u measure, const zb_look *look,
                   zb_vlist *out)
{
  static const char *const heading[] = {"heading-1", "heading-2", "heading-3", "heading-4"};
  static const zb_dl_role role[] = {ZB_DL_H2, ZB_DL_H3, ZB_DL_H4, ZB_DL_H4};
  zb_tstyle style = zb_block_style(c, name);
  zb_look inner = *look;
  inner.space = style.space_after;
  inner.stretch = zb_u_max(style.space_after / 2, style.leading / 10);
  inner.shrink = style.space_after / 4;
  size_t i = 0;
  while (prose && i < prose->nparas) {
    const zb_para_src *p = &prose->para[i];
    if (p->note) { /* stands at the foot of the page that calls it */
      i++;
      continue;
    }
    inner.bar_joins = look->bar_w > 0 && goes_on(prose, i + 1);
    if (look->bar_w > 0)
      inner.stretch = inner.shrink = 0; /* the bar is as long as the glue was when it was made */
    if (p->level > 0) {
      int k = p->level > 4 ? 3 : p->level - 1;
      zb_block_heading(c, p, zb_numbering_next(c, (size_t)k + 1), heading[k], role[k], NULL, measure, out);
    } else if (p->marker != 0) {
      i = items(c, prose, i, measure, &inner, out);
      continue;
    } else {
      zb_part_para(c, p, &style, ZB_DL_P, measure, &inner, out);
    }
    i++;
  }
}

/* The style a text asks for; one that the layout has not is reported. */
static const char *style_name(zb_block_ctx *c, const zb_block *b)
{
  const zb_val *v = zb_obj_get(b->props, ZB_K_STYLE);
  const char *all = "";
  for (size_t i = 0; v && i < c->layout->nstyles; i++) {
    const char *name = c->layout->style[i].name;
    if (strcmp(name, v->text) == 0)
      return name;
    all = zb_arena_printf(c->arena, "%s%s%s", all, *all ? ", " : "", name);
  }
  if (v)
    zb_diag_range(c->diags, ZB_D_STYLE_UNKNOWN, v->src, v->ncols, v->text, all, NULL);
  return "body";
}

void zb_prose_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out)
{
  zb_part_prose(c, zb_obj_prose(b->props, ZB_K_TEXT), style_name(c, b), measure, &(zb_look){0}, out);
}
