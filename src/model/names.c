/* Names: an open-addressing map, ids and paths, suggestions. */
#include "model/names.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "read/path.h"

typedef struct slot {
  const char *key;
  void *value;
} slot;

struct zb_names {
  zb_arena *a;
  slot *v;
  size_t n, cap; /* cap is a power of two, at most half full */
};

zb_names *zb_names_new(zb_arena *a)
{
  zb_names *n = zb_new(a, zb_names);
  n->a = a;
  n->cap = 64;
  n->v = zb_newn(a, slot, n->cap);
  return n;
}

/* FNV-1a, 64 bits. */
static uint64_t hash(const char *s)
{
  uint64_t h = UINT64_C(14695981039346656037);
  for (; *s; s++)
    h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
  return h;
}

static slot *find(slot *v, size_t cap, const char *key)
{
  size_t i = (size_t)hash(key) & (cap - 1);
  while (v[i].key && strcmp(v[i].key, key) != 0)
    i = (i + 1) & (cap - 1);
  return &v[i];
}

void *zb_names_get(const zb_names *n, const char *key)
{
  return find(n->v, n->cap, key)->value;
}

static void grow(zb_names *n, size_t cap)
{
  slot *v = zb_newn(n->a, slot, cap);
  for (size_t i = 0; i < n->cap; i++)
    if (n->v[i].key)
      *find(v, cap, n->v[i].key) = n->v[i];
  n->v = v;
  n->cap = cap;
}

void zb_names_room(zb_names *n, size_t more)
{
  size_t cap = n->cap;
  while ((n->n + more) * 2 > cap)
    cap *= 2;
  if (cap > n->cap)
    grow(n, cap);
}

void zb_names_put(zb_names *n, const char *key, void *value)
{
  if (n->n * 2 >= n->cap)
    grow(n, n->cap * 2);
  slot *s = find(n->v, n->cap, key);
  if (!s->key)
    n->n++;
  *s = (slot){.key = key, .value = value};
}

/* --- ids and paths ------------------------------------------------------------------------------------------------ */

bool zb_id_valid(const char *text)
{
  size_t n = strlen(text);
  return n > 0 && zb_id_scan(text, n) == n;
}

const char *zb_path_segment(zb_arena *a, const char *name)
{
  const char *quoted = zb_path_quote(a, name, strlen(name));
  return quoted ? quoted : name;
}

#define OPEN "「"
#define CLOSE "」"
enum { QUOTE_BYTES = 3 };

size_t zb_path_split(zb_arena *a, const char *path, const char ***segment)
{
  ZB_VEC(const char *) out = {0};
  for (const char *p = path;;) {
    const char *from = p, *end;
    if (strncmp(p, OPEN, QUOTE_BYTES) == 0) {
      from = p + QUOTE_BYTES;
      end = strstr(from, CLOSE);
      if (!end)
        return 0;
      p = end + QUOTE_BYTES;
    } else {
      p = end = p + strcspn(p, ".");
    }
    if (end == from || (*p && *p != '.'))
      return 0;
    zb_push(a, &out, zb_arena_strndup(a, from, (size_t)(end - from)));
    if (!*p)
      break;
    p++;
  }
  *segment = out.v;
  return out.n;
}

char *zb_path_canon(zb_arena *a, const char *text)
{
  const char **segment;
  size_t n = zb_path_split(a, text, &segment);
  char *out = NULL;
  for (size_t i = 0; i < n; i++) {
    const char *name = zb_path_segment(a, segment[i]);
    out = out ? zb_arena_printf(a, "%s.%s", out, name) : zb_arena_strdup(a, name);
  }
  return out;
}

bool zb_word_missing(const char *text)
{
  return strcmp(text, "missing") == 0 || strcmp(text, "缺失") == 0;
}

/* --- suggestions -------------------------------------------------------------------------------------------------- */

const char *zb_names_suggest(zb_arena *a, const char *word, const char *const *names, size_t n)
{
  enum { SHOWN = 12, COMPARED = 1000 }; /* a table of many rows must not make messages slow */
  const char *near = zb_utf8_nearest(word, names, n < COMPARED ? n : COMPARED);
  if (near)
    return near;
  char *out = zb_arena_strdup(a, n ? names[0] : "—");
  for (size_t i = 1; i < n && i < SHOWN; i++)
    out = zb_arena_printf(a, "%s, %s", out, names[i]);
  return n > SHOWN ? zb_arena_printf(a, "%s ...", out) : out;
}

bool zb_id_reserved(const char *id)
{
  static const char *const words[] = {"row", "missing", "缺失", "sum", "合计", "min", "最小", "max", "最大"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strcmp(id, words[i]) == 0)
      return true;
  return false;
}
