/* Captions of pictures of data: typed words, and the source line from the sources of the figures shown. */
#include "block/caption.h"

void zb_sources_add(zb_arena *a, zb_sources *sources, const zb_figure *f)
{
  if (!f || f->missing || !f->source || !f->source[0])
    return;
  for (size_t i = 0; i < sources->n; i++)
    if (strcmp(sources->v[i]->source, f->source) == 0)
      return;
  zb_push(a, sources, f);
}

/* "来源：州委组织部、统计局", in the order of the picture. */
static zb_label registry_source(zb_block_ctx *c, const zb_sources *sources, const zb_tstyle *style, zb_u measure)
{
  if (sources->n == 0)
    return (zb_label){.style = *style};
  const char *text = zb_part_word(c, "来源：", "Source: ");
  for (size_t i = 0; i < sources->n; i++)
    text = zb_arena_printf(c->arena, "%s%s%s", text, i > 0 ? zb_part_word(c, "、", ", ") : "", sources->v[i]->source);
  return zb_label_text(c->text, text, sources->v[0]->src, style, measure);
}

zb_caption zb_caption_new(zb_block_ctx *c, const zb_block *b, const zb_sources *sources, zb_u measure)
{
  zb_tstyle title = zb_block_style(c, "chart-title"), subtitle = zb_block_style(c, "chart-subtitle"),
            source = zb_block_style(c, "source");
  const zb_prose *typed = zb_obj_prose(b->props, ZB_K_SOURCE);
  title.balance = true;
  zb_caption k = {
      .title = zb_part_label(c, zb_obj_prose(b->props, ZB_K_TITLE), NULL, &title, measure),
      .subtitle = zb_part_label(c, zb_obj_prose(b->props, ZB_K_SUBTITLE), NULL, &subtitle, measure),
      .source = typed ? zb_part_label(c, typed, zb_part_word(c, "来源：", "Source: "), &source, measure)
                      : registry_source(c, sources, &source, measure),
      .note = zb_part_label(c, zb_obj_prose(b->props, ZB_K_NOTE), zb_part_word(c, "注：", "Note: "), &source, measure),
      .gap = source.size * 4 / 5,
  };
  k.subtitle_y = zb_part_label_height(&k.title);
  k.head = k.subtitle_y + zb_part_label_height(&k.subtitle);
  k.head += k.head > 0 ? k.gap : 0;
  k.source_y = k.gap * 3 / 4;
  k.note_y = k.source_y + zb_part_label_height(&k.source);
  k.foot = k.source.nlines + k.note.nlines ? k.note_y + zb_part_label_height(&k.note) : 0;
  return k;
}

void zb_caption_head(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y, zb_src src)
{
  if (k->title.nlines + k->subtitle.nlines == 0)
    return;
  zb_dl_begin_role(page, ZB_DL_CAPTION, src);
  zb_part_label_as(&k->title, page, ZB_DL_P, x, y, -1);
  zb_part_label_as(&k->subtitle, page, ZB_DL_P, x, y + k->subtitle_y, -1);
  zb_dl_end(page, ZB_DL_CAPTION);
}

void zb_caption_foot(const zb_caption *k, zb_dl_page *page, zb_u x, zb_u y)
{
  zb_part_label_as(&k->source, page, ZB_DL_P, x, y + k->source_y, -1);
  zb_part_label_as(&k->note, page, ZB_DL_P, x, y + k->note_y, -1);
}
