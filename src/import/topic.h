/* What a number in running text counts: a label from the words around it, and an id from the label. */
#ifndef ZB_IMPORT_TOPIC_H
#define ZB_IMPORT_TOPIC_H

#include "model/scan.h"

typedef struct zb_topic {
  const char *text;  /* may be "" */
  const char *wider; /* with more of the words behind it, to tell two apart; "" if there are none */
  const char *when;  /* the clause that says of which time it speaks, to tell two apart: 清理规范后; or "" */
  bool leads;        /* percentage points by which something leads or lags something */
  bool share;        /* a share of a whole */
} zb_topic;

/* Label of number i of the n numbers of a text; label[] holds those of the numbers before it. */
zb_topic zb_topic_of(zb_arena *a, const char *text, size_t len, const zb_number *x, size_t n, size_t i,
                     const zb_topic *label);
/* An id of a label: its letters, Han and digits, at most 14 of them; "数字" if nothing is left. */
char *zb_topic_id(zb_arena *a, const char *label);

#endif
