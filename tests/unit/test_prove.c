/* The proof fires: a display list that prints another number, or draws another length, than the figure says. */
#include "fixture.h"

#include "engine/engine.h"

typedef struct world {
  zb_ctx *ctx;
  zb_doc *doc;
} world;

static int setup(void **state)
{
  static world w;
  w.ctx = zb_ctx_new(&(zb_ctx_opts){.data_dir = ".", .fonts_dir = "tests/fonts"});
  w.doc = zb_doc_open(w.ctx, "tests/golden/figures/registry/in.yaml", &(zb_doc_opts){0});
  *state = &w;
  return zb_doc_status(w.doc);
}

static int teardown(void **state)
{
  world *w = *state;
  zb_doc_free(w->doc);
  zb_ctx_free(w->ctx);
  return 0;
}

/* Calls back for the operations inside marks of the figure; `one` changes the first it can and returns true. */
static bool change(world *w, const char *figure, bool (*one)(zb_arena *a, zb_dl_op *op))
{
  for (size_t i = 0; i < w->doc->dl->npages; i++) {
    zb_dl_page *p = w->doc->dl->page[i];
    int inside = 0, depth = 0;
    for (size_t k = 0; k < p->n; k++) {
      zb_dl_op *op = &p->op[k];
      depth += op->kind == ZB_DL_OP_BEGIN;
      if (op->kind == ZB_DL_OP_BEGIN && op->u.mark->datum && strcmp(op->u.mark->datum->figure, figure) == 0)
        inside = inside ? inside : depth;
      if (inside && one(w->doc->arena, op))
        return true;
      if (op->kind == ZB_DL_OP_END && depth-- == inside)
        inside = 0;
    }
  }
  return false;
}

static bool other_digit(zb_arena *a, zb_dl_op *op)
{
  if (op->kind != ZB_DL_OP_GLYPHS)
    return false;
  char *text = zb_arena_strndup(a, op->u.glyphs->text, op->u.glyphs->ntext);
  for (char *c = text; *c; c++)
    if (*c >= '0' && *c <= '9') {
      *c = *c == '9' ? '0' : (char)(*c + 1);
      op->u.glyphs->text = text;
      return true;
    }
  return false;
}

/* A digit before the number: 184 becomes 1184. */
static bool more_digits(zb_arena *a, zb_dl_op *op)
{
  if (op->kind != ZB_DL_OP_GLYPHS || op->u.glyphs->ntext == 0 || op->u.glyphs->text[0] < '0' ||
      op->u.glyphs->text[0] > '9')
    return false;
  op->u.glyphs->text = zb_arena_printf(a, "1%.*s", (int)op->u.glyphs->ntext, op->u.glyphs->text);
  op->u.glyphs->ntext++;
  return true;
}

static bool longer(zb_arena *a, zb_dl_op *op)
{
  (void)a;
  if (op->kind != ZB_DL_OP_FILL)
    return false;
  op->bounds.w += 8; /* 1/128 pt */
  return true;
}

static bool no_bar(zb_arena *a, zb_dl_op *op)
{
  (void)a;
  if (op->kind != ZB_DL_OP_FILL)
    return false;
  op->kind = ZB_DL_OP_UNCLIP;
  return true;
}

static void assert_fires(world *w, zb_diag_code code)
{
  size_t n;
  zb_prove(w->doc);
  assert_int_equal(zb_doc_status(w->doc), 4);
  const zb_diag_entry *e = zb_diags_sorted(w->doc->diags, &n);
  for (size_t i = 0; i < n; i++)
    if (e[i].code == code)
      return;
  fail_msg("%s was not reported", zb_diag_slug(code));
}

static void passes_as_it_is(void **state)
{
  world *w = *state;
  zb_prove(w->doc);
  assert_int_equal(zb_doc_status(w->doc), 0);
}

static void another_digit_in_prose(void **state)
{
  world *w = *state;
  assert_true(change(w, "share", other_digit));
  assert_fires(w, ZB_D_FIGURE_MISPRINT);
}

static void another_digit_in_a_table(void **state)
{
  world *w = *state;
  assert_true(change(w, "shelf.窗边.册数", other_digit));
  assert_fires(w, ZB_D_FIGURE_MISPRINT);
}

static void a_number_within_another(void **state)
{
  world *w = *state;
  assert_true(change(w, "kids", more_digits));
  assert_fires(w, ZB_D_FIGURE_MISPRINT);
}

static void a_bar_too_long(void **state)
{
  world *w = *state;
  assert_true(change(w, "kids", longer));
  assert_fires(w, ZB_D_FIGURE_MISDRAWN);
}

static void a_bar_left_out(void **state)
{
  world *w = *state;
  assert_true(change(w, "books", no_bar));
  assert_fires(w, ZB_D_FIGURE_MISDRAWN);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
      cmocka_unit_test_setup_teardown(passes_as_it_is, setup, teardown),
      cmocka_unit_test_setup_teardown(another_digit_in_prose, setup, teardown),
      cmocka_unit_test_setup_teardown(another_digit_in_a_table, setup, teardown),
      cmocka_unit_test_setup_teardown(a_number_within_another, setup, teardown),
      cmocka_unit_test_setup_teardown(a_bar_too_long, setup, teardown),
      cmocka_unit_test_setup_teardown(a_bar_left_out, setup, teardown),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
