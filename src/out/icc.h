/* An sRGB colour profile made on the spot, for the PDF's output intent: no data file is needed. */
#ifndef ZB_OUT_ICC_H
#define ZB_OUT_ICC_H

#include "base/arena.h"

/* An ICC version 2.1 RGB display profile (ICC.1:1998-09) with the sRGB primaries adapted to D50 and the curve of
   IEC 61966-2-1. The bytes are always the same. */
const unsigned char *zb_icc_srgb(zb_arena *a, size_t *n);

#endif
