/* The dump: every operation, rounding to 0.01 pt, quoting, independence of the folder. */
#include "dl_fixture.h"

#include "dl/dump.h"

static const char *font_name(void *data, int font)
{
  (void)data;
  (void)font;
  return "NotoSans";
}

static const char *image_name(void *data, int image)
{
  (void)data;
  (void)image;
  return "photos/lake.svg";
}

static const zb_dump_names names = {.font = font_name, .image = image_name};

static const char *dumped(const fixture *f, const zb_dump_names *n, bool gids)
{
  zb_sink *s = zb_sink_memory();
  assert_true(zb_dl_dump(f->dl, n, gids, s));
  size_t len;
  const unsigned char *bytes = zb_sink_bytes(s, &len);
  char *text = zb_arena_strndup(f->a, (const char *)bytes, len);
  zb_sink_abort(s);
  return text;
}

static void test_marks_and_ink(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  f->dl->title = "一“二”\"三\"";
  f->dl->lang = "zh-CN";
  p->label = "1";
  const zb_datum datum = {.figure = "gdp", .value = "8.6", .unit = "%", .text = "8.6%", .src = {"/x/r.yaml", 9, 3}};
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_H1, .id = "top", .title = "头", .src = {"dir/report.yaml", 12, 5}});
  fixture_element(p, (zb_mark){.role = ZB_DL_SPAN, .datum = &datum}, "8.6%", ZB_PT(10.005), ZB_PT(20));
  zb_dl_end(p, ZB_DL_H1);
  zb_dl_page_end(p);
  assert_string_equal(dumped(f, &names, false), "document title=\"一“二”\\\"三\\\"\" lang=\"zh-CN\"\n"
                                                "page 1 200.00x100.00 trim 0.00,0.00 200.00x100.00 label=\"1\"\n"
                                                "begin H1 #1 id=\"top\" title=\"头\" src=report.yaml:12:5\n"
                                                " begin Span #2 figure=\"gdp\" datum=8.6% from=r.yaml:9:3\n"
                                                "  glyphs NotoSans 10.00 #222222 10.00,20.00 +20.00 \"8.6%\"\n"
                                                " end\n"
                                                "end\n");
}

static void test_gids(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  fixture_text(p, "ab", 0, ZB_PT(20));
  zb_dl_page_end(p);
  assert_non_null(strstr(dumped(f, &names, true), "\"ab\" 97@0.00,0.00 98@5.00,0.00\n"));
  assert_null(strstr(dumped(f, &names, false), "97@"));
}

static void test_ink(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_paint linear = {
      .kind = ZB_PAINT_LINEAR, .p1 = {0, 1024}, .nstops = 2, .stop = {{0, ZB_RGB(0xFF0000)}, {1000, ZB_RGB(0x00FF00)}}};
  zb_paint hatch = {.kind = ZB_PAINT_HATCH, .angle = 45, .pitch = 2048, .width = 512, .color = ZB_RGB(0x111111)};
  const zb_point pt[] = {{0, 0}, {1024, 0}, {1024, -1024}};
  zb_dl_clip(p, zb_path_rect((zb_rect){.w = 1024, .h = 2048}));
  zb_dl_fill_rect(p, (zb_rect){.x = -5, .y = 5, .w = 1536, .h = 1024}, linear);
  zb_dl_fill(p, zb_path_poly(f->a, pt, 3, true), hatch);
  zb_dl_unclip(p);
  zb_dl_stroke(p, zb_path_poly(f->a, pt, 2, false), zb_paint_solid(ZB_RGB(0xABCDEF)),
               (zb_stroke){.width = 512, .cap = ZB_CAP_ROUND, .dash = {1024, 2048}, .ndash = 2});
  zb_dl_image(p, (zb_image_op){.rect = {.w = 1024, .h = 1024}, .cw = 65536, .ch = 65536});
  zb_dl_page_end(p);
  assert_string_equal(strchr(strchr(dumped(f, &names, false), '\n') + 1, '\n') + 1,
                      "clip rect 0.00,0.00 1.00x2.00\n"
                      "fill rect 0.00,0.00 1.50x1.00 linear(0.00,0.00 0.00,1.00 0:#ff0000 1000:#00ff00)\n"
                      "fill path M0.00,0.00 L1.00,0.00 L1.00,-1.00 Z hatch(45 2.00 0.50 #111111 #00000000)\n"
                      "unclip\n"
                      "stroke path M0.00,0.00 L1.00,0.00 #abcdef width=0.50 cap=round dash=1.00,2.00\n"
                      "image photos/lake.svg 0.00,0.00 1.00x1.00 crop=0,0,65536,65536\n");
}

/* 5 of 1024 is 0.0049 pt and prints as 0.00, 6 as 0.01; the sign goes with the rounded value. */
static void test_rounding(void **state)
{
  fixture *f = *state;
  static const struct {
    zb_u x;
    const char *printed;
  } row[] = {{0, " 0.00,"},   {5, " 0.00,"},      {6, " 0.01,"},    {-5, " 0.00,"},
             {-6, " -0.01,"}, {-1024, " -1.00,"}, {1019, " 1.00,"}, {-1536, " -1.50,"}};
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    f->dl = zb_dl_new(f->a, f->d);
    zb_dl_page *p = zb_dl_page_new(f->dl, ZB_PT(10), ZB_PT(10));
    zb_dl_fill_rect(p, (zb_rect){.x = row[i].x, .w = 1024, .h = 1024}, zb_paint_solid(ZB_RGB(0)));
    zb_dl_page_end(p);
    assert_non_null(strstr(dumped(f, &names, false), row[i].printed));
  }
}

static void test_control_and_long(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  char *text = zb_arena_alloc(f->a, 3001);
  memset(text, 'x', 3000);
  text[0] = '\n';
  text[1] = '\\';
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_FIGURE, .alt = text});
  zb_dl_end(p, ZB_DL_FIGURE);
  zb_dl_page_end(p);
  const char *got = strstr(dumped(f, &names, false), "alt=");
  assert_non_null(got);
  assert_memory_equal(got, "alt=\"\\x0a\\\\xxx", 14);
  assert_true(strlen(got) > 3000);
}

/* Without names for resources the dump still works. */
static void test_no_names(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_page_end(p);
  assert_non_null(dumped(f, &names, true));
  zb_dump_names none = {.data = NULL};
  fixture_text(zb_dl_page_new(f->dl, 1024, 1024), "a", 0, 0);
  assert_non_null(strstr(dumped(f, &none, false), "glyphs ? "));
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      on_page(test_marks_and_ink),    on_page(test_gids),     on_page(test_ink), on_page(test_rounding),
      on_page(test_control_and_long), on_page(test_no_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
