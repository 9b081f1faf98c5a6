/* Blocks of structure: how deep their labels may go, pairs that must be closed, and the labels that highlight names. */
#include <string.h>

#include "base/vec.h"
#include "model/build.h"
#include "model/prose.h"

typedef ZB_VEC(const char *) words;

/* The key of the labels and the levels they may have; 0: this block is none of structure. */
static int levels_of(zb_block_kind kind, zb_key *key)
{
  switch (kind) {
  case ZB_B_STEPS:
    *key = ZB_K_STEPS;
    return 2;
  case ZB_B_TIERS:
    *key = ZB_K_TIERS;
    return 2;
  case ZB_B_TIMELINE:
    *key = ZB_K_TIMELINE;
    return 2;
  case ZB_B_FROM_TO:
    *key = ZB_K_FROM_TO;
    return 2;
  case ZB_B_TREE:
    *key = ZB_K_TREE;
    return 5;
  default:
    return 0;
  }
}

static void check_depth(zb_build *b, const zb_block *block, const zb_val *v, int depth, int most)
{
  for (size_t i = 0; i < v->nitems; i++) {
    if (depth == most) {
      zb_diag_range(b->d, ZB_D_LABEL_DEPTH, v->item[i].src, v->item[i].ncols,
                    zb_block_kind_name(block->kind, ZB_LANG_EN), zb_arena_printf(b->a, "%d", most), NULL);
      return;
    }
    check_depth(b, block, &v->item[i], depth + 1, most);
  }
}

static void check_pairs(zb_build *b, const zb_val *all)
{
  for (size_t i = 0; i < all->nitems; i++)
    if (all->item[i].nitems == 0)
      zb_diag_range(b->d, ZB_D_LABEL_PAIR, all->item[i].src, all->item[i].ncols,
                    zb_prose_plain(b->a, b->r, all->item[i].prose), NULL);
}

static void collect(zb_build *b, const zb_val *v, words *w)
{
  for (size_t i = 0; i < v->nitems; i++) {
    if (v->item[i].prose)
      zb_push(b->a, w, zb_prose_plain(b->a, b->r, v->item[i].prose));
    collect(b, &v->item[i], w);
  }
}

static void check_highlight(zb_build *b, const zb_val *all, const zb_val *list)
{
  words w = {0};
  collect(b, all, &w);
  for (size_t i = 0; i < list->nitems; i++) {
    bool found = false;
    for (size_t k = 0; !found && k < w.n; k++)
      found = strcmp(w.v[k], list->item[i].text) == 0;
    if (!found)
      zb_diag_range(b->d, ZB_D_HIGHLIGHT_UNKNOWN, list->item[i].src, list->item[i].ncols, list->item[i].text,
                    zb_names_suggest(b->a, list->item[i].text, w.v, w.n), NULL);
  }
}

void zb_build_structure(zb_build *b, const zb_block *block)
{
  zb_key key = ZB_K_NONE;
  int most = levels_of(block->kind, &key);
  const zb_val *all = most > 0 ? zb_obj_get(block->props, key) : NULL, *list = zb_obj_get(block->props, ZB_K_HIGHLIGHT);
  if (!all)
    return;
  check_depth(b, block, all, 0, most);
  if (block->kind == ZB_B_FROM_TO)
    check_pairs(b, all);
  if (list)
    check_highlight(b, all, list);
}
