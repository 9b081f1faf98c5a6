/* Growable arrays on an arena: struct { T *v; size_t n, cap; }. Old storage is left to the arena. */
#ifndef ZB_BASE_VEC_H
#define ZB_BASE_VEC_H

#include <string.h>

#include "base/arena.h"

#define ZB_VEC(T)                                                                                                      \
  struct {                                                                                                             \
    T *v;                                                                                                              \
    size_t n, cap;                                                                                                     \
  }

/* Returns storage for cap elements of the given size holding the first n of old. */
static inline void *zb_vec_grow(zb_arena *a, const void *old, size_t n, size_t cap, size_t size)
{
  void *p = zb_arena_array(a, cap, size);
  if (n > 0)
    memcpy(p, old, n * size);
  return p;
}

/* Appends one element (an expression of the element type). */
#define zb_push(a, vec, ...)                                                                                           \
  do {                                                                                                                 \
    if ((vec)->n == (vec)->cap) {                                                                                      \
      (vec)->cap = (vec)->cap ? (vec)->cap * 2 : 8;                                                                    \
      (vec)->v = zb_vec_grow((a), (vec)->v, (vec)->n, (vec)->cap, sizeof *(vec)->v);                                   \
    }                                                                                                                  \
    (vec)->v[(vec)->n++] = (__VA_ARGS__);                                                                              \
  } while (0)

#endif
