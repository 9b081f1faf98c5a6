/* Inside the layout file reader: what its parts share. */
#ifndef ZB_MODEL_LFILE_H
#define ZB_MODEL_LFILE_H

#include "model/layoutfile.h"

typedef struct zb_lfile {
  zb_arena *a;
  zb_diags *d;
  zb_layout *l;
  const zb_obj *o; /* the whole file */
} zb_lfile;

/* A field's length: em and lines of the body style, percent of `whole` (0 = percent is an error). */
zb_u zb_lfile_length(const zb_lfile *f, const zb_obj *o, zb_key key, zb_u whole, zb_u fallback);
/* The same; a negative length is an error and becomes the fallback. */
zb_u zb_lfile_positive(const zb_lfile *f, const zb_obj *o, zb_key key, zb_u whole, zb_u fallback);
/* The same of a value. */
zb_u zb_lfile_resolve(const zb_lfile *f, const zb_val *v, zb_key key, zb_u whole);
/* A colour by value: hexadecimal, or a name of the palette; unknown = error and black. */
zb_rgba zb_lfile_color(const zb_lfile *f, const zb_val *v);
/* A paint of an object PAINT; a gradient runs from top to bottom of `box`. NULL gives no paint (a = 0). */
zb_paint zb_lfile_paint(const zb_lfile *f, const zb_obj *paint, zb_rect box);
const zb_obj *zb_lfile_obj(const zb_obj *o, zb_key key);
/* The box of a piece of furniture or a frame in sheet coordinates; `on_sheet`: it must lie within the trimmed sheet. */
zb_rect zb_lfile_box(const zb_lfile *f, const zb_obj *o, const char *what, bool on_sheet);

/* A scale in 1/1000 from a percentage between 20 % and 500 %; 1000 if absent. */
int zb_lfile_scale(const zb_lfile *f, const zb_obj *o, zb_key key);

/* The file as one tree: what it extends and its palette files merged in. NULL after a diagnostic. */
zb_node *zb_lfile_tree(zb_arena *a, zb_diags *d, const char *path, const zb_layout_opts *opts, zb_src asked);
/* The area "sheet", "bleed" or "safe". */
zb_rect zb_lfile_area(const zb_lfile *f, const char *name);

/* The parts, in this order. */
void zb_lfile_palette(zb_lfile *f);
void zb_lfile_sheet(zb_lfile *f);
void zb_lfile_grid(zb_lfile *f);
void zb_lfile_styles(zb_lfile *f);
void zb_lfile_furniture(zb_lfile *f);
void zb_lfile_frames(zb_lfile *f);
void zb_lfile_jump(zb_lfile *f);
void zb_lfile_rules(zb_lfile *f);
/* The words of a list such as take:. */
zb_take *zb_lfile_takes(const zb_lfile *f, const zb_obj *o, zb_key key, size_t *n);
const zb_named_style *zb_lfile_style(const zb_lfile *f, const zb_val *name);

#endif
