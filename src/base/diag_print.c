/* Diagnostics as a modern compiler prints them: place, level, code, message, source line, caret, help. */
#include <stdlib.h>
#include <string.h>

#include "base/diag_list.h"
#include "base/utf8.h"

/* Rank of a file: order of first mention, so that the report comes before its layout. */
static size_t file_rank(const zb_diags *d, const char *file)
{
  if (!file)
    return d->sources.n + 1;
  for (size_t i = 0; i < d->sources.n; i++)
    if (strcmp(d->sources.v[i].file, file) == 0)
      return i;
  return d->sources.n;
}

typedef struct ranked {
  zb_diag_entry e;
  size_t rank;
} ranked;

static int by_place(const void *x, const void *y)
{
  const ranked *a = x, *b = y;
  if (a->rank != b->rank)
    return a->rank < b->rank ? -1 : 1;
  int files = a->e.src.file && b->e.src.file ? strcmp(a->e.src.file, b->e.src.file) : 0;
  if (files)
    return files;
  if (a->e.src.line != b->e.src.line)
    return a->e.src.line < b->e.src.line ? -1 : 1;
  if (a->e.src.col != b->e.src.col)
    return a->e.src.col < b->e.src.col ? -1 : 1;
  return a->e.seq - b->e.seq;
}

const zb_diag_entry *zb_diags_sorted(zb_diags *d, size_t *n)
{
  *n = d->entries.n;
  if (d->sorted || d->entries.n == 0)
    return d->entries.v;
  ranked *r = zb_newn(d->arena, ranked, d->entries.n);
  for (size_t i = 0; i < d->entries.n; i++)
    r[i] = (ranked){.e = d->entries.v[i], .rank = file_rank(d, d->entries.v[i].src.file)};
  qsort(r, d->entries.n, sizeof *r, by_place);
  for (size_t i = 0; i < d->entries.n; i++)
    d->entries.v[i] = r[i].e;
  d->sorted = true;
  return d->entries.v;
}

/* --- one entry ------------------------------------------------------------------------------------------------ */

/* Prints a template with {1} {2} ... replaced. */
static void print_template(FILE *to, const char *t, const zb_diag_entry *e)
{
  for (; *t; t++) {
    if (t[0] == '{' && t[1] >= '1' && t[1] <= '0' + ZB_DIAG_ARGS && t[2] == '}') {
      const char *arg = e->arg[t[1] - '1'];
      fputs(arg ? arg : "", to);
      t += 2;
    } else {
      fputc(*t, to);
    }
  }
}

static const char *find_line(const zb_diags *d, const zb_src *src, size_t *len)
{
  for (size_t i = 0; i < d->sources.n; i++) {
    if (!src->file || strcmp(d->sources.v[i].file, src->file) != 0)
      continue;
    const char *p = d->sources.v[i].text, *end = p + d->sources.v[i].n;
    for (int line = 1; p < end; line++) {
      const char *nl = memchr(p, '\n', (size_t)(end - p));
      const char *stop = nl ? nl : end;
      if (line == src->line) {
        *len = (size_t)(stop - p) - (stop > p && stop[-1] == '\r');
        return zb_utf8_valid(p, *len) == *len ? p : NULL;
      }
      if (!nl)
        break;
      p = nl + 1;
    }
  }
  return NULL;
}

enum { TAB = 4, EXCERPT_MAX = 100, BEFORE_MAX = 40 };

static int cells_of(uint32_t c)
{
  return c == '\t' ? TAB : c < 0x20 || c == 0x7F ? 1 : zb_utf8_cells(c);
}

/* Copies code points from *s, at most `cells` cells, tabs as blanks and control characters as dots; returns the cells. */
static int put_text(FILE *to, const char **s, const char *end, int cells)
{
  int used = 0;
  while (*s < end) {
    const char *at = *s;
    uint32_t c = zb_utf8_next(s);
    int w = cells_of(c);
    if (used + w > cells) {
      *s = at;
      break;
    }
    used += w;
    if (c == '\t')
      fprintf(to, "%*s", TAB, "");
    else if (c < 0x20 || c == 0x7F)
      fputc('.', to);
    else
      fwrite(at, 1, (size_t)(*s - at), to);
  }
  return used;
}

/* The part of a line that is shown: long lines are cut to a window around the marked column. */
static const char *window_start(const char *line, const char *at)
{
  int cells = 0;
  const char *p = at;
  while (p > line && cells < BEFORE_MAX) {
    const char *q = p - 1;
    while (q > line && ((unsigned char)*q & 0xC0) == 0x80)
      q--;
    const char *s = q;
    cells += cells_of(zb_utf8_next(&s));
    p = q;
  }
  return p;
}

static void print_excerpt(FILE *to, const zb_diags *d, const zb_diag_entry *e, const char *caret_on, const char *off)
{
  size_t len;
  const char *line = find_line(d, &e->src, &len);
  if (!line)
    return;
  const char *end = line + len, *at = line;
  for (int col = 1; col < e->src.col && at < end; col++)
    zb_utf8_next(&at);
  bool wide = len > 4 * EXCERPT_MAX || zb_utf8_count(line, len) > EXCERPT_MAX / 2;
  const char *from = wide ? window_start(line, at) : line;
  const char *s = from;
  int before = 0;
  for (const char *p = from; p < at;)
    before += cells_of(zb_utf8_next(&p));
  fprintf(to, "%6d | %s", e->src.line, from > line ? "…" : "");
  put_text(to, &s, end, EXCERPT_MAX);
  fprintf(to, "%s\n", s < end ? "…" : "");
  int mark = 0;
  const char *p = at;
  for (int i = 0; i < e->ncols && p < end; i++)
    mark += cells_of(zb_utf8_next(&p));
  if (mark > EXCERPT_MAX - before)
    mark = EXCERPT_MAX - before;
  fprintf(to, "       | %*s%s", before + (from > line), "", caret_on);
  fputc('^', to);
  for (int i = 1; i < mark; i++)
    fputc('~', to);
  fprintf(to, "%s\n", off);
}

static void print_entry(FILE *to, const zb_diags *d, const zb_diag_entry *e, zb_lang lang, bool color)
{
  static const char *const tint[] = {[ZB_NOTE] = "\033[36m",  [ZB_WARNING] = "\033[35m", [ZB_ERROR] = "\033[31m",
                                     [ZB_USAGE] = "\033[31m", [ZB_SYSTEM] = "\033[31m",  [ZB_INTERNAL] = "\033[31m"};
  const char *on = color ? tint[e->level] : "", *bold = color ? "\033[1m" : "", *off = color ? "\033[0m" : "";
  fputs(bold, to);
  if (e->src.file && e->src.line > 0)
    fprintf(to, "%s:%d:%d: ", e->src.file, e->src.line, e->src.col);
  else if (e->src.file)
    fprintf(to, "%s: ", e->src.file);
  else
    fputs("zhanban: ", to);
  fprintf(to, "%s%s%s[%s]:%s ", off, on, zb_level_name(e->level, lang), zb_diag_slug(e->code), off);
  print_template(to, zb_diag_text(e->code, lang), e);
  fputc('\n', to);
  if (e->src.line > 0)
    print_excerpt(to, d, e, on, off);
  const char *hint = zb_diag_hint(e->code, lang);
  if (hint && *hint) {
    fputs(lang == ZB_LANG_ZH ? "       = 建议：" : "       = help: ", to);
    print_template(to, hint, e);
    fputc('\n', to);
  }
}

void zb_diags_print_from(zb_diags *d, FILE *to, zb_lang lang, bool color, zb_level from)
{
  size_t n, dropped = 0;
  const zb_diag_entry *e = zb_diags_sorted(d, &n);
  for (size_t i = 0; i < n; i++)
    if (e[i].level >= from)
      print_entry(to, d, &e[i], lang, color);
  for (int l = (int)from; l <= ZB_INTERNAL; l++)
    dropped += d->dropped[l];
  if (dropped > 0)
    fprintf(to, lang == ZB_LANG_ZH ? "zhanban: 另有 %zu 条未列出\n" : "zhanban: %zu more not shown\n", dropped);
}

void zb_diags_print(zb_diags *d, FILE *to, zb_lang lang, bool color)
{
  zb_diags_print_from(d, to, lang, color, ZB_NOTE);
}
