/* Prose with its references resolved, flattened into styled pieces for the composer. */
#ifndef ZB_MODEL_PROSE_H
#define ZB_MODEL_PROSE_H

#include "model/report.h"

enum {
  ZB_PIECE_STRONG = 1,
  ZB_PIECE_EMPH = 2,
  ZB_PIECE_SUP = 4,
  ZB_PIECE_SUB = 8,
  ZB_PIECE_BREAK = 16,
  ZB_PIECE_UNDERLINE = 32
};

typedef struct zb_piece {
  const char *text; /* UTF-8 */
  size_t len;
  zb_src src;
  const struct zb_place *map; /* or NULL: all of it stands at src */
  size_t nmap;
  unsigned flags;
  const zb_figure *figure; /* the piece prints this figure, or NULL */
  const char *link;
  const char *color;       /* name of a palette colour, or NULL */
  const char *ruby;        /* syllables parted by spaces, one a character, or NULL */
  const zb_note_def *note; /* the piece, empty, stands where this footnote is called */
} zb_piece;

typedef struct zb_pieces {
  zb_piece *v;
  size_t n;
  zb_src src;
  int level, marker; /* as in zb_para_src */
} zb_pieces;

/* The names of furniture, {page}, {pages}, {title} ...: returns text or NULL. Where it is given, figures are not looked up. */
typedef const char *(*zb_prose_lookup)(void *data, const char *path);

/* Flattens one paragraph. Unknown references were reported by zb_report_read; here they print nothing. *absent (may be
   NULL) is set when a name of `lookup` gave NULL. */
zb_pieces zb_prose_pieces(zb_arena *a, const zb_report *r, const zb_para_src *para, zb_prose_lookup lookup, void *data,
                          bool *absent);
/* What a reference prints: a figure or text cell by path, format NULL or a name of format.def. NULL if there is nothing. */
const char *zb_prose_value(zb_arena *a, const zb_report *r, const char *path, const char *format);
/* Expands {row.x} in a PATH value and sets its path anew. Unknown names, missing values and cells that are no file names
   (with /, control characters or a leading dot) are reported. */
void zb_prose_path(zb_arena *a, zb_diags *d, const zb_report *r, zb_val *path);
/* Expands {row.x} and text cells in a text that a machine reads (a QR code). False: a name was unknown, missing or a
   figure, which would be hidden from who reads the page; reported. */
bool zb_prose_code(zb_arena *a, zb_diags *d, const zb_report *r, zb_val *text);
/* The plain text of all paragraphs, figures printed, newlines between paragraphs. */
char *zb_prose_plain(zb_arena *a, const zb_report *r, const zb_prose *prose);

#endif
