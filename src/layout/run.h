/* State shared by the files of this folder while one report is laid out, and the plan they fill. */
#ifndef ZB_LAYOUT_RUN_H
#define ZB_LAYOUT_RUN_H

#include "layout/layout.h"

/* For text that does not fit: how much of it, and what would help. Words for messages. */
typedef struct zb_remedy {
  const char *percent, *sheets;
  const char *nearer[2]; /* "or read it from 0.7 m" by zb_lang, or "" */
} zb_remedy;

typedef ZB_VEC(const zb_block *) zb_block_list;

/* What the layout takes of the summary or a theme. */
typedef struct zb_taken {
  bool known;
  zb_block_list list;
} zb_taken;

struct zb_page_plan;

typedef struct zb_run {
  zb_layout_in in;
  zb_text text;
  zb_dl *dl;
  zb_block_ctx ctx;         /* template: scale and marks are set by the users; its fit is copyfit's */
  int sheets;               /* most pages; 0 = as many as needed */
  bool break_cards;         /* cards may break: they do not fit as wholes */
  const zb_block **dropped; /* optional blocks left out, in this order */
  size_t ndropped;
  zb_block_list more;              /* blocks of if-room that found room */
  zb_taken *taken;                 /* of the summary and then of each theme; NULL until asked for */
  const struct zb_page_plan *page; /* while its furniture is drawn */
  zb_remedy remedy;                /* when nothing fits, set before the final plan */
} zb_run;

/* A piece of a page: boxes of a vertical list in a rectangle. */
typedef struct zb_placed {
  zb_vlist list;
  zb_rect r;               /* r.h: the height to fill */
  const zb_boxstyle *card; /* drawn behind, in card_rect; NULL = none */
  zb_rect card_rect;
  unsigned open; /* ZB_OPEN_*: edges where the card goes on elsewhere */
  zb_rect frame; /* nothing of it stands outside */
  int order;     /* of the frame: what is read first is drawn first */
} zb_placed;

typedef struct zb_page_plan {
  ZB_VEC(zb_placed) placed;
} zb_page_plan;

typedef struct zb_plan {
  ZB_VEC(zb_page_plan) page;
} zb_plan;

/* panel.c: draws the ground and border of a card or frame. */
enum { ZB_OPEN_TOP = 1, ZB_OPEN_FOOT = 2 };
void zb_panel_draw(zb_arena *a, zb_dl_page *page, const zb_boxstyle *s, zb_rect r, unsigned open);
/* Its tab as type is scaled now; NULL: it has none. */
const zb_tab *zb_panel_tab(zb_run *run, const zb_boxstyle *s);

/* Layout files count from the corner of the trimmed sheet; pages from that of the bleed. */
static inline zb_rect zb_on_media(const zb_layout *l, zb_rect r)
{
  return (zb_rect){.x = r.x + l->bleed, .y = r.y + l->bleed, .w = r.w, .h = r.h};
}

/* Is a frame or piece of furniture of `on` present on page `number` (1-based) of `pages` (0 = not known: LAST never)?
 */
bool zb_on_page(zb_on on, int number, int pages);

/* layout.c: from zb_run_hush to zb_run_speak what is laid out leaves no trace: messages and elements go nowhere. */
typedef struct zb_hushed {
  zb_diags *diags;
  zb_dl *dl;
} zb_hushed;
zb_hushed zb_run_hush(zb_run *run);
void zb_run_speak(zb_run *run, zb_hushed h);

/* copyfit.c: one size of type for the whole plan. */
typedef struct zb_room {
  bool fits;
  bool stuck;         /* further sheets would not help: a card is higher than a column */
  int64_t need, have; /* heights of columns: of what there is, and of what there is room for */
} zb_room;
/* Of two that are planned apart: the room of what fits is no help to what does not. */
zb_room zb_room_join(zb_room a, zb_room b);
/* Lays everything out as run->ctx and run->sheets say and adds the pages to `plan`. `final`: with diagnostics of what
   does not fit; else it is a trial. */
typedef zb_room (*zb_plan_fn)(zb_run *run, zb_plan *plan, bool final);
zb_room zb_copyfit(zb_run *run, zb_plan_fn plan, zb_plan *out);

/* take.c: the blocks of the summary (theme -1) or of a theme that the layout takes, in its order; groups that are left out
   are searched for taken members. Blocks neither taken nor omitted are errors; what is omitted is one note. Found once a
   plan. */
const zb_block_list *zb_take_from(zb_run *run, int theme);
/* The blocks of a theme that `if-room` of the layout names and `take` does not, in the order of `if-room`. */
void zb_take_more(zb_run *run, const zb_theme *theme, zb_block_list *out);
/* share.c: those that go into a frame (NULL: all); *title: the theme's title stands there. A block that no frame takes
   is an error. */
zb_block_list zb_take_in(zb_run *run, const zb_frame_def *frame, int theme, bool *title);
/* The first frame that text begins in, or NULL. */
const zb_frame_def *zb_frame_first(const zb_layout *l);

/* overset.c: the text from src on has no room: after so many pages; in the card of a theme. */
void zb_overset_text(zb_run *run, zb_src src, int pages);
/* The block at src alone is higher than its frame. */
void zb_overset_block(zb_run *run, zb_src src);
void zb_overset_card(zb_run *run, const zb_theme *theme, zb_src src);

/* theme.c: appends the head of a theme: kicker (引题), title in style "theme" with its number, subtitle (副题), byline. */
void zb_theme_title(zb_block_ctx *c, const zb_theme *theme, size_t index, zb_u measure, zb_vlist *out);
/* The same on a tab (NULL: as text); `again`: once more, where a card goes on, with the layout's words for it. */
void zb_theme_head(zb_block_ctx *c, const zb_theme *theme, size_t index, const zb_tab *tab, zb_u measure,
                   zb_vlist *out);
void zb_theme_again(zb_block_ctx *c, const zb_theme *theme, size_t index, const zb_boxstyle *card, const zb_tab *tab,
                    zb_u measure, zb_vlist *out);
/* Appends its byline, if it has one. */
void zb_theme_byline(zb_block_ctx *c, const zb_theme *theme, zb_u measure, zb_vlist *out);
/* The style of its headline on a page of stories, by rank: the first leads, two come next. */
const char *zb_theme_rank(const zb_layout *l, size_t index);
/* A style of heads; what the layout has not is set in 楷 of the body's size. */
zb_tstyle zb_theme_style(const zb_block_ctx *c, const char *name);
/* Opens the theme's section: c->mark with a Sect added. */
void zb_theme_marks(zb_block_ctx *c, const zb_theme *theme);

/* thread.c: running text through FLOW frames. */
zb_room zb_flow_plan(zb_run *run, zb_plan *plan, bool final);
/* cards.c: one card a theme in a CARDS frame, columns filled to the foot; and SUMMARY frames. */
zb_room zb_cards_plan(zb_run *run, zb_plan *plan, bool final);
/* makeup.c: stories as rectangles in a STORIES frame. */
zb_room zb_makeup_plan(zb_run *run, zb_plan *plan, bool final);
/* The frame of a role, or NULL. */
const zb_frame_def *zb_frame_of(const zb_layout *l, zb_frame_role role);

/* furniture.c: draws the furniture of a page before or after its content. `top` = y of the first content. */
typedef enum zb_furn_pass { ZB_FURN_BEHIND, ZB_FURN_BEFORE, ZB_FURN_AFTER } zb_furn_pass;
void zb_furniture_draw(zb_run *run, zb_dl_page *page, int pages, zb_furn_pass pass, zb_u top);
/* Text of a name such as masthead.issue, or NULL; used by furniture and metadata. */
const char *zb_furniture_name(zb_run *run, const char *path);
/* Pieces of the layout's own words as spans. */
zb_span *zb_furniture_spans(zb_run *run, const zb_pieces *p, size_t *n);
/* jump.c: the line below the first part of a theme's text that goes on on page `page`, and the line above the rest of
   one that comes from there, in the layout's words; an empty list when it has none. Artifacts, kept with their text. */
typedef enum zb_jump_side { ZB_JUMP_TO, ZB_JUMP_FROM } zb_jump_side;
zb_vlist zb_jump_line(zb_run *run, zb_jump_side side, int page, const zb_theme *theme, zb_u measure);
/* art.c: a parameterised drawing in a box. */
void zb_art_draw(zb_arena *a, zb_dl_page *page, const char *name, zb_rect box, zb_paint paint);
/* distance.c: type below the size that the distance asks for. */
void zb_distance_check(zb_run *run);
/* proof.c: checks the drawn pages, and that all boxes had the room they need. */
void zb_layout_proof(zb_run *run, const zb_plan *plan);

#endif
