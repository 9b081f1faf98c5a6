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

/* Clusters [i, i + n) are single Han characters without a gap that must break. */
static size_t han_run(const zb_para *p, size_t i)
{
  size_t n = 0;
  while (n < WORD_MOST && i + n < p->nclus && p->clu[i + n].klass == ZB_K_HAN && p->clu[i + n].nch == 1) {
    n++;
    if (p->clu[i + n - 1].flags & ZB_CL_FORCED)
      break;
  }
  return n;
}

/* Maximum forward matching: the longest word that starts here, else one character. */
static size_t word_at(const zb_para *p, size_t i)
{
  size_t from = p->chars.v[p->clu[i].ch].byte;
  for (size_t n = han_run(p, i); n >= 2; n--) {
    const zb_clu *last = &p->clu[i + n - 1];
    if (is_word(p->chars.text + from, zb_ch_byte(p, last->ch + last->nch) - from))
      return n;
  }
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
