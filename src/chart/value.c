/* Value labels: a number in the digit face, what stands around it in the label face. */
#include <string.h>

#include "chart/mark.h"

/* Baseline to baseline of a number in two lines, in permille of its size. */
enum { LEADING = 1120 };

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

/* A printed number in the order of its bytes: words before the digits, digits, words after. */
typedef struct pieces {
  zb_span v[5];
  size_t n;
} pieces;

static void add_piece(pieces *p, zb_span like, const char *text, size_t len)
{
  if (len == 0)
    return;
  like.text = text;
  like.len = len;
  p->v[p->n++] = like;
}

/* `at`: the byte before which the line ends; 0: one line. It stands at the edge of a piece or among the digits. */
static pieces pieces_of(const zb_chart_in *in, const zb_datum *shown, const zb_tstyle *style, int permille, size_t at)
{
  const zb_chart_style *s = &in->style;
  const char *text = shown->text;
  size_t from, to;
  digit_part(text, &from, &to);
  zb_span digits = {.src = shown->src, .flags = ZB_SPAN_NOBREAK}, around = digits;
  around.has_role = true;
  around.role = s->label.role;
  around.weight = s->label.weight;
  around.size = zb_u_min(zb_u_muldiv(s->label.size, permille, 1000), style->size);
  if (to <= from) /* no digits: words of the size of digits */
    around.size = style->size;
  pieces p = {.n = 0};
  add_piece(&p, around, text, from);
  if (at > from && at < to) {
    add_piece(&p, digits, text + from, at - from);
    p.v[p.n - 1].flags |= ZB_SPAN_BREAK;
    from = at;
  }
  if (at > 0 && at == from && p.n > 0)
    p.v[p.n - 1].flags |= ZB_SPAN_BREAK;
  add_piece(&p, digits, text + from, to - from);
  if (at > 0 && at == to)
    p.v[p.n - 1].flags |= ZB_SPAN_BREAK;
  add_piece(&p, around, text + to, strlen(text + to));
  return p;
}

static zb_label set_label(const zb_chart_in *in, const zb_datum *shown, int permille, zb_rgba color, zb_align align,
                          size_t at)
{
  zb_tstyle style = in->style.value;
  style.size = zb_u_muldiv(style.size, permille, 1000);
  style.leading = zb_u_muldiv(style.size, LEADING, 1000);
  style.max_lines = at > 0 ? 2 : 1;
  style.color = color;
  style.align = align;
  pieces p = pieces_of(in, shown, &style, permille, at);
  return zb_label_spans(in->text, p.v, p.n, &style, 0);
}

zb_label zb_value_label(const zb_chart_in *in, const zb_datum *shown, int permille, zb_rgba color)
{
  return set_label(in, shown, permille, color, ZB_ALIGN_LEFT, 0);
}

/* Where a number may be parted: before and after its digits, after the mark of a range. */
static size_t breaks(const char *text, size_t *at)
{
  static const char *const ranges[] = {"～", "~", "—", "至"};
  size_t n = 0, from, to;
  digit_part(text, &from, &to);
  if (to <= from)
    return 0;
  if (from > 0)
    at[n++] = from;
  if (text[to] != '\0')
    at[n++] = to;
  for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++) {
    const char *mark = strstr(text + from, ranges[i]);
    if (mark && mark + strlen(ranges[i]) < text + to) {
      at[n++] = (size_t)(mark - text) + strlen(ranges[i]);
      break;
    }
  }
  return n;
}

bool zb_value_label_two(const zb_chart_in *in, const zb_datum *shown, int permille, zb_rgba color, zb_align align,
                        zb_label *out)
{
  size_t at[3], n = breaks(shown->text, at);
  for (size_t i = 0; i < n; i++) {
    zb_label l = set_label(in, shown, permille, color, align, at[i]);
    if (i == 0 || l.width < out->width)
      *out = l;
  }
  return n > 0;
}
