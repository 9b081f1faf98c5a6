/* Checks of the scalars that libyaml gave out. */
#include "read/yaml_check.h"

#include <string.h>

#include "base/utf8.h"
#include "read/path.h"
#include "read/source.h"
#include "read/yaml_trap.h"

void zb_yaml_find(zb_yaml_check *c, zb_diag_code code, zb_src src, int ncols, const char *arg1, const char *arg2)
{
  if (c->finding.n < ZB_DIAG_CAP)
    zb_push(c->a, &c->finding, (zb_yaml_finding){.code = code, .src = src, .ncols = ncols, .arg = {arg1, arg2}});
}

void zb_yaml_report(const zb_yaml_check *c, zb_diags *d)
{
  for (size_t i = 0; i < c->finding.n; i++) {
    const zb_yaml_finding *f = &c->finding.v[i];
    zb_diag_range(d, f->code, f->src, f->ncols, f->arg[0], f->arg[1], NULL);
  }
}

static char *shown(const zb_yaml_check *c, const char *from, const char *to)
{
  return zb_source_shown(c->a, from, (size_t)(to - from));
}

void zb_yaml_check_controls(zb_yaml_check *c, const zb_node *node, char *text)
{
  for (const char *p = text, *end = text + node->len; p < end;) {
    const char *at = p;
    uint32_t code = zb_utf8_next(&p);
    if (!zb_source_control(code) && code != '\r')
      continue;
    zb_yaml_find(c, ZB_D_CONTROL_CHAR, zb_node_place(node, (size_t)(at - text)), 1, zb_source_code(c->a, code), NULL);
    memset(text + (at - text), ' ', (size_t)(p - at));
  }
}

void zb_yaml_check_comment(zb_yaml_check *c, zb_node *node, const zb_yaml_extent *e)
{
  const char *p = e->end, *end = c->text->buf->str + c->text->buf->len, *start = p;
  while (p < end && (*p == ' ' || *p == '\t'))
    p++;
  if (p >= end || *p != '#' || p + 1 >= end || strchr(" \t\r\n#!", p[1]) || node->quoted || node->block)
    return;
  if (node->empty ? p == start : p - start != 1)
    return;
  const char *eol = memchr(p, '\n', (size_t)(end - p));
  eol = eol ? eol : end;
  eol -= eol[-1] == '\r';
  int column = e->end_col + (int)(p - start);
  zb_yaml_find(c, node->empty ? ZB_D_VALUE_HASH : ZB_D_COMMENT_TEXT, zb_yaml_place(c->text, e->end_line, column),
               (int)zb_utf8_count(p, (size_t)(eol - p)), shown(c, p, eol),
               zb_yaml_quoted_line(c->text, e->line, node->empty ? column : e->col, e->flow));
  if (node->empty) { /* as the text that was meant, so that nothing else is found wrong */
    zb_src src = node->src;
    *node = *zb_node_text(c->a, p, (size_t)(eol - p), src);
  }
}

/* The text with full-width commas (and the first colon of each item, when it is full-width) made ASCII. */
static char *halfwidth(const zb_yaml_check *c, const char *text, size_t n)
{
  char *out = zb_arena_alloc(c->a, n + 1), *o = out; /* 3 bytes become 2 */
  bool colon = true;
  for (const char *p = text, *end = text + n; p < end;) {
    bool comma = end - p >= 3 && memcmp(p, "，", 3) == 0;
    if (comma || (colon && end - p >= 3 && memcmp(p, "：", 3) == 0)) {
      *o++ = comma ? ',' : ':';
      *o++ = ' ';
      p += 3;
      colon = comma;
    } else {
      *o++ = *p++;
    }
  }
  return zb_source_shown(c->a, out, (size_t)(o - out));
}

/* Does "，name：" stand in the text? Then a comma and a colon of the other width were meant. */
static const char *wide_pair(const char *text, size_t n)
{
  for (const char *p = text, *end = text + n; (p = memmem(p, (size_t)(end - p), "，", 3)); p += 3) {
    const char *key = p + 3;
    while (key < end && *key == ' ')
      key++;
    size_t len = zb_id_scan(key, (size_t)(end - key));
    if (len > 0 && end - key - (ptrdiff_t)len >= 3 && memcmp(key + len, "：", 3) == 0)
      return p;
  }
  return NULL;
}

bool zb_yaml_is_plain(const zb_node *n)
{
  return n->kind == ZB_NODE_SCALAR && !n->quoted && !n->block && n->len > 0;
}

void zb_yaml_check_commas(zb_yaml_check *c, const zb_node *in, const zb_node *node)
{
  if (!in->flow || !zb_yaml_is_plain(node))
    return;
  const char *comma =
      in->kind == ZB_NODE_LIST ? memmem(node->text, node->len, "，", 3) : wide_pair(node->text, node->len);
  if (comma)
    zb_yaml_find(c, ZB_D_FULLWIDTH_COMMA, zb_node_place(node, (size_t)(comma - node->text)), 1,
                 halfwidth(c, node->text, node->len), NULL);
}

void zb_yaml_check_colon(zb_yaml_check *c, const zb_node *in, const zb_node *key, const zb_node *value)
{
  if (!in->flow || !zb_yaml_is_plain(key) || value->kind != ZB_NODE_SCALAR || !value->empty)
    return;
  size_t n = zb_id_scan(key->text, key->len);
  if (n > 0 && key->len - n >= 3 && memcmp(key->text + n, "：", 3) == 0)
    zb_yaml_find(c, ZB_D_FULLWIDTH_COLON, zb_node_place(key, n), 1, zb_arena_strndup(c->a, key->text, n),
                 halfwidth(c, key->text, key->len));
}

void zb_yaml_check_key(zb_yaml_check *c, const zb_node *key, int line, int col, bool flow)
{
  if (key->len == 0 && !key->quoted) {
    zb_yaml_find(c, ZB_D_YAML_KEY_EMPTY, key->src, 1, zb_yaml_quoted_line(c->text, line, col, flow), NULL);
    return;
  }
  const char *p = key->text, *end = p + key->len;
  if (!key->quoted && *p == '-' && key->len > 1 && zb_id_scan(p + 1, key->len - 1) == key->len - 1)
    zb_yaml_find(c, ZB_D_DASH_SPACE, key->src, 1, zb_arena_printf(c->a, "- %s:", shown(c, p + 1, end)), NULL);
  while (end - p >= 3 && memcmp(p, "　", 3) == 0)
    p += 3;
  if (p > key->text && !key->quoted)
    zb_yaml_find(c, ZB_D_FULLWIDTH_SPACE, key->src, 1, zb_arena_printf(c->a, "%s:", shown(c, p, end)), NULL);
}
