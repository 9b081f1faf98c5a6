/* Figures from a CSV file with a row per figure: id, value, unit, label, period ... (figurecolumn.def). */
#include <string.h>

#include "model/build.h"
#include "model/figurekind.h"
#include "model/prose.h"
#include "read/csv.h"

enum column {
#define ZB_FIGURE_COLUMN(id, en, zh) COLUMN_##id,
#include "model/figurecolumn.def"
#undef ZB_FIGURE_COLUMN
  COLUMNS
};

static const struct {
  const char *name[2];
  zb_key key; /* of a figure, whose names serve too */
} columns[COLUMNS] = {
#define ZB_FIGURE_COLUMN(id, en, zh) [COLUMN_##id] = {.name = {en, zh}},
#include "model/figurecolumn.def"
#undef ZB_FIGURE_COLUMN
    [COLUMN_VALUE].key = ZB_K_VALUE,   [COLUMN_LABEL].key = ZB_K_LABEL, [COLUMN_KIND].key = ZB_K_KIND,
    [COLUMN_PERIOD].key = ZB_K_PERIOD, [COLUMN_SCOPE].key = ZB_K_SCOPE, [COLUMN_SOURCE].key = ZB_K_SOURCE,
    [COLUMN_NOTE].key = ZB_K_NOTE,     [COLUMN_ID].key = ZB_K_ID,
};

typedef struct sheet {
  zb_build *b;
  const zb_csv *csv;
  int at[COLUMNS]; /* place in the file, or -1 */
} sheet;

static bool called(int column, const char *text)
{
  for (int lang = 0; lang < 2; lang++)
    if (strcmp(columns[column].name[lang], text) == 0 ||
        (columns[column].key && strcmp(zb_key_name(columns[column].key, (zb_lang)lang), text) == 0))
      return true;
  return false;
}

/* Where each column stands. Columns of other names are the writer's own. */
static bool find_columns(sheet *s, zb_src asked)
{
  for (int c = 0; c < COLUMNS; c++) {
    s->at[c] = -1;
    for (size_t i = 0; i < s->csv->head.n && s->at[c] < 0; i++)
      if (called(c, s->csv->head.cell[i].text))
        s->at[c] = (int)i;
  }
  for (int c = COLUMN_ID; c <= COLUMN_VALUE; c++)
    if (s->at[c] < 0) {
      zb_diag(s->b->d, ZB_D_FIGURES_COLUMN, asked, s->csv->file, columns[c].name[ZB_LANG_EN],
              columns[c].name[ZB_LANG_ZH], NULL);
      return false;
    }
  return true;
}

static const zb_csv_cell *cell_of(const sheet *s, const zb_csv_row *row, int column)
{
  int at = s->at[column];
  return at >= 0 && (size_t)at < row->n && row->cell[at].text[0] ? &row->cell[at] : NULL;
}

static const char *text_of(const sheet *s, const zb_csv_row *row, int column)
{
  const zb_csv_cell *cell = cell_of(s, row, column);
  return cell ? cell->text : NULL;
}

static void read_kind(const sheet *s, const zb_csv_row *row, zb_figure *f)
{
  const zb_csv_cell *cell = cell_of(s, row, COLUMN_KIND);
  int kind = cell ? zb_schema_word(ZB_EL_FIGURE_KIND, cell->text) : -1;
  if (kind >= 0) {
    f->kind = 1 + kind;
  } else if (cell) {
    const char *names[ZB_FIGURE_KIND_COUNT];
    zb_lang lang = (unsigned char)cell->text[0] > 0x7F ? ZB_LANG_ZH : ZB_LANG_EN;
    for (int i = 0; i < ZB_FIGURE_KIND_COUNT; i++)
      names[i] = zb_figure_kind_name((zb_figure_kind)i, lang);
    zb_diag(s->b->d, ZB_D_WORD_UNKNOWN, cell->src, zb_key_name(ZB_K_KIND, ZB_LANG_EN), cell->text,
            zb_names_suggest(s->b->a, cell->text, names, ZB_FIGURE_KIND_COUNT), NULL);
  }
}

/* The value with the unit of its own column; false after a diagnostic. */
static bool read_value(const sheet *s, const zb_csv_row *row, zb_figure *f)
{
  const zb_csv_cell *value = cell_of(s, row, COLUMN_VALUE);
  const char *unit = text_of(s, row, COLUMN_UNIT);
  bool clash = false;
  f->missing = !value || zb_build_missing(value->text);
  if (f->missing)
    return true;
  f->src = value->src;
  if (!zb_quantity_parse(s->b->a, s->b->d, value->text, value->src, &f->q))
    return false;
  if (unit && !zb_build_cell_quantity(s->b->a, s->b->a, value->text, unit, &f->q, &clash))
    zb_quantity_try(s->b->a, value->text, &f->q);
  if (clash)
    zb_diag(s->b->d, ZB_D_UNIT_CLASH, value->src, value->text, unit, NULL);
  return true;
}

static void read_row(const sheet *s, const zb_csv_row *row)
{
  const zb_csv_cell *id = cell_of(s, row, COLUMN_ID), *label = cell_of(s, row, COLUMN_LABEL);
  if (!id) {
    zb_diag(s->b->d, ZB_D_ROW_UNNAMED, row->n ? row->cell[0].src : ZB_SRC_NONE, columns[COLUMN_ID].name[ZB_LANG_EN],
            NULL);
    return;
  }
  zb_figure f = {.id = id->text, .listed = true, .src = id->src, .id_src = id->src};
  bool named = zb_build_name(s->b, id->text, id->src, 1);
  if (!read_value(s, row, &f) || !named) {
    zb_names_put(s->b->r->broken, id->text, s->b->r);
    return;
  }
  if (label)
    f.label =
        zb_markup_parse(s->b->a, s->b->d, zb_node_text(s->b->a, label->text, strlen(label->text), label->src), true);
  read_kind(s, row, &f);
  f.period = text_of(s, row, COLUMN_PERIOD);
  f.scope = text_of(s, row, COLUMN_SCOPE);
  f.source = text_of(s, row, COLUMN_SOURCE);
  f.note = text_of(s, row, COLUMN_NOTE);
  zb_figures_add(s->b->r->figures, f);
}

static void read_file(zb_build *b, const zb_obj *o)
{
  const zb_val *file = zb_obj_get(o, ZB_K_FILE);
  if (!file)
    return;
  zb_val *path = &o->field[file - o->field];
  zb_prose_path(b->a, b->d, b->r, path);
  sheet s = {.b = b};
  s.csv = path->path ? zb_csv_read(b->a, b->d, path->path, zb_obj_text(o, ZB_K_ENCODING, NULL), file->src) : NULL;
  if (!s.csv || !find_columns(&s, file->src))
    return;
  for (size_t i = 0; i < s.csv->nrows; i++)
    read_row(&s, &s.csv->row[i]);
}

void zb_build_figure_files(zb_build *b)
{
  const zb_val *list = zb_obj_get(b->r->props, ZB_K_FIGURES_FROM);
  for (size_t i = 0; list && i < list->nitems; i++)
    read_file(b, list->item[i].obj);
}
