/* Output "txt": plain text in reading order. Blocks are parted by newlines, cells by tabs; artifacts are left out. */
#include <string.h>

#include "base/utf8.h"
#include "out/logical.h"
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

/* Does g carry on where b ended: same baseline, no visible gap? */
static bool touching(const zb_glyphs *b, const zb_glyphs *g)
{
  zb_u gap = g->x - (b->x + b->advance);
  return b->y == g->y && gap < g->size / 2 && gap > -g->size / 2;
}

static bool is_word(char c)
{
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
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
      put_run(w, &page->op[i].u.glyphs);
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

/* Cells of a row, whatever blocks they hold, on one line. */
static void put_row(writer *w, const zb_elem *tr)
{
  newline(w);
  size_t cells = 0;
  for (size_t i = 0; i < tr->kid.n; i++) {
    if (tr->kid.v[i].is_leaf)
      continue;
    if (cells++ > 0)
      put(w, "\t", 1);
    w->before = NULL;
    zb_arena *a = zb_arena_new();
    const char *text = zb_logical_text(a, w->l, tr->kid.v[i].index);
    for (const char *s = text; *s; s++)
      put(w, *s == '\t' || *s == '\n' ? " " : s, 1);
    zb_arena_free(a);
  }
  newline(w);
}

static void put_elem(writer *w, uint32_t index)
{
  const zb_elem *e = &w->l->elem.v[index];
  bool apart = w->apart;
  if (e->role == ZB_DL_TR) {
    put_row(w, e);
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
  writer w = {.l = zb_logical_new(a, job->dl), .to = to};
  put_elem(&w, 0);
  newline(&w);
  zb_arena_free(a);
  return zb_sink_write(to, "", 0);
}
