/* The language as data, and the decoder: every kind of value, good and bad, in both languages. */
#include "model_fixture.h"

#include "model/schema.h"
#include "read/yaml.h"

/* --- the tables ---------------------------------------------------------------------------------------------------------- */

static void names_are_unique_in_an_object(void **state)
{
  (void)state;
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++)
    for (size_t k = i + 1; k < n && f[k].object == f[i].object; k++)
      for (int lang = 0; lang < 2; lang++) {
        assert_string_not_equal(zb_key_name(f[i].key, (zb_lang)lang), zb_key_name(f[k].key, ZB_LANG_EN));
        assert_string_not_equal(zb_key_name(f[i].key, (zb_lang)lang), zb_key_name(f[k].key, ZB_LANG_ZH));
      }
}

static bool has_han(const char *s)
{
  while (*s)
    if (zb_utf8_is_han(zb_utf8_next(&s)))
      return true;
  return false;
}

static void fields_are_grouped_and_described(void **state)
{
  (void)state;
  size_t n;
  bool seen[ZB_OTYPE_COUNT] = {false};
  const zb_field *f = zb_schema_fields(&n);
  for (size_t i = 0; i < n; i++) {
    if (i == 0 || f[i].object != f[i - 1].object) {
      assert_false(seen[f[i].object]);
      seen[f[i].object] = true;
    }
    assert_true(has_han(zb_key_name(f[i].key, ZB_LANG_ZH)) || f[i].key == ZB_K_PPI);
    assert_false(has_han(zb_key_name(f[i].key, ZB_LANG_EN)));
    assert_true(has_han(f[i].doc[ZB_LANG_ZH]));
    assert_true(strlen(f[i].doc[ZB_LANG_EN]) > 0);
  }
  for (int o = 0; o < ZB_OTYPE_COUNT; o++)
    assert_true(seen[o]);
}

static void every_key_is_used(void **state)
{
  (void)state;
  size_t n;
  const zb_field *f = zb_schema_fields(&n);
  for (int k = 1; k < ZB_KEY_COUNT; k++) {
    bool used = false;
    for (size_t i = 0; i < n; i++)
      used = used || (int)f[i].key == k;
    if (!used)
      fail_msg("key %s is in no object", zb_key_name((zb_key)k, ZB_LANG_EN));
  }
}

static void words_are_unique(void **state)
{
  (void)state;
  for (int l = 0; l < ZB_ELIST_COUNT; l++) {
    size_t n;
    const zb_word *w = zb_schema_words((zb_elist)l, &n);
    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
      assert_int_equal(zb_schema_word((zb_elist)l, w[i].name[0]), i);
      assert_int_equal(zb_schema_word((zb_elist)l, w[i].name[1]), i);
    }
  }
  assert_int_equal(ZB_E_SORT_NONE, 0);
  assert_int_equal(ZB_E_SORT_DESCENDING, 2);
  assert_int_equal(ZB_E_ROLE_FANGSONG, ZB_ROLE_FANGSONG);
  assert_int_equal(ZB_E_ALIGN_EVEN, ZB_ALIGN_EVEN);
  assert_int_equal(ZB_E_STRICTNESS_STRICT, ZB_STRICT_STRICT);
  assert_int_equal(ZB_E_ON_LAST, ZB_ON_LAST);
  assert_int_equal(ZB_E_FRAME_ROLE_CARDS, ZB_FRAME_CARDS);
  assert_int_equal(ZB_E_FRAME_FILL_JUSTIFY, ZB_FILL_JUSTIFY);
}

/* Each block kind's main key stands in its object. */
static void kinds_have_objects(void **state)
{
  (void)state;
#define ZB_BLOCK_KIND(id, key, en, zh)                                                                                 \
  assert_non_null(zb_schema_field(ZB_O_##id, zb_key_name(ZB_K_##key, ZB_LANG_EN)));                                    \
  assert_non_null(zb_schema_field(ZB_O_##id, "标识"));
#include "model/kind.def"
#undef ZB_BLOCK_KIND
}

/* --- lengths ------------------------------------------------------------------------------------------------------------- */

static void lengths(void **state)
{
  (void)state;
  static const struct {
    const char *text;
    char unit;
    int32_t v;
  } good[] = {
      {"12pt", 'u', 12 * 1024},   {"12 pt", 'u', 12 * 1024}, {"96px", 'u', 72 * 1024}, {"25.4mm", 'u', 72 * 1024},
      {"2.54cm", 'u', 72 * 1024}, {"1in", 'u', 72 * 1024},   {"1m", 'u', 2902677},     {"0", 'u', 0},
      {"-3mm", 'u', -8708},       {"2em", 'e', 2000},        {"1.5em", 'e', 1500},     {"2字", 'e', 2000},
      {"1lines", 'l', 1000},      {"0.5行", 'l', 500},       {"50%", 'p', 50000},      {"12.5%", 'p', 12500},
      {"三号", 'u', 16 * 1024},   {"初号", 'u', 42 * 1024},  {"小四", 'u', 12 * 1024}, {"小四号", 'u', 12 * 1024},
      {"五号", 'u', 10752},       {"八号", 'u', 5 * 1024},   {"10毫米", 'u', 29027},
  };
  static const char *const bad[] = {"",      "12",      "pt",   "12dpi", "1e3mm", "12pt ", "三", "号", "99999999999mm",
                                    "--3mm", "5 pt mm", "1,5mm"};
  zb_len l;
  for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
    if (!zb_len_parse(good[i].text, &l))
      fail_msg("%s", good[i].text);
    assert_int_equal(l.unit, good[i].unit);
    assert_int_equal(l.v, good[i].v);
  }
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
    if (zb_len_parse(bad[i], &l))
      fail_msg("%s was taken", bad[i]);
  assert_int_equal(zb_len_resolve((zb_len){.unit = 'e', .v = 1500}, 2000, 0, 0), 3000);
  assert_int_equal(zb_len_resolve((zb_len){.unit = 'l', .v = 500}, 0, 3000, 0), 1500);
  assert_int_equal(zb_len_resolve((zb_len){.unit = 'p', .v = 25000}, 0, 0, 4000), 1000);
}

/* --- decoding ------------------------------------------------------------------------------------------------------------ */

static zb_obj *decode(world *w, zb_otype type, const char *text)
{
  zb_diags_clear(w->d);
  zb_node *n = zb_yaml_parse(w->a, w->d, "t.yaml", zb_arena_strdup(w->a, text), strlen(text), &zb_yaml_limits_default);
  return n ? zb_schema_decode(w->a, w->d, type, n) : NULL;
}

static void both_languages(void **state)
{
  world *w = *state;
  zb_obj *en = decode(w, ZB_O_CHART,
                      "chart: before-after\ndata: a\nsort: descending\nlegend: yes\nheight: 40mm\nhighlight: x\n");
  assert_findings(w, NULL);
  zb_obj *zh = decode(w, ZB_O_CHART, "图表: 前后对比\n数据: a\n排序: 降序\n图例: 是\n高度: 40毫米\n突出: [x]\n");
  assert_findings(w, NULL);
  assert_int_equal(en->n, 6);
  assert_int_equal(zh->n, 6);
  for (size_t i = 0; i < 6; i++) {
    assert_int_equal(en->key[i], zh->key[i]);
    assert_int_equal(en->field[i].i, zh->field[i].i);
    assert_int_equal(en->field[i].nitems, zh->field[i].nitems);
    assert_int_equal(en->field[i].len.v, zh->field[i].len.v);
  }
  assert_int_equal(zb_obj_int(en, ZB_K_CHART, -1), ZB_E_CHART_BEFORE_AFTER);
  assert_string_equal(zb_obj_text(zh, ZB_K_CHART, ""), "before-after");
  assert_string_equal(zb_obj_text(zh, ZB_K_SORT, ""), "descending");
  assert_true(zb_obj_bool(zh, ZB_K_LEGEND, false));
  assert_int_equal(zb_obj_int(en, ZB_K_COLUMNS, 7), 7);
  assert_null(zb_obj_get(en, ZB_K_TITLE));
}

static void key_errors(void **state)
{
  world *w = *state;
  decode(w, ZB_O_MASTHEAD, "name: a\n名称: b\n");
  assert_findings(w, "key-twice", NULL);
  assert_at(w, "key-twice", 2, 1);
  assert_arg(w, "key-twice", 3, "1");
  decode(w, ZB_O_MASTHEAD, "nane: a\n");
  assert_findings(w, "key-unknown", NULL);
  assert_arg(w, "key-unknown", 3, "name");
  decode(w, ZB_O_MASTHEAD, "期数: a\n");
  assert_arg(w, "key-unknown", 3, "期号");
  decode(w, ZB_O_MASTHEAD, "zzzzzz: a\n");
  assert_arg(w, "key-unknown", 3, "name, issue, org, date");
  decode(w, ZB_O_THEME, "blocks: []\n");
  assert_findings(w, "key-missing", NULL);
  decode(w, ZB_O_TEXT, "text: a\nchart: bar\n");
  assert_findings(w, "block-two-kinds", NULL);
  assert_at(w, "block-two-kinds", 2, 1);
  assert_null(decode(w, ZB_O_MASTHEAD, "just text\n"));
  assert_findings(w, "want-map", NULL);
}

typedef struct bad_value {
  zb_otype type;
  const char *text, *slug;
  int line, col;
} bad_value;

static void value_errors(void **state)
{
  world *w = *state;
  static const bad_value bad[] = {
      {ZB_O_HEADING, "heading: a\nlevel: two\n", "bad-int", 2, 8},
      {ZB_O_HEADING, "heading: a\nlevel: 2.5\n", "bad-int", 2, 8},
      {ZB_O_HEADING, "heading: a\nlevel: 99999999999\n", "bad-int", 2, 8},
      {ZB_O_HEADING, "heading: [a]\n", "want-text", 1, 10},
      {ZB_O_HEADING, "heading:\n", "value-empty", 1, 9},
      {ZB_O_HEADING, "heading: a\nkeep: maybe\n", "bad-bool", 2, 7},
      {ZB_O_HEADING, "heading: a\nid: {a: b}\n", "want-text", 2, 5},
      {ZB_O_CHART, "chart: baar\ndata: a\n", "word-unknown", 1, 8},
      {ZB_O_CHART, "chart: bar\ndata: a\nheight: 12pc\n", "bad-length", 3, 9},
      {ZB_O_CHART, "chart: bar\ndata: {gdp: 1}\n", "want-text", 2, 7},
      {ZB_O_CHART, "chart: bar\ndata: a\ncompare: [a]\n", "want-map", 3, 10},
      {ZB_O_LIST, "list: a\n", "want-list", 1, 7},
      {ZB_O_TABLE, "table: [[a], b]\n", "want-list", 1, 14},
      {ZB_O_RULE, "rule: yes\n", "want-nothing", 1, 7},
      {ZB_O_REPORT, "zhanban: 1\nas_of: 2025-02-29\n", "bad-date", 2, 8},
      {ZB_O_REPORT, "zhanban: 1\nas_of: 2025-13\n", "bad-date", 2, 8},
      {ZB_O_REPORT, "zhanban: 1\nas_of: 2025Q5\n", "bad-date", 2, 8},
      {ZB_O_PAINT, "color: \"#12\"\n", "bad-color", 1, 9},
      {ZB_O_PAINT, "color:\n", "value-empty", 1, 7},
      {ZB_O_TEXT, "text: {file: none.md}\n", "file-missing", 1, 14},
  };
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    decode(w, bad[i].type, bad[i].text);
    const zb_diag_entry *e = find_entry(w, bad[i].slug);
    if (!e || count_entries(w) != 1 || e->src.line != bad[i].line || e->src.col != bad[i].col) {
      show(w);
      fail_msg("%s wants %s at %d:%d", bad[i].text, bad[i].slug, bad[i].line, bad[i].col);
    }
  }
}

static void values(void **state)
{
  world *w = *state;
  zb_obj *o = decode(w, ZB_O_REPORT, "zhanban: 1\nas_of: 2024-02-29\ntitle: {gdp}\n");
  assert_findings(w, NULL);
  assert_string_equal(zb_obj_text(o, ZB_K_AS_OF, ""), "2024-02-29");
  const zb_prose *title = zb_obj_prose(o, ZB_K_TITLE);
  assert_int_equal(title->para[0].child[0].kind, ZB_INL_REF);
  assert_string_equal(title->para[0].child[0].target, "gdp");
  o = decode(w, ZB_O_TABLE, "table:\n  - [a, \"{b}\"]\n  - [c, d]\nwidths: [auto, 3em]\nalign: right\n");
  assert_findings(w, NULL);
  const zb_val *t = zb_obj_get(o, ZB_K_TABLE);
  assert_int_equal(t->type, ZB_T_LIST);
  assert_int_equal(t->item[1].item[1].type, ZB_T_PROSE);
  assert_int_equal(zb_obj_get(o, ZB_K_WIDTHS)->item[0].len.unit, 'a');
  assert_int_equal(zb_obj_get(o, ZB_K_ALIGN)->item[0].i, ZB_E_CELL_ALIGN_RIGHT);
  o = decode(w, ZB_O_CHART, "chart: bar\ndata: [a, missing, 缺失]\ncompare: {b: [c, missing]}\n");
  assert_int_equal(zb_obj_get(o, ZB_K_DATA)->item[0].type, ZB_T_REF);
  assert_int_equal(zb_obj_get(o, ZB_K_DATA)->item[1].type, ZB_T_NONE);
  assert_int_equal(zb_obj_get(o, ZB_K_DATA)->item[2].type, ZB_T_NONE);
  assert_int_equal(zb_obj_get(o, ZB_K_COMPARE)->item[0].item[1].type, ZB_T_NONE);
  o = decode(w, ZB_O_STYLE, "leading: 1.6\nsize: 三号\ncolor: red\n");
  assert_findings(w, NULL);
  assert_int_equal(zb_obj_get(o, ZB_K_LEADING)->len.unit, 'e');
  assert_int_equal(zb_obj_get(o, ZB_K_LEADING)->len.v, 1600);
  o = decode(w, ZB_O_PHOTO, "photo: a/b.jpg\n");
  assert_string_equal(zb_obj_get(o, ZB_K_PHOTO)->path, "a/b.jpg");
}

static void prose_in_a_file(void **state)
{
  world *w = *state;
  put_file(w, "a.md", "\xEF\xBB\xBF第一段{gdp}。\r\n\r\n第二段{nope}。\r\n");
  zb_report *r =
      read_text(w, HEAD "figures: {gdp: 8%}\nthemes:\n  - title: t\n    blocks:\n      - text: {file: a.md}\n");
  assert_findings(w, "figure-unknown", NULL);
  assert_at(w, "figure-unknown", 3, 5);
  assert_non_null(strstr(find_entry(w, "figure-unknown")->src.file, "a.md"));
  const zb_prose *p = zb_obj_prose(r->theme[0].block[0].props, ZB_K_TEXT);
  assert_int_equal(p->nparas, 2);
  put_file(w, "a.md", "\xC3\x28");
  read_text(w, HEAD "themes:\n  - title: t\n    blocks:\n      - text: {文件: a.md}\n");
  assert_findings(w, "not-utf8", NULL);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(names_are_unique_in_an_object),
      cmocka_unit_test(fields_are_grouped_and_described),
      cmocka_unit_test(every_key_is_used),
      cmocka_unit_test(words_are_unique),
      cmocka_unit_test(kinds_have_objects),
      cmocka_unit_test(lengths),
      in_world(both_languages),
      in_world(key_errors),
      in_world(value_errors),
      in_world(values),
      in_world(prose_in_a_file),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
