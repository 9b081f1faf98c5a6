/* Display list: balance of marks and clips, numbers out of range, bounds of elements, paths. */
#include "dl_fixture.h"

static const zb_paint red = {.kind = ZB_PAINT_SOLID, .color = {255, 0, 0, 255}};

static zb_rect rect(zb_u x, zb_u y, zb_u w, zb_u h)
{
  return (zb_rect){.x = x, .y = y, .w = w, .h = h};
}

static void assert_rect(zb_rect got, zb_rect want)
{
  assert_int_equal(got.x, want.x);
  assert_int_equal(got.y, want.y);
  assert_int_equal(got.w, want.w);
  assert_int_equal(got.h, want.h);
}

static void assert_internal(const fixture *f)
{
  assert_int_equal(zb_diags_status(f->d), 4);
}

static void test_balanced(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_begin_role(p, ZB_DL_SECT, ZB_SRC_NONE);
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_dl_fill_rect(p, rect(10, 20, 30, 40), red);
  zb_dl_end(p, ZB_DL_P);
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_dl_fill_rect(p, rect(100, 0, 5, 5), red);
  zb_dl_end(p, ZB_DL_P);
  zb_dl_end(p, ZB_DL_SECT);
  assert_true(zb_dl_page_end(p));
  assert_int_equal(zb_diags_status(f->d), 0);
  assert_int_equal(p->n, 8);
  assert_true(p->frozen);
  assert_rect(p->op[0].bounds, rect(10, 0, 95, 60)); /* of everything inside */
  assert_rect(p->op[1].bounds, rect(10, 20, 30, 40));
  assert_rect(p->op[4].bounds, rect(100, 0, 5, 5));
}

static void test_wrong_end(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_begin_role(p, ZB_DL_SECT, ZB_SRC_NONE);
  zb_dl_end(p, ZB_DL_P);
  assert_internal(f);
  assert_false(zb_dl_page_end(p)); /* the section is closed so that outputs see a tree */
  assert_int_equal(p->op[p->n - 1].kind, ZB_DL_OP_END);
}

static void test_end_without_begin(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_end(p, ZB_DL_P);
  assert_internal(f);
  assert_int_equal(p->n, 0);
}

static void test_too_deep(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  for (int i = 0; i < 100; i++)
    zb_dl_begin_role(p, ZB_DL_DIV, ZB_SRC_NONE);
  assert_internal(f);
  for (int i = 0; i < 100; i++)
    zb_dl_end(p, ZB_DL_DIV);
  zb_dl_page_end(p);
  assert_int_equal(p->nopen, 0);
  int depth = 0;
  for (size_t i = 0; i < p->n; i++)
    depth += p->op[i].kind == ZB_DL_OP_BEGIN ? 1 : -1;
  assert_int_equal(depth, 0);
}

static void test_clips(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_clip(p, zb_path_rect(rect(0, 0, 10, 10)));
  zb_dl_unclip(p);
  assert_int_equal(zb_diags_status(f->d), 0);
  zb_dl_unclip(p);
  assert_internal(f);
  zb_dl_clip(p, zb_path_rect(rect(0, 0, 10, 10)));
  assert_false(zb_dl_page_end(p));
  assert_int_equal(p->op[p->n - 1].kind, ZB_DL_OP_UNCLIP);
}

static void test_frozen(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  assert_true(zb_dl_page_end(p));
  zb_dl_fill_rect(p, rect(0, 0, 1, 1), red);
  assert_internal(f);
  assert_int_equal(p->n, 0);
}

static void test_out_of_range(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_fill_rect(p, rect(0, 0, 2000000000, 10), red);
  zb_dl_fill_rect(p, rect(0, 0, -5, 10), red);
  zb_dl_fill_rect(p, rect(-2000000000, 0, 5, 10), red);
  assert_int_equal(p->n, 0);
  assert_internal(f);
}

static void test_page_size(void **state)
{
  fixture *f = *state;
  zb_dl_page *q = zb_dl_page_new(f->dl, 0, ZB_PT(20000));
  assert_internal(f);
  assert_true(q->w > 0);
  assert_int_equal(q->h, 14400 * ZB_UNIT);
  assert_int_equal(q->number, 2);
  assert_rect(q->trim, rect(0, 0, q->w, q->h));
}

static void test_nodes(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  uint32_t first = zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_dl_end(p, ZB_DL_P);
  uint32_t second = zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_dl_end(p, ZB_DL_P);
  assert_true(first != 0 && second != 0 && first != second);
  zb_dl_page *q = zb_dl_page_new(f->dl, ZB_PT(100), ZB_PT(100));
  assert_int_equal(zb_dl_begin(q, (zb_mark){.role = ZB_DL_P, .node = first}), first); /* continued overleaf */
}

static void test_glyph_bounds(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_glyph g[1] = {{.gid = 1}};
  zb_cluster c[1] = {{.nbytes = 1, .nglyphs = 1}};
  zb_glyphs run = {.size = ZB_PT(10),
                   .x = ZB_PT(100),
                   .y = ZB_PT(100),
                   .advance = ZB_PT(10),
                   .glyph = g,
                   .nglyphs = 1,
                   .text = "a",
                   .ntext = 1,
                   .cluster = c,
                   .nclusters = 1};
  zb_dl_glyphs(p, &run);
  zb_rect r = p->op[0].bounds;
  assert_true(r.x <= ZB_PT(100) && r.x + r.w >= ZB_PT(110) && r.y <= ZB_PT(91) && r.y + r.h >= ZB_PT(102));
  run.has_matrix = true;
  zb_dl_glyphs(p, &run);
  r = p->op[1].bounds;
  assert_true(r.y <= ZB_PT(90) && r.y + r.h >= ZB_PT(110)); /* any rotation */
  run.nglyphs = 0;
  zb_dl_glyphs(p, &run);
  assert_int_equal(p->n, 2);
}

static void test_strokes(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  zb_dl_line(p, (zb_point){100, 100}, (zb_point){300, 100}, red, (zb_stroke){.width = 10});
  zb_rect r = p->op[0].bounds;
  assert_true(r.y <= 95 && r.y + r.h >= 105 && r.x <= 95 && r.x + r.w >= 305);
}

static void test_paths(void **state)
{
  fixture *f = *state;
  zb_rect r = rect(0, 0, 100, 60);
  zb_path plain = zb_path_round(f->a, r, 0), round = zb_path_round(f->a, r, 1000);
  assert_int_equal(plain.nsegs, 0);
  assert_int_equal(round.nsegs, 10); /* the radius is clamped to half the shorter side */
  assert_rect(zb_path_bounds(&round), r);
  zb_path circle = zb_path_circle(f->a, (zb_point){50, 50}, 20);
  assert_rect(zb_path_bounds(&circle), rect(30, 30, 40, 40));
  const zb_point pt[] = {{5, 5}, {-10, 20}, {7, 40}};
  zb_path poly = zb_path_poly(f->a, pt, 3, true);
  assert_int_equal(poly.nsegs, 4);
  assert_int_equal(poly.seg[3].kind, ZB_SEG_CLOSE);
  assert_rect(zb_path_bounds(&poly), rect(-10, 5, 17, 35));
}

/* The corners of ring segments stand on the circle, clockwise from 12 o'clock. */
static void test_wedge(void **state)
{
  fixture *f = *state;
  zb_point c = {10000, 10000};
  zb_path pie = zb_path_wedge(f->a, c, 0, 5000, 0, 250);
  zb_rect b = zb_path_bounds(&pie);
  assert_rect(b, rect(10000, 5000, 5000, 5000));
  zb_path ring = zb_path_wedge(f->a, c, 2000, 5000, 500, 750);
  b = zb_path_bounds(&ring);
  assert_in_range(b.x, 4990, 5010);
  assert_in_range(b.y, 9990, 10010);
  zb_path full = zb_path_wedge(f->a, c, 2000, 5000, 0, 1000);
  b = zb_path_bounds(&full);
  assert_in_range(b.w, 9990, 10010);
}

static void test_role_names(void **state)
{
  (void)state;
  assert_string_equal(zb_dl_role_name(ZB_DL_DOCUMENT), "Document");
  assert_string_equal(zb_dl_role_name(ZB_DL_BLOCKQUOTE), "BlockQuote");
  assert_string_equal(zb_dl_role_name(ZB_DL_ARTIFACT), "Artifact");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      on_page(test_balanced), on_page(test_wrong_end),    on_page(test_end_without_begin), on_page(test_too_deep),
      on_page(test_clips),    on_page(test_frozen),       on_page(test_out_of_range),      on_page(test_page_size),
      on_page(test_nodes),    on_page(test_glyph_bounds), on_page(test_strokes),           on_page(test_paths),
      on_page(test_wedge),    on_page(test_role_names),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
