/* Amounts of money of related names in different themes: 年度人才资金, 人才奖励经费; a reader would take them for one.
 */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/rule.h"

enum { MOST = 60 }; /* figures of money compared pair by pair */

typedef struct amount {
  const zb_figure *f;
  const char *rest; /* the label without the words for money */
  int theme;        /* that names it; -1 none, -2 several */
} amount;

static const char *without_money(zb_rules *x, const char *label)
{
  ZB_VEC(char) out = {0};
  while (*label) {
    size_t n = zb_lex_at(label, ZB_LEX_MONEY);
    if (n) {
      label += n;
      zb_push(x->a, &out, ' ');
      continue;
    }
    zb_push(x->a, &out, *label);
    label++;
  }
  zb_push(x->a, &out, '\0');
  return out.v;
}

static int theme_of(const zb_rules *x, const zb_figure *f)
{
  int theme = -1;
  for (size_t i = 0; i < x->text.n; i++)
    for (size_t k = 0; k < x->text.v[i].nmentions; k++)
      if (x->text.v[i].mention[k].figure == f) {
        if (theme != -1 && theme != x->text.v[i].theme)
          return -2;
        theme = x->text.v[i].theme;
      }
  return theme;
}

static size_t amounts(zb_rules *x, amount *out)
{
  size_t n = 0;
  for (size_t i = 0; i < x->nfigures && n < MOST; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (f->label && !f->derived && zb_figure_kind_of(f) == ZB_FIGURE_MONEY && !zb_report_reckons(x->r, f) &&
        zb_lex_find(f->label_text, ZB_LEX_MONEY, NULL))
      out[n++] = (amount){.f = f, .rest = without_money(x, f->label_text), .theme = theme_of(x, f)};
  }
  return n;
}

static bool related(const amount *a, const amount *b)
{
  return a->theme >= 0 && b->theme >= 0 && a->theme != b->theme && zb_rule_comparable(a->f, b->f) &&
         strcmp(a->f->label_text, b->f->label_text) != 0 && strcmp(a->f->q.text, b->f->q.text) != 0 &&
         zb_rule_common(a->rest, b->rest) >= 2;
}

void zb_rule_money(zb_rules *x)
{
  amount *v = zb_newn(x->a, amount, MOST);
  size_t n = amounts(x, v);
  for (size_t i = 1; i < n; i++)
    for (size_t k = 0; k < i; k++)
      if (related(&v[k], &v[i]) && zb_rule_about(x, ZB_D_MONEY_RELATED, v[k].f, v[i].f)) {
        zb_diag(x->d, ZB_D_MONEY_RELATED, v[i].f->src, zb_rule_shown(x, v[k].f), v[k].f->label_text,
                zb_rule_shown(x, v[i].f), v[i].f->label_text, zb_build_place(x->a, v[k].f->src), NULL);
        break;
      }
}
