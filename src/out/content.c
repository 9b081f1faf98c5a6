/* Content streams: a scanner that knows strings and names, enough for cairo's regular output. */
#include "out/content.h"

#include <glib.h>
#include <string.h>

/* The position after the literal string that starts at `at`. */
static const char *skip_literal(const char *at, const char *end)
{
  int depth = 0;
  for (; at < end; at++) {
    if (*at == '\\')
      at++;
    else if (*at == '(')
      depth++;
    else if (*at == ')' && --depth == 0)
      return at + 1;
  }
  return end;
}

static const char *skip_hex(const char *at, const char *end)
{
  if (at + 1 < end && at[1] == '<')
    return at + 2;
  const char *close = memchr(at, '>', (size_t)(end - at));
  return close ? close + 1 : end;
}

static bool starts(const char *at, const char *end, const char *word)
{
  size_t n = strlen(word);
  return (size_t)(end - at) >= n && memcmp(at, word, n) == 0;
}

/* Matches "/P << /MCID 12 >> BDC" or "/Private << ... >> BDC" at `at`: its end, the number and the kind; else NULL. */
static const char *match_leaf(const char *at, const char *end, uint32_t *mcid, bool *artifact)
{
  static const char content[] = "/P << /MCID ", decoration[] = "/Private << /MCID ", close[] = " >> BDC";
  if (starts(at, end, content)) {
    *artifact = false;
    at += sizeof content - 1;
  } else if (starts(at, end, decoration)) {
    *artifact = true;
    at += sizeof decoration - 1;
  } else {
    return NULL;
  }
  uint32_t n = 0;
  for (; at < end && g_ascii_isdigit(*at); at++)
    n = n * 10 + (uint32_t)(*at - '0');
  *mcid = n;
  return starts(at, end, close) ? at + sizeof close - 1 : NULL;
}

static void put_tag(zb_sink *out, const zb_content_tag *tag)
{
  char text[64];
  if (tag->role)
    g_snprintf(text, sizeof text, "/%s <</MCID %u>> BDC", tag->role, tag->mcid);
  else
    g_strlcpy(text, "/Artifact BMC", sizeof text);
  zb_sink_write(out, text, strlen(text));
}

bool zb_content_rename(const unsigned char *in, size_t nin, const zb_content_tag *tag, size_t n, zb_sink *out)
{
  const char *at = (const char *)in, *end = at + nin, *copied = at;
  size_t seen = 0;
  while (at < end) {
    if (*at == '(') {
      at = skip_literal(at, end);
    } else if (*at == '<') {
      at = skip_hex(at, end);
    } else if (*at == '/') {
      uint32_t mcid;
      bool artifact;
      const char *after = match_leaf(at, end, &mcid, &artifact);
      if (after) {
        if (seen >= n || mcid != seen || artifact != (tag[seen].role == NULL))
          return false;
        zb_sink_write(out, copied, (size_t)(at - copied));
        put_tag(out, &tag[seen++]);
        copied = after;
      }
      at = after ? after : at + 1;
    } else {
      at++;
    }
  }
  zb_sink_write(out, copied, (size_t)(end - copied));
  return seen == n;
}

/* The last "startxref" of the file and the offset after it; n if there is none. */
static size_t xref_offset(const char *pdf, size_t n)
{
  static const char word[] = "startxref\n";
  size_t from = n > 64 ? n - 64 : 0;
  for (size_t i = from; i + sizeof word < n; i++)
    if (memcmp(pdf + i, word, sizeof word - 1) == 0) {
      guint64 at = g_ascii_strtoull(pdf + i + sizeof word - 1, NULL, 10);
      return at < n ? (size_t)at : n;
    }
  return n;
}

/* Does a structure element start at the offset? */
static bool is_element(const char *at, const char *end)
{
  while (at < end && *at != '\n')
    at++;
  return starts(at, end, "\n<< /Type /StructElem");
}

void zb_content_drop_elements(char *pdf, size_t n)
{
  enum { ENTRY = 20 }; /* "0000000016 00000 n \n" */
  size_t at = xref_offset(pdf, n);
  static const char head[] = "xref\n0 ";
  if (!starts(pdf + at, pdf + n, head))
    return;
  char *line;
  guint64 count = g_ascii_strtoull(pdf + at + sizeof head - 1, &line, 10);
  at = (size_t)(line - pdf) + 1;
  for (; count > 0 && at + ENTRY <= n; count--, at += ENTRY) {
    guint64 offset = g_ascii_strtoull(pdf + at, NULL, 10);
    if (pdf[at + 17] == 'n' && offset < n && is_element(pdf + offset, pdf + n))
      memcpy(pdf + at, "0000000000 65535 f", 18);
  }
}
