/* Dates of categories and the ladder of a time axis. */
#include "model/moment.h"

#include <string.h>

long zb_moment_days(int year, int month, int day)
{
  static const int before[] = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
  bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  long y = year - 1;
  return 365 * y + y / 4 - y / 100 + y / 400 + before[month - 1] + (month > 2 && leap) + day - 1;
}

/* Reads up to `most` digits; -1 if there are none. */
static int number(const char **s, int most)
{
  int v = 0, n = 0;
  while (n < most && **s >= '0' && **s <= '9') {
    v = 10 * v + (**s - '0');
    ++*s;
    n++;
  }
  return n > 0 ? v : -1;
}

static bool word(const char **s, const char *w)
{
  size_t n = strlen(w);
  if (strncmp(*s, w, n) != 0)
    return false;
  *s += n;
  return true;
}

/* Q1 .. Q4, 一季度 .. 四季度: the first month. */
static int quarter(const char **s)
{
  static const char *const name[][3] = {{"Q1", "一季度", "第一季度"},
                                        {"Q2", "二季度", "第二季度"},
                                        {"Q3", "三季度", "第三季度"},
                                        {"Q4", "四季度", "第四季度"}};
  for (int i = 0; i < 4; i++)
    for (int k = 0; k < 3; k++)
      if (word(s, name[i][k]))
        return 3 * i + 1;
  return 0;
}

static int days_in(int year, int month)
{
  return (int)((month == 12 ? zb_moment_days(year + 1, 1, 1) : zb_moment_days(year, month + 1, 1)) -
               zb_moment_days(year, month, 1));
}

bool zb_moment_parse(const char *text, zb_moment *out)
{
  const char *s = text;
  zb_moment m = {.month = 1, .day = 1};
  m.year = number(&s, 4);
  if (m.year < 1000)
    return false;
  bool mark = word(&s, "年") || word(&s, "-") || word(&s, "/") || word(&s, ".");
  int q = quarter(&s);
  if (q > 0) {
    m.month = q;
  } else if (mark && *s) {
    m.month = number(&s, 2);
    bool more = word(&s, "月") || word(&s, "-") || word(&s, "/") || word(&s, ".");
    if (more && *s) {
      m.day = number(&s, 2);
      word(&s, "日");
    }
  }
  if (*s || m.month < 1 || m.month > 12 || m.day < 1 || m.day > days_in(m.year, m.month))
    return false;
  m.days = zb_moment_days(m.year, m.month, m.day);
  *out = m;
  return true;
}

const char *zb_moment_words(zb_arena *a, const char *text)
{
  zb_moment m;
  size_t n = strlen(text), digits = strspn(text, "0123456789-/.");
  if (n < strlen("2025-6") || digits < n || !zb_moment_parse(text, &m))
    return text;
  bool day = strcspn(text + 5, "-/.") < n - 5;
  return day ? zb_arena_printf(a, "%d年%d月%d日", m.year, m.month, m.day)
             : zb_arena_printf(a, "%d年%d月", m.year, m.month);
}

const char *zb_moment_period(zb_arena *a, const char *text)
{
  static const char *const quarters[] = {"一", "二", "三", "四"};
  zb_moment m;
  size_t n = strlen(text), digits = strspn(text, "0123456789");
  if (digits != 4 || !zb_moment_parse(text, &m))
    return zb_moment_words(a, text);
  const char *quarter = strchr(text, 'Q');
  if (quarter && quarter[1] >= '1' && quarter[1] <= '4')
    return zb_arena_printf(a, "%d年%s季度", m.year, quarters[quarter[1] - '1']);
  return n == digits ? zb_arena_printf(a, "%d年", m.year) : zb_moment_words(a, text);
}

/* --- ticks ------------------------------------------------------------------------------------------------------ */

static zb_moment of_days(long days)
{
  int year = (int)(days / 366) + 1;
  while (zb_moment_days(year + 1, 1, 1) <= days)
    year++;
  int month = 1;
  while (month < 12 && zb_moment_days(year, month + 1, 1) <= days)
    month++;
  return (zb_moment){
      .year = year, .month = month, .day = (int)(days - zb_moment_days(year, month, 1)) + 1, .days = days};
}

/* The first boundary at or after `days`; steps of months: `months` > 0, else of days. */
static long boundary(long days, int months, int step)
{
  if (months == 0)
    return (days + step - 1) / step * step;
  zb_moment m = of_days(days);
  long index = (long)m.year * 12 + m.month - 1;
  index = (index + (m.day > 1) + months - 1) / months * months;
  return zb_moment_days((int)(index / 12), (int)(index % 12) + 1, 1);
}

static long following(long days, int months, int step)
{
  return months == 0 ? days + step : boundary(days + 1, months, step);
}

static const char *tick_text(zb_arena *a, const zb_moment *m, int months, bool year, bool en)
{
  if (months >= 12)
    return zb_arena_printf(a, en ? "%d" : "%d年", m->year);
  if (months > 0 && en)
    return year ? zb_arena_printf(a, "%d-%02d", m->year, m->month) : zb_arena_printf(a, "%02d", m->month);
  if (months > 0)
    return year ? zb_arena_printf(a, "%d年%d月", m->year, m->month) : zb_arena_printf(a, "%d月", m->month);
  return zb_arena_printf(a, en ? "%02d-%02d" : "%d月%d日", m->month, m->day);
}

size_t zb_moment_ticks(zb_arena *a, long from, long to, size_t most, bool english, zb_moment_tick **out)
{
  static const struct {
    int months, days;
  } ladder[] = {{0, 1},  {0, 2},  {0, 7},  {0, 14},  {1, 0},   {3, 0},   {6, 0},
                {12, 0}, {24, 0}, {60, 0}, {120, 0}, {240, 0}, {600, 0}, {1200, 0}};
  size_t steps = sizeof ladder / sizeof ladder[0], n = 0, k = 0;
  for (; k < steps; k++) {
    n = 0;
    for (long d = boundary(from, ladder[k].months, ladder[k].days); d <= to && n <= most;
         d = following(d, ladder[k].months, ladder[k].days))
      n++;
    if (n <= most)
      break;
  }
  if (k == steps)
    return 0;
  zb_moment_tick *t = zb_newn(a, zb_moment_tick, n);
  long d = boundary(from, ladder[k].months, ladder[k].days);
  int year = 0;
  for (size_t i = 0; i < n; i++, d = following(d, ladder[k].months, ladder[k].days)) {
    zb_moment m = of_days(d);
    t[i] = (zb_moment_tick){.days = d, .text = tick_text(a, &m, ladder[k].months, m.year != year, english)};
    year = m.year;
  }
  *out = t;
  return n;
}
