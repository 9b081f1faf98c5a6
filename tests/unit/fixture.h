/* What unit programs share: cmocka and the headers it asks for, an arena with diagnostics, folders of a test's own. */
#ifndef ZB_TEST_FIXTURE_H
#define ZB_TEST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/diag.h"

/* For a test that needs no more: each has its own. */
typedef struct basics {
  zb_arena *a;
  zb_diags *d;
} basics;

static inline int basics_open(void **state)
{
  basics *f = calloc(1, sizeof *f);
  f->a = zb_arena_new();
  f->d = zb_diags_new(f->a);
  *state = f;
  return 0;
}

static inline int basics_close(void **state)
{
  basics *f = *state;
  zb_arena_free(f->a);
  free(f);
  return 0;
}

#define with_basics(test) cmocka_unit_test_setup_teardown(test, basics_open, basics_close)

/* How often a code was reported. */
static inline size_t fixture_findings(zb_diags *d, zb_diag_code code)
{
  size_t n, found = 0;
  const zb_diag_entry *e = zb_diags_sorted(d, &n);
  for (size_t i = 0; i < n; i++)
    found += e[i].code == code;
  return found;
}

/* An empty folder under the system's for temporary files: fixture_remove frees its name. */
static inline char *fixture_folder(void)
{
  char *folder = g_dir_make_tmp("zhanban-XXXXXX", NULL);
  assert_non_null(folder);
  return folder;
}

/* Removes a folder, what it holds and the folders in it. */
static inline void fixture_remove(char *folder)
{
  GDir *dir = g_dir_open(folder, 0, NULL);
  for (const char *name; dir && (name = g_dir_read_name(dir));) {
    char *path = g_build_filename(folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK)) {
      fixture_remove(path);
    } else {
      g_unlink(path);
      g_free(path);
    }
  }
  if (dir)
    g_dir_close(dir);
  g_rmdir(folder);
  g_free(folder);
}

#endif
