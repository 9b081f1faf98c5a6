/* How references print figures: {id:number}, {id:words}, {id:wan} ... (format.def). */
#ifndef ZB_MODEL_FORMAT_H
#define ZB_MODEL_FORMAT_H

#include "base/diag.h"
#include "model/figure.h"

typedef enum zb_format {
#define ZB_FORMAT(id, en, zh, doc_en, doc_zh) ZB_FORMAT_##id,
#include "model/format.def"
#undef ZB_FORMAT
  ZB_FORMAT_COUNT
} zb_format;

/* The format by its English or Chinese name, or -1. */
int zb_format_named(const char *name);
/* "number, unit, label ..." in the language. */
const char *zb_format_names(zb_arena *a, zb_lang lang);
/* Does the format print the figure's value, so that the ink is the figure's? */
bool zb_format_prints_value(int format);
/* Can the figure be printed so? An ordinal or a percentage has no 万. */
bool zb_format_fits(const zb_figure *f, int format);
/* What is printed; format -1: as typed. NULL when the figure has no value (its label is still printed). */
const char *zb_format_print(zb_arena *a, const zb_figure *f, int format);
/* Chinese numerals of a decimal without sign: 123 → 一百二十三, 10 → 十, 12.79 → 十二点七九. Thousands separators are
 * skipped. */
char *zb_format_han(zb_arena *a, const char *digits, size_t n);

#endif
