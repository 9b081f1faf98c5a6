/* Coverage of the figures of a document. */
#include "engine/coverage.h"

#include <string.h>

#include "model/names.h"

static void add_use(zb_arena *a, zb_covered *c, zb_src src)
{
  for (size_t i = 0; i < c->use.n; i++)
    if (c->use.v[i].line == src.line && c->use.v[i].col == src.col && c->use.v[i].file == src.file)
      return;
  zb_push(a, &c->use, src);
}

/* Does the path begin with this table's name? */
static bool of_table(const zb_figure *f, const char *table)
{
  size_t n = strlen(table);
  return f->column && strncmp(f->id, table, n) == 0 && f->id[n] == '.';
}

static void collect_uses(zb_doc *doc, zb_coverage *c, const zb_names *by_id)
{
  const zb_report *r = doc->report;
  for (size_t i = 0; i < r->uses->list.n; i++) {
    const zb_use *u = &r->uses->list.v[i];
    zb_covered *one = zb_names_get(by_id, u->id);
    if (one)
      add_use(doc->arena, one, u->src);
    for (size_t k = 0; u->table && k < c->n; k++) {
      if (of_table(c->v[k].figure, u->id))
        add_use(doc->arena, &c->v[k], u->src);
      zb_arena_walked(doc->arena, k);
    }
  }
}

static void collect_ink(zb_doc *doc, const zb_names *by_id)
{
  size_t n;
  zb_dl_use *use = zb_dl_uses(doc->arena, doc->dl, &n);
  for (size_t i = 0; i < n; i++) {
    zb_covered *c = zb_names_get(by_id, use[i].datum->figure);
    bool text = *use[i].text != '\0';
    zb_rect r = text ? use[i].bounds : use[i].fill;
    r.x -= use[i].page->trim.x;
    r.y -= use[i].page->trim.y;
    zb_ink ink = {.page = use[i].page->number, .r = r, .text = use[i].text};
    if (c && text)
      zb_push(doc->arena, &c->printed, ink);
    else if (c && use[i].drawn)
      zb_push(doc->arena, &c->drawn, ink);
    zb_arena_walked(doc->arena, i);
  }
}

static void count_relations(zb_coverage *c, const zb_names *by_id)
{
  for (size_t i = 0; i < c->nrelations; i++)
    for (size_t k = 0; k < c->relation[i].n; k++) {
      zb_covered *one = zb_names_get(by_id, c->relation[i].figure[k]->id);
      if (one)
        *(c->relation[i].holds ? &one->holds : &one->broken) += 1;
    }
}

zb_coverage zb_coverage_of(zb_doc *doc)
{
  const zb_figures *all = doc->report->figures;
  zb_coverage c = {.v = zb_newn(doc->arena, zb_covered, zb_figures_count(all))};
  zb_names *by_id = zb_names_new(doc->arena);
  for (size_t i = 0; i < zb_figures_count(all); i++) {
    const zb_figure *f = zb_figures_at(all, i);
    if (f->missing)
      continue;
    c.v[c.n] = (zb_covered){.figure = f};
    zb_names_put(by_id, f->id, &c.v[c.n++]);
  }
  c.relation = zb_relations_of(doc->arena, doc->report, &c.nrelations);
  collect_uses(doc, &c, by_id);
  if (doc->dl)
    collect_ink(doc, by_id);
  count_relations(&c, by_id);
  return c;
}
