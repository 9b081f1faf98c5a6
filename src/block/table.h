/* Tables inside the block layer: the grid of set cells that reading, looks, fitting, drawing and breaking share. */
#ifndef ZB_BLOCK_TABLE_H
#define ZB_BLOCK_TABLE_H

#include "block/part.h"
#include "model/view.h"

typedef enum zb_talign {
  ZB_TALIGN_LEFT,
  ZB_TALIGN_CENTER,
  ZB_TALIGN_RIGHT,
  ZB_TALIGN_EVEN,
  ZB_TALIGN_NUMBER
} zb_talign;

typedef enum zb_tkind {
  ZB_TCELL_EMPTY,
  ZB_TCELL_TEXT,
  ZB_TCELL_NUMBER,   /* on the column's point, a tail behind it */
  ZB_TCELL_FLOW,     /* paragraphs, lists, blocks */
  ZB_TCELL_DIAGONAL, /* text below the line and above it */
  ZB_TCELL_SPARK
} zb_tkind;

/* How a rule makes a cell look; alpha 0 = not set. */
typedef struct zb_tlook {
  zb_rgba color, fill;
  bool strong;
} zb_tlook;

/* A sparkline's values, exact; absent ones are NULL. */
typedef struct zb_tspark {
  const zb_quantity **q;
  size_t n;
  const char *alt;
} zb_tspark;

/* What few cells have. */
typedef struct zb_tmore {
  zb_tlook look;
  const char *mark; /* of footnotes, or NULL */
  zb_label *label;  /* shaped once for all; NULL: the text is shaped whenever it is drawn */
  zb_label *above;  /* of a diagonal head: what stands above the line */
  zb_label *tail;   /* of a number shaped once: what follows the digits, or NULL */
  zb_label *calls;  /* and the signs of its footnotes, or NULL */
  zb_vlist flow;
  zb_tspark spark;
} zb_tmore;

/* Kept small: a long table has a hundred thousand of them. */
typedef struct zb_tcell {
  const zb_vcell *view; /* NULL: heads */
  zb_tmore *more;       /* or NULL */
  const zb_dl_cell *facts;
  zb_src src;
  uint32_t node;    /* its element, when it may be drawn in pieces or is named as a header; else 0 */
  uint32_t owner;   /* covered: index of the cell that covers it; else its own */
  int across, down; /* at least 1 */
  zb_u point;       /* numbers: width before the decimal point */
  zb_u tail;        /* numbers: width of what stands behind them: unit, note mark */
  zb_u indent;      /* of its text, from the left */
  zb_u width, min;  /* one-line width; widest unbreakable piece */
  zb_u height;      /* set, at the column's width */
  zb_tkind kind;
  zb_talign align;
  bool covered, head; /* head: TH */
} zb_tcell;

typedef enum zb_trow_kind { ZB_TROW_HEAD, ZB_TROW_BODY, ZB_TROW_GROUP, ZB_TROW_SUM } zb_trow_kind;

typedef struct zb_trow {
  zb_trow_kind kind;
  bool total;  /* of the table, not of a group */
  int group;   /* of the view, or -1 */
  size_t view; /* row of the view */
  size_t body; /* how many body rows come before it */
  zb_u height; /* natural, with pads */
  zb_u pad;    /* above and below its lines */
  uint32_t node;
} zb_trow;

typedef struct zb_tcolumn {
  zb_talign align;
  bool at_right;            /* numbers stand at the right edge, else in the middle under their head */
  bool slots;               /* units and marks stand in a slot of their own behind the longest fraction */
  zb_u min, max;            /* text width: least without breaking what must not break; of the widest line */
  zb_u fixed;               /* asked for, without padding; 0 = by content */
  zb_u w;                   /* chosen, without padding */
  zb_u before, after, tail; /* numbers: greatest widths before the point, from it on, of the slot behind */
  zb_u even;                /* names spread over this width; 0 = none */
  zb_u bar;                 /* least room for the bars behind the numbers; 0 = none */
  zb_num most, least;       /* greatest amounts of the bars to the right and to the left of zero */
  zb_num reach;             /* both together */
} zb_tcolumn;

enum { ZB_TABLE_ZEBRA = 1, ZB_TABLE_RED_HEAD = 2 };

typedef struct zb_grid {
  zb_tcell *cell; /* nrows * ncols, the head first */
  zb_trow *row;
  size_t nrows, nhead, ncols, nstub;
  zb_tcolumn *col;
  const zb_view *view;
  size_t *from; /* column of the view */
  zb_tstyle head, body;
  long lines; /* ZB_E_TABLE_STYLE_THREE_LINE .. NO_LINE */
  unsigned grounds;
  int valign;    /* -1 0 1 */
  bool spans;    /* some cell covers several rows */
  bool ruled;    /* hairlines between rows: some have several lines */
  bool natural;  /* as wide as the columns need */
  bool squeezed; /* does not fit, which was reported once for all cells */
  zb_u pad;      /* on both sides of every column */
  zb_u width;    /* of the table */
  zb_u measure;  /* that it was fitted into */
  zb_u page;     /* height of a page's frame */
  zb_rgba rule, hair, tint, accent, deep, paper;
  zb_u thick, thin;
  zb_label unit; /* 单位：…, at the top right */
  zb_text
      quiet; /* shapes what was measured before, and says nothing about it again; its arena is emptied after each cell */
  zb_src src;
} zb_grid;

static inline zb_tcell *zb_grid_cell(const zb_grid *g, size_t row, size_t col)
{
  return &g->cell[row * g->ncols + col];
}

/* Is a row or a cell too high to stay in one piece: more than 60 % of a page? */
static inline bool zb_grid_tall(const zb_grid *g, zb_u h)
{
  return g->page > 0 && h > g->page * 3 / 5;
}

/* --- footnotes: tablenote.c --- */
typedef struct zb_tnotes {
  struct zb_tnote {
    const zb_prose *text;
    const char *mark; /* ① ② ... */
    zb_src at;        /* what it is on */
  } * v;
  size_t n;
  const char **on;   /* marks on each of the grid's cells, nrows * ncols; NULL: no notes */
  const char *title; /* marks on the title, or NULL */
} zb_tnotes;
/* Gives marks to the notes in reading order. */
zb_tnotes *zb_tnotes_read(zb_block_ctx *c, const zb_grid *g);

/* tableread.c: the view as a grid of measured cells; NULL: nothing to set. */
zb_grid *zb_grid_read(zb_block_ctx *c, const zb_block *b, zb_tnotes **notes);
/* Makes a cell cover its neighbours to the right and below. */
zb_tcell *zb_grid_place(zb_grid *g, size_t row, size_t col, size_t down, size_t across);
/* tablehead.c: places of the heads; the text of one. */
void zb_grid_place_heads(zb_grid *g);
void zb_grid_read_head(zb_block_ctx *c, const zb_block *b, zb_grid *g, size_t row, size_t k);
/* tablealign.c: alignment of columns and cells. */
void zb_grid_align(zb_arena *a, const zb_block *b, zb_grid *g);

/* --- text of cells: tablecell.c --- */
/* What may stand in a cell. */
typedef struct zb_ttext {
  const zb_prose *prose; /* or NULL: text */
  const char *text;
  const char *unit; /* put in brackets behind it, or NULL */
  const zb_datum *datum;
} zb_ttext;
/* Shaped text of a cell; what is not there has no lines. */
typedef struct zb_tset {
  zb_label label; /* a number: up to the end of its digits where the column has slots */
  zb_label tail;  /* of a number: what follows the digits */
  zb_label mark;  /* of a number: the signs of its footnotes, no part of the figure */
} zb_tset;
/* What few cells have, made when it is not there. */
zb_tmore *zb_tcell_more(zb_arena *a, zb_tcell *cell);
/* Shapes text once for all and measures it. */
void zb_grid_keep_text(zb_block_ctx *c, const zb_grid *g, zb_tcell *cell, const zb_ttext *t);
/* Measures the text of a cell of the body. */
void zb_grid_read_cell(zb_block_ctx *c, zb_grid *g, size_t row, size_t k);
/* The text of a TEXT or NUMBER cell in lines as wide as its column, shaped by t. With g->quiet it is good until
   zb_grid_forget. */
zb_tset zb_grid_text(const zb_grid *g, size_t row, size_t k, zb_text *t);
void zb_grid_forget(const zb_grid *g);
/* Bytes up to the end of the digits (约1200.5 of 约1200.5万元), 0 if there are none; *point: those before the decimal point. */
size_t zb_tcell_number(const char *text, size_t *point);

/* tablelook.c: looks by rules and shades, for each cell of the grid; NULL: none. */
zb_tlook *zb_grid_looks(zb_block_ctx *c, const zb_grid *g);
/* tablefit.c: chooses column widths for the measure. False: not even the least widths fit (*need: what they want). */
bool zb_grid_fit(zb_block_ctx *c, const zb_block *b, zb_grid *g, zb_u measure);
/* Total width at the least column widths, pads included. */
zb_u zb_grid_least(const zb_grid *g);
/* tableset.c: sets the cells at the chosen widths and finds the heights of the rows. */
void zb_grid_set(zb_block_ctx *c, zb_grid *g);
/* Height of rows [from, to). */
zb_u zb_grid_rows_height(const zb_grid *g, size_t from, size_t to);
/* Width of a cell's text: of the columns it covers, less one pad on each side. */
zb_u zb_grid_cell_width(const zb_grid *g, size_t row, size_t col);
/* tabledraw.c: draws row `row` into r, r.w = the table's width. */
void zb_grid_draw_row(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r);
/* The same for a row that is broken over pages: what lies between heights y0 and y1 below its top, r being that part. */
void zb_grid_draw_slice(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, zb_u y0, zb_u y1);
/* tablerule.c: grounds and rules of a row; drawn before its cells. `first`, `last`: of the part of the table on this page. */
void zb_grid_rules(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r, bool first, bool last);
/* tablecarry.c: sums up to a row; draws those of the rows before `row` with a word before them. Pages are drawn in order. */
typedef struct zb_tcarry zb_tcarry;
zb_tcarry *zb_tcarry_new(zb_block_ctx *c, const zb_grid *g);
void zb_tcarry_draw(zb_tcarry *s, size_t row, const char *word, zb_dl_page *page, zb_rect r);
/* Draws the heads and rows [from, to) below them: a part of the table that stands by itself. `group` (or NULL) is the name
   of a group that goes on. */
void zb_grid_draw_part(const zb_grid *g, size_t from, size_t to, const zb_label *group, zb_dl_page *page, zb_rect r);
/* Height of that part. */
zb_u zb_grid_part_height(const zb_grid *g, size_t from, size_t to);
/* Draws the head rows. */
void zb_grid_draw_head(const zb_grid *g, zb_dl_page *page, zb_rect r);
/* A cell over several rows that a break before `row` has cut says its name again beside that row. */
void zb_grid_draw_cut_spans(const zb_grid *g, size_t row, zb_dl_page *page, zb_rect r);

/* --- parts that continue the table: tablemore.c --- */
/* The title: title（续） or 续表. */
zb_label zb_grid_more_title(zb_block_ctx *c, const zb_block *b, zb_u width);
/* The name of a group: name（续）, and does a group go on before `row`? Its line is that high. */
const zb_label *zb_grid_more_group(zb_block_ctx *c, const zb_grid *g, int group);
bool zb_grid_group_goes_on(const zb_grid *g, size_t row);
zb_u zb_grid_line(const zb_grid *g);
/* Height of a title and of the unit, beside it or below it, with the space below them, 0 if there is neither; draws them at
   the top of r, the unit at the right of `width`: as elements of `role`, or plain inside an artifact (ZB_DL_ARTIFACT). */
zb_u zb_grid_title_height(const zb_grid *g, const zb_label *title, zb_u width);
void zb_grid_title_draw(const zb_grid *g, const zb_label *title, zb_u width, zb_dl_role role, zb_dl_page *page,
                        zb_rect r);

/* tablebreak.c: rows as boxes, with repeated heads and carried sums. */
void zb_grid_boxes(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_vlist *out);
/* May the table be broken after `row`? */
bool zb_grid_may_break(const zb_grid *g, size_t row);
/* The end of the rows from `from` on that are no higher than `limit`, where the table may be broken. */
size_t zb_grid_fill(const zb_grid *g, size_t from, zb_u limit);
/* tablesplit.c: the grids of the parts of a table that is too wide; *n of them. NULL: it would take too many, or a column
   is too wide by itself. */
zb_grid **zb_grid_split(zb_block_ctx *c, zb_grid *g, zb_u measure, size_t *n);
/* How many of the first columns fit. */
size_t zb_grid_fitting(const zb_grid *g, zb_u measure);
/* How many parts that would be; 0: too many, or a column is too wide. */
size_t zb_grid_parts(const zb_grid *g, zb_u measure);
/* tableturn.c: is turning the table by 90 degrees better than splitting it; its turned pages as boxes, no wider than the measure;
   `more`: it continues a table. */
bool zb_grid_turns_well(const zb_grid *g, const zb_layout *l, zb_u measure);
void zb_grid_turn(zb_block_ctx *c, const zb_block *b, const zb_grid *g, zb_u measure, bool more, zb_vlist *out);
/* tablefold.c: width of one of `strips` parts side by side; the folded rows as boxes. */
zb_u zb_grid_strip(const zb_grid *g, zb_u measure, size_t strips);
void zb_grid_fold(zb_block_ctx *c, const zb_block *b, const zb_grid *g, size_t strips, zb_vlist *out);

#endif
