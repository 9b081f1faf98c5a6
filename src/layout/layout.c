/* The run of a layout: plans pages, then draws each one: ground, furniture, content; then has what was drawn checked.
 */
#include "layout/layout.h"

#include "layout/run.h"

bool zb_on_page(zb_on on, int number, int pages)
{
  switch (on) {
  case ZB_ON_ALL:
    return true;
  case ZB_ON_FIRST:
    return number == 1;
  case ZB_ON_REST:
    return number > 1;
  case ZB_ON_ODD:
    return number % 2 == 1;
  case ZB_ON_EVEN:
    return number % 2 == 0;
  case ZB_ON_LAST:
    return number == pages;
  case ZB_ON_NEVER:
    return false;
  }
  return false;
}

const zb_frame_def *zb_frame_of(const zb_layout *l, zb_frame_role role)
{
  for (size_t i = 0; i < l->nframes; i++)
    if (l->frame[i].role == role)
      return &l->frame[i];
  return NULL;
}

static void set_sinks(zb_run *run, zb_diags *diags, zb_dl *dl)
{
  run->in.diags = run->text.diags = run->ctx.diags = diags;
  run->dl = run->ctx.dl = dl;
  zb_fonts_set_diags(run->in.fonts, diags);
}

zb_hushed zb_run_hush(zb_run *run)
{
  zb_hushed h = {.diags = run->in.diags, .dl = run->dl};
  zb_diags *quiet = zb_diags_new(run->in.arena);
  set_sinks(run, quiet, zb_dl_new(run->in.arena, quiet));
  return h;
}

void zb_run_speak(zb_run *run, zb_hushed h)
{
  set_sinks(run, h.diags, h.dl);
}

/* --- drawing a planned page ----------------------------------------------------------------------------------- */

static zb_u first_content(const zb_page_plan *p, zb_u none)
{
  zb_u top = none;
  for (size_t i = 0; i < p->placed.n; i++)
    if (p->placed.v[i].list.n > 0)
      top = zb_u_min(top, p->placed.v[i].r.y);
  return top;
}

static void draw_ground(zb_run *run, zb_dl_page *page)
{
  zb_paint ground = run->in.layout->ground;
  if (ground.kind == ZB_PAINT_SOLID && ground.color.a == 0)
    return;
  ground.p0 = (zb_point){0, 0};
  ground.p1 = (zb_point){0, page->h};
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_fill_rect(page, (zb_rect){.w = page->w, .h = page->h}, ground);
  zb_dl_end(page, ZB_DL_ARTIFACT);
}

/* A page as high as its text: the margin at the foot stays. */
static void cut_page(const zb_layout *l, const zb_page_plan *plan, zb_dl_page *page)
{
  zb_u foot = l->bleed + l->safe.y, margin = l->h - l->safe.y - l->safe.h + l->bleed;
  for (size_t i = 0; i < plan->placed.n; i++)
    foot = zb_u_max(foot, plan->placed.v[i].r.y + plan->placed.v[i].r.h);
  zb_u pixel = l->dpi > 0 ? 72 * ZB_UNIT / l->dpi : 1; /* whole pixels */
  page->h = zb_u_min(page->h, (foot + margin + pixel - 1) / pixel * pixel);
  page->bleed.h = page->h;
  page->trim.h = page->h - 2 * l->bleed;
}

static void draw_page(zb_run *run, const zb_page_plan *plan, int pages)
{
  const zb_layout *l = run->in.layout;
  zb_dl_page *page = zb_dl_page_new(run->dl, l->w + 2 * l->bleed, l->h + 2 * l->bleed);
  page->bleed = (zb_rect){.w = page->w, .h = page->h};
  page->trim = (zb_rect){.x = l->bleed, .y = l->bleed, .w = l->w, .h = l->h};
  if (l->auto_height)
    cut_page(l, plan, page);
  page->label = zb_arena_printf(run->in.arena, "%d", page->number);
  run->page = plan;
  draw_ground(run, page);
  zb_u top = first_content(plan, page->h);
  zb_furniture_draw(run, page, pages, ZB_FURN_BEHIND, top);
  zb_furniture_draw(run, page, pages, ZB_FURN_BEFORE, top);
  for (size_t i = 0; i < plan->placed.n; i++) {
    const zb_placed *p = &plan->placed.v[i];
    if (p->card)
      zb_panel_draw(run->in.arena, page, p->card, p->card_rect, p->open);
    zb_vlist_draw(&p->list, 0, p->list.n, page, p->r, NULL, 0);
  }
  zb_furniture_draw(run, page, pages, ZB_FURN_AFTER, top);
  zb_dl_page_end(page);
}

static void set_metadata(zb_run *run)
{
  zb_dl *dl = run->dl;
  dl->title = zb_furniture_name(run, "title");
  if (!dl->title)
    dl->title = zb_furniture_name(run, "masthead.name");
  dl->subject = zb_furniture_name(run, "subtitle");
  dl->author = zb_furniture_name(run, "masthead.org");
  dl->date = zb_furniture_name(run, "masthead.date");
  dl->lang = run->in.report->lang;
}

/* The layout without the frames that wait for something the report does not give. */
static const zb_layout *layout_given(zb_run *run, const zb_layout *l)
{
  zb_layout *copy = zb_arena_memdup(run->in.arena, l, sizeof *l);
  copy->frame = zb_arena_memdup(run->in.arena, l->frame, l->nframes * sizeof *l->frame);
  for (size_t i = 0; i < l->nframes; i++)
    if (l->frame[i].when && !zb_furniture_name(run, l->frame[i].when))
      copy->frame[i].on = ZB_ON_NEVER;
  return copy;
}

static zb_plan_fn planner(const zb_layout *l)
{
  if (zb_frame_of(l, ZB_FRAME_STORIES))
    return zb_makeup_plan;
  return zb_frame_of(l, ZB_FRAME_CARDS) ? zb_cards_plan : zb_flow_plan;
}

zb_laid zb_layout_run(const zb_layout_in *in)
{
  zb_run *run = zb_new(in->arena, zb_run);
  run->in = *in;
  run->in.layout = layout_given(run, in->layout);
  run->text = (zb_text){.arena = in->arena, .diags = in->diags, .fonts = in->fonts, .scratch = zb_arena_new()};
  run->dl = zb_dl_new(in->arena, in->diags);
  run->ctx = (zb_block_ctx){.arena = in->arena,
                            .diags = in->diags,
                            .dl = run->dl,
                            .text = &run->text,
                            .images = in->images,
                            .report = in->report,
                            .layout = run->in.layout,
                            .scale = 1000,
                            .notes = zb_notes_new(in->arena),
                            .numbering = zb_numbering_new(in->arena, in->report, run->in.layout)};
  set_metadata(run);
  zb_plan plan = {0};
  zb_room room = zb_copyfit(run, planner(run->in.layout), &plan);
  for (size_t i = 0; i < plan.page.n; i++)
    draw_page(run, &plan.page.v[i], (int)plan.page.n);
  zb_arena_free(run->text.scratch);
  zb_layout_proof(run, &plan);
  return (zb_laid){.dl = run->dl,
                   .body = run->ctx.fit.body,
                   .free = room.have > room.need ? (int)((room.have - room.need) * 100 / room.have) : 0};
}
