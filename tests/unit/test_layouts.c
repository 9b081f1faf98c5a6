/* The shipped layouts with the sample: sizes of type for the reading distance (charts and posters: body distance / 150,#include "fixture.h"

   floor distance / 200), paint in the bleed, nothing to read where it is hidden or low. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "dl/query.h"
#include "engine/engine.h"

/* Of each layout: reading distance (0: a screen, with a floor in pixels), and the resolution of photos. */
static const struct shipped {
  const char *name;
  int distance_mm, floor_px, ppi_min, ppi_good;
} shipped[] = {
    {"briefing-a4", 400, 0, 150, 200},
    {"briefing-a4-two", 400, 0, 150, 200},
    {"official-a4", 400, 0, 150, 200},
    {"newspaper-broadsheet", 400, 0, 150, 200},
    {"cards", 400, 0, 150, 200},
    {"poster-a1", 1000, 0, 60, 100},
    {"poster-a0-landscape", 1000, 0, 60, 100},
    {"board-900x1200", 1000, 0, 60, 100},
    {"board-1200x2400-landscape", 2000, 0, 60, 100},
    {"rollup-800x2000", 1500, 0, 60, 100},
    {"screen-1920x1080", 0, 20, 48, 96},
    {"screen-3840x2160", 0, 24, 48, 96},
    {"longpage-1080", 0, 19, 48, 96},
};
enum { SHIPPED = sizeof shipped / sizeof *shipped, NEAR = ZB_UNIT / 8 };

static zb_ctx *ctx;
static zb_doc *doc[SHIPPED];

static int set_up(void **state)
{
  (void)state;
  int status = 0;
  ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = "."});
  for (size_t i = 0; i < SHIPPED; i++) {
    doc[i] = zb_doc_open(ctx, "samples/haixi/report.yaml", &(zb_doc_opts){.layout = shipped[i].name});
    status |= zb_doc_status(doc[i]);
  }
  return status;
}

static int tear_down(void **state)
{
  (void)state;
  for (size_t i = 0; i < SHIPPED; i++)
    zb_doc_free(doc[i]);
  zb_ctx_free(ctx);
  return 0;
}

/* The floor is the distance / 200, or the pixels that a screen names. */
static void floors(void **state)
{
  (void)state;
  for (size_t i = 0; i < SHIPPED; i++) {
    const zb_layout *l = doc[i]->layout;
    zb_u mm = ZB_MM(shipped[i].distance_mm), px = shipped[i].floor_px * ZB_UNIT * 3 / 4;
    assert_true(abs(l->distance - mm) < ZB_MM(1));
    assert_true(abs(l->floor - (mm > 0 ? mm / 200 : px)) <= NEAR);
  }
}

static void resolutions(void **state)
{
  (void)state;
  for (size_t i = 0; i < SHIPPED; i++) {
    assert_int_equal(doc[i]->layout->ppi_min, shipped[i].ppi_min);
    assert_int_equal(doc[i]->layout->ppi_good, shipped[i].ppi_good);
  }
}

/* As designed, the body reads with ease (distance / 150), captions have 0.8 of it (up to a twentieth more), no less
   than the floor where copyfit may come to it. */
static void body_and_captions(void **state)
{
  (void)state;
  for (size_t i = 0; i < SHIPPED; i++) {
    const zb_layout *l = doc[i]->layout;
    const zb_tstyle *body = zb_layout_style(l, "body"), *caption = zb_layout_style(l, "caption");
    zb_u body_fit = zb_u_muldiv(doc[i]->fit.body, ZB_UNIT, 100); /* chosen by copyfit */
    assert_true(body->size + NEAR >= l->distance / 150);
    assert_in_range(caption->size, zb_u_muldiv(body->size, 75, 100), zb_u_muldiv(body->size, 85, 100));
    if (body_fit > 0 && l->distance > 0 && body_fit + NEAR < l->distance / 150)
      fail_msg("%s: body %.2f pt", shipped[i].name, body_fit / (double)ZB_UNIT);
    static const char *const role[] = {"body",       "lead",        "caption",    "table-head",
                                       "table-cell", "chart-label", "chart-value"};
    for (size_t k = 0; k < sizeof role / sizeof *role; k++)
      assert_true(zb_layout_style(l, role[k])->size + NEAR >= l->floor);
  }
}

/* Is an element around the operation set as credit, folio or imprint, or read with another (pinyin)? */
static bool is_minor(const zb_dl_page *p, size_t at)
{
  int closed = 0;
  for (size_t i = at; i-- > 0;) {
    if (p->op[i].kind == ZB_DL_OP_END)
      closed++;
    else if (p->op[i].kind == ZB_DL_OP_BEGIN && closed > 0)
      closed--;
    else if (p->op[i].kind == ZB_DL_OP_BEGIN && (p->op[i].u.mark->minor || p->op[i].u.mark->role == ZB_DL_RT))
      return true;
  }
  return false;
}

/* What is printed keeps to the floor; credit, folio and imprint to 0.6 of it. */
static void printed_sizes(void **state)
{
  (void)state;
  for (size_t i = 0; i < SHIPPED; i++) {
    zb_u floor = doc[i]->layout->floor;
    for (size_t n = 0; n < doc[i]->dl->npages; n++) {
      const zb_dl_page *p = doc[i]->dl->page[n];
      for (size_t k = 0; k < p->n; k++) {
        if (p->op[k].kind != ZB_DL_OP_GLYPHS || !zb_dl_is_read(p->op[k].u.glyphs))
          continue;
        const zb_glyphs *g = p->op[k].u.glyphs;
        zb_u least = is_minor(p, k) ? floor * 3 / 5 : floor;
        if (g->size + NEAR < least)
          fail_msg("%s: %.*s has %.2f pt", shipped[i].name, (int)g->ntext, g->text, g->size / (double)ZB_UNIT);
      }
    }
  }
}

static bool is_painted(const zb_dl_page *p, zb_point at)
{
  for (size_t i = 0; i < p->n; i++) {
    if (p->op[i].kind != ZB_DL_OP_FILL)
      continue;
    zb_rect r = p->op[i].bounds;
    if (at.x >= r.x && at.x < r.x + r.w && at.y >= r.y && at.y < r.y + r.h)
      return true;
  }
  return false;
}

/* Coloured sheets are painted to the edges of the bleed, all around. */
static void paint_in_the_bleed(void **state)
{
  (void)state;
  enum { STEPS = 40 };
  int with_bleed = 0;
  for (size_t i = 0; i < SHIPPED; i++) {
    const zb_layout *l = doc[i]->layout;
    with_bleed += l->bleed > 0;
    for (size_t n = 0; l->bleed > 0 && n < doc[i]->dl->npages; n++) {
      const zb_dl_page *p = doc[i]->dl->page[n];
      assert_int_equal(p->trim.x, l->bleed);
      assert_int_equal(p->w, p->trim.w + 2 * l->bleed);
      assert_int_equal(p->h, p->trim.h + 2 * l->bleed);
      for (int k = 0; k <= STEPS; k++) {
        zb_u x = (zb_u)((int64_t)(p->w - 1) * k / STEPS), y = (zb_u)((int64_t)(p->h - 1) * k / STEPS);
        assert_true(is_painted(p, (zb_point){x, 0}) && is_painted(p, (zb_point){x, p->h - 1}));
        assert_true(is_painted(p, (zb_point){0, y}) && is_painted(p, (zb_point){p->w - 1, y}));
      }
    }
  }
  assert_int_equal(with_bleed, 6); /* the boards, posters, cards and the roll-up */
}

/* Nothing to read in the bleed or the foot that the stand hides; of a roll-up nothing in the lowest 600 mm. */
static void nothing_hidden(void **state)
{
  (void)state;
  for (size_t i = 0; i < SHIPPED; i++) {
    const zb_layout *l = doc[i]->layout;
    bool rollup = strncmp(shipped[i].name, "rollup", 6) == 0;
    assert_int_equal(l->hidden_foot > 0, rollup);
    for (size_t n = 0; n < doc[i]->dl->npages; n++) {
      const zb_dl_page *p = doc[i]->dl->page[n];
      zb_u foot = p->trim.y + p->trim.h - (rollup ? ZB_MM(600) : l->hidden_foot);
      for (size_t k = 0; k < p->n; k++) {
        if (p->op[k].kind != ZB_DL_OP_GLYPHS || !zb_dl_is_read(p->op[k].u.glyphs))
          continue;
        const zb_glyphs *g = p->op[k].u.glyphs;
        bool column = g->nglyphs > 1 && g->glyph[g->nglyphs - 1].y != 0;
        if (g->x < p->trim.x || g->x + (column ? g->size : g->advance) > p->trim.x + p->trim.w)
          fail_msg("%s: %.*s stands outside", shipped[i].name, (int)g->ntext, g->text);
        assert_true(g->y - g->size >= p->trim.y - g->size / 4 && g->y <= foot);
      }
    }
  }
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(floors),        cmocka_unit_test(resolutions),        cmocka_unit_test(body_and_captions),
      cmocka_unit_test(printed_sizes), cmocka_unit_test(paint_in_the_bleed), cmocka_unit_test(nothing_hidden),
  };
  return cmocka_run_group_tests(tests, set_up, tear_down);
}
