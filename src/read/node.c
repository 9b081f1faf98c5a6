/* Source nodes: look-up and the places of a scalar's bytes. */
#include "read/node.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

zb_node *zb_node_get(const zb_node *map, const char *key)
{
  if (!map || map->kind != ZB_NODE_MAP)
    return NULL;
  size_t len = strlen(key);
  for (size_t i = 0; i < map->npairs; i++)
    if (map->pair[i].key->len == len && memcmp(map->pair[i].key->text, key, len) == 0)
      return map->pair[i].value;
  return NULL;
}

zb_src zb_node_place(const zb_node *scalar, size_t byte)
{
  if (scalar->kind != ZB_NODE_SCALAR || scalar->nmap == 0)
    return scalar->src;
  if (byte > scalar->len)
    byte = scalar->len;
  size_t lo = 0, hi = scalar->nmap; /* the last entry at or before byte lies in [lo, hi) */
  while (hi - lo > 1) {
    size_t mid = lo + (hi - lo) / 2;
    if (scalar->map[mid].byte <= byte)
      lo = mid;
    else
      hi = mid;
  }
  zb_src src = scalar->map[lo].src;
  if (byte > scalar->map[lo].byte)
    src.col += (int)zb_utf8_count(scalar->text + scalar->map[lo].byte, byte - scalar->map[lo].byte);
  return src;
}

zb_node *zb_node_text(zb_arena *a, const char *text, size_t n, zb_src src)
{
  zb_node *node = zb_new(a, zb_node);
  ZB_VEC(struct zb_place) map = {0};
  node->kind = ZB_NODE_SCALAR;
  node->src = src;
  node->text = zb_arena_strndup(a, text, n);
  node->len = strlen(node->text);
  node->empty = node->len == 0;
  zb_push(a, &map, (struct zb_place){.byte = 0, .src = src});
  zb_src at = src;
  size_t first = node->len;
  for (size_t i = 0; i < node->len; i++) {
    if (node->text[i] != '\n')
      continue;
    first = first < i ? first : i;
    at.line += src.file != NULL;
    at.col = 1;
    zb_push(a, &map, (struct zb_place){.byte = i + 1, .src = at});
  }
  size_t columns = zb_utf8_count(node->text, first);
  node->ncols = columns > 0 ? (int)columns : 1;
  node->map = map.v;
  node->nmap = map.n;
  return node;
}
