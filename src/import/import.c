/* Plain text into the draft of a report: reading the file, and the steps in their order. */
#include "import/import.h"

#include <string.h>

#include "base/io.h"
#include "read/decode.h"

enum { BYTES_MAX = 16 << 20 };

/* Files that are no text, by their first bytes (file(1), magic). */
static const char *foreign(const char *bytes, size_t n)
{
  static const struct {
    const char *magic, *name;
    size_t n;
  } kinds[] = {{"PK\3\4", "docx/xlsx/zip", 4}, {"\xD0\xCF\x11\xE0", "doc/wps", 4}, {"%PDF", "PDF", 4},
               {"\x89PNG", "PNG", 4},          {"\xFF\xD8\xFF", "JPEG", 3},        {"{\\rtf", "RTF", 5}};
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
    if (n >= kinds[i].n && memcmp(bytes, kinds[i].magic, kinds[i].n) == 0)
      return kinds[i].name;
  return zb_decode_guess(bytes, n) != ZB_ENC_UTF16 && memchr(bytes, '\0', n) ? "NUL" : NULL;
}

static char *read_text(zb_arena *a, zb_diags *d, const char *path, size_t *n)
{
  zb_src top = {.file = zb_arena_strdup(a, path)};
  char *bytes = zb_io_read(a, d, path, BYTES_MAX, ZB_SRC_NONE, n);
  if (!bytes)
    return NULL;
  const char *kind = foreign(bytes, *n);
  if (kind) {
    zb_diag(d, ZB_D_TEXT_BINARY, top, path, kind, NULL);
    return NULL;
  }
  zb_decoded x = zb_decode(a, bytes, *n, zb_decode_guess(bytes, *n));
  if (x.no_converter)
    zb_diag(d, ZB_D_CSV_CONVERTER, top, path, NULL);
  else if (!x.text)
    zb_diag(d, ZB_D_TEXT_DECODE, top, path, zb_arena_printf(a, "%zu", x.bad), NULL);
  *n = x.n;
  return x.text;
}

bool zb_import_text(zb_arena *a, zb_diags *d, const char *path, zb_import *out)
{
  size_t n;
  *out = (zb_import){0};
  char *text = read_text(a, d, path, &n);
  if (!text)
    return false;
  zb_parts parts = zb_parts_read(a, text, n);
  if (parts.n == 0) {
    zb_diag(d, ZB_D_TEXT_EMPTY, (zb_src){.file = zb_arena_strdup(a, path)}, path, NULL);
    return false;
  }
  const char *slash = strrchr(path, '/');
  out->harvest = zb_harvest_take(a, &parts);
  out->relations = zb_relate(a, out->harvest, &parts);
  out->yaml =
      zb_draft_write(a, slash ? slash + 1 : path, &parts, out->harvest, &out->relations, &out->themes, &out->nyaml);
  out->lines = parts.nlines;
  for (size_t i = 0; i < parts.n; i++)
    out->joined += parts.v[i].joined;
  return true;
}
