/* Document metadata as an XMP packet (ISO 16684-1), and the dates of PDF and XMP. */
#ifndef ZB_OUT_XMP_H
#define ZB_OUT_XMP_H

#include <stdbool.h>

#include "base/arena.h"

/* The same facts go into the Info dictionary: PDF/A wants the two to agree (ISO 19005-3, 6.6.3). */
typedef struct zb_meta {
  const char *title, *author, *subject, *lang; /* NULL = none */
  const char *creator, *producer;
  const char *xmp_date; /* 2025-06-30T00:00:00Z, or NULL */
  const char *pdf_date; /* D:20250630000000Z, or NULL */
  bool ua;              /* also claims PDF/UA-1 */
} zb_meta;

/* Fills both dates from "YYYY-MM-DD", else from the environment's SOURCE_DATE_EPOCH, else with NULL: never the clock.
 */
void zb_meta_dates(zb_arena *a, zb_meta *m, const char *date);
/* The packet, claiming PDF/A-3a. */
char *zb_xmp_packet(zb_arena *a, const zb_meta *m);

#endif
