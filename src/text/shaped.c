/* Pango shapes pieces of text at one size; what it gave is kept by role, weight and face. */
#include "text/shaped.h"

#include <glib.h>
#include <pango/pango.h>
#include <string.h>

#include "base/utf8.h"

enum { PAGE = 256, PAGES = 0x110000 / PAGE };
/* A piece of at most so many bytes is kept, and so many of them. */
enum { KEPT_BYTES = 48, KEPT_MOST = 20000 };

/* Han before a piece: digits and marks are shaped as in Chinese text, whatever stood before them. */
static const char LEAD[] = "\xE5\x9B\xBD"; /* 国 */
enum { LEAD_BYTES = sizeof LEAD - 1 };

/* What shaping needs of a key, made once. */
typedef struct table {
  zb_shaped_key key;
  PangoAttrList *attrs;
  zb_shaped_char **page; /* PAGES, NULL until used */
  GHashTable *piece;     /* GBytes -> zb_shaped */
  struct table *next;
} table;

struct zb_shapes {
  zb_fonts *fonts;
  table *tables;
  zb_shaped *loose; /* the last piece that is not kept */
  size_t kept;
};

/* --- what a key is set in -------------------------------------------------------------------------------------- */

/* The family that a list gives to character c. g_malloc; NULL without any font. */
static char *family_for(zb_fonts *f, const PangoFontDescription *desc, gunichar c)
{
  PangoContext *ctx = zb_fonts_context(f);
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

/* R23: puts the family of Han or of Latin text first. True if both are one. */
static bool put_first(zb_fonts *f, PangoFontDescription *desc, zb_shaped_face face)
{
  char *han = family_for(f, desc, 0x56FD), *latin = family_for(f, desc, 'a');
  const char *family = face == ZB_FACE_HAN ? han : latin;
  if (family) {
    char *list = g_strconcat(family, ",", pango_font_description_get_family(desc), NULL);
    pango_font_description_set_family(desc, list);
    g_free(list);
  }
  bool same = g_strcmp0(han, latin) == 0;
  g_free(han);
  g_free(latin);
  return same;
}

/* Latin marks of a Han face come in its proportional widths. */
static PangoAttrList *attributes(zb_fonts *f, const zb_shaped_key *key)
{
  PangoAttrList *list = pango_attr_list_new();
  PangoFontDescription *desc = zb_fonts_describe(f, key->role, key->weight, ZB_SHAPED_SIZE);
  bool same = key->face != ZB_FACE_LISTED && put_first(f, desc, key->face), pwid = same && key->face == ZB_FACE_LATIN;
  pango_attr_list_insert(list, pango_attr_language_new(pango_language_from_string("zh-cn")));
  char *features =
      g_strconcat(pwid ? "pwid=1," : "", key->tabular ? "tnum=1," : "", key->vertical && !pwid ? "vert=1," : "", NULL);
  if (*features) {
    features[strlen(features) - 1] = '\0'; /* the last comma */
    pango_attr_list_insert(list, pango_attr_font_features_new(features));
  }
  g_free(features);
  pango_attr_list_insert(list, pango_attr_font_desc_new(desc));
  pango_font_description_free(desc);
  return list;
}

static bool same_key(const zb_shaped_key *a, const zb_shaped_key *b)
{
  return a->role == b->role && a->weight == b->weight && a->face == b->face && a->tabular == b->tabular &&
         a->vertical == b->vertical;
}

static void shaped_free(void *data)
{
  zb_shaped *p = data;
  if (!p)
    return;
  g_free(p->clu);
  g_free(p->glyph);
  g_free(p);
}

static table *table_of(zb_shapes *s, const zb_shaped_key *key)
{
  for (table *t = s->tables; t; t = t->next)
    if (same_key(&t->key, key))
      return t;
  table *t = g_new0(table, 1);
  t->key = *key;
  t->attrs = attributes(s->fonts, key);
  t->page = g_new0(zb_shaped_char *, PAGES);
  t->piece = g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, shaped_free);
  t->next = s->tables;
  s->tables = t;
  return t;
}

static void shapes_free(void *data)
{
  zb_shapes *s = data;
  for (table *t = s->tables, *next; t; t = next) {
    next = t->next;
    for (size_t i = 0; i < PAGES; i++)
      g_free(t->page[i]);
    g_free(t->page);
    g_hash_table_destroy(t->piece);
    pango_attr_list_unref(t->attrs);
    g_free(t);
  }
  shaped_free(s->loose);
  g_free(s);
}

zb_shapes *zb_shapes_of(zb_fonts *f)
{
  zb_shapes *s = zb_fonts_kept(f, ZB_KEPT_SHAPES);
  if (s)
    return s;
  s = g_new0(zb_shapes, 1);
  s->fonts = f;
  zb_fonts_keep(f, ZB_KEPT_SHAPES, s, shapes_free);
  return s;
}

/* --- shaping ----------------------------------------------------------------------------------------------------- */

typedef struct shaping {
  GArray *clu, *glyph;
} shaping;

static void take_cluster(shaping *sh, const PangoGlyphString *gs, int g0, int g1, uint32_t nchars, int font)
{
  zb_shaped_clu k = {.font = font, .nchars = nchars};
  for (int g = g0; g < g1; g++) {
    const PangoGlyphInfo *gi = &gs->glyphs[g];
    if (gi->glyph != PANGO_GLYPH_EMPTY) {
      zb_shaped_glyph glyph = {gi->glyph, {k.advance + gi->geometry.x_offset, gi->geometry.y_offset}};
      g_array_append_val(sh->glyph, glyph);
      k.nglyphs++;
    }
    k.advance += gi->geometry.width;
  }
  g_array_append_val(sh->clu, k);
}

static void take_item(shaping *sh, zb_fonts *f, PangoItem *item, PangoGlyphString *gs, const char *text, size_t n)
{
  pango_shape_item(item, text, (int)n, NULL, gs, PANGO_SHAPE_NONE);
  int font = zb_fonts_id(f, item->analysis.font);
  PangoGlyphItem gi = {.item = item, .glyphs = gs};
  PangoGlyphItemIter it;
  for (gboolean ok = pango_glyph_item_iter_init_start(&it, &gi, text); ok;
       ok = pango_glyph_item_iter_next_cluster(&it)) {
    int a = it.start_glyph, e = it.end_glyph;
    if (a > e) { /* right to left: [e + 1, a] */
      int t = a;
      a = e + 1;
      e = t + 1;
    }
    take_cluster(sh, gs, a, e, (uint32_t)(it.end_char - it.start_char), font);
  }
}

static zb_shaped *shape(zb_fonts *f, const table *t, const char *text, size_t n)
{
  shaping sh = {.clu = g_array_new(FALSE, FALSE, sizeof(zb_shaped_clu)),
                .glyph = g_array_new(FALSE, FALSE, sizeof(zb_shaped_glyph))};
  GList *items = pango_itemize(zb_fonts_context(f), text, 0, (int)n, t->attrs, NULL);
  PangoGlyphString *gs = pango_glyph_string_new();
  for (GList *i = items; i; i = i->next)
    take_item(&sh, f, i->data, gs, text, n);
  pango_glyph_string_free(gs);
  g_list_free_full(items, (GDestroyNotify)pango_item_free);
  zb_shaped *out = g_new0(zb_shaped, 1);
  out->nclus = sh.clu->len;
  out->nglyphs = sh.glyph->len;
  out->clu = (zb_shaped_clu *)(void *)g_array_free(sh.clu, FALSE);
  out->glyph = (zb_shaped_glyph *)(void *)g_array_free(sh.glyph, FALSE);
  return out;
}

/* --- characters --------------------------------------------------------------------------------------------------- */

bool zb_shapes_alone(uint32_t c)
{
  if (c >= 0x4E00 && c <= 0x9FFF)
    return true;
  switch (c) {
  case 0x2018:
  case 0x2019:
  case 0x201C:
  case 0x201D:
  case 0x3001:
  case 0x3002:
  case 0xFF01:
  case 0xFF08:
  case 0xFF09:
  case 0xFF0C:
  case 0xFF1A:
  case 0xFF1B:
  case 0xFF1F:
    return true;
  default:
    return (c >= 0x3008 && c <= 0x3011) || (c >= 0x3014 && c <= 0x3017) || (c >= 0x3400 && c <= 0x4DBF);
  }
}

static zb_shaped_char *entry_of(table *t, uint32_t c)
{
  zb_shaped_char **page = &t->page[c / PAGE];
  if (!*page) {
    *page = g_new(zb_shaped_char, PAGE);
    for (size_t i = 0; i < PAGE; i++)
      (*page)[i] = (zb_shaped_char){.font = -1};
  }
  return &(*page)[c % PAGE];
}

const zb_shaped_char *zb_shapes_char(zb_shapes *s, const zb_shaped_key *key, uint32_t c)
{
  return entry_of(table_of(s, key), c);
}

static zb_shaped_char alone(const zb_shaped_clu *k, const zb_shaped_glyph *g)
{
  bool plain =
      k->nchars == 1 && k->nglyphs == 1 && !(g->gid & PANGO_GLYPH_UNKNOWN_FLAG) && g->shift.x == 0 && g->shift.y == 0;
  return plain ? (zb_shaped_char){k->font, g->gid, k->advance} : (zb_shaped_char){.font = -2};
}

void zb_shapes_learn(zb_shapes *s, const zb_shaped_key *key, const uint32_t *c, size_t n)
{
  table *t = table_of(s, key);
  GString *text = g_string_new(NULL);
  GArray *order = g_array_new(FALSE, FALSE, sizeof(uint32_t));
  for (size_t i = 0; i < n; i++) {
    zb_shaped_char *e = entry_of(t, c[i]);
    if (e->font != -1)
      continue;
    e->font = -2;                       /* asked for */
    if (c[i] < 0x3400 || c[i] > 0x9FFF) /* every mark between Han */
      g_string_append(text, LEAD);
    g_string_append_unichar(text, c[i]);
    g_array_append_val(order, c[i]);
  }
  zb_shaped *p = order->len > 0 ? shape(s->fonts, t, text->str, text->len) : NULL;
  size_t glyph = 0, next = 0;
  const char *at = text->str;
  for (size_t i = 0; p && i < p->nclus; i++) {
    for (uint32_t k = 0; k < p->clu[i].nchars; k++) {
      uint32_t here = zb_utf8_next(&at);
      if (next == order->len || here != g_array_index(order, uint32_t, next))
        continue; /* Han put before a mark */
      *entry_of(t, here) = alone(&p->clu[i], &p->glyph[glyph]);
      next++;
    }
    glyph += p->clu[i].nglyphs;
  }
  shaped_free(p);
  g_array_free(order, TRUE);
  g_string_free(text, TRUE);
}

/* --- pieces ------------------------------------------------------------------------------------------------------- */

/* Shapes a piece after Han and leaves that out again. */
static zb_shaped *after_han(zb_fonts *f, const table *t, const char *text, size_t n)
{
  char *with = g_malloc(LEAD_BYTES + n + 1);
  memcpy(with, LEAD, LEAD_BYTES);
  memcpy(with + LEAD_BYTES, text, n);
  with[LEAD_BYTES + n] = '\0';
  zb_shaped *p = shape(f, t, with, LEAD_BYTES + n);
  g_free(with);
  if (p->nclus == 0)
    return p;
  size_t drop = p->clu[0].nglyphs;
  if (--p->clu[0].nchars == 0) {
    memmove(p->clu, p->clu + 1, --p->nclus * sizeof *p->clu);
    p->nglyphs -= drop;
    memmove(p->glyph, p->glyph + drop, p->nglyphs * sizeof *p->glyph);
  }
  return p;
}

const zb_shaped *zb_shapes_piece(zb_shapes *s, const zb_shaped_key *key, const char *text, size_t n)
{
  table *t = table_of(s, key);
  shaped_free(s->loose);
  s->loose = NULL;
  if (n > KEPT_BYTES)
    return s->loose = after_han(s->fonts, t, text, n);
  GBytes *probe = g_bytes_new_static(text, n);
  zb_shaped *p = g_hash_table_lookup(t->piece, probe);
  g_bytes_unref(probe);
  if (p)
    return p;
  p = after_han(s->fonts, t, text, n);
  if (s->kept == KEPT_MOST)
    return s->loose = p;
  s->kept++;
  g_hash_table_insert(t->piece, g_bytes_new(text, n), p);
  return p;
}
