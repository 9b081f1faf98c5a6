/* The draft as YAML: figures, proposed checks, summary and themes. */
#include <stdarg.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "import/import.h"
#include "read/escape.h"

enum { LINE_MAX_CHARS = 60 }; /* longer paragraphs have a line a sentence */

typedef struct writer {
  zb_arena *a;
  const zb_parts *parts;
  const zb_harvest *h;
  ZB_VEC(char) out;
  const zb_part *title, *credit;
  int theme_level; /* headings of this level are themes; 0: there are no themes */
  size_t themes;
} writer;

static void put(writer *w, const char *text)
{
  for (; *text; text++)
    zb_push(w->a, &w->out, *text);
}

static void __attribute__((format(printf, 2, 3))) putf(writer *w, const char *format, ...)
{
  va_list ap;
  va_start(ap, format);
  put(w, zb_arena_vprintf(w->a, format, ap));
  va_end(ap);
}

/* --- prose -------------------------------------------------------------------------------------------------------- */

/* Behind the sentence that begins at `from`, closing marks included, or `to`. */
static size_t sentence_end(const char *text, size_t from, size_t to)
{
  static const char *const marks[] = {"。", "！", "？", "；"}, *const closing[] = {"”", "’", "）", "』", "」"};
  for (size_t i = from; i + 3 <= to; i++)
    for (size_t k = 0; k < 4; k++)
      if (memcmp(text + i, marks[k], 3) == 0) {
        size_t end = i + 3;
        for (size_t c = 0; c < 5; c++)
          if (to - end >= 3 && memcmp(text + end, closing[c], 3) == 0) {
            end += 3;
            c = 0;
          }
        return end;
      }
  return to;
}

/* The text [from, to) of a part with {id} for its figures, escaped. */
static const char *prose(writer *w, const zb_part *p, size_t from, size_t to, bool line_start)
{
  const zb_part_uses *uses = &w->h->use[p - w->parts->v];
  ZB_VEC(char) out = {0};
  for (size_t i = 0; i <= uses->n; i++) {
    const zb_found_use *u = i < uses->n ? &uses->v[i] : NULL;
    if (u && u->from < from)
      continue;
    size_t stop = u && u->from < to ? u->from : to;
    for (const char *s = zb_escape_markup(w->a, p->text + from, stop - from, line_start && out.n == 0); *s; s++)
      zb_push(w->a, &out, *s);
    from = stop;
    if (!u || u->from >= to)
      break;
    for (const char *s = zb_arena_printf(w->a, "{%s}", w->h->figure.v[u->figure].id); *s; s++)
      zb_push(w->a, &out, *s);
    from = u->to;
  }
  zb_push(w->a, &out, '\0');
  return out.v;
}

/* A part on one line, as a YAML scalar. */
static const char *line(writer *w, const zb_part *p, size_t from)
{
  return zb_escape_scalar(w->a, prose(w, p, from, p->n, false), false);
}

static void put_paragraph(writer *w, const zb_part *p, const char *indent)
{
  bool split = zb_utf8_count(p->text, p->n) > LINE_MAX_CHARS;
  for (size_t from = 0; from < p->n;) {
    size_t to = split ? sentence_end(p->text, from, p->n) : p->n;
    while (from < to && p->text[from] == ' ')
      from++;
    putf(w, "%s%s\n", indent, prose(w, p, from, to, true));
    from = to;
  }
}

/* --- blocks ------------------------------------------------------------------------------------------------------- */

/* Bytes of 一、 or （一） at the start of a heading. */
static size_t section_number(const zb_part *p)
{
  if (p->level == 2 || p->level == 3) {
    const char *end = memmem(p->text, p->n, p->level == 2 ? "、" : "）", 3);
    return end ? (size_t)(end - p->text) + 3 : 0;
  }
  return 0;
}

static bool same_kind(const zb_part *x, const zb_part *y)
{
  return x->kind == y->kind && x->numbered == y->numbered;
}

/* Writes the block that begins at part i, and returns the part behind it. */
static size_t put_block(writer *w, size_t i, size_t end, const char *indent)
{
  const zb_part *p = &w->parts->v[i];
  const char *deep = zb_arena_printf(w->a, "%s    ", indent);
  if (p == w->title || p == w->credit)
    return i + 1;
  switch (p->kind) {
  case ZB_PART_HEADING:
    putf(w, "%s- heading: %s\n", indent, line(w, p, 0));
    if (p->level - w->theme_level > 1)
      putf(w, "%s  level: %d\n", indent, p->level - w->theme_level > 4 ? 4 : p->level - w->theme_level);
    return i + 1;
  case ZB_PART_BYLINE:
    putf(w, "%s- note: %s\n%s  tags: 署名\n", indent, line(w, p, 0), indent);
    return i + 1;
  case ZB_PART_CAPTION:
    putf(w, "%s- note: %s      # 图注：有照片时改为 photo: 与 caption:\n%s  tags: 图注\n", indent, line(w, p, 0),
         indent);
    return i + 1;
  case ZB_PART_CREDIT:
    putf(w, "%s- note: %s\n", indent, line(w, p, 0));
    return i + 1;
  case ZB_PART_ITEM:
    putf(w, "%s- list:\n", indent);
    for (; i < end && same_kind(&w->parts->v[i], p); i++)
      putf(w, "%s- %s\n", deep, line(w, &w->parts->v[i], 0));
    if (p->numbered)
      putf(w, "%s  style: number\n", indent);
    return i;
  default:
    break;
  }
  putf(w, "%s- text: |\n", indent);
  for (bool first = true; i < end && w->parts->v[i].kind == ZB_PART_PARAGRAPH; i++, first = false) {
    if (!first)
      put(w, "\n");
    put_paragraph(w, &w->parts->v[i], deep);
  }
  return i;
}

static bool is_theme(const writer *w, size_t i)
{
  const zb_part *p = &w->parts->v[i];
  return w->theme_level > 0 && p->kind == ZB_PART_HEADING && p->level == w->theme_level && p != w->title;
}

static void put_blocks(writer *w, size_t from, size_t to, const char *head, const char *indent)
{
  size_t body = from;
  while (body < to && (&w->parts->v[body] == w->title || &w->parts->v[body] == w->credit))
    body++;
  if (body >= to)
    return;
  put(w, head);
  while (from < to)
    from = put_block(w, from, to, indent);
}

static void put_body(writer *w)
{
  size_t i = 0, n = w->parts->n;
  while (i < n && !is_theme(w, i))
    i++;
  put_blocks(w, 0, i, "\nsummary:\n", "  ");
  if (i < n)
    put(w, "\nthemes:\n");
  while (i < n) {
    const zb_part *p = &w->parts->v[i];
    size_t to = i + 1;
    while (to < n && !is_theme(w, to))
      to++;
    putf(w, "  - title: %s\n", line(w, p, section_number(p)));
    put_blocks(w, i + 1, to, "    blocks:\n", "      ");
    w->themes++;
    i = to;
  }
}

/* --- head
 * --------------------------------------------------------------------------------------------------------------------
 */

/* The title of the report and the level of its themes: an article has one heading over sections or none; a page has
   several, and its title is the one that has no text of its own. */
static void find_outline(writer *w)
{
  size_t count[4] = {0};
  const zb_part *first = NULL, *bare = NULL;
  for (size_t i = 0; i < w->parts->n; i++) {
    const zb_part *p = &w->parts->v[i], *next = i + 1 < w->parts->n ? p + 1 : NULL;
    if (p->kind == ZB_PART_CREDIT)
      w->credit = p;
    if (p->kind != ZB_PART_HEADING)
      continue;
    count[p->level]++;
    if (p->level == 1) {
      first = first ? first : p;
      bare = !bare && next && next->kind == ZB_PART_HEADING ? p : bare;
    }
  }
  w->title = count[1] == 1 ? first : bare;
  w->theme_level = count[1] > 1 ? 1 : count[2] > 0 ? 2 : count[3] > 0 ? 3 : 0;
}

static void put_figures(writer *w)
{
  int line_now = 0;
  if (w->h->figure.n > 0)
    put(w, "\n# 数字只在这里写一次，正文用 {标识} 引用。请核对名目，补上 period: scope: source:\nfigures:\n");
  for (size_t i = 0; i < w->h->figure.n; i++) {
    const zb_found *f = &w->h->figure.v[i];
    if (f->line != line_now)
      putf(w, "  # 原文第 %d 行\n", f->line);
    line_now = f->line;
    const char *label = zb_escape_markup(w->a, f->label, strlen(f->label), false);
    putf(w, "  %s: {value: %s, label: %s}\n", f->id, zb_escape_scalar(w->a, f->q.text, true),
         zb_escape_scalar(w->a, label, true));
  }
}

char *zb_draft_write(zb_arena *a, const char *name, const zb_parts *parts, const zb_harvest *h, const zb_relations *r,
                     size_t *themes, size_t *n)
{
  writer w = {.a = a, .parts = parts, .h = h};
  find_outline(&w);
  putf(&w, "# 由 zhanban import 从 %s 生成的草稿。\nzhanban: 1\nlayout: briefing-a4\n",
       zb_escape_scalar(a, name, false));
  if (w.title)
    putf(&w, "title: %s\n", line(&w, w.title, 0));
  put(&w, "masthead: {name: 简报}      # 报头：补上 issue: org: date:\n");
  if (w.credit)
    putf(&w, "credit: %s\n", line(&w, w.credit, 0));
  put_figures(&w);
  if (r->n > 0)
    put(&w, "\n# 下列关系按数值成立。确认含义无误后，去掉行首的“# ”。\n# checks:\n");
  for (size_t i = 0; i < r->n; i++)
    putf(&w, "#   - %s\n", r->v[i]);
  put_body(&w);
  *themes = w.themes;
  *n = w.out.n;
  zb_push(a, &w.out, '\0');
  return w.out.v;
}
