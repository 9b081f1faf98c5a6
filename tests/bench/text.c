/* Itemising, shaping and composing a text against a warm justified PangoLayout of the same text, faces and measure, and
   one long paragraph against a quarter of it. Medians of CPU time over alternating runs in one process.
   usage: text RUNS PROSE.txt FONTS CACHE */
#include "page.h"

#include <time.h>

#include "text/para.h"

enum { RUNS_MOST = 101, WHOLE = 1 << 20, PART = WHOLE / 4 };

typedef struct prose {
  char **line;
  size_t n;
} prose;

static double cpu(void)
{
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6; /* ms */
}

static int ascending(const void *a, const void *b)
{
  double x = *(const double *)a, y = *(const double *)b;
  return x < y ? -1 : x > y;
}

static double median(double *v, int n)
{
  qsort(v, (size_t)n, sizeof *v, ascending);
  return v[n / 2];
}

static double with_pango(zb_fonts *fonts, const prose *p)
{
  double start = cpu();
  PangoFontDescription *desc = zb_fonts_describe(fonts, ZB_ROLE_SONG, 0, (zb_u)(SIZE * PANGO_SCALE));
  int lines = 0;
  for (size_t i = 0; i < p->n; i++) {
    PangoLayout *l = justified(fonts, desc, p->line[i]);
    lines += pango_layout_get_line_count(l);
    g_object_unref(l);
  }
  pango_font_description_free(desc);
  return lines > 0 ? cpu() - start : 0;
}

static double with_zhanban(zb_fonts *fonts, const prose *p)
{
  double start = cpu();
  zb_arena *a = zb_arena_new();
  zb_text t = {.arena = a, .diags = zb_diags_new(a), .fonts = fonts};
  const zb_tstyle style = {
      .role = ZB_ROLE_SONG, .size = ZB_PT(12), .leading = ZB_PT(21), .indent = 2000, .keep_halfwidth = true};
  size_t lines = 0;
  for (size_t i = 0; i < p->n; i++) {
    zb_span span = zb_span_plain(p->line[i], strlen(p->line[i]), ZB_SRC_NONE);
    lines += zb_lines_count(zb_para_break(zb_para_new(&t, &span, 1, &style), ZB_PT(MEASURE)));
  }
  zb_arena_free(a);
  return lines > 0 ? cpu() - start : 0;
}

/* The prose as one paragraph, again and again up to n bytes. */
static char *repeated(const prose *p, size_t n)
{
  GString *s = g_string_sized_new(n + 4096);
  for (size_t i = 0; s->len < n; i = (i + 1) % p->n)
    g_string_append(s, p->line[i]);
  return g_string_free(s, FALSE);
}

int main(int argc, char **argv)
{
  static double pango[RUNS_MOST], zhanban[RUNS_MOST], whole[RUNS_MOST], part[RUNS_MOST];
  int runs = argc > 4 ? atoi(argv[1]) : 0;
  if (runs < 1 || runs > RUNS_MOST)
    return 2;
  prose p = {0};
  p.line = read_lines(argv[2], &p.n);
  zb_arena *a = zb_arena_new();
  zb_fonts *fonts = open_fonts(argv[3], argv[4], zb_diags_new(a));
  char *long_text = repeated(&p, WHOLE), *short_text = repeated(&p, PART);
  const prose one = {&long_text, 1}, quarter = {&short_text, 1};
  with_pango(fonts, &p);
  with_zhanban(fonts, &p);
  for (int i = 0; i < runs; i++) {
    pango[i] = with_pango(fonts, &p);
    zhanban[i] = with_zhanban(fonts, &p);
  }
  double slow = median(pango, runs), own = median(zhanban, runs);
  printf("  %-26s %9.2f ms\n  %-26s %9.2f ms   x %.2f\n", "PangoLayout, justified", slow, "zhanban", own, own / slow);
  int few = runs < 5 ? runs : 5;
  for (int i = 0; i < few; i++) {
    part[i] = with_zhanban(fonts, &quarter);
    whole[i] = with_zhanban(fonts, &one);
  }
  double small = median(part, few), large = median(whole, few);
  printf("  %-26s %9.2f ms\n  %-26s %9.2f ms   x %.2f\n", "one paragraph, 0.25 MB", small, "one paragraph, 1 MB", large,
         large / small);
  zb_fonts_free(fonts);
  zb_arena_free(a);
  return 0;
}
