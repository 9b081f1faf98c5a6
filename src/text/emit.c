/* Set lines to the display list: glyph runs in their Span and Link marks, emphasis dots, underlines. */
#include <string.h>

#include "text/compose.h"

/* In 1/1000 em: the em box reaches 120 below the baseline (R41). */
enum { DOT_DROP = 230, DOT_RADIUS = 60, LINE_DROP = 180, LINE_WIDTH = 50 };
/* Gaps of the glyphs' own advances, in 1/1000 em, from which a PDF reader sees a space or a new line: poppler breaks a
   word at 100 and -200 and a line somewhat below -550 (measured from 5 to 40 pt; MuPDF sees a space from 200). */
enum { READS_AS_SPACE = 85, READS_AS_LINE = 550 };
enum { CLUSTER_BYTES = 30000 }; /* of one display list cluster: below uint16 */

typedef struct emitter {
  const zb_para *p;
  const zb_line *line;
  const zb_u *pos; /* of clusters a.. relative to x */
  zb_dl_page *page;
  zb_u x, y;
} emitter;

static zb_rgba colour(const zb_para *p, uint32_t span)
{
  const zb_span *s = &p->span[span];
  return s->has_color ? s->color : p->style.color;
}

static uint32_t span_of(const zb_para *p, size_t i)
{
  return p->run[p->clu[i].run].span;
}

static zb_u at(const emitter *em, size_t i)
{
  return em->x + em->pos[i - em->line->a];
}

/* --- bridges (R44) --------------------------------------------------------------------------------------------- */

static zb_u gap_after(const emitter *em, size_t i)
{
  const zb_para *p = em->p;
  const zb_clu *l = &p->clu[i], *r = &p->clu[i + 1];
  return at(em, i + 1) + r->dx - at(em, i) - l->dx - l->set;
}

static bool reads_as_space(const emitter *em, size_t i)
{
  const zb_para *p = em->p;
  if (i + 1 >= em->line->e || p->clu[i].klass == ZB_K_SPC || p->clu[i + 1].klass == ZB_K_SPC)
    return false;
  zb_u size = zb_u_min(p->run[p->clu[i].run].size, p->run[p->clu[i + 1].run].size);
  return gap_after(em, i) > zb_u_muldiv(size, READS_AS_SPACE, 1000);
}

/* One glyph for one character: it can be named alone, so it can carry a bridge. */
static bool plain(const zb_clu *k)
{
  return k->nch == 1 && k->nglyphs == 1;
}

/* Does the bridge over the gap after cluster i belong to the cluster after it? */
static bool bridged_from_right(const zb_para *p, size_t i)
{
  return !plain(&p->clu[i]) && plain(&p->clu[i + 1]);
}

/* A space glyph in cluster k's face, ending at `end`. */
static size_t filler(const emitter *em, const zb_clu *k, zb_u end, zb_glyph *out)
{
  const zb_run *run = &em->p->run[k->run];
  unsigned gid = zb_fonts_glyph(em->p->t->fonts, run->font, ' ');
  if (gid == 0 || k->nglyphs == 0)
    return 0;
  *out = (zb_glyph){.gid = gid,
                    .x = end - zb_u_muldiv(run->size, zb_fonts_ink(em->p->t->fonts, run->font, gid).advance, 1000)};
  return 1;
}

/* Bridges in cluster i: before its glyphs, a space that begins where the last glyph ended; after them, one that ends
   where the next begins. The reader takes the cluster's extent from its first and last glyph. x is the run's origin. */
static size_t bridge_before(const emitter *em, size_t i, zb_u x, zb_glyph *out)
{
  if (i == em->line->a || !reads_as_space(em, i - 1) || !bridged_from_right(em->p, i - 1))
    return 0;
  const zb_clu *l = &em->p->clu[i - 1];
  size_t n = filler(em, &em->p->clu[i], 0, out);
  if (n > 0)
    out->x = at(em, i - 1) + l->dx + l->set - x;
  return n;
}

static size_t bridge_after(const emitter *em, size_t i, zb_u x, zb_glyph *out)
{
  if (!reads_as_space(em, i) || bridged_from_right(em->p, i))
    return 0;
  const zb_clu *k = &em->p->clu[i];
  return filler(em, k, at(em, i) + k->dx + k->set + gap_after(em, i) - x, out);
}

/* --- runs -------------------------------------------------------------------------------------------------------- */

/* Two marks pushed into each other: a reader takes the second for the start of another line, so they go as one cluster.
 */
static bool merged_with_last(const emitter *em, size_t i)
{
  zb_u size = em->p->run[em->p->clu[i].run].size;
  return gap_after(em, i - 1) < -zb_u_muldiv(size, READS_AS_LINE, 1000);
}

/* Appends the text of cluster i; text that outgrows one entry goes on in entries without glyphs. */
static size_t put_clusters(const zb_para *p, size_t i, size_t bridge, zb_cluster *out)
{
  size_t c0, c1, n = 0;
  zb_clu_chars(p, i, i + 1, &c0, &c1);
  size_t bytes = zb_ch_byte(p, c1) - zb_ch_byte(p, c0);
  uint16_t glyphs = (uint16_t)(p->clu[i].nglyphs + bridge);
  do {
    size_t part = bytes < CLUSTER_BYTES ? bytes : CLUSTER_BYTES;
    out[n++] = (zb_cluster){.nbytes = (uint16_t)part, .nglyphs = glyphs};
    bytes -= part;
    glyphs = 0;
  } while (bytes > 0);
  return n;
}

static size_t count_clusters(const zb_para *p, size_t a, size_t e)
{
  size_t c0, c1;
  zb_clu_chars(p, a, e, &c0, &c1);
  return e - a + (zb_ch_byte(p, c1) - zb_ch_byte(p, c0)) / CLUSTER_BYTES;
}

/* Clusters [a, e) of one run. */
static void emit_run(const emitter *em, size_t a, size_t e)
{
  const zb_para *p = em->p;
  const zb_run *run = &p->run[p->clu[a].run];
  size_t nglyphs = 0, ng = 0, nc = 0, c0, c1;
  for (size_t i = a; i < e; i++)
    nglyphs += p->clu[i].nglyphs + 2u;
  zb_clu_chars(p, a, e, &c0, &c1);
  zb_glyphs g = {.font = run->font,
                 .size = run->size,
                 .paint = zb_paint_solid(colour(p, run->span)),
                 .x = at(em, a),
                 .y = em->y - run->rise,
                 .text = p->chars.text + zb_ch_byte(p, c0),
                 .ntext = zb_ch_byte(p, c1) - zb_ch_byte(p, c0)};
  g.glyph = zb_newn(p->arena, zb_glyph, nglyphs);
  g.cluster = zb_newn(p->arena, zb_cluster, count_clusters(p, a, e));
  for (size_t i = a; i < e; i++) {
    const zb_clu *k = &p->clu[i];
    size_t before = bridge_before(em, i, g.x, g.glyph + ng);
    ng += before;
    for (size_t n = 0; n < k->nglyphs; n++) {
      const zb_cglyph *cg = &p->glyph[k->glyph + n];
      g.glyph[ng++] = (zb_glyph){.gid = cg->gid, .x = at(em, i) - g.x + k->dx + cg->x, .y = cg->y};
    }
    size_t after = bridge_after(em, i, g.x, g.glyph + ng);
    ng += after;
    nc += put_clusters(p, i, before + after, g.cluster + nc);
    if (i > a && nc >= 2 && merged_with_last(em, i)) {
      g.cluster[nc - 2].nbytes = (uint16_t)(g.cluster[nc - 2].nbytes + g.cluster[nc - 1].nbytes);
      g.cluster[nc - 2].nglyphs = (uint16_t)(g.cluster[nc - 2].nglyphs + g.cluster[nc - 1].nglyphs);
      nc--;
    }
  }
  g.nglyphs = ng;
  g.nclusters = nc;
  g.advance = at(em, e - 1) - g.x + p->clu[e - 1].advance;
  zb_dl_glyphs(em->page, &g);
}

/* Clusters [a, e) of one span, in its marks. */
static void emit_span(const emitter *em, size_t a, size_t e)
{
  const zb_para *p = em->p;
  const zb_span *s = &p->span[span_of(p, a)];
  if (s->link)
    zb_dl_begin(em->page, (zb_mark){.role = ZB_DL_LINK, .link = s->link, .src = s->src});
  if (s->datum)
    zb_dl_begin(em->page, (zb_mark){.role = ZB_DL_SPAN, .datum = s->datum, .src = s->src});
  for (size_t i = a; i < e;) {
    size_t end = i + 1;
    while (end < e && p->clu[end].run == p->clu[i].run)
      end++;
    emit_run(em, i, end);
    i = end;
  }
  if (s->datum)
    zb_dl_end(em->page, ZB_DL_SPAN);
  if (s->link)
    zb_dl_end(em->page, ZB_DL_LINK);
}

/* 着重号: under each Han, not under marks. */
static void emit_dots(const emitter *em)
{
  const zb_para *p = em->p;
  for (size_t i = em->line->a; i < em->line->e; i++) {
    const zb_clu *k = &p->clu[i];
    if (!(p->span[span_of(p, i)].flags & ZB_SPAN_EMPH) || k->klass != ZB_K_HAN)
      continue;
    zb_u size = p->run[k->run].size;
    zb_point c = {at(em, i) + k->advance / 2, em->y + zb_u_muldiv(size, DOT_DROP, 1000)};
    zb_dl_fill(em->page, zb_path_circle(p->arena, c, zb_u_muldiv(size, DOT_RADIUS, 1000)),
               zb_paint_solid(colour(p, span_of(p, i))));
  }
}

/* Below the em box, from the first to the last underlined cluster: never under the space at its ends. */
static void emit_underlines(const emitter *em)
{
  const zb_para *p = em->p;
  for (size_t i = em->line->a; i < em->line->e;) {
    if (!(p->span[span_of(p, i)].flags & ZB_SPAN_UNDERLINE)) {
      i++;
      continue;
    }
    size_t e = i + 1;
    while (e < em->line->e && (p->span[span_of(p, e)].flags & ZB_SPAN_UNDERLINE))
      e++;
    zb_rect r = {.x = at(em, i),
                 .y = em->y + zb_u_muldiv(p->em, LINE_DROP, 1000),
                 .w = at(em, e - 1) + p->clu[e - 1].advance - at(em, i),
                 .h = zb_u_muldiv(p->em, LINE_WIDTH, 1000)};
    zb_dl_fill_rect(em->page, r, zb_paint_solid(colour(p, span_of(p, i))));
    i = e;
  }
}

void zb_lines_draw(const zb_lines *l, size_t line, zb_dl_page *page, zb_u x, zb_u y)
{
  const zb_line *v = &l->v[line];
  const zb_para *p = l->p;
  zb_u *pos = zb_newn(p->arena, zb_u, v->e - v->a + 1);
  zb_line_set(p, v, pos);
  emitter em = {.p = p, .line = v, .pos = pos, .page = page, .x = x, .y = y};
  for (size_t i = v->a; i < v->e;) {
    size_t e = i + 1;
    while (e < v->e && span_of(p, e) == span_of(p, i))
      e++;
    emit_span(&em, i, e);
    i = e;
  }
  emit_underlines(&em);
  emit_dots(&em);
}
