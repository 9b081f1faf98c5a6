/* Percent and 百分点: the distance of two percentages, and the move of a rate, is in 百分点. */
#include <string.h>

#include "base/utf8.h"
#include "model/rule.h"

/* Bytes of words that may stand between a word and the figure it speaks of. */
enum { REACH = 36 };

/* The last word of the class before byte `at`, in the same clause and within reach; *end: behind it. NULL if none. */
static const char *word_before(const zb_sentence *s, size_t at, zb_lex class, size_t *end)
{
  const char *found = NULL;
  size_t n, from = at > REACH ? at - REACH : 0;
  while (from > 0 && ((unsigned char)s->text[from] & 0xC0) == 0x80)
    from--;
  for (const char *p = s->text + from; (p = zb_lex_within(p, (size_t)(s->text + at - p), class, &n)); p += n) {
    found = p;
    *end = (size_t)(p - s->text) + n;
  }
  return found && !zb_rule_parted(s->text, *end, at) ? found : NULL;
}

static bool percent_before(const zb_sentence *s, size_t mention)
{
  for (size_t i = 0; i < mention; i++)
    if (zb_rule_is_percent(s->mention[i].figure))
      return true;
  return false;
}

/* Does a rate stand right before the word: 覆盖率提高…? */
static bool moves_rate(const zb_sentence *s, const char *word)
{
  size_t n = (size_t)(word - s->text);
  return zb_lex_end(s->text, n, ZB_LEX_RATE) || zb_lex_end(s->text, n, ZB_LEX_SHARE);
}

static void check_mention(zb_rules *x, const zb_sentence *s, size_t i)
{
  const zb_mention *m = &s->mention[i];
  size_t end;
  const char *gap = word_before(s, m->from, ZB_LEX_GAP, &end);
  if (gap && percent_before(s, i)) {
    if (zb_rule_about(x, ZB_D_POINTS_WANTED, m->figure, NULL))
      zb_diag(x->d, ZB_D_POINTS_WANTED, zb_sentence_place(s, m->from), zb_rule_shown(x, m->figure),
              zb_arena_strndup(x->a, gap, end - (size_t)(gap - s->text)), NULL);
    return;
  }
  for (int k = 0; k < 2; k++) {
    const char *move = word_before(s, m->from, k ? ZB_LEX_DOWN : ZB_LEX_UP, &end);
    bool bare = move && end == m->from; /* 提高到 leads to a level */
    if (bare && moves_rate(s, move) && zb_rule_about(x, ZB_D_POINTS_MEANT, m->figure, NULL))
      zb_diag(x->d, ZB_D_POINTS_MEANT, zb_sentence_place(s, m->from), zb_rule_shown(x, m->figure),
              zb_arena_strndup(x->a, move, end - (size_t)(move - s->text)), NULL);
  }
}

void zb_rule_points(zb_rules *x)
{
  for (size_t i = 0; i < x->text.n; i++)
    for (size_t k = 0; k < x->text.v[i].nmentions; k++)
      if (zb_rule_is_percent(x->text.v[i].mention[k].figure))
        check_mention(x, &x->text.v[i], k);
}
