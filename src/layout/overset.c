/* What does not fit, in words: which theme and block, how much, and what would help. */
#include "layout/run.h"

/* The theme that holds the place, or NULL: the summary. */
static const zb_theme *theme_at(const zb_report *r, zb_src src)
{
  const zb_theme *theme = NULL;
  for (size_t i = 0; i < r->nthemes; i++)
    if (r->theme[i].src.line <= src.line)
      theme = &r->theme[i];
  return theme;
}

/* The kind of the theme's block that was written last before the place, in both languages. */
static const char *kind_at(const zb_theme *theme, zb_src src, const char **zh)
{
  const zb_block *at = NULL;
  for (size_t i = 0; i < theme->nblocks; i++)
    if (theme->block[i].src.line <= src.line)
      at = &theme->block[i];
  *zh = at ? zb_block_kind_name(at->kind, ZB_LANG_ZH) : "标题";
  return at ? zb_block_kind_name(at->kind, ZB_LANG_EN) : "title";
}

void zb_overset_text(zb_run *run, zb_src src, int pages)
{
  zb_arena *a = run->in.arena;
  const zb_theme *theme = theme_at(run->in.report, src);
  const char *zh = "摘要", *en = theme ? kind_at(theme, src, &zh) : "summary";
  const char *title = theme ? zb_prose_plain(a, run->in.report, theme->title) : "-";
  const zb_remedy *m = &run->remedy;
  zb_diag(run->in.diags, ZB_D_OVERSET_TEXT, src, run->in.layout->name, zb_arena_printf(a, "%d", pages), en, zh, title,
          m->percent ? m->percent : "1", m->sheets ? m->sheets : zb_arena_printf(a, "%d", pages + 1),
          m->nearer[ZB_LANG_EN] ? m->nearer[ZB_LANG_EN] : "", m->nearer[ZB_LANG_ZH] ? m->nearer[ZB_LANG_ZH] : "", NULL);
}

void zb_overset_block(zb_run *run, zb_src src)
{
  const zb_theme *theme = theme_at(run->in.report, src);
  const char *zh = "摘要", *en = theme ? kind_at(theme, src, &zh) : "summary";
  zb_diag(run->in.diags, ZB_D_OVERSET_BLOCK, src, en, run->in.layout->name, zh,
          theme ? zb_prose_plain(run->in.arena, run->in.report, theme->title) : "-", NULL);
}

void zb_overset_card(zb_run *run, const zb_theme *theme, zb_src src)
{
  zb_arena *a = run->in.arena;
  zb_u body = zb_block_style(&run->ctx, "body").size;
  const char *zh, *en = kind_at(theme, src, &zh);
  const zb_remedy *m = &run->remedy;
  zb_diag(run->in.diags, ZB_D_OVERSET_CARDS, src, run->in.layout->name, zb_prose_plain(a, run->in.report, theme->title),
          en, zb_arena_printf(a, "%d.%02d", (int)(body / ZB_UNIT), (int)(body % ZB_UNIT * 100 / ZB_UNIT)),
          m->percent ? m->percent : "1", zh, m->sheets ? m->sheets : "2",
          m->nearer[ZB_LANG_EN] ? m->nearer[ZB_LANG_EN] : "", m->nearer[ZB_LANG_ZH] ? m->nearer[ZB_LANG_ZH] : "", NULL);
}
