/* Prose into pieces: references become the text they print, marks become flags. */
#include "model/prose.h"

#include <string.h>

#include "base/io.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "model/build.h"
#include "model/format.h"

typedef struct flattener {
  zb_arena *a;
  const zb_report *r;
  zb_prose_lookup lookup;
  void *data;
  bool *absent;
  ZB_VEC(zb_piece) out;
} flattener;

const char *zb_prose_value(zb_arena *a, const zb_report *r, const char *path, const char *format)
{
  zb_target t;
  if (!zb_build_find(r, path, &t))
    return NULL;
  if (t.figure && t.figure->missing && !format && t.cell && t.cell->text[0])
    return t.cell->text; /* a dash typed in a cell prints as it stands */
  if (t.figure)
    return zb_format_print(a, t.figure, format ? zb_format_named(format) : -1);
  return t.cell->text[0] ? t.cell->text : NULL;
}

/* A piece like `look` (its flags, link, colour and pinyin) that prints this text. */
static zb_piece *put(flattener *f, const char *text, size_t len, const zb_inline *in, const zb_piece *look)
{
  zb_piece p = *look;
  p.text = text;
  p.len = len;
  p.src = in->src;
  zb_push(f->a, &f->out, p);
  return &f->out.v[f->out.n - 1];
}

/* In furniture only the names of `lookup` count, so that no figure can take the place of {title}. */
static const char *furniture_text(flattener *f, const zb_inline *in)
{
  const char *text = f->lookup(f->data, in->target);
  if (!text && !in->fallback && f->absent)
    *f->absent = true;
  return text;
}

static void put_reference(flattener *f, const zb_inline *in, const zb_piece *look)
{
  zb_target t = {0};
  bool known = !f->lookup && zb_build_find(f->r, in->target, &t);
  const char *text = f->lookup ? furniture_text(f, in)
                     : known   ? zb_prose_value(f->a, f->r, in->target, in->format)
                               : NULL;
  if (!text)
    text = in->fallback;
  if (!text || !*text)
    return;
  zb_piece *p = put(f, text, strlen(text), in, look);
  bool value =
      known && t.figure && !t.figure->missing && zb_format_prints_value(in->format ? zb_format_named(in->format) : -1);
  if (value)
    p->figure = t.figure;
}

static void put_text(flattener *f, const zb_inline *in, const zb_piece *look)
{
  zb_piece *p = put(f, in->text, in->len, in, look);
  p->map = in->map;
  p->nmap = in->nmap;
}

static void put_note(flattener *f, const zb_inline *in, const zb_piece *look)
{
  const zb_note_def *note = f->lookup ? NULL : zb_report_note(f->r, in->target);
  if (note)
    put(f, "", 0, in, look)->note = note;
}

/* What a mark adds to the look of the text inside it. */
static zb_piece marked(const zb_inline *in, const zb_piece *look)
{
  static const unsigned flag[] = {[ZB_INL_STRONG] = ZB_PIECE_STRONG,
                                  [ZB_INL_EMPH] = ZB_PIECE_EMPH,
                                  [ZB_INL_SUP] = ZB_PIECE_SUP,
                                  [ZB_INL_SUB] = ZB_PIECE_SUB,
                                  [ZB_INL_UNDERLINE] = ZB_PIECE_UNDERLINE};
  zb_piece p = *look;
  if (in->kind == ZB_INL_LINK)
    p.link = in->target;
  else if (in->kind == ZB_INL_COLOR)
    p.color = in->target;
  else if (in->kind == ZB_INL_RUBY)
    p.ruby = in->target;
  else
    p.flags |= flag[in->kind];
  return p;
}

static void flatten(flattener *f, const zb_inline *in, size_t n, const zb_piece *look)
{
  for (size_t i = 0; i < n; i++) {
    zb_piece inner;
    switch (in[i].kind) {
    case ZB_INL_TEXT:
      put_text(f, &in[i], look);
      break;
    case ZB_INL_STRONG:
    case ZB_INL_EMPH:
    case ZB_INL_SUP:
    case ZB_INL_SUB:
    case ZB_INL_UNDERLINE:
    case ZB_INL_LINK:
    case ZB_INL_COLOR:
    case ZB_INL_RUBY:
      inner = marked(&in[i], look);
      flatten(f, in[i].child, in[i].nchildren, &inner);
      break;
    case ZB_INL_NOTE:
      put_note(f, &in[i], look);
      break;
    case ZB_INL_REF:
      put_reference(f, &in[i], look);
      break;
    case ZB_INL_BREAK:
      put(f, "", 0, &in[i], look)->flags |= ZB_PIECE_BREAK;
      break;
    }
  }
}

zb_pieces zb_prose_pieces(zb_arena *a, const zb_report *r, const zb_para_src *para, zb_prose_lookup lookup, void *data,
                          bool *absent)
{
  flattener f = {.a = a, .r = r, .lookup = lookup, .data = data, .absent = absent};
  flatten(&f, para->child, para->nchildren, &(zb_piece){0});
  return (zb_pieces){.v = f.out.v, .n = f.out.n, .src = para->src, .level = para->level, .marker = para->marker};
}

char *zb_prose_plain(zb_arena *a, const zb_report *r, const zb_prose *prose)
{
  ZB_VEC(char) out = {0};
  for (size_t i = 0; prose && i < prose->nparas; i++) {
    if (prose->para[i].note)
      continue;
    zb_pieces p = zb_prose_pieces(a, r, &prose->para[i], NULL, NULL, NULL);
    if (out.n > 0)
      zb_push(a, &out, '\n');
    for (size_t k = 0; k < p.n; k++)
      for (size_t c = 0; c < p.v[k].len; c++)
        zb_push(a, &out, p.v[k].text[c]);
  }
  zb_push(a, &out, '\0');
  return out.v;
}

/* --- paths -------------------------------------------------------------------------------------------------------- */

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

/* What a {name} or {name|fallback} of a value stands for and prints (the bar is cut off), or NULL after a diagnostic. */
static const char *value_part(zb_arena *a, zb_diags *d, const zb_report *r, const zb_val *v, char *name, zb_target *t)
{
  char *bar = strchr(name, '|');
  if (bar)
    *bar = '\0';
  if (!zb_build_resolve(a, d, r, name, v->src, v->ncols, t))
    return NULL;
  const char *text = zb_prose_value(a, r, name, NULL);
  if (!text && bar)
    text = bar + 1;
  if (!text)
    zb_diag_range(d, ZB_D_REF_MISSING, v->src, v->ncols, name, NULL);
  return text;
}

/* The text a {name} puts behind what `first` says is the start of a file name, or NULL after a diagnostic. */
typedef const char *part_of(zb_arena *a, zb_diags *d, const zb_report *r, const zb_val *v, char *name, bool first);

static const char *path_part(zb_arena *a, zb_diags *d, const zb_report *r, const zb_val *v, char *name, bool first)
{
  zb_target t;
  const char *text = value_part(a, d, r, v, name, &t);
  if (!text || file_name_part(text, first))
    return text;
  zb_diag_range(d, ZB_D_PATH_CELL, v->src, v->ncols, name, text, NULL);
  return NULL;
}

/* The value with every {name} replaced by what `part` makes of it; NULL when it makes nothing of one. */
static const char *expand(zb_arena *a, zb_diags *d, const zb_report *r, const zb_val *v, part_of *part)
{
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
    const char *text = part(a, d, r, v, zb_arena_strndup(a, p + 1, (size_t)(close - p - 1)), first);
    if (!text)
      return NULL;
    out = zb_arena_printf(a, "%s%s", out, text);
    p = close + 1;
  }
  return out;
}

void zb_prose_path(zb_arena *a, zb_diags *d, const zb_report *r, zb_val *v)
{
  if (!strchr(v->text, '{'))
    return;
  const char *text = expand(a, d, r, v, path_part);
  v->text = text ? text : v->text;
  v->path = text ? zb_io_relative(a, v->src.file, text) : NULL;
}

/* --- texts read by machines --------------------------------------------------------------------------------------- */

static const char *code_part(zb_arena *a, zb_diags *d, const zb_report *r, const zb_val *v, char *name, bool first)
{
  (void)first;
  zb_target t;
  const char *text = value_part(a, d, r, v, name, &t);
  if (!text || !t.figure || strncmp(name, "row.", 4) == 0)
    return text;
  zb_diag_range(d, ZB_D_QR_FIGURE, v->src, v->ncols, name, text, NULL);
  return NULL;
}

bool zb_prose_code(zb_arena *a, zb_diags *d, const zb_report *r, zb_val *v)
{
  const char *text = expand(a, d, r, v, code_part);
  if (text)
    v->text = text;
  return text != NULL;
}
