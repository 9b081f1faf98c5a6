/* Pictures and their pixels, kept over the documents of a process within budgets. */
#include <string.h>
#include <sys/stat.h>

#include "res/picture.h"

enum { KEPT_BYTES = 384 << 20, FILE_BYTES = 32 << 20 };

static void kept_free(gpointer p)
{
  zb_kept *k = p;
  zb_raster_free(k->raster);
  if (k->surface)
    cairo_surface_destroy(k->surface);
  g_free(k);
}

static void picture_free(gpointer data)
{
  zb_picture *p = data;
  zb_svg_free(p->svg);
  zb_arena_free(p->arena);
}

zb_store *zb_store_new(void)
{
  zb_store *s = g_new0(zb_store, 1);
  s->pictures = g_ptr_array_new_with_free_func(picture_free);
  s->kept = g_ptr_array_new_with_free_func(kept_free);
  return s;
}

void zb_store_free(void *store)
{
  zb_store *s = store;
  g_ptr_array_free(s->pictures, TRUE);
  g_ptr_array_free(s->kept, TRUE);
  g_free(s);
}

zb_picture *zb_store_find(const zb_store *s, const char *path)
{
  struct stat st;
  if (stat(path, &st) != 0)
    return NULL;
  for (guint i = 0; i < s->pictures->len; i++) {
    zb_picture *p = s->pictures->pdata[i];
    if (strcmp(p->path, path) == 0 && (size_t)st.st_size == p->n && st.st_mtim.tv_sec == p->changed.tv_sec &&
        st.st_mtim.tv_nsec == p->changed.tv_nsec)
      return p;
  }
  return NULL;
}

void zb_store_add(zb_store *s, zb_picture *p)
{
  p->serial = s->serials++;
  g_ptr_array_add(s->pictures, p);
}

static void forget(zb_store *s, guint at)
{
  const zb_picture *p = s->pictures->pdata[at];
  for (guint i = s->kept->len; i-- > 0;)
    if (((zb_kept *)s->kept->pdata[i])->serial == p->serial)
      g_ptr_array_remove_index(s->kept, i);
  g_ptr_array_remove_index(s->pictures, at);
}

void zb_store_release(zb_store *s, zb_picture *p)
{
  p->users--;
  size_t total = 0;
  for (guint i = 0; i < s->pictures->len; i++)
    total += ((zb_picture *)s->pictures->pdata[i])->n;
  for (guint i = 0; total > FILE_BYTES && i < s->pictures->len;) {
    const zb_picture *old = s->pictures->pdata[i];
    if (old->users > 0) {
      i++;
      continue;
    }
    total -= old->n;
    forget(s, i);
  }
}

zb_kept *zb_kept_find(zb_store *s, const zb_kept *key)
{
  for (guint i = 0; i < s->kept->len; i++) {
    zb_kept *k = s->kept->pdata[i];
    if (k->serial == key->serial && k->factor == key->factor && k->w == key->w && k->h == key->h &&
        k->strip == key->strip && memcmp(k->crop, key->crop, sizeof k->crop) == 0) {
      k->used = ++s->clock;
      return k;
    }
  }
  return NULL;
}

void zb_kept_pass(zb_store *s, const zb_kept *key)
{
  for (guint i = s->kept->len; i-- > 0;) {
    const zb_kept *k = s->kept->pdata[i];
    if (k->serial == key->serial && k->factor == 0 && k->w == key->w && k->h == key->h && k->strip >= 0 &&
        k->strip < key->strip - 1 && memcmp(k->crop, key->crop, sizeof k->crop) == 0)
      g_ptr_array_remove_index(s->kept, i);
  }
}

zb_kept *zb_kept_add(zb_store *s, const zb_kept *key)
{
  size_t total = key->size;
  for (guint i = 0; i < s->kept->len; i++)
    total += ((zb_kept *)s->kept->pdata[i])->size;
  while (total > KEPT_BYTES && s->kept->len > 0) {
    guint oldest = 0;
    for (guint i = 1; i < s->kept->len; i++)
      if (((zb_kept *)s->kept->pdata[i])->used < ((zb_kept *)s->kept->pdata[oldest])->used)
        oldest = i;
    total -= ((zb_kept *)s->kept->pdata[oldest])->size;
    g_ptr_array_remove_index(s->kept, oldest);
  }
  zb_kept *k = g_new(zb_kept, 1);
  *k = *key;
  k->used = ++s->clock;
  g_ptr_array_add(s->kept, k);
  return k;
}
