/* The display list: what is printed, as plain data. One flat list of operations a page, frozen at page end; tree shape
   by balanced marks. Everything above writes it, every output reads it. Coordinates: zb_u, page space, y down. */
#ifndef ZB_DL_DL_H
#define ZB_DL_DL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/datum.h"
#include "base/diag.h"
#include "base/geom.h"
#include "base/num.h"
#include "base/paint.h"
#include "base/src.h"

/* Roles: the PDF standard structure types in use (ISO 32000-1, 14.8.4) and Artifact. */
typedef enum zb_dl_role {
#define ZB_DL_ROLE(id, pdf) ZB_DL_##id,
#include "dl/role.def"
#undef ZB_DL_ROLE
  ZB_DL_ROLE_COUNT
} zb_dl_role;

/* What a cell of a table says about itself: TH and TD. */
typedef enum zb_dl_scope { ZB_DL_SCOPE_NONE, ZB_DL_SCOPE_COLUMN, ZB_DL_SCOPE_ROW, ZB_DL_SCOPE_BOTH } zb_dl_scope;
typedef struct zb_dl_cell {
  zb_dl_scope scope;       /* TH: what it heads */
  int across, down;        /* columns and rows it covers */
  const uint32_t *headers; /* nodes of the TH it stands under and beside; NULL: by scope */
  size_t nheaders;
  bool named;       /* TH: other cells name it in their headers */
  const char *note; /* marks of its footnotes, with which its text ends, or NULL */
} zb_dl_cell;

/* What a bar's length says: values of `span` are `length` units long, across the page or up it. */
typedef struct zb_measure {
  bool upright;
  zb_u length;
  zb_num span; /* > 0 */
} zb_measure;

/* A mark opens an element. Elements of one paragraph that is broken over columns or pages share `node`. */
typedef struct zb_mark {
  zb_dl_role role;
  uint32_t node;          /* logical element; 0 = a new one (the builder numbers it) */
  const char *id;         /* user's id or NULL */
  const char *lang;       /* BCP 47 or NULL */
  const char *alt;        /* alternative text of Figure, or NULL */
  const char *link;       /* URI or "#id", for Link */
  const char *why;        /* of a choice the program made: for dumps, or NULL */
  const char *title;      /* text of the outline entry, for headings */
  bool minor;             /* credits, folios, imprints: may be smaller than what must be read */
  const zb_dl_cell *cell; /* TH and TD, or NULL: one column, one row */
  const zb_measure
      *measure;          /* the first rectangle inside is as long as the datum's value in this measure; NULL: none is */
  const zb_datum *datum; /* the figure this element prints (Span) or draws (a bar), or NULL */
  zb_src src;
} zb_mark;

typedef struct zb_glyph {
  uint32_t gid;
  zb_u x, y; /* origin relative to the run's origin, in page units (before the matrix) */
} zb_glyph;

/* One cluster: nbytes of text <-> nglyphs glyphs, in order. */
typedef struct zb_cluster {
  uint16_t nbytes, nglyphs;
} zb_cluster;

/* A glyph run. text is UTF-8 of ntext bytes, not necessarily NUL-terminated. */
typedef struct zb_glyphs {
  int font; /* id in res/fonts */
  zb_u size;
  zb_rgba color;
  zb_u x, y; /* origin: baseline of the first glyph */
  bool has_matrix;
  int32_t m[4]; /* xx yx xy yy in 1/65536, applied about the origin */
  zb_u advance; /* total, for bounds and SVG textLength */
  zb_glyph *glyph;
  size_t nglyphs;
  const char *text;
  size_t ntext;
  zb_cluster *cluster;
  size_t nclusters;
} zb_glyphs;

typedef enum zb_seg_kind { ZB_SEG_MOVE, ZB_SEG_LINE, ZB_SEG_CURVE, ZB_SEG_CLOSE } zb_seg_kind;

typedef struct zb_seg {
  zb_seg_kind kind;
  zb_point p[3];
} zb_seg;

/* A path; a plain rectangle has nsegs = 0 and uses rect. */
typedef struct zb_path {
  zb_rect rect;
  zb_seg *seg;
  size_t nsegs;
} zb_path;

typedef enum zb_cap { ZB_CAP_BUTT, ZB_CAP_ROUND, ZB_CAP_SQUARE } zb_cap;

typedef struct zb_stroke {
  zb_u width;
  zb_cap cap;
  bool round_join;
  zb_u dash[4]; /* ndash of them */
  int ndash;
} zb_stroke;

typedef enum zb_dl_kind {
  ZB_DL_OP_BEGIN,
  ZB_DL_OP_END,
  ZB_DL_OP_GLYPHS,
  ZB_DL_OP_FILL,
  ZB_DL_OP_STROKE,
  ZB_DL_OP_IMAGE,
  ZB_DL_OP_CLIP,
  ZB_DL_OP_UNCLIP
} zb_dl_kind;

/* Image `image` (id in res/images), its part `crop` (in 1/65536 of the image's sides) drawn into rect. */
typedef struct zb_image_op {
  int image;
  zb_rect rect;
  int32_t cx, cy, cw, ch;
  bool turned; /* by 90 degrees, its top to the left */
} zb_image_op;

typedef struct zb_dl_fill_op {
  zb_path path;
  zb_paint paint;
} zb_dl_fill_op;

typedef struct zb_dl_stroke_op {
  zb_path path;
  zb_paint paint;
  zb_stroke stroke;
} zb_dl_stroke_op;

typedef struct zb_dl_clip_op {
  zb_path path;
} zb_dl_clip_op;

/* Small, as a long table has some for each of its cells: what an operation says lies elsewhere on the arena. */
typedef struct zb_dl_op {
  zb_dl_kind kind;
  zb_rect bounds; /* of the ink, generous; BEGIN: of everything up to its END (set by freeze) */
  union {         /* NULL: END, UNCLIP */
    zb_mark *mark;
    zb_glyphs *glyphs;
    zb_dl_fill_op *fill;
    zb_dl_stroke_op *stroke;
    zb_image_op *image;
    zb_dl_clip_op *clip;
  } u;
} zb_dl_op;

/* Elements that may be open at a time. */
enum { ZB_DL_DEPTH = 64 };

typedef struct zb_dl_page {
  int number;        /* 1-based */
  const char *label; /* printed page number or NULL */
  zb_u w, h;         /* media box */
  zb_rect trim, bleed;
  zb_dl_op *op;
  size_t n, cap;
  bool frozen;
  struct zb_dl *dl;
  uint32_t open[ZB_DL_DEPTH]; /* indices of open BEGINs */
  int nopen, nclip;
} zb_dl_page;

typedef struct zb_dl {
  zb_arena *arena;
  zb_diags *diags;
  const char *title, *author, *subject, *lang, *date; /* date: YYYY-MM-DD or NULL */
  zb_dl_page **page;
  size_t npages, cap;
  uint32_t nnodes; /* node numbers given out so far */
  zb_dl_op *spare; /* room that a frozen page has left for the next one, and how much */
  size_t nspare;
} zb_dl;

/* --- builder -------------------------------------------------------------------------------------------------- */

/* A new empty list on the arena; diags gets internal errors (unbalanced marks, numbers out of range). */
zb_dl *zb_dl_new(zb_arena *a, zb_diags *d);
/* A new page of media size w x h; trim and bleed default to the whole page. */
zb_dl_page *zb_dl_page_new(zb_dl *dl, zb_u w, zb_u h);
/* Puts the frozen pages of another list behind those of dl, with new numbers of pages and elements. The other list must not
   be used any more. */
void zb_dl_append(zb_dl *dl, zb_dl *other);
/* A fresh node number for an element that will be continued elsewhere. */
uint32_t zb_dl_node(zb_dl *dl);
/* Opens an element; returns its node number. The mark's strings are borrowed (arena). */
uint32_t zb_dl_begin(zb_dl_page *p, zb_mark mark);
/* Shorthand for a mark with role and place only. */
uint32_t zb_dl_begin_role(zb_dl_page *p, zb_dl_role role, zb_src src);
void zb_dl_end(zb_dl_page *p, zb_dl_role role); /* the role must match: else internal error */
/* Appends a glyph run (arrays borrowed from the arena). */
void zb_dl_glyphs(zb_dl_page *p, const zb_glyphs *g);
void zb_dl_fill(zb_dl_page *p, zb_path path, zb_paint paint);
void zb_dl_fill_rect(zb_dl_page *p, zb_rect r, zb_paint paint);
void zb_dl_stroke(zb_dl_page *p, zb_path path, zb_paint paint, zb_stroke stroke);
/* A straight line from a to b. */
void zb_dl_line(zb_dl_page *p, zb_point a, zb_point b, zb_paint paint, zb_stroke stroke);
void zb_dl_image(zb_dl_page *p, zb_image_op image);
void zb_dl_clip(zb_dl_page *p, zb_path path);
void zb_dl_unclip(zb_dl_page *p);
/* Checks balance, computes the bounds of elements and freezes. False: an internal error was reported. */
bool zb_dl_page_end(zb_dl_page *p);

/* For walks over all pages, called after each: those of a long list leave memory again (zb_arena_rest), some at a time. */
void zb_dl_walked(const zb_dl *dl, size_t page);

/* --- paths ---------------------------------------------------------------------------------------------------- */

zb_path zb_path_rect(zb_rect r);
/* Rectangle with corner radii (clamped to half the sides). */
zb_path zb_path_round(zb_arena *a, zb_rect r, zb_u radius);
/* Polygon or polyline of n points. */
/* The same with a radius for each corner: top left, top right, bottom right, bottom left. */
zb_path zb_path_corners(zb_arena *a, zb_rect r, const zb_u radius[4]);
zb_path zb_path_poly(zb_arena *a, const zb_point *pt, size_t n, bool closed);
zb_path zb_path_circle(zb_arena *a, zb_point centre, zb_u radius);
/* Arc segment (wedge of a ring), angles in 1/1000 turn clockwise from 12 o'clock; inner 0 = a pie wedge. */
zb_path zb_path_wedge(zb_arena *a, zb_point centre, zb_u inner, zb_u outer, int from, int to);
zb_rect zb_path_bounds(const zb_path *p);

/* --- names ---------------------------------------------------------------------------------------------------- */

const char *zb_dl_role_name(zb_dl_role role); /* as in the PDF: "H1", "P", "Artifact" */

#endif
