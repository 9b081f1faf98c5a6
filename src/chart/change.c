/* Changes: 同比 环比 占比 and before against after, from exact figures. */
#include "chart/change.h"

#include <string.h>

static bool loose(const zb_figure *f)
{
  return f->q.approx != ZB_APPROX_NONE || f->q.range;
}

zb_change zb_change_of(zb_arena *a, const zb_figure *before, const zb_figure *after)
{
  if (!before || !after || before->missing || after->missing)
    return (zb_change){0};
  zb_change c = {.about = loose(before) || loose(after),
                 .points = strcmp(before->q.unit, "%") == 0,
                 .value = zb_num_sub(a, after->q.value, before->q.value)};
  c.known = c.points || (before->q.value.sign > 0 && after->q.value.sign >= 0);
  if (c.known && !c.points)
    c.value = zb_num_mul(a, zb_num_div(a, c.value, before->q.value), zb_num_int(a, 100));
  return c;
}

zb_change zb_change_share(zb_arena *a, const zb_figure *part, zb_num sum, bool about)
{
  if (!part || part->missing || sum.sign <= 0 || part->q.value.sign < 0)
    return (zb_change){0};
  zb_num share = zb_num_mul(a, zb_num_div(a, part->q.value, sum), zb_num_int(a, 100));
  return (zb_change){.known = true, .share = true, .about = about || loose(part), .value = share};
}

int zb_change_places(zb_arena *a, zb_num percent)
{
  enum { PLACES_MAX = 4 };
  if (zb_num_cmp(percent, zb_num_round(a, percent, 0)) == 0)
    return 0;
  int d = 1;
  for (zb_num all = zb_num_int(a, percent.sign < 0 ? -100 : 100); d < PLACES_MAX; d++) {
    zb_num rounded = zb_num_round(a, percent, d);
    if (rounded.sign != 0 && zb_num_cmp(rounded, all) != 0)
      break;
  }
  return d;
}

int zb_change_decimals(const zb_chart_in *in, size_t before, size_t after)
{
  for (size_t i = 0; i < in->data->ncategories; i++) {
    zb_change c = zb_change_of(in->text->arena, in->data->series[before].value[i], in->data->series[after].value[i]);
    if (c.known && !c.about && zb_num_cmp(c.value, zb_num_round(in->text->arena, c.value, 0)) != 0)
      return 1;
  }
  return 0;
}

const char *zb_change_text(const zb_chart_in *in, const zb_change *c, int decimals, const char *word)
{
  zb_arena *a = in->text->arena;
  if (c->about)
    decimals = 0;
  zb_num rounded = zb_num_round(a, c->value, decimals);
  if (rounded.sign == 0 && !c->share)
    return zb_arena_printf(a, "%s%s", word, zb_chart_word(in, "持平", "unchanged"));
  const char *sign = c->share ? "" : rounded.sign < 0 ? "\u2212" : "+";
  const char *about = c->about ? zb_chart_word(in, "约", "about ") : "";
  const char *unit = c->points ? zb_chart_word(in, "个百分点", " pp") : "%";
  rounded.sign = rounded.sign < 0 ? 1 : rounded.sign;
  return zb_arena_printf(a, "%s%s%s%s%s", word, about, sign, zb_num_print(a, rounded, decimals), unit);
}

zb_label zb_change_label(const zb_chart_in *in, const zb_change *c, int decimals, const char *word, int permille,
                         zb_src src)
{
  zb_tstyle style = in->style.value;
  style.size = zb_u_muldiv(style.size, permille, 1000);
  style.leading = zb_u_muldiv(style.leading, permille, 1000);
  style.color = zb_chart_text_color(&in->style, in->style.main);
  style.max_lines = 1;
  if (!c->known)
    return (zb_label){.style = style};
  const char *text[] = {word, zb_change_text(in, c, decimals, "")};
  zb_span span[2]; /* a line may end after the word */
  size_t n = 0;
  for (size_t i = 0; i < 2; i++)
    if (text[i][0] != '\0') {
      span[n] = zb_span_plain(text[i], strlen(text[i]), src);
      span[n++].flags = ZB_SPAN_STRONG | ZB_SPAN_NOBREAK;
    }
  return zb_label_spans(in->text, span, n, &style, 0);
}
