/* Object streams and a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8). */
#include "out/update.h"

#include <string.h>
#include <zlib.h>

enum {
  PER_STREAM = 250,
  STREAM_BYTES = 64 * 1024,
  LEVEL = 6,
  ROW = 7 /* bytes of an entry: 1 type, 4 offset or stream, 2 index */
};

typedef struct entry {
  uint32_t id, where; /* where: file offset of a stream object, or the number of the object stream */
  uint16_t index;
  uint8_t type; /* 1 stream object, 2 in an object stream */
} entry;

struct zb_update {
  zb_update_base base;
  uint32_t next;        /* object number */
  GString *head, *body; /* of the object stream being filled */
  uint32_t stream;      /* its number */
  uint16_t count;
  zb_sink *to;
  size_t at; /* bytes in it */
  GArray *entries;
  bool failed;
};

static void append(zb_update *u, const void *bytes, size_t n)
{
  zb_sink_write(u->to, bytes, n); /* what fails there is reported at its commit */
  u->at += n;
}

zb_update *zb_update_new(const zb_update_base *base, zb_sink *to)
{
  zb_update *u = g_new0(zb_update, 1);
  u->base = *base;
  u->next = base->size;
  u->head = g_string_new(NULL);
  u->body = g_string_new(NULL);
  u->to = to;
  append(u, base->bytes, base->n);
  u->entries = g_array_new(FALSE, FALSE, sizeof(entry));
  return u;
}

void zb_update_free(zb_update *u)
{
  g_string_free(u->head, TRUE);
  g_string_free(u->body, TRUE);
  g_array_free(u->entries, TRUE);
  g_free(u);
}

uint32_t zb_update_reserve(zb_update *u, uint32_t n)
{
  uint32_t first = u->next;
  u->next += n;
  return first;
}

/* Appends "id 0 obj << dict /Length n >> stream ... endstream endobj" with the data deflated. */
static void put_stream(zb_update *u, uint32_t id, const char *dict, const void *data, size_t n)
{
  uLongf size = compressBound((uLong)n);
  unsigned char *z = g_malloc(size);
  if (compress2(z, &size, data, (uLong)n, LEVEL) != Z_OK)
    u->failed = true;
  entry e = {.id = id, .where = (uint32_t)u->at, .type = 1};
  g_array_append_val(u->entries, e);
  char *head = g_strdup_printf("%u 0 obj\n<</Length %lu /Filter /FlateDecode %s>>\nstream\n", id, size, dict);
  append(u, head, strlen(head));
  append(u, z, size);
  append(u, "\nendstream\nendobj\n", 18);
  g_free(head);
  g_free(z);
}

static void flush_objects(zb_update *u)
{
  if (u->count == 0)
    return;
  char *dict = g_strdup_printf("/Type /ObjStm /N %u /First %zu", (unsigned)u->count, u->head->len);
  g_string_append_len(u->head, u->body->str, (gssize)u->body->len);
  put_stream(u, u->stream, dict, u->head->str, u->head->len);
  g_free(dict);
  g_string_truncate(u->head, 0);
  g_string_truncate(u->body, 0);
  u->count = 0;
}

void zb_update_put(zb_update *u, uint32_t id, const char *body, size_t n)
{
  if (u->count == 0)
    u->stream = zb_update_reserve(u, 1);
  entry e = {.id = id, .where = u->stream, .index = u->count, .type = 2};
  g_array_append_val(u->entries, e);
  g_string_append_printf(u->head, "%u %zu ", id, u->body->len);
  g_string_append_len(u->body, body, (gssize)n);
  g_string_append_c(u->body, '\n');
  if (++u->count == PER_STREAM || u->body->len > STREAM_BYTES)
    flush_objects(u);
}

static gint by_id(gconstpointer a, gconstpointer b)
{
  const entry *x = a, *y = b;
  return x->id < y->id ? -1 : x->id > y->id;
}

/* The rows of all entries, and /Index: runs of numbers in sequence. */
static GByteArray *rows(zb_update *u, GString *index)
{
  GByteArray *data = g_byte_array_new();
  uint32_t run = 0, from = 0;
  g_array_sort(u->entries, by_id);
  for (guint i = 0; i < u->entries->len; i++) {
    const entry *e = &g_array_index(u->entries, entry, i);
    guint8 row[ROW] = {e->type,          (guint8)(e->where >> 24), (guint8)(e->where >> 16), (guint8)(e->where >> 8),
                       (guint8)e->where, (guint8)(e->index >> 8),  (guint8)e->index};
    g_byte_array_append(data, row, ROW);
    if (run > 0 && e->id != from + run) {
      g_string_append_printf(index, "%u %u ", from, run);
      run = 0;
    }
    if (run++ == 0)
      from = e->id;
  }
  g_string_append_printf(index, "%u %u", from, run);
  return data;
}

/* The offset in the base file's last startxref line, or 0. */
static size_t base_xref(const zb_update_base *b)
{
  static const char word[] = "startxref\n";
  for (size_t i = b->n > 64 ? b->n - 64 : 0; i + sizeof word < b->n; i++)
    if (memcmp(b->bytes + i, word, sizeof word - 1) == 0)
      return (size_t)g_ascii_strtoull((const char *)b->bytes + i + sizeof word - 1, NULL, 10);
  return 0;
}

static bool put_xref(zb_update *u)
{
  size_t prev = base_xref(&u->base), at = u->at;
  if (prev == 0 || at > UINT32_MAX)
    return false;
  uint32_t id = zb_update_reserve(u, 1);
  entry self = {.id = id, .where = (uint32_t)at, .type = 1};
  g_array_append_val(u->entries, self);
  GString *index = g_string_new(NULL), *dict = g_string_new("/Type /XRef /W [1 4 2] ");
  GByteArray *data = rows(u, index);
  g_string_append_printf(dict, "/Size %u /Prev %zu /Index [%s] /Root %u 0 R", u->next, prev, index->str, u->base.root);
  if (u->base.info)
    g_string_append_printf(dict, " /Info %u 0 R", u->base.info);
  if (u->base.id)
    g_string_append_printf(dict, " /ID %s", u->base.id);
  put_stream(u, id, dict->str, data->data, data->len);
  char *end = g_strdup_printf("startxref\n%zu\n%%%%EOF\n", at);
  append(u, end, strlen(end));
  g_free(end);
  g_byte_array_free(data, TRUE);
  g_string_free(dict, TRUE);
  g_string_free(index, TRUE);
  return true;
}

bool zb_update_end(zb_update *u)
{
  flush_objects(u);
  return put_xref(u) && !u->failed;
}

static bool is_plain(const char *text)
{
  for (; *text; text++)
    if ((unsigned char)*text < 0x20 || (unsigned char)*text > 0x7e || strchr("()\\", *text))
      return false;
  return true;
}

void zb_update_text(GString *s, const char *utf8)
{
  if (is_plain(utf8)) {
    g_string_append_printf(s, "(%s)", utf8);
    return;
  }
  glong n = 0;
  gunichar2 *u = g_utf8_to_utf16(utf8, -1, NULL, &n, NULL);
  g_string_append(s, "<FEFF");
  for (glong i = 0; i < n; i++)
    g_string_append_printf(s, "%04X", u[i]);
  g_string_append_c(s, '>');
  g_free(u);
}
