/* Bump allocator: everything that is plain data of one document lives here and is freed in one call. */
#ifndef ZB_BASE_ARENA_H
#define ZB_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct zb_arena zb_arena;

/* A new arena, owned by the caller. Never NULL: memory exhaustion ends the process with status 3. */
zb_arena *zb_arena_new(void);
/* What the arena gives out beyond `keep` bytes lies in a temporary file from now on (base/spill.h), for documents of any
   length; without room on disk it stays in memory. Does nothing when ZB_ARENA_DEBUG is defined. */
void zb_arena_spill(zb_arena *a, size_t keep);
/* For walks over a long document: what lies in the file leaves the memory until it is touched again. Pointers stay good. */
void zb_arena_rest(zb_arena *a);
/* The same every so often, called with the index of each row, figure or element of a walk. */
static inline void zb_arena_walked(zb_arena *a, size_t i)
{
  enum { AT_ONCE = 1024 };
  if (i % AT_ONCE == AT_ONCE - 1)
    zb_arena_rest(a);
}
/* Frees the arena and all it gave out. NULL is accepted. */
void zb_arena_free(zb_arena *a);
/* Takes back all it gave out; room for as much again stays. For scratch work that is done over and over. */
void zb_arena_clear(zb_arena *a);
/* Zeroed memory, aligned to 16 bytes, that lives as long as the arena. size 0 gives a valid pointer.
   Each block is a red-zoned malloc of its own when ZB_ARENA_DEBUG is defined (MODE=asan). */
void *zb_arena_alloc(zb_arena *a, size_t size);
/* Copies of text; the n form stops at n bytes. NULL text gives NULL. */
char *zb_arena_strdup(zb_arena *a, const char *text);
char *zb_arena_strndup(zb_arena *a, const char *text, size_t n);
void *zb_arena_memdup(zb_arena *a, const void *p, size_t n);
/* printf into the arena. Never locale dependent for integers and strings; do not print doubles with it. */
char *zb_arena_printf(zb_arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *zb_arena_vprintf(zb_arena *a, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));
/* count * size with overflow check (exhaustion ends the process). */
void *zb_arena_array(zb_arena *a, size_t count, size_t size);

#define zb_new(a, T) ((T *)zb_arena_alloc((a), sizeof(T)))
#define zb_newn(a, T, n) ((T *)zb_arena_array((a), (n), sizeof(T)))

#endif
