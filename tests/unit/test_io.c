/* Files: bounded reads that refuse what is no regular file; writes that are whole or absent. */
#include "fixture.h"

#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/io.h"
#include "base/sink.h"

static char dir[] = "/tmp/zhanban-test-io-XXXXXX";
static zb_arena *a;
static zb_diags *d;

static int setup(void **state)
{
  (void)state;
  a = zb_arena_new();
  d = zb_diags_new(a);
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  zb_arena_free(a);
  return 0;
}

static int make_dir(void **state)
{
  (void)state;
  return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state)
{
  (void)state;
  DIR *folder = opendir(dir);
  for (struct dirent *e; (e = readdir(folder));)
    if (unlinkat(dirfd(folder), e->d_name, 0) != 0)
      unlinkat(dirfd(folder), e->d_name, AT_REMOVEDIR);
  closedir(folder);
  return rmdir(dir);
}

static const char *in_dir(const char *name)
{
  return zb_arena_printf(a, "%s/%s", dir, name);
}

static int entries(void)
{
  DIR *folder = opendir(dir);
  int n = -2; /* . and .. */
  while (readdir(folder))
    n++;
  closedir(folder);
  return n;
}

static void put(const char *path, const char *text)
{
  FILE *f = fopen(path, "w");
  fputs(text, f);
  fclose(f);
}

static zb_diag_code only_code(void)
{
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(d, &n);
  assert_int_equal(n, 1);
  return e[0].code;
}

static void test_read(void **state)
{
  (void)state;
  size_t n = 99;
  const char *path = in_dir("read.txt");
  put(path, "海西");
  char *text = zb_io_read(a, d, path, 100, ZB_SRC_NONE, &n);
  assert_int_equal(n, 6);
  assert_string_equal(text, "海西");
  assert_non_null(zb_io_read(a, d, path, 6, ZB_SRC_NONE, &n));
  put(path, "");
  text = zb_io_read(a, d, path, 100, ZB_SRC_NONE, &n);
  assert_int_equal(n, 0);
  assert_string_equal(text, "");
  assert_int_equal(zb_diags_status(d), 0);
}

static void test_read_refuses(void **state)
{
  (void)state;
  size_t n;
  const char *fifo = in_dir("fifo"), *big = in_dir("big");
  assert_int_equal(mkfifo(fifo, 0600), 0);
  put(big, "0123456789");
  const struct {
    const char *path;
    zb_diag_code code;
  } row[] = {
      {in_dir("none"), ZB_D_FILE_MISSING},
      {in_dir("big/none"), ZB_D_FILE_MISSING},
      {dir, ZB_D_FILE_KIND},
      {fifo, ZB_D_FILE_KIND} /* at once: no wait for a writer */,
      {"/dev/zero", ZB_D_FILE_KIND},
      {big, ZB_D_FILE_LIMIT},
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    zb_diags_clear(d);
    assert_null(zb_io_read(a, d, row[i].path, 9, ZB_SRC_NONE, &n));
    assert_int_equal(only_code(), row[i].code);
  }
  unlink(fifo);
  unlink(big);
}

static void test_relative(void **state)
{
  (void)state;
  assert_string_equal(zb_io_relative(a, "samples/haixi/report.yaml", "data/a.csv"), "samples/haixi/data/a.csv");
  assert_string_equal(zb_io_relative(a, "report.yaml", "data/a.csv"), "data/a.csv");
  assert_string_equal(zb_io_relative(a, "x/report.yaml", "/a.csv"), "/a.csv");
  assert_string_equal(zb_io_relative(a, NULL, "a.csv"), "a.csv");
}

static void test_commit(void **state)
{
  (void)state;
  const char *path = in_dir("out");
  size_t n;
  zb_sink *s = zb_sink_file(d, path);
  assert_non_null(s);
  char block[1000];
  memset(block, 'z', sizeof block);
  for (int i = 0; i < 300; i++) /* more than one buffer */
    assert_true(zb_sink_write(s, block, sizeof block));
  assert_int_equal(access(path, F_OK), -1); /* nothing under the name yet */
  assert_int_equal(zb_sink_size(s), 300000);
  assert_true(zb_sink_commit(s, d));
  assert_int_equal(strlen(zb_io_read(a, d, path, 1 << 20, ZB_SRC_NONE, &n)), 300000);
  assert_int_equal(entries(), 2); /* and read.txt */
  unlink(path);
}

static void test_keeps_old(void **state)
{
  (void)state;
  const char *path = in_dir("out");
  size_t n;
  put(path, "old");
  chmod(path, 0640);
  zb_sink *s = zb_sink_file(d, path);
  zb_sink_write(s, "new", 3);
  zb_sink_abort(s);
  assert_string_equal(zb_io_read(a, d, path, 99, ZB_SRC_NONE, &n), "old");
  s = zb_sink_file(d, path);
  zb_sink_write(s, "new", 3);
  assert_true(zb_sink_commit(s, d));
  assert_string_equal(zb_io_read(a, d, path, 99, ZB_SRC_NONE, &n), "new");
  struct stat st;
  stat(path, &st);
  assert_int_equal(st.st_mode & 0777, 0640); /* the mode of the file it replaces */
  assert_int_equal(entries(), 2);
  unlink(path);
  zb_sink_abort(NULL);
}

/* A file system that takes no more: the target stays as it was and nothing is left over. */
static void test_full(void **state)
{
  (void)state;
  const char *path = in_dir("out");
  size_t n;
  put(path, "old");
  signal(SIGXFSZ, SIG_IGN);
  struct rlimit was, limit;
  getrlimit(RLIMIT_FSIZE, &was);
  limit = was;
  limit.rlim_cur = 100000;
  setrlimit(RLIMIT_FSIZE, &limit);
  zb_sink *s = zb_sink_file(d, path);
  char block[5000] = {0};
  bool ok = true;
  for (int i = 0; i < 100; i++)
    ok = zb_sink_write(s, block, sizeof block) && ok;
  assert_false(ok);
  assert_false(zb_sink_commit(s, d));
  setrlimit(RLIMIT_FSIZE, &was);
  assert_int_equal(only_code(), ZB_D_WRITE_FAILED);
  assert_int_equal(zb_diags_status(d), 3);
  assert_string_equal(zb_io_read(a, d, path, 99, ZB_SRC_NONE, &n), "old");
  assert_int_equal(entries(), 2);
  unlink(path);
}

static void test_open_refuses(void **state)
{
  (void)state;
  const char *bad[] = {in_dir("no/such/out"), dir, "/dev/full", in_dir("read.txt/out")};
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    zb_diags_clear(d);
    assert_null(zb_sink_file(d, bad[i]));
    assert_int_equal(only_code(), ZB_D_WRITE_FAILED);
  }
  char *long_name = zb_arena_alloc(a, 6001);
  memset(long_name, 'x', 6000);
  zb_diags_clear(d);
  assert_null(zb_sink_file(d, long_name));
}

static void test_memory(void **state)
{
  (void)state;
  zb_sink *s = zb_sink_memory();
  size_t n;
  zb_sink_bytes(s, &n);
  assert_int_equal(n, 0);
  zb_sink_write(s, "a\0b", 3);
  zb_sink_write(s, "", 0);
  assert_memory_equal(zb_sink_bytes(s, &n), "a\0b", 3);
  assert_int_equal(n, 3);
  assert_true(zb_sink_commit(s, d));
}

enum { LONG = 100000, NUMBERS = 8 * LONG };

/* Six megabytes: the numbers 0000000 to 0099999, eight times. */
static void write_numbers(zb_sink *s)
{
  char text[16];
  for (int i = 0; i < NUMBERS; i++)
    assert_true(zb_sink_write(s, text, (size_t)snprintf(text, sizeof text, "%07d\n", i % LONG)));
  assert_int_equal(zb_sink_size(s), 8 * NUMBERS);
}

static void check_numbers(zb_sink *s)
{
  size_t n;
  const char *bytes = (char *)zb_sink_edit(s, &n);
  assert_int_equal(n, 8 * NUMBERS);
  assert_int_equal(bytes[n], 0);
  for (int i = 0; i < NUMBERS; i++)
    assert_int_equal(strtol(bytes + 8 * i, NULL, 10), i % LONG);
}

/* What is edited stays so when the bytes leave memory. */
static void test_spilling(void **state)
{
  (void)state;
  zb_sink *s = zb_sink_spilling();
  write_numbers(s);
  check_numbers(s);
  size_t n;
  memcpy(zb_sink_edit(s, &n) + 8, "0000002", 7);
  zb_sink_rest(s);
  assert_memory_equal(zb_sink_edit(s, &n), "0000000\n0000002\n0000002\n", 24);
  zb_sink_abort(s);
  s = zb_sink_spilling(); /* little stays in memory */
  zb_sink_write(s, "ab", 2);
  zb_sink_rest(s);
  assert_string_equal(zb_sink_edit(s, &n), "ab");
  assert_true(zb_sink_commit(s, d));
}

/* The disk is full while it spills, or the folder takes no file: it goes on in memory. */
static void test_spilling_full(void **state)
{
  (void)state;
  struct rlimit was, limit;
  signal(SIGXFSZ, SIG_IGN);
  getrlimit(RLIMIT_FSIZE, &was);
  for (rlim_t most = 0; most <= 5000000; most += 2500000) {
    limit = was;
    limit.rlim_cur = most;
    setrlimit(RLIMIT_FSIZE, &limit);
    zb_sink *s = zb_sink_spilling();
    write_numbers(s);
    check_numbers(s);
    setrlimit(RLIMIT_FSIZE, &was);
    zb_sink_abort(s);
  }
}

int main(void)
{
#define T(t) cmocka_unit_test_setup_teardown(t, setup, teardown)
  const struct CMUnitTest tests[] = {
      T(test_read), T(test_read_refuses), T(test_relative), T(test_commit),   T(test_keeps_old),
      T(test_full), T(test_open_refuses), T(test_memory),   T(test_spilling), T(test_spilling_full),
  };
  return cmocka_run_group_tests(tests, make_dir, remove_dir);
}
