/* Bump allocator: chunks of growing size, zeroed; one malloc an object in debug builds so that sanitizers see overruns. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/spill.h"

enum { ALIGN = 16, CHUNK_MIN = 64 * 1024, CHUNK_MAX = 1024 * 1024, SPILL_CHUNK = 4 * 1024 * 1024 };

typedef struct chunk {
  struct chunk *next;
  size_t used, size; /* of the payload */
} chunk;

struct zb_arena {
  chunk *head; /* of those in memory, linked */
  size_t next_size;
  size_t held, keep; /* bytes in memory, and how many may be; keep 0: all */
  zb_spill *spill;   /* once there are more */
  char *room, *end;  /* what is left of the last piece of the file */
};

/* Memory exhaustion: GLib aborts then as well, so there is nothing to return to. */
static void die_no_memory(void)
{
  fputs("zhanban: out of memory\n", stderr);
  exit(3);
}

static void *must_calloc(size_t n)
{
  void *p = calloc(1, n);
  if (!p)
    die_no_memory();
  return p;
}

zb_arena *zb_arena_new(void)
{
  zb_arena *a = must_calloc(sizeof *a);
  a->next_size = CHUNK_MIN;
  return a;
}

void zb_arena_free(zb_arena *a)
{
  if (!a)
    return;
  for (chunk *c = a->head; c;) {
    chunk *next = c->next;
    free(c);
    c = next;
  }
  zb_spill_free(a->spill);
  free(a);
}

void zb_arena_spill(zb_arena *a, size_t keep)
{
  a->keep = keep > 0 ? keep : 1;
}

void zb_arena_rest(zb_arena *a)
{
  if (a->spill)
    zb_spill_rest(a->spill);
}

static void unspill(zb_arena *a)
{
  zb_spill_free(a->spill);
  a->spill = NULL;
  a->room = a->end = NULL;
}

static size_t header_size(void)
{
  return (sizeof(chunk) + ALIGN - 1) / ALIGN * ALIGN;
}

void zb_arena_clear(zb_arena *a)
{
  chunk *keep = a->head;
  unspill(a);
  if (!keep)
    return;
  for (chunk *c = keep->next; c;) {
    chunk *next = c->next;
    free(c);
    c = next;
  }
  a->head = NULL;
  a->held = keep->size;
#ifdef ZB_ARENA_DEBUG
  free(keep); /* so that what is used after it is seen */
#else
  keep->next = NULL;
  memset((char *)keep + header_size(), 0, keep->used);
  keep->used = 0;
  a->head = keep;
#endif
}

static chunk *chunk_add(zb_arena *a, size_t payload)
{
  if (payload > SIZE_MAX - header_size())
    die_no_memory();
  chunk *c = must_calloc(header_size() + payload);
  c->size = payload;
  c->next = a->head;
  a->head = c;
  a->held += payload;
  return c;
}

#ifdef ZB_ARENA_DEBUG
void *zb_arena_alloc(zb_arena *a, size_t size)
{
  chunk *c = chunk_add(a, size);
  return (char *)c + header_size();
}
#else
/* Room in the file, NULL if there is none. A large object gets a piece of its own and leaves the current one. */
static void *alloc_spilled(zb_arena *a, size_t size)
{
  if (!a->spill && !(a->spill = zb_spill_new())) {
    a->keep = 0; /* no folder can be written: all stays in memory */
    return NULL;
  }
  bool own = size > SPILL_CHUNK / 4;
  if (own || (size_t)(a->end - a->room) < size) {
    size_t n = own ? zb_spill_round(size) : SPILL_CHUNK;
    char *p = zb_spill_map(a->spill, n);
    if (!p || own)
      return p;
    a->room = p;
    a->end = p + n;
  }
  a->room += size;
  return a->room - size;
}

void *zb_arena_alloc(zb_arena *a, size_t size)
{
  if (size > SIZE_MAX / 2)
    die_no_memory();
  size = (size + ALIGN - 1) / ALIGN * ALIGN;
  chunk *c = a->head;
  if (!c || c->size - c->used < size) {
    void *spilled = a->keep > 0 && size > 0 && a->held + size > a->keep ? alloc_spilled(a, size) : NULL;
    if (spilled)
      return spilled;
    if (size > a->next_size / 4 && c) { /* a large object gets its own chunk behind the current one */
      chunk *big = must_calloc(header_size() + size);
      big->size = big->used = size;
      big->next = c->next;
      c->next = big;
      a->held += size;
      return (char *)big + header_size();
    }
    c = chunk_add(a, size > a->next_size ? size : a->next_size);
    if (a->next_size < CHUNK_MAX)
      a->next_size *= 2;
  }
  void *p = (char *)c + header_size() + c->used;
  c->used += size;
  return p;
}
#endif

void *zb_arena_array(zb_arena *a, size_t count, size_t size)
{
  if (size && count > SIZE_MAX / 2 / size)
    die_no_memory();
  return zb_arena_alloc(a, count * size);
}

void *zb_arena_memdup(zb_arena *a, const void *p, size_t n)
{
  void *q = zb_arena_alloc(a, n);
  if (n)
    memcpy(q, p, n);
  return q;
}

char *zb_arena_strndup(zb_arena *a, const char *text, size_t n)
{
  if (!text)
    return NULL;
  n = strnlen(text, n);
  char *p = zb_arena_alloc(a, n + 1);
  memcpy(p, text, n);
  return p;
}

char *zb_arena_strdup(zb_arena *a, const char *text)
{
  return text ? zb_arena_strndup(a, text, strlen(text)) : NULL;
}

char *zb_arena_vprintf(zb_arena *a, const char *format, va_list ap)
{
  va_list again;
  va_copy(again, ap);
  int n = vsnprintf(NULL, 0, format, again);
  va_end(again);
  if (n < 0)
    n = 0;
  char *p = zb_arena_alloc(a, (size_t)n + 1);
  vsnprintf(p, (size_t)n + 1, format, ap);
  return p;
}

char *zb_arena_printf(zb_arena *a, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  char *p = zb_arena_vprintf(a, format, ap);
  va_end(ap);
  return p;
}
