/* Names: variants of declared terms; a heading and its lead that differ by one character; a rare form one character off
   a frequent one. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/names.h"
#include "model/rule.h"

enum {
  TERM_MIN = 4, /* code points of a name that is compared with others */
  TERM_MAX = 8,
  FORMS = 32 /* so many forms one character off, and the name is one of a series: 第一组, 第二组 ... */
};

/* --- declared terms ----------------------------------------------------------------------------------------------- */

/* Does byte `at` of the text lie within the preferred form? */
static bool within(const char *text, size_t at, size_t bytes, const char *term)
{
  size_t n = strlen(term);
  for (const char *p = text; (p = strstr(p, term)); p++) {
    size_t from = (size_t)(p - text);
    if (from <= at && at + bytes <= from + n)
      return true;
  }
  return false;
}

static void find_variant(zb_rules *x, const zb_sentence *s, const char *term, const char *variant)
{
  size_t n = strlen(variant);
  for (const char *p = s->text; (p = strstr(p, variant)); p += n) {
    size_t at = (size_t)(p - s->text);
    if (!within(s->text, at, n, term))
      zb_diag_range(x->d, ZB_D_TERM_VARIANT, zb_sentence_place(s, at), (int)zb_utf8_count(variant, n), variant, term,
                    NULL);
  }
}

static void find_in_labels(zb_rules *x, const char *term, const char *variant)
{
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    const char *p = f->label && !f->derived ? strstr(f->label_text, variant) : NULL;
    if (p && !within(f->label_text, (size_t)(p - f->label_text), strlen(variant), term) &&
        zb_rule_about(x, ZB_D_TERM_VARIANT, f, NULL))
      zb_diag(x->d, ZB_D_TERM_VARIANT, f->label->src, variant, term, NULL);
  }
}

static void declared(zb_rules *x)
{
  const zb_val *terms = zb_obj_get(x->r->props, ZB_K_TERMS);
  for (size_t t = 0; terms && t < terms->nitems; t++) {
    const zb_val *variants = zb_obj_get(terms->item[t].obj, ZB_K_VARIANTS);
    const char *term = terms->name[t]->text;
    for (size_t v = 0; variants && v < variants->nitems; v++) {
      const zb_val *variant = &variants->item[v];
      if (strcmp(variant->text, term) == 0) {
        zb_diag_range(x->d, ZB_D_TERM_ITSELF, variant->src, variant->ncols, term, NULL);
        continue;
      }
      for (size_t i = 0; i < x->text.n; i++)
        find_variant(x, &x->text.v[i], term, variant->text);
      find_in_labels(x, term, variant->text);
    }
  }
}

/* --- one character off -------------------------------------------------------------------------------------------- */

/* Code points as text of fixed width, so that windows are easy. */
typedef struct wide {
  uint32_t *c;
  size_t *at; /* byte in its sentence */
  size_t n;
} wide;

static wide widen(zb_rules *x, const char *text)
{
  wide w = {.c = zb_newn(x->a, uint32_t, strlen(text)), .at = zb_newn(x->a, size_t, strlen(text))};
  for (const char *p = text; *p;) {
    w.at[w.n] = (size_t)(p - text);
    w.c[w.n++] = zb_utf8_next(&p);
  }
  return w;
}

typedef struct term {
  const uint32_t *c;
  size_t n;
  const char *text;
  int theme; /* headings: compared with the lead of this theme alone */
  bool in_lead;
  size_t seen;          /* exact uses */
  uint64_t form[FORMS]; /* hashes of those one character off */
  size_t nforms;        /* FORMS + 1: more than that */
} term;

typedef struct near {
  term *t;
  const zb_sentence *s;
  size_t at;          /* byte of the sentence */
  uint32_t its, ours; /* the characters that differ */
  const char *text;
} near;

typedef struct finder {
  zb_rules *x;
  ZB_VEC(term *) terms;
  ZB_VEC(near) found;
  zb_names *seen; /* names already taken up */
  term **bucket;  /* of terms by the first pair, and by the last; chained by index */
  size_t *next_first, *next_last, *by_first, *by_last;
  struct spot {
    const char *text;
    size_t next;
  } * spot; /* every character of the sentences; chained by its pair with the next one */
  size_t *spots;
} finder;

enum { BUCKETS = 1 << 14, NONE = 0 }; /* indexes are 1-based */

static size_t slot(uint32_t a, uint32_t b)
{
  return (a * 31 + b * 1009) % BUCKETS;
}

static bool holds(const char *group, uint32_t c)
{
  while (*group)
    if (zb_utf8_next(&group) == c)
      return true;
  return false;
}

/* Do the two characters make two things, or two sentences, rather than two forms of one name? */
static bool told_apart(uint32_t a, uint32_t b)
{
  static const char *const groups[] = {
#define ZB_CONTRAST(characters) characters,
#define ZB_PARTICLE(characters)
#include "model/contrast.def"
#undef ZB_CONTRAST
#undef ZB_PARTICLE
  };
  static const char particles[] =
#define ZB_CONTRAST(characters)
#define ZB_PARTICLE(characters) characters
#include "model/contrast.def"
#undef ZB_CONTRAST
#undef ZB_PARTICLE
      ;
  if (holds(particles, a) || holds(particles, b))
    return true;
  for (size_t i = 0; i < sizeof groups / sizeof *groups; i++)
    if (holds(groups[i], a) && holds(groups[i], b))
      return true;
  return false;
}

static void add_term(finder *f, const char *text, size_t bytes, int theme)
{
  const char *copy = zb_arena_strndup(f->x->a, text, bytes);
  wide w = widen(f->x, copy);
  if (w.n < TERM_MIN || w.n > TERM_MAX || zb_names_get(f->seen, copy))
    return;
  for (size_t i = 0; i < w.n; i++)
    if (!zb_utf8_is_han(w.c[i]))
      return;
  term *t = zb_new(f->x->a, term);
  *t = (term){.c = w.c, .n = w.n, .text = copy, .theme = theme};
  zb_names_put(f->seen, copy, t);
  zb_push(f->x->a, &f->terms, t);
}

/* Runs of Han characters: 分层培训：头雁、先锋 holds three. */
static void add_runs(finder *f, const char *text, int theme)
{
  for (const char *p = text; *p;) {
    const char *from = p, *end = p;
    while (*p && zb_utf8_is_han(zb_utf8_next(&p)))
      end = p;
    if (end > from)
      add_term(f, from, (size_t)(end - from), theme);
  }
}

/* What stands in quotation marks. */
static void add_quoted(finder *f, const char *text)
{
  for (const char *p = text; (p = strstr(p, "“"));) {
    p += strlen("“");
    const char *end = strstr(p, "”");
    if (end)
      add_term(f, p, (size_t)(end - p), -1);
  }
}

/* Names of things: headings, what is quoted, labels of figures, declared terms. */
static void gather(finder *f)
{
  const zb_val *terms = zb_obj_get(f->x->r->props, ZB_K_TERMS);
  for (size_t i = 0; terms && i < terms->nitems; i++)
    add_runs(f, terms->name[i]->text, -1);
  for (size_t i = 0; i < f->x->nfigures; i++) {
    const zb_figure *one = zb_rule_figure(f->x, i);
    if (one->label && !one->derived)
      add_runs(f, one->label_text, -1);
  }
  for (size_t i = 0; i < f->x->text.n; i++) {
    const zb_sentence *s = &f->x->text.v[i];
    add_quoted(f, s->text);
    if (s->part == ZB_PART_HEADING || s->part == ZB_PART_TITLE)
      add_runs(f, s->text, s->theme);
  }
}

static void index_terms(finder *f)
{
  zb_arena *a = f->x->a;
  f->by_first = zb_newn(a, size_t, BUCKETS);
  f->by_last = zb_newn(a, size_t, BUCKETS);
  f->next_first = zb_newn(a, size_t, f->terms.n + 1);
  f->next_last = zb_newn(a, size_t, f->terms.n + 1);
  for (size_t i = 0; i < f->terms.n; i++) {
    const term *t = f->terms.v[i];
    size_t first = slot(t->c[0], t->c[1]), last = slot(t->c[t->n - 2], t->c[t->n - 1]);
    f->next_first[i + 1] = f->by_first[first];
    f->by_first[first] = i + 1;
    f->next_last[i + 1] = f->by_last[last];
    f->by_last[last] = i + 1;
  }
}

/* Where every pair of characters of the text stands. */
static void index_text(finder *f)
{
  size_t room = 1, n = 0;
  for (size_t i = 0; i < f->x->text.n; i++)
    room += zb_utf8_count(f->x->text.v[i].text, f->x->text.v[i].len);
  f->spot = zb_newn(f->x->a, struct spot, room);
  f->spots = zb_newn(f->x->a, size_t, BUCKETS);
  for (size_t i = 0; i < f->x->text.n; i++)
    for (const char *p = f->x->text.v[i].text; *p;) {
      const char *at = p;
      uint32_t a = zb_utf8_next(&p);
      const char *next = p;
      if (!*p)
        break;
      size_t *chain = &f->spots[slot(a, zb_utf8_next(&next))];
      f->spot[++n] = (struct spot){.text = at, .next = *chain};
      *chain = n;
    }
}

/* Takes note of a form one character off; false when there are so many that the name is one of a series. */
static bool note_form(term *t, const uint32_t *c)
{
  uint64_t h = UINT64_C(14695981039346656037); /* FNV-1a, by code points */
  for (size_t i = 0; i < t->n; i++)
    h = (h ^ c[i]) * UINT64_C(1099511628211);
  for (size_t i = 0; i < t->nforms && i < FORMS; i++)
    if (t->form[i] == h)
      return true;
  if (t->nforms < FORMS)
    t->form[t->nforms] = h;
  t->nforms += t->nforms <= FORMS;
  return t->nforms <= FORMS;
}

/* The window that begins at character i against a term: exact uses are counted, one difference is kept. */
static void compare(finder *f, term *t, const zb_sentence *s, const wide *w, size_t i)
{
  size_t differ = 0, where = 0;
  for (size_t k = 0; k < t->n && differ < 2; k++)
    if (w->c[i + k] != t->c[k]) {
      differ++;
      where = k;
    }
  if (differ == 0) {
    t->seen++;
    t->in_lead = t->in_lead || s->part == ZB_PART_LEAD;
  }
  if (differ != 1 || t->nforms > FORMS || !zb_utf8_is_han(w->c[i + where]) ||
      told_apart(w->c[i + where], t->c[where]) || !note_form(t, w->c + i))
    return;
  size_t from = w->at[i], to = i + t->n < w->n ? w->at[i + t->n] : s->len;
  zb_push(f->x->a, &f->found,
          (near){.t = t,
                 .s = s,
                 .at = from,
                 .its = w->c[i + where],
                 .ours = t->c[where],
                 .text = zb_arena_strndup(f->x->a, s->text + from, to - from)});
}

/* A window that differs by one character has its first or its last two characters right. */
static void sweep(finder *f, const zb_sentence *s)
{
  wide w = widen(f->x, s->text);
  for (size_t i = 0; i + 1 < w.n; i++) {
    for (size_t k = f->by_first[slot(w.c[i], w.c[i + 1])]; k != NONE; k = f->next_first[k]) {
      term *t = f->terms.v[k - 1];
      if (t->c[0] == w.c[i] && t->c[1] == w.c[i + 1] && i + t->n <= w.n)
        compare(f, t, s, &w, i);
    }
    for (size_t k = f->by_last[slot(w.c[i], w.c[i + 1])]; k != NONE; k = f->next_last[k]) {
      term *t = f->terms.v[k - 1];
      size_t from = i + 2 - t->n;
      bool both = i + 2 >= t->n && w.c[from] == t->c[0] && w.c[from + 1] == t->c[1]; /* met already */
      if (i + 2 >= t->n && !both && t->c[t->n - 2] == w.c[i] && t->c[t->n - 1] == w.c[i + 1])
        compare(f, t, s, &w, from);
    }
  }
}

/* How often a text of two characters or more stands in the report. */
static size_t uses(const finder *f, const char *text)
{
  size_t n = 0, bytes = strlen(text);
  const char *p = text;
  uint32_t a = zb_utf8_next(&p);
  for (size_t k = f->spots[slot(a, zb_utf8_next(&p))]; k != NONE; k = f->spot[k].next)
    n += strncmp(f->spot[k].text, text, bytes) == 0;
  return n;
}

/* Is the character that differs part of a word that stands elsewhere too? Then the form is another thing, not a slip. */
static bool other_word(const finder *f, const near *n)
{
  wide w = widen(f->x, n->text);
  for (size_t i = 0; i < w.n; i++) {
    if (w.c[i] != n->its || n->t->c[i] != n->ours)
      continue;
    for (size_t from = i > 0 ? i - 1 : i; from <= i && from + 1 < w.n; from++) {
      size_t to = from + 2 < w.n ? w.at[from + 2] : strlen(n->text);
      if (uses(f, zb_arena_strndup(f->x->a, n->text + w.at[from], to - w.at[from])) > 1)
        return true;
    }
  }
  return false;
}

static void report(finder *f, const near *n)
{
  zb_diag_range(f->x->d, ZB_D_TERM_NEAR, zb_sentence_place(n->s, n->at), (int)n->t->n, n->text, n->t->text, NULL);
}

static bool heading_drift(const near *n)
{
  return n->t->theme >= 0 && n->s->part == ZB_PART_LEAD && n->s->theme == n->t->theme && !n->t->in_lead;
}

static void one_off(zb_rules *x)
{
  finder f = {.x = x, .seen = zb_names_new(x->a)};
  gather(&f);
  if (f.terms.n == 0)
    return;
  index_terms(&f);
  index_text(&f);
  for (size_t i = 0; i < x->text.n; i++)
    sweep(&f, &x->text.v[i]);
  for (size_t i = 0; i < f.found.n; i++) {
    const near *n = &f.found.v[i];
    if (n->t->nforms > FORMS || zb_names_get(f.seen, n->text))
      continue; /* one of a series; a name of its own */
    bool rare = n->t->seen >= 2 && uses(&f, n->text) == 1;
    if (heading_drift(n) || (rare && !other_word(&f, n)))
      report(&f, n);
  }
}

/* --- a character that stands with one other alone ----------------------------------------------------------------- */

/* 枸杞: both characters hardly stand without each other; 构杞 once, with a character of the same radical in place of one. */
typedef struct pair {
  uint32_t before, a, b;
  const zb_sentence *s;
  size_t at;
} pair;

static int by_second(const void *x, const void *y)
{
  const pair *p = x, *q = y;
  if (p->b != q->b)
    return p->b < q->b ? -1 : 1;
  return p->a != q->a ? (p->a < q->a ? -1 : 1) : 0;
}

/* Unicode orders the ideographs by radical, then by strokes: neighbours look alike. */
static bool look_alike(uint32_t a, uint32_t b)
{
  enum { NEAR = 0x80 };
  return a > b ? a - b <= NEAR : b - a <= NEAR;
}

/* How often one character, or two in a row (b not 0), stand in the text. */
static size_t occurrences(const zb_rules *x, uint32_t a, uint32_t b)
{
  size_t n = 0;
  char text[9] = {0};
  int first = zb_utf8_put(text, a);
  if (b)
    zb_utf8_put(text + first, b);
  for (size_t i = 0; i < x->text.n; i++)
    for (const char *p = x->text.v[i].text; (p = strstr(p, text)); p++)
      n++;
  return n;
}

/* v[from, to) end with one character: all but one of them begin with one and the same, which stands nowhere else. */
static void check_pairs(zb_rules *x, const pair *v, size_t from, size_t to)
{
  if (to - from < 3)
    return;
  size_t odd = v[from].a != v[from + 1].a ? from : to - 1, even = odd == from ? to - 1 : from;
  for (size_t i = from; i < to; i++)
    if (i != odd && v[i].a != v[even].a)
      return;
  if (v[odd].a == v[even].a || !look_alike(v[odd].a, v[even].a) || told_apart(v[odd].a, v[even].a) ||
      occurrences(x, v[even].a, 0) != to - from - 1)
    return;
  if (v[odd].before && occurrences(x, v[odd].before, v[odd].a) > 1)
    return; /* 人才资金: the odd one ends another word */
  char said[9] = {0}, usual[9] = {0};
  int n = zb_utf8_put(said, v[odd].a), m = zb_utf8_put(usual, v[even].a);
  zb_utf8_put(said + n, v[odd].b);
  zb_utf8_put(usual + m, v[even].b);
  zb_diag_range(x->d, ZB_D_TERM_NEAR, zb_sentence_place(v[odd].s, v[odd].at), 2, said, usual, NULL);
}

static void bound_pairs(zb_rules *x)
{
  ZB_VEC(pair) p = {0};
  for (size_t i = 0; i < x->text.n; i++) {
    uint32_t last = 0, before = 0;
    size_t at = 0;
    for (const char *q = x->text.v[i].text; *q;) {
      size_t from = (size_t)(q - x->text.v[i].text);
      uint32_t c = zb_utf8_next(&q);
      if (zb_utf8_is_han(before) && zb_utf8_is_han(c))
        zb_push(x->a, &p, (pair){.before = last, .a = before, .b = c, .s = &x->text.v[i], .at = at});
      last = before;
      before = c;
      at = from;
    }
  }
  if (p.n > 0)
    qsort(p.v, p.n, sizeof *p.v, by_second);
  for (size_t from = 0, to; from < p.n; from = to) {
    for (to = from + 1; to < p.n && p.v[to].b == p.v[from].b;)
      to++;
    check_pairs(x, p.v, from, to);
  }
}

void zb_rule_term(zb_rules *x)
{
  declared(x);
  one_off(x);
  bound_pairs(x);
}
