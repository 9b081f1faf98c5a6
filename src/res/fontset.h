/* The private fontconfig: only the folders, families and static faces asked for; the machine's configuration is never read. */
#ifndef ZB_RES_FONTSET_H
#define ZB_RES_FONTSET_H

#include <fontconfig/fontconfig.h>
#include <stdint.h>

#include "base/diag.h"

/* A configuration whose fonts are the first face of each (family, weight, slant, width) found in the folders, in their
   order, if its family is one of `family`. cache_dir (NULL = none) keeps fontconfig's scans; where it cannot be used the
   folders are scanned in memory, silently. Variable fonts and files that are no fonts are left out with a diagnostic. Owned by the caller
   (FcConfigDestroy); may hold no font at all. */
FcConfig *zb_fontset_new(const char *const *dir, size_t ndirs, const char *cache_dir, const char *const *family,
                         size_t nfamilies, zb_diags *d);
/* Faces of the configuration that carry the family name (any of its names, case-insensitive). */
size_t zb_fontset_faces(FcConfig *config, const char *family);
/* Has any face of the configuration the character? */
bool zb_fontset_covers(FcConfig *config, uint32_t c);

#endif
