/* Moments: categories that are dates, and the calendar steps of a time axis. */
#ifndef ZB_MODEL_MOMENT_H
#define ZB_MODEL_MOMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

/* A date as typed: 2023, 2023年, 2023-05, 2023年5月, 2023Q1, 2023年一季度, 2023-05-31, 2023年5月31日. */
typedef struct zb_moment {
  int year, month, day; /* month and day 1 when not said */
  long days;            /* since 0001-01-01, proleptic Gregorian */
} zb_moment;

/* False if the text is no date. */
bool zb_moment_parse(const char *text, zb_moment *out);
/* Days of a date since 0001-01-01. */
long zb_moment_days(int year, int month, int day);

/* A date typed by its digits as a Chinese text prints it (GB/T 15835, GB/T 9704-2012 7.3.5): 2025-06-30 is
   2025年6月30日, 2025-06 is 2025年6月. Any other text as it is. The result lives in `a`, or is `text`. */
const char *zb_moment_words(zb_arena *a, const char *text);

/* A period as a Chinese text prints it: also 2025 is 2025年 and 2025Q1 is 2025年一季度. */
const char *zb_moment_period(zb_arena *a, const char *text);

/* A tick of a time axis: where, and what is printed there. */
typedef struct zb_moment_tick {
  long days;
  const char *text;
} zb_moment_tick;

/* Ticks at calendar boundaries inside from..to, at most `most` of them (>= 2): the finest of the ladder 1 2 7 14 days,
   1 3 6 months, 1 2 5 10 20 50 100 years that keeps to that. The year is said at the first tick and where it changes.
 */
size_t zb_moment_ticks(zb_arena *a, long from, long to, size_t most, bool english, zb_moment_tick **out);

#endif
