/* Plain text into the report language. */
#include "read/escape.h"

#include <string.h>

static bool digit(char c)
{
  return c >= '0' && c <= '9';
}

/* Bytes of "12" when the text begins like a numbered item "12. ". */
static size_t item_digits(const char *text, size_t n)
{
  size_t k = 0;
  while (k < n && digit(text[k]))
    k++;
  return k > 0 && k + 1 < n && text[k] == '.' && (text[k + 1] == ' ' || text[k + 1] == '\t') ? k : 0;
}

char *zb_escape_markup(zb_arena *a, const char *text, size_t n, bool line_start)
{
  char *out = zb_arena_alloc(a, 2 * n + 2), *o = out;
  size_t item = line_start ? item_digits(text, n) : 0;
  for (size_t i = 0; i < n; i++) {
    char c = text[i], next = i + 1 < n ? text[i + 1] : '\0';
    bool first = line_start && i == 0 && (c == '#' || (c == '-' && (next == ' ' || next == '\t')));
    bool sign = c == '\\' || c == '*' || c == '[' || ((c == '^' || c == '~' || c == '_') && next == '(');
    if (first || sign || (item > 0 && i == item))
      *o++ = '\\';
    *o++ = c;
    if (c == '{' || c == '}')
      *o++ = c;
  }
  *o = '\0';
  return out;
}

/* May the text stand plain? YAML 1.2, 7.3.3; stricter than it need be. */
static bool plain(const char *text, bool flow)
{
  size_t n = strlen(text);
  if (n == 0 || strchr("-?:,[]{}#&*!|>'\"%@`=~ \t", text[0]) || strchr(": \t", text[n - 1]))
    return false;
  if (strstr(text, ": ") || strstr(text, " #") || strstr(text, "\t") || strstr(text, "\n"))
    return false;
  return !flow || (!strpbrk(text, ",[]{}:\"'") && !strstr(text, "，") && !strstr(text, "：") && !strstr(text, "　"));
}

char *zb_escape_scalar(zb_arena *a, const char *text, bool flow)
{
  if (plain(text, flow))
    return zb_arena_strdup(a, text);
  char *out = zb_arena_alloc(a, 2 * strlen(text) + 3), *o = out;
  *o++ = '"';
  for (const char *p = text; *p; p++) {
    if (*p == '"' || *p == '\\')
      *o++ = '\\';
    *o++ = *p == '\n' ? ' ' : *p;
  }
  *o++ = '"';
  *o = '\0';
  return out;
}
