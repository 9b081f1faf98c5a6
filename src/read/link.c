/* Links of a paragraph. */
#include "read/link.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "read/ref.h"

enum { TARGET_BYTES = 2048 }; /* longest link target */

/* What stands in the parentheses of [text](...), by its first word; others are addresses. */
static const struct {
  const char *word;
  zb_inline_kind kind;
} target_words[] = {
    {"color:", ZB_INL_COLOR}, {"颜色:", ZB_INL_COLOR}, {"pinyin:", ZB_INL_RUBY}, {"拼音:", ZB_INL_RUBY}};

/* The kind of the target at p; *p moves behind its word. */
static zb_inline_kind target_kind(const char *text, size_t *p, size_t to)
{
  for (size_t i = 0; i < sizeof target_words / sizeof *target_words; i++) {
    size_t n = strlen(target_words[i].word);
    if (to - *p > n && memcmp(text + *p, target_words[i].word, n) == 0) {
      *p += n;
      return target_words[i].kind;
    }
  }
  return ZB_INL_LINK;
}

/* End of the link target that begins behind the ( at p, or 0. Pinyin holds spaces. */
static size_t target_end(const char *text, size_t p, size_t to)
{
  int parens = 0;
  size_t word = p + 1;
  bool spaces = target_kind(text, &word, to) == ZB_INL_RUBY;
  to = to - p > TARGET_BYTES ? p + TARGET_BYTES : to;
  for (size_t i = p + 1; i < to; i++) {
    char c = text[i];
    if (strchr(spaces ? "\t[]{}" : " \t[]{}", c))
      return 0;
    if (c == ')' && parens-- == 0)
      return i;
    parens += c == '(';
  }
  return 0;
}

static int by_open(const void *x, const void *y)
{
  const zb_link *a = *(zb_link *const *)x, *b = *(zb_link *const *)y;
  return a->open < b->open ? -1 : a->open > b->open;
}

typedef ZB_VEC(size_t) brackets;

/* The link that the ] at p closes, added to the others: the end of its target, or 0 when it closes none. */
static size_t close_link(zb_arena *a, const char *text, size_t p, size_t to, brackets *open, zb_links *out)
{
  size_t from = open->v[--open->n];
  size_t end = p + 1 < to && text[p + 1] == '(' ? target_end(text, p + 1, to) : 0;
  if (end == 0)
    return 0;
  zb_link *s = zb_new(a, zb_link);
  *s = (zb_link){.open = from, .close = p, .target = p + 2, .target_end = end};
  s->kind = target_kind(text, &s->target, end);
  zb_push(a, &out->by_close, s);
  return end;
}

zb_links zb_link_find(zb_arena *a, const char *text, const zb_inline_line *line, size_t n)
{
  zb_links out = {0};
  brackets open = {0};
  for (size_t i = 0; i < n; i++) {
    size_t to = line[i].to;
    for (size_t p = line[i].from; p < to; p++) {
      char c = text[p];
      bool doubled = c == '{' && p + 1 < to && text[p + 1] == '{';
      size_t end = c == '{' && !doubled ? zb_ref_end(text, p, to) : 0;
      if (c == '\\' || doubled)
        p++;
      else if (c == '[')
        zb_push(a, &open, p);
      else if (c == ']' && open.n > 0)
        end = close_link(a, text, p, to, &open, &out);
      p = end > 0 ? end : p;
    }
  }
  size_t found = out.by_close.n;
  out.by_open = found > 0 ? zb_arena_memdup(a, out.by_close.v, found * sizeof *out.by_open) : NULL;
  if (found > 1)
    qsort(out.by_open, found, sizeof *out.by_open, by_open);
  return out;
}

bool zb_link_known(const char *target, size_t n)
{
  static const char *const schemes[] = {"http://", "https://", "mailto:", "#"};
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
    if (n > strlen(schemes[i]) && g_ascii_strncasecmp(target, schemes[i], strlen(schemes[i])) == 0)
      return true;
  return false;
}
