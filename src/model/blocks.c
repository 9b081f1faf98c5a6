/* Blocks: the first key names the kind, the rest are its properties. */
#include <string.h>

#include "base/vec.h"
#include "model/build.h"

static const struct kind_row {
  zb_key key;
  zb_otype object;
} kinds[ZB_BLOCK_KIND_COUNT] = {
#define ZB_BLOCK_KIND(id, k, en, zh) [ZB_B_##id] = {.key = ZB_K_##k, .object = ZB_O_##id},
#include "model/kind.def"
#undef ZB_BLOCK_KIND
};

const char *zb_block_kind_name(zb_block_kind kind, zb_lang lang)
{
  return zb_key_name(kinds[kind].key, lang);
}

bool zb_block_has_tag(const zb_block *b, const char *tag)
{
  for (size_t i = 0; i < b->ntags; i++)
    if (strcmp(b->tag[i], tag) == 0)
      return true;
  return false;
}

bool zb_theme_has_tag(const zb_theme *t, const char *tag)
{
  for (size_t i = 0; i < t->ntags; i++)
    if (strcmp(t->tag[i], tag) == 0)
      return true;
  return false;
}

/* --- the kind ----------------------------------------------------------------------------------------------------- */

static int kind_by_key(const char *name)
{
  for (int k = 0; k < ZB_BLOCK_KIND_COUNT; k++)
    if (strcmp(zb_block_kind_name((zb_block_kind)k, ZB_LANG_EN), name) == 0 ||
        strcmp(zb_block_kind_name((zb_block_kind)k, ZB_LANG_ZH), name) == 0)
      return k;
  return -1;
}

int zb_build_kind(const zb_node *node)
{
  return node->kind == ZB_NODE_MAP && node->npairs > 0 ? kind_by_key(node->pair[0].key->text) : -1;
}

/* A kind's key that stands behind the first one, or -1. *at: which pair. */
static int later_kind(const zb_node *node, size_t *at)
{
  for (*at = 1; *at < node->npairs; ++*at) {
    int k = kind_by_key(node->pair[*at].key->text);
    if (k >= 0 && k != ZB_B_NOTE) /* note is a property of charts and tables too */
      return k;
  }
  return -1;
}

/* The kind of a block; -1 after a diagnostic when no key names one. A kind that does not come first is reported and used. */
static int kind_of(zb_build *b, const zb_node *node)
{
  if (node->kind != ZB_NODE_MAP || node->npairs == 0) {
    zb_diag_range(b->d, ZB_D_BLOCK_FORM, node->src, node->ncols > 0 ? node->ncols : 1, NULL);
    return -1;
  }
  const zb_node *first = node->pair[0].key;
  int k = kind_by_key(first->text);
  size_t at;
  if (k >= 0)
    return k;
  k = later_kind(node, &at);
  if (k >= 0) {
    zb_diag_range(b->d, ZB_D_BLOCK_KIND_FIRST, first->src, first->ncols, node->pair[at].key->text, first->text, NULL);
    return k;
  }
  const char *names[ZB_BLOCK_KIND_COUNT];
  zb_lang lang = (unsigned char)first->text[0] > 0x7F ? ZB_LANG_ZH : ZB_LANG_EN;
  for (int i = 0; i < ZB_BLOCK_KIND_COUNT; i++)
    names[i] = zb_block_kind_name((zb_block_kind)i, lang);
  zb_diag_range(b->d, ZB_D_BLOCK_KIND, first->src, first->ncols, first->text,
                zb_names_suggest(b->a, first->text, names, ZB_BLOCK_KIND_COUNT), NULL);
  return -1;
}

/* --- properties --------------------------------------------------------------------------------------------------- */

/* "3:2", "16:9": two positive whole numbers of up to four digits. */
static bool ratio_valid(const char *s)
{
  for (int part = 0; part < 2; part++) {
    size_t n = strspn(s, "0123456789");
    if (n < 1 || n > 4 || strspn(s, "0") == n || s[n] != (part == 0 ? ':' : '\0'))
      return false;
    s += n + 1;
  }
  return true;
}

static void check_properties(zb_build *b, const zb_block *block)
{
  const zb_val *ratio = zb_obj_get(block->props, ZB_K_RATIO);
  if (ratio && !ratio_valid(ratio->text))
    zb_diag_range(b->d, ZB_D_BAD_RATIO, ratio->src, ratio->ncols, ratio->text, NULL);
  zb_span_check(b->d, block->props);
  const zb_val *main = zb_obj_get(block->props, kinds[block->kind].key);
  bool empty = main && main->nitems == 0 && (main->type == ZB_T_LIST || main->type == ZB_T_TREE);
  if (empty && !(main->type == ZB_T_TREE && main->node->nitems > 0)) /* labels that are wrong were reported */
    zb_diag_range(b->d, ZB_D_VALUE_EMPTY, main->src, main->ncols, zb_block_kind_name(block->kind, ZB_LANG_EN), NULL);
}

static const char **read_tags(zb_build *b, const zb_obj *o, size_t *n)
{
  const zb_val *v = zb_obj_get(o, ZB_K_TAGS);
  *n = v ? v->nitems : 0;
  const char **tag = zb_newn(b->a, const char *, *n);
  for (size_t i = 0; i < *n; i++)
    tag[i] = v->item[i].text;
  return tag;
}

static const char *read_id(zb_build *b, const zb_obj *o)
{
  const zb_val *v = zb_obj_get(o, ZB_K_ID);
  if (!v)
    return NULL;
  zb_build_name(b, v->text, v->src, v->ncols);
  return v->text;
}

/* --- blocks and themes -------------------------------------------------------------------------------------------- */

static bool read_block(zb_build *b, const zb_node *node, zb_block *out)
{
  int kind = kind_of(b, node);
  if (kind < 0)
    return false;
  *out = (zb_block){.kind = (zb_block_kind)kind, .src = node->pair[0].key->src};
  out->props = zb_schema_decode(b->a, b->d, kinds[kind].object, node);
  out->id = read_id(b, out->props);
  out->tag = read_tags(b, out->props, &out->ntags);
  check_properties(b, out);
  if (kind == ZB_B_GROUP)
    out->child = zb_build_blocks(b, zb_obj_get(out->props, ZB_K_GROUP), &out->nchildren);
  return true;
}

zb_block *zb_build_blocks(zb_build *b, const zb_val *list, size_t *n)
{
  *n = 0;
  zb_block *block = zb_newn(b->a, zb_block, list ? list->nitems : 0);
  for (size_t i = 0; list && i < list->nitems; i++)
    *n += read_block(b, list->item[i].node, &block[*n]);
  return block;
}

static void read_theme(zb_build *b, const zb_obj *o, zb_theme *out)
{
  *out = (zb_theme){.src = o->src, .props = o, .title = zb_obj_prose(o, ZB_K_TITLE)};
  out->id = read_id(b, o);
  out->tag = read_tags(b, o, &out->ntags);
  zb_span_check(b->d, o);
  out->block = zb_build_blocks(b, zb_obj_get(o, ZB_K_BLOCKS), &out->nblocks);
}

void zb_build_themes(zb_build *b)
{
  zb_report *r = b->r;
  const zb_val *themes = zb_obj_get(r->props, ZB_K_THEMES);
  r->summary = zb_build_blocks(b, zb_obj_get(r->props, ZB_K_SUMMARY), &r->nsummary);
  r->nthemes = themes ? themes->nitems : 0;
  r->theme = zb_newn(b->a, zb_theme, r->nthemes);
  for (size_t i = 0; i < r->nthemes; i++)
    read_theme(b, themes->item[i].obj, &r->theme[i]);
}
