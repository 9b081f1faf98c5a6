/* SVG output: paints, shapes, clips and images. */
#include <string.h>

#include "out/print.h"
#include "out/svg.h"

void zb_svg_put_attr_u(GString *s, const char *name, zb_u v)
{
  char b[24];
  g_string_append_printf(s, " %s=\"%s\"", name, zb_print_u(b, v));
}

void zb_svg_put_attr(GString *s, const char *name, const char *text)
{
  if (!text)
    return;
  g_string_append_printf(s, " %s=\"", name);
  zb_print_xml(s, text, strlen(text));
  g_string_append_c(s, '"');
}

/* The id of a definition: `text` is its markup with %s in place of the id; `prefix` and a number make the id. */
static const char *define(zb_svg *v, const char *prefix, GString *text)
{
  for (size_t i = 0; i < v->def.n; i++)
    if (strcmp(v->def.v[i].text, text->str) == 0) {
      g_string_free(text, TRUE);
      return v->def.v[i].id;
    }
  zb_svg_def d = {.text = zb_arena_strdup(v->a, text->str)};
  d.id = zb_arena_printf(v->a, "zb-%s%u", prefix, (unsigned)v->def.n + 1);
  const char *at = strstr(text->str, "%s");
  g_string_append_len(v->defs, text->str, at - text->str);
  g_string_append(v->defs, d.id);
  g_string_append(v->defs, at + 2);
  g_string_append_c(v->defs, '\n');
  g_string_free(text, TRUE);
  zb_push(v->a, &v->def, d);
  return d.id;
}

/* --- paints --------------------------------------------------------------------------------------------------- */

static void color_attr(GString *s, const char *what, zb_rgba c)
{
  char b[24];
  g_string_append_printf(s, " %s=\"#%02x%02x%02x\"", what, c.r, c.g, c.b);
  if (c.a < 255)
    g_string_append_printf(s, " %s-opacity=\"%s\"", what, zb_print_ratio(b, c.a, 255));
}

static void stop(GString *s, const zb_paint_stop *p)
{
  char b[24];
  g_string_append_printf(s, "<stop offset=\"%s\" stop-color=\"#%02x%02x%02x\"", zb_print_ratio(b, p->offset, 1000),
                         p->color.r, p->color.g, p->color.b);
  if (p->color.a < 255)
    g_string_append_printf(s, " stop-opacity=\"%s\"", zb_print_ratio(b, p->color.a, 255));
  g_string_append(s, "/>");
}

static const char *gradient(zb_svg *v, const zb_paint *p)
{
  GString *s = g_string_new("<linearGradient id=\"%s\" gradientUnits=\"userSpaceOnUse\"");
  zb_svg_put_attr_u(s, "x1", p->p0.x);
  zb_svg_put_attr_u(s, "y1", p->p0.y);
  zb_svg_put_attr_u(s, "x2", p->p1.x);
  zb_svg_put_attr_u(s, "y2", p->p1.y);
  g_string_append_c(s, '>');
  for (int i = 0; i < p->nstops && i < ZB_PAINT_STOPS; i++)
    stop(s, &p->stop[i]);
  g_string_append(s, "</linearGradient>");
  return define(v, "g", s);
}

/* A tile one pitch high whose line lies across the seam: half at its top, half at its foot. */
static const char *hatch(zb_svg *v, const zb_paint *p)
{
  char pitch[24], half[24], foot[24];
  zb_print_u(pitch, p->pitch);
  zb_print_u(half, p->width / 2);
  zb_print_u(foot, p->pitch - p->width / 2);
  GString *s = g_string_new("<pattern id=\"%s\" patternUnits=\"userSpaceOnUse\"");
  g_string_append_printf(s, " width=\"%s\" height=\"%s\" patternTransform=\"rotate(%d)\">", pitch, pitch, p->angle);
  g_string_append_printf(s, "<path d=\"M0 0H%sV%sH0ZM0 %sH%sV%sH0Z\"", pitch, half, foot, pitch, pitch);
  color_attr(s, "fill", p->color);
  g_string_append(s, "/></pattern>");
  return define(v, "h", s);
}

void zb_svg_put_paint(zb_svg *v, const char *what, const zb_paint *p)
{
  if (p->kind == ZB_PAINT_LINEAR && p->nstops > 0)
    g_string_append_printf(v->body, " %s=\"url(#%s)\"", what, gradient(v, p));
  else if (p->kind == ZB_PAINT_HATCH && p->pitch > 0 && strcmp(what, "fill") == 0)
    g_string_append_printf(v->body, " %s=\"url(#%s)\"", what, hatch(v, p));
  else
    color_attr(v->body, what, p->color);
}

/* --- shapes --------------------------------------------------------------------------------------------------- */

static void point(GString *s, char command, const zb_point *q, int n)
{
  char b[24];
  if (command)
    g_string_append_c(s, command);
  for (int i = 0; i < n; i++) {
    g_string_append(s, i ? " " : "");
    g_string_append(s, zb_print_u(b, q[i].x));
    g_string_append_c(s, ' ');
    g_string_append(s, zb_print_u(b, q[i].y));
  }
}

/* Appends "<rect ..." or "<path d=...", without its end. */
static void shape(GString *s, const zb_path *p)
{
  if (p->nsegs == 0) {
    g_string_append(s, "<rect");
    zb_svg_put_attr_u(s, "x", p->rect.x);
    zb_svg_put_attr_u(s, "y", p->rect.y);
    zb_svg_put_attr_u(s, "width", p->rect.w);
    zb_svg_put_attr_u(s, "height", p->rect.h);
    return;
  }
  static const struct {
    char command;
    int points;
  } kinds[] = {
      [ZB_SEG_MOVE] = {'M', 1}, [ZB_SEG_LINE] = {'L', 1}, [ZB_SEG_CURVE] = {'C', 3}, [ZB_SEG_CLOSE] = {'Z', 0}};
  g_string_append(s, "<path d=\"");
  for (size_t i = 0; i < p->nsegs; i++)
    point(s, kinds[p->seg[i].kind].command, p->seg[i].p, kinds[p->seg[i].kind].points);
  g_string_append_c(s, '"');
}

void zb_svg_put_fill(zb_svg *v, const zb_path *path, const zb_paint *paint)
{
  if (paint->kind == ZB_PAINT_HATCH && paint->ground.a > 0) {
    shape(v->body, path);
    color_attr(v->body, "fill", paint->ground);
    zb_svg_put_clip_attr(v);
    g_string_append(v->body, "/>\n");
  }
  shape(v->body, path);
  zb_svg_put_paint(v, "fill", paint);
  zb_svg_put_clip_attr(v);
  g_string_append(v->body, "/>\n");
}

void zb_svg_put_stroke(zb_svg *v, const zb_path *path, const zb_paint *paint, const zb_stroke *stroke)
{
  static const char *const caps[] = {[ZB_CAP_BUTT] = NULL, [ZB_CAP_ROUND] = "round", [ZB_CAP_SQUARE] = "square"};
  shape(v->body, path);
  g_string_append(v->body, " fill=\"none\"");
  zb_svg_put_paint(v, "stroke", paint);
  zb_svg_put_attr_u(v->body, "stroke-width", stroke->width);
  zb_svg_put_attr(v->body, "stroke-linecap", caps[stroke->cap]);
  zb_svg_put_attr(v->body, "stroke-linejoin", stroke->round_join ? "round" : NULL);
  for (int i = 0; i < stroke->ndash && i < 4; i++) {
    char b[24];
    g_string_append(v->body, i ? " " : " stroke-dasharray=\"");
    g_string_append(v->body, zb_print_u(b, stroke->dash[i]));
  }
  if (stroke->ndash > 0)
    g_string_append_c(v->body, '"');
  zb_svg_put_clip_attr(v);
  g_string_append(v->body, "/>\n");
}

/* --- clips ---------------------------------------------------------------------------------------------------- */

/* Clips are attributes of what they clip, so they need not nest with the marks; an inner clip refers to the outer one.
 */
void zb_svg_push_clip(zb_svg *v, const zb_path *path)
{
  GString *s = g_string_new("<clipPath id=\"%s\"");
  if (v->clip.n > 0)
    g_string_append_printf(s, " clip-path=\"url(#%s)\"", v->clip.v[v->clip.n - 1]);
  g_string_append_c(s, '>');
  shape(s, path);
  g_string_append(s, "/></clipPath>");
  const char *id = define(v, "c", s);
  zb_push(v->a, &v->clip, id);
}

void zb_svg_put_clip_attr(zb_svg *v)
{
  if (v->clip.n > 0)
    g_string_append_printf(v->body, " clip-path=\"url(#%s)\"", v->clip.v[v->clip.n - 1]);
}

/* --- images --------------------------------------------------------------------------------------------------- */

/* The image itself once, as a data URI; uses take their part of it through a nested view box. */
static bool define_image(zb_svg *v, int image, const zb_image_info *info)
{
  if (v->image[image])
    return true;
  size_t n;
  const char *mime;
  const unsigned char *bytes = zb_images_bytes(v->job->images, image, &n, &mime);
  if (!bytes)
    return false;
  v->image[image] = true;
  gchar *data = g_base64_encode(bytes, n);
  g_string_append_printf(v->defs, "<image id=\"zb-i%d\" width=\"%d\" height=\"%d\" preserveAspectRatio=\"none\"", image,
                         info->width, info->height);
  g_string_append_printf(v->defs, " href=\"data:%s;base64,%s\"/>\n", mime, data);
  g_free(data);
  return true;
}

bool zb_svg_put_image(zb_svg *v, const zb_image_op *op)
{
  const zb_image_info *info = v->job->images ? zb_images_info(v->job->images, op->image) : NULL;
  if (!info || op->image < 0)
    return false;
  if (op->image >= v->nimages) {
    bool *grown = zb_newn(v->a, bool, (size_t)op->image + 8);
    if (v->nimages > 0)
      memcpy(grown, v->image, (size_t)v->nimages * sizeof *grown);
    v->image = grown;
    v->nimages = op->image + 8;
  }
  if (!define_image(v, op->image, info))
    return false;
  char b[4][24];
  zb_rect r = op->rect;
  if (v->clip.n > 0) {
    g_string_append(v->body, "<g");
    zb_svg_put_clip_attr(v);
    g_string_append_c(v->body, '>');
  }
  if (op->turned) {
    g_string_append_printf(v->body, "<g transform=\"matrix(0 -1 1 0 %s %s)\">", zb_print_u(b[0], r.x),
                           zb_print_u(b[1], r.y + r.h));
    r = (zb_rect){.w = r.h, .h = r.w};
  }
  g_string_append(v->body, "<svg");
  zb_svg_put_attr_u(v->body, "x", r.x);
  zb_svg_put_attr_u(v->body, "y", r.y);
  zb_svg_put_attr_u(v->body, "width", r.w);
  zb_svg_put_attr_u(v->body, "height", r.h);
  g_string_append_printf(v->body, " viewBox=\"%s %s %s %s\" preserveAspectRatio=\"none\"><use href=\"#zb-i%d\"/></svg>",
                         zb_print_ratio(b[0], (int64_t)op->cx * info->width, 65536),
                         zb_print_ratio(b[1], (int64_t)op->cy * info->height, 65536),
                         zb_print_ratio(b[2], (int64_t)op->cw * info->width, 65536),
                         zb_print_ratio(b[3], (int64_t)op->ch * info->height, 65536), op->image);
  g_string_append(v->body, op->turned ? "</g>" : "");
  g_string_append(v->body, v->clip.n > 0 ? "</g>\n" : "\n");
  return true;
}
