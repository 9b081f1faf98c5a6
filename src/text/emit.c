/* Set lines to the display list: glyph runs in their Span and Link marks, emphasis dots, underlines. */
#include <glib.h>

#include "base/utf8.h"
#include "text/emit.h"

/* In 1/1000 em: the em box reaches 120 below the baseline (R41). */
enum { DOT_DROP = 230, DOT_RADIUS = 60, LINE_DROP = 180, LINE_WIDTH = 50 };
/* Gaps of the glyphs' own advances, in 1/1000 em, from which a PDF reader sees a space or a new line: poppler breaks a
   word at 100 and -200 and a line somewhat below -550 (measured from 5 to 40 pt; MuPDF sees a space from 200). */
enum { READS_AS_SPACE = 85, READS_AS_LINE = 550 };
enum { CLUSTER_MOST = 30000 }; /* bytes or glyphs of one display list cluster; two fit into uint16 */

static zb_u at(const zb_emitter *em, size_t i)
{
  return em->x + em->pos[i - em->line->a];
}

/* --- bridges (R44) --------------------------------------------------------------------------------------------- */

static zb_u gap_after(const zb_emitter *em, size_t i)
{
  const zb_para *p = em->p;
  const zb_clu *l = &p->clu[i], *r = &p->clu[i + 1];
  return at(em, i + 1) + r->dx - at(em, i) - l->dx - l->set;
}

static bool reads_as_space(const zb_emitter *em, size_t i)
{
  const zb_para *p = em->p;
  if (i + 1 >= em->line->e || p->clu[i].klass == ZB_K_SPC || p->clu[i + 1].klass == ZB_K_SPC)
    return false;
  zb_u size = zb_u_min(p->run[p->clu[i].run].size, p->run[p->clu[i + 1].run].size);
  return gap_after(em, i) > zb_u_muldiv(size, READS_AS_SPACE, 1000);
}

/* One glyph for one character: it can be named alone, so it can carry a bridge. */
static bool plain(const zb_para *p, const zb_clu *k)
{
  return zb_clu_nglyphs(k) == 1 && zb_utf8_count(p->text + k->byte, zb_clu_nbytes(k)) == 1;
}

/* Does the bridge over the gap after cluster i belong to the cluster after it? */
static bool bridged_from_right(const zb_para *p, size_t i)
{
  return !plain(p, &p->clu[i]) && plain(p, &p->clu[i + 1]);
}

/* A space glyph in cluster k's face, ending at `end`. */
static size_t filler(const zb_emitter *em, const zb_clu *k, zb_u end, zb_glyph *out)
{
  const zb_run *run = &em->p->run[k->run];
  unsigned gid = zb_fonts_glyph(em->p->t->fonts, run->font, ' ');
  if (gid == 0 || zb_clu_nglyphs(k) == 0)
    return 0;
  *out = (zb_glyph){.gid = gid,
                    .x = end - zb_u_muldiv(run->size, zb_fonts_ink(em->p->t->fonts, run->font, gid).advance, 1000)};
  return 1;
}

/* Bridges in cluster i: before its glyphs, a space that begins where the last glyph ended; after them, one that ends
   where the next begins. The reader takes the cluster's extent from its first and last glyph. x is the run's origin. */
static size_t bridge_before(const zb_emitter *em, size_t i, zb_u x, zb_glyph *out)
{
  if (i == em->line->a || !reads_as_space(em, i - 1) || !bridged_from_right(em->p, i - 1))
    return 0;
  const zb_clu *l = &em->p->clu[i - 1];
  size_t n = filler(em, &em->p->clu[i], 0, out);
  if (n > 0)
    out->x = at(em, i - 1) + l->dx + l->set - x;
  return n;
}

static size_t bridge_after(const zb_emitter *em, size_t i, zb_u x, zb_glyph *out)
{
  if (!reads_as_space(em, i) || bridged_from_right(em->p, i))
    return 0;
  const zb_clu *k = &em->p->clu[i];
  return filler(em, k, at(em, i) + k->dx + k->set + gap_after(em, i) - x, out);
}

/* --- runs -------------------------------------------------------------------------------------------------------- */

/* Two marks pushed into each other: a reader takes the second for the start of another line, so they go as one cluster.
 */
static bool merged_with_last(const zb_emitter *em, size_t i)
{
  zb_u size = em->p->run[em->p->clu[i].run].size;
  return gap_after(em, i - 1) < -zb_u_muldiv(size, READS_AS_LINE, 1000);
}

/* Appends the text and glyph counts of cluster i; what outgrows one entry goes on in the next. */
static size_t put_clusters(const zb_clu *k, size_t bridges, zb_cluster *out)
{
  size_t bytes = zb_clu_nbytes(k), glyphs = zb_clu_nglyphs(k) + bridges, n = 0;
  do {
    size_t b = bytes < CLUSTER_MOST ? bytes : CLUSTER_MOST, g = glyphs < CLUSTER_MOST ? glyphs : CLUSTER_MOST;
    out[n++] = (zb_cluster){.nbytes = (uint16_t)b, .nglyphs = (uint16_t)g};
    bytes -= b;
    glyphs -= g;
  } while (bytes > 0 || glyphs > 0);
  return n;
}

static void merge_last(zb_cluster *cluster, size_t *n)
{
  zb_cluster *into = &cluster[*n - 2], *from = &cluster[*n - 1];
  into->nbytes = (uint16_t)(into->nbytes + from->nbytes);
  into->nglyphs = (uint16_t)(into->nglyphs + from->nglyphs);
  --*n;
}

const char *zb_emit_text(const zb_emitter *em, size_t byte, size_t n)
{
  const zb_para *p = em->p;
  return p->arena == em->page->dl->arena ? p->text + byte : zb_arena_memdup(em->page->dl->arena, p->text + byte, n);
}

/* Glyphs and clusters of clusters [a, e) of one run into arrays that are large enough. */
static void fill_run(const zb_emitter *em, size_t a, size_t e, zb_glyphs *g)
{
  const zb_para *p = em->p;
  for (size_t i = a; i < e; i++) {
    const zb_clu *k = &p->clu[i];
    size_t before = bridge_before(em, i, g->x, g->glyph + g->nglyphs);
    g->nglyphs += before;
    for (size_t n = k->glyph; n < k[1].glyph; n++) {
      zb_point d = p->shift ? p->shift[n] : (zb_point){0, 0};
      g->glyph[g->nglyphs++] = (zb_glyph){.gid = p->gid[n], .x = at(em, i) - g->x + k->dx + d.x, .y = d.y};
    }
    size_t after = bridge_after(em, i, g->x, g->glyph + g->nglyphs);
    g->nglyphs += after;
    g->nclusters += put_clusters(k, before + after, g->cluster + g->nclusters);
    if (i > a && merged_with_last(em, i))
      merge_last(g->cluster, &g->nclusters);
  }
}

/* Clusters [a, e) of one run. */
static void emit_run(const zb_emitter *em, size_t a, size_t e)
{
  const zb_para *p = em->p;
  const zb_clu *first = &p->clu[a], *end = &p->clu[e];
  const zb_run *run = &p->run[first->run];
  zb_glyphs g = {.font = run->font,
                 .size = run->size,
                 .color = zb_emit_color(p, run->span),
                 .x = at(em, a),
                 .y = em->y - run->rise,
                 .text = zb_emit_text(em, first->byte, end->byte - first->byte),
                 .ntext = end->byte - first->byte};
  size_t glyphs = end->glyph - first->glyph + 2 * (e - a);
  g.glyph = g_new(zb_glyph, glyphs);
  g.cluster = g_new(zb_cluster, e - a + (g.ntext + glyphs) / CLUSTER_MOST + 1);
  fill_run(em, a, e, &g);
  zb_glyph *glyph = g.glyph;
  zb_cluster *cluster = g.cluster;
  g.glyph = zb_arena_memdup(em->page->dl->arena, glyph, g.nglyphs * sizeof *glyph);
  g.cluster = zb_arena_memdup(em->page->dl->arena, cluster, g.nclusters * sizeof *cluster);
  g_free(glyph);
  g_free(cluster);
  g.advance = at(em, e - 1) - g.x + p->clu[e - 1].advance;
  zb_dl_glyphs(em->page, &g);
}

static void emit_runs(const zb_emitter *em, size_t a, size_t e)
{
  for (size_t i = a; i < e;) {
    size_t end = i + 1;
    while (end < e && em->p->clu[end].run == em->p->clu[i].run)
      end++;
    if (em->p->style.vertical)
      zb_vertical_run(em, i, end);
    else
      emit_run(em, i, end);
    i = end;
  }
}

/* A name and its pinyin: Ruby > (RB, RT), ISO 32000-1, 14.8.4.4.3. */
static void emit_ruby(const zb_emitter *em, size_t a, size_t e)
{
  zb_src src = em->p->span[zb_emit_span(em->p, a)].src;
  zb_dl_begin_role(em->page, ZB_DL_RUBY, src);
  zb_dl_begin_role(em->page, ZB_DL_RB, src);
  emit_runs(em, a, e);
  zb_dl_end(em->page, ZB_DL_RB);
  zb_dl_begin_role(em->page, ZB_DL_RT, src);
  zb_ruby_draw(em->p, a, e, em->pos + (a - em->line->a), em->page, em->x, em->y);
  zb_dl_end(em->page, ZB_DL_RT);
  zb_dl_end(em->page, ZB_DL_RUBY);
}

/* Clusters [a, e) of one span, in its marks. */
static void emit_span(const zb_emitter *em, size_t a, size_t e)
{
  const zb_para *p = em->p;
  const zb_span *s = &p->span[zb_emit_span(p, a)];
  if (s->link)
    zb_dl_begin(em->page, (zb_mark){.role = ZB_DL_LINK, .id = s->id, .link = s->link, .src = s->src});
  if (s->datum)
    zb_dl_begin(em->page, (zb_mark){.role = ZB_DL_SPAN, .datum = s->datum, .src = s->src});
  if (s->ruby && !p->style.vertical)
    emit_ruby(em, a, e);
  else
    emit_runs(em, a, e);
  if (s->datum)
    zb_dl_end(em->page, ZB_DL_SPAN);
  if (s->link)
    zb_dl_end(em->page, ZB_DL_LINK);
}

void zb_emit_dot(const zb_emitter *em, size_t i, zb_point c)
{
  const zb_para *p = em->p;
  if (p->span[zb_emit_span(p, i)].flags & ZB_SPAN_EMPH && p->clu[i].klass == ZB_K_HAN)
    zb_dl_fill(em->page,
               zb_path_circle(em->page->dl->arena, c, zb_u_muldiv(p->run[p->clu[i].run].size, DOT_RADIUS, 1000)),
               zb_paint_solid(zb_emit_color(p, zb_emit_span(p, i))));
}

/* 着重号 below the line. */
static void emit_dots(const zb_emitter *em)
{
  const zb_para *p = em->p;
  for (size_t i = em->line->a; i < em->line->e; i++) {
    zb_u drop = zb_u_muldiv(p->run[p->clu[i].run].size, DOT_DROP, 1000);
    zb_emit_dot(em, i, (zb_point){at(em, i) + p->clu[i].advance / 2, em->y + drop});
  }
}

/* Below the em box, from the first to the last underlined cluster: never under the space at its ends. */
static void emit_underlines(const zb_emitter *em)
{
  const zb_para *p = em->p;
  for (size_t i = em->line->a; i < em->line->e;) {
    if (!(p->span[zb_emit_span(p, i)].flags & ZB_SPAN_UNDERLINE)) {
      i++;
      continue;
    }
    size_t e = i + 1;
    while (e < em->line->e && (p->span[zb_emit_span(p, e)].flags & ZB_SPAN_UNDERLINE))
      e++;
    zb_rect r = {.x = at(em, i),
                 .y = em->y + zb_u_muldiv(p->em, LINE_DROP, 1000),
                 .w = at(em, e - 1) + p->clu[e - 1].advance - at(em, i),
                 .h = zb_u_muldiv(p->em, LINE_WIDTH, 1000)};
    zb_dl_fill_rect(em->page, r, zb_paint_solid(zb_emit_color(p, zb_emit_span(p, i))));
    i = e;
  }
}

void zb_lines_draw(const zb_lines *l, size_t line, zb_dl_page *page, zb_u x, zb_u y)
{
  const zb_line *v = &l->v[line];
  const zb_para *p = l->p;
  zb_u *pos = g_new(zb_u, v->e - v->a + 1);
  zb_line_set(p, v, pos);
  zb_emitter em = {.p = p, .line = v, .pos = pos, .page = page, .x = x, .y = y};
  for (size_t i = v->a; i < v->e;) {
    size_t e = i + 1;
    while (e < v->e && zb_emit_span(p, e) == zb_emit_span(p, i))
      e++;
    emit_span(&em, i, e);
    i = e;
  }
  if (p->style.vertical) {
    zb_vertical_lines(&em);
    zb_vertical_dots(&em);
  } else {
    emit_underlines(&em);
    emit_dots(&em);
  }
  g_free(pos);
}
