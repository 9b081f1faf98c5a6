/* The registry of chart kinds: one line a kind in model/chartkind.def, one kind_*.c behind it. */
#include "chart/chart.h"

#include <string.h>

#define ZB_CHART_KIND(id, en, zh, takes, doc_en, doc_zh) extern const zb_chart_kind zb_chart_kind_##id;
#include "model/chartkind.def"
#undef ZB_CHART_KIND

static const zb_chart_kind *const kinds[] = {
#define ZB_CHART_KIND(id, en, zh, takes, doc_en, doc_zh) &zb_chart_kind_##id,
#include "model/chartkind.def"
#undef ZB_CHART_KIND
};

const zb_chart_kind *zb_chart_kind_of(const zb_block *block)
{
  const zb_val *v = zb_obj_get(block->props, ZB_K_CHART);
  long i = v ? v->i : -1;
  return i >= 0 && (size_t)i < sizeof kinds / sizeof kinds[0] ? kinds[i] : NULL;
}

const char *zb_chart_word(const zb_chart_in *in, const char *zh, const char *en)
{
  return !in->lang || strncmp(in->lang, "zh", 2) == 0 ? zh : en;
}

void zb_chart_draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  c->draw(c, page, r);
}
