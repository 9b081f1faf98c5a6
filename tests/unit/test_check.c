/* Checks: expressions, exact arithmetic, units, intervals, derived figures, accepted findings. */
#include "model_fixture.h"

#include "model/check.h"

#define FIGURES                                                                                                                 \
  "figures:\n"                                                                                                                  \
  "  strong: 38个\n  villages: 297个\n  share: 12.79%\n  share_cut: 12.7%\n  industry: 15.5%\n  lead: 9.1个百分点\n"      \
  "  invest: 25.5%\n  unfit: 13名\n  idle: 9名\n  moved: 22名\n  flats: 670套\n  flats_more: 670余套\n"                   \
  "  fund: 1600万元\n  other_fund: 1900余万元\n  big: 1.2亿元\n  hours: 50%以上\n  limit: 不超过5条\n  cut: 81%\n" \
  "  trained: 1.2万余人次\n  courses: 114期\n  batch: 第三批\n  before: 91项\n  after: 1项\n  zero: 0个\n"
#define CHECKS(lines) HEAD FIGURES "checks:\n" lines

static const char *text_of(const zb_report *r, const char *id)
{
  const zb_figure *f = zb_figures_find(r->figures, id);
  return f ? f->q.text : "(none)";
}

/* --- what holds and what does not ---------------------------------------------------------------------------------------- */

typedef struct line {
  const char *text, *slug; /* NULL: holds in silence */
} line;

static const line lines[] = {
    /* printed precision */
    {"share = strong / villages", NULL},
    {"strong / villages = share", NULL},
    {"share = 37个 / villages", "check-failed"},
    {"share = 39个 / villages", "check-failed"},
    {"share = strong / 298个", "check-failed"},
    {"share_cut = strong / villages", "check-truncated"},
    {"share = strong ÷ villages × 100%", NULL},
    {"cut = 47 / 58", NULL},
    {"cut = 48 / 58", "check-failed"},
    {"industry - lead = 6.4%", NULL},
    {"industry - lead = 6.5%", "check-rounding"},
    {"industry - lead = 6.9%", "check-failed"},
    {"invest - industry = 10个百分点", NULL},
    {"invest - industry = 10.0个百分点", NULL},
    {"invest - industry = 10.0%", "check-units"},
    /* counts are exact */
    {"unfit + idle = moved", NULL},
    {"unfit＋idle＝moved", NULL},
    {"unfit + idle = 23名", "check-failed"},
    {"sum(unfit, idle) = moved", NULL},
    {"合计（unfit，idle）= moved", NULL},
    {"(before - after) / before = 98.9%", NULL},
    {"（before－after）÷before = 98.8%", "check-failed"},
    {"max(unfit, idle) = 13名", NULL},
    {"min(unfit, idle) = 9名", NULL},
    {"-(idle - unfit) = 4名", NULL},
    {"1 + 2 * 3 = 7", NULL},
    {"(1 + 2) * 3 = 9", NULL},
    {"7 / 2 = 3.5", NULL},
    {"1 / 3 + 1 / 3 + 1 / 3 = 1", NULL},
    {"1个 / 3 * 3 = 1个", NULL},
    /* approximations are intervals */
    {"flats = flats_more", NULL},
    {"flats_more = 679套", NULL},
    {"flats_more = 680套", "check-failed"},
    {"fund + other_fund = 3500万元", NULL},
    {"fund + other_fund = 3599万元", NULL},
    {"fund + other_fund = 3601万元", "check-failed"},
    {"hours = 80%", NULL},
    {"hours = 49%", "check-failed"},
    {"limit = 3条", NULL},
    {"limit = 6条", "check-failed"},
    {"trained = 12999人次", NULL},
    {"trained = 13000人次", "check-failed"},
    {"big = 12000万元", NULL},
    {"big = 12400万元", NULL},
    {"big = 12600万元", "check-failed"},
    /* order */
    {"strong <= villages", NULL},
    {"strong ≤ villages", NULL},
    {"villages >= strong", NULL},
    {"villages ≥ 297个", NULL},
    {"villages > 297个", "check-failed"},
    {"strong < strong", "check-failed"},
    {"villages <= strong", "check-failed"},
    {"share <= 100%", NULL},
    {"share > 0", NULL},
    {"strong != villages", NULL},
    {"strong != 38个", "check-failed"},
    {"flats_more > 675套", NULL},
    {"flats_more < 670套", "check-failed"},
    {"limit <= 5条", NULL},
    {"trained / courses >= 105人次/期", "figure-unknown"},
    {"share * villages <= strong", NULL},
    /* functions */
    {"share(strong, villages) = share", NULL},
    {"占比（strong，villages）= share", NULL},
    {"share(strong, 298个) = share", "check-failed"},
    {"share(strong, moved) = share", "check-units"},
    {"cut(before, after) = 98.9%", NULL},
    {"降幅(before, after) = 98.8%", "check-failed"},
    {"growth(before, after) = -98.9%", NULL},
    {"growth(after, before) = 9000%", NULL},
    {"growth(zero, strong) = 1%", "check-zero"},
    {"change(before, after) = -90项", NULL},
    {"change(after, before) = 90项", NULL},
    {"change(after, before) = 91项", "check-failed"},
    {"difference(villages, strong) = 259个", NULL},
    {"product(strong, 2) = 76个", NULL},
    {"ratio(villages, strong) = 7.82", NULL},
    {"ratio(villages, strong) = 7.9", "check-failed"},
    {"points(invest, industry) = 10.0个百分点", NULL},
    {"points(strong, villages) = 259个", "check-units"},
    {"count(strong, villages, moved) = 3个", NULL},
    {"count(strong, villages, moved) = 3条", NULL},
    {"count(strong, villages, moved) = 4条", "check-failed"},
    {"count(strong, villages) = share", "check-units"},
    {"round(share(strong, villages), 1) = 12.8%", NULL},
    {"round(share(strong, villages), 1) = 12.79%", NULL},
    {"trunc(share(strong, villages), 1) = 12.7%", NULL},
    {"截尾(share(strong, villages), 1) = 12.8%", "check-failed"},
    {"round(12.5人, 0) = 13人", NULL},
    {"round(-12.5人, 0) = -13人", NULL},
    {"round(strong, moved) = 38个", "check-decimals"},
    {"share(strong) = share", "expr-arguments"},
    {"round(strong) = share", "expr-arguments"},
    /* units */
    {"strong + before = 129个", "check-units"},
    {"strong = 38", "check-units"},
    {"strong = 38名", "check-units"},
    {"strong * before = 1", "check-units"},
    {"share = 12.79", "check-units"},
    {"share = 12.79个百分点", "check-units"},
    {"strong / zero = 1", "check-zero"},
    {"batch = 3批", "check-ordinal"},
    /* form */
    {"strong", "expr-no-relation"},
    {"strong villages", "expr-operator"},
    {"strong = villages = 3个", "expr-operator"},
    {"strong + = villages", "expr-operand"},
    {"strong = ", "expr-operand"},
    {"(strong = villages", "expr-close"},
    {"strong = villages)", "expr-operator"},
    {"sun(unfit, idle) = moved", "expr-function"},
    {"strong = @", "expr-operand"},
    {"strong = 3..5个", "expr-operator"},
    {"strong = 「x", "expr-operand"},
    {"stron = villages", "figure-unknown"},
    {"strong = 「a b」", "figure-unknown"},
};

static void verdicts(void **state)
{
  world *w = *state;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    read_text(w, zb_arena_printf(w->a, "%s  - \"%s\"\n", CHECKS(""), lines[i].text));
    size_t n = count_entries(w);
    bool as_wanted = lines[i].slug ? n == 1 && find_entry(w, lines[i].slug) : n == 0;
    if (!as_wanted) {
      show(w);
      fail_msg("%s: wanted %s", lines[i].text, lines[i].slug ? lines[i].slug : "silence");
    }
  }
}

static void places(void **state)
{
  world *w = *state;
  read_text(w, HEAD "figures: {a: 3个, b: 4个}\nchecks:\n  - a + nope = b\n  - a = b\n  - \"a = b )\"\n");
  assert_findings(w, "figure-unknown", "check-failed", "expr-operator", NULL);
  assert_at(w, "figure-unknown", 4, 9);
  assert_at(w, "check-failed", 5, 5);
  assert_at(w, "expr-operator", 6, 12);
}

static void arithmetic_is_shown(void **state)
{
  world *w = *state;
  read_text(w, HEAD
            "figures:\n  strong: 37个\n  villages: 297个\n  share: 12.79%\nchecks:\n  - share = strong / villages\n");
  assert_findings(w, "check-failed", NULL);
  assert_arg(w, "check-failed", 1, "share = strong / villages");
  assert_arg(w, "check-failed", 2, "share = 12.79%");
  assert_arg(w, "check-failed", 3, "37个 ÷ 297个 = 12.4579%");
  const char *where = find_entry(w, "check-failed")->arg[3];
  assert_non_null(strstr(where, "report.yaml:5:10"));
  assert_non_null(strstr(where, "report.yaml:3:11"));
  assert_non_null(strstr(where, "report.yaml:4:13"));
  read_text(w, HEAD "figures: {a: 3个, b: 4个}\nchecks:\n  - a * (a + b) / (b - a) = 7\n");
  assert_findings(w, "check-units", NULL);
}

/* --- derived figures --------------------------------------------------------------------------------------------------------- */

static void derived(void **state)
{
  world *w = *state;
  static const struct {
    const char *expr, *text;
  } d[] = {
      {"industry - lead", "6.4%"},
      {"invest - industry", "10.0个百分点"},
      {"industry + lead", "24.6%"},
      {"unfit + idle", "22名"},
      {"sum(unfit, idle, moved)", "44名"},
      {"strong / villages", "0.13"},
      {"strong / villages * 100%", "12.79%"},
      {"villages * share", "37.99个"},
      {"fund + fund", "3200万元"},
      {"fund + other_fund", "3500余万元"},
      {"big + fund", "13600万元"},
      {"fund * 2", "3200万元"},
      {"trained / courses", "约105人次/期"},
      {"moved / 4", "6名"},
      {"idle - moved", "-13名"},
      {"hours + 10%", "60%以上"},
      {"other_fund - fund", "300余万元"},
      {"fund - other_fund", "约-300万元"},
      {"max(unfit, idle)", "13名"},
  };
  for (size_t i = 0; i < sizeof d / sizeof *d; i++) {
    zb_report *r = read_text(w, zb_arena_printf(w->a, "%s  - x := %s\n", CHECKS(""), d[i].expr));
    assert_findings(w, NULL);
    if (strcmp(text_of(r, "x"), d[i].text) != 0)
      fail_msg("%s is %s, not %s", d[i].expr, text_of(r, "x"), d[i].text);
  }
}

static void derived_are_figures(void **state)
{
  world *w = *state;
  zb_report *r =
      read_text(w, HEAD FIGURES "checks:\n"
                                "  - {expr: province := industry - lead, label: 全省}\n"
                                "  - twice := province * 2\n  - late := later + unfit\n  - later := idle + idle\n"
                                "  - twice = 12.8%\n"
                                "themes:\n  - title: t\n    blocks:\n      - text: 全省{province}，{late}\n");
  assert_findings(w, NULL);
  const zb_figure *f = zb_figures_find(r->figures, "province");
  assert_true(f->derived);
  assert_string_equal(f->label_text, "全省");
  assert_string_equal(f->datum.value, "6.4");
  assert_string_equal(f->datum.unit, "%");
  assert_string_equal(text_of(r, "late"), "31名");
  zb_check_counts n = zb_check_run(w->a, w->d, r);
  assert_int_equal(n.checked, 1);
  assert_int_equal(n.failed, 0);
}

static void definitions_go_wrong(void **state)
{
  world *w = *state;
  read_text(w, HEAD "figures: {a: 3个}\nchecks:\n  - x := y + a\n  - y := z + a\n  - z := x + a\n");
  assert_findings(w, "check-cycle", NULL);
  assert_arg(w, "check-cycle", 1, "x → y → z → x");
  assert_at(w, "check-cycle", 6, 10);
  read_text(w, HEAD "figures: {a: 3个}\nchecks:\n  - x := x\n");
  assert_arg(w, "check-cycle", 1, "x → x");
  read_text(w, HEAD "figures: {a: 3个}\nchecks:\n  - a := 4个\n  - b := a\n  - b := a\n  - sum := a\n  - a.b := a\n");
  assert_findings(w, "id-twice", "id-twice", "id-reserved", "id-form", NULL);
}

static void accepted(void **state)
{
  world *w = *state;
  static const char text[] = HEAD "figures: {a: 3个, b: 4个}\nchecks: [a = b]\n"
                                  "accept: [{finding: check-failed, at: a, reason: 原文如此}]\n";
  zb_report *r = read_text(w, text);
  assert_findings(w, NULL);
  assert_true(zb_report_accepts(r, "check-failed", "a"));
  assert_false(zb_report_accepts(r, "check-failed", "b"));
  read_text(w, HEAD
            "figures: {a: 3个, b: 4个}\nchecks: [a = b]\naccept:\n  - {finding: check-fialed, at: nope, reason: x}\n");
  assert_findings(w, "check-failed", "finding-unknown", "figure-unknown", NULL);
  assert_arg(w, "finding-unknown", 2, "check-failed");
}

static void cells_and_missing(void **state)
{
  world *w = *state;
  put_file(w, "t.csv", "名,数,字\n#单位,个,\n甲,3,x\n乙,,y\n");
  read_text(w, HEAD "data: {t: t.csv}\nchecks:\n  - t.甲.数 = 3个\n  - t.乙.数 = 3个\n  - t.甲.字 = 3个\n  - t = 3个\n"
                    "  - t.丙.数 = 3个\n  - sum(t.数) = 3个\n");
  assert_findings(w, "check-missing", "ref-text", "table-as-figure", "row-unknown", "check-missing", NULL);
}

static void same_name(void **state)
{
  world *w = *state;
  read_text(w, HEAD "figures:\n  a: {value: 66项, label: 成果}\n  b: {value: 67项, label: 成果}\n"
                    "  c: {value: 67项, label: 成果, scope: 枸杞}\n  d: {value: 67条, label: 成果}\n");
  assert_findings(w, "figures-differ", NULL);
  assert_at(w, "figures-differ", 4, 14);
  read_text(w, HEAD "figures:\n  a: {value: 670套, label: 公寓}\n  b: {value: 670余套, label: 公寓}\n");
  assert_findings(w, "figures-loose", NULL);
  read_text(w, HEAD
            "figures:\n  a: {value: 11家, label: 高企}\n  b: {value: 11家, label: 高企}\n  c: 297个\n  d: 297个\n");
  assert_findings(w, NULL);
  read_text(w, HEAD "figures:\n  a: {value: 66项, label: 成果}\n  b: {value: 67项, label: 成果}\n"
                    "accept: [{finding: figures-differ, at: b, reason: x}]\n");
  assert_findings(w, NULL);
}

static void deep(void **state)
{
  world *w = *state;
  char *text = malloc(20000);
  strcpy(text, HEAD "figures: {a: 3个}\nchecks:\n  - a = ");
  for (int i = 0; i < 3000; i++)
    strcat(text, "(");
  strcat(text, "a\n");
  read_text(w, text);
  assert_findings(w, "expr-depth", NULL);
  free(text);
}

/* Lines that would take the stack or the memory end in a message. */
static void bounded(void **state)
{
  world *w = *state;
  enum { SIZE = 1 << 20 };
  char *text = malloc(SIZE), *p = text;
  p += sprintf(p, HEAD "figures: {a: 3}\nchecks:\n  - a = a");
  for (int i = 0; i < 50000; i++)
    p += sprintf(p, " + a");
  sprintf(p, "\n");
  read_text(w, text);
  assert_findings(w, "expr-depth", NULL);
  p = text + sprintf(text, HEAD "figures: {x0: 12}\nchecks:\n");
  for (int i = 4000; i > 0; i--)
    p += sprintf(p, "  - x%d := x%d + x0\n", i, i - 1);
  read_text(w, text);
  assert_non_null(find_entry(w, "check-chain"));
  p = text + sprintf(text, HEAD "figures: {x0: 12}\nchecks:\n");
  for (int i = 1; i < 80; i++)
    p += sprintf(p, "  - x%d := x%d * x%d\n", i, i - 1, i - 1);
  read_text(w, text);
  assert_findings(w, "check-size", NULL);
  p = text + sprintf(text, HEAD "figures: {x0: 12}\nchecks:\n");
  for (int i = 1; i < 4000; i++)
    p += sprintf(p, "  - x%d := x%d + x0\n", i, i - 1);
  zb_report *r = read_text(w, text);
  assert_findings(w, NULL);
  assert_string_equal(text_of(r, "x3999"), "48000");
  free(text);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      in_world(verdicts),
      in_world(places),
      in_world(arithmetic_is_shown),
      in_world(derived),
      in_world(derived_are_figures),
      in_world(definitions_go_wrong),
      in_world(accepted),
      in_world(cells_and_missing),
      in_world(same_name),
      in_world(deep),
      in_world(bounded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
