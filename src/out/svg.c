/* Output "svg": one drawing a page, written from the display list; text stays text, marks become groups. */
#include "out/svg.h"

#include <string.h>

#include "out/outputs.h"
#include "out/print.h"

/* --- marks ---------------------------------------------------------------------------------------------------- */

/* Is this the first BEGIN on the page of a mark with an id? Ids must be unique in a document. */
static bool first_of_node(const zb_svg *v, size_t op)
{
  for (size_t i = 0; i < op; i++)
    if (v->page->op[i].kind == ZB_DL_OP_BEGIN && v->page->op[i].u.mark->id &&
        strcmp(v->page->op[i].u.mark->id, v->page->op[op].u.mark->id) == 0)
      return false;
  return true;
}

static void put_src(GString *s, const char *name, zb_src src)
{
  if (!src.file)
    return;
  const char *base = strrchr(src.file, '/'); /* the drawing does not depend on the folder it is made from */
  GString *text = g_string_new(NULL);
  g_string_append_printf(text, "%s:%d:%d", base ? base + 1 : src.file, src.line, src.col);
  zb_svg_put_attr(s, name, text->str);
  g_string_free(text, TRUE);
}

static void put_role(GString *s, const zb_mark *m)
{
  zb_svg_put_attr(s, "data-role", zb_dl_role_name(m->role));
  if (m->role == ZB_DL_ARTIFACT)
    zb_svg_put_attr(s, "aria-hidden", "true");
  if (m->role == ZB_DL_FIGURE) {
    zb_svg_put_attr(s, "role", m->alt ? "img" : NULL);
    zb_svg_put_attr(s, "aria-label", m->alt);
  }
  if (m->role >= ZB_DL_H1 && m->role <= ZB_DL_H4)
    g_string_append_printf(s, " role=\"heading\" aria-level=\"%d\"", (int)(m->role - ZB_DL_H1) + 1);
}

static bool is_safe_link(const char *link)
{
  return link && (link[0] == '#' || g_str_has_prefix(link, "http://") || g_str_has_prefix(link, "https://") ||
                  g_str_has_prefix(link, "mailto:"));
}

static bool is_anchor(const zb_mark *m)
{
  return m->role == ZB_DL_LINK && is_safe_link(m->link);
}

static void put_datum(GString *s, const zb_datum *d)
{
  zb_svg_put_attr(s, "data-figure", d->figure);
  zb_svg_put_attr(s, "data-value", d->value);
  zb_svg_put_attr(s, "data-unit", d->unit && *d->unit ? d->unit : NULL);
  put_src(s, "data-src", d->src);
}

static void begin_mark(zb_svg *v, size_t op)
{
  const zb_mark *m = v->page->op[op].u.mark;
  GString *s = v->body;
  g_string_append(s, is_anchor(m) ? "<a" : "<g");
  if (is_anchor(m))
    zb_svg_put_attr(s, "href", m->link);
  if (m->id && first_of_node(v, op))
    zb_svg_put_attr(s, "id", m->id);
  put_role(s, m);
  zb_svg_put_attr(s, "lang", m->lang);
  if (m->datum)
    put_datum(s, m->datum);
  g_string_append(s, ">\n");
}

/* --- the page ------------------------------------------------------------------------------------------------- */

static bool put_op(zb_svg *v, size_t i)
{
  const zb_dl_op *op = &v->page->op[i];
  switch (op->kind) {
  case ZB_DL_OP_BEGIN:
    begin_mark(v, i);
    break;
  case ZB_DL_OP_END:
    break; /* by put_page, which knows what is open */
  case ZB_DL_OP_GLYPHS:
    zb_svg_put_text(v, op->u.glyphs);
    break;
  case ZB_DL_OP_FILL:
    zb_svg_put_fill(v, &op->u.fill->path, &op->u.fill->paint);
    break;
  case ZB_DL_OP_STROKE:
    zb_svg_put_stroke(v, &op->u.stroke->path, &op->u.stroke->paint, &op->u.stroke->stroke);
    break;
  case ZB_DL_OP_IMAGE:
    return zb_svg_put_image(v, op->u.image);
  case ZB_DL_OP_CLIP:
    zb_svg_push_clip(v, &op->u.clip->path);
    break;
  case ZB_DL_OP_UNCLIP:
    if (v->clip.n > 0)
      v->clip.n--;
    break;
  }
  return true;
}

static bool put_page(zb_svg *v)
{
  ZB_VEC(bool) anchors = {.n = 0}; /* of the open marks */
  bool ok = true;
  for (size_t i = 0; i < v->page->n; i++) {
    const zb_dl_op *op = &v->page->op[i];
    if (op->kind == ZB_DL_OP_BEGIN)
      zb_push(v->a, &anchors, is_anchor(op->u.mark));
    else if (op->kind == ZB_DL_OP_END && anchors.n > 0)
      g_string_append(v->body, anchors.v[--anchors.n] ? "</a>\n" : "</g>\n");
    ok = put_op(v, i) && ok;
  }
  return ok;
}

static void put_head(const zb_svg *v, GString *s)
{
  const zb_dl *dl = v->job->dl;
  char w[24], h[24];
  zb_print_u(w, v->page->w);
  zb_print_u(h, v->page->h);
  g_string_append(s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\"");
  g_string_append_printf(s, " width=\"%spt\" height=\"%spt\" viewBox=\"0 0 %s %s\"", w, h, w, h);
  zb_svg_put_attr(s, "xml:lang", dl->lang);
  g_string_append(s, " xml:space=\"preserve\">");
  if (dl->title && *dl->title) {
    g_string_append(s, "<title>");
    zb_print_xml(s, dl->title, strlen(dl->title));
    g_string_append(s, "</title>");
  }
  g_string_append_c(s, '\n');
}

bool zb_out_svg_write(const zb_out_job *job, size_t page, zb_sink *to)
{
  zb_svg v = {.job = job, .page = job->dl->page[page], .a = zb_arena_new()};
  v.defs = g_string_new(NULL);
  v.body = g_string_new(NULL);
  v.nfonts = job->fonts ? zb_fonts_count(job->fonts) : 0;
  v.font = zb_newn(v.a, bool, (size_t)v.nfonts + 1);
  bool ok = put_page(&v);
  if (!ok)
    zb_diag(job->diags, ZB_D_INTERNAL, ZB_SRC_NONE, "an image is not there for the SVG", NULL);
  GString *head = g_string_new(NULL);
  put_head(&v, head);
  if (v.defs->len > 0)
    g_string_append_printf(head, "<defs>\n%s</defs>\n", v.defs->str);
  ok = ok && zb_sink_write(to, head->str, head->len) && zb_sink_write(to, v.body->str, v.body->len) &&
       zb_sink_write(to, "</svg>\n", 7);
  g_string_free(head, TRUE);
  g_string_free(v.defs, TRUE);
  g_string_free(v.body, TRUE);
  zb_arena_free(v.a);
  return ok;
}
