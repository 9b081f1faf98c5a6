/* Words: where a heading or label should rather not break (R42). */
#include <string.h>

#include "text/compose.h"

enum { WORD_MOST = 4 }; /* Han in a word */

static const char *const words[] = {
#define ZB_WORD(text) text,
#include "text/word.def"
#undef ZB_WORD
};

static bool is_word(const char *text, size_t n)
{
  size_t lo = 0, hi = sizeof words / sizeof *words;
  while (lo < hi) {
    size_t mid = (lo + hi) / 2;
    int order = strncmp(text, words[mid], n);
    if (order == 0 && words[mid][n] == '\0')
      return true;
    if (order > 0)
      lo = mid + 1;
    else
      hi = mid;
  }
  return false;
}

/* A single Han character. */
static bool han(const zb_clu *k)
{
  return k->klass == ZB_K_HAN && (zb_clu_nbytes(k) == 3 || zb_clu_nbytes(k) == 4);
}

/* How many Han stand together from cluster i, up to a word's length or a forced break. */
static size_t han_run(const zb_para *p, size_t i)
{
  size_t n = 0;
  while (n < WORD_MOST && i + n < p->nclus && han(&p->clu[i + n])) {
    n++;
    if (p->clu[i + n - 1].flags & ZB_CL_FORCED)
      break;
  }
  return n;
}

/* Maximum forward matching: the longest word that starts here, else one character. */
static size_t word_at(const zb_para *p, size_t i)
{
  uint32_t from = p->clu[i].byte;
  for (size_t n = han_run(p, i); n >= 2; n--)
    if (is_word(p->text + from, p->clu[i + n].byte - from))
      return n;
  return 1;
}

void zb_words(zb_para *p)
{
  for (size_t i = 0; i < p->nclus;) {
    size_t e = i + word_at(p, i);
    for (; i + 1 < e; i++)
      p->gap[i].flags |= ZB_GAP_WORD;
    i = e;
  }
}
