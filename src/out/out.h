/* The output protocol: each output reads the frozen display list and writes bytes. One file an output, in outs.def. */
#ifndef ZB_OUT_OUT_H
#define ZB_OUT_OUT_H

#include "base/sink.h"
#include "dl/dl.h"
#include "res/cut.h"
#include "res/images.h"

typedef struct zb_out_job {
  const zb_dl *dl;
  zb_fonts *fonts;
  zb_images *images;
  zb_diags *diags;
  int dpi;    /* raster outputs */
  bool gids;  /* dump: glyph ids too */
  bool small; /* png: deflate level 6 */
} zb_out_job;

typedef struct zb_out {
  const char *name, *suffix; /* "pdf", ".pdf" */
  const char *about_en, *about_zh;
  bool per_page; /* one file a page */
  /* Writes page `page` (0-based; per_page outputs) or the whole document. False after a diagnostic. */
  bool (*write)(const zb_out_job *job, size_t page, zb_sink *to);
} zb_out;

/* The outputs in registry order, ended by NULL. */
const zb_out *const *zb_outs(void);
const zb_out *zb_out_by_name(const char *name);
const zb_out *zb_out_by_suffix(const char *path);

#endif
