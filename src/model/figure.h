/* The registry of figures: a number is typed once, here or in one cell; everything else refers to it. */
#ifndef ZB_MODEL_FIGURE_H
#define ZB_MODEL_FIGURE_H

#include "base/datum.h"
#include "model/quantity.h"
#include "read/markup.h"

typedef struct zb_figure {
  const char *id; /* path: gdp, assess.考核事项.清理前, row.人口 */
  zb_quantity q;
  bool missing;           /* an empty cell */
  bool derived;           /* by a := check, or in a summary row */
  bool summary;           /* in a summary row of a table */
  const char *formula;    /* of a derived one, as text: a + b */
  bool listed;            /* in a file of figures-from */
  int kind;               /* 1 + zb_figure_kind where the report gives it; 0: figurekind.c finds it */
  const zb_prose *label;  /* may be NULL */
  const char *label_text; /* plain text of the label; the id if there is none */
  const char *period, *scope, *source, *note; /* or NULL */
  zb_src src;                                 /* of the value */
  zb_src id_src;
  zb_datum datum;           /* ready to hang on marks */
  const char *row, *column; /* cells only */
} zb_figure;

typedef struct zb_figures zb_figures;

zb_figures *zb_figures_new(zb_arena *a, zb_diags *d);
/* Adds; a duplicate id is reported and the first kept. Returns the kept one. */
zb_figure *zb_figures_add(zb_figures *f, zb_figure figure);
/* Makes room for n more. */
void zb_figures_room(zb_figures *f, size_t n);
/* By path, with 「」 quoting undone; NULL if unknown (no diagnostic). */
const zb_figure *zb_figures_find(const zb_figures *f, const char *path);
size_t zb_figures_count(const zb_figures *f);
const zb_figure *zb_figures_at(const zb_figures *f, size_t i); /* in order of declaration; walks over very many leave
   those behind them to rest (zb_arena_rest) */

#endif
