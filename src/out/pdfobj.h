/* What the files of the qpdf stage share: the open document and short names for building objects. */
#ifndef ZB_OUT_PDFOBJ_H
#define ZB_OUT_PDFOBJ_H

#include <qpdf/qpdf-c.h>

#include "out/logical.h"
#include "out/tags.h"

/* Handles (qpdf_oh) are counted from 1 by qpdf; 0 = none. Those handed to zb_pdf_set and zb_pdf_add are released there.
 */
typedef struct zb_pdf {
  zb_arena *a;
  const zb_logical *l;
  zb_diags *diags;
  zb_sink *raw; /* cairo's file, which qpdf reads from */
  qpdf_data q;
  qpdf_oh root;
  qpdf_oh *page;          /* [page] */
  zb_part *part;          /* [leaf] */
  const bool *kept;       /* [element]: will be in the structure tree */
  ZB_VEC(zb_annot) annot; /* in order of StructParent; their object numbers are found when the file is written */
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
/* An empty indirect dictionary. */
qpdf_oh zb_pdf_dict(zb_pdf *p);
qpdf_oh zb_pdf_stream(zb_pdf *p, const unsigned char *bytes, size_t n);
/* "[x0 y0 x1 y1]" of a rectangle on a page of height h, y up. On the arena. */
const char *zb_pdf_rect(zb_pdf *p, zb_rect r, zb_u h);

/* catalog.c: outlines, links, page labels. */
void zb_catalog_links(zb_pdf *p);
void zb_catalog_outlines(zb_pdf *p);
void zb_catalog_labels(zb_pdf *p);
/* meta.c: Info, XMP, language, viewer preferences, output intent. */
void zb_catalog_metadata(zb_pdf *p);

#endif
