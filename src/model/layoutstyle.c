/* Layout files: palette, paints and type styles. */
#include <string.h>

#include "base/vec.h"
#include "model/lfile.h"
#include "model/names.h"

/* --- colours ------------------------------------------------------------------------------------------------------ */

zb_rgba zb_lfile_color(const zb_lfile *f, const zb_val *v)
{
  if (!v->text)
    return v->color;
  ZB_VEC(const char *) names = {0};
  for (size_t i = 0; i < f->l->ncolors; i++) {
    if (strcmp(f->l->color[i].name, v->text) == 0)
      return f->l->color[i].color;
    zb_push(f->a, &names, f->l->color[i].name);
  }
  zb_diag_range(f->d, ZB_D_COLOR_UNKNOWN, v->src, v->ncols, v->text, zb_names_suggest(f->a, v->text, names.v, names.n),
                NULL);
  return (zb_rgba){.a = 255};
}

/* A colour may name one that stands before it. */
void zb_lfile_palette(zb_lfile *f)
{
  const zb_val *map = zb_obj_get(f->o, ZB_K_PALETTE);
  if (!map)
    return;
  f->l->color = zb_newn(f->a, zb_named_color, map->nitems);
  for (size_t i = 0; i < map->nitems; i++) {
    zb_rgba c = zb_lfile_color(f, &map->item[i]);
    f->l->color[f->l->ncolors++] = (zb_named_color){.name = map->name[i]->text, .color = c};
  }
}

zb_paint zb_lfile_paint(const zb_lfile *f, const zb_obj *paint, zb_rect box)
{
  const zb_val *color = zb_obj_get(paint, ZB_K_COLOR), *stops = zb_obj_get(paint, ZB_K_GRADIENT);
  if (!stops)
    return color ? zb_paint_solid(zb_lfile_color(f, color)) : (zb_paint){.kind = ZB_PAINT_SOLID};
  if (stops->nitems < 2 || stops->nitems > ZB_PAINT_STOPS) {
    zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, stops->src, stops->ncols, zb_key_name(ZB_K_GRADIENT, ZB_LANG_EN),
                  zb_arena_printf(f->a, "%zu", stops->nitems), "2-8", NULL);
    return (zb_paint){.kind = ZB_PAINT_SOLID};
  }
  zb_paint p = {.kind = ZB_PAINT_LINEAR, .nstops = (int)stops->nitems};
  p.p0 = (zb_point){.x = box.x, .y = box.y};
  p.p1 = (zb_point){.x = box.x, .y = box.y + box.h};
  for (int i = 0; i < p.nstops; i++)
    p.stop[i] = (zb_paint_stop){.offset = i * 1000 / (p.nstops - 1), .color = zb_lfile_color(f, &stops->item[i])};
  p.color = p.stop[0].color;
  return p;
}

/* --- type styles -------------------------------------------------------------------------------------------------- */

typedef enum state { OPEN, DOING, DONE } state;

typedef struct style_reader {
  zb_lfile *f;
  const zb_val *map;
  state *state;
  zb_tstyle *style;
} style_reader;

static int index_of(const style_reader *r, const char *name)
{
  for (size_t i = 0; i < r->map->nitems; i++)
    if (strcmp(r->map->name[i]->text, name) == 0)
      return (int)i;
  return -1;
}

static void style_unknown(const zb_lfile *f, const zb_val *name, const zb_val *map)
{
  ZB_VEC(const char *) names = {0};
  for (size_t i = 0; map && i < map->nitems; i++)
    zb_push(f->a, &names, map->name[i]->text);
  zb_diag_range(f->d, ZB_D_STYLE_UNKNOWN, name->src, name->ncols, name->text,
                zb_names_suggest(f->a, name->text, names.v, names.n), NULL);
}

static void incomplete(const zb_lfile *f, const zb_obj *o, const char *name, zb_key key)
{
  zb_diag(f->d, ZB_D_STYLE_INCOMPLETE, o->src, name, zb_key_name(key, ZB_LANG_EN), NULL);
}

/* Size and leading: em of the size it starts from, then times its own size; a size alone keeps the ratio. */
static void apply_size(const zb_lfile *f, const zb_obj *o, const char *name, zb_tstyle *s)
{
  zb_u base = s->size, base_leading = s->leading;
  const zb_val *size = zb_obj_get(o, ZB_K_FONT_SIZE), *leading = zb_obj_get(o, ZB_K_LEADING);
  if (size) {
    s->size = zb_len_resolve(size->len, base, base_leading, base);
    if (s->size < ZB_PT(1) || s->size > ZB_PT(10000)) {
      zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, size->src, size->ncols, zb_key_name(ZB_K_FONT_SIZE, ZB_LANG_EN),
                    size->text, "1pt-10000pt", NULL);
      s->size = base > 0 ? base : ZB_PT(10.5);
    }
    if (base > 0)
      s->leading = zb_u_muldiv(base_leading, s->size, base);
  }
  if (leading) {
    s->leading = zb_len_resolve(leading->len, s->size, s->leading, s->size);
    if (s->leading < s->size / 2 || s->leading > ZB_PT(20000)) {
      zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, leading->src, leading->ncols, zb_key_name(ZB_K_LEADING, ZB_LANG_EN),
                    leading->text, ">= 0.5", NULL);
      s->leading = zb_u_muldiv(s->size, 3, 2);
    }
  }
  if (s->size == 0)
    incomplete(f, o, name, ZB_K_FONT_SIZE);
  else if (s->leading == 0)
    incomplete(f, o, name, ZB_K_LEADING);
}

static zb_u style_length(const zb_obj *o, zb_key key, const zb_tstyle *s, zb_u fallback)
{
  const zb_val *v = zb_obj_get(o, key);
  return v ? zb_len_resolve(v->len, s->size, s->leading, s->size) : fallback;
}

/* Rules of composition: keys that a style and a report share. */
static void apply_rules(const zb_obj *o, zb_tstyle *s)
{
  s->keep_halfwidth = zb_obj_bool(o, ZB_K_HALFWIDTH, s->keep_halfwidth);
  s->strictness = (zb_strictness)zb_obj_int(o, ZB_K_STRICTNESS, (long)s->strictness);
  s->marks = (zb_marks)zb_obj_int(o, ZB_K_MARKS, (long)s->marks);
  s->opening = (zb_opening)zb_obj_int(o, ZB_K_OPENING, (long)s->opening);
  s->hanging = zb_obj_bool(o, ZB_K_HANGING, s->hanging);
}

static void apply_paragraph(const zb_obj *o, zb_tstyle *s)
{
  const zb_val *indent = zb_obj_get(o, ZB_K_INDENT);
  if (indent && s->size > 0)
    s->indent =
        indent->len.unit == 'e' ? indent->len.v : zb_u_muldiv(style_length(o, ZB_K_INDENT, s, 0), 1000, s->size);
  s->space_before = style_length(o, ZB_K_SPACE_BEFORE, s, s->space_before);
  s->space_after = style_length(o, ZB_K_SPACE_AFTER, s, s->space_after);
  s->tracking = style_length(o, ZB_K_TRACKING, s, s->tracking);
  s->max_lines = (int)zb_obj_int(o, ZB_K_MAX_LINES, s->max_lines);
  s->align = (zb_align)zb_obj_int(o, ZB_K_ALIGN, (long)s->align);
  s->balance = zb_obj_bool(o, ZB_K_BALANCE, s->balance);
  s->tabular = zb_obj_bool(o, ZB_K_TABULAR, s->tabular);
  s->grid = zb_obj_bool(o, ZB_K_CHAR_GRID, s->grid);
  s->last_line = (int)zb_obj_int(o, ZB_K_LAST_LINE, s->last_line);
  s->orphans = (int)zb_obj_int(o, ZB_K_ORPHANS, s->orphans);
  s->widows = (int)zb_obj_int(o, ZB_K_WIDOWS, s->widows);
  s->keep_next = zb_obj_bool(o, ZB_K_KEEP_WITH_NEXT, s->keep_next);
  s->plain = !zb_obj_bool(o, ZB_K_ORNAMENT, !s->plain);
  apply_rules(o, s);
}

static void apply(const zb_lfile *f, const zb_obj *o, const char *name, zb_tstyle *s)
{
  const zb_val *color = zb_obj_get(o, ZB_K_COLOR);
  if (zb_obj_get(o, ZB_K_FONT) && !zb_obj_get(o, ZB_K_WEIGHT))
    s->weight = 0; /* another face: its own regular */
  s->role = (zb_role)zb_obj_int(o, ZB_K_FONT, (long)s->role);
  s->weight = (int)zb_obj_int(o, ZB_K_WEIGHT, s->weight);
  if (color)
    s->color = zb_lfile_color(f, color);
  apply_size(f, o, name, s);
  apply_paragraph(o, s);
}

/* Without from: only what makes a face is taken from body; paragraph settings begin afresh. */
static zb_tstyle face_of(const zb_tstyle *s)
{
  return (zb_tstyle){.role = s->role,
                     .size = s->size,
                     .leading = s->leading,
                     .color = s->color,
                     .strictness = s->strictness,
                     .marks = s->marks,
                     .opening = s->opening,
                     .hanging = s->hanging,
                     .keep_halfwidth = s->keep_halfwidth,
                     .last_line = s->last_line,
                     .orphans = s->orphans,
                     .widows = s->widows};
}

static void cycle(const style_reader *r, size_t i)
{
  const char *path = r->map->name[i]->text;
  int k = (int)i;
  for (size_t steps = 0; steps <= r->map->nitems; steps++) {
    const char *from = zb_obj_text(r->map->item[k].obj, ZB_K_FROM, "body");
    path = zb_arena_printf(r->f->a, "%s > %s", path, from);
    k = index_of(r, from);
    if (k < 0 || (size_t)k == i)
      break;
  }
  zb_diag(r->f->d, ZB_D_STYLE_CYCLE, r->map->item[i].src, path, NULL);
}

/* Resolves style i after the one it starts from; the depth is bounded by STYLES_MAX. */
static void resolve(style_reader *r, size_t i)
{
  const zb_obj *o = r->map->item[i].obj;
  const char *name = r->map->name[i]->text;
  const zb_val *from = zb_obj_get(o, ZB_K_FROM);
  zb_tstyle s = {.color = {.a = 255}};
  int base = from ? index_of(r, from->text) : strcmp(name, "body") == 0 ? -1 : index_of(r, "body");
  if (r->state[i] != OPEN)
    return;
  r->state[i] = DOING;
  if (from && base < 0) {
    style_unknown(r->f, from, r->map);
    base = strcmp(name, "body") == 0 ? -1 : index_of(r, "body");
  }
  if (base >= 0) {
    resolve(r, (size_t)base);
    if (r->state[base] == DOING) {
      cycle(r, i);
      r->style[base] = (zb_tstyle){.size = ZB_PT(10.5), .leading = ZB_PT(16), .color = {.a = 255}};
    }
    s = from ? r->style[base] : face_of(&r->style[base]);
  }
  apply(r->f, o, name, &s);
  r->style[i] = s;
  r->state[i] = DONE;
}

void zb_lfile_styles(zb_lfile *f)
{
  enum { STYLES_MAX = 500 };
  const zb_val *map = zb_obj_get(f->o, ZB_K_STYLES);
  if (!map)
    return;
  if (map->nitems > STYLES_MAX) {
    zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, map->src, map->ncols, "styles", zb_arena_printf(f->a, "%zu", map->nitems),
                  "<= 500", NULL);
    return;
  }
  style_reader r = {.f = f, .map = map};
  r.state = zb_newn(f->a, state, map->nitems);
  r.style = zb_newn(f->a, zb_tstyle, map->nitems);
  if (index_of(&r, "body") < 0)
    zb_diag(f->d, ZB_D_KEY_MISSING, map->src, "styles", "body", "body", NULL);
  for (size_t i = 0; i < map->nitems; i++)
    resolve(&r, i);
  f->l->style = zb_newn(f->a, zb_named_style, map->nitems);
  for (size_t i = 0; i < map->nitems; i++)
    f->l->style[i] = (zb_named_style){.name = map->name[i]->text, .style = r.style[i]};
  f->l->nstyles = map->nitems;
}

const zb_named_style *zb_lfile_style(const zb_lfile *f, const zb_val *name)
{
  const char *wanted = name ? name->text : "body";
  const zb_named_style *body = NULL;
  for (size_t i = 0; i < f->l->nstyles; i++) {
    if (strcmp(f->l->style[i].name, wanted) == 0)
      return &f->l->style[i];
    if (strcmp(f->l->style[i].name, "body") == 0)
      body = &f->l->style[i];
  }
  if (name)
    style_unknown(f, name, zb_obj_get(f->o, ZB_K_STYLES));
  return body;
}

const zb_layout *zb_layout_typeset(zb_arena *a, const zb_layout *l, const zb_obj *rules)
{
  zb_layout *own = zb_new(a, zb_layout);
  *own = *l;
  own->style = zb_arena_memdup(a, l->style, l->nstyles * sizeof *l->style);
  for (size_t i = 0; i < own->nstyles; i++)
    apply_rules(rules, &own->style[i].style);
  own->furniture = zb_arena_memdup(a, l->furniture, l->nfurniture * sizeof *l->furniture);
  for (size_t i = 0; i < own->nfurniture; i++)
    if (own->furniture[i].style)
      own->furniture[i].style = own->style + (l->furniture[i].style - l->style);
  return own;
}
