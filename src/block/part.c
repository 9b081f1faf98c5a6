/* Labels of blocks: titles, sources, notes and captions as short set text. */
#include "block/part.h"

const char *zb_part_word(const zb_block_ctx *c, const char *zh, const char *en)
{
  const char *lang = c->report->lang;
  return !lang || strncmp(lang, "zh", 2) == 0 ? zh : en;
}

/* Does the paragraph begin with the lead-in, whatever its last mark is (注: for 注：)? */
static bool begins_with(const zb_span *span, size_t n, const char *lead_in)
{
  size_t len = 0;
  for (const char *s = lead_in; *s;) { /* all but the last code point */
    len = (size_t)(s - lead_in);
    zb_utf8_next(&s);
  }
  return n > 0 && len > 0 && span[0].len >= len && memcmp(span[0].text, lead_in, len) == 0;
}

zb_span *zb_part_spans_after(zb_block_ctx *c, const char *lead_in, const zb_para_src *p, const zb_tstyle *style,
                             size_t *n)
{
  zb_span *span = zb_part_spans(c, p, style, n);
  if (!lead_in || begins_with(span, *n, lead_in))
    return span;
  zb_span *all = zb_newn(c->arena, zb_span, *n + 1);
  all[0] = zb_span_plain(lead_in, strlen(lead_in), p->src);
  for (size_t i = 0; i < *n; i++)
    all[i + 1] = span[i];
  *n += 1;
  return all;
}

zb_label zb_part_label(zb_block_ctx *c, const zb_prose *prose, const char *lead_in, const zb_tstyle *style,
                       zb_u max_width)
{
  if (!prose || prose->nparas == 0)
    return (zb_label){.style = *style, .src = prose ? prose->src : ZB_SRC_NONE};
  size_t n;
  zb_span *span = zb_part_spans_after(c, lead_in, &prose->para[0], style, &n);
  return zb_label_spans(c->text, span, n, style, max_width);
}

zb_u zb_part_stroke_min(const zb_block_ctx *c)
{
  return c->layout->distance / 3438; /* minutes of arc in a radian */
}

zb_u zb_part_label_height(const zb_label *l)
{
  return (zb_u)l->nlines * l->style.leading;
}

void zb_part_label_draw(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign)
{
  if (l->nlines > 0)
    zb_label_draw(l, page, x, y + zb_part_baseline(&l->style), halign, 2);
}

void zb_part_label_as(const zb_label *l, zb_dl_page *page, zb_dl_role role, zb_u x, zb_u y, int halign)
{
  if (l->nlines == 0)
    return;
  zb_dl_begin_role(page, role, l->src);
  zb_part_label_draw(l, page, x, y, halign);
  zb_dl_end(page, role);
}
