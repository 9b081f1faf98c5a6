/* Questions to a display list: where a figure is printed or drawn, the text in order, ink outside the page. */
#include "dl_fixture.h"

#include "dl/query.h"

static const zb_datum gdp = {.figure = "gdp", .value = "8.6", .unit = "%", .text = "8.6%"};
static const zb_datum invest = {.figure = "invest", .value = "25.5", .unit = "%", .text = "25.5%"};

static void test_uses(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  fixture_text(p, "up ", 0, ZB_PT(20));
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_SPAN, .datum = &gdp});
  fixture_text(p, "8.", ZB_PT(15), ZB_PT(20)); /* a figure may be broken into runs */
  fixture_text(p, "6%", ZB_PT(25), ZB_PT(20));
  zb_dl_end(p, ZB_DL_SPAN);
  zb_dl_end(p, ZB_DL_P);
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_SPAN, .datum = &invest});
  zb_dl_fill_rect(p, (zb_rect){.x = 5, .y = 6, .w = 70, .h = 8}, zb_paint_solid(ZB_RGB(0xB3261E)));
  zb_dl_fill_rect(p, (zb_rect){.x = 1, .y = 1, .w = 1, .h = 1}, zb_paint_solid(ZB_RGB(0)));
  zb_dl_end(p, ZB_DL_SPAN);
  zb_dl_page_end(p);
  size_t n;
  zb_dl_use *use = zb_dl_uses(f->a, f->dl, &n);
  assert_int_equal(n, 2);
  assert_string_equal(use[0].datum->figure, "gdp");
  assert_string_equal(use[0].text, "8.6%");
  assert_false(use[0].drawn);
  assert_ptr_equal(use[0].page, p);
  assert_true(use[1].drawn);
  assert_int_equal(use[1].fill.w, 70); /* the first rectangle is the bar */
  assert_string_equal(use[1].text, "");
}

static void test_no_uses(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  fixture_element(p, (zb_mark){.role = ZB_DL_P}, "abc", 0, ZB_PT(20));
  zb_dl_page_end(p);
  size_t n = 9;
  zb_dl_uses(f->a, f->dl, &n);
  assert_int_equal(n, 0);
}

static void test_text(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  fixture_element(p, (zb_mark){.role = ZB_DL_ARTIFACT}, "folio", 0, ZB_PT(90));
  fixture_element(p, (zb_mark){.role = ZB_DL_H1}, "Title", 0, ZB_PT(20));
  uint32_t node = fixture_element(p, (zb_mark){.role = ZB_DL_P}, "first half, ", 0, ZB_PT(40));
  zb_dl_page_end(p);
  zb_dl_page *q = zb_dl_page_new(f->dl, ZB_PT(200), ZB_PT(100));
  zb_dl_begin_role(q, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  fixture_element(q, (zb_mark){.role = ZB_DL_SPAN}, "2", 0, ZB_PT(90)); /* inside an artifact */
  zb_dl_end(q, ZB_DL_ARTIFACT);
  zb_dl_begin(q, (zb_mark){.role = ZB_DL_P, .node = node});
  fixture_text(q, "second ", 0, ZB_PT(20));
  fixture_element(q, (zb_mark){.role = ZB_DL_SPAN, .datum = &gdp}, "8.6%", ZB_PT(40), ZB_PT(20));
  fixture_text(q, " half", ZB_PT(60), ZB_PT(20));
  zb_dl_end(q, ZB_DL_P);
  fixture_element(q, (zb_mark){.role = ZB_DL_P}, "next", 0, ZB_PT(50));
  zb_dl_page_end(q);
  assert_string_equal(zb_dl_text(f->a, f->dl), "Title\nfirst half, second 8.6% half\nnext");
}

static void count(void *data, const zb_dl_page *page, const zb_dl_op *op)
{
  (void)page;
  (void)op;
  ++*(int *)data;
}

static void test_outside(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  int found = 0;
  fixture_text(p, "inside", ZB_PT(10), ZB_PT(50));
  zb_dl_outside(f->dl, count, &found);
  assert_int_equal(found, 0);
  fixture_text(p, "right edge", ZB_PT(180), ZB_PT(50));
  fixture_text(p, "left", -ZB_PT(1), ZB_PT(50));
  fixture_text(p, "foot", 0, ZB_PT(101));
  fixture_text(p, "top", 0, ZB_PT(2));
  zb_dl_outside(f->dl, count, &found);
  assert_int_equal(found, 4);
}

int main(void)
{
  const struct CMUnitTest tests[] = {on_page(test_uses), on_page(test_no_uses), on_page(test_text),
                                     on_page(test_outside)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
