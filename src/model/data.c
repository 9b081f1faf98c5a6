/* Tables from CSV files and from the row of a batch; the figures of the report. */
#include <string.h>
#include <sys/stat.h>

#include "base/vec.h"
#include "model/build.h"
#include "model/prose.h"
#include "model/viewbuild.h"

/* --- shared ---------------------------------------------------------------------------------------------------------- */

const char *zb_build_place(zb_arena *a, zb_src src)
{
  return src.file ? zb_arena_printf(a, "%s:%d:%d", src.file, src.line, src.col) : "-";
}

bool zb_build_file(zb_diags *d, const char *path, zb_src src, int ncols)
{
  struct stat st;
  if (stat(path, &st) != 0) {
    zb_diag_range(d, ZB_D_FILE_MISSING, src, ncols, path, NULL);
    return false;
  }
  if (S_ISREG(st.st_mode))
    return true;
  bool folder = S_ISDIR(st.st_mode);
  zb_diag_range(d, ZB_D_FILE_KIND, src, ncols, path, folder ? "a directory" : "a device", folder ? "文件夹" : "设备",
                NULL);
  return false;
}

bool zb_build_name(zb_build *b, const char *name, zb_src src, int ncols)
{
  if (!zb_id_valid(name))
    zb_diag_range(b->d, ZB_D_ID_FORM, src, ncols, name, NULL);
  else if (zb_id_reserved(name))
    zb_diag_range(b->d, ZB_D_ID_RESERVED, src, ncols, name, NULL);
  else
    return zb_build_id(b, name, src, ncols);
  return false;
}

/* --- cells ------------------------------------------------------------------------------------------------------------- */

/* "" and the dashes that stand for no value. */
bool zb_build_missing(const char *text)
{
  static const char *const marks[] = {"", "-", "—", "–", "——", "…", "……"};
  for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
    if (strcmp(text, marks[i]) == 0)
      return true;
  return false;
}

/* Is the unit given for a cell (万元) the one the cell has itself (1600万元: scale 万, unit 元)? */
static bool unit_agrees(zb_arena *a, const char *given, const zb_quantity *q)
{
  zb_quantity one;
  return strcmp(given, q->unit) == 0 ||
         (zb_quantity_try(a, zb_arena_printf(a, "1%s", given), &one) && strcmp(one.unit, q->unit) == 0);
}

static bool has_scale(zb_arena *a, const char *unit)
{
  zb_quantity one;
  return zb_quantity_try(a, zb_arena_printf(a, "1%s", unit), &one) && one.scale > 0;
}

/* A cell as a quantity: its own unit, or the unit given for it, put before 以上, 以下, 左右. *clash: the two differ. */
bool zb_build_cell_quantity(zb_arena *a, zb_arena *scratch, const char *text, const char *unit, zb_quantity *q,
                            bool *clash)
{
  *clash = false;
  if (!zb_quantity_try(scratch, text, q))
    return false;
  if (q->unit[0] || q->ordinal) {
    *clash = unit[0] && !unit_agrees(scratch, unit, q);
    return q->unit[0] && zb_quantity_try(a, text, q);
  }
  if (!unit[0])
    return false;
  *clash = q->scale > 0 && has_scale(scratch, unit); /* 1.2万 in a column of 万元 */
  size_t body = strlen(text) - strlen(q->suffix);
  return zb_quantity_try(a, zb_arena_printf(a, "%.*s%s%s", (int)body, text, unit, q->suffix), q);
}

typedef struct cell_ctx {
  const zb_table *t;
  size_t row, col;
  bool one_value;    /* the table has one column of figures: the row's name is label enough */
  zb_arena *scratch; /* emptied after each cell */
} cell_ctx;

static const char *cell_path(zb_build *b, const cell_ctx *c)
{
  const char *column = zb_path_segment(c->scratch, c->t->column[c->col]);
  if (!c->t->row_name[c->row])
    return zb_arena_printf(b->a, "%s.%s", c->t->id, column);
  const char *row = c->t->row_name[c->row];
  return zb_arena_printf(b->a, "%s.%s.%s", c->t->id, c->t->nkeys > 1 ? row : zb_path_segment(c->scratch, row), column);
}

static const char *cell_label(zb_build *b, const cell_ctx *c)
{
  const char *row = c->t->row_name[c->row], *column = c->t->column[c->col];
  if (!row)
    return column;
  return c->one_value ? row : zb_arena_printf(b->a, "%s（%s）", row, column);
}

static void add_cell_figure(zb_build *b, const cell_ctx *c, zb_cell *cell, const zb_quantity *q)
{
  zb_figure f = {.id = cell_path(b, c), .missing = !q, .src = cell->src, .id_src = cell->src};
  if (q)
    f.q = *q;
  f.label_text = cell_label(b, c);
  f.row = c->t->row_name[c->row];
  f.column = c->t->column[c->col];
  cell->figure = zb_figures_add(b->r->figures, f);
}

static void read_cell(zb_build *b, const cell_ctx *c, zb_cell *cell, const char *unit)
{
  zb_quantity q;
  bool clash;
  if (zb_build_missing(cell->text)) {
    add_cell_figure(b, c, cell, NULL);
    return;
  }
  bool is_quantity = zb_build_cell_quantity(b->a, c->scratch, cell->text, unit, &q, &clash);
  zb_arena_clear(c->scratch);
  if (clash)
    zb_diag(b->d, ZB_D_UNIT_CLASH, cell->src, cell->text, unit, NULL);
  if (is_quantity)
    add_cell_figure(b, c, cell, &q);
}

/* --- tables ------------------------------------------------------------------------------------------------------------ */

static int column_of(const zb_table *t, const char *name)
{
  for (size_t i = 0; i < t->ncolumns; i++)
    if (strcmp(t->column[i], name) == 0)
      return (int)i;
  return -1;
}

static int unit_column(const zb_table *t)
{
  int c = column_of(t, "单位");
  return c >= 0 ? c : column_of(t, "unit");
}

/* Copies heads, units and cells; row `only` alone if it is not negative. */
static zb_table *copy_csv(zb_build *b, const char *id, const zb_csv *csv, long only)
{
  zb_table *t = zb_new(b->a, zb_table);
  size_t first = only < 0 ? 0 : (size_t)only, last = only < 0 ? csv->nrows : (size_t)only + 1;
  *t = (zb_table){.id = id, .file = csv->file, .ncolumns = csv->head.n, .nrows = last - first};
  t->src = (zb_src){.file = csv->file, .line = 1, .col = 1};
  t->column = zb_newn(b->a, const char *, t->ncolumns);
  t->unit = zb_newn(b->a, const char *, t->ncolumns);
  t->row_name = zb_newn(b->a, const char *, t->nrows);
  t->cell = zb_newn(b->a, zb_cell, t->nrows * t->ncolumns);
  for (size_t c = 0; c < t->ncolumns; c++) {
    t->column[c] = csv->head.cell[c].text;
    t->unit[c] = csv->unit && csv->unit[c] ? csv->unit[c] : "";
  }
  for (size_t r = 0; r < t->nrows; r++)
    for (size_t c = 0; c < t->ncolumns; c++) {
      const zb_csv_row *row = &csv->row[first + r];
      bool there = c < row->n; /* a ragged row was reported by the reader */
      t->cell[r * t->ncolumns + c] =
          (zb_cell){.text = there ? row->cell[c].text : "", .src = there ? row->cell[c].src : t->src};
    }
  return t;
}

/* Is any cell of the column a quantity by the units at hand? */
static bool has_figures(zb_arena *a, zb_arena *scratch, const zb_table *t, size_t col, int units)
{
  zb_quantity q;
  bool clash;
  for (size_t r = 0; r < t->nrows; r++) {
    const char *unit = t->unit[col];
    if (!unit[0] && units >= 0)
      unit = zb_table_cell(t, r, (size_t)units)->text;
    bool found = zb_build_cell_quantity(scratch, scratch, zb_table_cell(t, r, col)->text, unit, &q, &clash);
    zb_arena_clear(scratch);
    if (found)
      return true;
    zb_arena_walked(a, r);
  }
  return false;
}

static bool is_key(const zb_table *t, size_t column)
{
  for (size_t i = 0; i < t->nkeys; i++)
    if (t->key[i] == column)
      return true;
  return false;
}

static void read_cells(zb_build *b, zb_table *t)
{
  int units = unit_column(t);
  bool *numeric = zb_newn(b->a, bool, t->ncolumns);
  zb_arena *scratch = zb_arena_new();
  zb_figures_room(b->r->figures, t->nrows * t->ncolumns);
  size_t count = 0;
  for (size_t c = 0; c < t->ncolumns; c++)
    count += numeric[c] = (int)c != units && !is_key(t, c) && has_figures(b->a, scratch, t, c, units);
  for (size_t r = 0; r < t->nrows; r++)
    for (size_t c = 0; c < t->ncolumns; c++) {
      if ((int)c == units || is_key(t, c))
        continue;
      zb_cell *cell = &t->cell[r * t->ncolumns + c];
      const char *unit = t->unit[c];
      if (!unit[0] && units >= 0 && numeric[c])
        unit = zb_table_cell(t, r, (size_t)units)->text;
      cell_ctx at = {.t = t, .row = r, .col = c, .one_value = count == 1, .scratch = scratch};
      read_cell(b, &at, cell, unit);
    }
  zb_arena_free(scratch);
}

/* The columns that name the rows: the first, or those of key:. */
static void find_keys(zb_build *b, zb_table *t, const zb_val *keys)
{
  t->key = zb_newn(b->a, size_t, keys ? keys->nitems + 1 : 1);
  for (size_t i = 0; keys && i < keys->nitems; i++) {
    int c = zb_table_column(t, b->d, keys->item[i].text, keys->item[i].src, keys->item[i].ncols);
    if (c >= 0)
      t->key[t->nkeys++] = (size_t)c;
  }
  if (t->nkeys == 0)
    t->nkeys = 1; /* column 0 */
}

static const char *name_of(zb_build *b, const zb_table *t, size_t row)
{
  const char *name = zb_table_cell(t, row, t->key[0])->text;
  if (t->nkeys == 1)
    return name;
  name = zb_path_segment(b->a, name);
  for (size_t i = 1; i < t->nkeys; i++)
    name = zb_arena_printf(b->a, "%s.%s", name, zb_path_segment(b->a, zb_table_cell(t, row, t->key[i])->text));
  return name;
}

/* Names of the rows; empty and repeated ones are errors, and a repeated one gets no figures. */
static void name_rows(zb_build *b, zb_table *t)
{
  zb_names *seen = zb_names_new(b->a);
  size_t kept = 0;
  for (size_t r = 0; r < t->nrows; r++) {
    zb_cell *cell = &t->cell[r * t->ncolumns];
    const zb_cell *key = zb_table_cell(t, r, t->key[0]);
    const char *name = name_of(b, t, r);
    const zb_cell *first = zb_names_get(seen, name);
    for (int again = 2; first && zb_vbuild_sum_word(key->text); again++) { /* 小计 of every part: 小计2, 小计3 */
      name = zb_arena_printf(b->a, "%s%d", name_of(b, t, r), again);
      first = zb_names_get(seen, name);
    }
    if (!key->text[0]) {
      zb_diag(b->d, ZB_D_ROW_UNNAMED, key->src, t->column[t->key[0]], NULL);
      continue;
    }
    if (first) {
      zb_diag(b->d, ZB_D_ROW_TWICE, key->src, name, zb_build_place(b->a, first->src), NULL);
      continue;
    }
    if (kept != r)
      memmove(&t->cell[kept * t->ncolumns], cell, t->ncolumns * sizeof *cell);
    t->row_name[kept] = name;
    zb_names_put(seen, name, &t->cell[kept * t->ncolumns]);
    kept++;
  }
  t->nrows = kept;
}

static void keep_table(zb_build *b, zb_table *t, size_t room)
{
  if (!b->r->table)
    b->r->table = zb_newn(b->a, zb_table *, room);
  b->r->table[b->r->ntables++] = t;
}

/* The row of a batch: table `row`, whose cells are row.column. */
static void read_batch_row(zb_build *b, size_t room)
{
  const zb_csv *csv = b->opts ? b->opts->each : NULL;
  if (!csv || b->opts->each_row >= csv->nrows)
    return;
  zb_table *t = copy_csv(b, "row", csv, (long)b->opts->each_row);
  read_cells(b, t);
  keep_table(b, t, room);
}

static void read_table(zb_build *b, const zb_node *key, const zb_obj *data, size_t room)
{
  const zb_val *file = zb_obj_get(data, ZB_K_FILE);
  if (!file || !zb_build_name(b, key->text, key->src, key->ncols))
    return;
  zb_val *path = &data->field[file - data->field];
  zb_prose_path(b->a, b->d, b->r, path);
  zb_csv *csv =
      !path->path ? NULL : zb_csv_read(b->a, b->d, path->path, zb_obj_text(data, ZB_K_ENCODING, NULL), file->src);
  if (!csv) {
    zb_names_put(b->r->broken, key->text, b->r);
    return;
  }
  zb_table *t = copy_csv(b, key->text, csv, -1);
  find_keys(b, t, zb_obj_get(data, ZB_K_ROW_KEY));
  name_rows(b, t);
  read_cells(b, t);
  keep_table(b, t, room);
}

void zb_build_tables(zb_build *b)
{
  const zb_val *data = zb_obj_get(b->r->props, ZB_K_DATA);
  size_t room = 1 + (data ? data->nitems : 0);
  read_batch_row(b, room);
  for (size_t i = 0; data && i < data->nitems; i++)
    read_table(b, data->name[i], data->item[i].obj, room);
}

int zb_table_column(const zb_table *t, zb_diags *d, const char *name, zb_src src, int ncols)
{
  int found = column_of(t, name);
  if (found < 0 && d) {
    zb_arena *a = zb_arena_new();
    zb_diag_range(d, ZB_D_COLUMN_UNKNOWN, src, ncols, t->id, name, zb_names_suggest(a, name, t->column, t->ncolumns),
                  NULL);
    zb_arena_free(a);
  }
  return found;
}

/* --- figures ----------------------------------------------------------------------------------------------------------- */

static void read_figure(zb_build *b, const zb_node *key, const zb_obj *o)
{
  const zb_val *value = zb_obj_get(o, ZB_K_VALUE);
  zb_figure f = {.id = key->text, .id_src = key->src};
  bool named = zb_build_name(b, key->text, key->src, key->ncols);
  if (value)
    f.src = value->src;
  if (!value || !zb_quantity_parse(b->a, b->d, value->text, value->src, &f.q) || !named) {
    zb_names_put(b->r->broken, key->text, b->r);
    return;
  }
  f.label = zb_obj_prose(o, ZB_K_LABEL);
  const zb_val *kind = zb_obj_get(o, ZB_K_KIND);
  f.kind = kind ? 1 + (int)kind->i : 0;
  f.period = zb_obj_text(o, ZB_K_PERIOD, NULL);
  f.scope = zb_obj_text(o, ZB_K_SCOPE, NULL);
  f.source = zb_obj_text(o, ZB_K_SOURCE, NULL);
  f.note = zb_obj_text(o, ZB_K_NOTE, NULL);
  zb_figures_add(b->r->figures, f);
}

void zb_build_figures(zb_build *b)
{
  const zb_val *map = zb_obj_get(b->r->props, ZB_K_FIGURES);
  for (size_t i = 0; map && i < map->nitems; i++)
    read_figure(b, map->name[i], map->item[i].obj);
  zb_build_figure_files(b);
}
