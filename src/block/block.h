/* The block protocol: each kind of block turns itself into a vertical list. One file a kind, listed in blocks.def.

   What a layout file must define for the blocks (sizes at scale 1000; copyfit scales all of them):
   - styles: body, lead, quote, list, note, heading-1 .. heading-4, theme (theme titles), caption, number (big digits),
     unit (what stands beside them: size 0.4-0.5 of number), number-label, chart-title, chart-subtitle, chart-label,
     chart-value, source (source lines and notes of charts and tables), table-title, table-head, table-cell.
     Used of each: role, weight, size, leading, color, align, indent, space-before, space-after (headings: before twice
     after; body: between its paragraphs).
   - palette: ink (text), muted (secondary text, leader lines), accent (the one strong colour: bars of headings and
     leads, list markers, photo markers), deep (a darker accent), gold, paper (behind cards), tint (behind number cards
     and table totals; alpha 0 = hairlines instead), rule (hairlines), bar, bar-other, series-1 .. series-6, ground.
   - block_gap: the natural space between blocks. theme titles are H2, so `level: n` of a heading block is H(n+1). */
#ifndef ZB_BLOCK_BLOCK_H
#define ZB_BLOCK_BLOCK_H

#include "block/vlist.h"
#include "model/layoutfile.h"
#include "model/prose.h"
#include "res/images.h"
#include "text/label.h"

/* How far copyfit has gone from what the layout says; all zero: not at all. */
typedef struct zb_fit {
  zb_u body;   /* size of the body; all type and spacing in proportion; 0 = the layout's own */
  int leading; /* of running text, in 1/1000 of the styles' own; 0 = 1000, here and below */
  int gap;     /* between blocks and paragraphs */
  int photo;   /* height of photos */
} zb_fit;

/* Everything a block may use; all borrowed for the life of the document. */
typedef struct zb_block_ctx {
  zb_arena *arena;
  zb_diags *diags;
  zb_dl *dl; /* for node numbers only */
  zb_text *text;
  zb_images *images;
  const zb_report *report;
  const zb_layout *layout;
  int scale;           /* of type and spacing, in 1/1000 */
  zb_fit fit;          /* on top of it */
  zb_u gutter;         /* of the columns that blocks of this measure run over; 0: there is one */
  const zb_mark *mark; /* enclosing elements (theme's Sect, list ...) */
  size_t nmarks;
  struct zb_numbering *numbering; /* of headings (numbering.c); NULL: none */
  struct zb_notes *notes;         /* footnotes called so far (footnote.c); NULL: none are set */
} zb_block_ctx;

typedef struct zb_block_type {
  zb_block_kind kind;
  /* Appends the block's boxes for this measure. Problems are diagnostics; never fails otherwise. */
  void (*layout)(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out);
} zb_block_type;

/* Appends a block's boxes; the space between blocks is the caller's (zb_block_gap). */
void zb_block_layout(zb_block_ctx *c, const zb_block *b, zb_u measure, zb_vlist *out);
/* Sets the glue after the last box of `out` for what comes next: block `prev` ended there, `next` follows (NULL: a
   theme title or nothing known). Headings keep their own space, text goes on after text with the space of its
   paragraphs, other neighbours get layout->block_gap with stretch and shrink in proportion. Call before laying out
   `next`. */
void zb_block_gap(zb_block_ctx *c, const zb_block *prev, const zb_block *next, zb_vlist *out);
/* Appends n blocks with the gaps between them: what groups, cards and themes do. */
void zb_block_sequence(zb_block_ctx *c, const zb_block *const *b, size_t n, zb_u measure, zb_vlist *out);
/* Appends a heading in a named style under a mark of `role` with outline title and id: the glue after what precedes it
   in `out` grows to space-before, its lines keep together and with what follows, space-after comes behind. `prefix`
   ("一、", may be NULL) is printed before the text. Space and lines together are a multiple of the body's leading. */
void zb_block_heading(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *style, zb_dl_role role,
                      const char *id, zb_u measure, zb_vlist *out);

/* Appends a photo at one side of the measure with the text block that follows it set beside and below it (beside: of the
   photo or the layout). False, and nothing appended: it does not ask for it, the text would be less than 9 em wide or too
   short, or is no plain paragraphs. */
bool zb_block_beside(zb_block_ctx *c, const zb_block *photo, const zb_block *text, zb_u measure, zb_vlist *out);

/* A tab: the title of a panel on a ground of its own, which reaches out of the measure to the panel's edges. */
typedef struct zb_tab {
  const char *style;
  zb_paint fill;
  bool full;           /* as wide as the panel, else as the title */
  zb_u radius, corner; /* of its own corner by the text; of the panel's corners */
  zb_u pad_x, pad_y;   /* around the title */
  zb_u left, right;    /* the panel's padding */
  zb_u after;          /* space below */
} zb_tab;
/* Appends the title on a tab, in one box that is kept with what follows. `mark` names role, id and source; the outline
   title comes from the text. `suffix` (（续）, may be NULL) is printed behind it. */
void zb_block_tab(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *suffix, const zb_tab *tab,
                  zb_mark mark, zb_u measure, zb_vlist *out);
/* The title once more as plain lines in its style, with the suffix: an artifact where a text goes on. */
void zb_block_again(zb_block_ctx *c, const zb_para_src *title, const char *prefix, const char *suffix,
                    const char *style, zb_u measure, zb_vlist *out);

/* Appends spans in a style as lines that keep together, under a mark of `role` (words of the layout, not of the report). */
void zb_block_line(zb_block_ctx *c, const zb_span *span, size_t n, const zb_tstyle *style, zb_dl_role role, zb_src src,
                   zb_u measure, zb_vlist *out);

/* Level of a heading block, 1 to 4. */
int zb_heading_level(const zb_block *b);

/* --- numbers of headings (numbering.c) --------------------------------------------------------------------------- */

typedef struct zb_numbering zb_numbering;
/* For the levels that the report uses; NULL when the layout numbers no headings. */
zb_numbering *zb_numbering_new(zb_arena *a, const zb_report *r, const zb_layout *l);
/* A theme begins. NULL is accepted. */
void zb_numbering_restart(zb_numbering *n);
/* The number of the next heading of a level, 1 to 4; NULL: none. */
const char *zb_numbering_next(zb_block_ctx *c, size_t level);
/* 一 to 九十九; beyond that plain digits. */
const char *zb_chinese_number(zb_arena *a, size_t n);

/* --- footnotes ---------------------------------------------------------------------------------------------------

   A call in the text (zb_block_spans) numbers its footnote and sets it, once; the line that holds the call carries the
   footnote (zb_vbox.note), or the first box of the block when the call stands in no line of text. The layout puts what
   the boxes of a page (or card) carry at its foot. */

/* The footnotes of one layout of the report. */
struct zb_notes *zb_notes_new(zb_arena *a);
/* Forgets all calls: before the report is laid out again. */
void zb_notes_reset(struct zb_notes *n);
/* Footnotes called from here on are set in this measure, within the marks of c (the theme's section). */
void zb_notes_place(zb_block_ctx *c, zb_u measure);
/* Height of the area of footnotes (rule and lines) when v join those of an area of `height`; 0: there was none. */
zb_u zb_notes_join(const zb_block_ctx *c, zb_u height, const zb_vnote *const *v, size_t n);
/* The area as boxes, as high as zb_notes_join says. */
void zb_notes_area(zb_block_ctx *c, const zb_vnote *const *v, size_t n, zb_vlist *out);
/* Appends the footnotes that the boxes of `list` carry as an area at its end: cards. */
void zb_notes_close(zb_block_ctx *c, zb_vlist *list);

/* Appends a line of a head above or below its title (kicker, subtitle), kept with what follows. */
void zb_block_headline(zb_block_ctx *c, const zb_para_src *text, const zb_tstyle *style, zb_u measure, zb_vlist *out);
/* Appends a byline under a heading, in style "byline" or, where the layout has none, "source". */
void zb_block_byline(zb_block_ctx *c, const zb_para_src *by, zb_u measure, zb_vlist *out);

/* --- official documents (letter.c) -------------------------------------------------------------------------------- */

/* The report's title and addressee, before its text; what follows stands a blank line below the title. */
void zb_letter_open(zb_block_ctx *c, zb_u measure, zb_vlist *out);
/* Attachments, signature, date and remark of the report's `letter`, behind its text; nothing without one. */
void zb_letter_close(zb_block_ctx *c, zb_u measure, zb_vlist *out);

/* --- helpers shared by blocks and furniture -------------------------------------------------------------------- */

/* A style of the layout, scaled like zb_block_scaled; where copyfit scales, never below the least size that can be read
   (layout->floor). Standard names: title, subtitle, theme, heading-1 .. heading-4, body,
   lead, quote, note, caption, list, number, unit, number-label, chart-title, chart-subtitle, chart-label, chart-value,
   source, table-title, table-head, table-cell, folio. */
zb_tstyle zb_block_style(const zb_block_ctx *c, const char *name);
/* A length scaled by c->scale and to the size of the body that copyfit chose. */
zb_u zb_block_scaled(const zb_block_ctx *c, zb_u u);
/* A length less what copyfit takes of it: `part` in 1/1000, 0 = all of it. */
zb_u zb_block_part(zb_u u, int part);
/* Spans of one paragraph of prose (figures become NOBREAK spans with their datum). */
zb_span *zb_block_spans(zb_block_ctx *c, const zb_para_src *p, size_t *n);
/* The marks of c plus one more, on the arena. */
const zb_mark *zb_block_marks(zb_block_ctx *c, zb_mark inner, size_t *n);

#endif
