/* Gaps between clusters: natural space, what it gives and takes, whether a line may end there; and their prefix sums.
 */
#include "text/linebreak.h"

/* Autospace in 1/1000 em (R26): CLREQ allows up to 1/4 natural, 1/8 at least, 1/2 at most; the house stops at 1/3
   before Han gaps open. Word spaces: between 1/4 and 1/2 (R31, R32). */
enum { AFTER_MARK = 2 }; /* shares in the Han stretch, where a Han gap has 1 */
enum { AUTO_NATURAL = 250, AUTO_SHRINK = 125, AUTO_STRETCH = 80, WORD_LEAST = 250, WORD_MOST = 500 };
/* Penalties in badness: number and its measure word, number and another Han, range, hyphen, URL (R11, R12),
   word and a short note in brackets. */
enum { PEN_MEASURE = 160, PEN_NUMBER = 50, PEN_RANGE = 160, PEN_HYPHEN = 200, PEN_URL = 80, PEN_NOTE = 120 };
enum { NOTE_MOST = 2 }; /* characters of a short note in brackets */

static const char *const glue_table[ZB_K_COUNT] = {
#define ZB_GLUE(id, row) [ZB_K_##id] = row,
#include "text/glue.def"
#undef ZB_GLUE
};

static zb_u mil(zb_u size, int v)
{
  return zb_u_muldiv(size, v, 1000);
}

static const zb_ch *first_char(const zb_work *w, size_t i)
{
  return &w->chars.v[w->ch[i]];
}

static const zb_ch *last_char(const zb_work *w, size_t i)
{
  return &w->chars.v[w->ch[i + 1] - 1];
}

static bool western(uint8_t k)
{
  return k == ZB_K_NUM || k == ZB_K_LAT || k == ZB_K_PRE || k == ZB_K_POST;
}

static int8_t tier_of(uint8_t k)
{
  return k == ZB_K_PAUSE ? ZB_SHRINK_PAUSE : k == ZB_K_STOP ? ZB_SHRINK_STOP : ZB_SHRINK_BRACKET;
}

static void han_stretch(zb_gap *g)
{
  g->share = 1;
  g->stretch_tier = ZB_STRETCH_HAN;
}

/* No autospace beside full-width digits or letters, nor after a full-em ℃. */
static bool full_width(const zb_para *p, const zb_clu *k)
{
  if (k->klass == ZB_K_PRE || k->klass == ZB_K_POST)
    return (k->flags & ZB_CL_WIDE) || k->advance >= mil(p->run[k->run].size, 990);
  return (k->flags & ZB_CL_WIDE) != 0;
}

static void autospace(const zb_para *p, zb_gap *g, const zb_clu *l, const zb_clu *r)
{
  const zb_clu *west = l->klass == ZB_K_HAN ? r : l, *han = l->klass == ZB_K_HAN ? l : r;
  zb_u em = p->run[han->run].size;
  if (full_width(p, west)) {
    han_stretch(g);
    return;
  }
  g->natural = mil(em, AUTO_NATURAL);
  g->shrink = mil(em, AUTO_SHRINK);
  g->shrink_tier = ZB_SHRINK_LATIN;
  g->stretch = mil(em, AUTO_STRETCH);
  g->stretch_tier = ZB_STRETCH_LATIN;
  g->share = 1;
}

static void word_space(const zb_para *p, zb_gap *g, const zb_clu *l)
{
  zb_u em = p->run[l->run].size;
  g->shrink = zb_u_max(0, l->advance - mil(em, WORD_LEAST));
  g->shrink_tier = ZB_SHRINK_SPACE;
  g->stretch = zb_u_max(0, mil(em, WORD_MOST) - l->advance);
  g->stretch_tier = ZB_STRETCH_SPACE;
}

/* R25: which isolated marks are a half em wide. */
static bool half_mark(const zb_para *p, uint8_t k)
{
  zb_marks m = p->style.marks;
  return m == ZB_MARKS_HALF || (m == ZB_MARKS_KAIMING && k != ZB_K_STOP);
}

/* A mark's blank beside other text: gone by style, or there to be spent. */
static void blank(const zb_para *p, zb_gap *g, const zb_clu *mark, zb_u trim, int8_t tier)
{
  if (half_mark(p, mark->klass)) {
    g->natural = -trim;
  } else {
    g->shrink = trim;
    g->shrink_tier = tier;
  }
  han_stretch(g);
}

/* Two marks: one blank is gone (R16), the other can go; in half-em styles both are gone, in line-end style none. */
static void two_marks(const zb_para *p, zb_gap *g, const zb_clu *l, const zb_clu *r, zb_u once)
{
  zb_u all = zb_clu_tail(l) + zb_clu_head(r);
  if (p->style.marks == ZB_MARKS_LINE_END)
    once = 0;
  else if (half_mark(p, l->klass) && half_mark(p, r->klass))
    once = all;
  g->natural = -once;
  g->shrink = all - once;
  g->shrink_tier = ZB_SHRINK_BRACKET;
}

static void spacing(const zb_para *p, size_t i, zb_gap *g)
{
  const zb_clu *l = &p->clu[i], *r = &p->clu[i + 1];
  char code = r->flags & (ZB_CL_RISEN | ZB_CL_ATTACHED) ? '.' : glue_table[l->klass][r->klass];
  if (code == 'a' && (l->flags & ZB_CL_RISEN))
    code = 'h'; /* a note number is no word */
  if ((r->flags & ZB_CL_RISEN) && l->klass != ZB_K_OP)
    g->natural = -zb_clu_tail(l); /* it follows the ink of a mark */
  switch (code) {
  case 'h':
    han_stretch(g);
    if (l->klass == ZB_K_HAN && r->klass == ZB_K_HAN)
      g->flags |= ZB_GAP_HAN;
    break;
  case 'a':
    autospace(p, g, l, r);
    break;
  case 'r':
    blank(p, g, l, zb_clu_tail(l), tier_of(l->klass));
    g->share = AFTER_MARK; /* the blank after a mark hides what is added */
    break;
  case 'l':
    blank(p, g, r, zb_clu_head(r), ZB_SHRINK_BRACKET);
    break;
  case 'c':
    two_marks(p, g, l, r, zb_clu_tail(l));
    break;
  case 'm':
    two_marks(p, g, l, r, zb_u_max(zb_clu_tail(l), zb_clu_head(r)));
    han_stretch(g);
    break;
  case 'o':
    two_marks(p, g, l, r, zb_clu_head(r));
    break;
  case 'w':
    word_space(p, g, l);
    break;
  default:
    break;
  }
}

/* Between two pieces of Latin text, without a space. */
static bool inside_latin(const zb_clu *l, const zb_clu *r)
{
  return (western(l->klass) || l->klass == ZB_K_LCL) && (western(r->klass) || r->klass == ZB_K_LOP);
}

/* （次）, （试行）: a short note in brackets belongs to the word before it. */
static bool short_note(const zb_work *w, size_t open)
{
  const zb_para *p = w->p;
  if (first_char(w, open)->c != 0xFF08)
    return false;
  for (size_t i = open + 1; i < p->nclus && i <= open + NOTE_MOST + 1; i++)
    if (p->clu[i].klass == ZB_K_CL)
      return true;
  return false;
}

static void penalty(const zb_work *w, size_t i, zb_gap *g)
{
  const zb_para *p = w->p;
  const zb_clu *l = &p->clu[i], *r = &p->clu[i + 1];
  uint32_t lc = last_char(w, i)->c, rc = first_char(w, i + 1)->c;
  if (inside_latin(l, r))
    g->penalty = l->flags & r->flags & ZB_CL_URL ? PEN_URL : PEN_HYPHEN;
  else if (l->klass == ZB_K_NUM && r->klass == ZB_K_HAN)
    g->penalty = zb_cjk_measure_word(rc) ? PEN_MEASURE : PEN_NUMBER;
  else if (r->klass == ZB_K_NUM && lc == 0x7B2C) /* 第 */
    g->penalty = PEN_MEASURE;
  else if (l->klass == ZB_K_CONN && r->klass == ZB_K_NUM)
    g->penalty = PEN_RANGE;
  else if (r->klass == ZB_K_OP && l->klass == ZB_K_HAN && short_note(w, i + 1))
    g->penalty = PEN_NOTE;
  if (g->penalty >= PEN_MEASURE && !inside_latin(l, r))
    g->flags |= ZB_GAP_INSIDE;
}

static void breaking(const zb_work *w, size_t i, zb_gap *g)
{
  const zb_para *p = w->p;
  const zb_clu *l = &p->clu[i], *r = &p->clu[i + 1];
  zb_strictness s = p->style.strictness;
  if (l->flags & ZB_CL_FORCED) {
    g->flags |= ZB_GAP_BREAK | ZB_GAP_FORCED;
    return;
  }
  if ((r->flags & ZB_CL_ATTACHED) || r->klass == ZB_K_SPC)
    return;
  if (w->after[w->ch[i + 1] - 1] == ZB_LB_NOT || (l->flags & ZB_CL_GLUED) || (r->flags & ZB_CL_RISEN)) {
    bool banned = zb_cjk_no_end((zb_kclass)l->klass, s) || zb_cjk_no_start((zb_kclass)r->klass, s);
    g->flags |= banned ? ZB_GAP_LAST : ZB_GAP_EMERGENCY;
    return;
  }
  g->flags |= ZB_GAP_BREAK;
  if (l->klass == ZB_K_CL || l->klass == ZB_K_PAUSE || l->klass == ZB_K_STOP || l->klass == ZB_K_SPC ||
      r->klass == ZB_K_OP)
    g->flags |= ZB_GAP_PHRASE;
  penalty(w, i, g);
}

/* A NOBREAK span keeps its spaces but neither stretches nor shrinks. */
static void freeze(zb_gap *g)
{
  g->shrink = g->stretch = 0;
  g->share = 0;
  g->shrink_tier = g->stretch_tier = -1;
}

/* Depth of brackets and quotes, for breaks that balanced headings avoid. */
static int depth_after(const zb_work *w, size_t i, int depth)
{
  uint8_t k = w->p->clu[i].klass;
  if (k == ZB_K_OP || k == ZB_K_LOP)
    return depth + 1;
  return (k == ZB_K_CL || (k == ZB_K_LCL && last_char(w, i)->c == ')')) && depth > 0 ? depth - 1 : depth;
}

/* R39: what does not fill whole ems is padded on both sides, a raised note behind only, so that Han after it stand on
   the grid again. */
static void pad_to_grid(zb_para *p)
{
  for (size_t i = 0, e; i < p->nclus; i = e) {
    e = i + 1;
    if (zb_clu_on_grid(p, i))
      continue;
    int64_t width = p->clu[i].advance + (i > 0 ? p->gap[i - 1].natural : 0) + p->gap[i].natural;
    for (; e < p->nclus && !zb_clu_on_grid(p, e); e++)
      width += p->clu[e].advance + p->gap[e].natural;
    zb_u pad = (zb_u)((p->em - width % p->em) % p->em), before = pad / 2;
    if (i == 0 || (p->clu[i].flags & ZB_CL_RISEN))
      before = 0;
    else
      p->gap[i - 1].natural += before;
    if (e < p->nclus)
      p->gap[e - 1].natural += pad - before;
  }
}

static void make_gaps(const zb_work *w)
{
  zb_para *p = w->p;
  int depth = 0;
  for (size_t i = 0; i < p->nclus; i++) {
    zb_gap *g = &p->gap[i];
    *g = (zb_gap){.shrink_tier = -1, .stretch_tier = -1};
    depth = depth_after(w, i, depth);
    if (i + 1 == p->nclus)
      return;
    spacing(p, i, g);
    breaking(w, i, g);
    if (p->clu[i].flags & ZB_CL_GLUED)
      freeze(g);
    if (depth > 0)
      g->flags |= ZB_GAP_INSIDE;
    if (!(p->clu[i + 1].flags & ZB_CL_ATTACHED))
      g->natural += p->style.tracking;
  }
}

void zb_glue(zb_work *w)
{
  zb_para *p = w->p;
  p->gap = zb_newn(p->arena, zb_gap, p->nclus);
  make_gaps(w);
  if (p->style.grid) {
    for (size_t i = 0; i < p->nclus; i++)
      freeze(&p->gap[i]);
    pad_to_grid(p);
  }
  if (p->style.balance || (p->style.align != ZB_ALIGN_JUSTIFY && !p->style.grid))
    zb_words(p);
}
