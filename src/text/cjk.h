/* Classes of characters for line breaking and spacing, by context: our own, so that lines do not move with Pango. */
#ifndef ZB_TEXT_CJK_H
#define ZB_TEXT_CJK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/style.h"

typedef enum zb_kclass {
#define ZB_KCLASS(id, start, end) ZB_K_##id,
#include "text/kclass.def"
#undef ZB_KCLASS
  ZB_K_COUNT
} zb_kclass;

struct zb_chars;

/* Han, kana, Hangul, full-width forms and CJK marks: what makes its neighbourhood Chinese. */
bool zb_cjk_strong(uint32_t c);
/* Letters and digits of the West: what makes its neighbourhood Latin. */
bool zb_cjk_latin(uint32_t c);
/* Marks whose face and width depend on the neighbourhood (R23). */
bool zb_cjk_ambiguous(uint32_t c);
/* A Han that counts things: 个 年 月 ... (R11). */
bool zb_cjk_measure_word(uint32_t c);
/* May class k begin (end) a line? */
bool zb_cjk_no_start(zb_kclass k, zb_strictness s);
bool zb_cjk_no_end(zb_kclass k, zb_strictness s);
/* Sets class and font context of every character. */
void zb_cjk_classify(struct zb_chars *chars);

#endif
