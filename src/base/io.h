/* Bounded reads of files. */
#ifndef ZB_BASE_IO_H
#define ZB_BASE_IO_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

/* Reads a regular file of at most `limit` bytes into the arena (a NUL follows the n bytes). `asked` is the place that
   named the file. Missing, directory, FIFO, device, unreadable, too large: a diagnostic and NULL. */
char *zb_io_read(zb_arena *a, zb_diags *d, const char *path, size_t limit, zb_src asked, size_t *n);
/* Path of `name` relative to the folder of `base_file`; absolute names unchanged. */
char *zb_io_relative(zb_arena *a, const char *base_file, const char *name);

#endif
