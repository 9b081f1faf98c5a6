/* The display list as text: the golden format. Rounds to 0.01 pt, stable order. */
#ifndef ZB_DL_DUMP_H
#define ZB_DL_DUMP_H

#include "base/sink.h"
#include "dl/dl.h"

/* Names of resources for the dump, given by the caller so that dl knows no fonts. */
typedef struct zb_dump_names {
  const char *(*font)(void *data, int font);   /* such as "NotoSerifCJKsc-Regular" */
  const char *(*image)(void *data, int image); /* such as "photos/lake.svg" */
  void *data;
} zb_dump_names;

/* Writes frozen pages. gids adds glyph ids and positions. False if the sink failed. */
bool zb_dl_dump(const zb_dl *dl, const zb_dump_names *names, bool gids, zb_sink *to);

#endif
