/* The source tree: maps, lists and scalars, each with its place. Every scalar is text; types come from the schema. */
#ifndef ZB_READ_NODE_H
#define ZB_READ_NODE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/src.h"

typedef enum zb_node_kind { ZB_NODE_SCALAR, ZB_NODE_MAP, ZB_NODE_LIST } zb_node_kind;

typedef struct zb_node zb_node;

typedef struct zb_pair {
  const zb_node *key; /* always a scalar */
  zb_node *value;
} zb_pair;

struct zb_node {
  zb_node_kind kind;
  zb_src src;       /* first character of the content (inside the quotes of a quoted scalar) */
  int ncols;        /* width on its first line, in code points */
  bool quoted;      /* "..." or '...' */
  bool block;       /* | or > */
  bool flow;        /* map or list in { } or [ ] */
  bool empty;       /* a plain scalar with no text: `rule:` */
  const char *text; /* scalar: UTF-8, NUL-terminated */
  size_t len;
  /* scalar: map from bytes of text to places, ascending by byte; nmap >= 1 */
  const struct zb_place {
    size_t byte;
    zb_src src;
  } * map;
  size_t nmap;
  zb_pair *pair; /* map, in source order */
  size_t npairs;
  zb_node **item; /* list */
  size_t nitems;
};

/* A scalar made by the program or taken from elsewhere (a CSV cell, --set): n bytes of text (copied) that stand at src.
 */
zb_node *zb_node_text(zb_arena *a, const char *text, size_t n, zb_src src);
/* The value of a key (exact text) or NULL. */
zb_node *zb_node_get(const zb_node *map, const char *key);
/* Source place of byte `byte` of a scalar's text: exact for plain, quoted and block scalars. */
zb_src zb_node_place(const zb_node *scalar, size_t byte);

#endif
