/* Charts: exact bars, every figure printed and drawn, labels placed or reported, changes computed. */
#include "fixture.h"

#include "chart/chart.h"
#include "chart/panel.h"
#include "dl/query.h"
#include "text_fixture.h"

extern const zb_chart_kind zb_chart_kind_BAR, zb_chart_kind_BEFORE_AFTER;

enum { ROWS = 12, SERIES = 8 };

typedef struct spec {
  const char *name[ROWS];          /* of the categories, ended by NULL */
  const char *series[SERIES];      /* names, ended by NULL */
  const char *value[SERIES][ROWS]; /* NULL: missing */
  int highlight;                   /* category + 1, 0 none */
  int orient;                      /* ZB_E_ORIENT_* + 1, 0 none */
  double width;                    /* pt */
  double height_max;
} spec;

typedef struct drawn {
  zb_chart *chart;
  zb_rect box;
  zb_u stretch, shrink;
  zb_dl *dl;
  zb_dl_page *page;
  zb_dl_use *use;
  size_t n;
} drawn;

static fixture shared;

static int setup(void **state)
{
  (void)state;
  shared = fixture_open();
  return 0;
}

static int teardown(void **state)
{
  (void)state;
  fixture_close(&shared);
  return 0;
}

static int fresh(void **state)
{
  (void)state;
  zb_diags_clear(shared.diags);
  return 0;
}

static const zb_figure *figure(const char *text, int line)
{
  if (!text)
    return NULL;
  zb_figure *f = zb_new(shared.arena, zb_figure);
  assert_true(zb_quantity_try(shared.arena, text, &f->q));
  f->src = (zb_src){.file = "report.yaml", .line = line, .col = 5};
  f->datum = (zb_datum){.figure = zb_arena_printf(shared.arena, "f%d", line),
                        .value = zb_num_print_exact(shared.arena, f->q.value),
                        .unit = f->q.unit,
                        .text = f->q.text,
                        .src = f->src};
  return f;
}

static zb_series *series(const spec *s)
{
  zb_series *d = zb_new(shared.arena, zb_series);
  while (s->name[d->ncategories])
    d->ncategories++;
  while (s->series[d->nseries])
    d->nseries++;
  d->category = zb_newn(shared.arena, const char *, ROWS);
  d->category_src = zb_newn(shared.arena, zb_src, ROWS);
  d->highlight = zb_newn(shared.arena, bool, ROWS);
  d->series = zb_newn(shared.arena, zb_series_def, SERIES);
  for (size_t i = 0; i < d->ncategories; i++) {
    d->category[i] = s->name[i];
    d->category_src[i] = (zb_src){.file = "report.yaml", .line = 100 + (int)i, .col = 3};
    d->highlight[i] = s->highlight == (int)i + 1;
    d->nhighlights += d->highlight[i];
  }
  for (size_t j = 0; j < d->nseries; j++) {
    d->series[j].name = s->series[j];
    d->series[j].value = zb_newn(shared.arena, const zb_figure *, ROWS);
    for (size_t i = 0; i < d->ncategories; i++)
      d->series[j].value[i] = figure(s->value[j][i], (int)(j * ROWS + i) + 1);
  }
  return d;
}

static const zb_block *block(int orient)
{
  zb_block *b = zb_new(shared.arena, zb_block);
  zb_obj *o = zb_new(shared.arena, zb_obj);
  if (orient > 0) {
    o->n = 1;
    o->key = zb_new(shared.arena, zb_key);
    o->field = zb_new(shared.arena, zb_val);
    o->key[0] = ZB_K_ORIENT;
    o->field[0] = (zb_val){.type = ZB_T_ENUM, .i = orient - 1};
  }
  b->props = o;
  return b;
}

static zb_chart_in input(const spec *s)
{
  zb_tstyle label = {.role = ZB_ROLE_HEI, .size = ZB_PT(9), .leading = ZB_PT(12), .color = ZB_RGB(0x222222)};
  zb_tstyle value = label;
  value.role = ZB_ROLE_DIGITS;
  return (zb_chart_in){.text = &shared.text,
                       .data = series(s),
                       .block = block(s->orient),
                       .style = {.label = label,
                                 .value = value,
                                 .ink = ZB_RGB(0x222222),
                                 .muted = ZB_RGB(0x8A8480),
                                 .main = ZB_RGB(0xB4141E),
                                 .other = ZB_RGB(0xBDB5AD),
                                 .ground = ZB_RGB(0xFFFFFF),
                                 .bar_max = ZB_PT(27)},
                       .width = ZB_PT(s->width),
                       .height_max = ZB_PT(s->height_max),
                       .src = {.file = "report.yaml", .line = 99, .col = 1}};
}

/* Lays out and draws with `more` of the stretch (permille; negative: of the shrink). */
static drawn draw_at(const zb_chart_kind *kind, const spec *s, int more)
{
  drawn d = {.box = {.x = ZB_PT(50), .y = ZB_PT(60), .w = ZB_PT(s->width)}};
  zb_chart_in in = input(s);
  zb_u height = 0;
  d.chart = zb_chart_layout(kind, &in, &height, &d.stretch, &d.shrink);
  if (!d.chart)
    return d;
  d.box.h = height + zb_u_muldiv(more >= 0 ? d.stretch : d.shrink, more, 1000);
  d.dl = zb_dl_new(shared.arena, shared.diags);
  d.page = zb_dl_page_new(d.dl, ZB_PT(1000), ZB_PT(2000));
  zb_dl_begin_role(d.page, ZB_DL_FIGURE, in.src);
  zb_chart_draw(d.chart, d.page, d.box);
  zb_dl_end(d.page, ZB_DL_FIGURE);
  assert_true(zb_dl_page_end(d.page));
  d.use = zb_dl_uses(shared.arena, d.dl, &d.n);
  return d;
}

static drawn draw(const zb_chart_kind *kind, const spec *s)
{
  drawn d = draw_at(kind, s, 0);
  assert_non_null(d.chart);
  return d;
}

static const zb_dl_use *bar_of(const drawn *d, const char *text)
{
  for (size_t i = 0; i < d->n; i++)
    if (d->use[i].drawn && strcmp(d->use[i].datum->text, text) == 0)
      return &d->use[i];
  fail_msg("no bar for %s", text);
  return NULL;
}

static const zb_dl_use *label_of(const drawn *d, const char *text)
{
  for (size_t i = 0; i < d->n; i++)
    if (!d->use[i].drawn && strcmp(d->use[i].text, text) == 0)
      return &d->use[i];
  fail_msg("no label %s", text);
  return NULL;
}

/* Does the page print this text? */
static bool printed(const drawn *d, const char *text)
{
  return strstr(zb_dl_text(shared.arena, d->dl), text) != NULL;
}

static const zb_diag_entry *entry_of(zb_diag_code code)
{
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(shared.diags, &n);
  for (size_t i = 0; i < n; i++)
    if (e[i].code == code)
      return &e[i];
  fail_msg("not reported");
  return NULL;
}

/* The box of the printed digits and units of a label: advance widths, capitals' height. */
static zb_rect text_box(const drawn *d, const zb_dl_use *use)
{
  zb_rect box = {0};
  bool inside = false;
  for (size_t i = 0; i < d->page->n; i++) {
    const zb_dl_op *op = &d->page->op[i];
    if (op->kind == ZB_DL_OP_BEGIN)
      inside = op->u.mark->datum == use->datum;
    if (!inside || op->kind != ZB_DL_OP_GLYPHS)
      continue;
    const zb_glyphs *g = op->u.glyphs;
    zb_u right = zb_u_max(box.w > 0 ? box.x + box.w : 0, g->x + g->advance);
    box.x = box.w > 0 ? zb_u_min(box.x, g->x) : g->x;
    box.w = right - box.x;
    box.h = zb_u_max(box.h, g->size * 3 / 4);
    box.y = g->y - box.h;
  }
  return box;
}

static zb_rect box_of(const drawn *d, const zb_dl_use *use)
{
  return use->drawn ? use->fill : text_box(d, use);
}

static bool overlap(zb_rect a, zb_rect b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

/* A label inside the bar of its own figure. */
static bool within(const zb_dl_use *label, const zb_dl_use *bar, zb_rect l, zb_rect b)
{
  return !label->drawn && bar->drawn && strcmp(label->datum->figure, bar->datum->figure) == 0 && l.x >= b.x &&
         l.x + l.w <= b.x + b.w && l.y >= b.y && l.y + l.h <= b.y + b.h;
}

/* Each value is drawn once and printed once, inside the box; labels touch neither each other nor a bar but their own,
   which then holds them whole. */
static void check_complete(const drawn *d, const spec *s)
{
  size_t values = 0;
  for (size_t j = 0; s->series[j]; j++)
    for (size_t i = 0; s->name[i]; i++)
      values += s->value[j][i] != NULL;
  size_t printed = 0;
  for (size_t i = 0; i < d->n; i++)
    printed += strncmp(d->use[i].datum->figure, "change(", 7) != 0;
  assert_int_equal(printed, 2 * values);
  zb_u slack = ZB_PT(0.3); /* side bearings, marks that hang */
  for (size_t i = 0; i < d->n; i++) {
    zb_rect b = box_of(d, &d->use[i]);
    if (!d->use[i].drawn)
      assert_string_equal(d->use[i].text, d->use[i].datum->text);
    assert_true(b.x >= d->box.x - slack && b.x + b.w <= d->box.x + d->box.w + slack);
    assert_true(b.y >= d->box.y - slack && b.y + b.h <= d->box.y + d->box.h + slack);
    for (size_t k = 0; k < i; k++) {
      zb_rect c = box_of(d, &d->use[k]);
      assert_true(!overlap(b, c) || within(&d->use[i], &d->use[k], b, c) || within(&d->use[k], &d->use[i], c, b));
    }
  }
}

/* All bars share one scale: lengths stand in the ratio of the values, within 1/512 pt. */
static void check_scale(const drawn *d, bool upright)
{
  const zb_dl_use *longest = NULL;
  for (size_t i = 0; i < d->n; i++)
    if (d->use[i].drawn &&
        (!longest || (upright ? d->use[i].fill.h > longest->fill.h : d->use[i].fill.w > longest->fill.w)))
      longest = &d->use[i];
  assert_non_null(longest);
  double most = g_ascii_strtod(longest->datum->value, NULL);
  double length = upright ? longest->fill.h : longest->fill.w;
  assert_true(length > ZB_PT(20));
  for (size_t i = 0; i < d->n; i++)
    if (d->use[i].drawn) {
      double want = length * g_ascii_strtod(d->use[i].datum->value, NULL) / most;
      double is = upright ? d->use[i].fill.h : d->use[i].fill.w;
      assert_true(is - (want < 0 ? -want : want) <= 2 && (want < 0 ? -want : want) - is <= 2);
    }
}

static bool upright(const drawn *d)
{
  zb_u base = 0, left = 0;
  bool same_foot = true, same_left = true;
  size_t seen = 0;
  for (size_t i = 0; i < d->n; i++)
    if (d->use[i].drawn) {
      zb_u foot = d->use[i].fill.y + d->use[i].fill.h;
      same_foot = same_foot && (seen == 0 || foot == base);
      same_left = same_left && (seen == 0 || d->use[i].fill.x == left);
      base = foot;
      left = d->use[i].fill.x;
      seen++;
    }
  assert_true(same_foot != same_left);
  return same_foot;
}

/* --- bar ------------------------------------------------------------------------------------------------------- */

static const spec grouped = {
    .name = {"固定资产投资", "规上工业增加值", "地区生产总值"},
    .series = {"海西", "全省"},
    .value = {{"25.5%", "15.5%", "8.6%"}, {"5.6%", "6.4%", NULL}},
    .highlight = 1,
    .width = 440,
};

static void test_grouped(void **state)
{
  (void)state;
  drawn d = draw(&zb_chart_kind_BAR, &grouped);
  check_complete(&d, &grouped);
  check_scale(&d, false);
  assert_false(upright(&d));
  assert_true(printed(&d, "海西") && printed(&d, "全省"));
  assert_false(printed(&d, "0%"));
  assert_int_equal(zb_diags_count(shared.diags, ZB_ERROR), 0);
}

/* An unnamed main series has no key. */
static void test_legend_unnamed(void **state)
{
  (void)state;
  spec s = grouped;
  s.series[0] = "";
  drawn d = draw(&zb_chart_kind_BAR, &s);
  assert_true(printed(&d, "全省"));
  s.value[1][0] = s.value[1][1] = NULL;
  s.series[1] = NULL;
  drawn plain = draw(&zb_chart_kind_BAR, &s);
  assert_false(printed(&plain, "全省"));
}

static void test_orientation(void **state)
{
  (void)state;
  spec s = {.name = {"一季度", "二季度", "三季度", "四季度"},
            .series = {""},
            .value = {{"120件", "98件", "143件", "167件"}},
            .width = 210};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  assert_true(upright(&d));
  check_complete(&d, &s);
  check_scale(&d, true);
  s.orient = ZB_E_ORIENT_HORIZONTAL + 1;
  d = draw(&zb_chart_kind_BAR, &s);
  assert_false(upright(&d));
  s.orient = 0;
  s.width = 440; /* few bars in a wide measure lie */
  d = draw(&zb_chart_kind_BAR, &s);
  assert_false(upright(&d));
  s.orient = ZB_E_ORIENT_VERTICAL + 1;
  d = draw(&zb_chart_kind_BAR, &s);
  assert_true(upright(&d));
  check_complete(&d, &s);
  s.orient = 0;
  s.width = 210;
  s.name[1] = "七个汉字的名称";
  d = draw(&zb_chart_kind_BAR, &s);
  assert_false(upright(&d));
}

/* Upright bars whose values would touch lie down; told to stand they get number keys, where even those would touch it is
   an error. */
static void test_crowded(void **state)
{
  (void)state;
  spec s = {.name = {"甲", "乙", "丙", "丁"},
            .series = {"一", "二"},
            .value = {{"12345人次", "12346人次", "12347人次", "12348人次"},
                      {"22345人次", "22346人次", "22347人次", "22348人次"}},
            .width = 200};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  assert_false(upright(&d));
  check_complete(&d, &s);
  s.orient = ZB_E_ORIENT_VERTICAL + 1;
  d = draw(&zb_chart_kind_BAR, &s);
  assert_true(upright(&d));
  check_complete(&d, &s);
  s.width = 60;
  d = draw_at(&zb_chart_kind_BAR, &s, 0);
  assert_null(d.chart);
  assert_int_equal(fixture_findings(shared.diags, ZB_D_UNPLACED_LABEL), 1);
}

static void test_negative(void **state)
{
  (void)state;
  spec s = {.name = {"一月", "二月", "三月", "四月"},
            .series = {""},
            .value = {{"3.2%", "-1.5%", "-4.8%", "6.1%"}},
            .orient = ZB_E_ORIENT_HORIZONTAL + 1,
            .width = 210};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  check_complete(&d, &s);
  check_scale(&d, false);
  zb_u zero = bar_of(&d, "3.2%")->fill.x;
  assert_int_equal(bar_of(&d, "6.1%")->fill.x, zero);
  assert_int_equal(bar_of(&d, "-4.8%")->fill.x + bar_of(&d, "-4.8%")->fill.w, zero);
  assert_true(text_box(&d, label_of(&d, "-4.8%")).x < zero && text_box(&d, label_of(&d, "-1.5%")).x < zero);
  s.orient = ZB_E_ORIENT_VERTICAL + 1;
  d = draw(&zb_chart_kind_BAR, &s);
  check_complete(&d, &s);
  check_scale(&d, true);
  zero = bar_of(&d, "-1.5%")->fill.y;
  assert_int_equal(bar_of(&d, "6.1%")->fill.y + bar_of(&d, "6.1%")->fill.h, zero);
  for (int i = 0; i < 4; i++)
    s.value[0][i] = i % 2 ? "-3%" : "-7.5%";
  d = draw(&zb_chart_kind_BAR, &s);
  check_complete(&d, &s);
  check_scale(&d, true);
}

/* 1000余 is drawn at 1000; the open end is no part of the datum's mark and stands before the label. */
static void test_approximate(void **state)
{
  (void)state;
  spec s = {.name = {"柔性引进高层次人才", "本土技术骨干"},
            .series = {""},
            .value = {{"297人", "1000余人"}},
            .highlight = 2,
            .width = 440};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  check_complete(&d, &s);
  check_scale(&d, false);
  zb_rect bar = bar_of(&d, "1000余人")->fill;
  size_t strips = 0;
  for (size_t i = 0; i < d.page->n; i++) {
    const zb_dl_op *op = &d.page->op[i];
    strips += op->kind == ZB_DL_OP_FILL && op->bounds.y == bar.y && op->bounds.x > bar.x + bar.w;
  }
  assert_int_equal(strips, 3);
  assert_true(text_box(&d, label_of(&d, "1000余")).x > bar.x);
  assert_true(printed(&d, "单位：人"));
}

/* A range: the datum's rectangle ends at the lower end, the rest is a tint. */
static void test_range(void **state)
{
  (void)state;
  spec s = {.name = {"新法", "旧法"}, .series = {""}, .value = {{"3～5天", "10天"}}, .width = 300};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  check_complete(&d, &s);
  zb_rect ten = bar_of(&d, "10天")->fill, low = bar_of(&d, "3～5天")->fill;
  assert_in_range(low.w, ten.w * 3 / 10 - 1, ten.w * 3 / 10 + 1);
  assert_true(text_box(&d, label_of(&d, "3～5")).x > low.x + ten.w / 2);
}

static void test_hairline_and_zero(void **state)
{
  (void)state;
  spec s = {.name = {"甲", "乙", "丙"},
            .series = {""},
            .value = {{"20000件", "1件", "0件"}},
            .orient = ZB_E_ORIENT_HORIZONTAL + 1,
            .width = 300};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  assert_int_equal(d.n, 6);
  check_scale(&d, false);
  assert_true(bar_of(&d, "1件")->fill.w < ZB_PT(0.1));
  assert_int_equal(bar_of(&d, "0件")->fill.w, 0);
  label_of(&d, "0");
}

/* --- labels ---------------------------------------------------------------------------------------------------- */

static void test_long_names(void **state)
{
  (void)state;
  spec s = {.name = {"以纪律强党建以规矩抓党建任务清单落实数", "新时代文明实践中心志愿服务队伍"},
            .series = {""},
            .value = {{"28项", "1.2万余人次"}}};
  static const double width[] = {700, 440, 300, 200, 170, 120};
  for (size_t i = 0; i < sizeof width / sizeof *width; i++) {
    s.width = width[i];
    drawn d = draw(&zb_chart_kind_BAR, &s);
    check_complete(&d, &s);
    assert_true(printed(&d, "队伍"));
  }
}

static void test_unplaced(void **state)
{
  (void)state;
  spec s = {.name = {"以纪律强党建以规矩抓党建任务清单落实数", "乙"},
            .series = {""},
            .value = {{"28项", "30项"}},
            .width = 40};
  drawn d = draw_at(&zb_chart_kind_BAR, &s, 0);
  assert_null(d.chart);
  const zb_diag_entry *e = entry_of(ZB_D_UNPLACED_LABEL);
  assert_int_equal(e->src.line, 100);
  assert_string_equal(e->arg[1], s.name[0]);
}

/* Eight categories from a card to a board; all heights between shrink and stretch. */
static void test_widths_and_heights(void **state)
{
  (void)state;
  spec s = {.name = {"格尔木市", "州直机关", "德令哈市", "都兰县", "乌兰县", "天峻县", "茫崖市", "大柴旦行委"},
            .series = {""},
            .value = {{"1500人次", "1200人次", "960人次", "780人次", "560人次", "450人次", "420人次", "240人次"}}};
  static const double width[] = {170, 440, 900};
  static const int more[] = {-1000, 0, 400, 1000};
  for (size_t i = 0; i < 3; i++)
    for (size_t k = 0; k < 4; k++) {
      s.width = width[i];
      drawn d = draw_at(&zb_chart_kind_BAR, &s, more[k]);
      assert_non_null(d.chart);
      assert_true(d.stretch > 0 && d.shrink > 0);
      check_complete(&d, &s);
      check_scale(&d, false);
    }
}

static void test_dense(void **state)
{
  (void)state;
  spec s = {.name = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛"},
            .series = {""},
            .value = {{"1件", "2件", "3件", "4件", "5件", "6件", "7件", "8件"}},
            .width = 300,
            .height_max = 60};
  drawn d = draw(&zb_chart_kind_BAR, &s);
  assert_int_equal(fixture_findings(shared.diags, ZB_D_CHART_DENSE), 1);
  check_complete(&d, &s);
}

static void test_bad_data(void **state)
{
  (void)state;
  spec s = {.name = {"甲", "乙"}, .series = {""}, .width = 300};
  assert_null(draw_at(&zb_chart_kind_BAR, &s, 0).chart);
  assert_int_equal(fixture_findings(shared.diags, ZB_D_SERIES_EMPTY), 1);
  spec none = {.series = {""}, .width = 300};
  assert_null(draw_at(&zb_chart_kind_BAR, &none, 0).chart);
  spec many = {.name = {"甲"}, .series = {"1", "2", "3", "4", "5", "6", "7"}, .width = 300};
  for (int j = 0; j < 7; j++)
    many.value[j][0] = "3件";
  assert_null(draw_at(&zb_chart_kind_BAR, &many, 0).chart);
  assert_int_equal(fixture_findings(shared.diags, ZB_D_CHART_SERIES), 1);
  spec ordinal = {.name = {"甲", "乙"}, .series = {""}, .value = {{"3件", "第2批"}}, .width = 300};
  assert_null(draw_at(&zb_chart_kind_BAR, &ordinal, 0).chart);
  assert_int_equal(fixture_findings(shared.diags, ZB_D_CHART_ORDINAL), 1);
  assert_null(draw_at(&zb_chart_kind_BEFORE_AFTER, &s, 0).chart);
}

/* --- before-after ---------------------------------------------------------------------------------------------- */

static const spec assess = {
    .name = {"考核事项", "考核指标"},
    .series = {"清理前", "清理后"},
    .value = {{"91项", "2254条"}, {"1项", "214条"}},
    .width = 440,
};

static void test_pairs_by_unit(void **state)
{
  (void)state;
  drawn d = draw(&zb_chart_kind_BEFORE_AFTER, &assess);
  check_complete(&d, &assess);
  assert_true(printed(&d, "-98.9%") && printed(&d, "-90.5%"));
  assert_true(printed(&d, "单位：项") && printed(&d, "单位：条"));
  zb_rect a = bar_of(&d, "91项")->fill, b = bar_of(&d, "2254条")->fill;
  assert_int_equal(a.y, b.y); /* side by side */
  assert_true(b.x > a.x + a.w);
  zb_rect one = bar_of(&d, "1项")->fill;
  assert_in_range(one.w, a.w / 91 - 1, a.w / 91 + 1);
  spec s = assess;
  s.width = 180;
  d = draw(&zb_chart_kind_BEFORE_AFTER, &s);
  check_complete(&d, &s);
  a = bar_of(&d, "91项")->fill;
  b = bar_of(&d, "2254条")->fill;
  assert_true(b.y > a.y + a.h); /* stacked */
}

static void test_pair_rows(void **state)
{
  (void)state;
  spec s = {.name = {"会议", "文件", "检查", "报表", "台账"},
            .series = {"2023年", "2024年"},
            .value = {{"91件", "214件", "30件", "120件", NULL}, {"41件", "120件", "33件", "60余件", "7件"}},
            .width = 440};
  drawn d = draw(&zb_chart_kind_BEFORE_AFTER, &s);
  check_complete(&d, &s);
  check_scale(&d, false);
  assert_true(printed(&d, "-54.9%") && printed(&d, "+10.0%") && printed(&d, "约-50%"));
  assert_true(printed(&d, "2023年") && printed(&d, "2024年"));
}

static void test_change_forms(void **state)
{
  (void)state;
  static const struct {
    const char *before, *after, *want;
  } row[] = {
      {"12.5%", "15%", "+2.5个百分点"},
      {"80%", "75%", "-5个百分点"},
      {"8.25%", "12.79%", "+4.54个百分点"},
      {"100000件", "100001件", "+0.001%"},
      {"200件", "100件", "-50%"},
      {"3件", "3件", "持平"},
      {"3件", "4件", "+33.3%"},
      {"8件", "1件", "-87.5%"},
      {"1.2万余人次", "6000人次", "约-50%"},
  };
  for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
    spec s = {.name = {"甲"}, .series = {"前", "后"}, .value = {{row[i].before}, {row[i].after}}, .width = 300};
    drawn d = draw(&zb_chart_kind_BEFORE_AFTER, &s);
    check_complete(&d, &s);
    assert_true(printed(&d, row[i].want));
  }
  spec zero = {.name = {"甲"}, .series = {"前", "后"}, .value = {{"0件"}, {"5件"}}, .width = 300};
  drawn d = draw(&zb_chart_kind_BEFORE_AFTER, &zero);
  assert_false(printed(&d, "%") || printed(&d, "持平"));
}

static void test_panels(void **state)
{
  (void)state;
  zb_panels p = zb_panels_new(4, 1000, 300, 50, 20);
  assert_int_equal(p.columns, 2);
  assert_int_equal(p.rows, 2);
  assert_int_equal(p.width, 475);
  assert_int_equal(zb_panels_height(&p, 100), 220);
  zb_rect c = zb_panels_cell(&p, 3, (zb_rect){.x = 10, .y = 10, .w = 1000, .h = 220});
  assert_int_equal(c.x, 535);
  assert_int_equal(c.y, 130);
  p = zb_panels_new(1, 200, 300, 50, 20);
  assert_int_equal(p.columns, 1);
  assert_int_equal(p.width, 200);
}

#define T(f) cmocka_unit_test_setup(f, fresh)

int main(void)
{
  const struct CMUnitTest tests[] = {
      T(test_grouped),
      T(test_legend_unnamed),
      T(test_orientation),
      T(test_crowded),
      T(test_negative),
      T(test_approximate),
      T(test_range),
      T(test_hairline_and_zero),
      T(test_long_names),
      T(test_unplaced),
      T(test_widths_and_heights),
      T(test_dense),
      T(test_bad_data),
      T(test_pairs_by_unit),
      T(test_pair_rows),
      T(test_change_forms),
      T(test_panels),
  };
  return cmocka_run_group_tests(tests, setup, teardown);
}
