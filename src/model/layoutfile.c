/* Layout files: sheet, limits, and what the parts of the reader share. */
#include "model/lfile.h"

#include <math.h>
#include <string.h>

#include "base/vec.h"
#include "model/names.h"
#include "read/yaml.h"

/* --- shared ---------------------------------------------------------------------------------------------------------- */

const zb_obj *zb_lfile_obj(const zb_obj *o, zb_key key)
{
  const zb_val *v = zb_obj_get(o, key);
  return v ? v->obj : NULL;
}

static const zb_tstyle *body_of(const zb_layout *l)
{
  for (size_t i = 0; i < l->nstyles; i++)
    if (strcmp(l->style[i].name, "body") == 0)
      return &l->style[i].style;
  return NULL;
}

zb_u zb_lfile_resolve(const zb_lfile *f, const zb_val *v, zb_key key, zb_u whole)
{
  const zb_tstyle *body = body_of(f->l);
  bool relative = v->len.unit == 'e' || v->len.unit == 'l';
  if ((relative && !body) || (v->len.unit == 'p' && whole == 0))
    zb_diag_range(f->d, ZB_D_LENGTH_RELATIVE, v->src, v->ncols, zb_key_name(key, ZB_LANG_EN), v->text, NULL);
  return zb_len_resolve(v->len, body ? body->size : 0, body ? body->leading : 0, whole);
}

zb_u zb_lfile_length(const zb_lfile *f, const zb_obj *o, zb_key key, zb_u whole, zb_u fallback)
{
  const zb_val *v = zb_obj_get(o, key);
  return v ? zb_lfile_resolve(f, v, key, whole) : fallback;
}

zb_u zb_lfile_positive(const zb_lfile *f, const zb_obj *o, zb_key key, zb_u whole, zb_u fallback)
{
  zb_u u = zb_lfile_length(f, o, key, whole, fallback);
  if (u >= 0)
    return u;
  const zb_val *v = zb_obj_get(o, key);
  zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, v->src, v->ncols, zb_key_name(key, ZB_LANG_EN), v->text, ">= 0", NULL);
  return fallback;
}

/* --- sheet ----------------------------------------------------------------------------------------------------------- */

/* ISO 216 trim sizes in mm, portrait. */
static const struct sheet_name {
  char series;
  int w, h;
} iso[] = {
  { 'A', 841, 1189 }, { 'A', 594, 841 },   { 'A', 420, 594 }, { 'A', 297, 420 }, { 'A', 210, 297 },
  { 'A', 148, 210 },  { 'A', 105, 148 },   { 'B', 1000, 1414 }, { 'B', 707, 1000 }, { 'B', 500, 707 },
  { 'B', 353, 500 },  { 'B', 250, 353 },   { 'B', 176, 250 }, { 'B', 125, 176 },
};

static bool iso_size(const char *text, zb_u *w, zb_u *h)
{
  char series = (char)(text[0] >= 'a' ? text[0] - 'a' + 'A' : text[0]);
  if ((series != 'A' && series != 'B') || text[1] < '0' || text[1] > '6' || text[2])
    return false;
  int i = (series == 'B' ? 7 : 0) + text[1] - '0';
  *w = ZB_MM(iso[i].w);
  *h = ZB_MM(iso[i].h);
  return true;
}

/* The text between from and to without spaces around it. */
static char *trimmed(zb_arena *a, const char *from, const char *to)
{
  while (from < to && *from == ' ')
    from++;
  while (to > from && to[-1] == ' ')
    to--;
  return zb_arena_strndup(a, from, (size_t)(to - from));
}

/* "900mm x 1200mm", "900 x 1200mm" (the unit holds for both), × or * for x. */
static bool two_lengths(zb_arena *a, const char *text, zb_u *w, zb_u *h)
{
  size_t step = 1;
  const char *cross = strpbrk(text, "xX*");
  const char *times = strstr(text, "×");
  if (times) {
    cross = times;
    step = strlen("×");
  }
  if (!cross)
    return false;
  char *first = trimmed(a, text, cross), *second = trimmed(a, cross + step, text + strlen(text));
  if (first[strspn(first, "0123456789.")] == '\0')
    first = zb_arena_printf(a, "%s%s", first, second + strspn(second, "0123456789."));
  zb_len x, y;
  if (!zb_len_parse(first, &x) || !zb_len_parse(second, &y) || x.unit != 'u' || y.unit != 'u')
    return false;
  *w = x.v;
  *h = y.v;
  return true;
}

/* The longest side in mm: 14400 pt with bleed (ISO 32000-1, annex C). */
enum { SIDE_MAX = 5000 };

static void read_size(zb_lfile *f, const zb_obj *sheet)
{
  zb_layout *l = f->l;
  const zb_val *v = zb_obj_get(sheet, ZB_K_SIZE);
  l->w = ZB_MM(210);
  l->h = ZB_MM(297);
  if (!v)
    return;
  bool ok = iso_size(v->text, &l->w, &l->h) || two_lengths(f->a, v->text, &l->w, &l->h);
  bool fits = l->w >= ZB_MM(10) && l->h >= ZB_MM(10) && l->w <= ZB_MM(SIDE_MAX) && l->h <= ZB_MM(SIDE_MAX);
  if (!ok)
    zb_diag_range(f->d, ZB_D_SHEET_SIZE, v->src, v->ncols, v->text, NULL);
  else if (!fits)
    zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, v->src, v->ncols, "size", v->text, zb_arena_printf(f->a, "10mm-%dmm", SIDE_MAX), NULL);
  if (!ok || !fits) {
    l->w = ZB_MM(210);
    l->h = ZB_MM(297);
  }
  long wanted = zb_obj_int(sheet, ZB_K_ORIENTATION, -1);
  if ((wanted == ZB_E_ORIENTATION_PORTRAIT && l->w > l->h) || (wanted == ZB_E_ORIENTATION_LANDSCAPE && l->w < l->h)) {
    zb_u w = l->w;
    l->w = l->h;
    l->h = w;
  }
}

static void read_sheet(zb_lfile *f)
{
  zb_layout *l = f->l;
  const zb_obj *sheet = zb_lfile_obj(f->o, ZB_K_SHEET);
  read_size(f, sheet);
  l->bleed = zb_lfile_positive(f, sheet, ZB_K_BLEED, 0, 0);
  l->hidden_foot = zb_lfile_positive(f, sheet, ZB_K_HIDDEN_FOOT, l->h, 0);
  const zb_obj *e = zb_lfile_obj(sheet, ZB_K_SAFE);
  zb_u top = zb_lfile_length(f, e, ZB_K_TOP, l->h, zb_lfile_length(f, e, ZB_K_ALL, l->h, 0));
  zb_u right = zb_lfile_length(f, e, ZB_K_RIGHT, l->w, zb_lfile_length(f, e, ZB_K_ALL, l->w, 0));
  zb_u bottom = zb_lfile_length(f, e, ZB_K_BOTTOM, l->h, zb_lfile_length(f, e, ZB_K_ALL, l->h, 0));
  zb_u left = zb_lfile_length(f, e, ZB_K_LEFT, l->w, zb_lfile_length(f, e, ZB_K_ALL, l->w, 0));
  int64_t w = (int64_t)l->w - left - right, h = (int64_t)l->h - top - bottom - l->hidden_foot;
  if (top < 0 || right < 0 || bottom < 0 || left < 0 || w < ZB_MM(5) || h < ZB_MM(5)) {
    zb_diag(f->d, ZB_D_SAFE_AREA, e ? e->src : f->o->src, NULL);
    l->safe = (zb_rect){ .w = l->w, .h = l->h };
    return;
  }
  l->safe = (zb_rect){ .x = left, .y = top, .w = (zb_u)w, .h = (zb_u)h };
}

/* --- boxes ----------------------------------------------------------------------------------------------------------- */

static zb_rect area_of(const zb_layout *l, long area)
{
  zb_rect sheet = { .w = l->w, .h = l->h };
  if (area == ZB_E_AREA_BLEED)
    return zb_rect_inset(sheet, -l->bleed);
  return area == ZB_E_AREA_SHEET ? sheet : l->safe;
}

static const char *rect_mm(zb_arena *a, zb_rect r)
{
  const double mm = 25.4 / 72 / ZB_UNIT;
  return zb_arena_printf(a, "x %ld, y %ld, w %ld, h %ld mm", lround(r.x * mm), lround(r.y * mm), lround(r.w * mm),
                         lround(r.h * mm));
}

zb_rect zb_lfile_box(const zb_lfile *f, const zb_obj *o, const char *what, bool on_sheet)
{
  const zb_layout *l = f->l;
  const zb_obj *b = zb_lfile_obj(o, ZB_K_BOX);
  zb_rect area = area_of(l, zb_obj_int(b, ZB_K_AREA, ZB_E_AREA_SAFE)), r;
  r.x = zb_lfile_length(f, b, ZB_K_X, l->w, area.x);
  r.y = zb_lfile_length(f, b, ZB_K_Y, l->h, area.y);
  r.w = zb_lfile_length(f, b, ZB_K_W, l->w, area.x + area.w - r.x);
  r.h = zb_lfile_length(f, b, ZB_K_H, l->h, area.y + area.h - r.y);
  zb_u out = on_sheet ? 0 : l->bleed + ZB_MM(1), eps = ZB_PT(0.5);
  bool inside = r.x >= -out - eps && r.y >= -out - eps && (int64_t)r.x + r.w <= (int64_t)l->w + out + eps &&
                (int64_t)r.y + r.h <= (int64_t)l->h + out + eps;
  if (r.w < 0 || r.h < 0 || ((r.w == 0 || r.h == 0) && on_sheet) || !inside) {
    zb_diag(f->d, ZB_D_BOX_OUTSIDE, b ? b->src : o->src, what, rect_mm(f->a, r), NULL);
    return l->safe;
  }
  return r;
}

/* --- what it takes, limits --------------------------------------------------------------------------------------------- */

/* "chart", "图表", "all", "id:gdp", "#gdp", "tag:board" to the one spelling of zb_take, or NULL. */
static const char *take_word(zb_arena *a, const char *text)
{
  if (strcmp(text, "all") == 0 || strcmp(text, "全部") == 0)
    return "all";
  if (text[0] == '#' && text[1])
    return zb_arena_printf(a, "id:%s", text + 1);
  if ((strncmp(text, "id:", 3) == 0 && text[3]) || (strncmp(text, "tag:", 4) == 0 && text[4]))
    return text;
  for (int k = 0; k < ZB_BLOCK_KIND_COUNT; k++)
    for (int lang = 0; lang < 2; lang++)
      if (strcmp(zb_block_kind_name((zb_block_kind)k, (zb_lang)lang), text) == 0)
        return zb_block_kind_name((zb_block_kind)k, ZB_LANG_EN);
  return NULL;
}

static void take_unknown(const zb_lfile *f, const zb_val *v)
{
  const char *names[ZB_BLOCK_KIND_COUNT];
  zb_lang lang = (unsigned char)v->text[0] > 0x7F ? ZB_LANG_ZH : ZB_LANG_EN;
  for (int k = 0; k < ZB_BLOCK_KIND_COUNT; k++)
    names[k] = zb_block_kind_name((zb_block_kind)k, lang);
  zb_diag_range(f->d, ZB_D_TAKE_UNKNOWN, v->src, v->ncols, v->text,
                zb_names_suggest(f->a, v->text, names, ZB_BLOCK_KIND_COUNT), NULL);
}

static zb_take *read_takes(const zb_lfile *f, zb_key key, size_t *n)
{
  const zb_val *list = zb_obj_get(f->o, key);
  *n = 0;
  if (!list)
    return NULL;
  zb_take *t = zb_newn(f->a, zb_take, list->nitems);
  for (size_t i = 0; i < list->nitems; i++) {
    const zb_val *v = &list->item[i];
    const char *what = take_word(f->a, v->text);
    if (what)
      t[(*n)++] = (zb_take){ .what = what, .src = v->src };
    else
      take_unknown(f, v);
  }
  return t;
}

int zb_lfile_scale(const zb_lfile *f, const zb_obj *o, zb_key key)
{
  const zb_val *v = zb_obj_get(o, key);
  if (!v)
    return 1000;
  if (v->len.unit == 'p' && v->len.v >= 20000 && v->len.v <= 500000)
    return v->len.v / 100;
  zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, v->src, v->ncols, zb_key_name(key, ZB_LANG_EN), v->text, "20%-500%", NULL);
  return 1000;
}

static void read_limits(zb_lfile *f)
{
  zb_layout *l = f->l;
  const zb_obj *o = f->o, *chart = zb_lfile_obj(o, ZB_K_CHART), *scale = zb_lfile_obj(o, ZB_K_SCALE);
  const zb_obj *ppi = zb_lfile_obj(o, ZB_K_PPI);
  const zb_tstyle *body = body_of(l);
  l->pages_max = (int)zb_obj_int(o, ZB_K_PAGES, 0);
  l->block_gap = zb_lfile_positive(f, o, ZB_K_BLOCK_GAP, 0, body ? body->leading / 2 : 0);
  l->theme_number = zb_obj_text(o, ZB_K_THEME_NUMBER, "none");
  l->theme_page = zb_obj_bool(o, ZB_K_THEME_PAGE, false);
  l->chart_height = zb_lfile_positive(f, chart, ZB_K_HEIGHT, l->h, 0);
  l->chart_height_min = zb_lfile_positive(f, chart, ZB_K_MIN, l->h, 0);
  l->chart_height_max = zb_lfile_positive(f, chart, ZB_K_MAX, l->h, 0);
  l->scale_min = zb_lfile_scale(f, scale, ZB_K_MIN);
  l->scale_max = zb_lfile_scale(f, scale, ZB_K_MAX);
  if (l->scale_min > l->scale_max) {
    const zb_val *v = zb_obj_get(scale, ZB_K_MIN);
    zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, v->src, v->ncols, "min", v->text, "<= max", NULL);
    l->scale_max = l->scale_min;
  }
  /* photos seen from afar need less: references give 150 for the hand and 60 to 100 for boards */
  l->ppi_min = (int)zb_obj_int(ppi, ZB_K_MIN, l->distance > ZB_MM(500) ? 60 : 100);
  l->ppi_good = (int)zb_obj_int(ppi, ZB_K_GOOD, l->distance > ZB_MM(500) ? 100 : 200);
}

/* --- the file -------------------------------------------------------------------------------------------------------- */

zb_layout *zb_layout_read(zb_arena *a, zb_diags *d, const char *path, zb_src asked)
{
  zb_node *root = zb_yaml_read(a, d, path, &zb_yaml_limits_default, asked);
  zb_obj *o = root ? zb_schema_decode(a, d, ZB_O_LAYOUTFILE, root) : NULL;
  if (!o)
    return NULL;
  zb_layout *l = zb_new(a, zb_layout);
  zb_lfile f = { .a = a, .d = d, .l = l, .o = o };
  l->file = path;
  l->name = zb_obj_text(o, ZB_K_NAME, path);
  l->about = zb_obj_prose(o, ZB_K_ABOUT);
  zb_lfile_palette(&f);
  read_sheet(&f);
  l->distance = zb_lfile_positive(&f, o, ZB_K_DISTANCE, 0, 0);
  zb_lfile_styles(&f);
  l->ground = zb_lfile_paint(&f, zb_lfile_obj(zb_lfile_obj(o, ZB_K_SHEET), ZB_K_GROUND), area_of(l, ZB_E_AREA_BLEED));
  zb_lfile_furniture(&f);
  zb_lfile_frames(&f);
  l->take = read_takes(&f, ZB_K_TAKE, &l->ntake);
  l->omit = read_takes(&f, ZB_K_OMIT, &l->nomit);
  read_limits(&f);
  return l;
}

const zb_tstyle *zb_layout_style(const zb_layout *l, const char *name)
{
  static const zb_tstyle plain = { .size = ZB_PT(10.5), .leading = ZB_PT(16), .color = { .a = 255 } };
  for (size_t i = 0; i < l->nstyles; i++)
    if (strcmp(l->style[i].name, name) == 0)
      return &l->style[i].style;
  const zb_tstyle *body = body_of(l);
  return body ? body : &plain;
}

zb_rgba zb_layout_color(const zb_layout *l, const char *name, zb_rgba fallback)
{
  for (size_t i = 0; i < l->ncolors; i++)
    if (strcmp(l->color[i].name, name) == 0)
      return l->color[i].color;
  return fallback;
}
