/* Inside the view of a table: the view while it is built, shared by its parts. */
#ifndef ZB_MODEL_VIEWBUILD_H
#define ZB_MODEL_VIEWBUILD_H

#include "base/vec.h"
#include "model/build.h"
#include "model/value.h"
#include "model/view.h"

typedef ZB_VEC(zb_vcolumn) zb_vcolumns;
typedef ZB_VEC(zb_vrow) zb_vrows;

typedef struct zb_vbuild {
  zb_build *b;
  zb_arena *a;
  zb_diags *d;
  const zb_obj *o;   /* the block's properties */
  const char *id;    /* of the block, or NULL */
  const char *table; /* id of the data table, or NULL */
  const char *source_file;
  zb_view *v;
  zb_vcolumns column;
  zb_vrows row;
  bool failed;
} zb_vbuild;

/* Index of a column by name; ncolumns after a diagnostic with the nearest name. */
size_t zb_vbuild_column(zb_vbuild *vb, const char *name, zb_src src, int ncols);
/* A cell of plain text that stands at src; its value is read from the text. */
zb_vcell zb_vbuild_text(zb_vbuild *vb, const char *text, zb_src src);
/* A value that becomes a heading; false after a diagnostic: there is none. */
bool zb_vbuild_heading(zb_vbuild *vb, const zb_vrow *row, size_t column);
/* Is there a value, and is it not an empty list or text? An empty one is reported. */
bool zb_vbuild_some(zb_vbuild *vb, const zb_val *v, zb_key key);
/* Reports that the object of v lacks a key. */
void zb_vbuild_needs(zb_vbuild *vb, const zb_val *v, zb_key key);
/* A cell without value. */
zb_vcell zb_vbuild_missing(zb_src src);
/* Plain text of one-line prose. */
const char *zb_vbuild_plain(const zb_vbuild *vb, const zb_prose *prose);

/* viewsource.c: the columns and rows as they come. False: there are none, or what is wrong was reported. *typed, *figures: where
   they come from. */
bool zb_vbuild_read(zb_vbuild *vb, const zb_val *what, bool *typed, bool *figures);
/* viewhead.c: columns and spanners from the first of the rows; returns how many belong to the head. rows: at least one. */
size_t zb_vbuild_head(zb_vbuild *vb, const zb_val *rows);
enum { ZB_VBUILD_VALUE = 1 }; /* the column of values of a table of figures */
/* viewspanner.c: the spanners that the report names, above those of widen. */
void zb_vbuild_spanners(zb_vbuild *vb);
/* viewshape.c: lengthen, widen. */
void zb_vbuild_reshape(zb_vbuild *vb);
/* viewrows.c: where, sort, top, group-by, groups. */
void zb_vbuild_rows(zb_vbuild *vb);
/* viewtotal.c: the sum of one column over rows [from, to) that `counts` says yes to; false: no value or units differ.
   *left: how many had no value. */
bool zb_vbuild_sum(zb_vbuild *vb, size_t column, const zb_vrow *row, size_t n, zb_quantity *out, size_t *left);
/* Are the numbers of the column rates, which may not be added (%, 个百分点, 倍 ...)? */
bool zb_vbuild_rates(const zb_vrow *row, size_t n, size_t column);
/* Summary rows. */
void zb_vbuild_totals(zb_vbuild *vb);
/* viewformat.c: formats, missing values, units to the heads. */
void zb_vbuild_format(zb_vbuild *vb);
/* viewmark.c: rules for looks, places of footnotes. */
void zb_vbuild_rules(zb_vbuild *vb);
void zb_vbuild_notes(zb_vbuild *vb);
/* crossfoot.c: totals against their parts. */
void zb_vbuild_crossfoot(zb_vbuild *vb);
/* Does a name say that the row or column holds sums? 0 no, 1 of a part (小计), 2 of all (合计). */
int zb_vbuild_sum_word(const char *text);

#endif
