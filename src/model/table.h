/* A data table: columns by name, rows by the first column; cells are figures or text. */
#ifndef ZB_MODEL_TABLE_H
#define ZB_MODEL_TABLE_H

#include "model/figure.h"

typedef struct zb_cell {
  const char *text; /* as typed; "" = missing */
  zb_src src;
  const zb_figure *figure; /* when the cell is wholly a quantity with a unit, else NULL */
} zb_cell;

typedef struct zb_table {
  const char *id;
  const char *file;
  const char **column;
  const char **unit; /* per column, "" none */
  size_t ncolumns;
  const char **row_name; /* text of the key column; of several, their path segments joined by dots */
  size_t *key;           /* columns that name the rows; nkeys >= 1 but for the row of a batch */
  size_t nkeys;
  zb_cell *cell; /* nrows * ncolumns, row by row */
  size_t nrows;
  zb_src src;
} zb_table;

/* Column index by name, or -1 after an error with the nearest name (src, ncols: the reference; pass d NULL for none). */
int zb_table_column(const zb_table *t, zb_diags *d, const char *name, zb_src src, int ncols);
static inline const zb_cell *zb_table_cell(const zb_table *t, size_t row, size_t column)
{
  return &t->cell[row * t->ncolumns + column];
}

#endif
