/* The scanner of content streams, and the printing of numbers and XML. */
#include "out_fixture.h"

#include "out/content.h"
#include "out/print.h"

static bool rename_all(const char *in, zb_content_leaf *leaf, size_t n, char *out, size_t cap)
{
  zb_sink *s = zb_sink_memory();
  char *exact = malloc(strlen(in) + 1); /* no byte after the end may be read */
  memcpy(exact, in, strlen(in));
  bool ok = zb_content_rename((const unsigned char *)exact, strlen(in), leaf, n, s);
  free(exact);
  size_t size;
  const unsigned char *b = zb_sink_bytes(s, &size);
  assert_true(size < cap);
  if (size > 0)
    memcpy(out, b, size);
  out[size] = '\0';
  zb_sink_abort(s);
  return ok;
}

static void renames_leaves_in_order(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "H1"}, {.role = NULL}, {.role = "TD"}};
  char out[512];
  assert_true(rename_all("q\n/P << /MCID 0 >> BDC\nBT <0102>Tj ET\nEMC\n/Private << /MCID 1 >> BDC\n0 0 1 1 re f\nEMC\n"
                         "/P << /MCID 2 >> BDC\nBT [(a)]TJ ET\nEMC\nQ",
                         leaf, 3, out, sizeof out));
  assert_string_equal(out, "q\n/H1 <</MCID 0>> BDC\nBT <0102>Tj ET\nEMC\n/Artifact BMC\n0 0 1 1 re f\nEMC\n"
                           "/TD <</MCID 1>> BDC\nBT [(a)]TJ ET\nEMC\nQ");
  assert_true(leaf[0].count == 1 && leaf[1].count == 0 && leaf[2].count == 1);
}

/* Inner spans become sequences of their own; each stands wholly inside or outside a text object. */
static void splits_leaves_at_spans(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "P"}, {.role = "P"}};
  char out[1024];
  assert_true(
      rename_all("/P << /MCID 0 >> BDC\n1 g 0 0 5 5 re f BT\n12 0 0 12 9 9 Tm\n/Span << /ActualText <feff6d77> >> "
                 "BDC\n/f 1 Tf\n[<01>6<02>]TJ\nEMC\n<03>Tj\nET\nEMC\n/P << /MCID 1 >> BDC\nEMC",
                 leaf, 2, out, sizeof out));
  assert_string_equal(out, "\n1 g\n/P <</MCID 0>> BDC 0 0 5 5 re f\nEMC BT\n12 0 0 12 9 9 Tm\n"
                           "/Span <</MCID 1 /ActualText <feff6d77> >> BDC\n/f 1 Tf\n[<01>6<02>]TJ\n\nEMC\n"
                           "/P <</MCID 2>> BDC\n<03>Tj\nEMC\nET\n\n/P <</MCID 3>> BDC\nEMC");
  assert_true(leaf[0].first == 0 && leaf[0].count == 3 && leaf[1].first == 3 && leaf[1].count == 1);
}

static void skips_strings(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "P"}};
  char out[512];
  const char *text = "(/P << /MCID 7 >> BDC \\) (/P << /MCID 8 >> BDC))Tj\n/P << /MCID 0 >> BDC\n(EMC BDC)Tj EMC";
  assert_true(rename_all(text, leaf, 1, out, sizeof out));
  assert_string_equal(out, "(/P << /MCID 7 >> BDC \\) (/P << /MCID 8 >> BDC))Tj\n/P <</MCID 0>> BDC\n(EMC BDC)Tj EMC");
}

static void refuses_other_counts(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "P"}, {.role = "P"}}, decoration[] = {{.role = NULL}};
  char out[512];
  assert_false(rename_all("/P << /MCID 0 >> BDC EMC", leaf, 2, out, sizeof out));
  assert_false(rename_all("/P << /MCID 0 >> BDC EMC /P << /MCID 1 >> BDC EMC", leaf, 1, out, sizeof out));
  assert_false(rename_all("/P << /MCID 1 >> BDC EMC", leaf, 1, out, sizeof out));
  assert_false(rename_all("/P << /MCID 0 >> BDC EMC", decoration, 1, out, sizeof out));
  assert_false(rename_all("/P << /MCID 0 >> BDC /Span << /A (x) >> BDC", leaf, 1, out, sizeof out));
  assert_false(rename_all("/P << /MCID 0 >> BDC /Span BDC EMC EMC", leaf, 1, out, sizeof out));
  assert_false(rename_all("(open string /P << /MCID 0 >> BDC", leaf, 1, out, sizeof out));
  assert_false(rename_all("/P << /MCID 0 >> BDC <", leaf, 1, out, sizeof out));
  assert_true(rename_all("", leaf, 0, out, sizeof out));
}

static void frees_structure_elements(void **state)
{
  (void)state;
  static const char *const object[] = {
      "<< /Type /StructElem\n>>",
      "<< /Type /Page >>",
      "<< /Nums [\n   0 6 0 R\n]>>",
      "<< /Type /StructTreeRoot\n   /ParentTree 3 0 R\n>>",
      "<< /StructTreeRoot (text) >>",
      "[\n  1 0 R\n]",
      "<< /Type /Catalog\n   /StructTreeRoot 4 0 R\n   /Lang (zh)\n>>",
  };
  enum { N = sizeof object / sizeof *object };
  static const bool kept[N] = {[1] = true, [4] = true, [6] = true};
  char pdf[2000] = "%PDF-1.5\n", table[400] = "0000000000 65535 f \n", want[400] = "0000000000 65535 f \n";
  for (size_t i = 0; i < N; i++) {
    size_t at = strlen(pdf), row = 20 * (i + 1);
    snprintf(table + row, sizeof table - row, "%010zu 00000 n \n", at);
    strcpy(want + row, kept[i] ? table + row : "0000000000 65535 f \n");
    snprintf(pdf + at, sizeof pdf - at, "%zu 0 obj\n%s\nendobj\n", i + 1, object[i]);
  }
  size_t at = strlen(pdf);
  snprintf(pdf + at, sizeof pdf - at, "xref\n0 %d\n%strailer\n<< >>\nstartxref\n%zu\n%%%%EOF\n", N + 1, table, at);
  zb_content_drop_structure(pdf, strlen(pdf));
  assert_non_null(strstr(pdf, want));
  assert_non_null(strstr(pdf, object[4]));           /* a key elsewhere is no business of ours */
  assert_null(strstr(pdf, "/StructTreeRoot 4 0 R")); /* the catalogue's is blank */
  assert_non_null(strstr(pdf, "/Type /Catalog\n                        \n   /Lang (zh)"));
  char bad[] = "startxref\n99999999999999999999\n%%EOF";
  zb_content_drop_structure(bad, strlen(bad));
  zb_content_drop_structure(bad, 0);
}

static void prints_decimals(void **state)
{
  (void)state;
  static const struct {
    zb_u v;
    const char *text;
  } rows[] = {{0, "0"},
              {1024, "1"},
              {-1024, "-1"},
              {512, "0.5"},
              {1, "0.001"},
              {-1, "-0.001"},
              {1023, "0.999"},
              {ZB_PT(14400), "14400"},
              {2147483647, "2097151.999"}};
  char b[24];
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    assert_string_equal(zb_print_u(b, rows[i].v), rows[i].text);
  assert_string_equal(zb_print_ratio(b, 65536, 65536), "1");
  assert_string_equal(zb_print_ratio(b, -32768, 65536), "-0.5");
  assert_string_equal(zb_print_ratio(b, 1, 3), "0.333333");
  assert_string_equal(zb_print_ratio(b, -1, 10000000), "0");
}

static void escapes_xml(void **state)
{
  (void)state;
  GString *s = g_string_new(NULL);
  zb_print_xml(s, "a<b>&\"c\"\x01\x1f 中", strlen("a<b>&\"c\"\x01\x1f 中"));
  assert_string_equal(s->str, "a&lt;b&gt;&amp;&quot;c&quot; 中");
  g_string_free(s, TRUE);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(renames_leaves_in_order),
      cmocka_unit_test(splits_leaves_at_spans),
      cmocka_unit_test(skips_strings),
      cmocka_unit_test(refuses_other_counts),
      cmocka_unit_test(frees_structure_elements),
      cmocka_unit_test(prints_decimals),
      cmocka_unit_test(escapes_xml),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
