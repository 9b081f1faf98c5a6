/* Memory that lies in an unnamed temporary file: what a long document holds and rarely looks at need not stay in memory. */
#ifndef ZB_BASE_SPILL_H
#define ZB_BASE_SPILL_H

#include <stddef.h>

typedef struct zb_spill zb_spill;

/* Opens a file without a name in $TMPDIR, /var/tmp or /tmp, so that nothing is left behind however the process ends: its
   descriptor, owned by the caller, or -1 if none can be had. */
int zb_spill_open(void);
/* Such a file as memory. NULL if none can be had. */
zb_spill *zb_spill_new(void);
/* Unmaps all it gave out. NULL is accepted. */
void zb_spill_free(zb_spill *s);
/* n zeroed bytes (a multiple of the page size), whose room on disk is reserved. NULL if the disk or the address space has no
   room: memory must serve. What was given out before goes to rest now and then, so that filling it takes little memory. */
void *zb_spill_map(zb_spill *s, size_t n);
/* Everything given out leaves the memory of the process, contents kept; it comes back page by page when it is touched. */
void zb_spill_rest(zb_spill *s);
/* n rounded up to whole pages. */
size_t zb_spill_round(size_t n);

#endif
