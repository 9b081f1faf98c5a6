/* Numbers before headings. The levels of an official document (GB/T 9704-2012, 7.3.3): 一、 is the theme's, below it
   stand （一）, 1. and （1）, whichever levels of heading the report uses. */
#include <string.h>

#include "block/part.h"

enum { LEVELS = 4 };

struct zb_numbering {
  size_t count[LEVELS];
  int depth[LEVELS]; /* of each level: how many higher levels the report uses; -1 = it does not use this one */
};

const char *zb_chinese_number(zb_arena *a, size_t n)
{
  static const char *const digit[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  if (n == 0 || n > 99)
    return zb_arena_printf(a, "%zu", n);
  size_t tens = n / 10;
  return zb_arena_printf(a, "%s%s%s", tens > 1 ? digit[tens] : "", tens > 0 ? "十" : "", digit[n % 10]);
}

static void mark_prose(const zb_prose *prose, bool *used)
{
  for (size_t i = 0; prose && i < prose->nparas; i++)
    if (prose->para[i].level > 0)
      used[prose->para[i].level > LEVELS ? LEVELS - 1 : prose->para[i].level - 1] = true;
}

static void mark_levels(const zb_block *b, size_t n, bool *used)
{
  for (size_t i = 0; i < n; i++) {
    long level = zb_obj_int(b[i].props, ZB_K_LEVEL, 1);
    if (b[i].kind == ZB_B_HEADING && level >= 1 && level <= LEVELS)
      used[level - 1] = true;
    if (b[i].kind == ZB_B_TEXT)
      mark_prose(zb_obj_prose(b[i].props, ZB_K_TEXT), used);
    mark_levels(b[i].child, b[i].nchildren, used);
  }
}

zb_numbering *zb_numbering_new(zb_arena *a, const zb_report *r, const zb_layout *l)
{
  if (!l->number_headings)
    return NULL;
  zb_numbering *n = zb_new(a, zb_numbering);
  bool used[LEVELS] = {0};
  for (size_t i = 0; i < r->nthemes; i++)
    mark_levels(r->theme[i].block, r->theme[i].nblocks, used);
  for (int i = 0, depth = 0; i < LEVELS; i++)
    n->depth[i] = used[i] ? depth++ : -1;
  return n;
}

void zb_numbering_restart(zb_numbering *n)
{
  if (n)
    memset(n->count, 0, sizeof n->count);
}

const char *zb_numbering_next(zb_block_ctx *c, size_t level)
{
  zb_numbering *n = c->numbering;
  int depth = n && level >= 1 && level <= LEVELS ? n->depth[level - 1] : -1;
  if (depth < 0)
    return NULL;
  size_t k = ++n->count[depth];
  for (int i = depth + 1; i < LEVELS; i++)
    n->count[i] = 0;
  if (depth == 0)
    return zb_arena_printf(c->arena, "（%s）", zb_chinese_number(c->arena, k));
  return zb_arena_printf(c->arena, depth == 1 ? "%zu. " : "（%zu）", k);
}
