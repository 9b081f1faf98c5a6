/* Inside one paragraph: marks, references, links and escapes, over its lines of text. Used by markup.c. */
#ifndef ZB_READ_INLINE_H
#define ZB_READ_INLINE_H

#include "read/markup.h"

/* A line of a paragraph: byte offsets in the text of its node, without blanks at either end. */
typedef struct zb_inline_line {
  size_t from, to;
} zb_inline_line;

/* Reads one prose node; lines are given in ascending order, paragraph by paragraph. */
typedef struct zb_inline_reader zb_inline_reader;

zb_inline_reader *zb_inline_reader_new(zb_arena *a, zb_diags *d, const zb_node *scalar);
/* The inlines of the paragraph of n lines. */
zb_inline *zb_inline_read(zb_inline_reader *r, const zb_inline_line *line, size_t n, size_t *count);
/* Bytes of the longest id of a footnote at the start of n bytes: letters, Han, digits, _ and -. */
size_t zb_inline_note_id(const char *text, size_t n);
/* The text of a scalar as the inside of one reference: the key of {gdp}. */
zb_inline *zb_inline_reference(zb_arena *a, zb_diags *d, const zb_node *scalar, size_t *count);

#endif
