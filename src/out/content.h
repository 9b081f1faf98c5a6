/* Page content streams as cairo writes them: finds its leaf tags and gives them their final names. */
#ifndef ZB_OUT_CONTENT_H
#define ZB_OUT_CONTENT_H

#include <stdint.h>

#include "base/io.h"

/* The final tag of one leaf: role NULL = artifact. */
typedef struct zb_content_tag {
  const char *role;
  uint32_t mcid;
} zb_content_tag;

/* Copies the stream to `out` with the k-th "P" or "Private" leaf tag replaced by tag[k]. Strings are skipped as strings
   (ISO 32000-1, 7.3.4), so text cannot be taken for a tag. False if the leaves are not exactly 0 .. n-1 in order, or if
   a leaf is content in one and artifact in the other. */
bool zb_content_rename(const unsigned char *in, size_t nin, const zb_content_tag *tag, size_t n, zb_sink *out);

/* Frees the entries of all structure elements in the cross-reference table of a whole file as cairo writes it, in
   place: they are replaced anyway, and there is one for each leaf. A file of another form is left as it is. */
void zb_content_drop_elements(char *pdf, size_t n);

#endif
