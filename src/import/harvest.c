/* The quantities of a text as figures. */
#include "import/harvest.h"

#include <string.h>

#include "base/utf8.h"
#include "model/names.h"

enum { TELLING_CHARS = 4 }; /* of a label that says the same within a longer one */

typedef struct harvester {
  zb_arena *a;
  zb_harvest *h;
  zb_names *ids;
  zb_names *alike;  /* value and unit -> the last figure that has them, chained by `next` */
  zb_names *called; /* label and unit -> index of the last figure called so */
  zb_names *suffix; /* id -> the number its last namesake got */
  ZB_VEC(long) next;
} harvester;

/* --- the same thing? ---------------------------------------------------------------------------------------------- */

static bool same_value(const zb_quantity *x, const zb_quantity *y)
{
  return strcmp(x->unit, y->unit) == 0 && x->approx == y->approx && x->range == y->range &&
         zb_num_cmp(x->value, y->value) == 0 && (!x->range || zb_num_cmp(x->hi, y->hi) == 0);
}

/* Does one label end or begin the other? 高新技术企业 and 新能源等领域高新技术企业 do. */
static bool same_label(const char *x, const char *y)
{
  size_t n = strlen(x), m = strlen(y);
  if (n > m)
    return same_label(y, x);
  if (n == m)
    return strcmp(x, y) == 0;
  return zb_utf8_count(x, n) >= TELLING_CHARS && (strcmp(y + m - n, x) == 0 || strncmp(y, x, n) == 0);
}

static const char *value_key(zb_arena *a, const zb_quantity *q)
{
  return zb_arena_printf(a, "%s|%s", zb_num_print_exact(a, q->value), q->unit);
}

static zb_found *known(harvester *v, const zb_quantity *q, const zb_topic *l)
{
  const long *last = zb_names_get(v->alike, value_key(v->a, q));
  for (long i = last ? *last : -1; i >= 0; i = v->next.v[i]) {
    zb_found *f = &v->h->figure.v[i];
    if (*l->text && same_label(f->label, l->text) && same_value(&f->q, q))
      return f;
  }
  return NULL;
}

/* --- names -------------------------------------------------------------------------------------------------------- */

static const char *name_key(zb_arena *a, const char *label, const char *unit)
{
  return zb_arena_printf(a, "%s|%s", label, unit);
}

/* Han and letters of the unit, for an id. */
static const char *unit_word(zb_arena *a, const char *unit)
{
  if (strcmp(unit, "%") == 0)
    return "百分比";
  static const char ge[] = "个";
  bool measure = strncmp(unit, ge, sizeof ge - 1) == 0 && unit[sizeof ge - 1];
  char *id = zb_topic_id(a, measure ? unit + sizeof ge - 1 : unit); /* 个方面 counts 方面 */
  return strcmp(id, "数字") == 0 ? "" : id;
}

static const char *free_id(harvester *v, const char *label, const zb_quantity *q)
{
  char *id = zb_topic_id(v->a, label);
  if (!zb_names_get(v->ids, id) && !zb_id_reserved(id))
    return id;
  const char *unit = unit_word(v->a, q->unit), *with_unit = zb_arena_printf(v->a, "%s_%s", id, unit);
  if (*unit && !zb_names_get(v->ids, with_unit))
    return with_unit;
  int *k = zb_names_get(v->suffix, id);
  if (!k) {
    k = zb_new(v->a, int);
    *k = 1;
    zb_names_put(v->suffix, id, k);
  }
  const char *numbered;
  do
    numbered = zb_arena_printf(v->a, "%s_%d", id, ++*k);
  while (zb_names_get(v->ids, numbered));
  return numbered;
}

/* Would the two as one thing change what the report says: another sign, another side of one half? That is an error for
   the check, and no draft should fail. */
static bool opposed(zb_arena *a, const zb_quantity *x, const zb_quantity *y)
{
  zb_num half = zb_num_int(a, 50);
  bool percent = strcmp(x->unit, "%") == 0;
  return x->value.sign * y->value.sign < 0 || (percent && zb_num_cmp(x->value, half) * zb_num_cmp(y->value, half) < 0);
}

/* A label that another figure of this unit has is made wider, or told apart by its time or a number, when both stand in
   one paragraph, or it says little, or the two are opposed. Elsewhere it stays: two values of one thing are for the
   check to show. */
static const char *own_label(const harvester *v, const zb_quantity *q, const zb_topic *t, size_t part)
{
  enum { SAYS_LITTLE = 3, TIMES = 99 };
  const size_t *at = zb_names_get(v->called, name_key(v->a, t->text, q->unit));
  const zb_found *first = at ? &v->h->figure.v[*at] : NULL;
  bool apart = first && opposed(v->a, &first->q, q);
  if (!first || (!apart && first->part != part && zb_utf8_count(t->text, strlen(t->text)) > SAYS_LITTLE))
    return t->text;
  const char *with_time = zb_arena_printf(v->a, "%s%s", t->when, t->text);
  const char *const choice[] = {t->wider, *t->when ? with_time : ""};
  for (size_t i = 0; i < 2; i++)
    if (*choice[i] && !zb_names_get(v->called, name_key(v->a, choice[i], q->unit)))
      return choice[i];
  for (int k = 2; apart && k < TIMES; k++) {
    const char *numbered = zb_arena_printf(v->a, "%s（其%d）", t->text, k);
    if (!zb_names_get(v->called, name_key(v->a, numbered, q->unit)))
      return numbered;
  }
  return t->text;
}

static size_t register_new(harvester *v, const zb_number *x, const zb_topic *t, zb_found new)
{
  const char *key = value_key(v->a, &x->q);
  long *last = zb_names_get(v->alike, key);
  new.q = x->q;
  new.label = own_label(v, &x->q, t, new.part);
  new.leads = t->leads;
  new.share = t->share;
  new.id = free_id(v, *new.label ? new.label : unit_word(v->a, x->q.unit), &x->q);
  if (!*new.label)
    new.label = new.id;
  size_t *index = zb_new(v->a, size_t);
  *index = v->h->figure.n;
  zb_names_put(v->called, name_key(v->a, new.label, x->q.unit), index);
  zb_names_put(v->ids, new.id, v);
  zb_push(v->a, &v->next, last ? *last : -1);
  zb_push(v->a, &v->h->figure, new);
  last = zb_new(v->a, long);
  *last = (long)v->h->figure.n - 1;
  zb_names_put(v->alike, key, last);
  return v->h->figure.n - 1;
}

static size_t add(harvester *v, const zb_number *x, const zb_topic *t, zb_found place)
{
  zb_found *f = known(v, &x->q, t);
  return f ? (size_t)(f - v->h->figure.v) : register_new(v, x, t, place);
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

static size_t sentences(const char *text, size_t from, size_t to)
{
  size_t n = 0;
  for (size_t i = from; i + 3 <= to; i++)
    n += memcmp(text + i, "。", 3) == 0 || memcmp(text + i, "；", 3) == 0;
  return n;
}

static void take_part(harvester *v, const zb_part *p, size_t index, zb_part_uses *out)
{
  size_t n, sentence = 0, behind = 0;
  zb_number *x = zb_scan(v->a, p->text, p->n, &n);
  zb_topic *label = zb_newn(v->a, zb_topic, n);
  ZB_VEC(zb_found_use) uses = {0};
  for (size_t i = 0; i < n; i++) {
    v->h->tokens += x[i].runs;
    v->h->by_class[x[i].class] += x[i].runs;
    sentence += sentences(p->text, behind, x[i].from);
    behind = x[i].from;
    if (x[i].class != ZB_NUMBER_QUANTITY || !x[i].readable)
      continue;
    label[i] = zb_topic_of(v->a, p->text, p->n, x, n, i, label);
    zb_found place = {.line = p->line, .part = index, .sentence = sentence};
    zb_push(v->a, &uses, (zb_found_use){.from = x[i].from, .to = x[i].to, .figure = add(v, &x[i], &label[i], place)});
  }
  *out = (zb_part_uses){.v = uses.v, .n = uses.n};
}

zb_harvest *zb_harvest_take(zb_arena *a, const zb_parts *parts)
{
  harvester v = {.a = a,
                 .h = zb_new(a, zb_harvest),
                 .ids = zb_names_new(a),
                 .alike = zb_names_new(a),
                 .called = zb_names_new(a),
                 .suffix = zb_names_new(a)};
  v.h->use = zb_newn(a, zb_part_uses, parts->n);
  for (size_t i = 0; i < parts->n; i++)
    if (parts->v[i].kind != ZB_PART_BYLINE && parts->v[i].kind != ZB_PART_CREDIT)
      take_part(&v, &parts->v[i], i, &v.h->use[i]);
  return v.h;
}
