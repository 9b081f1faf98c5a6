/* Plain text into the draft of a report: a pasted article or newspaper page, its quantities as figures. */
#ifndef ZB_IMPORT_IMPORT_H
#define ZB_IMPORT_IMPORT_H

#include "base/diag.h"
#include "import/harvest.h"
#include "import/relate.h"

/* What was found. */
typedef struct zb_import {
  char *yaml; /* the draft */
  size_t nyaml;
  size_t lines, joined, themes;
  const zb_harvest *harvest;
  zb_relations relations;
} zb_import;

/* Reads the text file and makes the draft. False after a diagnostic: no text, not a text file, an encoding that is
   neither UTF-8, GB18030 nor UTF-16. */
bool zb_import_text(zb_arena *a, zb_diags *d, const char *path, zb_import *out);

/* draft.c: the report as YAML. */
char *zb_draft_write(zb_arena *a, const char *name, const zb_parts *parts, const zb_harvest *h, const zb_relations *r,
                     size_t *themes, size_t *n);

#endif
