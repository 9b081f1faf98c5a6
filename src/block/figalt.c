/* "条形图：题目。甲 12册；乙 8册。最高为甲 12册，最低为乙 8册": charts told in words. */
#include "block/figalt.h"

#include "block/part.h"

/* Categories told one by one; of a longer chart only how many there are and the extremes. */
enum { CATEGORIES = 24 };

static const zb_figure *value_of(const zb_series *s, size_t series, size_t i)
{
  const zb_figure *f = s->series[series].value[i];
  return f && !f->missing ? f : NULL;
}

/* "甲 去年 12册，今年 8册" */
static const char *category_text(zb_block_ctx *c, const zb_series *s, size_t i)
{
  const char *out = s->category[i];
  bool any = false;
  for (size_t k = 0; k < s->nseries; k++) {
    const zb_figure *f = value_of(s, k, i);
    if (!f)
      continue;
    const char *name = s->series[k].name ? s->series[k].name : "";
    out = zb_arena_printf(c->arena, "%s%s%s%s%s", out, any ? zb_part_word(c, "，", ", ") : " ", name, *name ? " " : "",
                          f->q.text);
    any = true;
  }
  return any ? out : zb_arena_printf(c->arena, "%s %s", out, zb_part_word(c, "缺", "missing"));
}

/* The figure with the greatest (sign 1) or least (-1) value. NULL when units differ or there are fewer than three. */
static const zb_figure *extreme(const zb_series *s, int sign, size_t *category)
{
  const zb_figure *best = NULL;
  size_t n = 0;
  for (size_t i = 0; s->unit && i < s->ncategories; i++)
    for (size_t k = 0; k < s->nseries; k++) {
      const zb_figure *f = value_of(s, k, i);
      n += f != NULL;
      if (!f || (best && zb_num_cmp(f->q.value, best->q.value) * sign <= 0))
        continue;
      best = f;
      *category = i;
    }
  return n > 2 ? best : NULL;
}

static const char *extremes(zb_block_ctx *c, const zb_series *s)
{
  size_t high = 0, low = 0;
  const zb_figure *top = extreme(s, 1, &high), *least = extreme(s, -1, &low);
  if (!top || top == least || zb_num_cmp(top->q.value, least->q.value) == 0)
    return "";
  return zb_arena_printf(c->arena, "%s%s %s%s%s %s", zb_part_word(c, "。最高为", ". Highest: "), s->category[high],
                         top->q.text, zb_part_word(c, "，最低为", ", lowest: "), s->category[low], least->q.text);
}

const char *zb_figalt_text(zb_block_ctx *c, const zb_block *b, const zb_series *s)
{
  const char *given = zb_obj_text(b->props, ZB_K_ALT, NULL);
  if (given)
    return given;
  size_t n;
  const zb_word *kind = zb_schema_words(ZB_EL_CHART, &n);
  long index = zb_obj_int(b->props, ZB_K_CHART, 0);
  const zb_prose *title = zb_obj_prose(b->props, ZB_K_TITLE);
  const char *out = kind[index].name[strcmp(zb_part_word(c, "zh", "en"), "zh") == 0 ? ZB_LANG_ZH : ZB_LANG_EN];
  out = zb_arena_printf(c->arena, "%s%s", out, zb_part_word(c, "：", ": "));
  if (title)
    out = zb_arena_printf(c->arena, "%s%s%s", out, zb_prose_plain(c->arena, c->report, title),
                          zb_part_word(c, "。", ". "));
  if (!s)
    return out;
  if (s->ncategories > CATEGORIES)
    return zb_arena_printf(c->arena, "%s%s%zu%s%s", out, zb_part_word(c, "共 ", ""), s->ncategories,
                           zb_part_word(c, " 项", " items"), extremes(c, s));
  for (size_t i = 0; i < s->ncategories; i++)
    out = zb_arena_printf(c->arena, "%s%s%s", out, i > 0 ? zb_part_word(c, "；", "; ") : "", category_text(c, s, i));
  return zb_arena_printf(c->arena, "%s%s", out, extremes(c, s));
}
