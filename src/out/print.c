/* Decimal and XML printing. */
#include "out/print.h"

#include <string.h>

/* v / scale rounded to `digits` decimals. */
static const char *decimal(char buf[24], int64_t v, int64_t scale, int digits)
{
  int64_t unit = 1;
  for (int i = 0; i < digits; i++)
    unit *= 10;
  int64_t abs = v < 0 ? -v : v;
  int64_t whole = abs / scale, part = ((abs % scale) * unit + scale / 2) / scale;
  whole += part / unit;
  part %= unit;
  const char *sign = v < 0 && (whole > 0 || part > 0) ? "-" : "";
  g_snprintf(buf, 24, "%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, sign, whole, digits, part);
  size_t n = strlen(buf);
  while (buf[n - 1] == '0')
    buf[--n] = '\0';
  if (buf[n - 1] == '.')
    buf[--n] = '\0';
  return buf;
}

const char *zb_print_u(char buf[24], zb_u v)
{
  return decimal(buf, v, ZB_UNIT, 4);
}

const char *zb_print_ratio(char buf[24], int64_t v, int64_t scale)
{
  return decimal(buf, v, scale, 6);
}

void zb_print_xml(GString *s, const char *text, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '&')
      g_string_append(s, "&amp;");
    else if (c == '<')
      g_string_append(s, "&lt;");
    else if (c == '>')
      g_string_append(s, "&gt;");
    else if (c == '"')
      g_string_append(s, "&quot;");
    else if (c >= 0x20 || c == '\t' || c == '\n')
      g_string_append_c(s, (char)c);
  }
}
