/* Itemises and shapes a paragraph once, and cuts the result into clusters. */
#include <pango/pango.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/compose.h"

/* Superscripts and subscripts: size in 1/1000 of the span's, rise in 1/1000 em of it. */
enum { SCRIPT_SIZE = 620, SUP_RISE = 340, SUB_RISE = -140 };

enum face { FACE_LISTED, FACE_HAN, FACE_LATIN, FACES };

/* What a stretch of characters is set in. */
typedef struct look {
  zb_role role;
  int weight;
  zb_u size, rise;
} look;

/* Faces that the lists of one role and weight give to Han and to Latin, looked up when first needed. */
typedef struct face_pair {
  zb_role role;
  int weight;
  char *family[FACES]; /* g_malloc */
} face_pair;

typedef struct shaper {
  zb_para *p;
  const zb_chars *chars;
  uint32_t *ch; /* of the clusters so far */
  ZB_VEC(face_pair) pairs;
  ZB_VEC(uint32_t) missing; /* characters reported in this paragraph */
  uint32_t *gid;            /* g_malloc: moved to the arena at their final size */
  zb_point *shift;
  size_t nglyphs, glyph_cap, run_cap;
  bool shifted;
  PangoFont *last_font; /* borrowed: of the item in work */
  int last_id;
} shaper;

static look look_of(const zb_para *p, uint32_t span)
{
  const zb_span *s = &p->span[span];
  look l = {.role = s->has_role ? s->role : p->style.role, .size = s->size > 0 ? s->size : p->style.size};
  if (s->weight > 0)
    l.weight = s->weight;
  else if (s->flags & ZB_SPAN_STRONG)
    l.weight = zb_fonts_bold(p->t->fonts, l.role);
  else
    l.weight = s->has_role ? 0 : p->style.weight;
  if (s->flags & (ZB_SPAN_SUP | ZB_SPAN_SUB)) {
    l.rise = zb_u_muldiv(l.size, s->flags & ZB_SPAN_SUP ? SUP_RISE : SUB_RISE, 1000);
    l.size = zb_u_muldiv(l.size, SCRIPT_SIZE, 1000);
  }
  return l;
}

static char *family_for(shaper *sh, const PangoFontDescription *desc, gunichar c)
{
  PangoContext *ctx = zb_fonts_context(sh->p->t->fonts);
  PangoFontset *set = pango_context_load_fontset(ctx, desc, pango_context_get_language(ctx));
  PangoFont *font = set ? pango_fontset_get_font(set, c) : NULL;
  char *family = NULL;
  if (font) {
    PangoFontDescription *d = pango_font_describe(font);
    family = g_strdup(pango_font_description_get_family(d));
    pango_font_description_free(d);
    g_object_unref(font);
  }
  if (set)
    g_object_unref(set);
  return family;
}

/* The family that role and weight give to Han or Latin text; never fails once, so NULL only without any font. */
static const face_pair *pair_of(shaper *sh, const look *l, const PangoFontDescription *desc)
{
  for (size_t i = 0; i < sh->pairs.n; i++)
    if (sh->pairs.v[i].role == l->role && sh->pairs.v[i].weight == l->weight)
      return &sh->pairs.v[i];
  face_pair fp = {.role = l->role, .weight = l->weight};
  fp.family[FACE_HAN] = family_for(sh, desc, 0x56FD);
  fp.family[FACE_LATIN] = family_for(sh, desc, 'a');
  zb_push(sh->p->arena, &sh->pairs, fp);
  return &sh->pairs.v[sh->pairs.n - 1];
}

static void add(PangoAttrList *list, PangoAttribute *attr, size_t from, size_t to)
{
  attr->start_index = (guint)from;
  attr->end_index = (guint)to;
  pango_attr_list_insert(list, attr);
}

/* R23: an ambiguous mark takes the face of Han or of Latin whatever the order of the family list. Latin marks of a Han
   face come in its proportional widths. */
static void add_look(shaper *sh, PangoAttrList *list, const look *l, enum face face, size_t from, size_t to)
{
  PangoFontDescription *desc = zb_fonts_describe(sh->p->t->fonts, l->role, l->weight, l->size);
  if (face != FACE_LISTED) {
    const face_pair *fp = pair_of(sh, l, desc);
    if (fp->family[face]) {
      char *list_of = g_strconcat(fp->family[face], ",", pango_font_description_get_family(desc), NULL);
      pango_font_description_set_family(desc, list_of);
      g_free(list_of);
    }
    bool same = g_strcmp0(fp->family[FACE_HAN], fp->family[FACE_LATIN]) == 0;
    if (face == FACE_LATIN && same)
      add(list, pango_attr_font_features_new(sh->p->style.tabular ? "pwid=1,tnum=1" : "pwid=1"), from, to);
  }
  add(list, pango_attr_font_desc_new(desc), from, to);
  pango_font_description_free(desc);
}

static enum face face_at(const zb_ch *ch)
{
  if (ch->flags & ZB_CH_HAN_FONT)
    return FACE_HAN;
  return ch->flags & ZB_CH_LATIN_FONT ? FACE_LATIN : FACE_LISTED;
}

static bool same_look(const look *a, const look *b)
{
  return a->role == b->role && a->weight == b->weight && a->size == b->size && a->rise == b->rise;
}

static PangoAttrList *attributes(shaper *sh)
{
  const zb_para *p = sh->p;
  const zb_chars *cs = sh->chars;
  PangoAttrList *list = pango_attr_list_new();
  add(list, pango_attr_language_new(pango_language_from_string("zh-cn")), 0, cs->nbytes);
  if (p->style.tabular)
    add(list, pango_attr_font_features_new("tnum=1"), 0, cs->nbytes);
  for (size_t i = 0; i < cs->n;) {
    look l = look_of(p, cs->v[i].span);
    enum face face = face_at(&cs->v[i]);
    size_t e = i + 1;
    while (e < cs->n && face_at(&cs->v[e]) == face) {
      if (cs->v[e].span != cs->v[e - 1].span) {
        look next = look_of(p, cs->v[e].span);
        if (!same_look(&l, &next))
          break;
      }
      e++;
    }
    add_look(sh, list, &l, face, cs->v[i].byte, e < cs->n ? cs->v[e].byte : cs->nbytes);
    i = e;
  }
  return list;
}

/* An error, once for a character and paragraph, at its first place. */
static void report_missing(shaper *sh, size_t ch)
{
  zb_para *p = sh->p;
  const zb_ch *c = &sh->chars->v[ch];
  for (size_t i = 0; i < sh->missing.n; i++)
    if (sh->missing.v[i] == c->c)
      return;
  zb_push(p->arena, &sh->missing, c->c);
  char shown[5] = {0}, code[16];
  zb_utf8_put(shown, c->c);
  snprintf(code, sizeof code, "U+%04X", (unsigned)c->c);
  look l = look_of(p, c->span);
  zb_diag(p->t->diags, ZB_D_MISSING_GLYPH, zb_span_place(&p->span[c->span], c->src_byte), shown, code,
          zb_fonts_families(p->t->fonts, l.role), NULL);
}

static uint32_t run_of(shaper *sh, int font, const look *l, uint32_t span)
{
  zb_para *p = sh->p;
  if (p->nruns > 0) {
    const zb_run *r = &p->run[p->nruns - 1];
    if (r->font == font && r->size == l->size && r->rise == l->rise && r->span == span)
      return (uint32_t)p->nruns - 1;
  }
  if (p->nruns == sh->run_cap) {
    sh->run_cap = sh->run_cap ? sh->run_cap * 2 : 4;
    p->run = zb_vec_grow(p->arena, p->run, p->nruns, sh->run_cap, sizeof *p->run);
  }
  p->run[p->nruns++] = (zb_run){.font = font, .size = l->size, .rise = l->rise, .span = span};
  return (uint32_t)p->nruns - 1;
}

static void put_glyph(shaper *sh, uint32_t gid, zb_point shift)
{
  if (sh->nglyphs == sh->glyph_cap) {
    sh->glyph_cap = sh->glyph_cap * 2 + 16;
    sh->gid = g_renew(uint32_t, sh->gid, sh->glyph_cap);
    sh->shift = g_renew(zb_point, sh->shift, sh->glyph_cap);
  }
  sh->gid[sh->nglyphs] = gid;
  sh->shift[sh->nglyphs++] = shift;
  sh->shifted = sh->shifted || shift.x != 0 || shift.y != 0;
}

/* Takes glyphs [g0, g1) of the cluster at character ch; returns its advance. */
static zb_u take_glyphs(shaper *sh, size_t ch, const PangoGlyphString *gs, int g0, int g1)
{
  zb_u x = 0;
  for (int g = g0; g < g1; g++) {
    const PangoGlyphInfo *gi = &gs->glyphs[g];
    PangoGlyph gid = gi->glyph;
    if (gid & PANGO_GLYPH_UNKNOWN_FLAG) {
      report_missing(sh, ch);
      gid = 0; /* .notdef: visible, and never mistaken for text */
    }
    if (gid != PANGO_GLYPH_EMPTY)
      put_glyph(sh, gid, (zb_point){x + gi->geometry.x_offset, gi->geometry.y_offset});
    x += gi->geometry.width;
  }
  return x;
}

static uint8_t cluster_flags(const shaper *sh, size_t ch, size_t nch, zb_u advance)
{
  const zb_chars *cs = sh->chars;
  const zb_ch *first = &cs->v[ch], *last = &cs->v[ch + nch - 1];
  unsigned flags = sh->p->span[first->span].flags, f = 0;
  bool more = ch + nch < cs->n && cs->v[ch + nch].span == last->span;
  if (first->flags & ZB_CH_URL)
    f |= ZB_CL_URL;
  if (last->flags & ZB_CH_BREAK)
    f |= ZB_CL_FORCED;
  if (flags & (ZB_SPAN_SUP | ZB_SPAN_SUB))
    f |= ZB_CL_RISEN;
  if ((flags & ZB_SPAN_NOBREAK) && more)
    f |= ZB_CL_GLUED;
  if (zb_cjk_strong(first->c))
    f |= ZB_CL_WIDE;
  if (advance == 0 && first->klass != ZB_K_SPC)
    f |= ZB_CL_ATTACHED;
  return (uint8_t)f;
}

static void add_cluster(shaper *sh, size_t ch, size_t nch, const PangoGlyphString *gs, int g0, int g1, int font)
{
  zb_para *p = sh->p;
  const zb_ch *first = &sh->chars->v[ch];
  look l = look_of(p, first->span);
  zb_clu *k = &p->clu[p->nclus];
  sh->ch[p->nclus++] = (uint32_t)ch;
  *k = (zb_clu){.byte = first->byte, .glyph = (uint32_t)sh->nglyphs, .klass = first->klass};
  k->run = run_of(sh, font, &l, first->span);
  k->advance = take_glyphs(sh, ch, gs, g0, g1);
  /* Rounding of the font's units must not add up over a line (R37). */
  if (k->advance - l.size <= 2 && l.size - k->advance <= 2)
    k->advance = l.size;
  k->set = k->advance;
  k->flags = cluster_flags(sh, ch, nch, k->advance);
}

static void take_item(shaper *sh, PangoItem *item, PangoGlyphString *gs, size_t ch0)
{
  zb_para *p = sh->p;
  pango_shape_item(item, p->text, (int)p->nbytes, NULL, gs, PANGO_SHAPE_NONE);
  if (item->analysis.font != sh->last_font || sh->last_id < 0) {
    sh->last_font = item->analysis.font;
    sh->last_id = zb_fonts_id(p->t->fonts, item->analysis.font);
  }
  const zb_ch *first = &sh->chars->v[ch0];
  look l = look_of(p, first->span);
  zb_fonts_compare(p->t->fonts, l.role, l.weight, sh->last_id, zb_span_place(&p->span[first->span], first->src_byte));
  PangoGlyphItem gi = {.item = item, .glyphs = gs};
  PangoGlyphItemIter it;
  for (gboolean ok = pango_glyph_item_iter_init_start(&it, &gi, p->text); ok;
       ok = pango_glyph_item_iter_next_cluster(&it)) {
    int a = it.start_glyph, e = it.end_glyph;
    if (a > e) { /* right to left: [e + 1, a] */
      int t = a;
      a = e + 1;
      e = t + 1;
    }
    add_cluster(sh, ch0 + (size_t)it.start_char, (size_t)(it.end_char - it.start_char), gs, a, e, sh->last_id);
  }
}

static void free_pairs(shaper *sh)
{
  for (size_t i = 0; i < sh->pairs.n; i++) {
    g_free(sh->pairs.v[i].family[FACE_HAN]);
    g_free(sh->pairs.v[i].family[FACE_LATIN]);
  }
}

/* The mark of the end, and the glyphs at their final size. */
static void finish(shaper *sh)
{
  zb_para *p = sh->p;
  p->clu[p->nclus] = (zb_clu){.byte = (uint32_t)p->nbytes, .glyph = (uint32_t)sh->nglyphs};
  sh->ch[p->nclus] = (uint32_t)sh->chars->n;
  p->gid = zb_arena_memdup(p->arena, sh->gid, sh->nglyphs * sizeof *sh->gid);
  if (sh->shifted)
    p->shift = zb_arena_memdup(p->arena, sh->shift, sh->nglyphs * sizeof *sh->shift);
  g_free(sh->gid);
  g_free(sh->shift);
}

void zb_shape(zb_work *w)
{
  zb_para *p = w->p;
  size_t n = w->chars.n;
  w->ch = g_new(uint32_t, n + 1);
  p->clu = zb_newn(p->arena, zb_clu, n + 1); /* a cluster has a character at least */
  shaper sh = {.p = p, .chars = &w->chars, .ch = w->ch, .glyph_cap = n + 4, .last_id = -1};
  sh.gid = g_new(uint32_t, sh.glyph_cap);
  sh.shift = g_new(zb_point, sh.glyph_cap);
  if (n > 0) {
    PangoAttrList *attrs = attributes(&sh);
    GList *items = pango_itemize(zb_fonts_context(p->t->fonts), p->text, 0, (int)p->nbytes, attrs, NULL);
    PangoGlyphString *gs = pango_glyph_string_new();
    size_t ch = 0;
    for (GList *i = items; i; i = i->next) {
      PangoItem *item = i->data;
      take_item(&sh, item, gs, ch);
      ch += (size_t)item->num_chars;
    }
    pango_glyph_string_free(gs);
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(attrs);
  }
  free_pairs(&sh);
  finish(&sh);
}
