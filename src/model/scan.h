/* Numbers in running text: where each stands, how far its quantity goes, and what class of number it is
   (numberclass.def). Used for numbers typed in prose and for the import of plain text. */
#ifndef ZB_MODEL_SCAN_H
#define ZB_MODEL_SCAN_H

#include "model/quantity.h"

typedef enum zb_number_class {
#define ZB_NUMBER_CLASS(id, name, allowed, en, zh) ZB_NUMBER_##id,
#include "model/numberclass.def"
#undef ZB_NUMBER_CLASS
  ZB_NUMBER_CLASS_COUNT
} zb_number_class;

typedef struct zb_number {
  size_t from, to; /* bytes of the text: with words of approximation and unit, or the whole date, code, name part */
  size_t digits;   /* where its first digit stands */
  zb_number_class class;
  bool readable; /* QUANTITY and PLAIN: q is set */
  zb_quantity q; /* of the text with half-width digits; a range has ～ */
  int runs;      /* digit strings it holds: 20+20 holds two */
} zb_number;

/* All numbers of n bytes of UTF-8, in order, that hold Arabic digits (full-width ones too). The array lives on `a`.
   Linear in n but for the length of quoted names. */
zb_number *zb_scan(zb_arena *a, const char *text, size_t n, size_t *count);
/* May a number of this class stand in prose unbound? */
bool zb_number_allowed(zb_number_class class);
const char *zb_number_class_name(zb_number_class class);
/* Longest unit of scan.def that n bytes of text begin with and that is not part of another word; 0 if there is none. */
size_t zb_scan_unit(const char *text, size_t n);

#endif
