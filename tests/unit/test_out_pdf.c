/* PDF: structure, links, outlines, labels, boxes and metadata, read back with qpdf; the same bytes every time. */
#include "out_fixture.h"

#include <qpdf/qpdf-c.h>

#include "out/icc.h"
#include "out/xmp.h"

static zb_mark role(zb_dl_role r)
{
  return (zb_mark){.role = r};
}

/* Two pages painted out of reading order: a heading, a paragraph over both pages with a link, a chart, a table, a note.
 */
static void draw_report(fixture *f)
{
  zb_dl_page *one = zb_dl_page_new(f->dl, ZB_PT(306.5), ZB_PT(400)),
             *two = zb_dl_page_new(f->dl, ZB_PT(306.5), ZB_PT(400));
  one->trim = (zb_rect){ZB_PT(9), ZB_PT(9), ZB_PT(288.5), ZB_PT(382)};
  one->label = "3";
  two->label = "4";
  uint32_t para = zb_dl_node(f->dl);
  fixture_rect(one, 0, 0, 306.5, 400, 0xfffaf0);
  zb_dl_begin(one, role(ZB_DL_DOCUMENT));
  fixture_elem(f, one, (zb_mark){.role = ZB_DL_H1, .title = "标题 (一) \\", .id = "top"}, 20, 40, "标题");
  fixture_elem(f, one, (zb_mark){.role = ZB_DL_H2, .title = "小节"}, 20, 60, "小节");
  zb_dl_begin(one, (zb_mark){.role = ZB_DL_P, .node = para});
  fixture_text(f, one, 20, 80, "增长8.6%，");
  fixture_elem(f, one, (zb_mark){.role = ZB_DL_LINK, .link = "https://example.org/(a)?b=中"}, 20, 100, "来源");
  zb_dl_end(one, ZB_DL_P);
  zb_dl_begin(one, (zb_mark){.role = ZB_DL_FIGURE, .alt = "增速图"});
  fixture_rect(one, 20, 120, 100, 10, 0xb3261e);
  zb_dl_end(one, ZB_DL_FIGURE);
  zb_dl_begin(one, role(ZB_DL_TABLE));
  for (int row = 0; row < 2; row++) {
    zb_dl_begin(one, role(ZB_DL_TR));
    fixture_elem(f, one, role(ZB_DL_TH), 20, 150 + 20 * row, row ? "事项" : "名称");
    fixture_elem(f, one, role(row ? ZB_DL_TD : ZB_DL_TH), 80, 150 + 20 * row, row ? "91" : "清理前");
    zb_dl_end(one, ZB_DL_TR);
  }
  zb_dl_end(one, ZB_DL_TABLE);
  zb_dl_end(one, ZB_DL_DOCUMENT);
  zb_dl_begin(two, role(ZB_DL_DOCUMENT));
  zb_dl_begin(two, (zb_mark){.role = ZB_DL_P, .node = para});
  fixture_text(f, two, 20, 40, "见");
  fixture_elem(f, two, (zb_mark){.role = ZB_DL_LINK, .link = "#top"}, 32, 40, "上文");
  zb_dl_end(two, ZB_DL_P);
  fixture_elem(f, two, role(ZB_DL_NOTE), 20, 200, "注");
  zb_dl_end(two, ZB_DL_DOCUMENT);
  fixture_elem(f, two, role(ZB_DL_ARTIFACT), 100, 390, "— 4 —");
  assert_true(zb_dl_page_end(one) && zb_dl_page_end(two));
}

/* The file holds NUL bytes: strstr would stop early. */
static bool holds(const char *pdf, size_t n, const char *text)
{
  return memmem(pdf, n, text, strlen(text)) != NULL;
}

typedef struct reader {
  qpdf_data q;
  qpdf_oh root;
} reader;

static reader read_pdf(const char *pdf, size_t n)
{
  reader r = {.q = qpdf_init()};
  qpdf_silence_errors(r.q);
  qpdf_set_attempt_recovery(r.q, QPDF_FALSE);
  assert_int_equal(qpdf_read_memory(r.q, "test", pdf, n, NULL), QPDF_SUCCESS);
  r.root = qpdf_get_root(r.q);
  return r;
}

/* An object by a path such as "Outlines/First/Title" or "Kids/0". */
static qpdf_oh get(const reader *r, qpdf_oh from, const char *path)
{
  char part[64];
  qpdf_oh at = from;
  while (*path) {
    size_t n = strcspn(path, "/");
    snprintf(part, sizeof part, "/%.*s", (int)n, path);
    at =
        qpdf_oh_is_array(r->q, at) ? qpdf_oh_get_array_item(r->q, at, atoi(part + 1)) : qpdf_oh_get_key(r->q, at, part);
    path += n + (path[n] == '/');
  }
  return at;
}

static void assert_text(const reader *r, qpdf_oh from, const char *path, const char *want)
{
  assert_string_equal(qpdf_oh_get_utf8_value(r->q, get(r, from, path)), want);
}

static void assert_syntax(const reader *r, qpdf_oh from, const char *path, const char *want)
{
  assert_string_equal(qpdf_oh_unparse_resolved(r->q, get(r, from, path)), want);
}

/* "Document(H1(0)H2(1)...)": roles and MCIDs of the tree; @ marks object references, p:n another page's content. */
static void outline_tree(const reader *r, qpdf_oh e, GString *s)
{
  g_string_append(s, qpdf_oh_get_name(r->q, get(r, e, "S")) + 1);
  g_string_append_c(s, '(');
  qpdf_oh kids = get(r, e, "K");
  for (int i = 0; i < qpdf_oh_get_array_n_items(r->q, kids); i++) {
    qpdf_oh k = qpdf_oh_get_array_item(r->q, kids, i);
    if (qpdf_oh_is_integer(r->q, k))
      g_string_append_printf(s, "%d", qpdf_oh_get_int_value_as_int(r->q, k));
    else if (qpdf_oh_is_name_and_equals(r->q, get(r, k, "Type"), "/OBJR"))
      g_string_append_c(s, '@');
    else if (qpdf_oh_is_name_and_equals(r->q, get(r, k, "Type"), "/MCR"))
      g_string_append_printf(s, "p:%d", qpdf_oh_get_int_value_as_int(r->q, get(r, k, "MCID")));
    else
      outline_tree(r, k, s);
  }
  g_string_append_c(s, ')');
}

static void writes_structure_in_reading_order(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  draw_report(&f);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *pdf = fixture_write(&f, &job, "pdf", 0, &n);
  assert_non_null(pdf);
  assert_memory_equal(pdf, "%PDF-1.7", 8);
  reader r = read_pdf(pdf, n);
  GString *tree = g_string_new(NULL);
  outline_tree(&r, get(&r, r.root, "StructTreeRoot/K"), tree);
  assert_string_equal(tree->str, "Document(H1(0)H2(1)P(2Link(3@)p:0Link(1@))Figure(4)"
                                 "Table(TR(TH(5)TH(6))TR(TH(7)TD(8)))Note(2))");
  qpdf_oh doc = get(&r, r.root, "StructTreeRoot/K");
  assert_syntax(&r, doc, "K/4/K/0/K/0/A/Scope", "/Column");
  assert_syntax(&r, doc, "K/4/K/1/K/0/A/Scope", "/Row");
  assert_text(&r, doc, "K/3/Alt", "增速图");
  assert_syntax(&r, doc, "K/3/A", "<< /BBox [ 20 270 120 280 ] /O /Layout /Placement /Block >>");
  assert_text(&r, doc, "K/5/ID", "note-00016");
  /* every MCID and annotation leads back to its element */
  qpdf_oh pages = get(&r, r.root, "StructTreeRoot/ParentTree/Kids/0/Nums");
  qpdf_oh annots = get(&r, r.root, "StructTreeRoot/ParentTree/Kids/1/Nums");
  assert_int_equal(qpdf_oh_get_array_n_items(r.q, pages), 2 * 2);
  assert_syntax(&r, pages, "1/3/S", "/Link");
  assert_int_equal(qpdf_oh_get_array_n_items(r.q, get(&r, pages, "3")), 3);
  assert_int_equal(qpdf_oh_get_object_id(r.q, get(&r, pages, "1/2")),
                   qpdf_oh_get_object_id(r.q, get(&r, pages, "3/0")));
  assert_int_equal(qpdf_oh_get_array_n_items(r.q, annots), 2 * 2);
  assert_syntax(&r, annots, "0", "2");
  assert_syntax(&r, annots, "3/S", "/Link");
  assert_text(&r, r.root, "StructTreeRoot/IDTree/Names/0", "note-00016");
  qpdf_cleanup(&r.q);
  g_string_free(tree, TRUE);
  fixture_close(&f);
}

static void writes_catalogue(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  f.dl->author = "组织部";
  f.dl->date = "2025-06-30";
  draw_report(&f);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *pdf = fixture_write(&f, &job, "pdf", 0, &n);
  reader r = read_pdf(pdf, n);
  assert_syntax(&r, r.root, "MarkInfo", "<< /Marked true >>");
  assert_syntax(&r, r.root, "ViewerPreferences", "<< /DisplayDocTitle true >>");
  assert_text(&r, r.root, "Lang", "zh-CN");
  assert_text(&r, r.root, "Outlines/First/Title", "标题 (一) \\");
  assert_text(&r, r.root, "Outlines/First/First/Title", "小节");
  assert_syntax(&r, r.root, "Outlines/Count", "2");
  assert_syntax(&r, r.root, "PageLabels/Nums/1", "<< /S /D /St 3 >>");
  assert_int_equal(qpdf_oh_get_array_n_items(r.q, get(&r, r.root, "PageLabels/Nums")), 2);
  assert_syntax(&r, r.root, "OutputIntents/0/S", "/GTS_PDFA1");
  qpdf_oh page = qpdf_get_page_n(r.q, 0);
  assert_syntax(&r, page, "MediaBox", "[ 0 0 306.5 400 ]");
  assert_syntax(&r, page, "TrimBox", "[ 9 9 297.5 391 ]");
  assert_syntax(&r, page, "Tabs", "/S");
  assert_text(&r, page, "Annots/0/A/URI", "https://example.org/(a)?b=%E4%B8%AD");
  assert_text(&r, page, "Annots/0/Contents", "来源");
  assert_syntax(&r, page, "Annots/0/F", "4");
  assert_syntax(&r, qpdf_get_page_n(r.q, 1), "Annots/0/Dest/1", "/XYZ");
  assert_int_equal(qpdf_find_page_by_oh(r.q, get(&r, qpdf_get_page_n(r.q, 1), "Annots/0/Dest/0")), 0);
  qpdf_oh info = get(&r, qpdf_get_trailer(r.q), "Info");
  assert_text(&r, info, "Title", f.dl->title);
  assert_text(&r, info, "CreationDate", "D:20250630000000Z");
  assert_true(holds(pdf, n, "<xmp:CreateDate>2025-06-30T00:00:00Z</xmp:CreateDate>"));
  assert_true(holds(pdf, n, "测试 &amp; &lt;样张&gt;"));
  assert_true(holds(pdf, n, "<pdfuaid:part>1</pdfuaid:part>"));
  qpdf_cleanup(&r.q);
  fixture_close(&f);
}

/* Everything that paints stands in marked content, artifacts included (ISO 14289-1, 7.1), and sequences are balanced.
 */
static void leaves_no_ink_untagged(void **state)
{
  (void)state;
  static const char *const paints[] = {"f", "f*", "S", "s", "B", "b", "sh", "Do", "Tj", "TJ"};
  fixture f = fixture_open(true);
  draw_report(&f);
  zb_glyphs spaced = fixture_run(&f, ZB_PT(12), ZB_PT(20), ZB_PT(300), "字距 甲");
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(306.5), ZB_PT(400));
  spaced.cluster[0].nglyphs = 2; /* a glyph and a space behind it: ActualText */
  spaced.cluster[1] = (zb_cluster){.nbytes = (uint16_t)(spaced.ntext - 3), .nglyphs = 2};
  spaced.nclusters = 2;
  zb_dl_begin(p, role(ZB_DL_P));
  zb_dl_glyphs(p, &spaced);
  fixture_text(&f, p, 20, 340, "甲");
  zb_dl_end(p, ZB_DL_P);
  assert_true(zb_dl_page_end(p));
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *pdf = fixture_write(&f, &job, "pdf", 0, &n);
  assert_non_null(pdf);
  reader r = read_pdf(pdf, n);
  for (size_t i = 0; i < 3; i++) {
    unsigned char *content = NULL;
    size_t size;
    assert_int_equal(qpdf_oh_get_page_content_data(r.q, qpdf_get_page_n(r.q, i), &content, &size), QPDF_SUCCESS);
    char *text = zb_arena_strndup(f.arena, (char *)content, size);
    free(content);
    int depth = 0;
    for (char *word = strtok(text, " \n"); word; word = strtok(NULL, " \n")) {
      depth += (strcmp(word, "BDC") == 0 || strcmp(word, "BMC") == 0) - (strcmp(word, "EMC") == 0);
      const char *op = word; /* "]TJ" and "<01>Tj" are written in one */
      for (const char *at = word; *at; at++)
        op = strchr(")>]", *at) ? at + 1 : op;
      for (size_t k = 0; k < sizeof paints / sizeof *paints; k++)
        assert_true(depth > 0 || strcmp(op, paints[k]) != 0);
      assert_true(depth == 0 || depth == 1);
    }
    assert_int_equal(depth, 0);
  }
  assert_true(qpdf_oh_get_array_n_items(r.q, get(&r, r.root, "StructTreeRoot/K/K/6/K")) > 1);
  qpdf_cleanup(&r.q);
  fixture_close(&f);
}

/* No date given: none is written, and two runs are the same bytes. */
static void is_deterministic(void **state)
{
  (void)state;
  unsetenv("SOURCE_DATE_EPOCH");
  char *pdf[2];
  size_t n[2];
  fixture f[2];
  for (int i = 0; i < 2; i++) {
    f[i] = fixture_open(true);
    draw_report(&f[i]);
    zb_out_job job = fixture_job(&f[i]);
    pdf[i] = fixture_write(&f[i], &job, "pdf", 0, &n[i]);
    assert_non_null(pdf[i]);
  }
  assert_int_equal(n[0], n[1]);
  assert_memory_equal(pdf[0], pdf[1], n[0]);
  reader r = read_pdf(pdf[0], n[0]);
  assert_false(qpdf_oh_has_key(r.q, get(&r, qpdf_get_trailer(r.q), "Info"), "/CreationDate"));
  assert_false(holds(pdf[0], n[0], "CreateDate"));
  qpdf_cleanup(&r.q);
  fixture_close(&f[0]);
  fixture_close(&f[1]);
}

static void reports_links_to_nowhere(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_LINK, .link = "#gone"}, 10, 20, "甲");
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_LINK, .link = "javascript:alert(1)"}, 10, 40, "乙");
  zb_dl_page_end(p);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *pdf = fixture_write(&f, &job, "pdf", 0, &n);
  assert_non_null(pdf);
  assert_int_equal(zb_diags_count(f.diags, ZB_WARNING), 2);
  assert_true(fixture_findings(f.diags, ZB_D_LINK_NOWHERE));
  assert_false(holds(pdf, n, "javascript"));
  reader r = read_pdf(pdf, n);
  assert_false(qpdf_oh_has_key(r.q, qpdf_get_page_n(r.q, 0), "/Annots"));
  qpdf_cleanup(&r.q);
  fixture_close(&f);
}

/* A full-page fill inside an element, clips across elements, a page without ink, a very long run. */
static void survives_odd_pages(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  static const zb_datum d = {.figure = "x", .value = "1", .unit = "", .text = "1"};
  fixture_elem(&f, p, role(ZB_DL_P), 10, 20, "先");
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_FIGURE, .datum = &d});
  fixture_rect(p, -10, -10, 300, 300, 0xffffff);
  zb_dl_clip(p, zb_path_rect((zb_rect){0, 0, ZB_PT(50), ZB_PT(50)}));
  fixture_rect(p, 0, 0, 200, 200, 0xff0000);
  zb_dl_unclip(p);
  zb_dl_end(p, ZB_DL_FIGURE);
  char *many = zb_arena_alloc(f.arena, 3 * 1000 + 1);
  for (int i = 0; i < 1000; i++)
    memcpy(many + 3 * i, "长", 3);
  fixture_elem(&f, p, role(ZB_DL_P), 10, 100, many);
  assert_true(zb_dl_page_end(p));
  zb_dl_page *empty = zb_dl_page_new(f.dl, ZB_PT(100), ZB_PT(100));
  assert_true(zb_dl_page_end(empty));
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *pdf = fixture_write(&f, &job, "pdf", 0, &n);
  assert_non_null(pdf);
  reader r = read_pdf(pdf, n);
  assert_int_equal(qpdf_get_num_pages(r.q), 2);
  assert_false(holds(pdf, n, "pdfuaid:part")); /* a figure without alternative text */
  qpdf_cleanup(&r.q);
  fixture_close(&f);
}

static void refuses_wrong_clusters(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  zb_glyphs g = fixture_run(&f, ZB_PT(12), ZB_PT(10), ZB_PT(20), "错位");
  g.cluster[0].nbytes = 2;
  zb_dl_glyphs(p, &g);
  zb_dl_page_end(p);
  zb_out_job job = fixture_job(&f);
  assert_null(fixture_write(&f, &job, "pdf", 0, NULL));
  assert_true(fixture_findings(f.diags, ZB_D_INTERNAL));
  fixture_close(&f);
}

static void makes_dates(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  zb_meta m = {.title = NULL};
  zb_meta_dates(a, &m, "2025-06-30");
  assert_string_equal(m.pdf_date, "D:20250630000000Z");
  setenv("SOURCE_DATE_EPOCH", "86399", 1);
  zb_meta_dates(a, &m, NULL);
  assert_string_equal(m.xmp_date, "1970-01-01T23:59:59Z");
  setenv("SOURCE_DATE_EPOCH", "soon", 1);
  zb_meta_dates(a, &m, NULL);
  assert_null(m.xmp_date);
  unsetenv("SOURCE_DATE_EPOCH");
  zb_meta_dates(a, &m, "2025-6-30");
  assert_null(m.pdf_date);
  zb_arena_free(a);
}

static void makes_a_profile(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  size_t n;
  const unsigned char *icc = zb_icc_srgb(a, &n);
  assert_int_equal(icc[0] << 24 | icc[1] << 16 | icc[2] << 8 | icc[3], n);
  assert_memory_equal(icc + 12, "mntrRGB XYZ ", 12);
  assert_memory_equal(icc + 36, "acsp", 4);
  assert_int_equal(icc[131], 9); /* tags */
  for (int i = 0; i < 9; i++) {
    const unsigned char *e = icc + 132 + 12 * i;
    size_t at = (size_t)(e[6] << 8 | e[7]), size = (size_t)(e[10] << 8 | e[11]);
    assert_true(at % 4 == 0 && at >= 132 + 12 * 9 && at + size <= n);
  }
  zb_arena_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writes_structure_in_reading_order),
      cmocka_unit_test(writes_catalogue),
      cmocka_unit_test(leaves_no_ink_untagged),
      cmocka_unit_test(is_deterministic),
      cmocka_unit_test(reports_links_to_nowhere),
      cmocka_unit_test(survives_odd_pages),
      cmocka_unit_test(refuses_wrong_clusters),
      cmocka_unit_test(makes_dates),
      cmocka_unit_test(makes_a_profile),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
