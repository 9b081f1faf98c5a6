/* UTF-8: decoding, validation, code point and terminal columns. */
#include "base/utf8.h"

#include <glib.h>
#include <string.h>

uint32_t zb_utf8_next(const char **s)
{
  uint32_t c = g_utf8_get_char(*s);
  *s += g_utf8_skip[(unsigned char)**s];
  return c;
}

uint32_t zb_utf8_prev(const char *start, const char *s)
{
  const char *p = g_utf8_find_prev_char(start, s);
  return p ? g_utf8_get_char(p) : 0;
}

/* Strict: no overlong forms, no surrogates, nothing above U+10FFFF (RFC 3629); NUL counts as valid. */
size_t zb_utf8_valid(const char *text, size_t n)
{
  size_t at = 0;
  while (at < n) {
    const char *end;
    if (g_utf8_validate_len(text + at, n - at, &end))
      return n;
    at = (size_t)(end - text);
    if (at < n && text[at] == '\0') { /* GLib stops at NUL */
      at++;
      continue;
    }
    return at;
  }
  return n;
}

size_t zb_utf8_count(const char *text, size_t n)
{
  size_t count = 0;
  for (size_t i = 0; i < n; i++)
    count += ((unsigned char)text[i] & 0xC0) != 0x80;
  return count;
}

int zb_utf8_put(char buf[4], uint32_t c)
{
  return g_unichar_to_utf8(c, buf);
}

bool zb_utf8_circled(char buf[5], size_t n)
{
  enum { FIRST = 0x2460, MOST = 20 };
  bool any = n >= 1 && n <= MOST;
  buf[any ? zb_utf8_put(buf, FIRST + (uint32_t)n - 1) : 0] = '\0';
  return any;
}

int zb_utf8_cells(uint32_t c)
{
  if (g_unichar_iszerowidth(c))
    return 0;
  if (g_unichar_iswide(c))
    return 2;
  /* quotation marks, dashes and dots that Chinese terminals and fonts give two cells stay at one: the terminal decides
     by East Asian Width "A", which is narrow everywhere outside legacy locales */
  return 1;
}

bool zb_utf8_is_han(uint32_t c)
{
  return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 || c == 0x3005 ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x20000 && c <= 0x3FFFD);
}

enum { WORD_MAX = 64 };

static size_t decode(const char *s, uint32_t *out)
{
  size_t n = 0;
  while (*s && n < WORD_MAX)
    out[n++] = zb_utf8_next(&s);
  return n;
}

static int min3(int a, int b, int c)
{
  int m = a < b ? a : b;
  return m < c ? m : c;
}

/* Restricted Damerau-Levenshtein (optimal string alignment) with three rows. */
int zb_utf8_distance(const char *a, const char *b, int cap)
{
  uint32_t x[WORD_MAX], y[WORD_MAX];
  int rows[3][WORD_MAX + 1];
  size_t n = decode(a, x), m = decode(b, y);
  for (size_t j = 0; j <= m; j++)
    rows[0][j] = (int)j;
  for (size_t i = 1; i <= n; i++) {
    int *cur = rows[i % 3], *prev = rows[(i + 2) % 3];
    const int *prev2 = rows[(i + 1) % 3];
    cur[0] = (int)i;
    for (size_t j = 1; j <= m; j++) {
      int cost = x[i - 1] != y[j - 1];
      cur[j] = min3(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + cost);
      if (i > 1 && j > 1 && x[i - 1] == y[j - 2] && x[i - 2] == y[j - 1] && prev2[j - 2] + 1 < cur[j])
        cur[j] = prev2[j - 2] + 1;
    }
  }
  int d = rows[n % 3][m];
  return d > cap ? cap : d;
}

const char *zb_utf8_nearest(const char *word, const char *const *names, size_t n)
{
  int len = (int)zb_utf8_count(word, strlen(word));
  int limit = len / 3 > 3 ? 3 : len / 3 < 1 ? 1 : len / 3;
  const char *best = NULL;
  int best_distance = limit + 1;
  for (size_t i = 0; i < n; i++) {
    int d = zb_utf8_distance(word, names[i], limit + 1);
    int whole = (int)zb_utf8_count(names[i], strlen(names[i]));
    if (d < best_distance && d < len && d < whole) { /* never suggest a word that shares nothing */
      best_distance = d;
      best = names[i];
    }
  }
  return best;
}
