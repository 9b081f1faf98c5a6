/* The traps YAML sets for Chinese prose, explained from the line they stand on (DESIGN.md section 2). */
#ifndef ZB_READ_YAML_TRAP_H
#define ZB_READ_YAML_TRAP_H

#include "base/diag.h"
#include "read/yaml_text.h"

/* What the YAML scanner or parser said. Lines and columns are 0-based; -1: none. */
typedef struct zb_yaml_fault {
  const char *problem, *context; /* libyaml's words; "" if none */
  int line, col;                 /* of the problem */
  int cline, ccol;               /* where what was being read began */
  int flow;                      /* depth of { } and [ ] at the problem */
  int oline, ocol;               /* innermost open { or [ */
  int sline, scol, eline, ecol;  /* start and end of the last scalar read */
  bool squoted;                  /* was it quoted? */
} zb_yaml_fault;

typedef enum zb_yaml_outcome {
  ZB_YAML_STOP,  /* reported; reading cannot go on */
  ZB_YAML_AGAIN, /* reported, and the line repaired: read again */
} zb_yaml_outcome;

/* Reports a fault with the code of its trap, or yaml-syntax. A fault on a line that was repaired before is not
   reported: it is a consequence. */
zb_yaml_outcome zb_yaml_explain(zb_yaml_text *t, zb_diags *d, const zb_yaml_fault *f);
/* A file whose root is plain text: the key traps of its first line, or false. */
bool zb_yaml_explain_root(zb_yaml_text *t, zb_diags *d, int line);
/* The line with the text that begins at a 0-based column quoted, as a help shows it. */
char *zb_yaml_quoted_line(const zb_yaml_text *t, int line, int col, bool flow);

#endif
