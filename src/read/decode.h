/* Bytes of a text file into UTF-8: BOM, else strict UTF-8, else GB18030, decided on all of them. */
#ifndef ZB_READ_DECODE_H
#define ZB_READ_DECODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef enum zb_encoding { ZB_ENC_UTF8, ZB_ENC_GB18030, ZB_ENC_UTF16 } zb_encoding;

typedef struct zb_decoded {
  char *text; /* UTF-8 without BOM, a NUL behind its n bytes; NULL when it could not be read */
  size_t n;
  zb_encoding encoding;
  size_t bad;        /* text NULL: offset of the first bad byte */
  bool no_converter; /* text NULL: the system cannot convert this encoding */
} zb_decoded;

/* The encoding the bytes seem to have. */
zb_encoding zb_decode_guess(const char *bytes, size_t n);
/* Decodes n bytes as `encoding`; the text lives on `a`. */
zb_decoded zb_decode(zb_arena *a, const char *bytes, size_t n, zb_encoding encoding);

#endif
