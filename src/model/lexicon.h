/* General words that the automatic checks know (lexicon.def): direction, share, money, time, counters. */
#ifndef ZB_MODEL_LEXICON_H
#define ZB_MODEL_LEXICON_H

#include <stdbool.h>
#include <stddef.h>

typedef enum zb_lex {
  ZB_LEX_SHARE,
  ZB_LEX_RATE,
  ZB_LEX_GROWTH,
  ZB_LEX_UP,
  ZB_LEX_DOWN,
  ZB_LEX_TO,
  ZB_LEX_FROM,
  ZB_LEX_MORE,
  ZB_LEX_LESS,
  ZB_LEX_GAP,
  ZB_LEX_PART,
  ZB_LEX_OF,
  ZB_LEX_MONEY,
  ZB_LEX_TIME,
  ZB_LEX_COUNTER,
  ZB_LEX_ETC,
  ZB_LEX_NAMELY,
  ZB_LEX_BEFORE,
  ZB_LEX_AFTER
} zb_lex;

/* Bytes of the longest word of the class that the text begins with; 0 if none. */
size_t zb_lex_at(const char *text, zb_lex class);
/* The first word of the class in the text, or NULL; *n gets its bytes (n may be NULL). */
const char *zb_lex_find(const char *text, zb_lex class, size_t *n);
/* The same in the first len bytes of the text; n may not be NULL. */
const char *zb_lex_within(const char *text, size_t len, zb_lex class, size_t *n);
/* Does the text end with a word of the class? Its bytes, or 0. */
size_t zb_lex_end(const char *text, size_t len, zb_lex class);

#endif
