/* Helpers of the model's tests: reports and layouts from text, and what was reported about them. */
#ifndef ZB_TEST_MODEL_FIXTURE_H
#define ZB_TEST_MODEL_FIXTURE_H

#include "fixture.h"

#include "base/utf8.h"
#include "model/layoutfile.h"
#include "model/prose.h"
#include "model/report.h"

typedef struct world {
  zb_arena *a;
  zb_diags *d;
  char *dir;
} world;

static inline int world_setup(void **state)
{
  world *w = calloc(1, sizeof *w);
  w->a = zb_arena_new();
  w->d = zb_diags_new(w->a);
  w->dir = fixture_folder();
  *state = w;
  return 0;
}

static inline int world_teardown(void **state)
{
  world *w = *state;
  zb_arena_free(w->a);
  fixture_remove(w->dir);
  free(w);
  return 0;
}

static inline const char *put_file(world *w, const char *name, const char *text)
{
  char *path = zb_arena_printf(w->a, "%s/%s", w->dir, name);
  assert_true(g_file_set_contents(path, text, -1, NULL));
  return path;
}

/* Forgets what was reported and reads the text as a report. */
static inline zb_report *read_text_opts(world *w, const char *text, const zb_report_opts *opts)
{
  zb_diags_clear(w->d);
  return zb_report_read(w->a, w->d, put_file(w, "report.yaml", text), opts);
}

static inline zb_report *read_text(world *w, const char *text)
{
  return read_text_opts(w, text, NULL);
}

/* The first entry of a code, or NULL. */
static inline const zb_diag_entry *find_entry(world *w, const char *slug)
{
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(w->d, &n);
  for (size_t i = 0; i < n; i++)
    if (strcmp(zb_diag_slug(e[i].code), slug) == 0)
      return &e[i];
  return NULL;
}

static inline size_t count_entries(world *w)
{
  size_t n;
  zb_diags_sorted(w->d, &n);
  return n;
}

static inline void show(world *w)
{
  zb_diags_print(w->d, stderr, ZB_LANG_EN, false);
}

/* Exactly these findings (slugs, in order of place, ended by NULL). */
static inline void assert_findings(world *w, ...)
{
  size_t n, i = 0;
  const zb_diag_entry *e = zb_diags_sorted(w->d, &n);
  va_list ap;
  va_start(ap, w);
  for (const char *slug; (slug = va_arg(ap, const char *)); i++) {
    if (i >= n || strcmp(zb_diag_slug(e[i].code), slug) != 0)
      show(w);
    assert_true(i < n);
    assert_string_equal(zb_diag_slug(e[i].code), slug);
  }
  va_end(ap);
  if (i != n)
    show(w);
  assert_int_equal(i, n);
}

static inline void assert_at(world *w, const char *slug, int line, int col)
{
  const zb_diag_entry *e = find_entry(w, slug);
  if (!e)
    show(w);
  assert_non_null(e);
  assert_int_equal(e->src.line, line);
  assert_int_equal(e->src.col, col);
}

static inline void assert_arg(world *w, const char *slug, int arg, const char *text)
{
  const zb_diag_entry *e = find_entry(w, slug);
  assert_non_null(e);
  assert_string_equal(e->arg[arg - 1], text);
}

#define HEAD "zhanban: 1\n"
#define in_world(f) cmocka_unit_test_setup_teardown(f, world_setup, world_teardown)

#endif
