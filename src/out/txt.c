/* Output "txt": plain text in reading order. Blocks are parted by newlines, columns of tables stand under each other by
   terminal cells; artifacts are left out. */
#include <string.h>

#include "base/utf8.h"
#include "out/celltable.h"
#include "out/outputs.h"

typedef struct writer {
  const zb_logical *l;
  zb_sink *to;
  size_t line;             /* bytes written since the last newline */
  char last;               /* last byte written */
  const zb_glyphs *before; /* previous run of the same element, or NULL */
  bool apart;              /* inside a figure: runs that do not touch are parted by a space */
} writer;

static void put(writer *w, const char *text, size_t n)
{
  if (n == 0)
    return;
  zb_sink_write(w->to, text, n);
  w->line += n;
  w->last = text[n - 1];
}

static void newline(writer *w)
{
  if (w->line > 0)
    zb_sink_write(w->to, "\n", 1);
  w->line = 0;
  w->before = NULL;
}

static bool is_word(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does g carry on where b ended: same baseline, no visible gap? Han and Latin stand up to half an em apart in a label,
   two words or numbers never. */
static bool touching(const zb_glyphs *b, const zb_glyphs *g)
{
  bool words = b->ntext > 0 && is_word(b->text[b->ntext - 1]) && is_word(g->text[0]);
  zb_u gap = g->x - (b->x + b->advance), most = words ? g->size / 10 : g->size / 2;
  return b->y == g->y && gap < most && gap > -most;
}

/* A run's text; a space goes before it where a line broke inside Latin text or where labels of a figure stand apart. */
static void put_run(writer *w, const zb_glyphs *g)
{
  if (g->ntext == 0)
    return;
  if (w->before && w->line > 0 && w->last != ' ' && g->text[0] != ' ') {
    bool broken = w->before->y != g->y && is_word(w->last) && is_word(g->text[0]);
    if (broken || (w->apart && !touching(w->before, g)))
      put(w, " ", 1);
  }
  const char *at = g->text, *end = g->text + g->ntext;
  while (at < end) {
    const char *from = at;
    uint32_t c = zb_utf8_next(&at);
    if (c == '\n' || c == '\r' || c == '\t' || c == 0x2028)
      put(w, " ", 1);
    else if (c >= 0x20)
      put(w, from, (size_t)(at - from));
  }
  w->before = g;
}

static void put_leaf(writer *w, uint32_t index)
{
  const zb_leaf *leaf = &w->l->leaf.v[index];
  const zb_dl_page *page = w->l->dl->page[leaf->page];
  for (uint32_t i = leaf->first; i <= leaf->last; i++)
    if (page->op[i].kind == ZB_DL_OP_GLYPHS && w->l->leaf_of[leaf->page][i] == index + 1)
      put_run(w, page->op[i].u.glyphs);
}

static bool is_inline(zb_dl_role role)
{
  return role == ZB_DL_SPAN || role == ZB_DL_LINK || role == ZB_DL_LBL || role == ZB_DL_LBODY;
}

static void put_elem(writer *w, uint32_t index);

static void put_kids(writer *w, const zb_elem *e)
{
  for (size_t i = 0; i < e->kid.n; i++) {
    if (e->kid.v[i].is_leaf)
      put_leaf(w, e->kid.v[i].index);
    else
      put_elem(w, e->kid.v[i].index);
  }
}

static size_t cells_of(const char *text)
{
  size_t n = 0;
  while (*text)
    n += (size_t)zb_utf8_cells(zb_utf8_next(&text));
  return n;
}

static void put_blanks(writer *w, size_t n)
{
  for (; n > 0; n--)
    put(w, " ", 1);
}

static bool is_number(const char *text)
{
  text += *text == '-' || *text == '+';
  return *text >= '0' && *text <= '9';
}

/* Terminal cells of each column: its widest cell; the last of the columns a wide cell covers takes what they lack. */
static size_t *widths_of(zb_arena *a, const zb_celltable *t)
{
  size_t *width = zb_newn(a, size_t, t->ncols + 1);
  for (int wide = 0; wide < 2; wide++)
    for (size_t i = 0; i < t->nrows * t->ncols; i++) {
      const zb_celltext *c = &t->cell[i];
      size_t k = i % t->ncols, have = 0, want = cells_of(c->text);
      if (c->across == 0 || (c->across > 1) != wide || c->across == t->ncols)
        continue;
      for (size_t j = k; j < k + c->across; j++)
        have += width[j] + (j > k ? 2 : 0);
      if (want > have)
        width[k + c->across - 1] += want - have;
      zb_arena_walked(a, i);
    }
  return width;
}

/* One row; two blanks between columns, numbers to the right. */
static void put_row(writer *w, const zb_celltable *t, size_t row, const size_t *width)
{
  size_t skipped = 0; /* blanks owed before the next text: none stand at the end of a line */
  for (size_t k = 0; k < t->ncols;) {
    const zb_celltext *c = &t->cell[row * t->ncols + k];
    size_t n = c->across > 0 ? c->across : 1, room = 0, used = cells_of(c->text);
    for (size_t j = k; j < k + n; j++)
      room += width[j] + (j > k ? 2 : 0);
    size_t before = !c->head && is_number(c->text) && room > used ? room - used : 0;
    if (used > 0) {
      put_blanks(w, skipped + before);
      put(w, c->text, strlen(c->text));
      skipped = 0;
    }
    skipped += (used > 0 ? (room > used + before ? room - used - before : 0) : room) + 2;
    k += n;
  }
  newline(w);
}

static void put_rows(writer *w, const uint32_t *row, size_t n)
{
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, ZB_LOGICAL_KEEP);
  newline(w);
  zb_celltable t = zb_celltable_read(a, w->l, row, n);
  size_t *width = widths_of(a, &t);
  for (size_t r = 0; r < t.nrows; r++) {
    put_row(w, &t, r, width);
    zb_arena_walked(a, r);
  }
  zb_arena_free(a);
}

/* Rows of a table together, so that their columns stand under each other. */
static void put_table(writer *w, const zb_elem *e)
{
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, ZB_LOGICAL_KEEP);
  uint32_t *row = zb_newn(a, uint32_t, e->kid.n + 1);
  for (size_t i = 0; i < e->kid.n; i++) {
    size_t n = 0;
    for (; i < e->kid.n && !e->kid.v[i].is_leaf && w->l->elem.v[e->kid.v[i].index].role == ZB_DL_TR; i++)
      row[n++] = e->kid.v[i].index;
    if (n > 0)
      put_rows(w, row, n);
    if (i < e->kid.n && e->kid.v[i].is_leaf)
      put_leaf(w, e->kid.v[i].index);
    else if (i < e->kid.n)
      put_elem(w, e->kid.v[i].index);
  }
  zb_arena_free(a);
}

static void put_elem(writer *w, uint32_t index)
{
  const zb_elem *e = &w->l->elem.v[index];
  bool apart = w->apart;
  if (e->role == ZB_DL_TABLE) {
    put_table(w, e);
    return;
  }
  if (e->role == ZB_DL_TR) {
    put_rows(w, &index, 1);
    return;
  }
  if (e->role == ZB_DL_LBODY && w->line > 0 && w->last != ' ')
    put(w, " ", 1);
  if (!is_inline(e->role))
    newline(w);
  if (e->role == ZB_DL_FIGURE) {
    w->apart = true;
    if (e->mark && e->mark->alt) {
      put(w, "[", 1);
      put(w, e->mark->alt, strlen(e->mark->alt));
      put(w, "]", 1);
      newline(w);
    }
  }
  put_kids(w, e);
  w->apart = apart;
  if (!is_inline(e->role))
    newline(w);
}

bool zb_out_txt_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  (void)page;
  zb_arena *a = zb_arena_new();
  zb_arena_spill(a, ZB_LOGICAL_KEEP);
  writer w = {.l = zb_logical_new(a, job->dl), .to = to};
  put_elem(&w, 0);
  newline(&w);
  zb_arena_free(a);
  return zb_sink_write(to, "", 0);
}
