/* Splitting data into panels: by a column, by series, by unit. */
#include "chart/facet.h"

#include <string.h>

static bool has_value(const zb_figure *f)
{
  return f && !f->missing;
}

static const char *unit_of_category(const zb_series *s, size_t c)
{
  for (size_t j = 0; j < s->nseries; j++)
    if (has_value(s->series[j].value[c]))
      return s->series[j].value[c]->q.unit;
  return "";
}

static const char *unit_of_series(const zb_series *s, size_t j)
{
  for (size_t c = 0; c < s->ncategories; c++)
    if (has_value(s->series[j].value[c]))
      return s->series[j].value[c]->q.unit;
  return "";
}

/* The categories and series that are kept. */
static zb_series *subset(zb_arena *a, const zb_series *s, const bool *category, const bool *series)
{
  zb_series *out = zb_arena_memdup(a, s, sizeof *s);
  out->category = zb_newn(a, const char *, s->ncategories);
  out->category_src = zb_newn(a, zb_src, s->ncategories);
  out->highlight = zb_newn(a, bool, s->ncategories);
  out->total = zb_newn(a, bool, s->ncategories);
  out->group = s->group ? zb_newn(a, const char *, s->ncategories) : NULL;
  out->series = zb_newn(a, zb_series_def, s->nseries);
  out->nseries = out->ncategories = 0;
  for (size_t j = 0; j < s->nseries; j++)
    if (!series || series[j]) {
      zb_series_def *d = &out->series[out->nseries++];
      *d = s->series[j];
      d->value = zb_newn(a, const zb_figure *, s->ncategories);
      for (size_t c = 0, k = 0; c < s->ncategories; c++)
        if (!category || category[c])
          d->value[k++] = s->series[j].value[c];
    }
  for (size_t c = 0; c < s->ncategories; c++)
    if (!category || category[c]) {
      size_t k = out->ncategories++;
      out->category[k] = s->category[c];
      out->category_src[k] = s->category_src[c];
      out->highlight[k] = s->highlight && s->highlight[c];
      out->total[k] = s->total && s->total[c];
      if (s->group)
        out->group[k] = s->group[c];
    }
  return out;
}

/* Panels by a word that each of n categories or series has. */
typedef struct split {
  zb_arena *a;
  zb_facet *facet;
  size_t n, cap;
} split;

static void add(split *s, const char *name, zb_src src, const zb_series *data)
{
  if (s->n == s->cap) {
    zb_facet *old = s->facet;
    s->cap = s->cap ? 2 * s->cap : 8;
    s->facet = zb_newn(s->a, zb_facet, s->cap);
    if (old)
      memcpy(s->facet, old, s->n * sizeof *old);
  }
  s->facet[s->n++] = (zb_facet){.name = name, .src = src, .data = data};
}

static void by_word(split *out, const zb_series *s, const char *const *word, size_t n, bool series, const char *name)
{
  bool *keep = zb_newn(out->a, bool, n), *done = zb_newn(out->a, bool, n);
  for (size_t i = 0; i < n; i++) {
    if (done[i])
      continue;
    for (size_t k = 0; k < n; k++) {
      keep[k] = strcmp(word[k], word[i]) == 0;
      done[k] = done[k] || keep[k];
    }
    const zb_series *part = subset(out->a, s, series ? NULL : keep, series ? keep : NULL);
    zb_src src = series ? ZB_SRC_NONE : s->category_src[i];
    if (name && name[0] == '\0' && series && part->nseries == 1) /* the series of a unit has no legend */
      add(out, part->series[0].name, src, part);
    else
      add(out, name ? name : word[i], src, part);
  }
}

/* Has what the units belong to no value at all? */
static bool empty_word(const zb_series *s, size_t i)
{
  size_t n = s->units_by_series ? s->ncategories : s->nseries;
  for (size_t k = 0; k < n; k++)
    if (has_value(s->units_by_series ? s->series[i].value[k] : s->series[k].value[i]))
      return false;
  return true;
}

/* One panel for each unit: units belong to the series where each series has one, else to the categories. */
static void by_unit(split *out, const zb_series *s, const char *name)
{
  size_t n = s->units_by_series ? s->nseries : s->ncategories;
  const char **word = zb_newn(out->a, const char *, n);
  const char *some = "";
  for (size_t i = 0; i < n; i++) {
    word[i] = s->units_by_series ? unit_of_series(s, i) : unit_of_category(s, i);
    some = word[i][0] ? word[i] : some;
  }
  for (size_t i = 0; i < n; i++) /* what has no value has no unit of its own: it stays with its neighbours */
    if (!word[i][0] && empty_word(s, i))
      word[i] = i > 0 ? word[i - 1] : some;
  by_word(out, s, word, n, s->units_by_series, name);
}

zb_facet *zb_facet_split(const zb_chart_in *in, const zb_chart_kind *kind, size_t *n)
{
  split first = {.a = in->text->arena}, out = first;
  const zb_series *s = in->data;
  const char **word = zb_newn(first.a, const char *, s->nseries + 1);
  for (size_t j = 0; j < s->nseries; j++)
    word[j] = s->series[j].name;
  if (s->facet_series)
    by_word(&first, s, word, s->nseries, true, NULL);
  else if (s->group)
    by_word(&first, s, s->group, s->ncategories, false, NULL);
  else
    add(&first, "", ZB_SRC_NONE, s);
  for (size_t i = 0; i < first.n; i++)
    if (s->unit || kind->all_units)
      add(&out, first.facet[i].name, first.facet[i].src, first.facet[i].data);
    else
      by_unit(&out, first.facet[i].data, first.facet[i].name);
  if (out.n == 0)
    add(&out, "", ZB_SRC_NONE, s);
  *n = out.n;
  return out.facet;
}
