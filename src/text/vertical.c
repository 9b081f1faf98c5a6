/* Vertical setting (R43): a line is a column. Han and marks stand upright in cells along it, marks by the face's
   vertical forms; one to three digits share a cell; Latin text and longer numbers lie on their side. Widths of cells
   are heights, so gaps, breaks and justification are those of horizontal lines. */
#include "text/emit.h"

#include <glib.h>

/* In 1/1000 em: the em box above the baseline, the most a mark gives, what stays beside its ink. */
enum { ASCENT = 880, DESCENT = 120, TRIM_MOST = 500, TRIM_KEEPS = 30 };
/* In 1/1000 em: baseline of sideways text left of the axis; emphasis dots and the underline right of it. */
enum { SIDE_BASE = 380, DOT_OFF = 610, LINE_OFF = 560, LINE_WIDTH = 50 };
enum { DIGITS_MOST = 3 }; /* that share a cell */

static zb_u mil(zb_u size, int v)
{
  return zb_u_muldiv(size, v, 1000);
}

static uint32_t char_of(const zb_work *w, size_t i)
{
  return w->chars.v[w->ch[i]].c;
}

uint32_t zb_vertical_form(uint32_t c)
{
  switch (c) { /* GB/T 15834: corner brackets for quotes */
  case 0x201C:
    return 0x300E;
  case 0x201D:
    return 0x300F;
  case 0x2018:
    return 0x300C;
  case 0x2019:
    return 0x300D;
  default:
    return c;
  }
}

/* --- cells ------------------------------------------------------------------------------------------------------ */

static bool western(uint8_t k)
{
  return k == ZB_K_NUM || k == ZB_K_LAT || k == ZB_K_PRE || k == ZB_K_POST || k == ZB_K_LOP || k == ZB_K_LCL;
}

static bool is_digit(uint32_t c)
{
  return c >= '0' && c <= '9';
}

/* Clusters [i, e) of Western text. */
static size_t token_end(const zb_work *w, size_t i)
{
  size_t e = i;
  while (e < w->p->nclus && western(w->p->clu[e].klass) && !(w->p->clu[e].flags & ZB_CL_WIDE))
    e++;
  return e;
}

/* How many digits a token begins with, if nothing but a sign after them follows; else 0. */
static size_t few_digits(const zb_work *w, size_t i, size_t e)
{
  size_t n = 0;
  while (i + n < e && is_digit(char_of(w, i + n)))
    n++;
  for (size_t k = i + n; k < e; k++)
    if (w->p->clu[k].klass != ZB_K_POST)
      return 0;
  return n <= DIGITS_MOST ? n : 0;
}

static void upright_cell(const zb_work *w, size_t i, zb_u advance)
{
  zb_clu *k = &w->p->clu[i];
  k->advance = advance;
  k->dx = 0;
  k->trim = 0;
  k->flags |= ZB_CL_CELL | ZB_CL_WIDE;
}

/* A token: its digits in one cell, a letter or sign alone in its own, or all on its side. */
static size_t token(const zb_work *w, size_t i)
{
  zb_para *p = w->p;
  size_t e = token_end(w, i), n = few_digits(w, i, e);
  bool single = e == i + 1 && (p->clu[i].klass == ZB_K_LAT || p->clu[i].klass == ZB_K_POST);
  for (size_t k = i; k < e; k++) {
    zb_u size = p->run[p->clu[k].run].size;
    if (n > 0)
      upright_cell(w, k, k + 1 < i + n ? 0 : size);
    else if (single)
      upright_cell(w, k, size);
    else
      p->clu[k].flags |= ZB_CL_SIDEWAYS;
  }
  return e;
}

static zb_glyph_ink ink_of(const zb_para *p, const zb_clu *k)
{
  return zb_fonts_ink(p->t->fonts, p->run[k->run].font, p->gid[k->glyph]);
}

/* Has the face a vertical form of the mark: brackets have another glyph, what is long is higher than wide? */
static bool has_form(const zb_work *w, size_t i)
{
  const zb_para *p = w->p;
  const zb_clu *k = &p->clu[i];
  if (zb_clu_nglyphs(k) != 1)
    return false;
  zb_glyph_ink ink = ink_of(p, k);
  if (k->klass == ZB_K_DASH || k->klass == ZB_K_ELL || k->klass == ZB_K_CONN)
    return ink.top - ink.bottom > ink.right - ink.left;
  if (k->klass != ZB_K_OP && k->klass != ZB_K_CL)
    return true;
  return zb_fonts_glyph(p->t->fonts, p->run[k->run].font, zb_vertical_form(char_of(w, i))) != p->gid[k->glyph];
}

/* R16 to R19 along the column: by the blank above or below the ink. */
static void trim(const zb_para *p, zb_clu *k, zb_u size)
{
  if (p->style.marks == ZB_MARKS_NONE)
    return;
  zb_glyph_ink ink = ink_of(p, k);
  int above = zb_u_clamp(ASCENT - ink.top - TRIM_KEEPS, 0, TRIM_MOST),
      below = zb_u_clamp(ink.bottom + DESCENT - TRIM_KEEPS, 0, TRIM_MOST);
  int blank = k->klass == ZB_K_OP ? above : below;
  k->trim = blank == TRIM_MOST ? size / 2 : mil(size, blank);
}

static void mark(const zb_work *w, size_t i)
{
  zb_para *p = w->p;
  zb_clu *k = &p->clu[i];
  zb_u size = p->run[k->run].size;
  if (!has_form(w, i)) {
    zb_cell(w, i);
    k->flags |= ZB_CL_SIDEWAYS;
    return;
  }
  upright_cell(w, i, size * (zb_u)(w->ch[i + 1] - w->ch[i]));
  if (k->klass == ZB_K_OP || k->klass == ZB_K_CL || k->klass == ZB_K_PAUSE || k->klass == ZB_K_STOP) {
    k->flags &= (uint8_t)~ZB_CL_CELL;
    trim(p, k, size);
    return;
  }
  if (k->klass == ZB_K_MID || k->klass == ZB_K_SOL)
    k->advance = size / 2;
  zb_glyph_ink ink = ink_of(p, k); /* in the middle of the cell */
  k->dx = k->advance / 2 - mil(size, ASCENT) + mil(size, ink.top + ink.bottom) / 2;
}

void zb_vertical_cells(zb_work *w)
{
  zb_para *p = w->p;
  for (size_t i = 0; i < p->nclus;) {
    zb_clu *k = &p->clu[i];
    if (western(k->klass) && !(k->flags & ZB_CL_WIDE)) {
      i = token(w, i);
      continue;
    }
    if (k->klass == ZB_K_SPC)
      zb_cell(w, i);
    else if (k->klass == ZB_K_HAN || western(k->klass))
      upright_cell(w, i, k->advance > 0 ? p->run[k->run].size : 0);
    else
      mark(w, i);
    i++;
  }
}

/* --- drawing ---------------------------------------------------------------------------------------------------- */

/* Of cluster i along the page: where its cell begins. */
static zb_u cell_top(const zb_emitter *em, size_t i)
{
  return em->y + em->pos[i - em->line->a] + em->p->clu[i].dx;
}

/* Clusters from i on that are drawn by one operation: digits of one cell, others of one orientation. */
static size_t same_end(const zb_para *p, size_t i, size_t e)
{
  size_t to = i + 1;
  if (p->clu[i].advance == 0) {
    while (to < e && p->clu[to - 1].advance == 0)
      to++;
    return to;
  }
  while (to < e && p->clu[to].advance > 0 && ((p->clu[to].flags ^ p->clu[i].flags) & ZB_CL_SIDEWAYS) == 0)
    to++;
  return to;
}

static zb_u set_width(const zb_para *p, size_t a, size_t e)
{
  zb_u w = 0;
  for (size_t i = a; i < e; i++)
    w += p->clu[i].set;
  return w;
}

/* Puts the glyphs of cluster i at (x, y) from the run's origin. */
static void put(const zb_para *p, size_t i, zb_u x, zb_u y, zb_glyphs *g)
{
  for (size_t n = p->clu[i].glyph; n < p->clu[i + 1].glyph; n++) {
    zb_point d = p->shift ? p->shift[n] : (zb_point){0, 0};
    g->glyph[g->nglyphs++] = (zb_glyph){.gid = p->gid[n], .x = x + d.x, .y = y + d.y};
  }
}

/* One operation, one cluster: what is read in a column is one piece of text. */
static void emit(const zb_emitter *em, size_t a, size_t e)
{
  const zb_para *p = em->p;
  const zb_run *run = &p->run[p->clu[a].run];
  zb_u size = run->size, top = cell_top(em, a), width = set_width(p, a, e);
  bool side = (p->clu[a].flags & ZB_CL_SIDEWAYS) != 0, shared = !side && e > a + 1 && p->clu[a].advance == 0;
  size_t nglyphs = p->clu[e].glyph - p->clu[a].glyph;
  zb_glyphs g = {.font = run->font,
                 .size = size,
                 .color = zb_emit_color(p, run->span),
                 .x = em->x,
                 .y = top + (side ? 0 : mil(size, ASCENT)),
                 .has_matrix = true,
                 .m = {65536, 0, 0, 65536},
                 .text = zb_emit_text(em, p->clu[a].byte, p->clu[e].byte - p->clu[a].byte),
                 .ntext = p->clu[e].byte - p->clu[a].byte};
  if (nglyphs == 0)
    return;
  g.glyph = zb_newn(em->page->dl->arena, zb_glyph, nglyphs);
  zb_u x = 0;
  if (side) { /* a quarter turn clockwise */
    g.x -= mil(size, SIDE_BASE) - run->rise;
    g.m[0] = g.m[3] = 0;
    g.m[1] = 65536;
    g.m[2] = -65536;
  } else if (shared) {
    g.m[0] = width > size ? (int32_t)((int64_t)65536 * size / width) : 65536;
    g.x -= zb_u_min(width, size) / 2;
  } else {
    g.y -= run->rise;
  }
  for (size_t i = a; i < e; i++) {
    if (side)
      put(p, i, cell_top(em, i) - top, 0, &g);
    else if (shared)
      put(p, i, x, 0, &g);
    else
      put(p, i, -p->clu[i].set / 2, cell_top(em, i) - top, &g);
    x += p->clu[i].set;
  }
  zb_cluster whole = {.nbytes = (uint16_t)g.ntext, .nglyphs = (uint16_t)g.nglyphs};
  g.cluster = zb_arena_memdup(em->page->dl->arena, &whole, sizeof whole);
  g.nclusters = 1;
  g.advance = em->y + em->pos[e - 1 - em->line->a] + p->clu[e - 1].advance - top;
  zb_dl_glyphs(em->page, &g);
}

void zb_vertical_run(const zb_emitter *em, size_t a, size_t e)
{
  enum { MOST = 4000 }; /* of an operation; bytes and glyphs of a cluster are 16 bits */
  for (size_t i = a; i < e;) {
    size_t end = same_end(em->p, i, e);
    end = end > i + MOST ? i + MOST : end;
    emit(em, i, end);
    i = end;
  }
}

void zb_vertical_dots(const zb_emitter *em)
{
  const zb_para *p = em->p;
  for (size_t i = em->line->a; i < em->line->e; i++) {
    zb_u off = mil(p->run[p->clu[i].run].size, DOT_OFF);
    zb_emit_dot(em, i, (zb_point){em->x + off, cell_top(em, i) + p->clu[i].advance / 2});
  }
}

/* An underline stands right of the characters. */
void zb_vertical_lines(const zb_emitter *em)
{
  const zb_para *p = em->p;
  for (size_t i = em->line->a, e; i < em->line->e; i = e) {
    e = i + 1;
    if (!(p->span[zb_emit_span(p, i)].flags & ZB_SPAN_UNDERLINE))
      continue;
    while (e < em->line->e && (p->span[zb_emit_span(p, e)].flags & ZB_SPAN_UNDERLINE))
      e++;
    zb_u top = cell_top(em, i);
    zb_rect r = {.x = em->x + mil(p->em, LINE_OFF),
                 .y = top,
                 .w = mil(p->em, LINE_WIDTH),
                 .h = em->y + em->pos[e - 1 - em->line->a] + p->clu[e - 1].advance - top};
    zb_dl_fill_rect(em->page, r, zb_paint_solid(zb_emit_color(p, zb_emit_span(p, i))));
  }
}
