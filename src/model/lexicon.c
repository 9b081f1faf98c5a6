/* Lookup in the table of general words. */
#include "model/lexicon.h"

#include <string.h>

static const struct entry {
  zb_lex class;
  const char *text;
} words[] = {
#define ZB_LEX(class, text) {ZB_LEX_##class, text},
#include "model/lexicon.def"
#undef ZB_LEX
};

enum { WORDS = sizeof words / sizeof *words };

/* Entries [from, to) hold all words of the class. */
typedef struct range {
  size_t from, to;
} range;

static range range_of(zb_lex class)
{
  range r = {0, WORDS};
  while (r.from < WORDS && words[r.from].class != class)
    r.from++;
  while (r.to > r.from && words[r.to - 1].class != class)
    r.to--;
  return r;
}

static size_t longest(const char *text, zb_lex class, range r)
{
  size_t best = 0;
  for (size_t i = r.from; i < r.to; i++) {
    size_t n = words[i].class == class && words[i].text[0] == text[0] ? strlen(words[i].text) : 0;
    if (n > best && strncmp(text, words[i].text, n) == 0)
      best = n;
  }
  return best;
}

size_t zb_lex_at(const char *text, zb_lex class)
{
  return longest(text, class, range_of(class));
}

/* end: NULL, or where no word begins any more. */
static const char *find(const char *text, const char *end, zb_lex class, size_t *n)
{
  range r = range_of(class);
  for (const char *p = text; *p && p != end; p++) {
    size_t bytes = ((unsigned char)*p & 0xC0) == 0x80 ? 0 : longest(p, class, r);
    if (bytes > 0) {
      if (n)
        *n = bytes;
      return p;
    }
  }
  return NULL;
}

const char *zb_lex_find(const char *text, zb_lex class, size_t *n)
{
  return find(text, NULL, class, n);
}

const char *zb_lex_within(const char *text, size_t len, zb_lex class, size_t *n)
{
  const char *p = find(text, text + len, class, n);
  return p && p + *n <= text + len ? p : NULL;
}

size_t zb_lex_end(const char *text, size_t len, zb_lex class)
{
  size_t best = 0;
  for (size_t i = 0; i < WORDS; i++) {
    size_t n = words[i].class == class ? strlen(words[i].text) : 0;
    if (n > best && n <= len && memcmp(text + len - n, words[i].text, n) == 0)
      best = n;
  }
  return best;
}
