/* What the files of the qpdf stage share: the open document and short names for building objects. */
#ifndef ZB_OUT_PDFOBJ_H
#define ZB_OUT_PDFOBJ_H

#include <qpdf/qpdf-c.h>

#include "out/logical.h"

/* Handles (qpdf_oh) are counted from 1 by qpdf; 0 = none. Those handed to zb_pdf_set and zb_pdf_add are released there.
 */
typedef struct zb_pdf {
  zb_arena *a;
  const zb_logical *l;
  zb_diags *diags;
  qpdf_data q;
  qpdf_oh root;
  qpdf_oh *page;                /* [page] */
  qpdf_oh *elem;                /* [element]: its indirect dictionary, 0 = left out */
  ZB_VEC(qpdf_oh) annot_parent; /* element of each annotation, in order of StructParent */
} zb_pdf;

void zb_pdf_set(zb_pdf *p, qpdf_oh dict, const char *key, qpdf_oh value);
/* The same, but the handle stays usable. */
void zb_pdf_set_ref(zb_pdf *p, qpdf_oh dict, const char *key, qpdf_oh value);
void zb_pdf_set_name(zb_pdf *p, qpdf_oh dict, const char *key, const char *name);
void zb_pdf_set_int(zb_pdf *p, qpdf_oh dict, const char *key, long long v);
void zb_pdf_set_text(zb_pdf *p, qpdf_oh dict, const char *key, const char *utf8); /* NULL or "": nothing is set */
/* Parses PDF syntax without references. */
void zb_pdf_set_parsed(zb_pdf *p, qpdf_oh dict, const char *key, const char *syntax);
void zb_pdf_add(zb_pdf *p, qpdf_oh array, qpdf_oh value);
void zb_pdf_add_ref(zb_pdf *p, qpdf_oh array, qpdf_oh value);
/* An empty indirect dictionary or array. */
qpdf_oh zb_pdf_dict(zb_pdf *p);
qpdf_oh zb_pdf_array(zb_pdf *p);
qpdf_oh zb_pdf_stream(zb_pdf *p, const unsigned char *bytes, size_t n);
/* "[x0 y0 x1 y1]" of a rectangle on a page of height h, y up. On the arena. */
const char *zb_pdf_rect(zb_pdf *p, zb_rect r, zb_u h);

/* tags.c: the structure tree; fills p->elem. zb_tags_parents comes last, when all annotations are known. */
void zb_tags_elements(zb_pdf *p);
void zb_tags_parents(zb_pdf *p);
/* Is the structure what PDF/UA-1 asks for: alternative texts, heading levels without a gap? */
bool zb_tags_accessible(const zb_logical *l);

/* catalog.c: outlines, links, page labels. */
void zb_catalog_links(zb_pdf *p);
void zb_catalog_outlines(zb_pdf *p);
void zb_catalog_labels(zb_pdf *p);
/* meta.c: Info, XMP, language, viewer preferences, output intent. */
void zb_catalog_metadata(zb_pdf *p);

#endif
