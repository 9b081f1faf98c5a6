/* The engine from inside: the context and the document, shared by the files of this folder. */
#ifndef ZB_ENGINE_ENGINE_H
#define ZB_ENGINE_ENGINE_H

#include "base/vec.h"
#include "layout/layout.h"
#include "out/out.h"
#include "zhanban.h"

typedef struct zb_cached_layout {
  const char *path, *palette; /* palette: NULL = its own */
  zb_layout *layout;
} zb_cached_layout;

typedef struct zb_cached_csv {
  const char *path;
  zb_csv *csv;
} zb_cached_csv;

struct zb_ctx {
  zb_arena *arena; /* lives as long as the context: data folder, roles, layouts, batch tables */
  zb_diags *diags; /* of the set-up; also keeps the sources of layouts for excerpts */
  const char *data_dir;
  zb_lang lang;
  bool strict;
  zb_font_role *role;
  zb_fonts *fonts;
  ZB_VEC(zb_cached_layout) layout;
  ZB_VEC(zb_cached_csv) csv;
};

struct zb_doc {
  zb_ctx *ctx;
  zb_arena *arena;
  zb_diags *diags;
  zb_images *images;
  zb_report *report;
  bool report_read;    /* without an error */
  const zb_doc *first; /* whose report and images these are; NULL: its own */
  const zb_layout *layout;
  zb_dl *dl;
  zb_figure_counts figures;
  zb_fit_result fit;
  bool spill;
};

/* data.c: the data folder, or NULL after a diagnostic. */
const char *zb_data_find(zb_arena *a, zb_diags *d, const zb_ctx_opts *opts);
/* Folders of fonts and the cache folder. */
void zb_data_fonts(zb_arena *a, const char *data_dir, const char *fonts_dir, zb_fonts_conf *conf);
typedef ZB_VEC(const char *) zb_data_list;
/* Names, without .yaml, of the YAML files in a folder of the data folder, sorted; they live in `a`. */
zb_data_list zb_data_names(const zb_ctx *ctx, zb_arena *a, const char *folder);
/* What is asked for: a layout by name (in layouts/ of the data folder) or path (relative to `base` when it came from the
   report), and a palette by name or path, or NULL. */
typedef struct zb_layout_ask {
  const char *name, *base, *palette;
  zb_src src, palette_src;
} zb_layout_ask;
/* The layout asked for, cached; NULL after a diagnostic. */
const zb_layout *zb_data_layout(zb_ctx *ctx, zb_diags *d, const zb_layout_ask *ask);
/* A CSV of a batch, cached. */
const zb_csv *zb_data_csv(zb_ctx *ctx, zb_diags *d, const char *path);

/* prove.c: compares the model with what the display list prints and draws. */
void zb_prove(zb_doc *doc);
/* proofsheet.c: puts the sheet for the person who signs behind the pages. */
void zb_proof_sheet(zb_doc *doc);

#endif
