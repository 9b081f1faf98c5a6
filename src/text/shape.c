/* A paragraph's clusters, from its characters and what their pieces are shaped as. */
#include <pango/pango.h>
#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "text/compose.h"
#include "text/shaped.h"
#include "text/uax14.h"

/* Superscripts and subscripts: size in 1/1000 of the span's, rise in 1/1000 em of it. */
enum { SCRIPT_SIZE = 620, SUP_RISE = 340, SUB_RISE = -140 };

/* What a stretch of characters is set in. */
typedef struct look {
  zb_role role;
  int weight;
  zb_u size, rise;
} look;

typedef struct shaper {
  zb_para *p;
  const zb_chars *chars;
  uint32_t *ch; /* of the clusters so far */
  zb_shapes *shapes;
  ZB_VEC(uint32_t) missing; /* characters reported in this paragraph */
  uint32_t *gid;            /* g_malloc: moved to the arena at their final size */
  zb_point *shift;
  size_t nglyphs, glyph_cap, run_cap;
  bool shifted;
  int compared; /* the font that was last held against what was asked for; -1 = none */
  look compared_look;
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

static bool same_look(const look *a, const look *b)
{
  return a->role == b->role && a->weight == b->weight && a->size == b->size && a->rise == b->rise;
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

/* Opens the cluster of characters [ch, ch + nch) and gives it its glyphs' origin. */
static zb_clu *add_cluster(shaper *sh, size_t ch, const look *l, int font)
{
  zb_para *p = sh->p;
  const zb_ch *first = &sh->chars->v[ch];
  zb_clu *k = &p->clu[p->nclus];
  sh->ch[p->nclus++] = (uint32_t)ch;
  *k = (zb_clu){.byte = first->byte, .glyph = (uint32_t)sh->nglyphs, .klass = first->klass};
  k->run = run_of(sh, font, l, first->span);
  if (font != sh->compared || !same_look(l, &sh->compared_look)) {
    zb_fonts_compare(p->t->fonts, l->role, l->weight, font, zb_span_place(&p->span[first->span], first->src_byte));
    sh->compared = font;
    sh->compared_look = *l;
  }
  return k;
}

static void close_cluster(shaper *sh, zb_clu *k, size_t ch, size_t nch, zb_u advance, zb_u size)
{
  k->advance = zb_u_muldiv(advance, size, ZB_SHAPED_SIZE);
  /* Rounding of the font's units must not add up over a line (R37). */
  if (k->advance - size <= 2 && size - k->advance <= 2)
    k->advance = size;
  k->set = k->advance;
  k->flags = cluster_flags(sh, ch, nch, k->advance);
}

static zb_shaped_key key_of(const shaper *sh, const look *l, size_t ch)
{
  uint8_t flags = sh->chars->v[ch].flags;
  return (zb_shaped_key){.role = l->role,
                         .weight = l->weight,
                         .tabular = sh->p->style.tabular,
                         .vertical = sh->p->style.vertical,
                         .face = flags & ZB_CH_HAN_FONT     ? ZB_FACE_HAN
                                 : flags & ZB_CH_LATIN_FONT ? ZB_FACE_LATIN
                                                            : ZB_FACE_LISTED};
}

/* The character whose glyph is drawn. */
static uint32_t glyph_of(const zb_shaped_key *key, uint32_t c)
{
  return key->vertical ? zb_vertical_form(c) : c;
}

/* A character of Chinese that no neighbour changes. */
static bool stands_alone(const zb_chars *cs, size_t i)
{
  const zb_ch *ch = &cs->v[i];
  if (!zb_shapes_alone(ch->c) || (ch->flags & ZB_CH_LATIN_FONT))
    return false;
  uint32_t next = i + 1 < cs->n ? cs->v[i + 1].c : 0;
  if (next < 0x300 || zb_shapes_alone(next))
    return true;
  uint8_t k = zb_uax14_prop(next).klass;
  return k != ZB_LB_CM && k != ZB_LB_ZWJ;
}

/* Characters from i on that are shaped together: of one look and face, none of them alone. */
static size_t piece_end(const shaper *sh, size_t i, const look *l)
{
  const zb_chars *cs = sh->chars;
  const unsigned face = ZB_CH_HAN_FONT | ZB_CH_LATIN_FONT;
  size_t e = i + 1;
  for (; e < cs->n && !stands_alone(cs, e) && ((cs->v[e].flags ^ cs->v[i].flags) & face) == 0; e++) {
    if (cs->v[e].span == cs->v[e - 1].span)
      continue;
    look next = look_of(sh->p, cs->v[e].span);
    if (!same_look(l, &next))
      break;
  }
  return e;
}

static bool is_digit(uint32_t c)
{
  return c >= '0' && c <= '9';
}

/* A hyphen that is the sign of a number: before a digit, not behind a letter, a digit or what joins parts of a name. */
static bool is_minus(const zb_chars *cs, size_t i)
{
  uint32_t before = i > 0 ? cs->v[i - 1].c : 0, next = i + 1 < cs->n ? cs->v[i + 1].c : 0;
  bool joined = before > ' ' && before < 0x80 && !strchr("([{<=+~*,:;\"'", (int)before);
  return cs->v[i].c == '-' && is_digit(next) && !joined;
}

/* Characters [ch, end) as they are drawn, when that differs from the text: a minus is as wide as a digit and stands at its
   height; the text keeps the hyphen that people type and search. NULL: no different. */
static char *drawn_text(const zb_chars *cs, size_t ch, size_t end)
{
  size_t i = ch;
  while (i < end && !is_minus(cs, i))
    i++;
  if (i == end)
    return NULL;
  GString *s = g_string_new(NULL);
  for (i = ch; i < end; i++) {
    size_t from = cs->v[i].byte, to = i + 1 < cs->n ? cs->v[i + 1].byte : cs->nbytes;
    if (is_minus(cs, i))
      g_string_append(s, "\u2212");
    else
      g_string_append_len(s, cs->text + from, (gssize)(to - from));
  }
  return g_string_free(s, FALSE);
}

static void take_piece(shaper *sh, size_t ch, size_t end, const look *l, const zb_shaped_key *key)
{
  const zb_chars *cs = sh->chars;
  size_t from = cs->v[ch].byte, to = end < cs->n ? cs->v[end].byte : cs->nbytes, glyph = 0;
  char *drawn = key->vertical ? NULL : drawn_text(cs, ch, end);
  const zb_shaped *s =
      zb_shapes_piece(sh->shapes, key, drawn ? drawn : cs->text + from, drawn ? strlen(drawn) : to - from);
  g_free(drawn);
  for (size_t i = 0; i < s->nclus; i++) {
    const zb_shaped_clu *from_clu = &s->clu[i];
    zb_clu *k = add_cluster(sh, ch, l, from_clu->font);
    for (size_t g = 0; g < from_clu->nglyphs; g++) {
      const zb_shaped_glyph *sg = &s->glyph[glyph++];
      if (sg->gid & PANGO_GLYPH_UNKNOWN_FLAG)
        report_missing(sh, ch);
      put_glyph(sh, sg->gid & PANGO_GLYPH_UNKNOWN_FLAG ? 0 : sg->gid, /* .notdef: visible, never mistaken for text */
                (zb_point){zb_u_muldiv(sg->shift.x, l->size, ZB_SHAPED_SIZE),
                           zb_u_muldiv(sg->shift.y, l->size, ZB_SHAPED_SIZE)});
    }
    close_cluster(sh, k, ch, from_clu->nchars, from_clu->advance, l->size);
    ch += from_clu->nchars;
  }
}

/* Shapes at once the characters alone of this paragraph that are set like character i. */
static void learn(const shaper *sh, size_t i, const look *l, const zb_shaped_key *key)
{
  const zb_chars *cs = sh->chars;
  const unsigned face = ZB_CH_HAN_FONT | ZB_CH_LATIN_FONT;
  uint32_t *c = g_new(uint32_t, cs->n - i), span = cs->v[i].span;
  bool same = true;
  size_t n = 0;
  for (size_t k = i; k < cs->n; k++) {
    if (cs->v[k].span != span) {
      look other = look_of(sh->p, span = cs->v[k].span);
      same = same_look(l, &other);
    }
    if (same && ((cs->v[k].flags ^ cs->v[i].flags) & face) == 0 && stands_alone(cs, k) &&
        zb_shapes_char(sh->shapes, key, glyph_of(key, cs->v[k].c))->font == -1)
      c[n++] = glyph_of(key, cs->v[k].c);
  }
  zb_shapes_learn(sh->shapes, key, c, n);
  g_free(c);
}

/* The characters alone from i on that are of one look and face; those not met before are shaped together. */
static size_t take_alone(shaper *sh, size_t i, const look *l, const zb_shaped_key *key)
{
  const zb_chars *cs = sh->chars;
  const unsigned face = ZB_CH_HAN_FONT | ZB_CH_LATIN_FONT;
  const unsigned flags = cs->v[i].flags;
  uint32_t span = cs->v[i].span;
  for (; i < cs->n && cs->v[i].span == span && ((cs->v[i].flags ^ flags) & face) == 0 && stands_alone(cs, i); i++) {
    const zb_shaped_char *e = zb_shapes_char(sh->shapes, key, glyph_of(key, cs->v[i].c));
    if (e->font == -1)
      learn(sh, i, l, key);
    if (e->font < 0) {
      take_piece(sh, i, i + 1, l, key);
      continue;
    }
    zb_clu *k = add_cluster(sh, i, l, e->font);
    put_glyph(sh, e->gid, (zb_point){0, 0});
    close_cluster(sh, k, i, 1, e->advance, l->size);
  }
  return i;
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
  shaper sh = {.p = p, .chars = &w->chars, .ch = w->ch, .glyph_cap = n + 4, .compared = -1};
  sh.shapes = zb_shapes_of(p->t->fonts);
  sh.gid = g_new(uint32_t, sh.glyph_cap);
  sh.shift = g_new(zb_point, sh.glyph_cap);
  for (size_t i = 0; i < n;) {
    look l = look_of(p, w->chars.v[i].span);
    zb_shaped_key key = key_of(&sh, &l, i);
    zb_fonts_announce(p->t->fonts, l.role);
    if (stands_alone(&w->chars, i)) {
      i = take_alone(&sh, i, &l, &key);
    } else {
      size_t e = piece_end(&sh, i, &l);
      take_piece(&sh, i, e, &l, &key);
      i = e;
    }
  }
  finish(&sh);
}
