/* References in prose. */
#include "read/ref.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"
#include "read/path.h"
#include "read/source.h"

enum { REF_BYTES = 512 }; /* longest reference */

size_t zb_ref_end(const char *text, size_t p, size_t to)
{
  bool quoted = false;
  to = to - p > REF_BYTES ? p + REF_BYTES : to;
  for (size_t i = p + 1; i < to; i++) {
    char c = text[i];
    if (!quoted && c == '}')
      return i;
    if (!quoted && c == '{')
      return 0;
    if (to - i >= 3 && memcmp(text + i, quoted ? "」" : "「", 3) == 0)
      quoted = !quoted;
  }
  return 0;
}

static size_t skip_blanks(const char *text, size_t i, size_t to)
{
  while (i < to && (text[i] == ' ' || text[i] == '\t'))
    i++;
  return i;
}

static size_t trim_end(const char *text, size_t from, size_t to)
{
  while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t'))
    to--;
  return to;
}

bool zb_ref_blank(const char *text, size_t from, size_t to)
{
  return skip_blanks(text, from, to) == to;
}

bool zb_ref_parse(zb_arena *a, const char *text, size_t from, size_t to, zb_inline *out, size_t *path_at)
{
  size_t i = skip_blanks(text, from, to), len = zb_path_scan(text + i, to - i);
  *out = (zb_inline){.kind = ZB_INL_REF, .target = zb_arena_strndup(a, text + i, len)};
  *path_at = i;
  if (len == 0)
    return false;
  out->ncols = (int)zb_utf8_count(text + i, len);
  i = skip_blanks(text, i + len, to);
  if (i < to && text[i] == ':') {
    const char *bar = memchr(text + i, '|', to - i);
    size_t end = bar ? (size_t)(bar - text) : to;
    size_t f = skip_blanks(text, i + 1, end), e = trim_end(text, f, end);
    out->format = zb_arena_strndup(a, text + f, e - f);
    if (e == f)
      return false;
    i = end;
  }
  if (i < to && text[i] == '|') {
    out->fallback = zb_arena_strndup(a, text + i + 1, to - i - 1);
    i = to;
  }
  return i == to;
}

/* Appends a path whose odd parts are quoted. */
static void quote_parts(zb_arena *a, GString *out, const char *path, size_t n)
{
  char *copy = g_strndup(path, n);
  char **part = g_strsplit(copy, ".", 8);
  for (size_t i = 0; part[i]; i++) {
    const char *q = zb_path_quote(a, g_strstrip(part[i]), strlen(part[i]));
    g_string_append_printf(out, "%s%s", i > 0 ? "." : "", q ? q : "id");
  }
  g_strfreev(part);
  g_free(copy);
}

char *zb_ref_suggest(zb_arena *a, const char *inside, size_t n)
{
  static const char *const wide[][2] = {{"：", ":"}, {"｜", "|"}, {"．", "."}, {"。", "."}, {"　", ""}};
  GString *s = g_string_new_len(inside, (gssize)n), *out = g_string_new("{");
  for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
    g_string_replace(s, wide[i][0], wide[i][1], 0);
  size_t path = strcspn(s->str, ":|");
  if (path > 0 && zb_path_scan(s->str, s->len) == path)
    g_string_append_len(out, s->str, (gssize)path);
  else
    quote_parts(a, out, s->str, path);
  g_string_append(out, s->str + path);
  g_string_append_c(out, '}');
  char *shown = zb_source_shown(a, out->str, out->len);
  g_string_free(s, TRUE);
  g_string_free(out, TRUE);
  return shown;
}
