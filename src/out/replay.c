/* Display list to cairo: one function an operation, culling by bounds, a gate for numbers that cairo cannot take. */
#include "out/replay.h"

#include <glib.h>
#include <math.h>

#include "base/utf8.h"

/* More dashes or hatch lines than this in one operation would only cost time: they are drawn solid. */
enum { MAX_DASHES = 100000, MAX_HATCH_LINES = 20000 };
/* Resolution of photos in a PDF. */
enum { VECTOR_PPI = 300 };

cairo_font_options_t *zb_replay_font_options(void)
{
  cairo_font_options_t *o = cairo_font_options_create();
  cairo_font_options_set_antialias(o, CAIRO_ANTIALIAS_GRAY);
  cairo_font_options_set_hint_style(o, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics(o, CAIRO_HINT_METRICS_OFF);
  return o;
}

bool zb_replay_page_ok(const zb_dl_page *page, zb_diags *d)
{
  zb_u max = ZB_PT(ZB_REPLAY_MAX_SIDE);
  if (page->w > 0 && page->h > 0 && page->w <= max && page->h <= max)
    return true;
  zb_diag(d, ZB_D_INTERNAL, ZB_SRC_NONE, "page side out of range", NULL);
  return false;
}

/* Glyphs in clusters of several have no character of their own: they get those of the cluster's text, if it has one for
   each. Spaces that fill a gap do not count. */
static void name_cluster(const zb_glyphs *g, size_t glyph, size_t nglyphs, const char *text, size_t nbytes, zb_cut *cut)
{
  unsigned space = zb_cut_space(cut, g->font);
  size_t fillers = 0, chars = zb_utf8_count(text, nbytes);
  for (size_t n = 0; n < nglyphs; n++)
    fillers += g->glyph[glyph + n].gid == space;
  if (nglyphs < 2 || nglyphs - fillers != chars)
    return;
  for (size_t n = 0; n < nglyphs; n++)
    if (g->glyph[glyph + n].gid != space)
      zb_cut_name(cut, g->font, g->glyph[glyph + n].gid, zb_utf8_next(&text));
}

static void name_glyphs(const zb_glyphs *g, zb_cut *cut)
{
  size_t byte = 0, glyph = 0;
  for (size_t i = 0; i < g->nclusters && g->ntext > 0; i++) {
    const zb_cluster *k = &g->cluster[i];
    if (byte + k->nbytes > g->ntext || glyph + k->nglyphs > g->nglyphs)
      return;
    name_cluster(g, glyph, k->nglyphs, g->text + byte, k->nbytes, cut);
    byte += k->nbytes;
    glyph += k->nglyphs;
  }
}

void zb_replay_use_glyphs(const zb_dl_page *page, zb_cut *cut)
{
  for (size_t i = 0; i < page->n; i++) {
    const zb_glyphs *g = page->op[i].u.glyphs;
    if (page->op[i].kind != ZB_DL_OP_GLYPHS)
      continue;
    for (size_t k = 0; k < g->nglyphs; k++)
      zb_cut_use(cut, g->font, g->glyph[k].gid);
    name_glyphs(g, cut);
  }
}

/* --- paints --------------------------------------------------------------------------------------------------- */

static void set_rgba(cairo_t *cr, zb_rgba c)
{
  cairo_set_source_rgba(cr, c.r / 255.0, c.g / 255.0, c.b / 255.0, c.a / 255.0);
}

static void set_linear(cairo_t *cr, const zb_paint *p)
{
  cairo_pattern_t *g =
      cairo_pattern_create_linear(zb_u_pt(p->p0.x), zb_u_pt(p->p0.y), zb_u_pt(p->p1.x), zb_u_pt(p->p1.y));
  int n = p->nstops < ZB_PAINT_STOPS ? p->nstops : ZB_PAINT_STOPS;
  for (int i = 0; i < n; i++) {
    zb_rgba c = p->stop[i].color;
    cairo_pattern_add_color_stop_rgba(g, p->stop[i].offset / 1000.0, c.r / 255.0, c.g / 255.0, c.b / 255.0,
                                      c.a / 255.0);
  }
  cairo_pattern_set_extend(g, CAIRO_EXTEND_PAD);
  cairo_set_source(cr, g);
  cairo_pattern_destroy(g);
}

/* Sets the source for strokes, glyphs and plain fills; a hatch counts as its line colour. */
static void set_source(cairo_t *cr, const zb_paint *p)
{
  if (p->kind == ZB_PAINT_LINEAR && p->nstops > 0)
    set_linear(cr, p);
  else
    set_rgba(cr, p->color);
}

zb_hatch zb_hatch_over(const zb_paint *p, double x, double y, double w, double h)
{
  double angle = p->angle * (G_PI / 180.0);
  zb_hatch k = {.dx = cos(angle), .dy = sin(angle), .pitch = zb_u_pt(p->pitch), .width = zb_u_pt(p->width), .last = -1};
  k.nx = -k.dy;
  k.ny = k.dx;
  k.cx = x + w / 2;
  k.cy = y + h / 2;
  k.radius = sqrt(w * w + h * h) / 2;
  if (!(k.pitch > 0) || !(k.width > 0))
    return k;
  double at = k.cx * k.nx + k.cy * k.ny, reach = k.radius + k.width / 2;
  double first = ceil((at - reach) / k.pitch), last = floor((at + reach) / k.pitch);
  if (last - first > MAX_HATCH_LINES)
    return k;
  k.first = (long)first;
  k.last = (long)last;
  return k;
}

void zb_hatch_line(const zb_hatch *h, long k, double from[2], double to[2])
{
  double off = (double)k * h->pitch - (h->cx * h->nx + h->cy * h->ny);
  double mx = h->cx + h->nx * off, my = h->cy + h->ny * off;
  double half = h->radius + h->width;
  from[0] = mx - h->dx * half;
  from[1] = my - h->dy * half;
  to[0] = mx + h->dx * half;
  to[1] = my + h->dy * half;
}

/* Hatches the current path, whose extents are `area`. Line ends depend on the area only, never on what is culled. */
static void fill_hatch(cairo_t *cr, const zb_paint *p, const zb_rect *area)
{
  cairo_save(cr);
  if (p->ground.a > 0) {
    set_rgba(cr, p->ground);
    cairo_fill_preserve(cr);
  }
  cairo_clip(cr);
  zb_hatch h = zb_hatch_over(p, zb_u_pt(area->x), zb_u_pt(area->y), zb_u_pt(area->w), zb_u_pt(area->h));
  cairo_new_path(cr);
  for (long k = h.first; k <= h.last; k++) {
    double a[2], b[2];
    zb_hatch_line(&h, k, a, b);
    cairo_move_to(cr, a[0], a[1]);
    cairo_line_to(cr, b[0], b[1]);
  }
  set_rgba(cr, p->color);
  cairo_set_line_width(cr, h.width);
  cairo_set_line_cap(cr, CAIRO_LINE_CAP_BUTT);
  cairo_set_dash(cr, NULL, 0, 0);
  cairo_stroke(cr);
  cairo_restore(cr);
}

/* --- paths ---------------------------------------------------------------------------------------------------- */

static void set_path(cairo_t *cr, const zb_path *p)
{
  cairo_new_path(cr);
  if (p->nsegs == 0) {
    cairo_rectangle(cr, zb_u_pt(p->rect.x), zb_u_pt(p->rect.y), zb_u_pt(p->rect.w), zb_u_pt(p->rect.h));
    return;
  }
  for (size_t i = 0; i < p->nsegs; i++) {
    const zb_point *q = p->seg[i].p;
    switch (p->seg[i].kind) {
    case ZB_SEG_MOVE:
      cairo_move_to(cr, zb_u_pt(q[0].x), zb_u_pt(q[0].y));
      break;
    case ZB_SEG_LINE:
      cairo_line_to(cr, zb_u_pt(q[0].x), zb_u_pt(q[0].y));
      break;
    case ZB_SEG_CURVE:
      cairo_curve_to(cr, zb_u_pt(q[0].x), zb_u_pt(q[0].y), zb_u_pt(q[1].x), zb_u_pt(q[1].y), zb_u_pt(q[2].x),
                     zb_u_pt(q[2].y));
      break;
    case ZB_SEG_CLOSE:
      cairo_close_path(cr);
      break;
    }
  }
}

static void paint_fill(cairo_t *cr, const zb_path *path, const zb_paint *paint)
{
  set_path(cr, path);
  if (paint->kind == ZB_PAINT_HATCH) {
    zb_rect area = zb_path_bounds(path);
    fill_hatch(cr, paint, &area);
    return;
  }
  set_source(cr, paint);
  cairo_fill(cr);
}

/* Dashes, unless they are degenerate or too many for the path's bounds. */
static void set_dashes(cairo_t *cr, const zb_stroke *s, const zb_path *path)
{
  double dash[4], sum = 0;
  int n = s->ndash < 4 ? s->ndash : 4;
  bool ok = n > 0;
  for (int i = 0; i < n; i++) {
    dash[i] = zb_u_pt(s->dash[i]);
    ok = ok && s->dash[i] >= 0;
    sum += dash[i];
  }
  zb_rect b = zb_path_bounds(path);
  double around = 2 * (zb_u_pt(b.w) + zb_u_pt(b.h)) * (double)(path->nsegs + 1);
  if (!ok || !(sum > 0) || around / sum > MAX_DASHES)
    n = 0;
  cairo_set_dash(cr, dash, n, 0);
}

static void paint_stroke(cairo_t *cr, const zb_path *path, const zb_paint *paint, const zb_stroke *s)
{
  static const cairo_line_cap_t caps[] = {[ZB_CAP_BUTT] = CAIRO_LINE_CAP_BUTT,
                                          [ZB_CAP_ROUND] = CAIRO_LINE_CAP_ROUND,
                                          [ZB_CAP_SQUARE] = CAIRO_LINE_CAP_SQUARE};
  set_path(cr, path);
  set_source(cr, paint);
  cairo_set_line_width(cr, zb_u_pt(s->width));
  cairo_set_line_cap(cr, caps[s->cap]);
  cairo_set_line_join(cr, s->round_join ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
  set_dashes(cr, s, path);
  cairo_stroke(cr);
}

/* --- glyph runs ----------------------------------------------------------------------------------------------- */

enum { STACK_GLYPHS = 256 };

/* Do the clusters cover the text and the glyphs exactly? cairo puts the whole context in error otherwise. */
static bool clusters_ok(const zb_glyphs *g)
{
  size_t bytes = 0, glyphs = 0;
  for (size_t i = 0; i < g->nclusters; i++) {
    if (g->cluster[i].nbytes == 0 && g->cluster[i].nglyphs == 0)
      return false;
    bytes += g->cluster[i].nbytes;
    glyphs += g->cluster[i].nglyphs;
  }
  return bytes == g->ntext && glyphs == g->nglyphs && g_utf8_validate(g->text, (gssize)g->ntext, NULL);
}

static void show_with_text(cairo_t *cr, const zb_glyphs *g, const cairo_glyph_t *glyph)
{
  cairo_text_cluster_t stack[STACK_GLYPHS];
  cairo_text_cluster_t *cluster = g->nclusters > STACK_GLYPHS ? g_new(cairo_text_cluster_t, g->nclusters) : stack;
  for (size_t i = 0; i < g->nclusters; i++)
    cluster[i] = (cairo_text_cluster_t){.num_bytes = g->cluster[i].nbytes, .num_glyphs = g->cluster[i].nglyphs};
  cairo_show_text_glyphs(cr, g->text, (int)g->ntext, glyph, (int)g->nglyphs, cluster, (int)g->nclusters, 0);
  if (cluster != stack)
    g_free(cluster);
}

/* Shows a run; false if its cluster map was wrong (it is shown all the same). */
static bool paint_glyphs(const zb_replay *r, cairo_t *cr, const zb_glyphs *g)
{
  cairo_font_face_t *face = r->cut ? zb_cut_face(r->cut, g->font) : NULL;
  if (!face)
    return false;
  cairo_glyph_t stack[STACK_GLYPHS];
  cairo_glyph_t *glyph = g->nglyphs > STACK_GLYPHS ? g_new(cairo_glyph_t, g->nglyphs) : stack;
  double x = zb_u_pt(g->x), y = zb_u_pt(g->y);
  double ox = g->has_matrix ? 0 : x, oy = g->has_matrix ? 0 : y;
  for (size_t i = 0; i < g->nglyphs; i++) {
    const zb_glyph *s = &g->glyph[i];
    unsigned gid = zb_cut_gid(r->cut, g->font, s->gid);
    glyph[i] = (cairo_glyph_t){.index = gid, .x = ox + zb_u_pt(s->x), .y = oy + zb_u_pt(s->y)};
  }
  cairo_save(cr);
  const zb_paint paint = zb_paint_solid(g->color);
  set_source(cr, &paint);
  if (g->has_matrix) {
    cairo_matrix_t m;
    cairo_matrix_init(&m, g->m[0] / 65536.0, g->m[1] / 65536.0, g->m[2] / 65536.0, g->m[3] / 65536.0, x, y);
    cairo_transform(cr, &m);
  }
  cairo_set_font_face(cr, face);
  cairo_set_font_size(cr, zb_u_pt(g->size));
  bool text = r->vector && g->ntext > 0;
  bool ok = !text || clusters_ok(g);
  if (text && ok)
    show_with_text(cr, g, glyph);
  else
    cairo_show_glyphs(cr, glyph, (int)g->nglyphs);
  cairo_restore(cr);
  if (glyph != stack)
    g_free(glyph);
  return ok;
}

/* --- images --------------------------------------------------------------------------------------------------- */

/* A drawing goes into a group, and so into a stream of its own: the page's stream is read and packed again later. */
static bool draw_group(const zb_replay *r, cairo_t *cr, const zb_image_op *im, const double rect[4],
                       const int32_t crop[4])
{
  cairo_save(cr);
  cairo_rectangle(cr, rect[0], rect[1], rect[2], rect[3]);
  cairo_clip(cr);
  cairo_push_group(cr);
  bool ok = zb_images_draw(r->images, r->diags, im->image, cr, rect, crop, VECTOR_PPI, true);
  cairo_pop_group_to_source(cr);
  cairo_paint(cr);
  cairo_restore(cr);
  return ok;
}

static bool paint_image(const zb_replay *r, cairo_t *cr, const zb_image_op *im);

/* As the picture stands before the turn, in axes that are turned. */
static bool paint_turned(const zb_replay *r, cairo_t *cr, const zb_image_op *im)
{
  zb_image_op plain = *im;
  plain.turned = false;
  plain.rect = (zb_rect){.w = im->rect.h, .h = im->rect.w};
  cairo_matrix_t m;
  cairo_matrix_init(&m, 0, -1, 1, 0, zb_u_pt(im->rect.x), zb_u_pt(im->rect.y + im->rect.h));
  cairo_save(cr);
  cairo_transform(cr, &m);
  bool ok = paint_image(r, cr, &plain);
  cairo_restore(cr);
  return ok;
}

static bool paint_image(const zb_replay *r, cairo_t *cr, const zb_image_op *im)
{
  if (im->turned)
    return paint_turned(r, cr, im);
  if (r->image)
    return r->image(r->data, im, cr);
  if (!r->images)
    return false;
  double rect[4] = {zb_u_pt(im->rect.x), zb_u_pt(im->rect.y), zb_u_pt(im->rect.w), zb_u_pt(im->rect.h)};
  int32_t crop[4] = {im->cx, im->cy, im->cw, im->ch};
  if (r->vector && zb_images_info(r->images, im->image)->kind == ZB_IMAGE_SVG)
    return draw_group(r, cr, im, rect, crop);
  double ppi = r->vector ? VECTOR_PPI : 72 * r->scale;
  return zb_images_draw(r->images, r->diags, im->image, cr, rect, crop, ppi, r->vector);
}

/* --- the walk ------------------------------------------------------------------------------------------------- */

static bool touches(const zb_rect *a, const zb_rect *b)
{
  return (int64_t)a->x + a->w >= b->x && (int64_t)b->x + b->w >= a->x && (int64_t)a->y + a->h >= b->y &&
         (int64_t)b->y + b->h >= a->y;
}

static bool in_range(const zb_replay *r, zb_u v)
{
  return fabs(zb_u_pt(v)) * r->scale < ZB_REPLAY_MAX_PX;
}

static bool rect_in_range(const zb_replay *r, const zb_rect *b)
{
  double far_x = (zb_u_pt(b->x) + zb_u_pt(b->w)) * r->scale, far_y = (zb_u_pt(b->y) + zb_u_pt(b->h)) * r->scale;
  return in_range(r, b->x) && in_range(r, b->y) && fabs(far_x) < ZB_REPLAY_MAX_PX && fabs(far_y) < ZB_REPLAY_MAX_PX;
}

static bool paint_in_range(const zb_replay *r, const zb_paint *p)
{
  return p->kind != ZB_PAINT_LINEAR ||
         (in_range(r, p->p0.x) && in_range(r, p->p0.y) && in_range(r, p->p1.x) && in_range(r, p->p1.y));
}

/* The number gate. */
static bool op_in_range(const zb_replay *r, const zb_dl_op *op)
{
  if (!rect_in_range(r, &op->bounds))
    return false;
  switch (op->kind) {
  case ZB_DL_OP_GLYPHS:
    return op->u.glyphs->size > 0 && in_range(r, op->u.glyphs->size) && in_range(r, op->u.glyphs->x) &&
           in_range(r, op->u.glyphs->y);
  case ZB_DL_OP_FILL:
    return paint_in_range(r, &op->u.fill->paint);
  case ZB_DL_OP_STROKE:
    return op->u.stroke->stroke.width >= 0 && in_range(r, op->u.stroke->stroke.width) &&
           paint_in_range(r, &op->u.stroke->paint);
  case ZB_DL_OP_IMAGE:
    return op->u.image->rect.w > 0 && op->u.image->rect.h > 0;
  default:
    return true;
  }
}

static bool report(const zb_replay *r, const zb_dl_op *op, const char *what)
{
  static const char *const names[] = {
      [ZB_DL_OP_BEGIN] = "begin", [ZB_DL_OP_END] = "end",       [ZB_DL_OP_GLYPHS] = "glyphs",
      [ZB_DL_OP_FILL] = "fill",   [ZB_DL_OP_STROKE] = "stroke", [ZB_DL_OP_IMAGE] = "image",
      [ZB_DL_OP_CLIP] = "clip",   [ZB_DL_OP_UNCLIP] = "unclip"};
  char text[120];
  g_snprintf(text, sizeof text, "%s: %s on page %d, operation %d", what, names[op->kind], r->page->number,
             (int)(op - r->page->op));
  zb_diag(r->diags, ZB_D_INTERNAL, ZB_SRC_NONE, text, NULL);
  return false;
}

static bool paint_ink(const zb_replay *r, cairo_t *cr, size_t i)
{
  const zb_dl_op *op = &r->page->op[i];
  if (r->before)
    r->before(r->data, cr, i);
  if (!op_in_range(r, op))
    return report(r, op, "number out of range");
  switch (op->kind) {
  case ZB_DL_OP_GLYPHS:
    return op->u.glyphs->nglyphs == 0 || paint_glyphs(r, cr, op->u.glyphs) ||
           report(r, op, "no face or wrong clusters");
  case ZB_DL_OP_FILL:
    paint_fill(cr, &op->u.fill->path, &op->u.fill->paint);
    return true;
  case ZB_DL_OP_STROKE:
    paint_stroke(cr, &op->u.stroke->path, &op->u.stroke->paint, &op->u.stroke->stroke);
    return true;
  case ZB_DL_OP_IMAGE:
    return paint_image(r, cr, op->u.image);
  default:
    return true;
  }
}

bool zb_replay_paint(const zb_replay *r, cairo_t *cr, const zb_rect *cull)
{
  bool ok = true;
  for (size_t i = 0; i < r->page->n; i++) {
    const zb_dl_op *op = &r->page->op[i];
    switch (op->kind) {
    case ZB_DL_OP_BEGIN:
    case ZB_DL_OP_END:
      break;
    case ZB_DL_OP_CLIP:
      cairo_save(cr);
      if (op_in_range(r, op)) {
        set_path(cr, &op->u.clip->path);
        cairo_clip(cr);
      } else {
        ok = report(r, op, "number out of range");
      }
      break;
    case ZB_DL_OP_UNCLIP:
      cairo_restore(cr);
      break;
    default:
      if (!cull || touches(&op->bounds, cull))
        ok = paint_ink(r, cr, i) && ok;
    }
  }
  return ok && cairo_status(cr) == CAIRO_STATUS_SUCCESS;
}
