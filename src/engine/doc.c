/* A document: a report read, checked, laid out, proved and written. */
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "engine/engine.h"

static const zb_layout *choose_layout(zb_doc *doc, const zb_doc_opts *opts)
{
  const zb_report *r = doc->report;
  zb_layout_ask ask = {.name = opts->layout, .palette = opts->palette};
  if (!ask.name && r->layout)
    ask = (zb_layout_ask){.name = r->layout, .base = r->file, .src = r->layout_src, .palette = opts->palette};
  if (!ask.palette && r->palette) {
    ask.palette = r->palette;
    ask.palette_src = r->palette_src;
  }
  if (ask.name)
    return zb_data_layout(doc->ctx, doc->diags, &ask);
  zb_diag(doc->diags, ZB_D_LAYOUT_NONE, (zb_src){.file = doc->report->file, .line = 1, .col = 1}, NULL);
  return NULL;
}

static void lay_out(zb_doc *doc)
{
  const zb_layout_in in = {.arena = doc->arena,
                           .diags = doc->diags,
                           .fonts = doc->ctx->fonts,
                           .images = doc->images,
                           .report = doc->report,
                           .layout = doc->layout,
                           .spill = doc->spill};
  zb_fonts_set_diags(doc->ctx->fonts, doc->diags);
  const zb_laid laid = zb_layout_run(&in);
  doc->dl = laid.dl;
  doc->fit = (zb_fit_result){.body = (int)((int64_t)laid.body * 100 / ZB_UNIT), .free = laid.free};
  zb_prove(doc);
}

/* Reads the report, with its row of a batch; false if it cannot be laid out. */
static bool read_report(zb_doc *doc, const char *path, const zb_doc_opts *opts)
{
  zb_report_opts ro = {.set = opts->set,
                       .nset = opts->nset,
                       .each_row = opts->each_row,
                       .averages = opts->averages,
                       .strict_figures = opts->strict_figures};
  if (opts->each) {
    ro.each = zb_data_csv(doc->ctx, doc->diags, opts->each);
    if (!ro.each)
      return false;
    if (opts->each_row >= ro.each->nrows) {
      zb_diag(doc->diags, ZB_D_EACH_ROW, ZB_SRC_NONE, zb_arena_printf(doc->arena, "%zu", opts->each_row + 1),
              zb_arena_printf(doc->arena, "%zu", ro.each->nrows), NULL);
      return false;
    }
  }
  doc->report = zb_report_read(doc->arena, doc->diags, zb_arena_strdup(doc->arena, path), &ro);
  doc->report_read = !zb_diags_failed(doc->diags);
  return doc->report != NULL;
}

/* What of a document stays in memory: all of an ordinary one; a long table lies in a file for the most part. */
enum { KEEP = 16 * 1024 * 1024 };

static zb_doc *new_doc(zb_ctx *ctx)
{
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, KEEP);
  zb_doc *doc = zb_new(a, zb_doc);
  doc->ctx = ctx;
  doc->arena = a;
  doc->diags = zb_diags_new(a);
  zb_diags_strict(doc->diags, ctx->strict);
  return doc;
}

/* In the layout asked for, with the report's own rules of typesetting. */
static void lay_out_as(zb_doc *doc, const zb_doc_opts *opts)
{
  doc->spill = opts->spill;
  doc->layout = choose_layout(doc, opts);
  const zb_val *rules = zb_obj_get(doc->report->props, ZB_K_TYPESETTING);
  if (doc->layout && rules)
    doc->layout = zb_layout_typeset(doc->arena, doc->layout, rules->obj);
  if (doc->layout && !zb_diags_failed(doc->diags))
    lay_out(doc);
  if (opts->proof && doc->dl && !zb_diags_failed(doc->diags))
    zb_proof_sheet(doc);
}

zb_doc *zb_doc_open(zb_ctx *ctx, const char *path, const zb_doc_opts *opts)
{
  zb_doc *doc = new_doc(ctx);
  zb_diags_inherit(doc->diags, ctx->diags);
  zb_diags_merge(doc->diags, ctx->diags);
  if (!ctx->fonts)
    return doc;
  doc->images = zb_images_new(ctx->fonts);
  if (read_report(doc, path, opts))
    lay_out_as(doc, opts);
  return doc;
}

zb_doc *zb_doc_open_again(zb_doc *first, const zb_doc_opts *opts)
{
  zb_doc *doc = new_doc(first->ctx);
  zb_diags_inherit(doc->diags, first->diags); /* the sources, for excerpts */
  doc->first = first;
  doc->report = first->report;
  doc->images = first->images;
  if (doc->report && first->report_read) {
    zb_report_accept_in(doc->report, doc->diags);
    lay_out_as(doc, opts);
  }
  return doc;
}

void zb_doc_free(zb_doc *doc)
{
  if (!doc)
    return;
  if (doc->images && !doc->first)
    zb_images_free(doc->images);
  zb_arena_free(doc->arena);
}

int zb_doc_status(const zb_doc *doc)
{
  return zb_diags_status(doc->diags);
}

size_t zb_doc_pages(const zb_doc *doc)
{
  return doc->dl ? doc->dl->npages : 0;
}

size_t zb_doc_messages(const zb_doc *doc, int level)
{
  return zb_diags_count(doc->diags, level <= 0 ? ZB_NOTE : level == 1 ? ZB_WARNING : ZB_ERROR);
}

void zb_doc_print(zb_doc *doc, FILE *to, bool color)
{
  zb_diags_print(doc->diags, to, doc->ctx->lang, color);
}

void zb_doc_print_brief(zb_doc *doc, FILE *to, bool color, bool count)
{
  size_t notes = zb_diags_count(doc->diags, ZB_NOTE);
  bool failed = zb_diags_failed(doc->diags);
  zb_diags_print_from(doc->diags, to, doc->ctx->lang, color, failed && count ? ZB_NOTE : ZB_WARNING);
  if (failed || notes == 0 || !count)
    return;
  if (doc->ctx->lang == ZB_LANG_ZH)
    fprintf(to, "另有 %zu 条提示，用 zhanban check 查看\n", notes);
  else
    fprintf(to, "%zu %s; zhanban check shows %s\n", notes, notes == 1 ? "note" : "notes", notes == 1 ? "it" : "them");
}

zb_fit_result zb_doc_fit(const zb_doc *doc)
{
  return doc->fit;
}

const char *zb_doc_usual_output(const zb_doc *doc)
{
  return doc->layout && doc->layout->distance == 0 ? "png" : "pdf";
}

zb_figure_counts zb_doc_figures(const zb_doc *doc)
{
  return doc->figures;
}
