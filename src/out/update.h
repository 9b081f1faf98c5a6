/* An incremental update of a PDF (ISO 32000-1, 7.5.6): objects in compressed object streams and a cross-reference
   stream, appended to a finished file. Holds the structure tree, whose thousands of small objects no general PDF
   library writes fast. */
#ifndef ZB_OUT_UPDATE_H
#define ZB_OUT_UPDATE_H

#include <glib.h>
#include <stdint.h>

#include "base/sink.h"

typedef struct zb_update zb_update;

/* The file that is continued. Ids are object numbers. */
typedef struct zb_update_base {
  const unsigned char *bytes; /* the whole file, ending in startxref */
  size_t n;
  uint32_t size;       /* /Size of its trailer: the first free object number */
  uint32_t root, info; /* info 0 = none */
  const char *id;      /* /ID as PDF syntax, or NULL */
} zb_update_base;

/* A new update of the file, which is written to `to` at once; the update follows as it grows. Owned by the caller; base and
   sink must outlive it. */
zb_update *zb_update_new(const zb_update_base *base, zb_sink *to);
void zb_update_free(zb_update *u);
/* Gives out n object numbers in sequence; returns the first. */
uint32_t zb_update_reserve(zb_update *u, uint32_t n);
/* Adds the object `id` (reserved, or one of the base file that is replaced): its body in PDF syntax. */
void zb_update_put(zb_update *u, uint32_t id, const char *body, size_t n);
/* Writes the rest of the update. False when compressing failed or the base has no startxref. */
bool zb_update_end(zb_update *u);

/* Appends a text string object: UTF-16 in hexadecimal (7.9.2.2), plain characters in parentheses. */
void zb_update_text(GString *s, const char *utf8);

#endif
