/* Structure elements in reading order, marked content, parent tree. */
#include "out/tags.h"

#include "out/print.h"

bool *zb_tags_kept(zb_arena *a, const zb_logical *l)
{
  bool *kept = zb_newn(a, bool, l->elem.n);
  for (size_t i = l->elem.n; i-- > 0;) {
    const zb_elem *e = &l->elem.v[i];
    bool cell = (e->role == ZB_DL_TD || e->role == ZB_DL_TH) && e->parent != ZB_NO_ELEM &&
                l->elem.v[e->parent].role == ZB_DL_TR;
    for (size_t k = 0; k < e->kid.n; k++)
      kept[i] = kept[i] || e->kid.v[k].is_leaf;
    kept[i] = kept[i] || cell || i == 0;
    if (kept[i] && e->parent != ZB_NO_ELEM)
      kept[e->parent] = true;
    zb_arena_walked(a, i);
  }
  return kept;
}

typedef struct tagger {
  const zb_tags *t;
  const zb_logical *l;
  zb_update *u;
  uint32_t *id;    /* [element]: object numbers */
  uint32_t *first; /* [element]: index of its first annotation + 1 */
  uint32_t *next;  /* [annotation]: the next one of its element + 1 */
  GString *s;      /* the object being written */
} tagger;

/* In walks over all elements or leaves, called for each: the display list and the structure leave memory, some at a time. */
static void walked(const tagger *w, size_t i)
{
  zb_arena_walked(w->l->dl->arena, i);
  zb_arena_walked(w->l->arena, i);
}

static void put(tagger *w, uint32_t id)
{
  zb_update_put(w->u, id, w->s->str, w->s->len);
  g_string_truncate(w->s, 0);
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

/* Header cells that data cells name have an id of their own (ISO 32000-1, 14.8.5.7). */
static void put_cell(tagger *w, const zb_elem *e)
{
  static const char *const scope[] = {NULL, "Column", "Row", "Both"};
  const zb_dl_cell *c = e->mark ? e->mark->cell : NULL;
  GString *a = g_string_new(NULL);
  if (e->role == ZB_DL_TH)
    g_string_append_printf(a, "/Scope/%s", c && c->scope ? scope[c->scope] : scope_of(w->l, e));
  if (c && c->across > 1)
    g_string_append_printf(a, "/ColSpan %d", c->across);
  if (c && c->down > 1)
    g_string_append_printf(a, "/RowSpan %d", c->down);
  for (size_t i = 0; c && i < c->nheaders; i++)
    g_string_append_printf(a, "%s(cell-%07u)", i ? "" : "/Headers[", c->headers[i]);
  if (c && c->nheaders > 0)
    g_string_append_c(a, ']');
  if (a->len > 0)
    g_string_append_printf(w->s, "/A<</O/Table%s>>", a->str);
  if (e->role == ZB_DL_TH && c && c->named)
    g_string_append_printf(w->s, "/ID(cell-%07u)", e->mark->node);
  g_string_free(a, TRUE);
}

static void put_attributes(tagger *w, const zb_elem *e)
{
  const zb_mark *m = e->mark;
  if (e->lang && e->parent != ZB_NO_ELEM) {
    g_string_append(w->s, "/Lang");
    zb_update_text(w->s, e->lang);
  }
  if ((e->role == ZB_DL_TH || e->role == ZB_DL_TD) && e->parent != ZB_NO_ELEM)
    put_cell(w, e);
  if (m && m->alt) {
    g_string_append(w->s, "/Alt");
    zb_update_text(w->s, m->alt);
  }
  if (m && e->role == ZB_DL_FIGURE) {
    zb_rect r = e->begin->bounds;
    zb_u h = w->l->dl->page[e->page]->h;
    char b[4][24];
    g_string_append_printf(w->s, "/A<</O/Layout/Placement/Block/BBox[%s %s %s %s]>>", zb_print_u(b[0], r.x),
                           zb_print_u(b[1], h - r.y - r.h), zb_print_u(b[2], r.x + r.w), zb_print_u(b[3], h - r.y));
  }
  if (m && e->role == ZB_DL_NOTE)
    g_string_append_printf(w->s, "/ID(note-%05u)", m->node);
}

/* The page of an element: that of its first leaf, else of its mark. */
static uint32_t page_of(const zb_logical *l, const zb_elem *e)
{
  for (size_t i = 0; i < e->kid.n; i++)
    if (e->kid.v[i].is_leaf)
      return l->leaf.v[e->kid.v[i].index].page;
  return e->page;
}

static void put_leaf(tagger *w, uint32_t leaf, uint32_t page)
{
  const zb_part *part = &w->t->part[leaf];
  uint32_t at = w->l->leaf.v[leaf].page;
  for (uint32_t n = part->first; n < part->first + part->count; n++) {
    if (at == page)
      g_string_append_printf(w->s, "%u ", n);
    else
      g_string_append_printf(w->s, "<</Type/MCR/Pg %u 0 R/MCID %u>>", w->t->page[at], n);
  }
}

/* Marked content by its number, with the page where that is not the element's; then child elements and annotations. */
static void put_kids(tagger *w, uint32_t index, uint32_t page)
{
  const zb_elem *e = &w->l->elem.v[index];
  g_string_append(w->s, "/K[");
  for (size_t k = 0; k < e->kid.n; k++) {
    uint32_t i = e->kid.v[k].index;
    if (e->kid.v[k].is_leaf)
      put_leaf(w, i, page);
    else if (w->t->kept[i])
      g_string_append_printf(w->s, "%u 0 R ", w->id[i]);
  }
  for (uint32_t a = w->first[index]; a != 0; a = w->next[a - 1]) {
    const zb_annot *n = &w->t->annot[a - 1];
    g_string_append_printf(w->s, "<</Type/OBJR/Obj %u 0 R/Pg %u 0 R>>", n->object, w->t->page[n->page]);
  }
  g_string_append_c(w->s, ']');
}

static void put_element(tagger *w, uint32_t index)
{
  const zb_elem *e = &w->l->elem.v[index];
  uint32_t page = page_of(w->l, e), parent = e->parent == ZB_NO_ELEM ? w->t->root : w->id[e->parent];
  g_string_append_printf(w->s, "<</S/%s/P %u 0 R/Pg %u 0 R", zb_dl_role_name(e->role), parent, w->t->page[page]);
  put_attributes(w, e);
  put_kids(w, index, page);
  g_string_append(w->s, ">>");
  put(w, w->id[index]);
}

/* /IDTree: notes need an id of their own in PDF/UA-1 (ISO 14289-1, 7.9). Node numbers may come in any order. */
static gint by_node(gconstpointer a, gconstpointer b, gpointer data)
{
  const zb_logical *l = data;
  uint32_t x = l->elem.v[*(const uint32_t *)a].mark->node, y = l->elem.v[*(const uint32_t *)b].mark->node;
  return x < y ? -1 : x > y;
}

/* Notes, and header cells that others name. */
static bool has_id(const zb_elem *e)
{
  return e->mark && (e->role == ZB_DL_NOTE || (e->role == ZB_DL_TH && e->mark->cell && e->mark->cell->named));
}

static uint32_t put_id_tree(tagger *w)
{
  ZB_VEC(uint32_t) cells = {.n = 0};
  ZB_VEC(uint32_t) notes = {.n = 0};
  for (uint32_t i = 0; i < w->l->elem.n; i++) {
    if (w->t->kept[i] && has_id(&w->l->elem.v[i])) {
      if (w->l->elem.v[i].role == ZB_DL_NOTE)
        zb_push(w->l->arena, &notes, i);
      else
        zb_push(w->l->arena, &cells, i);
    }
    walked(w, i);
  }
  if (notes.n + cells.n == 0)
    return 0;
  union {
    const zb_logical *in;
    gpointer data; /* GLib's user data lacks const */
  } l = {.in = w->l};
  if (notes.n > 0)
    g_qsort_with_data(notes.v, (gint)notes.n, sizeof *notes.v, by_node, l.data);
  if (cells.n > 0)
    g_qsort_with_data(cells.v, (gint)cells.n, sizeof *cells.v, by_node, l.data);
  g_string_append(w->s, "<</Names["); /* in the order of the names: cell- before note- */
  for (size_t i = 0; i < cells.n; i++)
    g_string_append_printf(w->s, "(cell-%07u)%u 0 R ", w->l->elem.v[cells.v[i]].mark->node, w->id[cells.v[i]]);
  for (size_t i = 0; i < notes.n; i++)
    g_string_append_printf(w->s, "(note-%05u)%u 0 R ", w->l->elem.v[notes.v[i]].mark->node, w->id[notes.v[i]]);
  g_string_append(w->s, "]>>");
  uint32_t id = zb_update_reserve(w->u, 1);
  put(w, id);
  return id;
}

enum { PAGES_PER_NODE = 32 };

/* A node of the number tree: for each page the elements of its marked content by MCID. */
static uint32_t put_page_parents(tagger *w, size_t from, size_t to, size_t *leaf)
{
  g_string_append_printf(w->s, "<</Limits[%zu %zu]/Nums[", from, to - 1);
  for (size_t page = from; page < to; page++) {
    g_string_append_printf(w->s, "%zu[", page);
    for (; *leaf < w->l->leaf.n && w->l->leaf.v[*leaf].page == page; ++*leaf)
      for (uint32_t n = 0; n < w->t->part[*leaf].count; n++)
        g_string_append_printf(w->s, "%u 0 R ", w->id[w->l->leaf.v[*leaf].elem]);
    g_string_append(w->s, "]");
  }
  g_string_append(w->s, "]>>");
  uint32_t id = zb_update_reserve(w->u, 1);
  put(w, id);
  zb_arena_rest(w->l->arena);
  return id;
}

static uint32_t put_annot_parents(tagger *w)
{
  size_t n = w->l->dl->npages;
  g_string_append_printf(w->s, "<</Limits[%zu %zu]/Nums[", n, n + w->t->nannots - 1);
  for (size_t i = 0; i < w->t->nannots; i++)
    g_string_append_printf(w->s, "%zu %u 0 R ", n + i, w->id[w->t->annot[i].elem]);
  g_string_append(w->s, "]>>");
  uint32_t id = zb_update_reserve(w->u, 1);
  put(w, id);
  return id;
}

static uint32_t put_parent_tree(tagger *w)
{
  size_t npages = w->l->dl->npages, leaf = 0;
  GString *kids = g_string_new("<</Kids[");
  for (size_t page = 0; page < npages; page += PAGES_PER_NODE)
    g_string_append_printf(kids, "%u 0 R ", put_page_parents(w, page, MIN(page + PAGES_PER_NODE, npages), &leaf));
  if (w->t->nannots > 0)
    g_string_append_printf(kids, "%u 0 R", put_annot_parents(w));
  g_string_append(kids, "]>>");
  uint32_t id = zb_update_reserve(w->u, 1);
  zb_update_put(w->u, id, kids->str, kids->len);
  g_string_free(kids, TRUE);
  return id;
}

static void put_root(tagger *w)
{
  uint32_t parents = put_parent_tree(w), ids = put_id_tree(w);
  g_string_append_printf(w->s, "<</Type/StructTreeRoot/K %u 0 R/ParentTree %u 0 R/ParentTreeNextKey %zu", w->id[0],
                         parents, w->l->dl->npages + w->t->nannots);
  if (ids)
    g_string_append_printf(w->s, "/IDTree %u 0 R", ids);
  g_string_append(w->s, ">>");
  put(w, w->t->root);
}

void zb_tags_put(zb_arena *a, const zb_tags *t, zb_update *u)
{
  const zb_logical *l = t->l;
  tagger w = {.t = t, .l = l, .u = u, .s = g_string_new(NULL)};
  w.id = zb_newn(a, uint32_t, l->elem.n);
  w.first = zb_newn(a, uint32_t, l->elem.n);
  w.next = zb_newn(a, uint32_t, t->nannots + 1);
  for (uint32_t i = (uint32_t)t->nannots; i-- > 0;) {
    w.next[i] = w.first[t->annot[i].elem];
    w.first[t->annot[i].elem] = i + 1;
  }
  for (uint32_t i = 0; i < l->elem.n; i++)
    if (t->kept[i])
      w.id[i] = zb_update_reserve(u, 1);
  for (uint32_t i = 0; i < l->elem.n; i++) {
    if (t->kept[i])
      put_element(&w, i);
    walked(&w, i);
  }
  put_root(&w);
  g_string_free(w.s, TRUE);
}

bool zb_tags_accessible(const zb_logical *l)
{
  int level = 0;
  for (size_t i = 0; i < l->elem.n; i++) {
    const zb_elem *e = &l->elem.v[i];
    zb_arena_walked(l->arena, i);
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
