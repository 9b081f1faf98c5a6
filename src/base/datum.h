/* What a printed number is: carried by marks of the display list from the source line to the ink. */
#ifndef ZB_BASE_DATUM_H
#define ZB_BASE_DATUM_H

#include "base/src.h"

typedef struct zb_datum {
  const char *figure; /* path, such as assess.考核事项.清理前 */
  const char *value;  /* exact decimal text, or num/den */
  const char *unit;   /* may be "" */
  const char *text;   /* the printed form, such as 1900余万元 */
  int scale;          /* power of ten that `text` is counted in besides what it says itself: 4 on an axis in 万 */
  zb_src src;         /* where the value was typed */
} zb_datum;

#endif
