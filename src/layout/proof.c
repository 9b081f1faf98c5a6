/* What was laid out, read once more as it will be printed: text outside the sheet, over
   other text, boxes higher than their place. */
#include <string.h>

#include "dl/query.h"
#include "layout/run.h"

/* The source of the innermost open element that has one. */
static zb_src src_of(const zb_dl_page *p, const zb_dl_op *op)
{
  int closed = 0;
  for (const zb_dl_op *o = op; o-- > p->op;) {
    if (o->kind == ZB_DL_OP_END)
      closed++;
    else if (o->kind == ZB_DL_OP_BEGIN && closed > 0)
      closed--;
    else if (o->kind == ZB_DL_OP_BEGIN && o->u.mark->src.file)
      return o->u.mark->src;
  }
  return ZB_SRC_NONE;
}

static const char *text_of(zb_run *run, const zb_dl_op *op)
{
  return zb_arena_strndup(run->in.arena, op->u.glyphs->text, op->u.glyphs->ntext);
}

typedef struct outside {
  zb_run *run;
  const zb_dl_page *page; /* the last one reported: the first text of a page stands for the others */
} outside;

static void report_outside(void *data, const zb_dl_page *page, const zb_dl_op *op)
{
  outside *o = data;
  zb_run *run = o->run;
  if (o->page == page)
    return;
  o->page = page;
  zb_diag(run->in.diags, ZB_D_OUTSIDE_SHEET, src_of(page, op), text_of(run, op),
          zb_arena_printf(run->in.arena, "%d", page->number), NULL);
}

static void report_collision(void *data, const zb_dl_page *page, const zb_dl_op *one, const zb_dl_op *other)
{
  zb_run *run = data;
  zb_diag(run->in.diags, ZB_D_TEXT_OVERLAP, src_of(page, other), text_of(run, other), text_of(run, one),
          zb_arena_printf(run->in.arena, "%d", page->number), NULL);
}

typedef struct faint {
  zb_run *run;
  zb_rgba color[16]; /* reported on this page already: one run stands for all of its colour and ground */
  double contrast[16];
  int n;
} faint;

/* To one decimal, rounded down: what just misses the wanted contrast must not look as if it reached it. */
static const char *ratio(zb_run *run, double v)
{
  int tenths = (int)(v * 10);
  return zb_arena_printf(run->in.arena, "%d.%d", tenths / 10, tenths % 10);
}

static void report_faint(void *data, const zb_dl_page *page, const zb_dl_op *op, double contrast, double wanted)
{
  faint *f = data;
  zb_rgba c = op->u.glyphs->color;
  for (int i = 0; i < f->n; i++)
    if (memcmp(&f->color[i], &c, sizeof c) == 0 && f->contrast[i] == contrast)
      return;
  if (f->n < 16) {
    f->color[f->n] = c;
    f->contrast[f->n++] = contrast;
  }
  if (contrast == 0)
    zb_diag(f->run->in.diags, ZB_D_TEXT_ON_PICTURE, src_of(page, op), text_of(f->run, op), NULL);
  else
    zb_diag(f->run->in.diags, ZB_D_LOW_CONTRAST, src_of(page, op), text_of(f->run, op), ratio(f->run, contrast),
            ratio(f->run, wanted), NULL);
}

/* Large type is twice the body floor of the reading distance (D/150 an em), 24 pt in the hand. */
static void check_contrast(zb_run *run, zb_arena *scratch, const zb_dl_page *p)
{
  zb_u large = run->in.layout->distance > 0 ? run->in.layout->distance / 75 : ZB_PT(24);
  zb_dl_faint_text(scratch, p, large, report_faint, &(faint){.run = run});
}

/* Half a point is the noise of rounding. */
static bool inside(zb_rect r, zb_rect frame)
{
  const int64_t eps = ZB_UNIT / 2;
  return r.x >= frame.x - eps && r.y >= frame.y - eps && (int64_t)r.x + r.w <= (int64_t)frame.x + frame.w + eps &&
         (int64_t)r.y + r.h <= (int64_t)frame.y + frame.h + eps;
}

/* The planners report what does not fit; this holds them to it. */
static void check_room(zb_run *run, const zb_page_plan *plan, int number)
{
  for (size_t i = 0; i < plan->placed.n; i++) {
    const zb_placed *p = &plan->placed.v[i];
    zb_vsum sum = zb_vlist_sum(&p->list, 0, p->list.n);
    if (p->list.n > 0 && p->frame.w > 0 && !inside(p->r, p->frame)) {
      zb_overset_text(run, p->list.v[0].src, number);
      return;
    }
    if ((int64_t)sum.height - sum.shrink > (int64_t)p->r.h + ZB_UNIT)
      zb_overset_text(run, p->list.v[0].src, number);
  }
}

void zb_layout_proof(zb_run *run, const zb_plan *plan)
{
  const zb_diags *d = run->in.diags;
  for (size_t i = 0; i < plan->page.n && !zb_diags_failed(d); i++)
    check_room(run, &plan->page.v[i], (int)i + 1);
  if (!zb_diags_failed(d)) /* else what does not fit was reported where it stands */
    zb_dl_outside(run->dl, report_outside, &(outside){.run = run});
  zb_arena *scratch = zb_arena_new();
  for (size_t i = 0; i < run->dl->npages && !zb_diags_failed(d); i++) {
    zb_dl_collisions(scratch, run->dl->page[i], report_collision, run);
    zb_arena_clear(scratch);
    zb_dl_walked(run->dl, i);
  }
  zb_distance_check(run);
  for (size_t i = 0; i < run->dl->npages && !zb_diags_failed(d); i++) {
    check_contrast(run, scratch, run->dl->page[i]);
    zb_arena_clear(scratch);
    zb_dl_walked(run->dl, i);
  }
  zb_arena_free(scratch);
}
