/* The inline markup of prose: paragraphs, **strong**, *emphasis*, {references}, links, colours, pinyin, footnotes,
   underlines, sup/sub, escapes, with places. */
#ifndef ZB_READ_MARKUP_H
#define ZB_READ_MARKUP_H

#include "read/node.h"

typedef enum zb_inline_kind {
  ZB_INL_TEXT,      /* text */
  ZB_INL_STRONG,    /* child */
  ZB_INL_EMPH,      /* child; 着重号 in Han text */
  ZB_INL_SUP,       /* child; ^(...) */
  ZB_INL_SUB,       /* child; ~(...) */
  ZB_INL_UNDERLINE, /* child; _(...) */
  ZB_INL_LINK,      /* child, target; [text](target) */
  ZB_INL_COLOR,     /* child, target = name of a palette colour; [text](color:name) */
  ZB_INL_RUBY,      /* child, target = syllables parted by spaces; [text](pinyin:...) */
  ZB_INL_NOTE,      /* target = id of a footnote; [^id] */
  ZB_INL_REF,       /* target = path before ':' or '|'; format after ':'; fallback after '|' (may be NULL) */
  ZB_INL_BREAK      /* forced line break: a backslash at a line end */
} zb_inline_kind;

typedef struct zb_inline {
  zb_inline_kind kind;
  zb_src src;
  int ncols;
  const char *text; /* TEXT: UTF-8; line ends inside a paragraph are removed between Han, a space between Latin */
  size_t len;
  const struct zb_place *map; /* TEXT: places of its bytes */
  size_t nmap;
  const char *target, *format, *fallback;
  struct zb_inline *child;
  size_t nchildren;
} zb_inline;

typedef struct zb_para_src {
  zb_src src;
  int level;        /* 0 paragraph; 1-4 heading (#) */
  int marker;       /* 0 none, '-' bullet item, '1' numbered item */
  int number;       /* numbered item: as written */
  int depth;        /* items: 0 outermost, by indentation */
  const char *note; /* the paragraph is the text of this footnote ([^id]: at its start); else NULL */
  zb_inline *child;
  size_t nchildren;
} zb_para_src;

/* Prose of one key: one or more paragraphs. */
typedef struct zb_prose {
  zb_src src;
  zb_para_src *para;
  size_t nparas;
} zb_prose;

/* Marks stand in each other at most this deep. */
enum { ZB_MARKUP_DEPTH = 16 };

/* Parses a scalar. single_line: titles, labels, cells: one paragraph, no headings or lists. Unclosed marks, an empty or
   malformed reference, a lone brace: diagnostics. A one-key flow mapping with empty value ({gdp}) is accepted as that
   reference; another map or list is prose-wanted. REF inlines stand at the first character of their path and are as
   wide as it. Paragraphs that begin with [^id]: are the texts of footnotes. Never NULL. */
zb_prose *zb_markup_parse(zb_arena *a, zb_diags *d, const zb_node *node, bool single_line);

#endif
