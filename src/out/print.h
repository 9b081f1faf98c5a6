/* Numbers and text in outputs that are text: exact decimals without the locale, XML escapes. */
#ifndef ZB_OUT_PRINT_H
#define ZB_OUT_PRINT_H

#include <glib.h>

#include "base/geom.h"

/* A length in points with at most 4 decimals, rounded half away from zero, without trailing zeros. Returns buf. */
const char *zb_print_u(char buf[24], zb_u v);
/* v / scale with at most 6 decimals, for ratios such as v in 1/65536. scale > 0. Returns buf. */
const char *zb_print_ratio(char buf[24], int64_t v, int64_t scale);
/* Appends text for element content or a double-quoted attribute; characters that XML 1.0 forbids are left out. */
void zb_print_xml(GString *s, const char *text, size_t n);

#endif
