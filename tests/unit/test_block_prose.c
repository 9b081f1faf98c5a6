/* Prose blocks: line boxes, widow and orphan penalties, headings kept and spaced, hanging lists, quotes, notes, gaps.
 */
#include "block_fixture.h"

#define LONG                                                                                                                                                                    \
  "海西按领域分别交题，一个领域攻一件关键事。谋划时与改革发展一起想，推进时与重点工作一起排，避免党建和业务各唱各的调" \
  "。"                                                                                                                                                                         \
  "六件事有的重在攻坚，有的重在巩固，有的重在立规，合起来就是一张覆盖全域的网。"

static void test_lines_are_boxes(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: " LONG "\n");
  fx_lay(x, 0, ZB_PT(200));
  assert_true(x->list.n >= 4);
  for (size_t i = 0; i < x->list.n; i++) {
    const zb_vbox *b = &x->list.v[i];
    assert_int_equal(b->height, ZB_PT(16));
    assert_int_equal(b->baseline, ZB_PT(3) + ZB_PT(8.8));
    assert_int_equal(b->space, 0);
    bool edge = i == 0 || i + 2 == x->list.n; /* no single line at the foot or at the top */
    assert_int_equal(b->penalty, edge ? ZB_BREAK_FORBID : 0);
    assert_int_equal(b->mark[0].node, x->list.v[0].mark[0].node);
  }
  fx_draw(x, ZB_PT(200));
  assert_int_equal(fx_elements(x, ZB_DL_P), 1);
}

static void test_three_lines_stay_together(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: 一个领域攻一件关键事。谋划时与改革发展一起想，推进时与重点工作一起排。\n");
  fx_lay(x, 0, ZB_PT(140));
  assert_int_equal(x->list.n, 3);
  assert_int_equal(x->list.v[0].penalty, ZB_BREAK_FORBID);
  assert_int_equal(x->list.v[1].penalty, ZB_BREAK_FORBID);
}

static void test_figures_are_printed_with_their_datum(void **state)
{
  fixture *x = *state;
  fx_report(x, "figures:\n  gdp: {value: 8.6%, label: 增速}\n", "      - text: 增长{gdp}，快于预期。\n");
  fx_lay(x, 0, ZB_PT(300));
  fx_draw(x, ZB_PT(300));
  size_t n;
  zb_dl_use *use = zb_dl_uses(x->arena, x->dl, &n);
  assert_int_equal(n, 1);
  assert_string_equal(use[0].text, "8.6%");
  assert_string_equal(use[0].datum->figure, "gdp");
}

static void test_headings_in_text(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: |\n          第一段。\n\n          ## 小标题\n\n          第二段。\n");
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.n, 3);
  assert_int_equal(x->list.v[1].mark[0].role, ZB_DL_H3);
  assert_string_equal(x->list.v[1].mark[0].title, "小标题");
  assert_int_equal(x->list.v[1].penalty, ZB_BREAK_FORBID);
  assert_true(x->list.v[0].space >= ZB_PT(13)); /* the paragraph before gets the space before the heading */
  /* space before, heading and space after: whole lines of the body */
  assert_int_equal((x->list.v[0].space + x->list.v[1].height + x->list.v[1].space) % ZB_PT(16), 0);
}

static void test_heading_block(void **state)
{
  fixture *x = *state;
  fx_report(
      x, "",
      "      - text: 一段。\n      - heading: 一个领域一件关键事，件件都有着落\n        level: 1\n        id: six\n"
      "      - text: 二段。\n");
  x->list = (zb_vlist){0};
  const zb_block *all[] = {fx_block(x, 0), fx_block(x, 1), fx_block(x, 2)};
  zb_block_sequence(&x->c, all, 3, ZB_PT(150), &x->list);
  assert_int_equal(x->list.n, 4);
  assert_int_equal(x->list.v[1].mark[0].role, ZB_DL_H2);
  assert_string_equal(x->list.v[1].mark[0].id, "six");
  zb_u before = x->list.v[0].space, after = x->list.v[x->list.n - 2].space;
  assert_true(before > after && before >= ZB_PT(16));
  for (size_t i = 1; i + 1 < x->list.n; i++)
    assert_int_equal(x->list.v[i].penalty, ZB_BREAK_FORBID);
}

static void test_paragraphs_of_neighbouring_texts_run_on(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: 一段。\n      - text: 二段。\n      - quote: 引文。\n");
  fx_lay(x, 0, ZB_PT(300));
  zb_block_gap(&x->c, fx_block(x, 0), fx_block(x, 1), &x->list);
  assert_int_equal(x->list.v[0].space, 0);
  zb_block_gap(&x->c, fx_block(x, 1), fx_block(x, 2), &x->list);
  assert_int_equal(x->list.v[0].space, ZB_PT(12));
  assert_true(x->list.v[0].space_stretch > 0 && x->list.v[0].space_shrink > 0);
}

static void test_scale(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: 一段。\n");
  x->c.scale = 1250;
  fx_lay(x, 0, ZB_PT(300));
  assert_int_equal(x->list.v[0].height, ZB_PT(20));
  zb_block_gap(&x->c, fx_block(x, 0), NULL, &x->list);
  assert_int_equal(x->list.v[0].space, ZB_PT(15));
}

/* Drawn x of the first glyph run whose text begins so. */
static zb_u x_of(const fixture *x, const char *text)
{
  for (size_t i = 0; i < x->page->n; i++) {
    const zb_dl_op *op = &x->page->op[i];
    if (op->kind == ZB_DL_OP_GLYPHS && op->u.glyphs->ntext >= strlen(text) &&
        memcmp(op->u.glyphs->text, text, strlen(text)) == 0)
      return op->u.glyphs->x;
  }
  fail_msg("no run begins with %s", text);
  return 0;
}

static void test_numbered_list_hangs(void **state)
{
  fixture *x = *state;
  fx_report(x, "",
            "      - list:\n          - 弄清谁在状态、谁不在状态，问题出在哪里。\n"
            "          - 把话说在前面，点明差距，留出余地。\n        style: number\n");
  fx_lay(x, 0, ZB_PT(110));
  fx_draw(x, ZB_PT(110));
  assert_int_equal(fx_elements(x, ZB_DL_L), 1);
  assert_int_equal(fx_elements(x, ZB_DL_LI), 2);
  assert_int_equal(fx_elements(x, ZB_DL_LBL), 2);
  assert_int_equal(fx_elements(x, ZB_DL_LBODY), 2);
  assert_true(x_of(x, "1.") < x_of(x, "弄清"));
  assert_int_equal(x_of(x, "弄清"), x_of(x, "把话"));
  char *text = zb_dl_text(x->arena, x->dl);
  assert_non_null(strstr(text, "1."));
  assert_true(strstr(text, "1.") < strstr(text, "弄清"));
  assert_true(strstr(text, "弄清") < strstr(text, "2."));
}

static void test_list_in_text(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: |\n          分两步：\n\n          - 先清底数。\n          - 再还时间。\n");
  fx_lay(x, 0, ZB_PT(200));
  fx_draw(x, ZB_PT(200));
  assert_int_equal(fx_elements(x, ZB_DL_P), 1);
  assert_int_equal(fx_elements(x, ZB_DL_LI), 2);
}

static void test_quote_and_speaker(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - quote: 支部强一分，发展就稳一分。\n        by: 一位村支书\n");
  fx_lay(x, 0, ZB_PT(260));
  fx_draw(x, ZB_PT(260));
  assert_int_equal(fx_elements(x, ZB_DL_BLOCKQUOTE), 1);
  char *text = zb_dl_text(x->arena, x->dl);
  assert_non_null(strstr(text, "——一位村支书"));
  assert_int_equal(x->list.v[x->list.n - 2].penalty, ZB_BREAK_FORBID);
}

static void test_note_says_note_once(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - note: 两者口径不同。\n      - note: 注：两者口径不同。\n");
  for (size_t i = 0; i < 2; i++) {
    fx_lay(x, i, ZB_PT(260));
    x->page = zb_dl_page_new(x->dl, ZB_PT(600), ZB_PT(600));
    fx_draw(x, ZB_PT(260));
  }
  char *text = zb_dl_text(x->arena, x->dl);
  char *first = strstr(text, "注：");
  assert_non_null(first);
  char *second = strstr(first + 1, "注：");
  assert_non_null(second);
  assert_null(strstr(second + 1, "注："));
}

static void test_rule_vanishes_at_the_top(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - rule:\n");
  fx_lay(x, 0, ZB_PT(260));
  assert_int_equal(x->list.n, 1);
  assert_true(x->list.v[0].discard_top);
}

static void test_keep(void **state)
{
  fixture *x = *state;
  fx_report(x, "", "      - text: " LONG "\n        keep: yes\n");
  fx_lay(x, 0, ZB_PT(200));
  for (size_t i = 0; i + 1 < x->list.n; i++)
    assert_int_equal(x->list.v[i].penalty, ZB_BREAK_FORBID);
  assert_int_equal(x->list.v[x->list.n - 1].penalty, 0);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      FX_TEST(test_lines_are_boxes),
      FX_TEST(test_three_lines_stay_together),
      FX_TEST(test_figures_are_printed_with_their_datum),
      FX_TEST(test_headings_in_text),
      FX_TEST(test_heading_block),
      FX_TEST(test_paragraphs_of_neighbouring_texts_run_on),
      FX_TEST(test_scale),
      FX_TEST(test_numbered_list_hangs),
      FX_TEST(test_list_in_text),
      FX_TEST(test_quote_and_speaker),
      FX_TEST(test_note_says_note_once),
      FX_TEST(test_rule_vanishes_at_the_top),
      FX_TEST(test_keep),
  };
  return FX_RUN(tests);
}
