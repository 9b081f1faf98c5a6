/* Likely relations between the figures of a text. */
#include "import/relate.h"

#include <string.h>

#include "model/names.h"

enum { RELATIONS_MAX = 60, TELLING_DIGITS = 3, FAR = 100, NEAR = 30 /* figures between those of a relation */ };

typedef struct relator {
  zb_arena *a;
  const zb_harvest *h;
  const zb_parts *parts;
  ZB_VEC(const char *) out;
} relator;

static void propose(relator *r, const char *line)
{
  for (size_t i = 0; i < r->out.n; i++)
    if (strcmp(r->out.v[i], line) == 0)
      return;
  if (r->out.n < RELATIONS_MAX)
    zb_push(r->a, &r->out, line);
}

static size_t low(size_t at, size_t reach)
{
  return at > reach ? at - reach : 0;
}

static size_t high(const relator *r, size_t at, size_t reach)
{
  return at + reach < r->h->figure.n ? at + reach : r->h->figure.n;
}

static bool exact(const zb_found *f)
{
  return f->q.approx == ZB_APPROX_NONE && !f->q.range && !f->q.ordinal && f->q.value.sign > 0;
}

static bool same_unit(const zb_found *x, const zb_found *y)
{
  return strcmp(x->q.unit, y->q.unit) == 0;
}

static bool percent(const zb_found *f)
{
  return strcmp(f->q.unit, "%") == 0;
}

static bool near(const zb_found *x, const zb_found *y)
{
  return x->part == y->part && x->sentence == y->sentence;
}

/* Does the quotient print as the percentage? */
static bool gives(relator *r, zb_num part, zb_num whole, const zb_found *p)
{
  zb_num v = zb_num_mul(r->a, zb_num_div(r->a, part, whole), zb_num_int(r->a, 100));
  return zb_num_cmp(zb_num_round(r->a, v, p->q.decimals), p->q.value) == 0;
}

static int digits_of(const zb_found *f)
{
  int n = 0;
  for (const char *p = f->q.digits; *p; p++)
    n += *p >= '0' && *p <= '9' && (n > 0 || *p != '0');
  return n;
}

/* strong_share = strong / villages: in one sentence, or wherever the share has three digits or more. */
static void find_shares(relator *r, size_t at)
{
  const zb_found *f = r->h->figure.v, *p = &f[at];
  for (size_t i = low(at, NEAR); p->share && percent(p) && exact(p) && i < high(r, at, NEAR); i++)
    for (size_t k = low(at, FAR); k < high(r, at, FAR); k++) {
      if (i == k || percent(&f[i]) || !same_unit(&f[i], &f[k]) || !exact(&f[i]) || !exact(&f[k]) ||
          zb_num_cmp(f[i].q.value, f[k].q.value) >= 0)
        continue;
      bool reason = near(&f[i], p) && (near(&f[k], p) || digits_of(p) >= TELLING_DIGITS);
      if (reason && gives(r, f[i].q.value, f[k].q.value, p))
        propose(r, zb_arena_printf(r->a, "%s = %s / %s", p->id, f[i].id, f[k].id));
    }
}

/* cut = (before - after) / before, in one sentence. */
static void find_changes(relator *r, size_t at)
{
  const zb_found *f = r->h->figure.v, *p = &f[at];
  for (size_t i = low(at, NEAR); percent(p) && exact(p) && i < high(r, at, NEAR); i++)
    for (size_t k = i + 1; k < high(r, at, NEAR); k++) {
      if (percent(&f[i]) || !same_unit(&f[i], &f[k]) || !exact(&f[i]) || !exact(&f[k]) || f[i].part != p->part ||
          f[k].part != p->part || (!near(&f[i], p) && !near(&f[k], p)))
        continue;
      int order = zb_num_cmp(f[i].q.value, f[k].q.value);
      zb_num change = zb_num_sub(r->a, f[i].q.value, f[k].q.value);
      change.sign = change.sign ? 1 : 0;
      if (order != 0 && gives(r, change, f[i].q.value, p))
        propose(r, order > 0 ? zb_arena_printf(r->a, "%s = (%s - %s) / %s", p->id, f[i].id, f[k].id, f[i].id)
                             : zb_arena_printf(r->a, "%s = (%s - %s) / %s", p->id, f[k].id, f[i].id, f[i].id));
    }
}

/* Does the sentence of the figure speak of parts of a whole? */
static bool speaks_of_sums(const relator *r, const zb_found *f)
{
  static const char *const words[] = {"共", "合计", "总", "其中", "分别", "全部", "包括"};
  const zb_part *p = &r->parts->v[f->part];
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (memmem(p->text, p->n, words[i], strlen(words[i])))
      return true;
  return false;
}

/* total = all others of its unit in the sentence, or two of them. */
static void find_sums(relator *r, size_t total)
{
  const zb_found *f = r->h->figure.v, *t = &f[total];
  ZB_VEC(size_t) like = {0};
  for (size_t i = low(total, NEAR); i < high(r, total, NEAR) && exact(t) && !percent(t); i++)
    if (i != total && exact(&f[i]) && same_unit(&f[i], t) && f[i].part == t->part && f[i].sentence + 1 >= t->sentence &&
        f[i].sentence <= t->sentence + 1)
      zb_push(r->a, &like, i);
  if (like.n < 2 || like.n > 12 || !speaks_of_sums(r, t))
    return;
  for (size_t from = 0; from < like.n; from++) { /* parts are named one after the other */
    zb_num sum = {0};
    const char *line = zb_arena_printf(r->a, "%s =", t->id);
    for (size_t i = from; i < like.n; i++) {
      sum = zb_num_add(r->a, sum, f[like.v[i]].q.value);
      line = zb_arena_printf(r->a, "%s %s%s", line, i > from ? "+ " : "", f[like.v[i]].id);
      if (i > from && zb_num_cmp(sum, t->q.value) == 0)
        propose(r, line);
    }
  }
}

/* What leads by z points: the other side is x - z, and a figure of the sentence when there is one. */
static void find_points(relator *r, size_t at, zb_names *ids)
{
  const zb_found *f = r->h->figure.v, *z = &f[at], *x = NULL;
  if (!z->leads || !exact(z) || at == 0)
    return;
  for (size_t i = at; i-- > low(at, NEAR) && !x;)
    if (percent(&f[i]) && exact(&f[i]) && near(&f[i], z))
      x = &f[i];
  if (!x)
    return;
  bool behind = strstr(z->label, "低") || strstr(z->label, "慢") || strstr(z->label, "落后");
  zb_num other = behind ? zb_num_add(r->a, x->q.value, z->q.value) : zb_num_sub(r->a, x->q.value, z->q.value);
  for (size_t i = low(at, NEAR); i < high(r, at, NEAR); i++)
    if (&f[i] != x && percent(&f[i]) && exact(&f[i]) && f[i].part == z->part && zb_num_cmp(f[i].q.value, other) == 0) {
      propose(r, zb_arena_printf(r->a, "%s = %s %s %s", f[i].id, x->id, behind ? "+" : "-", z->id));
      return;
    }
  const char *id = zb_arena_printf(r->a, "对照_%s", x->id);
  if (!zb_names_get(ids, id))
    propose(r, zb_arena_printf(r->a, "%s := %s %s %s", id, x->id, behind ? "+" : "-", z->id));
}

zb_relations zb_relate(zb_arena *a, const zb_harvest *h, const zb_parts *parts)
{
  relator r = {.a = a, .h = h, .parts = parts};
  zb_names *ids = zb_names_new(a);
  for (size_t i = 0; i < h->figure.n; i++)
    zb_names_put(ids, h->figure.v[i].id, &r);
  for (size_t i = 0; i < h->figure.n; i++) {
    find_shares(&r, i);
    find_changes(&r, i);
    find_sums(&r, i);
    find_points(&r, i, ids);
  }
  return (zb_relations){.v = r.out.v, .n = r.out.n};
}
