/* The official document against the numbers of GB/T 9704-2012 (clauses in brackets), read from the display list. */
#include "fixture.h"

#include "engine/engine.h"

enum { NEAR = ZB_UNIT / 8, TENTH = ZB_MM(1) / 10 };
/* Lengths of the standard, in points where it counts in characters (三号, 15.75 pt) and lines (a 22nd of 225 mm). */
static const zb_u CHARACTER = ZB_PT(15.75), LINE = ZB_PT(28.99);
static const zb_u LEFT = ZB_MM(28), RIGHT = ZB_MM(184), TOP = ZB_MM(37), FOOT = ZB_MM(262);

static zb_ctx *ctx;
static zb_doc *doc;

static int set_up(void **state)
{
  (void)state;
  ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = "."});
  doc = zb_doc_open(ctx, "tests/golden/page/official/in.yaml", &(zb_doc_opts){0});
  return zb_doc_status(doc);
}

static int tear_down(void **state)
{
  (void)state;
  zb_doc_free(doc);
  zb_ctx_free(ctx);
  return 0;
}

/* The first run on a page that begins with these words; the words may be a part of a run of one line. */
static const zb_glyphs *run_of(const zb_dl_page *p, const char *text)
{
  for (size_t i = 0; i < p->n; i++) {
    const zb_glyphs *g = p->op[i].u.glyphs;
    if (p->op[i].kind == ZB_DL_OP_GLYPHS && g->ntext >= strlen(text) && memcmp(g->text, text, strlen(text)) == 0)
      return g;
  }
  fail_msg("no text begins with %s on page %d", text, p->number);
  return NULL;
}

/* The n-th filled rectangle of a page. */
static zb_rect fill_of(const zb_dl_page *p, int n, zb_rgba *color)
{
  for (size_t i = 0; i < p->n; i++)
    if (p->op[i].kind == ZB_DL_OP_FILL && n-- == 0) {
      *color = p->op[i].u.fill->paint.color;
      return p->op[i].u.fill->path.rect;
    }
  fail_msg("page %d has too few rules", p->number);
  return (zb_rect){0};
}

static void assert_near(zb_u got, zb_u want, zb_u within)
{
  if (abs(got - want) > within)
    fail_msg("%.3f mm, not %.3f mm", got / (double)ZB_MM(1), want / (double)ZB_MM(1));
}

/* Top of the em box of a run. */
static zb_u top_of(const zb_glyphs *g)
{
  return g->y - zb_u_muldiv(g->size, 88, 100);
}

static void paper_and_type_area(void **state)
{
  (void)state;
  assert_int_equal(doc->dl->npages, 3);
  assert_near(doc->dl->page[0]->w, ZB_MM(210), TENTH); /* 5.1 */
  assert_near(doc->dl->page[0]->h, ZB_MM(297), TENTH);
}

/* 22 lines of 28 characters fill the type area (5.2.3). */
static void lines_and_characters(void **state)
{
  (void)state;
  const zb_dl_page *p = doc->dl->page[1];
  int lines = 0;
  zb_u before = 0;
  for (size_t i = 0; i < p->n; i++) {
    const zb_glyphs *g = p->op[i].kind == ZB_DL_OP_GLYPHS ? p->op[i].u.glyphs : NULL;
    if (!g || g->y > FOOT)
      continue;
    assert_near(g->x, LEFT, NEAR);
    assert_near(g->x + g->advance, RIGHT, TENTH);
    assert_int_equal(g->nglyphs, 28);
    assert_int_equal(g->size, CHARACTER);
    for (size_t k = 1; k < g->nglyphs; k++)
      assert_near(g->glyph[k].x - g->glyph[k - 1].x, (RIGHT - LEFT) / 28, NEAR);
    assert_near(g->y, lines == 0 ? TOP + (LINE - CHARACTER) / 2 + zb_u_muldiv(CHARACTER, 88, 100) : before + LINE,
                NEAR);
    before = g->y;
    lines++;
  }
  assert_int_equal(lines, 22);
  assert_true(before < FOOT && before + LINE > FOOT);
}

/* Copy number, secrecy and urgency in the first rows, flush left; the mark 35 mm below the top; the reference two lines
   below it, the red rule 4 mm below that over all of the type area (7.2). */
static void head(void **state)
{
  (void)state;
  const zb_dl_page *p = doc->dl->page[0];
  static const char *const row[] = {"000012", "秘密", "特急"};
  for (int i = 0; i < 3; i++) {
    const zb_glyphs *g = run_of(p, row[i]);
    assert_near(g->x, LEFT, NEAR);
    assert_near(top_of(g), TOP + i * LINE + (LINE - CHARACTER) / 2, NEAR);
  }
  const zb_glyphs *mark = run_of(p, "社区书屋文件"), *reference = run_of(p, "书管〔2025〕3号");
  assert_near(top_of(mark), TOP + ZB_MM(35), TENTH);
  assert_near(mark->x + mark->advance / 2, (LEFT + RIGHT) / 2, TENTH);
  assert_near(top_of(reference), top_of(mark) + mark->size + 2 * LINE, ZB_MM(0.4));
  assert_int_equal(reference->size, CHARACTER);
  zb_rgba color;
  zb_rect rule = fill_of(p, 0, &color);
  assert_near(rule.y, top_of(reference) + reference->size + ZB_MM(4), TENTH);
  assert_near(rule.x, LEFT, TENTH);
  assert_near(rule.w, RIGHT - LEFT, TENTH);
  assert_true(color.r > 200 && color.g < 40 && color.b < 40);
  assert_memory_equal(&mark->color, &color, sizeof color);
}

/* The title two lines below the rule, a line between it and the addressee, which is flush left with a colon; the levels
   of headings in their faces, all of one size, indented by two characters (7.3.1 to 7.3.3). */
static void title_and_text(void **state)
{
  (void)state;
  const zb_dl_page *p = doc->dl->page[0], *last = doc->dl->page[2];
  zb_rgba color;
  zb_rect rule = fill_of(p, 0, &color);
  const zb_glyphs *title = run_of(p, "关于做好"), *to = run_of(p, "各社区书屋"), *theme = run_of(p, "一、");
  assert_int_equal(title->size, ZB_PT(22));
  assert_near(top_of(title) - (LINE - title->size) / 2, rule.y + 2 * LINE, ZB_MM(0.2));
  assert_near(title->x + title->advance / 2, (LEFT + RIGHT) / 2, TENTH);
  assert_near(to->x, LEFT, NEAR);
  assert_near(top_of(to) - (LINE - CHARACTER) / 2, top_of(title) - (LINE - title->size) / 2 + 2 * LINE, NEAR);
  run_of(p, "：");
  const zb_glyphs *level[] = {theme, run_of(p, "先看书单"), run_of(last, "1."), run_of(last, "（1）")};
  for (int i = 0; i < 4; i++)
    assert_int_equal(level[i]->size, CHARACTER);
  assert_near(theme->x, LEFT + 2 * CHARACTER, NEAR);
  assert_near(level[2]->x, LEFT + 2 * CHARACTER, NEAR);
  assert_int_not_equal(level[0]->font, level[1]->font);
}

/* A line above the attachments, names hanging; a line above the signature: the date ends two characters from the right,
   the issuer begins two characters left of it (7.3.4, 7.3.5.2). */
static void close_of_text(void **state)
{
  (void)state;
  const zb_dl_page *p = doc->dl->page[2];
  const zb_glyphs *word = run_of(p, "附件："), *text = run_of(p, "书不外借"), *number = run_of(p, "2.");
  const zb_glyphs *org = run_of(p, "社区书屋管理委员会"), *date = run_of(p, "2025年5月6日"),
                  *remark = run_of(p, "此件公开发布");
  assert_near(word->x, LEFT + 2 * CHARACTER, NEAR);
  assert_near(word->y - text->y, 2 * LINE, NEAR);
  assert_near(number->x, LEFT + 5 * CHARACTER, NEAR);
  assert_near(date->x + date->advance, RIGHT - 2 * CHARACTER, TENTH);
  assert_near(date->x - org->x, 2 * CHARACTER, NEAR);
  assert_near(date->y - org->y, LINE, NEAR);
  assert_near(remark->x, LEFT + 3 * CHARACTER, NEAR); /* behind its bracket */
  assert_near(remark->y - date->y, LINE, NEAR);
}

/* The imprint's last rule on the foot of the type area, 0.35 mm outside and 0.25 mm inside, its lines one character in
   (7.4); the page number between dashes 7 mm below, odd to the right and even to the left, one character in (7.5). */
static void imprint_and_folio(void **state)
{
  (void)state;
  const zb_dl_page *p = doc->dl->page[2];
  static const zb_u thick[] = {ZB_MM(0.35), ZB_MM(0.25), ZB_MM(0.35)};
  zb_rgba color;
  for (int i = 0; i < 3; i++) {
    zb_rect rule = fill_of(p, i, &color);
    assert_near(rule.h, thick[i], NEAR);
    assert_near(rule.w, RIGHT - LEFT, TENTH);
    if (i == 2)
      assert_near(rule.y + rule.h, FOOT, TENTH);
  }
  assert_near(run_of(p, "抄送：")->x, LEFT + ZB_PT(14), TENTH * 2);
  const zb_glyphs *odd = run_of(p, "— "), *even = run_of(doc->dl->page[1], "— "), *end = run_of(p, " —");
  assert_int_equal(odd->size, ZB_PT(14));
  assert_near(odd->y - zb_u_muldiv(odd->size, 38, 100), FOOT + ZB_MM(7), ZB_MM(0.5));
  assert_near(even->x, LEFT + CHARACTER, TENTH);
  assert_near(end->x + end->advance, RIGHT - CHARACTER, TENTH);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(paper_and_type_area),
      cmocka_unit_test(lines_and_characters),
      cmocka_unit_test(head),
      cmocka_unit_test(title_and_text),
      cmocka_unit_test(close_of_text),
      cmocka_unit_test(imprint_and_folio),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
