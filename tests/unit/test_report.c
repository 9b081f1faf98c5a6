/* Reports: head, blocks, references in prose with exact places, --set, photos, many problems in one run. */
#include "model_fixture.h"

#define THEME(blocks) "themes:\n  - title: t\n    blocks:\n" blocks

static const char *plain(world *w, const zb_report *r, const zb_obj *o, zb_key key)
{
  return zb_prose_plain(w->a, r, zb_obj_prose(o, key));
}

/* --- the whole ------------------------------------------------------------------------------------------------------------ */

static const char whole[] = HEAD
    "layout: briefing-a4\ntitle: 月报\nmasthead: {name: 简报, issue: 第3期}\nimprint: {report: 省委, issue: 各县, "
    "copies: 共50份}\n"
    "credit: 供稿\nfigures:\n  gdp: {value: 8.6%, label: 增速}\n  lead: 9.1个百分点\n"
    "summary:\n  - numbers: [gdp]\n"
    "themes:\n  - title: 主题{gdp}\n    id: one\n    tags: [甲, 乙]\n    blocks:\n"
    "      - text: |\n          头一季增长{gdp}，**高出{lead}**。\n\n          {gdp:number}{gdp:unit}是{gdp:label}。\n"
    "        id: para\n        tags: board\n        optional: yes\n"
    "      - group:\n          - quote: 引文\n            by: 某人\n          - note: 注\n        columns: 2\n"
    "      - rule:\n";

static void reads_all(void **state)
{
  world *w = *state;
  zb_report *r = read_text(w, whole);
  assert_findings(w, NULL);
  assert_string_equal(r->layout, "briefing-a4");
  assert_int_equal(r->layout_src.line, 2);
  assert_string_equal(r->lang, "zh-CN");
  assert_int_equal(r->nsummary, 1);
  assert_int_equal(r->summary[0].kind, ZB_B_NUMBERS);
  assert_int_equal(r->nthemes, 1);
  assert_string_equal(r->theme[0].id, "one");
  assert_int_equal(r->theme[0].ntags, 2);
  assert_int_equal(r->theme[0].nblocks, 3);
  const zb_block *b = r->theme[0].block;
  assert_string_equal(b[0].id, "para");
  assert_true(zb_block_has_tag(&b[0], "board"));
  assert_false(zb_block_has_tag(&b[0], "甲"));
  assert_true(zb_obj_bool(b[0].props, ZB_K_OPTIONAL, false));
  assert_int_equal(b[1].kind, ZB_B_GROUP);
  assert_int_equal(b[1].nchildren, 2);
  assert_int_equal(b[1].child[1].kind, ZB_B_NOTE);
  assert_int_equal(b[2].kind, ZB_B_RULE);
  assert_string_equal(zb_prose_plain(w->a, r, r->theme[0].title), "主题8.6%");
  assert_string_equal(plain(w, r, b[0].props, ZB_K_TEXT), "头一季增长8.6%，高出9.1个百分点。\n8.6%是增速。");
  assert_string_equal(zb_block_kind_name(ZB_B_NUMBERS, ZB_LANG_ZH), "数字卡片");
}

static void fields_by_path(void **state)
{
  world *w = *state;
  zb_report *r = read_text(w, whole);
  assert_string_equal(zb_prose_plain(w->a, r, zb_report_field(r, "masthead.issue")->prose), "第3期");
  assert_string_equal(zb_prose_plain(w->a, r, zb_report_field(r, "imprint.issue")->prose), "各县");
  assert_string_equal(zb_prose_plain(w->a, r, zb_report_field(r, "版记.发")->prose), "各县");
  assert_non_null(zb_report_field(r, "title"));
  assert_null(zb_report_field(r, "subtitle"));
  assert_null(zb_report_field(r, "masthead.org"));
  assert_null(zb_report_field(r, "masthead.nope.more"));
  assert_null(zb_report_field(r, "title.name"));
}

static void pieces(void **state)
{
  world *w = *state;
  zb_report *r = read_text(w, whole);
  const zb_prose *p = zb_obj_prose(r->theme[0].block[0].props, ZB_K_TEXT);
  zb_pieces v = zb_prose_pieces(w->a, r, &p->para[0], NULL, NULL, NULL);
  assert_int_equal(v.n, 6);
  assert_null(v.v[0].figure);
  assert_string_equal(v.v[1].figure->id, "gdp");
  assert_string_equal(v.v[1].text, "8.6%");
  assert_int_equal(v.v[1].src.line, 18);
  assert_int_equal(v.v[1].src.col, 17);
  assert_int_equal(v.v[3].flags, ZB_PIECE_STRONG);
  assert_int_equal(v.v[4].flags, ZB_PIECE_STRONG);
  assert_string_equal(v.v[4].figure->id, "lead");
  assert_int_equal(v.v[5].flags, 0);
  v = zb_prose_pieces(w->a, r, &p->para[1], NULL, NULL, NULL);
  assert_string_equal(v.v[0].figure->id, "gdp");
  assert_null(v.v[1].figure);
}

static const char *names(void *data, const char *path)
{
  (void)data;
  return strcmp(path, "page") == 0 ? "7" : NULL;
}

static void names_of_furniture(void **state)
{
  world *w = *state;
  zb_report *r = read_text(w, HEAD "title: \"{page}/{pages}\"\n");
  assert_findings(w, "figure-unknown", "figure-unknown", NULL);
  bool absent = false;
  zb_pieces v = zb_prose_pieces(w->a, r, &zb_obj_prose(r->props, ZB_K_TITLE)->para[0], names, NULL, &absent);
  assert_int_equal(v.n, 2);
  assert_string_equal(v.v[0].text, "7");
  assert_true(absent);
}

/* --- references ------------------------------------------------------------------------------------------------------------- */

typedef struct bad_report {
  const char *text, *slug;
  int line, col;
} bad_report;

static const bad_report bad[] = {
    {HEAD "figures: {gdp: 8%}\ntitle: 增长{gpd}\n", "figure-unknown", 3, 11},
    {HEAD "figures: {gdp: 8%}\n" THEME("      - text: |\n          增长{gdp}。\n\n          再增**{gpd}**。\n"),
     "figure-unknown", 9, 16},
    {HEAD "figures: {gdp: 8%}\ntitle: \"{gdp:roman}\"\n", "ref-format", 3, 10},
    {HEAD "figures: {gdp: 8%}\ntitle: \"{gdp.value}\"\n", "table-unknown", 3, 10},
    {HEAD "figures: {gdp: 8%}\n" THEME("      - numbers: [gdp, gpd]\n"), "figure-unknown", 6, 24},
    {HEAD "figures: {gdp: 8%}\n" THEME("      - list: [a, \"{gpd}\"]\n"), "figure-unknown", 6, 21},
    {HEAD "figures: {gdp: 8%}\n" THEME("      - table:\n          - [a, \"{gpd}\"]\n"), "figure-unknown", 7, 19},
    {HEAD "figures: {gdp: 8%}\n" THEME("      - chart: bar\n        data: [gdp, gpd]\n"), "figure-unknown", 7, 21},
    {HEAD "figures: {gdp: {value: 8%, label: \"{gpd}\"}}\n", "figure-unknown", 2, 37},
    {HEAD "figures: {a: {value: 8%, label: \"{b:label}\"}, b: 3个}\n", "label-in-label", 2, 35},
    {HEAD "figures: {gdp: 8%}\n" THEME("      - numbers: [gdp]\n"), "label-missing", 6, 19},
    {HEAD "figures: {gdp: 8%, 增速: 9%}\n" THEME("      - chart: bar\n        data: [增速, gdp]\n"), "label-missing", 7,
     20},
    {HEAD THEME("      - table: asses\n"), "table-unknown", 5, 16},
    {HEAD THEME("      - photo: none.jpg\n"), "file-missing", 5, 16},
    {HEAD THEME("      - photo: .\n"), "file-kind", 5, 16},
    {HEAD THEME("      - photo: a.jpg\n        ratio: wide\n"), "bad-ratio", 6, 16},
    {HEAD THEME("      - heading: a\n        level: 5\n"), "bad-int", 6, 16},
    {HEAD THEME("      - numbers: []\n"), "value-empty", 5, 18},
    {HEAD THEME("      - chrat: bar\n"), "block-kind", 5, 9},
    {HEAD THEME("      - title: a\n        chart: bar\n        data: [x]\n"), "block-kind-first", 5, 9},
    {HEAD THEME("      - just text\n"), "block-form", 5, 9},
    {HEAD THEME("      - text: a\n        photo: b\n"), "block-two-kinds", 6, 9},
    {HEAD THEME("      - text: a\n        colour: b\n"), "key-unknown", 6, 9},
    {"zhanban: 2\n", "language-version", 1, 10},
    {"title: a\n", "key-missing", 1, 1},
};

static void wrong(void **state)
{
  world *w = *state;
  put_file(w, "a.jpg", "x");
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    read_text(w, bad[i].text);
    const zb_diag_entry *e = find_entry(w, bad[i].slug);
    if (!e || e->src.line != bad[i].line || e->src.col != bad[i].col) {
      show(w);
      fail_msg("%s wants %s at %d:%d", bad[i].text, bad[i].slug, bad[i].line, bad[i].col);
    }
  }
}

static void suggestions(void **state)
{
  world *w = *state;
  read_text(w, HEAD "figures: {gdp: 8%, industry: 9%}\ntitle: \"{industy}\"\n");
  assert_arg(w, "figure-unknown", 2, "industry");
  read_text(w, HEAD THEME("      - chrat: bar\n"));
  assert_arg(w, "block-kind", 2, "chart");
  read_text(w, HEAD THEME("      - 小标提: bar\n"));
  assert_arg(w, "block-kind", 2, "小标题");
  put_file(w, "t.csv", "名,清理前\n事项,3个\n");
  read_text(w, HEAD "data: {t: t.csv}\ntitle: \"{t.事顶.清理后}\"\n");
  assert_findings(w, "row-unknown", "column-unknown", NULL);
  read_text(w, HEAD "data: {t: t.csv}\ntitle: \"{t.事项}\"\n");
  assert_findings(w, "cell-path", NULL);
  assert_arg(w, "cell-path", 2, "t.row.column");
}

/* Findings after reading are left out where the report accepts them, and nowhere else. */
static void accepted_later(void **state)
{
  world *w = *state;
  zb_report *r = read_text(
      w, HEAD
      "accept:\n  - {finding: soft-photo, at: b, reason: x}\n  - {finding: wide-cell, at: a, reason: x}\n"
      "themes:\n  - title: t\n    id: a\n    blocks:\n      - text: |\n          一\n\n          二\n        id: b\n"
      "      - text: c\n");
  assert_findings(w, NULL);
  zb_src at = {.file = r->file, .line = 9, .col = 11};
  zb_diag(w->d, ZB_D_SOFT_PHOTO, at, "x", NULL);
  at.line = 11;
  zb_diag(w->d, ZB_D_SOFT_PHOTO, at, "x", NULL);
  at.line = 14;
  zb_diag(w->d, ZB_D_WIDE_CELL, at, "x", NULL);
  assert_findings(w, NULL);
  zb_diag(w->d, ZB_D_SOFT_PHOTO, at, "x", NULL);
  at.line = 9;
  zb_diag(w->d, ZB_D_COARSE_PHOTO, at, "x", NULL);
  at.file = "other.yaml";
  zb_diag(w->d, ZB_D_SOFT_PHOTO, at, "x", NULL);
  assert_int_equal(count_entries(w), 3);
  zb_diags_accept(w->d, NULL, NULL);
}

static void numbers_in_prose(void **state)
{
  world *w = *state;
  read_text(w, HEAD "figures: {gdp: 8.6%, villages: 38个, fund: 1900余万元, n: 5}\n" THEME(
                   "      - text: 增长8.6%，共38个村，１９人，18.6%，38个半，3到5，1900余万元，N38个。\n"));
  assert_findings(w, "typed-number", "typed-number", "fullwidth-digits", "free-number", "free-number", "typed-number",
                  "free-number", "free-number", "typed-number", NULL);
  assert_at(w, "typed-number", 6, 17);
  assert_at(w, "fullwidth-digits", 6, 28);
  assert_arg(w, "typed-number", 2, "gdp");
  read_text(w, HEAD "figures: {gdp: 8.6%}\naccept: [{finding: typed-number, at: gdp, reason: x}]\ntitle: 增8.6%\n");
  assert_findings(w, NULL);
}

static void typed_tables(void **state)
{
  world *w = *state;
  read_text(w, HEAD THEME("      - table:\n          - [a, b]\n          - [c]\n        widths: [1em, 2em, 3em]\n      "
                          "  align: left\n"));
  assert_findings(w, "table-ragged", "table-lists", NULL);
  assert_at(w, "table-ragged", 7, 13);
  read_text(w, HEAD THEME("      - table:\n          - [a, b]\n          - [c, d, e]\n        columns: [x, y, z]\n"));
  assert_findings(w, "table-ragged", NULL);
  assert_at(w, "table-ragged", 6, 13);
}

/* Reading goes on: all of it is said in one run. */
static void all_at_once(void **state)
{
  world *w = *state;
  zb_report *r = read_text(
      w, "zhanban: 1\nlayuot: a\nfigures: {a: x, b: 3个}\nchecks: [b = 4个, c = b]\nthemes:\n  - title: \"{nope}\"\n"
         "    blocks:\n      - txet: a\n      - text: \"{b}{c}\"\n        lvel: 3\n      - photo: none.png\n");
  assert_non_null(r);
  assert_findings(w, "key-unknown", "quantity-number", "check-failed", "figure-unknown", "figure-unknown", "block-kind",
                  "figure-unknown", "key-unknown", "file-missing", NULL);
}

static void not_a_report(void **state)
{
  world *w = *state;
  assert_null(read_text(w, "- a\n- b\n"));
  assert_true(zb_diags_failed(w->d));
  assert_null(zb_report_read(w->a, w->d, "/nonexistent/report.yaml", NULL));
}

/* --- photos with names of the row --------------------------------------------------------------------------------------------- */

static void paths(void **state)
{
  world *w = *state;
  put_file(w, "jia.jpg", "x");
  put_file(w, "each.csv", "名称,编号\n甲,jia\n乙,../etc\n丙,.hidden\n丁,\n");
  zb_report_opts o = {.each = zb_csv_read(w->a, w->d, zb_arena_printf(w->a, "%s/each.csv", w->dir), NULL, ZB_SRC_NONE)};
  static const char text[] = HEAD THEME("      - photo: \"{row.编号}.jpg\"\n");
  zb_report *r = read_text_opts(w, text, &o);
  assert_findings(w, NULL);
  const zb_val *v = zb_obj_get(r->theme[0].block[0].props, ZB_K_PHOTO);
  assert_string_equal(v->text, "jia.jpg");
  assert_int_equal(access(v->path, R_OK), 0);
  static const char *const slug[] = {NULL, "path-cell", "path-cell", "ref-missing"};
  for (o.each_row = 1; o.each_row < 4; o.each_row++) {
    read_text_opts(w, text, &o);
    assert_findings(w, slug[o.each_row], NULL);
  }
}

/* --- --set ------------------------------------------------------------------------------------------------------------------- */

static zb_report *set(world *w, const char *text, const char *a, const char *b)
{
  const char *list[] = {a, b};
  zb_report_opts o = {.set = list, .nset = b ? 2 : 1};
  return read_text_opts(w, text, &o);
}

static void set_values(void **state)
{
  world *w = *state;
  zb_report *r = set(w, whole, "figures.gdp.value=9.9%", "title=新月报{gdp}");
  assert_findings(w, NULL);
  assert_string_equal(zb_figures_find(r->figures, "gdp")->q.text, "9.9%");
  assert_string_equal(zb_figures_find(r->figures, "gdp")->label_text, "增速");
  assert_string_equal(plain(w, r, r->props, ZB_K_TITLE), "新月报9.9%");
  r = set(w, whole, "figures.lead.value=1个百分点", "figures.lead.label=领先");
  assert_findings(w, NULL);
  assert_string_equal(zb_figures_find(r->figures, "lead")->q.text, "1个百分点");
  assert_string_equal(zb_figures_find(r->figures, "lead")->label_text, "领先");
  r = set(w, whole, "masthead.date=2025-06-30", "副标题=续");
  assert_findings(w, NULL);
  assert_string_equal(zb_prose_plain(w->a, r, zb_report_field(r, "masthead.date")->prose), "2025-06-30");
  assert_string_equal(plain(w, r, r->props, ZB_K_SUBTITLE), "续");
  r = set(w, HEAD, "masthead.name=报", NULL);
  assert_findings(w, NULL);
  assert_string_equal(zb_prose_plain(w->a, r, zb_report_field(r, "masthead.name")->prose), "报");
  r = set(w, whole, "themes.1.title=换", "themes.1.blocks.2.group.1.by=他人");
  assert_findings(w, NULL);
  assert_string_equal(zb_prose_plain(w->a, r, r->theme[0].title), "换");
  assert_string_equal(plain(w, r, r->theme[0].block[1].child[0].props, ZB_K_BY), "他人");
}

static void set_wrong(void **state)
{
  world *w = *state;
  static const struct {
    const char *set, *slug;
  } t[] = {
      {"titel=a", "set-unknown"},
      {"figures.gpd.value=3%", "set-unknown"},
      {"themes.2.title=a", "set-unknown"},
      {"themes.x.title=a", "set-unknown"},
      {"title.more=a", "set-unknown"},
      {"nothing", "set-form"},
      {"=a", "set-form"},
      {"a..b=c", "set-form"},
      {"figures.gdp.value=x", "quantity-number"},
      {"title={nope}", "figure-unknown"},
  };
  for (size_t i = 0; i < sizeof t / sizeof *t; i++) {
    set(w, whole, t[i].set, NULL);
    const zb_diag_entry *e = find_entry(w, t[i].slug);
    if (!e || strcmp(e->src.file, "--set") != 0) {
      show(w);
      fail_msg("%s wants %s", t[i].set, t[i].slug);
    }
    if (strncmp(t[i].slug, "set-", 4) == 0)
      assert_int_equal(zb_diags_status(w->d), 2);
  }
  set(w, whole, "figures.gpd.value=3%", NULL);
  assert_arg(w, "set-unknown", 3, "gdp");
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      in_world(reads_all),      in_world(fields_by_path), in_world(pieces),       in_world(names_of_furniture),
      in_world(wrong),          in_world(suggestions),    in_world(all_at_once),  in_world(numbers_in_prose),
      in_world(accepted_later), in_world(typed_tables),   in_world(not_a_report), in_world(paths),
      in_world(set_values),     in_world(set_wrong),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
