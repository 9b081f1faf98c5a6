/* The vertical list: sums, exact distribution of flexible space, repeated heads, and marks shared by node number. */
#include "fixture.h"

#include "block/vlist.h"

enum { W = 1000, MAX = 64 };

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_dl *dl;
  zb_dl_page *page;
  zb_rect drawn[MAX]; /* boxes in the order of drawing */
  int index[MAX];
  size_t n;
} fixture;

static fixture *fx; /* of the running test */

static int setup(void **state)
{
  (void)state;
  fx = calloc(1, sizeof *fx);
  fx->arena = zb_arena_new();
  fx->diags = zb_diags_new(fx->arena);
  fx->dl = zb_dl_new(fx->arena, fx->diags);
  fx->page = zb_dl_page_new(fx->dl, ZB_PT(400), ZB_PT(4000));
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  zb_arena_free(fx->arena);
  free(fx);
  return 0;
}

static void draw(const zb_vbox *box, zb_dl_page *page, zb_rect r)
{
  fx->index[fx->n] = (int)(intptr_t)box->data;
  fx->drawn[fx->n++] = r;
  zb_dl_fill_rect(page, r, zb_paint_solid(ZB_RGB(0)));
}

static zb_vbox box(int id, zb_u height, zb_u stretch, zb_u shrink, zb_u space, zb_u space_stretch, zb_u space_shrink)
{
  return (zb_vbox){
      .height = height,
      .stretch = stretch,
      .shrink = shrink,
      .space = space,
      .space_stretch = space_stretch,
      .space_shrink = space_shrink,
      .draw = draw,
      .data = (void *)(intptr_t)id,
  };
}

static zb_vlist three(void)
{
  zb_vlist l = {0};
  zb_push(fx->arena, &l, box(0, 100, 0, 0, 10, 3, 2));
  zb_push(fx->arena, &l, box(1, 200, 7, 40, 20, 4, 8));
  zb_push(fx->arena, &l, box(2, 300, 0, 0, 99, 99, 99));
  return l;
}

static zb_rect into(zb_u height)
{
  return (zb_rect){.x = 5, .y = 50, .w = W, .h = height};
}

static zb_u foot(size_t i)
{
  return fx->drawn[i].y + fx->drawn[i].h;
}

static void test_sum(void **state)
{
  (void)state;
  zb_vlist l = three();
  zb_vsum s = zb_vlist_sum(&l, 0, 3);
  assert_int_equal(s.height, 630); /* the glue after the last box is left out */
  assert_int_equal(s.stretch, 14);
  assert_int_equal(s.shrink, 50);
  s = zb_vlist_sum(&l, 1, 2);
  assert_int_equal(s.height, 200);
  assert_int_equal(s.stretch, 7);
  s = zb_vlist_sum(&l, 2, 2);
  assert_int_equal(s.height, 0);
}

static void test_sum_is_clamped(void **state)
{
  (void)state;
  zb_vlist l = {0};
  for (int i = 0; i < 4; i++)
    zb_push(fx->arena, &l, box(i, INT32_MAX / 2, 0, 0, 0, 0, 0));
  assert_int_equal(zb_vlist_sum(&l, 0, 4).height, INT32_MAX);
}

static void test_natural(void **state)
{
  (void)state;
  zb_vlist l = three();
  zb_vlist_draw(&l, 0, 3, fx->page, into(630), NULL, 0);
  assert_int_equal(fx->n, 3);
  assert_int_equal(fx->drawn[0].x, 5);
  assert_int_equal(fx->drawn[0].w, W);
  assert_int_equal(fx->drawn[0].y, 50);
  assert_int_equal(fx->drawn[1].y, 160);
  assert_int_equal(fx->drawn[2].y, 380);
  assert_int_equal(foot(2), 680);
}

/* Whatever the height, the last box ends on it to the unit, and every flexible part has its share within one unit. */
static void test_stretch_is_exact(void **state)
{
  (void)state;
  zb_vlist l = three();
  for (zb_u more = 0; more < 400; more += 13) {
    fx->n = 0;
    zb_vlist_draw(&l, 0, 3, fx->page, into(630 + more), NULL, 0);
    assert_int_equal(foot(2), 50 + 630 + more);
    assert_in_range(fx->drawn[1].h - 200 - more * 7 / 14 + 1, 0, 2);
    assert_int_equal(fx->drawn[0].h, 100);
    assert_int_equal(fx->drawn[2].h, 300);
  }
}

static void test_shrink_stops_at_its_limit(void **state)
{
  (void)state;
  zb_vlist l = three();
  zb_vlist_draw(&l, 0, 3, fx->page, into(600), NULL, 0);
  assert_int_equal(foot(2), 50 + 600);
  assert_int_equal(fx->drawn[1].h, 200 - 30 * 40 / 50);
  fx->n = 0;
  zb_vlist_draw(&l, 0, 3, fx->page, into(100), NULL, 0);
  assert_int_equal(fx->drawn[1].h, 160);
  assert_int_equal(foot(2), 50 + 580);
}

static void test_rigid_list_stays_natural(void **state)
{
  (void)state;
  zb_vlist l = {0};
  zb_push(fx->arena, &l, box(0, 100, 0, 0, 10, 0, 0));
  zb_push(fx->arena, &l, box(1, 100, 0, 0, 0, 0, 0));
  zb_vlist_draw(&l, 0, 2, fx->page, into(500), NULL, 0);
  assert_int_equal(foot(1), 50 + 210);
}

static void test_head_is_repeated(void **state)
{
  (void)state;
  zb_vbox head = box(9, 40, 0, 0, 5, 0, 0);
  zb_vlist l = three();
  l.v[0].head = &head;
  assert_null(zb_vlist_head(&l, 0));
  assert_ptr_equal(zb_vlist_head(&l, 1), &head);
  assert_int_equal(zb_vlist_sum(&l, 0, 3).height, 630);
  assert_int_equal(zb_vlist_sum(&l, 1, 3).height, 45 + 520);
  zb_vlist_draw(&l, 1, 3, fx->page, into(565), NULL, 0);
  assert_int_equal(fx->n, 3);
  assert_int_equal(fx->index[0], 9);
  assert_int_equal(fx->drawn[1].y, 50 + 45);
  assert_int_equal(foot(2), 50 + 565);
}

static void test_skip(void **state)
{
  (void)state;
  zb_vlist l = three();
  l.v[0].discard_top = l.v[1].discard_top = true;
  assert_int_equal(zb_vlist_skip(&l, 0, 3), 2);
  assert_int_equal(zb_vlist_skip(&l, 0, 1), 1);
  assert_int_equal(zb_vlist_skip(&l, 2, 3), 2);
}

/* The page's marks as "P( P( ) ..." with FILLs as dots. */
static const char *shape_of_page(void)
{
  static char text[512];
  size_t n = 0;
  for (size_t i = 0; i < fx->page->n; i++) {
    const zb_dl_op *op = &fx->page->op[i];
    if (op->kind == ZB_DL_OP_BEGIN)
      n += (size_t)snprintf(text + n, sizeof text - n, "%s%u(", zb_dl_role_name(op->u.mark->role), op->u.mark->node);
    else
      n += (size_t)snprintf(text + n, sizeof text - n, op->kind == ZB_DL_OP_END ? ")" : ".");
  }
  text[n] = '\0';
  return text;
}

static void test_marks_share_common_prefixes(void **state)
{
  (void)state;
  uint32_t sect = zb_dl_node(fx->dl), p = zb_dl_node(fx->dl), q = zb_dl_node(fx->dl);
  zb_mark first[] = {{.role = ZB_DL_SECT, .node = sect}, {.role = ZB_DL_P, .node = p}};
  zb_mark again[] = {{.role = ZB_DL_SECT, .node = sect}, {.role = ZB_DL_P, .node = p}};
  zb_mark other[] = {{.role = ZB_DL_SECT, .node = sect}, {.role = ZB_DL_P, .node = q}};
  zb_mark outer = {.role = ZB_DL_DIV, .node = zb_dl_node(fx->dl)};
  zb_vlist l = three();
  l.v[0].mark = first;
  l.v[1].mark = again;
  l.v[2].mark = other;
  l.v[0].nmarks = l.v[1].nmarks = l.v[2].nmarks = 2;
  zb_vlist_draw(&l, 0, 3, fx->page, into(630), &outer, 1);
  assert_string_equal(shape_of_page(), "Div4(Sect1(P2(..)P3(.)))");
  assert_true(zb_dl_page_end(fx->page));
  assert_int_equal(zb_diags_count(fx->diags, ZB_INTERNAL), 0);
}

static void test_marks_without_node_are_never_shared(void **state)
{
  (void)state;
  zb_mark loose[] = {{.role = ZB_DL_P}};
  zb_vlist l = three();
  for (size_t i = 0; i < 3; i++) {
    l.v[i].mark = loose;
    l.v[i].nmarks = 1;
  }
  zb_vlist_draw(&l, 0, 2, fx->page, into(310), NULL, 0);
  assert_string_equal(shape_of_page(), "P1(.)P2(.)");
}

static void test_empty_range_draws_nothing(void **state)
{
  (void)state;
  zb_mark outer = {.role = ZB_DL_DIV};
  zb_vlist l = {0};
  zb_vlist_draw(&l, 0, 0, fx->page, into(100), &outer, 1);
  assert_int_equal(fx->page->n, 0);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

int main(void)
{
  const struct CMUnitTest tests[] = {
      TEST(test_sum),
      TEST(test_sum_is_clamped),
      TEST(test_natural),
      TEST(test_stretch_is_exact),
      TEST(test_shrink_stops_at_its_limit),
      TEST(test_rigid_list_stays_natural),
      TEST(test_head_is_repeated),
      TEST(test_skip),
      TEST(test_marks_share_common_prefixes),
      TEST(test_marks_without_node_are_never_shared),
      TEST(test_empty_range_draws_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
