/* Arena and growable arrays. */
#include "fixture.h"

#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/vec.h"

static void test_zeroed_aligned(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  unsigned char *last = NULL;
  for (size_t size = 0; size < 3000; size += 37) {
    unsigned char *p = zb_arena_alloc(a, size);
    assert_non_null(p);
    assert_ptr_not_equal(p, last);
    assert_int_equal((uintptr_t)p % 16, 0);
    for (size_t i = 0; i < size; i++)
      assert_int_equal(p[i], 0);
    memset(p, 0xAA, size);
    last = size > 0 ? p : last;
  }
  zb_arena_free(a);
}

static void test_large(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  char *small = zb_arena_strdup(a, "before"), *big = zb_arena_alloc(a, 5u << 20), *after = zb_arena_strdup(a, "after");
  memset(big, 1, 5u << 20);
  assert_string_equal(small, "before");
  assert_string_equal(after, "after");
  zb_arena_free(a);
  zb_arena_free(NULL);
}

static void test_text(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  assert_null(zb_arena_strdup(a, NULL));
  assert_null(zb_arena_strndup(a, NULL, 3));
  assert_string_equal(zb_arena_strndup(a, "海西", 3), "海");
  assert_string_equal(zb_arena_strndup(a, "abc", 0), "");
  const char bytes[] = {1, 0, 2};
  assert_memory_equal(zb_arena_memdup(a, bytes, 3), bytes, 3);
  assert_string_equal(zb_arena_printf(a, "%d%s %zu", -3, "项", (size_t)7), "-3项 7");
  char long_text[5000];
  memset(long_text, 'x', sizeof long_text - 1);
  long_text[sizeof long_text - 1] = '\0';
  assert_string_equal(zb_arena_printf(a, "%s", long_text), long_text);
  zb_arena_free(a);
}

static void test_vec(void **state)
{
  (void)state;
  zb_arena *a = zb_arena_new();
  ZB_VEC(int) v = {0};
  for (int i = 0; i < 1000; i++)
    zb_push(a, &v, i * i);
  assert_int_equal(v.n, 1000);
  for (int i = 0; i < 1000; i++)
    assert_int_equal(v.v[i], i * i);
  struct pair {
    int x, y;
  } *many = zb_newn(a, struct pair, 10);
  assert_int_equal(many[9].y, 0);
  zb_arena_free(a);
}

enum { PIECES = 20000, PIECE = 1000, LARGE = 9 << 20 };

/* Fills an arena with some 29 MB, most of it beyond what it may keep in memory. */
static void fill(zb_arena *a, unsigned char *piece[PIECES], unsigned char **large)
{
  for (int i = 0; i < PIECES; i++) {
    piece[i] = zb_arena_alloc(a, PIECE);
    assert_int_equal(piece[i][PIECE - 1], 0);
    memset(piece[i], i & 255, PIECE);
    if (i == PIECES / 2) {
      *large = zb_arena_alloc(a, LARGE);
      assert_int_equal((*large)[LARGE - 1], 0);
      memset(*large, 7, LARGE);
    }
  }
}

static void check(unsigned char *const piece[PIECES], const unsigned char *large)
{
  for (int i = 0; i < PIECES; i++)
    assert_true(piece[i][0] == (i & 255) && piece[i][PIECE - 1] == (i & 255));
  assert_true(large[0] == 7 && large[LARGE - 1] == 7);
}

#ifndef ZB_ARENA_DEBUG
static long resident_bytes(void)
{
  long pages = 0, resident = 0;
  FILE *f = fopen("/proc/self/statm", "r");
  assert_non_null(f);
  assert_int_equal(fscanf(f, "%ld %ld", &pages, &resident), 2);
  fclose(f);
  return resident * sysconf(_SC_PAGESIZE);
}
#endif

/* What went to rest takes no memory, and is there again when it is touched. */
static void test_spill(void **state)
{
  (void)state;
  static unsigned char *piece[PIECES], *large;
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, 1 << 20);
  fill(a, piece, &large);
  check(piece, large);
#ifndef ZB_ARENA_DEBUG
  long full = resident_bytes();
  zb_arena_rest(a);
  assert_true(full - resident_bytes() > 15 << 20);
#endif
  check(piece, large);
  zb_arena_clear(a);
  fill(a, piece, &large);
  check(piece, large);
  zb_arena_free(a);
}

/* Without room on disk all stays in memory. */
static void test_spill_full(void **state)
{
  (void)state;
  static unsigned char *piece[PIECES], *large;
  struct rlimit was, limit;
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &was);
  limit = was;
  limit.rlim_cur = 6 << 20;
  setrlimit(RLIMIT_FSIZE, &limit);
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, 1 << 20);
  fill(a, piece, &large);
  setrlimit(RLIMIT_FSIZE, &was);
  zb_arena_rest(a);
  check(piece, large);
  zb_arena_free(a);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_zeroed_aligned), cmocka_unit_test(test_large),
      cmocka_unit_test(test_text),           cmocka_unit_test(test_vec),
      cmocka_unit_test(test_spill),          cmocka_unit_test(test_spill_full),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
