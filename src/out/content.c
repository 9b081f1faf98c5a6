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

/* --- tokens --------------------------------------------------------------------------------------------------- */

typedef enum token_kind { TOKEN_END, TOKEN_OPERAND, TOKEN_OPERATOR } token_kind;

typedef struct token {
  token_kind kind;
  const char *at, *end;
} token;

static bool is_delimiter(char c)
{
  return g_ascii_isspace(c) || c == '\0' || strchr("()<>[]{}/%", c) != NULL;
}

/* The next token from `at`; arrays and dictionaries come as their parts. */
static token next_token(const char *at, const char *end)
{
  while (at < end && (g_ascii_isspace(*at) || *at == '\0'))
    at++;
  token t = {.kind = TOKEN_OPERAND, .at = at};
  if (at >= end) {
    t.kind = TOKEN_END;
    t.end = end;
  } else if (*at == '(') {
    t.end = skip_literal(at, end);
  } else if (*at == '<') {
    t.end = skip_hex(at, end);
  } else if (*at != '/' && is_delimiter(*at)) {
    t.end = at + 1;
  } else {
    t.end = at + 1;
    while (t.end < end && !is_delimiter(*t.end))
      t.end++;
    if (g_ascii_isalpha(*at) || *at == '\'' || *at == '"')
      t.kind = TOKEN_OPERATOR;
  }
  return t;
}

static bool token_is(const token *t, const char *word)
{
  size_t n = strlen(word);
  return (size_t)(t->end - t->at) == n && memcmp(t->at, word, n) == 0;
}

static bool token_in(const token *t, const char *const *words)
{
  for (; *words; words++)
    if (token_is(t, *words))
      return true;
  return false;
}

/* --- leaves --------------------------------------------------------------------------------------------------- */

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

/* The EMC that ends the leaf whose body starts at `at`, or NULL; *nested: it holds marked content of its own. */
static const char *leaf_end(const char *at, const char *end, bool *nested)
{
  int depth = 1;
  *nested = false;
  for (token t = next_token(at, end); t.kind != TOKEN_END; t = next_token(t.end, end)) {
    if (t.kind != TOKEN_OPERATOR)
      continue;
    if (token_is(&t, "BDC") || token_is(&t, "BMC")) {
      depth++;
      *nested = true;
    } else if (token_is(&t, "EMC") && --depth == 0) {
      return t.at;
    }
  }
  return NULL;
}

typedef struct writer {
  zb_sink *out;
  zb_content_leaf *leaf;
  uint32_t next; /* marked-content number */
  bool open;     /* a marked-content sequence of the leaf is open */
} writer;

static void copy(writer *w, const char *at, const char *end)
{
  zb_sink_write(w->out, at, (size_t)(end - at));
}

static void put(writer *w, const char *text)
{
  zb_sink_write(w->out, text, strlen(text));
}

/* Opens a sequence with the next number; `more` goes into its property list. */
static void open_content(writer *w, const char *tag, const char *more, size_t nmore)
{
  char text[64];
  g_snprintf(text, sizeof text, "/%s <</MCID %u", tag, w->next++);
  put(w, text);
  zb_sink_write(w->out, more, nmore);
  put(w, ">> BDC");
  w->leaf->count++;
  w->open = true;
}

static void close_content(writer *w)
{
  if (w->open)
    put(w, "\nEMC");
  w->open = false;
}

/* An inner span, from its name to after its EMC: it becomes a sequence of its own. `at` is "/Span". Returns the end. */
static const char *put_span(writer *w, const char *at, const char *end)
{
  token t = next_token(at, end);
  t = next_token(t.end, end);
  const char *from = token_is(&t, "<<") ? t.at : NULL;
  while (t.kind != TOKEN_END && !(t.kind == TOKEN_OPERATOR && token_is(&t, "BDC")))
    t = next_token(t.end, end);
  const char *to = t.at;
  while (from && to > from && to[-1] != '>')
    to--;
  bool nested;
  const char *emc = leaf_end(t.end, end, &nested);
  if (!from || to - from < 4 || !emc)
    return NULL;
  close_content(w);
  put(w, "\n");
  open_content(w, "Span", from + 2, (size_t)(to - 2 - (from + 2)));
  copy(w, t.end, emc);
  close_content(w);
  return emc + 3;
}

/* A leaf with inner spans: sequences stand either inside or outside a text object, never across its ends (14.6.1). What
   paints nothing stands between them. */
static bool put_parts(writer *w, const char *at, const char *end)
{
  static const char *const shows[] = {"Tj", "TJ", "'", "\"", NULL};
  static const char *const paths[] = {"m", "re", "sh", "Do", NULL}; /* nothing may stand between a path and its paint */
  const char *from = at;                                            /* the operands of the next operator */
  for (token t = next_token(at, end); t.kind != TOKEN_END; t = next_token(t.end, end)) {
    if (t.kind == TOKEN_OPERAND && *t.at == '/' && token_is(&t, "/Span")) {
      const char *after = put_span(w, t.at, end);
      if (!after)
        return false;
      from = t.end = after;
      continue;
    }
    if (t.kind != TOKEN_OPERATOR)
      continue;
    if (token_is(&t, "BT") || token_is(&t, "ET")) {
      close_content(w);
    } else if (!w->open && (token_in(&t, shows) || token_in(&t, paths))) {
      put(w, "\n");
      open_content(w, w->leaf->role, "", 0);
    }
    copy(w, from, t.end);
    from = t.end;
  }
  close_content(w);
  copy(w, from, end);
  return true;
}

/* Writes one leaf: its body lies between `at` and its EMC. Returns the place after the EMC, NULL if there is none. */
static const char *put_leaf(writer *w, zb_content_leaf *leaf, const char *at, const char *end)
{
  bool nested;
  const char *emc = leaf_end(at, end, &nested);
  if (!emc)
    return NULL;
  w->leaf = leaf;
  leaf->first = w->next;
  leaf->count = 0;
  if (!leaf->role) {
    put(w, "/Artifact BMC");
    copy(w, at, emc + 3);
  } else if (!nested) {
    open_content(w, leaf->role, "", 0);
    w->open = false;
    copy(w, at, emc + 3);
  } else if (!put_parts(w, at, emc)) {
    return NULL;
  }
  return emc + 3;
}

bool zb_content_rename(const unsigned char *in, size_t nin, zb_content_leaf *leaf, size_t n, zb_sink *out)
{
  writer w = {.out = out};
  const char *at = (const char *)in, *end = at + nin, *copied = at;
  size_t seen = 0;
  while (at < end) {
    uint32_t mcid;
    bool artifact;
    const char *after = *at == '/' ? match_leaf(at, end, &mcid, &artifact) : NULL;
    if (*at == '(') {
      at = skip_literal(at, end);
    } else if (*at == '<') {
      at = skip_hex(at, end);
    } else if (after) {
      if (seen >= n || mcid != seen || artifact != (leaf[seen].role == NULL))
        return false;
      copy(&w, copied, at);
      at = copied = put_leaf(&w, &leaf[seen++], after, end);
      if (!at)
        return false;
    } else {
      at++;
    }
  }
  copy(&w, copied, end);
  return seen == n;
}

/* --- cross-reference table ------------------------------------------------------------------------------------ */

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

/* Does an object of the structure tree start here: an element, the root, the tree of parents or its part for a page? */
static bool is_structure(const char *at, const char *end)
{
  static const char *const head[] = {"<< /Type /StructElem", "<< /Type /StructTreeRoot", "<< /Nums [", "[\n"};
  while (at < end && *at != '\n')
    at++;
  for (size_t i = 0; at < end && i < sizeof head / sizeof *head; i++)
    if (starts(at + 1, end, head[i]))
      return true;
  return false;
}

/* Blanks the catalogue's entry, so that no reference is left: the catalogue is the last object but the table. */
static void drop_root(char *pdf, size_t xref)
{
  const char *end = pdf + xref;
  static const char key[] = "/StructTreeRoot ";
  for (char *at = pdf + xref; at-- > pdf && !starts(at, end, " obj");)
    if (starts(at, end, key)) {
      memset(at, ' ', strcspn(at, "\n")); /* one line: "/StructTreeRoot 631 0 R" */
      return;
    }
}

void zb_content_drop_structure(char *pdf, size_t n)
{
  enum { ENTRY = 20 }; /* "0000000016 00000 n \n" */
  size_t at = xref_offset(pdf, n);
  static const char head[] = "xref\n0 ";
  if (!starts(pdf + at, pdf + n, head))
    return;
  drop_root(pdf, at);
  char *line;
  guint64 count = g_ascii_strtoull(pdf + at + sizeof head - 1, &line, 10);
  at = (size_t)(line - pdf) + 1;
  for (; count > 0 && at + ENTRY <= n; count--, at += ENTRY) {
    guint64 offset = g_ascii_strtoull(pdf + at, NULL, 10);
    if (pdf[at + 17] == 'n' && offset < n && is_structure(pdf + offset, pdf + n))
      memcpy(pdf + at, "0000000000 65535 f", 18);
  }
}
