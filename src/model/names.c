/* Names: an open-addressing map, ids and paths, suggestions. */
#include "model/names.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "read/path.h"

typedef struct entry {
  const char *key;
  void *value;
} entry;

/* Small, and with the hash that tells most other keys apart: what is looked up all over the place stays in memory, while
   keys and values of a long table may lie in a file (base/spill.h). */
typedef struct slot {
  uint32_t hash, at; /* at: index of the entry + 1; 0 = free */
} slot;

struct zb_names {
  zb_arena *a;
  ZB_VEC(entry) entry; /* in the order they were added */
  slot *slot;
  size_t nslots; /* a power of two, at most three quarters in use */
};

zb_names *zb_names_new(zb_arena *a)
{
  zb_names *n = zb_new(a, zb_names);
  n->a = a;
  n->nslots = 64;
  n->slot = zb_newn(a, slot, n->nslots);
  return n;
}

/* FNV-1a, 64 bits, folded. */
static uint32_t hash(const char *s)
{
  uint64_t h = UINT64_C(14695981039346656037);
  for (; *s; s++)
    h = (h ^ (unsigned char)*s) * UINT64_C(1099511628211);
  return (uint32_t)(h ^ h >> 32);
}

/* The slot of the key, or the free one where it belongs. */
static slot *find(const zb_names *n, const char *key, uint32_t h)
{
  size_t i = h & (n->nslots - 1);
  while (n->slot[i].at && (n->slot[i].hash != h || strcmp(n->entry.v[n->slot[i].at - 1].key, key) != 0))
    i = (i + 1) & (n->nslots - 1);
  return &n->slot[i];
}

void *zb_names_get(const zb_names *n, const char *key)
{
  const slot *s = find(n, key, hash(key));
  return s->at ? n->entry.v[s->at - 1].value : NULL;
}

static void grow(zb_names *n, size_t nslots)
{
  slot *v = zb_newn(n->a, slot, nslots);
  for (size_t i = 0; i < n->nslots; i++) {
    size_t k = n->slot[i].hash & (nslots - 1);
    while (n->slot[i].at && v[k].at)
      k = (k + 1) & (nslots - 1);
    if (n->slot[i].at)
      v[k] = n->slot[i];
  }
  n->slot = v;
  n->nslots = nslots;
}

void zb_names_room(zb_names *n, size_t more)
{
  size_t nslots = n->nslots;
  while ((n->entry.n + more) * 4 > nslots * 3)
    nslots *= 2;
  if (nslots > n->nslots)
    grow(n, nslots);
}

void zb_names_put(zb_names *n, const char *key, void *value)
{
  zb_names_room(n, 1);
  uint32_t h = hash(key);
  slot *s = find(n, key, h);
  if (s->at) {
    n->entry.v[s->at - 1] = (entry){.key = key, .value = value};
    return;
  }
  zb_push(n->a, &n->entry, (entry){.key = key, .value = value});
  *s = (slot){.hash = h, .at = (uint32_t)n->entry.n};
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
