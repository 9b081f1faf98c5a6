/* The scanner of content streams, and the printing of numbers and XML. */
#include "out_fixture.h"

#include "out/content.h"
#include "out/print.h"

static bool mark_all(const char *in, zb_content_leaf *leaf, size_t n, char *out, size_t cap)
{
  zb_sink *s = zb_sink_memory();
  char *exact = malloc(strlen(in) + 1); /* no byte after the end may be read */
  memcpy(exact, in, strlen(in));
  bool ok = zb_content_mark((const unsigned char *)exact, strlen(in), leaf, n, s);
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

/* Anchors as cairo prints them: before content, before an artifact, at the end. */
#define CONTENT "0.027 0.012 0.02 0.043 re f\n"
#define ARTIFACT "0.027 0.012 0.051 0.043 re f\n"
#define END "0.027 0.012 0.082 0.043 re f\n"

static void marks_leaves_in_order(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "H1"}, {.role = NULL}, {.role = "TD"}};
  char out[512];
  assert_true(mark_all("q\n0 g " CONTENT "BT <0102>Tj ET\n" ARTIFACT "0 0 1 1 re f\n" CONTENT "BT [(a)]TJ ET\n" END "Q",
                       leaf, 3, out, sizeof out));
  assert_string_equal(out, "q\n0 g /H1 <</MCID 0>> BDC\nBT <0102>Tj ET\nEMC\n/Artifact BMC\n0 0 1 1 re f\nEMC\n"
                           "/TD <</MCID 1>> BDC\nBT [(a)]TJ ET\nEMC\n\nQ");
  assert_true(leaf[0].count == 1 && leaf[1].count == 0 && leaf[2].count == 1);
}

/* Inner spans become sequences of their own; each stands wholly inside or outside a text object. */
static void splits_leaves_at_spans(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "P"}, {.role = "P"}};
  char out[1024];
  assert_true(mark_all(CONTENT "1 g 0 0 5 5 re f BT\n12 0 0 12 9 9 Tm\n/Span << /ActualText <feff6d77> >> "
                               "BDC\n/f 1 Tf\n[<01>6<02>]TJ\nEMC\n<03>Tj\nET\n" CONTENT END,
                       leaf, 2, out, sizeof out));
  assert_string_equal(out, "\n1 g\n/P <</MCID 0>> BDC 0 0 5 5 re f\nEMC BT\n12 0 0 12 9 9 Tm\n"
                           "/Span <</MCID 1 /ActualText <feff6d77> >> BDC\n/f 1 Tf\n[<01>6<02>]TJ\n\nEMC\n"
                           "/P <</MCID 2>> BDC\n<03>Tj\nEMC\nET\n/P <</MCID 3>> BDC\nEMC\n\n");
  assert_true(leaf[0].first == 0 && leaf[0].count == 3 && leaf[1].first == 3 && leaf[1].count == 1);
}

static void skips_strings(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = "P"}};
  char out[512];
  const char *text = "(" CONTENT "\\) (" END "))Tj\n" CONTENT "(EMC " END ")Tj " END;
  assert_true(mark_all(text, leaf, 1, out, sizeof out));
  assert_string_equal(out, "(" CONTENT "\\) (" END "))Tj\n/P <</MCID 0>> BDC\n(EMC " END ")Tj EMC\n\n");
}

/* Rectangles that nearly look like anchors are ink. */
static void keeps_rectangles(void **state)
{
  (void)state;
  zb_content_leaf leaf[] = {{.role = NULL}};
  char out[512];
  const char *ink = "0.027 0.012 0.03 0.043 re f\n0.027 0.012 0.02 0.044 re f\n0.027 0.012 0.02 0.043 l\n";
  char text[512], want[512];
  snprintf(text, sizeof text, ARTIFACT "%s" END, ink);
  snprintf(want, sizeof want, "/Artifact BMC\n%sEMC\n\n", ink);
  assert_true(mark_all(text, leaf, 1, out, sizeof out));
  assert_string_equal(out, want);
}

static void refuses_other_anchors(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    size_t n;
  } bad[] = {
      {CONTENT END, 2},
      {CONTENT CONTENT END, 1},
      {CONTENT, 1},
      {ARTIFACT END, 1},
      {END END, 0},
      {END CONTENT, 0},
      {CONTENT END END, 1},
      {CONTENT "/Span << /A (x) >> BDC " END, 1},
      {CONTENT "/Span BDC EMC " END, 1},
      {"(open string " CONTENT END, 1},
      {CONTENT "<", 1},
      {"0.027 0.012 0.02 0.043 re W n " END, 0},
      {"", 0},
  };
  zb_content_leaf leaf[] = {{.role = "P"}, {.role = "P"}};
  char out[512];
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    assert_false(mark_all(bad[i].text, leaf, bad[i].n, out, sizeof out));
  assert_true(mark_all(END, leaf, 0, out, sizeof out));
}

/* What is painted is what is looked for. */
static void paints_what_it_finds(void **state)
{
  (void)state;
  static const char *const want[] = {"0.027 0.012 0.020 0.043", "0.027 0.012 0.051 0.043", "0.027 0.012 0.082 0.043"};
  for (int kind = ZB_ANCHOR_CONTENT; kind <= ZB_ANCHOR_END; kind++) {
    double r[4];
    char text[64];
    zb_content_anchor((zb_anchor)kind, r);
    snprintf(text, sizeof text, "%.3f %.3f %.3f %.3f", r[0], r[1], r[2], r[3]);
    assert_string_equal(text, want[kind]);
  }
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
      cmocka_unit_test(marks_leaves_in_order), cmocka_unit_test(splits_leaves_at_spans),
      cmocka_unit_test(skips_strings),         cmocka_unit_test(keeps_rectangles),
      cmocka_unit_test(refuses_other_anchors), cmocka_unit_test(paints_what_it_finds),
      cmocka_unit_test(prints_decimals),       cmocka_unit_test(escapes_xml),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
