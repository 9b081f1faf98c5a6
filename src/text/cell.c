/* Cells: the width a mark takes, where its glyph stands in it, and how much blank it can give (R17, R18, R21, R22,
 * R24). */
#include "text/compose.h"

/* In 1/1000 em: the most a mark gives, what stays beside its ink, the least advance of a full-width mark. */
enum { TRIM_MOST = 500, TRIM_KEEPS = 30, TRIM_FROM = 900 };
/* Overlap of the halves of a two-glyph dash, and the widest hole that is closed. */
enum { DASH_OVERLAP = 20, DASH_HOLE = 120 };

static zb_u mil(zb_u size, int v)
{
  return zb_u_muldiv(size, v, 1000);
}

static zb_glyph_ink ink_of(const zb_para *p, const zb_clu *k)
{
  return zb_fonts_ink(p->t->fonts, p->run[k->run].font, p->gid[k->glyph]);
}

/* R24: by the blank the glyph really has, so that a mark that is narrow or centred is never cut. */
static void trim(const zb_para *p, zb_clu *k, zb_u size)
{
  if (p->style.marks == ZB_MARKS_NONE || zb_clu_nglyphs(k) != 1 || k->advance < mil(size, TRIM_FROM))
    return;
  zb_glyph_ink ink = ink_of(p, k);
  int left = zb_u_clamp(ink.left - TRIM_KEEPS, 0, TRIM_MOST),
      right = zb_u_clamp(ink.advance - ink.right - TRIM_KEEPS, 0, TRIM_MOST);
  int blank = k->klass == ZB_K_OP ? left : right;
  k->trim = blank == TRIM_MOST ? size / 2 : mil(size, blank);
}

/* Puts the ink of a one-glyph cluster in the middle of a cell. */
static void centre(const zb_para *p, zb_clu *k, zb_u size, zb_u cell)
{
  if (zb_clu_nglyphs(k) == 1) {
    zb_glyph_ink ink = ink_of(p, k);
    k->dx = (cell - mil(size, ink.right - ink.left)) / 2 - mil(size, ink.left);
  } else {
    k->dx = (cell - k->advance) / 2;
  }
  k->advance = cell;
  k->flags |= ZB_CL_CELL;
}

/* ／ is drawn with the half-width solidus, which fits its cell; the text stays. */
static void solidus(zb_para *p, const zb_clu *k)
{
  zb_run *run = &p->run[k->run];
  unsigned narrow = zb_fonts_glyph(p->t->fonts, run->font, '/');
  if (zb_clu_nglyphs(k) != 1 || narrow == 0)
    return;
  zb_glyph_ink ink = ink_of(p, k);
  if (ink.right - ink.left > TRIM_MOST)
    p->gid[k->glyph] = narrow;
}

/* A cell of an em for each character around glyphs that keep their own side bearings. */
static void cell_em(const zb_work *w, size_t i, zb_u size)
{
  zb_clu *k = &w->p->clu[i];
  zb_u cell = size * (zb_u)(w->ch[i + 1] - w->ch[i]);
  k->dx += (cell - k->advance) / 2;
  k->advance = cell;
  k->flags |= ZB_CL_CELL;
}

/* Two 1 em dashes (faces without a joined glyph) meet. */
static void join_dashes(const zb_work *w, size_t i, zb_u size)
{
  zb_para *p = w->p;
  zb_clu *l = &p->clu[i - 1], *r = &p->clu[i];
  if (l->klass != ZB_K_DASH || zb_clu_nglyphs(l) != 1 || zb_clu_nglyphs(r) != 1 || w->ch[i + 1] - w->ch[i - 1] != 2)
    return;
  zb_glyph_ink li = ink_of(p, l), ri = ink_of(p, r);
  int hole = li.advance - li.right + ri.left + DASH_OVERLAP;
  if (hole <= 0 || hole > DASH_HOLE)
    return;
  l->dx += mil(size, hole / 2);
  r->dx -= mil(size, hole - hole / 2);
}

static uint32_t char_of(const zb_work *w, size_t i)
{
  return w->chars.v[w->ch[i]].c;
}

static bool bang(const zb_work *w, size_t i)
{
  return char_of(w, i) == 0xFF01 || char_of(w, i) == 0xFF1F;
}

/* R17: two of ！？ share one em, three take two. Returns the end of the run that starts at i. */
static size_t bangs(const zb_work *w, size_t i)
{
  zb_para *p = w->p;
  size_t e = i;
  while (e < p->nclus && bang(w, e))
    e++;
  size_t n = e - i;
  if (n < 2)
    return i + 1;
  zb_u size = p->run[p->clu[i].run].size, total = size * (zb_u)((n + 1) / 2), used = 0;
  for (size_t k = i; k < e; k++) {
    zb_u end = zb_u_muldiv(total, (int64_t)(k - i + 1), (int64_t)n);
    p->clu[k].trim = 0;
    centre(p, &p->clu[k], size, end - used);
    used = end;
  }
  return e;
}

void zb_cell(const zb_work *w, size_t i)
{
  zb_para *p = w->p;
  zb_clu *k = &p->clu[i];
  zb_u size = p->run[k->run].size;
  uint32_t c = char_of(w, i);
  switch (k->klass) {
  case ZB_K_OP:
  case ZB_K_CL:
  case ZB_K_PAUSE:
  case ZB_K_STOP:
    trim(p, k, size);
    break;
  case ZB_K_SOL:
    solidus(p, k);
    centre(p, k, size, size / 2);
    break;
  case ZB_K_MID:
    centre(p, k, size, size / 2);
    break;
  case ZB_K_CONN:
    if (c == '-' || c == 0x2010 || c == 0x2013)
      centre(p, k, size, size / 2);
    else
      cell_em(w, i, size);
    break;
  case ZB_K_DASH:
    cell_em(w, i, size);
    if (i > 0)
      join_dashes(w, i, size);
    break;
  case ZB_K_ELL:
    cell_em(w, i, size);
    break;
  case ZB_K_SPC: /* between two phrases of a headline: a half em */
    if (c == ' ' && i > 0 && i + 1 < p->nclus && (p->clu[i - 1].flags & p->clu[i + 1].flags & ZB_CL_WIDE))
      k->advance = size / 2;
    break;
  default:
    break;
  }
}

void zb_cells(zb_work *w)
{
  size_t n = w->p->nclus;
  for (size_t i = 0; i < n; i++)
    zb_cell(w, i);
  for (size_t i = 0; i < n;)
    i = bang(w, i) ? bangs(w, i) : i + 1;
}
