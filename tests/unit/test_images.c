/* Images: what is accepted, what is refused and why, orientation, bands, and what a PDF gets. */
#include "fixture.h"

#include <cairo-pdf.h>
#include <math.h>

#include <jpeglib.h>

#include "res/images.h"
#include "res/jpeg.h"
#include "res/raster.h"
#include "res/svgcheck.h"

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_images *images;
  char *dir;
} fixture;

static int setup(void **state)
{
  fixture *x = g_new0(fixture, 1);
  x->arena = zb_arena_new();
  x->diags = zb_diags_new(x->arena);
  x->images = zb_images_new(NULL);
  x->dir = fixture_folder();
  *state = x;
  return 0;
}

static int teardown(void **state)
{
  fixture *x = *state;
  zb_images_free(x->images);
  zb_arena_free(x->arena);
  fixture_remove(x->dir);
  g_free(x);
  return 0;
}

/* Four quarters: red green / blue white. */
static zb_raster *quarters(int w, int h)
{
  zb_raster *r = zb_raster_new(w, h, false);
  static const uint32_t color[] = {0xffff0000, 0xff00ff00, 0xff0000ff, 0xffffffff};
  for (int y = 0; y < h; y++)
    for (int x = 0; x < w; x++)
      r->px[y * w + x] = color[(y >= h / 2) * 2 + (x >= w / 2)];
  return r;
}

static const char *save(fixture *x, const char *name, const void *bytes, size_t n)
{
  char *path = g_build_filename(x->dir, name, NULL);
  assert_true(g_file_set_contents(path, bytes, (gssize)n, NULL));
  const char *kept = zb_arena_strdup(x->arena, path);
  g_free(path);
  return kept;
}

static int load(fixture *x, const char *name, const void *bytes, size_t n)
{
  return zb_images_load(x->images, x->diags, save(x, name, bytes, n), name, ZB_SRC_NONE);
}

static GByteArray *jpeg_bytes(int w, int h, int orientation)
{
  zb_raster *r = quarters(w, h);
  unsigned long n;
  unsigned char *jpeg = zb_jpeg_encode(r, &n);
  assert_non_null(jpeg);
  GByteArray *out = g_byte_array_new();
  g_byte_array_append(out, jpeg, 2);
  unsigned char exif[] = {0xff, 0xe1, 0, 34, 'E', 'x',  'i',  'f', 0, 0, 'M', 'M', 0, 42, 0,
                          0,    0,    8, 0,  1,   0x01, 0x12, 0,   3, 0, 0,   0,   1, 0,  (unsigned char)orientation,
                          0,    0,    0, 0,  0,   0};
  if (orientation > 0)
    g_byte_array_append(out, exif, sizeof exif);
  g_byte_array_append(out, jpeg + 2, (guint)n - 2);
  free(jpeg);
  zb_raster_free(r);
  return out;
}

static cairo_status_t to_array(void *closure, const unsigned char *bytes, unsigned n)
{
  g_byte_array_append(closure, bytes, n);
  return CAIRO_STATUS_SUCCESS;
}

static GByteArray *png_bytes(int w, int h, uint32_t top_left)
{
  zb_raster *r = quarters(w, h);
  r->alpha = top_left >> 24 != 255;
  r->px[0] = top_left;
  cairo_surface_t *s = zb_raster_surface(r);
  GByteArray *out = g_byte_array_new();
  cairo_surface_write_to_png_stream(s, to_array, out);
  cairo_surface_destroy(s);
  zb_raster_free(r);
  return out;
}

static const int32_t full[4] = {0, 0, 65536, 65536};

/* Paints the image at rect into w x h pixels, in bands of `band` rows. free() the pixels. */
static uint32_t *paint(fixture *x, int image, const double rect[4], const int32_t crop[4], int w, int h, int band)
{
  uint32_t *px = g_new0(uint32_t, (size_t)w * (size_t)h);
  for (int y = 0; y < h; y += band) {
    int rows = MIN(band, h - y);
    cairo_surface_t *s = cairo_image_surface_create_for_data((unsigned char *)(px + (size_t)y * (size_t)w),
                                                             CAIRO_FORMAT_RGB24, w, rows, w * 4);
    cairo_t *cr = cairo_create(s);
    cairo_translate(cr, 0, -y);
    cairo_scale(cr, 150 / 72.0, 150 / 72.0);
    assert_true(zb_images_draw(x->images, x->diags, image, cr, rect, crop, 150, false));
    assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cr);
    cairo_surface_destroy(s);
  }
  return px;
}

static char corner(uint32_t px)
{
  int r = px >> 16 & 255, g = px >> 8 & 255, b = px & 255;
  return r > 200 && g > 200 && b > 200 ? 'w' : r > 200 ? 'r' : g > 200 ? 'g' : b > 200 ? 'b' : '?';
}

/* EXIF 2.3 table 4.6.4 (orientation): where the stored corners come to stand. */
static void test_orientation(void **state)
{
  fixture *x = *state;
  static const char *const corners[] = {"", "rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"};
  for (int o = 1; o <= 8; o++) {
    char name[] = "o0.jpg";
    name[1] = (char)('0' + o);
    GByteArray *bytes = jpeg_bytes(40, 20, o);
    int id = load(x, name, bytes->data, bytes->len);
    g_byte_array_free(bytes, TRUE);
    assert_true(id >= 0);
    const zb_image_info *info = zb_images_info(x->images, id);
    assert_int_equal(info->width, o < 5 ? 40 : 20);
    assert_int_equal(info->height, o < 5 ? 20 : 40);
    uint32_t *px = paint(x, id, (double[4]){0, 0, 48, 48}, full, 100, 100, 100);
    char seen[5] = {corner(px[5 * 100 + 5]), corner(px[5 * 100 + 94]), corner(px[94 * 100 + 5]),
                    corner(px[94 * 100 + 94])};
    assert_string_equal(seen, corners[o]);
    g_free(px);
  }
}

static const char svg_good[] = "<?xml version='1.0'?><!-- c --><svg xmlns='http://www.w3.org/2000/svg' "
                               "xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 40 20'>"
                               "<defs><linearGradient id='g'><stop offset='0' stop-color='#f00'/>"
                               "<stop offset='1' stop-color='#00f'/></linearGradient></defs>"
                               "<circle cx='17.3' cy='9' r='8' fill='url(#g)'/><use xlink:href='#g'/>"
                               "<a xlink:href='http://example.org/'><path d='M0 0L40 20' stroke='#080'/></a></svg>";

/* The same pixels whatever the bands, for every kind, at odd places and sizes, enlarged and reduced. */
static void test_bands_join(void **state)
{
  fixture *x = *state;
  GByteArray *jpeg = jpeg_bytes(403, 211, 6), *png = png_bytes(97, 61, 0x40400000);
  int id[] = {load(x, "a.jpg", jpeg->data, jpeg->len), load(x, "a.png", png->data, png->len),
              load(x, "a.svg", svg_good, sizeof svg_good - 1)};
  static const double rects[][4] = {{3.21, 5.77, 100.3, 71.9}, {-7.5, 10.24, 30.1, 80}, {20, 20, 0.1, 50}};
  static const int32_t part[4] = {9000, 4000, 40000, 50001};
  for (size_t i = 0; i < G_N_ELEMENTS(id); i++)
    for (size_t k = 0; k < G_N_ELEMENTS(rects); k++)
      for (int c = 0; c < 2; c++) {
        assert_true(id[i] >= 0);
        const int32_t *crop = c ? part : full;
        uint32_t *whole = paint(x, id[i], rects[k], crop, 220, 190, 190);
        static const int band[] = {64, 17, 1};
        for (size_t b = 0; b < G_N_ELEMENTS(band); b++) {
          uint32_t *px = paint(x, id[i], rects[k], crop, 220, 190, band[b]);
          assert_memory_equal(px, whole, 220 * 190 * 4);
          g_free(px);
        }
        g_free(whole);
      }
  g_byte_array_free(jpeg, TRUE);
  g_byte_array_free(png, TRUE);
}

static void test_crop(void **state)
{
  fixture *x = *state;
  GByteArray *png = png_bytes(80, 80, 0xffff0000);
  int id = load(x, "a.png", png->data, png->len);
  static const int32_t quarter[4] = {32768, 0, 32768, 32768};
  uint32_t *px = paint(x, id, (double[4]){0, 0, 48, 48}, quarter, 100, 100, 64);
  assert_int_equal(corner(px[50 * 100 + 50]), 'g');
  assert_int_equal(corner(px[97 * 100 + 97]), 'g');
  g_free(px);
  g_byte_array_free(png, TRUE);
}

static void test_damaged(void **state)
{
  fixture *x = *state;
  GByteArray *jpeg = jpeg_bytes(400, 300, 0), *png = png_bytes(90, 60, 0xff000000);
  assert_int_equal(load(x, "t.jpg", jpeg->data, jpeg->len * 2 / 3), -1);
  assert_int_equal(load(x, "h.jpg", jpeg->data, 30), -1);
  assert_int_equal(load(x, "t.png", png->data, png->len - 15), -1);
  assert_int_equal(load(x, "h.png", png->data, 20), -1);
  assert_int_equal(load(x, "b.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='4' height='4'><g></svg>", 68), -1);
  assert_int_equal(load(x, "n.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='0' height='0'/>", 61), -1);
  assert_int_equal(fixture_findings(x->diags, ZB_D_IMAGE_DAMAGED), 6);
  assert_int_equal(load(x, "k.png", "GIF89a.....", 11), -1);
  assert_int_equal(fixture_findings(x->diags, ZB_D_IMAGE_KIND), 1);
  assert_int_equal(zb_images_load(x->images, x->diags, "/nonexistent/x.jpg", "x.jpg", ZB_SRC_NONE), -1);
  /* A PNG whose pixels are damaged is found when it is drawn, and said once. */
  png->data[png->len / 2] ^= 0x55;
  int id = load(x, "p.png", png->data, png->len);
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 50, 50);
  cairo_t *cr = cairo_create(s);
  for (int i = 0; i < 2; i++)
    assert_false(zb_images_draw(x->images, x->diags, id, cr, (double[4]){0, 0, 50, 50}, full, 72, false));
  assert_int_equal(fixture_findings(x->diags, ZB_D_IMAGE_DAMAGED), 7);
  cairo_destroy(cr);
  cairo_surface_destroy(s);
  g_byte_array_free(jpeg, TRUE);
  g_byte_array_free(png, TRUE);
}

/* Numbers that are none, and parts outside the picture, are refused and do no harm. */
static void test_range(void **state)
{
  fixture *x = *state;
  static const struct {
    double rect[4];
    int32_t crop[4];
    bool ok;
  } row[] = {
      {{0, 0, 40, 40}, {0, 0, 65536, 65536}, true},    {{0, 0, 0, 40}, {0, 0, 65536, 65536}, true},
      {{9e4, 0, 40, 40}, {0, 0, 65536, 65536}, true},  {{0, 0, 40, 40}, {9, 9, 1, 1}, true},
      {{NAN, 0, 40, 40}, {0, 0, 65536, 65536}, false}, {{0, 0, INFINITY, 40}, {0, 0, 65536, 65536}, false},
      {{0, 0, 40, 40}, {-1, 0, 65536, 65536}, false},  {{0, 0, 40, 40}, {1, 0, 65536, 65536}, false},
  };
  GByteArray *png = png_bytes(80, 80, 0x40400000);
  for (size_t i = 0; i < G_N_ELEMENTS(row); i++)
    for (int vector = 0; vector < 2; vector++) {
      char name[32];
      snprintf(name, sizeof name, "r%zu-%d.png", i, vector);
      int id = load(x, name, png->data, png->len);
      cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 50, 50);
      cairo_t *cr = cairo_create(s);
      assert_int_equal(zb_images_draw(x->images, x->diags, id, cr, row[i].rect, row[i].crop, 72, vector), row[i].ok);
      assert_int_equal(cairo_status(cr), CAIRO_STATUS_SUCCESS);
      cairo_destroy(cr);
      cairo_surface_destroy(s);
    }
  g_byte_array_free(png, TRUE);
}

/* Headers that promise too many pixels are refused before anything is decoded. */
static void test_budgets(void **state)
{
  fixture *x = *state;
  GByteArray *png = png_bytes(9, 9, 0xff000000), *jpeg = jpeg_bytes(16, 16, 0);
  static const unsigned char huge[] = {0, 0, 0x40, 1, 0, 0, 0, 9};
  memcpy(png->data + 16, huge, sizeof huge);
  assert_int_equal(load(x, "w.png", png->data, png->len), -1);
  for (guint i = 0; i + 8 < jpeg->len; i++)
    if (jpeg->data[i] == 0xff && jpeg->data[i + 1] == 0xc0) {
      static const unsigned char side[] = {0x3f, 0xff, 0x3f, 0xff};
      memcpy(jpeg->data + i + 5, side, sizeof side);
    }
  assert_int_equal(load(x, "w.jpg", jpeg->data, jpeg->len), -1);
  assert_int_equal(fixture_findings(x->diags, ZB_D_IMAGE_LIMIT), 2);
  g_byte_array_free(png, TRUE);
  g_byte_array_free(jpeg, TRUE);
}

static bool any_picture(const unsigned char *bytes, size_t n)
{
  return n == 3 && memcmp(bytes, "abc", 3) == 0;
}

static void test_svg_check(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    zb_svg_fault fault;
  } row[] = {
      {svg_good, ZB_SVG_OK},
      {"<svg><image xlink:href='file:///etc/passwd'/></svg>", ZB_SVG_EXTERNAL},
      {"<svg><image href = \"photo.png\"/></svg>", ZB_SVG_EXTERNAL},
      {"<svg><use href='other.svg#a'/></svg>", ZB_SVG_EXTERNAL},
      {"<svg><image href='&#x66;ile:x'/></svg>", ZB_SVG_EXTERNAL},
      {"<svg><rect fill='url(http://e.org/#p)'/></svg>", ZB_SVG_EXTERNAL},
      {"<svg><style>@import 'x.css';</style></svg>", ZB_SVG_EXTERNAL},
      {"<svg><style><![CDATA[.a{fill:url( 'x.svg#p')}]]></style></svg>", ZB_SVG_EXTERNAL},
      {"<?xml-stylesheet href='a.css'?><svg/>", ZB_SVG_EXTERNAL},
      {"<!DOCTYPE svg [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><svg>&x;</svg>", ZB_SVG_EXTERNAL},
      {"<!DOCTYPE svg [<!ENTITY ns 'http://ns.example/'>]><svg xmlns:i='&ns;'/>", ZB_SVG_OK},
      {"<!DOCTYPE svg [<!ENTITY x \"<image href='a.png'/>\">]><svg>&x;</svg>", ZB_SVG_EXTERNAL},
      {"<svg><rect filter='url(#blur)'/></svg>", ZB_SVG_RASTER},
      {"<svg><rect style='fill:red;filter : url(#b)'/></svg>", ZB_SVG_RASTER},
      {"<svg><style>.a{filter:none}</style><rect filter='none'/><filter id='f'/></svg>", ZB_SVG_OK},
      {"<svg><foreignObject/></svg>", ZB_SVG_RASTER},
      {"<svg><image href='data:image/png;base64,YWJj'/></svg>", ZB_SVG_OK},
      {"<svg><image href='data:image/png;base64,AAAA'/></svg>", ZB_SVG_IMAGE},
      {"<svg><image href='data:image/svg+xml,&lt;svg/>'/></svg>", ZB_SVG_IMAGE},
      {"<svg><text>href='x' url(y) filter: z</text><!-- <image href='x'/> --></svg>", ZB_SVG_OK},
      {"<svg a='", ZB_SVG_OK},
      {"<svg ='' <a", ZB_SVG_OK},
  };
  char what[ZB_SVG_WHAT];
  for (size_t i = 0; i < G_N_ELEMENTS(row); i++) {
    zb_svg_fault f = zb_svg_check(row[i].text, strlen(row[i].text), any_picture, what);
    if (f != row[i].fault)
      print_error("%s: %d %s\n", row[i].text, (int)f, what);
    assert_int_equal(f, row[i].fault);
  }
  assert_true(zb_svg_sniff(svg_good, strlen(svg_good)));
  assert_true(zb_svg_sniff("\xEF\xBB\xBF\n<!DOCTYPE svg PUBLIC \"a\" [<!ENTITY a 'b>'>]><svg:svg/>", 57));
  assert_false(zb_svg_sniff("<html><svg/></html>", 19));
  assert_false(zb_svg_sniff("", 0));
}

static void test_svg_text(void **state)
{
  (void)state;
  static const struct {
    const char *svg, *text;
  } row[] = {
      {"<svg><title>no</title><text x='1'>党<tspan>建</tspan>&#x5f15;&#39046;&amp;</text>no<text/>no</svg>",
       "党建引领"},
      {"<svg><text><![CDATA[a<b]]></text><!-- <text>c</text> --><svg:text>d</svg:text></svg>", "a<bd"},
      {"<svg><text>open &#x", "open "},
      {"<svg><text", ""},
  };
  for (size_t i = 0; i < G_N_ELEMENTS(row); i++) {
    char *text = zb_svg_text(row[i].svg, strlen(row[i].svg));
    assert_string_equal(text, row[i].text);
    g_free(text);
  }
}

/* The PDF of one image at rect (points). */
static GByteArray *pdf_of(fixture *x, int image, const double rect[4], const int32_t crop[4])
{
  GByteArray *out = g_byte_array_new();
  cairo_surface_t *s = cairo_pdf_surface_create_for_stream(to_array, out, 600, 600);
  cairo_t *cr = cairo_create(s);
  assert_true(zb_images_draw(x->images, x->diags, image, cr, rect, crop, 300, true));
  cairo_show_page(cr);
  assert_true(zb_images_draw(x->images, x->diags, image, cr, rect, crop, 300, true));
  cairo_destroy(cr);
  cairo_surface_finish(s);
  assert_int_equal(cairo_surface_status(s), CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy(s);
  return out;
}

static int occurrences(const GByteArray *a, const void *what, size_t n)
{
  int hits = 0;
  for (const guint8 *p = a->data, *end = p + a->len; (p = memmem(p, (size_t)(end - p), what, n)); p++)
    hits++;
  return hits;
}

static void test_pdf(void **state)
{
  fixture *x = *state;
  GByteArray *jpeg = jpeg_bytes(600, 400, 0), *turned = jpeg_bytes(600, 400, 6);
  int id = load(x, "a.jpg", jpeg->data, jpeg->len), other = load(x, "b.jpg", turned->data, turned->len);
  /* 600 px on 144 pt is 300 ppi: the file itself goes in, once for two pages. */
  GByteArray *pdf = pdf_of(x, id, (double[4]){50, 50, 144, 96}, full);
  assert_int_equal(occurrences(pdf, jpeg->data, jpeg->len), 1);
  assert_int_equal(occurrences(pdf, "/Interpolate true", 17), 0);
  g_byte_array_free(pdf, TRUE);
  /* Half the size: reduced to 300 ppi, still one JPEG. */
  pdf = pdf_of(x, id, (double[4]){50, 50, 72, 48}, full);
  assert_int_equal(occurrences(pdf, jpeg->data, jpeg->len), 0);
  assert_int_equal(occurrences(pdf, "/DCTDecode", 10), 1);
  assert_int_equal(occurrences(pdf, "/Width 300", 10), 1);
  g_byte_array_free(pdf, TRUE);
  /* Turned by EXIF: decoded and turned. */
  pdf = pdf_of(x, other, (double[4]){50, 50, 96, 144}, full);
  assert_int_equal(occurrences(pdf, turned->data, turned->len), 0);
  assert_int_equal(occurrences(pdf, "/Width 400", 10), 1);
  g_byte_array_free(pdf, TRUE);
  /* A small part: only that part is embedded. */
  pdf = pdf_of(x, id, (double[4]){50, 50, 72, 48}, (int32_t[4]){0, 0, 32768, 32768});
  assert_int_equal(occurrences(pdf, "/Width 300", 10), 1);
  g_byte_array_free(pdf, TRUE);
  g_byte_array_free(jpeg, TRUE);
  g_byte_array_free(turned, TRUE);
}

static void test_svg_stays_vector(void **state)
{
  fixture *x = *state;
  int id = load(x, "a.svg", svg_good, sizeof svg_good - 1);
  assert_int_equal(zb_images_info(x->images, id)->width, 40);
  assert_int_equal(zb_images_info(x->images, id)->height, 20);
  GByteArray *pdf = pdf_of(x, id, (double[4]){50, 50, 400, 200}, full);
  assert_int_equal(occurrences(pdf, "/Subtype /Image", 15), 0);
  assert_int_equal(occurrences(pdf, "/ShadingType 2", 14), 2);
  g_byte_array_free(pdf, TRUE);
}

/* A CMYK file as Adobe writes it: inverted. */
static void test_cmyk(void **state)
{
  fixture *x = *state;
  struct jpeg_compress_struct j;
  struct jpeg_error_mgr errors;
  unsigned char *bytes = NULL, row[16 * 4];
  unsigned long n = 0;
  j.err = jpeg_std_error(&errors);
  jpeg_create_compress(&j);
  jpeg_mem_dest(&j, &bytes, &n);
  j.image_width = j.image_height = 16;
  j.input_components = 4;
  j.in_color_space = JCS_CMYK;
  jpeg_set_defaults(&j);
  jpeg_start_compress(&j, TRUE);
  for (int i = 0; i < 16; i++)
    memcpy(row + i * 4, (unsigned char[]){255, 0, 0, 255}, 4); /* no cyan, full magenta and yellow, no black */
  for (JSAMPROW p = row; j.next_scanline < 16;)
    jpeg_write_scanlines(&j, &p, 1);
  jpeg_finish_compress(&j);
  jpeg_destroy_compress(&j);
  int id = load(x, "c.jpg", bytes, n);
  free(bytes);
  uint32_t *px = paint(x, id, (double[4]){0, 0, 48, 48}, full, 100, 100, 100);
  assert_int_equal(corner(px[5050]), 'r');
  assert_int_equal(fixture_findings(x->diags, ZB_D_IMAGE_CMYK), 1);
  g_free(px);
}

/* Every role in the test fonts' serif. */
static zb_fonts *serif(fixture *x)
{
  static const char *const dir[] = {"tests/fonts"}, *const family[] = {"Noto Serif CJK SC"};
  zb_font_role role[ZB_ROLE_COUNT];
  for (int i = 0; i < ZB_ROLE_COUNT; i++)
    role[i] = (zb_font_role){.family = family, .nfamilies = 1, .weight = 400, .bold = 700};
  zb_fonts_conf conf = {.dir = dir, .ndirs = 1, .role = role};
  zb_fonts *fonts = zb_fonts_new(&conf, x->diags);
  assert_non_null(fonts);
  return fonts;
}

static int again(fixture *x, zb_images *im, const char *name)
{
  char *path = g_build_filename(x->dir, name, NULL);
  int id = zb_images_load(im, x->diags, path, name, ZB_SRC_NONE);
  g_free(path);
  return id;
}

/* Documents of one process: ids begin anew, pictures are the same whatever came before, a changed file is read again, and
   two documents may be open at once. */
static void test_documents(void **state)
{
  fixture *x = *state;
  zb_fonts *fonts = serif(x);
  GByteArray *png = png_bytes(80, 80, 0xffff0000), *jpeg = jpeg_bytes(90, 60, 8),
             *other = png_bytes(40, 44, 0x40ff0000);
  save(x, "a.png", png->data, png->len), save(x, "b.jpg", jpeg->data, jpeg->len);
  zb_images *one = zb_images_new(fonts), *two = zb_images_new(fonts), *alone = x->images;
  assert_int_equal(again(x, one, "a.png"), 0);
  assert_int_equal(again(x, one, "b.jpg"), 1);
  assert_int_equal(again(x, two, "b.jpg"), 0);
  assert_int_equal(again(x, alone, "b.jpg"), 0);
  const double rect[4] = {1, 1, 40, 40};
  uint32_t *px[3];
  x->images = one;
  px[0] = paint(x, 1, rect, full, 90, 90, 64);
  zb_images_free(one);
  x->images = two;
  px[1] = paint(x, 0, rect, full, 90, 90, 90);
  save(x, "a.png", other->data, other->len);
  assert_int_equal(again(x, two, "a.png"), 1);
  assert_int_equal(zb_images_info(two, 1)->width, 40);
  zb_images_free(two);
  x->images = alone;
  px[2] = paint(x, 0, rect, full, 90, 90, 90);
  assert_memory_equal(px[0], px[1], 90 * 90 * 4);
  assert_memory_equal(px[0], px[2], 90 * 90 * 4);
  g_free(px[0]), g_free(px[1]), g_free(px[2]);
  g_byte_array_free(png, TRUE), g_byte_array_free(jpeg, TRUE), g_byte_array_free(other, TRUE);
  zb_fonts_free(fonts);
}

/* Characters of an SVG that no font has are errors, with the place of the image. */
static void test_svg_glyphs(void **state)
{
  fixture *x = *state;
  static const char svg[] =
      "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><text>党 \xF0\x9F\x98\x80</text></svg>";
  zb_fonts *fonts = serif(x);
  zb_images *im = zb_images_new(fonts);
  save(x, "e.svg", svg, sizeof svg - 1);
  assert_int_equal(again(x, im, "e.svg"), -1);
  assert_int_equal(fixture_findings(x->diags, ZB_D_MISSING_GLYPH), 1);
  zb_images_free(im);
  zb_fonts_free(fonts);
}

/* Resampling keeps flat areas flat and edges where they are. */
static void test_sampling(void **state)
{
  (void)state;
  zb_raster *r = quarters(64, 64), *up, *down;
  up = zb_raster_sample(r, (double[4]){0, 0, 64, 64}, 128, 128, 0, 0, 128, 128);
  down = zb_raster_sample(r, (double[4]){0, 0, 64, 64}, 9, 9, 0, 0, 9, 9);
  assert_int_equal(up->px[0], 0xffff0000);
  assert_int_equal(up->px[128 * 127 + 127], 0xffffffff);
  assert_int_equal(up->px[128 * 40 + 59], 0xffff0000);
  assert_int_equal(up->px[128 * 40 + 68], 0xff00ff00);
  assert_int_equal(down->px[0], 0xffff0000);
  assert_int_equal(down->px[8], 0xff00ff00);
  zb_raster *same = zb_raster_sample(r, (double[4]){0, 0, 64, 64}, 64, 64, 0, 0, 64, 64);
  assert_memory_equal(same->px, r->px, 64 * 64 * 4);
  zb_raster_free(r), zb_raster_free(up), zb_raster_free(down), zb_raster_free(same);
}

int main(void)
{
#define T(name) cmocka_unit_test_setup_teardown(test_##name, setup, teardown)
  const struct CMUnitTest tests[] = {
      T(orientation),
      T(bands_join),
      T(crop),
      T(damaged),
      T(range),
      T(budgets),
      cmocka_unit_test(test_svg_check),
      T(pdf),
      T(cmyk),
      T(documents),
      T(svg_glyphs),
      T(svg_stays_vector),
      cmocka_unit_test(test_sampling),
      cmocka_unit_test(test_svg_text),
  };
#undef T
  return cmocka_run_group_tests(tests, NULL, NULL);
}
