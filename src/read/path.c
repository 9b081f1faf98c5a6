/* Names and paths. */
#include "read/path.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"

static const char OPEN[] = "「", CLOSE[] = "」"; /* 3 bytes each */

bool zb_id_start(uint32_t c)
{
  if (c < 0x80)
    return c == '_' || g_ascii_isalpha((gchar)c);
  return (c < 0xFF00 || c > 0xFFEF) && (zb_utf8_is_han(c) || g_unichar_isalpha(c));
}

bool zb_id_part(uint32_t c)
{
  return zb_id_start(c) || (c >= '0' && c <= '9') || (c > 0x80 && g_unichar_ismark(c));
}

size_t zb_id_scan(const char *text, size_t n)
{
  const char *p = text, *end = text + n;
  while (p < end) {
    const char *at = p;
    uint32_t c = zb_utf8_next(&p);
    if (!(at == text ? zb_id_start(c) : zb_id_part(c)))
      return (size_t)(at - text);
  }
  return n;
}

/* One part of a path: an id or a quoted name that is not empty. */
static size_t part_scan(const char *text, size_t n)
{
  if (n < 3 || memcmp(text, OPEN, 3) != 0)
    return zb_id_scan(text, n);
  const char *close = memmem(text + 3, n - 3, CLOSE, 3);
  if (!close || close == text + 3 || memchr(text, '\n', (size_t)(close - text)))
    return 0;
  return (size_t)(close + 3 - text);
}

size_t zb_path_scan(const char *text, size_t n)
{
  size_t len = part_scan(text, n);
  while (len > 0 && len < n && text[len] == '.') {
    size_t more = part_scan(text + len + 1, n - len - 1);
    if (more == 0)
      break;
    len += 1 + more;
  }
  return len;
}

const char *zb_path_quote(zb_arena *a, const char *name, size_t n)
{
  if (n > 0 && zb_id_scan(name, n) == n)
    return zb_arena_strndup(a, name, n);
  if (n == 0 || memmem(name, n, CLOSE, 3) || memchr(name, '\n', n))
    return NULL;
  return zb_arena_printf(a, "%s%.*s%s", OPEN, (int)n, name, CLOSE);
}
