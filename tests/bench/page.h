/* What the baselines share: the sheet of bench.yaml, the text, the private fonts, a page in PDF or PNG. */
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
                    SIZE = 12, LEADING = 21, INDENT = 24;

/* The prose: one paragraph a line. */
static char **read_lines(const char *path, size_t *n)
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
static zb_fonts *open_fonts(const char *dir, const char *cache, zb_diags *d)
{
  static const char *const family[] = {"Noto Serif CJK SC"};
  static zb_font_role role[ZB_ROLE_COUNT];
  for (int i = 0; i < ZB_ROLE_COUNT; i++)
    role[i] = (zb_font_role){.family = family, .nfamilies = 1, .weight = 400, .bold = 400, .fallback = (zb_role)i};
  const char *const dirs[] = {dir};
  const zb_fonts_conf conf = {.dir = dirs, .ndirs = 1, .cache_dir = cache, .role = role};
  return zb_fonts_new(&conf, d);
}

#endif
