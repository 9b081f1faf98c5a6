/* Short names over qpdf's C interface. */
#include "out/pdfobj.h"

#include "out/print.h"

void zb_pdf_set(zb_pdf *p, qpdf_oh dict, const char *key, qpdf_oh value)
{
  qpdf_oh_replace_key(p->q, dict, key, value);
  qpdf_oh_release(p->q, value);
}

void zb_pdf_set_ref(zb_pdf *p, qpdf_oh dict, const char *key, qpdf_oh value)
{
  qpdf_oh_replace_key(p->q, dict, key, value);
}

void zb_pdf_set_name(zb_pdf *p, qpdf_oh dict, const char *key, const char *name)
{
  zb_pdf_set(p, dict, key, qpdf_oh_new_name(p->q, zb_arena_printf(p->a, "/%s", name)));
}

void zb_pdf_set_int(zb_pdf *p, qpdf_oh dict, const char *key, long long v)
{
  zb_pdf_set(p, dict, key, qpdf_oh_new_integer(p->q, v));
}

void zb_pdf_set_text(zb_pdf *p, qpdf_oh dict, const char *key, const char *utf8)
{
  if (utf8 && *utf8)
    zb_pdf_set(p, dict, key, qpdf_oh_new_unicode_string(p->q, utf8));
}

void zb_pdf_set_parsed(zb_pdf *p, qpdf_oh dict, const char *key, const char *syntax)
{
  zb_pdf_set(p, dict, key, qpdf_oh_parse(p->q, syntax));
}

void zb_pdf_add(zb_pdf *p, qpdf_oh array, qpdf_oh value)
{
  qpdf_oh_append_item(p->q, array, value);
  qpdf_oh_release(p->q, value);
}

void zb_pdf_add_ref(zb_pdf *p, qpdf_oh array, qpdf_oh value)
{
  qpdf_oh_append_item(p->q, array, value);
}

static qpdf_oh indirect(zb_pdf *p, qpdf_oh direct)
{
  qpdf_oh ref = qpdf_make_indirect_object(p->q, direct);
  qpdf_oh_release(p->q, direct);
  return ref;
}

qpdf_oh zb_pdf_dict(zb_pdf *p)
{
  return indirect(p, qpdf_oh_new_dictionary(p->q));
}

qpdf_oh zb_pdf_stream(zb_pdf *p, const unsigned char *bytes, size_t n)
{
  qpdf_oh s = qpdf_oh_new_stream(p->q);
  qpdf_oh none = qpdf_oh_new_null(p->q);
  qpdf_oh_replace_stream_data(p->q, s, bytes, n, none, none);
  qpdf_oh_release(p->q, none);
  return s;
}

const char *zb_pdf_rect(zb_pdf *p, zb_rect r, zb_u h)
{
  char b[4][24];
  return zb_arena_printf(p->a, "[%s %s %s %s]", zb_print_u(b[0], r.x), zb_print_u(b[1], h - r.y - r.h),
                         zb_print_u(b[2], r.x + r.w), zb_print_u(b[3], h - r.y));
}
