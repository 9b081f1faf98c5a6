/* Views of tables: the rules that change how cells look, and the cells that footnotes stand on. */
#include <stdlib.h>
#include <string.h>

#include "model/viewbuild.h"

/* --- rules ----------------------------------------------------------------------------------------------------- */

/* "top 3", "前3": the count, or 0. */
static size_t count_after(const char *text, const char *word)
{
  size_t len = strlen(word);
  if (strncmp(text, word, len) != 0)
    return 0;
  text += len + strspn(text + len, " ");
  return strspn(text, "0123456789") == strlen(text) ? strtoul(text, NULL, 10) : 0;
}

static bool parse_rule(zb_arena *a, const char *text, zb_vrule *out)
{
  size_t top = count_after(text, "top"), bottom = count_after(text, "bottom");
  top = top ? top : count_after(text, "前");
  bottom = bottom ? bottom : count_after(text, "后");
  out->n = top ? top : bottom;
  out->kind = top ? ZB_VRULE_TOP : bottom ? ZB_VRULE_BOTTOM : ZB_VRULE_TEST;
  if (out->n > 0)
    return true;
  if (strcmp(text, "negative") == 0 || strcmp(text, "负数") == 0)
    out->kind = ZB_VRULE_NEGATIVE;
  else
    out->test = zb_vtest_parse(a, text);
  return out->kind == ZB_VRULE_NEGATIVE || out->test;
}

/* The columns a rule looks at. */
static bool *columns_of(zb_vbuild *vb, const zb_val *list)
{
  bool *in = zb_newn(vb->a, bool, vb->column.n);
  for (size_t k = 0; k < vb->column.n; k++)
    in[k] = !list;
  for (size_t i = 0; list && i < list->nitems; i++) {
    size_t k = zb_vbuild_column(vb, list->item[i].text, list->item[i].src, list->item[i].ncols);
    if (k < vb->column.n)
      in[k] = true;
  }
  return in;
}

void zb_vbuild_rules(zb_vbuild *vb)
{
  const zb_val *list = zb_obj_get(vb->o, ZB_K_RULES);
  vb->v->rule = zb_newn(vb->a, zb_vrule, list ? list->nitems : 0);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_obj *o = list->item[i].obj;
    const zb_val *when = zb_obj_get(o, ZB_K_CONDITION);
    zb_vrule r = {.props = o, .column = columns_of(vb, zb_obj_get(o, ZB_K_COLUMNS))};
    if (!when)
      continue;
    bool look = zb_obj_get(o, ZB_K_COLOR) || zb_obj_get(o, ZB_K_FILL) || zb_obj_get(o, ZB_K_STRONG);
    if (!parse_rule(vb->a, when->text, &r))
      zb_diag_range(vb->d, ZB_D_RULE_FORM, when->src, when->ncols, when->text, NULL);
    else if (!look && o->n == o->node->npairs) /* else one was no colour, which was reported */
      zb_vbuild_needs(vb, &list->item[i], ZB_K_COLOR);
    else
      vb->v->rule[vb->v->nrules++] = r;
  }
}

/* --- footnotes ------------------------------------------------------------------------------------------------- */

static bool row_named(const zb_vbuild *vb, const char *name, size_t *row)
{
  for (size_t r = 0; r < vb->row.n; r++) {
    const zb_vrow *v = &vb->row.v[r];
    *row = r;
    if (strcmp(v->cell[0].text, name) == 0 || (v->name && strcmp(v->name, name) == 0))
      return true;
  }
  return false;
}

/* The cell a place such as 海西.人数 names: title, a column's head, a row's name, a cell. */
static bool find_place(const zb_vbuild *vb, const char *at, zb_vfootnote *out)
{
  const char **segment;
  size_t n = zb_path_split(vb->a, at, &segment), column = 0;
  out->where = ZB_VFOOTNOTE_TITLE;
  if (strcmp(at, "title") == 0 || strcmp(at, "标题") == 0)
    return true;
  const char *last = n > 0 ? segment[n - 1] : at, *name = last;
  while (column < vb->column.n && strcmp(vb->column.v[column].name, last) != 0)
    column++;
  out->column = column;
  out->where = ZB_VFOOTNOTE_HEAD;
  if (n <= 1 && column < vb->column.n)
    return true;
  out->where = ZB_VFOOTNOTE_SPANNER;
  for (out->column = 0; n <= 1 && out->column < vb->v->nspanners; out->column++)
    if (strcmp(vb->v->spanner[out->column].text, last) == 0)
      return true;
  out->column = column;
  out->where = ZB_VFOOTNOTE_CELL;
  if (n <= 1)
    out->column = 0;
  else
    name = segment[0];
  for (size_t i = 1; i + 1 < n; i++) /* of a table with several keys: one segment each */
    name = zb_arena_printf(vb->a, "%s.%s", i == 1 ? zb_path_segment(vb->a, segment[0]) : name,
                           zb_path_segment(vb->a, segment[i]));
  return out->column < vb->column.n && row_named(vb, name, &out->row);
}

void zb_vbuild_notes(zb_vbuild *vb)
{
  const zb_val *list = zb_obj_get(vb->o, ZB_K_FOOTNOTES);
  vb->v->note = zb_newn(vb->a, zb_vfootnote, list ? list->nitems : 0);
  for (size_t i = 0; list && i < list->nitems; i++) {
    const zb_val *at = zb_obj_get(list->item[i].obj, ZB_K_AT);
    const zb_val *what = zb_obj_get(list->item[i].obj, ZB_K_NOTE);
    if (!at || !zb_vbuild_some(vb, what, ZB_K_NOTE))
      continue;
    zb_vfootnote note = {.text = what->prose};
    note.at = at->src;
    if (find_place(vb, at->text, &note))
      vb->v->note[vb->v->nnotes++] = note;
    else
      zb_diag_range(vb->d, ZB_D_FOOTNOTE_AT, at->src, at->ncols, at->text, NULL);
  }
}
