/* Views of tables: which rows are shown and in which order: where, sort, top, group-by, groups. */
#include <stdlib.h>
#include <string.h>

#include "model/viewbuild.h"
#include "read/source.h"

/* --- conditions ------------------------------------------------------------------------------------------------ */

typedef enum comparison { EQUAL, UNEQUAL, LESS, AT_MOST, GREATER, AT_LEAST } comparison;

/* Longest first, so that <= is not read as <. */
static const struct {
  const char *text;
  comparison is;
} operators[] = {{"!=", UNEQUAL}, {"<=", AT_MOST}, {">=", AT_LEAST}, {"≠", UNEQUAL}, {"≤", AT_MOST}, {"≥", AT_LEAST},
                 {"＝", EQUAL},   {"＜", LESS},    {"＞", GREATER},  {"=", EQUAL},   {"<", LESS},    {">", GREATER}};

enum { ALTERNATIVES = 32 };

struct zb_vtest {
  comparison is;
  const char *text[ALTERNATIVES];     /* one of these */
  const zb_quantity *q[ALTERNATIVES]; /* the same as quantities, NULL where they are none */
  size_t n;
};

/* Where the operator stands, its length and meaning; NULL if there is none. */
static const char *find_operator(const char *text, size_t *len, comparison *is)
{
  for (const char *p = text; *p; p++)
    for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
      if (strncmp(p, operators[i].text, strlen(operators[i].text)) == 0) {
        *len = strlen(operators[i].text);
        *is = operators[i].is;
        return p;
      }
  return NULL;
}

static bool parse_values(zb_arena *a, const char *p, zb_vtest *t)
{
  while (t->n < ALTERNATIVES) {
    const char *end = strchr(p, '|');
    char *one = zb_source_trim(a, p, end ? end : p + strlen(p));
    zb_quantity q;
    if (strchr("=<>", *one) && *one)
      return false; /* == and the like */
    t->text[t->n] = one;
    t->q[t->n] = zb_quantity_try(a, one, &q) && !q.ordinal ? zb_arena_memdup(a, &q, sizeof q) : NULL;
    bool comparable = t->is == EQUAL || t->is == UNEQUAL || (t->q[t->n] && !end);
    t->n++;
    if (!comparable)
      return false;
    if (!end)
      return true;
    p = end + 1;
  }
  return false;
}

zb_vtest *zb_vtest_parse(zb_arena *a, const char *text)
{
  size_t len;
  zb_vtest *t = zb_new(a, zb_vtest);
  const char *op = find_operator(text, &len, &t->is);
  return op && *zb_source_trim(a, text, op) == '\0' && parse_values(a, op + len, t) ? t : NULL;
}

static bool units_meet(const zb_quantity *x, const zb_quantity *y)
{
  return !y->unit[0] || strcmp(x->unit, y->unit) == 0;
}

static bool one_holds(const zb_vtest *t, size_t i, const zb_vcell *cell)
{
  if (!cell->q || !t->q[i] || !units_meet(cell->q, t->q[i]))
    return t->is == EQUAL && strcmp(cell->text, t->text[i]) == 0;
  int c = zb_num_cmp(cell->q->value, t->q[i]->value);
  switch (t->is) {
  case LESS:
    return c < 0;
  case AT_MOST:
    return c <= 0;
  case GREATER:
    return c > 0;
  case AT_LEAST:
    return c >= 0;
  default:
    return c == 0;
  }
}

bool zb_vtest_holds(const zb_vtest *t, const zb_vcell *cell)
{
  zb_vtest same = *t;
  same.is = t->is == UNEQUAL ? EQUAL : t->is;
  for (size_t i = 0; i < t->n; i++)
    if (one_holds(&same, i, cell))
      return t->is != UNEQUAL;
  return t->is == UNEQUAL;
}

/* The number that a cell holds, or that the name of a row is: a year, a month. NULL: none. */
static const zb_quantity *number_in(const zb_vbuild *vb, const zb_vcell *cell)
{
  zb_quantity q;
  if (cell->q || cell->missing || !zb_quantity_try(vb->a, cell->text, &q) || q.ordinal)
    return cell->q;
  return zb_arena_memdup(vb->a, &q, sizeof q);
}

static bool keep_rows(zb_vbuild *vb, const zb_val *condition)
{
  size_t len, kept = 0;
  comparison is;
  const char *op = find_operator(condition->text, &len, &is);
  zb_vtest *t = op ? zb_vtest_parse(vb->a, op) : NULL;
  if (!t) {
    zb_diag_range(vb->d, ZB_D_CONDITION, condition->src, condition->ncols, condition->text, NULL);
    return false;
  }
  size_t k = zb_vbuild_column(vb, zb_source_trim(vb->a, condition->text, op), condition->src, condition->ncols);
  if (k == vb->column.n)
    return false;
  for (size_t r = 0; r < vb->row.n; r++) {
    zb_vcell cell = vb->row.v[r].cell[k];
    cell.q = number_in(vb, &cell);
    if (zb_vtest_holds(t, &cell))
      vb->row.v[kept++] = vb->row.v[r];
    zb_arena_walked(vb->a, r);
  }
  vb->row.n = kept;
  return true;
}

/* --- which rows move ------------------------------------------------------------------------------------------- */

/* The rows [from, to) that are sorted, cut and grouped: totals at the head and the foot of the data stay where they are. */
static void movable(const zb_vbuild *vb, size_t *from, size_t *to)
{
  *from = 0;
  *to = vb->row.n;
  while (*to > 0 && zb_vbuild_sum_word(vb->row.v[*to - 1].cell[0].text) == 2)
    --*to;
  while (*from < *to && zb_vbuild_sum_word(vb->row.v[*from].cell[0].text) == 2)
    ++*from;
}

/* Rows of one thing: a row and those that are parts of it (其中), up to `to`. */
static size_t with_parts(const zb_vbuild *vb, size_t row, size_t to)
{
  size_t end = row + 1;
  while (end < to && vb->row.v[end].of_which)
    end++;
  return end;
}

/* Spans down rows tie them together: such a table is neither sorted nor cut. */
static bool spanned(const zb_vbuild *vb, const zb_val *moving)
{
  for (size_t r = 0; r < vb->row.n; r++)
    for (size_t k = 0; k < vb->column.n; k++)
      if (vb->row.v[r].cell[k].extra && vb->row.v[r].cell[k].extra->down > 1) {
        zb_diag_range(vb->d, ZB_D_ROWS_TIED, moving->src, moving->ncols, NULL);
        return true;
      }
  return false;
}

/* Sums among the rows do, too; grouping leaves them behind their parts. */
static bool summed(const zb_vbuild *vb, const zb_val *moving)
{
  size_t from, to;
  movable(vb, &from, &to);
  for (size_t r = from; r < to; r++) {
    const zb_vcell *name = &vb->row.v[r].cell[0];
    if (zb_vbuild_sum_word(name->text)) {
      zb_diag_range(vb->d, ZB_D_ROWS_SUMMED, moving->src, moving->ncols, name->text, NULL);
      return true;
    }
  }
  return false;
}

/* The rows as they are, to be put in another order, with room for one more. */
static zb_vrow *copy_rows(const zb_vbuild *vb)
{
  zb_vrow *copy = zb_newn(vb->a, zb_vrow, vb->row.n + 1);
  for (size_t r = 0; r < vb->row.n; r++)
    copy[r] = vb->row.v[r];
  return copy;
}

/* --- order ----------------------------------------------------------------------------------------------------- */

typedef struct order {
  const zb_vcell *cell;
  const zb_quantity *q; /* its number, or NULL */
  size_t at, end;       /* rows [at, end) */
  bool numbers, descending;
} order;

/* Missing values come last; equal ones keep their order. */
static int compare(const void *x, const void *y)
{
  const order *l = x, *r = y;
  int c = 0;
  if (l->cell->missing != r->cell->missing)
    return l->cell->missing ? 1 : -1;
  if (!l->cell->missing)
    c = l->numbers ? zb_num_cmp(l->q->value, r->q->value) : strcmp(l->cell->text, r->cell->text);
  if (l->descending)
    c = -c;
  return c ? c : l->at < r->at ? -1 : l->at > r->at;
}

/* Takes a last word off the text: desc, 降序 ... *descending tells which. */
static const char *direction(zb_arena *a, const char *text, bool *descending)
{
  static const struct {
    const char *word;
    bool down;
  } words[] = {{" desc", true}, {" 降序", true}, {" asc", false}, {" 升序", false}};
  size_t n = strlen(text);
  *descending = false;
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t w = strlen(words[i].word);
    if (n > w && strcmp(text + n - w, words[i].word) == 0) {
      *descending = words[i].down;
      return zb_source_trim(a, text, text + n - w);
    }
  }
  return zb_source_trim(a, text, text + n);
}

static void sort_by(zb_vbuild *vb, const zb_val *by)
{
  bool down, numbers = true;
  const char *name = direction(vb->a, by->text, &down);
  size_t k = zb_vbuild_column(vb, name, by->src, by->ncols), n = 0, from, to;
  if (k == vb->column.n)
    return;
  movable(vb, &from, &to);
  order *o = zb_newn(vb->a, order, to - from + 1);
  for (size_t r = from; r < to; r = o[n++].end) {
    const zb_vcell *cell = &vb->row.v[r].cell[k];
    o[n] = (order){.cell = cell, .q = number_in(vb, cell), .at = r, .end = with_parts(vb, r, to), .descending = down};
    numbers = numbers && (o[n].q || cell->missing);
  }
  for (size_t i = 0; i < n; i++)
    o[i].numbers = numbers;
  qsort(o, n, sizeof *o, compare);
  zb_vrow *sorted = copy_rows(vb), *next = sorted + from;
  for (size_t i = 0; i < n; i++)
    for (size_t r = o[i].at; r < o[i].end; r++)
      *next++ = vb->row.v[r];
  vb->row.v = sorted;
  vb->row.cap = vb->row.n + 1;
}

/* --- the rest as one row --------------------------------------------------------------------------------------- */

/* "8 + 其他": a count, and the name of the row for the rest or "". */
static bool parse_top(zb_arena *a, const char *text, size_t *n, const char **rest)
{
  size_t digits = strspn(text, "0123456789");
  *n = strtoul(text, NULL, 10);
  *rest = "";
  if (digits == 0 || digits > 9 || *n == 0)
    return false;
  const char *p = text + digits;
  while (*p == ' ')
    p++;
  if (!*p)
    return true;
  size_t plus = *p == '+' ? 1 : strncmp(p, "＋", 3) == 0 ? 3 : 0;
  *rest = zb_source_trim(a, p + plus, p + strlen(p));
  return plus > 0 && **rest;
}

/* One row for rows [from, to). */
static zb_vrow rest_row(zb_vbuild *vb, size_t from, size_t to, const char *name, zb_src src)
{
  const zb_vrow *row = vb->row.v + from;
  size_t n = to - from;
  zb_vrow rest = {.group = -1, .name = name, .computed = true, .cell = zb_newn(vb->a, zb_vcell, vb->column.n)};
  for (size_t k = 0; k < vb->column.n; k++) {
    zb_quantity q;
    size_t left;
    rest.cell[k] = (zb_vcell){.text = k == 0 ? name : "", .src = src, .missing = k > 0};
    if (k == 0 || zb_vbuild_rates(row, n, k) || !zb_vbuild_sum(vb, k, row, n, &q, &left))
      continue;
    rest.cell[k].q = zb_arena_memdup(vb->a, &q, sizeof q);
    rest.cell[k].text = q.text;
    rest.cell[k].missing = false;
  }
  return rest;
}

static void cut(zb_vbuild *vb, const zb_val *top)
{
  size_t n, from, to, end;
  const char *name;
  if (!parse_top(vb->a, top->text, &n, &name)) {
    zb_diag_range(vb->d, ZB_D_TOP_FORM, top->src, top->ncols, top->text, NULL);
    vb->failed = true;
    return;
  }
  movable(vb, &from, &to);
  end = from;
  while (n-- > 0 && end < to)
    end = with_parts(vb, end, to);
  if (end == to)
    return;
  zb_vrows kept = {0};
  for (size_t r = 0; r < end; r++)
    zb_push(vb->a, &kept, vb->row.v[r]);
  if (*name)
    zb_push(vb->a, &kept, rest_row(vb, end, to, name, top->src));
  for (size_t r = to; r < vb->row.n; r++)
    zb_push(vb->a, &kept, vb->row.v[r]);
  vb->row = kept;
}

/* --- groups ---------------------------------------------------------------------------------------------------- */

static void add_group(zb_vbuild *vb, zb_vgroup *group, const char *text, zb_src src)
{
  group[vb->v->ngroups++] = (zb_vgroup){.text = text, .src = src};
}

/* The group of each row, made at its first appearance; false after a diagnostic: a row has none. Totals at the head and
   the foot stand outside. */
static bool find_groups(zb_vbuild *vb, size_t k, size_t from, size_t to)
{
  zb_names *seen = zb_names_new(vb->a);
  vb->v->group = zb_newn(vb->a, zb_vgroup, to - from + 1);
  for (size_t r = from; r < to; r++) {
    const zb_vcell *cell = &vb->row.v[r].cell[k];
    if (!zb_vbuild_heading(vb, &vb->row.v[r], k))
      return false;
    int *at = zb_names_get(seen, cell->text);
    if (!at) {
      at = zb_new(vb->a, int);
      *at = (int)vb->v->ngroups;
      zb_names_put(seen, cell->text, at);
      add_group(vb, vb->v->group, cell->text, cell->src);
    }
    vb->row.v[r].group = *at;
  }
  return true;
}

/* Takes the column of the groups away. A total that is named there is named in the column behind it. */
static void drop_column(zb_vbuild *vb, size_t k)
{
  size_t behind = vb->column.n - k - 1;
  for (size_t r = 0; r < vb->row.n; r++) {
    zb_vcell *cell = vb->row.v[r].cell;
    if (k == 0 && behind > 0 && vb->row.v[r].group < 0 && cell[1].missing)
      cell[1] = cell[0];
    memmove(&cell[k], &cell[k + 1], behind * sizeof *cell);
  }
  memmove(&vb->column.v[k], &vb->column.v[k + 1], behind * sizeof *vb->column.v);
  vb->column.n--;
  for (size_t i = 0; i < vb->v->nspanners; i++) {
    zb_vspanner *s = &vb->v->spanner[i];
    s->from -= k < s->from;
    s->to -= k < s->to;
  }
}

/* Rows of one value of the column stand together, in the order of first appearance; the column goes. */
static void group_by(zb_vbuild *vb, const zb_val *by)
{
  size_t k = zb_vbuild_column(vb, by->text, by->src, by->ncols), n = vb->row.n, from, to;
  if (k == vb->column.n)
    return;
  movable(vb, &from, &to);
  if (!find_groups(vb, k, from, to))
    return;
  size_t *count = zb_newn(vb->a, size_t, vb->v->ngroups + 1);
  for (size_t r = from; r < to; r++)
    count[vb->row.v[r].group + 1]++;
  for (size_t g = 0; g < vb->v->ngroups; g++)
    count[g + 1] += count[g];
  zb_vrow *sorted = copy_rows(vb);
  for (size_t r = from; r < to; r++)
    sorted[from + count[vb->row.v[r].group]++] = vb->row.v[r];
  vb->row.v = sorted;
  vb->row.cap = n + 1;
  drop_column(vb, k);
}

/* groups: {第二产业: 采矿业}: a group begins with the row of that name. */
static void group_from(zb_vbuild *vb, const zb_val *map)
{
  vb->v->group = zb_newn(vb->a, zb_vgroup, map->nitems + 1);
  size_t r = 0, from, to;
  movable(vb, &from, &to);
  for (size_t i = 0; i < map->nitems; i++) {
    const zb_val *first = &map->item[i];
    if (!*map->name[i]->text) {
      zb_diag_range(vb->d, ZB_D_VALUE_EMPTY, map->name[i]->src, map->name[i]->ncols,
                    zb_key_name(ZB_K_GROUPS, ZB_LANG_EN), NULL);
      vb->failed = true;
      return;
    }
    size_t at = r;
    while (at < vb->row.n && strcmp(vb->row.v[at].cell[0].text, first->text) != 0)
      at++;
    if (at == vb->row.n) {
      const char **names = zb_newn(vb->a, const char *, vb->row.n + 1);
      for (size_t k = r; k < vb->row.n; k++)
        names[k - r] = vb->row.v[k].cell[0].text;
      zb_diag_range(vb->d, ZB_D_GROUP_ROW, first->src, first->ncols, first->text,
                    zb_names_suggest(vb->a, first->text, names, vb->row.n - r), NULL);
      vb->failed = true;
      return;
    }
    for (; r < at; r++)
      vb->row.v[r].group = i == 0 ? -1 : (int)i - 1;
    add_group(vb, vb->v->group, map->name[i]->text, map->name[i]->src);
  }
  for (; r < to; r++)
    vb->row.v[r].group = (int)map->nitems - 1;
}

void zb_vbuild_rows(zb_vbuild *vb)
{
  const zb_val *where = zb_obj_get(vb->o, ZB_K_WHERE), *sort = zb_obj_get(vb->o, ZB_K_SORT);
  const zb_val *top = zb_obj_get(vb->o, ZB_K_TOP_N);
  const zb_val *by = zb_obj_get(vb->o, ZB_K_GROUP_BY), *groups = zb_obj_get(vb->o, ZB_K_GROUPS);
  const zb_val *moving = sort ? sort : top, *choosing = where ? where : moving ? moving : by;
  if (choosing && spanned(vb, choosing)) {
    vb->failed = true;
    return;
  }
  for (size_t i = 0; where && i < where->nitems; i++)
    vb->failed = !keep_rows(vb, &where->item[i]) || vb->failed;
  if (moving && !vb->failed && summed(vb, moving))
    vb->failed = true;
  for (size_t i = sort && !vb->failed ? sort->nitems : 0; i > 0; i--)
    sort_by(vb, &sort->item[i - 1]);
  if (top && !vb->failed)
    cut(vb, top);
  if (by && groups) {
    zb_diag_range(vb->d, ZB_D_GROUPS_TWICE, groups->src, 1, NULL);
    vb->failed = true;
  } else if (by && !vb->failed) {
    group_by(vb, by);
  } else if (groups && !vb->failed) {
    group_from(vb, groups);
  }
}
