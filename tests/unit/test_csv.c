/* CSV: cells and places, encodings, units, faults, hostile input. */
#include "read_fixture.h"

#include <unistd.h>

static zb_csv *parse(basics *f, const char *text)
{
  return zb_csv_parse(f->a, f->d, "t.csv", text, strlen(text), NULL);
}

static void assert_cell(const zb_csv_cell *c, const char *text, int line, int col)
{
  assert_string_equal(c->text, text);
  assert_string_equal(c->src.file, "t.csv");
  assert_int_equal(c->src.line, line);
  assert_int_equal(c->src.col, col);
}

static void test_table(void **state)
{
  basics *f = *state;
  zb_csv *t = parse(f, "名称,清理前,清理后,单位\n考核事项,91,1,项\n考核指标,2254,214,条\n");
  assert_string_equal(fx_found(f), "");
  assert_false(t->gb18030);
  assert_null(t->unit);
  assert_int_equal(t->head.n, 4);
  assert_int_equal(t->nrows, 2);
  assert_cell(&t->head.cell[2], "清理后", 1, 8);
  assert_cell(&t->row[1].cell[0], "考核指标", 3, 1);
  assert_cell(&t->row[1].cell[1], "2254", 3, 6);
  assert_cell(&t->row[1].cell[3], "条", 3, 15);
}

static void test_quotes(void **state)
{
  basics *f = *state;
  zb_csv *t = parse(f, "a,b,c\r\n\"x,\"\"y\"\"\", 2 ,\"甲\r\n乙\" \r\n\"\",\"  z \",\"\"\"\"\r\n");
  assert_string_equal(fx_found(f), "");
  assert_int_equal(t->nrows, 2);
  assert_cell(&t->row[0].cell[0], "x,\"y\"", 2, 2);
  assert_cell(&t->row[0].cell[1], "2", 2, 12);
  assert_cell(&t->row[0].cell[2], "甲\n乙", 2, 16);
  assert_cell(&t->row[1].cell[0], "", 4, 2);
  assert_cell(&t->row[1].cell[1], "  z ", 4, 5);
  assert_cell(&t->row[1].cell[2], "\"", 4, 12);
}

static void test_shapes(void **state)
{
  basics *f = *state;
  zb_csv *t = parse(f, "\xEF\xBB\xBF"
                       "a,b\r1,2\r\r,\r　x　,\t3"); /* BOM, CR line ends, blank rows, no last line end */
  assert_string_equal(fx_found(f), "");
  assert_int_equal(t->nrows, 2);
  assert_cell(&t->head.cell[0], "a", 1, 1);
  assert_cell(&t->row[1].cell[0], "x", 5, 2);
  assert_cell(&t->row[1].cell[1], "3", 5, 6);
}

static void test_units(void **state)
{
  basics *f = *state;
  zb_csv *t = parse(f, "名称,人口,面积\n#单位,万人, 平方公里\n甲,1,2\n# 单位,3,4\n");
  assert_string_equal(fx_found(f), "");
  assert_non_null(t->unit);
  assert_string_equal(t->unit[0], "");
  assert_string_equal(t->unit[1], "万人");
  assert_string_equal(t->unit[2], "平方公里");
  assert_int_equal(t->nrows, 2); /* only the second row of the file gives units */
}

static void test_gb18030(void **state)
{
  /* 单位,数 / 测,1 and a four-byte form (U+3400) */
  static const char gb[] = "\xB5\xA5\xCE\xBB,\xCA\xFD\n\xB2\xE2,1\n\x81\x39\xEE\x39,2\n";
  basics *f = *state;
  zb_csv *t = parse(f, gb);
  assert_string_equal(fx_found(f), "1:1 csv-gb18030");
  assert_true(t->gb18030);
  assert_cell(&t->head.cell[0], "单位", 1, 1);
  assert_cell(&t->head.cell[1], "数", 1, 4);
  assert_cell(&t->row[1].cell[0], "㐀", 3, 1);
  fx_reset(f);
  t = zb_csv_parse(f->a, f->d, "t.csv", gb, sizeof gb - 1, "GB18030");
  assert_string_equal(fx_found(f), ""); /* asked for: no note */
  assert_true(t && t->gb18030);
  fx_reset(f);
  assert_null(zb_csv_parse(f->a, f->d, "t.csv", gb, sizeof gb - 1, "utf-8"));
  assert_string_equal(fx_found(f), "1:1 csv-decode");
  assert_string_equal(fx_arg(f, 0, 2), "0");
  fx_reset(f);
  assert_null(zb_csv_parse(f->a, f->d, "t.csv", gb, sizeof gb - 1, "latin1"));
  assert_string_equal(fx_found(f), "1:1 csv-encoding");
}

typedef struct fault_case {
  const char *text, *found;
  int arg;
  const char *value;
  bool table;
} fault_case;

static void test_faults(void **state)
{
  static const fault_case cases[] = {
      {"a,b\n甲,1\n短\n长,1,2\n", "3:1 csv-ragged; 4:1 csv-ragged", 0, "短", true},
      {"a,b\n长,1,2\n", "2:1 csv-ragged", 1, "3", true},
      {"a,b\n,1,2\n", "2:1 csv-ragged", 0, "2", true},
      {"a,b,a\n1,2,3\n", "1:5 csv-duplicate-column", 1, "t.csv:1:1", true},
      {"a,,c\n1,2,3\n", "1:3 csv-empty-column", 0, "2", true},
      {"a,b\n集体\"强村\",5\n", "2:3 csv-stray-quote", 0, "\"集体\"\"强村\"\"\"", true},
      {"a,b\n\"x\"y,5\n", "2:4 csv-stray-quote", 0, "\"\"\"x\"\"y\"", true},
      {"a,b\nx,\"1\n2,3\n", "2:3 csv-unclosed-quote", -1, NULL, false},
      {"名称，数,值\nx,1,2\n", "1:3 csv-fullwidth-comma", 0, "名称,数,值", false},
      {"\"名称，数\",值\nx,1\n", "", -1, NULL, true},
      {"a\tb\n1\t2\n", "1:2 csv-delimiter", 0, "tabs", false},
      {"a;b\n1;2\n", "1:2 csv-delimiter", 1, "分号", false},
      {"a,b\n", "1:1 csv-no-rows", 0, "t.csv", true},
      {"", "1:1 file-empty", 0, "t.csv", false},
      {"\n\n,,\n", "1:1 file-empty", 0, "t.csv", false},
      {"PK\003\004", "1:1 csv-workbook", 0, "t.csv", false},
      {"\xD0\xCF\x11\xE0", "1:1 csv-workbook", 0, "t.csv", false},
      {"\xFF\xFE"
       "a",
       "1:1 csv-utf16", 0, "t.csv", false},
      {"a,b\n\xFF\xFF,1\n", "2:1 csv-decode", 2, "4", false},
      {"\xEF\xBB\xBF"
       "a,b\n甲\xFF,1\n",
       "2:2 csv-decode", 2, "10", false},
      {"a,b\nx\001,1\n", "2:2 control-char", 0, "U+0001", true},
  };
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fx_reset(f);
    zb_csv *t = parse(f, cases[i].text);
    assert_string_equal(fx_found(f), cases[i].found);
    assert_true((t != NULL) == cases[i].table);
    if (cases[i].arg >= 0)
      assert_string_equal(fx_arg(f, 0, cases[i].arg), cases[i].value);
    for (size_t r = 0; t && r < t->nrows; r++)
      assert_int_equal(t->row[r].n, t->head.n); /* whatever was wrong, rows are as long as the head */
  }
}

static void test_nul(void **state)
{
  basics *f = *state;
  zb_csv *t = zb_csv_parse(f->a, f->d, "t.csv", "a,b\nx\0y,1\n", 10, NULL);
  assert_string_equal(fx_found(f), "2:2 control-char");
  assert_string_equal(t->row[0].cell[0].text, "x y");
}

static void test_file(void **state)
{
  basics *f = *state;
  zb_src asked = {.file = "r.yaml", .line = 2, .col = 3};
  assert_null(zb_csv_read(f->a, f->d, "/nonexistent.csv", NULL, asked));
  assert_string_equal(fx_found(f), "2:3 file-missing");
  fx_reset(f);
  char path[] = "/tmp/zb-test-csv-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, "a,b\n1,2\n", 8), 8);
  close(fd);
  zb_csv *t = zb_csv_read(f->a, f->d, path, NULL, asked);
  unlink(path);
  assert_string_equal(fx_found(f), "");
  assert_string_equal(t->row[0].cell[1].text, "2");
}

static void test_limits(void **state)
{
  basics *f = *state;
  char *wide = fx_repeat("a,", 1001);
  assert_null(parse(f, wide));
  assert_string_equal(fx_found(f), "1:2001 csv-limit");
  g_free(wide);
  fx_reset(f);
  char *rows = fx_repeat("1,2\n", 500001);
  assert_null(parse(f, rows));
  assert_string_equal(fx_arg(f, 0, 0), "cells");
  g_free(rows);
}

static void test_bulk(void **state)
{
  static const struct {
    const char *head, *unit;
    size_t n;
  } cases[] = {
      {"a,b\n", "甲,1\n", 100000}, {"a,b\n\"", "\"\"", 500000}, {"a,b\nx", "\"", 500000}, {"a,b\n", "\"x\"y\n", 50000},
      {"", "\n", 1000000},         {"a,b\nx", "　", 300000},    {"", "a,", 900},          {"a\n", "x,\n", 50000}};
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fx_reset(f);
    char *unit = fx_repeat(cases[i].unit, cases[i].n / FX_LESS), *text = g_strconcat(cases[i].head, unit, NULL);
    clock_t start = clock();
    parse(f, text);
    assert_true(fx_seconds(start) < FX_SLOW);
    g_free(unit);
    g_free(text);
  }
}

static void test_noise(void **state)
{
  static const char *const bits[] = {",",  "\"", "\n",    "\r\n", "\r",       " ",    "，",
                                     "甲", "1",  "#单位", "\t",   "\xB5\xA5", "\xFF", ";"};
  basics *f = *state;
  GRand *rand = g_rand_new_with_seed(7);
  for (int i = 0; i < 4000; i++) {
    fx_reset(f);
    GString *s = g_string_new("a,b\n");
    for (int k = g_rand_int_range(rand, 1, 40); k > 0; k--)
      g_string_append(s, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
    zb_csv *t = zb_csv_parse(f->a, f->d, "t.csv", s->str, s->len, NULL);
    assert_true(t || zb_diags_failed(f->d));
    for (size_t r = 0; t && r < t->nrows; r++)
      for (size_t c = 0; c < t->row[r].n; c++)
        assert_true(zb_utf8_valid(t->row[r].cell[c].text, strlen(t->row[r].cell[c].text)) ==
                    strlen(t->row[r].cell[c].text));
    g_string_free(s, TRUE);
  }
  g_rand_free(rand);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      with_basics(test_table),   with_basics(test_quotes), with_basics(test_shapes), with_basics(test_units),
      with_basics(test_gb18030), with_basics(test_faults), with_basics(test_nul),    with_basics(test_file),
      with_basics(test_limits),  with_basics(test_bulk),   with_basics(test_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
