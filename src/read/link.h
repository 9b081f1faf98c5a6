/* Where [text](target) stands in a paragraph: a link, a colour or pinyin. Used by inline.c. */
#ifndef ZB_READ_LINK_H
#define ZB_READ_LINK_H

#include "base/vec.h"
#include "read/inline.h"

/* Byte offsets in the text of the node. */
typedef struct zb_link {
  zb_inline_kind kind;                    /* LINK, COLOR or RUBY */
  size_t open, close, target, target_end; /* [ and ]; the target without the word of its kind, and its ) */
  bool opened;                            /* the reader's: its [ was taken for one */
} zb_link;

typedef struct zb_links {
  ZB_VEC(zb_link *) by_close;
  zb_link **by_open; /* the same ones, as many */
} zb_links;

/* All links of the n lines of a paragraph, in one pass. */
zb_links zb_link_find(zb_arena *a, const char *text, const zb_inline_line *line, size_t n);
/* May a link of the kind LINK go there? Web and mail addresses, and places in the report (#id). */
bool zb_link_known(const char *target, size_t n);

#endif
