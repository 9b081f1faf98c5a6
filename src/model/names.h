/* Names: a hash map from names to anything, the form of ids and paths, and "did you mean". */
#ifndef ZB_MODEL_NAMES_H
#define ZB_MODEL_NAMES_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

typedef struct zb_names zb_names;

/* An empty map on `a` (borrowed). Keys and values are borrowed. */
zb_names *zb_names_new(zb_arena *a);
/* The value, or NULL. */
void *zb_names_get(const zb_names *n, const char *key);
/* Adds or replaces; value must not be NULL. */
void zb_names_put(zb_names *n, const char *key, void *value);

/* Makes room for n more. */
void zb_names_room(zb_names *n, size_t more);

/* Does the whole text have the form of an id (read/path.h)? */
bool zb_id_valid(const char *text);
/* Is it a word of the language, which no figure or table may have for a name? */
bool zb_id_reserved(const char *id);
/* The canonical form of a path: segments joined by '.', quoted in 「」 only if they are no ids. NULL if the text is no path
   (empty segment, open quote). */
char *zb_path_canon(zb_arena *a, const char *text);
/* The segments of a path, quotes undone; 0 if the text is no path. */
size_t zb_path_split(zb_arena *a, const char *path, const char ***segment);
/* A name as it stands in a canonical path (one that holds 」 stays bare and cannot be referred to). */
const char *zb_path_segment(zb_arena *a, const char *name);
/* The word for "no value" in lists: missing or 缺失. */
bool zb_word_missing(const char *text);

/* What to offer instead of a wrong word: the nearest of the names, else all of them (the first 12), joined. Never NULL. */
const char *zb_names_suggest(zb_arena *a, const char *word, const char *const *names, size_t n);

#endif
