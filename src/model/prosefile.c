/* Prose files: bytes to a scalar node with the place of every line, then the markup reader. */
#include "model/prosefile.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "base/vec.h"

enum { PROSE_FILE_LIMIT = 4 << 20 };

/* A scalar node that holds a file's text, carriage returns dropped, with the place of every line. */
static zb_node *file_node(zb_arena *a, const char *file, const char *text, size_t n)
{
  ZB_VEC(struct zb_place) map = {0};
  char *out = zb_arena_alloc(a, n + 1);
  size_t len = 0;
  int line = 1;
  zb_push(a, &map, (struct zb_place){.byte = 0, .src = {.file = file, .line = 1, .col = 1}});
  for (size_t i = 0; i < n; i++) {
    if (text[i] == '\r' && i + 1 < n && text[i + 1] == '\n')
      continue;
    out[len++] = text[i];
    if (text[i] == '\n')
      zb_push(a, &map, (struct zb_place){.byte = len, .src = {.file = file, .line = ++line, .col = 1}});
  }
  zb_node *node = zb_new(a, zb_node);
  *node = (zb_node){.kind = ZB_NODE_SCALAR, .src = map.v[0].src, .ncols = 1, .block = true, .text = out, .len = len};
  node->map = map.v;
  node->nmap = map.n;
  return node;
}

zb_prose *zb_prose_from_file(zb_arena *a, zb_diags *d, const zb_node *name)
{
  size_t n;
  char *file = zb_io_relative(a, name->src.file, name->text);
  char *text = zb_io_read(a, d, file, PROSE_FILE_LIMIT, name->src, &n);
  if (!text)
    return NULL;
  if (n >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0) {
    text += 3;
    n -= 3;
  }
  size_t valid = zb_utf8_valid(text, n);
  if (valid < n || memchr(text, 0, n)) {
    zb_diag(d, ZB_D_NOT_UTF8, name->src, file, zb_arena_printf(a, "%zu", valid), NULL);
    return NULL;
  }
  zb_diags_source(d, file, text, n);
  return zb_markup_parse(a, d, file_node(a, file, text, n), false);
}
