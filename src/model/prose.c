/* Prose into pieces: references become the text they print, marks become flags. */
#include "model/prose.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/build.h"

typedef struct flattener {
  zb_arena *a;
  const zb_report *r;
  zb_prose_lookup lookup;
  void *data;
  bool *absent;
  ZB_VEC(zb_piece) out;
} flattener;

static const char *figure_text(zb_arena *a, const zb_figure *f, const char *format)
{
  if (format && strcmp(format, "label") == 0)
    return f->label_text;
  if (f->missing)
    return NULL;
  if (format && strcmp(format, "number") == 0)
    return zb_arena_printf(a, "%s%s%s", f->q.prefix, f->q.digits, f->q.scale_text);
  if (format && strcmp(format, "unit") == 0)
    return f->q.unit;
  return f->q.text;
}

const char *zb_prose_value(zb_arena *a, const zb_report *r, const char *path, const char *format)
{
  zb_target t;
  if (!zb_build_find(r, path, &t))
    return NULL;
  if (t.figure && t.figure->missing && !format && t.cell && t.cell->text[0])
    return t.cell->text; /* a dash typed in a cell prints as it stands */
  if (t.figure)
    return figure_text(a, t.figure, format);
  return t.cell->text[0] ? t.cell->text : NULL;
}

static void put(flattener *f, const char *text, size_t len, const zb_inline *in, unsigned flags, const char *link)
{
  zb_push(f->a, &f->out, (zb_piece){ .text = text, .len = len, .src = in->src, .flags = flags, .link = link });
}

/* In furniture only the names of `lookup` count, so that no figure can take the place of {title}. */
static const char *furniture_text(flattener *f, const zb_inline *in)
{
  const char *text = f->lookup(f->data, in->target);
  if (!text && !in->fallback && f->absent)
    *f->absent = true;
  return text;
}

static void put_reference(flattener *f, const zb_inline *in, unsigned flags, const char *link)
{
  zb_target t = { 0 };
  bool known = !f->lookup && zb_build_find(f->r, in->target, &t);
  const char *text = f->lookup ? furniture_text(f, in) : known ? zb_prose_value(f->a, f->r, in->target, in->format) : NULL;
  if (!text)
    text = in->fallback;
  if (!text || !*text)
    return;
  put(f, text, strlen(text), in, flags, link);
  bool value = known && t.figure && !t.figure->missing && (!in->format || strcmp(in->format, "number") == 0);
  if (value)
    f->out.v[f->out.n - 1].figure = t.figure;
}

static void flatten(flattener *f, const zb_inline *in, size_t n, unsigned flags, const char *link)
{
  for (size_t i = 0; i < n; i++) {
    switch (in[i].kind) {
    case ZB_INL_TEXT:
      put(f, in[i].text, in[i].len, &in[i], flags, link);
      f->out.v[f->out.n - 1].map = in[i].map;
      f->out.v[f->out.n - 1].nmap = in[i].nmap;
      break;
    case ZB_INL_STRONG:
      flatten(f, in[i].child, in[i].nchildren, flags | ZB_PIECE_STRONG, link);
      break;
    case ZB_INL_EMPH:
      flatten(f, in[i].child, in[i].nchildren, flags | ZB_PIECE_EMPH, link);
      break;
    case ZB_INL_SUP:
      flatten(f, in[i].child, in[i].nchildren, flags | ZB_PIECE_SUP, link);
      break;
    case ZB_INL_SUB:
      flatten(f, in[i].child, in[i].nchildren, flags | ZB_PIECE_SUB, link);
      break;
    case ZB_INL_LINK:
      flatten(f, in[i].child, in[i].nchildren, flags, in[i].target);
      break;
    case ZB_INL_REF:
      put_reference(f, &in[i], flags, link);
      break;
    case ZB_INL_BREAK:
      put(f, "", 0, &in[i], flags | ZB_PIECE_BREAK, link);
      break;
    }
  }
}

zb_pieces zb_prose_pieces(zb_arena *a, const zb_report *r, const zb_para_src *para, zb_prose_lookup lookup, void *data,
                          bool *absent)
{
  flattener f = { .a = a, .r = r, .lookup = lookup, .data = data, .absent = absent };
  flatten(&f, para->child, para->nchildren, 0, NULL);
  return (zb_pieces){ .v = f.out.v, .n = f.out.n, .src = para->src, .level = para->level, .marker = para->marker };
}

char *zb_prose_plain(zb_arena *a, const zb_report *r, const zb_prose *prose)
{
  ZB_VEC(char) out = { 0 };
  for (size_t i = 0; prose && i < prose->nparas; i++) {
    zb_pieces p = zb_prose_pieces(a, r, &prose->para[i], NULL, NULL, NULL);
    if (i > 0)
      zb_push(a, &out, '\n');
    for (size_t k = 0; k < p.n; k++)
      for (size_t c = 0; c < p.v[k].len; c++)
        zb_push(a, &out, p.v[k].text[c]);
  }
  zb_push(a, &out, '\0');
  return out.v;
}

/* --- paths ------------------------------------------------------------------------------------------------------------ */

/* A cell in a file name: no /, no control characters; no dot at the start of a name. */
static bool file_name_part(const char *text, bool first)
{
  if (first && text[0] == '.')
    return false;
  for (const char *p = text; *p; p++)
    if (*p == '/' || (unsigned char)*p < 0x20 || *p == 0x7F)
      return false;
  return *text != '\0';
}

/* The text a {name} or {name|fallback} puts into a path, or NULL after a diagnostic. */
static const char *path_part(zb_arena *a, zb_diags *d, const zb_report *r, const zb_val *v, char *name, bool first)
{
  char *bar = strchr(name, '|');
  zb_target t;
  if (bar)
    *bar = '\0';
  if (!zb_build_resolve(a, d, r, name, v->src, v->ncols, &t))
    return NULL;
  const char *text = zb_prose_value(a, r, name, NULL);
  if (!text && bar)
    text = bar + 1;
  if (!text)
    zb_diag_range(d, ZB_D_REF_MISSING, v->src, v->ncols, name, NULL);
  else if (!file_name_part(text, first))
    zb_diag_range(d, ZB_D_PATH_CELL, v->src, v->ncols, name, text, NULL);
  else
    return text;
  return NULL;
}

void zb_prose_path(zb_arena *a, zb_diags *d, const zb_report *r, zb_val *v)
{
  if (!strchr(v->text, '{'))
    return;
  char *out = zb_arena_strdup(a, "");
  for (const char *p = v->text; *p;) {
    const char *close = *p == '{' ? strchr(p, '}') : NULL;
    if (!close) {
      size_t n = 1 + strcspn(p + 1, "{");
      out = zb_arena_printf(a, "%s%.*s", out, (int)n, p);
      p += n;
      continue;
    }
    bool first = !*out || out[strlen(out) - 1] == '/';
    const char *part = path_part(a, d, r, v, zb_arena_strndup(a, p + 1, (size_t)(close - p - 1)), first);
    if (!part) {
      v->path = NULL;
      return;
    }
    out = zb_arena_printf(a, "%s%s", out, part);
    p = close + 1;
  }
  v->text = out;
  v->path = zb_io_relative(a, v->src.file, out);
}
