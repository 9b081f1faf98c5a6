/* Plain text into parts. */
#include "import/parts.h"

#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"

enum {
  HEADING_MAX = 30,  /* characters of a heading without a number */
  SECTION_MAX = 40,  /* of one with a number */
  FRAGMENT_MAX = 22, /* a line as short as this may be a heading as well as a piece of a narrow column */
  CAPTION_MAX = 48,
  BYLINE_MAX = 24,
  NAME_MAX = 4,  /* characters of a name that stands alone */
  WIDTH_MIN = 12 /* characters of a column of set width */
};

typedef struct line {
  const char *text; /* cleaned */
  size_t n, chars;
  int number;  /* 1-based */
  int blanks;  /* empty lines before it */
  bool indent; /* began with two spaces or an ideographic one */
} line;

typedef struct reader {
  zb_arena *a;
  ZB_VEC(line) line;
  ZB_VEC(zb_part) part;
  int gap;       /* usual number of empty lines between lines */
  bool loose;    /* empty lines stand between all lines: they say nothing */
  bool indented; /* indents begin paragraphs */
  size_t width;  /* of a column of set width, 0 if there is none */
} reader;

/* --- words ------------------------------------------------------------------------------------------------------- */

static const char *const credits[] = {
#define ZB_CREDIT(word) word,
#include "import/words.def"
};

static const char *const bylines[] = {
#define ZB_BYLINE(word) word,
#include "import/words.def"
};

static const char *const captions[] = {
#define ZB_CAPTION(word) word,
#include "import/words.def"
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool begins(const line *l, const char *word)
{
  size_t n = strlen(word);
  return l->n >= n && memcmp(l->text, word, n) == 0;
}

static bool begins_with_one(const line *l, const char *const *word, size_t n)
{
  for (size_t i = 0; i < n; i++)
    if (begins(l, word[i]))
      return true;
  return false;
}

static bool holds(const line *l, const char *word)
{
  return memmem(l->text, l->n, word, strlen(word)) != NULL;
}

static bool in_set(uint32_t c, const char *set)
{
  while (*set)
    if (zb_utf8_next(&set) == c)
      return true;
  return false;
}

static bool holds_one_of(const line *l, const char *set)
{
  for (const char *p = l->text, *end = p + l->n; p < end;)
    if (in_set(zb_utf8_next(&p), set))
      return true;
  return false;
}

static uint32_t last_char(const line *l)
{
  return l->n > 0 ? zb_utf8_prev(l->text, l->text + l->n) : 0;
}

static uint32_t first_char(const line *l)
{
  const char *p = l->text;
  return l->n > 0 ? zb_utf8_next(&p) : 0;
}

/* --- lines ------------------------------------------------------------------------------------------------------- */

static bool blank(uint32_t c)
{
  return c == ' ' || c == '\t' || c == 0xA0 || c == 0x3000 || c == '\r' || c == '\f' || c == '\v';
}

/* Characters that show nothing: zero-width ones, soft hyphens, controls. */
static bool nothing(uint32_t c)
{
  return c == 0x200B || c == 0x200C || c == 0x200D || c == 0xFEFF || c == 0xAD || c == 0x2060 ||
         (c < 0x20 && !blank(c)) || (c >= 0x7F && c < 0xA0) || c == 0xFFFE || c == 0xFFFF || c == 0xFFFD;
}

/* Full-width digits, and signs beside them, as half-width ones. */
static uint32_t half(uint32_t c, uint32_t prev)
{
  bool digit = prev >= '0' && prev <= '9';
  if (c >= 0xFF10 && c <= 0xFF19)
    return c - 0xFEE0;
  return digit && (c == 0xFF05 || c == 0xFF0E) ? c - 0xFEE0 : c;
}

static void add_line(reader *r, const char *p, const char *end, int number, int blanks)
{
  char *out = zb_arena_alloc(r->a, (size_t)(end - p) + 1), *o = out, *behind = out;
  line l = {.number = number, .blanks = blanks};
  int leading = 0;
  uint32_t prev = 0;
  while (p < end) {
    uint32_t c = zb_utf8_next(&p);
    if (nothing(c))
      continue;
    if (blank(c) && o == out) {
      leading += c == 0x3000 || c == '\t' ? 2 : 1;
      continue;
    }
    if (blank(c) && prev == ' ')
      continue;
    prev = blank(c) ? ' ' : half(c, prev);
    o += zb_utf8_put(o, prev);
    if (prev != ' ')
      behind = o;
  }
  *behind = '\0';
  l.text = out;
  l.n = (size_t)(behind - out);
  l.chars = zb_utf8_count(out, l.n);
  l.indent = leading >= 2;
  if (l.n > 0)
    zb_push(r->a, &r->line, l);
}

static bool line_end(const char *p, const char *end, size_t *n)
{
  *n = *p == '\r' && p + 1 < end && p[1] == '\n' ? 2 : 1;
  if (*p == '\n' || *p == '\r')
    return true;
  *n = 3;
  return end - p >= 3 && (memcmp(p, "\xE2\x80\xA8", 3) == 0 || memcmp(p, "\xE2\x80\xA9", 3) == 0);
}

static void split(reader *r, const char *text, size_t n)
{
  const char *end = text + n;
  int number = 1, blanks = 0;
  for (const char *p = text; p < end; number++) {
    const char *stop = p;
    size_t mark = 0, before = r->line.n;
    while (stop < end && !line_end(stop, end, &mark))
      stop++;
    add_line(r, p, stop, number, blanks);
    blanks = r->line.n > before ? 0 : blanks + 1;
    p = stop < end ? stop + mark : end;
  }
}

/* --- what kind of text it is -------------------------------------------------------------------------------------- */

/* Ends a line where a sentence may end. */
static bool ends_sentence(const line *l)
{
  bool latin = l->n > 1 && l->text[l->n - 1] == '.' && l->text[l->n - 2] > 0 &&
               !(l->text[l->n - 2] >= '0' && l->text[l->n - 2] <= '9');
  return latin || in_set(last_char(l), "。！？”…）)!?：:；;」』．");
}

static void survey(reader *r)
{
  size_t n = r->line.n, tight = 0, indents = 0, open = 0, longest = 0, full = 0;
  int gaps[4] = {0};
  for (size_t i = 0; i < n; i++) {
    const line *l = &r->line.v[i];
    tight += i > 0 && l->blanks == 0;
    gaps[l->blanks < 3 ? l->blanks : 3] += i > 0;
    indents += l->indent;
    if (i + 1 < n && !ends_sentence(l) && l[1].blanks == 0) {
      open++;
      longest = l->chars > longest ? l->chars : longest;
    }
  }
  for (size_t i = 0; i + 1 < n; i++)
    full += !ends_sentence(&r->line.v[i]) && r->line.v[i + 1].blanks == 0 && r->line.v[i].chars * 10 >= longest * 8;
  for (int g = 1; g < 4; g++)
    if (gaps[g] > gaps[r->gap])
      r->gap = g;
  r->loose = tight * 20 <= n;
  r->indented = indents >= 2 && indents * 20 >= n && indents < n;
  r->width = open >= 3 && full * 2 >= open && longest >= WIDTH_MIN ? longest : 0;
}

/* --- one line ----------------------------------------------------------------------------------------------------- */

/* Bytes of the mark of an item at the start, 0 if there is none. */
static size_t item_mark(const line *l, bool *numbered)
{
  static const char *const dots[] = {"•", "·", "●",  "○",  "■",  "□ ", "◆", "▪",
                                     "★", "☆", "- ", "* ", "— ", "➢",  "✓", "►"};
  static const char *const circled[] = {"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩"};
  *numbered = false;
  for (size_t i = 0; i < COUNT(dots); i++)
    if (begins(l, dots[i]))
      return strlen(dots[i]);
  *numbered = true;
  for (size_t i = 0; i < COUNT(circled); i++)
    if (begins(l, circled[i]))
      return strlen(circled[i]);
  static const char *const after[] = {"、", ".", "．", ")", "）"};
  size_t open = begins(l, "(") ? 1 : begins(l, "（") ? 3 : 0, k = open;
  while (k < l->n && l->text[k] >= '0' && l->text[k] <= '9')
    k++;
  if (k == open || k - open > 2)
    return 0;
  for (size_t i = 0; i < COUNT(after); i++) {
    size_t n = strlen(after[i]);
    bool stands = l->n - k > n && memcmp(l->text + k, after[i], n) == 0;
    char next = stands ? l->text[k + n] : '0';
    if (stands && (!open || i >= 3) && !(next >= '0' && next <= '9'))
      return k + n;
  }
  return 0;
}

/* 一、 gives 2, （一） 3, else 0: the numbers of headings in official documents (GB/T 9704, 7.3.3). */
static int section_level(const line *l)
{
  const char *p = l->text, *end = p + l->n;
  uint32_t c = l->n > 0 ? zb_utf8_next(&p) : 0;
  bool bracket = c == 0xFF08 || c == '(';
  int numerals = 0;
  if (!bracket)
    p = l->text;
  while (p < end) {
    c = zb_utf8_next(&p);
    if (!in_set(c, "一二三四五六七八九十"))
      break;
    numerals++;
  }
  if (numerals == 0 || numerals > 3 || p >= end)
    return 0;
  return bracket ? (c == 0xFF09 || c == ')' ? 3 : 0) : c == 0x3001 ? 2 : 0;
}

static bool is_credit(const line *l)
{
  uint32_t first = first_char(l), last = last_char(l);
  bool bracket = (first == '(' || first == 0xFF08) && (last == ')' || last == 0xFF09);
  if (l->chars > SECTION_MAX)
    return false;
  for (size_t i = 0; i < COUNT(credits); i++)
    if (bracket ? holds(l, credits[i]) : begins(l, credits[i]) && (holds(l, "：") || holds(l, ":")))
      return true;
  return false;
}

/* No mark of a sentence, short, nothing open at its end. */
static bool heading_shape(const line *l)
{
  return l->chars >= 2 && l->chars <= HEADING_MAX && !holds_one_of(l, "。！？；，：…,;") && last_char(l) != '.' &&
         !in_set(last_char(l), "、—（(“《") && !is_credit(l);
}

static bool is_byline(const line *l)
{
  if (l->chars > BYLINE_MAX || holds_one_of(l, "。！？；，"))
    return false;
  if (begins_with_one(l, bylines, COUNT(bylines)))
    return true;
  size_t han = 0, other = 0;
  for (const char *p = l->text, *end = p + l->n; p < end;) {
    uint32_t c = zb_utf8_next(&p);
    han += zb_utf8_is_han(c);
    other += !zb_utf8_is_han(c) && c != ' ';
  }
  return other == 0 && han >= 2 && han <= NAME_MAX;
}

/* Begins something of its own: an item, a section, a caption, a credit. */
static bool begins_part(const reader *r, const line *l)
{
  bool numbered;
  return section_level(l) > 0 || item_mark(l, &numbered) > 0 || is_credit(l) || (r->indented && l->indent) ||
         begins_with_one(l, captions, COUNT(captions)) || begins(l, "本报讯");
}

/* --- joining ------------------------------------------------------------------------------------------------------ */

/* How often the last character of one line and the first of the next stand together elsewhere. */
static int together(const reader *r, const line *x, const line *y)
{
  char pair[9];
  int n = zb_utf8_put(pair, last_char(x));
  n += zb_utf8_put(pair + n, first_char(y));
  int found = 0;
  for (size_t i = 0; i < r->line.n; i++) {
    const char *p = r->line.v[i].text, *end = p + r->line.v[i].n;
    while ((p = memmem(p, (size_t)(end - p), pair, (size_t)n)) && found < 9) {
      found++;
      p += n;
    }
  }
  return found;
}

/* Is line i, behind a complete part, a heading? */
static bool stands_alone(const reader *r, size_t i)
{
  const line *l = &r->line.v[i], *next = i + 1 < r->line.n ? l + 1 : NULL;
  if (section_level(l) > 0)
    return l->chars <= SECTION_MAX && !in_set(last_char(l), "。；，、");
  bool opens_paragraph = r->indented && l->indent && next && next->blanks == 0 && !next->indent;
  if (heading_shape(l) && !opens_paragraph)
    return true;
  bool title = !opens_paragraph && !holds_one_of(l, ",;") && (i == 0 || (r->indented && !l->indent)) &&
               l->chars <= HEADING_MAX && !ends_sentence(l) && !in_set(last_char(l), "，、");
  return title && (!next || (r->indented && next->indent) || next->blanks > 0 || next->chars > l->chars);
}

/* Does line i go on in line i + 1? `complete`: the part that line i ends began with it. */
static bool goes_on(const reader *r, size_t i, bool complete)
{
  const line *l = &r->line.v[i], *next = l + 1;
  if (i + 1 >= r->line.n || begins_part(r, next) || is_credit(l))
    return false;
  bool full = r->width && l->chars * 10 >= r->width * 9;
  if (next->blanks > 0 && !r->loose)
    return false;
  if (ends_sentence(l)) {
    uint32_t last = last_char(l);
    bool firm = r->indented || !in_set(last, "。！？!?：；"); /* a closing mark may stand inside a sentence */
    return full && firm && next->blanks == 0 && (r->indented || !in_set(last, "…"));
  }
  uint32_t first = first_char(next);
  if (first >= 'a' && first <= 'z')
    return true;
  if (complete && stands_alone(r, i))
    return false;
  bool odd = heading_shape(next) && next->chars <= FRAGMENT_MAX && l->chars > FRAGMENT_MAX && !full &&
             (i + 2 >= r->line.n || next[1].chars > FRAGMENT_MAX);
  return !odd || together(r, l, next) >= 2;
}

/* Words of Latin script need a space between them. */
static bool needs_space(const line *x, const line *y)
{
  uint32_t a = last_char(x), b = first_char(y);
  return a < 0x250 && b < 0x250 && a != '-' && a != '/' && !(a >= '0' && a <= '9' && b >= '0' && b <= '9');
}

static zb_part join(reader *r, size_t from, size_t to)
{
  size_t room = 0;
  for (size_t i = from; i < to; i++)
    room += r->line.v[i].n + 1;
  char *text = zb_arena_alloc(r->a, room + 1);
  zb_part p = {.text = text, .line = r->line.v[from].number, .joined = to - from - 1};
  for (size_t i = from; i < to; i++) {
    const line *l = &r->line.v[i];
    if (i > from && needs_space(l - 1, l))
      text[p.n++] = ' ';
    memcpy(text + p.n, l->text, l->n);
    p.n += l->n;
  }
  text[p.n] = '\0';
  return p;
}

/* --- kinds -------------------------------------------------------------------------------------------------------- */

static bool is_caption(const reader *r, const line *l, size_t lines)
{
  if (begins_with_one(l, captions, COUNT(captions)))
    return true;
  bool one_sentence = last_char(l) == 0x3002 && l->chars <= CAPTION_MAX;
  const char *stop = memmem(l->text, l->n, "。", 3);
  return lines == 1 && one_sentence && stop == l->text + l->n - 3 && l->blanks > r->gap && l->blanks >= 2;
}

static void classify(reader *r, zb_part *p, size_t from, size_t to)
{
  line whole = r->line.v[from];
  whole.text = p->text;
  whole.n = p->n;
  whole.chars = zb_utf8_count(p->text, p->n);
  bool after_heading = r->part.n > 0 && r->part.v[r->part.n - 1].kind == ZB_PART_HEADING;
  int section = section_level(&whole);
  size_t mark = item_mark(&whole, &p->numbered);
  if (is_credit(&whole)) {
    p->kind = ZB_PART_CREDIT;
  } else if (is_caption(r, &whole, to - from)) {
    p->kind = ZB_PART_CAPTION;
  } else if (after_heading && is_byline(&whole) && !mark) {
    p->kind = ZB_PART_BYLINE;
  } else if (mark) {
    p->kind = ZB_PART_ITEM;
    while (mark < p->n && p->text[mark] == ' ')
      mark++;
    p->text += mark;
    p->n -= mark;
  } else if (to - from == 1 && stands_alone(r, from)) {
    p->kind = ZB_PART_HEADING;
    p->level = section ? section : 1;
  }
}

zb_parts zb_parts_read(zb_arena *a, const char *text, size_t n)
{
  reader r = {.a = a};
  split(&r, text, n);
  survey(&r);
  for (size_t i = 0; i < r.line.n;) {
    size_t to = i + 1;
    while (goes_on(&r, to - 1, to - 1 == i))
      to++;
    zb_part p = join(&r, i, to);
    classify(&r, &p, i, to);
    if (p.n > 0)
      zb_push(a, &r.part, p);
    i = to;
  }
  return (zb_parts){.v = r.part.v, .n = r.part.n, .nlines = r.line.n};
}
