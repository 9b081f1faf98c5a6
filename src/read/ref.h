/* One reference in prose: {path}, {path:format}, {path|fallback}. Used by inline.c. */
#ifndef ZB_READ_REF_H
#define ZB_READ_REF_H

#include "read/markup.h"

/* Offset of the } that ends the reference opened at byte p, or 0: it stands before `to` and before another {. A }
   within 「」 does not count. */
size_t zb_ref_end(const char *text, size_t p, size_t to);
/* Is there nothing but blanks in [from, to)? */
bool zb_ref_blank(const char *text, size_t from, size_t to);
/* Parses the inside [from, to) of a reference into a REF inline without place; *path_at gets the first byte of its
   path. False if it is malformed. */
bool zb_ref_parse(zb_arena *a, const char *text, size_t from, size_t to, zb_inline *out, size_t *path_at);
/* What was probably meant by the malformed inside of a reference: ASCII signs, odd names in 「」; with its braces. */
char *zb_ref_suggest(zb_arena *a, const char *inside, size_t n);

#endif
