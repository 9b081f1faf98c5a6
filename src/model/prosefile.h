/* Prose that stands in a file of its own: text: {file: a.md}. */
#ifndef ZB_MODEL_PROSEFILE_H
#define ZB_MODEL_PROSEFILE_H

#include "read/markup.h"

/* Reads and parses the file a scalar names (relative to the file it stands in), with places in that file; UTF-8, a byte
   order mark and CRLF are accepted. NULL after a diagnostic. */
zb_prose *zb_prose_from_file(zb_arena *a, zb_diags *d, const zb_node *name);

#endif
