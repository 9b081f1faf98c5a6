/* Number keys: signs at marks, and the list below that says in full what had no room there. */
#include "chart/keylist.h"

#include "base/utf8.h"
#include "chart/plot.h"

/* Signs in circles that fonts for Chinese hold. */
enum { CIRCLED = 20 };

/* In permille of the label size: sign to label, item to item, gap above the list; of the leading: line to line. */
enum { NEAR = 250, FAR = 1400, ABOVE = 600, LINE = 1100 };

const char *zb_keylist_text(zb_arena *a, size_t n)
{
  char circled[5];
  return zb_utf8_circled(circled, n) ? zb_arena_strdup(a, circled) : zb_arena_printf(a, "(%zu)", n);
}

zb_label zb_keylist_sign(const zb_chart_in *in, size_t n, size_t most, zb_rgba color)
{
  zb_tstyle style = in->style.label;
  style.max_lines = 1;
  style.color = color;
  style.align = ZB_ALIGN_LEFT;
  const char *text = n > 0             ? zb_keylist_text(in->text->arena, n)
                     : most <= CIRCLED ? "①"
                     : most < 100      ? "(00)"
                     : most < 10000    ? "(0000)"
                                       : "(000000)";
  return zb_label_text(in->text, text, in->src, &style, 0);
}

size_t zb_keylist_add(const zb_chart_in *in, zb_keylist *k, const zb_label *label, const zb_datum *datum,
                      const char *text, zb_src src)
{
  size_t number = k->item.n + 1;
  zb_keylist_item item = {
      .sign = zb_keylist_sign(in, number, 0, in->style.ink), .label = *label, .datum = datum, .text = text, .src = src};
  item.sign.src = src;
  zb_push(in->text->arena, &k->item, item);
  return number;
}

static zb_u text_x(const zb_chart_in *in, const zb_keylist_item *it)
{
  return it->sign.width + zb_chart_em(in, NEAR);
}

/* How many columns of the widest item have room. */
static size_t columns_of(const zb_chart_in *in, const zb_keylist *k, zb_u width, zb_u *pitch)
{
  zb_u most = 0;
  for (size_t i = 0; i < k->item.n; i++)
    most = zb_u_max(most, text_x(in, &k->item.v[i]) + k->item.v[i].label.width);
  *pitch = most + zb_chart_em(in, FAR);
  return (size_t)zb_u_max((width + zb_chart_em(in, FAR)) / *pitch, 1);
}

bool zb_keylist_set(const zb_chart_in *in, zb_keylist *k, zb_u width)
{
  zb_u pitch, y = zb_chart_em(in, ABOVE), line = 0;
  for (size_t i = 0; i < k->item.n; i++) {
    zb_keylist_item *it = &k->item.v[i];
    if (text_x(in, it) + it->label.width > width)
      zb_label_fit(&it->label, width - text_x(in, it));
    if (text_x(in, it) + it->label.width > width || it->label.overflow || it->label.torn) {
      zb_chart_unplaced(in, it->text, it->src);
      return false;
    }
  }
  size_t columns = columns_of(in, k, width, &pitch);
  for (size_t i = 0; i < k->item.n; i++) {
    zb_keylist_item *it = &k->item.v[i];
    if (i % columns == 0) {
      y += line;
      line = 0;
    }
    it->x = (zb_u)(i % columns) * pitch;
    it->y = y;
    line = zb_u_max(line, zb_chart_lead(in, LINE) + it->label.height - it->label.ascent - it->label.descent);
  }
  k->height = k->item.n > 0 ? y + line : 0;
  return true;
}

void zb_keylist_draw(const zb_keylist *k, zb_dl_page *page, zb_u x, zb_u y)
{
  for (size_t i = 0; i < k->item.n; i++) {
    const zb_keylist_item *it = &k->item.v[i];
    zb_u base = y - k->height + it->y + zb_u_max(it->sign.ascent, it->label.ascent);
    zb_u text = x + it->x + it->sign.width + it->sign.style.size * NEAR / 1000;
    zb_chart_words(&it->sign, page, x + it->x, base, -1, 2);
    zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = it->datum, .src = it->src});
    zb_label_draw(&it->label, page, text, base, -1, 2);
    zb_dl_end(page, ZB_DL_SPAN);
  }
}
