/* Inside the composer: the data its stages hand on. Nothing outside text/ includes this.

   spans -> zb_chars (normalise.c) -> classes and contexts (cjk.c) -> where lines may break (linebreak.c over uax14.c) ->
   clusters (shape.c, from the pieces of shaped.c) -> cells (cell.c) -> gaps (glue.c) -> chosen lines (break.c, badness.c)
   -> set lines (set.c) -> glyph runs (emit.c). */
#ifndef ZB_TEXT_COMPOSE_H
#define ZB_TEXT_COMPOSE_H

#include "text/cjk.h"
#include "text/para.h"

enum {
  ZB_CH_BREAK = 1,      /* a forced line break follows */
  ZB_CH_HAN_FONT = 2,   /* an ambiguous mark that takes the Han face */
  ZB_CH_LATIN_FONT = 4, /* an ambiguous mark that takes the Latin face */
  ZB_CH_NEWLINE = 8,    /* white space that was a line end in the source */
  ZB_CH_URL = 16,       /* inside a URL: may break after / . ? & = - _ */
  ZB_CH_CLOSE = 32      /* a curly quote that closes */
};

/* One character of the normalised text. */
typedef struct zb_ch {
  uint32_t c;
  uint32_t byte;     /* in the normalised text */
  uint32_t src_byte; /* in its span's text */
  uint32_t span;
  uint8_t klass; /* zb_kclass */
  uint8_t flags; /* ZB_CH_* */
} zb_ch;

typedef struct zb_chars {
  zb_ch *v;
  size_t n;
  char *text; /* NUL-terminated */
  size_t nbytes;
} zb_chars;

/* A glyph run's constant part. */
typedef struct zb_run {
  int font; /* id in res/fonts */
  zb_u size;
  zb_u rise; /* baseline shift upwards: superscripts */
  uint32_t span;
} zb_run;

enum {
  ZB_CL_WIDE = 1,   /* takes a full em or is a full-width form: no autospace */
  ZB_CL_FORCED = 2, /* forced break after */
  ZB_CL_RISEN = 4,  /* superscript or subscript: clings to what is before */
  ZB_CL_CELL = 8,   /* set in a cell of its own width: not trimmed */
  ZB_CL_GLUED = 16, /* in a NOBREAK span that goes on: no break after */
  ZB_CL_URL = 32,
  ZB_CL_SIDEWAYS = 128, /* vertical setting: turned a quarter clockwise */
  ZB_CL_ATTACHED = 64   /* zero width: combining or invisible, belongs to what is before */
};

/* One shaped cluster; its characters and glyphs end where the next one's begin. Lengths in zb_u. Kept small: a document
   holds one for each of its characters. */
typedef struct zb_clu {
  uint32_t byte;  /* of its first character in the text */
  uint32_t glyph; /* its first glyph */
  uint32_t run;
  uint8_t klass;
  uint8_t flags; /* ZB_CL_* */
  zb_u advance;  /* of the cell */
  zb_u set;      /* of the glyphs, by the font: what readers of the PDF go by */
  zb_u dx;       /* shift of the glyphs inside the cell */
  zb_u trim;     /* blank that may go at an edge or beside another mark: before opening marks, else after */
} zb_clu;

/* Tiers in the order of CLREQ's reduction and expansion (R32, R33). The interpunct has no tier: its cell is a half em.
 */
enum { ZB_SHRINK_SPACE, ZB_SHRINK_BRACKET, ZB_SHRINK_PAUSE, ZB_SHRINK_LATIN, ZB_SHRINK_STOP, ZB_SHRINKS };
enum { ZB_STRETCH_SPACE, ZB_STRETCH_LATIN, ZB_STRETCH_HAN, ZB_STRETCHES };

enum {
  ZB_GAP_BREAK = 1,     /* a line may end here */
  ZB_GAP_FORCED = 2,    /* a line ends here */
  ZB_GAP_EMERGENCY = 4, /* may break only when a piece is wider than the measure; no rule is hurt but the token */
  ZB_GAP_LAST = 8,      /* as emergency, but hurts a start or end rule */
  ZB_GAP_HAN = 16,      /* between two Han: what the quality gate counts */
  ZB_GAP_PHRASE = 32,   /* a phrase ends here: after a mark or a space */
  ZB_GAP_INSIDE = 64,   /* inside quotes, a title or a number with its unit */
  ZB_GAP_WORD = 128,    /* inside a word of the list, or between a particle and what it belongs to */
  ZB_GAP_SENSE = 256,   /* before or after a particle: 的|, |和 */
  ZB_GAP_BETWEEN = 512, /* beside a word of the list or a particle */
  ZB_GAP_PAIR = 1024    /* in a run without listed words, where pairs of Han end */
};

/* The gap after cluster i. shrink and stretch are capacities; the Han tier's is a share (1 = takes part). */
typedef struct zb_gap {
  zb_u natural;
  zb_u shrink, stretch;
  int8_t shrink_tier, stretch_tier; /* -1 = none */
  uint16_t flags;
  uint8_t share;   /* of the Han stretch tier */
  int16_t penalty; /* of a break here, in badness */
} zb_gap;

/* Width and flexibility of clusters [a, e) as a line: edges trimmed, the gap after the last left out. */
typedef struct zb_caps {
  int64_t natural;
  int64_t shrink[ZB_SHRINKS];
  int64_t stretch[ZB_STRETCHES]; /* the Han tier counts shares */
} zb_caps;

/* A syllable above a cluster. */
typedef struct zb_ruby {
  uint32_t clu;
  zb_u width;
  zb_lines *lines; /* one */
} zb_ruby;

struct zb_para {
  zb_text *t;
  zb_arena *arena;
  zb_tstyle style;
  const zb_span *span;
  size_t nspans;
  char *text; /* normalised, NUL-terminated */
  size_t nbytes;
  zb_run *run;
  size_t nruns;
  uint32_t *gid;   /* of the glyphs */
  zb_point *shift; /* of the glyphs, from their cluster's origin, y down; NULL = none is shifted */
  zb_clu *clu;     /* nclus and one that marks the end */
  size_t nclus;
  zb_gap *gap;   /* nclus */
  zb_ruby *ruby; /* by cluster */
  size_t nruby;
  zb_u em; /* the style's size */
};

/* A paragraph in the making: what is not needed once gaps are known. */
typedef struct zb_work {
  zb_para *p;
  zb_chars chars;
  uint32_t *ch;   /* first character of each cluster, and of the end */
  uint8_t *after; /* zb_lbdecision after each character */
} zb_work;

/* One chosen line: clusters [a, e) are printed; next is where the next line starts. */
typedef struct zb_line {
  size_t a, e, next;
  zb_u x, measure;
  zb_u width; /* set */
  bool last, emergency, overfull;
  bool hangs; /* the last mark stands outside the measure (R35) */
} zb_line;

struct zb_lines {
  const zb_para *p;
  zb_line *v;
  size_t n;
};

/* What a line's slack was spent on: amounts per tier. */
typedef struct zb_spend {
  int64_t shrink[ZB_SHRINKS];
  int64_t stretch[ZB_STRETCHES]; /* amounts, the Han tier too */
  int64_t rest;                  /* slack nobody could take: > 0 underfull, < 0 overfull */
} zb_spend;

/* --- stages --------------------------------------------------------------------------------------------------- */

/* normalise.c: spans to characters (v by g_malloc, the text on the arena); white space, half-width marks (R28, R29). */
zb_chars zb_normalise(zb_text *t, const zb_span *span, size_t nspans, const zb_tstyle *style);
/* The place of a span's byte in the source; of a figure, where its value was typed, however often it is used. */
zb_src zb_span_place(const zb_span *s, size_t byte);

/* shape.c: fills run, gid, shift, clu and the work's ch (g_malloc). Reports missing glyphs. */
void zb_shape(zb_work *w);
/* cell.c: widths of cells, trims by ink (R17, R18, R21, R22, R24). */
void zb_cells(zb_work *w);
/* The horizontal cell of cluster i. */
void zb_cell(const zb_work *w, size_t i);
/* vertical.c: the same for columns (R43), and the character whose glyph stands for c there. */
void zb_vertical_cells(zb_work *w);
uint32_t zb_vertical_form(uint32_t c);
/* ruby.c: sets the syllables of spans with pinyin and widens their clusters; draws those of clusters [a, e), which
   stand at pos. */
void zb_ruby_set(zb_para *p);
void zb_ruby_draw(const zb_para *p, size_t a, size_t e, const zb_u *pos, zb_dl_page *page, zb_u x, zb_u y);
/* glue.c: fills gap. */
void zb_glue(zb_work *w);
/* word.c: marks gaps inside listed words, longest word first from the left, between them, and beside particles. */
void zb_words(zb_para *p);

/* break.c */
zb_lines *zb_break(zb_para *p, zb_measure_fn fn, void *data, bool constant);

/* set.c: what a line of clusters [a, e) has; the first line of a paragraph keeps what R20 says. */
zb_caps zb_line_caps(const zb_para *p, size_t a, size_t e);
/* Blank cut at the start of a line that begins with cluster a. */
zb_u zb_line_lead(const zb_para *p, size_t a);
/* What the last mark of a line may hang over the measure (R35); 0 = nothing. */
zb_u zb_line_hang(const zb_para *p, size_t a, size_t e);
/* Spends slack (measure less natural width) on the tiers. */
zb_spend zb_spend_slack(const zb_caps *caps, zb_u em, int64_t slack);
/* Should this line be stretched to its measure? */
bool zb_line_justified(const zb_para *p, const zb_line *l);
/* Origins of the clusters of a line relative to the left edge of the measure, e - a of them. */
void zb_line_set(const zb_para *p, const zb_line *l, zb_u *pos);
/* x offset of a line in its measure by alignment, and its set width. */
void zb_line_place(const zb_para *p, zb_line *l, zb_u offset);

/* Does cluster i fill whole ems, as Han and marks on a grid do (R39)? */
static inline bool zb_clu_on_grid(const zb_para *p, size_t i)
{
  const zb_clu *k = &p->clu[i];
  zb_u over = k->advance % p->em;
  return k->advance > 0 && (over <= 2 || p->em - over <= 2);
}

/* Blank that goes when cluster i ends a line. */
static inline zb_u zb_clu_tail(const zb_clu *k)
{
  return k->klass == ZB_K_OP ? 0 : k->trim;
}

/* Blank before an opening mark. */
static inline zb_u zb_clu_head(const zb_clu *k)
{
  return k->klass == ZB_K_OP ? k->trim : 0;
}

static inline uint32_t zb_clu_nglyphs(const zb_clu *k)
{
  return k[1].glyph - k->glyph;
}

static inline size_t zb_clu_nbytes(const zb_clu *k)
{
  return k[1].byte - k->byte;
}

#endif
