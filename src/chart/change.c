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
                 .value = zb_num_sub(a, after->q.value, before->q.value),
                 .name = zb_arena_printf(a, "change(%s, %s)", before->id, after->id)};
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
  return (zb_change){.known = true,
                     .share = true,
                     .about = about || loose(part),
                     .value = share,
                     .name = zb_arena_printf(a, "share(%s)", part->id)};
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

int zb_change_digits(zb_arena *a, const zb_change *c)
{
  int most = c->points ? 2 : c->about ? 0 : 1, d = 0;
  while (c->known && d < most && zb_num_cmp(c->value, zb_num_round(a, c->value, d)) != 0)
    d++;
  return d;
}

int zb_change_decimals(const zb_chart_in *in, size_t before, size_t after)
{
  zb_arena *a = in->text->arena;
  int most = 0;
  for (size_t i = 0; i < in->data->ncategories; i++) {
    zb_change c = zb_change_of(a, in->data->series[before].value[i], in->data->series[after].value[i]);
    int places = zb_change_digits(a, &c);
    most = places > most ? places : most;
  }
  return most;
}

/* A share of something is never nothing: 不足0.1%. */
static const char *less_than(const zb_chart_in *in, int decimals)
{
  zb_arena *a = in->text->arena;
  const char *least = zb_num_print(a, zb_num_pow10(a, -decimals), decimals);
  return zb_arena_printf(a, "%s%s%%", zb_chart_word(in, "不足", "under "), least);
}

const char *zb_change_text(const zb_chart_in *in, const zb_change *c, int decimals)
{
  zb_arena *a = in->text->arena;
  if (c->about && !c->points)
    decimals = 0;
  zb_num rounded = zb_num_round(a, c->value, decimals);
  if (rounded.sign == 0 && c->value.sign > 0 && c->share)
    return less_than(in, decimals);
  if (rounded.sign == 0 && c->value.sign != 0 && !c->share && !c->about)
    rounded = zb_num_round(a, c->value, decimals = zb_change_places(a, c->value));
  if (rounded.sign == 0 && !c->share)
    return zb_chart_word(in, "持平", "unchanged");
  const char *sign = c->share ? "" : rounded.sign < 0 ? "-" : "+";
  const char *about = c->about ? zb_chart_word(in, "约", "about ") : "";
  const char *unit = c->points ? zb_chart_word(in, "个百分点", " pp") : "%";
  rounded.sign = rounded.sign < 0 ? 1 : rounded.sign;
  return zb_arena_printf(a, "%s%s%s%s", about, sign, zb_num_print(a, rounded, decimals), unit);
}

const zb_datum *zb_change_datum(const zb_chart_in *in, const zb_change *c, int decimals, zb_src src)
{
  zb_datum *d = zb_new(in->text->arena, zb_datum);
  *d = (zb_datum){.figure = c->name,
                  .value = zb_num_print_exact(in->text->arena, c->value),
                  .unit = c->points ? "百分点" : "%",
                  .text = zb_change_text(in, c, decimals),
                  .src = src};
  return d;
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
  const zb_datum *d = zb_change_datum(in, c, decimals, src);
  const char *text[] = {word, d->text};
  zb_span span[2]; /* a line may end after the word */
  size_t n = 0;
  for (size_t i = 0; i < 2; i++)
    if (text[i][0] != '\0') {
      span[n] = zb_span_plain(text[i], strlen(text[i]), src);
      span[n].datum = i > 0 ? d : NULL;
      span[n++].flags = ZB_SPAN_STRONG | ZB_SPAN_NOBREAK;
    }
  return zb_label_spans(in->text, span, n, &style, 0);
}
