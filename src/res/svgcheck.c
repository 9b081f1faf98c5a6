/* Looks over the tags of an SVG for what must not be in it. */
#include "res/svgcheck.h"

#include <glib.h>
#include <string.h>

typedef struct scan {
  const char *at, *end;
  bool (*embedded)(const unsigned char *bytes, size_t n);
  char *what;
  bool style; /* inside <style> */
} scan;

static bool starts(const scan *s, const char *word)
{
  size_t n = strlen(word);
  return (size_t)(s->end - s->at) >= n && memcmp(s->at, word, n) == 0;
}

/* Moves behind the next `word`, or to the end. */
static void pass(scan *s, const char *word)
{
  const char *p = memmem(s->at, (size_t)(s->end - s->at), word, strlen(word));
  s->at = p ? p + strlen(word) : s->end;
}

static zb_svg_fault fault(scan *s, zb_svg_fault f, const char *name, const char *value, size_t n)
{
  size_t shown = n > 40 ? 40 : n;
  while (shown < n && shown > 0 && ((unsigned char)value[shown] & 0xc0) == 0x80)
    shown--;
  g_snprintf(s->what, ZB_SVG_WHAT, "%.30s%s%.*s%s", name, n > 0 ? " " : "", (int)shown, value, shown < n ? "..." : "");
  return f;
}

/* Only "#id" stays inside. A reference that begins with white space or an entity is refused as well. */
static zb_svg_fault check_reference(scan *s, const char *element, const char *value, size_t n)
{
  if (n == 0 || value[0] == '#')
    return ZB_SVG_OK;
  bool picture = strcmp(element, "image") == 0;
  if (!picture || n < 5 || g_ascii_strncasecmp(value, "data:", 5) != 0)
    return fault(s, ZB_SVG_EXTERNAL, element, value, n);
  const char *comma = memchr(value, ',', n);
  const char *mark = memmem(value, n, ";base64", 7);
  if (!comma || !mark || mark > comma)
    return fault(s, ZB_SVG_IMAGE, element, value, n);
  char *coded = g_strndup(comma + 1, n - (size_t)(comma + 1 - value));
  gsize length;
  guchar *bytes = g_base64_decode(coded, &length);
  bool fine = s->embedded(bytes, length);
  g_free(bytes);
  g_free(coded);
  return fine ? ZB_SVG_OK : fault(s, ZB_SVG_IMAGE, element, value, n);
}

/* Style text, in attributes and style sheets: url() must stay inside, filters and imports are refused. */
static zb_svg_fault check_css(scan *s, const char *value, size_t n)
{
  char *css = g_ascii_strdown(value, (gssize)n);
  n = strlen(css);
  zb_svg_fault f = ZB_SVG_OK;
  if (strstr(css, "@import") || strchr(css, '\\'))
    f = fault(s, ZB_SVG_EXTERNAL, "@import", "", 0);
  for (char *p = css; f == ZB_SVG_OK && (p = strstr(p, "url(")); p++) {
    char *target = p + 4 + strspn(p + 4, " \t\r\n'\"");
    if (*target != '#')
      f = fault(s, ZB_SVG_EXTERNAL, "", p, strcspn(p, ")"));
  }
  for (char *p = css; f == ZB_SVG_OK && (p = strstr(p, "filter")); p += 6) {
    char *rest = p + 6 + strspn(p + 6, " \t\r\n");
    if (*rest == ':' && strncmp(rest + 1 + strspn(rest + 1, " \t\r\n"), "none", 4) != 0)
      f = fault(s, ZB_SVG_RASTER, "filter", "", 0);
  }
  g_free(css);
  return f;
}

static zb_svg_fault check_attribute(scan *s, const char *element, const char *name, const char *value, size_t n)
{
  bool link = strcmp(element, "a") == 0;
  const char *local = strrchr(name, ':') ? strrchr(name, ':') + 1 : name;
  if (strncmp(name, "xmlns", 5) == 0)
    return ZB_SVG_OK;
  if (strcmp(local, "href") == 0 || strcmp(local, "src") == 0)
    return link ? ZB_SVG_OK : check_reference(s, element, value, n);
  if (strcmp(name, "filter") == 0 && !(n == 4 && memcmp(value, "none", 4) == 0))
    return fault(s, ZB_SVG_RASTER, name, value, n);
  return check_css(s, value, n);
}

static bool name_char(char c)
{
  return g_ascii_isalnum(c) || c == '-' || c == '_' || c == ':' || c == '.' || (c & 0x80);
}

static char *take_name(scan *s)
{
  const char *from = s->at;
  while (s->at < s->end && name_char(*s->at))
    s->at++;
  return g_strndup(from, (gsize)(s->at - from));
}

static void pass_blanks(scan *s)
{
  while (s->at < s->end && g_ascii_isspace(*s->at))
    s->at++;
}

static zb_svg_fault check_attributes(scan *s, const char *element)
{
  zb_svg_fault f = ZB_SVG_OK;
  while (f == ZB_SVG_OK) {
    pass_blanks(s);
    if (s->at >= s->end || *s->at == '>' || *s->at == '/')
      break;
    char *name = take_name(s);
    pass_blanks(s);
    if (*name == '\0' || s->at >= s->end || *s->at != '=') {
      s->at += *name == '\0' && s->at < s->end; /* not well-formed */
      g_free(name);
      continue;
    }
    s->at++;
    pass_blanks(s);
    char quote = s->at < s->end ? *s->at : '\0';
    if (quote == '"' || quote == '\'') {
      const char *value = ++s->at, *close = memchr(value, quote, (size_t)(s->end - value));
      s->at = close ? close + 1 : s->end;
      f = check_attribute(s, element, name, value, (size_t)((close ? close : s->end) - value));
    }
    g_free(name);
  }
  return f;
}

static zb_svg_fault check_tag(scan *s)
{
  static const char *const refused[] = {"foreignObject", "animate", "animateTransform", "animateMotion", "set"};
  bool closing = s->at < s->end && *s->at == '/';
  s->at += closing;
  char *name = take_name(s);
  const char *local = strrchr(name, ':') ? strrchr(name, ':') + 1 : name;
  zb_svg_fault f = ZB_SVG_OK;
  for (size_t i = 0; !closing && i < G_N_ELEMENTS(refused); i++)
    if (strcmp(local, refused[i]) == 0)
      f = fault(s, ZB_SVG_RASTER, local, "", 0);
  if (f == ZB_SVG_OK && !closing)
    f = check_attributes(s, local);
  bool empty = s->at < s->end && *s->at == '/';
  if (strcmp(local, "style") == 0)
    s->style = !closing && !empty;
  pass(s, ">");
  g_free(name);
  return f;
}

/* The text up to the next tag; style sheets may stand in a CDATA section. */
static zb_svg_fault check_text(scan *s, const char *until)
{
  const char *from = s->at, *to = memmem(from, (size_t)(s->end - from), until, strlen(until));
  s->at = to ? to : s->end;
  return s->style ? check_css(s, from, (size_t)(s->at - from)) : ZB_SVG_OK;
}

/* An entity of its own text only; what the text holds is looked at as if it stood in the document. */
static zb_svg_fault check_entity(scan *s)
{
  const char *from = s->at, *to = memchr(from, '>', (size_t)(s->end - from));
  size_t n = (size_t)((to ? to : s->end) - from);
  s->at += strlen("<!ENTITY");
  bool outside = memmem(from, n, "SYSTEM", 6) || memmem(from, n, "PUBLIC", 6);
  return outside ? fault(s, ZB_SVG_EXTERNAL, "<!ENTITY>", "", 0) : ZB_SVG_OK;
}

zb_svg_fault zb_svg_check(const char *text, size_t n, bool (*embedded)(const unsigned char *bytes, size_t n),
                          char what[ZB_SVG_WHAT])
{
  scan s = {.at = text, .end = text + n, .embedded = embedded, .what = what};
  zb_svg_fault f = ZB_SVG_OK;
  what[0] = '\0';
  while (f == ZB_SVG_OK && s.at < s.end) {
    if (starts(&s, "<!--")) {
      pass(&s, "-->");
    } else if (starts(&s, "<![CDATA[")) {
      s.at += 9;
      f = check_text(&s, "]]>");
    } else if (starts(&s, "<!ENTITY")) {
      f = check_entity(&s);
    } else if (starts(&s, "<?xml-stylesheet")) {
      f = fault(&s, ZB_SVG_EXTERNAL, "<?xml-stylesheet?>", "", 0);
    } else if (*s.at == '<' && s.at + 1 < s.end && s.at[1] != '!' && s.at[1] != '?') {
      s.at++;
      f = check_tag(&s);
    } else if (*s.at == '<') {
      s.at++; /* the subset of a doctype is looked at as well */
    } else {
      f = check_text(&s, "<");
    }
  }
  return f;
}

/* Appends text with numeric character references resolved. */
static void append_text(GString *out, const char *from, const char *to)
{
  while (from < to) {
    char *end = NULL;
    guint64 c = 0;
    if (*from == '&' && to - from > 3 && from[1] == '#')
      c = from[2] == 'x' ? g_ascii_strtoull(from + 3, &end, 16) : g_ascii_strtoull(from + 2, &end, 10);
    if (end && end < to && *end == ';' && c > 0 && c <= 0x10ffff && g_unichar_validate((gunichar)c)) {
      g_string_append_unichar(out, (gunichar)c);
      from = end + 1;
    } else if (*from == '&') {
      const char *semicolon = memchr(from, ';', (size_t)(to - from));
      from = semicolon ? semicolon + 1 : to;
    } else {
      g_string_append_c(out, *from++);
    }
  }
}

char *zb_svg_text(const char *text, size_t n)
{
  scan s = {.at = text, .end = text + n};
  GString *out = g_string_new(NULL);
  int depth = 0; /* of <text> elements */
  while (s.at < s.end) {
    if (starts(&s, "<!--")) {
      pass(&s, "-->");
    } else if (starts(&s, "<![CDATA[")) {
      const char *from = s.at + 9;
      pass(&s, "]]>");
      if (depth > 0 && s.at - 3 >= from)
        g_string_append_len(out, from, s.at - 3 - from);
    } else if (*s.at == '<') {
      s.at++;
      bool closing = s.at < s.end && *s.at == '/';
      s.at += closing;
      char *name = take_name(&s);
      const char *local = strrchr(name, ':') ? strrchr(name, ':') + 1 : name;
      pass(&s, ">");
      if (strcmp(local, "text") == 0 && s.at[-2] != '/')
        depth += closing ? -1 : 1;
      g_free(name);
    } else {
      const char *from = s.at, *to = memchr(from, '<', (size_t)(s.end - from));
      s.at = to ? to : s.end;
      if (depth > 0)
        append_text(out, from, s.at);
    }
  }
  char *valid = g_utf8_make_valid(out->str, (gssize)out->len);
  g_string_free(out, TRUE);
  return valid;
}

static void pass_doctype(scan *s)
{
  while (s->at < s->end && *s->at != '>' && *s->at != '[')
    s->at++;
  if (s->at < s->end && *s->at == '[')
    pass(s, "]");
  pass(s, ">");
}

bool zb_svg_sniff(const char *text, size_t n)
{
  scan s = {.at = text, .end = text + n};
  if (starts(&s, "\xEF\xBB\xBF"))
    s.at += 3;
  for (;;) {
    pass_blanks(&s);
    if (starts(&s, "<!--"))
      pass(&s, "-->");
    else if (starts(&s, "<?"))
      pass(&s, "?>");
    else if (starts(&s, "<!DOCTYPE"))
      pass_doctype(&s);
    else
      break;
  }
  if (s.at >= s.end || *s.at++ != '<')
    return false;
  char *name = take_name(&s);
  bool svg = strcmp(strrchr(name, ':') ? strrchr(name, ':') + 1 : name, "svg") == 0;
  g_free(name);
  return svg;
}
