/* Output "pdf": cairo paints the pages with an anchor before each leaf, then tree.c lets qpdf write all that stands above
   the pages. */
#include <cairo-pdf.h>

#include "out/content.h"
#include "out/logical.h"
#include "out/outputs.h"
#include "out/replay.h"
#include "out/tree.h"

typedef struct painter {
  const zb_out_job *job;
  zb_arena *a;
  const zb_logical *l;
  zb_cut *cut;
  uint32_t page;
  uint32_t open; /* leaf index + 1 that is being painted, 0 = none */
} painter;

/* In the colour of what follows, if that is text: so cairo need not set one more. */
static void paint_anchor(cairo_t *cr, zb_anchor kind, const zb_dl_op *next)
{
  static const zb_rgba black = {.a = 255};
  zb_rgba c = next && next->kind == ZB_DL_OP_GLYPHS ? next->u.glyphs->color : black;
  c = c.a == 255 ? c : black;
  double r[4];
  zb_content_anchor(kind, r);
  cairo_save(cr);
  cairo_reset_clip(cr);
  cairo_set_source_rgb(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0);
  cairo_new_path(cr);
  cairo_rectangle(cr, r[0], r[1], r[2], r[3]);
  cairo_fill(cr);
  cairo_restore(cr);
}

/* Moves to the leaf of an ink operation. */
static void before_op(void *data, cairo_t *cr, size_t op)
{
  painter *p = data;
  uint32_t leaf = p->l->leaf_of[p->page][op];
  if (leaf == 0 || leaf == p->open)
    return;
  p->open = leaf;
  bool artifact = p->l->leaf.v[leaf - 1].elem == ZB_NO_ELEM;
  paint_anchor(cr, artifact ? ZB_ANCHOR_ARTIFACT : ZB_ANCHOR_CONTENT, &p->job->dl->page[p->page]->op[op]);
}

static bool internal(const zb_out_job *job, const char *what)
{
  zb_diag(job->diags, ZB_D_INTERNAL, ZB_SRC_NONE, what, NULL);
  return false;
}

static bool paint_page(painter *p, cairo_surface_t *s, cairo_t *cr)
{
  const zb_dl_page *page = p->job->dl->page[p->page];
  if (!zb_replay_page_ok(page, p->job->diags))
    return false;
  cairo_pdf_surface_set_size(s, zb_u_pt(page->w), zb_u_pt(page->h));
  cairo_save(cr);
  /* Without a clip an opaque full-page fill makes cairo 1.16 forget what was painted before it. */
  cairo_rectangle(cr, 0, 0, zb_u_pt(page->w), zb_u_pt(page->h));
  cairo_clip(cr);
  p->open = 0;
  zb_replay r = {.page = page, .cut = p->cut, .images = p->job->images, .diags = p->job->diags};
  r.scale = 1;
  r.vector = true;
  r.before = before_op;
  r.data = p;
  bool ok = zb_replay_paint(&r, cr, NULL);
  paint_anchor(cr, ZB_ANCHOR_END, NULL);
  cairo_restore(cr);
  cairo_show_page(cr);
  cairo_status_t status = cairo_status(cr);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status(s);
  if (status != CAIRO_STATUS_SUCCESS)
    return internal(p->job, cairo_status_to_string(status));
  return ok;
}

static cairo_status_t write_sink(void *data, const unsigned char *bytes, unsigned int n)
{
  return zb_sink_write(data, bytes, n) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* Paints all pages into `to`. The creation date is fixed: tree.c writes the real one, if there is one. */
static bool paint(painter *p, zb_sink *to)
{
  cairo_surface_t *s = cairo_pdf_surface_create_for_stream(write_sink, to, 1, 1);
  cairo_pdf_surface_set_metadata(s, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
  cairo_t *cr = cairo_create(s);
  cairo_font_options_t *options = zb_replay_font_options();
  cairo_set_font_options(cr, options);
  cairo_font_options_destroy(options);
  bool ok = true;
  for (p->page = 0; ok && p->page < p->job->dl->npages; p->page++) {
    ok = paint_page(p, s, cr);
    zb_dl_walked(p->job->dl, p->page);
    zb_arena_rest(p->a);
  }
  cairo_destroy(cr);
  cairo_surface_finish(s);
  cairo_status_t status = cairo_surface_status(s);
  cairo_surface_destroy(s);
  if (ok && status != CAIRO_STATUS_SUCCESS)
    return internal(p->job, cairo_status_to_string(status));
  return ok;
}

bool zb_out_pdf_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  (void)page;
  if (job->dl->npages == 0)
    return internal(job, "a PDF without pages");
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, ZB_LOGICAL_KEEP);
  painter p = {.job = job, .a = a, .l = zb_logical_new(a, job->dl)};
  bool ok = true;
  if (job->fonts) {
    p.cut = zb_cut_new(job->fonts);
    for (size_t i = 0; i < job->dl->npages; i++) {
      zb_replay_use_glyphs(job->dl->page[i], p.cut);
      zb_dl_walked(job->dl, i);
    }
    ok = zb_cut_make(p.cut, job->diags);
  }
  zb_sink *raw = zb_sink_spilling();
  ok = ok && paint(&p, raw);
  if (p.cut)
    zb_cut_free(p.cut);
  ok = ok && zb_tree_write(a, p.l, job->diags, raw, to);
  zb_sink_abort(raw);
  zb_arena_free(a);
  return ok;
}
