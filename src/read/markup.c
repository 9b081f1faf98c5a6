/* Block structure of prose: paragraphs, headings and list items, line by line. */
#include "read/markup.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "read/inline.h"
#include "read/source.h"

enum { HEADING_MAX = 4, ITEM_DEPTH = 8, NUMBER_DIGITS = 9 };

/* A line of the text, without blanks at either end. */
typedef struct text_line {
  zb_inline_line span;
  int indent;   /* blanks before it; a full-width space counts two */
  bool gap;     /* a blank line stands before it in the source */
  bool by_hand; /* full-width spaces stood before it */
} text_line;

typedef ZB_VEC(text_line) text_lines;

typedef struct builder {
  zb_arena *a;
  zb_diags *d;
  const zb_node *node;
  zb_inline_reader *inl;
  ZB_VEC(zb_para_src) para;
  ZB_VEC(zb_inline_line) open; /* lines of the paragraph that is being collected */
  zb_para_src next;            /* and its kind */
  int indent[ITEM_DEPTH];      /* of the items around it */
  int items;
  bool noted_indent, noted_gap;
} builder;

/* --- lines ------------------------------------------------------------------------------------------------------ */

/* Trims the line [from, to) and appends it unless it is blank; returns whether it was blank. */
static bool add_line(zb_arena *a, text_lines *v, const char *t, size_t from, size_t to, bool gap)
{
  text_line l = {.gap = gap};
  for (;;) {
    bool wide = to - from >= 3 && memcmp(t + from, "　", 3) == 0;
    if (!wide && (from >= to || (t[from] != ' ' && t[from] != '\t')))
      break;
    from += wide ? 3 : 1;
    l.indent += wide ? 2 : 1;
    l.by_hand = l.by_hand || wide;
  }
  while (to > from && (t[to - 1] == ' ' || t[to - 1] == '\t'))
    to--;
  l.span = (zb_inline_line){.from = from, .to = to};
  if (from < to)
    zb_push(a, v, l);
  return from >= to;
}

/* Splits a scalar at its line ends. YAML turns line ends of plain, quoted and folded scalars into spaces, and blank
   lines into line ends; the map of places tells both. */
static text_lines split(zb_arena *a, const zb_node *n)
{
  text_lines v = {0};
  size_t from = 0, k = 0; /* k: map entry of the current byte */
  bool gap = false;
  for (size_t i = 0; i < n->len; i++) {
    while (k + 1 < n->nmap && n->map[k + 1].byte <= i)
      k++;
    char c = n->text[i];
    if (c != '\n' && c != ' ')
      continue;
    bool entry = k + 1 < n->nmap && n->map[k + 1].byte == i + 1;
    int down = entry ? n->map[k + 1].src.line - n->map[k].src.line : 0;
    if (c == ' ' && down < 1)
      continue;
    bool blank = add_line(a, &v, n->text, from, i, gap);
    gap = (blank && (gap || v.n > 0)) || (c == '\n' && down >= 2);
    from = i + 1;
  }
  add_line(a, &v, n->text, from, n->len, gap);
  return v;
}

/* --- kinds of lines ----------------------------------------------------------------------------------------------- */

static size_t count_char(const char *t, zb_inline_line l, char c)
{
  size_t n = 0;
  while (l.from + n < l.to && t[l.from + n] == c)
    n++;
  return n;
}

static zb_src place(const builder *b, size_t byte)
{
  return zb_node_place(b->node, byte);
}

/* "# text": sets the level and moves behind the mark. */
static bool heading(builder *b, text_line *l, zb_para_src *kind)
{
  const char *t = b->node->text;
  size_t n = count_char(t, l->span, '#'), i = l->span.from + n;
  if (n == 0 || i >= l->span.to)
    return false;
  if (t[i] != ' ' && t[i] != '\t') {
    const char *rest = t + i, *end = t + l->span.to;
    for (int k = 0; k < 16 && rest < end; k++)
      zb_utf8_next(&rest);
    size_t len = (size_t)(rest - (t + i));
    zb_diag_range(b->d, ZB_D_HEADING_SPACE, place(b, l->span.from), (int)n,
                  zb_arena_strndup(b->a, t + l->span.from, n + len),
                  zb_arena_printf(b->a, "%.*s %.*s", (int)n, t + l->span.from, (int)len, t + i), NULL);
    return false;
  }
  if (n > HEADING_MAX)
    zb_diag_range(b->d, ZB_D_HEADING_DEPTH, place(b, l->span.from), (int)(n < 80 ? n : 80), NULL);
  kind->level = n > HEADING_MAX ? HEADING_MAX : (int)n;
  while (t[i] == ' ' || t[i] == '\t')
    i++;
  l->span.from = i;
  return true;
}

/* Depth of an item that is indented by `indent`. */
static int item_depth(builder *b, int indent)
{
  while (b->items > 0 && b->indent[b->items - 1] > indent)
    b->items--;
  bool deeper = b->items == 0 || indent > b->indent[b->items - 1] + 1;
  if (deeper && b->items < ITEM_DEPTH)
    b->indent[b->items++] = indent;
  return b->items - 1;
}

/* "- text" and "1. text": sets the marker and moves behind it. */
static bool item(builder *b, text_line *l, zb_para_src *kind)
{
  const char *t = b->node->text;
  size_t i = l->span.from;
  int number = 0;
  if (t[i] == '-') {
    i++;
  } else {
    while (i < l->span.to && i - l->span.from < NUMBER_DIGITS && g_ascii_isdigit(t[i]))
      number = number * 10 + (t[i++] - '0');
    if (i == l->span.from || i >= l->span.to || t[i++] != '.')
      return false;
  }
  if (i >= l->span.to || (t[i] != ' ' && t[i] != '\t'))
    return false;
  while (t[i] == ' ' || t[i] == '\t')
    i++;
  kind->marker = t[l->span.from] == '-' ? '-' : '1';
  kind->number = number;
  kind->depth = item_depth(b, l->indent);
  l->span.from = i;
  return true;
}

/* "[^id]: text": sets the id and moves behind the colon. */
static bool note(builder *b, text_line *l, zb_para_src *kind)
{
  const char *t = b->node->text;
  size_t from = l->span.from + 2, left = l->span.to - l->span.from;
  if (left < 2 || memcmp(t + l->span.from, "[^", 2) != 0)
    return false;
  size_t n = zb_inline_note_id(t + from, left - 2), i = from + n;
  if (n == 0 || i >= l->span.to || t[i++] != ']')
    return false;
  bool wide = l->span.to - i >= 3 && memcmp(t + i, "：", 3) == 0;
  if (wide)
    zb_diag_range(b->d, ZB_D_NOTE_COLON, place(b, i), 1, NULL);
  if (!wide && (i >= l->span.to || t[i] != ':'))
    return false;
  i += wide ? 3 : 1;
  while (i < l->span.to && (t[i] == ' ' || t[i] == '\t'))
    i++;
  kind->note = zb_arena_strndup(b->a, t + from, n);
  l->span.from = i;
  if (i == l->span.to)
    zb_diag_range(b->d, ZB_D_NOTE_EMPTY, place(b, from - 2), (int)zb_utf8_count(t + from, n) + 4, kind->note, NULL);
  return true;
}

/* --- paragraphs --------------------------------------------------------------------------------------------------- */

static void end_paragraph(builder *b)
{
  if (b->open.n == 0)
    return;
  zb_para_src p = b->next;
  p.src = place(b, b->open.v[0].from);
  p.child = zb_inline_read(b->inl, b->open.v, b->open.n, &p.nchildren);
  if (p.nchildren > 0)
    zb_push(b->a, &b->para, p);
  b->open.n = 0;
  b->next = (zb_para_src){0};
}

static void start_paragraph(builder *b, const text_line *l, zb_para_src kind)
{
  end_paragraph(b);
  b->next = kind;
  if (kind.marker == 0)
    b->items = 0;
  zb_push(b->a, &b->open, l->span);
}

static void note_indent(builder *b, const text_line *l)
{
  if (l->by_hand && !b->noted_indent && b->open.n == 0)
    zb_diag(b->d, ZB_D_HAND_INDENT, place(b, l->span.from), NULL);
  b->noted_indent = b->noted_indent || l->by_hand;
}

static void take_line(builder *b, text_line l)
{
  zb_para_src kind = {0};
  if (l.gap)
    end_paragraph(b);
  if (heading(b, &l, &kind)) {
    start_paragraph(b, &l, kind);
    end_paragraph(b);
  } else if (item(b, &l, &kind) || note(b, &l, &kind)) {
    start_paragraph(b, &l, kind);
  } else if (b->open.n == 0) {
    note_indent(b, &l);
    start_paragraph(b, &l, kind);
  } else {
    zb_push(b->a, &b->open, l.span);
  }
}

/* Titles, labels, cells: all lines are one paragraph. */
static void take_single(builder *b, const text_line *l)
{
  note_indent(b, l);
  if (l->gap && b->open.n > 0 && !b->noted_gap) {
    zb_diag(b->d, ZB_D_PROSE_ONE, place(b, l->span.from), NULL);
    b->noted_gap = true;
  }
  zb_push(b->a, &b->open, l->span);
}

/* --- maps and lists where prose is wanted ------------------------------------------------------------------------- */

/* A map or list as the text it was probably meant to be. */
static char *as_text(zb_arena *a, const zb_node *n)
{
  GString *s = g_string_new(n->flow ? (n->kind == ZB_NODE_MAP ? "{" : "[") : "");
  for (size_t i = 0; i < n->npairs && s->len < 200; i++) {
    const zb_node *v = n->pair[i].value;
    bool text = v->kind == ZB_NODE_SCALAR;
    g_string_append_printf(s, "%s%s:%s%s", i > 0 ? ", " : "", n->pair[i].key->text, text && v->empty ? "" : " ",
                           text ? v->text : "…");
  }
  for (size_t i = 0; i < n->nitems && s->len < 200; i++) {
    const zb_node *v = n->item[i];
    g_string_append_printf(s, "%s%s", i > 0 ? ", " : "", v->kind == ZB_NODE_SCALAR ? v->text : "…");
  }
  g_string_append(s, n->flow ? (n->kind == ZB_NODE_MAP ? "}" : "]") : "");
  char *nl = strchr(s->str, '\n');
  size_t len = nl ? (size_t)(nl - s->str) : s->len;
  char *quoted = memchr(s->str, '"', len) ? zb_arena_printf(a, "'%.*s'", (int)len, s->str)
                                          : zb_arena_printf(a, "\"%.*s\"", (int)len, s->str);
  g_string_free(s, TRUE);
  return zb_source_shown(a, quoted, strlen(quoted));
}

static bool is_reference(const zb_node *n)
{
  return n->kind == ZB_NODE_MAP && n->flow && n->npairs == 1 && n->pair[0].value->kind == ZB_NODE_SCALAR &&
         n->pair[0].value->empty;
}

static zb_prose *other_node(zb_arena *a, zb_diags *d, const zb_node *node, zb_prose *prose)
{
  if (!is_reference(node)) {
    zb_diag_range(d, ZB_D_PROSE_WANTED, node->src, node->ncols, as_text(a, node), NULL);
    return prose;
  }
  zb_para_src *p = zb_new(a, zb_para_src);
  p->src = node->src;
  p->child = zb_inline_reference(a, d, node->pair[0].key, &p->nchildren);
  prose->para = p;
  prose->nparas = p->nchildren > 0;
  return prose;
}

zb_prose *zb_markup_parse(zb_arena *a, zb_diags *d, const zb_node *node, bool single_line)
{
  zb_prose *prose = zb_new(a, zb_prose);
  prose->src = node->src;
  if (node->kind != ZB_NODE_SCALAR)
    return other_node(a, d, node, prose);
  text_lines lines = split(a, node);
  if (lines.n == 0)
    return prose;
  builder b = {.a = a, .d = d, .node = node, .inl = zb_inline_reader_new(a, d, node)};
  for (size_t i = 0; i < lines.n; i++)
    if (single_line)
      take_single(&b, &lines.v[i]);
    else
      take_line(&b, lines.v[i]);
  end_paragraph(&b);
  prose->para = b.para.v;
  prose->nparas = b.para.n;
  return prose;
}
