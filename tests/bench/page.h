/* What the baselines share: the sheet of bench.yaml, the text, the private fonts, a justified PangoLayout. */
#ifndef ZB_BENCH_PAGE_H
#define ZB_BENCH_PAGE_H

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "res/fonts.h"

/* points */
static const double SHEET_W = 595.2756, SHEET_H = 841.8898, LEFT = 75.64, TOP = 85.0394, MEASURE = 444, FOOT = 756.85,
                    SIZE = 12, LEADING = 21, INDENT = 24,
                    FIRST = 85.0394 + 12 * 0.88 + (21 - 12) / 2.0; /* the first baseline */

/* The prose: one paragraph a line. */
static inline char **read_lines(const char *path, size_t *n)
{
  char *text = NULL;
  gsize len = 0;
  if (!g_file_get_contents(path, &text, &len, NULL))
    exit(3);
  char **line = g_strsplit(text, "\n", -1);
  *n = g_strv_length(line);
  g_free(text);
  return line;
}

/* The private fontconfig over the fonts in dir, as the program uses it. */
static inline zb_fonts *open_fonts(const char *dir, const char *cache, zb_diags *d)
{
  static const char *const family[] = {"Noto Serif CJK SC"};
  static zb_font_role role[ZB_ROLE_COUNT];
  for (int i = 0; i < ZB_ROLE_COUNT; i++)
    role[i] = (zb_font_role){.family = family, .nfamilies = 1, .weight = 400, .bold = 400, .fallback = (zb_role)i};
  const char *const dirs[] = {dir};
  const zb_fonts_conf conf = {.dir = dirs, .ndirs = 1, .cache_dir = cache, .role = role};
  zb_fonts *fonts = zb_fonts_new(&conf, d);
  if (!fonts)
    exit(3);
  return fonts;
}

/* A baseline's command line, PROSE.txt FONTS CACHE OUT [DPI], and what it names. */
typedef struct baseline {
  char **line; /* paragraphs; empty ones stand for nothing */
  size_t n;
  zb_fonts *fonts;
  PangoFontDescription *desc;
  const char *out; /* X.pdf, or X%d.png */
  double dpi;      /* 0: PDF */
} baseline;

static inline baseline open_baseline(int argc, char **argv)
{
  if (argc < 5)
    exit(2);
  baseline b = {.out = argv[4], .dpi = argc > 5 ? g_ascii_strtod(argv[5], NULL) : 0};
  b.line = read_lines(argv[1], &b.n);
  b.fonts = open_fonts(argv[2], argv[3], zb_diags_new(zb_arena_new()));
  b.desc = zb_fonts_describe(b.fonts, ZB_ROLE_SONG, 0, (zb_u)(SIZE * PANGO_SCALE));
  return b;
}

/* The name of a page's picture: free it with g_free. */
static inline char *page_name(const baseline *b, int page)
{
  return g_strdup_printf("%.*s%d.png", (int)(strstr(b->out, "%d") - b->out), b->out, page);
}

/* One paragraph, justified on the measure. */
static inline PangoLayout *justified(zb_fonts *fonts, const PangoFontDescription *desc, const char *text)
{
  PangoLayout *l = pango_layout_new(zb_fonts_context(fonts));
  pango_layout_set_font_description(l, desc);
  pango_layout_set_width(l, (int)(MEASURE * PANGO_SCALE));
  pango_layout_set_indent(l, (int)(INDENT * PANGO_SCALE));
  pango_layout_set_justify(l, TRUE);
  pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_text(l, text, -1);
  return l;
}

#endif
