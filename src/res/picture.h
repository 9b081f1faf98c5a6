/* What images.c, store.c and place.c share: files that were read, their pixels, and a document's table of them. Private to
   res. */
#ifndef ZB_RES_PICTURE_H
#define ZB_RES_PICTURE_H

#include <glib.h>
#include <time.h>

#include "base/arena.h"
#include "res/images.h"
#include "res/jpeg.h"
#include "res/raster.h"
#include "res/svg.h"

/* A file that was read and found whole. Shared by the documents of a process. */
typedef struct zb_picture {
  zb_arena *arena; /* holds this struct and the bytes */
  int serial;      /* never used twice */
  int users;       /* documents that show it */
  const char *path;
  struct timespec changed; /* of the file, with its size: has it been replaced? */
  const unsigned char *bytes;
  size_t n;
  zb_image_kind kind;
  int width, height; /* upright */
  zb_jpeg_head jpeg;
  zb_svg *svg;
} zb_picture;

/* A decoded picture or a strip of a drawn one, kept for the next band, page or document. */
typedef struct zb_kept {
  int serial, factor; /* of the picture; factor 0: a placed surface */
  int32_t crop[4];    /* placed: the part */
  int w, h, strip;    /* placed: pixels of the whole placement, and which strip of it (< 0: all) */
  zb_raster *raster;
  cairo_surface_t *surface;
  double window[4]; /* placed for vectors: the part of the picture the surface covers, in its pixels */
  size_t size;      /* bytes */
  unsigned used;    /* time of last use */
} zb_kept;

typedef struct zb_store {
  GPtrArray *pictures; /* of zb_picture, owned */
  GPtrArray *kept;     /* of zb_kept, owned */
  unsigned clock;
  int serials;
} zb_store;

/* An image of a document. */
typedef struct zb_image {
  zb_image_info info;
  zb_picture *picture;
  bool failed; /* to decode: reported once */
} zb_image;

struct zb_images {
  zb_arena *arena;
  zb_fonts *fonts;
  zb_store *store;
  bool own_store;
  GPtrArray *list; /* of zb_image, by id */
};

zb_store *zb_store_new(void);
void zb_store_free(void *store);
/* The picture read from the file before, if the file is still the same; NULL otherwise. */
zb_picture *zb_store_find(const zb_store *s, const char *path);
/* Takes a picture over. */
void zb_store_add(zb_store *s, zb_picture *p);
/* One document less shows the picture. Unused ones beyond a budget of file bytes are dropped, oldest first. */
void zb_store_release(zb_store *s, zb_picture *p);

/* The cached entry like `key`, or NULL. */
zb_kept *zb_kept_find(zb_store *s, const zb_kept *key);
/* Stores a copy of *key, which owns its raster or surface from now on, and drops the least used entries beyond the
   budget. */
zb_kept *zb_kept_add(zb_store *s, const zb_kept *key);
/* Drops the strips of the same placement that lie more than one above key's: bands go downwards, two at a time. */
void zb_kept_pass(zb_store *s, const zb_kept *key);

#endif
