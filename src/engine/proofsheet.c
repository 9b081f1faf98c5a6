/* The proof sheet for the person who signs: a report about the report, set with layouts/base/proof-a4.yaml in the fonts
   of the document's own layout and put behind its pages. */
#include <string.h>

#include "base/utf8.h"
#include "engine/coverage.h"
#include "read/escape.h"

enum { PLACES_SHOWN = 4 };

typedef struct sheet {
  zb_doc *doc;
  zb_arena *a;
  ZB_VEC(char) yaml;
} sheet;

static void put(sheet *s, const char *text)
{
  for (; *text; text++)
    zb_push(s->a, &s->yaml, *text);
}

/* Plain text as a scalar of prose inside a flow list. */
static const char *cell(sheet *s, const char *text)
{
  return zb_escape_scalar(s->a, zb_escape_markup(s->a, text, strlen(text), true), true);
}

static void put_row(sheet *s, const char *const *text, size_t n)
{
  put(s, "          - [");
  for (size_t i = 0; i < n; i++)
    put(s, zb_arena_printf(s->a, "%s%s", i ? ", " : "", cell(s, *text[i] ? text[i] : "—")));
  put(s, "]\n");
}

static void put_line(sheet *s, const char *key, const char *text)
{
  put(s, zb_arena_printf(s->a, "%s: %s\n", key, cell(s, text)));
}

static const char *base_name(const char *path)
{
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

static const char *place(sheet *s, zb_src src)
{
  return src.file ? zb_arena_printf(s->a, "%s:%d", base_name(src.file), src.line) : "";
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const char *pages_of(sheet *s, const zb_covered *c)
{
  const char *out = "";
  int shown = 0, last = 0;
  for (size_t pass = 0; pass < 2; pass++) {
    size_t n = pass ? c->drawn.n : c->printed.n;
    const zb_ink *ink = pass ? c->drawn.v : c->printed.v;
    for (size_t i = 0; i < n; i++)
      if (ink[i].page > last && shown < PLACES_SHOWN) {
        out = zb_arena_printf(s->a, "%s%s%d", out, shown++ ? "、" : "", ink[i].page);
        last = ink[i].page;
      }
    if (*out)
      break;
  }
  return *out ? out : zb_report_shows(s->doc->report, c->figure) ? "版式略去" : "未印出";
}

static const char *checked(sheet *s, const zb_covered *c)
{
  if (c->holds + c->broken == 0)
    return "无关系";
  if (c->broken > 0)
    return zb_arena_printf(s->a, "不符%zu条", c->broken);
  return zb_arena_printf(s->a, "相符%zu条", c->holds);
}

static void put_figures(sheet *s, const zb_coverage *c)
{
  static const char *const head[] = {"序", "数字", "数值", "写在", "来源", "页", "核对"};
  put(s, "      - table:\n");
  put_row(s, head, 7);
  for (size_t i = 0; i < c->n; i++) {
    const zb_figure *f = c->v[i].figure;
    const char *label =
        strcmp(f->label_text, f->id) == 0 ? f->id : zb_arena_printf(s->a, "%s（%s）", f->label_text, f->id);
    const char *row[] = {zb_arena_printf(s->a, "%zu", i + 1),
                         label,
                         f->q.text,
                         place(s, f->src),
                         f->source ? f->source : "",
                         pages_of(s, &c->v[i]),
                         checked(s, &c->v[i])};
    put_row(s, row, 7);
  }
  put(s, "        align: [right, left, left, left, left, left, left]\n");
}

static void put_relations(sheet *s, const zb_coverage *c)
{
  static const char *const head[] = {"关系", "写在", "结果"};
  if (c->nrelations == 0)
    return;
  put(s, "  - title: 关系\n    blocks:\n      - table:\n");
  put_row(s, head, 3);
  for (size_t i = 0; i < c->nrelations; i++) {
    const zb_relation_info *r = &c->relation[i];
    const char *row[] = {r->text, place(s, r->src), r->defines ? "推算" : r->holds ? "相符" : "不符"};
    put_row(s, row, 3);
  }
}

/* What the report accepts, and the numbers in prose that no figure stands behind. */
static void put_accepted(sheet *s)
{
  static const char *const head[] = {"认可的诊断", "所涉", "理由"};
  const zb_val *list = zb_obj_get(s->doc->report->props, ZB_K_ACCEPT);
  if (!list || list->nitems == 0)
    return;
  put(s, "  - title: 认可的诊断\n    blocks:\n      - table:\n");
  put_row(s, head, 3);
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_obj *o = list->item[i].obj;
    const char *row[] = {zb_obj_text(o, ZB_K_FINDING, ""), zb_obj_text(o, ZB_K_AT, ""),
                         zb_obj_text(o, ZB_K_REASON, "")};
    put_row(s, row, 3);
  }
}

static void put_free(sheet *s)
{
  static const char *const head[] = {"未登记的数", "写在"};
  size_t n, found = 0;
  const zb_diag_entry *e = zb_diags_sorted(s->doc->diags, &n);
  for (size_t i = 0; i < n; i++) {
    if (e[i].code != ZB_D_FREE_NUMBER && e[i].code != ZB_D_TYPED_NUMBER && e[i].code != ZB_D_TYPED_OTHER)
      continue;
    if (found++ == 0) {
      put(s, "  - title: 正文中未登记的数\n    blocks:\n      - table:\n");
      put_row(s, head, 2);
    }
    const char *row[] = {e[i].arg[0], place(s, e[i].src)};
    put_row(s, row, 2);
  }
}

static const char *title_of(zb_doc *doc)
{
  const zb_val *title = zb_report_field(doc->report, "title");
  const char *text = title && title->prose ? zb_prose_plain(doc->arena, doc->report, title->prose) : "";
  return *text ? text : base_name(doc->report->file);
}

static void write_yaml(sheet *s, const zb_coverage *c)
{
  const zb_figure_counts *f = &s->doc->figures;
  const zb_val *date = zb_report_field(s->doc->report, "as_of");
  put(s, "zhanban: 1\ntitle: 数字核对单\n");
  put_line(s, "subtitle", title_of(s->doc));
  put_line(s, "credit",
           zb_arena_printf(s->a, "%s　版式 %s%s%s", base_name(s->doc->report->file), s->doc->layout->name,
                           date ? "　数据截至 " : "", date ? date->text : ""));
  put(s, "themes:\n  - title: 数字\n    blocks:\n      - note: ");
  put(s,
      cell(s, zb_arena_printf(s->a,
                              "共 %zu 个，印出 %zu 个，版式略去 %zu 个，正文中未登记 %zu 个；关系核对 %zu 条，不符 %zu "
                              "条。印出的字样与图形的长度均已与数值逐一比对。",
                              f->declared, f->printed, f->omitted, f->free, f->checked, f->failed)));
  put(s, "\n");
  put_figures(s, c);
  put_relations(s, c);
  put_accepted(s);
  put_free(s);
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

/* The proof layout with the font roles of the document's layout. */
static const zb_layout *own_fonts(sheet *s, const zb_layout *proof)
{
  zb_layout *l = zb_arena_memdup(s->a, proof, sizeof *proof);
  l->style = zb_arena_memdup(s->a, proof->style, proof->nstyles * sizeof *proof->style);
  for (size_t i = 0; i < l->nstyles; i++)
    for (size_t k = 0; k < s->doc->layout->nstyles; k++)
      if (strcmp(l->style[i].name, s->doc->layout->style[k].name) == 0)
        l->style[i].style.role = s->doc->layout->style[k].style.role;
  return l;
}

void zb_proof_sheet(zb_doc *doc)
{
  sheet s = {.doc = doc, .a = doc->arena};
  const char *path = zb_arena_printf(doc->ctx->arena, "%s/layouts/base/proof-a4.yaml", doc->ctx->data_dir);
  const zb_layout *proof = zb_data_layout(doc->ctx, doc->diags, &(zb_layout_ask){.name = path});
  if (!proof)
    return;
  zb_coverage c = zb_coverage_of(doc);
  write_yaml(&s, &c);
  zb_diags *own = zb_diags_new(doc->arena);
  zb_report *report = zb_report_parse(doc->arena, own, "proof sheet", s.yaml.v, s.yaml.n);
  if (!report || zb_diags_failed(own)) {
    zb_diags_merge(doc->diags, own);
    return;
  }
  const zb_layout_in in = {.arena = doc->arena,
                           .diags = own,
                           .fonts = doc->ctx->fonts,
                           .images = doc->images,
                           .report = report,
                           .layout = own_fonts(&s, proof)};
  zb_fonts_set_diags(doc->ctx->fonts, own);
  const zb_laid sheets = zb_layout_run(&in);
  zb_fonts_set_diags(doc->ctx->fonts, doc->diags);
  if (zb_diags_failed(own))
    zb_diags_merge(doc->diags, own);
  else
    zb_dl_append(doc->dl, sheets.dl);
}
