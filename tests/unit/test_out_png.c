/* PNG: the same pixels whatever the bands and threads, the chunks, very wide pages, the gate for numbers. */
#include "out_fixture.h"

#include "out/png.h"

static void draw_page(const fixture *f, zb_dl_page *p)
{
  fixture_rect(p, 0, 0, 150, 130, 0xfff8f0);
  zb_paint linear = {.kind = ZB_PAINT_LINEAR, .p1 = {ZB_PT(100), ZB_PT(40)}, .nstops = 2};
  linear.stop[0].color = ZB_RGB(0xb3261e);
  linear.stop[1] = (zb_paint_stop){.offset = 1000, .color = ZB_RGB(0xffd700)};
  zb_dl_fill(p, zb_path_round(f->arena, (zb_rect){ZB_PT(10), ZB_PT(10), ZB_PT(90), ZB_PT(31.7)}, ZB_PT(6)), linear);
  zb_paint hatch = {.kind = ZB_PAINT_HATCH, .color = ZB_RGB(0x1e5fb3), .ground = ZB_RGB(0xe0e8ff), .angle = 30};
  hatch.pitch = ZB_PT(4);
  hatch.width = ZB_PT(1.3);
  zb_dl_fill(p, zb_path_circle(f->arena, (zb_point){ZB_PT(60), ZB_PT(80)}, ZB_PT(30)), hatch);
  zb_dl_clip(p, zb_path_circle(f->arena, (zb_point){ZB_PT(110), ZB_PT(70)}, ZB_PT(25)));
  zb_stroke stroke = {.width = ZB_PT(2.3), .dash = {ZB_PT(5), ZB_PT(2)}, .ndash = 2};
  zb_dl_line(p, (zb_point){ZB_PT(80), ZB_PT(60)}, (zb_point){ZB_PT(140), ZB_PT(120)}, zb_paint_solid(ZB_RGB(0)),
             stroke);
  zb_dl_unclip(p);
  if (f->fonts) {
    fixture_text(f, p, 10, 64.3, "全州增长8.6%");
    zb_glyphs g = fixture_run(f, ZB_PT(20), ZB_PT(120), ZB_PT(30), "斜体");
    g.has_matrix = true;
    g.m[0] = g.m[3] = 46341; /* 45 degrees */
    g.m[1] = 46341;
    g.m[2] = -46341;
    zb_dl_glyphs(p, &g);
  }
  assert_true(zb_dl_page_end(p));
}

static cairo_status_t read_bytes(void *data, unsigned char *out, unsigned int n)
{
  struct {
    const unsigned char *at;
    size_t left;
  } *in = data;
  if (n > in->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy(out, in->at, n);
  in->at += n;
  in->left -= n;
  return CAIRO_STATUS_SUCCESS;
}

/* The decoded picture; destroyed by the caller. */
static cairo_surface_t *render(const fixture *f, zb_png_opts opts, int dpi)
{
  zb_out_job job = fixture_job(f);
  job.dpi = dpi;
  zb_sink *s = zb_sink_memory();
  assert_true(zb_png_write(&job, 0, &opts, s));
  struct {
    const unsigned char *at;
    size_t left;
  } in;
  in.at = zb_sink_bytes(s, &in.left);
  cairo_surface_t *image = cairo_image_surface_create_from_png_stream(read_bytes, &in);
  assert_int_equal(cairo_surface_status(image), CAIRO_STATUS_SUCCESS);
  zb_sink_abort(s);
  return image;
}

static void assert_same(cairo_surface_t *a, cairo_surface_t *b)
{
  assert_int_equal(cairo_image_surface_get_width(a), cairo_image_surface_get_width(b));
  assert_int_equal(cairo_image_surface_get_height(a), cairo_image_surface_get_height(b));
  size_t n = (size_t)cairo_image_surface_get_stride(a) * (size_t)cairo_image_surface_get_height(a);
  assert_memory_equal(cairo_image_surface_get_data(a), cairo_image_surface_get_data(b), n);
}

static void bands_and_threads_change_nothing(void **state)
{
  (void)state;
  fixture f = fixture_open(true);
  draw_page(&f, zb_dl_page_new(f.dl, ZB_PT(150), ZB_PT(130)));
  static const zb_png_opts opts[] = {{7, 1}, {64, 1}, {1, 1}, {64, 2}, {13, 3}, {5000, 8}};
  cairo_surface_t *whole = render(&f, (zb_png_opts){1000000, 1}, 150);
  assert_int_equal(cairo_image_surface_get_width(whole), 313);
  assert_int_equal(cairo_image_surface_get_height(whole), 271);
  for (size_t i = 0; i < sizeof opts / sizeof *opts; i++) {
    cairo_surface_t *image = render(&f, opts[i], 150);
    assert_same(whole, image);
    cairo_surface_destroy(image);
  }
  cairo_surface_destroy(whole);
  assert_int_equal(zb_diags_count(f.diags, ZB_NOTE) + zb_diags_count(f.diags, ZB_ERROR), 0);
  fixture_close(&f);
}

static uint32_t get32(const unsigned char *p)
{
  return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

static const unsigned char *find_chunk(const unsigned char *png, size_t n, const char *type)
{
  for (size_t at = 8; at + 12 <= n; at += 12 + get32(png + at))
    if (memcmp(png + at + 4, type, 4) == 0)
      return png + at + 8;
  return NULL;
}

static void writes_colour_and_resolution(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  draw_page(&f, zb_dl_page_new(f.dl, ZB_PT(150), ZB_PT(130)));
  zb_out_job job = fixture_job(&f);
  job.dpi = 300;
  size_t n;
  const unsigned char *png = (const unsigned char *)fixture_write(&f, &job, "png", 0, &n);
  assert_non_null(png);
  assert_int_equal(get32(find_chunk(png, n, "IHDR")), 625);
  assert_int_equal(get32(find_chunk(png, n, "IHDR") + 4), 542);
  assert_int_equal(get32(find_chunk(png, n, "pHYs")), 11811);
  assert_int_equal(find_chunk(png, n, "pHYs")[8], 1);
  assert_int_equal(get32(find_chunk(png, n, "gAMA")), 45455);
  assert_non_null(find_chunk(png, n, "sRGB"));
  assert_non_null(find_chunk(png, n, "cHRM"));
  assert_non_null(find_chunk(png, n, "IEND"));
  size_t small;
  job.small = true;
  assert_non_null(fixture_write(&f, &job, "png", 0, &small));
  assert_true(small <= n);
  fixture_close(&f);
}

/* Wider than any cairo image surface: several stand side by side. */
static void paints_wide_pages(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(14400), ZB_PT(2));
  fixture_rect(p, 0, 0, 14400, 2, 0xffffff);
  fixture_rect(p, 7000, 0, 400, 2, 0xff0000); /* over the seam at 32000 pixels */
  assert_true(zb_dl_page_end(p));
  zb_out_job job = fixture_job(&f);
  job.dpi = 320;
  zb_sink *s = zb_sink_memory();
  assert_true(zb_png_write(&job, 0, &(zb_png_opts){.band = 3, .threads = 1}, s));
  size_t n;
  const unsigned char *png = zb_sink_bytes(s, &n);
  assert_int_equal(get32(find_chunk(png, n, "IHDR")), 64000);
  zb_sink_abort(s);
  job.dpi = 600;
  assert_null(fixture_write(&f, &job, "png", 0, NULL));
  assert_true(fixture_findings(f.diags, ZB_D_PNG_SIZE));
  fixture_close(&f);
}

/* Broken numbers are reported and left out: never a hang, never a wrong page in silence. */
static void reports_numbers_out_of_range(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(100), ZB_PT(100));
  fixture_rect(p, 0, 0, 100, 100, 0xffffff);
  zb_paint linear = {.kind = ZB_PAINT_LINEAR, .p0 = {INT32_MIN, 0}, .p1 = {INT32_MAX, 0}, .nstops = 2};
  zb_dl_fill_rect(p, (zb_rect){0, 0, ZB_PT(10), ZB_PT(10)}, linear);
  assert_true(zb_dl_page_end(p));
  zb_out_job job = fixture_job(&f);
  job.dpi = 600;
  assert_null(fixture_write(&f, &job, "png", 0, NULL));
  assert_true(fixture_findings(f.diags, ZB_D_INTERNAL));
  fixture_close(&f);
}

/* A hatch or a dash a thousandth of a point fine must not take minutes. */
static void survives_fine_patterns(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(14400), ZB_PT(14400));
  zb_paint hatch = {.kind = ZB_PAINT_HATCH, .color = ZB_RGB(0), .angle = 179, .pitch = 1, .width = 1};
  zb_dl_fill_rect(p, (zb_rect){0, 0, p->w, p->h}, hatch);
  hatch.pitch = hatch.width = 0;
  zb_dl_fill_rect(p, (zb_rect){0, 0, p->w, p->h}, hatch);
  zb_stroke fine = {.width = 1, .dash = {1, 1}, .ndash = 2}, none = {.width = 1, .dash = {0}, .ndash = 2};
  zb_dl_line(p, (zb_point){0, 0}, (zb_point){p->w, p->h}, zb_paint_solid(ZB_RGB(0)), fine);
  zb_dl_line(p, (zb_point){0, 0}, (zb_point){p->w, p->h}, zb_paint_solid(ZB_RGB(0)), none);
  assert_true(zb_dl_page_end(p));
  zb_out_job job = fixture_job(&f);
  job.dpi = 4;
  assert_non_null(fixture_write(&f, &job, "png", 0, NULL));
  assert_non_null(fixture_write(&f, &job, "pdf", 0, NULL));
  fixture_close(&f);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(bands_and_threads_change_nothing),
      cmocka_unit_test(writes_colour_and_resolution),
      cmocka_unit_test(paints_wide_pages),
      cmocka_unit_test(reports_numbers_out_of_range),
      cmocka_unit_test(survives_fine_patterns),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
