/* What was laid out, read once more as it will be printed: text outside the sheet, over
   other text, boxes higher than their place. */
#include <string.h>

#include "dl/query.h"
#include "layout/run.h"

/* The pages while they are proved. */
typedef struct proof {
  zb_run *run;
  zb_arena *scratch;
  const zb_dl_page *page; /* whose openers these are */
  const uint32_t *opener;
  const zb_dl_page *outside; /* the last one with text outside: the first text of a page stands for the others */
} proof;

/* For each operation of a page the innermost element around it that has a source: the place of its BEGIN, plus 1; 0: none. */
static const uint32_t *openers(zb_arena *a, const zb_dl_page *p)
{
  uint32_t *opener = zb_newn(a, uint32_t, p->n), open[ZB_DL_DEPTH + 1] = {0};
  int depth = 0;
  for (size_t k = 0; k < p->n; k++) {
    const zb_dl_op *op = &p->op[k];
    opener[k] = open[depth];
    if (op->kind == ZB_DL_OP_BEGIN && depth < ZB_DL_DEPTH) {
      open[depth + 1] = op->u.mark->src.file ? (uint32_t)k + 1 : open[depth];
      depth++;
    } else if (op->kind == ZB_DL_OP_END && depth > 0) {
      depth--;
    }
  }
  return opener;
}

/* The source of the innermost element around it. */
static zb_src src_of(proof *pr, const zb_dl_page *p, const zb_dl_op *op)
{
  if (pr->page != p) {
    pr->page = p;
    pr->opener = openers(pr->scratch, p);
  }
  uint32_t at = pr->opener[op - p->op];
  return at > 0 ? p->op[at - 1].u.mark->src : ZB_SRC_NONE;
}

/* Forgets what it knows of a page. */
static void turn(proof *pr)
{
  pr->page = NULL;
  zb_arena_clear(pr->scratch);
}

static const char *text_of(zb_run *run, const zb_dl_op *op)
{
  return zb_arena_strndup(run->in.arena, op->u.glyphs->text, op->u.glyphs->ntext);
}

static const char *page_number(zb_run *run, const zb_dl_page *page)
{
  return zb_arena_printf(run->in.arena, "%d", page->number);
}

static void report_outside(void *data, const zb_dl_page *page, const zb_dl_op *op)
{
  proof *pr = data;
  if (pr->outside == page)
    return;
  pr->outside = page;
  zb_diag(pr->run->in.diags, ZB_D_OUTSIDE_SHEET, src_of(pr, page, op), text_of(pr->run, op), page_number(pr->run, page),
          NULL);
}

static void report_collision(void *data, const zb_dl_page *page, const zb_dl_op *one, const zb_dl_op *other)
{
  proof *pr = data;
  zb_run *run = pr->run;
  zb_diag(run->in.diags, ZB_D_TEXT_OVERLAP, src_of(pr, page, other), text_of(run, other), text_of(run, one),
          page_number(run, page), NULL);
}

enum { FAINT_KINDS = 16 };

typedef struct faint {
  proof *pr;
  zb_rgba color[FAINT_KINDS]; /* reported on this page already: one run stands for all of its colour and ground */
  double contrast[FAINT_KINDS];
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
  if (f->n < FAINT_KINDS) {
    f->color[f->n] = c;
    f->contrast[f->n++] = contrast;
  }
  zb_run *run = f->pr->run;
  zb_src src = src_of(f->pr, page, op);
  if (contrast == 0)
    zb_diag(run->in.diags, ZB_D_TEXT_ON_PICTURE, src, text_of(run, op), NULL);
  else
    zb_diag(run->in.diags, ZB_D_LOW_CONTRAST, src, text_of(run, op), ratio(run, contrast), ratio(run, wanted), NULL);
}

/* Large type is twice the body floor of the reading distance (D/150 an em), 24 pt in the hand. */
static void check_contrast(proof *pr, const zb_dl_page *p)
{
  zb_u distance = pr->run->in.layout->distance, large = distance > 0 ? distance / 75 : ZB_PT(24);
  zb_dl_faint_text(pr->scratch, p, large, report_faint, &(faint){.pr = pr});
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

/* Each of them only when nothing was found before: what does not fit was reported where it stands. */
void zb_layout_proof(zb_run *run, const zb_plan *plan)
{
  const zb_diags *d = run->in.diags;
  const zb_dl *dl = run->dl;
  proof pr = {.run = run, .scratch = zb_arena_new()};
  for (size_t i = 0; i < plan->page.n && !zb_diags_failed(d); i++) {
    check_room(run, &plan->page.v[i], (int)i + 1);
    zb_arena_walked(run->in.arena, i);
  }
  if (!zb_diags_failed(d))
    zb_dl_outside(dl, report_outside, &pr);
  for (size_t i = 0; i < dl->npages && !zb_diags_failed(d); i++, turn(&pr)) {
    zb_dl_collisions(pr.scratch, dl->page[i], report_collision, &pr);
    zb_dl_walked(dl, i);
  }
  zb_distance_check(run);
  for (size_t i = 0; i < dl->npages && !zb_diags_failed(d); i++, turn(&pr)) {
    check_contrast(&pr, dl->page[i]);
    zb_dl_walked(dl, i);
  }
  zb_arena_free(pr.scratch);
}
