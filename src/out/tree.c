/* qpdf stage of the PDF output: opens cairo's file in memory, rewrites pages and catalogue, writes it again. */
#include "out/tree.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "out/content.h"
#include "out/pdfobj.h"

static bool internal(zb_pdf *p, const char *what)
{
  zb_diag(p->diags, ZB_D_INTERNAL, ZB_SRC_NONE, what, NULL);
  return false;
}

/* qpdf's error state is sticky: asked after each stage, which leaves nothing of a long document in memory. */
static bool stage_ok(zb_pdf *p)
{
  zb_arena_rest(p->a);
  zb_arena_rest(p->l->dl->arena);
  zb_sink_rest(p->raw);
  if (!qpdf_has_error(p->q))
    return true;
  return internal(p, qpdf_get_error_full_text(p->q, qpdf_get_error(p->q)));
}

static bool open_pdf(zb_pdf *p, char *bytes, size_t n)
{
  qpdf_silence_errors(p->q);
  qpdf_set_suppress_warnings(p->q, QPDF_TRUE); /* cairo may name an image twice on a page: harmless, cleaned here */
  if (qpdf_read_memory(p->q, "pdf", bytes, n, NULL) & QPDF_ERRORS)
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

/* The leaves of one page; *at moves on to the first leaf of the next page. */
static zb_content_leaf *page_leaves(zb_pdf *p, size_t page, size_t *at, size_t *n)
{
  const zb_logical *l = p->l;
  size_t first = *at;
  while (*at < l->leaf.n && l->leaf.v[*at].page == page)
    ++*at;
  *n = *at - first;
  zb_content_leaf *leaf = zb_newn(p->a, zb_content_leaf, *n);
  for (size_t i = 0; i < *n; i++) {
    uint32_t elem = l->leaf.v[first + i].elem;
    leaf[i].role = elem == ZB_NO_ELEM ? NULL : zb_dl_role_name(l->elem.v[elem].role);
  }
  return leaf;
}

/* Deflated here and not when all is written, so that the plain streams of all pages are never held together. */
static bool replace_deflated(zb_pdf *p, qpdf_oh stream, const unsigned char *data, size_t n)
{
  uLongf size = compressBound((uLong)n);
  unsigned char *z = malloc(size);
  bool ok = z && compress2(z, &size, data, (uLong)n, Z_DEFAULT_COMPRESSION) == Z_OK;
  if (ok) {
    qpdf_oh filter = qpdf_oh_new_name(p->q, "/FlateDecode"), none = qpdf_oh_new_null(p->q);
    qpdf_oh_replace_stream_data(p->q, stream, z, size, filter, none);
    qpdf_oh_release(p->q, none);
    qpdf_oh_release(p->q, filter);
  }
  free(z);
  return ok;
}

static bool mark_leaves(zb_pdf *p, size_t page, zb_content_leaf *leaf, size_t n)
{
  qpdf_oh stream = qpdf_oh_get_key(p->q, p->page[page], "/Contents");
  if (!qpdf_oh_is_stream(p->q, stream))
    return internal(p, "the PDF's page content is not one stream");
  unsigned char *bytes = NULL;
  size_t size = 0;
  QPDF_BOOL filtered = QPDF_FALSE;
  qpdf_oh_get_stream_data(p->q, stream, qpdf_dl_generalized, &filtered, &bytes, &size);
  zb_sink *out = zb_sink_memory();
  bool ok = bytes && filtered && zb_content_mark(bytes, size, leaf, n, out);
  free(bytes);
  if (ok) {
    size_t nout;
    const unsigned char *data = zb_sink_bytes(out, &nout);
    ok = replace_deflated(p, stream, data, nout);
  }
  zb_sink_abort(out);
  qpdf_oh_release(p->q, stream);
  return ok || internal(p, "the PDF's marked content differs from the page's structure");
}

static bool edit_pages(zb_pdf *p)
{
  size_t at = 0;
  p->part = zb_newn(p->a, zb_part, p->l->leaf.n);
  for (size_t i = 0; i < p->l->dl->npages; i++) {
    const zb_dl_page *page = p->l->dl->page[i];
    size_t n, first = at;
    zb_content_leaf *leaf = page_leaves(p, i, &at, &n);
    if (!mark_leaves(p, i, leaf, n))
      return false;
    for (size_t k = 0; k < n; k++)
      p->part[first + k] = (zb_part){.first = leaf[k].first, .count = leaf[k].count};
    zb_rect media = {.w = page->w, .h = page->h};
    zb_pdf_set_parsed(p, p->page[i], "/MediaBox", zb_pdf_rect(p, media, page->h));
    zb_pdf_set_parsed(p, p->page[i], "/BleedBox", zb_pdf_rect(p, page->bleed, page->h));
    zb_pdf_set_parsed(p, p->page[i], "/TrimBox", zb_pdf_rect(p, page->trim, page->h));
    zb_arena_rest(p->a);
    zb_sink_rest(p->raw);
    zb_dl_walked(p->l->dl, i);
  }
  return true;
}

/* --- what PDF/A asks of fonts and images ---------------------------------------------------------------------- */

/* Objects already looked at, by number: pages share fonts and images. */
typedef ZB_VEC(bool) seen_set;

static bool first_visit(zb_pdf *p, seen_set *seen, qpdf_oh o)
{
  size_t id = (size_t)qpdf_oh_get_object_id(p->q, o);
  if (id == 0)
    return true;
  while (seen->n <= id)
    zb_push(p->a, seen, false);
  bool first = !seen->v[id];
  seen->v[id] = true;
  return first;
}

/* TrueType CID fonts need their glyph map named (ISO 19005-3, 6.2.11.3.2). */
static void fix_font(zb_pdf *p, seen_set *seen, qpdf_oh font)
{
  (void)seen;
  if (!qpdf_oh_has_key(p->q, font, "/DescendantFonts"))
    return;
  qpdf_oh list = qpdf_oh_get_key(p->q, font, "/DescendantFonts"), cid = qpdf_oh_get_array_item(p->q, list, 0);
  if (qpdf_oh_is_dictionary_of_type(p->q, cid, "/Font", "/CIDFontType2") && !qpdf_oh_has_key(p->q, cid, "/CIDToGIDMap"))
    zb_pdf_set_name(p, cid, "/CIDToGIDMap", "Identity");
  qpdf_oh_release(p->q, cid);
  qpdf_oh_release(p->q, list);
}

static void fix_resources(zb_pdf *p, seen_set *seen, qpdf_oh holder);

/* Images must not be interpolated (6.2.8.1), nor the masks of graphics states; forms have resources of their own. */
static void fix_xobject(zb_pdf *p, seen_set *seen, qpdf_oh x)
{
  qpdf_oh dict = qpdf_oh_get_dict(p->q, x), mask = qpdf_oh_get_key(p->q, dict, "/SMask");
  if (qpdf_oh_has_key(p->q, dict, "/Interpolate"))
    qpdf_oh_remove_key(p->q, dict, "/Interpolate");
  if (qpdf_oh_is_stream(p->q, mask) && first_visit(p, seen, mask))
    fix_xobject(p, seen, mask);
  fix_resources(p, seen, dict);
  qpdf_oh_release(p->q, mask);
  qpdf_oh_release(p->q, dict);
}

static void fix_pattern(zb_pdf *p, seen_set *seen, qpdf_oh x)
{
  if (qpdf_oh_is_stream(p->q, x))
    fix_xobject(p, seen, x);
}

/* The group of a soft mask. */
static void fix_state(zb_pdf *p, seen_set *seen, qpdf_oh state)
{
  qpdf_oh mask = qpdf_oh_get_key(p->q, state, "/SMask");
  qpdf_oh group = qpdf_oh_get_key_if_dict(p->q, mask, "/G");
  if (qpdf_oh_is_stream(p->q, group) && first_visit(p, seen, group))
    fix_xobject(p, seen, group);
  qpdf_oh_release(p->q, group);
  qpdf_oh_release(p->q, mask);
}

typedef void fix_fn(zb_pdf *p, seen_set *seen, qpdf_oh o);

static void fix_kind(zb_pdf *p, seen_set *seen, qpdf_oh resources, const char *kind, fix_fn *fix)
{
  qpdf_oh dict = qpdf_oh_get_key(p->q, resources, kind);
  if (qpdf_oh_is_dictionary(p->q, dict)) {
    ZB_VEC(const char *) names = {.n = 0}; /* the iterator allows one walk at a time */
    qpdf_oh_begin_dict_key_iter(p->q, dict);
    while (qpdf_oh_dict_more_keys(p->q))
      zb_push(p->a, &names, zb_arena_strdup(p->a, qpdf_oh_dict_next_key(p->q)));
    for (size_t i = 0; i < names.n; i++) {
      qpdf_oh o = qpdf_oh_get_key(p->q, dict, names.v[i]);
      if (first_visit(p, seen, o))
        fix(p, seen, o);
      qpdf_oh_release(p->q, o);
    }
  }
  qpdf_oh_release(p->q, dict);
}

static void fix_resources(zb_pdf *p, seen_set *seen, qpdf_oh holder)
{
  qpdf_oh res = qpdf_oh_get_key(p->q, holder, "/Resources");
  if (qpdf_oh_is_dictionary(p->q, res) && first_visit(p, seen, res)) {
    fix_kind(p, seen, res, "/Font", fix_font);
    fix_kind(p, seen, res, "/XObject", fix_xobject);
    fix_kind(p, seen, res, "/Pattern", fix_pattern);
    fix_kind(p, seen, res, "/ExtGState", fix_state);
  }
  qpdf_oh_release(p->q, res);
}

static void fix_objects(zb_pdf *p)
{
  seen_set seen = {.n = 0};
  for (size_t i = 0; i < p->l->dl->npages; i++)
    fix_resources(p, &seen, p->page[i]);
}

/* --- writing -------------------------------------------------------------------------------------------------- */

/* Pages and annotations refer to the structure tree, which is written later: here is its place. */
static void announce_structure(zb_pdf *p)
{
  qpdf_oh root = zb_pdf_dict(p);
  zb_pdf_set_name(p, root, "/Type", "StructTreeRoot");
  zb_pdf_set(p, p->root, "/StructTreeRoot", root);
  zb_pdf_set_parsed(p, p->root, "/MarkInfo", "<</Marked true>>");
  for (size_t i = 0; i < p->l->dl->npages; i++) {
    zb_pdf_set_int(p, p->page[i], "/StructParents", (long long)i);
    zb_pdf_set_name(p, p->page[i], "/Tabs", "S");
  }
}

static bool write_pdf(zb_pdf *p)
{
  if (qpdf_init_write_memory(p->q) & QPDF_ERRORS)
    return stage_ok(p) && internal(p, "the PDF cannot be written");
  qpdf_set_object_stream_mode(p->q, qpdf_o_generate);
  qpdf_set_newline_before_endstream(p->q, QPDF_TRUE);
  qpdf_set_deterministic_ID(p->q, QPDF_TRUE);
  qpdf_force_pdf_version(p->q, "1.7");
  if (qpdf_write(p->q) & QPDF_ERRORS)
    return stage_ok(p) && internal(p, "the PDF cannot be written");
  return stage_ok(p);
}

static bool edit(zb_pdf *p)
{
  fix_objects(p);
  if (!stage_ok(p) || !edit_pages(p) || !stage_ok(p))
    return false;
  announce_structure(p);
  zb_catalog_links(p);
  zb_catalog_outlines(p);
  zb_catalog_labels(p);
  zb_catalog_metadata(p);
  return stage_ok(p);
}

/* --- the structure tree, appended ----------------------------------------------------------------------------- */

static uint32_t number_of(zb_pdf *p, qpdf_oh holder, const char *key)
{
  qpdf_oh o = qpdf_oh_get_key(p->q, holder, key);
  int id = qpdf_oh_get_object_id(p->q, o);
  qpdf_oh_release(p->q, o);
  return (uint32_t)id;
}

/* The object numbers of the written file: qpdf gave everything new ones. Annotations stand on their pages in order. */
static uint32_t *find_numbers(zb_pdf *p)
{
  size_t npages = p->l->dl->npages, at = 0;
  uint32_t *page = zb_newn(p->a, uint32_t, npages);
  for (size_t i = 0; i < npages; i++) {
    qpdf_oh o = qpdf_get_page_n(p->q, i);
    page[i] = (uint32_t)qpdf_oh_get_object_id(p->q, o);
    qpdf_oh annots = at < p->annot.n && p->annot.v[at].page == i ? qpdf_oh_get_key(p->q, o, "/Annots") : 0;
    for (int k = 0; at < p->annot.n && p->annot.v[at].page == i; at++, k++) {
      qpdf_oh annot = qpdf_oh_get_array_item(p->q, annots, k);
      p->annot.v[at].object = (uint32_t)qpdf_oh_get_object_id(p->q, annot);
      qpdf_oh_release(p->q, annot);
    }
    qpdf_oh_release(p->q, annots);
    qpdf_oh_release(p->q, o);
  }
  return page;
}

/* Appends the structure tree to the file in `bytes` and writes both. */
static bool write_tags(zb_pdf *p, const unsigned char *bytes, size_t n, zb_sink *to)
{
  qpdf_silence_errors(p->q);
  if (qpdf_read_memory(p->q, "pdf", (const char *)bytes, n, NULL) & QPDF_ERRORS)
    return stage_ok(p) && internal(p, "the PDF cannot be read back");
  zb_tags tags = {.l = p->l, .part = p->part, .kept = p->kept, .page = find_numbers(p)};
  tags.annot = p->annot.v;
  tags.nannots = p->annot.n;
  qpdf_oh root = qpdf_get_root(p->q), trailer = qpdf_get_trailer(p->q);
  tags.root = number_of(p, root, "/StructTreeRoot");
  zb_update_base base = {.bytes = bytes, .n = n, .root = (uint32_t)qpdf_oh_get_object_id(p->q, root)};
  base.size = (uint32_t)qpdf_oh_get_int_value_as_int(p->q, qpdf_oh_get_key(p->q, trailer, "/Size"));
  base.info = number_of(p, trailer, "/Info");
  base.id = zb_arena_strdup(p->a, qpdf_oh_unparse(p->q, qpdf_oh_get_key(p->q, trailer, "/ID")));
  if (!stage_ok(p))
    return false;
  zb_update *u = zb_update_new(&base, to);
  zb_tags_put(p->a, &tags, u);
  bool ok = zb_update_end(u);
  zb_update_free(u);
  return ok || internal(p, "the structure tree cannot be written");
}

/* qpdf's result is copied, so that the objects of the first reading are gone before the second one. */
static bool append_tags(zb_pdf *p, zb_sink *to)
{
  zb_sink *file = zb_sink_spilling();
  zb_sink_write(file, qpdf_get_buffer(p->q), qpdf_get_buffer_length(p->q));
  qpdf_cleanup(&p->q);
  p->q = qpdf_init();
  size_t n;
  const unsigned char *bytes = zb_sink_edit(file, &n);
  bool ok = write_tags(p, bytes, n, to); /* qpdf reads from the bytes until it is closed */
  qpdf_cleanup(&p->q);
  zb_sink_abort(file);
  return ok;
}

bool zb_tree_write(zb_arena *a, const zb_logical *l, zb_diags *d, zb_sink *raw, zb_sink *to)
{
  zb_pdf p = {.a = a, .l = l, .diags = d, .raw = raw, .q = qpdf_init()};
  size_t n;
  char *bytes = (char *)zb_sink_edit(raw, &n);
  p.kept = zb_tags_kept(a, l);
  bool ok = open_pdf(&p, bytes, n) && edit(&p) && write_pdf(&p);
  ok = ok && append_tags(&p, to);
  if (p.q)
    qpdf_cleanup(&p.q);
  return ok;
}
