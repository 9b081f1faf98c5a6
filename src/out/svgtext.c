/* SVG output: glyph runs as text elements. */
#include <string.h>

#include "base/utf8.h"
#include "out/print.h"
#include "out/svg.h"

/* One style class a face, written on first use; where the face is not installed its kind is kept. */
static void define_font(zb_svg *v, int font)
{
  if (font < 0 || font >= v->nfonts || v->font[font])
    return;
  v->font[font] = true;
  const zb_font_info *info = zb_fonts_info(v->job->fonts, font);
  g_string_append_printf(v->defs, "<style>.zb-f%d{font-family:'", font);
  for (const char *s = info->family; *s; s++) {
    if (*s == '\'' || *s == '\\')
      g_string_append_c(v->defs, '\\');
    zb_print_xml(v->defs, s, 1);
  }
  bool sans = strstr(info->family, "Sans") || strstr(info->family, "Hei");
  g_string_append_printf(v->defs, "',%s;font-weight:%d}</style>\n", sans ? "sans-serif" : "serif", info->weight);
}

/* A piece of a run: clusters on one height whose gaps differ from the face's by one and the same amount. Browsers take
   each x of its list; renderers that know only the first (librsvg) get the rest from the letter spacing. */
typedef struct piece {
  GString *x, *text;
  zb_u y;
  zb_u expected; /* where the next cluster stands if it belongs here */
  zb_u natural;  /* where the face alone would put it */
  zb_u spacing;
  size_t n; /* clusters */
} piece;

typedef struct run {
  zb_svg *v;
  const zb_glyphs *g;
  zb_u x, y;    /* origin */
  GString *out; /* finished pieces as tspan elements */
  size_t npieces;
  piece p;
} run;

static void put_attributes(const piece *p, zb_u base_y, GString *to)
{
  char b[24];
  g_string_append_printf(to, " x=\"%s\" y=\"%s\"", p->x->str, zb_print_u(b, base_y + p->y));
  if (p->n > 1 && p->spacing != 0)
    zb_svg_put_attr_u(to, "letter-spacing", p->spacing);
}

static void flush(run *r)
{
  piece *p = &r->p;
  if (p->n == 0)
    return;
  r->npieces++;
  g_string_append(r->out, "<tspan");
  put_attributes(p, r->y, r->out);
  g_string_append_printf(r->out, ">%s</tspan>", p->text->str);
  g_string_truncate(p->x, 0);
  g_string_truncate(p->text, 0);
  p->n = 0;
}

/* A cluster that an x list can count: one character of the basic plane. */
static bool is_plain(const char *text, size_t n)
{
  if (n == 0 || n > 3)
    return false;
  const char *at = text;
  zb_utf8_next(&at);
  return at == text + n;
}

static bool is_space(const char *text, size_t n)
{
  return n == 1 && *text == ' ';
}

/* May a cluster at x go on with the piece? The second one fixes the letter spacing. */
static bool continues(const run *r, piece *p, const zb_glyph *first)
{
  if (p->n == 0)
    return true;
  if (p->y != first->y)
    return false;
  if (p->n == 1) {
    p->spacing = first->x - p->natural;
    return p->spacing > -r->g->size / 2 && p->spacing < r->g->size;
  }
  zb_u off = first->x - p->expected, slack = r->g->size / 200;
  return off <= slack && off >= -slack;
}

static void put_cluster(run *r, const char *text, size_t nbytes, const zb_glyph *first)
{
  piece *p = &r->p;
  bool plain = is_plain(text, nbytes);
  if (!plain || !continues(r, p, first))
    flush(r);
  char b[24];
  if (p->n > 0)
    g_string_append_c(p->x, ' ');
  g_string_append(p->x, zb_print_u(b, r->x + first->x));
  zb_print_xml(p->text, text, nbytes);
  int advance = zb_fonts_ink(r->v->job->fonts, r->g->font, first->gid).advance;
  zb_u natural = zb_u_muldiv(r->g->size, advance, 1000);
  p->natural = first->x + natural;
  if (p->n == 0) {
    p->spacing = 0;
    p->y = first->y;
  }
  p->expected = (p->n < 2 ? first->x : p->expected) + natural + p->spacing;
  p->n++;
  if (!plain)
    flush(r);
}

static void put_clusters(run *r)
{
  const zb_glyphs *g = r->g;
  size_t byte = 0, glyph = 0;
  for (size_t i = 0; i < g->nclusters; i++) {
    const zb_cluster *c = &g->cluster[i];
    const char *text = g->text + byte;
    if (c->nglyphs > 0 && c->nbytes > 0) {
      put_cluster(r, text, c->nbytes, &g->glyph[glyph]);
    } else if (is_space(text, c->nbytes) && r->p.n > 0) {
      g_string_append_c(r->p.text, ' ');
      flush(r);
    }
    byte += c->nbytes;
    glyph += c->nglyphs;
  }
}

void zb_svg_put_text(zb_svg *v, const zb_glyphs *g)
{
  if (g->ntext == 0 || g->nclusters == 0 || !v->job->fonts)
    return;
  define_font(v, g->font);
  bool clipped = g->has_matrix && v->clip.n > 0; /* a clip on the text itself would be turned with it */
  if (clipped) {
    g_string_append(v->body, "<g");
    zb_svg_put_clip_attr(v);
    g_string_append_c(v->body, '>');
  }
  g_string_append_printf(v->body, "<text class=\"zb-f%d\"", g->font);
  zb_svg_put_attr_u(v->body, "font-size", g->size);
  const zb_paint paint = zb_paint_solid(g->color);
  zb_svg_put_paint(v, "fill", &paint);
  if (g->has_matrix) {
    char b[6][24];
    g_string_append_printf(v->body, " transform=\"matrix(%s %s %s %s %s %s)\"", zb_print_ratio(b[0], g->m[0], 65536),
                           zb_print_ratio(b[1], g->m[1], 65536), zb_print_ratio(b[2], g->m[2], 65536),
                           zb_print_ratio(b[3], g->m[3], 65536), zb_print_u(b[4], g->x), zb_print_u(b[5], g->y));
  } else {
    zb_svg_put_clip_attr(v);
  }
  run r = {.v = v, .g = g, .x = g->has_matrix ? 0 : g->x, .y = g->has_matrix ? 0 : g->y};
  r.out = g_string_new(NULL);
  r.p.x = g_string_new(NULL);
  r.p.text = g_string_new(NULL);
  put_clusters(&r);
  if (r.npieces == 0) { /* one piece: its attributes are the element's */
    put_attributes(&r.p, r.y, v->body);
    g_string_append_printf(v->body, ">%s", r.p.text->str);
  } else {
    flush(&r);
    g_string_append_printf(v->body, ">%s", r.out->str);
  }
  g_string_free(r.out, TRUE);
  g_string_free(r.p.x, TRUE);
  g_string_free(r.p.text, TRUE);
  g_string_append(v->body, clipped ? "</text></g>\n" : "</text>\n");
}
