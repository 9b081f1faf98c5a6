/* Value labels: a number in the digit face, what stands around it in the label face. */
#include <string.h>

#include "chart/mark.h"

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static size_t skip(const char *text, size_t at, const char *word)
{
  return strncmp(text + at, word, strlen(word)) == 0 ? at + strlen(word) : at;
}

/* The part of a printed number that stands in the digit face: sign, digits, a percent sign. None: from = to = 0. */
static void digit_part(const char *text, size_t *from, size_t *to)
{
  static const char *const signs[] = {"-", "+", "\u2212"}, *const marks[] = {"%", "‰", "℃"};
  size_t n = strlen(text), first = 0, last = n;
  while (first < n && !is_digit(text[first]))
    first++;
  while (last > first && !is_digit(text[last - 1]))
    last--;
  *from = first < last ? first : 0;
  *to = first < last ? last : 0;
  if (first >= last)
    return;
  for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++) {
    size_t len = strlen(signs[i]);
    if (first >= len && strncmp(text + first - len, signs[i], len) == 0)
      *from = first - len;
  }
  for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
    *to = skip(text, *to, marks[i]);
}

zb_label zb_value_label(const zb_chart_in *in, const zb_datum *shown, int permille, zb_rgba color)
{
  const zb_chart_style *s = &in->style;
  const char *text = shown->text;
  zb_tstyle style = s->value;
  style.size = zb_u_muldiv(style.size, permille, 1000);
  style.max_lines = 1;
  style.color = color;
  size_t from, to;
  digit_part(text, &from, &to);
  zb_span around = {.src = shown->src,
                    .flags = ZB_SPAN_NOBREAK,
                    .has_role = true,
                    .role = s->label.role,
                    .weight = s->label.weight,
                    .size = zb_u_min(zb_u_muldiv(s->label.size, permille, 1000), style.size)};
  zb_span v[3];
  size_t n = 0;
  if (from > 0) {
    v[n] = around;
    v[n].text = text;
    v[n++].len = from;
  }
  if (to > from)
    v[n++] = (zb_span){.text = text + from, .len = to - from, .src = shown->src, .flags = ZB_SPAN_NOBREAK};
  if (text[to] != '\0') {
    v[n] = around;
    v[n].text = text + to;
    v[n].size = to > from ? around.size : style.size;
    v[n++].len = strlen(text + to);
  }
  return zb_label_spans(in->text, v, n, &style, 0);
}
