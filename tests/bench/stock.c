/* The obvious program: one PangoLayout a paragraph, cairo's PDF surface or one whole image and cairo's PNG writer.
   usage: stock PROSE.txt FONTS CACHE OUT.pdf|OUT-%d.png [DPI] */
#include "page.h"

typedef struct sheet {
  cairo_surface_t *surface;
  cairo_t *cr;
  const char *out;
  double dpi; /* 0 = PDF */
  int page;
} sheet;

static void begin_page(sheet *s)
{
  s->page++;
  if (s->dpi > 0) {
    double k = s->dpi / 72;
    s->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(SHEET_W * k + 0.5), (int)(SHEET_H * k + 0.5));
    s->cr = cairo_create(s->surface);
    cairo_set_source_rgb(s->cr, 1, 1, 1);
    cairo_paint(s->cr);
    cairo_set_source_rgb(s->cr, 0, 0, 0);
    cairo_scale(s->cr, k, k);
  }
}

static void end_page(sheet *s)
{
  if (s->dpi > 0) {
    char *name = g_strdup_printf("%.*s%d.png", (int)(strstr(s->out, "%d") - s->out), s->out, s->page);
    cairo_surface_write_to_png(s->surface, name);
    g_free(name);
    cairo_destroy(s->cr);
    cairo_surface_destroy(s->surface);
  } else {
    cairo_show_page(s->cr);
  }
}

int main(int argc, char **argv)
{
  if (argc < 5)
    return 2;
  size_t n;
  char **line = read_lines(argv[1], &n);
  zb_arena *a = zb_arena_new();
  zb_fonts *fonts = open_fonts(argv[2], argv[3], zb_diags_new(a));
  if (!fonts)
    return 3;
  sheet s = {.out = argv[4], .dpi = argc > 5 ? g_ascii_strtod(argv[5], NULL) : 0};
  if (s.dpi == 0) {
    s.surface = cairo_pdf_surface_create(s.out, SHEET_W, SHEET_H);
    s.cr = cairo_create(s.surface);
  }
  PangoFontDescription *desc = zb_fonts_describe(fonts, ZB_ROLE_SONG, 0, (zb_u)(SIZE * PANGO_SCALE));
  begin_page(&s);
  double y = TOP + SIZE * 0.88 + (LEADING - SIZE) / 2;
  for (size_t i = 0; i < n; i++) {
    if (!*line[i])
      continue;
    PangoLayout *l = pango_layout_new(zb_fonts_context(fonts));
    pango_layout_set_font_description(l, desc);
    pango_layout_set_width(l, (int)(MEASURE * PANGO_SCALE));
    pango_layout_set_indent(l, (int)(INDENT * PANGO_SCALE));
    pango_layout_set_justify(l, TRUE);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(l, line[i], -1);
    int lines = pango_layout_get_line_count(l);
    for (int k = 0; k < lines; k++) {
      if (y > FOOT) {
        end_page(&s);
        begin_page(&s);
        y = TOP + SIZE * 0.88 + (LEADING - SIZE) / 2;
      }
      cairo_move_to(s.cr, LEFT + (k == 0 ? INDENT : 0), y);
      pango_cairo_show_layout_line(s.cr, pango_layout_get_line_readonly(l, k));
      y += LEADING;
    }
    g_object_unref(l);
  }
  end_page(&s);
  if (s.dpi == 0) {
    cairo_destroy(s.cr);
    cairo_surface_destroy(s.surface);
  }
  pango_font_description_free(desc);
  zb_fonts_free(fonts);
  zb_arena_free(a);
  g_strfreev(line);
  return 0;
}
