/* References: paths to figures and cells, and the walk that proves every one of a report resolves. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/build.h"
#include "model/format.h"
#include "model/prose.h"
#include "model/series.h"
#include "model/view.h"

typedef ZB_VEC(const char *) words;

/* --- paths to figures and cells ----------------------------------------------------------------------------------- */

static long row_of(const zb_table *t, const char *name)
{
  for (size_t r = 0; r < t->nrows; r++)
    if (t->row_name[r] && strcmp(t->row_name[r], name) == 0)
      return (long)r;
  return -1;
}

/* The name of the row in the middle of a path: of a table with several keys, one segment each. */
static const char *row_path(zb_arena *a, const zb_table *t, const char **segment)
{
  const char *name = t->nkeys > 1 ? zb_path_segment(a, segment[1]) : segment[1];
  for (size_t i = 1; i < t->nkeys; i++)
    name = zb_arena_printf(a, "%s.%s", name, zb_path_segment(a, segment[1 + i]));
  return name;
}

/* The cell of a path table.row.column, or row.column in a batch; NULL if there is none. */
static const zb_cell *find_cell(const zb_table *t, const char **segment, size_t n)
{
  bool batch = strcmp(t->id, "row") == 0;
  if (n != 2 + t->nkeys || t->nrows == 0)
    return NULL;
  zb_arena *a = zb_arena_new();
  long row = batch ? 0 : row_of(t, row_path(a, t, segment));
  zb_arena_free(a);
  int column = zb_table_column(t, NULL, segment[n - 1], ZB_SRC_NONE, 0);
  return row < 0 || column < 0 ? NULL : zb_table_cell(t, (size_t)row, (size_t)column);
}

bool zb_build_find(const zb_report *r, const char *path, zb_target *out)
{
  *out = (zb_target){.figure = zb_figures_find(r->figures, path)};
  if (out->figure && !out->figure->missing)
    return true;
  if (!strchr(path, '.'))
    return out->figure != NULL;
  zb_arena *a = zb_arena_new();
  const char **segment;
  size_t n = zb_path_split(a, path, &segment);
  const zb_table *t = n > 1 ? zb_report_table(r, segment[0]) : NULL;
  out->cell = t ? find_cell(t, segment, n) : NULL;
  zb_arena_free(a);
  return out->figure || out->cell;
}

/* --- what is wrong with a path ------------------------------------------------------------------------------------ */

/* Figures by their plain names, also those whose value was wrong. */
static const char *nearest_figure(zb_arena *a, const zb_report *r, const char *name)
{
  words w = {0};
  const zb_val *map = zb_obj_get(r->props, ZB_K_FIGURES);
  for (size_t i = 0; map && i < map->nitems; i++)
    zb_push(a, &w, map->name[i]->text);
  for (size_t i = 0; i < zb_figures_count(r->figures); i++)
    if (zb_figures_at(r->figures, i)->derived || zb_figures_at(r->figures, i)->listed)
      zb_push(a, &w, zb_figures_at(r->figures, i)->id);
  return zb_names_suggest(a, name, w.v, w.n);
}

static const char *nearest_table(zb_arena *a, const zb_report *r, const char *name)
{
  words w = {0};
  for (size_t i = 0; i < r->ntables; i++)
    zb_push(a, &w, r->table[i]->id);
  return zb_names_suggest(a, name, w.v, w.n);
}

static void explain_cell(zb_arena *a, zb_diags *d, const zb_table *t, const char **segment, size_t n, zb_src src,
                         int ncols)
{
  bool batch = strcmp(t->id, "row") == 0;
  if (n != 2 + t->nkeys) {
    const char *form = batch ? "row.column" : zb_arena_printf(a, "%s.row.column", t->id);
    for (size_t i = 0; t->nkeys > 1 && i <= t->nkeys; i++)
      form = zb_arena_printf(a, "%s.%s", i ? form : t->id,
                             i < t->nkeys ? zb_path_segment(a, t->column[t->key[i]]) : "column");
    zb_diag_range(d, ZB_D_CELL_PATH, src, ncols, t->id, form, NULL);
    return;
  }
  const char *name = batch ? "" : row_path(a, t, segment);
  if (!batch && row_of(t, name) < 0)
    zb_diag_range(d, ZB_D_ROW_UNKNOWN, src, ncols, t->id, name,
                  zb_diags_room(d, ZB_D_ROW_UNKNOWN) ? zb_names_suggest(a, name, t->row_name, t->nrows) : "", NULL);
  zb_table_column(t, d, segment[n - 1], src, ncols);
}

/* Has one of the blocks this id, and summary rows whose values are not known yet? */
static bool is_late(const zb_block *block, size_t n, const char *id)
{
  for (size_t i = 0; i < n; i++) {
    const zb_block *b = &block[i];
    if (b->kind == ZB_B_TABLE && !b->viewed && b->id && strcmp(b->id, id) == 0)
      return zb_obj_get(b->props, ZB_K_TOTALS) != NULL;
    if (is_late(b->child, b->nchildren, id))
      return true;
  }
  return false;
}

static bool is_late_summary(const zb_report *r, const char *id)
{
  bool late = is_late(r->summary, r->nsummary, id);
  for (size_t i = 0; i < r->nthemes && !late; i++)
    late = is_late(r->theme[i].block, r->theme[i].nblocks, id);
  return late;
}

static void explain(zb_arena *a, zb_diags *d, const zb_report *r, const char *path, zb_src src, int ncols)
{
  const char **segment;
  size_t n = zb_path_split(a, path, &segment);
  const zb_table *t = n > 0 ? zb_report_table(r, segment[0]) : NULL;
  if (n > 0 && zb_names_get(r->broken, segment[0]))
    return; /* its declaration was reported */
  if (t)
    explain_cell(a, d, t, segment, n, src, ncols);
  else if (n > 0 && strcmp(segment[0], "row") == 0)
    zb_diag_range(d, ZB_D_ROW_OUTSIDE, src, ncols, path, NULL);
  else if (n > 1 && is_late_summary(r, segment[0]))
    zb_diag_range(d, ZB_D_SUMMARY_LATE, src, ncols, path, NULL);
  else if (n > 1)
    zb_diag_range(d, ZB_D_TABLE_UNKNOWN, src, ncols, segment[0], nearest_table(a, r, segment[0]), NULL);
  else
    zb_diag_range(d, ZB_D_FIGURE_UNKNOWN, src, ncols, path,
                  zb_diags_room(d, ZB_D_FIGURE_UNKNOWN) ? nearest_figure(a, r, path) : "", NULL);
}

void zb_build_use(zb_arena *a, const zb_report *r, const char *id, bool table, zb_src src)
{
  if (r->uses && !r->uses->closed)
    zb_push(a, &r->uses->list, (zb_use){.id = id, .table = table, .src = src});
}

bool zb_build_resolve(zb_arena *a, zb_diags *d, const zb_report *r, const char *path, zb_src src, int ncols,
                      zb_target *out)
{
  if (zb_build_find(r, path, out)) {
    if (out->figure) {
      zb_names_put(r->shown, out->figure->id, r->ids);
      zb_build_use(a, r, out->figure->id, false, src);
    }
    return true;
  }
  explain(a, d, r, path, src, ncols);
  return false;
}

/* --- prose -------------------------------------------------------------------------------------------------------- */

static void check_format(zb_build *b, const zb_inline *in, const zb_target *t)
{
  int format = zb_format_named(in->format);
  if (format < 0)
    zb_diag_range(b->d, ZB_D_REF_FORMAT, in->src, in->ncols, in->format, zb_format_names(b->a, ZB_LANG_EN),
                  zb_format_names(b->a, ZB_LANG_ZH), NULL);
  else if (!t->figure)
    zb_diag_range(b->d, ZB_D_REF_TEXT, in->src, in->ncols, in->target, t->cell->text, NULL);
  else if (!zb_format_fits(t->figure, format))
    zb_diag_range(b->d, ZB_D_REF_WAN, in->src, in->ncols, in->target, t->figure->q.text, NULL);
}

static void check_reference(zb_build *b, const zb_inline *in, bool in_label)
{
  zb_target t;
  if (!zb_build_resolve(b->a, b->d, b->r, in->target, in->src, in->ncols, &t))
    return;
  if (in->format)
    check_format(b, in, &t);
  if (in_label && in->format && zb_format_named(in->format) == ZB_FORMAT_LABEL)
    zb_diag_range(b->d, ZB_D_LABEL_IN_LABEL, in->src, in->ncols, in->target, NULL);
  bool no_text = !t.cell || !t.cell->text[0];
  if (((t.figure && t.figure->missing) || !t.figure) && no_text && !in->fallback)
    zb_diag_range(b->d, ZB_D_REF_MISSING, in->src, in->ncols, in->target, NULL);
}

/* Where the inlines stand. */
typedef struct place {
  bool in_label; /* the label of a figure or check */
  bool in_note;  /* the text of a footnote */
  bool no_note;  /* where none can be called */
} place;

/* Pinyin: a syllable for each character. */
static void check_ruby(zb_build *b, const zb_inline *in)
{
  size_t chars = 0, syllables = 0;
  for (size_t i = 0; i < in->nchildren; i++)
    chars += zb_utf8_count(in->child[i].text ? in->child[i].text : "", in->child[i].len);
  for (const char *p = in->target; *p; p += strspn(p, " ")) {
    syllables++;
    p += strcspn(p, " ");
  }
  bool plain = in->nchildren == 1 && in->child[0].kind == ZB_INL_TEXT;
  if (!plain || chars != syllables)
    zb_diag_range(b->d, ZB_D_RUBY_COUNT, in->src, in->ncols, zb_arena_printf(b->a, "%zu", syllables),
                  zb_arena_printf(b->a, "%zu", chars), NULL);
}

static void check_inlines(zb_build *b, const zb_inline *in, size_t n, place at)
{
  for (size_t i = 0; i < n; i++) {
    if (in[i].kind == ZB_INL_REF)
      check_reference(b, &in[i], at.in_label);
    if (in[i].kind == ZB_INL_RUBY)
      check_ruby(b, &in[i]);
    if (in[i].kind == ZB_INL_NOTE && at.no_note)
      zb_diag_range(b->d, ZB_D_NOTE_PLACE, in[i].src, in[i].ncols, NULL);
    if (in[i].kind == ZB_INL_NOTE)
      zb_build_note_call(b, &in[i], at.in_note);
    check_inlines(b, in[i].child, in[i].nchildren, at);
  }
}

static void check_prose(zb_build *b, const zb_prose *p, place at)
{
  zb_push(b->a, &b->prose, (zb_build_prose){.prose = p, .label = at.in_label});
  for (size_t i = 0; i < p->nparas; i++) {
    at.in_note = p->para[i].note != NULL;
    if (at.in_note)
      zb_build_note(b, &p->para[i]);
    check_inlines(b, p->para[i].child, p->para[i].nchildren, at);
  }
}

/* Can prose under this key carry a footnote? What labels, cards and furniture print can not. */
static bool takes_notes(const zb_build *b, const zb_obj *o, zb_key key)
{
  static const zb_key keys[] = {ZB_K_TEXT,    ZB_K_LEAD,  ZB_K_QUOTE,    ZB_K_NOTE,   ZB_K_HEADING, ZB_K_LIST,
                                ZB_K_CAPTION, ZB_K_TITLE, ZB_K_SUBTITLE, ZB_K_SOURCE, ZB_K_TABLE};
  if (!b->in_block)
    return o->type == ZB_O_THEME && key == ZB_K_TITLE;
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
    if (keys[i] == key)
      return true;
  return false;
}

/* --- values ------------------------------------------------------------------------------------------------------- */

static void check_figure_ref(zb_build *b, const zb_val *v)
{
  zb_target t;
  if (zb_report_table(b->r, v->text)) {
    zb_diag_range(b->d, ZB_D_TABLE_AS_FIGURE, v->src, v->ncols, v->text, NULL);
    return;
  }
  if (!zb_build_resolve(b->a, b->d, b->r, v->text, v->src, v->ncols, &t))
    return;
  if (!t.figure)
    zb_diag_range(b->d, ZB_D_REF_TEXT, v->src, v->ncols, v->text, t.cell->text, NULL);
  else if (t.figure->missing)
    zb_diag_range(b->d, ZB_D_REF_MISSING, v->src, v->ncols, v->text, NULL);
  else
    zb_build_label(b->d, t.figure, v->src, v->ncols);
}

static void check_object(zb_build *b, const zb_obj *o);

static void check_value(zb_build *b, const zb_obj *o, zb_key key, zb_val *v)
{
  if (v->prose)
    check_prose(b, v->prose,
                (place){.in_label = key == ZB_K_LABEL && (o->type == ZB_O_FIGURE || o->type == ZB_O_CHECK),
                        .no_note = !takes_notes(b, o, key)});
  if (v->obj)
    check_object(b, v->obj);
  if (v->type == ZB_T_PATH && o->type != ZB_O_DATAFILE) {
    zb_prose_path(b->a, b->d, b->r, v);
    if (v->path)
      zb_build_file(b->d, v->path, v->src, v->ncols);
  }
  if (key == ZB_K_QR && v->text && !zb_prose_code(b->a, b->d, b->r, v))
    v->text = NULL;
  for (size_t i = 0; i < v->nitems; i++) {
    if (key == ZB_K_NUMBERS)
      check_figure_ref(b, &v->item[i]);
    else if (v->item[i].type != ZB_T_NODE)
      check_value(b, o, key, &v->item[i]);
  }
}

/* Masthead and imprint hold the issue, the date and the print run: no figures of the report. */
static bool is_furniture(const zb_obj *o)
{
  return o->type == ZB_O_MASTHEAD || o->type == ZB_O_IMPRINT || o->type == ZB_O_LETTER;
}

static void check_object(zb_build *b, const zb_obj *o)
{
  size_t before = b->prose.n;
  for (size_t i = 0; i < o->n; i++)
    check_value(b, o, o->key[i], &o->field[i]);
  if (is_furniture(o))
    b->prose.n = before;
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

static void check_blocks(zb_build *b, zb_block *block, size_t n);

/* The blocks inside the cells of a table are blocks as well. */
static void check_table(zb_build *b, const zb_block *block)
{
  const zb_view *v = block->view;
  for (size_t r = 0; v && r < v->nrows; r++) {
    for (size_t k = 0; k < v->ncolumns; k++) {
      const zb_vextra *x = zb_view_cell(v, r, k)->extra;
      if (x)
        check_blocks(b, x->block, x->nblocks);
    }
    zb_arena_walked(b->a, r);
  }
}

static void check_blocks(zb_build *b, zb_block *block, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    b->in_block = true;
    check_object(b, block[i].props);
    b->in_block = false;
    if (block[i].kind == ZB_B_TABLE)
      check_table(b, &block[i]);
    zb_build_structure(b, &block[i]);
    const zb_val *data = block[i].kind == ZB_B_CHART ? zb_obj_get(block[i].props, ZB_K_DATA) : NULL;
    if (data && data->text && zb_report_table(b->r, data->text)) {
      zb_names_put(b->r->shown, data->text, b->r);
      zb_build_use(b->a, b->r, data->text, true, data->src);
    }
    if (data)
      zb_build_choose(b, &block[i]);
    if (data)
      zb_series_build(b->a, b->d, b->r, &block[i]);
    check_blocks(b, block[i].child, block[i].nchildren);
  }
}

/* Labels of figures may name figures: their plain text is fixed once all are known. */
static void complete_labels(zb_build *b)
{
  for (size_t i = 0; i < zb_figures_count(b->r->figures); i++) {
    zb_figure *f = zb_build_figure(b->r->figures, i);
    if (f->label)
      f->label_text = zb_prose_plain(b->a, b->r, f->label);
  }
}

void zb_build_refs(zb_build *b)
{
  complete_labels(b);
  check_object(b, b->r->props);
  check_blocks(b, b->r->summary, b->r->nsummary);
  for (size_t i = 0; i < b->r->nthemes; i++)
    check_blocks(b, b->r->theme[i].block, b->r->theme[i].nblocks);
  zb_build_notes(b);
}

/* --- views -------------------------------------------------------------------------------------------------------- */

/* Are all figures that the text names known by now? */
static bool all_known(const zb_build *b, const zb_inline *in, size_t n)
{
  zb_target t;
  for (size_t i = 0; i < n; i++)
    if ((in[i].kind == ZB_INL_REF && !zb_build_find(b->r, in[i].target, &t)) ||
        !all_known(b, in[i].child, in[i].nchildren))
      return false;
  return true;
}

static bool cell_known(const zb_build *b, const zb_val *cell)
{
  const zb_prose *p = cell->obj ? zb_obj_prose(cell->obj, ZB_K_TEXT) : cell->prose;
  for (size_t i = 0; p && i < p->nparas; i++)
    if (!all_known(b, p->para[i].child, p->para[i].nchildren))
      return false;
  return true;
}

/* Can the view of a table be built before checks: define figures, so that they may use its summaries? Tables of data can,
   and typed ones with summary rows whose cells name no figure that is yet to be defined. */
static bool is_early(const zb_build *b, const zb_block *block)
{
  const zb_val *what = zb_obj_get(block->props, ZB_K_TABLE);
  if (what->type != ZB_T_LIST)
    return true;
  if (!zb_obj_get(block->props, ZB_K_TOTALS))
    return false;
  for (size_t i = 0; i < what->nitems; i++)
    for (size_t k = 0; k < what->item[i].nitems; k++)
      if (!cell_known(b, &what->item[i].item[k]))
        return false;
  return what->nitems > 0 && what->item[0].type == ZB_T_LIST;
}

/* Tables in groups and in cells, too; cells hold blocks only where the table is typed. */
static void build_views(zb_build *b, zb_block *block, size_t n, bool early)
{
  for (size_t i = 0; i < n; i++) {
    bool table = block[i].kind == ZB_B_TABLE && zb_obj_get(block[i].props, ZB_K_TABLE);
    if (table && !block[i].viewed && (!early || is_early(b, &block[i]))) {
      block[i].view = zb_view_build(b, &block[i]);
      block[i].viewed = true;
    }
    const zb_view *v = block[i].view;
    for (size_t r = 0; v && !early && r < v->nrows; r++) {
      for (size_t k = 0; k < v->ncolumns; k++) {
        const zb_vextra *x = zb_view_cell(v, r, k)->extra;
        if (x && x->nblocks > 0) {
          build_views(b, x->block, x->nblocks, true);
          build_views(b, x->block, x->nblocks, false);
        }
      }
      zb_arena_walked(b->a, r);
    }
    build_views(b, block[i].child, block[i].nchildren, early);
  }
}

void zb_build_views(zb_build *b, bool early)
{
  if (!early)
    complete_labels(b); /* tables of figures print them */
  build_views(b, b->r->summary, b->r->nsummary, early);
  for (size_t i = 0; i < b->r->nthemes; i++)
    build_views(b, b->r->theme[i].block, b->r->theme[i].nblocks, early);
}
