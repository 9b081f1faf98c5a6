/* Breaks of tables over pages (charts-tables-posters 2.10): what dynamic programming finds and what a column does with
   it, held against all possible breaks of small tables; and where real rows may be parted. */
#include "block_fixture.h"

#include "layout/flow.h"

enum { ROWS_MOST = 10, TABLES = 600 };

/* A small generator of its own, so that every run tests the same tables. */
static unsigned next(unsigned *seed, unsigned n)
{
  *seed = *seed * 1103515245u + 12345u;
  return (*seed >> 16) % n;
}

typedef struct table {
  zb_vbox row[ROWS_MOST];
  zb_vbox head, under;
  size_t n;
  zb_u limit;
} table;

/* Rows lower than a page less its head, with penalties as tables have them; every third table carries sums. */
static void make_table(table *t, unsigned *seed)
{
  static const int penalty[] = {100, 100, 400, 800, ZB_BREAK_FORBID};
  *t = (table){.n = 2 + next(seed, ROWS_MOST - 1), .limit = ZB_PT(60 + (int)next(seed, 60))};
  t->head = (zb_vbox){.kind = ZB_V_ROW, .height = ZB_PT((int)next(seed, 20)), .penalty = ZB_BREAK_FORBID};
  t->under = (zb_vbox){.kind = ZB_V_ROW, .height = next(seed, 3) == 0 ? ZB_PT(6) : 0};
  for (size_t i = 0; i < t->n; i++) {
    t->row[i] =
        (zb_vbox){.kind = ZB_V_ROW, .height = ZB_PT(8 + (int)next(seed, 25)), .head = &t->head, .under = &t->under};
    t->row[i].penalty = penalty[next(seed, 5)];
  }
  t->row[t->n - 1].penalty = 0;
}

/* Cost of rows [from, to) on one page and a break behind them; -1: they do not go there. */
static int64_t page_cost(const table *t, size_t from, size_t to)
{
  zb_u h = from > 0 ? t->head.height : 0;
  for (size_t i = from; i < to; i++)
    h += t->row[i].height;
  if (to == t->n)
    return h <= t->limit ? 0 : -1;
  if (t->row[to - 1].penalty >= ZB_BREAK_FORBID || h + t->under.height > t->limit)
    return -1;
  return zb_break_cost(t->limit - h, t->limit, t->row[to - 1].penalty);
}

/* The least cost over all sets of breaks: bit i of `set` is a break behind row i. */
static int64_t best_of_all(const table *t)
{
  int64_t best = -1;
  for (unsigned set = 0; set < 1u << (t->n - 1); set++) {
    int64_t cost = 0;
    size_t from = 0;
    for (size_t i = 0; i < t->n && cost >= 0; i++) {
      if (i + 1 < t->n && !(set >> i & 1))
        continue;
      int64_t mine = page_cost(t, from, i + 1);
      cost = mine < 0 ? -1 : cost + mine;
      from = i + 1;
    }
    if (cost >= 0 && (best < 0 || cost < best))
      best = cost;
  }
  return best;
}

static zb_flow flow_of(zb_run *run, zb_item *item, table *t)
{
  static const zb_block block = {.kind = ZB_B_TABLE};
  *item = (zb_item){.list = {.v = t->row, .n = t->n, .cap = t->n}, .block = &block};
  return (zb_flow){.run = run, .item = {.v = item, .n = 1, .cap = 1}, .columns = 1};
}

/* Pours the table into pages as the layout does; the cost of its breaks. */
static int64_t cost_of_pages(zb_flow *f, const table *t)
{
  zb_cursor c = {0};
  int64_t cost = 0;
  while (c.item == 0) {
    size_t from = c.box;
    bool over;
    zb_foot foot = {.room = t->limit};
    zb_vlist page = zb_column_fill(f, &c, 1, t->limit, &foot, true, &over);
    assert_true(page.n > 0);
    assert_false(over);
    int64_t mine = page_cost(t, from, c.item == 0 ? c.box : t->n);
    assert_true(mine >= 0); /* no break where none may be, no page too full */
    cost += mine;
  }
  return cost;
}

static void test_best_breaks(void **state)
{
  (void)state;
  unsigned seed = 7;
  int possible = 0, pages = 0;
  for (int i = 0; i < TABLES; i++) {
    zb_arena *a = zb_arena_new();
    static const zb_layout layout = {.name = "test"};
    zb_run run = {.in = {.arena = a, .layout = &layout}, .ctx = {.arena = a, .layout = &layout, .scale = 1000}};
    table t;
    zb_item item;
    make_table(&t, &seed);
    int64_t best = best_of_all(&t);
    if (best >= 0) {
      zb_flow f = flow_of(&run, &item, &t);
      assert_int_equal(zb_rows_cost(&f, 0, 0, t.limit), best);
      assert_int_equal(cost_of_pages(&f, &t), best);
      possible++;
      pages += best > 0;
    }
    zb_arena_free(a);
  }
  assert_true(possible > TABLES / 4 && pages > TABLES / 8); /* the tables are not all trivial */
}

/* --- where rows may be parted ---------------------------------------------------------------------------------- */

static const char grouped[] =
    "      - table:\n          - [村, 户数]\n"
    "          - [甲, 1户]\n          - [乙, 2户]\n          - [丙, 3户]\n          - [丁, 4户]\n"
    "          - [戊, 5户]\n          - [己, 6户]\n          - [庚, 7户]\n          - [辛, 8户]\n"
    "        groups: {东区: 甲, 西区: 戊}\n        summary: [{over: both}]\n";

/* Head, 东区, four rows, 小计, 西区, four rows, 小计, 合计: after which of these boxes a page may end. */
static void test_rows_that_stay_together(void **state)
{
  static const bool may[] = {false,                     /* head */
                             false, false, true, false, /* 东区, 甲; two rows after a head; two before a sum */
                             false, true,               /* 丁; after the sum */
                             false, false, true, false, false, false, true};
  fixture *x = *state;
  fx_report(x, "", grouped);
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.n, sizeof may / sizeof *may);
  for (size_t i = 0; i < x->list.n; i++)
    assert_int_equal(x->list.v[i].penalty < ZB_BREAK_FORBID, may[i]);
}

/* Rows up to 60 % of a page are one box; higher ones are parted between their lines. */
static void test_only_tall_rows_are_parted(void **state)
{
  fixture *x = *state;
  char rows[4096] = "      - table:\n          - [事项, 说明]\n          - [办学, \"";
  for (int i = 0; i < 60; i++)
    strcat(rows, "一二三四五");
  strcat(rows, "\"]\n          - [修路, 短]\n");
  fx_report(x, "", rows);
  fx_lay(x, 0, ZB_PT(220));
  size_t whole = x->list.n; /* the fixture's page is high */
  assert_int_equal(whole, 3);
  zb_u high = x->list.v[1].height;
  zb_frame_def frame = {.box = {.h = high * 5 / 3 + ZB_PT(1)}};
  x->layout.frame = &frame;
  x->layout.nframes = 1;
  fx_lay(x, 0, ZB_PT(220));
  assert_int_equal(x->list.n, 3); /* just 60 % */
  frame.box.h = high * 5 / 3 - ZB_PT(1);
  fx_lay(x, 0, ZB_PT(220));
  assert_true(x->list.n > 10); /* a box a line */
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_best_breaks),
      FX_TEST(test_rows_that_stay_together),
      FX_TEST(test_only_tall_rows_are_parted),
  };
  return FX_RUN(tests);
}
