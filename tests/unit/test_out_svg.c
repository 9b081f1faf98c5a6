/* SVG: well-formed, real text at exact places, shared definitions, figures as attributes, an image inside. */
#include "out_fixture.h"

static void on_start(GMarkupParseContext *c, const gchar *name, const gchar **keys, const gchar **values, gpointer data,
                     GError **error)
{
  (void)c;
  (void)error;
  GString *s = data;
  g_string_append_printf(s, "<%s", name);
  for (; *keys; keys++, values++)
    g_string_append_printf(s, " %s=%s", *keys, *values);
  g_string_append(s, ">");
}

/* Elements and attributes as GLib's parser reads them. */
static GString *parse(const char *svg, size_t n)
{
  GMarkupParser parser = {.start_element = on_start};
  GString *s = g_string_new(NULL);
  GMarkupParseContext *c = g_markup_parse_context_new(&parser, 0, s, NULL);
  assert_true(g_markup_parse_context_parse(c, svg, (gssize)n, NULL));
  assert_true(g_markup_parse_context_end_parse(c, NULL));
  g_markup_parse_context_free(c);
  return s;
}

static void writes_text_and_figures(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(100));
  static const zb_datum gdp = {
      .figure = "gdp\"<&", .value = "8.6", .unit = "%", .text = "8.6%", .src = {"r.yaml", 12, 5}};
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_H1, .id = "a"});
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_SPAN, .datum = &gdp});
  fixture_text(&f, p, 10, 20.5, "增&<");
  zb_dl_end(p, ZB_DL_SPAN);
  zb_dl_end(p, ZB_DL_H1);
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_LINK, .link = "https://example.org", .id = "a"}, 10, 40, "甲");
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_LINK, .link = "javascript:x"}, 10, 60, "乙");
  zb_dl_page_end(p);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *svg = fixture_write(&f, &job, "svg", 0, &n);
  assert_non_null(svg);
  GString *s = parse(svg, n);
  assert_non_null(strstr(s->str, "width=200pt height=100pt viewBox=0 0 200 100"));
  assert_non_null(strstr(s->str, "data-figure=gdp\"<& data-value=8.6 data-unit=% data-src=r.yaml:12:5"));
  assert_non_null(strstr(s->str, "x=10 22 "));
  assert_non_null(strstr(s->str, "y=20.5"));
  assert_non_null(strstr(s->str, "<g id=a data-role=H1"));
  assert_non_null(strstr(s->str, "<a href=https://example.org data-role=Link>")); /* the id is taken */
  assert_null(strstr(svg, "javascript"));
  assert_non_null(strstr(svg, ">增&amp;&lt;</text>"));
  assert_non_null(strstr(svg, "font-family:'Noto Serif CJK SC',serif;font-weight:400"));
  g_string_free(s, TRUE);
  fixture_close(&f);
}

/* One character outside the basic plane, one cluster of two characters, a raised glyph: pieces of their own. */
static void splits_odd_clusters(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(100));
  zb_glyphs g = fixture_run(&f, ZB_PT(10), ZB_PT(10), ZB_PT(20), "甲𠮷乙丙");
  g.glyph[3].y = -ZB_PT(3);
  zb_dl_glyphs(p, &g);
  zb_dl_page_end(p);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *svg = fixture_write(&f, &job, "svg", 0, &n);
  assert_non_null(svg);
  assert_non_null(strstr(svg, "<tspan x=\"10\" y=\"20\">甲</tspan><tspan x=\"20\" y=\"20\">𠮷</tspan>"
                              "<tspan x=\"30\" y=\"20\">乙</tspan><tspan x=\"40\" y=\"17\">丙</tspan>"));
  g_string_free(parse(svg, n), TRUE);
  fixture_close(&f);
}

static size_t count(const char *text, const char *word)
{
  size_t n = 0;
  for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
    n++;
  return n;
}

static void shares_definitions_and_nests_clips(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(100));
  zb_paint hatch = {.kind = ZB_PAINT_HATCH, .color = ZB_RGB(0x1e5fb3), .ground = ZB_RGB(0xffffff), .angle = 45};
  hatch.pitch = ZB_PT(4);
  hatch.width = ZB_PT(1);
  zb_rect r = {0, 0, ZB_PT(20), ZB_PT(20)};
  zb_dl_clip(p, zb_path_rect(r));
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_FIGURE});
  zb_dl_fill_rect(p, r, hatch);
  zb_dl_clip(p, zb_path_circle(f.arena, (zb_point){ZB_PT(10), ZB_PT(10)}, ZB_PT(5)));
  zb_dl_fill_rect(p, r, hatch);
  zb_dl_unclip(p);
  zb_dl_end(p, ZB_DL_FIGURE);
  zb_dl_unclip(p);
  zb_dl_fill_rect(p, r, hatch);
  zb_dl_page_end(p);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *svg = fixture_write(&f, &job, "svg", 0, &n);
  g_string_free(parse(svg, n), TRUE);
  assert_int_equal(count(svg, "<pattern "), 1);
  assert_int_equal(count(svg, "<clipPath "), 2);
  assert_non_null(strstr(svg, "<clipPath id=\"zb-c3\" clip-path=\"url(#zb-c1)\">"));
  char *again = fixture_write(&f, &job, "svg", 0, NULL);
  assert_string_equal(svg, again);
  fixture_close(&f);
}

static void embeds_images_once(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  char path[] = "/tmp/zb-out-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  close(fd);
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 40, 20);
  assert_int_equal(cairo_surface_write_to_png(s, path), CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy(s);
  int id = zb_images_load(f.images, f.diags, path, "a.png", ZB_SRC_NONE);
  unlink(path);
  assert_true(id >= 0);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(100));
  zb_image_op op = {.image = id, .rect = {ZB_PT(1), ZB_PT(2), ZB_PT(60), ZB_PT(30)}, .cw = 65536, .ch = 65536};
  zb_dl_image(p, op);
  op.cx = op.cw = 32768;
  zb_dl_image(p, op);
  zb_dl_page_end(p);
  zb_out_job job = fixture_job(&f);
  size_t n;
  char *svg = fixture_write(&f, &job, "svg", 0, &n);
  assert_non_null(svg);
  GString *x = parse(svg, n);
  assert_int_equal(count(svg, "data:image/png;base64,"), 1);
  assert_int_equal(count(svg, "<use "), 2);
  assert_non_null(strstr(x->str, "viewBox=0 0 40 20"));
  assert_non_null(strstr(x->str, "viewBox=20 0 20 20"));
  assert_non_null(fixture_write(&f, &job, "png", 0, NULL));
  assert_non_null(fixture_write(&f, &job, "pdf", 0, NULL));
  g_string_free(x, TRUE);
  fixture_close(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(writes_text_and_figures),
      cmocka_unit_test(splits_odd_clusters),
      cmocka_unit_test(shares_definitions_and_nests_clips),
      cmocka_unit_test(embeds_images_once),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
