/* The composer's quality on a text file, beside that of a justified PangoLayout: one ruler for both, the places of the
   glyphs on their lines.

     compose [-p] [-i INDENT] FILE MEASURE...   one row a measure and engine: lines, lone last characters, lines with a
                                                Han gap over 0.05, 0.10 and 0.25 em, the widest gap, overfull lines,
                                                banned line starts and ends
     compose -g [-i INDENT] FILE MEASURE...     gate: one line for each measure that fails, status 1 if any does
     compose -t [-i INDENT] FILE MEASURE...     the same numbers as a table of the manual
     compose -s OUT.svg TEXT MEASURE            a picture of what PangoLayout makes of the text at 15 pt on 22
     compose -n FILE                            the paragraphs as the composer normalises them (R28, R29)

   Each line of FILE is a paragraph; MEASURE in em, or a range FROM-TO in steps of 1. -p prints the lines themselves,
   -i indents by INDENT em. A measure fails when a line is overfull, begins or ends with a banned mark, or is a lone
   last character, or when any count is worse than PangoLayout's. */
#include <cairo-svg.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <string.h>

#include "base/io.h"
#include "base/vec.h"
#include "text_fixture.h"

/* Full-width marks whose right half is blank. */
static const char *const half_blank = "、，。；：？！．）》〉」』】〗〕］｝”’";

/* One printed character: its origin and advance from the left edge of the measure. */
typedef struct glyph {
  uint32_t c;
  zb_u x, advance;
} glyph;

typedef ZB_VEC(glyph) line;

typedef struct tally {
  size_t paras, lines, lone, over5, over10, over25, overfull, starts, ends;
  int worst; /* 1/1000 em */
} tally;

typedef struct job {
  fixture *f;
  zb_tstyle style;
  zb_u measure;
  bool print;
} job;

/* --- the ruler ------------------------------------------------------------------------------------------------- */

/* The widest gap between two Han of the line, in 1/1000 em. */
static int han_gap(const line *l, zb_u em)
{
  zb_u most = 0;
  for (size_t i = 0; i + 1 < l->n; i++)
    if (zb_utf8_is_han(l->v[i].c) && zb_utf8_is_han(l->v[i + 1].c))
      most = zb_u_max(most, l->v[i + 1].x - l->v[i].x - em);
  return (int)((int64_t)most * 1000 / em);
}

static zb_u right_edge(const line *l, zb_u em)
{
  const glyph *g = &l->v[l->n - 1];
  zb_u blank = fixture_among(half_blank, g->c) && g->advance > em * 9 / 10 ? em / 2 : 0;
  return g->x + g->advance - blank;
}

static size_t count_solid(const line *l)
{
  size_t n = 0;
  for (size_t i = 0; i < l->n; i++)
    n += zb_utf8_is_han(l->v[i].c) || (l->v[i].c > ' ' && l->v[i].c < 0x7F && g_ascii_isalnum((int)l->v[i].c));
  return n;
}

static void measure_line(const job *j, tally *t, line *l, bool first, bool last)
{
  zb_u em = j->style.size;
  while (l->n > 0 && l->v[l->n - 1].c == ' ')
    l->n--;
  if (l->n == 0)
    return;
  int gap = last ? 0 : han_gap(l, em);
  t->lines++;
  t->over5 += gap > 50;
  t->over10 += gap > 100;
  t->over25 += gap > 250;
  t->worst = gap > t->worst ? gap : t->worst;
  t->lone += last && !first && count_solid(l) < 2;
  t->overfull += right_edge(l, em) > j->measure + em / 50;
  t->starts += !first && fixture_among(fixture_no_start, l->v[0].c);
  t->ends += !last && fixture_among(fixture_no_end, l->v[l->n - 1].c);
  if (!j->print)
    return;
  printf("%5d ", gap);
  for (size_t i = 0; i < l->n; i++) {
    char utf8[5] = {0};
    zb_utf8_put(utf8, l->v[i].c);
    printf("%s", utf8);
  }
  printf("\n");
}

/* --- the composer ---------------------------------------------------------------------------------------------- */

static void read_run(const job *j, const zb_glyphs *g, line *out)
{
  unsigned space = zb_fonts_glyph(j->f->text.fonts, g->font, ' ');
  const char *at = g->text;
  size_t k = 0;
  for (size_t c = 0; c < g->nclusters; c++) {
    const char *end = at + g->cluster[c].nbytes;
    size_t to = k + g->cluster[c].nglyphs;
    while (k + 1 < to && g->glyph[k].gid == space) /* a bridge that readers see between two characters */
      k++;
    for (; at < end; k += k + 1 < to) /* marks pushed into each other share a cluster: a glyph each */
      zb_push(j->f->arena, out, (glyph){.c = zb_utf8_next(&at), .x = g->x + (k < to ? g->glyph[k].x : 0)});
    k = to;
  }
}

/* What zb_lines_draw puts on a page. Advances are the font's: a Han's em, else up to the next glyph. */
static void read_line(const job *j, const zb_lines *l, size_t i, line *out)
{
  zb_arena *a = j->f->arena;
  zb_dl *dl = zb_dl_new(a, j->f->diags);
  zb_dl_page *page = zb_dl_page_new(dl, ZB_PT(2000), ZB_PT(2000));
  zb_lines_draw(l, i, page, ZB_PT(100), ZB_PT(100));
  for (size_t k = 0; k < page->n; k++)
    if (page->op[k].kind == ZB_DL_OP_GLYPHS)
      read_run(j, page->op[k].u.glyphs, out);
  zb_line_info info = zb_lines_info(l, i);
  for (size_t k = 0; k < out->n; k++) {
    out->v[k].x -= ZB_PT(100);
    out->v[k].advance = k + 1 < out->n ? out->v[k + 1].x + ZB_PT(100) - out->v[k].x : 0;
  }
  if (out->n > 0) /* the last one ends where the line does: its blank is trimmed already */
    out->v[out->n - 1].advance = zb_u_max(0, info.x + info.width - out->v[out->n - 1].x);
}

static void compose(const job *j, tally *t, const char *text, size_t n)
{
  zb_span span = zb_span_plain(text, n, ZB_SRC_NONE);
  zb_lines *l = zb_para_break(zb_para_new(&j->f->text, &span, 1, &j->style), j->measure);
  size_t lines = zb_lines_count(l);
  t->paras += lines > 0;
  for (size_t i = 0; i < lines; i++) {
    line out = {0};
    read_line(j, l, i, &out);
    measure_line(j, t, &out, i == 0, i + 1 == lines);
  }
}

/* --- PangoLayout ----------------------------------------------------------------------------------------------- */

static void read_layout_line(const job *j, PangoLayoutIter *it, const char *text, line *out)
{
  PangoLayoutLine *pl = pango_layout_iter_get_line_readonly(it);
  int end = pl->start_index + pl->length;
  for (int i = pl->start_index; i < end;) {
    const char *next = text + i;
    int x0 = 0, x1 = 0;
    uint32_t c = zb_utf8_next(&next);
    pango_layout_line_index_to_x(pl, i, FALSE, &x0);
    pango_layout_line_index_to_x(pl, i, TRUE, &x1);
    zb_push(j->f->arena, out, (glyph){.c = c, .x = x0, .advance = x1 - x0});
    i = (int)(next - text);
  }
}

/* g_object_unref it. */
static PangoLayout *stock_layout(const job *j, const char *text, size_t n)
{
  zb_fonts *fonts = j->f->text.fonts;
  PangoLayout *l = pango_layout_new(zb_fonts_context(fonts));
  PangoFontDescription *desc = zb_fonts_describe(fonts, j->style.role, 0, j->style.size);
  pango_layout_set_font_description(l, desc);
  pango_layout_set_text(l, text, (int)n);
  pango_layout_set_width(l, j->measure);
  pango_layout_set_indent(l, zb_u_muldiv(j->style.size, j->style.indent, 1000));
  pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_justify(l, TRUE);
  pango_font_description_free(desc);
  return l;
}

/* Lines on the style's leading, as large as the measure. */
static bool draw_stock(const job *j, const char *text, const char *path)
{
  PangoLayout *l = stock_layout(j, text, strlen(text));
  int n = pango_layout_get_line_count(l);
  double pitch = (double)j->style.leading / ZB_UNIT, w = (double)j->measure / ZB_UNIT,
         size = (double)j->style.size / ZB_UNIT;
  cairo_surface_t *s = cairo_svg_surface_create(path, w, pitch * n);
  cairo_t *cr = cairo_create(s);
  cairo_set_source_rgb(cr, 0x1F / 255.0, 0x1F / 255.0, 0x1F / 255.0);
  for (int i = 0; i < n; i++) {
    cairo_move_to(cr, 0, i * pitch + (pitch - size) / 2 + size * 0.88);
    pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(l, i));
  }
  cairo_surface_finish(s);
  bool ok = cairo_status(cr) == CAIRO_STATUS_SUCCESS;
  cairo_destroy(cr);
  cairo_surface_destroy(s);
  g_object_unref(l);
  return ok;
}

static void stock(const job *j, tally *t, const char *text, size_t n)
{
  PangoLayout *l = stock_layout(j, text, n);
  PangoLayoutIter *it = pango_layout_get_iter(l);
  int lines = pango_layout_get_line_count(l);
  t->paras += n > 0;
  for (int i = 0; i < lines && n > 0; i++, pango_layout_iter_next_line(it)) {
    line out = {0};
    read_layout_line(j, it, text, &out);
    measure_line(j, t, &out, i == 0, i + 1 == lines);
  }
  pango_layout_iter_free(it);
  g_object_unref(l);
}

/* --- a file ---------------------------------------------------------------------------------------------------- */

typedef void engine(const job *j, tally *t, const char *text, size_t n);

/* Each line of the text is a paragraph; both engines get it as the composer normalises it. */
static tally run(const job *j, engine *e, const char *text, size_t n)
{
  tally t = {0};
  for (size_t at = 0; at < n;) {
    const char *end = memchr(text + at, '\n', n - at);
    size_t len = end ? (size_t)(end - text) - at : n - at, bytes;
    zb_span span = zb_span_plain(text + at, len, ZB_SRC_NONE);
    const char *plain = zb_para_text(zb_para_new(&j->f->text, &span, 1, &j->style), &bytes);
    e(j, &t, plain, bytes);
    at += len + 1;
  }
  return t;
}

static void print_row(const char *name, int em, const tally *t)
{
  printf("%2d em %-8s lines %4zu lone %3zu gaps>0.05 %3zu >0.10 %3zu >0.25 %3zu worst %d.%03d overfull %zu starts %zu "
         "ends "
         "%zu\n",
         em, name, t->lines, t->lone, t->over5, t->over10, t->over25, t->worst / 1000, t->worst % 1000, t->overfull,
         t->starts, t->ends);
}

static void print_cell(const tally *t)
{
  printf("\t%zu/%zu/%zu/%zu/%zu\t%d.%02d\t%zu/%zu/%zu", t->lines, t->lone, t->over5, t->over10, t->over25,
         t->worst / 1000, t->worst % 1000 / 10, t->overfull, t->starts, t->ends);
}

static bool fails(int em, const tally *own, const tally *pango)
{
  const struct {
    const char *what;
    size_t own, most;
  } rows[] = {{"overfull lines", own->overfull, 0},
              {"banned line starts", own->starts, 0},
              {"banned line ends", own->ends, 0},
              {"lone last characters", own->lone, 0},
              {"lines with a gap over 0.05 em", own->over5, pango->over5},
              {"lines with a gap over 0.10 em", own->over10, pango->over10},
              {"lines with a gap over 0.25 em", own->over25, pango->over25},
              {"thousandths of an em in the widest gap", (size_t)own->worst, (size_t)pango->worst}};
  bool bad = false;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (rows[i].own > rows[i].most) {
      printf("%d em: %zu %s, at most %zu allowed\n", em, rows[i].own, rows[i].what, rows[i].most);
      bad = true;
    }
  return bad;
}

static void print_normalised(const job *j, const char *text, size_t n)
{
  for (size_t at = 0; at < n;) {
    const char *end = memchr(text + at, '\n', n - at);
    size_t len = end ? (size_t)(end - text) - at : n - at;
    zb_span span = zb_span_plain(text + at, len, ZB_SRC_NONE);
    printf("%s\n", zb_para_text(zb_para_new(&j->f->text, &span, 1, &j->style), NULL));
    at += len + 1;
  }
}

/* Returns whether the gate closes. */
static bool one_measure(job *j, char mode, const char *text, size_t n, int em)
{
  j->measure = j->style.size * em;
  tally own = run(j, compose, text, n);
  if (j->print)
    return false;
  tally pango = run(j, stock, text, n);
  if (mode == 'g')
    return fails(em, &own, &pango);
  if (mode == 't') {
    printf("%d", em);
    print_cell(&own);
    print_cell(&pango);
    printf("\n");
    return false;
  }
  print_row("zhanban", em, &own);
  print_row("pango", em, &pango);
  return false;
}

int main(int argc, char **argv)
{
  fixture f = fixture_open();
  job j = {.f = &f, .style = {.role = ZB_ROLE_SONG, .size = ZB_PT(10), .leading = ZB_PT(18)}};
  char mode = ' ';
  int arg = 1;
  for (; arg < argc && argv[arg][0] == '-'; arg++) {
    if (strcmp(argv[arg], "-p") == 0)
      j.print = true;
    else if (strcmp(argv[arg], "-g") == 0 || strcmp(argv[arg], "-t") == 0 || strcmp(argv[arg], "-n") == 0 ||
             strcmp(argv[arg], "-s") == 0)
      mode = argv[arg][1];
    else if (strcmp(argv[arg], "-i") == 0 && arg + 1 < argc)
      j.style.indent = atoi(argv[++arg]) * 1000;
  }
  if (argc - arg < (mode == 'n' ? 1 : 2)) {
    fprintf(stderr, "usage: compose [-p] [-g] [-t] [-i INDENT] FILE MEASURE... | compose -n FILE\n");
    return 2;
  }
  if (mode == 's') {
    j.style.size = ZB_PT(15);
    j.style.leading = ZB_PT(22);
    j.measure = j.style.size * (argc - arg == 3 ? atoi(argv[arg + 2]) : 0);
    return j.measure > 0 && draw_stock(&j, argv[arg + 1], argv[arg]) ? 0 : 1;
  }
  size_t n;
  char *text = zb_io_read(f.arena, f.diags, argv[arg], 64u << 20, ZB_SRC_NONE, &n);
  bool bad = !text;
  if (text && mode == 'n')
    print_normalised(&j, text, n);
  for (int i = arg + 1; text && i < argc; i++) {
    int from = atoi(argv[i]), to = strchr(argv[i], '-') ? atoi(strchr(argv[i], '-') + 1) : from;
    for (int em = from; em <= to && em > 0; em++)
      bad = one_measure(&j, mode, text, n, em) || bad;
  }
  zb_diags_print(f.diags, stderr, ZB_LANG_EN, false);
  fixture_close(&f);
  return bad;
}
