/* Line breaking by UAX #14, untailored, with the classes of Unicode 15: our own, so that lines do not move with Pango.
 */
#ifndef ZB_TEXT_UAX14_H
#define ZB_TEXT_UAX14_H

#include <stddef.h>
#include <stdint.h>

typedef enum zb_lb {
#define ZB_LB(id) ZB_LB_##id,
#include "text/lbclass.def"
#undef ZB_LB
  ZB_LB_COUNT
} zb_lb;

/* East Asian width as line breaking needs it. PICT: a pictograph that is not assigned yet (LB30b). Ambiguous letters
   and combining marks count as narrow. */
typedef enum zb_lbwidth { ZB_LBW_NARROW, ZB_LBW_AMBIGUOUS, ZB_LBW_HALF, ZB_LBW_WIDE, ZB_LBW_PICT } zb_lbwidth;

typedef struct zb_lbprop {
  uint8_t klass; /* zb_lb */
  uint8_t width; /* zb_lbwidth */
} zb_lbprop;

typedef enum zb_lbdecision { ZB_LB_NOT, ZB_LB_MAY, ZB_LB_MUST } zb_lbdecision;

/* Class and width of a code point; AI and CJ are left for a tailoring to resolve. */
zb_lbprop zb_uax14_prop(uint32_t c);
/* Decides the boundary after each of n characters but the last: out[i] is a zb_lbdecision. O(n). */
void zb_uax14(const zb_lbprop *v, size_t n, uint8_t *out);

#endif
