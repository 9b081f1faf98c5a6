/* A layout file: sheet, grid, frames, type, palette, furniture, and which blocks it takes. Pure data. */
#ifndef ZB_MODEL_LAYOUTFILE_H
#define ZB_MODEL_LAYOUTFILE_H

#include "base/paint.h"
#include "base/style.h"
#include "model/report.h"

/* A font role as fonts/roles.yaml gives it. */
typedef struct zb_role_def {
  const char **family; /* in order of preference */
  size_t nfamilies;
  int weight, bold; /* CSS weights of regular and strong */
  zb_role fallback; /* used, with a note, when no family is installed; itself = none */
} zb_role_def;

/* fonts/roles.yaml. */
typedef struct zb_roles {
  zb_role_def role[ZB_ROLE_COUNT];
  const char **rare; /* families for characters that no role has */
  size_t nrare;
} zb_roles;

typedef struct zb_named_style {
  const char *name;
  zb_tstyle style;
} zb_named_style;

typedef struct zb_named_color {
  const char *name;
  zb_rgba color;
} zb_named_color;

typedef enum zb_on { ZB_ON_ALL, ZB_ON_FIRST, ZB_ON_REST, ZB_ON_ODD, ZB_ON_EVEN, ZB_ON_LAST, ZB_ON_NEVER } zb_on;

typedef enum zb_furn_kind { ZB_FURN_TEXT, ZB_FURN_RECT, ZB_FURN_RULE, ZB_FURN_IMAGE, ZB_FURN_ART } zb_furn_kind;

/* One piece of furniture: drawn on the pages of `on`, in coordinates of the trimmed sheet. Text may refer to {title},
   {subtitle}, {credit}, {as_of}, {masthead.name|issue|org|date}, {imprint.*} (zb_report_field), {page} and {pages}. */
typedef struct zb_furniture {
  zb_furn_kind kind;
  zb_on on;
  zb_rect box;
  const zb_prose *text;
  const zb_named_style *style;
  int shrink;    /* text may become smaller down to this, in 1/1000 */
  int valign;    /* -1 top, 0 middle, 1 bottom; of columns: right, middle, left */
  bool vertical; /* text in columns from right to left */
  const char *id;
  const char *when, *unless; /* drawn only if the report gives (does not give) this name; NULL = always */
  /* The piece before it that it stands under, the one after it that it stands on, or in whose place when that is left out:
     index, -1 = none. */
  int below, above;
  bool optional;  /* text: left out when a reference in it is absent */
  zb_paint paint; /* rect and rule; linear gradients run top to bottom of the box */
  zb_u radius, thickness;
  const char *path; /* image */
  const char *art;  /* ART: name of a parameterised drawing: "ridge", "ribbon" */
  bool heading;     /* text: is the document's title (H1) rather than an artifact */
  zb_src src;
} zb_furniture;

/* What a layout takes: the English name of a block kind, "id:NAME", "tag:NAME" or "all". */
typedef struct zb_take {
  const char *what;
  zb_src src;
} zb_take;

/* How closely such a word names a block. */
typedef enum zb_match { ZB_MATCH_NONE, ZB_MATCH_ALL, ZB_MATCH_KIND, ZB_MATCH_TAG, ZB_MATCH_ID } zb_match;

/* How the blocks that a word names are set. */
typedef struct zb_block_rule {
  const char *what;
  const zb_obj *props;
} zb_block_rule;

typedef enum zb_fill { ZB_FILL_TOP, ZB_FILL_JUSTIFY } zb_fill;

/* How a card that breaks goes on in the next column (CSS box-decoration-break). */
typedef enum zb_card_break { ZB_CARD_SLICE, ZB_CARD_CLONE, ZB_CARD_WHOLE } zb_card_break;

/* The tab of a card: its title on a ground of its own at the upper edge. */
typedef struct zb_tabstyle {
  bool present, full; /* full: as wide as the card */
  const char *style;
  zb_paint fill;
  zb_u radius, pad_x, pad_y;
} zb_tabstyle;

/* How a card or frame is drawn behind its blocks. */
typedef struct zb_boxstyle {
  bool present;
  zb_tabstyle tab;
  zb_card_break breaks;
  const zb_prose *continued; /* words after the title of a card that goes on; NULL: （续） */
  zb_paint fill, border;
  zb_u border_width, radius;
  zb_u pad_top, pad_right, pad_bottom, pad_left;
} zb_boxstyle;

typedef enum zb_frame_role { ZB_FRAME_FLOW, ZB_FRAME_SUMMARY, ZB_FRAME_CARDS, ZB_FRAME_STORIES } zb_frame_role;

/* A frame: FLOW takes summary and themes as a running text; SUMMARY takes the report's summary blocks; CARDS puts each
   theme into a card; STORIES makes them up as on a newspaper page. */
typedef struct zb_frame_def {
  const char *id;
  zb_frame_role role;
  zb_on on;
  const char *when; /* there only if the report gives this name, or NULL */
  zb_rect box;
  int columns;
  zb_u gutter;
  zb_boxstyle card; /* CARDS: style of each card */
  zb_u card_gap;
  int type_scale; /* of type and spacing, 1/1000 */
  zb_fill fill;   /* JUSTIFY: stretch to the foot of the frame */
  zb_take *take;  /* what goes into it; ntake 0: what no other frame takes */
  size_t ntake;
  int page;        /* the one page it stands on; 0 = as `on` says */
  int next;        /* index of the frame its text goes on in, or -1 */
  bool follows;    /* a frame before it goes on in it */
  bool each_theme; /* each theme begins a page */
  zb_src src;
} zb_frame_def;

/* A rectangle of the grid by name. */
typedef struct zb_named_area {
  const char *name;
  zb_rect r;
} zb_named_area;

typedef struct zb_layout {
  const char *file, *name;
  const zb_prose *about;
  zb_u w, h; /* trim size */
  zb_u bleed;
  zb_u hidden_foot;    /* strip at the foot that the stand hides; safe ends above it */
  zb_rect safe;        /* type area */
  int pages_max;       /* 0 = as many as needed; 1 for boards */
  zb_u distance;       /* it is read from, 0 = a screen */
  zb_u floor;          /* least size of type that must be read; 0 = none */
  int dpi;             /* of pictures made of it, 0 = as asked */
  zb_named_area *area; /* of the grid */
  size_t nareas;
  zb_named_style *style;
  size_t nstyles;
  zb_named_color *color;
  size_t ncolors;
  zb_paint ground; /* the sheet's own colour; a = 0: none */
  zb_furniture *furniture;
  size_t nfurniture;
  zb_frame_def *frame;
  size_t nframes;
  zb_take *take, *omit, *otherwise; /* otherwise: of themes without a tag or id of take */
  size_t ntake, nomit, notherwise;
  zb_take *room; /* cards: taken besides where there is room */
  size_t nroom;
  zb_block_rule *rule;
  size_t nrules;
  zb_u block_gap;                      /* natural space between blocks */
  const char *theme_number;            /* "一、" style: none|chinese|arabic */
  bool number_headings;                /* 一、（一）1.（1） */
  bool letter;                         /* title, addressee and signature stand in the text */
  bool auto_height;                    /* h is the most; pages are as high as their text */
  bool theme_page;                     /* each theme starts a page */
  bool baseline_grid;                  /* lines of the body stand on one grid in all columns of a frame */
  const zb_prose *jump_to, *jump_from; /* words where a text goes on on another page and where it comes from, or NULL */
  zb_u chart_height, chart_height_min, chart_height_max; /* of the plot, per layout; 0 = by the chart */
  int scale_min, scale_max; /* copyfit limits of text scale in 1/1000; equal = no copyfit */
  int ppi_min, ppi_good;
} zb_layout;

/* Where files that a layout names are looked up, and the palette it is printed in. */
typedef struct zb_layout_opts {
  const char *folder;  /* of layouts and palettes/, or NULL */
  const char *palette; /* name or path, goes before the layout's own; NULL = none */
  zb_src palette_src;  /* where it was asked for */
} zb_layout_opts;

/* Reads a layout file and those it extends. Lengths come out absolute: em and lines of the body style, percent of the trimmed sheet. NULL or an
   error reported when it cannot be used. */
zb_layout *zb_layout_read(zb_arena *a, zb_diags *d, const char *path, const zb_layout_opts *opts, zb_src asked);
/* What a palette file says it is for; "" if nothing. */
const char *zb_palette_about(zb_arena *a, zb_diags *d, const char *path);
/* Reads fonts/roles.yaml; NULL when it has no roles. */
zb_roles *zb_roles_read(zb_arena *a, zb_diags *d, const char *path);
/* A style by name; falls back to "body" after an error. */
/* The layout with a report's rules of composition in every style. On the arena; shares all else with l. */
const zb_layout *zb_layout_typeset(zb_arena *a, const zb_layout *l, const zb_obj *rules);
const zb_tstyle *zb_layout_style(const zb_layout *l, const char *name);
bool zb_layout_has_style(const zb_layout *l, const char *name);
/* How closely a word of take: names a block. */
zb_match zb_layout_match(const char *what, const zb_block *b);
/* A property of a block: its own, or that of the layout's rule which names it most closely; NULL if neither has it. */
const zb_val *zb_layout_prop(const zb_layout *l, const zb_block *b, zb_key key);
long zb_layout_prop_int(const zb_layout *l, const zb_block *b, zb_key key, long fallback);
/* A palette colour by name; `fallback` when the layout has none of that name. */
zb_rgba zb_layout_color(const zb_layout *l, const char *name, zb_rgba fallback);

#endif
