/* CSV in UTF-8 or GB18030. */
#include "read/csv.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "read/decode.h"
#include "read/source.h"

enum { BYTES_MAX = 16 << 20, CELLS_MAX = 1000000, COLUMNS_MAX = 1000 };

typedef ZB_VEC(zb_csv_cell) cells;
typedef ZB_VEC(zb_csv_row) rows;

typedef struct reader {
  zb_arena *a;
  zb_diags *d;
  const char *file;
  const char *p, *end;
  int line, col;          /* 1-based, of p */
  size_t ncells, columns; /* columns: of the head */
  bool unusable;
  bool wide_head; /* an unquoted ， in the first row */
} reader;

/* --- encoding --------------------------------------------------------------------------------------------------- */

static zb_src top(const char *file)
{
  return (zb_src){.file = file, .line = 1, .col = 1};
}

/* Line of a byte in text of any encoding that keeps LF. */
static zb_src byte_line(const char *file, const char *bytes, size_t n)
{
  zb_src src = top(file);
  for (size_t i = 0; i < n; i++)
    src.line += bytes[i] == '\n';
  return src;
}

static char *from_gb18030(zb_arena *a, zb_diags *d, const char *file, const char *bytes, size_t *n)
{
  zb_decoded x = zb_decode(a, bytes, *n, ZB_ENC_GB18030);
  if (x.no_converter)
    zb_diag(d, ZB_D_CSV_CONVERTER, top(file), file, NULL);
  else if (!x.text)
    zb_diag(d, ZB_D_CSV_DECODE, byte_line(file, bytes, x.bad), file, "GB18030", zb_arena_printf(a, "%zu", x.bad), NULL);
  *n = x.text ? x.n : *n;
  return x.text;
}

/* A workbook or UTF-16 file saved under the name of a CSV file. */
static bool foreign(zb_diags *d, const char *file, const char *bytes, size_t n)
{
  bool zip = n >= 4 && memcmp(bytes, "PK\3\4", 4) == 0, ole = n >= 4 && memcmp(bytes, "\xD0\xCF\x11\xE0", 4) == 0;
  bool utf16 = n >= 2 && (memcmp(bytes, "\xFF\xFE", 2) == 0 || memcmp(bytes, "\xFE\xFF", 2) == 0);
  if (zip || ole)
    zb_diag(d, ZB_D_CSV_WORKBOOK, top(file), file, NULL);
  else if (utf16)
    zb_diag(d, ZB_D_CSV_UTF16, top(file), file, NULL);
  return zip || ole || utf16;
}

/* The file as UTF-8 without BOM, decided on all of its bytes: BOM, else strict UTF-8, else GB18030. */
static char *decode(zb_arena *a, zb_diags *d, zb_csv *csv, const char *bytes, size_t *n, const char *encoding)
{
  if (encoding && g_ascii_strcasecmp(encoding, "utf-8") != 0 && g_ascii_strcasecmp(encoding, "gb18030") != 0) {
    zb_diag(d, ZB_D_CSV_ENCODING, top(csv->file), encoding, NULL);
    return NULL;
  }
  if (foreign(d, csv->file, bytes, *n))
    return NULL;
  bool gb = encoding && g_ascii_strcasecmp(encoding, "gb18030") == 0;
  size_t bom = !gb && *n >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
  size_t valid = gb ? 0 : zb_utf8_valid(bytes, *n);
  if (!gb && valid < *n && (bom || encoding)) {
    zb_diag(d, ZB_D_CSV_DECODE, zb_source_place(csv->file, bytes + bom, valid - bom), csv->file, "UTF-8",
            zb_arena_printf(a, "%zu", valid), NULL);
    return NULL;
  }
  csv->gb18030 = gb || valid < *n;
  if (csv->gb18030) {
    char *text = from_gb18030(a, d, csv->file, bytes, n);
    if (text && !encoding)
      zb_diag(d, ZB_D_CSV_GB18030, top(csv->file), csv->file, NULL);
    return text;
  }
  zb_decoded x = zb_decode(a, bytes, *n, ZB_ENC_UTF8);
  *n = x.n;
  return x.text;
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

static zb_src here(const reader *r)
{
  return (zb_src){.file = r->file, .line = r->line, .col = r->col};
}

static bool at_row_end(const reader *r)
{
  return r->p >= r->end || *r->p == '\n' || (*r->p == '\r' && r->p + 1 < r->end && r->p[1] == '\n');
}

static void step(reader *r)
{
  if (*r->p == '\n') {
    r->p++;
    r->line++;
    r->col = 1;
  } else {
    zb_utf8_next(&r->p);
    r->col++;
  }
}

static void end_row(reader *r)
{
  if (r->p < r->end && *r->p == '\r')
    r->p++;
  if (r->p < r->end)
    step(r);
}

static bool at_blank(const reader *r)
{
  return r->p < r->end && (*r->p == ' ' || *r->p == '\t' || (r->end - r->p >= 3 && memcmp(r->p, "　", 3) == 0));
}

static void skip_blanks(reader *r)
{
  while (at_blank(r))
    step(r);
}

/* The cell in quotes, quotes inside doubled: as a help shows it. */
static char *requoted(zb_arena *a, const char *from, const char *to)
{
  enum { SHOWN = 60 };
  const char *stop = from;
  for (int i = 0; i < SHOWN && stop < to && *stop != '\n'; i++)
    zb_utf8_next(&stop);
  char *out = zb_arena_alloc(a, 2 * (size_t)(stop - from) + 8), *o = out;
  *o++ = '"';
  for (const char *p = from; p < stop; p++) {
    if (*p == '"')
      *o++ = '"';
    *o++ = *p;
  }
  memcpy(o, stop < to ? "…\"" : "\"", stop < to ? 4 : 1);
  return out;
}

/* The n bytes between two quotes: doubled ones single, CR LF as LF. */
static char *unquoted(zb_arena *a, const char *from, size_t n)
{
  char *out = zb_arena_alloc(a, n + 1);
  for (size_t i = 0, o = 0; i < n; i++) {
    if (from[i] == '\r' && i + 1 < n && from[i + 1] == '\n')
      continue;
    out[o++] = from[i];
    i += from[i] == '"';
  }
  return out;
}

/* Moves to the quote that ends a cell; false at the end of the file. */
static bool find_close(reader *r)
{
  for (; r->p < r->end; step(r)) {
    if (*r->p != '"')
      continue;
    if (r->p + 1 >= r->end || r->p[1] != '"')
      return true;
    step(r);
  }
  return false;
}

/* A quoted cell; the reader is on its quote. RFC 4180 section 2, rules 5 to 7. */
static zb_csv_cell quoted_cell(reader *r)
{
  zb_src open = here(r);
  const char *start = r->p, *from = start + 1;
  step(r);
  zb_csv_cell cell = {.src = here(r)};
  bool closed = find_close(r);
  cell.text = unquoted(r->a, from, (size_t)(r->p - from));
  if (!closed) {
    zb_diag(r->d, ZB_D_CSV_UNCLOSED_QUOTE, open, NULL);
    r->unusable = true;
    return cell;
  }
  step(r);
  skip_blanks(r);
  if (!at_row_end(r) && *r->p != ',') {
    zb_src stray = here(r);
    while (!at_row_end(r) && *r->p != ',')
      step(r);
    zb_diag(r->d, ZB_D_CSV_STRAY_QUOTE, stray, requoted(r->a, start, r->p), NULL);
  }
  return cell;
}

static zb_csv_cell plain_cell(reader *r, bool head)
{
  zb_csv_cell cell = {.src = here(r)};
  const char *from = r->p, *to = r->p;
  zb_src quote = ZB_SRC_NONE;
  while (!at_row_end(r) && *r->p != ',') {
    if (*r->p == '"' && !quote.file)
      quote = here(r);
    if (head && r->end - r->p >= 3 && memcmp(r->p, "，", 3) == 0)
      r->wide_head = true;
    bool blank = at_blank(r);
    step(r);
    to = blank ? to : r->p;
  }
  cell.text = zb_arena_strndup(r->a, from, (size_t)(to - from));
  if (quote.file)
    zb_diag(r->d, ZB_D_CSV_STRAY_QUOTE, quote, requoted(r->a, from, to), NULL);
  return cell;
}

/* One row, behind which the reader stands; false when a limit was passed. */
static bool read_row(reader *r, zb_csv_row *row, bool head)
{
  cells v = {0};
  if (!head) { /* rows are as long as the head, mostly */
    v.cap = r->columns;
    v.v = zb_newn(r->a, zb_csv_cell, v.cap);
  }
  for (;;) {
    skip_blanks(r);
    zb_csv_cell cell = r->p < r->end && *r->p == '"' ? quoted_cell(r) : plain_cell(r, head);
    zb_push(r->a, &v, cell);
    bool wide = v.n > COLUMNS_MAX;
    if (wide || ++r->ncells > CELLS_MAX) {
      zb_diag(r->d, ZB_D_CSV_LIMIT, cell.src, wide ? "columns" : "cells",
              zb_arena_printf(r->a, "%d", wide ? COLUMNS_MAX : CELLS_MAX), wide ? "列数" : "单元格数", NULL);
      return false;
    }
    if (at_row_end(r))
      break;
    step(r); /* the comma */
  }
  end_row(r);
  *row = (zb_csv_row){.cell = v.v, .n = v.n};
  return !r->unusable;
}

static bool empty_row(const zb_csv_row *row)
{
  for (size_t i = 0; i < row->n; i++)
    if (row->cell[i].text[0])
      return false;
  return true;
}

/* --- the table -------------------------------------------------------------------------------------------------- */

static int by_name(const void *x, const void *y)
{
  const zb_csv_cell *a = *(const zb_csv_cell *const *)x, *b = *(const zb_csv_cell *const *)y;
  int c = strcmp(a->text, b->text);
  return c != 0 ? c : a < b ? -1 : a > b;
}

static int columns(const char *text)
{
  size_t n = zb_utf8_count(text, strlen(text));
  return n > 0 ? (int)n : 1;
}

static void check_names(reader *r, const zb_csv *csv)
{
  const zb_csv_cell **sorted = zb_newn(r->a, const zb_csv_cell *, csv->head.n);
  for (size_t i = 0; i < csv->head.n; i++) {
    sorted[i] = &csv->head.cell[i];
    if (!sorted[i]->text[0])
      zb_diag(r->d, ZB_D_CSV_EMPTY_COLUMN, sorted[i]->src, zb_arena_printf(r->a, "%zu", i + 1), NULL);
  }
  qsort(sorted, csv->head.n, sizeof *sorted, by_name);
  for (size_t i = 1, first = 0; i < csv->head.n; i++) {
    if (strcmp(sorted[first]->text, sorted[i]->text) != 0)
      first = i;
    else if (sorted[i]->text[0])
      zb_diag_range(r->d, ZB_D_CSV_DUP_COLUMN, sorted[i]->src, columns(sorted[i]->text), sorted[i]->text,
                    zb_arena_printf(r->a, "%s:%d:%d", r->file, sorted[first]->src.line, sorted[first]->src.col), NULL);
  }
}

/* Another separator, or full-width commas: the whole table would be read wrong. */
static bool check_separator(reader *r, const zb_csv_row *head)
{
  const char *line = head->cell[0].text;
  if (r->wide_head) {
    GString *fixed = g_string_new(NULL);
    const zb_csv_cell *at = &head->cell[0];
    for (size_t i = 0; i < head->n; i++) {
      g_string_append_printf(fixed, "%s%s", i > 0 ? "," : "", head->cell[i].text);
      at = strstr(at->text, "，") ? at : &head->cell[i];
    }
    g_string_replace(fixed, "，", ",", 0);
    const char *comma = strstr(at->text, "，");
    zb_src src = at->src;
    src.col += comma ? (int)zb_utf8_count(at->text, (size_t)(comma - at->text)) : 0;
    zb_diag(r->d, ZB_D_CSV_FULLWIDTH_COMMA, src, zb_source_shown(r->a, fixed->str, fixed->len), NULL);
    g_string_free(fixed, TRUE);
    return false;
  }
  const char *tab = strchr(line, '\t'), *semicolon = strchr(line, ';'), *found = tab ? tab : semicolon;
  if (head->n > 1 || !found)
    return true;
  zb_src src = head->cell[0].src;
  src.col += (int)zb_utf8_count(line, (size_t)(found - line));
  zb_diag(r->d, ZB_D_CSV_DELIMITER, src, tab ? "tabs" : "semicolons", tab ? "制表符" : "分号", NULL);
  return false;
}

/* A row of another length: reported, then cut or filled so that every row has as many cells as the first. */
static void square(reader *r, zb_csv_row *row, size_t n)
{
  if (row->n == n)
    return;
  zb_diag(r->d, ZB_D_CSV_RAGGED, row->cell[0].src,
          row->cell[0].text[0] ? row->cell[0].text : zb_arena_printf(r->a, "%d", row->cell[0].src.line),
          zb_arena_printf(r->a, "%zu", row->n), zb_arena_printf(r->a, "%zu", n), NULL);
  zb_csv_cell *cell = zb_newn(r->a, zb_csv_cell, n);
  for (size_t i = 0; i < n; i++)
    cell[i] = i < row->n ? row->cell[i] : (zb_csv_cell){.text = "", .src = row->cell[row->n - 1].src};
  *row = (zb_csv_row){.cell = cell, .n = n};
}

/* Is it the row of units? "#单位" or "#unit" in its first cell. */
static bool unit_row(const zb_csv_row *row)
{
  const char *t = row->cell[0].text;
  if (*t++ != '#')
    return false;
  while (*t == ' ')
    t++;
  return strcmp(t, "单位") == 0 || strcmp(t, "unit") == 0;
}

static void take_units(reader *r, zb_csv *csv, const zb_csv_row *row)
{
  csv->unit = zb_newn(r->a, const char *, csv->head.n);
  csv->unit[0] = "";
  for (size_t i = 1; i < csv->head.n; i++)
    csv->unit[i] = row->cell[i].text;
}

static bool read_rows(reader *r, zb_csv *csv)
{
  rows v = {0};
  bool have_head = false, second = true;
  while (r->p < r->end) {
    zb_csv_row row;
    if (!read_row(r, &row, !have_head))
      return false;
    if (empty_row(&row))
      continue;
    if (!have_head) {
      have_head = true;
      csv->head = row;
      r->columns = row.n;
      if (!check_separator(r, &row))
        return false;
      check_names(r, csv);
      continue;
    }
    square(r, &row, csv->head.n);
    if (second && unit_row(&row))
      take_units(r, csv, &row);
    else
      zb_push(r->a, &v, row);
    second = false;
  }
  csv->row = v.v;
  csv->nrows = v.n;
  if (!have_head)
    zb_diag(r->d, ZB_D_FILE_EMPTY, top(r->file), r->file, NULL);
  else if (v.n == 0)
    zb_diag(r->d, ZB_D_CSV_NO_ROWS, csv->head.cell[0].src, r->file, NULL);
  return have_head;
}

zb_csv *zb_csv_parse(zb_arena *a, zb_diags *d, const char *name, const char *bytes, size_t n, const char *encoding)
{
  zb_csv *csv = zb_new(a, zb_csv);
  csv->file = zb_arena_strdup(a, name);
  if (n > BYTES_MAX) {
    zb_diag(d, ZB_D_FILE_LIMIT, top(csv->file), csv->file, zb_arena_printf(a, "%zu", n),
            zb_arena_printf(a, "%d", BYTES_MAX), NULL);
    return NULL;
  }
  char *text = decode(a, d, csv, bytes, &n, encoding);
  if (!text)
    return NULL;
  zb_diags_source(d, csv->file, text, n);
  zb_source_clean(a, d, csv->file, text, n);
  reader r = {.a = a, .d = d, .file = csv->file, .p = text, .end = text + n, .line = 1, .col = 1};
  return read_rows(&r, csv) ? csv : NULL;
}

zb_csv *zb_csv_read(zb_arena *a, zb_diags *d, const char *path, const char *encoding, zb_src asked)
{
  size_t n = 0;
  char *bytes = zb_io_read(a, d, path, BYTES_MAX, asked, &n);
  return bytes ? zb_csv_parse(a, d, path, bytes, n, encoding) : NULL;
}
