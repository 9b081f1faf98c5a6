/* Running text: summary and themes become items, which pages.c puts into the columns of FLOW frames. */
#include "layout/flow.h"

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

static void add_blocks(zb_flow *f, zb_block_ctx *c, const zb_block_list *blocks, int theme)
{
  for (size_t i = 0; i < blocks->n; i++) {
    const zb_block *b = blocks->v[i];
    zb_item it = {
        .block = b, .theme = theme, .spans = f->columns > 1 && (theme < 0 || is_wide(b)), .floats = is_picture(b)};
    zb_block_layout(c, b, it.spans || f->columns == 1 ? f->width : f->column, &it.list);
    zb_block_gap(c, b, i + 1 < blocks->n ? blocks->v[i + 1] : NULL, &it.list);
    keep_quote(&it);
    if (i == 0 && theme >= 0 && b->kind != ZB_B_TEXT &&
        it.list.n > 0) /* a theme should not open at the foot of a page with its lead alone */
      it.list.v[it.list.n - 1].penalty = zb_u_max(it.list.v[it.list.n - 1].penalty, LEAD_PENALTY);
    if (it.list.n > 0)
      zb_push(c->arena, &f->item, it);
  }
}

static void add_theme(zb_flow *f, const zb_theme *theme, size_t index)
{
  zb_block_ctx c = f->run->ctx;
  zb_theme_marks(&c, theme);
  zb_notes_place(&c, f->width);
  zb_block_list blocks = {0};
  zb_take_blocks(f->run, theme->block, theme->nblocks, zb_prose_plain(c.arena, c.report, theme->title), theme->src,
                 &blocks);
  zb_item title = {.theme = (int)index, .spans = f->columns > 1, .new_page = c.layout->theme_page && index > 0};
  zb_theme_title(&c, theme, index, f->width, &title.list);
  /* the space before a theme is the space after what precedes it */
  if (f->item.n > 0 && title.list.n > 0) {
    zb_vlist *before = &f->item.v[f->item.n - 1].list;
    zb_vbox *last = &before->v[before->n - 1];
    last->space = zb_u_max(last->space, zb_block_style(&c, "theme").space_before);
  }
  if (title.list.n > 0)
    zb_push(c.arena, &f->item, title);
  add_blocks(f, &c, &blocks, (int)index);
}

/* Blocks are set once, in the measure of page 1: every frame of running text must have it. */
static bool one_measure(zb_run *run, const zb_frame_def *first)
{
  const zb_layout *l = run->in.layout;
  bool same = true;
  for (size_t i = 0; i < l->nframes; i++) {
    const zb_frame_def *f = &l->frame[i];
    if (f->role != ZB_FRAME_FLOW || f->on == ZB_ON_LAST ||
        (f->box.w == first->box.w && f->columns == first->columns && f->gutter == first->gutter))
      continue;
    zb_diag(run->in.diags, ZB_D_FRAME_MEASURE, f->src, f->id ? f->id : "-", first->id ? first->id : "-", NULL);
    same = false;
  }
  return same;
}

zb_flow zb_flow_theme(zb_run *run, size_t index, zb_u width, int columns, zb_u gutter)
{
  zb_flow f = {.run = run, .columns = columns, .gutter = gutter, .width = width};
  f.column = (f.width - (f.columns - 1) * f.gutter) / f.columns;
  add_theme(&f, &run->in.report->theme[index], index);
  return f;
}

zb_room zb_flow_plan(zb_run *run, zb_plan *plan, bool final)
{
  const zb_frame_def *frame = zb_flow_frame(run->in.layout, 1, false);
  if (!frame) {
    zb_diag(run->in.diags, ZB_D_NO_FLOW_FRAME, ZB_SRC_NONE, run->in.layout->name, NULL);
    return (zb_room){0};
  }
  if (!one_measure(run, frame))
    return (zb_room){0};
  zb_flow f = {.run = run, .columns = frame->columns, .gutter = frame->gutter, .width = frame->box.w};
  f.column = (f.width - (f.columns - 1) * f.gutter) / f.columns;
  zb_block_ctx c = run->ctx;
  zb_notes_place(&c, f.width);
  zb_block_list summary = {0};
  zb_take_blocks(run, run->in.report->summary, run->in.report->nsummary, NULL, ZB_SRC_NONE, &summary);
  add_blocks(&f, &c, &summary, -1);
  for (size_t i = 0; i < run->in.report->nthemes; i++)
    add_theme(&f, &run->in.report->theme[i], i);
  return zb_flow_pages(&f, plan, final);
}
