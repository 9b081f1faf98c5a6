/* Inline markup of one paragraph. Marks toggle wherever they stand: CommonMark's flanking rule is not used, because it
   leaves **“四强”**党支部 unbolded. One pass, explicit stack, output no longer than the input. */
#include "read/inline.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "read/join.h"
#include "read/link.h"
#include "read/path.h"
#include "read/ref.h"
#include "read/source.h"

enum { ENTRY_BYTES = 256 }; /* between two entries of a map */

typedef ZB_VEC(zb_inline) inlines;

/* A mark that is open. The frame at the bottom is the paragraph. */
typedef struct frame {
  zb_inline_kind kind;
  zb_src src;
  inlines children;
  zb_link *link;
  int parens; /* SUP, SUB, UNDERLINE: ( inside */
  bool again; /* opened again behind a mark that crossed it, which was reported */
} frame;

struct zb_inline_reader {
  zb_arena *a;
  zb_diags *d;
  const zb_node *node;
  const char *text;
  /* place of byte `byte`, moving forward only */
  size_t byte, entry;
  zb_src src;
  /* the paragraph */
  const zb_inline_line *line;
  size_t nlines, at_line;
  size_t p, to; /* where reading stands, end of its line */
  frame stack[ZB_MARKUP_DEPTH + 1];
  int depth;
  bool too_deep;
  zb_script last; /* of the last letter put out */
  /* text being collected */
  char *out;
  size_t nout, run; /* bytes written; start of the run */
  zb_src run_src, run_next;
  int run_cols;
  ZB_VEC(struct zb_place) map;
  /* found before the paragraph is read */
  zb_links links;
  size_t next_open, next_close;
};

static const struct {
  const char *open, *close, *escaped;
} marks[] = {[ZB_INL_STRONG] = {"**", "**", "\\*\\*"}, [ZB_INL_EMPH] = {"*", "*", "\\*"},
             [ZB_INL_SUP] = {"^(", ")", "\\^("},       [ZB_INL_SUB] = {"~(", ")", "\\~("},
             [ZB_INL_UNDERLINE] = {"_(", ")", "\\_("}, [ZB_INL_LINK] = {"[", "]", "\\["},
             [ZB_INL_COLOR] = {"[", "]", "\\["},       [ZB_INL_RUBY] = {"[", "]", "\\["}};

/* --- places and text -------------------------------------------------------------------------------------------- */

static zb_src place(zb_inline_reader *r, size_t byte)
{
  const zb_node *n = r->node;
  while (r->byte < byte) {
    const char *p = r->text + r->byte;
    zb_utf8_next(&p);
    r->byte = (size_t)(p - r->text);
    r->src.col++;
    while (r->entry + 1 < n->nmap && n->map[r->entry + 1].byte <= r->byte)
      r->src = n->map[++r->entry].src;
  }
  return r->src;
}

static frame *top(zb_inline_reader *r)
{
  return &r->stack[r->depth];
}

/* Ends the run of text: it becomes an inline of the innermost mark. */
static void flush(zb_inline_reader *r)
{
  if (r->nout == r->run)
    return;
  r->out[r->nout] = '\0';
  zb_inline inl = {.kind = ZB_INL_TEXT,
                   .src = r->run_src,
                   .ncols = r->run_cols,
                   .text = r->out + r->run,
                   .len = r->nout - r->run,
                   .map = zb_arena_memdup(r->a, r->map.v, r->map.n * sizeof *r->map.v),
                   .nmap = r->map.n};
  zb_push(r->a, &top(r)->children, inl);
  r->run = ++r->nout;
  r->map.n = 0;
}

/* Appends one character of text that stands at src. */
static void put(zb_inline_reader *r, const char *bytes, size_t n, zb_src src)
{
  size_t at = r->nout - r->run;
  const struct zb_place *last = r->map.n > 0 ? &r->map.v[r->map.n - 1] : NULL;
  if (!last)
    r->run_src = src;
  if (!last || src.line != r->run_next.line || src.col != r->run_next.col || at - last->byte >= ENTRY_BYTES)
    zb_push(r->a, &r->map, (struct zb_place){.byte = at, .src = src});
  if (src.line == r->run_src.line)
    r->run_cols = last ? r->run_cols + 1 : 1;
  memcpy(r->out + r->nout, bytes, n);
  r->nout += n;
  r->run_next = src;
  r->run_next.col++;
}

static bool at(const zb_inline_reader *r, size_t p, const char *with)
{
  size_t n = strlen(with);
  return p + n <= r->to && memcmp(r->text + p, with, n) == 0;
}

/* Copies one character of the source as it is. */
static void copy(zb_inline_reader *r)
{
  const char *s = r->text + r->p, *from = s;
  uint32_t c = zb_utf8_next(&s);
  if (c == '\t')
    put(r, " ", 1, place(r, r->p));
  else
    put(r, from, (size_t)(s - from), place(r, r->p));
  zb_script k = zb_script_of(c);
  r->last = k == ZB_SCRIPT_NEUTRAL ? r->last : k;
  r->p = (size_t)(s - r->text);
}

/* --- references ------------------------------------------------------------------------------------------------- */

/* The reference whose inside is [from, to): an inline, or a diagnostic and false. */
static bool take_ref(zb_inline_reader *r, size_t from, size_t to)
{
  zb_inline ref;
  size_t at_path = from;
  if (zb_ref_blank(r->text, from, to)) {
    zb_diag_range(r->d, ZB_D_REF_EMPTY, place(r, from > 0 ? from - 1 : 0), 2, NULL);
    return true;
  }
  if (zb_ref_parse(r->a, r->text, from, to, &ref, &at_path)) {
    flush(r);
    ref.src = place(r, at_path);
    zb_push(r->a, &top(r)->children, ref);
    return true;
  }
  zb_diag_range(r->d, ZB_D_REF_MALFORMED, zb_node_place(r->node, from), (int)zb_utf8_count(r->text + from, to - from),
                zb_source_shown(r->a, r->text + from, to - from), zb_ref_suggest(r->a, r->text + from, to - from),
                NULL);
  return false;
}

static void open_brace(zb_inline_reader *r)
{
  if (at(r, r->p, "{{")) {
    put(r, "{", 1, place(r, r->p));
    r->p += 2;
    return;
  }
  size_t end = zb_ref_end(r->text, r->p, r->to);
  if (end == 0)
    zb_diag(r->d, ZB_D_REF_UNCLOSED, place(r, r->p), NULL);
  if (end > 0 && take_ref(r, r->p + 1, end)) {
    r->p = end + 1;
    return;
  }
  do
    copy(r);
  while (r->p <= end); /* what is malformed stays as text */
}

static void close_brace(zb_inline_reader *r)
{
  bool twice = at(r, r->p, "}}");
  zb_src src = place(r, r->p);
  if (!twice)
    zb_diag(r->d, ZB_D_REF_STRAY, src, NULL);
  put(r, "}", 1, src);
  r->p += twice ? 2 : 1;
}

/* ｛gdp｝ with full-width braces is text; say so when it reads like a reference. */
static void wide_brace(zb_inline_reader *r)
{
  size_t from = r->p + 3, len = zb_path_scan(r->text + from, r->to - from);
  if (len > 0 && at(r, from + len, "｝"))
    zb_diag_range(r->d, ZB_D_REF_FULLWIDTH, place(r, r->p), (int)zb_utf8_count(r->text + from, len) + 2,
                  zb_arena_strndup(r->a, r->text + r->p, len + 6),
                  zb_arena_printf(r->a, "{%.*s}", (int)len, r->text + from), NULL);
  copy(r);
}

/* --- marks ------------------------------------------------------------------------------------------------------ */

/* Opens a mark at p of `width` bytes; too deep: its sign stays as text. */
static void open_mark(zb_inline_reader *r, zb_inline_kind kind, size_t width, zb_link *link)
{
  zb_src src = place(r, r->p);
  if (r->depth >= ZB_MARKUP_DEPTH) {
    if (!r->too_deep)
      zb_diag(r->d, ZB_D_MARK_DEPTH, src, zb_arena_printf(r->a, "%d", ZB_MARKUP_DEPTH), NULL);
    r->too_deep = true;
    for (size_t i = 0; i < width; i++)
      copy(r);
    return;
  }
  flush(r);
  r->stack[++r->depth] = (frame){.kind = kind, .src = src, .link = link};
  if (link)
    link->opened = true;
  r->p += width;
}

/* Closes the innermost mark; its end stands at `end`. */
static void close_top(zb_inline_reader *r, zb_src end, int width)
{
  flush(r);
  frame *f = top(r);
  zb_inline inl = {.kind = f->kind, .src = f->src, .child = f->children.v, .nchildren = f->children.n, .ncols = 1};
  if (end.line == f->src.line && end.col + width > f->src.col)
    inl.ncols = end.col + width - f->src.col;
  if (f->link)
    inl.target = zb_arena_strndup(r->a, r->text + f->link->target, f->link->target_end - f->link->target);
  if (inl.nchildren == 0 && width > 0 && !f->again)
    zb_diag_range(r->d, ZB_D_MARK_EMPTY, f->src, inl.ncols, marks[f->kind].open, marks[f->kind].close,
                  marks[f->kind].escaped, NULL);
  r->depth--;
  if (inl.nchildren > 0)
    zb_push(r->a, &top(r)->children, inl);
}

static void unclosed(zb_inline_reader *r, const frame *f)
{
  if (f->again)
    return;
  zb_diag_range(r->d, ZB_D_MARK_UNCLOSED, f->src, (int)strlen(marks[f->kind].open), marks[f->kind].open,
                marks[f->kind].close, marks[f->kind].escaped, NULL);
}

/* Closes frame k and, first, the marks that are still open inside it. */
static void close_frame(zb_inline_reader *r, int k, int width)
{
  zb_src end = place(r, r->p);
  while (r->depth > k) {
    unclosed(r, top(r));
    close_top(r, end, 0);
  }
  close_top(r, end, width);
}

static int find_frame(const zb_inline_reader *r, zb_inline_kind kind)
{
  for (int i = r->depth; i > 0; i--)
    if (r->stack[i].kind == kind)
      return i;
  return 0;
}

/* Closes frame k though others are open inside it; strong and emphasis among these begin again behind it. */
static void close_crossed(zb_inline_reader *r, int k, zb_src end, int width)
{
  zb_inline_kind again[ZB_MARKUP_DEPTH];
  int n = 0;
  zb_diag_range(r->d, ZB_D_MARK_CROSSED, end, width, marks[r->stack[k].kind].open, marks[top(r)->kind].open, NULL);
  for (; r->depth > k; close_top(r, end, 0))
    if (top(r)->kind == ZB_INL_STRONG || top(r)->kind == ZB_INL_EMPH)
      again[n++] = top(r)->kind;
  close_top(r, end, width);
  end.col += width;
  while (n > 0)
    r->stack[++r->depth] = (frame){.kind = again[--n], .src = end, .again = true};
}

static void toggle(zb_inline_reader *r, zb_inline_kind kind, size_t width)
{
  int k = find_frame(r, kind);
  if (k == 0) {
    open_mark(r, kind, width, NULL);
    return;
  }
  zb_src end = place(r, r->p);
  if (k < r->depth)
    close_crossed(r, k, end, (int)width);
  else
    close_top(r, end, (int)width);
  r->p += width;
}

/* A run of asterisks: ** is strong, * emphasis; the emphasis that is innermost is closed first by one or three. */
static void asterisks(zb_inline_reader *r)
{
  size_t n = 0;
  while (n < 3 && at(r, r->p + n, "*"))
    n++;
  if (n == 1 || (n == 3 && top(r)->kind == ZB_INL_EMPH))
    toggle(r, ZB_INL_EMPH, 1);
  else
    toggle(r, ZB_INL_STRONG, 2);
}

static bool in_parens(zb_inline_kind kind)
{
  return kind == ZB_INL_SUP || kind == ZB_INL_SUB || kind == ZB_INL_UNDERLINE;
}

/* ( and ) inside ^(...), ~(...) and _(...). */
static void parenthesis(zb_inline_reader *r, bool closing)
{
  int k = r->depth;
  while (k > 0 && !in_parens(r->stack[k].kind))
    k--;
  if (k > 0 && closing && r->stack[k].parens == 0) {
    close_frame(r, k, 1);
    r->p++;
    return;
  }
  if (k > 0)
    r->stack[k].parens += closing ? -1 : 1;
  copy(r);
}

/* --- links ------------------------------------------------------------------------------------------------------ */

static void check_target(zb_inline_reader *r, const zb_link *s)
{
  size_t n = s->target_end - s->target;
  const char *t = r->text + s->target;
  if (!zb_link_known(t, n))
    zb_diag_range(r->d, ZB_D_LINK_TARGET, place(r, s->target), (int)zb_utf8_count(t, n), zb_source_shown(r->a, t, n),
                  NULL);
}

/* [^id]: the mark of a footnote. False when it is none; what looks like one is reported. */
static bool take_note(zb_inline_reader *r)
{
  size_t id = r->p + 2, n = zb_inline_note_id(r->text + id, r->to - id);
  if (at(r, id, "("))
    return false; /* ^(...) at the start of a link's text */
  if (n == 0 || !at(r, id + n, "]")) {
    zb_diag_range(r->d, ZB_D_NOTE_MALFORMED, place(r, r->p), 2, NULL);
    return false;
  }
  flush(r);
  zb_inline in = {.kind = ZB_INL_NOTE,
                  .src = place(r, r->p),
                  .ncols = (int)zb_utf8_count(r->text + id, n) + 3,
                  .target = zb_arena_strndup(r->a, r->text + id, n)};
  zb_push(r->a, &top(r)->children, in);
  r->p = id + n + 1;
  return true;
}

static void open_bracket(zb_inline_reader *r)
{
  const zb_links *links = &r->links;
  while (r->next_open < links->by_close.n && links->by_open[r->next_open]->open < r->p)
    r->next_open++;
  zb_link *s = r->next_open < links->by_close.n ? links->by_open[r->next_open] : NULL;
  if (at(r, r->p, "[^") && take_note(r))
    return;
  if (s && s->open == r->p && find_frame(r, s->kind) == 0)
    open_mark(r, s->kind, 1, s);
  else
    copy(r);
}

static void close_bracket(zb_inline_reader *r)
{
  const zb_links *links = &r->links;
  while (r->next_close < links->by_close.n && links->by_close.v[r->next_close]->close < r->p)
    r->next_close++;
  zb_link *s = r->next_close < links->by_close.n ? links->by_close.v[r->next_close] : NULL;
  if (!s || s->close != r->p || !s->opened) {
    copy(r);
    return;
  }
  int k = find_frame(r, s->kind);
  if (k > 0 && r->stack[k].link == s)
    close_frame(r, k, (int)zb_utf8_count(r->text + s->close, s->target_end + 1 - s->close));
  if (s->kind == ZB_INL_LINK)
    check_target(r, s);
  r->p = s->target_end + 1;
}

/* --- lines ------------------------------------------------------------------------------------------------------ */

/* Goes on to the next line: nothing between Han, a space between words. False after the last line. */
static bool next_line(zb_inline_reader *r, bool forced)
{
  if (r->at_line + 1 >= r->nlines)
    return false;
  const zb_inline_line *l = &r->line[r->at_line + 1];
  if (!forced && zb_script_space(r->last, zb_script_first(r->text, *l)))
    put(r, " ", 1, place(r, r->to));
  r->at_line++;
  r->p = l->from;
  r->to = l->to;
  return true;
}

/* A backslash: before a line end a forced break, before punctuation the sign itself. */
static void backslash(zb_inline_reader *r)
{
  zb_src src = place(r, r->p);
  char next = r->p + 1 < r->to ? r->text[r->p + 1] : '\0';
  if (!next && r->at_line + 1 < r->nlines) {
    flush(r);
    zb_push(r->a, &top(r)->children, (zb_inline){.kind = ZB_INL_BREAK, .src = src, .ncols = 1});
    next_line(r, true);
  } else if (g_ascii_ispunct(next)) {
    put(r, r->text + r->p + 1, 1, src);
    r->p += 2;
  } else {
    zb_diag(r->d, ZB_D_MARK_ESCAPE, src, NULL);
    copy(r);
  }
}

static zb_inline_kind paren_kind(char sign)
{
  return sign == '^' ? ZB_INL_SUP : sign == '~' ? ZB_INL_SUB : ZB_INL_UNDERLINE;
}

static void read_one(zb_inline_reader *r)
{
  switch (r->text[r->p]) {
  case '\\':
    backslash(r);
    break;
  case '{':
    open_brace(r);
    break;
  case '}':
    close_brace(r);
    break;
  case '*':
    asterisks(r);
    break;
  case '[':
    open_bracket(r);
    break;
  case ']':
    close_bracket(r);
    break;
  case '(':
  case ')':
    parenthesis(r, r->text[r->p] == ')');
    break;
  case '^':
  case '~':
  case '_':
    if (at(r, r->p + 1, "("))
      open_mark(r, paren_kind(r->text[r->p]), 2, NULL);
    else
      copy(r);
    break;
  default:
    if (at(r, r->p, "｛"))
      wide_brace(r);
    else
      copy(r);
  }
}

/* --- interface -------------------------------------------------------------------------------------------------- */

size_t zb_inline_note_id(const char *text, size_t n)
{
  const char *p = text, *end = text + n;
  while (p < end) {
    const char *at = p;
    uint32_t c = zb_utf8_next(&p);
    if (!zb_id_part(c) && c != '-')
      return (size_t)(at - text);
  }
  return n;
}

zb_inline_reader *zb_inline_reader_new(zb_arena *a, zb_diags *d, const zb_node *scalar)
{
  zb_inline_reader *r = zb_new(a, zb_inline_reader);
  r->a = a;
  r->d = d;
  r->node = scalar;
  r->text = scalar->text;
  r->src = scalar->nmap > 0 ? scalar->map[0].src : scalar->src;
  /* every run ends behind a sign that is not put out, or at a paragraph's end: one byte more each */
  r->out = zb_arena_alloc(a, 2 * scalar->len + 16);
  return r;
}

zb_inline *zb_inline_read(zb_inline_reader *r, const zb_inline_line *line, size_t n, size_t *count)
{
  r->line = line;
  r->nlines = n;
  r->at_line = 0;
  r->p = line[0].from;
  r->to = line[0].to;
  r->depth = 0;
  r->stack[0] = (frame){.kind = ZB_INL_TEXT};
  r->too_deep = false;
  r->last = ZB_SCRIPT_NEUTRAL;
  r->links = zb_link_find(r->a, r->text, line, n);
  r->next_open = r->next_close = 0;
  do
    while (r->p < r->to)
      read_one(r);
  while (next_line(r, false));
  zb_src end = place(r, r->to);
  while (r->depth > 0) {
    unclosed(r, top(r));
    close_top(r, end, 0);
  }
  flush(r);
  *count = r->stack[0].children.n;
  return r->stack[0].children.v;
}

zb_inline *zb_inline_reference(zb_arena *a, zb_diags *d, const zb_node *scalar, size_t *count)
{
  zb_inline_reader *r = zb_inline_reader_new(a, d, scalar);
  if (!take_ref(r, 0, scalar->len))
    put(r, scalar->text, scalar->len, scalar->src);
  flush(r);
  *count = r->stack[0].children.n;
  return r->stack[0].children.v;
}
