/* The logical structure of a display list, and the plain text written from it. */
#include "out_fixture.h"

#include "out/logical.h"

static zb_mark role(zb_dl_role r)
{
  return (zb_mark){.role = r};
}

static void merges_a_paragraph_over_pages(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *one = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200)), *two = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  uint32_t node = zb_dl_node(f.dl);
  zb_mark p = {.role = ZB_DL_P, .node = node};
  fixture_elem(&f, one, p, 10, 20, "前半");
  fixture_elem(&f, one, role(ZB_DL_H1), 100, 20, "标题");
  fixture_elem(&f, one, p, 100, 40, "后半");
  fixture_elem(&f, two, p, 10, 20, "续页");
  assert_true(zb_dl_page_end(one) && zb_dl_page_end(two));
  zb_logical *l = zb_logical_new(f.arena, f.dl);
  assert_int_equal(l->elem.n, 3); /* document, P, H1 */
  assert_string_equal(zb_logical_text(f.arena, l, 1), "前半后半续页");
  assert_string_equal(zb_logical_text(f.arena, l, 2), "标题");
  assert_int_equal(l->ncontent[0], 3);
  assert_int_equal(l->ncontent[1], 1);
  zb_out_job job = fixture_job(&f);
  assert_string_equal(fixture_write(&f, &job, "txt", 0, NULL), "前半后半续页\n标题\n");
  fixture_close(&f);
}

static void merges_plain_spans_and_keeps_links(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  static const zb_datum gdp = {.figure = "gdp", .value = "8.6", .unit = "%", .text = "8.6%"};
  zb_dl_begin(p, role(ZB_DL_P));
  fixture_text(&f, p, 10, 20, "增长");
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_SPAN, .datum = &gdp}, 34, 20, "8.6%");
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_SPAN, .lang = "zh-CN"}, 60, 20, "。");
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_SPAN, .lang = "en"}, 72, 20, "GDP");
  fixture_elem(&f, p, (zb_mark){.role = ZB_DL_LINK, .link = "https://example.org"}, 96, 20, "来源");
  zb_dl_end(p, ZB_DL_P);
  assert_true(zb_dl_page_end(p));
  zb_logical *l = zb_logical_new(f.arena, f.dl);
  assert_int_equal(l->elem.n, 4); /* document, P, the English span, the link */
  assert_int_equal(l->leaf.n, 3); /* 增长8.6%。 is one leaf */
  assert_int_equal(l->elem.v[2].role, ZB_DL_SPAN);
  assert_string_equal(l->elem.v[2].lang, "en");
  assert_string_equal(zb_logical_text(f.arena, l, 1), "增长8.6%。GDP来源");
  fixture_close(&f);
}

static void decoration_is_artifact(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  fixture_rect(p, 0, 0, 200, 200, 0xffffff); /* outside every mark */
  zb_dl_begin(p, role(ZB_DL_TABLE));
  fixture_rect(p, 0, 0, 50, 20, 0xeeeeee); /* a row colour */
  zb_dl_begin(p, role(ZB_DL_TR));
  fixture_elem(&f, p, role(ZB_DL_TH), 10, 20, "甲");
  fixture_elem(&f, p, role(ZB_DL_TD), 40, 20, "1");
  zb_dl_end(p, ZB_DL_TR);
  zb_dl_end(p, ZB_DL_TABLE);
  fixture_elem(&f, p, role(ZB_DL_ARTIFACT), 40, 190, "— 1 —");
  assert_true(zb_dl_page_end(p));
  zb_logical *l = zb_logical_new(f.arena, f.dl);
  assert_int_equal(l->leaf.v[0].elem, ZB_NO_ELEM);
  assert_int_equal(l->ncontent[0], 2);
  zb_out_job job = fixture_job(&f);
  assert_string_equal(fixture_write(&f, &job, "txt", 0, NULL), "甲  1\n");
  fixture_close(&f);
}

/* A chart is one leaf even where its grid lines are marked as decoration; its labels stay apart in the text. */
static void figure_is_one_leaf(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  static const zb_datum gdp = {.figure = "gdp", .value = "8.6", .unit = "%", .text = "8.6%"};
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_FIGURE, .alt = "增速图"});
  zb_dl_begin(p, role(ZB_DL_ARTIFACT));
  fixture_rect(p, 10, 10, 100, 1, 0x888888);
  zb_dl_end(p, ZB_DL_ARTIFACT);
  zb_dl_begin(p, (zb_mark){.role = ZB_DL_SPAN, .datum = &gdp});
  fixture_rect(p, 10, 20, 80, 10, 0xb3261e);
  zb_dl_end(p, ZB_DL_SPAN);
  fixture_text(&f, p, 10, 50, "全州");
  fixture_text(&f, p, 34, 50, "8.6%"); /* carries on: no space */
  fixture_text(&f, p, 120, 50, "全省");
  zb_dl_end(p, ZB_DL_FIGURE);
  assert_true(zb_dl_page_end(p));
  zb_logical *l = zb_logical_new(f.arena, f.dl);
  assert_int_equal(l->leaf.n, 1);
  assert_int_equal(l->elem.n, 2);
  zb_out_job job = fixture_job(&f);
  assert_string_equal(fixture_write(&f, &job, "txt", 0, NULL), "[增速图]\n全州8.6% 全省\n");
  fixture_close(&f);
}

static void bare_text_gets_an_element(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  zb_dl_begin(p, role(ZB_DL_SECT));
  fixture_text(&f, p, 10, 20, "甲");
  fixture_text(&f, p, 10, 40, "乙");
  zb_dl_end(p, ZB_DL_SECT);
  fixture_text(&f, p, 10, 60, "outside"); /* no mark at all: decoration */
  assert_true(zb_dl_page_end(p));
  zb_logical *l = zb_logical_new(f.arena, f.dl);
  assert_int_equal(l->elem.n, 3);
  assert_int_equal(l->elem.v[2].role, ZB_DL_P);
  assert_int_equal(l->elem.v[2].parent, 1);
  assert_int_equal(l->ncontent[0], 1);
  fixture_close(&f);
}

static void text_breaks_latin_lines(void **state)
{
  (void)state;
  fixture f = fixture_open(false);
  zb_dl_page *p = zb_dl_page_new(f.dl, ZB_PT(200), ZB_PT(200));
  zb_dl_begin(p, role(ZB_DL_P));
  fixture_text(&f, p, 10, 20, "中文 net");
  fixture_text(&f, p, 10, 40, "work中");
  fixture_text(&f, p, 10, 60, "文");
  zb_dl_end(p, ZB_DL_P);
  zb_dl_begin(p, role(ZB_DL_L));
  zb_dl_begin(p, role(ZB_DL_LI));
  fixture_elem(&f, p, role(ZB_DL_LBL), 10, 80, "1.");
  fixture_elem(&f, p, role(ZB_DL_LBODY), 30, 80, "第一");
  zb_dl_end(p, ZB_DL_LI);
  zb_dl_end(p, ZB_DL_L);
  assert_true(zb_dl_page_end(p));
  zb_out_job job = fixture_job(&f);
  assert_string_equal(fixture_write(&f, &job, "txt", 0, NULL), "中文 net work中文\n1. 第一\n");
  fixture_close(&f);
}

static void registry_knows_outputs(void **state)
{
  (void)state;
  assert_string_equal(zb_out_by_suffix("a/b.pdf")->name, "pdf");
  assert_string_equal(zb_out_by_suffix("展板.svg")->name, "svg");
  assert_null(zb_out_by_suffix(".pdf"));
  assert_null(zb_out_by_suffix("pdf"));
  assert_null(zb_out_by_name("gif"));
  size_t n = 0;
  for (const zb_out *const *o = zb_outs(); *o; o++, n++) {
    assert_non_null((*o)->write);
    assert_ptr_equal(zb_out_by_name((*o)->name), *o);
    assert_true(*(*o)->about_en && *(*o)->about_zh);
  }
  assert_int_equal(n, 6);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(merges_a_paragraph_over_pages), cmocka_unit_test(merges_plain_spans_and_keeps_links),
      cmocka_unit_test(decoration_is_artifact),        cmocka_unit_test(figure_is_one_leaf),
      cmocka_unit_test(bare_text_gets_an_element),     cmocka_unit_test(text_breaks_latin_lines),
      cmocka_unit_test(registry_knows_outputs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
