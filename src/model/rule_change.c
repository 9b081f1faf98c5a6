/* Changes: a percentage that is called the increase or cut of a row is what stands before and after; a cut that leaves
   a remainder has a base that is a whole number and stands somewhere. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/rule.h"

/* --- before and after --------------------------------------------------------------------------------------------- */

/* 1 the label says up, -1 down, 0 neither. */
static int direction(const char *label)
{
  const char *up = zb_lex_find(label, ZB_LEX_UP, NULL), *down = zb_lex_find(label, ZB_LEX_DOWN, NULL);
  return up && !down ? 1 : down && !up ? -1 : 0;
}

static int column_ending(const zb_table *t, zb_lex class)
{
  for (size_t c = 1; c < t->ncolumns; c++)
    if (zb_lex_end(t->column[c], strlen(t->column[c]), class))
      return (int)c;
  return -1;
}

static void compare_change(zb_rules *x, const zb_figure *said, const zb_figure *before, const zb_figure *after, int way)
{
  zb_value v = zb_value_of(x->a, &said->q), is;
  if (!zb_rule_ratio(x, after, before, &is))
    return;
  zb_quantity hundred = said->q;
  hundred.value = zb_num_int(x->a, 100);
  hundred.decimals = 9;
  zb_value one = zb_value_of(x->a, &hundred);
  one.core = one.wide = (zb_ival){.lo = one.v, .hi = one.v};
  zb_value_error wrong = way < 0 ? zb_value_add(x->a, one, is, true, &is) : zb_value_add(x->a, is, one, true, &is);
  is.unit = said->q.unit;
  is.decimals = said->q.decimals + 1;
  if (wrong != ZB_VALUE_FINE || zb_rule_meet(&v, &is))
    return;
  zb_diag_code code = is.v.sign * v.v.sign < 0 ? ZB_D_CHANGE_CONFLICT : ZB_D_CHANGE_DIFFERS;
  if (zb_rule_about(x, code, said, NULL))
    zb_diag(x->d, code, said->src, said->label_text, zb_rule_shown(x, said),
            zb_arena_printf(x->a, "%s → %s: %s", before->q.text, after->q.text, zb_value_quantity(x->a, &is).text),
            zb_build_place(x->a, after->src), NULL);
}

typedef ZB_VEC(const zb_figure *) figures;

/* Percentages with a label of direction that are no shares: what may be called the change of a row. */
static figures changes(zb_rules *x)
{
  figures out = {0};
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (f->label && zb_rule_is_percent(f) && !zb_figure_is_share(f) && direction(f->label_text))
      zb_push(x->a, &out, f);
  }
  return out;
}

/* A figure whose label begins with the row's name (实地考核事项 is not 考核事项) and goes on with a word of direction.
 */
static void check_row(zb_rules *x, const zb_table *t, size_t row, int before, int after, const figures *said)
{
  const zb_figure *b = zb_table_cell(t, row, (size_t)before)->figure, *e = zb_table_cell(t, row, (size_t)after)->figure;
  size_t n = strlen(t->row_name[row]);
  if (!b || !e || b->missing || e->missing || b->q.value.sign <= 0)
    return;
  for (size_t i = 0; i < said->n; i++) {
    const char *label = said->v[i]->label_text;
    int way = strncmp(label, t->row_name[row], n) == 0 ? direction(label + n) : 0;
    if (way)
      compare_change(x, said->v[i], b, e, way);
  }
}

/* --- base and remainder ------------------------------------------------------------------------------------------- */

/* Is a count of this unit, by this stem, one of the bases? */
static bool base_declared(zb_rules *x, const zb_figure *rest, const char *stem, zb_num least, zb_num most)
{
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (f != rest && zb_rule_counts(f) && strcmp(f->q.unit, rest->q.unit) == 0 && strstr(f->label_text, stem) &&
        zb_num_cmp(f->q.value, least) >= 0 && zb_num_cmp(f->q.value, most) <= 0)
      return true;
  }
  return false;
}

static zb_num ceiling(zb_arena *a, zb_num v)
{
  zb_num r = zb_num_round(a, v, 0);
  return zb_num_cmp(r, v) < 0 ? zb_num_add(a, r, zb_num_int(a, 1)) : r;
}

/* rest = base (1 - cut): the whole numbers base can be. */
static void check_base(zb_rules *x, const zb_figure *cut, const zb_figure *rest, const char *stem)
{
  zb_value c = zb_value_of(x->a, &cut->q);
  zb_num hundred = zb_num_int(x->a, 100), r = zb_num_mul(x->a, rest->q.value, hundred);
  zb_num low = zb_num_sub(x->a, hundred, c.wide.lo), high = zb_num_sub(x->a, hundred, c.wide.hi);
  if (c.approx || high.sign <= 0 || cut->q.value.sign <= 0)
    return;
  zb_num least = ceiling(x->a, zb_num_div(x->a, r, low)), most = zb_num_div(x->a, r, high);
  zb_num last = zb_num_sub(x->a, ceiling(x->a, most), zb_num_int(x->a, 1)); /* the upper end rounds up: not reached */
  if (zb_num_cmp(least, last) > 0) {
    if (zb_rule_about(x, ZB_D_BASE_IMPOSSIBLE, cut, rest))
      zb_diag(x->d, ZB_D_BASE_IMPOSSIBLE, cut->src, zb_rule_shown(x, cut), zb_rule_shown(x, rest),
              zb_build_place(x->a, rest->src), NULL);
    return;
  }
  if (base_declared(x, rest, stem, least, last))
    return;
  zb_rule_about(x, ZB_D_BASE_MISSING, cut, rest);
  const char *from = zb_num_print(x->a, least, 0), *to = zb_num_print(x->a, last, 0);
  zb_diag(x->d, ZB_D_BASE_MISSING, cut->src, zb_rule_shown(x, cut), zb_rule_shown(x, rest),
          strcmp(from, to) == 0 ? from : zb_arena_printf(x->a, "%s–%s", from, to), NULL);
}

/* What a cut is called without the word that says so: 实地考核精简 → 实地考核; NULL if it is no cut or too short to go
 * by. */
static const char *stem_of(zb_rules *x, const zb_figure *f)
{
  size_t n;
  const char *word =
      zb_rule_is_percent(f) && f->label && !zb_figure_is_share(f) ? zb_lex_find(f->label_text, ZB_LEX_DOWN, &n) : NULL;
  if (!word || zb_utf8_count(f->label_text, (size_t)(word - f->label_text)) < 2)
    return NULL;
  return zb_arena_strndup(x->a, f->label_text, (size_t)(word - f->label_text));
}

static void find_remainder(zb_rules *x, const zb_figure *cut, const char *stem)
{
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (!f->column && f->label && zb_rule_counts(f) && strncmp(f->label_text, stem, strlen(stem)) == 0 &&
        f->q.decimals == 0 && f->q.approx == ZB_APPROX_NONE && !zb_lex_find(f->label_text, ZB_LEX_DOWN, NULL)) {
      check_base(x, cut, f, stem);
      return;
    }
  }
}

void zb_rule_change(zb_rules *x)
{
  figures said = changes(x);
  for (size_t t = 0; t < x->r->ntables; t++) {
    const zb_table *table = x->r->table[t];
    int before = column_ending(table, ZB_LEX_BEFORE), after = column_ending(table, ZB_LEX_AFTER);
    for (size_t row = 0; said.n > 0 && before > 0 && after > 0 && row < table->nrows; row++)
      if (table->row_name[row])
        check_row(x, table, row, before, after, &said);
  }
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    const char *stem = zb_report_reckons(x->r, f) ? NULL : stem_of(x, f);
    if (stem)
      find_remainder(x, f, stem);
  }
}
