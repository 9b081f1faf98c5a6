/* Content streams: a scanner that knows strings and names, enough for cairo's regular output. */
#include "out/content.h"

#include <glib.h>
#include <math.h>
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

/* --- anchors -------------------------------------------------------------------------------------------------- */

/* Sides in 1/256 pt: cairo's grid of coordinates. */
enum { ANCHOR_X = 7, ANCHOR_Y = 3, ANCHOR_H = 11 };
static const int anchor_w[] = {[ZB_ANCHOR_CONTENT] = 5, [ZB_ANCHOR_ARTIFACT] = 13, [ZB_ANCHOR_END] = 21};

void zb_content_anchor(zb_anchor kind, double rect[4])
{
  rect[0] = ANCHOR_X / 256.0;
  rect[1] = ANCHOR_Y / 256.0;
  rect[2] = anchor_w[kind] / 256.0;
  rect[3] = ANCHOR_H / 256.0;
}

typedef struct anchor {
  const char *at, *end; /* "0.027 0.012 0.02 0.043 re f" */
  zb_anchor kind;
} anchor;

/* Is the operand this number, to the three decimals that cairo prints? */
static bool is_number(const token *t, double v)
{
  return t->kind == TOKEN_OPERAND && fabs(g_ascii_strtod(t->at, NULL) - v) < 0.0006;
}

/* Are these the operands of an anchor's rectangle? */
static bool is_anchor(const token operand[4], zb_anchor *kind)
{
  for (*kind = ZB_ANCHOR_CONTENT; *kind <= ZB_ANCHOR_END; ++*kind) {
    double rect[4];
    size_t same = 0;
    zb_content_anchor(*kind, rect);
    while (same < 4 && is_number(&operand[same], rect[same]))
      same++;
    if (same == 4)
      return true;
  }
  return false;
}

/* The first anchor from `at`; false if there is none. */
static bool next_anchor(const char *at, const char *end, anchor *out)
{
  token last[4] = {{.at = NULL}};
  for (token t = next_token(at, end); t.kind != TOKEN_END; t = next_token(t.end, end)) {
    if (t.kind == TOKEN_OPERATOR && token_is(&t, "re") && last[0].at && is_anchor(last, &out->kind)) {
      out->at = last[0].at;
      t = next_token(t.end, end);
      out->end = t.end;
      return token_is(&t, "f");
    }
    memmove(last, last + 1, sizeof last - sizeof *last);
    last[3] = t;
  }
  return false;
}

/* --- leaves --------------------------------------------------------------------------------------------------- */

/* Is there marked content in the body? */
static bool is_nested(const char *at, const char *end)
{
  for (token t = next_token(at, end); t.kind != TOKEN_END; t = next_token(t.end, end))
    if (t.kind == TOKEN_OPERATOR && (token_is(&t, "BDC") || token_is(&t, "BMC")))
      return true;
  return false;
}

/* The EMC that ends the span whose body starts at `at`, or NULL. */
static const char *span_end(const char *at, const char *end)
{
  for (token t = next_token(at, end); t.kind != TOKEN_END; t = next_token(t.end, end))
    if (t.kind == TOKEN_OPERATOR && token_is(&t, "EMC"))
      return t.at;
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
  const char *emc = span_end(t.end, end);
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

/* Writes one leaf, whose body lies between two anchors. */
static bool put_leaf(writer *w, zb_content_leaf *leaf, const char *at, const char *end)
{
  w->leaf = leaf;
  leaf->first = w->next;
  leaf->count = 0;
  if (leaf->role && is_nested(at, end))
    return put_parts(w, at, end);
  if (leaf->role)
    open_content(w, leaf->role, "", 0);
  else
    put(w, "/Artifact BMC");
  copy(w, at, end);
  put(w, "EMC\n");
  w->open = false;
  return true;
}

bool zb_content_mark(const unsigned char *in, size_t nin, zb_content_leaf *leaf, size_t n, zb_sink *out)
{
  writer w = {.out = out};
  const char *at = (const char *)in, *end = at + nin;
  anchor here, next;
  if (!next_anchor(at, end, &here))
    return false;
  copy(&w, at, here.at);
  for (size_t i = 0; i < n; i++, here = next) {
    if (here.kind != (leaf[i].role ? ZB_ANCHOR_CONTENT : ZB_ANCHOR_ARTIFACT) || !next_anchor(here.end, end, &next) ||
        !put_leaf(&w, &leaf[i], here.end, next.at))
      return false;
  }
  copy(&w, here.end, end);
  return here.kind == ZB_ANCHOR_END && !next_anchor(here.end, end, &next);
}
