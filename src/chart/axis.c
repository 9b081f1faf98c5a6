/* Category names, wrapped at Chinese break points and never dropped; the zero line. */
#include "chart/axis.h"

static zb_axis set_names(const zb_bars *b, zb_align align, zb_u max_width, int permille)
{
  const zb_chart_in *in = b->in;
  zb_tstyle style = in->style.label;
  style.size = zb_u_muldiv(style.size, permille, 1000);
  style.leading = zb_u_muldiv(style.leading, permille, 1000);
  style.align = align;
  style.balance = true;
  style.max_lines = ZB_NAME_LINES;
  style.indent = 0;
  zb_axis names = {.label = zb_newn(in->text->arena, zb_label, b->n), .n = b->n, .fit = true};
  for (size_t i = b->n; i-- > 0;) {
    zb_label l = zb_label_text(in->text, b->name[i], b->src[i], &style, max_width);
    names.label[i] = l;
    names.width = zb_u_max(names.width, l.width);
    names.height = zb_u_max(names.height, l.height);
    if (l.overflow) {
      names.fit = false;
      names.worst = i;
    }
  }
  return names;
}

zb_axis zb_axis_new(const zb_bars *b, zb_align align, zb_u max_width)
{
  static const int sizes[] = {1000, 950, 900, 850};
  zb_axis names = {0};
  for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
    names = set_names(b, align, max_width, sizes[i]);
    if (names.fit)
      break;
  }
  return names;
}

void zb_axis_name(const zb_axis *names, const zb_bars *b, size_t i, zb_dl_page *page, zb_u x, zb_u y, int halign,
                  int valign)
{
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .src = b->src[i]});
  zb_label_draw(&names->label[i], page, x, y, halign, valign);
  zb_dl_end(page, ZB_DL_SPAN);
}

zb_u zb_axis_line_width(const zb_chart_style *style)
{
  return zb_u_max(style->label.size / 16, ZB_PT(0.4));
}

void zb_axis_line(const zb_chart_style *style, zb_dl_page *page, zb_point a, zb_point b)
{
  zb_dl_begin_role(page, ZB_DL_ARTIFACT, ZB_SRC_NONE);
  zb_dl_line(page, a, b, zb_paint_solid(style->muted), (zb_stroke){.width = zb_axis_line_width(style)});
  zb_dl_end(page, ZB_DL_ARTIFACT);
}
