/* Tables inside the block layer: the grid of set cells that reading, fitting and drawing share. */
#ifndef ZB_BLOCK_TABLE_H
#define ZB_BLOCK_TABLE_H

#include "block/part.h"

typedef struct zb_tcell {
  zb_span *span;
  size_t nspans;
  zb_src src;
  bool empty, number; /* number: wholly a quantity */
  const char *text;   /* numbers: as printed */
  zb_u width, min;    /* one-line width; widest unbreakable piece */
  zb_label label;     /* set at the column's width */
  zb_u point;         /* numbers: width before the decimal point */
} zb_tcell;

typedef enum zb_talign { ZB_TALIGN_LEFT, ZB_TALIGN_RIGHT, ZB_TALIGN_CENTER, ZB_TALIGN_NUMBER } zb_talign;

typedef struct zb_tcolumn {
  zb_talign align;
  bool number;        /* every cell that is not empty is a quantity */
  bool at_right;      /* numbers stand at the right edge, else in the middle under their head */
  bool point;         /* align numbers on the decimal point: they share what follows the digits */
  zb_u min, max;      /* text width: least without breaking what must not break; of the widest line */
  zb_u fixed;         /* asked for, without padding; 0 = by content */
  zb_u w;             /* chosen, without padding */
  zb_u before, after; /* numbers: greatest width before the point and from it on */
} zb_tcolumn;

typedef struct zb_grid {
  zb_tcell *cell;      /* (nrows + 1) * ncols, the head first */
  bool *sum;           /* rows of sums (合计), by row; set in 黑 on the tint */
  size_t nrows, ncols; /* of the body */
  zb_tcolumn *col;
  zb_tstyle head, body;
  zb_u pad;   /* on both sides of every column */
  zb_u width; /* of the table */
  zb_src src;
} zb_grid;

static inline zb_tcell *zb_grid_cell(const zb_grid *g, size_t row, size_t col)
{
  return &g->cell[row * g->ncols + col];
}

/* Reads the block's rows or data table into a grid: cells, units, numbers, alignments. NULL: nothing to set (reported).
 */
zb_grid *zb_grid_read(zb_block_ctx *c, const zb_block *b);
/* Chooses column widths for the measure and sets the cells. Small minimum-height heuristic after Hurst, Marriott,
   Moulder, "Toward Tighter Tables" (DocEng 2005): areas first, then greedy moves. */
void zb_grid_fit(zb_block_ctx *c, const zb_block *b, zb_grid *g, zb_u measure);

#endif
