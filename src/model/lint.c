/* Notes on numbers typed in prose: a number has one home, and its digits are half-width. */
#include <string.h>

#include "base/utf8.h"
#include "model/build.h"

enum { QUANTITY_MAX = 24 }; /* code points of a quantity worth finding again */

static zb_src place(const zb_inline *in, size_t byte)
{
  zb_node scalar = { .kind = ZB_NODE_SCALAR, .src = in->src, .text = in->text, .len = in->len, .map = in->map, .nmap = in->nmap };
  return in->nmap ? zb_node_place(&scalar, byte) : in->src;
}

static void note(zb_build *b, zb_diag_code code, const zb_inline *in, size_t from, size_t to, const char *more)
{
  const char *text = zb_arena_strndup(b->a, in->text + from, to - from);
  zb_diag_range(b->d, code, place(in, from), (int)zb_utf8_count(text, to - from), text, more, NULL);
}

static bool fullwidth_digit(uint32_t c)
{
  return c >= 0xFF10 && c <= 0xFF19;
}

/* Figures by what they print, if they have a unit: 38个, 12.79%. The first of several keeps the place. */
static zb_names *printed_figures(zb_build *b)
{
  if (b->printed)
    return b->printed;
  b->printed = zb_names_new(b->a);
  for (size_t i = 0; i < zb_figures_count(b->r->figures); i++) {
    zb_figure *f = zb_build_figure(b->r->figures, i);
    if (!f->missing && f->q.unit[0] && f->q.text[0] >= '0' && f->q.text[0] <= '9' && !zb_names_get(b->printed, f->q.text))
      zb_names_put(b->printed, f->q.text, f);
  }
  return b->printed;
}

static bool part_of_number(char c)
{
  return (c >= '0' && c <= '9') || c == '.' || c == ',' || c == '+' || c == '-' || c == '~' || c == '/';
}

/* The longest text from `from` that a figure prints; `to` gets its end. */
static const zb_figure *typed_figure(zb_build *b, const zb_inline *in, size_t from, size_t *to)
{
  const char *p = in->text + from, *end = in->text + in->len;
  const zb_figure *found = NULL;
  char buf[QUANTITY_MAX * 4 + 1];
  for (int n = 0; p < end && n < QUANTITY_MAX; n++) {
    zb_utf8_next(&p);
    size_t len = (size_t)(p - in->text) - from;
    memcpy(buf, in->text + from, len);
    buf[len] = '\0';
    const zb_figure *f = zb_names_get(printed_figures(b), buf);
    if (f) {
      found = f;
      *to = from + len;
    }
  }
  return found;
}

static size_t lint_number(zb_build *b, const zb_inline *in, size_t from)
{
  size_t to = from;
  const zb_figure *f = typed_figure(b, in, from, &to);
  bool whole = f && (to == in->len || !part_of_number(in->text[to]));
  if (whole && !zb_report_accepts(b->r, zb_diag_slug(ZB_D_TYPED_NUMBER), f->id))
    note(b, ZB_D_TYPED_NUMBER, in, from, to, f->id);
  if (to == from)
    while (to < in->len && part_of_number(in->text[to]))
      to++;
  return to;
}

void zb_build_lint(zb_build *b, const zb_inline *in)
{
  const char *end = in->text + in->len;
  for (const char *p = in->text; p < end;) {
    const char *at = p;
    uint32_t c = zb_utf8_next(&p);
    if (fullwidth_digit(c)) {
      const char *next = p;
      while (p < end && fullwidth_digit(zb_utf8_next(&next)))
        p = next;
      note(b, ZB_D_FULLWIDTH_DIGITS, in, (size_t)(at - in->text), (size_t)(p - in->text), NULL);
    } else if (c >= '0' && c <= '9') {
      p = in->text + lint_number(b, in, (size_t)(at - in->text));
    } else if (c == '_' || (c < 0x80 && ((c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z')))) {
      while (p < end && (part_of_number(*p) || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z')))
        p++; /* N95, 2025Q1: names */
    }
  }
}
