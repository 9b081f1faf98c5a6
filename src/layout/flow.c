/* Running text: summary and themes become items, which pages.c puts into the columns of FLOW frames. */
#include "layout/area.h"

/* Against breaking right after the first block of a theme: as much as a hole of 40 % of the page. */
enum { LEAD_PENALTY = 3200 };

static bool is_picture(const zb_block *b)
{
  return b->kind == ZB_B_CHART || b->kind == ZB_B_PHOTO || b->kind == ZB_B_GROUP || b->kind == ZB_B_NUMBERS ||
         b->kind == ZB_B_TABLE;
}

/* What runs over all columns of its frame. */
static bool is_wide(const zb_block *b)
{
  return b->kind == ZB_B_LEAD || b->kind == ZB_B_NUMBERS || b->kind == ZB_B_TABLE || b->kind == ZB_B_GROUP;
}

/* A short quotation is one saying: it is not broken over columns. */
static void keep_quote(zb_item *it)
{
  enum { SHORT = 4 };
  for (size_t i = 0; it->block->kind == ZB_B_QUOTE && it->list.n <= SHORT && i + 1 < it->list.n; i++)
    it->list.v[i].penalty = ZB_BREAK_FORBID;
}

/* Columns that a block runs over: its own, its theme's or the layout's `span`, else by its kind. */
static int span_of(const zb_flow *f, const zb_block *b, int theme)
{
  const zb_report *r = f->run->in.report;
  const zb_val *v = zb_obj_get(b->props, ZB_K_SPAN);
  v = v || theme < 0 ? v : zb_obj_get(r->theme[theme].props, ZB_K_SPAN);
  v = v ? v : zb_layout_prop(f->run->in.layout, b, ZB_K_SPAN);
  int n = v ? zb_span_columns(v->text) : theme < 0 || is_wide(b) ? f->columns : 1;
  return n <= 0 || n > f->columns ? f->columns : n;
}

/* Where it may go; what spans columns floats on the page, not in a column. */
static zb_float place_of(const zb_flow *f, const zb_block *b, int span)
{
  zb_float at =
      (zb_float)zb_layout_prop_int(f->run->in.layout, b, ZB_K_FLOAT, is_picture(b) ? ZB_FLOAT_AUTO : ZB_FLOAT_HERE);
  bool wide = span > 1;
  if (wide && at == ZB_FLOAT_TOP)
    return ZB_FLOAT_PAGE_TOP;
  if (wide && at == ZB_FLOAT_BOTTOM)
    return ZB_FLOAT_PAGE_BOTTOM;
  return wide && span < f->columns && at == ZB_FLOAT_AUTO ? ZB_FLOAT_HERE : at;
}

static void add_item(zb_flow *f, zb_item it)
{
  const zb_item *before = f->item.n > 0 ? &f->item.v[f->item.n - 1] : NULL;
  bool heading = it.block && it.block->kind == ZB_B_HEADING;
  it.level = heading ? zb_heading_level(it.block) : it.block ? ZB_NO_HEADING : 0;
  it.section = heading ? it.level : before && before->theme == it.theme ? before->section : 0;
  it.wanted = it.place;
  f->moves = f->moves || it.place >= ZB_FLOAT_TOP;
  if (it.list.n > 0)
    zb_push(f->run->in.arena, &f->item, it);
}

bool zb_item_crosses(const zb_flow *f, size_t waits, size_t next)
{
  const zb_item *v = f->item.v;
  return next < f->item.n && (v[next].theme != v[waits].theme || v[next].level <= v[waits].section);
}

bool zb_item_late(const zb_flow *f, size_t waits, const zb_cursor *c)
{
  for (size_t i = waits + 1; i < c->item || (i == c->item && c->box > 0); i++)
    if (zb_item_crosses(f, waits, i))
      return true;
  return false;
}

/* A photo with the next text beside it, instead of the two one below the other; what does not fit is set like that. */
static void add_beside(zb_flow *f, zb_block_ctx *c, const zb_block_list *blocks, size_t i, int theme)
{
  const zb_block *b = blocks->v[i], *text = i + 1 < blocks->n ? blocks->v[i + 1] : NULL;
  bool pair = b->kind == ZB_B_PHOTO && text;
  if (!pair || (f->columns > 1 && (span_of(f, b, theme) > 1 || span_of(f, text, theme) > 1)))
    return;
  zb_item it = {.block = b, .theme = theme, .span = 1, .place = ZB_FLOAT_HERE, .instead = 2};
  if (!zb_block_beside(c, b, text, zb_flow_columns(f, 1), &it.list))
    return;
  zb_block_gap(c, text, i + 2 < blocks->n ? blocks->v[i + 2] : NULL, &it.list);
  add_item(f, it);
}

static void add_blocks(zb_flow *f, zb_block_ctx *c, const zb_block_list *blocks, int theme)
{
  for (size_t i = 0; i < blocks->n; i++) {
    const zb_block *b = blocks->v[i], *next = i + 1 < blocks->n ? blocks->v[i + 1] : NULL;
    zb_item it = {.block = b, .theme = theme, .span = span_of(f, b, theme)};
    add_beside(f, c, blocks, i, theme);
    it.place = place_of(f, b, it.span);
    c->gutter = it.span > 1 ? f->gutter : 0; /* what stands side by side in it stands on the columns */
    zb_block_layout(c, b, zb_flow_columns(f, it.span), &it.list);
    zb_block_gap(c, b, next, &it.list);
    keep_quote(&it);
    if (i == 0 && theme >= 0 && b->kind != ZB_B_TEXT &&
        it.list.n > 0) /* a theme should not open at the foot of a page with its lead alone */
      it.list.v[it.list.n - 1].penalty = zb_u_max(it.list.v[it.list.n - 1].penalty, LEAD_PENALTY);
    add_item(f, it);
  }
}

/* The parts of an official document that its layout puts into the text of its first frame. */
static void add_letter(zb_flow *f, const zb_frame_def *frame,
                       void (*part)(zb_block_ctx *c, zb_u measure, zb_vlist *out))
{
  zb_block_ctx c = f->run->ctx;
  zb_item it = {.theme = -1, .span = f->columns};
  if (c.layout->letter && frame == zb_frame_of(c.layout, ZB_FRAME_FLOW))
    part(&c, f->width, &it.list);
  add_item(f, it);
}

/* Title and addressee; what is no text does not stand close below them. */
static void add_opening(zb_flow *f, const zb_frame_def *frame, const zb_block_list *first)
{
  size_t n = f->item.n;
  add_letter(f, frame, zb_letter_open);
  if (f->item.n == n || first->n == 0 || first->v[0]->kind == ZB_B_TEXT || first->v[0]->kind == ZB_B_LEAD)
    return;
  zb_vlist *list = &f->item.v[n].list;
  list->v[list->n - 1].space = zb_u_max(list->v[list->n - 1].space, f->run->in.layout->block_gap);
}

/* A signature is never alone on its page: what precedes it keeps with it, a blank line between. */
static void add_signature(zb_flow *f, const zb_frame_def *frame)
{
  size_t n = f->item.n;
  add_letter(f, frame, zb_letter_close);
  if (n == 0 || f->item.n == n)
    return;
  zb_vlist *before = &f->item.v[n - 1].list;
  before->v[before->n - 1].penalty = ZB_BREAK_FORBID;
  before->v[before->n - 1].space = zb_block_style(&f->run->ctx, "body").leading;
}

static void add_theme(zb_flow *f, const zb_frame_def *frame, size_t index, bool headed)
{
  const zb_theme *theme = &f->run->in.report->theme[index];
  zb_block_ctx c = f->run->ctx;
  zb_theme_marks(&c, theme);
  zb_notes_place(&c, f->width);
  bool titled;
  zb_block_list blocks = zb_take_in(f->run, frame, (int)index, &titled);
  zb_item title = {.theme = (int)index, .span = f->columns};
  title.new_page = (c.layout->theme_page || (frame && frame->each_theme)) && f->item.n > 0;
  if (titled && headed)
    zb_theme_head(&c, theme, index, f->tab, f->width, &title.list);
  else
    zb_numbering_restart(c.numbering);
  if (titled && !headed)
    zb_theme_byline(&c, theme, f->width, &title.list);
  /* the space before a theme is the space after what precedes it */
  if (f->item.n > 0 && title.list.n > 0) {
    zb_vlist *before = &f->item.v[f->item.n - 1].list;
    zb_vbox *last = &before->v[before->n - 1];
    last->space = zb_u_max(last->space, zb_block_style(&c, "theme").space_before);
  }
  add_item(f, title);
  add_blocks(f, &c, &blocks, (int)index);
}

static zb_flow flow_in(zb_run *run, zb_u width, int columns, zb_u gutter)
{
  zb_flow f = {.run = run, .columns = columns, .gutter = gutter, .width = width};
  f.column = (f.width - (f.columns - 1) * f.gutter) / f.columns;
  f.grid = run->in.layout->baseline_grid ? zb_block_style(&run->ctx, "body").leading : 0;
  return f;
}

zb_flow zb_flow_theme(zb_run *run, size_t index, zb_u width, int columns, zb_u gutter, bool headed)
{
  zb_flow f = flow_in(run, width, columns, gutter);
  add_theme(&f, NULL, index, headed);
  return f;
}

zb_flow zb_flow_card(zb_run *run, const zb_frame_def *frame, size_t index, zb_u width, int columns, const zb_tab *tab)
{
  zb_flow f = flow_in(run, width, columns, frame->gutter);
  f.tab = tab;
  add_theme(&f, frame, index, true);
  return f;
}

zb_flow zb_flow_text(zb_run *run, const zb_frame_def *frame, zb_u width)
{
  zb_flow f = flow_in(run, width, frame->columns, frame->gutter);
  zb_block_ctx c = run->ctx;
  zb_notes_place(&c, f.width);
  bool titled;
  zb_block_list summary = {0};
  if (!zb_frame_of(run->in.layout, ZB_FRAME_SUMMARY))
    summary = zb_take_in(run, frame, -1, &titled);
  add_opening(&f, frame, &summary);
  add_blocks(&f, &c, &summary, -1);
  for (size_t i = 0; i < run->in.report->nthemes; i++)
    add_theme(&f, frame, i, true);
  add_signature(&f, frame);
  return f;
}
