/* From what libyaml says to what the writer should do. */
#include "read/yaml_trap.h"

#include <string.h>

#include "base/utf8.h"
#include "read/path.h"
#include "read/source.h"

static const char WIDE_COLON[] = "：", WIDE_COMMA[] = "，", WIDE_SPACE[] = "　", NBSP[] = "\xC2\xA0";

typedef struct trap {
  zb_yaml_text *t;
  zb_diags *d;
  const zb_yaml_fault *f;
} trap;

static char *number(const trap *x, int n)
{
  return zb_arena_printf(x->t->a, "%d", n);
}

static zb_src place(const trap *x, zb_yaml_line l, size_t offset)
{
  return zb_yaml_place(x->t, l.no, zb_yaml_column(l, offset));
}

/* The character at an offset as text, or "" at the end. */
static char *char_at(const trap *x, zb_yaml_line l, size_t offset)
{
  const char *p = l.s + offset;
  if (offset < l.len)
    zb_utf8_next(&p);
  return zb_arena_strndup(x->t->a, l.s + offset, (size_t)(p - l.s) - offset);
}

static bool starts(zb_yaml_line l, size_t offset, const char *with)
{
  size_t n = strlen(with);
  return offset + n <= l.len && memcmp(l.s + offset, with, n) == 0;
}

/* --- quoting ---------------------------------------------------------------------------------------------------- */

/* Last line of a plain text that begins on l: lines indented deeper than its key or dash go on with it. */
static zb_yaml_line last_line(const zb_yaml_text *t, zb_yaml_line l, zb_yaml_parts p)
{
  bool own = !p.has_dash && p.colon == ZB_YAML_NO_KEY;
  size_t base = p.colon != ZB_YAML_NO_KEY ? p.body : p.has_dash ? p.dash : p.indent;
  zb_yaml_line last = l;
  for (zb_yaml_line n = zb_yaml_line_next(t, l); n.s; n = zb_yaml_line_next(t, n)) {
    if (zb_yaml_line_blank(n))
      continue;
    zb_yaml_parts q = zb_yaml_parts_of(n);
    if (own ? q.indent < base || base == 0 || q.colon != ZB_YAML_NO_KEY || q.has_dash : q.indent <= base)
      break;
    last = n;
  }
  return last;
}

/* Range of the text on its first line that quotes would take, and whether it runs on to later lines. */
static size_t quoted_end(const zb_yaml_text *t, zb_yaml_line l, size_t off, bool flow, zb_yaml_line *last)
{
  zb_yaml_parts p = zb_yaml_parts_of(l);
  *last = l;
  if (flow)
    return zb_yaml_value_end(l, off, true);
  if (off == p.body && p.colon > (ptrdiff_t)off) {
    zb_yaml_line n = zb_yaml_line_next(t, l);
    zb_yaml_parts q = n.s ? zb_yaml_parts_of(n) : p;
    if (!p.has_dash || (n.s && q.indent == p.body && q.colon != ZB_YAML_NO_KEY))
      return (size_t)p.colon; /* a key in a map */
    p.colon = ZB_YAML_NO_KEY; /* the text of a list item */
  }
  *last = last_line(t, l, p);
  return zb_yaml_value_end(l, off, false);
}

static char *quoted_line(const zb_yaml_text *t, zb_yaml_line l, size_t off, size_t end, bool more)
{
  char *text =
      more ? zb_arena_printf(t->a, "%.*s…", (int)(end - off), l.s + off) : zb_arena_strndup(t->a, l.s + off, end - off);
  char *q = zb_yaml_quote(t->a, text, strlen(text));
  char *line = zb_arena_printf(t->a, "%.*s%s%.*s", (int)off, l.s, q, more ? 0 : (int)(l.len - end), l.s + end);
  return zb_source_shown(t->a, line, strlen(line));
}

char *zb_yaml_quoted_line(const zb_yaml_text *t, int line, int col, bool flow)
{
  zb_yaml_line l = zb_yaml_line_at(t, line), last;
  if (!l.s)
    return zb_arena_strdup(t->a, "\"\"");
  size_t off = zb_yaml_offset(l, col), end = quoted_end(t, l, off, flow, &last);
  return quoted_line(t, l, off, end, last.no > l.no);
}

/* Puts a quote before `off` of l and one behind `last`, if the text allows one kind. */
static bool quote_lines(trap *x, zb_yaml_line l, size_t off, zb_yaml_line last)
{
  const char *from = l.s + off, *to = last.s + last.len;
  size_t n = (size_t)(to - from);
  const char *quote = !memchr(from, '"', n) && !memchr(from, '\\', n) ? "\"" : !memchr(from, '\'', n) ? "'" : NULL;
  if (!quote || zb_yaml_edited(x->t, last.no))
    return false;
  zb_yaml_replace(x->t, last, zb_yaml_value_end(last, 0, false), 0, quote, 1);
  zb_yaml_replace(x->t, zb_yaml_line_at(x->t, l.no), off, 0, quote, 1);
  return true;
}

/* The text at `off` of l must be quoted: reports `code` (arguments: mark, the line quoted) and quotes it. */
static zb_yaml_outcome quote_from(trap *x, zb_yaml_line l, size_t off, bool flow, zb_diag_code code, const char *mark)
{
  zb_yaml_line last;
  zb_yaml_parts p = zb_yaml_parts_of(l);
  size_t end = quoted_end(x->t, l, off, flow, &last);
  int ncols = (int)zb_utf8_count(l.s + off, end > off ? end - off : 0);
  zb_src src = place(x, l, off);
  if (last.no == l.no) {
    zb_diag_range(x->d, code, src, ncols, mark, quoted_line(x->t, l, off, end, false), NULL);
    zb_yaml_replace(x->t, l, off, end - off, zb_yaml_quote(x->t->a, l.s + off, end - off), 1);
    return ZB_YAML_AGAIN;
  }
  zb_yaml_line above = zb_yaml_line_above(x->t, l);
  if (off == p.indent && above.s && above.len > 0 && above.s[above.len - 1] == ':' && !zb_yaml_edited(x->t, above.no)) {
    char *bar = zb_arena_printf(x->t->a, "%.*s |", (int)above.len, above.s);
    zb_diag_range(x->d, ZB_D_TEXT_LINES, src, ncols, mark, zb_source_shown(x->t->a, bar, strlen(bar)),
                  number(x, above.no + 1), NULL);
    zb_yaml_replace(x->t, above, above.len, 0, " |", 0);
    return ZB_YAML_AGAIN;
  }
  zb_diag_range(x->d, code, src, ncols, mark, quoted_line(x->t, l, off, end, true), NULL);
  return quote_lines(x, l, off, last) ? ZB_YAML_AGAIN : ZB_YAML_STOP;
}

/* --- traps of keys and dashes: what stands before the value ------------------------------------------------------- */

/* Reports a line repaired by replacing n bytes at `off`; the arguments of the diagnostic end with the repaired line. */
static void repair(trap *x, zb_yaml_line l, zb_diag_code code, size_t at, const char *key, size_t off, size_t n,
                   const char *with)
{
  zb_src src = place(x, l, at);
  char *fixed = zb_arena_printf(x->t->a, "%.*s%s%.*s", (int)off, l.s, with, (int)(l.len - off - n), l.s + off + n);
  char *shown = zb_source_shown(x->t->a, fixed, strlen(fixed));
  if (key)
    zb_diag(x->d, code, src, key, shown, NULL);
  else
    zb_diag(x->d, code, src, shown, NULL);
  zb_yaml_replace(x->t, l, off, n, with, 0);
}

/* Full-width or no-break spaces in the indentation: two ordinary ones for each full-width one. */
static bool wide_indent(trap *x, zb_yaml_line l)
{
  size_t i = 0, first = l.len;
  GString *with = g_string_new(NULL);
  for (;;) {
    if (i < l.len && l.s[i] == ' ') {
      g_string_append_c(with, ' ');
      i++;
    } else if (starts(l, i, WIDE_SPACE)) {
      first = first < i ? first : i;
      g_string_append(with, "  ");
      i += 3;
    } else if (starts(l, i, NBSP)) {
      first = first < i ? first : i;
      g_string_append_c(with, ' ');
      i += 2;
    } else {
      break;
    }
  }
  bool found = first < l.len;
  if (found)
    repair(x, l, ZB_D_FULLWIDTH_SPACE, first, NULL, 0, i, with->str);
  g_string_free(with, TRUE);
  return found;
}

/* "-项目" for "- 项目". */
static bool dash_space(trap *x, zb_yaml_line l)
{
  size_t i = zb_yaml_parts_of(l).body;
  if (i + 1 >= l.len || l.s[i] != '-' || strchr("- \t", l.s[i + 1]))
    return false;
  size_t n = starts(l, i + 1, WIDE_SPACE) ? 4 : 1;
  repair(x, l, ZB_D_DASH_SPACE, i, NULL, i, n, "- ");
  return true;
}

/* "标题：海西" and "title:海西" for "title: 海西". */
static bool key_colon(trap *x, zb_yaml_line l)
{
  size_t body = zb_yaml_parts_of(l).body, key = zb_id_scan(l.s + body, l.len - body), i = body + key;
  if (key == 0)
    return false;
  while (i < l.len && l.s[i] == ' ')
    i++;
  bool wide = starts(l, i, WIDE_COLON);
  if (!wide && (i >= l.len || l.s[i] != ':' || i + 1 >= l.len || strchr(" \t/", l.s[i + 1])))
    return false;
  size_t to = i + (wide ? 3 : 1);
  while (to < l.len && (l.s[to] == ' ' || starts(l, to, WIDE_SPACE)))
    to += l.s[to] == ' ' ? 1 : 3;
  repair(x, l, wide ? ZB_D_FULLWIDTH_COLON : ZB_D_COLON_SPACE, i, zb_arena_strndup(x->t->a, l.s + body, key), i, to - i,
         to < l.len ? ": " : ":");
  return true;
}

static bool key_traps(trap *x, zb_yaml_line l)
{
  return l.s && !zb_yaml_edited(x->t, l.no) && (wide_indent(x, l) || dash_space(x, l) || key_colon(x, l));
}

bool zb_yaml_explain_root(zb_yaml_text *t, zb_diags *d, int line)
{
  trap x = {.t = t, .d = d, .f = NULL};
  zb_yaml_line l = zb_yaml_line_at(t, line);
  return l.s && !zb_yaml_edited(t, line) && (wide_indent(&x, l) || key_colon(&x, l));
}

/* --- one function for each kind of fault -------------------------------------------------------------------------- */

static zb_yaml_line problem_line(const trap *x)
{
  return zb_yaml_line_at(x->t, x->f->line);
}

static zb_yaml_line context_line(const trap *x)
{
  return zb_yaml_line_at(x->t, x->f->cline);
}

static zb_yaml_outcome generic(trap *x)
{
  zb_diag(x->d, ZB_D_YAML_SYNTAX, zb_yaml_place(x->t, x->f->line, x->f->col), x->f->problem, NULL);
  return ZB_YAML_STOP;
}

/* A tab where spaces are wanted: all tabs in indentations are repaired at once. */
static zb_yaml_outcome tab(trap *x)
{
  zb_yaml_line l = problem_line(x);
  size_t off = zb_yaml_offset(l, x->f->col);
  zb_src src = place(x, l, off);
  bool inside = strspn(l.s, " \t") < off;
  if (inside) {
    zb_diag(x->d, ZB_D_YAML_TAB, src, "1", NULL);
    zb_yaml_replace(x->t, l, off, 1, " ", 0);
    return ZB_YAML_AGAIN;
  }
  zb_diag(x->d, ZB_D_YAML_TAB, src, number(x, zb_yaml_expand_tabs(x->t)), NULL);
  return ZB_YAML_AGAIN;
}

/* Text that begins with a sign YAML keeps for itself, at the problem or where the token began. */
static zb_yaml_outcome start_sign(trap *x, zb_yaml_line l, int col)
{
  size_t off = l.s ? zb_yaml_offset(l, col) : 0;
  if (!l.s || off >= l.len)
    return generic(x);
  if (l.s[off] == '\t')
    return tab(x);
  return quote_from(x, l, off, x->f->flow > 0, ZB_D_PLAIN_START, char_at(x, l, off));
}

static zb_yaml_outcome at_problem(trap *x)
{
  return start_sign(x, problem_line(x), x->f->col);
}

static zb_yaml_outcome at_context(trap *x)
{
  return start_sign(x, context_line(x), x->f->ccol);
}

/* A key indented below a line that has a value, or a colon in a later line of plain text. */
static zb_yaml_outcome colon_below(trap *x, zb_yaml_line l)
{
  zb_yaml_line above = zb_yaml_line_above(x->t, l);
  if (key_traps(x, above))
    return ZB_YAML_AGAIN;
  if (!above.s || x->f->sline < 0 || x->f->sline >= l.no || x->f->squoted)
    return generic(x);
  zb_yaml_line first = zb_yaml_line_at(x->t, x->f->sline);
  zb_yaml_parts p = zb_yaml_parts_of(first);
  if (first.no == above.no && p.colon != ZB_YAML_NO_KEY) {
    char *key = zb_source_shown(x->t->a, first.s + p.body, (size_t)p.colon - p.body);
    zb_diag(x->d, ZB_D_INDENT_UNDER, place(x, l, zb_yaml_parts_of(l).body), key, number(x, (int)p.body),
            number(x, first.no + 1), NULL);
    return ZB_YAML_STOP;
  }
  return quote_from(x, first, zb_yaml_offset(first, x->f->scol), false, ZB_D_VALUE_COLON, ": ");
}

/* In { } or [ ]: "{value:, ..." for "{value: , ...". */
static zb_yaml_outcome flow_colon(trap *x)
{
  zb_yaml_line l = problem_line(x);
  size_t off = l.s ? zb_yaml_offset(l, x->f->col) : 0;
  if (!l.s || off >= l.len || l.s[off] != ':' || x->f->cline != x->f->line)
    return generic(x);
  size_t from = zb_yaml_offset(l, x->f->ccol);
  repair(x, l, ZB_D_COLON_SPACE, off, zb_arena_strndup(x->t->a, l.s + from, off - from), off, 1, ": ");
  return ZB_YAML_AGAIN;
}

/* A second ": " on a line. */
static zb_yaml_outcome second_colon(trap *x)
{
  zb_yaml_line l = problem_line(x);
  if (!l.s)
    return generic(x);
  zb_yaml_parts p = zb_yaml_parts_of(l);
  size_t off = zb_yaml_offset(l, x->f->col);
  if (p.colon != ZB_YAML_NO_KEY && (size_t)p.colon < off)
    return quote_from(x, l, p.value, false, ZB_D_VALUE_COLON, ": ");
  if (p.colon != ZB_YAML_NO_KEY && x->f->sline < x->f->line)
    return colon_below(x, l);
  return quote_from(x, l, p.body, false, ZB_D_VALUE_COLON, ": ");
}

/* A line where a key was wanted has no colon. */
static zb_yaml_outcome no_colon(trap *x)
{
  zb_yaml_line l = context_line(x);
  if (!l.s)
    return generic(x);
  if (key_traps(x, l))
    return ZB_YAML_AGAIN;
  zb_diag_range(x->d, ZB_D_NO_COLON, place(x, l, zb_yaml_parts_of(l).indent),
                (int)zb_utf8_count(l.s, l.len) - x->f->ccol, NULL);
  zb_yaml_replace(x->t, l, 0, 0, "  ", 0);
  return ZB_YAML_AGAIN;
}

/* Does the line end with the | or > of a block scalar? */
static bool opens_block(zb_yaml_line l)
{
  zb_yaml_parts p = zb_yaml_parts_of(l);
  size_t end = zb_yaml_value_end(l, p.value, false);
  if (p.value >= end || (l.s[p.value] != '|' && l.s[p.value] != '>'))
    return false;
  for (size_t i = p.value + 1; i < end; i++)
    if (!strchr("+-123456789", l.s[i]))
      return false;
  return true;
}

/* A line of a block scalar that is indented less than its first line. Lines with a key belong elsewhere. */
static bool text_dedent(trap *x, zb_yaml_line l, size_t indent)
{
  zb_yaml_parts p = zb_yaml_parts_of(l);
  if (p.colon != ZB_YAML_NO_KEY && zb_id_scan(l.s + p.body, l.len - p.body) == (size_t)p.colon - p.body)
    return false;
  zb_yaml_line first = l, up = zb_yaml_line_above(x->t, l);
  while (up.s && zb_yaml_parts_of(up).indent > indent) {
    first = up;
    up = zb_yaml_line_above(x->t, up);
  }
  if (!up.s || first.no == l.no || !opens_block(up) || zb_yaml_parts_of(up).indent >= indent)
    return false;
  int want = (int)zb_yaml_parts_of(first).indent;
  zb_diag(x->d, ZB_D_TEXT_DEDENT, place(x, l, indent), number(x, (int)indent), number(x, first.no + 1), number(x, want),
          NULL);
  char *with = zb_arena_printf(x->t->a, "%*s", want - (int)indent, "");
  zb_yaml_replace(x->t, l, 0, 0, with, want - (int)indent);
  return true;
}

/* The line does not fit its block: wrong indentation, a list item among keys, a key among items. */
static zb_yaml_outcome misfit_line(trap *x, zb_yaml_line l, size_t off)
{
  if (key_traps(x, l))
    return ZB_YAML_AGAIN;
  if (text_dedent(x, l, off))
    return ZB_YAML_AGAIN;
  zb_src src = place(x, l, off);
  bool list = strstr(x->f->context, "collection") != NULL;
  if (x->f->ccol < 0) { /* the root was complete */
    if (x->t->edit.n == 0)
      zb_diag(x->d, ZB_D_TEXT_AFTER, src, NULL);
    return ZB_YAML_STOP;
  }
  if (x->f->ccol != (int)off)
    zb_diag(x->d, ZB_D_INDENT, src, number(x, (int)off), number(x, x->f->ccol), NULL);
  else if (list)
    zb_diag(
        x->d, ZB_D_KEY_AMONG_ITEMS, src,
        zb_source_shown(x->t->a, zb_arena_printf(x->t->a, "- %.*s", (int)(l.len - off), l.s + off), l.len - off + 2),
        NULL);
  else if (starts(l, off, "- ") || (starts(l, off, "-") && off + 1 == l.len))
    zb_diag(x->d, ZB_D_LIST_AMONG_KEYS, src, NULL);
  else
    return generic(x);
  return ZB_YAML_STOP;
}

/* Something follows a complete value on the same line. */
static zb_yaml_outcome misfit_rest(trap *x, zb_yaml_line l, size_t off)
{
  const zb_yaml_fault *f = x->f;
  zb_yaml_parts p = zb_yaml_parts_of(l);
  if (off < l.len && l.s[off] == ':' && off == p.body) {
    zb_diag(x->d, ZB_D_YAML_KEY_EMPTY, place(x, l, off), zb_yaml_quoted_line(x->t, l.no, f->col, false), NULL);
    return ZB_YAML_STOP;
  }
  if (f->squoted && f->sline >= 0 && f->sline < f->eline && f->eline == l.no) {
    zb_yaml_line from = zb_yaml_line_at(x->t, f->sline);
    zb_diag(x->d, ZB_D_UNCLOSED_QUOTE, zb_yaml_place(x->t, f->sline, f->scol),
            char_at(x, from, zb_yaml_offset(from, f->scol)), NULL);
    return ZB_YAML_STOP;
  }
  if (p.value < off && strchr("{[\"'*&!", l.s[p.value]))
    return quote_from(x, l, p.value, false, ZB_D_PLAIN_START, char_at(x, l, p.value));
  if (p.body < off && strchr("{[\"'*&!", l.s[p.body]))
    return quote_from(x, l, p.body, false, ZB_D_PLAIN_START, char_at(x, l, p.body));
  zb_diag(x->d, ZB_D_TEXT_AFTER, place(x, l, off), NULL);
  return ZB_YAML_STOP;
}

static zb_yaml_outcome misfit(trap *x)
{
  zb_yaml_line l = problem_line(x);
  if (!l.s)
    return generic(x);
  size_t off = zb_yaml_offset(l, x->f->col);
  if (off < l.len && strchr(",]}", l.s[off])) {
    zb_diag(x->d, ZB_D_STRAY_BRACKET, place(x, l, off), char_at(x, l, off),
            zb_yaml_quoted_line(x->t, l.no, x->f->col, false), NULL);
    return ZB_YAML_STOP;
  }
  bool first = zb_yaml_parts_of(l).indent == off && !(off < l.len && l.s[off] == ':');
  return first ? misfit_line(x, l, off) : misfit_rest(x, l, off);
}

static zb_yaml_outcome unclosed_bracket(trap *x, int line, int col)
{
  zb_yaml_line l = zb_yaml_line_at(x->t, line);
  size_t off = l.s ? zb_yaml_offset(l, col) : 0;
  if (!l.s || off >= l.len || (l.s[off] != '[' && l.s[off] != '{'))
    return generic(x);
  zb_diag(x->d, ZB_D_UNCLOSED_BRACKET, place(x, l, off), char_at(x, l, off), l.s[off] == '[' ? "]" : "}", NULL);
  return ZB_YAML_STOP;
}

/* Full-width commas between items, in the bytes [from, to) of a line that come before a colon. */
static bool wide_comma(trap *x, zb_yaml_line l, size_t from, size_t to)
{
  const char *comma = memmem(l.s + from, to - from, WIDE_COMMA, 3);
  if (!comma)
    return false;
  size_t off = (size_t)(comma - l.s);
  repair(x, l, ZB_D_FULLWIDTH_COMMA, off, NULL, off, 3, ", ");
  return true;
}

/* In { } or [ ]: neither a comma nor the closing bracket. */
static zb_yaml_outcome flow_item(trap *x)
{
  const zb_yaml_fault *f = x->f;
  zb_yaml_line l = problem_line(x);
  size_t off = l.s ? zb_yaml_offset(l, f->col) : 0;
  if (!l.s || f->line > f->cline)
    return unclosed_bracket(x, f->cline, f->ccol);
  bool colon = off < l.len && l.s[off] == ':';
  size_t from = f->sline == f->line ? zb_yaml_offset(l, f->scol) : off;
  if (colon && wide_comma(x, l, from, off))
    return ZB_YAML_AGAIN;
  if (colon)
    return quote_from(x, l, from, true, ZB_D_VALUE_COLON, ": ");
  zb_diag(x->d, ZB_D_FLOW_COMMA, place(x, l, off), char_at(x, l, off), NULL);
  return ZB_YAML_STOP;
}

static zb_yaml_outcome no_content(trap *x)
{
  zb_yaml_line l = problem_line(x);
  size_t off = l.s ? zb_yaml_offset(l, x->f->col) : 0;
  if (strstr(x->f->context, "block") && l.s)
    return at_problem(x);
  if (!l.s || off >= l.len || x->f->line > x->f->oline)
    return unclosed_bracket(x, x->f->oline, x->f->ocol);
  zb_diag(x->d, ZB_D_FLOW_EMPTY, place(x, l, off), char_at(x, l, off), NULL);
  return ZB_YAML_STOP;
}

static zb_yaml_outcome unclosed_quote(trap *x)
{
  zb_yaml_line l = context_line(x);
  if (!l.s)
    return generic(x);
  size_t off = zb_yaml_offset(l, x->f->ccol);
  zb_diag(x->d, ZB_D_UNCLOSED_QUOTE, place(x, l, off), char_at(x, l, off), NULL);
  return ZB_YAML_STOP;
}

/* An escape that is none; the backslash is doubled. */
static zb_yaml_outcome escape(trap *x, zb_diag_code code)
{
  zb_yaml_line l = problem_line(x);
  size_t off = l.s ? zb_yaml_offset(l, x->f->col) : 0;
  if (code == ZB_D_BAD_CODE && off >= 2)
    off -= 2; /* the mark stands behind \x, \u or \U */
  if (!l.s || off >= l.len || l.s[off] != '\\')
    return generic(x);
  size_t to = off + 1;
  const char *p = l.s + to;
  if (to < l.len)
    zb_utf8_next(&p);
  to = (size_t)(p - l.s);
  while (code == ZB_D_BAD_CODE && to < l.len && to < off + 10 && g_ascii_isxdigit(l.s[to]))
    to++;
  zb_diag_range(x->d, code, place(x, l, off), (int)zb_utf8_count(l.s + off, to - off),
                zb_arena_strndup(x->t->a, l.s + off, to - off), NULL);
  zb_yaml_replace(x->t, l, off, 1, "\\\\\\\\", 3); /* a backslash of the text: doubled for YAML and for the markup */
  return ZB_YAML_AGAIN;
}

static zb_yaml_outcome bad_escape(trap *x)
{
  return escape(x, ZB_D_BAD_ESCAPE);
}

static zb_yaml_outcome bad_code(trap *x)
{
  return escape(x, ZB_D_BAD_CODE);
}

/* "key: - item". */
static zb_yaml_outcome list_place(trap *x)
{
  zb_yaml_line l = problem_line(x);
  return l.s ? quote_from(x, l, zb_yaml_offset(l, x->f->col), x->f->flow > 0, ZB_D_LIST_PLACE, "- ") : generic(x);
}

/* --- the table ---------------------------------------------------------------------------------------------------- */

/* In order: the first row whose words stand in libyaml's problem and context. */
static const struct {
  const char *problem, *context;
  zb_yaml_outcome (*explain)(trap *x);
} faults[] = {
    {"tab character", "", tab},
    {"cannot start any token", "", at_problem},
    {"", "scanning an alias", at_context},
    {"", "scanning an anchor", at_context},
    {"", "a tag", at_context},
    {"undefined tag handle", "", at_context},
    {"", "a block scalar", at_context},
    {"", "a directive", at_context},
    {"", "%YAML directive", at_context},
    {"", "%TAG directive", at_context},
    {"unexpected ':'", "", flow_colon},
    {"mapping values are not allowed", "", second_colon},
    {"mapping keys are not allowed", "", at_problem},
    {"block sequence entries are not allowed", "", list_place},
    {"could not find expected ':'", "", no_colon},
    {"unknown escape", "", bad_escape},
    {"hexdecimal number", "", bad_code},
    {"invalid Unicode character escape", "", bad_code},
    {"", "a quoted scalar", unclosed_quote},
    {"", "a flow mapping", flow_item},
    {"", "a flow sequence", flow_item},
    {"expected node content", "", no_content},
    {"did not find expected key", "", misfit},
    {"did not find expected '-'", "", misfit},
    {"expected <document start>", "", misfit},
};

zb_yaml_outcome zb_yaml_explain(zb_yaml_text *t, zb_diags *d, const zb_yaml_fault *f)
{
  trap x = {.t = t, .d = d, .f = f};
  bool token = strstr(f->context, "scanning") != NULL; /* then the context is where the token began */
  if (zb_yaml_edited(t, f->line) || (token && zb_yaml_edited(t, f->cline)))
    return ZB_YAML_STOP;
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++)
    if (strstr(f->problem, faults[i].problem) && strstr(f->context, faults[i].context))
      return faults[i].explain(&x);
  return generic(&x);
}
