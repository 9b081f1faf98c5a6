/* Where lines may break: UAX #14 tailored to Chinese by class, context and strictness. Inside the composer only. */
#ifndef ZB_TEXT_LINEBREAK_H
#define ZB_TEXT_LINEBREAK_H

#include "text/compose.h"
#include "text/uax14.h"

typedef enum zb_lbrule {
  ZB_LBRULE_NONE,
#define ZB_LBRULE(id, text) ZB_LBRULE_##id,
#include "text/lbrule.def"
#undef ZB_LBRULE
  ZB_LBRULE_COUNT
} zb_lbrule;

/* Decides the boundary after each classified character but the last: out[i] is a zb_lbdecision. rule, if not NULL, gets
   the zb_lbrule by which out[i] differs from untailored UAX #14, or ZB_LBRULE_NONE. O(n). */
void zb_linebreak(const zb_chars *cs, zb_strictness s, uint8_t *out, uint8_t *rule);

#endif
