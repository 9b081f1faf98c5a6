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
  ZB_VEC(face_pair) pairs;
  ZB_VEC(uint32_t) missing; /* characters reported in this paragraph */
  size_t glyph_cap, clu_cap, run_cap;
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
  const zb_chars *cs = &p->chars;
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
    add_look(sh, list, &l, face, cs->v[i].byte, zb_ch_byte(p, e));
    i = e;
  }
  return list;
}

/* An error, once for a character and paragraph, at its first place. */
static void report_missing(shaper *sh, size_t ch)
{
  zb_para *p = sh->p;
  const zb_ch *c = &p->chars.v[ch];
  p->missing = true;
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

/* Copies glyphs [g0, g1) of a cluster; returns its advance. */
static zb_u take_glyphs(shaper *sh, zb_clu *k, const PangoGlyphString *gs, int g0, int g1)
{
  zb_para *p = sh->p;
  zb_u x = 0;
  k->glyph = (uint32_t)p->nglyphs;
  for (int g = g0; g < g1; g++) {
    const PangoGlyphInfo *gi = &gs->glyphs[g];
    PangoGlyph gid = gi->glyph;
    if (gid & PANGO_GLYPH_UNKNOWN_FLAG) {
      report_missing(sh, k->ch);
      gid = 0; /* .notdef: visible, and never mistaken for text */
    }
    if (gid != PANGO_GLYPH_EMPTY) {
      if (p->nglyphs == sh->glyph_cap) {
        sh->glyph_cap *= 2;
        p->glyph = zb_vec_grow(p->arena, p->glyph, p->nglyphs, sh->glyph_cap, sizeof *p->glyph);
      }
      p->glyph[p->nglyphs++] = (zb_cglyph){.gid = gid, .x = x + gi->geometry.x_offset, .y = gi->geometry.y_offset};
    }
    x += gi->geometry.width;
  }
  k->nglyphs = (uint16_t)(p->nglyphs - k->glyph);
  return x;
}

static uint8_t cluster_flags(const zb_para *p, const zb_clu *k)
{
  const zb_ch *first = &p->chars.v[k->ch], *last = &p->chars.v[k->ch + k->nch - 1u];
  unsigned flags = p->span[first->span].flags, f = 0;
  bool more = k->ch + k->nch < p->chars.n && p->chars.v[k->ch + k->nch].span == last->span;
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
  if (k->advance == 0 && first->klass != ZB_K_SPC)
    f |= ZB_CL_ATTACHED;
  return (uint8_t)f;
}

static void add_cluster(shaper *sh, size_t ch, size_t nch, const PangoGlyphString *gs, int g0, int g1, int font)
{
  zb_para *p = sh->p;
  if (p->nclus == sh->clu_cap) {
    sh->clu_cap *= 2;
    p->clu = zb_vec_grow(p->arena, p->clu, p->nclus, sh->clu_cap, sizeof *p->clu);
  }
  const zb_ch *first = &p->chars.v[ch];
  look l = look_of(p, first->span);
  zb_clu *k = &p->clu[p->nclus++];
  *k = (zb_clu){.ch = (uint32_t)ch, .nch = (uint32_t)nch, .klass = first->klass};
  k->run = run_of(sh, font, &l, first->span);
  k->advance = take_glyphs(sh, k, gs, g0, g1);
  /* Rounding of the font's units must not add up over a line (R37). */
  if (k->advance - l.size <= 2 && l.size - k->advance <= 2)
    k->advance = l.size;
  k->set = k->advance;
  k->flags = cluster_flags(p, k);
}

static void take_item(shaper *sh, PangoItem *item, PangoGlyphString *gs, size_t ch0)
{
  zb_para *p = sh->p;
  pango_shape_item(item, p->chars.text, (int)p->chars.nbytes, NULL, gs, PANGO_SHAPE_NONE);
  if (item->analysis.font != sh->last_font || sh->last_id < 0) {
    sh->last_font = item->analysis.font;
    sh->last_id = zb_fonts_id(p->t->fonts, item->analysis.font);
  }
  const zb_ch *first = &p->chars.v[ch0];
  look l = look_of(p, first->span);
  zb_fonts_compare(p->t->fonts, l.role, l.weight, sh->last_id, zb_span_place(&p->span[first->span], first->src_byte));
  PangoGlyphItem gi = {.item = item, .glyphs = gs};
  PangoGlyphItemIter it;
  for (gboolean ok = pango_glyph_item_iter_init_start(&it, &gi, p->chars.text); ok;
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

void zb_shape(zb_para *p)
{
  if (p->chars.n == 0)
    return;
  shaper sh = {.p = p, .glyph_cap = p->chars.n + 8, .clu_cap = p->chars.n + 8, .last_id = -1};
  p->glyph = zb_newn(p->arena, zb_cglyph, sh.glyph_cap);
  p->clu = zb_newn(p->arena, zb_clu, sh.clu_cap);
  PangoAttrList *attrs = attributes(&sh);
  GList *items = pango_itemize(zb_fonts_context(p->t->fonts), p->chars.text, 0, (int)p->chars.nbytes, attrs, NULL);
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
  for (size_t i = 0; i < sh.pairs.n; i++) {
    g_free(sh.pairs.v[i].family[FACE_HAN]);
    g_free(sh.pairs.v[i].family[FACE_LATIN]);
  }
}
