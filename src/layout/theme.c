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
enum { RANKS = 3, HEADLINE_LINES = 2 };
static const char *const headline[RANKS] = {"headline-1", "headline-2", "headline-3"};

static size_t rank_of(size_t index)
{
  return index == 0 ? 0 : index <= 2 ? 1 : 2;
}

static const char *style_of_rank(const zb_layout *l, size_t rank)
{
  return zb_frame_of(l, ZB_FRAME_STORIES) && zb_layout_has_style(l, headline[rank]) ? headline[rank] : "theme";
}

const char *zb_theme_rank(const zb_layout *l, size_t index)
{
  return style_of_rank(l, rank_of(index));
}

/* A headline that would run over more than two lines in its measure takes the size of the next rank. */
static const char *title_style(zb_block_ctx *c, const zb_theme *theme, size_t index, zb_u measure)
{
  size_t rank = rank_of(index), n;
  const char *name = style_of_rank(c->layout, rank);
  for (; rank + 1 < RANKS && strcmp(name, "theme") != 0; name = style_of_rank(c->layout, ++rank)) {
    zb_tstyle style = zb_block_style(c, name);
    zb_span *span = zb_block_spans(c, &theme->title->para[0], &n);
    if (zb_para_count(zb_para_new(c->text, span, n, &style), measure) <= HEADLINE_LINES)
      break;
  }
  return name;
}

zb_tstyle zb_theme_style(const zb_block_ctx *c, const char *name)
{
  if (zb_layout_has_style(c->layout, name))
    return zb_block_style(c, name);
  zb_tstyle s = zb_block_style(c, "body");
  s.role = ZB_ROLE_KAI;
  s.align = zb_block_style(c, "theme").align;
  s.indent = 0;
  return s;
}

/* A line of the head other than the title. */
static void add_line(zb_block_ctx *c, const zb_theme *theme, zb_key key, const char *style, zb_u measure, zb_vlist *out)
{
  const zb_prose *text = zb_obj_prose(theme->props, key);
  zb_tstyle s = zb_theme_style(c, style);
  if (text && text->nparas > 0)
    zb_block_headline(c, &text->para[0], &s, measure, out);
}

void zb_theme_byline(zb_block_ctx *c, const zb_theme *theme, zb_u measure, zb_vlist *out)
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
  add_line(c, theme, ZB_K_KICKER, "headline-kicker", measure, out);
  if (!tab)
    zb_block_heading(c, title, number_text(c, index), title_style(c, theme, index, measure), ZB_DL_H2, theme->id,
                     measure, out);
  add_line(c, theme, ZB_K_SUBTITLE, "headline-subtitle", measure, out);
  zb_theme_byline(c, theme, measure, out);
}

void zb_theme_title(zb_block_ctx *c, const zb_theme *theme, size_t index, zb_u measure, zb_vlist *out)
{
  zb_theme_head(c, theme, index, NULL, measure, out);
}

void zb_theme_again(zb_block_ctx *c, const zb_theme *theme, size_t index, const zb_boxstyle *card, const zb_tab *tab,
                    zb_u measure, zb_vlist *out)
{
  bool chinese = !c->report->lang || strncmp(c->report->lang, "zh", 2) == 0;
  const char *words = card->continued ? zb_prose_plain(c->arena, NULL, card->continued)
                      : chinese       ? "（续）"
                                      : " (continued)";
  if (!theme->title || theme->title->nparas == 0 || !*words)
    return;
  const zb_para_src *title = &theme->title->para[0];
  zb_mark mark = {.role = ZB_DL_ARTIFACT, .src = title->src};
  if (tab)
    zb_block_tab(c, title, number_text(c, index), words, tab, mark, measure, out);
  else
    zb_block_again(c, title, number_text(c, index), words, title_style(c, theme, index, measure), measure, out);
}
