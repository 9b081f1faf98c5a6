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

/* Particles: a phrase ends behind one (的), or begins with one (和). Single characters that stand in no listed word. */
static const char ends_phrase[] = "的了着";
static const char begins_phrase[] = "和与及或并而在对从向为以把被让将由按于比";

static bool among(const char *set, const char *c, size_t n)
{
  for (const char *s = set; *s; s += n)
    if (strncmp(s, c, n) == 0)
      return true;
  return false;
}

/* A particle at cluster i: the gap on one side is a good break, the one on the other side a bad one. */
static bool mark_particle(zb_para *p, size_t i)
{
  const char *c = p->text + p->clu[i].byte;
  if (zb_clu_nbytes(&p->clu[i]) != 3 || i == 0 || i + 1 >= p->nclus)
    return false;
  bool ends = among(ends_phrase, c, 3), begins = among(begins_phrase, c, 3);
  if (ends || begins) {
    p->gap[ends ? i : i - 1].flags |= ZB_GAP_SENSE;
    p->gap[ends ? i - 1 : i].flags |= ZB_GAP_WORD;
  }
  return ends || begins;
}

/* A run [a, e) of Han that are in no listed word: most words are pairs, so a line rather ends between pairs; where the
   run has an odd number, it rather does not part a single Han from its edge. */
static void mark_run(zb_para *p, size_t a, size_t e)
{
  size_t n = e - a;
  for (size_t k = 1; k < n; k++)
    if (n % 2 == 0 ? k % 2 == 0 : k > 1 && n - k > 1)
      p->gap[a + k - 1].flags |= ZB_GAP_PAIR;
}

void zb_words(zb_para *p)
{
  size_t run = 0; /* where the run of unlisted Han began that reaches to i */
  for (size_t i = 0; i < p->nclus;) {
    size_t n = word_at(p, i), e = i + n;
    bool listed = n > 1, ends = listed || !han(&p->clu[i]) || mark_particle(p, i);
    if (ends) {
      mark_run(p, run, i);
      run = e;
    }
    if (ends && i > 0)
      p->gap[i - 1].flags |= ZB_GAP_BETWEEN;
    if (ends)
      p->gap[e - 1].flags |= ZB_GAP_BETWEEN;
    for (; i + 1 < e; i++)
      p->gap[i].flags |= ZB_GAP_WORD;
    i = e;
  }
  mark_run(p, run, p->nclus);
}
