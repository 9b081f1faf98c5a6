/* sRGB colours: parsing, mixing, contrast (WCAG 2.1) and lightness (CIE L*). */
#include "base/color.h"

#include <math.h>
#include <string.h>

static int hex_digit(char c)
{
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'f')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'F')
    return c - 'A' + 10;
  return -1;
}

bool zb_color_parse(const char *text, zb_rgba *out)
{
  size_t n = text ? strlen(text) : 0;
  if (n < 1 || text[0] != '#' || (n != 4 && n != 7 && n != 9))
    return false;
  uint8_t v[4] = {0, 0, 0, 255};
  size_t per = n == 4 ? 1 : 2;
  for (size_t i = 0; i < (n - 1) / per; i++) {
    int hi = hex_digit(text[1 + i * per]), lo = hex_digit(text[i * per + per]);
    if (hi < 0 || lo < 0)
      return false;
    v[i] = (uint8_t)(hi * 16 + lo);
  }
  *out = (zb_rgba){.r = v[0], .g = v[1], .b = v[2], .a = v[3]};
  return true;
}

void zb_color_print(zb_rgba c, char buf[10])
{
  static const char hex[] = "0123456789abcdef";
  const uint8_t v[4] = {c.r, c.g, c.b, c.a};
  int n = c.a == 255 ? 3 : 4;
  buf[0] = '#';
  for (int i = 0; i < n; i++) {
    buf[1 + 2 * i] = hex[v[i] >> 4];
    buf[2 + 2 * i] = hex[v[i] & 15];
  }
  buf[1 + 2 * n] = '\0';
}

static uint8_t mix(uint8_t a, uint8_t b, int t)
{
  return (uint8_t)((a * (256 - t) + b * t + 128) >> 8);
}

zb_rgba zb_color_mix(zb_rgba a, zb_rgba b, int t)
{
  return (zb_rgba){.r = mix(a.r, b.r, t), .g = mix(a.g, b.g, t), .b = mix(a.b, b.b, t), .a = mix(a.a, b.a, t)};
}

static double linear(uint8_t v)
{
  double s = v / 255.0;
  return s <= 0.04045 ? s / 12.92 : pow((s + 0.055) / 1.055, 2.4);
}

static double luminance(zb_rgba c)
{
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

double zb_color_contrast(zb_rgba a, zb_rgba b)
{
  double x = luminance(a) + 0.05, y = luminance(b) + 0.05;
  return x > y ? x / y : y / x;
}

double zb_color_lightness(zb_rgba c)
{
  double y = luminance(c);
  return y > 216.0 / 24389 ? 116 * cbrt(y) - 16 : y * 24389 / 27;
}
