/* Layout files: what a file takes over from the one it extends and from palette files, as one tree of nodes. */
#include <string.h>

#include "base/io.h"
#include "base/vec.h"
#include "model/lfile.h"
#include "model/prose.h"
#include "read/yaml.h"

enum { CHAIN_MAX = 16 };

typedef struct reader {
  zb_arena *a;
  zb_diags *d;
  const char *folder; /* of the layouts that come with the program, or NULL */
} reader;

/* The files that are being read, innermost first. */
typedef struct chain {
  const char *path;
  const struct chain *outer;
  int depth;
} chain;

/* --- keys --------------------------------------------------------------------------------------------------------- */

/* The English and the Chinese name of one key are the same; names that users choose are what they are. */
static bool same_key(const char *x, const char *y, bool ids)
{
  if (strcmp(x, y) == 0)
    return true;
  for (int k = 1; k < ZB_KEY_COUNT && !ids; k++) {
    const char *en = zb_key_name((zb_key)k, ZB_LANG_EN), *zh = zb_key_name((zb_key)k, ZB_LANG_ZH);
    if ((strcmp(x, en) == 0 && strcmp(y, zh) == 0) || (strcmp(x, zh) == 0 && strcmp(y, en) == 0))
      return true;
  }
  return false;
}

static zb_node *value_of(const zb_node *map, zb_key key)
{
  zb_node *v = map && map->kind == ZB_NODE_MAP ? zb_node_get(map, zb_key_name(key, ZB_LANG_EN)) : NULL;
  return v || !map || map->kind != ZB_NODE_MAP ? v : zb_node_get(map, zb_key_name(key, ZB_LANG_ZH));
}

static bool is_key(const zb_node *name, zb_key key)
{
  return same_key(name->text, zb_key_name(key, ZB_LANG_EN), false);
}

static const char *text_of(const zb_node *n)
{
  return n && n->kind == ZB_NODE_SCALAR && !n->empty ? n->text : NULL;
}

/* --- merging ------------------------------------------------------------------------------------------------------ */

static zb_node *merge(const reader *r, zb_node *base, zb_node *over, bool ids, int depth);

static bool omitted(const zb_node *item)
{
  const char *word = text_of(value_of(item, ZB_K_OMIT));
  return word && zb_schema_word(ZB_EL_BOOL, word) == ZB_E_BOOL_YES;
}

static int find_item(const zb_node *list, const char *id)
{
  for (size_t i = 0; id && i < list->nitems; i++) {
    const char *other = text_of(value_of(list->item[i], ZB_K_ID));
    if (other && strcmp(other, id) == 0)
      return (int)i;
  }
  return -1;
}

/* Items of one id become one; the others of `over` follow those of `base`; `omit: yes` takes an item out. */
static zb_node *merge_items(const reader *r, zb_node *base, zb_node *over)
{
  zb_node *out = zb_arena_memdup(r->a, over, sizeof *out);
  out->item = zb_newn(r->a, zb_node *, base->nitems + over->nitems);
  out->nitems = 0;
  for (size_t i = 0; i < base->nitems; i++) {
    int k = find_item(over, text_of(value_of(base->item[i], ZB_K_ID)));
    zb_node *item = k < 0 ? base->item[i] : merge(r, base->item[i], over->item[k], false, 0);
    if (k < 0 || !omitted(over->item[k]))
      out->item[out->nitems++] = item;
  }
  for (size_t i = 0; i < over->nitems; i++)
    if (find_item(base, text_of(value_of(over->item[i], ZB_K_ID))) < 0)
      out->item[out->nitems++] = over->item[i];
  return out;
}

static bool joins(const zb_node *base, const zb_node *over)
{
  return base->kind == ZB_NODE_MAP && over->kind == ZB_NODE_MAP;
}

/* What `over` says goes before what `base` says; maps join key by key. `ids`: the keys are names that users choose. */
static zb_node *merge(const reader *r, zb_node *base, zb_node *over, bool ids, int depth)
{
  if (!joins(base, over))
    return over;
  zb_node *out = zb_arena_memdup(r->a, over, sizeof *out);
  out->pair = zb_newn(r->a, zb_pair, base->npairs + over->npairs);
  out->npairs = 0;
  bool *used = zb_newn(r->a, bool, over->npairs);
  for (size_t i = 0; i < base->npairs; i++) {
    zb_pair p = base->pair[i];
    for (size_t k = 0; k < over->npairs; k++) {
      const zb_node *key = over->pair[k].key;
      if (!same_key(p.key->text, key->text, ids))
        continue;
      bool names = depth == 0 && (is_key(key, ZB_K_PALETTE) || is_key(key, ZB_K_STYLES) || is_key(key, ZB_K_BLOCKS));
      bool items = depth == 0 && (is_key(key, ZB_K_FURNITURE) || is_key(key, ZB_K_FRAMES)) &&
                   p.value->kind == ZB_NODE_LIST && over->pair[k].value->kind == ZB_NODE_LIST;
      p.value = items ? merge_items(r, p.value, over->pair[k].value)
                      : merge(r, p.value, over->pair[k].value, names, depth + 1);
      p.key = key;
      used[k] = true;
    }
    out->pair[out->npairs++] = p;
  }
  for (size_t k = 0; k < over->npairs; k++)
    if (!used[k])
      out->pair[out->npairs++] = over->pair[k];
  return out;
}

/* --- palettes ----------------------------------------------------------------------------------------------------- */

static bool is_path(const char *name)
{
  size_t n = strlen(name);
  return (n > 5 && strcmp(name + n - 5, ".yaml") == 0) || (n > 4 && strcmp(name + n - 4, ".yml") == 0);
}

/* The colours of a palette file, as they stand; NULL after a diagnostic. */
static zb_node *palette_file(const reader *r, const char *name, zb_src asked)
{
  const char *path = is_path(name) ? zb_io_relative(r->a, asked.file, name)
                                   : zb_arena_printf(r->a, "%s/palettes/%s.yaml", r->folder ? r->folder : ".", name);
  zb_node *n = zb_yaml_read(r->a, r->d, path, &zb_yaml_limits_default, asked);
  zb_obj *o = n ? zb_schema_decode(r->a, r->d, ZB_O_PALETTEFILE, n) : NULL;
  return o && zb_obj_get(o, ZB_K_COLORS) ? value_of(n, ZB_K_COLORS) : NULL;
}

const char *zb_palette_about(zb_arena *a, zb_diags *d, const char *path)
{
  zb_node *n = zb_yaml_read(a, d, path, &zb_yaml_limits_default, ZB_SRC_NONE);
  zb_obj *o = n ? zb_schema_decode(a, d, ZB_O_PALETTEFILE, n) : NULL;
  const zb_prose *about = o ? zb_obj_prose(o, ZB_K_ABOUT) : NULL;
  return about ? zb_prose_plain(a, NULL, about) : "";
}

static zb_node *without(const reader *r, const zb_node *map, zb_key key)
{
  zb_node *out = zb_arena_memdup(r->a, map, sizeof *out);
  out->pair = zb_newn(r->a, zb_pair, map->npairs);
  out->npairs = 0;
  for (size_t i = 0; i < map->npairs; i++)
    if (!is_key(map->pair[i].key, key))
      out->pair[out->npairs++] = map->pair[i];
  return out;
}

/* `palette: NAME` and `palette: {from: NAME, ...}` become the map of all colours. */
static void settle_palette(const reader *r, zb_node *file)
{
  for (size_t i = 0; i < file->npairs; i++) {
    zb_node *p = file->pair[i].value, *from = value_of(p, ZB_K_FROM);
    if (!is_key(file->pair[i].key, ZB_K_PALETTE))
      continue;
    const char *name = text_of(p) ? text_of(p) : text_of(from);
    if (!name)
      continue;
    zb_node *colors = palette_file(r, name, from ? from->src : p->src);
    if (from && colors)
      file->pair[i].value = merge(r, colors, without(r, p, ZB_K_FROM), true, 1);
    else if (from || colors)
      file->pair[i].value = from ? without(r, p, ZB_K_FROM) : colors;
  }
}

/* The palette asked for goes before the layout's own. */
static zb_node *with_palette(const reader *r, zb_node *file, const char *name, zb_src asked)
{
  zb_node *colors = palette_file(r, name, asked);
  if (!colors)
    return file;
  zb_node *over = zb_arena_memdup(r->a, file, sizeof *over);
  zb_node *key = zb_node_text(r->a, "palette", strlen("palette"), colors->src);
  over->pair = zb_new(r->a, zb_pair);
  over->pair[0] = (zb_pair){.key = key, .value = colors};
  over->npairs = 1;
  return merge(r, file, over, false, 0);
}

/* --- files -------------------------------------------------------------------------------------------------------- */

static bool readable(const reader *r, const char *path)
{
  zb_diags *quiet = zb_diags_new(r->a);
  size_t n;
  return zb_io_read(r->a, quiet, path, 1 << 20, ZB_SRC_NONE, &n) != NULL;
}

/* A name stands for a file beside the one that names it, or one of those that come with the program. */
static const char *base_path(const reader *r, const zb_node *name)
{
  if (is_path(name->text))
    return zb_io_relative(r->a, name->src.file, name->text);
  const char *beside = zb_io_relative(r->a, name->src.file, zb_arena_printf(r->a, "%s.yaml", name->text));
  return !r->folder || readable(r, beside) ? beside : zb_arena_printf(r->a, "%s/%s.yaml", r->folder, name->text);
}

static bool circular(const reader *r, const chain *c, const zb_node *name)
{
  for (const chain *k = c->outer; k; k = k->outer)
    if (strcmp(k->path, c->path) == 0 || c->depth > CHAIN_MAX) {
      zb_diag_range(r->d, ZB_D_EXTENDS_CYCLE, name->src, name->ncols, name->text, NULL);
      return true;
    }
  return false;
}

static zb_node *read_file(const reader *r, const char *path, const chain *outer, const zb_node *asked, zb_src src)
{
  const chain here = {.path = path, .outer = outer, .depth = outer ? outer->depth + 1 : 1};
  if (asked && circular(r, &here, asked))
    return NULL;
  zb_node *file = zb_yaml_read(r->a, r->d, path, &zb_yaml_limits_default, src);
  if (!file || file->kind != ZB_NODE_MAP)
    return file;
  settle_palette(r, file);
  const zb_node *name = value_of(file, ZB_K_EXTENDS);
  if (!text_of(name))
    return file;
  zb_node *base = read_file(r, base_path(r, name), &here, name, name->src);
  return base ? merge(r, base, file, false, 0) : NULL;
}

zb_node *zb_lfile_tree(zb_arena *a, zb_diags *d, const char *path, const zb_layout_opts *opts, zb_src asked)
{
  const reader r = {.a = a, .d = d, .folder = opts->folder};
  zb_node *file = read_file(&r, path, NULL, NULL, asked);
  return file && file->kind == ZB_NODE_MAP && opts->palette ? with_palette(&r, file, opts->palette, opts->palette_src)
                                                            : file;
}
