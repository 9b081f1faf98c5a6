/* Labels of numbers from the words around them. */
#include "import/topic.h"

#include <string.h>

#include "base/utf8.h"
#include "read/path.h"

enum { LABEL_MAX = 16, NEAR_MAX = 8, ID_MAX = 16, CLAUSE_MAX = 48, /* characters */ CLAUSE_BYTES = 4 * CLAUSE_MAX };

static const char *const links[] = {
#define ZB_LINK(word) word,
#include "import/words.def"
};
static const char *const before_names[] = {
#define ZB_LINK(word) word,
#define ZB_VERB(word) word,
#define ZB_ACT(word) word,
#include "import/words.def"
};
static const char *const behind_names[] = {
#define ZB_LINK(word) word,
#define ZB_STOP(word) word,
#include "import/words.def"
#define ZB_VERB(word) word,
#include "import/words.def"
};
static const char *const whole_words[] = {
#define ZB_WORD(word) word,
#include "import/words.def"
};
static const char *const generics[] = {
#define ZB_GENERIC(word) word,
#include "import/words.def"
};
static const char *const shares[] = {
#define ZB_SHARE(word) word,
#include "import/words.def"
};
static const char *const leads[] = {
#define ZB_LEAD(word) word,
#include "import/words.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The verbs of behind_names stand behind the other words; a name may begin with one: 建成管网|的村. */
enum {
  FIRST_VERB = 0
#define ZB_LINK(word) +1
#define ZB_STOP(word) +1
#include "import/words.def"
};

/* --- pieces of text ----------------------------------------------------------------------------------------------- */

typedef struct piece {
  const char *p;
  size_t n;
} piece;

static bool is(piece s, const char *word)
{
  return s.n == strlen(word) && memcmp(s.p, word, s.n) == 0;
}

static bool at(piece s, size_t i, const char *word)
{
  size_t n = strlen(word);
  return s.n >= i + n && memcmp(s.p + i, word, n) == 0;
}

static size_t chars(piece s)
{
  return zb_utf8_count(s.p, s.n);
}

/* Ends a clause: punctuation, brackets, a number of another quantity. */
static bool breaks(uint32_t c)
{
  static const char marks[] = "，。；：！？、（）()《》〈〉「」—…,;:!?\n|/";
  for (const char *m = marks; *m;)
    if (zb_utf8_next(&m) == c)
      return true;
  return false;
}

/* Does a word that only holds a stop word stand over byte i of s? */
static bool inside_word(piece s, size_t i)
{
  for (size_t k = 0; k < COUNT(whole_words); k++) {
    size_t n = strlen(whole_words[k]);
    for (size_t from = i >= n ? i - n + 3 : 0; from <= i; from += 3)
      if (at(s, from, whole_words[k]) && from + n > i)
        return true;
  }
  return false;
}

/* Keeps the last `max` characters. */
static piece tail(piece s, size_t max)
{
  size_t drop = chars(s);
  const char *p = s.p;
  for (; drop > max; drop--)
    zb_utf8_next(&p);
  return (piece){p, s.n - (size_t)(p - s.p)};
}

static piece head(piece s, size_t max)
{
  const char *p = s.p, *end = s.p + s.n;
  for (size_t i = 0; i < max && p < end; i++)
    zb_utf8_next(&p);
  return (piece){s.p, (size_t)(p - s.p)};
}

/* The text between `from` and `to` that stands behind the last clause break. */
static piece clause_before(const char *text, size_t from, size_t to)
{
  size_t start = to;
  from = to > from + CLAUSE_BYTES ? to - CLAUSE_BYTES : from; /* a text without marks takes linear time */
  while (from < to && ((unsigned char)text[from] & 0xC0) == 0x80)
    from++;
  while (start > from) {
    size_t k = start - 1;
    while (k > from && ((unsigned char)text[k] & 0xC0) == 0x80)
      k--;
    const char *p = text + k;
    if (breaks(zb_utf8_next(&p)))
      break;
    start = k;
  }
  return tail((piece){text + start, to - start}, CLAUSE_MAX);
}

static piece clause_after(const char *text, size_t from, size_t to)
{
  size_t end = from;
  to = to > from + CLAUSE_BYTES ? from + CLAUSE_BYTES : to;
  while (to > from && ((unsigned char)text[to] & 0xC0) == 0x80)
    to--;
  while (end < to) {
    const char *p = text + end;
    if (breaks(zb_utf8_next(&p)))
      break;
    end = (size_t)(p - text);
  }
  return head((piece){text + from, end - from}, CLAUSE_MAX);
}

/* What stands behind a quotation mark that is not closed. */
static piece quoted_part(piece s)
{
  static const char open[] = "“", close[] = "”";
  size_t n = sizeof open - 1;
  const char *from = s.p;
  for (size_t i = 0; i + n <= s.n; i++) {
    if (memcmp(s.p + i, open, n) == 0)
      from = s.p + i + n;
    if (memcmp(s.p + i, close, n) == 0)
      from = s.p;
  }
  return (piece){from, s.n - (size_t)(from - s.p)};
}

static piece trim(piece s)
{
  while (s.n > 0 && *s.p == ' ')
    s = (piece){s.p + 1, s.n - 1};
  while (s.n > 0 && s.p[s.n - 1] == ' ')
    s.n--;
  return s;
}

/* --- before and behind the number --------------------------------------------------------------------------------- */

/* Takes linking words off the end: 覆盖率达到|70%. */
static piece drop_links(piece s)
{
  for (bool again = true; again;) {
    again = false;
    for (size_t k = 0; k < COUNT(links) && !again; k++) {
      size_t n = strlen(links[k]);
      if (s.n >= n && memcmp(s.p + s.n - n, links[k], n) == 0 && !(s.n > n && inside_word(s, s.n - n))) {
        s.n -= n;
        again = true;
      }
    }
  }
  return trim(s);
}

/* What stands behind the last verb: 培育|高新技术企业. At least two characters stay. */
static piece behind_verb(piece s)
{
  size_t best = 0;
  for (size_t i = 0; i < s.n; i++) {
    if (((unsigned char)s.p[i] & 0xC0) == 0x80 || inside_word(s, i))
      continue;
    for (size_t k = 0; k < COUNT(before_names); k++) {
      size_t n = strlen(before_names[k]);
      size_t least = strcmp(before_names[k], "的") == 0 ? 1 : 2;
      if (at(s, i, before_names[k]) && i + n > best && chars((piece){s.p + i + n, s.n - i - n}) >= least)
        best = i + n;
    }
  }
  return trim((piece){s.p + best, s.n - best});
}

/* The name of a thing at the start, up to a word that goes on about it. */
static piece up_to_stop(piece s)
{
  for (size_t i = 0; i < s.n; i++) {
    if (((unsigned char)s.p[i] & 0xC0) == 0x80 || inside_word(s, i))
      continue;
    for (size_t k = 0; k < COUNT(behind_names); k++)
      if (at(s, i, behind_names[k]) && (i > 0 || k < FIRST_VERB))
        return trim((piece){s.p, i});
  }
  return trim(s);
}

static bool one_of(piece s, const char *const *word, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (is(s, word[i]))
      return true;
  return false;
}

static bool holds_one(const char *text, const char *const *word, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (strstr(text, word[i]))
      return true;
  return false;
}

static bool starts_with_han(piece s)
{
  const char *p = s.p;
  return s.n > 0 && zb_utf8_is_han(zb_utf8_next(&p));
}

static bool relative_unit(const zb_number *x)
{
  return strstr(x->q.unit, "%") || strstr(x->q.unit, "‰") || strstr(x->q.unit, "百分点") || strstr(x->q.unit, "元") ||
         strcmp(x->q.unit, "倍") == 0;
}

static const char *copy(zb_arena *a, piece s)
{
  return zb_arena_strndup(a, s.p, s.n);
}

/* Two pieces; the first is cut from the left when both are too long. */
static const char *joined(zb_arena *a, piece x, piece y)
{
  size_t room = LABEL_MAX > chars(y) ? LABEL_MAX - chars(y) : 0;
  x = tail(x, room);
  return zb_arena_printf(a, "%.*s%.*s", (int)x.n, x.p, (int)y.n, y.p);
}

/* The last clause before this one, for labels such as 占比 that say nothing by themselves. */
static piece earlier(const char *text, size_t from, size_t to)
{
  while (to > from) {
    size_t k = to;
    while (k > from && ((unsigned char)text[--k] & 0xC0) == 0x80)
      ;
    const char *p = text + k;
    uint32_t c = zb_utf8_next(&p);
    if (c == 0x3002 || c == 0xFF1B || c == '\n')
      return (piece){text + to, 0};
    if (!breaks(c))
      break;
    to = k;
  }
  piece s = behind_verb(drop_links(clause_before(text, from, to)));
  return tail(s, NEAR_MAX);
}

static const char *without_growth(zb_arena *a, const char *label)
{
  static const char *const growth[] = {"同比增长", "同比下降", "增长", "下降", "增速", "占比"};
  for (size_t i = 0; i < COUNT(growth); i++) {
    size_t n = strlen(label), g = strlen(growth[i]);
    if (n > g + 3 && strcmp(label + n - g, growth[i]) == 0)
      return zb_arena_strndup(a, label, n - g);
  }
  return label;
}

/* Quotation marks of which the other one is missing are left out. */
static const char *copy_label(zb_arena *a, const char *label)
{
  int depth = 0;
  bool whole = true;
  char *out = zb_arena_alloc(a, strlen(label) + 1), *o = out;
  for (const char *p = label; *p;) {
    uint32_t c = zb_utf8_next(&p);
    depth += (c == 0x201C) - (c == 0x201D);
    whole = whole && depth >= 0;
  }
  for (const char *p = label; *p;) {
    uint32_t c = zb_utf8_next(&p);
    if ((whole && depth == 0) || (c != 0x201C && c != 0x201D))
      o += zb_utf8_put(o, c);
  }
  *o = '\0';
  return out;
}

/* The label of a number that is named behind: 128名学生到村任职. Two letters hardly name a thing: then the words that
   follow belong to it. */
static zb_topic named_behind(zb_arena *a, piece thing, piece after)
{
  zb_topic t = {.when = "", .text = copy(a, thing), .wider = copy(a, head(drop_links(after), LABEL_MAX))};
  if (chars(thing) <= 2 && zb_utf8_count(t.wider, strlen(t.wider)) >= chars(thing) + 3)
    t.text = t.wider;
  return t;
}

/* The clause of the sentence, before byte `to`, that says of which time it speaks: 清理规范后. "" if there is none. */
static const char *when_of(zb_arena *a, const char *text, size_t to)
{
  static const char *const ends[] = {"前", "后", "去年", "上年", "今年", "年底", "年初", "同期"};
  while (to > 0) {
    piece s = clause_before(text, 0, to);
    for (size_t k = 0; k < COUNT(ends); k++) {
      size_t n = strlen(ends[k]);
      if (chars(s) <= NEAR_MAX && s.n >= n && memcmp(s.p + s.n - n, ends[k], n) == 0)
        return copy(a, s);
    }
    to = (size_t)(s.p - text);
    if (to < 3 || (memcmp(text + to - 3, "，", 3) != 0 && memcmp(text + to - 3, "、", 3) != 0))
      break;
    to -= 3;
  }
  return "";
}

static bool is_bound(const zb_number *x)
{
  return x->q.approx == ZB_APPROX_AT_LEAST || x->q.approx == ZB_APPROX_AT_MOST;
}

/* The label of a number that is named before it, or by what was spoken of before that. */
static const char *named_before(zb_arena *a, const char *text, size_t from, piece name, piece after, const char *last)
{
  bool generic = chars(name) < 2 || one_of(name, generics, COUNT(generics));
  if (!generic && (chars(name) > 2 || !starts_with_han(after)))
    return copy(a, name);
  if (!generic)
    return joined(a, name, head(drop_links(after), NEAR_MAX));
  piece near = earlier(text, from, (size_t)(name.p - text));
  if (chars(near) < 2 && *last)
    near = (piece){without_growth(a, last), strlen(without_growth(a, last))};
  return joined(a, near, name);
}

zb_topic zb_topic_of(zb_arena *a, const char *text, size_t len, const zb_number *x, size_t n, size_t i,
                     const zb_topic *label)
{
  size_t from = i > 0 ? x[i - 1].to : 0, to = i + 1 < n ? x[i + 1].from : len;
  const char *last = i > 0 && label[i - 1].text ? label[i - 1].text : "";
  piece clause = clause_before(text, from, x[i].from), before = drop_links(quoted_part(clause)),
        after = clause_after(text, x[i].to, to);
  piece thing =
      starts_with_han(after) || after.n == 0 || *after.p < 0 ? head(up_to_stop(after), LABEL_MAX) : (piece){after.p, 0};
  zb_topic out = {.text = "", .wider = "", .when = ""};
  bool relative = relative_unit(&x[i]);
  if (thing.n == 0 && strncmp(x[i].q.unit, "个", 3) == 0) /* 个方面 counts 方面 */
    thing = (piece){x[i].q.unit + 3, strlen(x[i].q.unit + 3)};
  if (!relative && thing.n > 0) {
    out = named_behind(a, thing, after);
  } else if (is_bound(&x[i]) && thing.n > 0 && starts_with_han(after)) {
    out.text = joined(a, thing, (piece){"标准", strlen("标准")});
  } else {
    piece name = tail(relative && chars(before) <= LABEL_MAX ? before : behind_verb(before), LABEL_MAX);
    if (!relative && one_of(name, before_names, COUNT(before_names)))
      name.n = 0;
    out.leads = strstr(x[i].q.unit, "百分点") && holds_one(copy(a, before), leads, COUNT(leads));
    const char *stem = without_growth(a, last);
    out.text = out.leads && *last ? joined(a, (piece){stem, strlen(stem)}, name)
                                  : named_before(a, text, from, name, relative ? (piece){text, 0} : after, last);
  }
  if (!*out.wider && out.text[0])
    out.wider = copy(a, tail(before, LABEL_MAX));
  if (relative && is(tail((piece){out.text, strlen(out.text)}, 1), "占"))
    out.text = zb_arena_printf(a, "%s比", out.text);
  out.when = when_of(a, text, x[i].from);
  out.text = copy_label(a, out.text);
  out.wider = copy_label(a, out.wider);
  out.share = strchr(x[i].q.unit, '%') &&
              (holds_one(out.text, shares, COUNT(shares)) || holds_one(copy(a, clause), shares, COUNT(shares)));
  return out;
}

char *zb_topic_id(zb_arena *a, const char *label)
{
  char *out = zb_arena_alloc(a, strlen(label) + 16), *o = out;
  int n = 0;
  for (const char *p = label; *p && n < ID_MAX;) {
    const char *from = p;
    uint32_t c = zb_utf8_next(&p);
    if (!(n == 0 ? zb_id_start(c) : zb_id_part(c)))
      continue;
    memcpy(o, from, (size_t)(p - from));
    o += p - from;
    n++;
  }
  *o = '\0';
  return n > 0 ? out : zb_arena_strdup(a, "数字");
}
