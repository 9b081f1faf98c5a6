/* Relative time (今年以来, 一季度) needs the day the report holds for; no figure holds for a time after it. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/rule.h"

/* The first sentence with words of relative time: one note a report. */
static void want_day(zb_rules *x)
{
  for (size_t i = 0; i < x->text.n; i++) {
    const zb_sentence *s = &x->text.v[i];
    size_t n;
    const char *word = zb_lex_find(s->text, ZB_LEX_TIME, &n);
    if (!word)
      continue;
    const char *said = zb_arena_strndup(x->a, word, n);
    zb_diag_range(x->d, ZB_D_AS_OF_MISSING, zb_sentence_place(s, (size_t)(word - s->text)), (int)zb_utf8_count(said, n),
                  said, NULL);
    return;
  }
}

/* The first day of 2025, 2025Q2, 2025-04, 2025-04-01 as a number 20250401, or 0 if the text is no such time. */
static long first_day(const char *time)
{
  char *end;
  long year = strtol(time, &end, 10);
  if (end != time + 4 || year < 1000)
    return 0;
  if (*end == '\0' || strncmp(end, "年", 3) == 0)
    return year * 10000 + 101;
  if (end[0] == 'Q' && end[1] >= '1' && end[1] <= '4' && !end[2])
    return year * 10000 + (end[1] - '1') * 300 + 101;
  if (*end != '-')
    return 0;
  char *rest;
  long month = strtol(end + 1, &rest, 10), day = *rest == '-' ? strtol(rest + 1, &rest, 10) : 1;
  return *rest || month < 1 || month > 12 ? 0 : year * 10000 + month * 100 + day;
}

/* The last day the report can hold for: the end of its month or quarter. */
static long last_day(const char *time)
{
  long day = first_day(time);
  if (strchr(time, 'Q'))
    return day + 230;
  return strlen(time) == 7 ? day + 30 : day;
}

void zb_rule_time(zb_rules *x)
{
  const zb_val *as_of = zb_obj_get(x->r->props, ZB_K_AS_OF);
  if (!as_of) {
    want_day(x);
    return;
  }
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (f->period && first_day(f->period) > last_day(as_of->text) && zb_rule_about(x, ZB_D_PERIOD_AFTER, f, NULL))
      zb_diag(x->d, ZB_D_PERIOD_AFTER, f->src, zb_rule_shown(x, f), f->period, as_of->text, NULL);
  }
}
