/* The display list as text. Lengths in pt with two decimals; one operation a line, indented by element depth. */
#include "dl/dump.h"

#include <stdarg.h>
#include <string.h>

typedef struct dump {
  const zb_dl *dl;
  const zb_dump_names *names;
  bool gids;
  zb_sink *to;
  int depth;
} dump;

static void put(dump *d, const char *text)
{
  zb_sink_write(d->to, text, strlen(text));
}

static void __attribute__((format(printf, 2, 3))) putf(dump *d, const char *format, ...)
{
  char buf[512];
  va_list ap;
  va_start(ap, format);
  int n = vsnprintf(buf, sizeof buf, format, ap);
  va_end(ap);
  if (n > 0)
    zb_sink_write(d->to, buf, (size_t)n < sizeof buf ? (size_t)n : sizeof buf - 1);
}

/* A length as pt, rounded half away from zero to 0.01, without floating point. */
static void put_len(dump *d, zb_u u)
{
  int64_t h = ((int64_t)u * 100 + (u >= 0 ? ZB_UNIT / 2 : -ZB_UNIT / 2)) / ZB_UNIT;
  putf(d, "%s%lld.%02lld", h < 0 ? "-" : "", (long long)(h < 0 ? -h : h) / 100, (long long)(h < 0 ? -h : h) % 100);
}

static void put_point(dump *d, zb_point p)
{
  put_len(d, p.x);
  put(d, ",");
  put_len(d, p.y);
}

static void put_rect(dump *d, zb_rect r)
{
  put_point(d, (zb_point){r.x, r.y});
  put(d, " ");
  put_len(d, r.w);
  put(d, "x");
  put_len(d, r.h);
}

static void put_quoted(dump *d, const char *text, size_t n)
{
  put(d, "\"");
  for (size_t i = 0; i < n; i++) {
    unsigned char c = (unsigned char)text[i];
    if (c == '"' || c == '\\')
      putf(d, "\\%c", c);
    else if (c < 0x20)
      putf(d, "\\x%02x", c);
    else
      zb_sink_write(d->to, text + i, 1);
  }
  put(d, "\"");
}

static void put_color(dump *d, zb_rgba c)
{
  char buf[10];
  zb_color_print(c, buf);
  put(d, buf);
}

static void put_paint(dump *d, const zb_paint *p)
{
  switch (p->kind) {
  case ZB_PAINT_SOLID:
    put_color(d, p->color);
    break;
  case ZB_PAINT_LINEAR:
    put(d, "linear(");
    put_point(d, p->p0);
    put(d, " ");
    put_point(d, p->p1);
    for (int i = 0; i < p->nstops; i++) {
      putf(d, " %d:", p->stop[i].offset);
      put_color(d, p->stop[i].color);
    }
    put(d, ")");
    break;
  case ZB_PAINT_HATCH:
    putf(d, "hatch(%d ", p->angle);
    put_len(d, p->pitch);
    put(d, " ");
    put_len(d, p->width);
    put(d, " ");
    put_color(d, p->color);
    put(d, " ");
    put_color(d, p->ground);
    put(d, ")");
    break;
  }
}

static void put_path(dump *d, const zb_path *p)
{
  static const char letter[] = {[ZB_SEG_MOVE] = 'M', [ZB_SEG_LINE] = 'L', [ZB_SEG_CURVE] = 'C', [ZB_SEG_CLOSE] = 'Z'};
  if (p->nsegs == 0) {
    put(d, "rect ");
    put_rect(d, p->rect);
    return;
  }
  put(d, "path");
  for (size_t i = 0; i < p->nsegs; i++) {
    const zb_seg *s = &p->seg[i];
    int points = s->kind == ZB_SEG_CURVE ? 3 : s->kind == ZB_SEG_CLOSE ? 0 : 1;
    putf(d, " %c", letter[s->kind]);
    for (int k = 0; k < points; k++) {
      put(d, k ? " " : "");
      put_point(d, s->p[k]);
    }
  }
}

static void put_src(dump *d, const char *key, const zb_src *s)
{
  if (!s->file)
    return;
  const char *base = strrchr(s->file, '/'); /* the dump does not depend on the folder it is made from */
  putf(d, " %s=%s:%d:%d", key, base ? base + 1 : s->file, s->line, s->col);
}

static void put_field(dump *d, const char *key, const char *text)
{
  if (!text)
    return;
  putf(d, " %s=", key);
  put_quoted(d, text, strlen(text));
}

static void put_cell(dump *d, const zb_dl_cell *cell)
{
  static const char *const scope[] = {"", " scope=column", " scope=row", " scope=both"};
  if (!cell)
    return;
  put(d, scope[cell->scope]);
  if (cell->across > 1)
    putf(d, " across=%d", cell->across);
  if (cell->down > 1)
    putf(d, " down=%d", cell->down);
  for (size_t i = 0; i < cell->nheaders; i++)
    putf(d, "%s#%u", i ? "," : " headers=", cell->headers[i]);
  put_field(d, "note", cell->note);
}

static void put_mark(dump *d, const zb_mark *m)
{
  putf(d, "begin %s #%u", zb_dl_role_name(m->role), m->node);
  put_field(d, "id", m->id);
  put_field(d, "lang", m->lang);
  put_field(d, "alt", m->alt);
  put_field(d, "link", m->link);
  put_field(d, "why", m->why);
  put_field(d, "title", m->title);
  put_src(d, "src", &m->src);
  put_cell(d, m->cell);
  if (m->datum) {
    put_field(d, "figure", m->datum->figure);
    putf(d, " datum=%s%s", m->datum->value, m->datum->unit ? m->datum->unit : "");
    put_src(d, "from", &m->datum->src);
  }
}

static void put_glyphs(dump *d, const zb_glyphs *g)
{
  putf(d, "glyphs %s ", d->names->font ? d->names->font(d->names->data, g->font) : "?");
  put_len(d, g->size);
  put(d, " ");
  const zb_paint paint = zb_paint_solid(g->color);
  put_paint(d, &paint);
  put(d, " ");
  put_point(d, (zb_point){g->x, g->y});
  put(d, " +");
  put_len(d, g->advance);
  put(d, " ");
  put_quoted(d, g->text, g->ntext);
  if (g->has_matrix)
    putf(d, " matrix=%d,%d,%d,%d", (int)g->m[0], (int)g->m[1], (int)g->m[2], (int)g->m[3]);
  for (size_t i = 0; d->gids && i < g->nglyphs; i++) {
    putf(d, " %u@", g->glyph[i].gid);
    put_point(d, (zb_point){g->glyph[i].x, g->glyph[i].y});
  }
}

static void put_stroke(dump *d, const zb_stroke *s)
{
  static const char *const cap[] = {"butt", "round", "square"};
  put(d, " width=");
  put_len(d, s->width);
  if (s->cap != ZB_CAP_BUTT)
    putf(d, " cap=%s", cap[s->cap]);
  for (int i = 0; i < s->ndash; i++) {
    put(d, i ? "," : " dash=");
    put_len(d, s->dash[i]);
  }
}

static void put_op(dump *d, const zb_dl_op *op)
{
  if (op->kind == ZB_DL_OP_END)
    d->depth--;
  for (int i = 0; i < d->depth; i++)
    put(d, " ");
  switch (op->kind) {
  case ZB_DL_OP_BEGIN:
    put_mark(d, op->u.mark);
    d->depth++;
    break;
  case ZB_DL_OP_END:
    put(d, "end");
    break;
  case ZB_DL_OP_GLYPHS:
    put_glyphs(d, op->u.glyphs);
    break;
  case ZB_DL_OP_FILL:
    put(d, "fill ");
    put_path(d, &op->u.fill->path);
    put(d, " ");
    put_paint(d, &op->u.fill->paint);
    break;
  case ZB_DL_OP_STROKE:
    put(d, "stroke ");
    put_path(d, &op->u.stroke->path);
    put(d, " ");
    put_paint(d, &op->u.stroke->paint);
    put_stroke(d, &op->u.stroke->stroke);
    break;
  case ZB_DL_OP_IMAGE:
    putf(d, "image %s ", d->names->image ? d->names->image(d->names->data, op->u.image->image) : "?");
    put_rect(d, op->u.image->rect);
    putf(d, " crop=%d,%d,%d,%d", (int)op->u.image->cx, (int)op->u.image->cy, (int)op->u.image->cw,
         (int)op->u.image->ch);
    put(d, op->u.image->turned ? " turned" : "");
    break;
  case ZB_DL_OP_CLIP:
    put(d, "clip ");
    put_path(d, &op->u.clip->path);
    break;
  case ZB_DL_OP_UNCLIP:
    put(d, "unclip");
    break;
  }
  put(d, "\n");
}

bool zb_dl_dump(const zb_dl *dl, const zb_dump_names *names, bool gids, zb_sink *to)
{
  dump d = {.dl = dl, .names = names, .gids = gids, .to = to};
  put(&d, "document");
  put_field(&d, "title", dl->title);
  put_field(&d, "author", dl->author);
  put_field(&d, "lang", dl->lang);
  put_field(&d, "date", dl->date);
  put(&d, "\n");
  for (size_t i = 0; i < dl->npages; i++) {
    const zb_dl_page *p = dl->page[i];
    putf(&d, "page %d ", p->number);
    put_len(&d, p->w);
    put(&d, "x");
    put_len(&d, p->h);
    put(&d, " trim ");
    put_rect(&d, p->trim);
    put_field(&d, "label", p->label);
    put(&d, "\n");
    for (size_t k = 0; k < p->n; k++)
      put_op(&d, &p->op[k]);
    zb_dl_walked(dl, i);
  }
  return zb_sink_write(to, "", 0);
}
