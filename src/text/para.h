/* The composer: normalise, itemise, shape, classify, choose lines by total fit, set. One for all text (R1-R44). */
#ifndef ZB_TEXT_PARA_H
#define ZB_TEXT_PARA_H

#include "text/text.h"

typedef struct zb_para zb_para;   /* shaped once per (spans, style, scale) */
typedef struct zb_lines zb_lines; /* lines chosen for one measure */

/* Shapes a paragraph. Missing glyphs are reported here (error, character, code point, place, families). The object
   lives on t->arena. Never NULL; an empty text gives a paragraph of no lines. */
zb_para *zb_para_new(zb_text *t, const zb_span *span, size_t nspans, const zb_tstyle *style);
/* Natural width of the whole text on one line, punctuation at both edges trimmed. */
zb_u zb_para_width(const zb_para *p);
/* Widest unbreakable piece: the smallest measure without emergency breaks. */
zb_u zb_para_min_width(const zb_para *p);
/* Natural width of the text before byte `byte` of the normalised text. */
zb_u zb_para_width_to(const zb_para *p, size_t byte);
/* Lines the text takes in a measure when it is set ragged: as zb_para_break, without making them. */
size_t zb_para_count(const zb_para *p, zb_u measure);

/* Chooses lines for a measure: all lines `measure` wide, the first shortened by the style's indent (not when centred,
   flush right or spread). Justified: least demerits over the paragraph. Ragged: as few lines as fit, then the most
   even. Even: one line. A line that cannot fit is marked overfull, never dropped; a token opened to fit is an
   emergency. */
zb_lines *zb_para_break(zb_para *p, zb_u measure);
/* Per-line measures: fn(data, line) gives the measure and *x the offset of that line; the style's indent comes on top
   for the first. fn is asked for lines in order, also for some beyond the last, and must always answer alike. Balance
   does not apply. */
typedef zb_u (*zb_measure_fn)(void *data, size_t line, zb_u *x);
zb_lines *zb_para_break_shape(zb_para *p, zb_measure_fn fn, void *data);

size_t zb_lines_count(const zb_lines *l);
/* Facts of a line for layout, tests and the quality gate. Widths in zb_u. */
typedef struct zb_line_info {
  zb_u x, width; /* offset from the measure's left edge and set width (ink-trimmed) */
  zb_u measure;
  zb_u ascent, descent; /* of the em boxes on the line */
  zb_u han_gap;         /* stretch added at each Han-Han gap (never negative: only marks and spaces shrink) */
  int han;              /* Han characters on the line */
  bool overfull, last, emergency;
  size_t byte0, byte1; /* of the normalised text */
} zb_line_info;
zb_line_info zb_lines_info(const zb_lines *l, size_t line);
/* The normalised text (R28, R29 applied): what the glyph runs of all lines carry, but for blanks at line ends. */
const char *zb_para_text(const zb_para *p, size_t *n);
/* Does the line hold text of the span whose mark has this id? */
bool zb_lines_holds(const zb_lines *l, size_t line, const char *id);
/* The text of one line as shown. */
char *zb_lines_text(zb_arena *a, const zb_lines *l, size_t line);

/* Emits a line's glyph runs, emphasis dots and underlines, with Span/Link marks, into an open element of the page. x is
   the left edge of the measure, y the baseline; in a vertical style the axis of the column and the top of the measure. */
void zb_lines_draw(const zb_lines *l, size_t line, zb_dl_page *page, zb_u x, zb_u y);

#endif
