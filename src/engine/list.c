/* Listings of the registries: one entry a line, name and what it is. */

#include "base/utf8.h"
#include "engine/engine.h"

static void line(zb_ctx *ctx, FILE *to, const char *name, const char *en, const char *zh)
{
  int cells = 0;
  for (const char *s = name; *s;)
    cells += zb_utf8_cells(zb_utf8_next(&s));
  fprintf(to, "%s%*s  %s\n", name, cells < 22 ? 22 - cells : 0, "", ctx->lang == ZB_LANG_ZH ? zh : en);
}

static void list_layouts(zb_ctx *ctx, FILE *to)
{
  zb_arena *a = zb_arena_new();
  zb_data_list names = zb_data_names(ctx, a, "layouts");
  zb_diags *d = zb_diags_new(a);
  for (size_t i = 0; i < names.n; i++) {
    const zb_layout *l = zb_data_layout(ctx, d, &(zb_layout_ask){.name = names.v[i]});
    const char *about = l && l->about ? zb_prose_plain(a, NULL, l->about) : "";
    line(ctx, to, names.v[i], about, about);
  }
  zb_arena_free(a);
}

static void list_palettes(zb_ctx *ctx, FILE *to)
{
  zb_arena *a = zb_arena_new();
  zb_diags *d = zb_diags_new(a);
  zb_data_list names = zb_data_names(ctx, a, "layouts/palettes");
  for (size_t i = 0; i < names.n; i++) {
    const char *about =
        zb_palette_about(a, d, zb_arena_printf(a, "%s/layouts/palettes/%s.yaml", ctx->data_dir, names.v[i]));
    line(ctx, to, names.v[i], about, about);
  }
  zb_arena_free(a);
}

static void list_sheets(zb_ctx *ctx, FILE *to)
{
#define ZB_SHEET(name, zh, size, bleed, margin, foot, distance) line(ctx, to, name, size, zh " " size);
#include "model/sheet.def"
#undef ZB_SHEET
}

static void list_charts(zb_ctx *ctx, FILE *to)
{
#define ZB_CHART_KIND(id, en, zh, takes, doc_en, doc_zh)                                                               \
  line(ctx, to, ctx->lang == ZB_LANG_ZH ? zh : en, doc_en, doc_zh);
#include "model/chartkind.def"
#undef ZB_CHART_KIND
}

static void list_blocks(zb_ctx *ctx, FILE *to)
{
#define ZB_BLOCK_KIND(id, key, doc_en, doc_zh) line(ctx, to, zb_block_kind_name(ZB_B_##id, ctx->lang), doc_en, doc_zh);
#include "model/kind.def"
#undef ZB_BLOCK_KIND
}

static void list_outputs(zb_ctx *ctx, FILE *to)
{
  for (const zb_out *const *o = zb_outs(); *o; o++)
    line(ctx, to, (*o)->name, (*o)->about_en, (*o)->about_zh);
}

/* Each role with its families: the first that is installed is the one used. */
static void list_fonts(zb_ctx *ctx, FILE *to)
{
  static const char *const name[][2] = {
#define ZB_ROLE(id, en, zh) {en, zh},
#include "base/role.def"
#undef ZB_ROLE
  };
  for (int i = 0; ctx->fonts && i < ZB_ROLE_COUNT; i++) {
    const char *families = zb_fonts_families(ctx->fonts, (zb_role)i);
    line(ctx, to, name[i][ctx->lang], families, families);
  }
}

static void list_diagnostics(zb_ctx *ctx, FILE *to)
{
  for (int i = 0; i < ZB_DIAG_COUNT; i++) {
    zb_diag_code code = (zb_diag_code)i;
    fprintf(to, "%-22s %-8s %s\n", zb_diag_slug(code), zb_level_name(zb_diag_level(code), ctx->lang),
            zb_diag_text(code, ctx->lang));
  }
}

bool zb_list(zb_ctx *ctx, const char *what, FILE *to)
{
  static const struct {
    const char *name;
    void (*list)(zb_ctx *, FILE *);
  } table[] = {{"layouts", list_layouts}, {"palettes", list_palettes},      {"sheets", list_sheets},
               {"charts", list_charts},   {"blocks", list_blocks},          {"outputs", list_outputs},
               {"fonts", list_fonts},     {"diagnostics", list_diagnostics}};
  for (size_t i = 0; i < G_N_ELEMENTS(table); i++) {
    if (strcmp(what, table[i].name) == 0) {
      table[i].list(ctx, to);
      return true;
    }
  }
  return false;
}
