/* The library through its public header: opening, statuses, writing, and what is left of a file when writing fails. */
#include "fixture.h"

#include <sys/stat.h>
#include <unistd.h>

#include "zhanban.h"

static const char layout[] = "name: page\n"
                             "sheet: {size: 100mm x 60mm, safe: 10mm}\n"
                             "palette: {ink: \"#222222\"}\n"
                             "styles:\n"
                             "  body: {font: song, size: 10pt, leading: 16pt, color: ink}\n"
                             "  theme: {font: hei, size: 12pt, leading: 16pt}\n"
                             "frames:\n  - {id: all}\n"
                             "take: all\ntheme-page: yes\n";
static const char report[] = "zhanban: 1\nlayout: page.yaml\ntitle: 五月，社区书屋添新书\n"
                             "figures: {books: {value: 320册, label: 本月新书}}\n"
                             "themes:\n"
                             "  - title: 孩子们先挑\n    blocks:\n      - text: 书屋添新书{books}。\n"
                             "  - title: 周末的故事会\n    blocks:\n      - text: 书单由读者自己写。\n";

typedef struct stage {
  char *dir, path[4][96]; /* report, layout, output, table */
  zb_ctx *ctx;
} stage;

enum { REPORT, LAYOUT, OUTPUT, TABLE };

static void spit(const char *path, const char *text)
{
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
  assert_int_equal(fclose(f), 0);
}

static char *slurp(const char *path, size_t *n)
{
  FILE *f = fopen(path, "r");
  char *text = calloc(1, 1 << 20);
  *n = 0;
  if (f) {
    *n = fread(text, 1, (1 << 20) - 1, f);
    fclose(f);
  }
  return text;
}

static int open_stage(void **state)
{
  stage *s = calloc(1, sizeof *s);
  static const char *const name[] = {"in.yaml", "page.yaml", "out.dump", "rows.csv"};
  s->dir = fixture_folder();
  for (int i = 0; i < 4; i++)
    snprintf(s->path[i], sizeof s->path[i], "%s/%s", s->dir, name[i]);
  spit(s->path[REPORT], report);
  spit(s->path[LAYOUT], layout);
  s->ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts"});
  *state = s;
  return s->ctx ? 0 : -1;
}

static int close_stage(void **state)
{
  stage *s = *state;
  zb_ctx_free(s->ctx);
  fixture_remove(s->dir);
  free(s);
  return 0;
}

static zb_doc *open_doc(stage *s)
{
  return zb_doc_open(s->ctx, s->path[REPORT], &(zb_doc_opts){0});
}

static void opens_and_counts(void **state)
{
  stage *s = *state;
  zb_doc *doc = open_doc(s);
  if (zb_doc_status(doc))
    zb_doc_print(doc, stderr, false);
  assert_int_equal(zb_doc_status(doc), 0);
  assert_int_equal(zb_doc_pages(doc), 2);
  assert_int_equal(zb_doc_messages(doc, 2), 0);
  zb_figure_counts c = zb_doc_figures(doc);
  assert_int_equal(c.declared, 1);
  assert_int_equal(c.printed, 1);
  assert_int_equal(c.failed, 0);
  zb_doc_free(doc);
}

/* The same report again, not read again, comes out alike; one with errors is not laid out. */
static void opens_again(void **state)
{
  stage *s = *state;
  zb_doc *first = open_doc(s), *again = zb_doc_open_again(first, &(zb_doc_opts){.layout = s->path[LAYOUT]});
  size_t n[2];
  assert_int_equal(zb_doc_write(first, s->path[OUTPUT], &(zb_write_opts){.output = "dump"}), 0);
  char *one = slurp(s->path[OUTPUT], &n[0]);
  assert_int_equal(zb_doc_write(again, s->path[OUTPUT], &(zb_write_opts){.output = "dump"}), 0);
  char *two = slurp(s->path[OUTPUT], &n[1]);
  assert_true(n[0] > 0 && n[0] == n[1]);
  assert_string_equal(one, two);
  free(one);
  free(two);
  zb_doc_free(again);
  zb_doc_free(first);
  spit(s->path[REPORT], "zhanban: 1\nthema: []\n");
  first = open_doc(s);
  again = zb_doc_open_again(first, &(zb_doc_opts){.layout = s->path[LAYOUT]});
  assert_int_equal(zb_doc_status(first), 1);
  assert_int_equal(zb_doc_pages(again), 0);
  zb_doc_free(again);
  zb_doc_free(first);
}

/* One context keeps layouts for its documents: in each palette its own. */
static void keeps_palettes_apart(void **state)
{
  stage *s = *state;
  static const char *const palette[] = {NULL, "ink-blue", NULL, "ink-blue"};
  char *text[4];
  for (int i = 0; i < 4; i++) {
    zb_doc *doc = zb_doc_open(s->ctx, s->path[REPORT], &(zb_doc_opts){.palette = palette[(i + 1) % 4]});
    size_t n;
    assert_int_equal(zb_doc_write(doc, s->path[OUTPUT], &(zb_write_opts){.output = "dump"}), 0);
    text[i] = slurp(s->path[OUTPUT], &n);
    zb_doc_free(doc);
  }
  assert_string_equal(text[0], text[2]);
  assert_string_equal(text[1], text[3]);
  assert_string_not_equal(text[0], text[1]);
  for (int i = 0; i < 4; i++)
    free(text[i]);
}

/* Errors of the report, then of usage; nothing is written after either. */
static void bad_reports(void **state)
{
  const struct {
    const char *report;
    zb_doc_opts opts;
    int status;
  } table[] = {
      {"", {0}, 1},
      {"zhanban: 1\n", {0}, 1},
      {"zhanban: 1\nlayout: nope.yaml\ntitle: 新书\n", {0}, 1},
      {"zhanban: 1\nlayout: page.yaml\ntitle: {nothing}\n", {0}, 1},
      {report, {.layout = "nope"}, 1},
      {report, {.set = (const char *const[]){"figures.none.value=1"}, .nset = 1}, 2},
      {report, {.each = "/nonexistent.csv"}, 1},
  };
  stage *s = *state;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    spit(s->path[REPORT], table[i].report);
    zb_doc *doc = zb_doc_open(s->ctx, s->path[REPORT], &table[i].opts);
    assert_int_equal(zb_doc_status(doc), table[i].status);
    assert_true(zb_doc_messages(doc, 2) > 0);
    assert_int_equal(zb_doc_write(doc, s->path[OUTPUT], &(zb_write_opts){0}), table[i].status);
    assert_int_not_equal(access(s->path[OUTPUT], F_OK), 0);
    zb_doc_free(doc);
  }
}

static void missing_report(void **state)
{
  stage *s = *state;
  zb_doc *doc = zb_doc_open(s->ctx, "/nonexistent/report.yaml", &(zb_doc_opts){0});
  assert_int_equal(zb_doc_status(doc), 1);
  assert_int_equal(zb_doc_pages(doc), 0);
  zb_doc_free(doc);
}

static void writes_every_output(void **state)
{
  static const char *const outputs[] = {"pdf", "txt", "dump"};
  stage *s = *state;
  for (size_t i = 0; i < 3; i++) {
    zb_doc *doc = open_doc(s);
    assert_int_equal(zb_doc_write(doc, s->path[OUTPUT], &(zb_write_opts){.output = outputs[i]}), 0);
    size_t n;
    char *text = slurp(s->path[OUTPUT], &n);
    assert_true(n > 50);
    assert_true(i > 0 || memcmp(text, "%PDF-1.", 7) == 0);
    free(text);
    zb_doc_free(doc);
  }
}

/* The same document twice, and after another one: the same bytes. */
static void same_bytes(void **state)
{
  stage *s = *state;
  char *text[3];
  size_t n[3];
  for (int i = 0; i < 3; i++) {
    zb_doc *doc = open_doc(s);
    assert_int_equal(zb_doc_write(doc, s->path[OUTPUT], &(zb_write_opts){.output = "pdf"}), 0);
    zb_doc_free(doc);
    text[i] = slurp(s->path[OUTPUT], &n[i]);
    const char *set[] = {"title=周末的故事会，孩子们先挑"};
    zb_doc_free(zb_doc_open(s->ctx, s->path[REPORT], &(zb_doc_opts){.set = set, .nset = 1}));
  }
  for (int i = 1; i < 3; i++) {
    assert_int_equal(n[i], n[0]);
    assert_memory_equal(text[i], text[0], n[0]);
  }
  for (int i = 0; i < 3; i++)
    free(text[i]);
}

static void page_ranges(void **state)
{
  static const struct {
    const char *pages;
    int status;
    const char *has, *lacks;
  } table[] = {
      {"1", 0, "page 1 ", "page 2 "},
      {"2", 0, "page 2 ", "page 1 "},
      {"1-2", 0, "page 2 ", NULL},
      {"2-", 0, "page 2 ", "page 1 "},
      {"1,2", 0, "page 1 ", NULL},
      {"0", 2, NULL, NULL},
      {"3", 2, NULL, NULL},
      {"2-1", 2, NULL, NULL},
      {"", 2, NULL, NULL},
      {"1,", 2, NULL, NULL},
      {"-1", 2, NULL, NULL},
      {"x", 2, NULL, NULL},
      {"1 ", 2, NULL, NULL},
      {"99999999999999999999", 2, NULL, NULL},
  };
  stage *s = *state;
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    zb_doc *doc = open_doc(s);
    unlink(s->path[OUTPUT]);
    assert_int_equal(zb_doc_write(doc, s->path[OUTPUT], &(zb_write_opts){.pages = table[i].pages}), table[i].status);
    size_t n;
    char *text = slurp(s->path[OUTPUT], &n);
    assert_true(table[i].status == 0 ? n > 0 : access(s->path[OUTPUT], F_OK) != 0);
    assert_true(!table[i].has || strstr(text, table[i].has));
    assert_true(!table[i].lacks || !strstr(text, table[i].lacks));
    free(text);
    zb_doc_free(doc);
  }
}

/* One file a page takes numbers before the suffix; on standard output only one page can go. */
static void one_file_a_page(void **state)
{
  stage *s = *state;
  char png[128], page[128];
  snprintf(png, sizeof png, "%s/a.b/out.png", s->dir);
  zb_doc *doc = open_doc(s);
  assert_int_equal(zb_doc_write(doc, png, &(zb_write_opts){.dpi = 30}), 0);
  assert_int_not_equal(access(png, F_OK), 0);
  for (int i = 1; i <= 2; i++) {
    snprintf(page, sizeof page, "%s/a.b/out-%d.png", s->dir, i);
    assert_int_equal(access(page, F_OK), 0);
    unlink(page);
  }
  snprintf(page, sizeof page, "%s/a.b", s->dir);
  assert_int_equal(rmdir(page), 0);
  assert_int_equal(zb_doc_write(doc, "-", &(zb_write_opts){.output = "png", .dpi = 30}), 2);
  zb_doc_free(doc);
}

/* By no name is a file written over that was read. */
static void inputs_are_kept(void **state)
{
  stage *s = *state;
  char other[128];
  snprintf(other, sizeof other, "%s/./in.yaml", s->dir);
  const char *const path[] = {s->path[REPORT], s->path[LAYOUT], other};
  for (size_t i = 0; i < sizeof path / sizeof *path; i++) {
    zb_doc *doc = open_doc(s);
    assert_int_equal(zb_doc_write(doc, path[i], &(zb_write_opts){.output = "pdf"}), 2);
    zb_doc_free(doc);
  }
  size_t n;
  char *text = slurp(s->path[REPORT], &n);
  assert_string_equal(text, report);
  free(text);
}

static void unknown_output(void **state)
{
  stage *s = *state;
  char path[128];
  snprintf(path, sizeof path, "%s/out.docx", s->dir);
  zb_doc *doc = open_doc(s);
  assert_int_equal(zb_doc_write(doc, path, &(zb_write_opts){0}), 2);
  assert_int_not_equal(access(path, F_OK), 0);
  zb_doc_free(doc);
}

/* A folder that is a file, a full device: status 3, and what was there before is untouched. */
static void failed_writes(void **state)
{
  stage *s = *state;
  char path[128];
  zb_doc *doc = open_doc(s);
  snprintf(path, sizeof path, "%s/out.pdf", s->path[REPORT]); /* below a regular file */
  assert_int_equal(zb_doc_write(doc, path, &(zb_write_opts){0}), 3);
  zb_doc_free(doc);
  if (access("/dev/full", W_OK) == 0) {
    doc = open_doc(s);
    assert_int_equal(zb_doc_write(doc, "/dev/full", &(zb_write_opts){.output = "pdf"}), 3);
    assert_true(zb_doc_messages(doc, 2) > 0);
    zb_doc_free(doc);
  }
}

static void unwritable_folder(void **state)
{
  stage *s = *state;
  if (geteuid() == 0) /* may write anywhere */
    skip();
  spit(s->path[OUTPUT], "old");
  assert_int_equal(chmod(s->dir, 0500), 0);
  zb_doc *doc = open_doc(s);
  assert_int_equal(zb_doc_write(doc, s->path[OUTPUT], &(zb_write_opts){0}), 3);
  zb_doc_free(doc);
  assert_int_equal(chmod(s->dir, 0700), 0);
  size_t n;
  char *text = slurp(s->path[OUTPUT], &n);
  assert_string_equal(text, "old");
  free(text);
}

static void strict_context(void **state)
{
  stage *s = *state;
  static const char doubtful[] = "zhanban: 1\nlayout: page.yaml\ntitle: 新书\n"
                                 "figures: {a: {value: 1册, label: 新书}, b: {value: 3册, label: 新书}}\n"
                                 "themes:\n  - title: 孩子们先挑\n    blocks:\n      - text: 新书{a}、{b}。\n";
  spit(s->path[REPORT], doubtful);
  zb_doc *doc = open_doc(s);
  assert_int_equal(zb_doc_status(doc), 0);
  assert_true(zb_doc_messages(doc, 1) > 0);
  zb_doc_free(doc);
  zb_ctx *strict = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts", .strict = true});
  doc = zb_doc_open(strict, s->path[REPORT], &(zb_doc_opts){0});
  assert_int_equal(zb_doc_status(doc), 1);
  zb_doc_free(doc);
  zb_ctx_free(strict);
}

static void contexts_without_data(void **state)
{
  (void)state;
  static const zb_ctx_opts table[] = {{.data_dir = "/nonexistent"}, {.data_dir = ".", .fonts_dir = "/nonexistent"}};
  for (size_t i = 0; i < 2; i++) {
    zb_ctx *ctx = zb_ctx_new(&table[i]);
    zb_doc *doc = zb_doc_open(ctx, "x.yaml", &(zb_doc_opts){0});
    assert_int_equal(zb_doc_status(doc), 3);
    zb_doc_free(doc);
    zb_ctx_free(ctx);
  }
}

static void batch_paths(void **state)
{
  static const struct {
    size_t row;
    const char *pattern, *path; /* NULL: refused */
  } table[] = {
      {0, "out/{row.名称}.pdf", "out/甲.pdf"},
      {0, "{row.名称}{row.名称}", "甲甲"},
      {0, "plain", "plain"},
      {0, "{row.没有}.pdf", NULL},
      {0, "{row.名称", NULL},
      {1, "{row.名称}", NULL},
      {2, "{row.名称}", NULL},
      {3, "{row.名称}", NULL},
      {0, "{row}", "{row}"},
      {0, "{layout}", "{layout}"},
  };
  stage *s = *state;
  spit(s->path[TABLE], "名称,册数\n甲,3\na/b,4\n.隐,5\n,6\n");
  FILE *null = fopen("/dev/null", "w");
  for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
    char *path = zb_batch_path(s->ctx, s->path[TABLE], table[i].row, table[i].pattern, null, false);
    if (table[i].path)
      assert_string_equal(path, table[i].path);
    else
      assert_null(path);
    free(path);
  }
  fclose(null);
}

static void batch_rows(void **state)
{
  stage *s = *state;
  FILE *null = fopen("/dev/null", "w");
  spit(s->path[TABLE], "名称,册数\n甲,3\n乙,4\n");
  assert_int_equal(zb_batch_rows(s->ctx, s->path[TABLE], null, false), 2);
  assert_int_equal(zb_batch_rows(s->ctx, "/nonexistent.csv", null, false), -1);
  spit(s->path[REPORT], "zhanban: 1\nlayout: page.yaml\ntitle: 新书\nthemes:\n  - title: 书屋\n    blocks:\n      - "
                        "text: 新书{row.册数}。\n");
  for (size_t row = 0; row < 3; row++) {
    zb_doc *doc = zb_doc_open(s->ctx, s->path[REPORT], &(zb_doc_opts){.each = s->path[TABLE], .each_row = row});
    if (row < 2)
      assert_int_equal(zb_doc_status(doc), 0);
    else
      assert_int_not_equal(zb_doc_status(doc), 0);
    zb_doc_free(doc);
  }
  fclose(null);
}

static void listings(void **state)
{
  static const char *const what[] = {"layouts", "charts", "blocks", "outputs", "fonts", "diagnostics"};
  stage *s = *state;
  for (size_t i = 0; i < sizeof what / sizeof *what; i++) {
    char *text = NULL;
    size_t n = 0;
    FILE *to = open_memstream(&text, &n);
    assert_true(zb_list(s->ctx, what[i], to));
    fclose(to);
    assert_true(n > 20 && text[n - 1] == '\n');
    free(text);
  }
  assert_false(zb_list(s->ctx, "nothing", stderr));
  assert_false(zb_schema_print(s->ctx, "nothing", stderr));
}

#define STAGED(f) cmocka_unit_test_setup_teardown(f, open_stage, close_stage)

int main(void)
{
  const struct CMUnitTest tests[] = {
      STAGED(opens_and_counts),  STAGED(opens_again),     STAGED(keeps_palettes_apart),
      STAGED(bad_reports),       STAGED(missing_report),  STAGED(writes_every_output),
      STAGED(same_bytes),        STAGED(page_ranges),     STAGED(one_file_a_page),
      STAGED(unknown_output),    STAGED(inputs_are_kept), STAGED(failed_writes),
      STAGED(unwritable_folder), STAGED(strict_context),  cmocka_unit_test(contexts_without_data),
      STAGED(batch_paths),       STAGED(batch_rows),      STAGED(listings),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
