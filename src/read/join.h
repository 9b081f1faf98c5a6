/* Joining the lines of a paragraph: nothing between Han, a space between words. Used by inline.c. */
#ifndef ZB_READ_JOIN_H
#define ZB_READ_JOIN_H

#include <stdbool.h>
#include <stdint.h>

#include "read/inline.h"

/* Does a script put spaces between words? */
typedef enum zb_script { ZB_SCRIPT_NEUTRAL, ZB_SCRIPT_CJK, ZB_SCRIPT_SPACED } zb_script;

/* Of one character; marks and blanks of every script are neutral. */
zb_script zb_script_of(uint32_t c);
/* Of the first letter of a line; marks and references are passed over. */
zb_script zb_script_first(const char *text, zb_inline_line line);
/* Does the line end between letters of these scripts stand for a space? */
bool zb_script_space(zb_script before, zb_script after);

#endif
