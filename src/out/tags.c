/* The structure tree (ISO 32000-1, 14.7): elements in reading order, marked content, parent tree. */
#include <string.h>

#include "out/pdfobj.h"

/* Elements worth writing: those with ink below, and cells, which keep a table regular. */
static bool *kept_elements(zb_pdf *p)
{
  const zb_logical *l = p->l;
  bool *kept = zb_newn(p->a, bool, l->elem.n);
  for (size_t i = l->elem.n; i-- > 0;) {
    const zb_elem *e = &l->elem.v[i];
    bool cell = (e->role == ZB_DL_TD || e->role == ZB_DL_TH) && e->parent != ZB_NO_ELEM &&
                l->elem.v[e->parent].role == ZB_DL_TR;
    for (size_t k = 0; k < e->kid.n; k++)
      kept[i] = kept[i] || e->kid.v[k].is_leaf;
    kept[i] = kept[i] || cell || i == 0;
    if (kept[i] && e->parent != ZB_NO_ELEM)
      kept[e->parent] = true;
  }
  return kept;
}

/* A header cell heads its row when the row also has data cells, else its column. */
static const char *scope_of(const zb_logical *l, const zb_elem *e)
{
  const zb_elem *row = &l->elem.v[e->parent];
  for (size_t i = 0; i < row->kid.n; i++)
    if (!row->kid.v[i].is_leaf && l->elem.v[row->kid.v[i].index].role == ZB_DL_TD)
      return "Row";
  return "Column";
}

static void set_attributes(zb_pdf *p, qpdf_oh dict, const zb_elem *e)
{
  const zb_logical *l = p->l;
  const zb_mark *m = e->mark;
  if (e->lang && e->parent != ZB_NO_ELEM)
    zb_pdf_set_text(p, dict, "/Lang", e->lang);
  if (e->role == ZB_DL_TH && e->parent != ZB_NO_ELEM)
    zb_pdf_set_parsed(p, dict, "/A", zb_arena_printf(p->a, "<</O /Table /Scope /%s>>", scope_of(l, e)));
  if (!m)
    return;
  if (m->alt)
    zb_pdf_set_text(p, dict, "/Alt", m->alt);
  if (e->role == ZB_DL_FIGURE) {
    const char *box = zb_pdf_rect(p, e->begin->bounds, l->dl->page[e->page]->h);
    zb_pdf_set_parsed(p, dict, "/A", zb_arena_printf(p->a, "<</O /Layout /Placement /Block /BBox %s>>", box));
  }
  if (e->role == ZB_DL_NOTE)
    zb_pdf_set_text(p, dict, "/ID", zb_arena_printf(p->a, "note-%05u", m->node));
}

/* The page of an element: that of its first leaf, else of its mark. */
static uint32_t page_of(const zb_logical *l, const zb_elem *e)
{
  for (size_t i = 0; i < e->kid.n; i++)
    if (e->kid.v[i].is_leaf)
      return l->leaf.v[e->kid.v[i].index].page;
  return e->page;
}

/* A leaf as a kid: its number, or a marked-content reference when it stands on another page than the element's. */
static qpdf_oh leaf_kid(zb_pdf *p, const zb_leaf *leaf, uint32_t page)
{
  if (leaf->page == page)
    return qpdf_oh_new_integer(p->q, leaf->mcid);
  qpdf_oh mcr = qpdf_oh_new_dictionary(p->q);
  zb_pdf_set_name(p, mcr, "/Type", "MCR");
  zb_pdf_set_ref(p, mcr, "/Pg", p->page[leaf->page]);
  zb_pdf_set_int(p, mcr, "/MCID", leaf->mcid);
  return mcr;
}

static void write_element(zb_pdf *p, uint32_t i)
{
  const zb_logical *l = p->l;
  const zb_elem *e = &l->elem.v[i];
  qpdf_oh dict = p->elem[i];
  uint32_t page = page_of(l, e);
  zb_pdf_set_name(p, dict, "/S", zb_dl_role_name(e->role));
  if (e->parent != ZB_NO_ELEM)
    zb_pdf_set_ref(p, dict, "/P", p->elem[e->parent]);
  zb_pdf_set_ref(p, dict, "/Pg", p->page[page]);
  set_attributes(p, dict, e);
  qpdf_oh kids = qpdf_oh_new_array(p->q);
  for (size_t k = 0; k < e->kid.n; k++) {
    if (e->kid.v[k].is_leaf)
      zb_pdf_add(p, kids, leaf_kid(p, &l->leaf.v[e->kid.v[k].index], page));
    else if (p->elem[e->kid.v[k].index])
      zb_pdf_add_ref(p, kids, p->elem[e->kid.v[k].index]);
  }
  zb_pdf_set(p, dict, "/K", kids);
}

void zb_tags_elements(zb_pdf *p)
{
  const zb_logical *l = p->l;
  bool *kept = kept_elements(p);
  p->elem = zb_newn(p->a, qpdf_oh, l->elem.n);
  for (uint32_t i = 0; i < l->elem.n; i++)
    if (kept[i])
      p->elem[i] = zb_pdf_dict(p);
  for (uint32_t i = 0; i < l->elem.n; i++)
    if (kept[i])
      write_element(p, i);
}

/* /IDTree: notes need an id of their own in PDF/UA-1 (ISO 14289-1, 7.9). */
static void set_id_tree(zb_pdf *p, qpdf_oh tree)
{
  const zb_logical *l = p->l;
  qpdf_oh names = 0;
  for (uint32_t i = 0; i < l->elem.n; i++) {
    if (!p->elem[i] || l->elem.v[i].role != ZB_DL_NOTE || !l->elem.v[i].mark)
      continue;
    if (!names)
      names = qpdf_oh_new_array(p->q);
    zb_pdf_add(p, names, qpdf_oh_new_string(p->q, zb_arena_printf(p->a, "note-%05u", l->elem.v[i].mark->node)));
    zb_pdf_add_ref(p, names, p->elem[i]);
  }
  if (!names)
    return;
  qpdf_oh dict = zb_pdf_dict(p);
  zb_pdf_set(p, dict, "/Names", names);
  zb_pdf_set(p, tree, "/IDTree", dict);
}

/* One array of elements a page, by MCID. */
static qpdf_oh *page_parents(zb_pdf *p)
{
  const zb_logical *l = p->l;
  qpdf_oh *parents = zb_newn(p->a, qpdf_oh, l->dl->npages);
  for (size_t i = 0; i < l->dl->npages; i++)
    parents[i] = zb_pdf_array(p);
  for (size_t i = 0; i < l->leaf.n; i++)
    if (l->leaf.v[i].elem != ZB_NO_ELEM)
      zb_pdf_add_ref(p, parents[l->leaf.v[i].page], p->elem[l->leaf.v[i].elem]);
  return parents;
}

void zb_tags_parents(zb_pdf *p)
{
  const zb_logical *l = p->l;
  qpdf_oh tree = zb_pdf_dict(p), nums = qpdf_oh_new_array(p->q);
  qpdf_oh *parents = page_parents(p);
  for (size_t i = 0; i < l->dl->npages; i++) {
    zb_pdf_add(p, nums, qpdf_oh_new_integer(p->q, (long long)i));
    zb_pdf_add(p, nums, parents[i]);
    zb_pdf_set_int(p, p->page[i], "/StructParents", (long long)i);
    zb_pdf_set_name(p, p->page[i], "/Tabs", "S");
  }
  for (size_t i = 0; i < p->annot_parent.n; i++) {
    zb_pdf_add(p, nums, qpdf_oh_new_integer(p->q, (long long)(l->dl->npages + i)));
    zb_pdf_add_ref(p, nums, p->annot_parent.v[i]);
  }
  qpdf_oh parent_tree = zb_pdf_dict(p);
  zb_pdf_set(p, parent_tree, "/Nums", nums);
  zb_pdf_set_name(p, tree, "/Type", "StructTreeRoot");
  zb_pdf_set(p, tree, "/ParentTree", parent_tree);
  zb_pdf_set_int(p, tree, "/ParentTreeNextKey", (long long)(l->dl->npages + p->annot_parent.n));
  zb_pdf_set_ref(p, tree, "/K", p->elem[0]);
  zb_pdf_set_ref(p, p->elem[0], "/P", tree);
  set_id_tree(p, tree);
  zb_pdf_set(p, p->root, "/StructTreeRoot", tree);
  zb_pdf_set_parsed(p, p->root, "/MarkInfo", "<</Marked true>>");
}

bool zb_tags_accessible(const zb_logical *l)
{
  int level = 0;
  for (size_t i = 0; i < l->elem.n; i++) {
    const zb_elem *e = &l->elem.v[i];
    if (e->role == ZB_DL_FIGURE && !(e->mark && e->mark->alt && *e->mark->alt) && zb_logical_has_ink(l, (uint32_t)i))
      return false;
    if (e->role >= ZB_DL_H1 && e->role <= ZB_DL_H4) {
      int h = (int)(e->role - ZB_DL_H1) + 1;
      if (h > level + 1)
        return false;
      level = h;
    }
  }
  return true;
}
