/* sRGB colours: parsing, mixing and the measures that legibility checks need. */
#ifndef ZB_BASE_COLOR_H
#define ZB_BASE_COLOR_H

#include <stdbool.h>
#include <stdint.h>

typedef struct zb_rgba {
  uint8_t r, g, b, a;
} zb_rgba;

#define ZB_RGB(hex) ((zb_rgba){.r = (uint8_t)((hex) >> 16), .g = (uint8_t)((hex) >> 8), .b = (uint8_t)(hex), .a = 255})

/* "#rgb", "#rrggbb" or "#rrggbbaa" (case-insensitive); false if the text is none of these. */
bool zb_color_parse(const char *text, zb_rgba *out);
/* "#rrggbb", or "#rrggbbaa" when not opaque, into buf. */
void zb_color_print(zb_rgba c, char buf[10]);
/* (1-t) a + t b in sRGB, t in 0..256. */
zb_rgba zb_color_mix(zb_rgba a, zb_rgba b, int t);
/* WCAG 2.1 contrast ratio (1..21) of two opaque colours. */
double zb_color_contrast(zb_rgba a, zb_rgba b);
/* CIE L* (0..100). */
double zb_color_lightness(zb_rgba c);

#endif
