/* A character map for a cut face: names for glyphs that no text cluster of one glyph names. */
#ifndef ZB_RES_CMAP_H
#define ZB_RES_CMAP_H

#include <hb.h>

/* The cmap table (one subtable of format 12; OpenType 1.9, cmap) for `chars`, whose glyphs before the cut stand in `names`,
   through old_to_new. NULL when there are none. The caller destroys the blob. */
hb_blob_t *zb_cmap_table(const hb_set_t *chars, const hb_map_t *names, const hb_map_t *old_to_new);

#endif
