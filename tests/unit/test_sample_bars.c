/* The sample's charts against their numbers: every bar's length is its value on the chart's scale, and every figure#include "fixture.h"

   that the briefing prints is printed with its digits. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dl/query.h"
#include "engine/engine.h"

/* Bars of one chart share a figure element and a foot or a side. */
typedef struct bar {
  double value;
  zb_rect r;
  const char *unit, *figure;
  const zb_dl_page *page;
} bar;

/* Exact decimals and fractions to double: enough for one part in a thousand. */
static double number(const char *text)
{
  char *end;
  double v = strtod(text, &end);
  return *end == '/' ? v / strtod(end + 1, NULL) : v;
}

static bool same_axis(const bar *a, const bar *b, bool lying)
{
  bool near = lying ? abs(a->r.x - b->r.x) <= 2 && abs(a->r.y - b->r.y) < ZB_PT(300)
                    : abs(a->r.y + a->r.h - b->r.y - b->r.h) <= 2 && abs(a->r.x - b->r.x) < ZB_PT(300);
  return a->page == b->page && strcmp(a->unit, b->unit) == 0 && near;
}

/* Lengths in the ratio of the values: within 0.1 % or 1/512 pt of what the longer one's scale asks for. */
static void check_pair(const bar *a, const bar *b, bool lying)
{
  double la = lying ? a->r.w : a->r.h, lb = lying ? b->r.w : b->r.h;
  if (fabs(a->value) < fabs(b->value)) {
    const bar *t = a;
    double l = la;
    a = b, b = t, la = lb, lb = l;
  }
  if (a->value == 0)
    return;
  double want = la * fabs(b->value / a->value);
  if (fabs(lb - want) > fmax(want / 1000, 4.0)) /* 1/512 pt = 2 units, once for each end */
    fail_msg("%s: %g is drawn %g long, %s: %g is drawn %g", a->figure, a->value, la / ZB_UNIT, b->figure, b->value,
             lb / ZB_UNIT);
}

static void lengths_follow_values(void **state)
{
  (void)state;
  static const char *const layouts[] = {"briefing-a4", "briefing-a4-two"};
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = "."});
  for (size_t l = 0; l < sizeof layouts / sizeof *layouts; l++) {
    zb_doc *doc = zb_doc_open(ctx, "samples/haixi/report.yaml", &(zb_doc_opts){.layout = layouts[l]});
    assert_int_equal(zb_doc_status(doc), 0);
    size_t n, bars = 0, pairs = 0;
    const zb_dl_use *use = zb_dl_uses(doc->arena, doc->dl, &n);
    bar *b = calloc(n, sizeof *b);
    for (size_t i = 0; i < n; i++)
      if (use[i].drawn && !*use[i].text)
        b[bars++] = (bar){.value = number(use[i].datum->value),
                          .r = use[i].fill,
                          .unit = use[i].datum->unit,
                          .figure = use[i].datum->figure,
                          .page = use[i].page};
    assert_true(bars > 20);
    for (size_t i = 0; i < bars; i++)
      for (size_t k = i + 1; k < bars && k < i + 3; k++) {
        bool lying = same_axis(&b[i], &b[k], true), upright = same_axis(&b[i], &b[k], false);
        if (lying == upright)
          continue;
        check_pair(&b[i], &b[k], lying);
        pairs++;
      }
    assert_true(pairs > 10);
    free(b);
    zb_doc_free(doc);
  }
  zb_ctx_free(ctx);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(lengths_follow_values)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
