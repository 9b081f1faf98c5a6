/* The floor of the libraries: own greedy lines over pango_shape, cairo's PDF surface, or 64-row bands deflated at level 1.
   Nothing of typography: no justification, no kinsoku beyond Pango's break opportunities.
   usage: floor PROSE.txt FONTS CACHE OUT.pdf|OUT-%d.png [DPI] */
#include "page.h"

enum { BAND = 64 };

typedef struct piece {
  PangoItem *item;
  PangoGlyphString *glyphs;
  double x, y; /* points */
  int page;
} piece;

typedef struct text {
  GArray *piece;
  double y;
  int page;
} text;

static void next_line(text *t)
{
  t->y += LEADING;
  if (t->y > FOOT) {
    t->page++;
    t->y = FIRST;
  }
}

/* Adds glyphs [from, to) of an item at x on the current line. */
static void add(text *t, PangoItem *item, PangoGlyphString *all, int from, int to, double x)
{
  PangoGlyphString *g = pango_glyph_string_new();
  pango_glyph_string_set_size(g, to - from);
  memcpy(g->glyphs, all->glyphs + from, (size_t)(to - from) * sizeof *g->glyphs);
  int base = all->log_clusters[from];
  for (int i = from; i < to; i++)
    g->log_clusters[i - from] = all->log_clusters[i] - base;
  PangoItem *part = pango_item_copy(item);
  part->offset += base;
  part->length = (to < all->num_glyphs ? all->log_clusters[to] : item->length) - base;
  piece p = {.item = part, .glyphs = g, .x = x, .y = t->y, .page = t->page};
  g_array_append_val(t->piece, p);
}

static void set_paragraph(text *t, PangoContext *context, PangoAttrList *attrs, const char *s)
{
  int len = (int)strlen(s), chars = (int)g_utf8_strlen(s, len);
  GList *items = pango_itemize(context, s, 0, len, attrs, NULL);
  PangoLogAttr *log = g_new(PangoLogAttr, (size_t)chars + 1);
  pango_get_log_attrs(s, len, -1, pango_language_from_string("zh-cn"), log, chars + 1);
  double x = INDENT;
  for (GList *l = items; l; l = l->next) {
    PangoItem *item = l->data;
    PangoGlyphString *g = pango_glyph_string_new();
    pango_shape_item(item, s, len, NULL, g, PANGO_SHAPE_NONE);
    int from = 0, last = -1;
    double start = x, at_last = 0;
    for (int i = 0; i < g->num_glyphs; i++) {
      int at = (int)g_utf8_pointer_to_offset(s, s + item->offset + g->log_clusters[i]);
      if (i > from && log[at].is_line_break) {
        last = i;
        at_last = x;
      }
      double w = (double)g->glyphs[i].geometry.width / PANGO_SCALE;
      if (x + w > MEASURE && (last > from || i == from)) {
        int cut = last > from ? last : i;
        if (cut > from)
          add(t, item, g, from, cut, start);
        next_line(t);
        x = last > from ? x - at_last : 0;
        start = 0;
        from = cut;
        last = -1;
      }
      x += w;
    }
    add(t, item, g, from, g->num_glyphs, start);
    pango_glyph_string_free(g);
  }
  next_line(t);
  g_list_free_full(items, (GDestroyNotify)pango_item_free);
  g_free(log);
}

static void show(const text *t, const char *const *source, cairo_t *cr, int page, double y0, double y1)
{
  for (guint i = 0; i < t->piece->len; i++) {
    const piece *p = &g_array_index(t->piece, piece, i);
    if (p->page != page || p->y < y0 || p->y > y1)
      continue;
    PangoGlyphItem gi = {.item = p->item, .glyphs = p->glyphs};
    PangoGlyphItem moved = gi;
    PangoItem *item = pango_item_copy(gi.item);
    item->offset = 0;
    moved.item = item;
    cairo_move_to(cr, LEFT + p->x, p->y);
    pango_cairo_show_glyph_item(cr, source[i], &moved);
    pango_item_free(item);
  }
}

static void write_png(const text *t, const char *const *source, int page, double dpi, const char *out)
{
  double k = dpi / 72;
  int w = (int)(SHEET_W * k + 0.5), h = (int)(SHEET_H * k + 0.5);
  FILE *f = fopen(out, "wb");
  if (!f)
    exit(3);
  png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop info = png_create_info_struct(png);
  png_init_io(png, f);
  png_set_compression_level(png, 1);
  png_set_filter(png, 0, PNG_FILTER_NONE);
  png_set_IHDR(png, info, (png_uint_32)w, (png_uint_32)h, 8, PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
               PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  png_set_filler(png, 0, PNG_FILLER_AFTER);
  png_set_bgr(png);
  cairo_surface_t *s = cairo_image_surface_create(CAIRO_FORMAT_RGB24, w, BAND);
  cairo_t *cr = cairo_create(s);
  for (int y = 0; y < h; y += BAND) {
    cairo_identity_matrix(cr);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_translate(cr, 0, -y);
    cairo_scale(cr, k, k);
    show(t, source, cr, page, y / k - SIZE, (y + BAND) / k + SIZE);
    cairo_surface_flush(s);
    for (int r = 0; r < BAND && y + r < h; r++)
      png_write_row(png, cairo_image_surface_get_data(s) + (ptrdiff_t)r * cairo_image_surface_get_stride(s));
  }
  png_write_end(png, info);
  png_destroy_write_struct(&png, &info);
  fclose(f);
  cairo_destroy(cr);
  cairo_surface_destroy(s);
}

int main(int argc, char **argv)
{
  baseline b = open_baseline(argc, argv);
  PangoAttrList *attrs = pango_attr_list_new();
  pango_attr_list_insert(attrs, pango_attr_font_desc_new(b.desc));
  text t = {.piece = g_array_new(FALSE, FALSE, sizeof(piece)), .y = FIRST};
  GPtrArray *source = g_ptr_array_new(); /* the paragraph text at each piece */
  for (size_t i = 0; i < b.n; i++) {
    if (!*b.line[i])
      continue;
    guint before = t.piece->len;
    set_paragraph(&t, zb_fonts_context(b.fonts), attrs, b.line[i]);
    for (guint k = before; k < t.piece->len; k++)
      g_ptr_array_add(source, b.line[i] + g_array_index(t.piece, piece, k).item->offset);
  }
  int pages = g_array_index(t.piece, piece, t.piece->len - 1).page + 1;
  const char *const *src = (const char *const *)source->pdata;
  if (b.dpi > 0) {
    for (int p = 0; p < pages; p++) {
      char *name = page_name(&b, p + 1);
      write_png(&t, src, p, b.dpi, name);
      g_free(name);
    }
  } else {
    cairo_surface_t *s = cairo_pdf_surface_create(b.out, SHEET_W, SHEET_H);
    cairo_t *cr = cairo_create(s);
    for (int p = 0; p < pages; p++) {
      show(&t, src, cr, p, 0, SHEET_H);
      cairo_show_page(cr);
    }
    cairo_destroy(cr);
    cairo_surface_destroy(s);
  }
  _Exit(0); /* a baseline: what it holds goes with the process */
}
