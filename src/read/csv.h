/* CSV (RFC 4180) in UTF-8 or GB18030, decided on the whole file, with the place of every cell. */
#ifndef ZB_READ_CSV_H
#define ZB_READ_CSV_H

#include "read/node.h"

typedef struct zb_csv_cell {
  const char *text; /* UTF-8 */
  zb_src src;       /* col counts code points of the decoded line */
} zb_csv_cell;

typedef struct zb_csv_row {
  zb_csv_cell *cell;
  size_t n;
} zb_csv_row;

typedef struct zb_csv {
  const char *file;
  bool gb18030; /* the file was GB18030 */
  zb_csv_row head;
  zb_csv_row *row; /* without the head and the unit row */
  size_t nrows;
  const char **unit; /* per column or NULL when there is no #单位 row; "" = none */
} zb_csv;

/* encoding: NULL = decide; "utf-8" or "gb18030" forces. Ragged rows, no rows, duplicate or empty column names, a stray
   quote, a full-width comma in the head: diagnostics. NULL when unusable. */
zb_csv *zb_csv_read(zb_arena *a, zb_diags *d, const char *path, const char *encoding, zb_src asked);
zb_csv *zb_csv_parse(zb_arena *a, zb_diags *d, const char *name, const char *bytes, size_t n, const char *encoding);

#endif
