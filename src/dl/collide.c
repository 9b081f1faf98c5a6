/* Printed text on top of printed text: what no page may hold, whoever placed it. */
#include <stdlib.h>

#include "base/utf8.h"
#include "dl/query.h"

/* The core of a run, which the ink of Han, letters and digits always fills: inside the em box by these parts of 100. */
enum { CORE_ABOVE = 70, CORE_BELOW = 0, CORE_SIDE = 15 };

typedef struct core {
  zb_rect r;
  const zb_dl_op *op;
} core;

static bool is_read(uint32_t c)
{
  return zb_utf8_is_han(c) || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool zb_dl_is_read(const zb_glyphs *g)
{
  for (const char *s = g->text; s < g->text + g->ntext;)
    if (is_read(zb_utf8_next(&s)))
      return true;
  return false;
}

/* From the first to the last character that is read: marks at the ends may have given up their half. Empty if there is
   none. */
static zb_rect core_of(const zb_glyphs *g)
{
  zb_u side = g->size * CORE_SIDE / 100, above = g->size * CORE_ABOVE / 100, x0 = 0, x1 = 0;
  const char *s = g->text;
  for (size_t i = 0, k = 0; i < g->nclusters; s += g->cluster[i].nbytes, k += g->cluster[i].nglyphs, i++) {
    const char *c = s;
    if (g->cluster[i].nglyphs == 0 || !is_read(zb_utf8_next(&c)))
      continue;
    size_t next = k + g->cluster[i].nglyphs;
    x0 = x1 == 0 ? g->glyph[k].x : x0;
    x1 = next < g->nglyphs ? g->glyph[next].x : g->advance;
  }
  return (zb_rect){
      .x = g->x + x0 + side, .y = g->y - above, .w = x1 - x0 - 2 * side, .h = above + g->size * CORE_BELOW / 100};
}

static int by_top(const void *a, const void *b)
{
  const core *x = a, *y = b;
  if (x->r.y != y->r.y)
    return x->r.y < y->r.y ? -1 : 1;
  return x->op < y->op ? -1 : x->op > y->op;
}

static bool touch(zb_rect a, zb_rect b)
{
  return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

void zb_dl_collisions(zb_arena *a, const zb_dl_page *p, zb_dl_collision found, void *data)
{
  core *k = zb_newn(a, core, p->n);
  size_t n = 0;
  for (size_t i = 0; i < p->n; i++) {
    const zb_glyphs *g = p->op[i].u.glyphs;
    if (p->op[i].kind != ZB_DL_OP_GLYPHS || g->has_matrix)
      continue;
    zb_rect r = core_of(g);
    if (r.w > 0 && r.h > 0)
      k[n++] = (core){.r = r, .op = &p->op[i]};
  }
  if (n > 1)
    qsort(k, n, sizeof *k, by_top);
  for (size_t i = 0; i < n; i++)
    for (size_t j = i + 1; j < n && k[j].r.y < k[i].r.y + k[i].r.h; j++)
      if (touch(k[i].r, k[j].r))
        found(data, p, k[i].op, k[j].op);
}
