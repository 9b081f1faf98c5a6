/* The composer's context: what every text module needs while one document is laid out. */
#ifndef ZB_TEXT_TEXT_H
#define ZB_TEXT_TEXT_H

#include "base/arena.h"
#include "base/datum.h"
#include "base/diag.h"
#include "base/style.h"
#include "dl/dl.h"
#include "res/fonts.h"

/* A bundle of borrowed pointers; lives as long as the document. */
typedef struct zb_text {
  zb_arena *arena;
  zb_diags *diags;
  zb_fonts *fonts;
  zb_arena *scratch; /* for text that is set, measured or drawn and forgotten; emptied by whoever uses it */
} zb_text;

enum {
  ZB_SPAN_STRONG = 1, /* the role's bold weight */
  ZB_SPAN_EMPH = 2,   /* 着重号: a dot under each Han */
  ZB_SPAN_SUP = 4,
  ZB_SPAN_SUB = 8,
  ZB_SPAN_UNDERLINE = 16,
  ZB_SPAN_NOBREAK = 32, /* one box: a figure with its unit */
  ZB_SPAN_BREAK = 64    /* a forced line break after the span */
};

/* A piece of text in one style. Zero fields mean "as the paragraph's style". */
typedef struct zb_span {
  const char *text; /* UTF-8, len bytes */
  size_t len;
  zb_src src; /* place of the first byte */
  const struct zb_text_place {
    size_t byte;
    zb_src src;
  } * map; /* places of later bytes, ascending; may be NULL */
  size_t nmap;
  unsigned flags;
  bool has_role;
  zb_role role;
  int weight;
  zb_u size;
  bool has_color;
  zb_rgba color;
  const zb_datum *datum; /* the span prints this figure: emitted inside a Span mark carrying it */
  const char *link;      /* emitted inside a Link mark */
  const char *id;        /* of that mark, or NULL */
  const char *ruby;      /* syllables parted by spaces, set above the characters one by one; or NULL */
} zb_span;

/* A span of plain text. */
static inline zb_span zb_span_plain(const char *text, size_t len, zb_src src)
{
  return (zb_span){.text = text, .len = len, .src = src};
}

#endif
