/* What a black-and-white copy and a reader at a distance need of charts, asked of display lists: fills that touch differ#include "fixture.h"

   in lightness by 12 or one of them is hatched, and no stroke is thinner than the floor of the reading distance. Of the
   gallery on paper and on a board in every palette of the layouts, and of every golden of a chart. */
#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "engine/engine.h"

enum { DEPTH = 64, FILLS = 4096 };

typedef struct fill {
  zb_rect r;
  zb_paint paint;
  const char *figure;
} fill;

typedef struct seen {
  size_t pairs, hatched, strokes;
} seen;

static bool same_paint(const zb_paint *a, const zb_paint *b)
{
  return a->kind == b->kind && memcmp(&a->color, &b->color, sizeof a->color) == 0 && a->angle == b->angle;
}

/* Side by side or end to end, with a gap that a bad copy closes. */
static bool touch(zb_rect a, zb_rect b)
{
  zb_u gap = ZB_MM(0.35);
  bool beside = (abs(a.x + a.w - b.x) <= gap || abs(b.x + b.w - a.x) <= gap) && a.y < b.y + b.h && b.y < a.y + a.h;
  bool upon = (abs(a.y + a.h - b.y) <= gap || abs(b.y + b.h - a.y) <= gap) && a.x < b.x + b.w && b.x < a.x + a.w;
  return (beside || upon) && a.w > 0 && a.h > 0 && b.w > 0 && b.h > 0;
}

static bool told_apart(const zb_paint *a, const zb_paint *b)
{
  if (a->kind != b->kind || a->kind == ZB_PAINT_HATCH)
    return !same_paint(a, b);
  return fabs(zb_color_lightness(a->color) - zb_color_lightness(b->color)) >= 12;
}

/* The rectangles with a datum of one chart. */
static void check_fills(const char *name, const fill *f, size_t n, seen *s)
{
  for (size_t i = 0; i < n; i++) {
    s->hatched += f[i].paint.kind == ZB_PAINT_HATCH;
    for (size_t k = 0; k < i; k++) {
      if (!touch(f[i].r, f[k].r) || same_paint(&f[i].paint, &f[k].paint)) /* bars of one series stand apart */
        continue;
      s->pairs++;
      if (!told_apart(&f[i].paint, &f[k].paint))
        fail_msg("%s: %s and %s look alike in black and white: L* %.0f and %.0f", name, f[i].figure, f[k].figure,
                 zb_color_lightness(f[i].paint.color), zb_color_lightness(f[k].paint.color));
    }
  }
}

static void check_page(const char *name, const zb_dl_page *page, zb_u floor, seen *s)
{
  static fill f[FILLS];
  const zb_mark *open[DEPTH];
  size_t n = 0, depth = 0, figure = 0;
  for (size_t i = 0; i < page->n; i++) {
    const zb_dl_op *op = &page->op[i];
    if (op->kind == ZB_DL_OP_BEGIN) {
      assert_true(depth < DEPTH);
      open[depth++] = op->u.mark;
      if (op->u.mark->role == ZB_DL_FIGURE)
        figure = depth;
    } else if (op->kind == ZB_DL_OP_END) {
      if (depth-- == figure) {
        check_fills(name, f, n, s);
        n = figure = 0;
      }
    } else if (figure && op->kind == ZB_DL_OP_FILL && op->u.fill->path.nsegs == 0 && open[depth - 1]->datum &&
               n < FILLS) {
      f[n++] = (fill){.r = op->u.fill->path.rect, .paint = op->u.fill->paint, .figure = open[depth - 1]->datum->figure};
    } else if (figure && op->kind == ZB_DL_OP_STROKE) {
      s->strokes++;
      if (op->u.stroke->stroke.width < floor)
        fail_msg("%s: a stroke of %.3f pt in a chart, below %.3f", name, op->u.stroke->stroke.width / (double)ZB_UNIT,
                 floor / (double)ZB_UNIT);
    }
  }
}

static void check_document(zb_ctx *ctx, const char *path, const char *layout, const char *palette, seen *s)
{
  char name[700];
  snprintf(name, sizeof name, "%s %s %s", path, layout ? layout : "", palette ? palette : "");
  zb_doc *doc = zb_doc_open(ctx, path, &(zb_doc_opts){.layout = layout, .palette = palette});
  for (size_t i = 0; doc->dl && i < doc->dl->npages; i++)
    check_page(name, doc->dl->page[i], doc->layout->distance / 3438, s);
  zb_doc_free(doc);
}

static void goldens(void **state)
{
  (void)state;
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts"});
  seen s = {0};
  DIR *d = opendir("tests/golden/chart");
  assert_non_null(d);
  for (struct dirent *e; (e = readdir(d));) {
    char path[600];
    snprintf(path, sizeof path, "tests/golden/chart/%s/in.yaml", e->d_name);
    if (e->d_name[0] != '.')
      check_document(ctx, path, NULL, NULL, &s);
  }
  closedir(d);
  print_message("goldens: %zu pairs of fills, %zu hatched, %zu strokes\n", s.pairs, s.hatched, s.strokes);
  assert_true(s.pairs > 20 && s.hatched > 0 && s.strokes > 100);
  zb_ctx_free(ctx);
}

static void gallery(void **state)
{
  (void)state;
  static const char *const reports[] = {"samples/gallery/orchard.yaml", "samples/gallery/haixi.yaml"};
  static const char *const layouts[] = {"briefing-a4", "samples/gallery/board.yaml"};
  static const char *const palettes[] = {NULL, "green", "ink-blue", "official", "red-gold"};
  zb_ctx *ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = "."});
  seen s = {0};
  for (size_t r = 0; r < 2; r++)
    for (size_t l = 0; l < 2; l++)
      for (size_t p = 0; p < sizeof palettes / sizeof *palettes; p++)
        check_document(ctx, reports[r], layouts[l], palettes[p], &s);
  print_message("gallery: %zu pairs of fills, %zu hatched, %zu strokes\n", s.pairs, s.hatched, s.strokes);
  assert_true(s.pairs > 100 && s.strokes > 500);
  zb_ctx_free(ctx);
}

int main(void)
{
  const struct CMUnitTest tests[] = {cmocka_unit_test(goldens), cmocka_unit_test(gallery)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}
