/* The obvious program: one PangoLayout a paragraph, cairo's PDF surface or one whole image and cairo's PNG writer.
   usage: stock PROSE.txt FONTS CACHE OUT.pdf|OUT-%d.png [DPI] */
#include "page.h"

typedef struct sheet {
  const baseline *b;
  cairo_surface_t *surface;
  cairo_t *cr;
  int page;
} sheet;

static void begin_page(sheet *s)
{
  s->page++;
  if (s->b->dpi > 0) {
    double k = s->b->dpi / 72;
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
  if (s->b->dpi > 0) {
    char *name = page_name(s->b, s->page);
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
  baseline b = open_baseline(argc, argv);
  sheet s = {.b = &b};
  if (b.dpi == 0) {
    s.surface = cairo_pdf_surface_create(b.out, SHEET_W, SHEET_H);
    s.cr = cairo_create(s.surface);
  }
  begin_page(&s);
  double y = FIRST;
  for (size_t i = 0; i < b.n; i++) {
    if (!*b.line[i])
      continue;
    PangoLayout *l = justified(b.fonts, b.desc, b.line[i]);
    int lines = pango_layout_get_line_count(l);
    for (int k = 0; k < lines; k++) {
      if (y > FOOT) {
        end_page(&s);
        begin_page(&s);
        y = FIRST;
      }
      cairo_move_to(s.cr, LEFT + (k == 0 ? INDENT : 0), y);
      pango_cairo_show_layout_line(s.cr, pango_layout_get_line_readonly(l, k));
      y += LEADING;
    }
    g_object_unref(l);
  }
  end_page(&s);
  if (b.dpi == 0) {
    cairo_destroy(s.cr);
    cairo_surface_destroy(s.surface); /* writes the file */
  }
  _Exit(0); /* a baseline: what it holds goes with the process */
}
