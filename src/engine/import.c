/* Import: the draft of a report from plain text, written complete or not at all. */
#include "import/import.h"

#include <string.h>
#include <unistd.h>

#include "engine/engine.h"

static void count(const zb_import *x, zb_import_counts *out)
{
  *out = (zb_import_counts){.lines = x->lines,
                            .joined = x->joined,
                            .themes = x->themes,
                            .digits = (size_t)x->harvest->tokens,
                            .figures = x->harvest->figure.n,
                            .relations = x->relations.n};
  for (int c = 0; c < ZB_NUMBER_CLASS_COUNT; c++)
    if (zb_number_allowed((zb_number_class)c))
      out->allowed += (size_t)x->harvest->by_class[c];
  out->bound = (size_t)x->harvest->by_class[ZB_NUMBER_QUANTITY];
}

static bool write_draft(zb_diags *d, const char *path, const zb_import *x)
{
  if (strcmp(path, "-") != 0 && access(path, F_OK) == 0) {
    zb_diag(d, ZB_D_OUTPUT_EXISTS, ZB_SRC_NONE, path, NULL);
    return false;
  }
  zb_sink *sink = zb_sink_file(d, path);
  if (!sink)
    return false;
  zb_sink_write(sink, x->yaml, x->nyaml);
  return zb_sink_commit(sink, d);
}

int zb_import_file(zb_ctx *ctx, const char *text, const char *report, zb_import_counts *counts, FILE *messages,
                   bool color)
{
  zb_arena *a = zb_arena_new();
  zb_diags *d = zb_diags_new(a);
  zb_import x;
  *counts = (zb_import_counts){0};
  if (zb_import_text(a, d, text, &x) && write_draft(d, report, &x))
    count(&x, counts);
  zb_diags_print(d, messages, ctx->lang, color);
  int status = zb_diags_status(d);
  zb_arena_free(a);
  return status;
}
