/* Announced counts: 三张清单 lists three, 等5个维度 names at most five, a list under the title 四份单子 has four items.
 */
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "model/rule.h"

enum { COUNT_MAX = 20, NOUN_MAX = 16 }; /* more is not listed in prose; code points of what is counted */

/* “三张清单”: the number, and its bytes in the text with the counter. */
typedef struct announced {
  size_t from, to;
  int n;
} announced;

/* The number at p in Han or Arabic digits, its bytes in *bytes; 0 if there is none or it counts nothing listed. */
static int number_at(const char *p, size_t *bytes)
{
  if (*p >= '0' && *p <= '9') {
    char *end;
    long v = strtol(p, &end, 10);
    *bytes = (size_t)(end - p);
    return v <= COUNT_MAX && *end != '.' && *end != ',' ? (int)v : 0;
  }
  if (strncmp(p, "两", 3) == 0) {
    *bytes = 3;
    return 2;
  }
  *bytes = 0;
  while (zb_quantity_han_digit(p + *bytes))
    *bytes += 3;
  long v = *bytes ? zb_quantity_han(p, *bytes) : 0;
  return v <= COUNT_MAX ? (int)v : 0;
}

/* The next announcement at or behind byte `at` of n bytes. */
static bool next_announced(const char *text, size_t n, size_t at, announced *out)
{
  for (const char *p = text + at; p < text + n; zb_utf8_next(&p)) {
    size_t bytes, i = (size_t)(p - text);
    int v = number_at(p, &bytes);
    if (bytes == 0)
      continue;
    size_t counter = v >= 2 ? zb_lex_at(p + bytes, ZB_LEX_COUNTER) : 0;
    bool ordinal = i >= 3 && strncmp(p - 3, "第", 3) == 0, longer = i >= 1 && text[i - 1] >= '.' && text[i - 1] <= '9';
    if (counter && !ordinal && !longer) {
      *out = (announced){.from = i, .to = i + bytes + counter, .n = v};
      return true;
    }
    p += bytes - (*p & 0x80 ? 3 : 1); /* the loop steps over the last character */
  }
  return false;
}

/* --- enumerations ------------------------------------------------------------------------------------------------- */

typedef struct listed {
  int least, most;       /* items, with and without one more split at 和 及 与 */
  bool open;             /* 等: there are more */
  size_t last, shortest; /* bytes of the last item, and of the shortest before it */
} listed;

static size_t and_at(const char *p)
{
  static const char *const words[] = {"以及", "和", "及", "与"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++)
    if (strncmp(p, words[i], strlen(words[i])) == 0)
      return strlen(words[i]);
  return 0;
}

/* A、B和C of bytes [from, to), brackets and quotes skipped; “A”“B”“C” too. least 0: no enumeration. */
static listed count_items(const char *text, size_t from, size_t to)
{
  int marks = 0, quotes = 0, depth = 0;
  bool joined = false;
  size_t shortest = to - from;
  const char *item = text + from;
  for (const char *p = text + from; p < text + to;) {
    if (depth == 0) {
      size_t n = and_at(p);
      if (strncmp(p, "、", 3) == 0) {
        marks++;
        joined = false;
        shortest = (size_t)(p - item) < shortest ? (size_t)(p - item) : shortest;
        item = p + 3;
      } else if (n) {
        joined = true;
      }
    }
    uint32_t c = zb_utf8_next(&p);
    quotes += c == 0x201C && depth == 0;
    depth += c == 0x201C || c == 0xFF08 || c == '(' || c == 0x300A;
    depth -= (c == 0x201D || c == 0xFF09 || c == ')' || c == 0x300B) && depth > 0;
  }
  listed l = {.open = zb_lex_end(text + from, to - from, ZB_LEX_ETC) > 0, .shortest = shortest};
  l.last = (size_t)(text + to - item);
  l.least = marks > 0 ? marks + 1 : quotes > 1 ? quotes : 0;
  l.most = l.least + (marks > 0 && joined);
  return l;
}

static bool agrees(const listed *l, int n)
{
  return l->open ? n >= l->least : n >= l->least && n <= l->most;
}

static void report(zb_rules *x, const zb_sentence *s, const announced *n, size_t to, int items)
{
  const char *said = zb_arena_strndup(x->a, s->text + n->from, to - n->from);
  zb_diag_range(x->d, ZB_D_COUNT_DIFFERS, zb_sentence_place(s, n->from), (int)zb_utf8_count(said, strlen(said)), said,
                zb_arena_printf(x->a, "%d", items), NULL);
}

/* Where the clause that ends at byte `at` begins. */
static size_t clause_start(const char *text, size_t at)
{
  static const char *const marks[] = {"，", "：", "“", "（", "《"};
  size_t from = 0;
  for (size_t i = 0; i < at; i++)
    for (size_t m = 0; m < sizeof marks / sizeof *marks; m++)
      if (i + 3 <= at && strncmp(text + i, marks[m], 3) == 0)
        from = i + 3;
  return from;
}

/* A、B和C三张清单: the items stand right before the number. Where the number is far off, or belongs to a last item that
   would be too short without it (压实责任、充实队伍、统筹六个领域), it counts something else. */
static void check_before(zb_rules *x, const zb_sentence *s, const announced *n)
{
  size_t at = n->from;
  if (at >= 3 && strncmp(s->text + at - 3, "“", 3) == 0)
    at -= 3;
  listed l = count_items(s->text, clause_start(s->text, at), at);
  bool whole = l.open || at < n->from || l.last >= l.shortest;
  if (l.least > 0 && whole && !agrees(&l, n->n) && n->n <= 2 * l.least)
    report(x, s, n, n->to, l.least);
}

/* Behind the noun that is counted: a colon, 包括, an opening bracket; 0 if the words go on otherwise. *open: more may
 * exist. */
static size_t list_start(const zb_sentence *s, const announced *n, bool *open)
{
  const char *p = s->text + n->to;
  for (int i = 0; *p && i <= NOUN_MAX; i++) {
    size_t bytes = zb_lex_at(p, ZB_LEX_NAMELY);
    if (!bytes && strncmp(p, "（", 3) == 0)
      bytes = 3;
    if (bytes) {
      *open = strncmp(p, "包括", 6) == 0;
      return (size_t)(p - s->text) + bytes;
    }
    uint32_t c = zb_utf8_next(&p);
    if (!zb_utf8_is_han(c) && c != 0x201D)
      return 0;
  }
  return 0;
}

/* 三张清单：A、B、C, 三张清单（A、B、C）: items up to the end of the sentence or bracket. */
static void check_after(zb_rules *x, const zb_sentence *s, const announced *n)
{
  bool open = false;
  size_t from = list_start(s, n, &open), to = s->len;
  if (!from)
    return;
  if (strncmp(s->text + from - 3, "（", 3) == 0) {
    const char *close = strstr(s->text + from, "）");
    to = close ? (size_t)(close - s->text) : from;
  }
  if (strstr(s->text + from, "，") && strstr(s->text + from, "，") < s->text + to)
    return; /* clauses, not items */
  listed l = count_items(s->text, from, to);
  l.open = l.open || open;
  if (l.least > 0 && !agrees(&l, n->n))
    report(x, s, n, n->to, l.least);
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* Items of a list, rows of a table; -1 for other blocks. *other: columns beside the names. */
static int block_items(const zb_rules *x, const zb_block *b, int *other)
{
  static const zb_key lists[ZB_BLOCK_KIND_COUNT] = {[ZB_B_LIST] = ZB_K_LIST,
                                                    [ZB_B_STEPS] = ZB_K_STEPS,
                                                    [ZB_B_TIERS] = ZB_K_TIERS,
                                                    [ZB_B_TIMELINE] = ZB_K_TIMELINE,
                                                    [ZB_B_FROM_TO] = ZB_K_FROM_TO};
  const zb_val *items = lists[b->kind] ? zb_obj_get(b->props, lists[b->kind]) : NULL;
  *other = -1;
  if (items)
    return items->type == ZB_T_LIST ? (int)items->nitems : -1;
  const zb_val *v = b->kind == ZB_B_TABLE ? zb_obj_get(b->props, ZB_K_TABLE) : NULL;
  const zb_val *columns = v ? zb_obj_get(b->props, ZB_K_COLUMNS) : NULL;
  if (!v)
    return -1;
  if (v->type == ZB_T_REF) {
    const zb_table *t = zb_report_table(x->r, v->text);
    *other = t ? (int)(columns ? columns->nitems : t->ncolumns) - 1 : -1;
    return t ? (int)t->nrows : -1;
  }
  if (v->nitems == 0)
    return -1;
  *other = (int)v->item[0].nitems - 1;
  return (int)v->nitems - (columns ? 0 : 1);
}

/* A title that begins with 四份单子, over a list or table of other length. */
static void check_title(zb_rules *x, const zb_sentence *s, int items, int other)
{
  announced n;
  if (!next_announced(s->text, s->len, 0, &n) || n.from > 0)
    return;
  for (announced m = n; next_announced(s->text, s->len, m.from, &m); m.from = m.to)
    if (m.n == items || m.n == other)
      return;
  report(x, s, &n, n.to, items);
}

/* A sentence that ends with a colon, before a list. */
static void check_lead_in(zb_rules *x, const zb_sentence *s, const zb_block *list)
{
  announced n, last = {0};
  for (size_t at = 0; next_announced(s->text, s->len, at, &n); at = n.to)
    last = n;
  int other, items = block_items(x, list, &other);
  if (last.n && items != last.n)
    report(x, s, &last, last.to, items);
}

static bool ends_with_colon(const zb_sentence *s)
{
  return s->len >= 3 && strcmp(s->text + s->len - 3, "：") == 0;
}

void zb_rule_count(zb_rules *x)
{
  for (size_t i = 0; i < x->text.n; i++) {
    const zb_sentence *s = &x->text.v[i], *after = i + 1 < x->text.n ? s + 1 : NULL;
    announced n;
    int other;
    if (s->part == ZB_PART_CAPTION && s->block && block_items(x, s->block, &other) > 0)
      check_title(x, s, block_items(x, s->block, &other), other);
    if (s->part == ZB_PART_CAPTION || s->part == ZB_PART_CELL)
      continue;
    for (size_t at = 0; next_announced(s->text, s->len, at, &n); at = n.to) {
      check_before(x, s, &n);
      check_after(x, s, &n);
    }
    if (after && ends_with_colon(s) && after->block && after->block != s->block && after->block->kind == ZB_B_LIST)
      check_lead_in(x, s, after->block);
  }
}
