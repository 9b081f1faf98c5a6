/* Averages on request: 2100余人次 in 32期 are 66人次 a 期; what no reader would believe is seen at once. */
#include <string.h>

#include "model/rule.h"

static void note(zb_rules *x, const zb_figure *many, const zb_figure *few)
{
  zb_value m = zb_value_of(x->a, &many->q), f = zb_value_of(x->a, &few->q), each;
  if (zb_value_div(x->a, m, f, &each) != ZB_VALUE_FINE)
    return;
  each.decimals = each.scale = 0;
  zb_diag(x->d, ZB_D_AVERAGE, many->src, many->q.text, few->q.text, zb_value_quantity(x->a, &each).text, NULL);
}

/* Two counts of different units, neither zero: the greater by the smaller. */
static void check_pair(zb_rules *x, const zb_figure *a, const zb_figure *b)
{
  if (!a || !b || !zb_rule_counts(a) || !zb_rule_counts(b) || strcmp(a->q.unit, b->q.unit) == 0 ||
      a->q.value.sign <= 0 || b->q.value.sign <= 0)
    return;
  bool more = zb_num_cmp(a->q.value, b->q.value) >= 0;
  note(x, more ? a : b, more ? b : a);
}

void zb_rule_average(zb_rules *x)
{
  for (size_t t = 0; x->averages && t < x->r->ntables; t++) {
    const zb_table *table = x->r->table[t];
    for (size_t row = 0; row < table->nrows; row++)
      for (size_t c = 1; c < table->ncolumns; c++)
        check_pair(x, zb_table_cell(table, row, c - 1)->figure, zb_table_cell(table, row, c)->figure);
  }
  for (size_t i = 0; x->averages && i < x->text.n; i++)
    for (size_t k = 1; k < x->text.v[i].nmentions; k++)
      check_pair(x, x->text.v[i].mention[k - 1].figure, x->text.v[i].mention[k].figure);
}
