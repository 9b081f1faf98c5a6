/* Spans to characters: white space, half-width marks in Chinese (R29), typed spaces beside Latin (R28). */
#include <glib.h>
#include <string.h>

#include "base/utf8.h"
#include "text/compose.h"

enum { PAREN_DEPTH = 16 };

zb_src zb_span_place(const zb_span *s, size_t byte)
{
  size_t lo = 0, hi = s->nmap, from = 0;
  zb_src src = s->src;
  if (s->datum && s->datum->src.file)
    return s->datum->src;
  while (lo < hi) { /* last entry at or before byte */
    size_t mid = (lo + hi) / 2;
    if (s->map[mid].byte <= byte)
      lo = mid + 1;
    else
      hi = mid;
  }
  if (lo > 0) {
    src = s->map[lo - 1].src;
    from = s->map[lo - 1].byte;
  }
  if (src.file && byte > from && byte <= s->len)
    src.col += (int)zb_utf8_count(s->text + from, byte - from);
  return src;
}

static bool is_space(uint32_t c)
{
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 ||
         c == 0x2029;
}

static bool is_dropped(uint32_t c)
{
  return c < 0x20 || c == 0x7F || c == 0xFEFF || c == 0xAD || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* Decodes all spans. Bad UTF-8 (the readers let none through) becomes U+FFFD. */
static void decode(zb_chars *out, const zb_span *span, size_t nspans)
{
  size_t n = 0;
  for (size_t i = 0; i < nspans; i++) {
    const zb_span *s = &span[i];
    size_t at = 0;
    while (at < s->len) {
      size_t ok = at + zb_utf8_valid(s->text + at, s->len - at);
      const char *p = s->text + at, *end = s->text + ok;
      while (p < end) {
        size_t byte = (size_t)(p - s->text);
        uint32_t c = zb_utf8_next(&p);
        if (is_space(c))
          out->v[n++] = (zb_ch){.c = ' ',
                                .src_byte = (uint32_t)byte,
                                .span = (uint32_t)i,
                                .flags = c == '\n' || c == '\r' ? ZB_CH_NEWLINE : 0};
        else if (!is_dropped(c))
          out->v[n++] = (zb_ch){.c = c, .src_byte = (uint32_t)byte, .span = (uint32_t)i};
      }
      at = ok;
      if (at < s->len)
        out->v[n++] = (zb_ch){.c = 0xFFFD, .src_byte = (uint32_t)at++, .span = (uint32_t)i};
    }
    if ((s->flags & ZB_SPAN_BREAK) && n > 0)
      out->v[n - 1].flags |= ZB_CH_BREAK;
  }
  out->n = n;
}

static size_t count(const zb_span *span, size_t nspans)
{
  size_t n = 0;
  for (size_t i = 0; i < nspans; i++)
    n += span[i].len;
  return n; /* bytes: never fewer than characters */
}

/* A space of the composer: see ZB_K_SPC. */
static bool blank(uint32_t c)
{
  return c == ' ' || c == 0x3000 || (c >= 0x2000 && c <= 0x200B && c != 0x2007);
}

/* May this blank go? At the start of a line, and beside another one if it says no more than that. */
static bool redundant(const zb_chars *cs, size_t n, uint32_t c)
{
  if (n == 0 || (cs->v[n - 1].flags & ZB_CH_BREAK))
    return true;
  return (c == ' ' || c == 0x200B) && blank(cs->v[n - 1].c);
}

/* Runs of white space become one space; none at the ends of the text or beside a forced break. A forced break on a
   dropped space moves to the character before it. */
static void collapse(zb_chars *cs)
{
  size_t n = 0;
  for (size_t i = 0; i < cs->n; i++) {
    zb_ch ch = cs->v[i];
    bool gone = blank(ch.c) && redundant(cs, n, ch.c);
    if (gone && n > 0)
      cs->v[n - 1].flags |= ch.flags & ZB_CH_NEWLINE;
    else if (!gone)
      cs->v[n++] = ch;
    if (!(ch.flags & ZB_CH_BREAK))
      continue;
    while (n > 0 && blank(cs->v[n - 1].c))
      n--;
    if (n > 0)
      cs->v[n - 1].flags |= ZB_CH_BREAK;
  }
  while (n > 0 && blank(cs->v[n - 1].c))
    n--;
  if (n > 0)
    cs->v[n - 1].flags &= (uint8_t)~ZB_CH_BREAK; /* the end breaks anyway */
  cs->n = n;
}

static bool hanish(uint32_t c)
{
  return zb_cjk_strong(c) || c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019 || c == 0x2026 || c == 0x2014;
}

static uint32_t at(const zb_chars *cs, size_t i)
{
  return i < cs->n ? cs->v[i].c : 0;
}

static uint32_t fullwidth(uint32_t c)
{
  return c == ',' || c == ':' || c == ';' || c == '!' || c == '?' || c == '(' || c == ')' ? c + 0xFEE0 : 0;
}

static void replace(zb_text *t, zb_chars *cs, size_t i, uint32_t with, const zb_span *span, bool quiet)
{
  char from[5] = {0}, to[5] = {0};
  zb_ch *ch = &cs->v[i];
  zb_utf8_put(from, ch->c);
  ch->c = with;
  zb_utf8_put(to, ch->c);
  if (!quiet)
    zb_diag(t->diags, ZB_D_HALFWIDTH_MARK, zb_span_place(&span[ch->span], ch->src_byte), from, to, NULL);
}

/* Marks URLs: from "scheme://" or "www." to the next character that is not ASCII or is a space. */
static void find_urls(zb_chars *cs)
{
  for (size_t i = 0; i + 3 < cs->n; i++) {
    bool scheme = cs->v[i].c == ':' && cs->v[i + 1].c == '/' && cs->v[i + 2].c == '/';
    bool www = cs->v[i].c == 'w' && cs->v[i + 1].c == 'w' && cs->v[i + 2].c == 'w' && cs->v[i + 3].c == '.';
    if ((!scheme && !www) || (cs->v[i].flags & ZB_CH_URL))
      continue;
    size_t a = i, e = i;
    while (scheme && a > 0 && cs->v[a - 1].c < 0x7F && zb_cjk_latin(cs->v[a - 1].c))
      a--;
    while (e < cs->n && cs->v[e].c > ' ' && cs->v[e].c < 0x7F)
      e++;
    for (; a < e; a++)
      cs->v[a].flags |= ZB_CH_URL;
    i = e;
  }
}

/* R29: a pair of half-width brackets is Chinese when it holds Han, or stands among Han. */
static bool pair_is_chinese(const zb_chars *cs, size_t open, size_t close, bool inner)
{
  uint32_t before = open > 0 ? cs->v[open - 1].c : 0, after = at(cs, close + 1);
  bool edge = after == 0 || after == ' ' || fullwidth(after) != 0;
  return inner || (hanish(before) && (hanish(after) || edge)) || (before == 0 && hanish(after));
}

static void widen_pairs(zb_text *t, zb_chars *cs, const zb_span *span)
{
  size_t stack[PAREN_DEPTH], depth = 0, han = 0, seen[PAREN_DEPTH];
  for (size_t i = 0; i < cs->n; i++) {
    uint32_t c = cs->v[i].c;
    han += zb_cjk_strong(c);
    if (cs->v[i].flags & ZB_CH_URL)
      continue;
    if (c == '(' && depth < PAREN_DEPTH) {
      stack[depth] = i;
      seen[depth++] = han;
    } else if (c == ')' && depth > 0) {
      size_t open = stack[--depth];
      if (!pair_is_chinese(cs, open, i, han > seen[depth]))
        continue;
      replace(t, cs, open, fullwidth('('), span, false);
      replace(t, cs, i, fullwidth(')'), span, true); /* one note a pair */
    }
  }
}

static void widen_marks(zb_text *t, zb_chars *cs, const zb_span *span)
{
  for (size_t i = 0; i < cs->n; i++) {
    uint32_t c = cs->v[i].c;
    if (c == '(' || c == ')' || fullwidth(c) == 0 || (cs->v[i].flags & ZB_CH_URL) || i == 0)
      continue;
    uint32_t before = cs->v[i - 1].c, after = at(cs, i + 1);
    if (before != ' ' && (hanish(before) || hanish(after)))
      replace(t, cs, i, fullwidth(c), span, false);
  }
}

/* A pair of typewriter quotes that holds Han or stands beside it becomes “ ”. One after a digit does not open (inches).
 */
static void curl_quotes(zb_text *t, zb_chars *cs, const zb_span *span)
{
  size_t open = cs->n, han = 0;
  for (size_t i = 0; i < cs->n; i++) {
    uint32_t c = cs->v[i].c;
    han += zb_cjk_strong(c);
    if (c != '"' || (cs->v[i].flags & ZB_CH_URL))
      continue;
    if (open == cs->n) {
      bool inches = i > 0 && cs->v[i - 1].c >= '0' && cs->v[i - 1].c <= '9';
      open = inches ? open : i;
      han = 0;
      continue;
    }
    bool beside = (open > 0 && hanish(cs->v[open - 1].c)) || hanish(at(cs, i + 1));
    if (han > 0 || (beside && i > open + 1)) {
      replace(t, cs, open, 0x201C, span, false);
      replace(t, cs, i, 0x201D, span, true);
    }
    open = cs->n;
  }
}

static bool pause_or_stop(uint32_t c)
{
  return c == 0xFF0C || c == 0x3001 || c == 0x3002 || c == 0xFF1B || c == 0xFF1A || c == 0xFF01 || c == 0xFF1F;
}

/* R28: a typed space between Han and Latin is the composer's own space; one beside a full-width pause or stop, or where
   a source line ended between Han, is nothing. */
static bool space_vanishes(const zb_chars *cs, size_t i, uint32_t before)
{
  uint32_t after = at(cs, i + 1);
  if (pause_or_stop(before) || pause_or_stop(after))
    return true;
  bool hb = zb_cjk_strong(before), ha = zb_cjk_strong(after);
  if ((cs->v[i].flags & ZB_CH_NEWLINE) && (hb || hanish(before)) && (ha || hanish(after)))
    return true;
  return (zb_utf8_is_han(before) && zb_cjk_latin(after)) ||
         (zb_utf8_is_han(after) && (zb_cjk_latin(before) || before == '%' || before == 0x2030));
}

static void drop_spaces(zb_chars *cs)
{
  size_t n = 0;
  for (size_t i = 0; i < cs->n; i++) {
    if (cs->v[i].c == ' ' && n > 0 && space_vanishes(cs, i, cs->v[n - 1].c)) {
      cs->v[n - 1].flags |= cs->v[i].flags & ZB_CH_BREAK;
      continue;
    }
    cs->v[n++] = cs->v[i];
  }
  cs->n = n;
}

static void encode(zb_arena *a, zb_chars *cs)
{
  size_t at_byte = 0, most = 0;
  for (size_t i = 0; i < cs->n; i++)
    most += cs->v[i].c < 0x80 ? 1 : cs->v[i].c < 0x800 ? 2 : cs->v[i].c < 0x10000 ? 3 : 4;
  cs->text = zb_newn(a, char, most + 1);
  for (size_t i = 0; i < cs->n; i++) {
    cs->v[i].byte = (uint32_t)at_byte;
    at_byte += (size_t)zb_utf8_put(cs->text + at_byte, cs->v[i].c);
  }
  cs->nbytes = at_byte;
  cs->text[at_byte] = '\0';
}

zb_chars zb_normalise(zb_text *t, const zb_span *span, size_t nspans, const zb_tstyle *style)
{
  zb_chars cs = {0};
  cs.v = g_new(zb_ch, count(span, nspans) + 1);
  decode(&cs, span, nspans);
  collapse(&cs);
  find_urls(&cs);
  if (!style->keep_halfwidth) {
    curl_quotes(t, &cs, span);
    widen_pairs(t, &cs, span);
    widen_marks(t, &cs, span);
  }
  drop_spaces(&cs);
  encode(t->arena, &cs);
  return cs;
}
