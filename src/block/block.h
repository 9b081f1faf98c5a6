/* The block protocol: each kind of block turns itself into a vertical list. One file a kind, listed in blocks.def. */
#ifndef ZB_BLOCK_BLOCK_H
#define ZB_BLOCK_BLOCK_H

#include "block/vlist.h"
#include "model/layoutfile.h"
#include "model/prose.h"
#include "res/images.h"
#include "text/label.h"

/* Everything a block may use; all borrowed for the life of the document. */
typedef struct zb_block_ctx {
  zb_arena *arena;
  zb_diags *diags;
  zb_dl *dl; /* for node numbers only */
  zb_text *text;
  zb_images *images;
  const zb_report *report;
  const zb_layout *layout;
  int scale;             /* of type and spacing, in 1/1000 (copyfit) */
  const zb_mark *mark;   /* enclosing elements (theme's Sect, list ...) */
  size_t nmarks;
} zb_block_ctx;

typedef struct zb_block_type {
  zb_block_kind kind;
  /* Appends the block's boxes for this measure. Problems are diagnostics; never fails otherwise. */
  void (*layout)(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out);
} zb_block_type;

/* Appends a block's boxes; the space between blocks is the caller's. */
void zb_block_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out);

/* --- helpers shared by blocks and furniture -------------------------------------------------------------------- */

/* A style of the layout, scaled by c->scale. Standard names: title, subtitle, theme, heading-1, heading-2, heading-3, body,
   lead, quote, note, caption, list, number, unit, number-label, chart-title, chart-subtitle, chart-label, chart-value, source,
   table-title, table-head, table-cell, folio. */
zb_tstyle zb_block_style(const zb_block_ctx *c, const char *name);
/* A length scaled by c->scale. */
zb_u zb_block_scaled(const zb_block_ctx *c, zb_u u);
/* Spans of one paragraph of prose (figures become NOBREAK spans with their datum). */
zb_span *zb_block_spans(zb_block_ctx *c, const zb_para_src *p, size_t *n);
/* Appends a paragraph of prose as line boxes under a mark of `role` (widow and orphan penalties included). */
void zb_block_para(zb_block_ctx *c, const zb_para_src *p, const zb_tstyle *style, zb_dl_role role, zb_u measure, zb_vlist *out);
/* The marks of c plus one more, on the arena. */
const zb_mark *zb_block_marks(zb_block_ctx *c, zb_mark inner, size_t *n);

#endif
