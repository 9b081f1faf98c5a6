/* A character map for a cut face. */
#include "res/cmap.h"

#include <glib.h>

enum { HEAD = 12, FORMAT_HEAD = 16, GROUP = 12 };

static void put16(GByteArray *out, unsigned v)
{
  const guint8 b[2] = {(guint8)(v >> 8), (guint8)v};
  g_byte_array_append(out, b, 2);
}

static void put32(GByteArray *out, uint32_t v)
{
  put16(out, v >> 16);
  put16(out, v & 0xFFFF);
}

static void free_bytes(void *data)
{
  g_byte_array_unref(data);
}

/* One subtable, platform 3 (Windows), encoding 10 (full Unicode), one group a character. */
static void put_head(GByteArray *out, uint32_t groups)
{
  put16(out, 0);
  put16(out, 1);
  put16(out, 3);
  put16(out, 10);
  put32(out, HEAD);
  put16(out, 12);
  put16(out, 0);
  put32(out, FORMAT_HEAD + GROUP * groups);
  put32(out, 0);
  put32(out, groups);
}

hb_blob_t *zb_cmap_table(const hb_set_t *chars, const hb_map_t *names, const hb_map_t *old_to_new)
{
  unsigned n = hb_set_get_population(chars);
  if (n == 0)
    return NULL;
  GByteArray *out = g_byte_array_new();
  put_head(out, n);
  for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(chars, &c);) {
    hb_codepoint_t gid = hb_map_get(old_to_new, hb_map_get(names, c));
    put32(out, c);
    put32(out, c);
    put32(out, gid == HB_MAP_VALUE_INVALID ? 0 : gid);
  }
  return hb_blob_create((const char *)out->data, out->len, HB_MEMORY_MODE_READONLY, out, free_bytes);
}
