/* Cross-footing (勾稽): totals against the sum of their parts within what printing hides, shares against 100 %, row
   totals against columns. */
#include <string.h>

#include "base/utf8.h"
#include "model/viewbuild.h"

/* The parts of one total, added up. */
typedef struct parts {
  zb_value sum;
  size_t n;
  bool broken;      /* a part has no value, or another unit: nothing can be said */
  const char *text; /* 36 + 28 + ... */
} parts;

enum { SHOWN = 6 };

static void add_part(zb_vbuild *vb, parts *p, const zb_vcell *cell)
{
  if (cell->covered || p->broken)
    return;
  if (!cell->q) {
    p->broken = p->broken || strcmp(cell->text, "…") != 0; /* … is too small to count */
    return;
  }
  zb_value v = zb_value_of(vb->a, cell->q);
  if (p->n > 0 && (strcmp(p->sum.unit, v.unit) != 0 || zb_value_add(vb->a, p->sum, v, false, &v) != ZB_VALUE_FINE)) {
    p->broken = true;
    return;
  }
  p->sum = v;
  if (p->n < SHOWN)
    p->text = p->n == 0 ? cell->q->text : zb_arena_printf(vb->a, "%s + %s", p->text, cell->q->text);
  else if (p->n == SHOWN)
    p->text = zb_arena_printf(vb->a, "%s + …", p->text);
  p->n++;
}

/* table.row.column, as it is written in references. */
static const char *address(zb_vbuild *vb, const zb_vrow *row, size_t k)
{
  const char *name = row->name && *row->name ? row->name : "-", *column = zb_path_segment(vb->a, vb->column.v[k].name);
  name = strchr(name, '.') ? name : zb_path_segment(vb->a, name);
  return vb->table ? zb_arena_printf(vb->a, "%s.%s.%s", vb->table, name, column)
                   : zb_arena_printf(vb->a, "%s.%s", name, column);
}

static void compare(zb_vbuild *vb, const zb_vrow *row, size_t k, const parts *p)
{
  const zb_vcell *total = &row->cell[k];
  if (p->broken || p->n < 2 || !total->q)
    return;
  zb_value t = zb_value_of(vb->a, total->q);
  if (strcmp(t.unit, p->sum.unit) != 0 || zb_ival_meet(&t.wide, &p->sum.wide))
    return;
  zb_quantity sum = zb_value_quantity(vb->a, &p->sum);
  zb_diag_range(vb->d, ZB_D_TABLE_TOTAL, total->src, (int)zb_utf8_count(total->text, strlen(total->text)),
                address(vb, row, k), total->q->text, sum.text, p->text, NULL);
}

/* --- rows ------------------------------------------------------------------------------------------------------ */

static bool is_sum(const zb_vrow *row)
{
  return row->kind != ZB_VROW_BODY;
}

static bool is_part(const zb_vrow *row)
{
  return row->kind == ZB_VROW_BODY && !row->of_which;
}

/* The rows a total sums up: those before it, back to the last total of its rank; those after it when it stands first. */
static void range_of(const zb_vrow *row, size_t n, size_t at, size_t *from, size_t *to)
{
  bool all = row[at].kind == ZB_VROW_TOTAL;
  size_t lo = at;
  while (lo > 0 && (all ? row[lo - 1].kind != ZB_VROW_TOTAL : !is_sum(&row[lo - 1])))
    lo--;
  size_t before = 0;
  for (size_t r = lo; r < at; r++)
    before += is_part(&row[r]);
  *from = lo;
  *to = at;
  if (before > 0)
    return;
  size_t hi = at + 1;
  while (hi < n && (all ? row[hi].kind != ZB_VROW_TOTAL : !is_sum(&row[hi])))
    hi++;
  *from = at + 1;
  *to = hi;
}

static bool says(const char *head, const char *const *word)
{
  for (; *word; word++)
    if (strstr(head, *word))
      return true;
  return false;
}

static bool is_hundred(zb_vbuild *vb, const zb_quantity *q)
{
  return q && strcmp(q->unit, "%") == 0 && zb_num_cmp(q->value, zb_num_int(vb->a, 100)) == 0;
}

static void check_total_row(zb_vbuild *vb, size_t at, size_t k)
{
  const zb_vrow *row = vb->row.v;
  size_t from, to;
  if (zb_vbuild_rates(row, vb->row.n, k) && !is_hundred(vb, row[at].cell[k].q))
    return; /* the rate of a whole is not the sum of its parts' rates */
  range_of(row, vb->row.n, at, &from, &to);
  parts p = {.text = ""};
  for (size_t r = from; r < to; r++)
    if (is_part(&row[r]))
      add_part(vb, &p, &row[r].cell[k]);
  compare(vb, &row[at], k, &p);
}

/* Columns of a composition (构成, 比重) without a total row: their shares make 100 %. */
static void check_shares(zb_vbuild *vb, size_t k)
{
  static const char *const whole[] = {"构成", "比重", NULL};
  const zb_vcolumn *c = &vb->column.v[k];
  parts p = {.text = ""};
  if (!says(c->text, whole))
    return;
  for (size_t r = 0; r < vb->row.n; r++) {
    if (is_sum(&vb->row.v[r]))
      return;
    if (is_part(&vb->row.v[r]))
      add_part(vb, &p, &vb->row.v[r].cell[k]);
    zb_arena_walked(vb->a, r);
  }
  if (p.broken || p.n < 2 || strcmp(p.sum.unit, "%") != 0)
    return;
  zb_num hundred = zb_num_int(vb->a, 100);
  zb_ival all = {.lo = hundred, .hi = hundred};
  if (zb_ival_meet(&p.sum.wide, &all))
    return;
  zb_quantity sum = zb_value_quantity(vb->a, &p.sum);
  zb_diag_range(vb->d, ZB_D_TABLE_SHARES, vb->row.v[0].cell[k].src, 1, c->name, sum.text, p.text, NULL);
}

/* --- columns --------------------------------------------------------------------------------------------------- */

static bool same_spanner(const zb_vbuild *vb, size_t x, size_t y)
{
  for (size_t i = 0; i < vb->v->nspanners; i++) {
    const zb_vspanner *s = &vb->v->spanner[i];
    if (s->level == 0 && (x >= s->from && x < s->to) != (y >= s->from && y < s->to))
      return false;
  }
  return true;
}

/* 1: the column holds sums of some columns (小计), 2: of all; by its name, the end of it (2024.合计), or its head. */
static int sum_column(const zb_vcolumn *c)
{
  const char *end = strrchr(c->name, '.');
  int named = zb_vbuild_sum_word(end ? end + 1 : c->name);
  return named ? named : zb_vbuild_sum_word(c->text);
}

static const char *unit_of(const zb_vbuild *vb, size_t k)
{
  for (size_t r = 0; r < vb->row.n; r++)
    if (vb->row.v[r].cell[k].q)
      return vb->row.v[r].cell[k].q->unit;
  return "";
}

static bool is_column_part(const zb_vbuild *vb, size_t sum, size_t k)
{
  static const char *const inside[] = {"其中", "#", "占比", "比重", "增速", "增长", NULL};
  const zb_vcolumn *c = &vb->column.v[k];
  return c->numeric && !sum_column(c) && !says(c->name, inside) && same_spanner(vb, sum, k) &&
         strcmp(unit_of(vb, k), unit_of(vb, sum)) == 0 && !zb_vbuild_rates(vb->row.v, vb->row.n, k);
}

/* Is there a part of the sum among columns [from, to)? */
static bool has_part(const zb_vbuild *vb, size_t sum, size_t from, size_t to)
{
  for (size_t k = from; k < to; k++)
    if (is_column_part(vb, sum, k))
      return true;
  return false;
}

/* The columns a total sums up: those before it, back to the last total of its rank; those after it when it comes first. */
static void column_range(const zb_vbuild *vb, size_t sum, size_t *from, size_t *to)
{
  int rank = sum_column(&vb->column.v[sum]);
  *from = *to = sum;
  while (*from > 0 && sum_column(&vb->column.v[*from - 1]) < rank)
    --*from;
  if (has_part(vb, sum, *from, *to))
    return;
  *from = *to = sum + 1;
  while (*to < vb->column.n && sum_column(&vb->column.v[*to]) < rank)
    ++*to;
}

static void check_total_column(zb_vbuild *vb, size_t sum)
{
  size_t from, to;
  column_range(vb, sum, &from, &to);
  for (size_t r = 0; r < vb->row.n; r++) {
    parts p = {.text = ""};
    for (size_t k = from; k < to; k++)
      if (is_column_part(vb, sum, k))
        add_part(vb, &p, &vb->row.v[r].cell[k]);
    compare(vb, &vb->row.v[r], sum, &p);
    zb_arena_walked(vb->a, r);
  }
}

void zb_vbuild_crossfoot(zb_vbuild *vb)
{
  if (vb->failed || !zb_obj_bool(vb->o, ZB_K_CROSSFOOT, true))
    return;
  for (size_t k = 1; k < vb->column.n; k++) {
    if (!vb->column.v[k].numeric)
      continue;
    for (size_t r = 0; r < vb->row.n; r++)
      if (is_sum(&vb->row.v[r]))
        check_total_row(vb, r, k);
    if (sum_column(&vb->column.v[k]))
      check_total_column(vb, k);
    check_shares(vb, k);
  }
}
