/* Theme titles, sections and the space between blocks. */
#include <string.h>

#include "layout/run.h"

/* 一 to 九十九 for numbering; beyond that plain digits. */
static const char *chinese_number(zb_arena *a, size_t n)
{
  static const char *const digit[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (n == 0 || n > 99)
    return zb_arena_printf(a, "%zu", n);
  size_t tens = n / 10;
  return zb_arena_printf(a, "%s%s%s", tens > 1 ? digit[tens] : "", tens > 0 ? "十" : "", digit[n % 10]);
}

static const char *number_text(const zb_block_ctx *c, size_t index)
{
  const char *how = c->layout->theme_number;
  if (!how || strcmp(how, "none") == 0)
    return NULL;
  if (strcmp(how, "chinese") == 0)
    return zb_arena_printf(c->arena, "%s、", chinese_number(c->arena, index + 1));
  return zb_arena_printf(c->arena, "%zu ", index + 1);
}

void zb_theme_marks(zb_block_ctx *c, const zb_theme *theme)
{
  c->mark = zb_block_marks(
      c, (zb_mark){.role = ZB_DL_SECT, .node = zb_dl_node(c->dl), .id = theme->id, .src = theme->src}, &c->nmarks);
}

void zb_theme_title(zb_block_ctx *c, const zb_theme *theme, size_t index, zb_u measure, zb_vlist *out)
{
  if (!theme->title || theme->title->nparas == 0)
    return;
  zb_block_heading(c, &theme->title->para[0], number_text(c, index), "theme", ZB_DL_H2, theme->id, measure, out);
}
