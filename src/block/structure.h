/* What blocks of structure share (steps, tree, tiers, timeline, from-to): labels with labels under them, styles and
   colours, the picture as rows of one list, its caption and its alternative text. */
#ifndef ZB_BLOCK_STRUCTURE_H
#define ZB_BLOCK_STRUCTURE_H

#include "block/caption.h"

/* A label with those under it, set once per width. */
typedef struct zb_twig {
  const zb_val *v;
  bool strong; /* it is highlighted */
  size_t depth;
  zb_label label; /* the caller's: set by zb_twig_set */
  struct zb_twig *under;
  size_t n;
} zb_twig;

typedef struct zb_structure {
  zb_block_ctx *c;       /* of the block */
  zb_block_ctx in, foot; /* inside the list of its Figure; inside the Figure */
  const zb_block *block;
  zb_u measure;
  zb_twig *item;
  size_t n;
  bool any_strong;
  zb_tstyle name, text; /* of the labels that lead; of what stands under them */
  zb_u pad;             /* inside a box */
  zb_u stroke_min;      /* of lines */
  zb_rgba ink, muted, accent, deep, paper, tint, rule, ground;
  zb_caption caption;
} zb_structure;

/* Reads the labels under `key`, sets the caption and pushes it. NULL: there is nothing to draw. */
zb_structure *zb_structure_new(zb_block_ctx *c, const zb_block *b, zb_key key, zb_u measure, zb_vlist *out);
/* Appends a row of the picture. draw gets the row's final rectangle and `data` as box->data; it opens LI elements,
   unless `in` (else NULL) has them open. */
typedef void (*zb_structure_draw)(const zb_vbox *box, zb_dl_page *page, zb_rect r);
void zb_structure_row(zb_structure *s, const zb_block_ctx *in, zb_u height, zb_structure_draw draw, void *data,
                      zb_src src, zb_vlist *out);
/* Closes the picture after its last row: source and note. `first` is where its rows began. */
void zb_structure_end(zb_structure *s, size_t first, zb_vlist *out);

/* Shapes the label in a style; zb_label_fit sets it at a width. */
void zb_twig_set(zb_structure *s, zb_twig *t, const zb_tstyle *style);
/* Did the label fit, without breaking what must not be broken? */
bool zb_twig_fits(const zb_twig *t);
/* Reports the label if it did not. */
void zb_twig_check(const zb_structure *s, const zb_twig *t);
/* Draws the label inside an element, its em boxes in lines of its leading, from (x, y) down; centred at x if so. */
void zb_twig_draw(const zb_twig *t, zb_dl_page *page, zb_dl_role role, zb_u x, zb_u y, int halign);

/* The labels under one as paragraphs below each other: fit to a width, their height, drawn. */
void zb_twigs_set(zb_structure *s, zb_twig *t, const zb_tstyle *style);
zb_u zb_twigs_fit(zb_twig *t, zb_u width);
size_t zb_twigs_lines(const zb_twig *t); /* of the longest */
bool zb_twigs_fits(const zb_twig *t);
void zb_twigs_check(const zb_structure *s, const zb_twig *t);
void zb_twigs_draw(const zb_twig *t, zb_dl_page *page, zb_u x, zb_u y, int halign);

/* The colour of text on a fill: paper if it is legible there, else ink. */
zb_rgba zb_structure_on(const zb_structure *s, zb_rgba fill);
/* Fills a polygon as part of the picture. */
void zb_structure_poly(zb_dl_page *page, const zb_point *pt, size_t n, zb_rgba fill);

#endif
