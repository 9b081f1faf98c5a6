/* YAML into nodes: trees, places, traps, limits, hostile input. */
#include "read_fixture.h"

#include <unistd.h>

/* --- trees and places ------------------------------------------------------------------------------------------- */

static void assert_src(zb_src s, int line, int col)
{
  assert_string_equal(s.file, "r.yaml");
  assert_int_equal(s.line, line);
  assert_int_equal(s.col, col);
}

static void test_tree(void **state)
{
  basics *f = *state;
  zb_node *n = fx_yaml(f, "标题: 海西·党建\nl: [a, 'b, c']\nm: {k: 12.79%}\nrule:\nlist:\n- no\n- 2024-05\n");
  assert_string_equal(fx_found(f), "");
  assert_int_equal(n->kind, ZB_NODE_MAP);
  assert_false(n->flow);
  assert_int_equal(n->npairs, 5);
  assert_src(n->src, 1, 1);
  zb_node *t = zb_node_get(n, "标题");
  assert_string_equal(t->text, "海西·党建");
  assert_src(t->src, 1, 5);
  assert_int_equal(t->ncols, 5);
  assert_int_equal(n->pair[0].key->ncols, 2);
  zb_node *l = zb_node_get(n, "l");
  assert_true(l->flow && l->kind == ZB_NODE_LIST);
  assert_int_equal(l->nitems, 2);
  assert_src(l->src, 2, 4);
  assert_int_equal(l->ncols, 11);
  assert_string_equal(l->item[1]->text, "b, c");
  assert_true(l->item[1]->quoted);
  assert_src(l->item[1]->src, 2, 9);
  assert_string_equal(zb_node_get(zb_node_get(n, "m"), "k")->text, "12.79%");
  assert_true(zb_node_get(n, "rule")->empty);
  assert_string_equal(zb_node_get(n, "list")->item[0]->text, "no");
  assert_string_equal(zb_node_get(n, "list")->item[1]->text, "2024-05");
  assert_null(zb_node_get(n, "nothing"));
  assert_null(zb_node_get(t, "nothing"));
}

/* {gdp} where prose is wanted: a flow map of one key without a value. */
static void test_reference_map(void **state)
{
  basics *f = *state;
  zb_node *t = zb_node_get(fx_yaml(f, "title: {gdp}\n"), "title");
  assert_true(t->kind == ZB_NODE_MAP && t->flow && t->npairs == 1 && t->pair[0].value->empty);
  assert_src(t->src, 1, 8);
  assert_int_equal(t->ncols, 5);
  assert_src(t->pair[0].key->src, 1, 9);
  assert_string_equal(fx_found(f), "");
}

typedef struct place_case {
  const char *yaml, *text; /* of key t */
  const char *at;          /* a string in the text */
  int line, col;
} place_case;

static void test_places(void **state)
{
  static const place_case cases[] = {
      {"t: 甲乙丙丁", "甲乙丙丁", "丙", 1, 6},
      {"t: \"甲\\u4e59丙\"", "甲乙丙", "乙", 1, 6},
      {"t: \"甲\\u4e59丙\"", "甲乙丙", "丙", 1, 12},
      {"t: \"a\\\\b\\\"c\"", "a\\b\"c", "c", 1, 11},
      {"t: 'it''s 好'", "it's 好", "s 好", 1, 9},
      {"t: \"a\n  b\n\n  c\"", "a b\nc", "c", 4, 3},
      {"t: \"a\\\n  b\"", "ab", "b", 2, 3},
      {"t: \"a  \\\n  b\"", "a  b", "b", 2, 3},
      {"t: 一二\n  三四\n\n  五六", "一二 三四\n五六", "四", 2, 4},
      {"t: 一二\n  三四\n\n  五六", "一二 三四\n五六", "五", 4, 3},
      {"t: |\n  一二\n    三\n\n  四\n", "一二\n  三\n\n四\n", "三", 3, 5},
      {"t: |\n  一二\n    三\n\n  四\n", "一二\n  三\n\n四\n", "四", 5, 3},
      {"t: |-\n\n  一\n", "\n一", "一", 3, 3},
      {"t: |2\n    一\n  二\n", "  一\n二\n", "一", 2, 5},
      {"t: |2\n    一\n  二\n", "  一\n二\n", "二", 3, 3},
      {"t: |+\n  一\n\n\n", "一\n\n\n", "\n\n", 2, 4},
      {"t: >\n  一\n  二\n\n  三\n    四\n  五\n", "一 二\n三\n  四\n五\n", "二", 3, 3},
      {"t: >\n  一\n  二\n\n  三\n    四\n  五\n", "一 二\n三\n  四\n五\n", "四", 6, 5},
      {"t: >\n  一\n  二\n\n  三\n    四\n  五\n", "一 二\n三\n  四\n五\n", "五", 7, 3},
      {"t: >-\n\n  一\n\n\n  二\n", "\n一\n\n二", "二", 6, 3},
      {"t: 一\r\n  二\r\nu: 3\r\n", "一 二", "二", 2, 3},
      {"\xEF\xBB\xBFt: 一二", "一二", "二", 1, 5},
      {"t: |\r\n  一\r\n  二\r\n", "一\n二\n", "二", 3, 3},
      {"{t: [x,\n  一 二], u: 1}", NULL, NULL, 0, 0},
  };
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const place_case *c = &cases[i];
    fx_reset(f);
    zb_node *t = zb_node_get(fx_yaml(f, c->yaml), "t");
    assert_string_equal(fx_found(f), "");
    if (!c->text)
      continue;
    assert_string_equal(t->text, c->text);
    assert_int_equal(t->len, strlen(c->text));
    const char *at = strstr(t->text, c->at);
    assert_non_null(at);
    assert_src(zb_node_place(t, (size_t)(at - t->text)), c->line, c->col);
  }
}

static void test_scalar_src(void **state)
{
  basics *f = *state;
  zb_node *n = fx_yaml(f, "a: \"引\"\nb: |\n  甲乙\n  丙\nc: >-\n\n   丁\nd: |\n\ne: ''\n");
  assert_src(zb_node_get(n, "a")->src, 1, 5);
  assert_src(zb_node_get(n, "b")->src, 3, 3);
  assert_int_equal(zb_node_get(n, "b")->ncols, 2);
  assert_true(zb_node_get(n, "b")->block);
  assert_int_equal(zb_node_get(n, "b")->nmap, 2);
  assert_src(zb_node_get(n, "c")->src, 7, 4);
  assert_string_equal(zb_node_get(n, "d")->text, "");
  assert_false(zb_node_get(n, "d")->empty);
  assert_src(zb_node_get(n, "e")->src, 10, 5);
  assert_false(zb_node_get(n, "e")->empty);
}

static void test_long_line_places(void **state)
{
  basics *f = *state;
  char *body = fx_repeat("国", 300000), *yaml = g_strconcat("t: ", body, "末", NULL);
  zb_node *t = zb_node_get(fx_yaml(f, yaml), "t");
  assert_true(t->nmap > 1000); /* so that a look-up never counts a whole line */
  assert_int_equal(zb_node_place(t, 900000).col, 300004);
  assert_int_equal(zb_node_place(t, 900000).line, 1);
  g_free(body);
  g_free(yaml);
}

static void test_node_text(void **state)
{
  basics *f = *state;
  zb_node *n = zb_node_text(f->a, "甲乙\n丙xyz", 13, (zb_src){.file = "t.csv", .line = 3, .col = 7});
  assert_int_equal(n->ncols, 2);
  zb_src s = zb_node_place(n, 3);
  assert_int_equal(s.line * 100 + s.col, 308);
  s = zb_node_place(n, 10);
  assert_int_equal(s.line * 100 + s.col, 402);
  assert_true(zb_node_text(f->a, "", 0, ZB_SRC_NONE)->empty);
}

/* --- traps -------------------------------------------------------------------------------------------------------- */

typedef struct trap_case {
  const char *yaml;
  const char *found;
  int arg;          /* of the first entry; -1 none */
  const char *text; /* that argument: the line as the help shows it */
  bool tree;        /* reading went on */
} trap_case;

static const trap_case traps[] = {
    /* text that begins with a sign of YAML's own */
    {"a:\n- **重点**\n- b", "2:3 plain-start", 1, "- \"**重点**\"", true},
    {"- *重点", "1:3 plain-start", 1, "- \"*重点\"", true},
    {"title: {gdp}增长", "1:8 plain-start", 1, "title: \"{gdp}增长\"", true},
    {"- {gdp}，比{x}: 高", "1:3 plain-start", 1, "- \"{gdp}，比{x}: 高\"", true},
    {"- {{gdp}}增", "1:3 plain-start", 1, "- \"{{gdp}}增\"", true},
    {"- %增长", "1:3 plain-start", 1, "- \"%增长\"", true},
    {"- @海西", "1:3 plain-start", 1, "- \"@海西\"", true},
    {"- `码`", "1:3 plain-start", 1, "- \"`码`\"", true},
    {"- !重点", "1:3 plain-start", 1, "- \"!重点\"", true},
    {"- &重点", "1:3 plain-start", 1, "- \"&重点\"", true},
    {"v: >50%", "1:4 plain-start", 1, "v: \">50%\"", true},
    {"v: |增长", "1:4 plain-start", 1, "v: \"|增长\"", true},
    {"v: ,增长", "1:4 plain-start", 1, "v: \",增长\"", true},
    {"v: ]", "1:4 plain-start", 1, "v: \"]\"", true},
    {"- [文件](http://x)", "1:3 plain-start", 1, "- \"[文件](http://x)\"", true},
    {"- \"四强\"党支部", "1:3 plain-start", 1, "- '\"四强\"党支部'", true},
    {"- '四强'党\\支部\"x\"", "1:3 plain-start", 1, "- '''四强''党\\支部\"x\"'", true},
    {"- **甲**: 乙", "1:3 plain-start", 1, "- \"**甲**: 乙\"", true},
    {"**甲**: 乙", "1:1 plain-start", 1, "\"**甲**\": 乙", true},
    {"k: *甲  # 注", "1:4 plain-start", 1, "k: \"*甲\"  # 注", true},
    {"x: [甲, **乙**, 丙]", "1:8 plain-start", 1, "x: [甲, \"**乙**\", 丙]", true},
    {"x: {甲: *b c*, 丁: 1}", "1:8 plain-start", 1, "x: {甲: \"*b c*\", 丁: 1}", true},
    {"t:\n  **甲**\n  乙\nb: 1", "2:3 text-lines", 1, "t: |", true},
    {"- **甲**乙\n  丙\n- 丁", "1:3 plain-start", 1, "- \"**甲**乙…\"", true},
    /* colons, dashes, spaces, commas of the wrong kind */
    {"t: 海西: 党建", "1:4 value-colon", 1, "t: \"海西: 党建\"", true},
    {"t: \"a\": b", "1:4 value-colon", 1, "t: '\"a\": b'", true},
    {"x: {a: b c: d}", "1:8 value-colon", 1, "x: {a: \"b c: d\"}", true},
    {"t: 一\n  二\n  三: 四\nb: 1", "1:4 value-colon", 1, "t: \"一…\"", true},
    {"a: 1\n标题：海西", "2:3 fullwidth-colon", 1, "标题: 海西", true},
    {"标题：海西\n主题：\n  - x", "1:3 fullwidth-colon; 2:3 fullwidth-colon", 1, "标题: 海西", true},
    {"m:\n  名称：海西\n  期号: 3", "2:5 fullwidth-colon", 1, "名称: 海西", true},
    {"m: {名称：海西，期号：3}", "1:7 fullwidth-colon", 1, "名称: 海西, 期号: 3", true},
    {"a: 1\ntitle:海西", "2:6 colon-space", 1, "title: 海西", true},
    {"a: 1\n标题:　海西", "2:3 colon-space", 1, "标题: 海西", true},
    {"- a\n-乙\n- c", "2:1 dash-space", 0, "- 乙", true},
    {"a: 1\n　　b: 2\nc: 3", "2:1 fullwidth-space", 0, "b:", true},
    {"a: 1\n　　乙\nc: 3", "2:1 fullwidth-space", 0, "乙", true},
    {"d: [gdp，industry]", "1:8 fullwidth-comma", 0, "gdp, industry", true},
    {"m: {a: 1，b: 2}", "1:9 fullwidth-comma", 0, "m: {a: 1, b: 2}", true},
    {"m: {a: 1，b：2}", "1:9 fullwidth-comma", 0, "1, b: 2", true},
    {"a:\n\tb: 1\n\tc: 2\n", "2:1 yaml-tab", 0, "2", true},
    {"a: |\n\t文", "2:1 yaml-tab", 0, "1", true},
    /* comments that were text */
    {"color: #C8102E", "1:8 value-hash", 1, "color: \"#C8102E\"", true},
    {"t: 重点 #1工程", "1:7 comment-text", 1, "t: \"重点 #1工程\"", true},
    {"t: 重点 # 注\nu: 1  #注\n#注\nv:  # 注\n", "", -1, NULL, true},
    /* what is never closed */
    {"a: \"甲\nb: 1\n", "1:4 unclosed-quote", 0, "\"", false},
    {"a: \"甲\nb: \"x\"\n", "1:4 unclosed-quote", 0, "\"", false},
    {"a: '甲\nb: 'x'\n", "1:4 unclosed-quote", 0, "'", false},
    {"a: [x, y\nb: 1\n", "1:4 unclosed-bracket", 1, "]", false},
    {"a: {x: 1\nb: 2\n", "1:4 unclosed-bracket", 1, "}", false},
    {"a: [", "1:4 unclosed-bracket", 1, "]", false},
    {"a: [x,\nb: 1", "1:4 unclosed-bracket", 1, "]", false},
    {"a: [\"x\" y]", "1:9 flow-comma", 0, "y", false},
    {"[a,,b]", "1:4 flow-empty", 0, ",", false},
    {"a: 1\n]b: 2", "2:1 stray-bracket", 0, "]", false},
    {"a: {值:, b: 1}", "1:6 colon-space", 1, "a: {值: , b: 1}", true},
    /* escapes */
    {"a: \"C:\\报告\"", "1:7 bad-escape", 0, "\\报", true},
    {"a: \"\\ud83d\"", "1:5 bad-code", 0, "\\ud83d", true},
    {"a: \"\\0x\\a\"", "1:5 control-char; 1:8 control-char", 0, "U+0000", true},
    {"a: x\001y\xE2\x80\xA8z", "1:5 control-char; 1:7 control-char", 0, "U+0001", true},
    /* indentation and structure */
    {"t: |\n    一\n  二\nb: 1", "3:3 text-dedent", 2, "4", true},
    {"b:\n  - t: |\n      一\n     二\n  - x: 1", "4:6 text-dedent", 1, "3", true},
    {"a:\n  b: 1\n c: 2", "3:2 indent", 1, "0", false},
    {"t: 海西\n  副: abc", "2:3 indent-under", 0, "t", false},
    {"a: - x", "1:4 list-place", 1, "a: \"- x\"", true},
    {"a: 1\n- b", "2:1 list-among-keys", -1, NULL, false},
    {"a:\n  - x\n  b: 1", "3:3 key-among-items", 0, "- b: 1", false},
    {"a: 1\n文字\nc: 3", "2:1 no-colon", -1, NULL, true},
    {"{a: 1}\nb: 2", "2:1 text-after", -1, NULL, false},
    {": x", "1:1 yaml-key-empty", 0, "\": x\"", false},
    {"- {gdp}: 增长", "1:3 yaml-key-kind", 0, "- \"{gdp}: 增长\"", true},
    {"? [a, b]\n: 1", "1:3 yaml-key-kind", -1, NULL, true},
    {"a: 1\nb: 2\na: 3", "3:1 duplicate-key", 1, "r.yaml:1:1", true},
    {"{a: 1, \"a\": 2}", "1:9 duplicate-key", 0, "a", true},
    /* what YAML has and reports have not */
    {"a: *abc", "1:4 yaml-alias", 1, "a: \"*abc\"", true},
    {"a: &b 1", "1:4 yaml-anchor", 0, "&b", true},
    {"a: !!str 1", "1:4 yaml-tag", 0, "!!str", true},
    {"- ! 重点", "1:3 yaml-tag", 1, "- \"! 重点\"", true},
    {"a: !x [1]", "1:4 yaml-tag", 0, "!x", true},
    {"a: 1\n---\nb: 2\n---\nc: 3", "2:1 yaml-documents", -1, NULL, true},
    {"%YAML 1.1\n---\na: 1\n...\n", "", -1, NULL, true},
    /* nothing */
    {"", "1:1 file-empty", 0, "r.yaml", false},
    {"# 注\n\n", "1:1 file-empty", 0, "r.yaml", false},
    {"---\n", "1:1 file-empty", 0, "r.yaml", false},
    {"\xEF\xBB\xBF", "1:1 file-empty", 0, "r.yaml", false},
};

static void test_traps(void **state)
{
  basics *f = *state;
  for (size_t i = 0; i < sizeof traps / sizeof *traps; i++) {
    const trap_case *c = &traps[i];
    fx_reset(f);
    zb_node *n = fx_yaml(f, c->yaml);
    if (strcmp(fx_found(f), c->found) != 0 || (n != NULL) != c->tree)
      print_message("case: %s\n", c->yaml);
    assert_string_equal(fx_found(f), c->found);
    assert_true((n != NULL) == c->tree);
    if (c->arg >= 0)
      assert_string_equal(fx_arg(f, 0, c->arg), c->text);
  }
}

/* Wrong lines are reported together, and the tree of the repaired text keeps the places of the file. */
static void test_several(void **state)
{
  basics *f = *state;
  zb_node *n = fx_yaml(f, "标题：海西\n要点:\n- **甲** 乙\n- {gdp}增长\n-丙\n尾: a: b\n下: 一\n");
  assert_string_equal(fx_found(f),
                      "1:3 fullwidth-colon; 3:3 plain-start; 4:3 plain-start; 5:1 dash-space; 6:4 value-colon");
  zb_node *l = zb_node_get(n, "要点");
  assert_int_equal(l->nitems, 3);
  assert_string_equal(l->item[0]->text, "**甲** 乙");
  assert_src(l->item[0]->src, 3, 3);
  assert_src(zb_node_place(l->item[0], strlen("**甲** ")), 3, 9);
  assert_src(l->item[2]->src, 5, 2);
  assert_string_equal(zb_node_get(n, "标题")->text, "海西");
  assert_src(zb_node_get(n, "标题")->src, 1, 4);
  assert_src(zb_node_get(n, "下")->src, 7, 4);
}

static void test_many_traps_end(void **state)
{
  basics *f = *state;
  char *yaml = fx_repeat("- **甲**\n", 5000);
  clock_t start = clock();
  assert_null(fx_yaml(f, yaml)); /* not all of them: reading stops after some dozen */
  assert_true(zb_diags_count(f->d, ZB_ERROR) >= 20);
  assert_true(fx_seconds(start) < FX_SLOW);
  g_free(yaml);
}

/* --- files and limits --------------------------------------------------------------------------------------------- */

static void test_not_utf8(void **state)
{
  basics *f = *state;
  assert_null(fx_yaml(f, "a: 1\nb: 甲\xB5\xA5"));
  assert_string_equal(fx_found(f), "2:5 not-utf8");
  assert_string_equal(fx_arg(f, 0, 1), "11");
}

static void test_limits(void **state)
{
  static const zb_yaml_limits small = {.bytes = 100, .depth = 4, .nodes = 10};
  static const struct {
    const char *yaml, *found;
  } cases[] = {
      {"[[[[1]]]]", ""},           {"[[[[[1]]]]]", "1:5 yaml-depth"},
      {"- - - - 1", ""},           {"- - - - - 1", "1:9 yaml-depth"},
      {"[1,2,3,4,5,6,7,8,9]", ""}, {"[1,2,3,4,5,6,7,8,9,10]", "1:20 yaml-nodes"},
  };
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fx_reset(f);
    zb_node *n = zb_yaml_parse(f->a, f->d, "r.yaml", cases[i].yaml, strlen(cases[i].yaml), &small);
    assert_string_equal(fx_found(f), cases[i].found);
    assert_true((n != NULL) == (cases[i].found[0] == '\0'));
  }
  fx_reset(f);
  char *big = fx_repeat("a", 101);
  assert_null(zb_yaml_parse(f->a, f->d, "r.yaml", big, 101, &small));
  assert_string_equal(fx_found(f), "0:0 file-limit");
  g_free(big);
}

static void test_file(void **state)
{
  basics *f = *state;
  zb_src asked = {.file = "main.yaml", .line = 4, .col = 9};
  assert_null(zb_yaml_read(f->a, f->d, "/nonexistent/x.yaml", NULL, asked));
  assert_string_equal(fx_found(f), "4:9 file-missing");
  char path[] = "/tmp/zb-test-yaml-XXXXXX";
  int fd = mkstemp(path);
  assert_true(fd >= 0);
  assert_int_equal(write(fd, "a: 1\n", 5), 5);
  close(fd);
  zb_node *n = zb_yaml_read(f->a, f->d, path, NULL, asked);
  unlink(path);
  assert_string_equal(zb_node_get(n, "a")->text, "1");
  assert_string_equal(n->src.file, path);
}

/* --- hostile input ------------------------------------------------------------------------------------------------ */

typedef struct bulk_case {
  const char *head, *unit, *tail;
  size_t n;
} bulk_case;

static void test_bulk(void **state)
{
  static const bulk_case cases[] = {
      {"", "[", "", 100000},
      {"", "{a: ", "", 100000},
      {"", "- ", "x", 100000},
      {"t: ", "*", "", 1000000},
      {"t: \"", "\\\"", "\"", 500000},
      {"t: '", "''", "'", 500000},
      {"t: ", "{", "", 100000},
      {"", "? ", "x", 100000},
      {"t: |\n", "  一\n\n", "", 150000},
      {"t: >\n", "  一\n\n", "", 150000},
      {"t: ", "a\n  ", "", 200000},
      {"", "a: 1\n", "", 90000},
      {"", "\t\n", "", 500000},
      {"a:\n", "\tb\n", "", 300000},
      {"t: ", "，", "", 300000},
      {"t: [", "甲，", "]", 300000},
      {"", "!", "", 100000},
      {"", "&a ", "", 100000},
      {"", "*a\n", "", 100000},
      {"", ": ", "", 200000},
      {"", "\"", "", 500000},
      {"t: \"", "x\n", "", 500000},
      {"a: b\n", "　", "c: d", 200000},
      {"", "#", "", 1000000},
      {"- ", "**甲**\n  ", "", 100000},
      {"", "'a' ", "", 200000},
      {"t: ", "\r", "", 300000},
  };
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fx_reset(f);
    char *unit = fx_repeat(cases[i].unit, cases[i].n / FX_LESS);
    char *yaml = g_strconcat(cases[i].head, unit, cases[i].tail, NULL);
    clock_t start = clock();
    fx_yaml(f, yaml);
    double took = fx_seconds(start);
    if (took >= FX_SLOW)
      print_message("slow: %s %s, %.1f s\n", cases[i].head, cases[i].unit, took);
    assert_true(took < FX_SLOW);
    g_free(unit);
    g_free(yaml);
  }
}

/* The character of a source at a place, or 0. A lone CR ends a line, too. */
static uint32_t char_at(const char *text, zb_src s)
{
  for (int line = 1; line < s.line && *text; text++)
    line += *text == '\n' || (*text == '\r' && text[1] != '\n');
  for (int col = 1; col < s.col && *text; col++)
    zb_utf8_next(&text);
  return *text ? zb_utf8_next(&text) : 0;
}

/* Every character of every scalar stands where its place says, but for escapes and folded line ends. */
static void check_places(const zb_node *n, const char *source)
{
  for (size_t i = 0; i < n->npairs; i++) {
    check_places(n->pair[i].key, source);
    check_places(n->pair[i].value, source);
  }
  for (size_t i = 0; i < n->nitems; i++)
    check_places(n->item[i], source);
  if (n->kind != ZB_NODE_SCALAR)
    return;
  assert_true(n->nmap >= 1);
  for (const char *p = n->text, *end = p + n->len; p < end;) {
    zb_src s = zb_node_place(n, (size_t)(p - n->text));
    uint32_t want = zb_utf8_next(&p), is = char_at(source, s);
    bool folded = (want == ' ' || want == '\n') && (is == '\n' || is == '\r' || is == ' ' || is == 0 || is == '\t');
    bool escaped = n->quoted && (is == '\\' || is == '\'');
    if (want != is && !folded && !escaped)
      print_message("U+%04X at %d:%d is U+%04X\n%s\n", want, s.line, s.col, is, source);
    assert_true(want == is || folded || escaped);
  }
}

/* Small random changes of a good file: no crash, and true places whenever nothing was reported. */
static void test_mutations(void **state)
{
  static const char seed[] = "标题: 海西\nm: {k: \"a\\tb\", l: [一, '二''三']}\nt: |\n  第一段\n    缩进\n\n  第二段\n"
                             "f: >-\n  折\n  叠\n\n   更\n  尾\np: 普通\n  续行\n\n  三\nl:\n- a: 1\n  b: \"x\\\n    "
                             "y\n\n    z\"\n- - 甲\n  - 乙\n";
  static const char *const bits[] = {" ",  "\n", "  ", ":",    ": ", "- ", "\"", "'", "\\",  "|", ">",
                                     "{",  "}",  "[",  "]",    ",",  "#",  "*",  "&", "!",   "%", "\t",
                                     "：", "，", "　", "\r\n", "甲", "?",  "|2", "+", "\xC2"};
  basics *f = *state;
  GRand *rand = g_rand_new_with_seed(20250630);
  for (int i = 0; i < 4000; i++) {
    fx_reset(f);
    GString *s = g_string_new(seed);
    for (int k = g_rand_int_range(rand, 1, 5); k > 0; k--) {
      gssize at = g_rand_int_range(rand, 0, (gint32)s->len);
      while (at > 0 && ((unsigned char)s->str[at] & 0xC0) == 0x80)
        at--;
      if (g_rand_boolean(rand))
        g_string_insert(s, at, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
      else
        g_string_erase(s, at, g_utf8_skip[(guchar)s->str[at]]);
    }
    zb_node *n = fx_yaml(f, s->str);
    if (n && zb_diags_count(f->d, ZB_ERROR) == 0)
      check_places(n, s->str);
    if (!n)
      assert_true(zb_diags_failed(f->d));
    g_string_free(s, TRUE);
  }
  g_rand_free(rand);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      with_basics(test_tree),       with_basics(test_reference_map),    with_basics(test_places),
      with_basics(test_scalar_src), with_basics(test_long_line_places), with_basics(test_node_text),
      with_basics(test_traps),      with_basics(test_several),          with_basics(test_many_traps_end),
      with_basics(test_not_utf8),   with_basics(test_limits),           with_basics(test_file),
      with_basics(test_bulk),       with_basics(test_mutations),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
