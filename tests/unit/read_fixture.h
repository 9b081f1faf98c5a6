/* Support of the reader tests: what was reported as short text, bulk and its time. */
#ifndef ZB_TEST_READ_FIXTURE_H
#define ZB_TEST_READ_FIXTURE_H

#include "fixture.h"

#include <time.h>

#include "base/utf8.h"
#include "read/csv.h"
#include "read/markup.h"
#include "read/yaml.h"

/* Starts afresh, for tables of cases. */
static inline void fx_reset(basics *f)
{
  zb_arena_free(f->a);
  f->a = zb_arena_new();
  f->d = zb_diags_new(f->a);
}

static inline zb_node *fx_yaml(basics *f, const char *text)
{
  return zb_yaml_parse(f->a, f->d, "r.yaml", text, strlen(text), NULL);
}

/* Everything reported: "2:3 plain-start; 4:1 yaml-tab". */
static inline const char *fx_found(basics *f)
{
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(f->d, &n);
  char *s = zb_arena_strdup(f->a, "");
  for (size_t i = 0; i < n; i++)
    s = zb_arena_printf(f->a, "%s%s%d:%d %s", s, i > 0 ? "; " : "", e[i].src.line, e[i].src.col,
                        zb_diag_slug(e[i].code));
  return s;
}

/* Argument `arg` (0-based) of the i-th entry. */
static inline const char *fx_arg(basics *f, size_t i, int arg)
{
  size_t n;
  const zb_diag_entry *e = zb_diags_sorted(f->d, &n);
  return i < n && e[i].arg[arg] ? e[i].arg[arg] : "";
}

/* n copies of a string, freed with g_free. */
static inline char *fx_repeat(const char *s, size_t n)
{
  GString *out = g_string_sized_new(strlen(s) * n + 1);
  for (size_t i = 0; i < n; i++)
    g_string_append(out, s);
  return g_string_free(out, FALSE);
}

/* Processor seconds since `start`. Bounds in tests are far above what is needed: they catch quadratic loops only. */
static inline double fx_seconds(clock_t start)
{
  return (double)(clock() - start) / CLOCKS_PER_SEC;
}

enum { FX_SLOW = 20 };

/* Bulk cases are so many times smaller under the sanitizers, where every arena object is a malloc of its own. */
#ifdef ZB_ARENA_DEBUG
enum { FX_LESS = 4 };
#else
enum { FX_LESS = 1 };
#endif

#endif
