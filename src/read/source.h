/* The text of source files: cleaning, places, and lines as a help shows them. */
#ifndef ZB_READ_SOURCE_H
#define ZB_READ_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"

/* Control characters and separators that must not stand in text: C0 but tab, LF and CR, DEL, C1, U+2028, U+2029 and
   the noncharacters U+FFFE and U+FFFF. */
bool zb_source_control(uint32_t c);
/* "U+0007". */
char *zb_source_code(zb_arena *a, uint32_t c);
/* In place, in n bytes of valid UTF-8: CR line ends become LF (CR LF stays); control characters are reported and become
   blanks of as many bytes. */
void zb_source_clean(zb_arena *a, zb_diags *d, const char *file, char *text, size_t n);
/* Place of byte n of a text whose first n bytes are valid UTF-8. */
zb_src zb_source_place(const char *file, const char *text, size_t n);
/* A line as a help shows it: without indentation, at most 60 code points, a final quote kept. */
char *zb_source_shown(zb_arena *a, const char *text, size_t n);

/* The text between two places without spaces at either end. */
char *zb_source_trim(zb_arena *a, const char *from, const char *to);

#endif
