/* Plain text style structs: what a layout file says about type, before any font is looked up. */
#ifndef ZB_BASE_STYLE_H
#define ZB_BASE_STYLE_H

#include <stdbool.h>

#include "base/color.h"
#include "base/geom.h"

/* Font roles: 宋 黑 楷 仿宋 标题宋 数字. Names and aliases stand in role.def. */
typedef enum zb_role {
#define ZB_ROLE(id, en, zh) ZB_ROLE_##id,
#include "base/role.def"
#undef ZB_ROLE
  ZB_ROLE_COUNT
} zb_role;

typedef enum zb_align {
  ZB_ALIGN_JUSTIFY, /* last line left */
  ZB_ALIGN_LEFT,
  ZB_ALIGN_RIGHT,
  ZB_ALIGN_CENTER,
  ZB_ALIGN_EVEN /* 均排: a single line spread over the measure */
} zb_align;

/* Kinsoku strictness (R15). */
typedef enum zb_strictness {
  ZB_STRICT_GB, /* default */
  ZB_STRICT_NONE,
  ZB_STRICT_BASIC,
  ZB_STRICT_STRICT
} zb_strictness;

/* Width of full-width marks (R25; the names are those of Chinese composing rooms). */
typedef enum zb_marks {
  ZB_MARKS_FULL,     /* 全角式, default: 1 em, neighbours and line edges compressed */
  ZB_MARKS_KAIMING,  /* 开明式: 。？！ 1 em, all others a half */
  ZB_MARKS_HALF,     /* 半角式: a half em */
  ZB_MARKS_LINE_END, /* 行末半角式: 1 em, a half at line edges only */
  ZB_MARKS_NONE      /* as the font has them */
} zb_marks;

/* An opening mark after the first-line indent (R20). */
typedef enum zb_opening {
  ZB_OPENING_HALF, /* default: its blank is gone, its ink stands at the indent */
  ZB_OPENING_FULL, /* 1 em */
  ZB_OPENING_FLUSH /* it stands in the indent, the text after it at the indent */
} zb_opening;

/* A text style. Zero is a usable default for every field but size and leading. */
typedef struct zb_tstyle {
  zb_role role;
  int weight; /* CSS weight; 0 = the role's regular */
  zb_u size;
  zb_u leading; /* baseline to baseline */
  zb_rgba color;
  zb_align align;
  int indent; /* first line, in 1/1000 em of size */
  zb_u space_before, space_after;
  int max_lines; /* 0 = no limit; used by labels */
  zb_strictness strictness;
  zb_marks marks;
  zb_opening opening;
  bool hanging;        /* R35: one of ，、。 may stand outside the measure at a line end */
  bool balance;        /* headings: break so that lines are of like width */
  bool tabular;        /* tnum digits */
  bool keep_halfwidth; /* switch R29 off */
  int last_line;       /* least characters in a paragraph's last line (R13); 0 = 2 */
  int orphans, widows; /* least lines of a paragraph at the foot and at the top of a column; 0 = 2 */
  bool keep_next;      /* no page ends after the paragraph */
  bool plain;          /* no accent bar beside it */
  bool grid;           /* R39: Han stand on a grid of one em */
  bool vertical;       /* R43: lines are columns, lengths along them heights */
  zb_u tracking;       /* added after every cluster but the last */
} zb_tstyle;

#endif
