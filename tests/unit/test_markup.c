/* Inline markup: shape, places, references, joined lines, faults, hostile input. */
#include "read_fixture.h"

#include "read/path.h"

/* --- prose as short text: T[..] S(..) E(..) ^(..) _(..) L<target>(..) R<path:format|fallback> / ------------------- */

static void show(GString *s, const zb_inline *v, size_t n);

static void show_marked(GString *s, const char *mark, const zb_inline *v)
{
  g_string_append_printf(s, "%s(", mark);
  show(s, v->child, v->nchildren);
  g_string_append_c(s, ')');
}

static void show(GString *s, const zb_inline *v, size_t n)
{
  for (size_t i = 0; i < n; i++, v++)
    switch (v->kind) {
    case ZB_INL_TEXT:
      assert_int_equal(v->text[v->len], '\0');
      assert_true(v->nmap >= 1 && v->map[0].byte == 0 && v->ncols >= 1);
      g_string_append_printf(s, "[%s]", v->text);
      break;
    case ZB_INL_STRONG:
      show_marked(s, "S", v);
      break;
    case ZB_INL_EMPH:
      show_marked(s, "E", v);
      break;
    case ZB_INL_SUP:
      show_marked(s, "^", v);
      break;
    case ZB_INL_SUB:
      show_marked(s, "_", v);
      break;
    case ZB_INL_UNDERLINE:
      show_marked(s, "U", v);
      break;
    case ZB_INL_COLOR:
      g_string_append_printf(s, "C<%s>", v->target);
      show_marked(s, "", v);
      break;
    case ZB_INL_RUBY:
      g_string_append_printf(s, "Y<%s>", v->target);
      show_marked(s, "", v);
      break;
    case ZB_INL_NOTE:
      g_string_append_printf(s, "N<%s>", v->target);
      break;
    case ZB_INL_LINK:
      g_string_append_printf(s, "L<%s>", v->target);
      show_marked(s, "", v);
      break;
    case ZB_INL_REF:
      g_string_append_printf(s, "R<%s%s%s%s%s>", v->target, v->format ? ":" : "", v->format ? v->format : "",
                             v->fallback ? "|" : "", v->fallback ? v->fallback : "");
      break;
    case ZB_INL_BREAK:
      g_string_append_c(s, '/');
      break;
    }
}

static const char *shown(basics *f, const zb_prose *p)
{
  GString *s = g_string_new(NULL);
  for (size_t i = 0; i < p->nparas; i++) {
    const zb_para_src *q = &p->para[i];
    g_string_append(s, i > 0 ? " ¶ " : "");
    if (q->level > 0)
      g_string_append_printf(s, "#%d ", q->level);
    if (q->note)
      g_string_append_printf(s, "=%s ", q->note);
    if (q->marker == '-')
      g_string_append_printf(s, "-%d ", q->depth);
    if (q->marker == '1')
      g_string_append_printf(s, "%d.%d ", q->number, q->depth);
    show(s, q->child, q->nchildren);
  }
  const char *copy = zb_arena_strdup(f->a, s->str);
  g_string_free(s, TRUE);
  return copy;
}

/* The value of key t of a YAML text. */
static zb_prose *prose_of(basics *f, const char *yaml, bool single)
{
  zb_node *t = zb_node_get(fx_yaml(f, yaml), "t");
  assert_non_null(t);
  return zb_markup_parse(f->a, f->d, t, single);
}

/* Text as the lines of a literal block. */
static zb_prose *prose(basics *f, const char *text, bool single)
{
  char **line = g_strsplit(text, "\n", -1), *body = g_strjoinv("\n  ", line),
       *yaml = g_strconcat("t: |\n  ", body, NULL);
  zb_prose *p = prose_of(f, yaml, single);
  g_strfreev(line);
  g_free(body);
  g_free(yaml);
  return p;
}

typedef struct shape_case {
  const char *text, *shape;
} shape_case;

/* How a case's text becomes prose: as it stands, or out of YAML. */
typedef zb_prose *read_prose(basics *f, const char *text, bool single);

static void check_shapes(basics *f, const shape_case *c, size_t n, read_prose *read, bool single)
{
  for (; n > 0; c++, n--) {
    fx_reset(f);
    assert_string_equal(shown(f, read(f, c->text, single)), c->shape);
    assert_string_equal(fx_found(f), "");
  }
}

static void test_shapes(void **state)
{
  static const shape_case cases[] = {
      {"**“四强”**党支部", "S([“四强”])[党支部]"},
      {"建设**（一）**、**《二》**。", "[建设]S([（一）])[、]S([《二》])[。]"},
      {"*着重*号和**强*双*调**", "E([着重])[号和]S([强]E([双])[调])"},
      {"***三***星", "S(E([三]))[星]"},
      {"*甲**乙***丙", "E([甲]S([乙]))[丙]"},
      {"m^(2)和H~(2)O", "[m]^([2])[和H]_([2])[O]"},
      {"x^(a(b)c)y", "[x]^([a(b)c])[y]"},
      {"甲_(乙)丙", "[甲]U([乙])[丙]"},
      {"甲_乙", "[甲_乙]"},
      {"[甲](color:red)[乙](颜色:灰)", "C<red>([甲])C<灰>([乙])"},
      {"[[甲](color:red)乙](#a)", "L<#a>(C<red>([甲])[乙])"},
      {"[张三](pinyin:zhāng sān)。", "Y<zhāng sān>([张三])[。]"},
      {"[张三](拼音:zhāng sān)", "Y<zhāng sān>([张三])"},
      {"[甲](a b)", "[[甲](a b)]"},
      {"甲[^1]乙[^注-a]。", "[甲]N<1>[乙]N<注-a>[。]"},
      {"[^(2)](#a)", "L<#a>(^([2]))"},
      {"甲\\[^1]", "[甲[^1]]"},
      {"**甲[^1]**", "S([甲]N<1>)"},
      {"3^2 与 3~5天", "[3^2 与 3~5天]"},
      {"(一)与(二", "[(一)与(二]"},
      {"增长{gdp}，{a.考核事项.清理前}。", "[增长]R<gdp>[，]R<a.考核事项.清理前>[。]"},
      {"{gdp:0}{row.x|—}{ x : 1 }{y:2|}", "R<gdp:0>R<row.x|—>R<x:1>R<y:2|>"},
      {"{「a b」.「c}d」}", "R<「a b」.「c}d」>"},
      {"{{gdp}} {{}}", "[{gdp} {}]"},
      {"\\*\\*\\{\\}\\[\\\\\\#", "[**{}[\\#]"},
      {"[州委](https://x.cn/a(b)c)网", "L<https://x.cn/a(b)c>([州委])[网]"},
      {"[a **b** {c}](#id)", "L<#id>([a ]S([b])[ ]R<c>)"},
      {"〔2025〕[1] [ ] a]b[c", "[〔2025〕[1] [ ] a]b[c]"},
      {"[a [b](#b) c](#d)", "L<#d>([a [b](#b) c])"},
      {"[a](b c)", "[[a](b c)]"},
      {"{a}[x](#y)", "R<a>L<#y>([x])"},
      {"制表\t符", "[制表 符]"},
      {"５０％", "[５０％]"},
  };
  check_shapes(*state, cases, sizeof cases / sizeof *cases, prose, true);
}

static void test_paragraphs(void **state)
{
  static const shape_case cases[] = {
      {"一\n二\n\n三", "[一二] ¶ [三]"},
      {"# 标题\n文\n## 二级\n\n#### 四级", "#1 [标题] ¶ [文] ¶ #2 [二级] ¶ #4 [四级]"},
      {"- 一\n- 二\n  续\n\n段", "-0 [一] ¶ -0 [二续] ¶ [段]"},
      {"- a\n  - b\n    - c\n  - d\n- e", "-0 [a] ¶ -1 [b] ¶ -2 [c] ¶ -1 [d] ¶ -0 [e]"},
      {"1. 一\n2. 二\n10. 十", "1.0 [一] ¶ 2.0 [二] ¶ 10.0 [十]"},
      {"1.加强\n2、改进\n-减\n—— 甲", "[1.加强2、改进-减—— 甲]"},
      {"前\n- 一\n后", "[前] ¶ -0 [一后]"},
      {"\\# 不是\n\\- 不是", "[# 不是- 不是]"},
      {"甲[^1]\n\n[^1]: 乙\n丙\n[^2]: 丁", "[甲]N<1> ¶ =1 [乙丙] ¶ =2 [丁]"},
      {"#", "[#]"},
      {"", ""},
      {"　\n  　", ""},
  };
  check_shapes(*state, cases, sizeof cases / sizeof *cases, prose, false);
}

/* Line ends: nothing beside Han and full-width, one space between words, whatever stands between. */
static void test_joins(void **state)
{
  static const shape_case cases[] = {
      {"增长\n很快", "[增长很快]"},
      {"one\ntwo", "[one two]"},
      {"增长\nGDP", "[增长GDP]"},
      {"GDP\n增长", "[GDP增长]"},
      {"，\n甲", "[，甲]"},
      {"5.6%\n3.2%", "[5.6% 3.2%]"},
      {"增长{a}\n{b}和", "[增长]R<a>R<b>[和]"},
      {"grew {a}\nand", "[grew ]R<a>[ and]"},
      {"grew\n{a} and", "[grew ]R<a>[ and]"},
      {"**甲**\n**乙**", "S([甲])S([乙])"},
      {"**one**\n**two**", "S([one])[ ]S([two])"},
      {"说“\nabc”", "[说“abc”]"},
      {"said “x”\nand", "[said “x” and]"},
      {"한국\n어", "[한국 어]"},
      {"かな\nカナ", "[かなカナ]"},
      {"甲\\\n乙", "[甲]/[乙]"},
      {"甲  \n   乙", "[甲乙]"},
      {"甲\\\\\n乙", "[甲\\乙]"},
      {"**甲\\\n乙**", "S([甲]/[乙])"},
  };
  check_shapes(*state, cases, sizeof cases / sizeof *cases, prose, false);
}

/* Line ends that YAML folded into spaces, and blank lines that it made line ends. */
static void test_folded(void **state)
{
  static const shape_case cases[] = {
      {"t: 一\n  二\n\n  三 四", "[一二] ¶ [三 四]"},
      {"t: >\n  一\n  二\n\n  三\n", "[一二] ¶ [三]"},
      {"t: >\n  总\n  - 一\n  - 二\n", "[总] ¶ -0 [一] ¶ -0 [二]"},
      {"t: \"一\n  二\"", "[一二]"},
      {"t: \"one\n  two\"", "[one two]"},
      {"t: \"一\\n二\\n\\n三\"", "[一二] ¶ [三]"},
      {"t: \"一 \\\n  二\"", "[一二]"},
      {"t: '一\n\n\n  二'", "[一] ¶ [二]"},
      {"t: {gdp}", "R<gdp>"},
      {"t: {row.x|—}", "R<row.x|—>"},
      {"t: {a.「b c」:0}", "R<a.「b c」:0>"},
  };
  check_shapes(*state, cases, sizeof cases / sizeof *cases, prose_of, false);
}

static void test_single_line(void **state)
{
  basics *f = *state;
  assert_string_equal(shown(f, prose(f, "- 甲\n# 乙", true)), "[- 甲# 乙]");
  assert_string_equal(fx_found(f), "");
  assert_string_equal(shown(f, prose(f, "甲\n\n乙\n\n丙", true)), "[甲乙丙]");
  assert_string_equal(fx_found(f), "4:3 prose-one-paragraph");
}

static void assert_place(const zb_inline *v, int line, int col, int ncols)
{
  assert_int_equal(v->src.line, line);
  assert_int_equal(v->src.col, col);
  assert_int_equal(v->ncols, ncols);
}

static void test_places(void **state)
{
  basics *f = *state;
  zb_prose *p = prose_of(f, "t: |\n  甲**乙丙**，{gdp}丁\n  戊\\*己{{庚\nu: 1", false);
  assert_int_equal(p->nparas, 1);
  assert_int_equal(p->src.line * 100 + p->src.col, 203);
  const zb_inline *v = p->para[0].child;
  assert_int_equal(p->para[0].nchildren, 5);
  assert_place(&v[0], 2, 3, 1);
  assert_place(&v[1], 2, 4, 6);
  assert_place(&v[1].child[0], 2, 6, 2);
  assert_place(&v[2], 2, 10, 1);
  assert_place(&v[3], 2, 12, 3); /* the path, not the brace */
  assert_place(&v[4], 2, 16, 1);
  assert_string_equal(v[4].text, "丁戊*己{庚");
  static const int want[][3] = {{0, 2, 16}, {3, 3, 3}, {7, 3, 6}, {11, 3, 9}};
  assert_int_equal(v[4].nmap, 4);
  for (size_t i = 0; i < 4; i++) {
    assert_int_equal(v[4].map[i].byte, want[i][0]);
    assert_int_equal(v[4].map[i].src.line, want[i][1]);
    assert_int_equal(v[4].map[i].src.col, want[i][2]);
  }
  p = prose_of(f, "t: {gdp|—}", true);
  assert_place(&p->para[0].child[0], 1, 5, 3);
}

typedef struct fault_case {
  const char *text, *shape, *found;
  int arg;
  const char *value;
} fault_case;

static void check_faults(basics *f, const fault_case *c, size_t n, read_prose *read)
{
  for (; n > 0; c++, n--) {
    fx_reset(f);
    const char *s = shown(f, read(f, c->text, false));
    assert_string_equal(fx_found(f), c->found);
    assert_string_equal(s, c->shape);
    if (c->arg >= 0)
      assert_string_equal(fx_arg(f, 0, c->arg), c->value);
  }
}

/* The text stands on line 2 from column 3. */
static void test_faults(void **state)
{
  static const fault_case cases[] = {
      {"甲**乙", "[甲]S([乙])", "2:4 mark-unclosed", 2, "\\*\\*"},
      {"3*4", "[3]E([4])", "2:4 mark-unclosed", 2, "\\*"},
      {"**甲\n\n乙**", "S([甲]) ¶ [乙]", "2:3 mark-unclosed; 4:4 mark-unclosed", 0, "**"},
      {"x^(2", "[x]^([2])", "2:4 mark-unclosed", 1, ")"},
      {"甲****乙", "[甲][乙]", "2:4 mark-empty", 0, "**"},
      {"a^()b", "[a][b]", "2:4 mark-empty", 1, ")"},
      {"*a **b* c**", "E([a ]S([b]))S([ c])", "2:9 mark-crossed", 0, "*"},
      {"[a **b](#c) d", "L<#c>([a ]S([b]))[ d]", "2:6 mark-unclosed", 0, "**"},
      {"**[a** b](#c)d", "S(L<#c>([a]))[ bd]", "2:7 mark-crossed", 1, "["},
      {"{", "[{]", "2:3 ref-unclosed", -1, NULL},
      {"甲{gdp 乙{x}", "[甲{gdp 乙]R<x>", "2:4 ref-unclosed", -1, NULL},
      {"{gdp\n}", "[{gdp }]", "2:3 ref-unclosed; 3:3 ref-stray", -1, NULL},
      {"甲{}乙{ }", "[甲乙]", "2:4 ref-empty; 2:7 ref-empty", -1, NULL},
      {"甲}", "[甲}]", "2:4 ref-stray", -1, NULL},
      {"{2025年}", "[{2025年}]", "2:4 ref-malformed", 1, "{「2025年」}"},
      {"{a.1b.c}", "[{a.1b.c}]", "2:4 ref-malformed", 1, "{a.「1b」.c}"},
      {"{gdp：0}", "[{gdp：0}]", "2:4 ref-malformed", 1, "{gdp:0}"},
      {"{a b|c}", "[{a b|c}]", "2:4 ref-malformed", 1, "{「a b」|c}"},
      {"{a.}", "[{a.}]", "2:4 ref-malformed", 0, "a."},
      {"{a:}", "[{a:}]", "2:4 ref-malformed", 0, "a:"},
      {"｛gdp｝｛甲 乙｝", "[｛gdp｝｛甲 乙｝]", "2:3 ref-fullwidth", 1, "{gdp}"},
      {"\\中", "[\\中]", "2:3 mark-escape", -1, NULL},
      {"甲\\", "[甲\\]", "2:4 mark-escape", -1, NULL},
      {"[a](javascript:x)", "L<javascript:x>([a])", "2:7 link-target", 0, "javascript:x"},
      {"[a]()", "L<>([a])", "2:7 link-target", 0, ""},
      {"#标题", "[#标题]", "2:3 heading-space", 1, "# 标题"},
      {"##### 深", "#4 [深]", "2:3 heading-depth", -1, NULL},
      {"　　甲\n\n　　乙", "[甲] ¶ [乙]", "2:5 hand-indent", -1, NULL},
  };
  check_faults(*state, cases, sizeof cases / sizeof *cases, prose);
}

static void test_not_text(void **state)
{
  static const fault_case cases[] = {
      {"t: {a: 1}", "", "1:4 prose-wanted", 0, "\"{a: 1}\""},
      {"t: [a, '\"b\"']", "", "1:4 prose-wanted", 0, "'[a, \"b\"]'"},
      {"t:\n  说明: 文字", "", "2:3 prose-wanted", 0, "\"说明: 文字\""},
      {"t: {}", "", "1:4 prose-wanted", 0, "\"{}\""},
      {"t: {a: ''}", "", "1:4 prose-wanted", 0, "\"{a: }\""},
      {"t: {1a}", "[1a]", "1:5 ref-malformed", 1, "{「1a」}"},
      {"t:", "", "", -1, NULL},
  };
  check_faults(*state, cases, sizeof cases / sizeof *cases, prose_of);
}

/* --- names and paths ---------------------------------------------------------------------------------------------- */

static void test_paths(void **state)
{
  static const struct {
    const char *text;
    size_t len;
  } cases[] = {{"gdp", 3},  {"_a1.b", 5}, {"强村 x", 6},     {"a.考核.「清 理」!", 22},
               {"1a", 0},   {"a.1", 1},   {"a..b", 1},       {"", 0},
               {"「」", 0}, {"「a", 0},   {"Ａ", 0},         {"a１", 1},
               {"é.x", 4},  {"a-b", 1},   {"「a.b」.c", 11}, {"㐀x", 4},
               {"〇", 3},   {"a。b", 1},  {"，", 0}};
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_int_equal(zb_path_scan(cases[i].text, strlen(cases[i].text)), cases[i].len);
  assert_string_equal(zb_path_quote(f->a, "清理前", 9), "清理前");
  assert_string_equal(zb_path_quote(f->a, "清理 前", 10), "「清理 前」");
  assert_null(zb_path_quote(f->a, "a」", 4));
  assert_null(zb_path_quote(f->a, "", 0));
}

/* --- hostile input ------------------------------------------------------------------------------------------------ */

static int depth_of(const zb_inline *v, size_t n)
{
  int deep = 0;
  for (size_t i = 0; i < n; i++) {
    int d = 1 + depth_of(v[i].child, v[i].nchildren);
    deep = d > deep ? d : deep;
  }
  return deep;
}

static void test_bulk(void **state)
{
  static const struct {
    const char *unit;
    size_t n;
  } cases[] = {{"**", 100000},     {"*", 100001},     {"^(", 100000},       {"[", 300000},    {"{", 300001},
               {"}", 300000},      {"[](", 200000},   {"](", 300000},       {"{「", 100000},  {"国", 350000},
               {"[a](#b)", 50000}, {"{a}", 100000},   {"\\", 300001},       {"甲\n", 100000}, {"- 甲\n", 50000},
               {"# 甲\n", 50000},  {"#甲\n", 50000},  {"a *b **c ", 50000}, {"(", 300000},    {"^(a)", 100000},
               {"{{", 200000},     {"a\n\n", 100000}, {"　", 300000},       {" ", 1000000},   {"[a **b](#c) ", 30000},
               {"1. ", 200000},    {"｛a｝", 50000},  {"「", 200000},       {"*a\n", 100000}};
  basics *f = *state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    fx_reset(f);
    char *text = fx_repeat(cases[i].unit, cases[i].n / FX_LESS);
    zb_node *n = zb_node_text(f->a, text, strlen(text), (zb_src){.file = "r.yaml", .line = 1, .col = 1});
    for (int single = 0; single < 2; single++) {
      clock_t start = clock();
      zb_prose *p = zb_markup_parse(f->a, f->d, n, single);
      double took = fx_seconds(start);
      if (took >= FX_SLOW)
        print_message("slow: %s, %.1f s\n", cases[i].unit, took);
      assert_true(took < FX_SLOW);
      for (size_t k = 0; k < p->nparas; k++)
        assert_true(depth_of(p->para[k].child, p->para[k].nchildren) <= ZB_MARKUP_DEPTH + 1);
    }
    g_free(text);
  }
}

/* Every character of every text stands where its map says. */
static void check_places(const zb_inline *v, size_t n, const char *const *line, int nlines)
{
  for (size_t i = 0; i < n; i++) {
    check_places(v[i].child, v[i].nchildren, line, nlines);
    size_t entry = 0;
    zb_src s = v[i].src;
    for (const char *p = v[i].text, *end = p + v[i].len; p < end; s.col++) {
      if (entry < v[i].nmap && v[i].map[entry].byte == (size_t)(p - v[i].text))
        s = v[i].map[entry++].src;
      uint32_t want = zb_utf8_next(&p);
      assert_in_range(s.line, 2, nlines + 1);
      const char *q = line[s.line - 2];
      for (int c = 3; c < s.col; c++)
        zb_utf8_next(&q);
      uint32_t is = *q ? zb_utf8_next(&q) : 0;
      assert_true(want == is || is == '\\' || (want == ' ' && (is == 0 || is == ' ')));
    }
  }
}

static void test_noise(void **state)
{
  static const char *const bits[] = {"*",    "**",    "^(", "~(", ")",  "[",  "](", "](#a)", "{",    "}",
                                     "{a}",  "{{",    "}}", "\\", "甲", "a ", " ",  "\n",    "\n\n", "\n- ",
                                     "\n# ", "\n1. ", "|",  ":",  "「", "」", "“",  "”",     "｛",   "　"};
  basics *f = *state;
  GRand *rand = g_rand_new_with_seed(11);
  for (int i = 0; i < 6000; i++) {
    fx_reset(f);
    GString *s = g_string_new("首");
    for (int k = g_rand_int_range(rand, 1, 30); k > 0; k--)
      g_string_append(s, bits[g_rand_int_range(rand, 0, G_N_ELEMENTS(bits))]);
    zb_prose *p = prose(f, s->str, g_rand_boolean(rand));
    char **line = g_strsplit(s->str, "\n", -1);
    for (size_t k = 0; k < p->nparas; k++)
      check_places(p->para[k].child, p->para[k].nchildren, (const char *const *)line, (int)g_strv_length(line));
    g_strfreev(line);
    g_string_free(s, TRUE);
  }
  g_rand_free(rand);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      with_basics(test_shapes),      with_basics(test_paragraphs), with_basics(test_joins),  with_basics(test_folded),
      with_basics(test_single_line), with_basics(test_places),     with_basics(test_faults), with_basics(test_not_text),
      with_basics(test_paths),       with_basics(test_bulk),       with_basics(test_noise),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
