/* Encodings of text files. */
#include "read/decode.h"

#include <glib.h>
#include <string.h>

#include "base/utf8.h"

static bool starts(const char *bytes, size_t n, const char *with, size_t len)
{
  return n >= len && memcmp(bytes, with, len) == 0;
}

zb_encoding zb_decode_guess(const char *bytes, size_t n)
{
  if (starts(bytes, n, "\xFF\xFE", 2) || starts(bytes, n, "\xFE\xFF", 2))
    return ZB_ENC_UTF16;
  bool bom = starts(bytes, n, "\xEF\xBB\xBF", 3);
  return bom || zb_utf8_valid(bytes, n) == n ? ZB_ENC_UTF8 : ZB_ENC_GB18030;
}

static zb_decoded convert(zb_arena *a, const char *bytes, size_t n, zb_encoding encoding, const char *name)
{
  zb_decoded out = {.encoding = encoding};
  gsize read = 0, written = 0;
  GError *error = NULL;
  char *utf8 = g_convert(bytes, (gssize)n, "UTF-8", name, &read, &written, &error);
  if (!utf8) {
    out.no_converter = error->code == G_CONVERT_ERROR_NO_CONVERSION;
    out.bad = read < n ? read : n;
    g_clear_error(&error);
    return out;
  }
  out.text = zb_arena_alloc(a, written + 1);
  memcpy(out.text, utf8, written);
  out.n = written;
  g_free(utf8);
  return out;
}

zb_decoded zb_decode(zb_arena *a, const char *bytes, size_t n, zb_encoding encoding)
{
  if (encoding == ZB_ENC_GB18030)
    return convert(a, bytes, n, encoding, "GB18030");
  if (encoding == ZB_ENC_UTF16)
    return convert(a, bytes, n, encoding, "UTF-16");
  zb_decoded out = {.encoding = encoding};
  size_t bom = starts(bytes, n, "\xEF\xBB\xBF", 3) ? 3 : 0, valid = zb_utf8_valid(bytes, n);
  out.bad = valid;
  if (valid < n)
    return out;
  out.n = n - bom;
  out.text = zb_arena_alloc(a, out.n + 1);
  memcpy(out.text, bytes + bom, out.n);
  return out;
}
