/* Coverage of the figures of a document. */
#include "engine/coverage.h"

#include <glib.h>
#include <string.h>

static zb_covered *find(GHashTable *by_id, const char *id)
{
  return g_hash_table_lookup(by_id, id);
}

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

static void collect_uses(zb_doc *doc, zb_coverage *c, GHashTable *by_id)
{
  const zb_report *r = doc->report;
  for (size_t i = 0; i < r->uses->list.n; i++) {
    const zb_use *u = &r->uses->list.v[i];
    zb_covered *one = find(by_id, u->id);
    if (one)
      add_use(doc->arena, one, u->src);
    for (size_t k = 0; u->table && k < c->n; k++)
      if (of_table(c->v[k].figure, u->id))
        add_use(doc->arena, &c->v[k], u->src);
  }
}

static void collect_ink(zb_doc *doc, GHashTable *by_id)
{
  size_t n;
  zb_dl_use *use = zb_dl_uses(doc->arena, doc->dl, &n);
  for (size_t i = 0; i < n; i++) {
    zb_covered *c = find(by_id, use[i].datum->figure);
    bool text = *use[i].text != '\0';
    zb_rect r = text ? use[i].bounds : use[i].fill;
    r.x -= use[i].page->trim.x;
    r.y -= use[i].page->trim.y;
    zb_ink ink = {.page = use[i].page->number, .r = r, .text = use[i].text};
    if (c && text)
      zb_push(doc->arena, &c->printed, ink);
    else if (c && use[i].drawn)
      zb_push(doc->arena, &c->drawn, ink);
  }
}

static void count_relations(zb_coverage *c, GHashTable *by_id)
{
  for (size_t i = 0; i < c->nrelations; i++)
    for (size_t k = 0; k < c->relation[i].n; k++) {
      zb_covered *one = find(by_id, c->relation[i].figure[k]->id);
      if (one)
        *(c->relation[i].holds ? &one->holds : &one->broken) += 1;
    }
}

zb_coverage zb_coverage_of(zb_doc *doc)
{
  const zb_figures *all = doc->report->figures;
  zb_coverage c = {.v = zb_newn(doc->arena, zb_covered, zb_figures_count(all))};
  GHashTable *by_id = g_hash_table_new(g_str_hash, g_str_equal);
  for (size_t i = 0; i < zb_figures_count(all); i++) {
    const zb_figure *f = zb_figures_at(all, i);
    if (f->missing)
      continue;
    c.v[c.n] = (zb_covered){.figure = f};
    g_hash_table_insert(by_id, zb_arena_strdup(doc->arena, f->id), &c.v[c.n++]);
  }
  c.relation = zb_relations_of(doc->arena, doc->report, &c.nrelations);
  collect_uses(doc, &c, by_id);
  if (doc->dl)
    collect_ink(doc, by_id);
  count_relations(&c, by_id);
  g_hash_table_destroy(by_id);
  return c;
}
