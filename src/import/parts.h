/* Plain text into parts: lines cleaned, false line breaks rejoined, headings, bylines, captions and items told apart.
 */
#ifndef ZB_IMPORT_PARTS_H
#define ZB_IMPORT_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef enum zb_part_kind {
  ZB_PART_PARAGRAPH,
  ZB_PART_HEADING, /* level 1; 一、 2; （一） 3 */
  ZB_PART_BYLINE,
  ZB_PART_CAPTION,
  ZB_PART_CREDIT,
  ZB_PART_ITEM /* of a list; the marker is taken off */
} zb_part_kind;

typedef struct zb_part {
  zb_part_kind kind;
  int level;     /* headings */
  bool numbered; /* items: 1. rather than • */
  const char *text;
  size_t n;
  int line;      /* 1-based, of its first line */
  size_t joined; /* line breaks taken out */
} zb_part;

typedef struct zb_parts {
  zb_part *v;
  size_t n;
  size_t nlines; /* that hold text */
} zb_parts;

/* The parts of n bytes of UTF-8. A line that ends in no sentence mark goes on in the next, unless that begins something
   of its own or the line is a heading; in text of set width an indented line begins a paragraph. When in doubt lines
   are left apart. */
zb_parts zb_parts_read(zb_arena *a, const char *text, size_t n);

#endif
