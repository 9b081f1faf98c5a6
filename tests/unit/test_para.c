/* The composer through its face: measures, breaks, marks, emission, bad input, time. */
#include "fixture.h"

#include <time.h>

#include "text_fixture.h"

static zb_tstyle body(double pt)
{
  return (zb_tstyle){.role = ZB_ROLE_SONG, .size = ZB_PT(pt), .leading = ZB_PT(pt * 1.7), .color = ZB_RGB(0x112233)};
}

static zb_dl_page *page_of(fixture *f)
{
  zb_dl *dl = zb_dl_new(f->arena, f->diags);
  zb_dl_page *p = zb_dl_page_new(dl, ZB_PT(2000), ZB_PT(2000));
  zb_dl_begin_role(p, ZB_DL_P, ZB_SRC_NONE);
  return p;
}

static zb_dl_page *drawn(fixture *f, const zb_lines *l)
{
  zb_dl_page *p = page_of(f);
  for (size_t i = 0; i < zb_lines_count(l); i++)
    zb_lines_draw(l, i, p, ZB_PT(10), ZB_PT(20) + (zb_u)i * ZB_PT(20));
  zb_dl_end(p, ZB_DL_P);
  assert_true(zb_dl_page_end(p));
  return p;
}

/* Repeats `unit` n times. */
static char *times(fixture *f, const char *unit, size_t n)
{
  size_t len = strlen(unit);
  char *text = zb_arena_alloc(f->arena, len * n + 1);
  for (size_t i = 0; i < n; i++)
    memcpy(text + i * len, unit, len);
  return text;
}

/* All glyph runs' texts joined; checks that clusters cover text and glyphs. */
static char *ink_text(fixture *f, const zb_dl_page *p)
{
  char *all = zb_arena_strdup(f->arena, "");
  for (size_t i = 0; i < p->n; i++) {
    if (p->op[i].kind != ZB_DL_OP_GLYPHS)
      continue;
    const zb_glyphs *g = p->op[i].u.glyphs;
    size_t bytes = 0, glyphs = 0;
    for (size_t k = 0; k < g->nclusters; k++) {
      bytes += g->cluster[k].nbytes;
      glyphs += g->cluster[k].nglyphs;
    }
    assert_int_equal(bytes, g->ntext);
    assert_int_equal(glyphs, g->nglyphs);
    all = zb_arena_printf(f->arena, "%s%.*s", all, (int)g->ntext, g->text);
  }
  return all;
}

static void test_empty(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  assert_int_equal(zb_lines_count(zb_para_break(fixture_para(f, "", &s), ZB_PT(100))), 0);
  assert_int_equal(zb_lines_count(zb_para_break(fixture_para(f, " \n\t ", &s), ZB_PT(100))), 0);
  zb_para *none = zb_para_new(&f->text, NULL, 0, &s);
  assert_int_equal(zb_para_width(none), 0);
  assert_int_equal(zb_para_min_width(none), 0);
  assert_int_equal(zb_lines_count(zb_para_break(none, 0)), 0);
}

/* R37: n Han fit in n em at any size, also where the unit conversion rounds. */
static void test_exact_fit(void **state)
{
  fixture *f = *state;
  static const double sizes[] = {5, 9, 10.5, 15.75, 15.793, 16, 23.7, 110.3};
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (int n = 1; n < 40; n += 3) {
      zb_tstyle s = body(sizes[i]);
      zb_lines *l = zb_para_break(fixture_para(f, times(f, "国", (size_t)n), &s), s.size * n);
      assert_int_equal(zb_lines_count(l), 1);
      assert_false(zb_lines_info(l, 0).overfull);
      assert_int_equal(zb_lines_info(l, 0).han, n);
    }
}

static const char *const sample =
    "第一季度GDP增长8.6%，规模以上工业增加值增长15.5%、高出全省9.1个百分点；固定资产投资“五险一金”"
    "（试行）的增速达25.5%，远超平均水平。各地把更多精力用到抓落实上。";

/* Every line but the last is as wide as the measure (to the rounding of Latin advances); the first is indented by
 * exactly two em. */
static void test_justified(void **state)
{
  fixture *f = *state;
  for (int em = 9; em < 40; em++) {
    zb_tstyle s = body(13.3);
    s.indent = 2000;
    zb_lines *l = zb_para_break(fixture_para(f, sample, &s), s.size * em);
    for (size_t i = 0; i < zb_lines_count(l); i++) {
      zb_line_info info = zb_lines_info(l, i);
      assert_int_equal(info.x, i == 0 ? s.size * 2 : 0);
      assert_false(info.overfull);
      if (!info.last)
        assert_in_range(info.x + info.width, s.size * em - 2, s.size * em + 2);
      else
        assert_true(info.x + info.width <= s.size * em + 2);
    }
  }
}

static const zb_glyphs *run_with(const zb_dl_page *p, const char *text, size_t *at)
{
  for (size_t i = 0; i < p->n; i++) {
    if (p->op[i].kind != ZB_DL_OP_GLYPHS)
      continue;
    const zb_glyphs *g = p->op[i].u.glyphs;
    const char *found = memmem(g->text, g->ntext, text, strlen(text));
    if (!found)
      continue;
    size_t byte = 0, glyph = 0;
    for (size_t k = 0; k < g->nclusters && byte < (size_t)(found - g->text); k++) {
      byte += g->cluster[k].nbytes;
      glyph += g->cluster[k].nglyphs;
    }
    *at = glyph;
    return g;
  }
  return NULL;
}

/* R30: the letters of GDP keep their distance in tight and in loose lines. R33: the space beside it opens before Han.
 */
static void test_words_are_rigid(void **state)
{
  fixture *f = *state;
  int64_t want[2] = {0, 0};
  for (int mil = 9000; mil < 12000; mil += 100) {
    zb_tstyle s = body(20);
    zb_lines *l = zb_para_break(fixture_para(f, "第一季度GDP增长，国国国国国国国国国国国国国国国", &s),
                                zb_u_muldiv(s.size, mil, 1000));
    size_t at;
    const zb_glyphs *g = run_with(drawn(f, l), "GDP", &at);
    assert_non_null(g);
    for (size_t k = 0; k < 2; k++) {
      int64_t d = g->glyph[at + k + 1].x - g->glyph[at + k].x;
      want[k] = want[k] ? want[k] : d;
      assert_true(d - want[k] <= 1 && want[k] - d <= 1);
    }
  }
}

static void test_autospace_opens_first(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(20);
  zb_lines *l = zb_para_break(fixture_para(f, "第一季度GDP增长国国国国国国国", &s), zb_u_muldiv(s.size, 8730, 1000));
  zb_line_info info = zb_lines_info(l, 0);
  assert_true(info.han_gap >= 0 && info.han_gap <= zb_u_muldiv(s.size, 10, 1000));
  assert_int_equal(info.width, info.measure);
}

/* R38: ascent, descent and so the pitch come from the size alone. */
static void test_em_box(void **state)
{
  fixture *f = *state;
  for (int role = 0; role < ZB_ROLE_COUNT; role++) {
    zb_tstyle s = body(20);
    s.role = (zb_role)role;
    zb_line_info info = zb_lines_info(zb_para_break(fixture_para(f, "国国Ág", &s), ZB_PT(500)), 0);
    assert_int_equal(info.ascent, ZB_PT(17.6));
    assert_int_equal(info.descent, ZB_PT(2.4));
  }
}

static void test_spans(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_datum d = {.figure = "n", .value = "20", .unit = "条", .text = "20条"};
  zb_span span[] = {
      zb_span_plain("制定", 6, ZB_SRC_NONE),   zb_span_plain("20条", 5, ZB_SRC_NONE),
      zb_span_plain("措施，", 9, ZB_SRC_NONE), zb_span_plain("重点，工作", 15, ZB_SRC_NONE),
      zb_span_plain("2", 1, ZB_SRC_NONE),      zb_span_plain("链接", 6, ZB_SRC_NONE),
  };
  span[1].datum = &d;
  span[1].flags = ZB_SPAN_NOBREAK;
  span[3].flags = ZB_SPAN_EMPH | ZB_SPAN_UNDERLINE;
  span[4].flags = ZB_SPAN_SUP;
  span[5].link = "#x";
  zb_para *p = zb_para_new(&f->text, span, 6, &s);
  for (int em = 3; em < 20; em++) {
    zb_dl_page *page = drawn(f, zb_para_break(p, s.size * em));
    int spans = 0, links = 0, dots = 0, lines = 0;
    for (size_t i = 0; i < page->n; i++) {
      const zb_dl_op *op = &page->op[i];
      if (op->kind == ZB_DL_OP_BEGIN && op->u.mark->role == ZB_DL_SPAN) {
        assert_ptr_equal(op->u.mark->datum, &d);
        assert_int_equal(page->op[i + 1].kind, ZB_DL_OP_GLYPHS);
        assert_memory_equal(page->op[i + 1].u.glyphs->text, "20条", 5);
        assert_int_equal(page->op[i + 1].u.glyphs->ntext, 5); /* never broken */
        spans++;
      }
      links += op->kind == ZB_DL_OP_BEGIN && op->u.mark->role == ZB_DL_LINK;
      dots += op->kind == ZB_DL_OP_FILL && op->u.fill->path.nsegs > 0;
      lines += op->kind == ZB_DL_OP_FILL && op->u.fill->path.nsegs == 0;
    }
    assert_int_equal(spans, 1);
    assert_in_range(links, 1, 2);
    assert_int_equal(dots, 4);
    assert_in_range(lines, 1, 3);
    assert_string_equal(ink_text(f, page), "制定20条措施，重点，工作2链接");
  }
}

/* A raised number clings to its word and takes no autospace on either side. */
static void test_raised(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_span span[] = {zb_span_plain("国国", 6, ZB_SRC_NONE), zb_span_plain("1", 1, ZB_SRC_NONE),
                    zb_span_plain("国国", 6, ZB_SRC_NONE)};
  span[1].flags = ZB_SPAN_SUP;
  zb_para *p = zb_para_new(&f->text, span, 3, &s);
  zb_u digit = zb_para_width(zb_para_new(&f->text, span + 1, 1, &s));
  assert_true(digit > 0 && digit < ZB_PT(4));
  assert_int_equal(zb_para_width(p), ZB_PT(40) + digit);
  zb_lines *l = zb_para_break(p, ZB_PT(20) + digit);
  assert_string_equal(zb_lines_text(f->arena, l, 0), "国国1");
  assert_int_equal(zb_lines_info(l, 0).ascent, ZB_PT(8.8));
}

static void test_forced_break(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_span span[] = {zb_span_plain("国国 ", 7, ZB_SRC_NONE), zb_span_plain(" 国国国", 10, ZB_SRC_NONE)};
  span[0].flags = ZB_SPAN_BREAK;
  zb_lines *l = zb_para_break(zb_para_new(&f->text, span, 2, &s), ZB_PT(1000));
  assert_int_equal(zb_lines_count(l), 2);
  assert_string_equal(zb_lines_text(f->arena, l, 0), "国国");
  assert_string_equal(zb_lines_text(f->arena, l, 1), "国国国");
  assert_int_equal(zb_lines_info(l, 0).width, ZB_PT(20)); /* not stretched */
}

static void test_align(void **state)
{
  fixture *f = *state;
  static const struct {
    zb_align align;
    double x;
  } want[] = {{ZB_ALIGN_LEFT, 0}, {ZB_ALIGN_CENTER, 30}, {ZB_ALIGN_RIGHT, 60}};
  for (size_t i = 0; i < 3; i++) {
    zb_tstyle s = body(20);
    s.align = want[i].align;
    zb_lines *l = zb_para_break(fixture_para(f, "国国国", &s), ZB_PT(120));
    assert_int_equal(zb_lines_info(l, 0).x, ZB_PT(want[i].x));
    assert_int_equal(zb_lines_info(l, 0).width, ZB_PT(60));
  }
}

/* R40: spread to the measure, two characters to the width of three. */
static void test_even(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(20);
  s.align = ZB_ALIGN_EVEN;
  const zb_dl_page *p = drawn(f, zb_para_break(fixture_para(f, "张三", &s), ZB_PT(60)));
  size_t at;
  const zb_glyphs *g = run_with(p, "三", &at);
  assert_int_equal(g->x, ZB_PT(10));
  assert_int_equal(g->glyph[at].x, ZB_PT(40));
  zb_lines *one = zb_para_break(fixture_para(f, "国", &s), ZB_PT(60));
  assert_int_equal(zb_lines_info(one, 0).x, ZB_PT(20)); /* alone: in the middle */
  zb_lines *wide = zb_para_break(fixture_para(f, "国国国国", &s), ZB_PT(60));
  assert_int_equal(zb_lines_count(wide), 1);
  assert_true(zb_lines_info(wide, 0).overfull);
}

static void test_tracking(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(20);
  s.tracking = ZB_PT(2);
  assert_int_equal(zb_para_width(fixture_para(f, "国国国", &s)), ZB_PT(64));
}

static zb_u beside_figure(void *data, size_t line, zb_u *x)
{
  (void)data;
  *x = line < 3 ? ZB_PT(100) : 0;
  return line < 3 ? ZB_PT(100) : ZB_PT(200);
}

static void test_shape(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_lines *l = zb_para_break_shape(fixture_para(f, times(f, sample, 3), &s), beside_figure, NULL);
  assert_true(zb_lines_count(l) > 6);
  for (size_t i = 0; i + 1 < zb_lines_count(l); i++) {
    zb_line_info info = zb_lines_info(l, i);
    assert_int_equal(info.measure, ZB_PT(i < 3 ? 100 : 200));
    assert_int_equal(info.x, i < 3 ? ZB_PT(100) : 0);
    assert_int_equal(info.width, info.measure);
  }
}

/* A missing glyph: one error for a character, at its place; the line keeps a visible box. */
static void test_missing(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_diags *own = zb_diags_new(f->arena);
  zb_text t = {.arena = f->arena, .diags = own, .fonts = f->text.fonts};
  struct zb_text_place map[] = {{0, {"a.yaml", 3, 5}}, {9, {"a.yaml", 4, 3}}};
  const char *text = "国国国国\U00013000国\U00013000";
  zb_span span = zb_span_plain(text, strlen(text), map[0].src);
  span.map = map;
  span.nmap = 2;
  zb_lines *l = zb_para_break(zb_para_new(&t, &span, 1, &s), ZB_PT(500));
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(own, &n);
  assert_int_equal(n, 1);
  assert_int_equal(e->code, ZB_D_MISSING_GLYPH);
  assert_int_equal(e->src.line, 4);
  assert_int_equal(e->src.col, 4);
  assert_string_equal(e->arg[1], "U+13000");
  assert_string_equal(ink_text(f, drawn(f, l)), text);
}

static void test_halfwidth_note(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_diags *own = zb_diags_new(f->arena);
  zb_text t = {.arena = f->arena, .diags = own, .fonts = f->text.fonts};
  const char *text = "办法(试行),国";
  zb_span span = zb_span_plain(text, strlen(text), (zb_src){"a.yaml", 1, 1});
  zb_para_new(&t, &span, 1, &s);
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(own, &n);
  assert_int_equal(n, 2); /* one for the pair */
  assert_int_equal(e[0].src.col, 3);
  assert_int_equal(e[1].src.col, 7);
  assert_int_equal(zb_diags_count(own, ZB_NOTE), 2);
  zb_datum d = {.figure = "n", .value = "5", .unit = "人(次)", .text = "5人(次)", .src = {"b.yaml", 7, 3}};
  span = zb_span_plain(d.text, strlen(d.text), (zb_src){"a.yaml", 9, 1});
  span.datum = &d;
  for (int uses = 0; uses < 3; uses++)
    zb_para_new(&t, &span, 1, &s);
  assert_int_equal(zb_diags_count(own, ZB_NOTE), 3); /* a figure is noted once, where it was typed */
}

/* Tokens wider than the measure are opened; nothing hangs, nothing is lost. */
static void test_emergency(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  static const char *const hard[] = {"Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogoch国",
                                     "国国12345678901234567890%国",
                                     "——————————————",
                                     "。。。。。。。。。。。。。。。。",
                                     "（（（（（（（（（（",
                                     "￥￥￥￥￥￥￥",
                                     "国",
                                     "ẍ́̂̃̄̅",
                                     "\u200B\u200B\u200B国",
                                     "א ב ג 国 abc",
                                     "\U0001F600\U0001F600国"};
  for (size_t i = 0; i < sizeof hard / sizeof *hard; i++)
    for (int w = 0; w < 60; w += 7) {
      zb_para *p = fixture_para(f, hard[i], &s);
      zb_lines *l = zb_para_break(p, ZB_PT(w));
      char *all = zb_arena_strdup(f->arena, "");
      for (size_t k = 0; k < zb_lines_count(l); k++) {
        zb_line_info info = zb_lines_info(l, k);
        assert_true(info.byte1 > info.byte0);
        if (w > 31) /* the face joins three dashes */
          assert_true(!info.overfull || (print_error("%s @%d\n", hard[i], w), false));
        all = zb_arena_printf(f->arena, "%s%s", all, zb_lines_text(f->arena, l, k));
      }
      if (!strchr(hard[i], ' '))
        assert_string_equal(all, zb_para_text(p, NULL));
      drawn(f, l);
    }
}

/* Bytes that are no UTF-8 become U+FFFD; nothing is read beyond the span. */
static void test_bad_bytes(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_span span = zb_span_plain("国\xFF\xE5\x9B国", 6, ZB_SRC_NONE);
  zb_para *p = zb_para_new(&f->text, &span, 1, &s);
  assert_string_equal(zb_para_text(p, NULL), "国\uFFFD\uFFFD\uFFFD");
}

static double seconds(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Long paragraphs take time in proportion to their length (generous: sanitizers and a busy machine). */
static void test_long(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  static const char *const unit[] = {"国", "国，", "a ", "“国”", "8", "…", "\u0301"};
  for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
    double t0 = seconds();
    zb_lines *l = zb_para_break(fixture_para(f, times(f, unit[i], 50000), &s), ZB_PT(200));
    assert_true(zb_lines_count(l) > 0);
    assert_true(seconds() - t0 < 20);
  }
}

static void test_same_twice(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(11.7);
  const zb_dl_page *a = drawn(f, zb_para_break(fixture_para(f, sample, &s), ZB_PT(150)));
  const zb_dl_page *b = drawn(f, zb_para_break(fixture_para(f, sample, &s), ZB_PT(150)));
  assert_int_equal(a->n, b->n);
  for (size_t i = 0; i < a->n; i++)
    if (a->op[i].kind == ZB_DL_OP_GLYPHS) {
      assert_int_equal(a->op[i].u.glyphs->nglyphs, b->op[i].u.glyphs->nglyphs);
      assert_memory_equal(a->op[i].u.glyphs->glyph, b->op[i].u.glyphs->glyph,
                          a->op[i].u.glyphs->nglyphs * sizeof(zb_glyph));
    }
}

static void test_strong(void **state)
{
  fixture *f = *state;
  zb_tstyle s = body(10);
  zb_span span[] = {zb_span_plain("国", 3, ZB_SRC_NONE), zb_span_plain("国", 3, ZB_SRC_NONE)};
  span[1].flags = ZB_SPAN_STRONG;
  span[1].has_color = true;
  span[1].color = ZB_RGB(0xCC0000);
  const zb_dl_page *p = drawn(f, zb_para_break(zb_para_new(&f->text, span, 2, &s), ZB_PT(100)));
  const zb_glyphs *run[2];
  size_t n = 0;
  for (size_t i = 0; i < p->n; i++)
    if (p->op[i].kind == ZB_DL_OP_GLYPHS && n < 2)
      run[n++] = p->op[i].u.glyphs;
  assert_int_equal(n, 2);
  assert_int_equal(zb_fonts_info(f->text.fonts, run[0]->font)->weight, 400);
  assert_int_equal(zb_fonts_info(f->text.fonts, run[1]->font)->weight, 700);
  assert_int_equal(run[0]->color.b, 0x33);
  assert_int_equal(run[1]->color.r, 0xCC);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_empty),
      cmocka_unit_test(test_exact_fit),
      cmocka_unit_test(test_justified),
      cmocka_unit_test(test_words_are_rigid),
      cmocka_unit_test(test_autospace_opens_first),
      cmocka_unit_test(test_em_box),
      cmocka_unit_test(test_spans),
      cmocka_unit_test(test_forced_break),
      cmocka_unit_test(test_raised),
      cmocka_unit_test(test_align),
      cmocka_unit_test(test_even),
      cmocka_unit_test(test_tracking),
      cmocka_unit_test(test_shape),
      cmocka_unit_test(test_missing),
      cmocka_unit_test(test_halfwidth_note),
      cmocka_unit_test(test_emergency),
      cmocka_unit_test(test_bad_bytes),
      cmocka_unit_test(test_long),
      cmocka_unit_test(test_same_twice),
      cmocka_unit_test(test_strong),
  };
  return run_composer(tests);
}
