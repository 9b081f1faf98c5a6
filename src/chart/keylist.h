/* Number keys, the last resort of labels without room: ① stands at the mark, the list below the chart says what ① is.
 */
#ifndef ZB_CHART_KEYLIST_H
#define ZB_CHART_KEYLIST_H

#include "base/vec.h"
#include "chart/mark.h"

typedef struct zb_keylist_item {
  zb_label sign, label;
  const zb_datum *datum; /* printed by the label; NULL: its spans carry their own, or it is words */
  const char *text;
  zb_src src;
  zb_u x, y; /* of its box in the list */
} zb_keylist_item;

/* In the order of the numbers. {0} is a list without items. */
typedef struct zb_keylist {
  ZB_VEC(zb_keylist_item) item;
  zb_u height; /* by zb_keylist_set: with the gap above it; 0 without items */
} zb_keylist;

/* The sign of number n, from 1. */
const char *zb_keylist_text(zb_arena *a, size_t n);
/* The sign of number n (from 1): ① to ⑳, then (21). n = 0: as wide as any that `most` labels may need. */
zb_label zb_keylist_sign(const zb_chart_in *in, size_t n, size_t most, zb_rgba color);
/* Adds a label (it may take several lines) and returns its number; `text` is what messages call it. */
size_t zb_keylist_add(const zb_chart_in *in, zb_keylist *k, const zb_label *label, const zb_datum *datum,
                      const char *text, zb_src src);
/* Sets the items in as many columns as this width has room for. False: one is wider, which was reported. */
bool zb_keylist_set(const zb_chart_in *in, zb_keylist *k, zb_u width);
/* The list at the foot of what ends at y. */
void zb_keylist_draw(const zb_keylist *k, zb_dl_page *page, zb_u x, zb_u y);

#endif
