/* Questions to a finished display list. */
#include "dl/query.h"

#include <string.h>

#include "base/vec.h"

typedef ZB_VEC(char) text_buf;

static void add_text(zb_arena *a, text_buf *b, const char *s, size_t n)
{
  for (size_t i = 0; i < n; i++)
    zb_push(a, b, s[i]);
}

static char *finish(zb_arena *a, text_buf *b)
{
  zb_push(a, b, '\0');
  return b->v;
}

/* Text and first rectangle between the BEGIN at `i` and its END. */
static void inside(zb_arena *a, const zb_dl_page *p, size_t i, zb_dl_use *use)
{
  text_buf text = {0};
  int depth = 0;
  for (; i < p->n; i++) {
    const zb_dl_op *op = &p->op[i];
    if (op->kind == ZB_DL_OP_BEGIN)
      depth++;
    else if (op->kind == ZB_DL_OP_END && --depth == 0)
      break;
    else if (op->kind == ZB_DL_OP_GLYPHS)
      add_text(a, &text, op->u.glyphs->text, op->u.glyphs->ntext);
    else if (op->kind == ZB_DL_OP_FILL && !use->drawn) {
      use->drawn = true;
      use->fill = op->bounds;
    }
  }
  use->text = finish(a, &text);
}

zb_dl_use *zb_dl_uses(zb_arena *a, const zb_dl *dl, size_t *n)
{
  ZB_VEC(zb_dl_use) uses = {0};
  for (size_t i = 0; i < dl->npages; i++) {
    const zb_dl_page *p = dl->page[i];
    for (size_t k = 0; k < p->n; k++) {
      const zb_dl_op *op = &p->op[k];
      if (op->kind != ZB_DL_OP_BEGIN || !op->u.mark->datum)
        continue;
      zb_dl_use use = {.datum = op->u.mark->datum, .page = p, .bounds = op->bounds, .measure = op->u.mark->measure};
      inside(a, p, k, &use);
      zb_push(a, &uses, use);
    }
    zb_dl_walked(dl, i);
  }
  *n = uses.n;
  return uses.v;
}

static bool block_level(zb_dl_role role)
{
  return role != ZB_DL_SPAN && role != ZB_DL_LINK && role != ZB_DL_LBL && role != ZB_DL_LBODY;
}

/* Elements continued over columns and pages share a node: no newline between their parts. */
char *zb_dl_text(zb_arena *a, const zb_dl *dl)
{
  text_buf text = {0};
  uint32_t last = 0;
  for (size_t i = 0; i < dl->npages; i++) {
    const zb_dl_page *p = dl->page[i];
    uint32_t stack[64];
    bool artifact[64];
    int depth = 0;
    for (size_t k = 0; k < p->n; k++) {
      const zb_dl_op *op = &p->op[k];
      if (op->kind == ZB_DL_OP_BEGIN) {
        bool inherit = block_level(op->u.mark->role) ? false : true;
        stack[depth] = inherit && depth > 0 ? stack[depth - 1] : op->u.mark->node;
        artifact[depth] = (depth > 0 && artifact[depth - 1]) || op->u.mark->role == ZB_DL_ARTIFACT;
        depth++;
      } else if (op->kind == ZB_DL_OP_END) {
        depth--;
      } else if (op->kind == ZB_DL_OP_GLYPHS && depth > 0 && !artifact[depth - 1]) {
        if (last != 0 && stack[depth - 1] != last)
          add_text(a, &text, "\n", 1);
        last = stack[depth - 1];
        add_text(a, &text, op->u.glyphs->text, op->u.glyphs->ntext);
      }
    }
    zb_dl_walked(dl, i);
  }
  return finish(a, &text);
}

void zb_dl_outside(const zb_dl *dl, void (*found)(void *data, const zb_dl_page *p, const zb_dl_op *op), void *data)
{
  for (size_t i = 0; i < dl->npages; i++) {
    const zb_dl_page *p = dl->page[i];
    for (size_t k = 0; k < p->n; k++) {
      const zb_dl_op *op = &p->op[k];
      if (op->kind != ZB_DL_OP_GLYPHS)
        continue;
      const zb_glyphs *g = op->u.glyphs;
      bool out = g->x < 0 || g->y - g->size * 3 / 4 < 0 || g->x + g->advance > p->w || g->y > p->h;
      if (out && !g->has_matrix)
        found(data, p, op);
    }
    zb_dl_walked(dl, i);
  }
}
