/* qpdf stage of the PDF output: opens cairo's file in memory, rewrites pages and catalogue, writes it again. */
#include "out/tree.h"

#include <stdlib.h>

#include "out/content.h"
#include "out/pdfobj.h"

static bool internal(zb_pdf *p, const char *what)
{
  zb_diag(p->diags, ZB_D_INTERNAL, ZB_SRC_NONE, what, NULL);
  return false;
}

/* qpdf's error state is sticky: asked after each stage. */
static bool stage_ok(zb_pdf *p)
{
  if (!qpdf_has_error(p->q))
    return true;
  return internal(p, qpdf_get_error_full_text(p->q, qpdf_get_error(p->q)));
}

static bool open_pdf(zb_pdf *p, const zb_sink *raw)
{
  size_t n;
  const unsigned char *bytes = zb_sink_bytes(raw, &n);
  qpdf_silence_errors(p->q);
  qpdf_set_suppress_warnings(p->q, QPDF_TRUE); /* cairo may name an image twice on a page: harmless, cleaned here */
  if (qpdf_read_memory(p->q, "pdf", (const char *)bytes, n, NULL) & QPDF_ERRORS)
    return stage_ok(p) && internal(p, "the PDF cannot be read back");
  size_t npages = p->l->dl->npages;
  if ((size_t)qpdf_get_num_pages(p->q) != npages)
    return internal(p, "the PDF has another number of pages");
  p->root = qpdf_get_root(p->q);
  p->page = zb_newn(p->a, qpdf_oh, npages);
  for (size_t i = 0; i < npages; i++)
    p->page[i] = qpdf_get_page_n(p->q, i);
  return stage_ok(p);
}

/* --- pages ---------------------------------------------------------------------------------------------------- */

/* The final tags of one page's leaves. *leaf moves on to the first leaf of the next page. */
static zb_content_tag *page_tags(zb_pdf *p, size_t page, size_t *leaf, size_t *n)
{
  const zb_logical *l = p->l;
  size_t first = *leaf;
  while (*leaf < l->leaf.n && l->leaf.v[*leaf].page == page)
    ++*leaf;
  *n = *leaf - first;
  zb_content_tag *tag = zb_newn(p->a, zb_content_tag, *n);
  for (size_t i = 0; i < *n; i++) {
    const zb_leaf *f = &l->leaf.v[first + i];
    tag[i].mcid = f->mcid;
    tag[i].role = f->elem == ZB_NO_ELEM ? NULL : zb_dl_role_name(l->elem.v[f->elem].role);
  }
  return tag;
}

static bool rename_leaves(zb_pdf *p, size_t page, const zb_content_tag *tag, size_t n)
{
  qpdf_oh stream = qpdf_oh_get_key(p->q, p->page[page], "/Contents");
  if (!qpdf_oh_is_stream(p->q, stream))
    return internal(p, "the PDF's page content is not one stream");
  unsigned char *bytes = NULL;
  size_t size = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  qpdf_oh_get_stream_data(p->q, stream, qpdf_dl_generalized, &filtered, &bytes, &size);
  zb_sink *out = zb_sink_memory();
  bool ok = bytes && filtered && zb_content_rename(bytes, size, tag, n, out);
  free(bytes);
  if (ok) {
    size_t nout;
    const unsigned char *data = zb_sink_bytes(out, &nout);
    qpdf_oh none = qpdf_oh_new_null(p->q);
    qpdf_oh_replace_stream_data(p->q, stream, data, nout, none, none);
    qpdf_oh_release(p->q, none);
  }
  zb_sink_abort(out);
  qpdf_oh_release(p->q, stream);
  return ok || internal(p, "the PDF's marked content differs from the page's structure");
}

static bool edit_pages(zb_pdf *p)
{
  size_t leaf = 0;
  for (size_t i = 0; i < p->l->dl->npages; i++) {
    const zb_dl_page *page = p->l->dl->page[i];
    size_t n;
    const zb_content_tag *tag = page_tags(p, i, &leaf, &n);
    if (!rename_leaves(p, i, tag, n))
      return false;
    zb_rect media = { .w = page->w, .h = page->h };
    zb_pdf_set_parsed(p, p->page[i], "/MediaBox", zb_pdf_rect(p, media, page->h));
    zb_pdf_set_parsed(p, p->page[i], "/BleedBox", zb_pdf_rect(p, page->bleed, page->h));
    zb_pdf_set_parsed(p, p->page[i], "/TrimBox", zb_pdf_rect(p, page->trim, page->h));
  }
  return true;
}

/* --- what PDF/A asks of fonts and images ---------------------------------------------------------------------- */

/* TrueType CID fonts need their glyph map named; images must not be interpolated (ISO 19005-3, 6.2.11.3.2, 6.2.8.1). */
static void fix_dictionary(zb_pdf *p, qpdf_oh o)
{
  if (qpdf_oh_is_stream(p->q, o)) {
    qpdf_oh dict = qpdf_oh_get_dict(p->q, o);
    if (qpdf_oh_has_key(p->q, dict, "/Interpolate"))
      qpdf_oh_remove_key(p->q, dict, "/Interpolate");
    qpdf_oh_release(p->q, dict);
  } else if (qpdf_oh_is_dictionary_of_type(p->q, o, "/Font", "/CIDFontType2") &&
             !qpdf_oh_has_key(p->q, o, "/CIDToGIDMap")) {
    zb_pdf_set_name(p, o, "/CIDToGIDMap", "Identity");
  }
}

static void fix_objects(zb_pdf *p)
{
  qpdf_oh trailer = qpdf_get_trailer(p->q), size = qpdf_oh_get_key(p->q, trailer, "/Size");
  int n = qpdf_oh_get_int_value_as_int(p->q, size);
  qpdf_oh_release(p->q, size);
  qpdf_oh_release(p->q, trailer);
  for (int id = 1; id < n; id++) {
    qpdf_oh o = qpdf_get_object_by_id(p->q, id, 0);
    fix_dictionary(p, o);
    qpdf_oh_release(p->q, o);
  }
}

/* --- writing -------------------------------------------------------------------------------------------------- */

static bool write_pdf(zb_pdf *p, zb_sink *to)
{
  if (qpdf_init_write_memory(p->q) & QPDF_ERRORS)
    return stage_ok(p) && internal(p, "the PDF cannot be written");
  qpdf_set_object_stream_mode(p->q, qpdf_o_generate);
  qpdf_set_newline_before_endstream(p->q, QPDF_TRUE);
  qpdf_set_deterministic_ID(p->q, QPDF_TRUE);
  qpdf_force_pdf_version(p->q, "1.7");
  if (qpdf_write(p->q) & QPDF_ERRORS)
    return stage_ok(p) && internal(p, "the PDF cannot be written");
  return stage_ok(p) && zb_sink_write(to, qpdf_get_buffer(p->q), qpdf_get_buffer_length(p->q));
}

static bool edit(zb_pdf *p)
{
  fix_objects(p);
  if (!stage_ok(p) || !edit_pages(p) || !stage_ok(p))
    return false;
  zb_tags_elements(p);
  zb_catalog_links(p);
  zb_tags_parents(p);
  zb_catalog_outlines(p);
  zb_catalog_labels(p);
  zb_catalog_metadata(p);
  return stage_ok(p);
}

bool zb_tree_write(zb_arena *a, const zb_logical *l, zb_diags *d, const zb_sink *raw, zb_sink *to)
{
  zb_pdf p = { .a = a, .l = l, .diags = d, .q = qpdf_init() };
  bool ok = open_pdf(&p, raw) && edit(&p) && write_pdf(&p, to);
  qpdf_cleanup(&p.q);
  return ok;
}
