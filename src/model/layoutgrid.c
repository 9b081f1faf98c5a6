/* Layout files: boxes, and the grid with its named areas. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "model/lfile.h"
#include "model/names.h"

enum { TRACKS_MAX = 64 };

/* --- tracks ------------------------------------------------------------------------------------------------------- */

/* The rows or columns of the grid: where each begins and how long it is. */
typedef struct tracks {
  zb_u at[TRACKS_MAX], length[TRACKS_MAX];
  size_t n;
} tracks;

/* "2fr" as 2000; 0 = no share. */
static int share_of(const char *text)
{
  zb_len len;
  size_t n = strlen(text);
  if (n < 3 || n > 12 || strcmp(text + n - 2, "fr") != 0)
    return 0;
  char buf[16];
  memcpy(buf, text, n - 2);
  memcpy(buf + n - 2, "em", 3); /* the same decimals */
  return zb_len_parse(buf, &len) ? len.v : 0;
}

static void bad_grid(const zb_lfile *f, const zb_val *v, const char *what, const char *wanted)
{
  zb_diag_range(f->d, ZB_D_GRID, v->src, v->ncols, what, wanted, NULL);
}

/* Lengths and shares of `whole`: shares divide what the lengths and gaps leave, as in CSS grid. */
static bool read_tracks(const zb_lfile *f, const zb_val *list, zb_u from, zb_u whole, zb_u gap, tracks *t)
{
  int share[TRACKS_MAX] = {0};
  int64_t shares = 0, rest = whole;
  t->n = list->nitems;
  if (t->n == 1 && strspn(list->item[0].text, "0123456789") == strlen(list->item[0].text))
    t->n = (size_t)strtol(list->item[0].text, NULL, 10);
  if (t->n < 1 || t->n > TRACKS_MAX) {
    bad_grid(f, list, list->nitems ? list->item[0].text : "0", "1-64");
    return false;
  }
  for (size_t i = 0; i < t->n; i++) {
    const zb_val *v = list->nitems == t->n ? &list->item[i] : NULL;
    zb_len len;
    share[i] = v && t->n > 1 ? share_of(v->text) : v ? share_of(v->text) : 1000;
    if (t->n == 1 && v && share[i] == 0 && strcmp(v->text, "1") == 0)
      share[i] = 1000;
    if (share[i] == 0 && !zb_len_parse(v->text, &len)) {
      bad_grid(f, v, v->text, "60mm, 20%, 1fr");
      return false;
    }
    t->length[i] = share[i] ? 0 : zb_len_resolve(len, 0, 0, whole);
    shares += share[i];
    rest -= t->length[i];
  }
  rest -= (int64_t)(t->n - 1) * gap;
  if (rest < 0) {
    bad_grid(f, &list->item[0], list->item[0].text, "<= 100%");
    return false;
  }
  zb_u at = from;
  for (size_t i = 0; i < t->n; i++) {
    t->at[i] = at;
    if (share[i])
      t->length[i] = (zb_u)(rest * share[i] / shares);
    at += t->length[i] + gap;
  }
  return true;
}

/* --- areas -------------------------------------------------------------------------------------------------------- */

static const char *next_word(const char *s, size_t *n)
{
  s += strspn(s, " ");
  *n = strcspn(s, " ");
  return s;
}

static zb_named_area *area_named(const zb_layout *l, const char *name, size_t n)
{
  for (size_t i = 0; i < l->nareas; i++)
    if (strlen(l->area[i].name) == n && memcmp(l->area[i].name, name, n) == 0)
      return &l->area[i];
  return NULL;
}

/* Puts one cell into the area of its name. */
static void add_cell(const zb_lfile *f, const char *name, size_t n, zb_rect cell, int *cells)
{
  zb_layout *l = f->l;
  zb_named_area *a = area_named(l, name, n);
  if (!a) {
    a = &l->area[l->nareas++];
    *a = (zb_named_area){.name = zb_arena_strndup(f->a, name, n), .r = cell};
    cells[a - l->area] = 1;
    return;
  }
  zb_u right = zb_u_max(a->r.x + a->r.w, cell.x + cell.w), foot = zb_u_max(a->r.y + a->r.h, cell.y + cell.h);
  a->r.x = zb_u_min(a->r.x, cell.x);
  a->r.y = zb_u_min(a->r.y, cell.y);
  a->r.w = right - a->r.x;
  a->r.h = foot - a->r.y;
  cells[a - l->area]++;
}

/* Every area is a rectangle: it covers as many cells as its own. */
static bool rectangles(const zb_lfile *f, const zb_val *list, const tracks *col, const tracks *row, const int *cells)
{
  for (size_t i = 0; i < f->l->nareas; i++) {
    zb_rect r = f->l->area[i].r;
    int covered = 0;
    for (size_t y = 0; y < row->n; y++)
      for (size_t x = 0; x < col->n; x++)
        covered += col->at[x] >= r.x && col->at[x] < r.x + r.w && row->at[y] >= r.y && row->at[y] < r.y + r.h;
    if (covered != cells[i]) {
      bad_grid(f, list, f->l->area[i].name, "a rectangle");
      return false;
    }
  }
  return true;
}

void zb_lfile_grid(zb_lfile *f)
{
  zb_layout *l = f->l;
  const zb_obj *o = zb_lfile_obj(f->o, ZB_K_GRID);
  const zb_val *columns = zb_obj_get(o, ZB_K_COLUMNS), *rows = zb_obj_get(o, ZB_K_ROWS),
               *areas = zb_obj_get(o, ZB_K_AREAS);
  if (!columns || !rows || !areas)
    return;
  tracks col, row;
  zb_u gutter = zb_lfile_positive(f, o, ZB_K_GUTTER, l->w, 0), gap = zb_lfile_positive(f, o, ZB_K_GAP, l->h, gutter);
  if (!read_tracks(f, columns, l->safe.x, l->safe.w, gutter, &col) ||
      !read_tracks(f, rows, l->safe.y, l->safe.h, gap, &row))
    return;
  if (areas->nitems != row.n) {
    bad_grid(f, areas, zb_arena_printf(f->a, "%zu", areas->nitems), zb_arena_printf(f->a, "%zu", row.n));
    return;
  }
  l->area = zb_newn(f->a, zb_named_area, col.n * row.n);
  int *cells = zb_newn(f->a, int, col.n *row.n);
  for (size_t y = 0; y < row.n; y++) {
    size_t n, x = 0;
    for (const char *w = next_word(areas->item[y].text, &n); n > 0; w = next_word(w + n, &n), x++)
      if (x < col.n && !(n == 1 && *w == '.'))
        add_cell(f, w, n, (zb_rect){.x = col.at[x], .y = row.at[y], .w = col.length[x], .h = row.length[y]}, cells);
    if (x != col.n) {
      bad_grid(f, &areas->item[y], areas->item[y].text, zb_arena_printf(f->a, "%zu", col.n));
      return;
    }
  }
  rectangles(f, areas, &col, &row, cells);
}

/* --- boxes -------------------------------------------------------------------------------------------------------- */

static bool is_word(const char *text, int word)
{
  return zb_schema_word(ZB_EL_AREA, text) == word;
}

zb_rect zb_lfile_area(const zb_lfile *f, const char *name)
{
  const zb_layout *l = f->l;
  zb_rect sheet = {.w = l->w, .h = l->h};
  if (is_word(name, ZB_E_AREA_BLEED))
    return zb_rect_inset(sheet, -l->bleed);
  return is_word(name, ZB_E_AREA_SHEET) ? sheet : l->safe;
}

static zb_rect named_area(const zb_lfile *f, const zb_val *v)
{
  const zb_named_area *a = area_named(f->l, v->text, strlen(v->text));
  if (a)
    return a->r;
  if (zb_schema_word(ZB_EL_AREA, v->text) >= 0)
    return zb_lfile_area(f, v->text);
  ZB_VEC(const char *) names = {0};
  size_t n;
  const zb_word *w = zb_schema_words(ZB_EL_AREA, &n);
  for (size_t i = 0; i < n; i++)
    zb_push(f->a, &names, w[i].name[ZB_LANG_EN]);
  for (size_t i = 0; i < f->l->nareas; i++)
    zb_push(f->a, &names, f->l->area[i].name);
  zb_diag_range(f->d, ZB_D_AREA_UNKNOWN, v->src, v->ncols, v->text, zb_names_suggest(f->a, v->text, names.v, names.n),
                NULL);
  return f->l->safe;
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
  const zb_val *name = zb_obj_get(b, ZB_K_AREA);
  zb_rect area = name ? named_area(f, name) : l->safe, r;
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
