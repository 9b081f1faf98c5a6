/* Logical structure: one walk over the marks gives the elements, their reading order and the leaves of ink. */
#include "out/logical.h"

#include <string.h>

/* One open mark. */
typedef struct frame {
  uint32_t elem;    /* owner of ink; ZB_NO_ELEM inside artifacts */
  uint32_t drawing; /* owner of ink without text: inside a figure also that of its artifacts (fewer leaves) */
  uint32_t implied; /* element made for ink that stands directly in a grouping element, or ZB_NO_ELEM */
  bool figure;      /* inside a Figure */
  bool datum;       /* inside a mark that carries a datum */
} frame;

typedef struct walk {
  zb_arena *a;
  zb_logical *l;
  uint32_t *by_node; /* node -> element index + 1 */
  uint32_t page;
  ZB_VEC(frame) stack;
} walk;

/* Most elements have one child: a leaf. */
static void add_kid(walk *w, uint32_t parent, zb_kid kid)
{
  zb_elem *e = &w->l->elem.v[parent];
  if (e->kid.cap == 0) {
    e->kid.cap = 1;
    e->kid.v = zb_newn(w->a, zb_kid, 1);
  }
  zb_push(w->a, &e->kid, kid);
}

static uint32_t add_elem(walk *w, zb_dl_role role, uint32_t parent, const zb_dl_op *begin)
{
  uint32_t i = (uint32_t)w->l->elem.n;
  zb_elem e = {.role = role, .mark = begin ? begin->u.mark : NULL, .begin = begin, .parent = parent, .page = w->page};
  zb_push(w->a, &w->l->elem, e);
  if (parent != ZB_NO_ELEM) {
    add_kid(w, parent, (zb_kid){.is_leaf = false, .index = i});
  }
  return i;
}

/* The language in force inside an element. */
static const char *lang_of(const zb_logical *l, uint32_t elem)
{
  for (; elem != ZB_NO_ELEM; elem = l->elem.v[elem].parent)
    if (l->elem.v[elem].lang)
      return l->elem.v[elem].lang;
  return "";
}

/* The element of a BEGIN inside `parent`: a continued one, the parent itself when the mark adds nothing, or a new one.
 */
static uint32_t elem_of(walk *w, uint32_t parent, const zb_dl_op *op)
{
  const zb_mark *m = op->u.mark;
  bool own_lang = m->lang && strcmp(m->lang, lang_of(w->l, parent)) != 0;
  if (m->role == ZB_DL_SPAN && !m->link && !own_lang)
    return parent;
  if (m->role == ZB_DL_DOCUMENT && parent == 0) {
    if (own_lang)
      w->l->elem.v[0].lang = m->lang;
    return 0;
  }
  if (m->node != 0 && w->by_node[m->node] != 0)
    return w->by_node[m->node] - 1;
  uint32_t i = add_elem(w, m->role, parent, op);
  if (own_lang)
    w->l->elem.v[i].lang = m->lang;
  if (m->node != 0)
    w->by_node[m->node] = i + 1;
  return i;
}

static void open_mark(walk *w, const zb_dl_page *p, uint32_t at)
{
  const zb_dl_op *op = &p->op[at];
  frame top = {.elem = 0, .drawing = 0, .implied = ZB_NO_ELEM};
  if (w->stack.n > 0)
    top = w->stack.v[w->stack.n - 1];
  const zb_mark *m = op->u.mark;
  frame f = {.elem = ZB_NO_ELEM, .drawing = ZB_NO_ELEM, .implied = ZB_NO_ELEM};
  f.figure = top.figure || m->role == ZB_DL_FIGURE;
  f.datum = top.datum || m->datum != NULL;
  if (top.elem != ZB_NO_ELEM && m->role != ZB_DL_ARTIFACT) {
    uint32_t parent = top.elem;
    if (m->role == ZB_DL_SPAN && top.implied != ZB_NO_ELEM)
      parent = top.implied;
    f.elem = f.drawing = elem_of(w, parent, op);
  } else if (top.figure) {
    f.drawing = top.drawing;
  }
  zb_push(w->a, &w->stack, f);
  if (m->link || m->id)
    zb_push(w->a, &w->l->open, (zb_open){.page = w->page, .op = at, .elem = f.elem});
}

/* The role of the element that ink directly inside a grouping element needs; ARTIFACT = none is needed. */
static zb_dl_role implied_role(zb_dl_role role)
{
  switch (role) {
  case ZB_DL_DOCUMENT:
  case ZB_DL_SECT:
  case ZB_DL_DIV:
  case ZB_DL_BLOCKQUOTE:
    return ZB_DL_P;
  case ZB_DL_L:
    return ZB_DL_LI;
  case ZB_DL_LI:
    return ZB_DL_LBODY;
  case ZB_DL_TABLE:
    return ZB_DL_CAPTION;
  case ZB_DL_TR:
    return ZB_DL_TD;
  default:
    return ZB_DL_ARTIFACT;
  }
}

/* The owner of an ink operation, ZB_NO_ELEM for artifacts. */
static uint32_t owner_of(walk *w, const zb_dl_op *op)
{
  if (w->stack.n == 0)
    return ZB_NO_ELEM;
  frame *f = &w->stack.v[w->stack.n - 1];
  if (f->elem == ZB_NO_ELEM)
    return op->kind == ZB_DL_OP_GLYPHS ? ZB_NO_ELEM : f->drawing;
  bool content = op->kind == ZB_DL_OP_GLYPHS || op->kind == ZB_DL_OP_IMAGE || f->figure || f->datum;
  if (!content)
    return ZB_NO_ELEM;
  zb_dl_role implied = f->figure ? ZB_DL_ARTIFACT : implied_role(w->l->elem.v[f->elem].role);
  if (implied == ZB_DL_ARTIFACT)
    return f->elem;
  if (f->implied == ZB_NO_ELEM)
    f->implied = add_elem(w, implied, f->elem, NULL);
  return f->implied;
}

static bool is_ink(const zb_dl_op *op)
{
  switch (op->kind) {
  case ZB_DL_OP_GLYPHS:
    return op->u.glyphs->nglyphs > 0;
  case ZB_DL_OP_FILL:
  case ZB_DL_OP_STROKE:
  case ZB_DL_OP_IMAGE:
    return true;
  default:
    return false;
  }
}

static void add_ink(walk *w, const zb_dl_page *p, uint32_t i)
{
  zb_logical *l = w->l;
  uint32_t owner = owner_of(w, &p->op[i]);
  zb_leaf *last = l->leaf.n > 0 ? &l->leaf.v[l->leaf.n - 1] : NULL;
  if (last && last->page == w->page && last->elem == owner) {
    last->last = i;
  } else {
    zb_leaf leaf = {.page = w->page, .first = i, .last = i, .elem = owner};
    if (owner != ZB_NO_ELEM) {
      l->ncontent[w->page]++;
      add_kid(w, owner, (zb_kid){.is_leaf = true, .index = (uint32_t)l->leaf.n});
    }
    zb_push(w->a, &l->leaf, leaf);
  }
  l->leaf_of[w->page][i] = (uint32_t)l->leaf.n;
}

static void walk_page(walk *w, const zb_dl_page *p)
{
  w->stack.n = 0;
  w->l->leaf_of[w->page] = zb_newn(w->a, uint32_t, p->n + 1);
  for (uint32_t i = 0; i < p->n; i++) {
    const zb_dl_op *op = &p->op[i];
    if (op->kind == ZB_DL_OP_BEGIN)
      open_mark(w, p, i);
    else if (op->kind == ZB_DL_OP_END && w->stack.n > 0)
      w->stack.n--;
    else if (is_ink(op))
      add_ink(w, p, i);
  }
}

static uint32_t max_node(const zb_dl *dl)
{
  uint32_t max = dl->nnodes;
  for (size_t p = 0; p < dl->npages; p++) {
    for (size_t i = 0; i < dl->page[p]->n; i++)
      if (dl->page[p]->op[i].kind == ZB_DL_OP_BEGIN && dl->page[p]->op[i].u.mark->node > max)
        max = dl->page[p]->op[i].u.mark->node;
    zb_dl_walked(dl, p);
  }
  return max;
}

/* Room for all there can be but for implied elements, so that nothing grows. */
static void make_room(zb_arena *a, zb_logical *l)
{
  size_t begins = 0, inks = 0;
  for (size_t p = 0; p < l->dl->npages; p++) {
    for (size_t i = 0; i < l->dl->page[p]->n; i++) {
      begins += l->dl->page[p]->op[i].kind == ZB_DL_OP_BEGIN;
      inks += is_ink(&l->dl->page[p]->op[i]);
    }
    zb_dl_walked(l->dl, p);
  }
  l->elem.cap = begins + 1;
  l->leaf.cap = inks + 1;
  l->elem.v = zb_arena_array(a, l->elem.cap, sizeof *l->elem.v);
  l->leaf.v = zb_arena_array(a, l->leaf.cap, sizeof *l->leaf.v);
}

zb_logical *zb_logical_new(zb_arena *a, const zb_dl *dl)
{
  zb_logical *l = zb_new(a, zb_logical);
  *l = (zb_logical){.arena = a, .dl = dl};
  make_room(a, l);
  l->leaf_of = zb_newn(a, uint32_t *, dl->npages + 1);
  l->ncontent = zb_newn(a, uint32_t, dl->npages + 1);
  walk w = {.a = a, .l = l};
  w.by_node = zb_newn(a, uint32_t, (size_t)max_node(dl) + 1);
  add_elem(&w, ZB_DL_DOCUMENT, ZB_NO_ELEM, NULL);
  l->elem.v[0].lang = dl->lang;
  for (; w.page < dl->npages; w.page++) {
    walk_page(&w, dl->page[w.page]);
    zb_dl_walked(dl, w.page);
  }
  return l;
}

bool zb_logical_has_ink(const zb_logical *l, uint32_t elem)
{
  const zb_elem *e = &l->elem.v[elem];
  for (size_t i = 0; i < e->kid.n; i++)
    if (e->kid.v[i].is_leaf || zb_logical_has_ink(l, e->kid.v[i].index))
      return true;
  return false;
}

typedef struct text {
  zb_arena *a;
  ZB_VEC(char) out;
} text;

static void add_text(text *t, const zb_logical *l, uint32_t elem)
{
  const zb_elem *e = &l->elem.v[elem];
  for (size_t i = 0; i < e->kid.n; i++) {
    if (!e->kid.v[i].is_leaf) {
      add_text(t, l, e->kid.v[i].index);
      continue;
    }
    uint32_t at = e->kid.v[i].index;
    const zb_leaf *leaf = &l->leaf.v[at];
    for (uint32_t k = leaf->first; k <= leaf->last; k++) {
      const zb_dl_op *op = &l->dl->page[leaf->page]->op[k];
      if (op->kind != ZB_DL_OP_GLYPHS || l->leaf_of[leaf->page][k] != at + 1)
        continue;
      for (size_t b = 0; b < op->u.glyphs->ntext; b++)
        zb_push(t->a, &t->out, op->u.glyphs->text[b]);
    }
  }
}

char *zb_logical_text(zb_arena *a, const zb_logical *l, uint32_t elem)
{
  text t = {.a = a};
  add_text(&t, l, elem);
  return zb_arena_strndup(a, t.out.v ? t.out.v : "", t.out.n);
}
