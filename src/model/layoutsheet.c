/* Layout files: the sheet and its presets, the named areas of its grid, boxes. */
#include <math.h>
#include <string.h>

#include "base/vec.h"
#include "model/lfile.h"
#include "model/names.h"
#include "read/source.h"

/* A pixel is 1/96 inch (CSS Values 4, 6.2), so that sheets in px come out in whole pixels at this resolution. */
enum { PIXELS = 96 };

/* --- sheet -------------------------------------------------------------------------------------------------------- */

/* ISO 216 trim sizes in mm, portrait. */
static const struct sheet_name {
  char series;
  int w, h;
} iso[] = {
    {'A', 841, 1189}, {'A', 594, 841}, {'A', 420, 594},   {'A', 297, 420},  {'A', 210, 297},
    {'A', 148, 210},  {'A', 105, 148}, {'B', 1000, 1414}, {'B', 707, 1000}, {'B', 500, 707},
    {'B', 353, 500},  {'B', 250, 353}, {'B', 176, 250},   {'B', 125, 176},
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

/* "900mm x 1200mm", "900 x 1200mm" (the unit holds for both), × or * for x. */
static bool two_lengths(zb_arena *a, const char *text, zb_u *w, zb_u *h)
{
  size_t step = 1;
  const char *cross = strpbrk(text, "xX*");
  while (cross && cross > text && (cross[-1] == 'p' || cross[-1] == 'P')) /* of px */
    cross = strpbrk(cross + 1, "xX*");
  const char *times = strstr(text, "×");
  if (times) {
    cross = times;
    step = strlen("×");
  }
  if (!cross)
    return false;
  char *first = zb_source_trim(a, text, cross), *second = zb_source_trim(a, cross + step, text + strlen(text));
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

/* --- presets ------------------------------------------------------------------------------------------------------ */

typedef struct preset {
  const char *name, *zh, *size, *bleed, *margin, *foot, *distance;
} preset;

static const preset presets[] = {
#define ZB_SHEET(name, zh, size, bleed, margin, foot, distance) {name, zh, size, bleed, margin, foot, distance},
#include "model/sheet.def"
#undef ZB_SHEET
};

static const preset *preset_of(const char *name)
{
  for (size_t i = 0; name && i < sizeof presets / sizeof *presets; i++)
    if (strcmp(presets[i].name, name) == 0 || strcmp(presets[i].zh, name) == 0)
      return &presets[i];
  return NULL;
}

/* A length of sheet.def. */
static zb_u fixed(const char *text)
{
  zb_len len;
  return text && zb_len_parse(text, &len) ? len.v : 0;
}

/* How far away a sheet of this size is read from when nothing says so. */
static zb_u usual_distance(const zb_layout *l)
{
  zb_u side = l->auto_height ? l->w : l->w > l->h ? l->w : l->h;
  return side <= ZB_MM(600)    ? ZB_MM(400)
         : side <= ZB_MM(1300) ? ZB_MM(1000)
         : side <= ZB_MM(2100) ? ZB_MM(1500)
                               : ZB_MM(2000);
}

/* --- the sheet ---------------------------------------------------------------------------------------------------- */

/* "1080px x auto": as high as the text, at most as a page may be. */
static bool auto_height(zb_arena *a, const char *text, zb_u *w, zb_u *h)
{
  static const char *const words[] = {"auto", "自动"};
  for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
    size_t n = strlen(text), k = strlen(words[i]);
    if (n > k && strcmp(text + n - k, words[i]) == 0)
      return two_lengths(a, zb_arena_printf(a, "%.*s%dmm", (int)(n - k), text, SIDE_MAX - 100), w, h);
  }
  return false;
}

static void read_size(zb_lfile *f, const zb_obj *sheet)
{
  zb_layout *l = f->l;
  const zb_val *v = zb_obj_get(sheet, ZB_K_SIZE);
  l->w = ZB_MM(210);
  l->h = ZB_MM(297);
  if (!v)
    return;
  const preset *p = preset_of(v->text);
  bool ok = iso_size(v->text, &l->w, &l->h) || (p && two_lengths(f->a, p->size, &l->w, &l->h)) ||
            two_lengths(f->a, v->text, &l->w, &l->h);
  if (!ok)
    ok = l->auto_height = auto_height(f->a, v->text, &l->w, &l->h);
  bool fits = l->w >= ZB_MM(10) && l->h >= ZB_MM(10) && l->w <= ZB_MM(SIDE_MAX) && l->h <= ZB_MM(SIDE_MAX);
  if (!ok)
    zb_diag_range(f->d, ZB_D_SHEET_SIZE, v->src, v->ncols, v->text, NULL);
  else if (!fits)
    zb_diag_range(f->d, ZB_D_LAYOUT_RANGE, v->src, v->ncols, "size", v->text,
                  zb_arena_printf(f->a, "10mm-%dmm", SIDE_MAX), NULL);
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

static void read_safe(zb_lfile *f, const zb_obj *sheet, zb_u margin)
{
  zb_layout *l = f->l;
  const zb_obj *e = zb_lfile_obj(sheet, ZB_K_SAFE);
  zb_u top = zb_lfile_length(f, e, ZB_K_TOP, l->h, zb_lfile_length(f, e, ZB_K_ALL, l->h, margin));
  zb_u right = zb_lfile_length(f, e, ZB_K_RIGHT, l->w, zb_lfile_length(f, e, ZB_K_ALL, l->w, margin));
  zb_u bottom = zb_lfile_length(f, e, ZB_K_BOTTOM, l->h, zb_lfile_length(f, e, ZB_K_ALL, l->h, margin));
  zb_u left = zb_lfile_length(f, e, ZB_K_LEFT, l->w, zb_lfile_length(f, e, ZB_K_ALL, l->w, margin));
  int64_t w = (int64_t)l->w - left - right, h = (int64_t)l->h - top - bottom - l->hidden_foot;
  if (top < 0 || right < 0 || bottom < 0 || left < 0 || w < ZB_MM(5) || h < ZB_MM(5)) {
    zb_diag(f->d, ZB_D_SAFE_AREA, e ? e->src : f->o->src, NULL);
    l->safe = (zb_rect){.w = l->w, .h = l->h};
    return;
  }
  l->safe = (zb_rect){.x = left, .y = top, .w = (zb_u)w, .h = (zb_u)h};
}

void zb_lfile_sheet(zb_lfile *f)
{
  zb_layout *l = f->l;
  const zb_obj *sheet = zb_lfile_obj(f->o, ZB_K_SHEET);
  const preset *p = preset_of(zb_obj_text(sheet, ZB_K_SIZE, NULL));
  read_size(f, sheet);
  l->bleed = zb_lfile_positive(f, sheet, ZB_K_BLEED, 0, p ? fixed(p->bleed) : 0);
  l->hidden_foot = zb_lfile_positive(f, sheet, ZB_K_HIDDEN_FOOT, l->h, p ? fixed(p->foot) : 0);
  l->dpi = (int)zb_obj_int(sheet, ZB_K_DPI, p && strstr(p->size, "px") ? PIXELS : 0);
  read_safe(f, sheet, p ? fixed(p->margin) : 0);
  l->distance = zb_lfile_positive(f, f->o, ZB_K_DISTANCE, 0, p ? fixed(p->distance) : usual_distance(l));
  l->floor = zb_lfile_positive(f, f->o, ZB_K_FLOOR, 0, l->distance / 200);
}
