/* What libyaml does not see: problems of keys and values that are good YAML, yet not what was meant. Used by yaml.c. */
#ifndef ZB_READ_YAML_CHECK_H
#define ZB_READ_YAML_CHECK_H

#include "read/node.h"
#include "read/yaml_text.h"

/* A problem; reported when no further reading of the file follows. */
typedef struct zb_yaml_finding {
  zb_diag_code code;
  zb_src src;
  int ncols;
  const char *arg[2];
} zb_yaml_finding;

typedef struct zb_yaml_check {
  zb_arena *a;
  const zb_yaml_text *text;
  ZB_VEC(zb_yaml_finding) finding;
} zb_yaml_check;

/* Adds a finding; behind ZB_DIAG_CAP of them nothing. */
void zb_yaml_find(zb_yaml_check *c, zb_diag_code code, zb_src src, int ncols, const char *arg1, const char *arg2);
void zb_yaml_report(const zb_yaml_check *c, zb_diags *d);

/* A scalar in the working copy: 0-based line and column of its start and end, and the text there. */
typedef struct zb_yaml_extent {
  int line, col, end_line, end_col;
  const char *end;
  bool flow; /* inside { } or [ ] */
} zb_yaml_extent;

/* Control characters that came from escapes; they would cut or corrupt text later on, so they become spaces. text: that
   of the node, to be changed. */
void zb_yaml_check_controls(zb_yaml_check *c, const zb_node *node, char *text);
/* A comment without a space after its # right behind a value: most likely it was text. */
void zb_yaml_check_comment(zb_yaml_check *c, zb_node *node, const zb_yaml_extent *e);
/* A plain item of [ ], or value of { }, in the collection `in`, with a comma of the other width. */
void zb_yaml_check_commas(zb_yaml_check *c, const zb_node *in, const zb_node *node);
/* {名称：海西} in the collection `in` is one key without a value. */
void zb_yaml_check_colon(zb_yaml_check *c, const zb_node *in, const zb_node *key, const zb_node *value);
/* A key that is empty, or begins with a dash or a full-width space; it stands at a 0-based line and column. */
void zb_yaml_check_key(zb_yaml_check *c, const zb_node *key, int line, int col, bool flow);
/* A plain scalar with text? */
bool zb_yaml_is_plain(const zb_node *n);

#endif
