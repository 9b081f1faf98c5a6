/* SVG output: glyph runs as text elements. */
#include <string.h>

#include "base/utf8.h"
#include "out/print.h"
#include "out/svg.h"

/* One style class a face, written on first use. */
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
  g_string_append_printf(v->defs, "';font-weight:%d}</style>\n", info->weight);
}

/* A piece of a run: clusters that one list of x positions describes. */
typedef struct piece {
  GString *x, *text;
  zb_u y;
  bool open;
} piece;

static void flush(zb_svg *v, piece *p, zb_u base_y, bool alone)
{
  if (!p->open)
    return;
  char b[24];
  if (!alone)
    g_string_append(v->body, "<tspan");
  g_string_append_printf(v->body, " x=\"%s\" y=\"%s\">%s", p->x->str, zb_print_u(b, base_y + p->y), p->text->str);
  if (!alone)
    g_string_append(v->body, "</tspan>");
  g_string_truncate(p->x, 0);
  g_string_truncate(p->text, 0);
  p->open = false;
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

/* All clusters in one list: the run needs no tspan. */
static bool is_simple(const zb_glyphs *g)
{
  size_t byte = 0, glyph = 0;
  for (size_t i = 0; i < g->nclusters; i++) {
    const zb_cluster *c = &g->cluster[i];
    if (!is_plain(g->text + byte, c->nbytes) || c->nglyphs == 0 || g->glyph[glyph].y != g->glyph[0].y)
      return false;
    byte += c->nbytes;
    glyph += c->nglyphs;
  }
  return g->nclusters > 0;
}

static void put_clusters(zb_svg *v, const zb_glyphs *g, zb_u base_x, zb_u base_y, bool simple)
{
  piece p = {.x = g_string_new(NULL), .text = g_string_new(NULL)};
  size_t byte = 0, glyph = 0;
  for (size_t i = 0; i < g->nclusters; i++) {
    const zb_cluster *c = &g->cluster[i];
    const char *text = g->text + byte;
    if (c->nglyphs > 0 && c->nbytes > 0) {
      const zb_glyph *first = &g->glyph[glyph];
      bool plain = is_plain(text, c->nbytes);
      if (p.open && (!plain || p.y != first->y))
        flush(v, &p, base_y, simple);
      char b[24];
      if (p.open)
        g_string_append_c(p.x, ' ');
      g_string_append(p.x, zb_print_u(b, base_x + first->x));
      zb_print_xml(p.text, text, c->nbytes);
      p.y = first->y;
      p.open = true;
      if (!plain)
        flush(v, &p, base_y, simple);
    } else if (is_space(text, c->nbytes) && p.open) {
      g_string_append_c(p.text, ' ');
      flush(v, &p, base_y, simple);
    }
    byte += c->nbytes;
    glyph += c->nglyphs;
  }
  flush(v, &p, base_y, simple);
  g_string_free(p.x, TRUE);
  g_string_free(p.text, TRUE);
}

void zb_svg_text(zb_svg *v, const zb_glyphs *g)
{
  if (g->ntext == 0 || g->nclusters == 0)
    return;
  define_font(v, g->font);
  bool clipped = g->has_matrix && v->clip.n > 0; /* a clip on the text itself would be turned with it */
  if (clipped) {
    g_string_append(v->body, "<g");
    zb_svg_clip_attr(v);
    g_string_append_c(v->body, '>');
  }
  g_string_append_printf(v->body, "<text class=\"zb-f%d\"", g->font);
  zb_svg_attr_u(v->body, "font-size", g->size);
  zb_svg_paint(v, "fill", &g->paint, g->has_matrix ? g->m : NULL, (zb_point){.x = g->x, .y = g->y});
  if (g->has_matrix) {
    char b[6][24];
    g_string_append_printf(v->body, " transform=\"matrix(%s %s %s %s %s %s)\"", zb_print_ratio(b[0], g->m[0], 65536),
                           zb_print_ratio(b[1], g->m[1], 65536), zb_print_ratio(b[2], g->m[2], 65536),
                           zb_print_ratio(b[3], g->m[3], 65536), zb_print_u(b[4], g->x), zb_print_u(b[5], g->y));
  } else {
    zb_svg_clip_attr(v);
  }
  bool simple = is_simple(g);
  if (!simple)
    g_string_append_c(v->body, '>');
  put_clusters(v, g, g->has_matrix ? 0 : g->x, g->has_matrix ? 0 : g->y, simple);
  g_string_append(v->body, clipped ? "</text></g>\n" : "</text>\n");
}
