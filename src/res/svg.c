/* librsvg behind three calls; its text is set in our fonts. */
#include "res/svg.h"

#include <librsvg/rsvg.h>
#include <pango/pangocairo.h>

struct zb_svg {
  RsvgHandle *handle;
  PangoFontMap *map;
};

static void keep_reason(GError *error, char why[ZB_SVG_WHY])
{
  g_strlcpy(why, error ? error->message : "cannot be drawn", ZB_SVG_WHY);
  g_clear_error(&error);
}

zb_svg *zb_svg_open(const unsigned char *bytes, size_t n, PangoFontMap *map, char why[ZB_SVG_WHY])
{
  GError *error = NULL;
  RsvgHandle *handle = rsvg_handle_new_from_data(bytes, n, &error);
  if (!handle) {
    keep_reason(error, why);
    return NULL;
  }
  rsvg_handle_set_dpi(handle, 96);
  zb_svg *s = g_new0(zb_svg, 1);
  s->handle = handle;
  s->map = map;
  return s;
}

void zb_svg_free(zb_svg *s)
{
  if (!s)
    return;
  g_object_unref(s->handle);
  g_free(s);
}

bool zb_svg_size(zb_svg *s, double *w, double *h)
{
  gboolean has_w, has_h, has_box;
  RsvgLength width, height;
  RsvgRectangle box;
  if (!rsvg_handle_get_intrinsic_size_in_pixels(s->handle, w, h)) {
    rsvg_handle_get_intrinsic_dimensions(s->handle, &has_w, &width, &has_h, &height, &has_box, &box);
    if (!has_box)
      return false;
    *w = box.width;
    *h = box.height;
  }
  return *w >= 1 && *h >= 1 && *w <= 1e6 && *h <= 1e6;
}

/* librsvg takes its fonts from the calling thread's default font map, which is ours for as long as it draws. */
bool zb_svg_draw(zb_svg *s, cairo_t *cr, const double rect[4], char why[ZB_SVG_WHY])
{
  RsvgRectangle viewport = {.x = rect[0], .y = rect[1], .width = rect[2], .height = rect[3]};
  GError *error = NULL;
  if (s->map)
    pango_cairo_font_map_set_default(PANGO_CAIRO_FONT_MAP(s->map));
  gboolean ok = rsvg_handle_render_document(s->handle, cr, &viewport, &error);
  if (s->map)
    pango_cairo_font_map_set_default(NULL);
  if (!ok)
    keep_reason(error, why);
  return ok;
}
