/* Labels: short text by the composer, with the box that charts, tables and furniture place. */
#include "text/label.h"

#include <string.h>

#include "text/compose.h"

/* Lines of a label are placed in the label's own width. Justified lines have no meaning there: they are ragged. */
static zb_tstyle label_style(const zb_tstyle *style)
{
  zb_tstyle s = *style;
  if (s.align == ZB_ALIGN_JUSTIFY)
    s.align = ZB_ALIGN_LEFT;
  s.indent = 0;
  return s;
}

static void place(zb_label *l)
{
  zb_u width = 0;
  for (size_t i = 0; i < l->lines->n; i++)
    width = zb_u_max(width, l->lines->v[i].width);
  for (size_t i = 0; i < l->lines->n; i++) {
    zb_line *line = &l->lines->v[i];
    if (l->style.align != ZB_ALIGN_EVEN)
      line->measure = width;
    zb_line_place(l->para, line, 0);
  }
  l->width = width;
}

void zb_label_fit(zb_label *l, zb_u max_width)
{
  if (!l->para)
    return;
  zb_u natural = zb_para_width(l->para);
  bool one = max_width <= 0 || (natural <= max_width && l->style.align != ZB_ALIGN_EVEN);
  l->lines = zb_para_break(l->para, one ? natural : max_width);
  size_t limit = l->style.max_lines > 0 ? (size_t)l->style.max_lines : l->lines->n;
  l->overflow = l->lines->n > limit;
  if (l->overflow && limit == 1)
    l->lines = zb_para_break(l->para, natural);
  l->nlines = l->lines->n;
  if (l->nlines == 0)
    return;
  bool squeezed = false;
  l->torn = false;
  for (size_t i = 0; i < l->nlines; i++) {
    squeezed = squeezed || l->lines->v[i].overfull;
    l->torn = l->torn || l->lines->v[i].emergency;
  }
  place(l);
  zb_line_info first = zb_lines_info(l->lines, 0), last = zb_lines_info(l->lines, l->nlines - 1);
  l->ascent = first.ascent;
  l->descent = last.descent;
  l->height = l->ascent + (zb_u)(l->nlines - 1) * l->style.leading + l->descent;
  l->overflow = l->overflow || (max_width > 0 && (squeezed || l->width > max_width + l->style.size / 256 + 2));
}

zb_label zb_label_spans(zb_text *t, const zb_span *span, size_t nspans, const zb_tstyle *style, zb_u max_width)
{
  zb_label l = {.style = label_style(style), .src = nspans > 0 ? span[0].src : ZB_SRC_NONE};
  l.para = zb_para_new(t, span, nspans, &l.style);
  zb_label_fit(&l, max_width);
  return l;
}

zb_label zb_label_text(zb_text *t, const char *text, zb_src src, const zb_tstyle *style, zb_u max_width)
{
  zb_span s = zb_span_plain(text, text ? strlen(text) : 0, src);
  return zb_label_spans(t, &s, 1, style, max_width);
}

zb_label zb_label_datum(zb_text *t, const zb_datum *datum, const zb_tstyle *style)
{
  zb_span s = zb_span_plain(datum->text, strlen(datum->text), datum->src);
  s.datum = datum;
  s.flags = ZB_SPAN_NOBREAK;
  return zb_label_spans(t, &s, 1, style, 0);
}

void zb_label_draw(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign, int valign)
{
  zb_u left = halign < 0 ? x : halign == 0 ? x - l->width / 2 : x - l->width;
  zb_u base = y;
  if (valign < 0)
    base = y + l->ascent;
  else if (valign == 0)
    base = y - l->height / 2 + l->ascent;
  else if (valign == 1)
    base = y - l->height + l->ascent;
  size_t from = page->n;
  for (size_t i = 0; i < l->nlines; i++)
    zb_lines_draw(l->lines, i, page, left, base + (zb_u)i * l->style.leading);
  for (size_t k = from; l->recolor && k < page->n; k++)
    if (page->op[k].kind == ZB_DL_OP_GLYPHS)
      page->op[k].u.glyphs->color = l->color;
}
