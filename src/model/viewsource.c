/* Views of tables: the cells as they come: from rows typed in the report, a data table, or figures, one a row. */
#include <string.h>

#include "model/prose.h"
#include "model/viewbuild.h"

/* --- cells ----------------------------------------------------------------------------------------------------- */

static const zb_quantity *value_of(zb_arena *a, const char *text)
{
  zb_quantity q;
  if (!zb_quantity_try(a, text, &q) || q.ordinal)
    return NULL;
  return zb_arena_memdup(a, &q, sizeof q);
}

zb_vcell zb_vbuild_text(zb_vbuild *vb, const char *text, zb_src src)
{
  zb_vcell cell = {.text = text, .src = src, .missing = zb_build_missing(text)};
  if (!cell.missing)
    cell.q = value_of(vb->a, text);
  return cell;
}

zb_vcell zb_vbuild_missing(zb_src src)
{
  return (zb_vcell){.text = "", .src = src, .missing = true};
}

static void use_figure(zb_vcell *cell, const zb_figure *f)
{
  if (!f || f->missing)
    return;
  cell->q = f->q.ordinal ? NULL : &f->q;
  cell->datum = &f->datum;
  cell->missing = false;
}

/* --- rows typed in the report ---------------------------------------------------------------------------------- */

/* The figure that the prose is, and nothing besides; or NULL. */
static const zb_figure *only_figure(const zb_vbuild *vb, const zb_prose *prose)
{
  if (prose->nparas != 1 || prose->para[0].nchildren != 1)
    return NULL;
  const zb_inline *in = &prose->para[0].child[0];
  zb_target t;
  if (in->kind != ZB_INL_REF || in->format || !zb_build_find(vb->b->r, in->target, &t))
    return NULL;
  return t.figure;
}

/* Is there more to a paragraph than text and figures? */
static bool is_marked(const zb_para_src *p)
{
  for (size_t i = 0; i < p->nchildren; i++)
    if (p->child[i].kind != ZB_INL_TEXT && p->child[i].kind != ZB_INL_REF)
      return true;
  return false;
}

/* The figure that is all there is inside of marks, such as **{id}**. */
static const zb_prose *inside_marks(zb_arena *a, const zb_prose *prose)
{
  zb_para_src p = prose->para[0];
  while (p.nchildren > 0 && p.child[0].nchildren > 0)
    p = (zb_para_src){.child = p.child[0].child, .nchildren = p.child[0].nchildren};
  zb_prose *inner = zb_arena_memdup(a, prose, sizeof *prose);
  inner->para = zb_arena_memdup(a, &p, sizeof p);
  inner->para->nchildren = p.nchildren > 0 && p.child[0].kind == ZB_INL_REF ? 1 : 0;
  return inner;
}

/* The figure whose number the prose is, with words before or after it (约{id}); or NULL. */
static const zb_figure *figure_among(const zb_vbuild *vb, const zb_prose *prose, const zb_quantity *q)
{
  const zb_figure *found = NULL;
  zb_target t;
  for (size_t i = 0; i < prose->para[0].nchildren; i++) {
    const zb_inline *in = &prose->para[0].child[i];
    if (in->kind != ZB_INL_REF)
      continue;
    if (found || in->format || !zb_build_find(vb->b->r, in->target, &t) || !t.figure)
      return NULL;
    found = t.figure;
  }
  return found && !found->missing && zb_num_cmp(found->q.value, q->value) == 0 ? found : NULL;
}

static zb_vcell prose_cell(zb_vbuild *vb, const zb_prose *prose, zb_src src)
{
  zb_vcell cell = {.text = zb_vbuild_plain(vb, prose), .prose = prose, .src = prose ? prose->src : src};
  cell.missing = zb_build_missing(cell.text);
  if (cell.missing || prose->nparas != 1)
    return cell;
  bool marked = is_marked(&prose->para[0]);
  cell.q = value_of(vb->a, cell.text);
  if (cell.q || !marked)
    use_figure(&cell, only_figure(vb, marked ? inside_marks(vb->a, prose) : prose));
  const zb_figure *among = cell.q && !cell.datum && !marked ? figure_among(vb, prose, cell.q) : NULL;
  if (among)
    cell.datum = &among->datum;
  if (cell.q && marked) {
    zb_vextra *x = zb_new(vb->a, zb_vextra);
    *x = (zb_vextra){.across = 1, .down = 1, .align = -1, .marked = prose};
    cell.extra = x;
  }
  return cell;
}

static size_t cover(const zb_obj *o, zb_key key)
{
  return (size_t)zb_obj_int(o, key, 1);
}

/* A cell written as a map: {text: ..., down: 2}. */
static zb_vcell object_cell(zb_vbuild *vb, const zb_obj *o)
{
  zb_vextra *x = zb_new(vb->a, zb_vextra);
  const zb_val *align = zb_obj_get(o, ZB_K_ALIGN);
  *x = (zb_vextra){.across = cover(o, ZB_K_ACROSS), .down = cover(o, ZB_K_DOWN), .align = align ? align->i : -1};
  x->note = zb_obj_prose(o, ZB_K_NOTE);
  x->block = zb_build_blocks(vb->b, zb_obj_get(o, ZB_K_BLOCKS), &x->nblocks);
  const zb_prose *text = zb_obj_prose(o, ZB_K_TEXT);
  zb_vcell cell = text ? prose_cell(vb, text, o->src) : zb_vbuild_missing(o->src);
  x->marked = cell.extra ? cell.extra->marked : NULL;
  cell.extra = x;
  return cell;
}

static zb_vcell typed_cell(zb_vbuild *vb, const zb_val *v)
{
  return v->obj ? object_cell(vb, v->obj) : prose_cell(vb, v->prose, v->src);
}

/* #名称: a part of the row above it (其中). */
static bool is_part(const char *name)
{
  return name[0] == '#' && name[1];
}

static void ragged(zb_vbuild *vb, const zb_val *row, size_t have)
{
  zb_diag_range(vb->d, ZB_D_TABLE_RAGGED, row->src, row->ncols, zb_arena_printf(vb->a, "%zu", have),
                zb_arena_printf(vb->a, "%zu", vb->column.n), NULL);
  vb->failed = true;
}

/* Puts the cells of a typed row into the columns that cells above leave free. left[k]: rows that column k is still
   covered from above. */
static void place_row(zb_vbuild *vb, const zb_val *row, size_t *left)
{
  size_t n = vb->column.n, k = 0, i = 0;
  bool fits = true;
  zb_vrow r = {.cell = zb_newn(vb->a, zb_vcell, n), .group = -1};
  while (k < n) {
    if (left[k] > 0) {
      left[k]--;
      r.cell[k++] = (zb_vcell){.text = "", .src = row->src, .covered = true};
      continue;
    }
    if (i == row->nitems)
      break;
    zb_vcell cell = typed_cell(vb, &row->item[i++]);
    size_t across = cell.extra ? cell.extra->across : 1, down = cell.extra ? cell.extra->down : 1;
    for (size_t s = 0; s < across; s++, k++) {
      if (k >= n || left[k] > 0) {
        zb_diag_range(vb->d, ZB_D_CELL_SPAN, cell.src, 1, zb_arena_printf(vb->a, "%zu", across), NULL);
        vb->failed = true;
        fits = false;
        break;
      }
      r.cell[k] = s == 0 ? cell : (zb_vcell){.text = "", .src = cell.src, .covered = true};
      left[k] = down - 1;
    }
  }
  size_t have = i == row->nitems ? k : n + row->nitems - i;
  if (row->node->nitems != row->nitems)
    vb->failed = true; /* a cell was no cell, which was reported */
  else if ((k < n || i < row->nitems) && fits)
    ragged(vb, row, have);
  r.name = n > 0 ? r.cell[0].text : "";
  r.of_which = is_part(r.name);
  zb_push(vb->a, &vb->row, r);
}

static void add_column(zb_vbuild *vb, zb_vcolumn c)
{
  if (!c.unit)
    c.unit = "";
  zb_push(vb->a, &vb->column, c);
}

/* columns: names the columns of rows typed in the report. */
static void named_columns(zb_vbuild *vb, const zb_val *columns)
{
  for (size_t k = 0; k < columns->nitems; k++) {
    const zb_obj *o = columns->item[k].obj;
    const zb_prose *name = zb_obj_prose(o, ZB_K_NAME), *label = zb_obj_prose(o, ZB_K_LABEL);
    const char *plain = zb_vbuild_plain(vb, name ? name : label);
    add_column(vb, (zb_vcolumn){.name = plain,
                                .text = zb_vbuild_plain(vb, label ? label : name),
                                .label = label ? label : name,
                                .props = {o, NULL},
                                .src = columns->item[k].src,
                                .ncols = columns->item[k].ncols});
  }
}

static void read_typed(zb_vbuild *vb, const zb_val *rows, const zb_val *columns)
{
  if (rows->nitems == 0 && !columns)
    return;
  size_t first = columns ? 0 : zb_vbuild_head(vb, rows);
  if (columns)
    named_columns(vb, columns);
  if (vb->failed)
    return;
  size_t *left = zb_newn(vb->a, size_t, vb->column.n + 1);
  for (size_t i = first; i < rows->nitems; i++)
    place_row(vb, &rows->item[i], left);
  for (size_t k = 0; k < vb->column.n && !vb->failed; k++)
    if (left[k] > 0) {
      zb_diag_range(vb->d, ZB_D_CELL_SPAN, rows->src, 1, zb_arena_printf(vb->a, "%zu", left[k]), NULL);
      vb->failed = true;
    }
}

/* --- data tables ----------------------------------------------------------------------------------------------- */

static const zb_table *find_table(zb_vbuild *vb, const zb_val *v)
{
  const zb_report *r = vb->b->r;
  const zb_table *t = zb_report_table(r, v->text);
  if (t || zb_names_get(r->broken, v->text))
    return t;
  const char **names = zb_newn(vb->a, const char *, r->ntables + 1);
  for (size_t i = 0; i < r->ntables; i++)
    names[i] = r->table[i]->id;
  zb_diag_range(vb->d, ZB_D_TABLE_UNKNOWN, v->src, v->ncols, v->text,
                zb_names_suggest(vb->a, v->text, names, r->ntables), NULL);
  return NULL;
}

static zb_vcell data_cell(zb_vbuild *vb, const zb_cell *from, bool stub)
{
  const zb_figure *f = from->figure;
  if (!f || f->missing)
    return stub ? (zb_vcell){.text = from->text, .src = from->src, .missing = zb_build_missing(from->text)}
                : zb_vbuild_text(vb, from->text, from->src);
  zb_vcell cell = {.text = f->q.text, .src = from->src};
  use_figure(&cell, f);
  return cell;
}

static bool is_key(const zb_table *t, size_t k)
{
  for (size_t i = 0; i < t->nkeys; i++)
    if (t->key[i] == k)
      return true;
  return false;
}

static void read_data(zb_vbuild *vb, const zb_table *t)
{
  zb_names_put(vb->b->r->shown, t->id, vb->b);
  zb_build_use(vb->a, vb->b->r, t->id, true, vb->o->src);
  vb->table = t->id;
  for (size_t k = 0; k < t->ncolumns; k++)
    add_column(vb, (zb_vcolumn){.name = t->column[k], .text = t->column[k], .src = t->src, .ncols = 1});
  vb->row.v = zb_newn(vb->a, zb_vrow, t->nrows + 1);
  vb->row.cap = t->nrows + 1;
  for (size_t r = 0; r < t->nrows; r++) {
    zb_vrow row = {.group = -1, .name = t->row_name[r], .cell = zb_newn(vb->a, zb_vcell, t->ncolumns)};
    for (size_t k = 0; k < t->ncolumns; k++)
      row.cell[k] = data_cell(vb, zb_table_cell(t, r, k), is_key(t, k));
    row.of_which = is_part(row.cell[0].text);
    zb_push(vb->a, &vb->row, row);
    zb_arena_walked(vb->a, r);
  }
}

/* --- figures, one a row ---------------------------------------------------------------------------------------- */

typedef struct fact {
  const char *zh, *en;
} fact;

static const fact facts[] = {
    {"指标", "Indicator"}, {"数值", "Value"}, {"时期", "Period"}, {"范围", "Scope"}, {"来源", "Source"}};
enum { LABEL, VALUE = ZB_VBUILD_VALUE, PERIOD, SCOPE, SOURCE, FACTS };

static void read_figures(zb_vbuild *vb, const zb_val *list)
{
  bool zh = strncmp(vb->b->r->lang, "zh", 2) == 0;
  for (size_t k = 0; k < FACTS; k++) {
    const char *name = zh ? facts[k].zh : facts[k].en;
    add_column(vb, (zb_vcolumn){.name = name, .text = name, .src = list->src, .ncols = 1});
  }
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    zb_target t;
    if (!zb_build_resolve(vb->a, vb->d, vb->b->r, v->text, v->src, v->ncols, &t)) {
      vb->failed = true;
      continue;
    }
    const zb_figure *f = t.figure;
    if (!f) {
      zb_diag_range(vb->d, ZB_D_REF_TEXT, v->src, v->ncols, v->text, t.cell->text, NULL);
      vb->failed = true;
      continue;
    }
    zb_build_label(vb->d, f, v->src, v->ncols);
    const char *text[FACTS] = {f->label_text, f->q.text, f->period, f->scope, f->source};
    zb_vrow row = {.group = -1, .name = f->id, .cell = zb_newn(vb->a, zb_vcell, FACTS)};
    for (size_t k = 0; k < FACTS; k++)
      row.cell[k] = (zb_vcell){.text = text[k] ? text[k] : "", .src = v->src, .missing = !text[k] || !*text[k]};
    row.cell[VALUE].missing = f->missing;
    use_figure(&row.cell[VALUE], f);
    zb_push(vb->a, &vb->row, row);
  }
}

/* --- which of them --------------------------------------------------------------------------------------------- */

bool zb_vbuild_read(zb_vbuild *vb, const zb_val *what, bool *typed, bool *figures)
{
  *figures = what->type == ZB_T_LIST && what->nitems > 0 && what->item[0].type == ZB_T_REF;
  *typed = what->type == ZB_T_LIST && !*figures;
  const zb_table *t = what->type == ZB_T_LIST ? NULL : find_table(vb, what);
  if (*figures)
    read_figures(vb, what);
  else if (*typed)
    read_typed(vb, what, zb_obj_get(vb->o, ZB_K_COLUMNS));
  else if (t)
    read_data(vb, t);
  return !vb->failed && vb->column.n > 0;
}
