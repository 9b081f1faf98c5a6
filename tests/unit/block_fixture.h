/* Support of the block tests: a report from a YAML string, a plain layout, blocks laid out and drawn on one page. */
#ifndef ZB_TEST_BLOCK_FIXTURE_H
#define ZB_TEST_BLOCK_FIXTURE_H

#include "fixture.h"

#include "block/block.h"
#include "dl/query.h"
#include "font_fixture.h"

#define FX_STYLE(n, r, pt, lead, ...)                                                                                  \
  {                                                                                                                    \
    .name = n, .style = {                                                                                              \
      .role = ZB_ROLE_##r,                                                                                             \
      .size = ZB_PT(pt),                                                                                               \
      .leading = ZB_PT(lead),                                                                                          \
      .color = ZB_RGB(0x222222),                                                                                       \
      __VA_ARGS__                                                                                                      \
    }                                                                                                                  \
  }

static zb_named_style fx_styles[] = {
    FX_STYLE("body", SONG, 10, 16, .indent = 2000),
    FX_STYLE("lead", KAI, 12, 20),
    FX_STYLE("quote", KAI, 14, 22),
    FX_STYLE("list", SONG, 10, 16),
    FX_STYLE("note", SONG, 8, 12),
    FX_STYLE("theme", HEI, 18, 26),
    FX_STYLE("heading-1", HEI, 15, 22, .space_before = ZB_PT(16), .space_after = ZB_PT(8)),
    FX_STYLE("heading-2", HEI, 12, 18, .space_before = ZB_PT(14), .space_after = ZB_PT(7)),
    FX_STYLE("heading-3", HEI, 10, 16, .space_before = ZB_PT(8), .space_after = ZB_PT(4)),
    FX_STYLE("heading-4", HEI, 10, 16),
    FX_STYLE("caption", SONG, 8, 12),
    FX_STYLE("number", DIGITS, 28, 32),
    FX_STYLE("unit", HEI, 12, 16),
    FX_STYLE("number-label", HEI, 9, 13),
    FX_STYLE("chart-title", HEI, 11, 16),
    FX_STYLE("chart-subtitle", SONG, 8, 12),
    FX_STYLE("chart-label", HEI, 8, 11),
    FX_STYLE("chart-value", DIGITS, 8, 11),
    FX_STYLE("source", SONG, 7.5, 11),
    FX_STYLE("table-title", HEI, 10, 16),
    FX_STYLE("table-head", HEI, 9, 14),
    FX_STYLE("table-cell", SONG, 9, 14),
};

typedef struct fixture {
  zb_arena *arena;
  zb_diags *diags;
  zb_fonts *fonts;
  zb_images *images;
  zb_text text;
  zb_dl *dl;
  zb_dl_page *page;
  zb_layout layout;
  zb_report *report;
  zb_block_ctx c;
  zb_vlist list; /* of the last block laid out */
  char *dir;
  zb_arena *group; /* of the font set's own messages */
} fixture;

/* Fonts are found once for the program. */
static int fx_group_setup(void **state)
{
  fixture *x = g_new0(fixture, 1);
  x->dir = fixture_folder();
  x->group = zb_arena_new();
  x->fonts = fixture_fonts(zb_diags_new(x->group));
  x->images = zb_images_new(x->fonts);
  *state = x;
  return 0;
}

static int fx_group_teardown(void **state)
{
  fixture *x = *state;
  zb_images_free(x->images);
  zb_fonts_free(x->fonts);
  zb_arena_free(x->group);
  fixture_remove(x->dir);
  g_free(x);
  return 0;
}

static int fx_setup(void **state)
{
  fixture *x = *state;
  x->arena = zb_arena_new();
  x->diags = zb_diags_new(x->arena);
  zb_fonts_set_diags(x->fonts, x->diags);
  x->text = (zb_text){.arena = x->arena, .diags = x->diags, .fonts = x->fonts};
  x->dl = zb_dl_new(x->arena, x->diags);
  x->page = zb_dl_page_new(x->dl, ZB_PT(2000), ZB_PT(4000));
  x->layout = (zb_layout){.name = "test",
                          .style = fx_styles,
                          .nstyles = sizeof fx_styles / sizeof *fx_styles,
                          .block_gap = ZB_PT(12),
                          .ppi_min = 100,
                          .ppi_good = 200};
  x->list = (zb_vlist){0};
  x->report = NULL;
  return 0;
}

static int fx_teardown(void **state)
{
  fixture *x = *state;
  zb_arena_free(x->arena);
  return 0;
}

/* A file beside the report. */
static inline void fx_file(fixture *x, const char *name, const char *text, size_t n)
{
  char *path = g_build_filename(x->dir, name, NULL);
  assert_true(g_file_set_contents(path, text, (gssize)n, NULL));
  g_free(path);
}

/* Reads "zhanban: 1 ..." with the blocks given, each line of `blocks` indented by two spaces by the caller; `head`
   holds figures and data. */
static inline void fx_report(fixture *x, const char *head, const char *blocks)
{
  char *yaml = g_strdup_printf("zhanban: 1\n%sthemes:\n  - title: 主题\n    blocks:\n%s", head, blocks);
  fx_file(x, "report.yaml", yaml, strlen(yaml));
  g_free(yaml);
  char *path = g_build_filename(x->dir, "report.yaml", NULL);
  zb_report_opts opts = {0};
  x->report = zb_report_read(x->arena, x->diags, zb_arena_strdup(x->arena, path), &opts);
  g_free(path);
  if (zb_diags_failed(x->diags))
    zb_diags_print(x->diags, stderr, ZB_LANG_EN, false);
  assert_non_null(x->report);
  x->c = (zb_block_ctx){.arena = x->arena,
                        .diags = x->diags,
                        .dl = x->dl,
                        .text = &x->text,
                        .images = x->images,
                        .report = x->report,
                        .layout = &x->layout,
                        .scale = 1000};
}

static inline const zb_block *fx_block(const fixture *x, size_t i)
{
  assert_true(x->report->nthemes == 1 && i < x->report->theme[0].nblocks);
  return &x->report->theme[0].block[i];
}

/* Lays block i out into x->list. */
static inline void fx_lay(fixture *x, size_t i, zb_u measure)
{
  x->list = (zb_vlist){0};
  zb_block_layout(&x->c, fx_block(x, i), measure, &x->list);
}

/* Draws x->list on the page at its natural height and freezes the page. */
static inline void fx_draw(fixture *x, zb_u measure)
{
  zb_vsum s = zb_vlist_sum(&x->list, 0, x->list.n);
  zb_rect r = {.x = ZB_PT(10), .y = ZB_PT(10), .w = measure, .h = s.height};
  zb_vlist_draw(&x->list, 0, x->list.n, x->page, r, NULL, 0);
  assert_true(zb_dl_page_end(x->page));
}

/* Number of elements of a role on the page, counting nodes once. */
static inline size_t fx_elements(const fixture *x, zb_dl_role role)
{
  size_t k = 0;
  uint32_t seen[256];
  for (size_t i = 0; i < x->page->n; i++) {
    const zb_dl_op *op = &x->page->op[i];
    if (op->kind != ZB_DL_OP_BEGIN || op->u.mark->role != role)
      continue;
    bool old = false;
    for (size_t s = 0; s < k; s++)
      old = old || seen[s] == op->u.mark->node;
    if (!old && k < 256)
      seen[k++] = op->u.mark->node;
  }
  return k;
}

#define FX_TEST(f) cmocka_unit_test_setup_teardown(f, fx_setup, fx_teardown)
#define FX_RUN(tests) cmocka_run_group_tests(tests, fx_group_setup, fx_group_teardown)

#endif
