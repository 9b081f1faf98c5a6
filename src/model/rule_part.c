/* Parts and wholes: 其中 names a part of the figure before it, 高新技术企业 are some of 企业; a part is not more than
 * its whole. */
#include <string.h>

#include "base/utf8.h"
#include "model/names.h"
#include "model/rule.h"

static bool more(zb_rules *x, const zb_figure *part, const zb_figure *whole)
{
  zb_value p = zb_value_of(x->a, &part->q), w = zb_value_of(x->a, &whole->q);
  return !zb_ival_less(&p.core, &w.core, true);
}

static bool alike(const zb_figure *a, const zb_figure *b)
{
  return zb_rule_counts(a) && zb_rule_counts(b) && strcmp(a->q.unit, b->q.unit) == 0;
}

/* {whole}…，其中…{part} */
static void read_sentence(zb_rules *x, const zb_sentence *s)
{
  const char *word = zb_lex_find(s->text, ZB_LEX_PART, NULL);
  size_t at = word ? (size_t)(word - s->text) : 0, k = 0;
  while (word && k < s->nmentions && s->mention[k].from < at)
    k++;
  const zb_figure *whole = k > 0 ? s->mention[k - 1].figure : NULL;
  for (; whole && k < s->nmentions; k++) {
    const zb_figure *part = s->mention[k].figure;
    if (alike(part, whole) && more(x, part, whole) && zb_rule_about(x, ZB_D_PART_EXCEEDS, part, whole))
      zb_diag(x->d, ZB_D_PART_EXCEEDS, zb_sentence_place(s, s->mention[k].from), zb_rule_shown(x, part),
              zb_rule_shown(x, whole), zb_build_place(x->a, whole->src), NULL);
  }
}

/* --- labels ------------------------------------------------------------------------------------------------------- */

/* Figures by label: 企业; rows of tables by their names, with the least of their figures. */
static zb_names *by_label(zb_rules *x)
{
  zb_names *n = zb_names_new(x->a);
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    const char *name = f->column ? f->row : f->label ? f->label_text : NULL;
    const zb_figure **held = name && zb_rule_counts(f) ? zb_names_get(n, name) : NULL;
    if (name && zb_rule_counts(f) && !held) {
      held = zb_new(x->a, const zb_figure *);
      *held = f;
      zb_names_put(n, name, held);
    } else if (held && f->column && alike(f, *held) && zb_num_cmp(f->q.value, (*held)->q.value) < 0) {
      *held = f;
    }
  }
  return n;
}

/* Some 企业 are 高新技术企业: the label ends with the other's. */
static void check_subset(zb_rules *x, const zb_figure *f, const zb_figure *whole)
{
  if (whole != f && alike(f, whole) && zb_rule_comparable(f, whole) && !f->scope && !f->period && more(x, f, whole) &&
      zb_rule_about(x, ZB_D_SUBSET_EXCEEDS, f, whole))
    zb_diag(x->d, ZB_D_SUBSET_EXCEEDS, f->src, f->label_text, zb_rule_shown(x, f), zb_rule_shown(x, whole),
            zb_build_place(x->a, whole->src), NULL);
}

/* 任务 and 任务清单: the label begins with the other's, and only a word behind it tells them apart. */
static void check_near(zb_rules *x, const zb_figure *f, const zb_figure *other)
{
  if (other != f && !other->column && alike(f, other) && zb_rule_comparable(f, other) &&
      strcmp(f->q.text, other->q.text) != 0 && !zb_report_reckons(x->r, f) && !zb_report_reckons(x->r, other) &&
      zb_rule_about(x, ZB_D_LABEL_NEAR, f, other))
    zb_diag(x->d, ZB_D_LABEL_NEAR, f->src, zb_rule_shown(x, f), f->label_text, zb_rule_shown(x, other),
            other->label_text, zb_build_place(x->a, other->src), NULL);
}

static void check_label(zb_rules *x, const zb_names *names, const zb_figure *f)
{
  enum { LEAST = 3 }; /* code points of a name that says what it is */
  const char *label = f->label_text;
  for (const char *p = label; *p;) {
    zb_utf8_next(&p);
    size_t bytes = strlen(p);
    const zb_figure *const *whole = zb_utf8_count(p, bytes) >= LEAST ? zb_names_get(names, p) : NULL;
    if (whole)
      check_subset(x, f, *whole);
    size_t head = (size_t)(p - label);
    const zb_figure *const *near =
        *p && zb_utf8_count(label, head) >= LEAST ? zb_names_get(names, zb_arena_strndup(x->a, label, head)) : NULL;
    if (near)
      check_near(x, f, *near);
  }
}

void zb_rule_part(zb_rules *x)
{
  zb_names *names = by_label(x);
  for (size_t i = 0; i < x->text.n; i++)
    read_sentence(x, &x->text.v[i]);
  for (size_t i = 0; i < x->nfigures; i++) {
    const zb_figure *f = zb_rule_figure(x, i);
    if (!f->column && f->label && zb_rule_counts(f))
      check_label(x, names, f);
  }
}
