/* Places of a scalar's bytes: decodes the source again, with positions. */
#include "read/scalar.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

/* No more than this many bytes between two entries of a map, so that a look-up is cheap in a line of any length. */
enum { ENTRY_BYTES = 256 };

typedef struct cursor {
  const char *p;
  int line, col;
} cursor;

typedef struct reader {
  zb_arena *a;
  zb_node *node;
  const zb_scalar_span *span;
  cursor c;
  size_t out;  /* bytes of text placed so far */
  zb_src next; /* place the next byte would have without an entry */
  ZB_VEC(struct zb_place) map;
  bool differs;
} reader;

static bool at_blank(const reader *r)
{
  return r->c.p < r->span->to && (*r->c.p == ' ' || *r->c.p == '\t');
}

static bool at_break(const reader *r)
{
  return r->c.p < r->span->to && (*r->c.p == '\n' || *r->c.p == '\r');
}

static bool at_end(const reader *r)
{
  return r->c.p >= r->span->to;
}

/* Moves over one character; a line end (LF, CR, CR LF) is one. */
static void step(reader *r)
{
  if (at_break(r)) {
    r->c.p += r->c.p[0] == '\r' && r->c.p + 1 < r->span->to && r->c.p[1] == '\n' ? 2 : 1;
    r->c.line++;
    r->c.col = 0;
  } else if (!at_end(r)) {
    zb_utf8_next(&r->c.p);
    r->c.col++;
  }
}

static void skip_line(reader *r)
{
  while (!at_end(r) && !at_break(r))
    step(r);
  step(r);
}

/* n bytes of decoded text stand at `at`. */
static void put(reader *r, const char *bytes, size_t n, cursor at)
{
  if (r->out + n > r->node->len || memcmp(r->node->text + r->out, bytes, n) != 0) {
    r->differs = true;
    return;
  }
  zb_src src = r->span->place(r->span->data, at.line, at.col);
  const struct zb_place *last = r->map.n > 0 ? &r->map.v[r->map.n - 1] : NULL;
  if (!last || src.line != r->next.line || src.col != r->next.col || r->out - last->byte >= ENTRY_BYTES)
    zb_push(r->a, &r->map, (struct zb_place){.byte = r->out, .src = src});
  r->out += n;
  r->next = src;
  r->next.col++;
}

/* Copies one character as it is. */
static void copy(reader *r)
{
  cursor at = r->c;
  step(r);
  put(r, at.p, (size_t)(r->c.p - at.p), at);
}

/* --- plain and quoted scalars ----------------------------------------------------------------------------------- */

/* Blanks and line ends between words: blanks inside a line stay; one line end is a space, n of them n - 1 newlines.
   After an escaped line end, every further one is a newline. */
static void fold(reader *r, bool escaped)
{
  cursor start = r->c;
  int breaks = 0;
  for (; at_blank(r) || at_break(r); step(r))
    breaks += at_break(r);
  cursor end = r->c;
  r->c = start;
  int wanted = escaped ? breaks : breaks - 1, seen = 0;
  while (r->c.p < end.p) {
    if (breaks == 0 && !escaped) {
      copy(r);
      continue;
    }
    if (at_break(r)) {
      if (breaks == 1 && !escaped)
        put(r, " ", 1, r->c);
      else if (seen++ < wanted)
        put(r, "\n", 1, r->c);
    }
    step(r);
  }
}

static void read_plain(reader *r)
{
  while (!at_end(r) && !r->differs)
    if (at_blank(r) || at_break(r))
      fold(r, false);
    else
      copy(r);
}

/* One escape of a double-quoted scalar; the cursor is on the backslash. */
static void read_escape(reader *r)
{
  static const char from[] = "0abt\tnvfre \"/\\N_LP";
  static const char *const to[] = {"",         "\a",       "\b",           "\t",          "\t", "\n", "\v",
                                   "\f",       "\r",       "\033",         " ",           "\"", "/",  "\\",
                                   "\xC2\x85", "\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9"};
  cursor at = r->c;
  step(r);
  if (at_end(r) || at_break(r)) {
    step(r);
    fold(r, true);
    return;
  }
  char code = *r->c.p;
  int digits = code == 'x' ? 2 : code == 'u' ? 4 : code == 'U' ? 8 : 0;
  const char *known = digits ? NULL : strchr(from, code);
  step(r);
  if (known && code) {
    const char *bytes = to[known - from];
    put(r, bytes, code == '0' ? 1 : strlen(bytes), at);
    return;
  }
  uint32_t c = 0;
  for (int i = 0; i < digits && !at_end(r); i++) {
    char h = *r->c.p;
    c = c * 16 + (uint32_t)(h <= '9' ? h - '0' : (h | 0x20) - 'a' + 10);
    step(r);
  }
  char buf[4];
  if (c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF))
    put(r, buf, (size_t)zb_utf8_put(buf, c), at);
  else
    r->differs = true;
}

static void read_quoted(reader *r, char quote)
{
  step(r);
  while (!at_end(r) && !r->differs) {
    if (at_blank(r) || at_break(r)) {
      fold(r, false);
    } else if (*r->c.p == '\\' && quote == '"') {
      read_escape(r);
    } else if (*r->c.p != quote) {
      copy(r);
    } else if (quote == '\'' && r->c.p + 1 < r->span->to && r->c.p[1] == quote) {
      cursor at = r->c;
      step(r);
      step(r);
      put(r, "'", 1, at);
    } else {
      break;
    }
  }
}

/* --- block scalars ---------------------------------------------------------------------------------------------- */

static int spaces(const char *p, const char *end)
{
  int n = 0;
  while (p + n < end && p[n] == ' ')
    n++;
  return n;
}

/* Indentation of the content: spaces of its first line in the source less those kept in the text. */
static int block_indent(const reader *r)
{
  const char *end = r->node->text + r->node->len;
  int n = spaces(r->c.p, r->span->to) - spaces(r->node->text + r->out, end);
  return n > 0 ? n : 0;
}

static void skip_spaces(reader *r, int n)
{
  for (int i = 0; i < n && !at_end(r) && *r->c.p == ' '; i++)
    step(r);
}

/* Counts the lines from here that hold no more than the indentation; the cursor moves behind them. */
static int blank_lines(reader *r, int indent)
{
  int n = 0;
  for (;;) {
    cursor start = r->c;
    skip_spaces(r, indent);
    if (!at_break(r)) {
      r->c = start;
      return n;
    }
    step(r);
    n++;
  }
}

static void put_breaks(reader *r, cursor at, int n)
{
  for (int i = 0; i < n && r->out < r->node->len; i++) {
    put(r, "\n", 1, at);
    at.line++;
    at.col = 0;
  }
}

static void read_block(reader *r, bool literal)
{
  skip_line(r);
  const char *text = r->node->text;
  while (r->out < r->node->len && text[r->out] == '\n' && !r->differs) {
    put(r, "\n", 1, r->c);
    skip_line(r);
  }
  int indent = block_indent(r);
  while (!at_end(r) && r->out < r->node->len && !r->differs) {
    skip_spaces(r, indent);
    bool blank = at_blank(r);
    while (!at_end(r) && !at_break(r) && !r->differs)
      copy(r);
    cursor brk = r->c;
    step(r);
    int n = blank_lines(r, indent);
    cursor next = r->c;
    skip_spaces(r, indent);
    bool last = at_end(r), next_blank = at_blank(r);
    r->c = next;
    if (literal || last || blank || next_blank)
      put_breaks(r, brk, n + 1);
    else if (n > 0)
      put_breaks(r, brk, n);
    else
      put(r, " ", 1, brk);
  }
}

/* --- the whole -------------------------------------------------------------------------------------------------- */

/* Width of the part of the text on the line of its first character. */
static int width(const zb_node *node, size_t first)
{
  size_t stop = node->len;
  for (size_t i = 0; i < node->nmap; i++)
    if (node->map[i].src.line > node->src.line) {
      stop = node->map[i].byte;
      break;
    }
  while (stop > first && (node->text[stop - 1] == '\n' || node->text[stop - 1] == ' '))
    stop--;
  size_t n = stop > first ? zb_utf8_count(node->text + first, stop - first) : 0;
  return n > 0 ? (int)n : 1;
}

bool zb_scalar_places(zb_arena *a, zb_node *node, zb_scalar_style style, const zb_scalar_span *span)
{
  reader r = {.a = a, .node = node, .span = span, .c = {.p = span->from, .line = span->line, .col = span->col}};
  bool quoted = style == ZB_SCALAR_SINGLE || style == ZB_SCALAR_DOUBLE;
  if (style == ZB_SCALAR_PLAIN)
    read_plain(&r);
  else if (quoted)
    read_quoted(&r, style == ZB_SCALAR_SINGLE ? '\'' : '"');
  else
    read_block(&r, style == ZB_SCALAR_LITERAL);
  bool same = !r.differs && r.out == node->len;
  zb_src start = span->place(span->data, span->line, span->col + quoted);
  if (!same || r.map.n == 0) {
    r.map.n = 0;
    zb_push(a, &r.map, (struct zb_place){.byte = 0, .src = start});
  }
  node->map = r.map.v;
  node->nmap = r.map.n;
  size_t first = 0;
  while (same && first < node->len && node->text[first] == '\n')
    first++;
  node->src = zb_node_place(node, first < node->len ? first : 0);
  node->ncols = width(node, first);
  return same;
}
