/* What the two ways of drawing a set line share. Inside the composer only. */
#ifndef ZB_TEXT_EMIT_H
#define ZB_TEXT_EMIT_H

#include "text/compose.h"

/* Drawing one line. Horizontal: x is the left edge of the measure, y the baseline. Vertical: x is the axis of the
   column, y the top of the measure. */
typedef struct zb_emitter {
  const zb_para *p;
  const zb_line *line;
  const zb_u *pos; /* of clusters a.. along the line, from the start of the measure */
  zb_dl_page *page;
  zb_u x, y;
} zb_emitter;

static inline uint32_t zb_emit_span(const zb_para *p, size_t i)
{
  return p->run[p->clu[i].run].span;
}

static inline zb_rgba zb_emit_color(const zb_para *p, uint32_t span)
{
  return p->span[span].has_color ? p->span[span].color : p->style.color;
}

/* 着重号 of cluster i with its middle at c: only Han have one, marks do not. */
void zb_emit_dot(const zb_emitter *em, size_t i, zb_point c);
/* n bytes of the paragraph's text for the display list, which may outlive the paragraph. */
const char *zb_emit_text(const zb_emitter *em, size_t byte, size_t n);

/* vertical.c: clusters [a, e) of one run, and what stands beside the characters of the whole line. */
void zb_vertical_run(const zb_emitter *em, size_t a, size_t e);
void zb_vertical_dots(const zb_emitter *em);
void zb_vertical_lines(const zb_emitter *em);

#endif
