/* Plain text into the report language: what the inline markup and YAML would read as signs is escaped. */
#ifndef ZB_READ_ESCAPE_H
#define ZB_READ_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* n bytes of text so that zb_markup_parse gives them back as one run; line_start: they may begin a line. */
char *zb_escape_markup(zb_arena *a, const char *text, size_t n, bool line_start);
/* A scalar that YAML reads as this text: plain where that is safe, else in double quotes. flow: inside { } or [ ]. */
char *zb_escape_scalar(zb_arena *a, const char *text, bool flow);

#endif
