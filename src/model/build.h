/* Inside the report reader: the report while it is built, shared by its parts. */
#ifndef ZB_MODEL_BUILD_H
#define ZB_MODEL_BUILD_H

#include "base/vec.h"
#include "model/names.h"
#include "model/report.h"

/* Prose of one key, kept for what is asked of all prose at the end. */
typedef struct zb_build_prose {
  const zb_prose *prose;
  bool label; /* the label of a figure: a bound (50万元以上) or bare number in it is part of the name */
} zb_build_prose;

typedef struct zb_build {
  zb_arena *a;
  zb_diags *d;
  zb_report *r;
  const zb_report_opts *opts;
  bool in_block;                   /* refs.c: what is being checked stands in a block */
  ZB_VEC(zb_note_def) notes;       /* notes.c */
  ZB_VEC(const zb_inline *) calls; /* of footnotes */
  ZB_VEC(zb_build_prose) prose;    /* all prose of the report but that of masthead and imprint */
  int nadvice;                     /* choose.c: notes given */
} zb_build;

/* "report.yaml:12:5", for messages that name a second place. */
const char *zb_build_place(zb_arena *a, zb_src src);
/* Reports a file that is missing or not regular. */
bool zb_build_file(zb_diags *d, const char *path, zb_src src, int ncols);
/* Takes an id into the report's namespace (figures, tables, blocks, themes); a second one is reported with both places. */
bool zb_build_id(zb_build *b, const char *id, zb_src src, int ncols);

/* The same for a figure or table, whose name must have the form of an id and be no word of the language. */
bool zb_build_name(zb_build *b, const char *name, zb_src src, int ncols);

/* set.c: applies --set to the tree, before decoding. */
void zb_build_set(zb_build *b, zb_node *root);
/* data.c: tables from CSV files and from the row of a batch; figures: of the report. */
void zb_build_tables(zb_build *b);
void zb_build_figures(zb_build *b);
/* data.c: is the text of a cell one that stands for no value; a cell as a quantity, with its own unit or the one given for it
   (*clash: the two differ), false if it is none or has no unit. */
bool zb_build_missing(const char *text);
bool zb_build_cell_quantity(zb_arena *a, zb_arena *scratch, const char *text, const char *unit, zb_quantity *q,
                            bool *clash);
/* figurefile.c: the figures of the files under figures-from. */
void zb_build_figure_files(zb_build *b);
/* blocks.c: a list of NODE values into blocks; summary and themes of the report. */
zb_block *zb_build_blocks(zb_build *b, const zb_val *list, size_t *n);
void zb_build_themes(zb_build *b);
/* refs.c: every reference of the report resolves; paths with {row.x} are expanded; photos exist. */
void zb_build_refs(zb_build *b);
/* What tables show, with figures for their summary rows: early: before checks define figures: data tables, and
   typed ones whose cells need none of them; then the others. */
void zb_build_views(zb_build *b, bool early);

/* notes.c: a paragraph that is the text of a footnote; a call of one, in a footnote or not; both in any order, then the
   check that each is defined once and called. */
void zb_build_note(zb_build *b, const zb_para_src *para);
void zb_build_note_call(zb_build *b, const zb_inline *call, bool in_note);
void zb_build_notes(zb_build *b);

/* figure.c: a figure to complete, by order. */
zb_figure *zb_build_figure(zb_figures *f, size_t i);
/* figure.c: warns when a figure that is printed with its label has none, so that an id such as strong_villages would show. */
void zb_build_label(zb_diags *d, const zb_figure *f, zb_src src, int ncols);
/* blocks.c: the kind a block's node names by its first key, or -1. */
int zb_build_kind(const zb_node *node);

/* accept.c: accepted findings must exist, and what they are accepted at; later findings there are left out. */
void zb_build_accept(zb_build *b);
/* choose.c: replaces `chart: auto` by the kind that says the data best; notes where another kind would say them better. */
void zb_build_choose(zb_build *b, zb_block *block);
/* structure.c: depth, pairs and highlights of the labels of a block of structure. */
void zb_build_structure(zb_build *b, const zb_block *block);
/* free.c: digits typed in prose that no figure stands behind: a note each, with the figure it probably is. Counts them. */
void zb_build_free(zb_build *b);
/* Reports entries of accept about figures and checks that match nothing. */
void zb_build_accept_used(zb_build *b);

/* refs.c: remembers where the source shows a figure or table, until all references are read. */
void zb_build_use(zb_arena *a, const zb_report *r, const char *id, bool table, zb_src src);

/* What a path stands for. */
typedef struct zb_target {
  const zb_figure *figure; /* or NULL */
  const zb_cell *cell;     /* text cell, or NULL */
} zb_target;
/* Resolves a path to a figure or a cell of a table; false if there is none. No diagnostics. */
bool zb_build_find(const zb_report *r, const char *path, zb_target *out);
/* The same for what is shown, which it remembers; unknown = error with the nearest name at the right level (table, row, column). */
bool zb_build_resolve(zb_arena *a, zb_diags *d, const zb_report *r, const char *path, zb_src src, int ncols,
                      zb_target *out);

#endif
