/* The registry of figures, printed: an aligned table for people, JSON for programs. */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "engine/coverage.h"

enum { COLUMNS = 6 };

/* --- text --------------------------------------------------------------------------------------------------------- */

static int cells(const char *text)
{
  int n = 0;
  while (*text)
    n += zb_utf8_cells(zb_utf8_next(&text));
  return n;
}

/* Millimetres with one decimal: 45.2. */
static const char *mm(zb_arena *a, zb_u u)
{
  long tenths = ((long)u * 254 + (u < 0 ? -1 : 1) * 36L * ZB_UNIT) / (72L * ZB_UNIT); /* 1 pt = 25.4 / 72 mm */
  return zb_arena_printf(a, "%s%ld.%ld", tenths < 0 ? "-" : "", labs(tenths) / 10, labs(tenths) % 10);
}

static const char *place(zb_arena *a, zb_src src)
{
  return zb_arena_printf(a, "%s:%d:%d", src.file ? src.file : "-", src.line, src.col);
}

typedef struct row {
  const char *cell[COLUMNS];
} row;

typedef ZB_VEC(row) rows;

static size_t most(size_t x, size_t y)
{
  return x > y ? x : y;
}

/* A figure takes as many lines as it has uses, places or drawn marks. */
static void add_figure(zb_arena *a, const zb_covered *c, rows *out)
{
  size_t lines = most(most(c->use.n, c->printed.n), most(c->drawn.n, 1));
  for (size_t i = 0; i < lines; i++) {
    row r = {{"", "", "", "", "", ""}};
    if (i == 0) {
      r.cell[0] = c->figure->id;
      r.cell[1] = c->figure->q.text;
      r.cell[2] = c->figure->label_text;
      if (c->figure->formula)
        r.cell[2] = zb_arena_printf(a, "%s = %s", r.cell[2], c->figure->formula);
    }
    if (i < c->use.n)
      r.cell[3] = place(a, c->use.v[i]);
    if (i < c->printed.n) {
      const zb_ink *k = &c->printed.v[i];
      r.cell[4] = zb_arena_printf(a, "%d: %s, %s", k->page, mm(a, k->r.x), mm(a, k->r.y));
    }
    if (i < c->drawn.n) {
      const zb_ink *k = &c->drawn.v[i];
      r.cell[5] = zb_arena_printf(a, "%d: %s × %s", k->page, mm(a, k->r.w), mm(a, k->r.h));
    }
    zb_push(a, out, r);
  }
}

static void print_table(zb_doc *doc, const zb_coverage *c, FILE *to)
{
  static const row heads[] = {
      [ZB_LANG_EN] = {{"figure", "value", "label", "used at", "printed (page: x, y mm)", "drawn (page: mm × mm)"}},
      [ZB_LANG_ZH] = {{"标识", "数值", "名目", "引用处", "印出（页: x, y 毫米）", "图形（页: 毫米 × 毫米）"}}};
  rows all = {0};
  int width[COLUMNS] = {0};
  zb_push(doc->arena, &all, heads[doc->ctx->lang]);
  for (size_t i = 0; i < c->n; i++) {
    add_figure(doc->arena, &c->v[i], &all);
    zb_arena_walked(doc->arena, i);
  }
  for (size_t i = 0; i < all.n; i++) {
    for (int k = 0; k < COLUMNS; k++)
      width[k] = cells(all.v[i].cell[k]) > width[k] ? cells(all.v[i].cell[k]) : width[k];
    zb_arena_walked(doc->arena, i);
  }
  for (size_t i = 0; i < all.n; i++) {
    zb_arena_walked(doc->arena, i);
    int last = COLUMNS - 1;
    while (last > 0 && !*all.v[i].cell[last])
      last--;
    for (int k = 0; k <= last; k++)
      fprintf(to, "%s%*s", all.v[i].cell[k], k < last ? width[k] - cells(all.v[i].cell[k]) + 2 : 0, "");
    fputc('\n', to);
  }
}

static void figures_line(const zb_doc *doc, FILE *to)
{
  zb_figure_counts f = doc->figures;
  fprintf(
      to,
      doc->ctx->lang == ZB_LANG_ZH
          ? "数字：共 %zu 个，印出 %zu 个，版式略去 %zu 个，未登记 %zu 个；关系：核对 %zu 条，不符 %zu 条\n"
          : "figures: %zu declared, %zu printed, %zu omitted by layout, %zu free numbers; relations: %zu checked, %zu "
            "failed\n",
      f.declared, f.printed, f.omitted, f.free, f.checked, f.failed);
}

/* --- JSON (RFC 8259) ---------------------------------------------------------------------------------------------- */

static void json_text(FILE *to, const char *text)
{
  fputc('"', to);
  for (; text && *text; text++) {
    unsigned char c = (unsigned char)*text;
    if (c == '"' || c == '\\')
      fprintf(to, "\\%c", c);
    else if (c < 0x20)
      fprintf(to, "\\u%04x", c);
    else
      fputc(c, to);
  }
  fputc('"', to);
}

static void json_pair(FILE *to, const char *name, const char *text)
{
  if (!text || !*text)
    return;
  fprintf(to, ", \"%s\": ", name);
  json_text(to, text);
}

static void json_place(FILE *to, zb_src src)
{
  fputs("{\"file\": ", to);
  json_text(to, src.file ? src.file : "");
  fprintf(to, ", \"line\": %d, \"column\": %d}", src.line, src.col);
}

static void json_ink(zb_arena *a, FILE *to, const char *name, const zb_ink *ink, size_t n)
{
  fprintf(to, ",\n     \"%s\": [", name);
  for (size_t i = 0; i < n; i++) {
    fprintf(to, "%s{\"page\": %d, \"x\": %s, \"y\": %s, \"width\": %s, \"height\": %s", i ? ", " : "", ink[i].page,
            mm(a, ink[i].r.x), mm(a, ink[i].r.y), mm(a, ink[i].r.w), mm(a, ink[i].r.h));
    json_pair(to, "text", ink[i].text);
    fputc('}', to);
  }
  fputc(']', to);
}

static void json_figure(zb_arena *a, FILE *to, const zb_covered *c)
{
  const zb_figure *f = c->figure;
  fputs("    {\"id\": ", to);
  json_text(to, f->id);
  json_pair(to, "text", f->q.text);
  json_pair(to, "value", f->datum.value);
  json_pair(to, "unit", f->q.unit);
  json_pair(to, "label", f->label_text);
  json_pair(to, "period", f->period);
  json_pair(to, "scope", f->scope);
  json_pair(to, "source", f->source);
  json_pair(to, "formula", f->formula);
  fprintf(to, ", \"derived\": %s,\n     \"declared\": ", f->derived ? "true" : "false");
  json_place(to, f->src);
  fputs(",\n     \"uses\": [", to);
  for (size_t i = 0; i < c->use.n; i++) {
    fputs(i ? ", " : "", to);
    json_place(to, c->use.v[i]);
  }
  fputc(']', to);
  json_ink(a, to, "printed", c->printed.v, c->printed.n);
  json_ink(a, to, "drawn", c->drawn.v, c->drawn.n);
  fprintf(to, ",\n     \"relations\": {\"hold\": %zu, \"fail\": %zu}}", c->holds, c->broken);
}

static void json_relation(FILE *to, const zb_relation_info *r)
{
  fputs("    {\"text\": ", to);
  json_text(to, r->text);
  fputs(", \"place\": ", to);
  json_place(to, r->src);
  fprintf(to, ", \"defines\": %s, \"holds\": %s, \"figures\": [", r->defines ? "true" : "false",
          r->holds ? "true" : "false");
  for (size_t i = 0; i < r->n; i++) {
    fputs(i ? ", " : "", to);
    json_text(to, r->figure[i]->id);
  }
  fputs("]}", to);
}

static void print_json(zb_doc *doc, const zb_coverage *c, FILE *to)
{
  const zb_figure_counts *f = &doc->figures;
  fputs("{\"report\": ", to);
  json_text(to, doc->report->file);
  json_pair(to, "layout", doc->layout ? doc->layout->name : NULL);
  fputs(",\n  \"figures\": [\n", to);
  for (size_t i = 0; i < c->n; i++) {
    json_figure(doc->arena, to, &c->v[i]);
    fputs(i + 1 < c->n ? ",\n" : "\n", to);
    zb_arena_walked(doc->arena, i);
  }
  fputs("  ],\n  \"relations\": [\n", to);
  for (size_t i = 0; i < c->nrelations; i++) {
    json_relation(to, &c->relation[i]);
    fputs(i + 1 < c->nrelations ? ",\n" : "\n", to);
  }
  fprintf(
      to,
      "  ],\n  \"summary\": {\"declared\": %zu, \"printed\": %zu, \"omitted\": %zu, \"free\": %zu, \"checked\": %zu, "
      "\"failed\": %zu}\n}\n",
      f->declared, f->printed, f->omitted, f->free, f->checked, f->failed);
}

bool zb_doc_print_figures(zb_doc *doc, FILE *to, bool json)
{
  if (!doc->report)
    return false;
  zb_coverage c = zb_coverage_of(doc);
  if (json) {
    print_json(doc, &c, to);
    return true;
  }
  print_table(doc, &c, to);
  figures_line(doc, to);
  return true;
}

void zb_doc_print_counts(const zb_doc *doc, FILE *to)
{
  figures_line(doc, to);
}
