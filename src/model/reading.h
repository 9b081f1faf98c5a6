/* The prose of a report as it is read: sentences in order, with the figures they print, for the rules that read text.
 */
#ifndef ZB_MODEL_READING_H
#define ZB_MODEL_READING_H

#include "model/prose.h"

/* What a sentence belongs to. */
typedef enum zb_part {
  ZB_PART_TITLE, /* of the report or a theme */
  ZB_PART_HEADING,
  ZB_PART_LEAD,
  ZB_PART_TEXT,    /* text, quotes, list items, notes */
  ZB_PART_CAPTION, /* titles and captions of charts, tables and photos */
  ZB_PART_CELL
} zb_part;

typedef struct zb_mention {
  const zb_figure *figure;
  size_t from, to; /* bytes of the sentence */
} zb_mention;

typedef struct zb_sentence {
  const char *text; /* plain, figures printed; without the mark that ends it */
  size_t len;
  zb_mention *mention;
  size_t nmentions;
  zb_part part;
  int theme;             /* index, or -1 before the first */
  const zb_block *block; /* or NULL: a title */
  const zb_piece *piece; /* of its paragraph, for places */
  size_t npieces, skip;  /* bytes of the paragraph before the sentence */
} zb_sentence;

typedef struct zb_reading {
  zb_sentence *v;
  size_t n;
} zb_reading;

/* All sentences of titles, summary and themes; figures must be known. */
zb_reading zb_reading_of(zb_arena *a, const zb_report *r);
/* Where byte `at` of the sentence was typed; a printed figure stands where it is referred to. */
zb_src zb_sentence_place(const zb_sentence *s, size_t at);

#endif
