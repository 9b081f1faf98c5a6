/* Every rectangle that carries a datum in every golden with a chart and in the gallery is as long as the datum says on#include "fixture.h"

   the scale of its chart, within 0.1 % or 1/512 pt: by the measure it states, and against the longest of its chart and
   unit. Every part of a waffle has its share of the cells. */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

enum { DEPTH = 64, BARS = 20000, CELLS = 64, FIGURES = 4096 };

typedef struct bar {
  double value;
  zb_rect r;
  const char *unit, *figure;
  unsigned chart; /* number of its figure element; 0: outside of figures */
  const zb_measure *measure;
} bar;

/* A run of equal squares in one element: cells of a waffle. */
typedef struct cells {
  unsigned chart;
  long n;
} cells;

typedef struct found {
  bar bar[BARS];
  size_t nbars;
  cells cells[CELLS];
  size_t ncells;
  double share[CELLS]; /* percentages printed in figures, in their order */
  unsigned share_chart[CELLS];
  size_t nshares;
  unsigned charts;
  bool shared[FIGURES]; /* charts that say their panels have one scale */
} found;

static double number(const char *text)
{
  char *end;
  double v = strtod(text, &end);
  return *end == '/' ? v / strtod(end + 1, NULL) : v;
}

/* --- reading the display list ----------------------------------------------------------------------------------- */

typedef struct walk {
  found *out;
  const zb_mark *open[DEPTH];
  size_t depth;
  unsigned chart; /* that is open, or 0 */
  size_t figure;  /* depth at which it was opened */
  zb_rect last;   /* square, for runs of cells */
  long run;
} walk;

static void end_run(walk *w)
{
  if (w->run > 1 && w->chart && w->out->ncells < CELLS)
    w->out->cells[w->out->ncells++] = (cells){.chart = w->chart, .n = w->run};
  w->run = 0;
}

static void begin(walk *w, const zb_mark *m)
{
  end_run(w);
  assert_true(w->depth < DEPTH);
  w->open[w->depth++] = m;
  if (m->role == ZB_DL_FIGURE) {
    w->chart = ++w->out->charts;
    w->figure = w->depth;
  }
  found *f = w->out;
  if (w->chart && m->datum && strcmp(m->datum->unit, "%") == 0 && f->nshares < CELLS) {
    f->share[f->nshares] = number(m->datum->value);
    f->share_chart[f->nshares++] = w->chart;
  }
}

static void end(walk *w)
{
  end_run(w);
  if (w->chart && w->depth == w->figure)
    w->chart = 0;
  w->depth--;
}

static void fill(walk *w, const zb_path *path)
{
  const zb_mark *m = w->depth > 0 ? w->open[w->depth - 1] : NULL;
  if (path->nsegs > 0)
    return;
  zb_rect r = path->rect;
  if (m && m->role == ZB_DL_ARTIFACT && r.w == r.h)
    w->run = w->run > 0 && w->last.w == r.w ? w->run + 1 : 1;
  w->last = r;
  if (!m || !m->datum)
    return;
  assert_true(w->out->nbars < BARS);
  w->out->bar[w->out->nbars++] = (bar){.value = fabs(number(m->datum->value)),
                                       .r = r,
                                       .unit = m->datum->unit,
                                       .figure = m->datum->figure,
                                       .chart = w->chart,
                                       .measure = m->measure};
}

static bool says(const zb_glyphs *g, const char *what)
{
  return memmem(g->text, g->ntext, what, strlen(what)) != NULL;
}

static void read_list(const zb_dl *dl, found *out)
{
  out->nbars = out->ncells = out->nshares = 0;
  out->charts = 0;
  memset(out->shared, 0, sizeof out->shared);
  for (size_t k = 0; k < dl->npages; k++) {
    walk w = {.out = out};
    for (size_t i = 0; i < dl->page[k]->n; i++) {
      const zb_dl_op *op = &dl->page[k]->op[i];
      if (op->kind == ZB_DL_OP_BEGIN)
        begin(&w, op->u.mark);
      else if (op->kind == ZB_DL_OP_END)
        end(&w);
      else if (op->kind == ZB_DL_OP_GLYPHS && w.chart < FIGURES && says(op->u.glyphs, "各图标尺相同"))
        out->shared[w.chart] = true;
      else if (op->kind == ZB_DL_OP_FILL)
        fill(&w, &op->u.fill->path);
    }
  }
}

/* --- checks ------------------------------------------------------------------------------------------------------ */

static double allowed(double want)
{
  return fmax(want / 1000, ZB_UNIT / 512.0);
}

static zb_u length_of(const bar *b)
{
  return b->measure->upright ? b->r.h : b->r.w;
}

/* By its own measure. In a figure every rectangle with a datum has one, but for zero on a scale of nothing else. */
static void check_measure(const char *name, const bar *b)
{
  if (!b->measure) {
    if (b->chart && (b->value > 0 || (b->r.w > 0 && b->r.h > 0)))
      fail_msg("%s: the rectangle of %s says no measure", name, b->figure);
    return;
  }
  double want = b->value * b->measure->length / zb_num_double(b->measure->span);
  if (fabs(length_of(b) - want) > allowed(want))
    fail_msg("%s: %s is %d long, not %.2f", name, b->figure, (int)length_of(b), want);
}

/* Do two bars stand on one scale: in one panel, or in panels that say so? */
static bool one_scale(const found *f, const bar *a, const bar *b)
{
  if (!a->measure || !b->measure || a->chart != b->chart || strcmp(a->unit, b->unit) != 0 ||
      a->measure->upright != b->measure->upright)
    return false;
  return (a->chart < FIGURES && f->shared[a->chart]) ||
         (a->measure->length == b->measure->length && zb_num_cmp(a->measure->span, b->measure->span) == 0);
}

/* Against the longest of its chart and scale. */
static void check_ratio(const char *name, const found *f, size_t of)
{
  const bar *b = &f->bar[of], *longest = b;
  if (!b->measure)
    return;
  for (size_t i = 0; i < f->nbars; i++) {
    const bar *o = &f->bar[i];
    if (one_scale(f, o, b) && o->value > longest->value)
      longest = o;
  }
  if (longest->value == 0)
    return;
  double want = length_of(longest) * b->value / longest->value;
  if (fabs(length_of(b) - want) > allowed(want) + 1) /* both ends are rounded to the unit */
    fail_msg("%s: %s is %d long, not %.2f beside %s", name, b->figure, (int)length_of(b), want, longest->figure);
}

/* The runs of cells of a figure have the shares of its percentages in their order, but for the largest remainders. The
   shares of a panel add up to its whole. */
static size_t check_cells(const char *name, const found *f, unsigned chart)
{
  long run[CELLS];
  double share[CELLS];
  size_t runs = 0, shares = 0;
  for (size_t i = 0; i < f->ncells; i++)
    if (f->cells[i].chart == chart)
      run[runs++] = f->cells[i].n;
  for (size_t i = 0; i < f->nshares; i++)
    if (f->share_chart[i] == chart)
      share[shares++] = f->share[i];
  if (runs < 2 || runs != shares)
    return 0;
  for (size_t from = 0, to; from < runs; from = to) {
    long all = 0;
    double whole = 0;
    for (to = from; to < runs && whole < 99.99; to++) {
      all += run[to];
      whole += share[to];
    }
    for (size_t i = from; i < to; i++)
      if (fabs((double)run[i] - (double)all * share[i] / 100) >= 1)
        fail_msg("%s: %ld of %ld cells show %g %%", name, run[i], all, share[i]);
  }
  return runs;
}

typedef struct count {
  size_t in_cells, bars, upright, cells, documents;
} count;

static void check_document(zb_ctx *ctx, const char *path, const char *layout, count *n)
{
  static found f;
  zb_doc *doc = zb_doc_open(ctx, path, &(zb_doc_opts){.layout = layout});
  if (zb_doc_status(doc) == 4)
    fail_msg("%s: internal error", path);
  if (doc->dl) { /* pages that are not written for another reason are checked, too */
    read_list(doc->dl, &f);
    for (size_t i = 0; i < f.nbars; i++) {
      check_measure(path, &f.bar[i]);
      if (f.bar[i].chart)
        check_ratio(path, &f, i);
      n->bars += f.bar[i].chart > 0;
      n->in_cells += f.bar[i].chart == 0 && f.bar[i].measure;
      n->upright += f.bar[i].chart > 0 && f.bar[i].measure && f.bar[i].measure->upright;
    }
    for (unsigned c = 1; c <= f.charts; c++)
      n->cells += check_cells(path, &f, c);
    n->documents += f.charts > 0;
  }
  zb_doc_free(doc);
}

/* --- documents --------------------------------------------------------------------------------------------------- */

/* A chart, or a table with bars in its cells. */
static bool has_bars(const char *path)
{
  static char text[1 << 20];
  FILE *in = fopen(path, "rb");
  if (!in)
    return false;
  size_t n = fread(text, 1, sizeof text - 1, in);
  text[n] = '\0';
  fclose(in);
  return strstr(text, "chart:") || strstr(text, "图表:") || strstr(text, "图表：") || strstr(text, "bar: yes");
}

static void all_goldens(void **state)
{
  (void)state;
  static const char *const areas[] = {"block", "broken", "chart", "figures", "layout", "page", "rule", "table"};
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts"});
  count n = {0};
  for (size_t k = 0; k < sizeof areas / sizeof *areas; k++) {
    char folder[256], path[600];
    snprintf(folder, sizeof folder, "tests/golden/%s", areas[k]);
    DIR *d = opendir(folder);
    assert_non_null(d);
    for (struct dirent *e; (e = readdir(d));) {
      snprintf(path, sizeof path, "%s/%s/in.yaml", folder, e->d_name);
      if (e->d_name[0] != '.' && has_bars(path))
        check_document(ctx, path, NULL, &n);
    }
    closedir(d);
  }
  print_message(
      "goldens: %zu documents with figures, %zu rectangles (%zu upright), %zu parts of waffles, %zu in cells\n",
      n.documents, n.bars, n.upright, n.cells, n.in_cells);
  assert_true(n.bars > 1200 && n.upright > 50 && n.cells > 3 && n.in_cells > 2);
  zb_ctx_free(ctx);
}

/* The gallery at the sizes it is printed at, and the sample on paper and on a board. */
static void gallery(void **state)
{
  (void)state;
  static const char *const doc[][2] = {
      {"samples/gallery/orchard.yaml", "briefing-a4"}, {"samples/gallery/orchard.yaml", "samples/gallery/board.yaml"},
      {"samples/gallery/haixi.yaml", "briefing-a4"},   {"samples/gallery/haixi.yaml", "samples/gallery/board.yaml"},
      {"samples/haixi/report.yaml", "briefing-a4"},    {"samples/haixi/report.yaml", "board-900x1200"}};
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = "."});
  count n = {0};
  for (size_t i = 0; i < sizeof doc / sizeof *doc; i++) {
    size_t before = n.bars;
    check_document(ctx, doc[i][0], doc[i][1], &n);
    if (n.bars == before)
      fail_msg("%s on %s has no bar", doc[i][0], doc[i][1]);
  }
  print_message("gallery: %zu rectangles (%zu upright), %zu parts of waffles\n", n.bars, n.upright, n.cells);
  zb_ctx_free(ctx);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(all_goldens), cmocka_unit_test(gallery)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
