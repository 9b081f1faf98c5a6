/* The text of source files. */
#include "read/source.h"

#include <string.h>

#include "base/utf8.h"

enum { SHOWN_MAX = 60 };

bool zb_source_control(uint32_t c)
{
  return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         c == 0xFFFE || c == 0xFFFF;
}

char *zb_source_code(zb_arena *a, uint32_t c)
{
  return zb_arena_printf(a, "U+%04X", (unsigned)c);
}

void zb_source_clean(zb_arena *a, zb_diags *d, const char *file, char *text, size_t n)
{
  zb_src src = {.file = file, .line = 1, .col = 1};
  for (const char *p = text, *end = text + n; p < end;) {
    char *at = text + (p - text);
    uint32_t c = zb_utf8_next(&p);
    if (c == '\r' && (p >= end || *p != '\n'))
      *at = '\n';
    if (zb_source_control(c)) {
      zb_diag(d, ZB_D_CONTROL_CHAR, src, zb_source_code(a, c), NULL);
      memcpy(at, p - at == 3 ? "　" : p - at == 2 ? "\xC2\xA0" : " ", (size_t)(p - at));
    }
    bool newline = *at == '\n';
    src.line += newline;
    src.col = newline ? 1 : src.col + 1;
  }
}

zb_src zb_source_place(const char *file, const char *text, size_t n)
{
  zb_src src = {.file = file, .line = 1, .col = 1};
  const char *line = text, *end = text + n;
  for (const char *p; (p = memchr(line, '\n', (size_t)(end - line))); line = p + 1)
    src.line++;
  src.col = 1 + (int)zb_utf8_count(line, (size_t)(end - line));
  return src;
}

char *zb_source_shown(zb_arena *a, const char *text, size_t n)
{
  while (n > 0 && (*text == ' ' || *text == '\t')) {
    text++;
    n--;
  }
  const char *p = text, *end = text + n, *cut = NULL;
  for (int i = 0; i < SHOWN_MAX && p < end; i++) {
    if (i == SHOWN_MAX - 2)
      cut = p;
    zb_utf8_next(&p);
  }
  if (p >= end)
    return zb_arena_strndup(a, text, n);
  char last = text[n - 1];
  return zb_arena_printf(a, "%.*s…%s", (int)(cut - text), text, last == '"' ? "\"" : last == '\'' ? "'" : "");
}

char *zb_source_trim(zb_arena *a, const char *from, const char *to)
{
  while (from < to && *from == ' ')
    from++;
  while (to > from && to[-1] == ' ')
    to--;
  return zb_arena_strndup(a, from, (size_t)(to - from));
}
