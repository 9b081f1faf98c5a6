/* What the files of this folder share: paragraphs as boxes with their ornaments, colours and labels of blocks. */
#ifndef ZB_BLOCK_PART_H
#define ZB_BLOCK_PART_H

#include "base/utf8.h"
#include "block/block.h"

#define ZB_BLOCK(kind, fn) void fn(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out);
#include "block/blocks.def"
#undef ZB_BLOCK

/* Palette colours by meaning. */
typedef enum zb_hue {
  ZB_HUE_INK,
  ZB_HUE_MUTED,
  ZB_HUE_ACCENT,
  ZB_HUE_DEEP,
  ZB_HUE_PAPER,
  ZB_HUE_TINT,
  ZB_HUE_RULE,
  ZB_HUE_BAR,
  ZB_HUE_BAR_OTHER,
  ZB_HUE_GROUND
} zb_hue;
zb_rgba zb_part_color(const zb_block_ctx *c, zb_hue hue);

/* What the lines stand beside: they are short until they have passed it. */
typedef struct zb_aside {
  zb_u height;    /* that is still to be passed */
  zb_u narrow, x; /* measure and offset beside it */
} zb_aside;

/* How the lines of a paragraph stand in the measure. Zero is plain. */
typedef struct zb_look {
  zb_u left, right; /* insets of the text from the measure */
  zb_u bar_w;       /* vertical bar at the left edge of the measure, as high as the lines; 0 = none */
  zb_rgba bar;
  bool bar_joins;              /* the bar goes on over the glue after the last line */
  zb_u mark_w;                 /* bar beside the first line only, as high as the em (headings) */
  bool together;               /* never break between the lines */
  bool keep;                   /* nor after the last one */
  zb_u space, stretch, shrink; /* glue after the last line */
  zb_aside *aside;             /* plain paragraphs only; NULL: nothing */
} zb_look;

/* Appends the lines of a shaped paragraph as boxes as high as the leading, under `mark` (n of them, on the arena). */
void zb_part_lines(zb_block_ctx *c, zb_para *para, const zb_tstyle *style, const zb_mark *mark, size_t n, zb_u measure,
                   const zb_look *look, zb_src src, zb_vlist *out);
/* Baseline below the top of a line box: the em box (0.88 above, 0.12 below) centred in the leading. */
zb_u zb_part_baseline(const zb_tstyle *style);
/* Spans of a paragraph in a style: strong text of the serif roles is set in 黑. */
zb_span *zb_part_spans(zb_block_ctx *c, const zb_para_src *p, const zb_tstyle *style, size_t *n);
/* The same with a lead-in ("注：") in front, unless the text begins with it; NULL: none. */
zb_span *zb_part_spans_after(zb_block_ctx *c, const char *lead_in, const zb_para_src *p, const zb_tstyle *style,
                             size_t *n);
/* All of zb_part_spans, zb_para_new and zb_part_lines under a new mark of `role`. */
void zb_part_para(zb_block_ctx *c, const zb_para_src *p, const zb_tstyle *style, zb_dl_role role, zb_u measure,
                  const zb_look *look, zb_vlist *out);
/* Paragraphs of prose with the headings and lists among them. `look` applies to all. */
void zb_part_prose(zb_block_ctx *c, const zb_prose *prose, const char *style, zb_u measure, const zb_look *look,
                   zb_vlist *out);

/* footnote.c: a call as the span to print; calls wait until a box takes them. */
zb_span zb_part_note_call(zb_block_ctx *c, const zb_note_def *def, zb_src src);
/* The box carries the waiting footnotes whose calls stand in bytes [from, to) of `lines`' text ... */
void zb_part_note_line(zb_block_ctx *c, zb_vbox *box, const zb_lines *lines, size_t line);
/* ... all that wait; and those that the boxes of an inner list carry. */
void zb_part_note_rest(zb_block_ctx *c, zb_vbox *box);
void zb_part_note_hoist(zb_block_ctx *c, zb_vbox *box, const zb_vlist *inner);

/* heading.c: spans of a title between a prefix and a suffix (NULL: none); its plain text for the outline. */
zb_span *zb_part_title_spans(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *suffix,
                             const zb_tstyle *style, size_t *n);
char *zb_part_outline(zb_block_ctx *c, const zb_para_src *title, const char *prefix);

/* Space a heading block wants before it. */
zb_u zb_part_heading_before(zb_block_ctx *c, const zb_block *b);

/* List items: '-' bullet, '1' number, '=' dash. */
void zb_part_list(zb_block_ctx *c, const zb_para_src *const *item, size_t n, char marker, zb_u measure,
                  const zb_look *look, zb_vlist *out);

/* The title of a list or group in chart-title, kept with what follows. NULL: nothing. */
void zb_part_title(zb_block_ctx *c, const zb_prose *title, zb_u measure, zb_vlist *out);

/* A copy of c with one more enclosing mark (numbered now). */
zb_block_ctx zb_part_inside(zb_block_ctx *c, zb_mark mark);

/* One-paragraph prose as a label wrapped at max_width; NULL or empty prose gives a label of no lines. `lead_in`
   ("注：") is put before it unless the text begins with it. */
zb_label zb_part_label(zb_block_ctx *c, const zb_prose *prose, const char *lead_in, const zb_tstyle *style,
                       zb_u max_width);
/* "资料来源：" and "注：" in the report's language. */
const char *zb_part_word(const zb_block_ctx *c, const char *zh, const char *en);
/* Height of a label in lines of its style's leading, and drawing it in that box at x (halign as in zb_label_draw). */
zb_u zb_part_label_height(const zb_label *l);
void zb_part_label_draw(const zb_label *l, zb_dl_page *page, zb_u x, zb_u y, int halign);
/* The same inside an element of `role`. */
void zb_part_label_as(const zb_label *l, zb_dl_page *page, zb_dl_role role, zb_u x, zb_u y, int halign);

/* Charts (photos) side by side get room for the longest title and the longest notes, so that their plots (frames) begin
   and end at the same heights. Nothing when a box is not of that kind. */
void zb_figchart_level(zb_vbox *const *box, size_t n);
void zb_photo_level(zb_vbox *const *box, size_t n);

/* A filled rectangle, or a horizontal rule, as an artifact. Nothing when the colour is transparent. */
void zb_part_fill(zb_dl_page *page, zb_rect r, zb_rgba color);
/* The least width of a line that is seen as a line from the reading distance: a minute of arc of it. 0: in the hand. */
zb_u zb_part_stroke_min(const zb_block_ctx *c);
/* Rounds a height up to whole lines of the body's leading, when `spare` or less is missing; else returns h. */
zb_u zb_part_snap(const zb_block_ctx *c, zb_u h);

#endif
