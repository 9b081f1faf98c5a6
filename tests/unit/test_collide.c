/* Text over text: which pairs of runs on a page count. */
#include "dl_fixture.h"

#include "dl/query.h"

static void count(void *data, const zb_dl_page *p, const zb_dl_op *one, const zb_dl_op *other)
{
  (void)p;
  assert_ptr_not_equal(one, other);
  ++*(size_t *)data;
}

/* Runs of 10 pt, 5 pt a letter; the first at (100, 100). */
static void pairs(void **state)
{
  fixture *f = *state;
  static const struct {
    const char *one, *other;
    int x, y; /* of the other, pt */
    size_t found;
  } table[] = {
      {"abcd", "efgh", 100, 100, 1}, {"abcd", "efgh", 119, 100, 0}, /* side by side, touching */
      {"abcd", "efgh", 110, 105, 1}, {"abcd", "efgh", 100, 112, 0}, /* the next line */
      {"abcd", "efgh", 100, 108, 0},                                /* set tight, ink apart */
      {"abcd", "efgh", 100, 93, 0},  {"abcd", "efgh", 100, 94, 1},
      {"abcd", "....", 100, 100, 0}, /* marks and leaders are not read */
      {"abcd", "..ef", 110, 100, 0}, /* the part that is read stands beside */
      {"abcd", "ef..", 110, 100, 1}, {"", "abcd", 100, 100, 0},
  };
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    zb_dl_page *p = zb_dl_page_new(f->dl, ZB_PT(400), ZB_PT(400));
    fixture_element(p, (zb_mark){.role = ZB_DL_P}, table[i].one, ZB_PT(100), ZB_PT(100));
    fixture_element(p, (zb_mark){.role = ZB_DL_P}, table[i].other, ZB_PT(table[i].x), ZB_PT(table[i].y));
    assert_true(zb_dl_page_end(p));
    size_t found = 0;
    zb_dl_collisions(f->a, p, count, &found);
    if (found != table[i].found)
      fail_msg("case %zu: %zu pairs, not %zu", i, found, table[i].found);
  }
}

/* Rotated runs are left alone: their place is not their box. */
static void rotated(void **state)
{
  fixture *f = *state;
  zb_dl_page *p = f->p;
  fixture_element(p, (zb_mark){.role = ZB_DL_P}, "abcd", ZB_PT(100), ZB_PT(100));
  zb_glyph glyph = {.gid = 1};
  zb_cluster cluster = {1, 1};
  zb_glyphs g = {.size = ZB_PT(10),
                 .x = ZB_PT(100),
                 .y = ZB_PT(100),
                 .has_matrix = true,
                 .m = {0, 65536, -65536, 0},
                 .advance = ZB_PT(10),
                 .glyph = &glyph,
                 .nglyphs = 1,
                 .text = "x",
                 .ntext = 1,
                 .cluster = &cluster,
                 .nclusters = 1,
                 .color = ZB_RGB(0)};
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  zb_dl_glyphs(p, &g);
  zb_dl_end(p, ZB_DL_P);
  assert_true(zb_dl_page_end(p));
  size_t found = 0;
  zb_dl_collisions(f->a, p, count, &found);
  assert_int_equal(found, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {on_page(pairs), on_page(rotated)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
