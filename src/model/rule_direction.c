/* Words of direction against the numbers beside them: 增长 with a negative value, 由 a 减到 b, a 低于 b. */
#include <string.h>

#include "base/utf8.h"
#include "model/rule.h"

enum { REACH = 24 }; /* bytes between a word and the figure it speaks of */

/* The longest word of the class that ends at byte `at`; NULL if none. */
static const char *word_ending(const zb_sentence *s, size_t at, zb_lex class)
{
  size_t n = zb_lex_end(s->text, at, class);
  return n ? s->text + at - n : NULL;
}

static void report(zb_rules *x, zb_diag_code code, const zb_sentence *s, const zb_mention *m, const char *word,
                   size_t bytes, const zb_figure *other)
{
  zb_rule_about(x, code, m->figure, other);
  const char *said = zb_arena_strndup(x->a, word, bytes);
  if (other)
    zb_diag(x->d, code, zb_sentence_place(s, m->from), said, zb_rule_shown(x, m->figure), zb_rule_shown(x, other),
            zb_build_place(x->a, other->src), NULL);
  else
    zb_diag(x->d, code, zb_sentence_place(s, m->from), said, zb_rule_shown(x, m->figure), NULL);
}

/* 增长-3.2%, 下降-3.2% */
static void check_sign(zb_rules *x, const zb_sentence *s, const zb_mention *m)
{
  static const zb_lex classes[] = {ZB_LEX_UP, ZB_LEX_DOWN, ZB_LEX_GAP};
  for (size_t i = 0; i < sizeof classes / sizeof *classes && m->figure->q.value.sign < 0; i++) {
    const char *word = word_ending(s, m->from, classes[i]);
    if (word) {
      report(x, ZB_D_DIRECTION_SIGN, s, m, word, (size_t)(s->text + m->from - word), NULL);
      return;
    }
  }
}

/* 减到 减少至 增至 压减为 at the end of the text between two figures: 1 up, -1 down, 0 no such words. */
static int move_to(const zb_sentence *s, size_t from, size_t to, const char **word)
{
  const char *lead = word_ending(s, to, ZB_LEX_TO);
  if (!lead || lead < s->text + from)
    return 0;
  size_t end = (size_t)(lead - s->text);
  const char *up = word_ending(s, end, ZB_LEX_UP), *down = word_ending(s, end, ZB_LEX_DOWN);
  *word = up ? up : down;
  return *word && *word >= s->text + from ? (up ? 1 : -1) : 0;
}

/* A word of order that reaches the second figure: 1 more, -1 less. */
static int order_word(const zb_sentence *s, size_t from, size_t to, const char **word, size_t *bytes)
{
  for (int k = 0; k < 2; k++) {
    const char *p = zb_lex_within(s->text + from, to - from, k ? ZB_LEX_LESS : ZB_LEX_MORE, bytes);
    if (p && (size_t)(s->text + to - p) <= REACH + *bytes &&
        !zb_rule_parted(s->text, (size_t)(p - s->text) + *bytes, to)) {
      *word = p;
      return k ? -1 : 1;
    }
  }
  return 0;
}

static bool comparable(const zb_figure *a, const zb_figure *b)
{
  return !a->q.range && !b->q.range && strcmp(a->q.unit, b->q.unit) == 0;
}

/* Two figures beside each other in a sentence, and the words between them. */
static void check_pair(zb_rules *x, const zb_sentence *s, const zb_mention *a, const zb_mention *b)
{
  const char *word = NULL;
  size_t bytes = 0;
  if (a->to > b->from || b->from - a->to > 60 || a->figure == b->figure || !comparable(a->figure, b->figure))
    return;
  zb_value va = zb_value_of(x->a, &a->figure->q), vb = zb_value_of(x->a, &b->figure->q);
  int way = move_to(s, a->to, b->from, &word);
  if (way)
    bytes = (size_t)(s->text + b->from - word);
  else
    way = -order_word(s, a->to, b->from, &word, &bytes); /* a 高于 b: from a to b it goes down */
  bool wrong =
      (way > 0 && !zb_ival_less(&va.core, &vb.core, false)) || (way < 0 && !zb_ival_less(&vb.core, &va.core, false));
  if (wrong)
    report(x, ZB_D_DIRECTION_WRONG, s, b, word, bytes, a->figure);
}

void zb_rule_direction(zb_rules *x)
{
  for (size_t i = 0; i < x->text.n; i++) {
    const zb_sentence *s = &x->text.v[i];
    for (size_t k = 0; k < s->nmentions; k++) {
      check_sign(x, s, &s->mention[k]);
      if (k > 0)
        check_pair(x, s, &s->mention[k - 1], &s->mention[k]);
    }
  }
}
