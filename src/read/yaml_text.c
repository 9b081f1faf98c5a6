/* Lines of a YAML file, their anatomy, and repairs. */
#include "read/yaml_text.h"

#include <string.h>

#include "base/utf8.h"

/* --- lines ------------------------------------------------------------------------------------------------------ */

static zb_yaml_line line_from(const zb_yaml_text *t, const char *s, int no)
{
  const char *end = t->buf->str + t->buf->len;
  if (!s || s >= end)
    return (zb_yaml_line){.s = NULL, .no = no};
  const char *nl = memchr(s, '\n', (size_t)(end - s));
  size_t len = (size_t)((nl ? nl : end) - s);
  if (len > 0 && s[len - 1] == '\r')
    len--;
  return (zb_yaml_line){.s = s, .len = len, .no = no};
}

zb_yaml_line zb_yaml_line_at(const zb_yaml_text *t, int no)
{
  const char *s = t->buf->str, *end = s + t->buf->len;
  for (int i = 0; i < no && s; i++) {
    const char *nl = memchr(s, '\n', (size_t)(end - s));
    s = nl ? nl + 1 : NULL;
  }
  return line_from(t, s, no);
}

zb_yaml_line zb_yaml_line_next(const zb_yaml_text *t, zb_yaml_line l)
{
  const char *end = t->buf->str + t->buf->len;
  const char *nl = l.s ? memchr(l.s, '\n', (size_t)(end - l.s)) : NULL;
  return line_from(t, nl ? nl + 1 : NULL, l.no + 1);
}

zb_yaml_line zb_yaml_line_above(const zb_yaml_text *t, zb_yaml_line l)
{
  const char *start = t->buf->str;
  const char *s = l.s ? l.s : start + t->buf->len;
  for (int no = l.no - 1; no >= 0 && s > start; no--) {
    const char *nl = s - 1 > start ? memrchr(start, '\n', (size_t)(s - 1 - start)) : NULL;
    s = nl ? nl + 1 : start;
    zb_yaml_line above = line_from(t, s, no);
    if (!zb_yaml_line_blank(above))
      return above;
  }
  return (zb_yaml_line){.s = NULL, .no = -1};
}

static bool is_blank(char c)
{
  return c == ' ' || c == '\t';
}

bool zb_yaml_line_blank(zb_yaml_line l)
{
  for (size_t i = 0; i < l.len; i++)
    if (!is_blank(l.s[i]))
      return false;
  return true;
}

size_t zb_yaml_offset(zb_yaml_line l, int col)
{
  const char *p = l.s, *end = l.s + l.len;
  for (int i = 0; i < col && p < end; i++)
    zb_utf8_next(&p);
  return (size_t)(p - l.s);
}

int zb_yaml_column(zb_yaml_line l, size_t offset)
{
  return (int)zb_utf8_count(l.s, offset < l.len ? offset : l.len);
}

/* --- anatomy ---------------------------------------------------------------------------------------------------- */

static size_t skip_blanks(zb_yaml_line l, size_t i)
{
  while (i < l.len && is_blank(l.s[i]))
    i++;
  return i;
}

/* Offset behind a quoted scalar that begins at i, or len if it does not end on this line. */
static size_t skip_quoted(zb_yaml_line l, size_t i)
{
  char quote = l.s[i++];
  for (; i < l.len; i++) {
    if (quote == '"' && l.s[i] == '\\')
      i++;
    else if (l.s[i] == quote && quote == '\'' && i + 1 < l.len && l.s[i + 1] == quote)
      i++;
    else if (l.s[i] == quote)
      return i + 1;
  }
  return l.len;
}

static bool ends_key(zb_yaml_line l, size_t i)
{
  return l.s[i] == ':' && (i + 1 == l.len || is_blank(l.s[i + 1]));
}

static ptrdiff_t find_colon(zb_yaml_line l, size_t body)
{
  if (body >= l.len || strchr("{[", l.s[body]))
    return ZB_YAML_NO_KEY;
  size_t i = body;
  if (l.s[i] == '"' || l.s[i] == '\'') {
    i = skip_blanks(l, skip_quoted(l, i));
    return i < l.len && ends_key(l, i) ? (ptrdiff_t)i : ZB_YAML_NO_KEY;
  }
  for (; i < l.len; i++) {
    if (ends_key(l, i))
      return (ptrdiff_t)i;
    if (l.s[i] == '#' && i > body && is_blank(l.s[i - 1]))
      break;
  }
  return ZB_YAML_NO_KEY;
}

zb_yaml_parts zb_yaml_parts_of(zb_yaml_line l)
{
  zb_yaml_parts p = {.colon = ZB_YAML_NO_KEY};
  while (p.indent < l.len && l.s[p.indent] == ' ')
    p.indent++;
  p.body = p.indent;
  while (p.body + 1 < l.len && l.s[p.body] == '-' && is_blank(l.s[p.body + 1])) {
    p.has_dash = true;
    p.dash = p.body;
    p.body = skip_blanks(l, p.body + 1);
  }
  p.colon = find_colon(l, p.body);
  p.value = p.colon == ZB_YAML_NO_KEY ? p.body : skip_blanks(l, (size_t)p.colon + 1);
  return p;
}

size_t zb_yaml_value_end(zb_yaml_line l, size_t offset, bool flow)
{
  size_t end = offset;
  for (size_t i = offset; i < l.len; i++) {
    if (flow && strchr(",]}", l.s[i]))
      break;
    if (l.s[i] == '#' && i > offset && is_blank(l.s[i - 1]) && (i + 1 == l.len || is_blank(l.s[i + 1])))
      break;
    if (!is_blank(l.s[i]))
      end = i + 1;
  }
  return end;
}

/* --- repairs ---------------------------------------------------------------------------------------------------- */

/* Index of the first edit at or after a line. */
static size_t edit_index(const zb_yaml_text *t, int line)
{
  size_t lo = 0, hi = t->edit.n;
  while (lo < hi) {
    size_t mid = lo + (hi - lo) / 2;
    if (t->edit.v[mid].line < line)
      lo = mid + 1;
    else
      hi = mid;
  }
  return lo;
}

bool zb_yaml_edited(const zb_yaml_text *t, int line)
{
  size_t i = edit_index(t, line);
  return i < t->edit.n && t->edit.v[i].line == line;
}

void zb_yaml_replace(zb_yaml_text *t, zb_yaml_line l, size_t offset, size_t n, const char *with, int lead)
{
  zb_yaml_edit e = {.line = l.no,
                    .col = zb_yaml_column(l, offset),
                    .oldlen = (int)zb_utf8_count(l.s + offset, n),
                    .newlen = (int)zb_utf8_count(with, strlen(with)),
                    .lead = lead};
  size_t at = edit_index(t, l.no);
  zb_push(t->a, &t->edit, e);
  memmove(t->edit.v + at + 1, t->edit.v + at, (t->edit.n - 1 - at) * sizeof *t->edit.v);
  t->edit.v[at] = e;
  gssize pos = (l.s - t->buf->str) + (gssize)offset;
  g_string_erase(t->buf, pos, (gssize)n);
  g_string_insert(t->buf, pos, with);
}

/* Tabs among the n blanks at the start of a line. */
static int count_tabs(zb_yaml_line l, size_t *n)
{
  int tabs = 0;
  *n = skip_blanks(l, 0);
  for (size_t i = 0; i < *n; i++)
    tabs += l.s[i] == '\t';
  return tabs;
}

int zb_yaml_expand_tabs(zb_yaml_text *t)
{
  int lines = 0;
  size_t old = 0;
  GString *to = g_string_sized_new(t->buf->len + 64);
  zb_yaml_text next = {.a = t->a, .name = t->name, .buf = to};
  for (zb_yaml_line l = zb_yaml_line_at(t, 0); l.s; l = zb_yaml_line_next(t, l)) {
    size_t n;
    int tabs = count_tabs(l, &n);
    bool edited = old < t->edit.n && t->edit.v[old].line == l.no;
    if (edited)
      zb_push(t->a, &next.edit, t->edit.v[old++]);
    if (tabs > 0 && !edited) {
      zb_push(t->a, &next.edit, (zb_yaml_edit){.line = l.no, .oldlen = (int)n, .newlen = (int)n + tabs});
      g_string_append_printf(to, "%*s", (int)n + tabs, "");
    } else {
      g_string_append_len(to, l.s, (gssize)n);
    }
    lines += tabs > 0;
    g_string_append_len(to, l.s + n, (gssize)(l.len - n));
    g_string_append_c(to, '\n');
  }
  g_string_free(t->buf, TRUE);
  *t = next;
  return lines;
}

zb_src zb_yaml_place(const zb_yaml_text *t, int line, int col)
{
  size_t i = t->edit.n > 0 ? edit_index(t, line) : 0;
  if (i < t->edit.n && t->edit.v[i].line == line && col > t->edit.v[i].col) {
    const zb_yaml_edit *e = &t->edit.v[i];
    if (col >= e->col + e->newlen) {
      col += e->oldlen - e->newlen;
    } else {
      col -= e->lead;
      col = col < e->col ? e->col : col > e->col + e->oldlen ? e->col + e->oldlen : col;
    }
  }
  return (zb_src){.file = t->name, .line = line + 1, .col = col + 1};
}

/* --- help texts ------------------------------------------------------------------------------------------------- */

char *zb_yaml_quote(zb_arena *a, const char *text, size_t n)
{
  if (!memchr(text, '"', n) && !memchr(text, '\\', n))
    return zb_arena_printf(a, "\"%.*s\"", (int)n, text);
  char *out = zb_arena_alloc(a, 2 * n + 3), *p = out;
  *p++ = '\'';
  for (size_t i = 0; i < n; i++) {
    if (text[i] == '\'')
      *p++ = '\'';
    *p++ = text[i];
  }
  *p = '\'';
  return out;
}
