/* UTF-8: decoding, validation, code point and terminal columns, and the code point classes messages need. */
#ifndef ZB_BASE_UTF8_H
#define ZB_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes one code point at s (s < end, valid UTF-8) and advances *s. */
uint32_t zb_utf8_next(const char **s);
/* Decodes the code point before s (s > start). */
uint32_t zb_utf8_prev(const char *start, const char *s);
/* Byte offset of the first byte that is not strict UTF-8, or n if all is well. */
size_t zb_utf8_valid(const char *text, size_t n);
/* Number of code points in n bytes. */
size_t zb_utf8_count(const char *text, size_t n);
/* Writes c into buf, returns the number of bytes (1-4). */
int zb_utf8_put(char buf[4], uint32_t c);
/* The sign of number n in a circle, ① to ⑳, with its end; false (and "") for any other n. */
bool zb_utf8_circled(char buf[5], size_t n);
/* Terminal cells of one code point: 0 combining and zero-width, 2 wide and full-width, else 1. */
int zb_utf8_cells(uint32_t c);
/* Han ideograph (unified, extensions, compatibility, 〇). */
bool zb_utf8_is_han(uint32_t c);
/* Optimal string alignment distance of two UTF-8 strings in code points, for "did you mean"; capped at `cap`. */
int zb_utf8_distance(const char *a, const char *b, int cap);
/* Nearest of n names within distance max(1, len/3) capped at 3, or NULL. */
const char *zb_utf8_nearest(const char *word, const char *const *names, size_t n);

#endif
