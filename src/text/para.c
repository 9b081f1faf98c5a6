/* The composer's face: paragraphs and their lines. */
#include "text/para.h"

#include <glib.h>
#include <string.h>

#include "text/linebreak.h"

zb_para *zb_para_new(zb_text *t, const zb_span *span, size_t nspans, const zb_tstyle *style)
{
  zb_para *p = zb_new(t->arena, zb_para);
  p->t = t;
  p->arena = t->arena;
  p->style = *style;
  p->em = style->size > 0 ? style->size : ZB_PT(10);
  p->style.size = p->em;
  if (style->grid) {
    p->style.align = style->align == ZB_ALIGN_JUSTIFY ? ZB_ALIGN_LEFT : style->align;
    p->style.marks = style->marks == ZB_MARKS_NONE ? ZB_MARKS_NONE : ZB_MARKS_LINE_END;
  }
  p->span = zb_arena_memdup(t->arena, span, nspans * sizeof *span);
  p->nspans = nspans;
  zb_work w = {.p = p, .chars = zb_normalise(t, span, nspans, style)};
  p->text = w.chars.text;
  p->nbytes = w.chars.nbytes;
  zb_cjk_classify(&w.chars);
  w.after = g_new0(uint8_t, w.chars.n + 1);
  zb_linebreak(&w.chars, style->strictness, w.after, NULL);
  zb_shape(&w);
  if (style->vertical) {
    zb_vertical_cells(&w);
  } else {
    zb_cells(&w);
    zb_ruby_set(p);
  }
  zb_glue(&w);
  g_free(w.chars.v);
  g_free(w.after);
  g_free(w.ch);
  return p;
}

static zb_u clamp_u(int64_t v)
{
  return v > INT32_MAX ? INT32_MAX : v < 0 ? 0 : (zb_u)v;
}

/* Widest of the pieces that end at gaps with any of `flags`. */
static zb_u widest(const zb_para *p, unsigned flags)
{
  int64_t most = 0;
  size_t from = 0;
  for (size_t i = 0; i < p->nclus; i++) {
    if (i + 1 < p->nclus && !(p->gap[i].flags & flags))
      continue;
    size_t e = i + 1;
    while (e > from && p->clu[e - 1].klass == ZB_K_SPC)
      e--;
    int64_t w = zb_line_caps(p, from, e).natural;
    most = w > most ? w : most;
    from = i + 1;
  }
  return clamp_u(most);
}

zb_u zb_para_width(const zb_para *p)
{
  return widest(p, ZB_GAP_FORCED);
}

zb_u zb_para_min_width(const zb_para *p)
{
  return widest(p, ZB_GAP_BREAK);
}

zb_u zb_para_width_to(const zb_para *p, size_t byte)
{
  size_t e = 0;
  while (e < p->nclus && p->clu[e].byte < byte)
    e++;
  return e > 0 ? clamp_u(zb_line_caps(p, 0, e).natural) : 0;
}

/* First fit: with no line stretched or shrunk it needs as few lines as any other choice. */
size_t zb_para_count(const zb_para *p, zb_u measure)
{
  size_t lines = 0, from = 0;
  while (from < p->nclus) {
    size_t end = p->nclus, best = 0;
    int64_t width = 0;
    for (size_t i = from; i < p->nclus; i++) {
      width += p->clu[i].advance;
      if (width - zb_clu_head(&p->clu[from]) - zb_clu_tail(&p->clu[i]) > measure && best > 0) {
        end = best;
        break;
      }
      if (p->gap[i].flags & ZB_GAP_BREAK || i + 1 == p->nclus)
        best = i + 1;
      if (p->gap[i].flags & ZB_GAP_FORCED) {
        end = i + 1;
        break;
      }
      width += p->gap[i].natural;
    }
    lines++;
    from = end;
  }
  return lines;
}

static zb_u same_measure(void *data, size_t line, zb_u *x)
{
  (void)line;
  *x = 0;
  return *(const zb_u *)data;
}

zb_lines *zb_para_break(zb_para *p, zb_u measure)
{
  return zb_break(p, same_measure, &measure, true);
}

zb_lines *zb_para_break_shape(zb_para *p, zb_measure_fn fn, void *data)
{
  return zb_break(p, fn, data, false);
}

size_t zb_lines_count(const zb_lines *l)
{
  return l->n;
}

/* Largest size on the line: its em box gives ascent and descent, whatever faces came (R38). */
static zb_u line_size(const zb_para *p, const zb_line *l)
{
  zb_u size = l->a < l->e ? 0 : p->em;
  for (size_t i = l->a; i < l->e; i++) {
    const zb_run *r = &p->run[p->clu[i].run];
    size = zb_u_max(size, r->rise == 0 ? r->size : 0);
  }
  return size > 0 ? size : p->em;
}

/* Stretch at the first Han-Han gap; all others of the line got the same up to one unit. */
static zb_u han_gap(const zb_para *p, const zb_line *l)
{
  size_t n = l->e - l->a;
  zb_u *pos = g_new(zb_u, n + 1), gap = 0;
  zb_line_set(p, l, pos);
  for (size_t i = 0; i + 1 < n; i++) {
    if (!(p->gap[l->a + i].flags & ZB_GAP_HAN))
      continue;
    zb_u g = pos[i + 1] - pos[i] - p->clu[l->a + i].advance - p->gap[l->a + i].natural;
    gap = g > gap ? g : gap;
  }
  g_free(pos);
  return gap;
}

zb_line_info zb_lines_info(const zb_lines *lines, size_t line)
{
  const zb_para *p = lines->p;
  const zb_line *l = &lines->v[line];
  zb_u size = line_size(p, l);
  zb_line_info info = {.x = l->x,
                       .width = l->width,
                       .measure = l->measure,
                       .ascent = zb_u_muldiv(size, 88, 100),
                       .descent = zb_u_muldiv(size, 12, 100),
                       .han_gap = han_gap(p, l),
                       .overfull = l->overfull,
                       .last = l->last,
                       .emergency = l->emergency};
  for (size_t i = l->a; i < l->e; i++)
    info.han += p->clu[i].klass == ZB_K_HAN;
  info.byte0 = p->clu[l->a].byte;
  info.byte1 = p->clu[l->e].byte;
  return info;
}

const char *zb_para_text(const zb_para *p, size_t *n)
{
  if (n)
    *n = p->nbytes;
  return p->text;
}

bool zb_lines_holds(const zb_lines *lines, size_t line, const char *id)
{
  const zb_para *p = lines->p;
  const zb_line *l = &lines->v[line];
  for (size_t i = l->a; i < l->e; i++) {
    const char *have = p->span[p->run[p->clu[i].run].span].id;
    if (have && strcmp(have, id) == 0)
      return true;
  }
  return false;
}

char *zb_lines_text(zb_arena *a, const zb_lines *l, size_t line)
{
  const zb_line *v = &l->v[line];
  const zb_clu *clu = l->p->clu;
  return zb_arena_strndup(a, l->p->text + clu[v->a].byte, clu[v->e].byte - clu[v->a].byte);
}
