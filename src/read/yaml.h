/* YAML (libyaml events) into nodes. Refuses anchors, aliases, tags, several documents, duplicate keys; explains the
   traps YAML sets for Chinese prose (DESIGN.md section 2). */
#ifndef ZB_READ_YAML_H
#define ZB_READ_YAML_H

#include "read/node.h"

typedef struct zb_yaml_limits {
  size_t bytes; /* 16 MiB */
  int depth;    /* 64 */
  size_t nodes; /* 200000 */
} zb_yaml_limits;

extern const zb_yaml_limits zb_yaml_limits_default;

/* Reads a file. NULL after a diagnostic when no tree could be made; problems that leave a usable tree are reported and
   the tree returned. `asked` is the place that named the file. */
zb_node *zb_yaml_read(zb_arena *a, zb_diags *d, const char *path, const zb_yaml_limits *lim, zb_src asked);
/* The same from memory; `name` is used in places. The text is registered with the diagnostics. */
zb_node *zb_yaml_parse(zb_arena *a, zb_diags *d, const char *name, const char *text, size_t n,
                       const zb_yaml_limits *lim);

#endif
