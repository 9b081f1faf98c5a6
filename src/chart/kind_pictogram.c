/* Kind pictogram: rows of one icon repeated, each standing for the same amount; the last one cut where the value ends.
 */
#include <string.h>

#include "chart/bars.h"
#include "chart/plot.h"

/* In permille of the label leading: an icon at most, at least, and the pitch of rows in icons; of the label size: gaps
   beside names and values; of an icon: the gap between two; of the width: names at most. */
enum {
  ICON = 2100,
  ICON_LEAST = 1000,
  PITCH = 1350,
  NAME_GAP = 900,
  VALUE_GAP = 600,
  GAP = 120,
  NAMES_MAX = 300,
  NAMES_MOST = 450
};

/* Icons in a row at most; room for fewer sends the labels to the list of number keys. */
enum { MOST = 20, ICONS_LEAST = 2 };

typedef struct picto {
  const zb_chart_in *in;
  const zb_series *s;
  zb_unit unit;
  zb_axis names;
  zb_label *value, key;
  bool *value_key; /* of each: it is the sign of a number key */
  zb_keylist list;
  zb_num per;
  const char *per_text; /* "50册" */
  int image;            /* -1: the person drawn here */
  int32_t aspect;       /* width to height of the icon, in 1/1000 */
  zb_u left, icon_h, pitch_x;
} picto;

static const zb_figure *value_of(const picto *p, size_t i)
{
  return zb_bars_value(p->s, 0, i);
}

/* --- amounts ------------------------------------------------------------------------------------------------------ */

static zb_num greatest(const picto *p)
{
  zb_num most = {0};
  const zb_series *s = p->in->whole ? p->in->whole : p->s; /* panels share what an icon stands for */
  for (size_t j = 0; j < s->nseries; j++)
    for (size_t i = 0; i < s->ncategories; i++) {
      const zb_figure *f = zb_bars_value(s, j, i);
      if (f && strcmp(f->q.unit, p->unit.unit) == 0 && zb_num_cmp(f->q.value, most) > 0)
        most = f->q.value;
    }
  return most;
}

/* Are all values whole numbers? Then an icon stands for one thing at least. */
static bool all_whole(const picto *p)
{
  zb_arena *a = p->in->text->arena;
  for (size_t i = 0; i < p->s->ncategories; i++) {
    const zb_figure *f = value_of(p, i);
    if (f && zb_num_cmp(f->q.value, zb_num_round(a, f->q.value, 0)) != 0)
      return false;
  }
  return true;
}

/* The least of 1, 2, 5 times a power of ten that keeps the longest row to `most` icons. */
static zb_num nice_per(const picto *p, long most)
{
  zb_arena *a = p->in->text->arena;
  static const int step[] = {1, 2, 5};
  zb_num top = greatest(p), per = zb_num_int(a, 1);
  for (int e = all_whole(p) ? 0 : -6; e < 18; e++)
    for (int k = 0; k < 3; k++) {
      per = zb_num_mul(a, zb_num_int(a, step[k]), zb_num_pow10(a, e));
      if (zb_num_cmp(zb_num_mul(a, per, zb_num_int(a, most)), top) >= 0)
        return per;
    }
  return per;
}

/* per: as typed; a negative value has no icons: reported. */
static bool set_per(picto *p, long most)
{
  const zb_chart_in *in = p->in;
  zb_arena *a = in->text->arena;
  for (size_t i = 0; i < p->s->ncategories; i++)
    if (value_of(p, i) && value_of(p, i)->q.value.sign < 0) {
      zb_diag(in->text->diags, ZB_D_ICON_VALUE, value_of(p, i)->src, zb_chart_name(in), value_of(p, i)->datum.text,
              NULL);
      return false;
    }
  const zb_val *v = zb_obj_get(in->block->props, ZB_K_PER);
  zb_quantity q;
  if (v && zb_quantity_try(a, v->text, &q) && q.value.sign > 0) {
    p->per = q.value;
    p->per_text = *q.unit ? v->text : zb_arena_printf(a, "%s%s", v->text, p->unit.unit);
    zb_num longest = zb_num_mul(a, p->per, zb_num_int(a, 2 * MOST));
    if (zb_num_cmp(greatest(p), longest) > 0 || (*q.unit && strcmp(q.unit, p->unit.unit) != 0)) {
      zb_diag_range(in->text->diags, ZB_D_ICON_PER, v->src, v->ncols, zb_chart_name(in), v->text,
                    zb_arena_printf(a, "%d", 2 * MOST), NULL);
      return false;
    }
    return true;
  }
  p->per = nice_per(p, most);
  p->per_text = zb_arena_printf(a, "%s%s", zb_unit_number(a, &p->unit, p->per, zb_unit_decimals(a, &p->unit, p->per)),
                                p->unit.lifted ? zb_unit_name(a, &p->unit) : p->unit.unit);
  return true;
}

static bool load_icon(picto *p)
{
  const zb_val *v = zb_obj_get(p->in->block->props, ZB_K_ICON);
  p->image = -1;
  p->aspect = 800;
  if (!v)
    return true;
  p->image = zb_images_load(p->in->images, p->in->text->diags, v->path, v->text, v->src);
  const zb_image_info *info = p->image >= 0 ? zb_images_info(p->in->images, p->image) : NULL;
  if (!info || info->width <= 0 || info->height <= 0)
    return false;
  p->aspect = (int32_t)((int64_t)info->width * 1000 / info->height);
  return true;
}

/* --- the icon ----------------------------------------------------------------------------------------------------- */

/* A person to the waist: a head over shoulders that end flat. */
static void draw_person(const picto *p, zb_dl_page *page, zb_rect r)
{
  zb_arena *a = p->in->text->arena;
  zb_paint fill = zb_paint_solid(p->in->style.main);
  zb_u head = r.w * 29 / 100, top = r.y + r.h * 53 / 100, dome = r.w / 2;
  zb_dl_fill(page, zb_path_circle(a, (zb_point){.x = r.x + r.w / 2, .y = r.y + head}, head), fill);
  zb_u k = dome - zb_u_muldiv(dome, 552, 1000), foot = r.y + r.h, left = r.x, right = r.x + r.w, shoulder = top + dome;
  zb_seg *s = zb_newn(a, zb_seg, 6);
  s[0] = (zb_seg){.kind = ZB_SEG_MOVE, .p = {{left, foot}}};
  s[1] = (zb_seg){.kind = ZB_SEG_LINE, .p = {{left, shoulder}}};
  s[2] = (zb_seg){.kind = ZB_SEG_CURVE, .p = {{left, top + k}, {left + k, top}, {left + dome, top}}};
  s[3] = (zb_seg){.kind = ZB_SEG_CURVE, .p = {{right - k, top}, {right, top + k}, {right, shoulder}}};
  s[4] = (zb_seg){.kind = ZB_SEG_LINE, .p = {{right, foot}}};
  s[5] = (zb_seg){.kind = ZB_SEG_CLOSE};
  zb_dl_fill(page, (zb_path){.seg = s, .nsegs = 6}, fill);
}

/* The left `part` (in 1/65536) of the icon. */
static void draw_icon(const picto *p, zb_dl_page *page, zb_rect r, int part)
{
  zb_rect cut = r;
  cut.w = zb_u_muldiv(r.w, part, 65536);
  if (cut.w <= 0)
    return;
  if (p->image >= 0) {
    zb_dl_image(page, (zb_image_op){.image = p->image, .rect = cut, .cw = part, .ch = 65536});
    return;
  }
  if (part < 65536)
    zb_dl_clip(page, zb_path_rect(cut));
  draw_person(p, page, r);
  if (part < 65536)
    zb_dl_unclip(page);
}

/* --- layout ------------------------------------------------------------------------------------------------------- */

/* What rows say, in the order it is tried: all; number keys for names; for values, too. */
typedef enum said { SAID_ALL, SAID_VALUE, SAID_KEYS, SAID_COUNT } said;

static bool set_names(picto *p, said say)
{
  const zb_chart_in *in = p->in;
  static const int share[] = {NAMES_MAX, NAMES_MOST};
  for (size_t i = 0; i < 2 && (i == 0 || !p->names.fit); i++)
    p->names = zb_axis_new(in, p->s->category, p->s->category_src, p->s->ncategories, ZB_ALIGN_LEFT,
                           zb_u_muldiv(in->width, share[i], 1000));
  return say == SAID_ALL ? p->names.fit
                         : zb_axis_keys(in, &p->names, p->s->category, p->s->category_src,
                                        zb_u_muldiv(in->width, NAMES_MOST, 1000), &p->list);
}

static void set_values(picto *p, said say)
{
  const zb_chart_in *in = p->in;
  zb_arena *a = in->text->arena;
  p->value = zb_newn(a, zb_label, p->s->ncategories);
  p->value_key = zb_newn(a, bool, p->s->ncategories);
  for (size_t i = 0; i < p->s->ncategories; i++) {
    const zb_figure *f = value_of(p, i);
    if (!f)
      continue;
    const zb_datum *d = zb_unit_datum(a, &p->unit, f);
    zb_label l = zb_value_label(in, d, 1000, in->style.ink);
    p->value_key[i] = say == SAID_KEYS;
    p->value[i] = p->value_key[i]
                      ? zb_keylist_sign(in, zb_keylist_add(in, &p->list, &l, d, d->text, f->src), 0, in->style.ink)
                      : l;
  }
}

static bool set_labels(picto *p, said say)
{
  p->list = (zb_keylist){0};
  if (!set_names(p, say))
    return false;
  p->left = p->names.width + zb_chart_em(p->in, NAME_GAP);
  set_values(p, say);
  return true;
}

/* Room for icons in the longest row, and how many of the least size it holds. */
static zb_u icon_room(const picto *p, long *fit)
{
  zb_u value = 0, least = zb_u_muldiv(zb_chart_lead(p->in, ICON_LEAST), p->aspect, 1000);
  for (size_t i = 0; i < p->s->ncategories; i++)
    value = zb_u_max(value, p->value[i].width);
  zb_u room = p->in->width - p->left - value - zb_chart_em(p->in, VALUE_GAP);
  *fit = room > 0 ? room / zb_u_max(least + least * GAP / 1000, 1) : 0;
  return room;
}

/* Labels that leave room for two icons or, with nothing but keys, for one. False: they do not, reported. */
static bool arrange(picto *p)
{
  const zb_chart_in *in = p->in;
  long fit = 0;
  for (int say = SAID_ALL; say < SAID_COUNT; say++)
    if (set_labels(p, (said)say) && icon_room(p, &fit) > 0 && fit >= (say + 1 < SAID_COUNT ? ICONS_LEAST : 1))
      return zb_keylist_set(in, &p->list, in->width);
  zb_chart_unplaced(in, p->s->category[p->names.worst], p->s->category_src[p->names.worst]);
  return false;
}

/* Icons as large as the longest row with its value lets them be. */
static bool set_icons(picto *p)
{
  const zb_chart_in *in = p->in;
  zb_u most = zb_chart_lead(in, ICON);
  long fit;
  zb_u room = icon_room(p, &fit);
  if (!set_per(p, fit < MOST ? fit : MOST))
    return false;
  zb_u count = zb_num_scale(greatest(p), p->per, 1024);
  count = zb_u_max((count + 1023) / 1024, 1);
  p->pitch_x = zb_u_min(room / count, zb_u_muldiv(most, p->aspect, 1000) * (1000 + GAP) / 1000);
  p->icon_h = zb_u_muldiv(p->pitch_x * 1000 / (1000 + GAP), 1000, p->aspect);
  return true;
}

static zb_label key_label(const picto *p)
{
  const zb_chart_in *in = p->in;
  zb_tstyle style = in->style.label;
  style.color = zb_chart_text_color(&in->style, in->style.muted);
  style.max_lines = 2;
  const char *text =
      zb_arena_printf(in->text->arena, "%s%s", zb_chart_word(in, "每个图形代表 ", "each icon "), p->per_text);
  return zb_label_text(in->text, text, in->src, &style, in->width - p->left);
}

/* --- drawing ------------------------------------------------------------------------------------------------------ */

static void draw_row(const picto *p, zb_dl_page *page, zb_rect r, size_t i)
{
  const zb_chart_in *in = p->in;
  zb_axis_name(&p->names, i, p->s->category_src[i], page, r.x, r.y + p->icon_h / 2, -1, 0);
  const zb_figure *f = value_of(p, i);
  if (!f)
    return;
  zb_u parts = zb_num_scale(f->q.value, p->per, 65536), width = p->pitch_x * 1000 / (1000 + GAP), x = r.x + p->left;
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = &f->datum, .src = f->src});
  zb_u end = x + parts / 65536 * p->pitch_x + zb_u_muldiv(width, parts % 65536, 65536);
  for (; parts > 0; parts -= 65536, x += p->pitch_x)
    draw_icon(p, page, (zb_rect){.x = x, .y = r.y, .w = width, .h = p->icon_h}, parts < 65536 ? parts : 65536);
  zb_dl_end(page, ZB_DL_SPAN);
  const zb_datum *shown = p->value_key[i] ? NULL : zb_unit_datum(in->text->arena, &p->unit, f);
  zb_dl_begin(page, (zb_mark){.role = ZB_DL_SPAN, .datum = shown, .src = f->src});
  zb_label_draw(&p->value[i], page, end + zb_chart_em(in, VALUE_GAP),
                r.y + p->icon_h / 2 + zb_u_muldiv(p->value[i].style.size, ZB_CHART_BASELINE, 1000), -1, 2);
  zb_dl_end(page, ZB_DL_SPAN);
}

/* Of icons or of names in several lines. */
static zb_u row_height(const picto *p)
{
  return zb_u_max(p->icon_h, p->names.height);
}

static zb_u foot(const picto *p)
{
  return p->key.height + zb_chart_em(p->in, NAME_GAP);
}

static void draw(const zb_chart *c, zb_dl_page *page, zb_rect r)
{
  const picto *p = c->data;
  zb_keylist_draw(&p->list, page, r.x, r.y + r.h);
  r.h -= p->list.height;
  zb_u rows = (zb_u)p->s->ncategories, free = r.h - foot(p) - row_height(p);
  for (zb_u i = 0; i < rows; i++)
    draw_row(p, page,
             (zb_rect){.x = r.x,
                       .y = r.y + (row_height(p) - p->icon_h) / 2 + (rows > 1 ? zb_u_muldiv(free, i, rows - 1) : 0),
                       .w = r.w},
             (size_t)i);
  zb_chart_words(&p->key, page, r.x + p->left, r.y + r.h, -1, 1);
}

static zb_chart *layout(const zb_chart_in *in, zb_u *height, zb_u *stretch, zb_u *shrink)
{
  zb_arena *a = in->text->arena;
  picto *p = zb_new(a, picto);
  *p = (picto){.in = zb_arena_memdup(a, in, sizeof *in), .s = in->data, .unit = zb_bars_unit(in)};
  if (!zb_bars_check(in) || !load_icon(p) || !arrange(p) || !set_icons(p))
    return NULL;
  p->key = key_label(p);
  zb_u rows = (zb_u)p->s->ncategories;
  zb_u pitch = zb_u_max(zb_u_muldiv(p->icon_h, PITCH, 1000), zb_axis_pitch(in, &p->names));
  *height = row_height(p) + (rows - 1) * pitch + foot(p) + p->list.height;
  *stretch = rows > 1 ? *height / 4 : 0;
  *shrink = 0;
  zb_chart *chart = zb_new(a, zb_chart);
  *chart = (zb_chart){.draw = draw, .data = p, .unit = &p->unit};
  return chart;
}

const zb_chart_kind zb_chart_kind_PICTOGRAM = {.name = "pictogram", .layout = layout};
