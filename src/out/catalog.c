/* Links, outlines and page labels (ISO 32000-1, 12.3 to 12.5). */
#include <glib.h>
#include <string.h>

#include "out/pdfobj.h"
#include "out/print.h"

/* --- destinations --------------------------------------------------------------------------------------------- */

/* [page /XYZ null top null] */
static qpdf_oh dest(zb_pdf *p, uint32_t page, zb_u y)
{
  char top[24];
  qpdf_oh d = qpdf_oh_new_array(p->q);
  zb_pdf_add_ref(p, d, p->page[page]);
  zb_pdf_add(p, d, qpdf_oh_new_name(p->q, "/XYZ"));
  zb_pdf_add(p, d, qpdf_oh_new_null(p->q));
  zb_pdf_add(p, d, qpdf_oh_new_real_from_string(p->q, zb_print_u(top, p->l->dl->page[page]->h - y)));
  zb_pdf_add(p, d, qpdf_oh_new_null(p->q));
  return d;
}

static const zb_dl_op *op_of(const zb_logical *l, const zb_open *o)
{
  return &l->dl->page[o->page]->op[o->op];
}

/* The first mark with this id, or NULL. */
static const zb_open *find_id(const zb_logical *l, const char *id)
{
  for (size_t i = 0; i < l->open.n; i++) {
    const char *have = op_of(l, &l->open.v[i])->u.mark->id;
    if (have && strcmp(have, id) == 0)
      return &l->open.v[i];
  }
  return NULL;
}

/* --- links ---------------------------------------------------------------------------------------------------- */

/* The area of a run: its advance by its em box; turned runs have their generous bounds only. */
static zb_rect run_area(const zb_dl_op *op)
{
  const zb_glyphs *g = op->u.glyphs;
  if (op->kind != ZB_DL_OP_GLYPHS || g->has_matrix)
    return op->bounds;
  return (zb_rect){.x = g->x, .y = g->y - g->size * 22 / 25, .w = g->advance, .h = g->size};
}

static bool same_line(const zb_rect *a, const zb_rect *b)
{
  zb_u top = zb_u_max(a->y, b->y), bottom = zb_u_min(a->y + a->h, b->y + b->h);
  return bottom - top > zb_u_min(a->h, b->h) / 2;
}

static zb_rect unite(zb_rect a, zb_rect b)
{
  zb_u x0 = zb_u_min(a.x, b.x), y0 = zb_u_min(a.y, b.y);
  zb_u x1 = zb_u_max(a.x + a.w, b.x + b.w), y1 = zb_u_max(a.y + a.h, b.y + b.h);
  return (zb_rect){.x = x0, .y = y0, .w = x1 - x0, .h = y1 - y0};
}

/* Action or destination of a link; false (reported) when it has none. */
static bool set_target(zb_pdf *p, qpdf_oh annot, const zb_mark *m)
{
  const char *link = m->link;
  if (link[0] == '#') {
    const zb_open *to = find_id(p->l, link + 1);
    if (to)
      zb_pdf_set(p, annot, "/Dest", dest(p, to->page, op_of(p->l, to)->bounds.y));
    return to != NULL;
  }
  if (!g_str_has_prefix(link, "http://") && !g_str_has_prefix(link, "https://") && !g_str_has_prefix(link, "mailto:"))
    return false;
  qpdf_oh action = qpdf_oh_new_dictionary(p->q);
  zb_pdf_set_name(p, action, "/Type", "Action");
  zb_pdf_set_name(p, action, "/S", "URI");
  char *ascii = g_uri_escape_string(link, "%/:?#[]@!$&'()*+,;=~-._", FALSE);
  zb_pdf_set(p, action, "/URI", qpdf_oh_new_string(p->q, ascii));
  g_free(ascii);
  zb_pdf_set(p, annot, "/A", action);
  return true;
}

/* One annotation over one line of a link's text; the structure tree refers to it. */
static bool add_annot(zb_pdf *p, const zb_open *o, zb_rect area)
{
  const zb_mark *m = op_of(p->l, o)->u.mark;
  qpdf_oh annot = zb_pdf_dict(p);
  if (!set_target(p, annot, m)) {
    qpdf_oh_release(p->q, annot);
    return false;
  }
  zb_pdf_set_name(p, annot, "/Type", "Annot");
  zb_pdf_set_name(p, annot, "/Subtype", "Link");
  zb_pdf_set_parsed(p, annot, "/Rect", zb_pdf_rect(p, area, p->l->dl->page[o->page]->h));
  zb_pdf_set_int(p, annot, "/F", 4); /* printed, as PDF/A asks */
  zb_pdf_set_parsed(p, annot, "/Border", "[0 0 0]");
  const char *text = zb_logical_text(p->a, p->l, o->elem);
  zb_pdf_set_text(p, annot, "/Contents", m->alt ? m->alt : *text ? text : m->link);
  zb_pdf_set_int(p, annot, "/StructParent", (long long)(p->l->dl->npages + p->annot.n));
  zb_push(p->a, &p->annot, (zb_annot){.elem = o->elem, .page = o->page});
  if (!qpdf_oh_has_key(p->q, p->page[o->page], "/Annots"))
    zb_pdf_set(p, p->page[o->page], "/Annots", qpdf_oh_new_array(p->q));
  qpdf_oh annots = qpdf_oh_get_key(p->q, p->page[o->page], "/Annots");
  zb_pdf_add(p, annots, annot);
  qpdf_oh_release(p->q, annots);
  return true;
}

/* Goes over the ink between a Link's BEGIN and END: one annotation a line. */
static bool add_link(zb_pdf *p, const zb_open *o)
{
  const zb_dl_page *page = p->l->dl->page[o->page];
  zb_rect line = {.w = 0};
  bool any = false;
  int depth = 0;
  for (uint32_t i = o->op; i < page->n; i++) {
    const zb_dl_op *op = &page->op[i];
    if (op->kind == ZB_DL_OP_BEGIN) {
      depth++;
    } else if (op->kind == ZB_DL_OP_END) {
      if (--depth == 0)
        break;
    } else if (p->l->leaf_of[o->page][i] != 0) {
      zb_rect area = run_area(op);
      if (any && !same_line(&line, &area)) {
        if (!add_annot(p, o, line))
          return false;
        any = false;
      }
      line = any ? unite(line, area) : area;
      any = true;
    }
  }
  return !any || add_annot(p, o, line);
}

void zb_catalog_links(zb_pdf *p)
{
  for (size_t i = 0; i < p->l->open.n; i++) {
    const zb_open *o = &p->l->open.v[i];
    const zb_mark *m = op_of(p->l, o)->u.mark;
    if (m->role != ZB_DL_LINK || !m->link || o->elem == ZB_NO_ELEM || !p->kept[o->elem])
      continue;
    if (!add_link(p, o))
      zb_diag(p->diags, ZB_D_LINK_NOWHERE, m->src, m->link, NULL);
  }
}

/* --- outlines ------------------------------------------------------------------------------------------------- */

/* Outlines with more entries than this open at their first level only. */
enum { OPEN_ALL = 40, LEVELS = 4 };

typedef struct entry {
  qpdf_oh oh;
  int level;
  size_t parent, kids; /* parent: index + 1, 0 = the root */
  qpdf_oh first, last;
  long below; /* entries under it, of all levels */
} entry;

typedef ZB_VEC(entry) entries;

static bool is_heading(const zb_elem *e)
{
  return e->mark && e->role >= ZB_DL_H1 && e->role <= ZB_DL_H4;
}

/* Links an entry after its elder sibling and under its parent (NULL = top level, kept in `root`). */
static void chain(zb_pdf *p, entry *e, entry *parent, qpdf_oh root_oh)
{
  zb_pdf_set_ref(p, e->oh, "/Parent", parent->oh ? parent->oh : root_oh);
  if (parent->last) {
    zb_pdf_set_ref(p, parent->last, "/Next", e->oh);
    zb_pdf_set_ref(p, e->oh, "/Prev", parent->last);
  } else {
    parent->first = e->oh;
  }
  parent->last = e->oh;
}

static void add_heading(zb_pdf *p, entries *list, entry *root, uint32_t i)
{
  const zb_elem *e = &p->l->elem.v[i];
  const char *title = e->mark->title && *e->mark->title ? e->mark->title : zb_logical_text(p->a, p->l, i);
  if (!*title)
    return;
  entry n = {.oh = zb_pdf_dict(p), .level = (int)(e->role - ZB_DL_H1) + 1};
  zb_pdf_set_text(p, n.oh, "/Title", title);
  zb_pdf_set(p, n.oh, "/Dest", dest(p, e->page, e->begin->bounds.y));
  for (size_t k = list->n; k > 0; k = list->v[k - 1].parent)
    if (list->v[k - 1].level < n.level) {
      n.parent = k;
      break;
    }
  chain(p, &n, n.parent ? &list->v[n.parent - 1] : root, root->oh);
  for (size_t k = n.parent; k > 0; k = list->v[k - 1].parent)
    list->v[k - 1].below++;
  zb_push(p->a, list, n);
}

static void finish(zb_pdf *p, const entry *e, long count)
{
  if (!e->first)
    return;
  zb_pdf_set_ref(p, e->oh, "/First", e->first);
  zb_pdf_set_ref(p, e->oh, "/Last", e->last);
  zb_pdf_set_int(p, e->oh, "/Count", count);
}

/* Direct children: what a closed entry would show when opened. */
static long children(const entries *list, size_t parent)
{
  long n = 0;
  for (size_t i = 0; i < list->n; i++)
    n += list->v[i].parent == parent;
  return n;
}

void zb_catalog_outlines(zb_pdf *p)
{
  entries list = {.n = 0};
  entry root = {.oh = zb_pdf_dict(p)};
  for (uint32_t i = 0; i < p->l->elem.n; i++) {
    if (p->kept[i] && is_heading(&p->l->elem.v[i]))
      add_heading(p, &list, &root, i);
    zb_arena_walked(p->a, i);
  }
  if (list.n == 0) {
    qpdf_oh_release(p->q, root.oh);
    return;
  }
  bool all = list.n <= OPEN_ALL;
  for (size_t i = 0; i < list.n; i++)
    finish(p, &list.v[i], all ? list.v[i].below : -children(&list, i + 1));
  finish(p, &root, all ? (long)list.n : children(&list, 0));
  zb_pdf_set_name(p, root.oh, "/Type", "Outlines");
  zb_pdf_set(p, p->root, "/Outlines", root.oh);
  if (p->l->dl->npages > 1)
    zb_pdf_set_name(p, p->root, "/PageMode", "UseOutlines");
}

/* --- page labels ---------------------------------------------------------------------------------------------- */

/* The label as a plain number, -1 if it is something else. */
static long label_number(const char *label)
{
  if (!label || !*label || *label == '0' || strlen(label) > 8 || strspn(label, "0123456789") != strlen(label))
    return -1;
  return (long)g_ascii_strtoll(label, NULL, 10);
}

void zb_catalog_labels(zb_pdf *p)
{
  const zb_dl *dl = p->l->dl;
  bool any = false;
  for (size_t i = 0; i < dl->npages; i++) {
    any = any || dl->page[i]->label;
    zb_dl_walked(dl, i);
  }
  if (!any)
    return;
  qpdf_oh nums = qpdf_oh_new_array(p->q);
  long next = -1; /* the label that needs no entry of its own */
  for (size_t i = 0; i < dl->npages; i++) {
    const char *label = dl->page[i]->label;
    long n = label_number(label);
    if (n < 0 || n != next) {
      qpdf_oh d = qpdf_oh_new_dictionary(p->q);
      if (n >= 0) {
        zb_pdf_set_name(p, d, "/S", "D");
        zb_pdf_set_int(p, d, "/St", n);
      } else {
        zb_pdf_set_text(p, d, "/P", label);
      }
      zb_pdf_add(p, nums, qpdf_oh_new_integer(p->q, (long long)i));
      zb_pdf_add(p, nums, d);
    }
    next = n < 0 ? -1 : n + 1;
    zb_dl_walked(dl, i);
  }
  qpdf_oh labels = qpdf_oh_new_dictionary(p->q);
  zb_pdf_set(p, labels, "/Nums", nums);
  zb_pdf_set(p, p->root, "/PageLabels", labels);
}
