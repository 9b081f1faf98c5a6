/* The view of a table block: rows and columns as they are printed, after selection, reshaping, sorting, grouping and
   summing. The block layer only sets what stands here. */
#ifndef ZB_MODEL_VIEW_H
#define ZB_MODEL_VIEW_H

#include "model/report.h"

struct zb_build;

/* What only cells typed in the report may have. */
typedef struct zb_vextra {
  size_t across, down; /* columns and rows covered, at least 1 */
  long align;          /* ZB_E_CELL_ALIGN_*, or -1: that of the column */
  const zb_prose *note;
  const zb_prose *marked; /* of a number: its prose, when there is more to it than text: emphasis, a footnote's call */
  zb_block *block;        /* instead of text */
  size_t nblocks;
} zb_vextra;

typedef struct zb_vcell {
  const char *text;       /* what it prints, plain; "" = nothing */
  const zb_prose *prose;  /* typed in the report and printed as it stands; NULL: `text` is printed */
  const zb_vextra *extra; /* or NULL */
  const zb_quantity *q;   /* its value, or NULL */
  const zb_datum *datum;  /* the figure it prints, or NULL */
  zb_src src;
  bool missing; /* no value: empty, —, … */
  bool covered; /* by a cell above or to the left of it */
} zb_vcell;

typedef enum zb_vrow_kind {
  ZB_VROW_BODY,
  ZB_VROW_GROUP,    /* heading of a row group: its label is in cell 0 */
  ZB_VROW_SUBTOTAL, /* summary row of a group, or 小计 in the data */
  ZB_VROW_TOTAL     /* of the table, or 合计, 总计 in the data */
} zb_vrow_kind;

typedef struct zb_vrow {
  zb_vrow_kind kind;
  bool computed;    /* a summary row: not in the data */
  bool counted;     /* it says how many values there are */
  bool of_which;    /* 其中: #名称 */
  int group;        /* index in group, or -1 */
  const char *name; /* of the row in paths and addresses */
  zb_vcell *cell;   /* ncolumns */
} zb_vrow;

typedef struct zb_vcolumn {
  const char *name;       /* in the data */
  const char *text;       /* of its head, plain */
  const zb_prose *label;  /* of its head, or NULL: text */
  const char *unit;       /* shown with the head: （万元）; "" none */
  const zb_prose *note;   /* a footnote typed with its head, or NULL */
  const zb_val *align;    /* of its head, where that has its own, or NULL */
  const zb_obj *props[2]; /* of columns: and of format:, or NULL */
  zb_src src;
  int ncols;          /* width of the name in the source */
  const char *lifted; /* unit that stands in the head or over the table, with its scale; NULL: in the cells */
  bool numeric;       /* has a number, and nothing but numbers and missing values */
  size_t *spark;      /* columns (of the view) a sparkline runs through, or NULL */
  size_t nspark;
} zb_vcolumn;

typedef struct zb_vspanner {
  const char *text;
  const zb_prose *label; /* or NULL: text */
  const zb_prose *note;  /* a footnote typed with it, or NULL */
  size_t from, to;       /* columns [from, to) */
  int level;             /* 0 stands right over the column heads */
  zb_src src;
} zb_vspanner;

typedef struct zb_vgroup {
  const char *text;
  zb_src src;
} zb_vgroup;

/* Does the value meet a condition such as "> 10%" or "= 是|否"? */
typedef struct zb_vtest zb_vtest;

/* A rule for the look of cells; what they then look like stands in its properties. */
typedef struct zb_vrule {
  enum { ZB_VRULE_TOP, ZB_VRULE_BOTTOM, ZB_VRULE_NEGATIVE, ZB_VRULE_TEST } kind;
  size_t n; /* TOP, BOTTOM: so many */
  const zb_vtest *test;
  const bool *column; /* those it looks at */
  const zb_obj *props;
} zb_vrule;

/* A footnote of the table's list, and what it stands on. */
typedef struct zb_vfootnote {
  const zb_prose *text;
  enum { ZB_VFOOTNOTE_TITLE, ZB_VFOOTNOTE_HEAD, ZB_VFOOTNOTE_SPANNER, ZB_VFOOTNOTE_CELL } where;
  size_t row, column; /* SPANNER: column is its index */
  zb_src at;
} zb_vfootnote;

typedef struct zb_view {
  zb_vcolumn *column;
  size_t ncolumns, nstub;
  zb_vrow *row;
  size_t nrows;
  zb_vspanner *spanner;
  size_t nspanners;
  int levels; /* of spanners */
  zb_vgroup *group;
  size_t ngroups;
  const char *unit; /* of all numbers of the table: 单位：…; "" none */
  zb_vrule *rule;
  size_t nrules;
  zb_vfootnote *note;
  size_t nnotes;
  zb_src src;
} zb_view;

/* Builds the view of a table block; unknown tables, columns and rows, bad conditions, ragged rows and totals that do not
   agree are reported. NULL when there is nothing to show. The blocks inside cells are read too. */
zb_view *zb_view_build(struct zb_build *b, const zb_block *block);
/* A property of a column: from columns:, else from format:; NULL if neither has it. */
const zb_val *zb_vcolumn_prop(const zb_vcolumn *c, zb_key key);
/* Are the numbers of the column rates (%, 倍 ...), which may not be added? */
bool zb_view_rates(const zb_view *v, size_t column);
/* A number as the cells of the column print theirs: without what stands in the head. */
const char *zb_view_print(zb_arena *a, const zb_view *v, size_t column, const zb_quantity *q);
/* Column by name, or ncolumns. */
size_t zb_view_column(const zb_view *v, const char *name);
static inline zb_vcell *zb_view_cell(const zb_view *v, size_t row, size_t column)
{
  return &v->row[row].cell[column];
}

/* Parses `OP VALUE`; NULL if it is none (no diagnostic). */
zb_vtest *zb_vtest_parse(zb_arena *a, const char *text);
bool zb_vtest_holds(const zb_vtest *t, const zb_vcell *cell);

#endif
