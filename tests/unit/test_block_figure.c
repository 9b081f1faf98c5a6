/* Charts, photos and groups: alternative text, crops around a focus, resolution, columns that meet at one height. */
#include "block_fixture.h"

#include <png.h>

static const char *const figures = "figures:\n  a: {value: 60人, label: 甲}\n  b: {value: 20人, label: 乙}\n";

/* A grey PNG of w x h pixels beside the report. */
static void png(fixture *x, const char *name, unsigned w, unsigned h)
{
  png_image image = {.version = PNG_IMAGE_VERSION, .width = w, .height = h, .format = PNG_FORMAT_GRAY};
  unsigned char *pixels = g_malloc0((gsize)w * h);
  char *path = g_build_filename(x->dir, name, NULL);
  assert_true(png_image_write_to_file(&image, path, 0, pixels, 0, NULL));
  g_free(path);
  g_free(pixels);
}

static const zb_image_op *image_of(const fixture *x)
{
  for (size_t i = 0; i < x->page->n; i++)
    if (x->page->op[i].kind == ZB_DL_OP_IMAGE)
      return x->page->op[i].u.image;
  fail_msg("no image on the page");
  return NULL;
}

static void test_chart_is_one_box(void **state)
{
  fixture *x = *state;
  fx_report(x, figures,
            "      - chart: bar\n        data: [a, b]\n        title: 甲是乙的三倍\n        subtitle: 人数\n"
            "        source: 统计\n        note: 说明\n");
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.n, 1);
  const zb_mark *m = &x->list.v[0].mark[0];
  assert_int_equal(m->role, ZB_DL_FIGURE);
  assert_string_equal(m->alt, "条形图：甲是乙的三倍。甲 60人；乙 20人");
  fx_draw(x, ZB_PT(300));
  char *text = zb_dl_text(x->arena, x->dl);
  assert_non_null(strstr(text, "甲是乙的三倍"));
  assert_non_null(strstr(text, "来源：统计"));
  assert_non_null(strstr(text, "注：说明"));
  size_t n;
  zb_dl_uses(x->arena, x->dl, &n);
  assert_true(n >= 2);
}

static void test_photo_is_cut_to_its_ratio(void **state)
{
  fixture *x = *state;
  png(x, "wide.png", 1200, 400);
  fx_report(x, "", "      - photo: wide.png\n        caption: 图注\n        focus: left\n");
  fx_lay(x, 0, ZB_PT(300));
  assert_in_range(x->list.v[0].height - ZB_PT(200), ZB_PT(12), ZB_PT(24));
  assert_int_equal(x->list.v[0].shrink, ZB_PT(200) / 4);
  fx_draw(x, ZB_PT(300));
  const zb_image_op *op = image_of(x);
  assert_int_equal(op->cx, 0);
  assert_in_range(op->cw, 65536 / 2 - 50, 65536 / 2 + 50);
  assert_int_equal(op->ch, 65536);
  assert_non_null(strstr(zb_dl_text(x->arena, x->dl), "图注"));
  assert_int_equal(fx_elements(x, ZB_DL_FIGURE), 1);
}

static void test_tall_photo_keeps_its_top(void **state)
{
  fixture *x = *state;
  png(x, "tall.png", 800, 1600);
  fx_report(x, "", "      - photo: tall.png\n        ratio: \"4:3\"\n        focus: top\n        alt: 图\n");
  fx_lay(x, 0, ZB_PT(200));
  fx_draw(x, ZB_PT(200));
  const zb_image_op *op = image_of(x);
  assert_int_equal(op->rect.h, ZB_PT(150));
  assert_int_equal(op->cy, 0);
  assert_int_equal(op->cw, 65536);
  assert_int_equal(op->ch, 65536 * 3 / 8);
}

static void test_contain_shows_all(void **state)
{
  fixture *x = *state;
  png(x, "tall.png", 800, 1600);
  fx_report(x, "", "      - photo: tall.png\n        ratio: \"1:1\"\n        fit: contain\n        alt: 图\n");
  fx_lay(x, 0, ZB_PT(200));
  fx_draw(x, ZB_PT(200));
  const zb_image_op *op = image_of(x);
  assert_int_equal(op->cw, 65536);
  assert_int_equal(op->ch, 65536);
  assert_int_equal(op->rect.w, ZB_PT(100));
  assert_int_equal(op->rect.x, ZB_PT(60));
}

static void test_resolution(void **state)
{
  fixture *x = *state;
  png(x, "p.png", 600, 400);
  fx_report(x, "", "      - photo: p.png\n        alt: 图\n");
  fx_lay(x, 0, ZB_PT(200)); /* 216 ppi */
  assert_int_equal(fixture_findings(x->diags, ZB_D_SOFT_PHOTO) + fixture_findings(x->diags, ZB_D_COARSE_PHOTO), 0);
  fx_lay(x, 0, ZB_PT(300)); /* 144 ppi */
  assert_int_equal(fixture_findings(x->diags, ZB_D_SOFT_PHOTO), 1);
  fx_lay(x, 0, ZB_PT(600)); /* 72 ppi */
  assert_int_equal(fixture_findings(x->diags, ZB_D_COARSE_PHOTO), 1);
}

static void test_bad_ratio(void **state)
{
  static const char *const bad[] = {"3", "0:2", "a:b", "3:2:1", "100:1", ""};
  fixture *x = *state;
  png(x, "p.png", 600, 400);
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    x->diags = zb_diags_new(x->arena);
    char *block = g_strdup_printf("      - photo: p.png\n        alt: 图\n        ratio: \"%s\"\n", bad[i]);
    fx_report(x, "", block);
    fx_lay(x, 0, ZB_PT(100));
    assert_true(zb_diags_failed(x->diags));
    g_free(block);
  }
}

static void test_group_columns_meet(void **state)
{
  fixture *x = *state;
  png(x, "p.png", 1500, 1000);
  fx_report(x, figures,
            "      - group:\n          - chart: bar\n            data: [a, b]\n            title: 图\n"
            "          - photo: p.png\n            caption: 说明\n        columns: 2\n");
  fx_lay(x, 0, ZB_PT(440));
  assert_int_equal(x->list.n, 1);
  zb_vbox *box = &x->list.v[0];
  fx_draw(x, ZB_PT(440));
  zb_u foot = 0;
  for (size_t i = 0; i < x->page->n; i++)
    if (x->page->op[i].kind == ZB_DL_OP_IMAGE)
      foot = x->page->op[i].u.image->rect.y + x->page->op[i].u.image->rect.h;
  assert_true(foot < ZB_PT(10) + box->height);
  assert_true(foot > ZB_PT(10) + box->height - ZB_PT(20)); /* the caption stands on the foot of the group */
}

/* The title of one chart takes two lines, the other has a note: the plots still begin and end level. */
static void test_charts_side_by_side_stand_level(void **state)
{
  fixture *x = *state;
  fx_report(x, figures,
            "      - group:\n"
            "          - chart: bar\n            data: [a, b]\n            orient: vertical\n"
            "            title: 这个标题很长，在半个版心的宽度里要排成两行，甚至还不止两行\n"
            "          - chart: bar\n            data: [a, b]\n            orient: vertical\n            title: 短\n"
            "            note: 一条注。\n");
  fx_lay(x, 0, ZB_PT(360));
  fx_draw(x, ZB_PT(360));
  zb_u foot[2] = {0};
  for (size_t i = 0; i < x->page->n; i++)
    if (x->page->op[i].kind == ZB_DL_OP_FILL && x->page->op[i].u.fill->path.rect.h > ZB_PT(20)) {
      zb_rect r = x->page->op[i].u.fill->path.rect;
      foot[r.x > ZB_PT(190)] = r.y + r.h;
    }
  assert_true(foot[0] > 0);
  assert_int_equal(foot[0], foot[1]);
}

static void test_narrow_group_is_stacked(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - group:\n          - text: 甲\n          - text: 乙\n");
  fx_lay(x, 0, ZB_PT(100));
  assert_int_equal(x->list.n, 2);
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.n, 1);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      FX_TEST(test_chart_is_one_box),
      FX_TEST(test_photo_is_cut_to_its_ratio),
      FX_TEST(test_tall_photo_keeps_its_top),
      FX_TEST(test_contain_shows_all),
      FX_TEST(test_resolution),
      FX_TEST(test_bad_ratio),
      FX_TEST(test_group_columns_meet),
      FX_TEST(test_charts_side_by_side_stand_level),
      FX_TEST(test_narrow_group_is_stacked),
  };
  return FX_RUN(tests);
}
