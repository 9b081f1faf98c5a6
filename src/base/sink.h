/* Where outputs write: files that are complete or absent (temporary file, fsync, rename), standard output, memory. */
#ifndef ZB_BASE_SINK_H
#define ZB_BASE_SINK_H

#include <stdbool.h>
#include <stddef.h>

#include "base/diag.h"

typedef struct zb_sink zb_sink;

/* A sink to `path`: bytes go to an unnamed temporary file in the same folder (a named one, .zhanban-*, where the file
   system has no unnamed files), so that a killed process leaves nothing behind. "-" is standard output. NULL and a diagnostic on
   failure. Free with commit or abort. */
zb_sink *zb_sink_file(zb_diags *d, const char *path);
/* A sink to memory. */
zb_sink *zb_sink_memory(void);
/* The same for what may be large: beyond some megabytes the bytes lie in a temporary file (base/spill.h), where there is
   room for one. Read them with zb_sink_edit. */
zb_sink *zb_sink_spilling(void);
/* What lies in the file leaves memory until it is touched again. */
void zb_sink_rest(zb_sink *s);
/* Appends; false after the first failure (sticky, reported at commit). */
bool zb_sink_write(zb_sink *s, const void *bytes, size_t n);
size_t zb_sink_size(const zb_sink *s);
/* Memory sinks: the bytes so far (borrowed, to be edited in place), and a NUL behind them. A sink that spills: nothing is
   written after it. */
unsigned char *zb_sink_edit(zb_sink *s, size_t *n);
/* Memory sinks: the bytes so far (borrowed). */
const unsigned char *zb_sink_bytes(const zb_sink *s, size_t *n);
/* Flushes, syncs, renames over the target and frees. False and a diagnostic if anything failed: the target is untouched. */
bool zb_sink_commit(zb_sink *s, zb_diags *d);
/* Removes the temporary file and frees. NULL is accepted. */
void zb_sink_abort(zb_sink *s);

#endif
