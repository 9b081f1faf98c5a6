/* The report: masthead, figures, tables, themes and blocks, decoded and with every reference resolved. */
#ifndef ZB_MODEL_REPORT_H
#define ZB_MODEL_REPORT_H

#include "base/vec.h"
#include "model/figure.h"
#include "model/schema.h"
#include "model/table.h"
#include "read/csv.h"

/* Block kinds known to the language: one line a kind in kind.def. */
typedef enum zb_block_kind {
#define ZB_BLOCK_KIND(id, key, doc_en, doc_zh) ZB_B_##id,
#include "model/kind.def"
#undef ZB_BLOCK_KIND
  ZB_BLOCK_KIND_COUNT
} zb_block_kind;

typedef struct zb_block {
  zb_block_kind kind;
  zb_src src;
  const char *id; /* or NULL */
  const char **tag;
  size_t ntags;
  const char *why;     /* chart: auto: the reason for the kind that was chosen, or NULL */
  const zb_obj *props; /* the whole map, decoded with the object type of the kind; main content under the kind's key */
  struct zb_block *child;     /* group */
  const struct zb_view *view; /* table: what it shows; NULL if it shows nothing */
  bool viewed;                /* the view was built, if there was anything to show */
  size_t nchildren;
} zb_block;

typedef struct zb_theme {
  zb_src src;
  const char *id;
  const char **tag;
  size_t ntags;
  const zb_prose *title;
  const zb_obj *props;
  zb_block *block;
  size_t nblocks;
} zb_theme;

/* Has the theme this tag? */
bool zb_theme_has_tag(const zb_theme *t, const char *tag);

/* A footnote: one paragraph, called by [^id] in any text of the report. */
typedef struct zb_note_def {
  const char *id;
  zb_src src;
  const zb_para_src *para;
  bool called;
} zb_note_def;

/* A place of the source that shows a figure, or a whole table. */
typedef struct zb_use {
  const char *id;
  bool table;
  zb_src src;
} zb_use;

typedef struct zb_uses {
  ZB_VEC(zb_use) list;
  bool closed; /* all references are read: what is resolved later is no use */
} zb_uses;

typedef struct zb_report {
  const char *file;
  const zb_obj *props; /* title, masthead, credit ... */
  const char *palette; /* or NULL */
  zb_src palette_src;
  const char *layout; /* or NULL */
  zb_src layout_src;
  const char *lang; /* default "zh-CN" */
  zb_figures *figures;
  zb_table **table;
  size_t ntables;
  zb_block *summary;
  size_t nsummary;
  zb_theme *theme;
  size_t nthemes;
  size_t nfree;             /* numbers typed in prose that no figure stands behind */
  size_t nchecked, nfailed; /* assertions evaluated, and those that do not hold */
  zb_note_def *note;        /* footnotes, in the order of their definitions */
  size_t nnotes;
  struct zb_checks *checks;  /* check.c's own */
  bool *accept_used;         /* by entry of accept: did a finding match it? */
  struct zb_names *ids;      /* the namespace: every id and the place that took it */
  zb_uses *uses;             /* in the order of the source's objects */
  struct zb_names *shown;    /* figures and tables that a block, title or label shows */
  struct zb_names *reckoned; /* figures that a check uses */
  struct zb_names *broken;   /* names whose declaration was reported: what uses them is not reported again */
} zb_report;

/* A row of a batch: becomes the table `row`. */
typedef struct zb_report_opts {
  const zb_csv *each; /* NULL: no batch */
  size_t each_row;
  const char *const *set; /* "PATH=VALUE" ... (--set) */
  size_t nset;
  bool averages;       /* note what two counts of a row give on average */
  bool typed;          /* numbers may be typed in prose: a report about a report */
  bool strict_figures; /* free numbers are errors */
} zb_report_opts;

/* Reads a report with its data files. Problems are reported and reading goes on; NULL only when there is no tree. The
   report is usable for rendering only if no error was reported. Photos must exist and be readable. Runs the checks. */
zb_report *zb_report_read(zb_arena *a, zb_diags *d, const char *path, const zb_report_opts *opts);

/* A footnote by id, or NULL. */
const zb_note_def *zb_report_note(const zb_report *r, const char *id);
/* The same from memory; `name` stands for the file in messages and as the folder of relative paths. Numbers may be typed in its prose. */
zb_report *zb_report_parse(zb_arena *a, zb_diags *d, const char *name, const char *text, size_t n);

/* A table by id, or NULL. */
const zb_table *zb_report_table(const zb_report *r, const char *id);
/* A field of the head by path, with English or Chinese names: title, masthead.issue, imprint.report; NULL if not written. */
const zb_val *zb_report_field(const zb_report *r, const char *path);
/* Does a block, a title or a label show this figure, by itself or with its table? */
bool zb_report_shows(const zb_report *r, const zb_figure *f);
/* Does a check use this figure? */
bool zb_report_reckons(const zb_report *r, const zb_figure *f);
/* Does the report accept the finding `slug` at this id? Findings after reading (layout, photos) need not ask: those whose
   place lies in an accepted block, theme, table or figure are left out of the diagnostics. */
bool zb_report_accepts(const zb_report *r, const char *slug, const char *id);
/* From now on findings that the report accepts are left out of these diagnostics. */
void zb_report_accept_in(zb_report *r, zb_diags *d);
/* Does a block carry the tag? */
bool zb_block_has_tag(const zb_block *b, const char *tag);
/* The columns a `span` names: 0 = all, -1 = it names none; and the report of a wrong one. */
int zb_span_columns(const char *text);
void zb_span_check(zb_diags *d, const zb_obj *o);
const char *zb_block_kind_name(zb_block_kind kind, zb_lang lang);

#endif
