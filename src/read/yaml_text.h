/* The working copy of a YAML file: lines, their anatomy, and repairs that keep places true. Used by yaml.c and
   yaml_trap.c: after a trap is reported its line is repaired as the help says, and reading begins again. */
#ifndef ZB_READ_YAML_TEXT_H
#define ZB_READ_YAML_TEXT_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/src.h"
#include "base/vec.h"

/* On `line`, columns [col, col + newlen) stand for [col, col + oldlen) of the file; `lead` of the new ones were put
   before the old text (a quote). All 0-based, in code points. */
typedef struct zb_yaml_edit {
  int line, col, oldlen, newlen, lead;
} zb_yaml_edit;

typedef struct zb_yaml_text {
  zb_arena *a;
  const char *name;
  GString *buf;
  ZB_VEC(zb_yaml_edit) edit; /* ascending by line, at most one a line */
} zb_yaml_text;

typedef struct zb_yaml_line {
  const char *s; /* NULL: there is no such line */
  size_t len;    /* without the line end */
  int no;        /* 0-based */
} zb_yaml_line;

enum { ZB_YAML_NO_KEY = -1 };

/* Byte offsets in a line: "  - key: value". */
typedef struct zb_yaml_parts {
  size_t indent; /* spaces at the start */
  size_t dash;   /* of the last dash, when has_dash */
  bool has_dash;
  size_t body;     /* after spaces and dashes: the key, or the value when there is no key */
  ptrdiff_t colon; /* the colon that ends the key, or ZB_YAML_NO_KEY */
  size_t value;    /* first byte of the value; len when there is none */
} zb_yaml_parts;

zb_yaml_line zb_yaml_line_at(const zb_yaml_text *t, int no);
zb_yaml_line zb_yaml_line_next(const zb_yaml_text *t, zb_yaml_line l);
/* The nearest line above that is not blank. */
zb_yaml_line zb_yaml_line_above(const zb_yaml_text *t, zb_yaml_line l);
bool zb_yaml_line_blank(zb_yaml_line l);
zb_yaml_parts zb_yaml_parts_of(zb_yaml_line l);
/* Byte offset of a 0-based column (at most len), and back. */
size_t zb_yaml_offset(zb_yaml_line l, int col);
int zb_yaml_column(zb_yaml_line l, size_t offset);
/* End of the value that begins at `offset`: before trailing blanks and a comment; in a flow collection also before the
   , ] or } that ends the item. */
size_t zb_yaml_value_end(zb_yaml_line l, size_t offset, bool flow);

/* Replaces n bytes at `offset` of a line (lines before it stay valid, the line and later ones do not). */
void zb_yaml_replace(zb_yaml_text *t, zb_yaml_line l, size_t offset, size_t n, const char *with, int lead);
/* Replaces every tab in the indentation of every line by two spaces; returns the number of lines. */
int zb_yaml_expand_tabs(zb_yaml_text *t);
bool zb_yaml_edited(const zb_yaml_text *t, int line);
/* The place in the file of a 0-based line and column of the working copy. */
zb_src zb_yaml_place(const zb_yaml_text *t, int line, int col);

/* The text in quotes: double ones unless it holds " or \, then single ones. */
char *zb_yaml_quote(zb_arena *a, const char *text, size_t n);

#endif
