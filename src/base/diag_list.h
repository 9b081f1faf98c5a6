/* The diagnostics list from inside: shared by diag.c and diag_print.c only. */
#ifndef ZB_BASE_DIAG_LIST_H
#define ZB_BASE_DIAG_LIST_H

#include "base/diag.h"
#include "base/vec.h"

typedef struct zb_diag_source {
  const char *file, *text;
  size_t n;
} zb_diag_source;

enum { ZB_DIAG_SEEN = 8192 };

struct zb_diags {
  zb_arena *arena;
  ZB_VEC(zb_diag_entry) entries;
  ZB_VEC(zb_diag_source) sources;
  size_t count[ZB_INTERNAL + 1];
  size_t dropped[ZB_INTERNAL + 1];  /* counted, not kept */
  unsigned char seen[ZB_DIAG_SEEN]; /* bits: a Bloom filter over codes and places of the entries */
  bool strict, sorted;
  bool raised[ZB_DIAG_COUNT];     /* codes that are errors */
  ZB_VEC(zb_diag_entry) accepted; /* left out of the entries */
  bool held;                      /* the next entry is one of them */
  zb_diag_accept accept;          /* or NULL */
  void *accept_data;
};

#endif
