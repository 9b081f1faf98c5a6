/* Names and paths: id = (letter|Han|_)(letter|Han|digit|_)*; a path joins ids or 「any text」 with dots. */
#ifndef ZB_READ_PATH_H
#define ZB_READ_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

/* May the character begin, or stand inside, an id? Full-width letters and digits may not. */
bool zb_id_start(uint32_t c);
bool zb_id_part(uint32_t c);
/* Bytes of the longest id at the start of n bytes of valid UTF-8; 0 if there is none. */
size_t zb_id_scan(const char *text, size_t n);
/* Bytes of the longest path at the start of the text; 0 if there is none. */
size_t zb_path_scan(const char *text, size_t n);
/* A name as a path part: as it is when it is an id, else within 「」. NULL when the name holds 」 or is empty. */
const char *zb_path_quote(zb_arena *a, const char *name, size_t n);

#endif
