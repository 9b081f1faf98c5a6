/* Theme titles, sections and the space between blocks. */
#include <string.h>

#include "layout/run.h"

static const char *number_text(const zb_block_ctx *c, size_t index)
{
  const char *how = c->layout->theme_number;
  if (!how || strcmp(how, "none") == 0)
    return NULL;
  if (strcmp(how, "chinese") == 0)
    return zb_arena_printf(c->arena, "%s、", zb_chinese_number(c->arena, index + 1));
  return zb_arena_printf(c->arena, "%zu ", index + 1);
}

void zb_theme_marks(zb_block_ctx *c, const zb_theme *theme)
{
  c->mark = zb_block_marks(
      c, (zb_mark){.role = ZB_DL_SECT, .node = zb_dl_node(c->dl), .id = theme->id, .src = theme->src}, &c->nmarks);
}

/* Headlines have three ranks on pages of stories, when the layout has styles for them. */
static const char *title_style(const zb_layout *l, size_t index)
{
  const char *name = index == 0 ? "headline-1" : index <= 2 ? "headline-2" : "headline-3";
  return zb_frame_of(l, ZB_FRAME_STORIES) && zb_layout_has_style(l, name) ? name : "theme";
}

static void add_byline(zb_block_ctx *c, const zb_theme *theme, zb_u measure, zb_vlist *out)
{
  const zb_prose *by = zb_obj_prose(theme->props, ZB_K_BYLINE);
  if (by && by->nparas > 0)
    zb_block_byline(c, &by->para[0], measure, out);
}

void zb_theme_head(zb_block_ctx *c, const zb_theme *theme, size_t index, const zb_tab *tab, zb_u measure, zb_vlist *out)
{
  zb_numbering_restart(c->numbering);
  if (!theme->title || theme->title->nparas == 0)
    return;
  const zb_para_src *title = &theme->title->para[0];
  zb_mark mark = {.role = ZB_DL_H2, .id = theme->id, .src = title->src};
  if (tab)
    zb_block_tab(c, title, number_text(c, index), NULL, tab, mark, measure, out);
  else
    zb_block_heading(c, title, number_text(c, index), title_style(c->layout, index), ZB_DL_H2, theme->id, measure, out);
  add_byline(c, theme, measure, out);
}

void zb_theme_title(zb_block_ctx *c, const zb_theme *theme, size_t index, zb_u measure, zb_vlist *out)
{
  zb_theme_head(c, theme, index, NULL, measure, out);
}

void zb_theme_again(zb_block_ctx *c, const zb_theme *theme, size_t index, const zb_boxstyle *card, const zb_tab *tab,
                    zb_u measure, zb_vlist *out)
{
  bool chinese = !c->report->lang || strncmp(c->report->lang, "zh", 2) == 0;
  const char *words = card->continued ? zb_prose_plain(c->arena, NULL, card->continued) : chinese ? "（续）" : " (continued)";
  if (!theme->title || theme->title->nparas == 0 || !*words)
    return;
  const zb_para_src *title = &theme->title->para[0];
  zb_mark mark = {.role = ZB_DL_ARTIFACT, .src = title->src};
  if (tab)
    zb_block_tab(c, title, number_text(c, index), words, tab, mark, measure, out);
  else
    zb_block_again(c, title, number_text(c, index), words, title_style(c->layout, index), measure, out);
}
