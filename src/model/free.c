/* Free numbers: digits typed in prose that no figure stands behind, each with the figure it probably is. */
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "model/build.h"
#include "model/scan.h"

enum {
  BEHIND = 30, /* characters before and after a number in which a label speaks of it */
  AHEAD = 16,
  TELLING_DIGITS = 3 /* significant digits that hardly meet by chance */
};

/* --- paragraphs as one text --------------------------------------------------------------------------------------- */

/* Text of the paragraph from byte `at` on is that of `in`. */
typedef struct part {
  size_t at;
  const zb_inline *in;
} part;

typedef struct flat {
  zb_arena *a;
  ZB_VEC(char) text;
  ZB_VEC(part) part;
  ZB_VEC(const char *) ref; /* paths of the paragraph's references */
} flat;

static void add(flat *f, const char *text, size_t n)
{
  for (size_t i = 0; i < n; i++)
    zb_push(f->a, &f->text, text[i]);
}

/* References and raised or lowered signs stand as U+FFFC: no digits, and no word either. */
static void flatten(flat *f, const zb_inline *in, size_t n)
{
  for (size_t i = 0; i < n; i++) {
    if (in[i].kind == ZB_INL_TEXT) {
      zb_push(f->a, &f->part, (part){.at = f->text.n, .in = &in[i]});
      add(f, in[i].text, in[i].len);
    } else if (in[i].kind == ZB_INL_REF) {
      zb_push(f->a, &f->ref, in[i].target);
      add(f, "\xEF\xBF\xBC", 3);
    } else if (in[i].kind == ZB_INL_BREAK) {
      add(f, "\n", 1);
    } else if (in[i].kind == ZB_INL_SUP || in[i].kind == ZB_INL_SUB) {
      add(f, "\xEF\xBF\xBC", 3); /* marks of notes, powers, formulas */
      continue;
    }
    flatten(f, in[i].child, in[i].nchildren);
  }
}

static zb_src place(const flat *f, size_t byte)
{
  size_t i = f->part.n;
  while (i > 1 && f->part.v[i - 1].at > byte)
    i--;
  const zb_inline *in = f->part.v[i - 1].in;
  zb_node scalar = {
      .kind = ZB_NODE_SCALAR, .src = in->src, .text = in->text, .len = in->len, .map = in->map, .nmap = in->nmap};
  return in->nmap ? zb_node_place(&scalar, byte - f->part.v[i - 1].at) : in->src;
}

/* --- which figure is it? ------------------------------------------------------------------------------------------ */

/* The words around a number: its sentence, as far as a label may stand from it. */
typedef struct context {
  const char *from, *to;
} context;

static bool ends_sentence(uint32_t c)
{
  return c == 0x3002 || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F || c == '\n';
}

static context around(const flat *f, const zb_number *x)
{
  const char *start = f->text.v, *end = f->text.v + f->text.n;
  context c = {start + x->from, start + x->to};
  for (int i = 0; i < BEHIND && c.from > start && !ends_sentence(zb_utf8_prev(start, c.from)); i++)
    do
      c.from--;
    while (((unsigned char)*c.from & 0xC0) == 0x80);
  for (int i = 0; i < AHEAD && c.to < end; i++) {
    const char *p = c.to;
    if (ends_sentence(zb_utf8_next(&p)))
      break;
    c.to = p;
  }
  return c;
}

/* How much of the label stands around the number: pairs of characters, in percent. */
static int overlap(const context *c, const char *label)
{
  size_t pairs = 0, found = 0, room = (size_t)(c->to - c->from);
  for (const char *p = label; *p;) {
    const char *second = p, *end;
    zb_utf8_next(&second);
    if (!*second)
      break;
    end = second;
    zb_utf8_next(&end);
    pairs++;
    found += memmem(c->from, room, p, (size_t)(end - p)) != NULL;
    p = second;
  }
  return pairs ? (int)(found * 100 / pairs) : 0;
}

static int significant(const zb_quantity *q)
{
  int n = 0, zeros = 0;
  for (const char *p = q->digits; *p; p++) {
    if (*p < '0' || *p > '9' || (n == 0 && *p == '0'))
      continue;
    zeros = *p == '0' ? zeros + 1 : 0;
    n++;
  }
  return n - zeros;
}

static bool refers(const flat *f, const zb_figure *x)
{
  for (size_t i = 0; i < f->ref.n; i++)
    if (strcmp(f->ref.v[i], x->id) == 0)
      return true;
  return false;
}

typedef struct guess {
  const zb_figure *figure; /* or NULL */
  bool same;               /* the figure has this value */
  int score;
} guess;

/* A number is a figure when value and unit are the same and the label stands near it, or the digits tell (or there is
   no label): 20项 is not every 20项. It seems to be one of another value when the whole label stands near it and the
   paragraph does not name that figure. */
static guess weigh(const flat *f, const zb_number *x, const context *c, const zb_figure *figure)
{
  guess g = {.figure = figure};
  const zb_quantity *q = &figure->q; /* a missing value has no unit either */
  if (figure->missing || strcmp(q->unit, x->q.unit) != 0)
    return (guess){0};
  g.same = zb_num_cmp(q->value, x->q.value) == 0 && q->range == x->q.range;
  if (!g.same && !figure->label)
    return (guess){0};
  g.score = overlap(c, figure->label_text);
  bool telling = *q->unit && (!figure->label || q->decimals > 0 || significant(q) >= TELLING_DIGITS);
  if (g.same)
    g.score += g.score >= 30 || telling ? 200 : 0;
  return g.score >= (g.same ? 200 : 100) && (g.same || !refers(f, figure)) ? g : (guess){0};
}

static guess probably(const zb_build *b, const flat *f, const zb_number *x)
{
  guess best = {0};
  context c = around(f, x);
  for (size_t i = 0; x->readable && i < zb_figures_count(b->r->figures); i++) {
    guess g = weigh(f, x, &c, zb_figures_at(b->r->figures, i));
    if (g.figure && g.score > best.score)
      best = g;
  }
  return best;
}

/* --- the report --------------------------------------------------------------------------------------------------- */

static void report(zb_build *b, const flat *f, const zb_number *x)
{
  guess g = probably(b, f, x);
  zb_diag_code code = !g.figure ? ZB_D_FREE_NUMBER : g.same ? ZB_D_TYPED_NUMBER : ZB_D_TYPED_OTHER;
  if (g.figure && zb_report_accepts(b->r, zb_diag_slug(code), g.figure->id))
    return;
  const char *text = zb_arena_strndup(b->a, f->text.v + x->from, x->to - x->from);
  size_t before = zb_diags_count(b->d, ZB_NOTE) + zb_diags_count(b->d, ZB_ERROR);
  zb_diag_range(b->d, code, place(f, x->from), (int)zb_utf8_count(text, strlen(text)), text,
                g.figure ? g.figure->id : NULL, g.figure ? g.figure->q.text : NULL, NULL);
  b->r->nfree += zb_diags_count(b->d, ZB_NOTE) + zb_diags_count(b->d, ZB_ERROR) - before; /* unless it is accepted */
}

static bool fullwidth_digit(uint32_t c)
{
  return c >= 0xFF10 && c <= 0xFF19;
}

static void note_fullwidth(zb_build *b, const flat *f)
{
  const char *end = f->text.v + f->text.n;
  for (const char *p = f->text.v; p < end;) {
    const char *at = p;
    if (!fullwidth_digit(zb_utf8_next(&p)))
      continue;
    for (const char *next = p; p < end && fullwidth_digit(zb_utf8_next(&next));)
      p = next;
    zb_diag_range(b->d, ZB_D_FULLWIDTH_DIGITS, place(f, (size_t)(at - f->text.v)),
                  (int)zb_utf8_count(at, (size_t)(p - at)), zb_arena_strndup(b->a, at, (size_t)(p - at)), NULL);
  }
}

/* A bound or a bare number in a label names what is counted: 50万元以上强村, 书架1. */
static bool allowed(const zb_number *x, bool label)
{
  bool bound = x->readable && (x->q.approx == ZB_APPROX_AT_LEAST || x->q.approx == ZB_APPROX_AT_MOST);
  return zb_number_allowed(x->class) || (label && (bound || x->class == ZB_NUMBER_PLAIN));
}

static void check_paragraph(zb_build *b, const zb_para_src *p, bool label)
{
  flat f = {.a = b->a};
  flatten(&f, p->child, p->nchildren);
  if (f.part.n == 0)
    return;
  note_fullwidth(b, &f);
  size_t n;
  zb_number *x = zb_scan(b->a, f.text.v, f.text.n, &n);
  for (size_t i = 0; i < n; i++)
    if (!allowed(&x[i], label))
      report(b, &f, &x[i]);
}

void zb_build_free(zb_build *b)
{
  static const zb_diag_code codes[] = {ZB_D_TYPED_NUMBER, ZB_D_TYPED_OTHER, ZB_D_FREE_NUMBER};
  for (size_t i = 0; b->opts && b->opts->strict_figures && i < sizeof codes / sizeof *codes; i++)
    zb_diags_raise(b->d, codes[i]);
  for (size_t i = 0; i < b->prose.n; i++)
    for (size_t k = 0; k < b->prose.v[i].prose->nparas; k++)
      check_paragraph(b, &b->prose.v[i].prose->para[k], b->prose.v[i].label);
}
