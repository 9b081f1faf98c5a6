/* Every bar of every golden of the bar family: the rectangle that carries a datum is as long as the datum says on the
   scale of its chart, within 0.1 % or 1/512 pt. */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

/* Kinds that draw other shapes than bars, or bars on no common scale (cells), and goldens of no bars. */
static const char *const others[] = {"area",  "dot",     "heat",  "line",  "pictogram",
                                     "scatter", "share", "slope", "waffle"};

typedef struct bar {
  double value;
  zb_rect r;
  const char *unit, *figure;
  unsigned chart; /* number of its figure element */
} bar;

static double number(const char *text)
{
  char *end;
  double v = strtod(text, &end);
  return *end == '/' ? v / strtod(end + 1, NULL) : v;
}

/* The rectangles that stand in marks with a datum, chart by chart. */
static size_t bars_of(const zb_dl *dl, bar *b, size_t max)
{
  size_t n = 0;
  unsigned chart = 0;
  for (size_t k = 0; k < dl->npages; k++) {
    const zb_datum *datum = NULL;
    for (size_t i = 0; i < dl->page[k]->n; i++) {
      const zb_dl_op *op = &dl->page[k]->op[i];
      if (op->kind == ZB_DL_OP_BEGIN) {
        datum = op->u.mark->datum;
        chart += op->u.mark->role == ZB_DL_FIGURE;
      } else if (op->kind == ZB_DL_OP_END)
        datum = NULL;
      else if (op->kind == ZB_DL_OP_FILL && datum && op->u.fill->path.nsegs == 0 && n < max)
        b[n++] = (bar){.value = fabs(number(datum->value)),
                       .r = op->u.fill->path.rect,
                       .unit = datum->unit,
                       .figure = datum->figure,
                       .chart = chart};
    }
  }
  return n;
}

/* How far the bars that share chart and unit with bar `of` are from one scale, in the worst case: 1 = just allowed. */
static double worst(const bar *b, size_t n, size_t of, bool upright)
{
  const bar *longest = &b[of];
  for (size_t i = 0; i < n; i++)
    if (b[i].chart == b[of].chart && strcmp(b[i].unit, b[of].unit) == 0 && b[i].value > longest->value)
      longest = &b[i];
  double most = 0, full = upright ? longest->r.h : longest->r.w;
  for (size_t i = 0; i < n && longest->value > 0; i++) {
    if (b[i].chart != b[of].chart || strcmp(b[i].unit, b[of].unit) != 0)
      continue;
    double want = full * b[i].value / longest->value, is = upright ? b[i].r.h : b[i].r.w;
    most = fmax(most, fabs(is - want) / fmax(want / 1000, ZB_UNIT / 512.0));
  }
  return most;
}

static size_t check_case(zb_ctx *ctx, const char *name)
{
  char path[512];
  snprintf(path, sizeof path, "tests/golden/chart/%s/in.yaml", name);
  zb_doc *doc = zb_doc_open(ctx, path, &(zb_doc_opts){.layout = NULL});
  static bar b[4096];
  size_t n = zb_doc_status(doc) == 0 ? bars_of(doc->dl, b, sizeof b / sizeof *b) : 0;
  for (size_t i = 0; i < n; i++) {
    double lying = worst(b, n, i, false), standing = worst(b, n, i, true);
    if (fmin(lying, standing) > 1)
      fail_msg("%s: %s is off by %.1f times what is allowed", name, b[i].figure, fmin(lying, standing));
  }
  zb_doc_free(doc);
  return n;
}

static void all_bars(void **state)
{
  (void)state;
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts"});
  DIR *d = opendir("tests/golden/chart");
  assert_non_null(d);
  size_t bars = 0;
  for (struct dirent *e; (e = readdir(d));) {
    bool skip = e->d_name[0] == '.';
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
      skip = skip || strncmp(e->d_name, others[i], strlen(others[i])) == 0;
    bars += skip ? 0 : check_case(ctx, e->d_name);
  }
  closedir(d);
  assert_true(bars > 150);
  zb_ctx_free(ctx);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_bars)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
