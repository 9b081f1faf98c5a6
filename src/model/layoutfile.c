/* Layout files: limits, what is taken, and what the parts of the reader share. */
#include "model/lfile.h"

#include <string.h>

#include "base/vec.h"

/* --- shared ------------------------------------------------------------------------------------------------------- */

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

/* --- limits --------------------------------------------------------------------------------------------- */

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
  l->number_headings = zb_obj_bool(o, ZB_K_NUMBER_HEADINGS, false);
  l->letter = zb_obj_bool(o, ZB_K_LETTER, false);
  l->theme_page = zb_obj_bool(o, ZB_K_THEME_PAGE, false);
  l->baseline_grid = zb_obj_bool(o, ZB_K_BASELINE_GRID, false);
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
  /* in the hand 150 and 200, from afar 60 and 100; a screen has 96 pixels to the inch of its layout */
  bool screen = l->distance == 0, afar = l->distance > ZB_MM(500);
  l->ppi_min = (int)zb_obj_int(ppi, ZB_K_MIN, screen ? 48 : afar ? 60 : 150);
  l->ppi_good = (int)zb_obj_int(ppi, ZB_K_GOOD, screen ? 96 : afar ? 100 : 200);
}

/* --- the file ----------------------------------------------------------------------------------------------------- */

zb_layout *zb_layout_read(zb_arena *a, zb_diags *d, const char *path, const zb_layout_opts *opts, zb_src asked)
{
  zb_node *root = zb_lfile_tree(a, d, path, opts, asked);
  zb_obj *o = root ? zb_schema_decode(a, d, ZB_O_LAYOUTFILE, root) : NULL;
  if (!o)
    return NULL;
  zb_layout *l = zb_new(a, zb_layout);
  zb_lfile f = {.a = a, .d = d, .l = l, .o = o};
  l->file = path;
  l->name = zb_obj_text(o, ZB_K_NAME, path);
  l->about = zb_obj_prose(o, ZB_K_ABOUT);
  zb_lfile_palette(&f);
  zb_lfile_sheet(&f);
  zb_lfile_grid(&f);
  zb_lfile_styles(&f);
  l->ground = zb_lfile_paint(&f, zb_lfile_obj(zb_lfile_obj(o, ZB_K_SHEET), ZB_K_GROUND), zb_lfile_area(&f, "bleed"));
  zb_lfile_furniture(&f);
  zb_lfile_frames(&f);
  zb_lfile_jump(&f);
  l->take = zb_lfile_takes(&f, o, ZB_K_TAKE, &l->ntake);
  l->otherwise = zb_lfile_takes(&f, o, ZB_K_OTHERWISE, &l->notherwise);
  l->omit = zb_lfile_takes(&f, o, ZB_K_OMIT, &l->nomit);
  l->room = zb_lfile_takes(&f, o, ZB_K_IF_ROOM, &l->nroom);
  zb_lfile_rules(&f);
  read_limits(&f);
  return l;
}

const zb_tstyle *zb_layout_style(const zb_layout *l, const char *name)
{
  static const zb_tstyle plain = {.size = ZB_PT(10.5), .leading = ZB_PT(16), .color = {.a = 255}};
  for (size_t i = 0; i < l->nstyles; i++)
    if (strcmp(l->style[i].name, name) == 0)
      return &l->style[i].style;
  const zb_tstyle *body = body_of(l);
  return body ? body : &plain;
}

bool zb_layout_has_style(const zb_layout *l, const char *name)
{
  for (size_t i = 0; i < l->nstyles; i++)
    if (strcmp(l->style[i].name, name) == 0)
      return true;
  return false;
}

zb_rgba zb_layout_color(const zb_layout *l, const char *name, zb_rgba fallback)
{
  for (size_t i = 0; i < l->ncolors; i++)
    if (strcmp(l->color[i].name, name) == 0)
      return l->color[i].color;
  return fallback;
}
