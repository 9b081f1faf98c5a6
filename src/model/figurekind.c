/* Kinds of figures: from the unit, the words around the number, and general words of the label. */
#include "model/figurekind.h"

#include <string.h>

#include "model/lexicon.h"

const char *zb_figure_kind_name(zb_figure_kind kind, zb_lang lang)
{
  static const char *const name[ZB_FIGURE_KIND_COUNT][2] = {
#define ZB_FIGURE_KIND(id, en, zh, doc_en, doc_zh) [ZB_FIGURE_##id] = {en, zh},
#include "model/figurekind.def"
#undef ZB_FIGURE_KIND
  };
  return name[kind][lang];
}

/* The kind a unit of unit.def says, or COUNT. */
static zb_figure_kind of_unit(const char *unit)
{
  static const struct {
    const char *text;
    zb_figure_kind kind;
  } units[] = {
#define ZB_UNIT(text, kind) {text, ZB_FIGURE_##kind},
#include "model/unit.def"
#undef ZB_UNIT
  };
  for (size_t i = 0; i < sizeof units / sizeof *units; i++)
    if (strcmp(units[i].text, unit) == 0)
      return units[i].kind;
  return ZB_FIGURE_COUNT;
}

/* 2025年 is a year, 4年 a length of time. */
static bool is_year(const zb_quantity *q)
{
  return strcmp(q->unit, "年") == 0 && strlen(q->digits) == 4 && q->digits[0] >= '1' && q->digits[0] <= '2' &&
         q->scale == 0;
}

static bool is_bound(const zb_quantity *q)
{
  return q->approx == ZB_APPROX_AT_LEAST || q->approx == ZB_APPROX_AT_MOST;
}

/* 占比 says a share even of growth; 增长率 is growth; another 率 is a share. */
static bool says_share(const char *label)
{
  if (zb_lex_find(label, ZB_LEX_SHARE, NULL))
    return true;
  return !zb_lex_find(label, ZB_LEX_GROWTH, NULL) && zb_lex_find(label, ZB_LEX_RATE, NULL);
}

static bool in_percent(const zb_quantity *q)
{
  return strcmp(q->unit, "%") == 0 || strcmp(q->unit, "‰") == 0;
}

bool zb_figure_is_share(const zb_figure *f)
{
  if (f->missing || !in_percent(&f->q))
    return false;
  return f->kind > 0 ? f->kind - 1 == ZB_FIGURE_PERCENT : says_share(f->label_text);
}

zb_figure_kind zb_figure_kind_of(const zb_figure *f)
{
  const zb_quantity *q = &f->q;
  if (f->kind > 0)
    return (zb_figure_kind)(f->kind - 1);
  if (f->missing)
    return ZB_FIGURE_COUNT;
  if (q->ordinal)
    return ZB_FIGURE_ORDINAL;
  if (is_bound(q))
    return ZB_FIGURE_THRESHOLD;
  if (in_percent(q))
    return !says_share(f->label_text) && zb_lex_find(f->label_text, ZB_LEX_GROWTH, NULL) ? ZB_FIGURE_RATE
                                                                                         : ZB_FIGURE_PERCENT;
  if (!q->unit[0])
    return ZB_FIGURE_RATIO;
  return is_year(q) ? ZB_FIGURE_DATE : of_unit(q->unit);
}
