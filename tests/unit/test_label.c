/* Labels: boxes, wrapping, overflow, placing. */
#include "fixture.h"

#include "text_fixture.h"

static zb_tstyle small(void)
{
  return (zb_tstyle){.role = ZB_ROLE_HEI, .size = ZB_PT(10), .leading = ZB_PT(15)};
}

static zb_label text(fixture *f, const char *s, const zb_tstyle *style, zb_u max)
{
  return zb_label_text(&f->text, s, ZB_SRC_NONE, style, max);
}

static void test_one_line(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  zb_label l = text(f, "国国国", &s, 0);
  assert_int_equal(l.nlines, 1);
  assert_int_equal(l.width, ZB_PT(30));
  assert_int_equal(l.height, ZB_PT(10));
  assert_int_equal(l.ascent, ZB_PT(8.8));
  assert_int_equal(l.descent, ZB_PT(1.2));
  assert_false(l.overflow);
  zb_label none = text(f, "", &s, 0);
  assert_int_equal(none.nlines, 0);
  assert_int_equal(none.width, 0);
  assert_int_equal(none.height, 0);
}

static void test_wrap(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  zb_label l = text(f, "国国国国国国国国", &s, ZB_PT(50));
  assert_int_equal(l.nlines, 2);
  assert_int_equal(l.height, ZB_PT(25));
  assert_true(l.width <= ZB_PT(50));
  assert_false(l.overflow);
  s.max_lines = 1;
  l = text(f, "国国国国国国国国", &s, ZB_PT(50));
  assert_int_equal(l.nlines, 1);
  assert_true(l.overflow);
  assert_int_equal(l.width, ZB_PT(80));
  s.max_lines = 2;
  l = text(f, "国国国国国国国国国国国国", &s, ZB_PT(50));
  assert_true(l.overflow);
  assert_string_equal(zb_para_text(l.para, NULL), "国国国国国国国国国国国国"); /* nothing is lost silently */
}

/* As few lines as fit, no lone last character. */
static void test_ragged(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  for (int n = 2; n < 40; n++) {
    char buf[200] = "";
    for (int i = 0; i < n; i++)
      strcat(buf, "国");
    zb_label l = text(f, buf, &s, ZB_PT(70));
    assert_int_equal(l.nlines, (size_t)(n + 6) / 7);
    zb_line_info last = zb_lines_info(l.lines, l.nlines - 1);
    assert_true(last.han >= 2);
  }
}

static void test_word_too_wide(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  zb_label l = text(f, "Internationalisation", &s, ZB_PT(50));
  assert_true(l.nlines > 1); /* opened, and said so */
  assert_true(zb_lines_info(l.lines, 0).emergency);
  assert_true(l.width <= ZB_PT(50));
}

static zb_glyphs first_run(const zb_dl_page *p)
{
  for (size_t i = 0; i < p->n; i++)
    if (p->op[i].kind == ZB_DL_OP_GLYPHS)
      return *p->op[i].u.glyphs;
  fail_msg("no glyphs");
  return (zb_glyphs){0};
}

static zb_glyphs placed(fixture *f, const zb_label *l, int h, int v)
{
  zb_dl_page *p = zb_dl_page_new(zb_dl_new(f->arena, f->diags), ZB_PT(500), ZB_PT(500));
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_label_draw(l, p, ZB_PT(100), ZB_PT(100), h, v);
  zb_dl_end(p, ZB_DL_P);
  assert_true(zb_dl_page_end(p));
  return first_run(p);
}

static void test_place(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  zb_label l = text(f, "国国国国", &s, 0);
  assert_int_equal(placed(f, &l, -1, 2).x, ZB_PT(100));
  assert_int_equal(placed(f, &l, 0, 2).x, ZB_PT(80));
  assert_int_equal(placed(f, &l, 1, 2).x, ZB_PT(60));
  assert_int_equal(placed(f, &l, 0, 2).y, ZB_PT(100));
  assert_int_equal(placed(f, &l, 0, -1).y, ZB_PT(108.8));
  assert_int_equal(placed(f, &l, 0, 0).y, ZB_PT(103.8));
  assert_int_equal(placed(f, &l, 0, 1).y, ZB_PT(98.8));
}

static void test_center_in_own_box(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  s.align = ZB_ALIGN_CENTER;
  zb_label l = text(f, "国国国国 国国", &s, ZB_PT(40));
  assert_int_equal(l.nlines, 2);
  assert_int_equal(l.width, ZB_PT(40));
  assert_int_equal(zb_lines_info(l.lines, 1).x, ZB_PT(10));
}

static void test_datum(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  zb_datum d = {.figure = "gdp", .value = "8.6", .unit = "%", .text = "8.6%"};
  zb_label l = zb_label_datum(&f->text, &d, &s);
  zb_dl_page *p = zb_dl_page_new(zb_dl_new(f->arena, f->diags), ZB_PT(500), ZB_PT(500));
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_label_draw(&l, p, 0, ZB_PT(100), -1, 2);
  zb_dl_end(p, ZB_DL_P);
  assert_true(zb_dl_page_end(p));
  assert_int_equal(p->op[1].kind, ZB_DL_OP_BEGIN);
  assert_ptr_equal(p->op[1].u.mark->datum, &d);
}

/* A label's edges carry no blank of its marks (R18, R19). */
static void test_marks_at_edges(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  assert_int_equal(text(f, "（国）", &s, 0).width, ZB_PT(20));
}

/* Tabular digits are of one width. */
static void test_tabular(void **state)
{
  fixture *f = *state;
  zb_tstyle s = small();
  s.tabular = true;
  zb_u w = text(f, "1111", &s, 0).width;
  assert_int_equal(text(f, "8888", &s, 0).width, w);
  assert_int_equal(text(f, "0479", &s, 0).width, w);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_one_line), cmocka_unit_test(test_wrap),
      cmocka_unit_test(test_ragged),   cmocka_unit_test(test_word_too_wide),
      cmocka_unit_test(test_place),    cmocka_unit_test(test_center_in_own_box),
      cmocka_unit_test(test_datum),    cmocka_unit_test(test_marks_at_edges),
      cmocka_unit_test(test_tabular),
  };
  return run_composer(tests);
}
